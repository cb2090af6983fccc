"""Statistics: numbers with their meaning, from any English text."""
