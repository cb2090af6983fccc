"""Dates as reports print them, to ISO 8601. Days stand before months, as in Britain."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, timedelta

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"eighteen": 18, "fifteen": 15, "twenty": 20, "thirty": 30}


def iso_date(text: str) -> str | None:
    """A printed date as ``2019-09-09``, a month as ``2019-09``; None where it is neither.

    >>> iso_date("09/10/2019"), iso_date("14 July 2022"), iso_date("December 2019")
    ('2019-10-09', '2022-07-14', '2019-12')
    """
    if found := _ISO.search(text):
        year, month, day = map(int, found.groups())
    elif found := _FIGURES.search(text):
        day, month, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
    elif (found := _WORDS.search(text)) and (number := _MONTHS.get(found[2][:3].lower())):
        month, year = number, int(found[3])
        if not 0 < year < MAXYEAR:
            return None
        if found[1] is None:
            return f"{year:04}-{month:02}"
        day = int(found[1])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def last_day(month: str) -> str:
    """The last day of a month: ``2018-07`` to ``2018-07-31``."""
    year, number = map(int, month.split("-"))
    return (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).isoformat()


def number_value(word: str) -> int | None:
    """A whole number in digits or in words, up to thirty-nine."""
    if word.isdigit():
        return int(word)
    parts = [_NUMBERS.get(part) for part in re.split("[ -]", word.lower())]
    return None if None in parts else sum(part for part in parts if part is not None)


def after(start: str, amount: int, unit: str) -> str | None:
    """The date some days, weeks, months or years after another.

    A month's day that the target month lacks becomes its last day. None where ``start`` is no
    full date.
    """
    if len(start) != 10:
        return None
    day = date.fromisoformat(start)
    if day.year + amount // (1 if unit == "year" else 12) + 1 >= MAXYEAR:
        return None
    if unit in ("day", "week"):
        return (day + timedelta(days=amount * (7 if unit == "week" else 1))).isoformat()
    months = day.month - 1 + amount * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    longest = int(last_day(f"{year:04}-{month:02}")[-2:])
    return date(year, month, min(day.day, longest)).isoformat()
