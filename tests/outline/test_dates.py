"""Dates in print, and reckoning with them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.outline.dates import after, iso_date, last_day, number_value


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Last updated 09/10/2019", "2019-10-09"),
        ("12.11.14", "2014-11-12"),
        ("Published on: 2 May 2019", "2019-05-02"),
        ("1st September 2021", "2021-09-01"),
        ("Sept 2021", "2021-09"),
        ("September, 2021", "2021-09"),
        ("2021-09-03", "2021-09-03"),
        ("31 February 2019", None),
        ("41/01/2019", None),
        ("spring 2018", None),
        ("2018/19", None),
        ("", None),
    ],
)
def test_printed_dates(printed: str, iso: str | None) -> None:
    assert iso_date(printed) == iso


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_form_of_a_day_is_that_day(day: date) -> None:
    month = day.strftime("%B")
    forms = (
        f"{day.day} {month} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day.day}th {month[:3]} {day.year}",
    )
    assert {iso_date(form) for form in forms} == {day.isoformat()}
    assert iso_date(f"{month} {day.year}") == day.isoformat()[:7]


@pytest.mark.parametrize(
    ("month", "day"),
    [("2018-07", "2018-07-31"), ("2020-02", "2020-02-29"), ("2019-12", "2019-12-31")],
)
def test_the_last_day_of_a_month(month: str, day: str) -> None:
    assert last_day(month) == day


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("2019-05-02", 28, "day", "2019-05-30"),
        ("2019-05-02", 6, "week", "2019-06-13"),
        ("2019-11-30", 3, "month", "2020-02-29"),
        ("2019-10-31", 12, "month", "2020-10-31"),
        ("2020-02-29", 1, "year", "2021-02-28"),
        ("2019-05", 3, "month", None),
    ],
)
def test_the_day_some_time_after_another(
    start: str, amount: int, unit: str, end: str | None
) -> None:
    assert after(start, amount, unit) == end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_run_on(start: date, amount: int) -> None:
    end = after(start.isoformat(), amount, "month")
    assert end is not None
    found = date.fromisoformat(end)
    assert (found.year - start.year) * 12 + found.month - start.month == amount
    assert found.day == start.day or found.day >= 28


def test_numbers() -> None:
    words = ("3", "Twelve", "18", "twenty-eight", "Thirty", "dozen", "twenty-odd")
    assert [number_value(word) for word in words] == [3, 12, 18, 28, 30, None, None]


def test_dates_beyond_the_calendar_are_none() -> None:
    assert iso_date("July 9999") is None
    assert after("2019-01-01", 99_999, "year") is None
    assert after("2019-01-01", 10**12, "day") is None
