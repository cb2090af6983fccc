"""Numbers in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .lexicon import Lexicon

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_HYPHENS = re.compile(r"[-‑]")


class Number(NamedTuple):
    """A number as the text gives it.

    Attributes:
        value: what it comes to.
        length: the tokens it takes.
        words: it is spelt out.
        denominator: of a fraction in words ("two-thirds"), else None.
        year: four bare digits that read as a year.
    """

    value: float
    length: int
    words: bool
    denominator: int | None = None
    year: bool = False


class NumberReader:
    """Reads the number that starts at a token.

    Args:
        lexicon: the number words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words.numbers
        self._units = words.units
        self._tens = words.tens
        self._small = {**words.units, **words.tens}
        self._magnitudes = words.magnitudes
        self._suffixes = words.suffixes
        self._denominators = words.denominators
        self._fillers = frozenset(words.fillers)
        self.starters = frozenset({*self._small, *self._magnitudes, *self._denominators})

    def read(self, words: Sequence[str], at: int) -> Number | None:
        """The number whose first token is ``words[at]``, or None; words are in lower case."""
        word = words[at]
        if word[0].isdigit():
            return self._digits(words, at)
        if word in ("a", "an"):
            return self._after_article(words, at)
        return self._spelt(words, at)

    def _digits(self, words: Sequence[str], at: int) -> Number | None:
        parsed = _DIGITS.match(words[at])
        if parsed is None:
            return None
        value = float(parsed[0].replace(",", ""))
        suffix = words[at][parsed.end() :]
        if suffix in _VULGAR:
            return Number(value + _VULGAR[suffix], 1, words=False)
        if suffix:
            if suffix not in self._suffixes:
                return None
            return Number(round(value * self._suffixes[suffix], 6), 1, words=False)
        length = 1
        if at + 1 < len(words) and self._magnitudes.get(words[at + 1], 0) >= 1000:
            value *= self._magnitudes[words[at + 1]]
            length = 2
        elif self._and_a_half(words, at + 1):
            return Number(value + 0.5, 4, words=False)
        # A year may have a footnote's mark glued on behind its full stop: "2015.2".
        whole = parsed[1]
        year = length == 1 and len(whole) == 4 and 1900 <= value < 2100
        return Number(round(value, 6), length, words=False, year=year)

    def _after_article(self, words: Sequence[str], at: int) -> Number | None:
        if at + 1 >= len(words):
            return None
        following = words[at + 1]
        if following in self._fillers and words[at + 2 : at + 3]:
            part = self._denominators.get(words[at + 2])
            return Number(1 / part, 3, True, part) if part is not None else None
        if following in self._magnitudes:
            return self._spelt(words, at)
        if following in self._denominators:
            return Number(1 / self._denominators[following], 2, True, self._denominators[following])
        return None

    def _spelt(self, words: Sequence[str], at: int) -> Number | None:
        compound = self._compound(words[at])
        if compound is not None:
            return compound
        total = group = 0.0
        i = at
        if words[i] in ("a", "an"):
            group, i = 1.0, i + 1
        start = i
        while i < len(words):
            word = words[i]
            small = self._word_value(word)
            if small is not None:
                if i > start and not self._may_follow(words[i - 1], word):
                    break
                group += small
            elif word in self._magnitudes:
                magnitude = self._magnitudes[word]
                bare = i == start and words[at] == word and magnitude != 12
                if bare and list(words[max(at - 2, 0) : at]) != ["of", "the"]:
                    return None
                if magnitude >= 1000:
                    total, group = total + (group or 1) * magnitude, 0.0
                else:
                    group = (group or 1) * magnitude
            elif not (
                word == "and"
                and i > start
                and self._magnitudes.get(words[i - 1], 0) >= 100
                and i + 1 < len(words)
                and self._word_value(words[i + 1]) is not None
            ):
                break
            i += 1
        if i == start:
            return None
        value = total + group
        if (
            i < len(words)
            and words[i] in self._denominators
            and value < self._denominators[words[i]]
        ):
            if words[i] == "half":
                return None
            denominator = self._denominators[words[i]]
            return Number(value / denominator, i + 1 - at, True, denominator)
        if self._and_a_half(words, i):
            return Number(value + 0.5, i + 3 - at, words=True)
        return Number(value, i - at, words=True)

    def _compound(self, word: str) -> Number | None:
        """A word or hyphened compound that is a whole number or fraction of its own."""
        if word == "half":
            return Number(0.5, 1, True, 2)
        parts = _HYPHENS.split(word)
        if len(parts) == 1:
            return None
        if parts[-1] in self._denominators and (top := self._small.get(parts[0])) is not None:
            bottom = self._denominators[parts[-1]]
            return Number(top / bottom, 1, True, bottom) if len(parts) == 2 else None
        return None

    def _word_value(self, word: str) -> int | None:
        value = self._small.get(word)
        if value is None and ("-" in word or "‑" in word):
            parts = _HYPHENS.split(word)
            if len(parts) == 2 and parts[0] in self._tens and parts[1] in self._units:
                value = self._tens[parts[0]] + self._units[parts[1]]
        return value

    def _may_follow(self, before: str, word: str) -> bool:
        """Whether a number word goes on from the one before: "hundred eight", "forty one"."""
        if before == "and" or before in self._magnitudes:
            return True
        return before in self._tens and 0 < self._units.get(word, 0) < 10

    @staticmethod
    def _and_a_half(words: Sequence[str], at: int) -> bool:
        return list(words[at : at + 3]) == ["and", "a", "half"]
