"""Clauses that give the figure of a comparison's other side.

"14 points down on 2016, when it was 52 percent", "above the average for England and Wales, which
is 66 percent", "one of the lowest rates in England, where it is 3.0 as a whole".
"""

from __future__ import annotations

from itertools import pairwise

from ..report.statistic import Comparison, Relation, StatisticKind
from .likeness import alike, by_value, same_kind
from .quantity import Quantity
from .reading import Reading, Sentence
from .sides import Sides

_OPENING = frozenset({"when", "where", "which"})
_ENDS = frozenset({"STOP", "COMMA", "BREAK", "DASH"})
_LONGEST = 10
"""Tokens of a clause ahead of its figure."""
_FAR = 24
"""Tokens between a figure and the clause that gives the other one."""
_OVER_TIME = frozenset({Relation.INCREASE, Relation.DECREASE})


class Completions:
    """Completes comparisons by the clauses behind them.

    Args:
        reading: the tokens.
        sides: reads what the clause speaks of.
    """

    def __init__(self, reading: Reading, sides: Sides) -> None:
        self._r = reading
        self._sides = sides

    def resolve(self, sentence: Sentence, quantities: list[Quantity]) -> None:
        """Give figures the value that a clause behind them tells of the other side."""
        for before, value in pairwise(quantities):
            at = self._opening(value, before, sentence)
            if at is None or value.difference or value.noun_end > value.last:
                continue
            if value.comparison is not None and value.comparison.value is not None:
                continue
            own = self._own(value, [q for q in quantities if q.first < at], at)
            if own is not None:
                self._complete(own, value, at, sentence)

    def carried(self, own: Quantity, quantities: list[Quantity], sentence: Sentence) -> None:
        """ "This is the same as the average, which is 16 percent.": of the sentence before."""
        known = own.comparison
        if known is None or known.value is not None or not quantities:
            return
        value = quantities[0]
        at = self._opening(value, None, sentence)
        if at is not None and alike(own, value) and same_kind(value, own):
            own.comparison = Comparison(
                relation=known.relation, value=value.value_in(own), with_=known.with_
            )

    def _opening(self, value: Quantity, before: Quantity | None, sentence: Sentence) -> int | None:
        """The "when", "where" or "which" of the clause that ends in a figure."""
        r = self._r
        for i in range(value.first - 1, max(value.first - _LONGEST, sentence.first), -1):
            if r.tags[i] in _ENDS or (before is not None and i < before.last):
                return None
            if r.lower[i] in _OPENING and r.tags[i - 1] in ("COMMA", "DASH"):
                finite = range(i + 1, value.first)
                told = any(r.tags[j] in ("BE", "VERB") or r.lower[j].endswith("ed") for j in finite)
                return i if told else None
        return None

    def _own(self, value: Quantity, before: list[Quantity], at: int) -> Quantity | None:
        """The figure that a value is the other side of."""
        for own in reversed(before[-3:]):
            if own.difference or own.opposed or own.kind is StatisticKind.MULTIPLE:
                continue
            if own.bracketed and not value.bracketed:
                continue
            known = own.comparison
            if known is not None and known.value is not None and known.value != value.value:
                continue
            if at - own.last > _FAR or own.upper is not None or not alike(own, value):
                continue
            return own if same_kind(value, own) else None
        return None

    def _complete(self, own: Quantity, value: Quantity, at: int, sentence: Sentence) -> None:
        words, first = self._sides.antecedent(at, sentence.first)
        known = own.comparison
        timed = self._r.lower[at] == "when" and self._sides.is_time(words)
        if known is None:
            placed = self._r.lower[at] == "where" and words is not None and self._named(first)
            if not (timed or placed) or first <= own.last:
                return
            relation = by_value(own.value, value.value_in(own), timed)
            own.comparison = Comparison(relation=relation, value=value.value_in(own), with_=words)
            own.others = (first, value.last)
        else:
            over_time = known.relation in _OVER_TIME
            if by_value(own.value, value.value_in(own), over_time) is not known.relation:
                return
            if over_time and known.with_ is None and not timed:
                return
            name = known.with_ or words
            own.comparison = Comparison(
                relation=known.relation, value=value.value_in(own), with_=name
            )
            start = own.others[0] if own.others else first
            own.others = (start, value.last)
        value.compared_to(own, own.comparison.with_)

    def _named(self, first: int) -> bool:
        """Whether a place is named: "in England, where it is 3.0"."""
        return self._r.texts[first][0].isupper()
