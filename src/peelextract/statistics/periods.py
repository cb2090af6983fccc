"""Periods: found as words, resolved to dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..report.statistic import Period
from ..rules.statistics import PeriodRule

_MONTH_NAMES = (
    "January February March April May June July August September October November December".split()
)
_MONTHS = ["", *(name.lower() for name in _MONTH_NAMES)]
_MONTH = (
    r"(?:J(?:an(?:uary)?|une?|uly?)|Feb(?:ruary)?|Ma(?:r(?:ch)?|y)|A(?:pr(?:il)?|ug(?:ust)?)|"
    r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_COUNT = (
    r"(?:\d{1,2}|t(?:wo|hree|en|welve|wenty-four|hirty-six)|f(?:our|ive)|s(?:ix|even)|"
    r"e(?:ight(?:een)?|leven)|nine)"
)
_COUNTS = dict(zip(
    "two three four five six seven eight nine ten eleven twelve eighteen twenty-four thirty-six"
    .split(), [*range(2, 13), 18, 24, 36], strict=True))  # fmt: skip
_DATE = rf"(?:(?P<day>\d{{1,2}}) )?(?:(?P<month>{_MONTH}) )?(?P<year>{_YEAR})(?![\d/–‑-])"
_FROM = (
    rf"(?:(?P<from_day>\d{{1,2}}) )?(?:(?P<from_month>{_MONTH}))"
    rf"(?: (?P<from_year>{_YEAR}))?(?<=\w)"
)
_DAY_DATE = rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH}) (?P<year>{_YEAR})(?!\d)"
_LEADING = re.compile(r"^(?:in|during|for|at|on|as at|throughout|over|within) (?!.* and )", re.I)
_LABEL_DATE = re.compile(rf"\d{{1,2}} {_MONTH} {_YEAR}$")
_KEPT_LABELS = 200
_LOOK_BEHIND = 80
"""Characters ahead of a stretch that a form may look at."""
_CAPITALS = re.compile(r"(?P<kept>\\.|\(\?P)|[A-Z]+")
_NAMED = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period and the characters it takes, its preposition included.

    ``due`` is one by the end of which something is to be: "by March 2020".
    """

    start: int
    end: int
    period: Period
    rule: str
    loose: bool
    due: bool = False


class Periods:
    """Finds periods.

    Args:
        rules: the forms; the longest match at a place wins.
    """

    def __init__(self, rules: list[PeriodRule]) -> None:
        self._rules = [
            (rule, re.compile(r"(?<!\w)" + _expand(expression), re.IGNORECASE))
            for rule in rules
            for expression in rule.expressions
        ]
        # One search for all forms finds where one of them begins, and most sentences hold none.
        # It runs over small letters: an expression that heeds case passes over what no form
        # begins with, one that does not tries every form at every word.
        every = "|".join(_NAMED.sub("(?:", e) for r in rules for e in map(_expand, r.expressions))
        self._first = re.compile(_in_small_letters(rf"(?<!\w)(?:{every})"))
        self._labelled: dict[str, Period | None] = {}

    def find(self, text: str, start: int, end: int) -> list[PeriodMatch]:
        """The periods in a stretch of text, in order, none overlapping another."""
        found: list[PeriodMatch] = []
        behind = [start] * len(self._rules)
        # What stands ahead tells whether a form may begin, so some of it is looked at too.
        shift = max(0, start - _LOOK_BEHIND)
        small = text[shift:end].replace("İ", "I").lower()
        place = self._first.search(small, start - shift)
        while place is not None:
            at = shift + place.start()
            for n, (rule, expression) in enumerate(self._rules):
                match = expression.match(text, at, end) if behind[n] <= at else None
                if match is None:
                    continue
                behind[n] = match.end()
                resolved = _RESOLVERS[rule.resolve](match.groupdict())
                if resolved is None:
                    continue
                words = _LEADING.sub("", match[0])
                found.append(
                    PeriodMatch(
                        at,
                        match.end(),
                        Period(text=words, start=_iso(resolved[0]), end=_iso(resolved[1])),
                        rule.id,
                        rule.resolve in ("none", "since"),
                        match[0][:3].lower() == "by ",
                    )
                )
            place = self._first.search(small, place.start() + 1)
        found.sort(key=lambda m: (m.start - m.end, m.start))
        kept: list[PeriodMatch] = []
        for candidate in found:
            if all(candidate.end <= k.start or candidate.start >= k.end for k in kept):
                kept.append(candidate)
        return sorted(kept, key=lambda m: m.start)

    def labelled(self, label: str) -> Period | None:
        """The period that a table's label names, with or without a preposition."""
        if label not in self._labelled:
            if len(self._labelled) >= _KEPT_LABELS:
                self._labelled.clear()
            self._labelled[label] = self._of_label(label)
        return self._labelled[label]

    def _of_label(self, label: str) -> Period | None:
        for text in (label, f"in {label}", f"at {label}"):
            for match in self.find(text, 0, len(text)):
                if text is label or match.start == 0:
                    return match.period
        tail = _LABEL_DATE.search(label)
        if tail is not None:
            text = f"at {tail[0]}"
            for match in self.find(text, 0, len(text)):
                return match.period
        return None


def _expand(expression: str) -> str:
    return (
        expression.replace("{date}", _DATE)
        .replace("{from_date}", _FROM)
        .replace("{day_date}", _DAY_DATE)
        .replace("{month}", _MONTH)
        .replace("{year}", _YEAR)
        .replace("{count}", _COUNT)
        .replace("{{", "{")
        .replace("}}", "}")
    )


def _in_small_letters(expression: str) -> str:
    """An expression with its capital letters made small, but for those of its notation."""
    return _CAPITALS.sub(lambda found: found["kept"] or found[0].lower(), expression)


Resolved = tuple[date | None, date | None] | None
Groups = dict[str, str | None]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _month(name: str) -> int:
    stem = name.lower().rstrip(".")[:3]
    return next(i for i, month in enumerate(_MONTHS) if month.startswith(stem) and month)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _end_date(g: Groups) -> date | None:
    year = int(g["year"] or 0)
    if not g.get("month"):
        return date(year, 12, 31)
    month = _month(g["month"] or "")
    if not g.get("day"):
        return _last_day(year, month)
    try:
        return date(year, month, int(g["day"] or 0))
    except ValueError:
        return None


def _start_date(g: Groups) -> date | None:
    year = int(g["year"] or 0)
    month = _month(g["month"] or "") if g.get("month") else 1
    try:
        return date(year, month, int(g.get("day") or 1))
    except ValueError:
        return None


def _months_before(end: date, months: int) -> date:
    """The first day of the months that end on a day."""
    following = end + timedelta(days=1)
    index = following.year * 12 + following.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(following.day, last))


def _ending(g: Groups) -> Resolved:
    end = _end_date(g)
    if end is None:
        return None
    if not g.get("month"):
        return (None, end)
    count = _COUNTS.get((g["count"] or "").lower()) or int(g["count"] or 1)
    unit = (g["unit"] or "").lower()
    if unit.startswith("week"):
        return (end - timedelta(weeks=count) + timedelta(days=1), end)
    months = count * (12 if unit.startswith("year") else 3 if unit == "quarter" else 1)
    return (_months_before(end, months), end)


def _between(g: Groups) -> Resolved:
    end = _end_date(g)
    start_year = g.get("from_year") or g["year"]
    if not (g.get("from_day") or g.get("from_month") or g.get("from_year")):
        return None
    if g.get("from_year") and not g.get("from_month") and g.get("month"):
        return None
    if not g.get("from_month") and not g.get("from_year") and not g.get("month"):
        return None
    month = g.get("from_month") or (g.get("month") if g.get("from_day") else None)
    start = _start_date({"year": start_year, "month": month, "day": g.get("from_day")})
    if start is None or end is None:
        return None
    if start > end and not g.get("from_year"):
        start = start.replace(year=start.year - 1)
    return (start, end) if start <= end else None


def _financial_year(g: Groups) -> Resolved:
    first = int(g["first"] or 0)
    second = int((g["second"] or "")[-2:])
    if second != (first + 1) % 100:
        return None
    return (date(first, 4, 1), date(first + 1, 3, 31))


def _year(g: Groups) -> Resolved:
    year = int(g["year"] or 0)
    return (date(year, 1, 1), date(year, 12, 31))


def _whole_month(g: Groups) -> Resolved:
    year, month = int(g["year"] or 0), _month(g["month"] or "")
    return (date(year, month, 1), _last_day(year, month))


def _day(g: Groups) -> Resolved:
    day = _end_date(g)
    return (day, day) if day else None


def _since(g: Groups) -> Resolved:
    return (_start_date(g), None)


def _none(_: Groups) -> Resolved:
    return (None, None)


_RESOLVERS = {
    "ending": _ending,
    "between": _between,
    "financial_year": _financial_year,
    "year": _year,
    "month": _whole_month,
    "day": _day,
    "since": _since,
    "season": _none,
    "none": _none,
}
