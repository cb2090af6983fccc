"""The verbs ``load``, ``export`` and ``track``: what they tell, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from peelextract.cli.app import app

from .conftest import query

Save = Callable[..., Path]
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return invoke


def test_load_fills_the_default_database_and_tells_so(save: Save, run: Run) -> None:
    save()
    result = run("load", "reports")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "out/peel.db: 1 new; 15 rows written\n"
    assert query("out/peel.db", "SELECT count(*) AS n FROM reports") == [{"n": 1}]
    assert run("load", "reports").stderr == "out/peel.db: 1 unchanged; 0 rows written\n"
    assert run("load", "reports", "--quiet").stderr == ""


def test_load_of_a_page_and_its_pdf_tells_of_one_report(save: Save, run: Run) -> None:
    for order in ("application/pdf", "text/html"), ("text/html", "application/pdf"):
        for name, media_type in zip(("a.json", "b.json"), order, strict=True):
            save(name, media_type=media_type)
        stderr = run("load", "reports", "--to", f"{order[0][:4]}.db").stderr
        assert stderr.startswith(f"{order[0][:4]}.db: 1 new, 1 known from another source; ")
    run("load", "reports", "--to", "peel.duckdb")
    assert query("peel.duckdb", "SELECT count(*) AS n FROM reports") == [{"n": 1}]


def test_load_with_a_bad_file_ends_in_1(save: Save, run: Run) -> None:
    save()
    Path("reports/bad.json").write_text("[]")
    result = run("load", "reports")
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first.startswith("peelextract: reports/bad.json: is no report of this version")
    assert second == "out/peel.db: 1 new, 1 failed; 15 rows written"


@pytest.mark.parametrize("verb", ["load", "export", "track"])
def test_nothing_to_take_in_ends_in_3(run: Run, verb: str) -> None:
    Path("reports").mkdir()
    result = run(verb, "reports")
    assert result.exit_code == 3
    assert result.stderr == "peelextract: there is no report in the input; nothing was changed\n"
    assert [path for path in Path().rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["load", "reports", "--to", "mysql://host/x"], "unknown kind of database"),
        (["load", "reports", "--to", "peel.duckdb", "--datasette", "m.yaml"], "reads SQLite"),
        (["export", "reports", "--format", "ods"], "Invalid value for '--format'"),
        (["export", "mysql://host/x"], "unknown kind of database"),
        (["track", "reports", "--organisation", "nowhere"], "nowhere: no report is on it"),
    ],
)
def test_wrong_usage_ends_in_2(save: Save, run: Run, arguments: list[str], words: str) -> None:
    save()
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize(
    ("module", "arguments", "extra"),
    [
        ("psycopg", ["load", "reports", "--to", "postgresql://host/x"], "postgres"),
        ("duckdb", ["load", "reports", "--to", "peel.duckdb"], "duckdb"),
        ("pyarrow", ["export", "reports", "--format", "parquet"], "export"),
        ("openpyxl", ["export", "reports", "--format", "xlsx"], "export"),
        ("openpyxl", ["track", "reports"], "track"),
        ("rapidfuzz", ["track", "reports"], "track"),
    ],
)
def test_missing_extra_is_named(
    save: Save, tmp_path: Path, module: str, arguments: list[str], extra: str
) -> None:
    save()
    # A process of its own: modules that are loaded already could not be missing.
    code = (
        "import sys, importlib.util as u\n"
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.split('.')[0] == {module!r}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "found = u.find_spec\n"
        f"u.find_spec = lambda name, *a: None if name == {module!r} else found(name, *a)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from peelextract.cli.app import main\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
    assert f'run: pip install "peelextract[{extra}]"' in done.stderr


def test_help_loads_no_database_library() -> None:
    code = (
        "import sys, peelextract.cli.app\n"
        "heavy = {'sqlalchemy', 'duckdb', 'psycopg', 'pyarrow', 'openpyxl', 'pydantic', 'spacy'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_export_writes_tables_of_a_database(save: Save, run: Run) -> None:
    save()
    run("load", "reports")
    result = run("export", "out/peel.db", "--format", "jsonl", "-o", "tables")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "tables: 14 tables, 15 rows, datapackage.json\n"
    lines = Path("tables/statistics.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["organisation"] == "Wessex Police"


def test_export_of_a_folder_with_a_bad_file_ends_in_1(save: Save, run: Run) -> None:
    save()
    Path("reports/bad.json").write_text("[]")
    result = run("export", "reports")
    assert result.exit_code == 1
    assert Path("out/csv/statistics.csv").read_text().startswith("report_id,id,")


def test_export_into_a_file_is_told(save: Save, run: Run) -> None:
    save()
    Path("tables").write_text("mine")
    result = run("export", "reports", "-o", "tables")
    assert result.exit_code == 3
    assert result.stderr.startswith("peelextract: tables: cannot be written to")
    assert Path("tables").read_text() == "mine"


def test_track_tells_what_it_added(save: Save, run: Run) -> None:
    save()
    result = run("track", "reports", "-o", "wessex.xlsx")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "wessex.xlsx: wessex, 3 added, 0 there already\n"
    assert run("track", "reports", "-o", "wessex.xlsx").stderr.endswith(
        "0 added, 3 there already\n"
    )


def test_load_writes_what_datasette_asks_for(save: Save, run: Run) -> None:
    save()
    result = run("load", "reports", "--to", "force.db", "--datasette", "metadata.yaml")
    assert result.exit_code == 0
    assert list(yaml.safe_load(Path("metadata.yaml").read_text())["databases"]) == ["force"]
