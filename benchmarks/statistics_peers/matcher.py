"""Quantities by spaCy's Matcher, as an afternoon's work would have it.

A blank English pipeline has no parts of speech, so a noun is a word that is no stop word. Numbers
in words are added up; nothing tells a quantity from another number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Span

from .quantity import Quantity, is_year

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "m": 10**6,
           "bn": 10**9, "k": 1000}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
          "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}  # fmt: skip
_TIMES = [w + s for w in "second minute hour day week month year".split() for s in ("", "s")]
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")

_NUMBER: list[dict[str, Any]] = [
    {"LIKE_NUM": True, "OP": "+"},
    {"ORTH": "-", "OP": "?"},
    {"LIKE_NUM": True, "OP": "*"},
]
_SMALL: list[dict[str, Any]] = [{"LOWER": {"IN": list(_UNITS)}}]
_CURRENCY: dict[str, Any] = {"ORTH": {"IN": ["£", "$", "€"]}}
_PERCENT: list[list[dict[str, Any]]] = [
    [{"LOWER": {"IN": ["%", "percent", "pc"]}}],
    [{"LOWER": "per"}, {"LOWER": "cent"}],
]
_WORD: dict[str, Any] = {"IS_ALPHA": True, "IS_STOP": False}
_PATTERNS: dict[str, list[list[dict[str, Any]]]] = {
    "percentage": [
        *([*_NUMBER, *sign] for sign in _PERCENT),
        *([*_NUMBER, {"LOWER": {"IN": ["to", "-", "–"]}}, *_NUMBER, *sign] for sign in _PERCENT),
        [*_NUMBER, {"LOWER": "percentage"}, {"LOWER": {"IN": ["point", "points"]}}],
    ],
    "money": [
        [_CURRENCY, *_NUMBER, {"LOWER": {"REGEX": r"^(?:m|bn|k)\.?$"}, "OP": "?"}],
        [_CURRENCY, {"LOWER": {"REGEX": r"^\d[\d,.]*(?:m|bn|k)\.?$"}}],
        [*_NUMBER, {"LOWER": {"IN": ["pounds", "dollars", "euros"]}}],
    ],
    "fraction": [
        [*_NUMBER, {"LOWER": "out"}, {"LOWER": "of"}, {"LOWER": "the", "OP": "?"}, *_NUMBER],
        [*_NUMBER, {"IS_ALPHA": True, "OP": "{1,2}"}, {"LOWER": "out"}, {"LOWER": "of"}, *_NUMBER],
        [*_NUMBER, {"LOWER": "of"}, {"LOWER": "the", "OP": "?"}, *_NUMBER],
        [*_SMALL, {"LOWER": "in"}, {"LOWER": "every", "OP": "?"}, *_NUMBER],
        [*_NUMBER, {"ORTH": "-", "OP": "?"}, {"LOWER": {"IN": list(_PARTS)}}],
        [{"LOWER": "a", "OP": "?"}, {"LOWER": {"IN": ["half", "third", "quarter"]}}],
    ],
    "duration": [
        [*_NUMBER, {"LOWER": "working", "OP": "?"}, {"LOWER": {"IN": _TIMES}}],
    ],
    "rate": [
        [
            *_NUMBER,
            {**_WORD, "OP": "{0,3}"},
            {"LOWER": "per"},
            {"LIKE_NUM": True, "OP": "?"},
            _WORD,
        ],
    ],
    "multiple": [
        [*_NUMBER, {"LOWER": "times"}, {"LOWER": {"IN": ["as", "more", "higher", "the"]}}],
    ],
    "count": [
        [*_NUMBER, _WORD],
        [*_NUMBER, {"LOWER": {"IN": ["to", "-", "–"]}}, *_NUMBER, _WORD],
    ],
}


def number(words: list[str]) -> float | None:
    """The number that words or digits in a row come to."""
    total = group = 0.0
    for word in words:
        if digits := _DIGITS.match(word):
            group += float(digits[0].replace(",", ""))
            word = word[digits.end() :]
            if not word:
                continue
        if word in _UNITS or word in _TENS:
            group += (_UNITS | _TENS)[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0.0
        else:
            return None
    return total + group


def _quantity(kind: str, span: Span) -> Quantity | None:
    """The quantity that a match states, from the runs of number words in it."""
    runs: list[list[str]] = [[]]
    for token in span:
        # At the end of a sentence the tokeniser leaves the full stop at a suffix.
        word = token.lower_.rstrip(".")
        if token.like_num or _DIGITS.match(word) or (word in _SCALES and runs[-1]):
            runs[-1].append(word)
        elif runs[-1] and not (word == "-" and runs[-1][-1] in _TENS):
            runs.append([])
    values = [value for run in runs if run and (value := number(run)) is not None]
    upper = numerator = None
    part = next((_PARTS[t.lower_] for t in span if t.lower_ in _PARTS), None)
    if kind == "fraction" and part is not None:
        numerator = values[0] if values else 1.0
        value = numerator / part
    elif not values:
        return None
    elif kind == "fraction":
        if len(values) < 2 or not values[1]:
            return None
        numerator, value = values[0], values[0] / values[1]
    else:
        value = values[0]
        upper = values[1] if len(values) > 1 and kind != "rate" else None
    return Quantity(span.start_char, span.end_char, kind, value, upper, numerator)


def make_finder() -> Callable[[str], list[Quantity]]:
    """A function from a text to the quantities that the patterns find."""
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    matcher = Matcher(nlp.vocab)
    for kind, patterns in _PATTERNS.items():
        matcher.add(kind, patterns)

    def find(text: str) -> list[Quantity]:
        spans = matcher(nlp(text), as_spans=True)
        # Of spans of equal length the first is kept: "12 months" is a duration.
        spans.sort(key=lambda span: span.label_ == "count")
        found = (_quantity(span.label_, span) for span in spacy.util.filter_spans(spans))
        return [
            quantity
            for quantity in found
            if quantity is not None and not is_year(text[quantity.start : quantity.end])
        ]

    return find
