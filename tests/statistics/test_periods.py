"""Periods resolved to dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.rules.folder import RuleFolder
from peelextract.rules.statistics import PeriodRules
from peelextract.statistics.periods import Periods

PERIODS = Periods(RuleFolder().read("statistics/periods.yaml", PeriodRules).periods)


def only(text: str) -> tuple[str, str | None, str | None]:
    found = PERIODS.find(text, 0, len(text))
    assert len(found) == 1
    period = found[0].period
    return period.text, period.start, period.end


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("in the 12 months to 30 June 2018", "the 12 months to 30 June 2018", "2017-07-01", "2018-06-30"),
        ("for the 12 months to September 2018", "the 12 months to September 2018", "2017-10-01", "2018-09-30"),
        ("in the year ending 31 March 2022", "the year ending 31 March 2022", "2021-04-01", "2022-03-31"),
        ("in the three months to 30 September 2019", "the three months to 30 September 2019", "2019-07-01", "2019-09-30"),
        ("in 2018/19", "2018/19", "2018-04-01", "2019-03-31"),
        ("in 2013-14", "2013-14", "2013-04-01", "2014-03-31"),
        ("between 1 July 2016 and 30 June 2017", "between 1 July 2016 and 30 June 2017", "2016-07-01", "2017-06-30"),
        ("from 1 January to 31 December 2021", "from 1 January to 31 December 2021", "2021-01-01", "2021-12-31"),
        ("between June 2010 and June 2015", "between June 2010 and June 2015", "2010-06-01", "2015-06-30"),
        ("since April 2017", "since April 2017", "2017-04-01", None),
        ("As at 31 March 2022", "31 March 2022", "2022-03-31", "2022-03-31"),
        ("in February 2024", "February 2024", "2024-02-01", "2024-02-29"),
        ("during 2017", "2017", "2017-01-01", "2017-12-31"),
        ("year ending 3 November 2024", "year ending 3 November 2024", "2023-11-04", "2024-11-03"),
    ],
)  # fmt: skip
def test_dates(text: str, words: str, start: str | None, end: str | None) -> None:
    assert only(text) == (words, start, end)


@pytest.mark.parametrize("text", ["in 60 cases", "between 50 and 60", "in our 2018 report", "June"])
def test_no_period(text: str) -> None:
    assert PERIODS.find(text, 0, len(text)) == []


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_year_ending_on_a_day_starts_the_day_after_the_year_before(day: date) -> None:
    text = f"in the year ending {day.day} {day:%B} {day.year}"
    _, start, end = only(text)
    assert end == day.isoformat()
    assert start is not None
    following = date.fromisoformat(start)
    assert timedelta(days=363) <= day - following <= timedelta(days=366)
