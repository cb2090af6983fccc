"""Whether two figures can be the sides of one comparison."""

from __future__ import annotations

from ..report.statistic import StatisticKind
from .durations import measured
from .lexicon import Lexicon
from .likeness import alike, by_value
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading
from .sides import Sides
from .told import Told

_SHARES = frozenset({StatisticKind.PERCENTAGE, StatisticKind.FRACTION})
_BACK = frozenset("that them these those it".split())


class Fitting:
    """Holds figures against each other by what their clauses tell of them.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        sides: nouns for what a figure should be.
        lexicon: tells measured durations from times.
    """

    def __init__(self, reading: Reading, phrases: Phrases, sides: Sides, lexicon: Lexicon) -> None:
        self._r = reading
        self._phrases = phrases
        self._sides = sides
        self._lexicon = lexicon

    def fits(self, own: Told, other: Told, role: str) -> bool:
        """Whether two figures can be the sides of one comparison."""
        one, two = own.quantity, other.quantity
        if one.opposed or one.difference or two.difference:
            return False
        if one.bracketed and not two.bracketed:
            return False
        if one.upper is not None or two.upper is not None or role in own.cues:
            return False
        if not self._measured(one) or (role == "earlier" and not self._measured(two)):
            return False
        if role == "earlier" and ("earlier" in own.cues or "norm" in own.cues or other.planned):
            return False
        if role == "earlier" and self._later(own, other):
            return False
        known = one.comparison
        if known is not None:
            relation = by_value(one.value, two.value, time=role == "earlier")
            if known.value is not None or known.relation is not relation:
                return False
        if not self.same_kind(one, two) or self._whole(one, two):
            return False
        if role == "norm" and one.kind is StatisticKind.MONEY and not self._standard(other):
            return False  # "£3m in systems, which it expects to save £1m a year"
        if role != "earlier" and self.named(one) and self.named(two):
            return self._same_noun(one, two)
        return self.elliptic(two) or self.elliptic(one) or self._same_noun(one, two)

    def _standard(self, told: Told) -> bool:
        cue = told.cues["norm"]
        return not self._sides.standards.isdisjoint(self._r.lower[cue.first : cue.last])

    @staticmethod
    def _later(own: Told, other: Told) -> bool:
        """Whether the other figure is the later of the two by their dates."""
        if own.period is None or other.period is None or own.period is other.period:
            return False
        one, two = own.period.period.end, other.period.period.end
        return one is not None and two is not None and two >= one

    @staticmethod
    def named(quantity: Quantity) -> bool:
        """Whether a figure says itself what it counts."""
        counted = quantity.kind in (StatisticKind.COUNT, StatisticKind.RATE)
        return counted and quantity.noun_end > quantity.last

    def _whole(self, one: Quantity, two: Quantity) -> bool:
        """Whether one figure is a part of what is counted, and no bare value of a measure.

        "25 of these; the limit is 48 hours", "£7.3m of the £9.9m that it needs".
        """
        if one.kind is not two.kind and any(
            self._r.tags[q.last] == "OF" and q.kind is StatisticKind.COUNT for q in (one, two)
        ):
            return True
        first, last = sorted((one, two), key=lambda q: q.first)
        for i in range(max(last.first - 5, first.last), last.first):
            if self._r.lower[i] in ("which", "whom"):
                return self._r.lower[i - 1] == "of"  # "£131m, of which £4m"
        return self._r.lower[first.last : last.first] in (["of", "the"], ["of", "its"], ["of"])

    @staticmethod
    def same_kind(one: Quantity, two: Quantity) -> bool:
        """Whether two figures are of one kind, which multiples never are."""
        if StatisticKind.MULTIPLE in (one.kind, two.kind):
            return False
        return alike(one, two)

    def elliptic(self, quantity: Quantity) -> bool:
        """Whether a figure leaves out what it counts or what it is a share of."""
        r = self._r
        i = max(quantity.last, quantity.noun_end)
        if quantity.kind in _SHARES:
            if quantity.reads in ("ratio", "all_but"):
                return False
            return r.lower[i] != "of" or r.lower[i + 1] in _BACK
        if quantity.kind is StatisticKind.COUNT:
            named = quantity.words and self._phrases.open(i)  # "one office"
            return quantity.noun_end <= quantity.last and not named
        return True

    def _measured(self, quantity: Quantity) -> bool:
        """Whether a figure is no mere time: "in the 12 months"."""
        if quantity.kind is not StatisticKind.DURATION:
            return True
        sentence = self._r.sentences[self._r.owner[quantity.first]]
        return measured(quantity, self._r, sentence, self._lexicon)

    @staticmethod
    def _same_noun(one: Quantity, two: Quantity) -> bool:
        first, second = (one.unit or "").lower().split(), (two.unit or "").lower().split()
        return bool(first and second) and first[-1] == second[-1]
