"""A quantity on its way from a match to a statistic."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..report.statistic import Comparison, Period, Qualifier, StatisticKind

_YEAR = re.compile(r"(?:19|20)\d\d")
_SECONDS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400,
            "night": 86400, "week": 604800, "fortnight": 1209600, "month": 2629800,
            "year": 31557600, "decade": 315576000}  # fmt: skip


def seconds_in(unit: str | None) -> int | None:
    """The seconds in a unit of time, by the last of its words, singular or plural."""
    word = (unit or "").lower().split()[-1:]
    return _SECONDS.get(word[0].removesuffix("s")) if word else None


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
        echo: the figure it is the other side of, where it is a figure of a year of its own.
        opposed: it is the other side of some figure, and so has no comparison of its own.
        against: what it is called as that other side.
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
    echo: Quantity | None = None
    opposed: bool = False
    against: str | None = None

    def compared_to(self, own: Quantity, words: str | None) -> None:
        """Make it the other side of another figure's comparison.

        A value of a named year is a figure of its own as well: one more point of a series.
        """
        self.opposed, self.against = True, words
        if words and _YEAR.search(words) and not self.words:
            self.echo = own
        else:
            self.comparator = True

    def echoes(self, own: Quantity, words: str | None) -> None:
        """Make it the other side of another figure's comparison, and a figure of its own too."""
        self.opposed, self.against, self.echo = True, words, own

    def value_in(self, other: Quantity) -> float:
        """Its value in another quantity's unit of time; its value as it is for other kinds."""
        if self.kind is not StatisticKind.DURATION or other.kind is not StatisticKind.DURATION:
            return self.value
        own, wanted = seconds_in(self.unit), seconds_in(other.unit)
        if own is None or wanted is None or own == wanted:
            return self.value
        return round(self.value * own / wanted, 4)


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
