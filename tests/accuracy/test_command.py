"""``python -m benchmarks.accuracy`` on folders of a user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.accuracy import cli, find_cases, floors

TITLE = "Wiltshire PEEL 2018"
TEXT = f"""{TITLE}
Effectiveness
How effectively does the force reduce crime and keep people safe?
Good
1. How well does the force investigate crime?
Good
The force solved 12 percent of 340 burglaries.
"""
GOLD = {
    "document": "wiltshire",
    "title": TITLE,
    "statistics": [
        {
            "tier": "must",
            "question": None,
            "quote": "14 percent of 340 burglaries",
            "kind": "percentage",
            "value": 14,
        }
    ],
}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    reports, gold = tmp_path / "reports", tmp_path / "gold"
    for folder in (reports, gold):
        folder.mkdir()
    (reports / "wiltshire.txt").write_text(TEXT)
    (reports / "unannotated.txt").write_text(TEXT)
    (gold / "wiltshire.gold.json").write_text(json.dumps(GOLD))
    return reports, gold


def test_tables_and_misses_of_a_folder(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*map(str, folders), "-v"]) == 0
    out = capsys.readouterr().out
    assert "wiltshire.txt: statistics: missed: 14 percent of 340 burglaries" in out
    [row] = [line for line in out.splitlines() if line.startswith("| wiltshire.txt")]
    assert row.split()[-3:] != ["100.0", "|"]
    assert "| unknown text | " in out
    assert "unannotated" not in out
    assert "items have a span" in out


def test_misses_are_named_on_demand_only(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main([str(folder) for folder in folders])
    assert "missed:" not in capsys.readouterr().out


def test_a_report_that_cannot_be_read_costs_one_line(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    reports, gold = folders
    (reports / "empty.txt").write_text("")
    (gold / "empty.gold.json").write_text('{"document": "empty"}')
    assert cli.main([str(reports), str(gold)]) == 1
    out, err = capsys.readouterr()
    assert "| wiltshire.txt" in out
    assert err.startswith("empty.txt: ")
    assert err.count("\n") == 1


def test_annotations_without_a_report_are_an_error(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    reports, gold = folders
    (gold / "mercia.gold.json").write_text('{"document": "mercia"}')
    assert cli.main([str(reports), str(gold)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "mercia.gold.json" in err
    assert "add it as mercia.pdf" in err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["reports"], "name the folder of the gold files"),
        (["reports", "gold", "--write"], "of the repository alone"),
        (["reports", "gold", "--raise-floors"], "of the repository alone"),
        (["--allow-lower"], "goes with --raise-floors"),
    ],
)
def test_wrong_usage(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        cli.main(arguments)
    assert ending.value.code == 2
    assert reason in capsys.readouterr().err


def test_raising_floors_tells_what_lies_below(
    folders: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "floors.json"
    cases = find_cases(*folders)
    monkeypatch.setattr(cli, "own_cases", lambda: cases)
    monkeypatch.setattr(cli, "read_floors", lambda: floors.read_floors(path))
    monkeypatch.setattr(cli, "write_floors", lambda new: floors.write_floors(new, path))
    floors.write_floors({"wiltshire.txt": {"identity": 0.5, "statistics": 1.0}}, path)

    assert cli.main(["--raise-floors"]) == 1
    assert "statistics: 0.0 is below its floor 1.0; mend it" in capsys.readouterr().err
    kept = floors.read_floors(path)["wiltshire.txt"]
    assert (kept["identity"], kept["statistics"]) == (1.0, 1.0)

    assert cli.main(["--raise-floors", "--allow-lower"]) == 0
    assert floors.read_floors(path)["wiltshire.txt"]["statistics"] == 0.0
