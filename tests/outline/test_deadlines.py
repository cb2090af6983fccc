"""When a recommendation is due."""

from __future__ import annotations

import pytest

from peelextract.outline.deadlines import DeadlineFinder
from peelextract.rules.folder import open_folder
from peelextract.rules.structure import FindingRules

RULES = open_folder().read("findings.yaml", FindingRules).deadlines


def deadline(text: str, published: str | None = "2020-01-31") -> tuple[str, str | None] | None:
    found = DeadlineFinder(RULES, published).find(text)
    return (found.text, found.date) if found else None


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("By 30 June 2020, the force should:", "By 30 June 2020", "2020-06-30"),
        ("By July 2018, all police forces should", "By July 2018", "2018-07"),
        ("by the end of July 2018", "by the end of July 2018", "2018-07"),
        ("Not later than 31 March 2015 those forces", "Not later than 31 March 2015", "2015-03-31"),
        ("Within three months, the force should:", "Within three months", "2020-04-30"),
        ("within the next 12 months", "within the next 12 months", "2021-01-31"),
        ("Within one month", "Within one month", "2020-02-29"),
        ("within 28 days", "within 28 days", "2020-02-28"),
        ("Within six weeks", "Within six weeks", "2020-03-13"),
        ("The force should immediately stop", "immediately", None),
        ("with immediate effect", "with immediate effect", None),
        ("The force takes immediate steps to", "immediate steps", None),
        ("should act as a matter of urgency", "as a matter of urgency", None),
    ],
)
def test_deadlines(text: str, words: str, date: str | None) -> None:
    assert deadline(text) == (words, date)


@pytest.mark.parametrize(
    "text",
    [
        "In June 2020 the force should have a plan.",
        "The force reviewed the plan over three months.",
        "The inspection began by 9am.",
        "The immediate area should be searched.",
        "It should publish its plan every 12 months.",
    ],
)
def test_no_deadline(text: str) -> None:
    assert deadline(text) is None


@pytest.mark.parametrize("published", [None, "2020-01"])
def test_a_relative_deadline_needs_the_day_of_publication(published: str | None) -> None:
    assert deadline("within three months", published) == ("within three months", None)


def test_the_words_around_it() -> None:
    finder = DeadlineFinder(RULES, None)
    assert finder.without("Within three months, the force") == "the force"
    assert finder.without("By 30 June 2020 the force") == "the force"
    assert finder.without("the force") == "the force"
