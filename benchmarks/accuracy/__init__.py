"""How well extractions agree with annotations made by hand.

    python -m benchmarks.accuracy [REPORTS GOLD] [-v] [--write] [--raise-floors [--allow-lower]]

``gold`` defines the annotations, ``scoring`` holds one report against one of them, ``tables`` sums
the results up, ``floors`` keeps them from falling unnoticed.
"""

from .corpus import Case, find_cases, own_cases
from .gold import Gold, read_gold
from .scoring import score
from .tally import Miss, Scorecard, Tally, total

__all__ = [
    "Case",
    "Gold",
    "Miss",
    "Scorecard",
    "Tally",
    "find_cases",
    "own_cases",
    "read_gold",
    "score",
    "total",
]
