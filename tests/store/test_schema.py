from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from peelextract.store import schema, tables
from peelextract.store.database import database_url, loading
from peelextract.store.errors import StoreError
from peelextract.store.load import load

from .conftest import dump, query

Save = Callable[..., Path]


def execute(database: str, statement: str) -> None:
    with loading(database_url(database)) as connection:
        connection.execute(text(statement))


def test_version_is_in_the_database(save: Save, database: str) -> None:
    load([save()], database)
    assert query(database, "SELECT version FROM peelextract_schema") == [
        {"version": schema.SCHEMA_VERSION}
    ]


def test_newer_database_is_refused_in_one_line_and_left_alone(save: Save, database: str) -> None:
    load([save()], database)
    execute(database, "UPDATE peelextract_schema SET version = 999")
    before = dump(database)
    with pytest.raises(StoreError, match=r"has schema version 999.*upgrade peelextract") as caught:
        load([save(force="mercia")], database)
    assert "\n" not in str(caught.value)
    assert dump(database) == before


def test_older_database_is_upgraded_and_keeps_its_rows(
    save: Save, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def name_the_region(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE organisations ADD COLUMN region TEXT"))
        connection.execute(text("UPDATE organisations SET region = 'South'"))

    load([save()], database)
    before = dump(database)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
    monkeypatch.setattr(schema, "MIGRATIONS", {schema.SCHEMA_VERSION - 1: name_the_region})
    load([save(force="mercia")], database)
    assert query(database, "SELECT id, region FROM organisations ORDER BY id") == [
        {"id": "mercia", "region": None},
        {"id": "wessex", "region": "South"},
    ]
    assert query(database, "SELECT version FROM peelextract_schema") == [
        {"version": schema.SCHEMA_VERSION}
    ]
    after = dump(database)
    for table in ("reports", "statistics", "search"):
        assert set(before[table]) < set(after[table])
    assert query(database, "SELECT count(*) AS n FROM grades") == [{"n": 4}]


def test_tables_of_another_program_are_left_alone(save: Save, tmp_path: Path) -> None:
    database = str(tmp_path / "other.db")
    execute(database, "CREATE TABLE reports (title TEXT)")
    with pytest.raises(StoreError, match="has a table reports that is not of this program"):
        load([save()], database)
    assert query(database, "SELECT * FROM reports") == []


def test_every_column_is_described() -> None:
    for table in tables.METADATA.tables.values():
        if table is not tables.schema_version:
            assert table.comment
            assert all(column.comment for column in table.columns)


def test_every_view_has_its_query_and_no_other_is_left_over() -> None:
    folder = Path(schema.__file__).parent / "views"
    assert {file.stem for file in folder.glob("*.sql")} == set(schema.VIEWS)
