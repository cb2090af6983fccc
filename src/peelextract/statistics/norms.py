"""Figures told as so much of a norm: "double the England rate", "half the average"."""

from __future__ import annotations

from ..report.statistic import Comparison, Relation, StatisticKind
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence
from .sides import Sides

_NORMS = frozenset("rate average mean median".split())


class Norms:
    """Reads the norms that multiples and fractions are of.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        sides: reads whose a norm is.
    """

    def __init__(self, reading: Reading, phrases: Phrases, sides: Sides) -> None:
        self._r = reading
        self._phrases = phrases
        self._sides = sides

    def rate_of(self, i: int, sentence: Sentence) -> tuple[Comparison, tuple[int, int]] | None:
        """ "double the England rate of 11.2": the other side, which is lower."""
        r = self._r
        for j in range(i + 2, min(i + 8, sentence.last)):
            if r.tags[j] == "OF" and r.tags[j + 1] == "NUMBER":
                words = self._phrases.words(i + 1, j)
                return Comparison(relation=Relation.HIGHER, with_=words), (i, j + 2)
            if not self._phrases.open(j) and r.tags[j] != "AND":
                return None
        return None

    def part_of(self, quantity: Quantity, sentence: Sentence) -> bool:
        """ "half the England and Wales rate": a fraction of another figure."""
        r = self._r
        i = quantity.last
        if quantity.kind is not StatisticKind.FRACTION or quantity.reads == "ratio":
            return False
        if r.tags[i] != "DET" and not (r.tags[i] == "OF" and r.tags[i + 1] == "DET"):
            return False
        first = i + (1 if r.tags[i] == "DET" else 2)
        for j in range(first, min(first + 7, sentence.last)):
            if r.lower[j] in _NORMS:
                end = j + 1
                if r.lower[end] == "for":
                    _, end = self._sides.tail(end, sentence.last)
                quantity.difference = True
                named = self._phrases.words(first, end)
                quantity.comparison = Comparison(relation=Relation.LOWER, with_=named)
                quantity.others = (i, end + 1 if r.tags[end] == "OF" else end)
                return True
            if not self._phrases.open(j) and r.tags[j] != "AND":
                return False
        return False
