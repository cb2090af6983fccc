"""Telling a measured duration from a reference to time."""

from __future__ import annotations

from .lexicon import Lexicon
from .quantity import Quantity
from .reading import Reading, Sentence

_REACH = 9
_STOPS = frozenset({"STOP", "BREAK", "DASH"})


def measured(quantity: Quantity, reading: Reading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a duration is something measured, and not when, by when or how often.

    An average, what takes or lasts so long, a wait, or a figure that is compared is measured.
    What is left is kept where no preposition or adverb of time stands beside it.
    """
    following = reading.lower[quantity.last]
    if quantity.comparison is not None or quantity.difference:
        return True
    behind = reading.lower[quantity.last : quantity.last + 3]
    if behind[:2] == ["on", "average"] or "average" in behind[:2]:
        return True
    if following in lexicon.behind and not (following == "to" or quantity.reads == "compound"):
        return _cue(quantity, reading, sentence, lexicon, near=True) and following in ("on", "from", "into")
    if _cue(quantity, reading, sentence, lexicon):
        return not _reference(quantity, reading, sentence, lexicon, strict=True)
    if _reference(quantity, reading, sentence, lexicon):
        return False
    if following == "or" and not quantity.words:
        return True
    return not quantity.words or quantity.value >= 10


def _cue(quantity: Quantity, reading: Reading, sentence: Sentence, lexicon: Lexicon,
         near: bool = False) -> bool:  # fmt: skip
    first = max(sentence.first, quantity.first - (3 if near else _REACH))
    for i in range(quantity.first - 1, first - 1, -1):
        if reading.tags[i] in _STOPS:
            return False
        if reading.lower[i] in lexicon.measured and reading.lower[i - 1] not in ("at", "the", "over"):
            return True
        if reading.lower[i] in ("time", "wait", "delay", "duration", "times", "average", "median", "mean", "longest"):
            return True
    return False


def _reference(quantity: Quantity, reading: Reading, sentence: Sentence, lexicon: Lexicon,
               strict: bool = False) -> bool:  # fmt: skip
    """Whether a word of time reference stands just ahead."""
    reach = 3 if strict else 5
    for i in range(quantity.first - 1, max(sentence.first, quantity.first - reach) - 1, -1):
        word = reading.lower[i]
        if reading.tags[i] in ("STOP", "BREAK", "COMMA"):
            return False
        if strict:
            if word in ("average", "median", "mean", "take", "takes", "took", "lasts", "lasted", "taking"):
                return False
            if word in ("within", "every", "past", "previous", "next", "target", "limit",
                        "standard", "until", "since"):  # fmt: skip
                return True
            continue
        if word in lexicon.reference:
            return True
        if reading.tags[i] not in ("ADV", "DET", "OVER", "PREP", "TO", "WORD", "CMP", "OF"):
            return False
    return False
