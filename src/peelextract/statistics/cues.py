"""A match of a comparison rule."""

from __future__ import annotations

from dataclasses import dataclass

from ..rules.statistics import ComparisonRule


@dataclass(frozen=True, slots=True)
class Cue:
    """A match of a comparison rule: its first token, and the token behind it."""

    rule: ComparisonRule
    first: int
    last: int
