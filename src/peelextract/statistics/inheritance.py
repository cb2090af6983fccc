"""What a figure takes from around it: its sentence's, its list's or its neighbour's period."""

from __future__ import annotations

import re
from itertools import takewhile

from ..document import Block, BlockKind, Document
from ..report.statistic import Period
from .periods import PeriodMatch, Periods
from .quantity import Quantity
from .reading import Reading, Sentence

_GOES_ON = re.compile(
    r"(?:of (?:these|those|them)|these|those|they|that is|it (?:was|is)|"
    r"this (?:is|was|means|represents))\b",
    re.IGNORECASE,
)
_SAME_TIME = re.compile(r"\b(?:that|this|same) (?:time|period|year)\b", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r";|,? (?:and|but|while|whereas|where|which has|of whom)\b")
_STRONG = re.compile(r";|\b(?:whereas|while|whilst|but)\b")
_PARTED = re.compile(rf"{_STRONG.pattern}|, and\b|\band (?:in|by|between|during|over|from|since)\b")
_NEAR = 40
_PRONOUNS = frozenset("them these those which whom".split())
_BULLET = re.compile(r"[ \t]*(?:[•*·▪◦‣]|[-–—](?= )|\(?[a-z0-9]{1,2}[.)](?= ))")


class Inheritance:
    """Hands periods down, and remembers figures in order.

    Args:
        text: the whole text.
        document: its blocks; without them, lists are told from bullets at the start of lines.
        periods: finds periods.
    """

    def __init__(self, text: str, document: Document | None, periods: Periods) -> None:
        self._text = text
        self._document = document
        self._periods = periods
        self._figures: list[tuple[Sentence, Quantity]] = []
        self._lead_ins: dict[int, Period | None] = {}
        self._previous: tuple[Sentence, Period | None] | None = None

    def remember(self, sentence: Sentence, quantities: list[Quantity]) -> None:
        """Add the figures of a sentence."""
        self._figures.extend((sentence, quantity) for quantity in quantities)

    def figures(self) -> list[tuple[Sentence, Quantity]]:
        """All figures so far with their sentences."""
        return self._figures

    def last_figures(self, sentence: Sentence) -> list[Quantity]:
        """The figures of the sentence just before, where that is in the same paragraph."""
        if not self._figures:
            return []
        before = self._figures[-1][0]
        between = self._text[before.end : sentence.start]
        if between.strip() or "\n" in between:
            return []
        own = takewhile(lambda figure: figure[0] is before, reversed(self._figures))
        return [quantity for _, quantity in own][::-1]

    def named(self, sentence: Sentence) -> list[PeriodMatch]:
        """The periods that a sentence names."""
        return self._periods.find(self._text, sentence.start, sentence.end)

    def periods(
        self,
        quantities: list[Quantity],
        found: list[PeriodMatch],
        sentence: Sentence,
        reading: Reading,
    ) -> None:
        """Give each quantity of a sentence its period, of those that the sentence names."""
        inherited = self._inherited(sentence)
        if not found:
            for quantity in quantities:
                quantity.period = inherited
            self._previous = (sentence, inherited if quantities else None)
            return
        for quantity in quantities:
            own = [p for p in found if not self._of_comparator(p, quantities, reading)]
            if quantity.opposed and quantity.against and any(
                p.period.text in quantity.against or quantity.against in p.period.text
                for p in found
            ):  # fmt: skip
                # The other side is of the time that it is called by, and of no other.
                told = (p for p in found if p.period.text in quantity.against)
                quantity.period = next((p.period for p in told), None)
                continue
            chosen = self._nearest(own, quantity, quantities, reading, sentence)
            quantity.period = chosen.period if chosen else inherited
        known = next((q.period for q in quantities if q.period is not None), None)
        self._previous = (sentence, known)

    @staticmethod
    def _of_comparator(period: PeriodMatch, quantities: list[Quantity], reading: Reading) -> bool:
        for quantity in quantities:
            if quantity.others is None:
                continue
            first, last = quantity.others
            end = reading.ends[min(last, len(reading.ends)) - 1]
            if reading.starts[first] <= period.start and period.start <= end + 1:
                return True
        return False

    def _adjoining(
        self,
        periods: list[PeriodMatch],
        quantity: Quantity,
        quantities: list[Quantity],
        reading: Reading,
    ) -> PeriodMatch | None:
        """The period in a figure's own clause: behind it, or between it and the figure before."""
        start, end = reading.starts[quantity.first], reading.ends[quantity.last - 1]
        others = [q for q in quantities if q is not quantity and q.bracketed == quantity.bracketed]
        low = max((reading.ends[q.last - 1] for q in others if q.first < quantity.first), default=0)
        high = min(
            (reading.starts[q.first] for q in others if q.first > quantity.first),
            default=len(self._text),
        )
        behind = next((p for p in periods if end <= p.start < high), None)
        if behind is not None and not _NEW_CLAUSE.search(self._text, end, behind.start):
            return behind
        ahead = next((p for p in reversed(periods) if low <= p.start and p.end <= start), None)
        if ahead is None or not low or ahead.loose:
            return None
        parted = _NEW_CLAUSE.search(self._text, ahead.end, start)
        return None if parted or start - ahead.end > _NEAR else ahead

    def _nearest(
        self,
        periods: list[PeriodMatch],
        quantity: Quantity,
        quantities: list[Quantity],
        reading: Reading,
        sentence: Sentence,
    ) -> PeriodMatch | None:
        start, end = reading.starts[quantity.first], reading.ends[quantity.last - 1]
        own = self._adjoining(periods, quantity, quantities, reading)
        if own is not None:
            return own
        firm = [p for p in periods if not p.loose]
        for choice in (firm, periods):
            after = [p for p in choice if p.start >= end]
            following = min(
                (
                    reading.starts[q.first]
                    for q in quantities
                    if q.first > quantity.first and q.bracketed == quantity.bracketed
                ),
                default=sentence.end,
            )
            ahead = [p for p in choice if p.end <= start]
            parted = any(p.end <= start for p in periods) and bool(
                after and _NEW_CLAUSE.search(self._text, end, after[0].start)
            )
            if after and following < sentence.end:
                # What follows a new clause is the period of the figure in it.
                parted = parted or bool(_PARTED.search(self._text, end, after[0].start))
            if after and after[0].start < following and not parted:
                return after[0]
            first_figure = reading.starts[quantities[0].first]
            opening = [p for p in ahead if p.end <= first_figure]
            near = [p for p in ahead if not _NEW_CLAUSE.search(self._text, p.end, start)]
            if opening and near and near[-1].end > first_figure and choice is firm:
                return near[-1]
            if opening:
                return opening[-1]
            if ahead and (quantity.of or "").lower() in _PRONOUNS:
                return ahead[-1]
            if ahead and reading.lower[quantity.first - 1] == "to":
                return ahead[-1]
            if after and not ahead and not (
                following < sentence.end and _STRONG.search(self._text, end, after[0].start)
            ):  # fmt: skip
                return after[0]
        return None

    def _inherited(self, sentence: Sentence) -> Period | None:
        lead_in = self._lead_in(sentence)
        if lead_in is not None:
            return lead_in
        if self._previous is None:
            return None
        before, period = self._previous
        between = self._text[before.end : sentence.start]
        adjoining = not between.strip() and "\n" not in between
        if period and adjoining and _GOES_ON.match(self._text, sentence.start, sentence.end):
            return period
        return None

    def _lead_in(self, sentence: Sentence) -> Period | None:
        """The period of the paragraph that introduces the list a sentence stands in."""
        if self._document is not None:
            block = self._document.block_at(sentence.start)
            if block is None or block.kind is not BlockKind.LIST_ITEM or block.list_id is None:
                return None
            if block.list_id not in self._lead_ins:
                self._lead_ins[block.list_id] = self._paragraph_before(block)
            return self._lead_ins[block.list_id]
        return self._bullet_lead_in(sentence.start)

    def _paragraph_before(self, item: Block) -> Period | None:
        assert self._document is not None
        for index in range(item.index - 1, -1, -1):
            block = self._document.blocks[index]
            if block.kind is BlockKind.LIST_ITEM and block.list_id == item.list_id:
                continue
            if block.kind is BlockKind.LIST_ITEM and item.depth > block.depth:
                return self._last_period(block.start, block.end)
            if block.kind is BlockKind.PARAGRAPH:
                return self._last_period(block.start, block.end)
            return None
        return None

    def _bullet_lead_in(self, offset: int) -> Period | None:
        start = self._text.rfind("\n", 0, offset) + 1
        if not _BULLET.match(self._text, start):
            return None
        while start > 0:
            end = start - 1
            start = self._text.rfind("\n", 0, end) + 1
            line = self._text[start:end]
            if not line.strip() or _BULLET.match(line):
                continue
            return self._last_period(start, end)
        return None

    def _last_period(self, start: int, end: int) -> Period | None:
        """The period of the sentence that ends in the colon of a lead-in."""
        if not self._text[start:end].rstrip().endswith((":", "–", "-", "including", "that")):
            return None
        cut = max(self._text.rfind(". ", start, end), start)
        found = self._periods.find(self._text, cut, end)
        if not found and _SAME_TIME.search(self._text, cut, end):
            found = self._periods.find(self._text, start, end)
        return found[-1].period if found else None
