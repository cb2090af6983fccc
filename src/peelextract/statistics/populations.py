"""What a share is a share of, and what a figure says of it."""

from __future__ import annotations

from ..report.statistic import StatisticKind
from .lexicon import Lexicon
from .measures import Measures
from .periods import PeriodMatch
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence

_SHARES = frozenset({StatisticKind.PERCENTAGE, StatisticKind.FRACTION})
_OPENING = 10
_AHEAD = 4
"""Tokens between "of the checks it made," and a share of them."""
_PRONOUNS = frozenset("them these those it which whom this that".split())


class Populations:
    """Gives quantities their population and measure.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        lexicon: plurals.
    """

    def __init__(self, reading: Reading, phrases: Phrases, lexicon: Lexicon) -> None:
        self._r = reading
        self._phrases = phrases
        self._lexicon = lexicon
        self._measures = Measures(reading, phrases, lexicon)

    def resolve(
        self, quantities: list[Quantity], sentence: Sentence, periods: list[PeriodMatch]
    ) -> None:
        """Read the populations of a sentence's quantities, in order."""
        before: Quantity | None = None
        for quantity in quantities:
            end = quantity.last
            if quantity.kind in _SHARES:
                end = self._population(quantity)
                if quantity.of is None and before is not None:
                    self._elliptic(quantity, before)
                if quantity.of is None:
                    quantity.of = self._opening(quantity, sentence) or self._share_of(
                        quantity, sentence
                    )
            end = max(end, quantity.noun_end)
            quantity.measure = self._measures.of(quantity, end, sentence, periods)
            before = quantity
        for quantity in quantities:
            if quantity.echo is not None:
                quantity.of = quantity.of or quantity.echo.of
                quantity.unit = quantity.unit or quantity.echo.unit
                quantity.measure = quantity.measure or quantity.echo.measure

    def _population(self, quantity: Quantity) -> int:
        """Set the population that follows a share; the token behind it."""
        r = self._r
        i = quantity.last
        if r.lower[i] in ("(", "[") and (r.lower[i + 1] == "with" or r.tags[i + 1] == "PM"):
            i = self._behind_bracket(i)
        elif r.lower[i] == "(" and r.lower[self._behind_bracket(i)] == "of":
            i = self._behind_bracket(i)  # "88 percent (233 of 265) of respondents"
        i = self._behind_qualifier(i)
        ratio = quantity.reads in ("ratio", "all_but")
        if ratio and quantity.of is None:
            quantity.of = self._noun_inside(quantity)
        if r.lower[i] == "of":
            start = i + 1
        elif ratio or (quantity.kind is StatisticKind.FRACTION and r.tags[i] == "DET"):
            start = i
        else:
            return quantity.last
        if ratio and start == i and r.tags[i] not in (
            "WORD", "LABEL", "POSS", "ADV", "DET", "TIME", "VERB"
        ):  # fmt: skip
            return i
        if r.lower[i] == "of" and r.lower[i + 1] in _PRONOUNS and not self._defines(i + 1):
            quantity.of = r.texts[i + 1]
            return i + 2
        end = self._phrases.population(start)
        if end is None:
            return start
        words = self._phrases.words(start, end)
        if (
            ratio
            and start == i
            and not any(self._lexicon.is_plural(w) for w in self._r.texts[start:end])
        ):
            return i
        quantity.of = words
        return end

    def _behind_qualifier(self, i: int) -> int:
        """Behind "or so" ahead of "of"."""
        for length in (2, 3):
            phrase = tuple(self._r.lower[i : i + length])
            if phrase in self._lexicon.behind_qualifiers and self._r.lower[i + length] == "of":
                return i + length
        return i

    def _opening(self, quantity: Quantity, sentence: Sentence) -> str | None:
        """ "Of those who replied, 40 percent …", "; among the checks it made, 40 percent …"."""
        r = self._r
        first = quantity.first - 1
        while first > sentence.first and r.tags[first - 1] != "STOP":
            first -= 1
        if r.lower[first] not in ("of", "among", "amongst"):
            return None
        start = first + 1
        while r.tags[start] == "NUMBER" or (
            r.tags[start] == "DET" and r.tags[start + 1] == "NUMBER"
        ):
            start += 1
        end = self._phrases.population(start)
        if end is None or end > quantity.first:
            return None
        reach = end + (_OPENING if first == sentence.first else _AHEAD + 1)
        comma = next((i for i in range(end, reach) if r.tags[i] == "COMMA"), None)
        if comma is None or comma > quantity.first:
            return None
        far = quantity.first > comma + _AHEAD
        if far and (first > sentence.first or r.lower[first] != "of"):
            return None
        return self._phrases.words(start, end)

    def _share_of(self, quantity: Quantity, sentence: Sentence) -> str | None:
        """ "The proportion of complaints settled at once was 71 percent."."""
        r = self._r
        if quantity.difference or quantity.bracketed:
            return None
        for i in range(quantity.first - 2, sentence.first, -1):
            if r.tags[i] in ("STOP", "NUMBER", "FRACTION"):
                return None
            if r.lower[i] == "of" and r.lower[i - 1] in ("share", "proportion", "percentage"):
                end = self._phrases.population(i + 1)
                if end is not None and end <= quantity.first:
                    return self._phrases.words(i + 1, end)
                return None
        return None

    def _noun_inside(self, quantity: Quantity) -> str | None:
        """The noun between the two numbers: "31 nights out of 119"."""
        r = self._r
        first = quantity.first
        while r.tags[first] != "NUMBER" and first < quantity.last:
            first += 1
        end = first + 1
        while end < quantity.last and r.lower[end] not in ("out", "in") and r.tags[end] != "NUMBER":
            end += 1
        if end == first + 1 or r.lower[first + 1] == "of" or r.tags[end] == "NUMBER":
            return None
        return self._phrases.words(first + 1, end)

    def _defines(self, i: int) -> bool:
        r = self._r
        return r.lower[i] in ("those", "these") and (
            r.tags[i + 1] in ("REL", "WORD", "PREP", "NUMBER", "ADV", "TIME")
            or r.lower[i + 1] == "that"
            or (r.tags[i + 1] == "PRON" and r.lower[i + 1] in ("we", "they", "it"))
        )

    def _behind_bracket(self, i: int) -> int:
        for j in range(i, i + 16):
            if self._r.tags[j] == "BREAK":
                return i
            if self._r.lower[j] in (")", "]"):
                return j + 1
        return i

    def _elliptic(self, quantity: Quantity, before: Quantity) -> None:
        """A share in brackets is of what the figure ahead is; so is one joined by "and"."""
        r = self._r
        first = quantity.first
        if r.lower[first - 1] == "(" and first - before.last <= 8:
            quantity.of = (
                quantity.of
                or before.of
                or (before.unit if before.kind is StatisticKind.COUNT else None)
            )
            return
        joined = r.lower[first - 1] in ("and", "while", "but") or (
            r.tags[first - 2] == "AND" and r.tags[first - 1] in ("DET", "ADV", "OVER")
        )
        if joined and before.kind in _SHARES and quantity.kind in _SHARES:
            quantity.of = before.of
