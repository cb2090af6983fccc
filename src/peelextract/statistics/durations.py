"""Telling a measured duration from a reference to time."""

from __future__ import annotations

from .lexicon import Lexicon
from .quantity import Quantity
from .reading import Reading, Sentence

_REACH = 10
_STOPS = frozenset({"STOP", "BREAK", "DASH"})
_LIMITS = frozenset(
    "within every past previous next last target limit standard until since".split()
)
_TIMES = frozenset("in over after before during throughout from for".split())
_AVERAGES = frozenset("average median mean averaged averages".split())
_QUALIFYING = frozenset("of a an about around some up to than more less fewer least most long as "
                        "between only just almost nearly over under up roughly approximately for "
                        "little further extra".split())  # fmt: skip
_LARGE = 100


def measured(quantity: Quantity, reading: Reading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a duration is something measured, and not when, by when or how often.

    An average, what takes or lasts so long, a wait, or a figure that is compared is measured.
    What is left is kept where no preposition or adverb of time stands beside it.
    """
    r = reading
    following = r.lower[quantity.last]
    if quantity.comparison is not None or quantity.difference:
        return True
    if r.tags[quantity.first - 2] == "DET" and (
        r.lower[quantity.first - 1] in lexicon.pointing or r.lower[quantity.first - 1] == "first"
    ):
        return False  # "their first two years of service"
    if quantity.upper is not None and quantity.reads == "value":
        return True  # "ranged from 6 days to 414"
    if "average" in r.lower[quantity.last : quantity.last + 4]:
        return True
    left = r.lower[max(sentence.first, quantity.first - 8) : quantity.first]
    if "average" in left or left[-3:] == ["as", "long", "as"]:
        return True
    whole = quantity.words or quantity.value == int(quantity.value)
    if not whole and following not in lexicon.behind:
        return True
    if _it_was(quantity, r, sentence):
        return True
    if quantity.first > sentence.first and r.lower[quantity.first - 1] == "by":
        return following not in lexicon.behind or following in ("since", "from")
    if _taken(quantity, r, sentence, lexicon):
        return True
    if following in lexicon.behind and quantity.reads != "compound":
        return False
    if following == "of" and r.tags[quantity.last + 1] == "WORD":
        return True
    ahead = r.lower[quantity.first - 1] if quantity.first > sentence.first else ""
    if r.tags[quantity.first - 1] == "OVER" and quantity.first - 1 > sentence.first:
        ahead = r.lower[quantity.first - 2] if ahead == "under" else ahead
    limited = _limited(quantity, r, sentence)
    if limited or (ahead in _TIMES and quantity.value < _LARGE):
        return False
    if _wait(quantity, r, sentence, lexicon):
        return True
    if quantity.words and quantity.value < 10:
        return False
    return quantity.value >= _LARGE or not _reference(quantity, r, sentence, lexicon)


def pointing(quantity: Quantity, reading: Reading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a duration points to a time and measures nothing, in any text.

    "The past three years", "two years ago"; and "within three months", which is a deadline.
    """
    r = reading
    ahead = r.lower[max(sentence.first, quantity.first - 2) : quantity.first]
    if r.lower[quantity.last] in lexicon.pointing_behind or lexicon.pointing & set(ahead):
        return True
    return "within" in ahead and (quantity.unit or "").split(" ")[-1] in lexicon.due


def _it_was(quantity: Quantity, r: Reading, sentence: Sentence) -> bool:
    """ "In the town it was a little over seven minutes."."""
    i = quantity.first - 1
    while i > sentence.first and (r.tags[i] == "DET" or r.lower[i] in _QUALIFYING):
        i -= 1
    return r.tags[i] == "BE" and i > sentence.first and r.lower[i - 1] in ("it", "this", "figure")


def _taken(quantity: Quantity, r: Reading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether it is what something takes, lasts or averages: "took up to 11 weeks"."""
    i = quantity.first - 1
    while i >= sentence.first and (r.tags[i] == "DET" or r.lower[i] in _QUALIFYING):
        i -= 1
    if i < sentence.first:
        return False
    word = r.lower[i]
    lasting = word == "last" and r.lower[i + 1] == "for"
    if word not in lexicon.measured and word not in ("train", "trained", "wait") and not lasting:
        return False
    between = r.lower[i + 1 : quantity.first]
    return word in _AVERAGES or not ({"in", "after", "before"} & set(between))


def _limited(quantity: Quantity, r: Reading, sentence: Sentence) -> bool:
    for i in range(quantity.first - 1, max(sentence.first, quantity.first - 3) - 1, -1):
        if r.tags[i] in ("STOP", "BREAK", "COMMA"):
            return False
        if r.lower[i] in _AVERAGES:
            return False
        if r.lower[i] in _LIMITS:
            return True
    return False


def _wait(quantity: Quantity, r: Reading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the clause ahead speaks of a wait, a delay or a time that was measured."""
    for i in range(quantity.first - 1, max(sentence.first, quantity.first - _REACH) - 1, -1):
        if r.tags[i] in _STOPS:
            return False
        word = r.lower[i]
        if word in ("took", "takes", "take", "taken", "spent", "spend", "spends") and (
            i < quantity.first - 4
        ):
            continue
        if word in lexicon.measured and r.lower[i - 1] not in ("at", "over"):
            return True
    return False


def _reference(quantity: Quantity, r: Reading, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a word of time reference stands just ahead."""
    for i in range(quantity.first - 1, max(sentence.first, quantity.first - 5) - 1, -1):
        if r.tags[i] in ("STOP", "BREAK", "COMMA"):
            return False
        if r.lower[i] in lexicon.reference:
            return True
        if r.tags[i] not in ("ADV", "DET", "OVER", "PREP", "TO", "WORD", "CMP", "OF"):
            return False
    return False
