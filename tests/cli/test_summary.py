"""The summary: what it says, how wide, and in which colours."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelextract.cli.summary import summarise
from peelextract.report import Grade, GradeValue, Report


def shown(report: Report, capsys: pytest.CaptureFixture[str], *, details: bool = False) -> str:
    summarise(report, None, details=details)
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def with_grade(report: Report, value: GradeValue, label: str) -> Report:
    grade = report.questions[0].grade
    assert isinstance(grade, Grade)
    changed = grade.model_copy(update={"value": value, "label": label})
    return report.model_copy(update={"grade": changed})


def test_no_terminal_no_escapes(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in shown(report, capsys)


def test_colours_follow_the_environment(
    report: Report, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32mGood" in shown(report, capsys)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[32m" not in shown(report, capsys)


@pytest.mark.parametrize("columns", [40, 72, 120])
def test_lines_fit_the_width(
    report: Report,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = shown(report, capsys, details=True)
    assert max(map(len, text.splitlines())) <= columns
    words = " ".join(text.split())
    assert "crime?" in words
    assert "percent." in words


def test_an_overall_grade_stands_first(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    graded = with_grade(report, GradeValue.INADEQUATE, "Inadequate")
    assert shown(graded, capsys).splitlines()[2].split() == ["Overall", "Inadequate"]


def test_what_is_unknown_is_said(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    bare = report.model_copy(
        update={
            "title": None,
            "cycle": None,
            "organisation": None,
            "pillars": [],
            "questions": [],
            "areas_for_improvement": [],
            "statistics": [],
            "warnings": [],
        }
    )
    assert [line.strip() for line in shown(bare, capsys).splitlines()] == [
        "wessex.html",
        "organisation unknown, PEEL, pillar",
        "no findings and no statistics",
    ]


def test_markup_in_a_report_is_only_words(
    report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "[bold]Wessex[/bold] :smile: [link=x]"
    assert title in shown(report.model_copy(update={"title": title}), capsys)


def test_a_report_cannot_steer_the_terminal(
    report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = report.model_copy(update={"title": "Wessex\x1b]0;owned\x07\x1b[2J"})
    assert shown(hostile, capsys).splitlines()[0] == "Wessex\ufffd]0;owned\ufffd\ufffd[2J"


def test_a_long_path_stays_on_one_line(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("reports" + "/deeper" * 30) / "wessex.json"
    summarise(report, path)
    assert f"written to {path}" in capsys.readouterr().err
