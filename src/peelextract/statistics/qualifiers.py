"""How exact a figure is said to be, and its margin of error."""

from __future__ import annotations

from ..report.statistic import Qualifier, StatisticKind
from .lexicon import Lexicon
from .quantity import Quantity
from .reading import Reading, Sentence

_AHEAD_OF_OVER = frozenset("is was just took takes lasted average waited for are".split())
_PASSED = frozenset("average median mean of total".split())


class Qualifiers:
    """Gives quantities their qualifier and their margin.

    Args:
        reading: the tokens.
        lexicon: the qualifying phrases.
    """

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._r = reading
        self._lexicon = lexicon
        self._ends = {phrase[-1] for phrase in lexicon.qualifiers}
        self._starts = {phrase[0] for phrase in lexicon.behind_qualifiers}

    def resolve(self, quantity: Quantity, sentence: Sentence) -> None:
        """Read the words ahead of a quantity, and "or more" behind it."""
        r = self._r
        i = quantity.first
        while i > sentence.first and r.lower[i - 1] in _PASSED:
            i -= 1
        if i > sentence.first and i != quantity.first and r.lower[i - 1] in ("an", "a"):
            i -= 1
        for end in dict.fromkeys((quantity.first, i)):
            if r.lower[end - 1] not in self._ends:
                continue
            for length in range(min(self._lexicon.longest_qualifier, end - sentence.first), 0, -1):
                phrase = tuple(r.lower[end - length : end])
                hit = self._lexicon.qualifiers.get(phrase)
                if hit is not None and not self._other_sense(phrase, quantity, end):
                    quantity.qualifier = Qualifier(hit[0])
                    return
        if (
            r.lower[quantity.first - 1] == "of"
            and "estimated" in r.lower[quantity.first - 4 : quantity.first - 1]
        ):
            quantity.qualifier = Qualifier.APPROXIMATELY
            return
        behind = self._behind(quantity)
        if behind is not None:
            quantity.qualifier = behind
        elif r.lower[quantity.last] == "+" and r.glued(quantity.last):
            quantity.qualifier = Qualifier.AT_LEAST

    def _behind(self, quantity: Quantity) -> Qualifier | None:
        """ "400 and more work for the country", "29 seconds or longer", "£2m or so"."""
        for end in dict.fromkeys((quantity.last, max(quantity.last, quantity.noun_end))):
            if self._r.lower[end] not in self._starts:
                continue
            for length in (2, 3, 1):
                phrase = tuple(self._r.lower[end : end + length])
                hit = self._lexicon.behind_qualifiers.get(phrase)
                if hit is not None:
                    return Qualifier(hit)
        return None

    def _other_sense(self, phrase: tuple[str, ...], quantity: Quantity, end: int) -> bool:
        """Words that qualify elsewhere: "above the ratio", "over three years", "concerns about"."""
        before = self._r.lower[end - len(phrase) - 1] if end > len(phrase) else ""
        if phrase == ("over",):
            return quantity.kind is StatisticKind.DURATION and before not in _AHEAD_OF_OVER
        return phrase == ("near",)

    def margins(self, quantities: list[Quantity]) -> list[Quantity]:
        """Give a figure the margin printed beside it, and drop the margin's own figure."""
        r = self._r
        kept: list[Quantity] = []
        for quantity in quantities:
            before = quantity.first - 1
            plus_minus = before >= 0 and r.tags[before] == "PM"
            if plus_minus and kept and quantity.first - kept[-1].last < 14:
                kept[-1].margin = quantity.value
            elif not plus_minus:
                kept.append(quantity)
        return kept
