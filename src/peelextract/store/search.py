"""Full-text search over findings and statistics, with what each database has for it.

The view ``search`` has a row for each item in all three: ``report_id``, ``kind``, ``item_id``
and ``text``. SQLite indexes it by FTS5 (``search_fts``), PostgreSQL by ``to_tsvector`` (column
``document``); DuckDB's extension is not part of DuckDB, so there the view is searched by LIKE.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import BindParameter, Connection, Table, TextClause, bindparam, text

from . import tables

_KINDS: Final[dict[Table, tuple[str, str]]] = {
    tables.causes_of_concern: ("cause_of_concern", "text || coalesce(' ' || explanation, '')"),
    tables.recommendations: ("recommendation", "coalesce(lead_in || ' ', '') || text"),
    tables.areas_for_improvement: (
        "area_for_improvement",
        "text || coalesce(' ' || explanation, '')",
    ),
    tables.practices: ("practice", "text || coalesce(' ' || explanation, '')"),
    tables.prose_recommendations: ("prose_recommendation", "text"),
    tables.statistics: ("statistic", "sentence"),
}
"""The kind a table's items have in ``search``, and the words they are found by."""


def create_search(connection: Connection) -> None:
    """Create the view ``search`` and the database's index of it."""
    for statement in _STATEMENTS[connection.dialect.name]():
        connection.exec_driver_sql(statement)


def drop_search(connection: Connection) -> None:
    """Drop what ``create_search`` made."""
    drops = ["DROP VIEW IF EXISTS search"]
    if connection.dialect.name == "sqlite":
        drops += ["DROP TABLE IF EXISTS search_fts", "DROP TABLE IF EXISTS search_keys"]
    elif connection.dialect.name == "postgresql":
        drops += [f"DROP INDEX IF EXISTS {table.name}_search" for table in _KINDS]
    for statement in drops:
        connection.exec_driver_sql(statement)


def forget(connection: Connection, report_ids: Sequence[str]) -> None:
    """Take reports out of the index, before their rows go; only SQLite needs to be told."""
    if connection.dialect.name != "sqlite":
        return
    ids = {"ids": list(report_ids)}
    connection.execute(_FORGET_WORDS, ids)
    connection.execute(_FORGET_KEYS, ids)


def index(connection: Connection, report_ids: Sequence[str]) -> None:
    """Put reports into the index, when their rows are there; only SQLite needs to be told."""
    if connection.dialect.name == "sqlite":
        chosen = "WHERE report_id IN :ids"
        ids: BindParameter[list[str]] = bindparam("ids", list(report_ids), expanding=True)
        _index_sqlite(connection, lambda query: text(query.format(chosen)).bindparams(ids))


def index_all(connection: Connection) -> None:
    """Put all reports into an index that is still empty; only SQLite needs to be told."""
    if connection.dialect.name == "sqlite":
        _index_sqlite(connection, lambda query: text(query.format("")))


def _index_sqlite(connection: Connection, of: Callable[[str], TextClause]) -> None:
    last = connection.scalar(text("SELECT coalesce(max(key), 0) FROM search_keys"))
    for table, (kind, _) in _KINDS.items():
        query = (
            f"INSERT INTO search_keys (report_id, kind, item_id) "
            f"SELECT report_id, '{kind}', id FROM {table.name} {{}} ORDER BY report_id, position"
        )
        connection.execute(of(query))
    connection.execute(
        text("INSERT INTO search_fts (rowid, text) SELECT key, text FROM search WHERE key > :last"),
        {"last": last},
    )


_FORGET_WORDS = text(
    "INSERT INTO search_fts (search_fts, rowid, text) "
    "SELECT 'delete', key, text FROM search WHERE report_id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_FORGET_KEYS = text("DELETE FROM search_keys WHERE report_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


def _sqlite() -> list[str]:
    # The index has to know its rows by a whole number that VACUUM leaves as it is.
    parts = [
        f"SELECT k.key, k.report_id, k.kind, k.item_id, {words} AS text FROM search_keys AS k "
        f"JOIN {table.name} AS i ON i.report_id = k.report_id AND i.id = k.item_id "
        f"WHERE k.kind = '{kind}'"
        for table, (kind, words) in _KINDS.items()
    ]
    return [
        "CREATE TABLE search_keys (key INTEGER PRIMARY KEY, "
        "report_id TEXT NOT NULL REFERENCES reports (id), "
        "kind TEXT NOT NULL, item_id TEXT NOT NULL)",
        "CREATE INDEX search_keys_by_report ON search_keys (report_id)",
        "CREATE VIEW search AS " + " UNION ALL ".join(parts),
        "CREATE VIRTUAL TABLE search_fts USING fts5 "
        "(text, content = 'search', content_rowid = 'key', tokenize = 'porter unicode61')",
        # Bytes of words gathered before they are written; the default of 1 MiB merges too often.
        "INSERT INTO search_fts (search_fts, rank) VALUES ('hashsize', 16777216)",
    ]


def _postgresql() -> list[str]:
    document = "to_tsvector('english', {})"
    parts = [
        f"SELECT report_id, '{kind}' AS kind, id AS item_id, {words} AS text, "
        f"{document.format(words)} AS document FROM {table.name}"
        for table, (kind, words) in _KINDS.items()
    ]
    indexes = [
        f"CREATE INDEX {table.name}_search ON {table.name} USING gin ({document.format(words)})"
        for table, (_, words) in _KINDS.items()
    ]
    return [*indexes, "CREATE VIEW search AS " + " UNION ALL ".join(parts)]


def _duckdb() -> list[str]:
    parts = [
        f"SELECT report_id, '{kind}' AS kind, id AS item_id, {words} AS text FROM {table.name}"
        for table, (kind, words) in _KINDS.items()
    ]
    return ["CREATE VIEW search AS " + " UNION ALL ".join(parts)]


_STATEMENTS: Final = {"sqlite": _sqlite, "postgresql": _postgresql, "duckdb": _duckdb}
