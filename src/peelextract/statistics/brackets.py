"""Which figures stand in brackets."""

from __future__ import annotations

from .quantity import Quantity
from .reading import Reading, Sentence


def mark(quantities: list[Quantity], reading: Reading, sentence: Sentence) -> None:
    """Mark the quantities of a sentence that stand in brackets."""
    if "(" not in reading.lower[sentence.first : sentence.last]:
        return
    depth = 0
    starts = {q.first: q for q in quantities}
    for i in range(sentence.first, sentence.last):
        word = reading.lower[i]
        if word == "(":
            depth += 1
        elif word == ")":
            depth = max(depth - 1, 0)
        elif depth and i in starts:
            starts[i].bracketed = True
