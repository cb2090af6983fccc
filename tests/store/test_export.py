from __future__ import annotations

import csv
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frictionless import Package, validate
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from peelextract.store.errors import StoreError
from peelextract.store.export import export
from peelextract.store.formats import NAMES
from peelextract.store.harmless import harmless
from peelextract.store.load import load
from peelextract.store.opened import opened

Save = Callable[..., Path]

DANGEROUS = "=HYPERLINK(“http://x”) is what the force should avoid."


def exported(place: str | Path, folder: Path, name: str) -> Path:
    with opened(str(place)) as connection:
        export(connection, folder, name)
    return folder


def rows(folder: Path, name: str, table: str) -> list[dict[str, Any]]:
    """What another program reads in an exported table, by the names of its columns."""
    if name == "csv":
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    if name == "jsonl":
        lines = (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
    if name == "parquet":
        found: list[dict[str, Any]] = parquet.read_table(folder / f"{table}.parquet").to_pylist()
        return found
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    header, *body = book[table].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in body]


@pytest.mark.parametrize("name", NAMES)
def test_statistic_comes_with_its_force_cycle_and_question(
    save: Save, tmp_path: Path, name: str
) -> None:
    save()
    folder = exported(tmp_path / "reports", tmp_path / "tables", name)
    row = rows(folder, name, "statistics")[0]
    assert row["organisation"] == "Wessex Police"
    assert row["cycle"] == "2018/19"
    assert row["question_number"] == "1"
    assert row["question"] == "How well does the force investigate crime?"
    assert float(row["value"]) == 42
    assert (row["comparison_relation"], float(row["comparison_value"])) == ("lower", 51)
    assert row["upper"] == ("" if name == "csv" else None)


def test_same_reports_give_the_same_bytes_from_files_and_every_database(
    save: Save, tmp_path: Path, database: str
) -> None:
    for force in ("wessex", "mercia"):
        for pillar in ("effectiveness", "legitimacy"):
            save(force=force, pillar=pillar)
    load([tmp_path / "reports"], database)
    for name in NAMES:
        one = exported(tmp_path / "reports", tmp_path / "one" / name, name)
        two = exported(database, tmp_path / "two" / name, name)
        names = sorted(path.name for path in one.iterdir())
        assert names == sorted(path.name for path in two.iterdir())
        for file in names:
            assert (one / file).read_bytes() == (two / file).read_bytes(), file


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_tables_are_a_valid_data_package(save: Save, tmp_path: Path, name: str) -> None:
    save(force="wessex")
    save(force=None)
    folder = exported(tmp_path / "reports", tmp_path / "tables", name)
    outcome = validate(str(folder / "datapackage.json"))
    assert outcome.valid, outcome.flatten(["type", "message"])
    assert outcome.stats["tasks"] == (13 if name == "xlsx" else 14)


@pytest.mark.parametrize("name", NAMES)
def test_descriptor_tells_bytes_keys_and_references(save: Save, tmp_path: Path, name: str) -> None:
    save()
    folder = exported(tmp_path / "reports", tmp_path / "tables", name)
    assert Package.validate_descriptor(str(folder / "datapackage.json")).valid
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    for resource in resources.values():
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{sha256(data).hexdigest()}"
    schema = resources["recommendations"]["schema"]
    assert schema["primaryKey"] == ["report_id", "id"]
    assert {
        "fields": ["report_id", "cause_of_concern_id"],
        "reference": {"resource": "causes_of_concern", "fields": ["report_id", "id"]},
    } in schema["foreignKeys"]
    assert [field["name"] for field in schema["fields"]] == list(
        rows(folder, name, "recommendations")[0]
    )


def test_formula_in_a_report_is_text_in_a_sheet(save: Save, tmp_path: Path) -> None:
    save(improvements=[DANGEROUS])
    folder = exported(tmp_path / "reports", tmp_path / "sheet", "xlsx")
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    cells = [cell for row in book["areas_for_improvement"].iter_rows() for cell in row]
    (cell,) = [cell for cell in cells if cell.value == DANGEROUS]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    folder = exported(tmp_path / "reports", tmp_path / "csv", "csv")
    assert rows(folder, "csv", "areas_for_improvement")[0]["text"] == f"'{DANGEROUS}"
    folder = exported(tmp_path / "reports", tmp_path / "jsonl", "jsonl")
    assert rows(folder, "jsonl", "areas_for_improvement")[0]["text"] == DANGEROUS


@given(st.text(), st.sampled_from(["=", "+", "-", "@", "\t", "\r", "＝"]))
def test_no_text_keeps_a_start_that_runs(text: str, start: str) -> None:
    assert harmless(start + text) == f"'{start}{text}"
    assert harmless(f"“{text}") == f"“{text}"


@pytest.mark.parametrize("value", [-5.0, None, True])
def test_values_that_are_no_text_stay_as_they_are(value: object) -> None:
    assert harmless(value) is value


def test_text_too_long_for_a_cell_is_refused_and_nothing_is_written(
    save: Save, tmp_path: Path
) -> None:
    save(improvements=["The force should act. " * 2000])
    with pytest.raises(StoreError, match="a text longer than a cell holds"):
        exported(tmp_path / "reports", tmp_path / "tables", "xlsx")
    assert list((tmp_path / "tables").iterdir()) == []


def test_empty_tables_are_written_too(save: Save, tmp_path: Path) -> None:
    save(improvements=[], statistics=[])
    for name in NAMES:
        folder = exported(tmp_path / "reports", tmp_path / name, name)
        assert rows(folder, name, "statistics") == []


def test_missing_database_and_one_without_reports_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        exported(tmp_path / "peel.db", tmp_path / "tables", "csv")
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="holds no reports"):
        exported(tmp_path / "empty.db", tmp_path / "tables", "csv")
