from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from peelextract.store.load import load

from .conftest import dump, query

Save = Callable[..., Path]

IN_SQLITE = "SELECT kind, text FROM search_fts WHERE search_fts MATCH :words ORDER BY rank"
IN_POSTGRESQL = (
    "SELECT kind, text FROM search WHERE document @@ websearch_to_tsquery('english', :words)"
)


def test_sqlite_finds_findings_and_statistics_by_any_form_of_a_word(
    save: Save, tmp_path: Path
) -> None:
    database = str(tmp_path / "peel.db")
    load([save()], database)
    assert query(database, IN_SQLITE, words="recruiting detective") == [
        {"kind": "recommendation", "text": "The force should recruit more detectives."}
    ]
    assert {row["kind"] for row in query(database, IN_SQLITE, words="arrests OR waits")} == {
        "statistic",
        "cause_of_concern",
    }


def test_postgresql_finds_them_too_and_by_its_index(save: Save, postgres: str) -> None:
    load([save()], postgres)
    assert query(postgres, IN_POSTGRESQL, words="recruiting detective") == [
        {"kind": "recommendation", "text": "The force should recruit more detectives."}
    ]
    no_scan = f"{postgres}%20-cenable_seqscan%3Doff"
    plan = query(no_scan, f"EXPLAIN {IN_POSTGRESQL}", words="recruiting")
    assert any("recommendations_search" in str(row) for row in plan)


def test_every_database_lists_what_there_is_to_find(save: Save, database: str) -> None:
    load([save()], database)
    found = query(
        database, "SELECT kind, item_id FROM search WHERE lower(text) LIKE '%domestic abuse%'"
    )
    assert found == [{"kind": "statistic", "item_id": "statistic-1"}]


def test_index_of_sqlite_follows_what_is_replaced(save: Save, tmp_path: Path) -> None:
    database = str(tmp_path / "peel.db")
    load([save("r.json", improvements=["The force should polish its whistles."])], database)
    load([save("other.json", force="mercia")], database)
    load([save("r.json", improvements=["The force should polish its buttons."])], database)
    assert query(database, IN_SQLITE, words="whistles") == []
    assert len(query(database, IN_SQLITE, words="buttons")) == 1
    # Raises where the index and the rows differ.
    check = "INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)"
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute(check)
        connection.execute("VACUUM")
        connection.execute(check)
    assert len(dump(database)["search"]) == 14
