"""``run``: what goes where, and the exit codes, with the pipeline replaced."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelextract import pipeline
from peelextract.cli.app import app
from peelextract.errors import RulesError
from peelextract.report import Report
from peelextract.writers import to_json

Put = Callable[..., str]


def files_below(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def words_of_lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


@pytest.mark.usefixtures("seen")
def test_one_file(runner: CliRunner, put: Put, folder: Path, report: Report) -> None:
    result = runner.invoke(app, ["run", put("wessex.html")])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (folder / "out/wessex.json").read_bytes() == to_json(report)
    assert files_below(folder) == {"wessex.html", "out/wessex.json"}


@pytest.mark.usefixtures("seen")
def test_summary_tells_what_was_found(runner: CliRunner, put: Put) -> None:
    assert words_of_lines(runner.invoke(app, ["run", put("wessex.html")]).stderr) == [
        "Wessex PEEL 2016",
        "Wessex Police, PEEL 2016, pillar",
        "Effectiveness no grade",
        "1 How well does the force investigate crime? Good",
        "1 area for improvement, 1 statistic",
        "grade_missing: effectiveness has no grade",
        "written to out/wessex.json",
    ]


@pytest.mark.usefixtures("seen")
def test_verbose_lists_findings_and_statistics(runner: CliRunner, put: Put) -> None:
    lines = words_of_lines(runner.invoke(app, ["run", "-v", put("wessex.html")]).stderr)
    assert lines[5:7] == [
        "area for improvement 1 The force should improve “supervision” – at once.",
        "statistic 1 It solved 12 percent, more than the average of 9 percent.",
    ]


@pytest.mark.usefixtures("seen")
def test_quiet_says_nothing(runner: CliRunner, put: Put) -> None:
    result = runner.invoke(app, ["run", "-q", put("wessex.html")])
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.usefixtures("seen")
def test_standard_output_holds_data_alone(runner: CliRunner, put: Put, report: Report) -> None:
    result = runner.invoke(app, ["run", put("wessex.html"), "-o", "-"])
    assert result.stdout.encode() == to_json(report)
    assert "written to" not in result.stderr


@pytest.mark.usefixtures("seen")
def test_several_reports_on_standard_output_are_lines(runner: CliRunner, put: Put) -> None:
    result = runner.invoke(app, ["run", "-q", put("a.html"), put("b.html"), "-o", "-"])
    assert [json.loads(line)["cycle"] for line in result.stdout.splitlines()] == ["2016", "2016"]


def test_standard_input(runner: CliRunner, folder: Path, seen: list[bytes]) -> None:
    result = runner.invoke(app, ["run", "-q", "-"], input=b"\xffraw")
    assert result.exit_code == 0
    assert seen == [b"\xffraw"]
    assert files_below(folder) == {"out/stdin.json"}


def test_a_failure_does_not_stop_the_others(
    runner: CliRunner, put: Put, folder: Path, seen: list[bytes]
) -> None:
    result = runner.invoke(app, ["run", "-q", put("a", "1"), put("in/b", "bad"), put("c", "2")])
    assert result.exit_code == 1
    assert seen == [b"1", b"2"]
    assert result.stderr == "peelextract: in/b: holds no text; give another\n"
    assert files_below(folder / "out") == {"a.json", "c.json"}


@pytest.mark.usefixtures("seen")
def test_a_file_name_cannot_steer_the_terminal(runner: CliRunner, put: Put) -> None:
    result = runner.invoke(app, ["run", put("a\x1b[2J\nb", "bad")])
    assert result.stderr == "peelextract: a\ufffd[2J b: holds no text; give another\n"


@pytest.mark.usefixtures("seen")
def test_nothing_succeeded(runner: CliRunner, put: Put, folder: Path) -> None:
    result = runner.invoke(app, ["run", put("a", "bad"), put("b", "bad")])
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 2
    assert not (folder / "out").exists()


@pytest.mark.usefixtures("seen")
def test_output_that_cannot_be_written(runner: CliRunner, put: Put, folder: Path) -> None:
    put("taken")
    result = runner.invoke(app, ["run", put("a.html"), "-o", "taken/a.json"])
    assert result.exit_code == 3
    assert result.stderr.startswith(
        "peelextract: taken/a.json: cannot be written (its folder is a file)"
    )
    assert len(result.stderr.splitlines()) == 1
    assert files_below(folder) == {"taken", "a.html"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "FILE"),
        (["a.html", "--colour"], "--colour"),
        (["a.html", "-v", "-q"], "-v and -q contradict each other"),
        (["a.html", "b.html", "-o", "x.json"], "name a folder"),
        (["d/a.html", "a.html"], "would both be written to out/a.html.json"),
    ],
)
def test_wrong_usage(
    runner: CliRunner, seen: list[bytes], folder: Path, arguments: list[str], words: str
) -> None:
    result = runner.invoke(app, ["run", *arguments])
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
    assert seen == []
    assert files_below(folder) == set()


def test_wrong_rules_are_told_once(
    runner: CliRunner, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    def extract(*_: object, **__: object) -> Report:
        raise RulesError("rules/x.yaml: at the top: wrong; correct\nthat entry")

    monkeypatch.setattr(pipeline, "extract", extract, raising=False)
    result = runner.invoke(app, ["run", put("a"), put("b"), "--rules", "rules"])
    assert result.exit_code == 2
    assert result.stderr == "peelextract: rules/x.yaml: at the top: wrong; correct that entry\n"


def test_rules_reach_the_pipeline(
    runner: CliRunner, put: Put, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []

    def extract(_source: Path, *, rules: Path | None, name: str | None) -> Report:
        given.extend((rules, name))
        return report

    monkeypatch.setattr(pipeline, "extract", extract, raising=False)
    assert runner.invoke(app, ["run", put("a"), "--rules", "mine"]).exit_code == 0
    assert given == [Path("mine"), None]
