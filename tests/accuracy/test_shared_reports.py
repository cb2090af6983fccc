"""Annotated samples and published reports that lie beside the checkout, where they do."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from benchmarks.accuracy.corpus import ROOT, Case, Result, find_cases
from benchmarks.accuracy.tables import STRUCTURE

from peelextract import Report
from peelextract.errors import SourceError

SHARED = ROOT.parent / "shared"
REAL = SHARED / "real"
QUESTIONS = {
    "impact_of_leaders": "leaders",
    "help_and_protection": "help and protection",
    "children_in_care": "children in care",
    "care_leavers": "care leavers",
}
"""Column of the labels to words of the question that it gives the grade of."""
LONGEST_ITEM, LONGEST_HEADING, MOST_SECTIONS = 3000, 200, 60


def samples() -> list[Case]:
    there = (SHARED / "samples").is_dir() and (SHARED / "gold").is_dir()
    return find_cases(SHARED / "samples", SHARED / "gold") if there else []


def labels() -> Iterator[dict[str, str]]:
    path = REAL / "labels.csv"
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


LABELS = list(labels())
GRADED = [row for row in LABELS if row["overall_effectiveness"]]
UNGRADED = [row for row in LABELS if row["file"].startswith("jtai-")]


def name(row: dict[str, str]) -> str:
    return row["file"]


@pytest.mark.parametrize("case", samples(), ids=lambda case: case.name)
def test_the_structure_of_a_sample_is_right(case: Case, scored: Callable[[Case], Result]) -> None:
    card = scored(case).card
    assert [str(miss) for miss in card.misses if miss.part in STRUCTURE] == []
    assert card.tallies["identity"].tp > 0


@pytest.mark.parametrize("row", GRADED, ids=name)
def test_grades_are_those_of_the_labels(
    row: dict[str, str], extracted: Callable[[Path], Report]
) -> None:
    report = extracted(REAL / row["file"])
    grades = {"overall_effectiveness": report.grade}
    for column, words in QUESTIONS.items():
        [question] = [q for q in report.questions if words in q.text.casefold()]
        grades[column] = question.grade
    assert {c: g.value.value if g else None for c, g in grades.items()} == {
        column: row[column].replace(" ", "_") for column in grades
    }


@pytest.mark.parametrize("row", UNGRADED, ids=name)
def test_what_is_not_graded_gets_no_grade(
    row: dict[str, str], extracted: Callable[[Path], Report]
) -> None:
    report = extracted(REAL / row["file"])
    grades = [
        report.grade,
        *(p.grade for p in report.pillars),
        *(q.grade for q in report.questions),
    ]
    assert [grade for grade in grades if grade is not None] == []


@pytest.mark.parametrize("row", [row for row in LABELS if row["published"]], ids=name)
def test_dates_are_those_of_the_labels(
    row: dict[str, str], extracted: Callable[[Path], Report]
) -> None:
    published = extracted(REAL / row["file"]).published
    if published is None:
        pytest.skip("the report gives no date")
    expected = datetime.strptime(row["published"], "%d/%m/%y").date().isoformat()
    assert expected.startswith(published)


@pytest.mark.parametrize("row", LABELS, ids=name)
def test_a_published_report_is_read_sanely(
    row: dict[str, str], extracted: Callable[[Path], Report]
) -> None:
    report = extracted(REAL / row["file"])
    assert report.title
    assert report.organisation
    assert report.programme == row["file"].split("-")[0].upper()
    assert report.source.pages == int(row["pages"])
    assert report.published is None or re.fullmatch(r"20\d\d-\d\d(-\d\d)?", report.published)
    assert [item.text for item in report.items() if len(item.text) > LONGEST_ITEM] == []
    for question in report.questions:
        headings = [section.heading for section in question.sections]
        assert [heading for heading in headings if len(heading) > LONGEST_HEADING] == []
        assert len(headings) < MOST_SECTIONS, question.text


@pytest.mark.skipif(not LABELS, reason="no published reports beside the checkout")
def test_what_a_server_sent_in_place_of_a_report_is_refused(
    extracted: Callable[[Path], Report],
) -> None:
    with pytest.raises(SourceError, match=r"not-a-pdf\.pdf"):
        extracted(REAL / "not-a-pdf.pdf")
