"""A small report made by hand, for tests of what comes after an extraction; own options."""

from __future__ import annotations

import os

import pytest

from peelextract.report import (
    AreaForImprovement,
    Comparison,
    DocumentKind,
    Extractor,
    Grade,
    GradeBasis,
    GradeValue,
    Organisation,
    Pillar,
    Question,
    Relation,
    Report,
    ReportWarning,
    Source,
    Span,
    Statistic,
    StatisticKind,
    WarningCode,
)

QUESTION = "How well does the force investigate crime?"
IMPROVEMENT = "The force should improve “supervision” – at once."
SENTENCE = "It solved 12 percent, more than the average of 9 percent."
TEXT = "\n".join(("Wessex PEEL 2016", QUESTION, "Good", IMPROVEMENT, SENTENCE))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshot",
        action="store_true",
        help="write the snapshots below tests/golden anew instead of failing where they differ",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-snapshot") and os.environ.get("CI") == "true":
        raise pytest.UsageError("--update-snapshot is for a developer's machine, not for CI")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


@pytest.fixture
def report() -> Report:
    grade = Grade(value=GradeValue.GOOD, label="Good", basis=GradeBasis.LINE, span=span("Good"))
    place = {"question_id": "q1", "section": None, "rule": "example"}
    return Report(
        id="peel-2016-wessex-effectiveness",
        source=Source(name="wessex.html", media_type="text/html", sha256="0" * 64, size=7),
        extractor=Extractor(name="peelextract", version="0", rules="0" * 64),
        title="Wessex PEEL 2016",
        programme="PEEL",
        kind=DocumentKind.PILLAR,
        cycle="2016",
        organisation=Organisation(id="wessex", name="Wessex Police", kind="police_force"),
        grade=None,
        published=None,
        updated=None,
        pillars=[Pillar(name="effectiveness", question=None, grade=None, span=None)],
        questions=[
            Question(
                id="q1",
                pillar="effectiveness",
                number="1",
                text=QUESTION,
                grade=grade,
                sections=[],
                span=Span(start=TEXT.index(QUESTION), end=len(TEXT)),
            )
        ],
        causes_of_concern=[],
        recommendations=[],
        areas_for_improvement=[
            AreaForImprovement(id="afi-1", text=IMPROVEMENT, span=span(IMPROVEMENT), **place)
        ],
        practices=[],
        prose_recommendations=[],
        statistics=[
            Statistic(
                id="st-1",
                text="12 percent",
                span=span("12 percent"),
                sentence=SENTENCE,
                kind=StatisticKind.PERCENTAGE,
                value=12,
                comparison=Comparison(
                    relation=Relation.HIGHER, value=9, with_="the average of 9 percent"
                ),
                **place,
            )
        ],
        warnings=[
            ReportWarning(code=WarningCode.GRADE_MISSING, message="effectiveness has no grade")
        ],
        text=TEXT,
    )
