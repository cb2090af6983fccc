"""Figures that end a movement: "from 71 to 96 minutes"."""

from __future__ import annotations

from ..report.statistic import Comparison, StatisticKind
from .likeness import alike, by_value
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading
from .sides import Sides

_AHEAD = frozenset({"DET", "ADV", "OVER", "WITHIN", "BETWEEN"})
_QUALIFYING = frozenset(
    "around about some average of an estimated approximately than least extra further median just "
    "as much many original initial estimate".split()
)
_SUMS = frozenset("average median total mean estimate".split())
_FAR = 14


class Movements:
    """Reads movements from one value to another.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        sides: reads the time of the earlier value.
        ranging: words behind which "from 6 to 414" is a range and no movement.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, sides: Sides, ranging: frozenset[str]
    ) -> None:
        self._r = reading
        self._phrases = phrases
        self._sides = sides
        self._ranging = ranging

    def lead(self, quantity: Quantity) -> int:
        """The token ahead of a quantity and of the words that qualify it."""
        i = quantity.first - 1
        r = self._r
        while i >= 0 and (r.tags[i] in _AHEAD or r.lower[i] in _QUALIFYING):
            if r.lower[i] == "of" and r.lower[i - 1] not in _SUMS:
                break
            i -= 1
        return max(i, 0)

    def from_to(self, quantity: Quantity, quantities: list[Quantity]) -> None:
        """ "from 71 to 96 minutes"; the first value may have words of its own behind it."""
        r = self._r
        lead = self.lead(quantity)
        if quantity.upper is not None:
            if r.lower[lead] == "from" and quantity.reads == "range" and not self._ranges(lead):
                old, new = quantity.value, quantity.upper
                quantity.value, quantity.upper = new, None
                self._moved(quantity, old, self._since_when(quantity))
                return
            if quantity.reads != "range":
                return
        if r.lower[lead] != "to":
            return
        for other in reversed(quantities):
            if other is quantity or other.last > lead or lead - other.last > _FAR:
                continue
            if not self._joined(other.last, lead):
                continue
            if r.lower[self.lead(other)] != "from" or not alike(other, quantity):
                continue
            upto = "as" in r.lower[lead : quantity.first] or "up" in r.lower[lead : quantity.first]
            if upto or self._ranges(self.lead(other)):
                self._joined_range(other, quantity)
                return
            if quantity.upper is not None and quantity.value <= other.value <= quantity.upper:
                return
            if quantity.kind is StatisticKind.COUNT and quantity.unit is None:
                quantity.kind, quantity.unit = other.kind, other.unit
            with_, _ = self._sides.tail(self._behind_bracket(max(other.last, other.noun_end)), lead)
            if not self._sides.is_time(with_):
                with_ = self._since_when(quantity)
            self._moved(quantity, other.value_in(quantity), with_)
            quantity.others = (other.last, lead)
            other.compared_to(quantity, with_)
            return

    @staticmethod
    def _joined_range(low: Quantity, high: Quantity) -> None:
        """ "from 6 days to 414": two figures that are the ends of one range."""
        if high.value <= low.value or low.upper is not None:
            return
        low.upper, low.qualifier = high.value, None
        if low.kind is StatisticKind.COUNT:
            low.kind = high.kind
        low.unit = low.unit or high.unit
        low.last, low.noun_end = high.last, max(high.last, high.noun_end)
        high.comparator = True

    def _behind_bracket(self, i: int) -> int:
        if self._r.lower[i] != "(":
            return i
        while self._r.lower[i] != ")":
            i += 1
        return i + 1

    def _joined(self, first: int, last: int) -> bool:
        """Whether nothing but a time or a bracket parts the two values of a change."""
        r = self._r
        depth = 0
        for i in range(first, last):
            if r.lower[i] == "(":
                depth += 1
            elif r.lower[i] == ")":
                depth -= 1
            elif not depth and (
                r.tags[i] in ("COMMA", "STOP", "VERB")
                or (r.tags[i] == "NUMBER" and r.tags[i + 1] not in ("MONTH", "TIME"))
            ):
                return False
        return depth == 0

    def _since_when(self, quantity: Quantity) -> str | None:
        """The start of "between January 2018 and January 2019" behind a change."""
        r = self._r
        i = quantity.last
        if r.tags[i] != "BETWEEN":
            return None
        end = i + 1
        while r.tags[end] in ("MONTH", "YEAR", "NUMBER", "FY"):
            end += 1
        return self._phrases.words(i + 1, end) if end > i + 1 else None

    @staticmethod
    def _moved(quantity: Quantity, old: float, with_: str | None) -> None:
        relation = by_value(quantity.value, old, time=True)
        quantity.comparison = Comparison(relation=relation, value=old, with_=with_)

    def _ranges(self, i: int) -> bool:
        """Whether "from" opens a range: "ranged from 6 to 414", "anything from 17 to 28"."""
        for j in range(i - 1, max(0, i - 5), -1):
            if self._r.tags[j] in ("STOP", "BREAK", "NUMBER"):
                return False
            if self._r.lower[j] in self._ranging:
                return True
        return False
