"""Whether two figures can be held against each other, and how they then stand."""

from __future__ import annotations

from ..report.statistic import Relation, StatisticKind
from .quantity import Quantity, seconds_in

_BARE = frozenset({StatisticKind.COUNT, StatisticKind.RATE})


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can be held against each other."""
    if one.kind is other.kind:
        return one.kind is not StatisticKind.DURATION or _same_clock(one, other)
    if one.kind in _BARE and other.kind in _BARE:
        return True
    if {one.kind, other.kind} == {StatisticKind.RATE, StatisticKind.DURATION}:
        # "8.4 days each, against 10.2 days"
        return (one.unit or "").split()[:1] == (other.unit or "").split()[:1]
    return any(
        plain.kind is StatisticKind.COUNT
        and plain.unit is None
        and (full.kind is not StatisticKind.PERCENTAGE or plain.value <= max(100, full.value))
        and full.kind
        in (
            StatisticKind.RATE,
            StatisticKind.DURATION,
            StatisticKind.PERCENTAGE,
        )
        for plain, full in ((one, other), (other, one))
    )


def _same_clock(one: Quantity, other: Quantity) -> bool:
    """Whether two lengths of time are told in one unit, or in units that convert."""
    first, second = (one.unit or "").split(), (other.unit or "").split()
    if not first or not second or first[-1].rstrip("s") == second[-1].rstrip("s"):
        return True
    return seconds_in(one.unit) is not None and seconds_in(other.unit) is not None


def same_kind(value: Quantity, own: Quantity) -> bool:
    """Whether two figures are of one kind; a bare number is of any."""
    bare = value.kind is StatisticKind.COUNT and value.unit is None
    return bare or value.kind is own.kind


def by_value(own: float, value: float, time: bool) -> Relation:
    """How one value stands to another, over time or not."""
    if own == value:
        return Relation.EQUAL
    if time:
        return Relation.INCREASE if own > value else Relation.DECREASE
    return Relation.HIGHER if own > value else Relation.LOWER
