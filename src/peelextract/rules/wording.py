"""Forms of words: how rule files write wordings, and how they are compared with a text.

A form is plain words with a little notation, so that a person who knows the reports and no
regular expressions can write one:

- ``{name}`` stands for a slot, such as ``{date}`` or ``{organisation}``;
- ``[word]`` may be missing;
- ``(one|other)`` stands for one of several;
- a backslash before one of these signs takes its meaning from it.

Case, kinds of quote and dash, ``&`` or ``and``, and the punctuation between two words make no
difference.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from ..errors import RulesError
from .base import Rule

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
SLOTS: dict[str, str] = {
    "any": r".*?",
    "some": r".+?",
    "number": r"(?:\d+(?:\.\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"fifteen|eighteen|(?:twenty|thirty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)",
    "date": rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2})",
    "month": rf"(?:{_MONTH},?\s+\d{{4}})",
    "year": r"(?:(?:19|20)\d{2}(?:\s?[/–-]\s?(?:\d{4}|\d{2}))?)",
}
_TOKEN = re.compile(r"\{(\w+)\}|([\[\]()|])|(\s+)|((?:\\.|[^\s{}\[\]()|\\])+)")
_OPTIONAL = re.compile(r"[^\s\[(]*[\[(][^\[\]()]*[\])][^\s\])]*")
"""A bracket and the word that it is attached to."""
_GAP = r"[\s:;,.–—‒-]+"
_KEY_DROPPED = re.compile(r"[^\w£%/]+")
_KEY_PREFIX = re.compile(r"(?<=\b(?:re|co))[-‐‑](?=\w)|(?<=\banti)[-‐‑](?=\w)")
_KEY_YEARS = re.compile(r"\b(20\d\d)[/ ](?:20)?(\d\d)\b")
_UNSURE = re.compile(r"\S*[{}\d/'’‘|\\]\S*")


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """What two wordings share that differ in case, punctuation, quotes, dashes or ``&``.

    A hyphen behind a prefix makes no difference either ("re-offending", "antisocial").
    """
    plain = text.casefold().replace("&", " and ").replace("’", "").replace("'", "")
    plain = _KEY_PREFIX.sub("", plain)
    return _KEY_YEARS.sub(r"\1/\2", _KEY_DROPPED.sub(" ", plain).strip())


def close(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two wordings are the same but for a word or two of a long one.

    Args:
        one, other: the words of their keys.
    """
    fewer, more = len(one), len(other)
    if fewer > more:
        fewer, more = more, fewer
    if fewer < 6 or 5 * fewer < 4 * more:
        return False
    shared = len(one & other)
    return shared >= 0.8 * (fewer + more - shared)


class WordingRule(Rule):
    """A rule that finds forms of words.

    Attributes:
        forms: see the module; which slots there are, the reader of the rule says.
    """

    forms: list[str]


def pattern(form: str, slots: Mapping[str, str] | None = None) -> str:
    """The regular expression of a form.

    Args:
        form: as rule files write it.
        slots: expressions for slots beside the general ones in ``SLOTS``; each slot becomes a
            named group the first time it stands in a form.

    Raises:
        RulesError: the form names no known slot, or its brackets do not match.
    """
    known = {**SLOTS, **(slots or {})}
    parts: list[str] = []
    opened: list[str] = []
    named: set[str] = set()
    gap_owed = False
    tokens = list(_TOKEN.finditer(form.strip()))
    for n, token in enumerate(tokens):
        slot, bracket, space, word = token.groups()
        if space:
            if not gap_owed:
                parts.append(_GAP)
            gap_owed = False
            continue
        gap_owed = False
        if slot:
            if slot not in known:
                raise RulesError(f"the form “{form}” names an unknown slot {{{slot}}}")
            if slot == "any":
                # Nothing may stand in its place, and then no gap beside it either.
                if n + 1 < len(tokens) and tokens[n + 1][3] is not None:
                    parts.append(f"(?:{known[slot]}{_GAP})?")
                    gap_owed = True
                elif parts and parts[-1] == _GAP:
                    parts[-1] = f"(?:{_GAP}{known[slot]})?"
                else:
                    parts.append(f"(?:{known[slot]})")
                continue
            group = f"(?P<{slot}>" if slot not in named else "(?:"
            named.add(slot)
            parts.append(f"{group}{known[slot]})")
        elif bracket in ("[", "("):
            attached = (
                n > 0 and tokens[n - 1][3] is None and tokens[n - 1][2] not in ("[", "(", "|")
            )
            # A gap before a word that may be missing goes with the word, unless the gap
            # behind it does.
            if bracket == "[" and not _space_follows(tokens, n) and parts and parts[-1] == _GAP:
                parts[-1] = "(?:" + _GAP
            elif bracket == "[":
                parts.append("(?:")
            parts.append("(?:")
            opened.append("attached" if attached and bracket == "[" else bracket)
        elif bracket in ("]", ")"):
            if not opened:
                raise RulesError(f"the form “{form}” closes a bracket it did not open")
            closes = opened.pop()
            if closes == "attached":
                parts.append("))?")
            elif closes == "[":
                follows = n + 1 < len(tokens) and tokens[n + 1][3] is not None
                parts.append(")" + (_GAP if follows else "") + ")?")
                gap_owed = follows
            else:
                parts.append(")")
        elif bracket == "|":
            parts.append("|")
        else:
            parts.append(_literal(word))
    if opened:
        raise RulesError(f"the form “{form}” leaves a bracket open")
    return "".join(parts)


def _space_follows(tokens: list[re.Match[str]], opening: int) -> bool:
    depth = 0
    for n in range(opening, len(tokens)):
        if tokens[n][2] in ("[", "("):
            depth += 1
        elif tokens[n][2] in ("]", ")"):
            depth -= 1
            if depth == 0:
                return n + 1 < len(tokens) and tokens[n + 1][3] is not None
    return False


def _literal(word: str) -> str:
    out = re.escape(re.sub(r"\\(.)", r"\1", word))
    out = re.sub(r"['’‘]", "['’‘]?", out)
    out = re.sub(r"\\?[-–—‑]", "[-–—‑]\\\\s?", out)
    out = out.replace("\\&", "(?:&|and)").replace("/", "[/–—-]")
    return "(?:&|and)" if out.lower() == "and" else out


class Form:
    """A form of words that a whole text may have, whatever punctuation ends it.

    Most texts lack a word that the form needs, and most forms are never met: the words are
    looked at first, and the expression is compiled when a text holds them all.

    Args:
        form: as rule files write it.
        slots: see ``pattern``.
    """

    def __init__(self, form: str, slots: Mapping[str, str]) -> None:
        self.required = required_words(form)
        self._source = rf"\s*(?:{pattern(form, slots)})\s*[.:;,?!]*\s*"

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(self._source, re.IGNORECASE | re.DOTALL)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match, if the text from ``start`` to ``end`` has this form."""
        if not self.required <= words_of(text):
            return None
        return self._expression.fullmatch(text, start, end)

    def match(self, text: str) -> re.Match[str] | None:
        """The match, if the text begins in this form."""
        return self._expression.match(text) if self.required <= words_of(text) else None


def has_form(text: str, forms: Iterable[Form]) -> bool:
    """Whether a text as a whole has one of some forms."""
    words = words_of(text)
    return any(form.required <= words and form.fullmatch(text) is not None for form in forms)


def whole(forms: Iterable[str], slots: Mapping[str, str] | None = None) -> list[Form]:
    """Forms that a whole text may have."""
    return [_whole(form, tuple(sorted((slots or {}).items()))) for form in forms]


@lru_cache(maxsize=8192)
def _whole(form: str, slots: tuple[tuple[str, str], ...]) -> Form:
    return Form(form, dict(slots))


@lru_cache(maxsize=256)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, as ``key`` gives them."""
    return frozenset(key(text).split())


def required_words(form: str) -> frozenset[str]:
    """Words that every text of a form holds, as ``key`` gives them.

    Those are left out whose key depends on what stands beside them: numbers, words with an
    apostrophe or a slash, and what is written onto a slot.
    """
    bare = form
    while (shorter := _OPTIONAL.sub(" ", bare)) != bare:
        bare = shorter
    if "|" in bare:
        return frozenset()
    return frozenset(key(_UNSURE.sub(" ", bare)).split())


def alternatives(words: Iterable[str]) -> str:
    """An expression for any of some wordings, longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(pattern(word) for word in ordered) + ")" if ordered else r"(?!)"
