"""Lines become text: words that a line's end cut in two are made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from ...document import normalise

_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_CUT = re.compile(r"(?P<word>[^\W\d_][\w’'‐-]*?)?(?P<hyphen>[-‐\u00ad])$")
_HYPHENS = ("-", "‐", "\u00ad")
_NEXT = re.compile(r"(?P<word>[^\W\d_]+)(?P<rest>[-‐][^\W\d_]+)*")
_PREFIXES = frozenset(
    "anti co counter cross de ex extra inter intra macro mid micro mini multi non off on over "
    "part post pre pro quasi re self semi sub super trans ultra un under well".split()
)
_SUSPENDED = frozenset(("and", "or", "nor", "to", "but"))
"""What follows a hyphen that waits for its second half: two- or three-year."""
_CLOSED = frozenset(
    "any every some no what when where who how there here with through it him her them "
    "your our".split()
)
"""Words whose compounds are written as one: everywhere, throughout, himself."""


class Joiner:
    """Joins lines, and knows the words of the document by which to do it.

    A hyphen at a line's end may have been put there to break a word, or belong to it. Which
    it is, the rest of the document tells: the form that occurs elsewhere is right. Where
    neither does, the hyphen goes if the document is seen to break words at all and one of
    the halves is no word of its own.

    Args:
        lines: all lines of the document.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)

    @cached_property
    def _known(self) -> tuple[Counter[str], bool]:
        """The document's words, and whether it breaks them; most documents never ask."""
        cut: list[tuple[str, str]] = []
        whole: list[str] = []
        plain: list[str] = []
        above = ""
        for line in self._lines:
            broken = _cut(above)
            above = line
            if broken is None and not line.endswith(_HYPHENS):
                plain.append(line)
                continue
            words = _words(line)
            if broken is not None and words and line[:1].isalpha():
                cut.append((broken["word"] or "", words.pop(0)))
            if words and _cut(line):
                words.pop()
            whole += words
        pieces = Counter(_folded("\n".join(plain)).split())
        known = Counter({piece: times for piece, times in pieces.items() if piece.isalpha()})
        for piece, times in pieces.items():
            if not piece.isalpha():
                for word in _WORD.findall(piece):
                    known[word] += times
        known.update(whole)
        return known, _seen_to_break(cut, known)

    def join(self, lines: Iterable[str]) -> str:
        """Lines as one normalised text."""
        text = ""
        for line in lines:
            text = self.add(text, line)
        return text

    def add(self, text: str, line: str) -> str:
        """A text with one more line at its end, normalised."""
        soft = text.endswith("\u00ad") or line.startswith("\u00ad")
        following = normalise(line)
        if line.rstrip().endswith("\u00ad"):
            following += "\u00ad"
        if not text or not following:
            return text or following
        if text[-1] in "–/" and text[-2:-1].isalnum() and following[0].isalnum():
            return text + following
        broken = _cut(text)
        if broken is None:
            return text + following if soft else f"{text} {following}"
        after = _NEXT.match(following)
        if after is None:
            return text + following if _dash_glued(text) else f"{text} {following}"
        stem = text[: -len(broken["hyphen"])]
        if broken["hyphen"] == "\u00ad":
            return stem + following
        if not broken["word"] or after[0] in _SUSPENDED:
            return f"{text} {following}"
        if self._is_break(broken["word"], broken["hyphen"], after["word"], after[0]):
            return stem + following
        return f"{stem}-{following}"

    def _is_break(self, before: str, hyphen: str, after: str, whole: str) -> bool:
        if not after.islower() or any(letter in before for letter in "-‐"):
            return False
        stem, rest = before.casefold(), whole.replace("‐", "-").casefold()
        words, breaks_words = self._known
        joined, kept = words[stem + rest], words[f"{stem}-{rest}"]
        if joined or kept:
            return joined >= kept
        if hyphen == "‐":
            return True
        if not breaks_words:
            return False
        if stem in _CLOSED:
            return True
        return not (words[after.casefold()] and (words[stem] or stem in _PREFIXES))


def _seen_to_break(cut: Iterable[tuple[str, str]], words: Counter[str]) -> bool:
    """Whether a document breaks words: one known whole, or two with no word in them."""
    odd = 0
    for before, after in cut:
        a, b = before.casefold(), after.casefold()
        if words[f"{a}-{b}"]:
            continue
        if words[a + b]:
            return True
        odd += not (words[a] or words[b] or a in _PREFIXES)
    return odd >= 2


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    return text.replace("‐", "-").casefold()


def _cut(text: str) -> re.Match[str] | None:
    """The cut word at the end of a text."""
    return _CUT.search(text, max(0, len(text) - 40)) if text[-1:] in _HYPHENS else None


def _dash_glued(text: str) -> bool:
    return len(text) > 1 and text[-1] in "-‐" and text[-2].isalnum()
