"""Token patterns as people write them, and as spaCy's matchers take them.

A pattern is a line of words with a space between. ``of`` is that word in any case; ``NUMBER`` is
any token of that class; ``the|an`` and ``DET|PREP`` offer a choice, ``*`` is any token; and
``?``, ``+``, ``{0,3}`` behind a word say how often it may stand. ``~DET|PREP`` is any token of
none of those classes.

A pattern's first word should be one word or one class: a choice there is tried on every token.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import product
from typing import Any

from ..errors import RulesError

_PART = re.compile(r"(?P<body>\S+?)(?P<times>\?|\+|\{\d*,?\d*\})?")

_UNLIMITED = 1_000_000

TokenPattern = list[dict[str, Any]]


def compile_pattern(pattern: str, kinds: Collection[str] = ()) -> TokenPattern:
    """The Matcher pattern a written pattern stands for.

    Args:
        pattern: as written.
        kinds: names of the kinds of words, which tokens carry as their lemma, not their tag.
    """
    return [_token(part, kinds) for part in pattern.split()]


def _token(part: str, kinds: Collection[str]) -> dict[str, Any]:
    body, times = _taken_apart(part)
    token = _condition(body, kinds)
    if times:
        token["OP"] = times
    return token


def _taken_apart(part: str) -> tuple[str, str | None]:
    """A part's words or classes, and how often it may stand."""
    parsed = _PART.fullmatch(part)
    assert parsed is not None
    return parsed["body"], parsed["times"]


def _condition(body: str, kinds: Collection[str]) -> dict[str, Any]:
    if body == "*":
        return {}
    if body.startswith("~"):
        return {"TAG": {"NOT_IN": body[1:].split("|")}}
    choices = _choices(body)
    attribute = "TAG" if all(c.isupper() for c in choices) else "LOWER"
    if attribute == "TAG" and all(c in kinds for c in choices):
        attribute = "LEMMA"
    return {attribute: choices[0] if len(choices) == 1 else {"IN": choices}}


def openings(pattern: str) -> tuple[frozenset[str], frozenset[str] | None]:
    """The words or classes that a written pattern begins with, and those behind the first.

    The latter are None where there may be any token, or none at all.

    Raises:
        RulesError: it begins with what may be missing, or may be any token.
    """
    opening, *rest = pattern.split()
    first = _definite(opening)
    times = _taken_apart(opening)[1]
    if first is None or times not in (None, "+"):
        raise RulesError(f"the pattern “{pattern}” must begin with a word or a class")
    seconds: frozenset[str] = first if times else frozenset()
    for part in rest:
        choices = _definite(part)
        if choices is None:
            return first, None
        seconds |= choices
        if _taken_apart(part)[1] in (None, "+"):
            return first, seconds
    return first, None


def _definite(part: str) -> frozenset[str] | None:
    """What a part may be; None where it may be any token."""
    body, _ = _taken_apart(part)
    return None if body == "*" or body.startswith("~") else frozenset(_choices(body))


def demands(pattern: str) -> tuple[frozenset[str], ...]:
    """The words or classes that stand in every match behind its first token, in order."""
    needed = [
        _definite(part)
        for part in pattern.split()[1:]
        if not (times := _taken_apart(part)[1]) or times == "+" or _least(times) > 0
    ]
    return tuple(choices for choices in needed if choices is not None)


def _least(times: str) -> int:
    """How often at least a part stands with a count such as ``{1,3}`` behind it."""
    return int(times.strip("{}").split(",")[0] or 0) if times.startswith("{") else 0


def longest(pattern: str) -> int:
    """Tokens that a written pattern takes at most."""
    total = 0
    for part in pattern.split():
        _, times = _taken_apart(part)
        if times == "+" or (times or "").endswith(",}"):
            return _UNLIMITED
        total += int(times.strip("{}").split(",")[-1]) if times and times != "?" else 1
    return total


def expand(phrase: str) -> list[list[str]]:
    """All runs of words that a phrase with choices stands for."""
    return [list(words) for words in product(*map(_choices, phrase.split()))]


def _choices(body: str) -> list[str]:
    return body.split("|") if len(body) > 1 else [body]
