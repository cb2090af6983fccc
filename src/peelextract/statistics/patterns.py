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

_PART = re.compile(r"(?P<body>\S+?)(?P<times>\?|\+|\{\d*,?\d*\})?")

TokenPattern = list[dict[str, Any]]


def compile_pattern(pattern: str, kinds: Collection[str] = ()) -> TokenPattern:
    """The Matcher pattern a written pattern stands for.

    Args:
        pattern: as written.
        kinds: names of the kinds of words, which tokens carry as their lemma, not their tag.
    """
    return [_token(part, kinds) for part in pattern.split()]


def _token(part: str, kinds: Collection[str]) -> dict[str, Any]:
    parsed = _PART.fullmatch(part)
    assert parsed is not None
    token = _condition(parsed["body"], kinds)
    if parsed["times"]:
        token["OP"] = parsed["times"]
    return token


def _condition(body: str, kinds: Collection[str]) -> dict[str, Any]:
    if body == "*":
        return {}
    if body.startswith("~"):
        return {"TAG": {"NOT_IN": body[1:].split("|")}}
    choices = body.split("|") if len(body) > 1 else [body]
    attribute = "TAG" if all(c.isupper() for c in choices) else "LOWER"
    if attribute == "TAG" and all(c in kinds for c in choices):
        attribute = "LEMMA"
    return {attribute: choices[0] if len(choices) == 1 else {"IN": choices}}


def expand(phrase: str) -> list[list[str]]:
    """All runs of words that a phrase with choices stands for."""
    parts = [part.split("|") if len(part) > 1 else [part] for part in phrase.split()]
    return [list(words) for words in product(*parts)]
