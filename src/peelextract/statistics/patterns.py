"""Token patterns as people write them, and as spaCy's Matcher takes them.

A pattern is a line of words with a space between. ``of`` is that word in any case; ``NUMBER``
is any token of that class; ``the|an`` and ``DET|PREP`` offer a choice, ``*`` is any token; and
``?``, ``+``, ``{0,3}`` behind a word say how often it may stand. ``~DET|PREP`` is any token of
none of those classes.
"""

from __future__ import annotations

import re
from typing import Any

_PART = re.compile(r"(?P<body>\S+?)(?P<times>\?|\+|\{\d*,?\d*\})?")

TokenPattern = list[dict[str, Any]]


def compile_pattern(pattern: str) -> TokenPattern:
    """The Matcher pattern a written pattern stands for."""
    return [_token(part) for part in pattern.split()]


def _token(part: str) -> dict[str, Any]:
    parsed = _PART.fullmatch(part)
    assert parsed is not None
    body, times = parsed["body"], parsed["times"]
    token = _condition(body)
    if times:
        token["OP"] = times
    return token


def _condition(body: str) -> dict[str, Any]:
    if body == "*":
        return {}
    if body.startswith("~"):
        return {"TAG": {"NOT_IN": body[1:].split("|")}}
    choices = body.split("|") if len(body) > 1 else [body]
    attribute = "TAG" if all(c.isupper() for c in choices) else "LOWER"
    return {attribute: choices[0] if len(choices) == 1 else {"IN": choices}}
