"""The sentences that hold numbers, read into tokens that the rules can match.

A reading is coarser than the tokeniser's tokens: a number of several words, a hyphened compound,
a financial year or a web address is one token, and each token carries its word class as a tag.
It lays all sentences end to end, a ``BREAK`` between two, so that the rules run over one short
``Doc`` and never over the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .lexicon import Lexicon
from .numbers import Number, NumberReader

_TOKEN = re.compile(
    r"""
  (?:
    (?P<plain>(?!per\s?cent|percentage|plus\s|www|http)[a-z]+(?:[’'][a-z]+)*[’']?(?![\w@$‑-]))
  | (?P<stop>[,;:()“”‘?!]|\.(?![\w.@]))
  | (?P<URL>https?://\S+|www\.\S+|[\w.]+@[\w.]+\.\w+)
  | (?P<FY>\b(?:19|20)\d\d\s?[/–‑-]\s?(?:(?:19|20)\d\d|\d\d)\b(?![,.]?\d|\s?%|\s?per\s?cent|-))
  | (?P<DATE>\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b)
  | (?P<CODE>\b\d+(?:/\d+)+\b|\b\d{1,2}[:.]\d\d\s?[ap]\.?m\b\.?|\b\d{1,2}:\d\d\b
      |\b\d+(?:[-.‑]\d+){2,}|\b\d{1,2}\s?[ap]\.?m\b|\b[A-Z]{2,}[-‑]\d+\b|\b0\d{2,}(?:\s\d{3,})*|\b[A-Za-z]+\d[\w-]*)
  | (?P<ORDINAL>\b\d+(?:st|nd|rd|th|s|’s|'s)\b)
  | (?P<AGED>\b\d+[-‑]years?[-‑]olds?\b)
  | (?P<COMPOUND>\b\d[\d,.]*[-‑][A-Za-z][\w‑-]*)
  | (?P<PM>\+\s?/\s?[-–−]|±|\bplus\s+or\s+minus\b)
  | (?P<CURRENCY>US\$|A\$|[£$€¥])
  | (?P<PERCENT>%|\bper\s?cent\b)
  | (?P<POINTS>\bpercentage[\s-]points?\b)
  | (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?[A-Za-z]*|\d+[½¼¾]|\d+(?:\.\d+)?[A-Za-z]*)
  | (?P<word>(?:[A-Za-zÀ-ÿ]\.){2,}|[A-Za-zÀ-ÿ]+(?:[-‑’'][A-Za-zÀ-ÿ]+)*[’']?)
  | (?P<symbol>\S)
  )\s*
    """,
    re.VERBOSE,
)
"""Takes the space behind a token too, where nearly every form would be tried in vain.

What nearly all words and signs are comes first: no form below takes one of those in parts.
"""

_GLUED_UNIT = re.compile(r"(?P<number>[\d,]+(?:\.\d+)?)(?P<unit>[a-z]+)", re.IGNORECASE)
_WORDS = frozenset({"plain", "digits", "word"})
_SIGNS = frozenset({"stop", "symbol"})
_POSSESSIVE = ("’s", "'s", "s’", "s'")

_ANCHORS = frozenset({"NUMBER", "FRACTION", "YEAR", "FY", "DATE", "DOUBLED", "DOUBLE", "HALVED"})
_BEFORE, _BEHIND = 4, 7
"""How far the quantity and mask rules look from a number."""

_NO_KIND = "-"
_PADDING = 16
"""Breaks behind the last sentence, so that looking some tokens ahead needs no bounds."""

OPEN = "WORD"
"""The tag of words that stand in no closed class."""


@dataclass(slots=True)
class Sentence:
    """A run of tokens of a reading, and the characters it covers."""

    first: int
    last: int
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """Tokens in parallel lists.

    Attributes:
        texts: as written.
        lower: in lower case.
        tags: word classes; ``WORD`` is an open-class word, ``POSS`` a possessive.
        starts: offset of each token in the document's text.
        ends: offset behind each token.
        numbers: by token.
        sentences: in order; ``last`` is the token behind.
        owner: by token, its sentence.
    """

    texts: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    numbers: dict[int, Number] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)

    def glued(self, i: int) -> bool:
        """Whether a token follows the one before without a space."""
        return i > 0 and self.starts[i] == self.ends[i - 1]

    def doc(self, vocab: Vocab, kinds: Mapping[str, str]) -> Doc:
        """The tokens as a Doc.

        The word class is the tag; a kind of its own that a word has beside it is the lemma.
        """
        known = [kinds.get(word, _NO_KIND) for word in self.lower]
        ids = {name: vocab.strings.add(name) for name in {*self.tags, *known}}
        marks = np.empty((len(known), 2), dtype="uint64")
        marks[:, 0] = [ids[tag] for tag in self.tags]
        marks[:, 1] = [ids[kind] for kind in known]
        doc = Doc(vocab, words=self.texts)
        doc.from_array(["TAG", "LEMMA"], marks)  # type: ignore[arg-type]
        return doc

    def near_numbers(self) -> list[tuple[int, int]]:
        """The stretches of tokens about the numbers: the first of each, and that behind."""
        found: list[tuple[int, int]] = []
        for i, tag in enumerate(self.tags):
            if tag in _ANCHORS:
                first, last = max(0, i - _BEFORE), i + _BEHIND
                if found and first <= found[-1][1]:
                    found[-1] = (found[-1][0], last)
                else:
                    found.append((first, last))
        return found

    def heads(self, first: int, last: int, kinds: Mapping[str, str]) -> list[tuple[str, ...]]:
        """What tokens may begin a pattern as: word, class, and kind."""
        words = zip(self.lower[first:last], self.tags[first:last], strict=True)
        return [(word, tag, kinds[word]) if word in kinds else (word, tag) for word, tag in words]


class Reader:
    """Makes readings.

    Args:
        lexicon: number words and word classes.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._numbers = NumberReader(lexicon)
        self.number_words = self._numbers.starters
        self._numeric = self.number_words | {"a", "an"}
        months = {word for word, tag in lexicon.tags.items() if tag == "MONTH"}
        self._plain = {word: tag for word, tag in lexicon.tags.items() if word not in months}

    def read(self, text: str, sentences: Iterable[tuple[int, int]]) -> Reading:
        """Read the sentences of a text, each given by its start and end."""
        reading = Reading()
        for start, end in sentences:
            first = len(reading.texts)
            self._sentence(reading, text, start, end)
            if len(reading.texts) == first:
                continue
            sentence = len(reading.sentences)
            reading.sentences.append(Sentence(first, len(reading.texts), start, end))
            self._append(reading, "|", "|", "BREAK", end, end)
            reading.owner.extend([sentence] * (len(reading.texts) - first))
        for _ in range(_PADDING):
            self._append(reading, "|", "|", "BREAK", len(text), len(text))
            reading.owner.append(len(reading.sentences) - 1)
        return reading

    def _sentence(self, reading: Reading, text: str, start: int, end: int) -> None:
        found = list(_TOKEN.finditer(text, start, end))
        words = [match[match.lastindex or 0] for match in found]
        lower = [word.lower() for word in words]
        plain, numeric = self._plain, self._numeric
        texts, lowers, tags = reading.texts, reading.lower, reading.tags
        starts, ends = reading.starts, reading.ends
        behind = 0
        for i, match in enumerate(found):
            if i < behind:
                continue
            kind = match.lastgroup
            word, low = words[i], lower[i]
            first, last = match.span(match.lastindex or 0)
            if kind == "plain" and word not in numeric:
                # Most words: in small letters, and no number.
                tag = plain.get(word) or ("POSS" if word.endswith(_POSSESSIVE) else OPEN)
            elif kind in _WORDS:
                number = self._numbers.read(lower, i) if self._may_be_number(low) else None
                if number is not None:
                    tag = "FRACTION" if number.denominator else "YEAR" if number.year else "NUMBER"
                    reading.numbers[len(texts)] = number
                    if number.length > 1:
                        behind = i + number.length
                        final = found[behind - 1]
                        last = final.end(final.lastindex or 0)
                        word = text[first:last]
                        low = word.lower()
                elif kind == "digits":
                    tag = "CODE"
                    unit = _GLUED_UNIT.fullmatch(low)
                    if unit is not None and self._known_unit(unit["unit"]):
                        self._split(reading, first, last, unit)
                        continue
                else:
                    tag = self._tag(word, low)
            elif kind in _SIGNS:
                tag = self._lexicon.tags.get(low, "STOP")
            else:
                tag = kind or OPEN
            texts.append(word)
            lowers.append(low)
            tags.append(tag)
            starts.append(first)
            ends.append(last)

    def _may_be_number(self, word: str) -> bool:
        return word[0].isdigit() or word in self._numeric or "-" in word or "‑" in word

    def _known_unit(self, unit: str) -> bool:
        return unit in self._lexicon.measures or unit == "x"

    def _split(self, reading: Reading, start: int, end: int, unit: re.Match[str]) -> None:
        """A number with its unit written on: "20km"."""
        middle = start + unit.end("number")
        number = self._numbers.read([unit["number"]], 0)
        if number is not None:
            reading.numbers[len(reading.texts)] = number
        self._append(reading, unit["number"], unit["number"], "NUMBER", start, middle)
        self._append(reading, unit["unit"], unit["unit"], OPEN, middle, end)

    def _tag(self, word: str, lower: str) -> str:
        tag = self._lexicon.tags.get(lower)
        if word == "May":
            return "MONTH"
        if tag == "MONTH" and not word[0].isupper():
            return OPEN
        if tag is not None:
            return tag
        if lower.endswith(_POSSESSIVE):
            return "POSS"
        return OPEN

    @staticmethod
    def _append(reading: Reading, word: str, lower: str, tag: str, start: int, end: int) -> None:
        reading.texts.append(word)
        reading.lower.append(lower)
        reading.tags.append(tag)
        reading.starts.append(start)
        reading.ends.append(end)
