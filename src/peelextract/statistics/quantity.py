"""A quantity on its way from a match to a statistic."""

from __future__ import annotations

from dataclasses import dataclass

from ..report.statistic import Comparison, Period, Qualifier, StatisticKind


@dataclass(slots=True)
class Quantity:
    """What is known of a quantity so far; places are tokens of a reading.

    Attributes:
        first: its first token.
        last: the token behind it.
        head: where a noun that it counts would start.
        noun_end: the token behind its unit's words, where it has any.
        comparator: it is the other side of another figure's comparison.
        others: tokens of the other side of its own comparison.
        difference: it is itself the difference between two figures.
        bracketed: it stands in brackets.
    """

    first: int
    last: int
    kind: StatisticKind
    reads: str
    rule: str
    value: float
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    of: str | None = None
    measure: str | None = None
    margin: float | None = None
    comparison: Comparison | None = None
    period: Period | None = None
    attribution: str | None = None
    words: bool = False
    noun_end: int = 0
    comparator: bool = False
    others: tuple[int, int] | None = None
    difference: bool = False
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A statistic found in a text, before it has its place in a report.

    All offsets are characters of the text; the other attributes are those of
    ``peelextract.report.Statistic``.
    """

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    rule: str
    kind: StatisticKind
    value: float
    upper: float | None = None
    unit: str | None = None
    numerator: float | None = None
    denominator: float | None = None
    qualifier: Qualifier | None = None
    of: str | None = None
    measure: str | None = None
    margin: float | None = None
    comparison: Comparison | None = None
    period: Period | None = None
    attribution: str | None = None
