"""What every contender is brought down to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_YEAR = re.compile(r"(?:19|20)\d\d(?:(?:[/–-]| to )\d\d(?:\d\d)?)?(?: \w{1,2})?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that was found.

    Attributes:
        start, end: characters of the text.
        kind: one of the kinds of the annotations.
        value: in the annotations' units: percent, a fraction of 1, pounds, or the number itself.
        upper: the upper end of a range.
        numerator: of a fraction whose two numbers are told apart.
    """

    start: int
    end: int
    kind: str
    value: float
    upper: float | None = None
    numerator: float | None = None


def is_year(surface: str) -> bool:
    """Whether a surface is nothing but a year or two: 2018, 2018/19, "2023 to 2025"."""
    return _YEAR.fullmatch(surface.strip()) is not None


def without_overlaps(quantities: Iterable[Quantity]) -> list[Quantity]:
    """In order of place; of two that overlap the longer stays, of equal ones the earlier given."""
    kept: list[Quantity] = []
    taken: set[int] = set()
    for quantity in sorted(quantities, key=lambda q: q.start - q.end):
        places = range(quantity.start, quantity.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(quantity)
    return sorted(kept, key=lambda q: q.start)
