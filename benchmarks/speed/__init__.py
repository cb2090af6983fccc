"""What an extraction costs, beside what its libraries cost without it: ``benchmarks.speed``."""
