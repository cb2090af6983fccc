"""A match of a comparison rule."""

from __future__ import annotations

from typing import NamedTuple

from ..rules.statistics import ComparisonRule


class Cue(NamedTuple):
    """A match of a comparison rule: its first token, and the token behind it."""

    rule: ComparisonRule
    first: int
    last: int
