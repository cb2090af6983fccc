from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from peelextract.report import DocumentKind, GradeValue
from peelextract.store.load import load

from .conftest import build_report, query, write_report

Save = Callable[..., Path]


def test_grades_of_each_force_by_cycle_and_question(save: Save, database: str) -> None:
    load(
        [
            save(force="wessex", cycle="2017", grade=GradeValue.INADEQUATE),
            save(force="wessex", cycle="2018/19", grade=GradeValue.GOOD),
            save(force="mercia", cycle="2017", grade=GradeValue.REQUIRES_IMPROVEMENT),
        ],
        database,
    )
    rows = query(
        database,
        "SELECT organisation, cycle, number, grade FROM grades "
        "WHERE level = 'question' ORDER BY organisation, cycle",
    )
    assert [tuple(row.values()) for row in rows] == [
        ("Mercia Constabulary", "2017", "1", "requires_improvement"),
        ("Wessex Police", "2017", "1", "inadequate"),
        ("Wessex Police", "2018/19", "1", "good"),
    ]


def test_question_without_a_grade_shows_as_such(tmp_path: Path, database: str) -> None:
    report = build_report()
    question = report.questions[0].model_copy(update={"grade": None})
    load([write_report(report.model_copy(update={"questions": [question]}), tmp_path)], database)
    rows = query(database, "SELECT level, grade FROM grades ORDER BY level")
    assert rows == [{"level": "pillar", "grade": "good"}, {"level": "question", "grade": None}]


def test_area_for_improvement_is_open_until_its_pillar_is_inspected_again(
    save: Save, database: str
) -> None:
    load(
        [
            save(cycle="2016", improvements=["The force should train supervisors."]),
            save(cycle="2017", improvements=["The force should answer calls sooner."]),
            save(cycle="2016", pillar="legitimacy", improvements=["The force should listen."]),
            save(force="mercia", cycle="2016", improvements=["The force should plan."]),
        ],
        database,
    )
    rows = query(
        database, "SELECT year, pillar, text FROM open_areas_for_improvement ORDER BY text"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("2017", "effectiveness", "The force should answer calls sooner."),
        ("2016", "legitimacy", "The force should listen."),
        ("2016", "effectiveness", "The force should plan."),
    ]


def test_full_report_closes_what_every_pillar_left_open(
    save: Save, tmp_path: Path, database: str
) -> None:
    later = build_report(cycle="2021/22", pillar="all", improvements=["The force should improve."])
    full = later.model_copy(update={"kind": DocumentKind.FULL_REPORT})
    load([save(cycle="2017"), write_report(full, tmp_path)], database)
    rows = query(database, "SELECT theme, text FROM open_areas_for_improvement")
    assert rows == [
        {
            "theme": "How well does the force investigate crime?",
            "text": "The force should improve.",
        }
    ]


def test_domestic_abuse_statistics_have_their_comparison(save: Save, database: str) -> None:
    load([save()], database)
    (row,) = query(database, "SELECT * FROM domestic_abuse_statistics")
    assert (row["value"], row["comparison_relation"], row["comparison_value"]) == (42, "lower", 51)
    assert row["comparison_with"] == "the average"
    assert row["difference"] == -9
    assert row["question"] == "How well does the force investigate crime?"


def test_recommendations_come_by_deadline_and_those_without_last(save: Save, database: str) -> None:
    given = [("Third.", None), ("Second.", "2021-01-31"), ("First.", "2020-12-31")]
    load([save(recommendations=given)], database)
    rows = query(database, "SELECT deadline_date, text FROM recommendations_by_deadline")
    assert [tuple(row.values()) for row in rows] == [
        ("2020-12-31", "First."),
        ("2021-01-31", "Second."),
        (None, "Third."),
    ]
