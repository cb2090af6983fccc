"""Full-text search over findings and statistics, with what each database has for it.

The view ``search`` has a row for each item in all three: ``report_id``, ``kind``, ``item_id``
and ``text``. SQLite indexes it by FTS5 (``search_fts``), PostgreSQL by ``to_tsvector`` (column
``document``); DuckDB's extension is not part of DuckDB, so there the view is searched by LIKE.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

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
        drops += [
            f"DROP TABLE IF EXISTS {name}"
            for name in ("search_fts", "search_keys", "search_reports")
        ]
    elif connection.dialect.name == "postgresql":
        drops += [f"DROP INDEX IF EXISTS {table.name}_search" for table in _KINDS]
    for statement in drops:
        connection.exec_driver_sql(statement)


def forget(connection: Connection, report_ids: Sequence[str]) -> None:
    """Take reports out of the index, before their rows go; only SQLite needs to be told."""
    if connection.dialect.name != "sqlite":
        return
    ids = {"ids": list(report_ids)}
    for number, (table, (_, words)) in enumerate(_KINDS.items()):
        entries = f"FROM search_reports AS r JOIN {table.name} AS i USING (report_id)"
        for statement in (
            "INSERT INTO search_fts (search_fts, rowid, text) "
            f"SELECT 'delete', {_key(number)}, {words} {entries} WHERE r.report_id IN :ids",
            "DELETE FROM search_keys WHERE key IN "
            f"(SELECT {_key(number)} {entries} WHERE r.report_id IN :ids)",
        ):
            connection.execute(text(statement).bindparams(_IDS), ids)
    connection.execute(_FORGET_REPORTS, ids)


def index(connection: Connection, report_ids: Sequence[str]) -> None:
    """Put reports into the index, when their rows are there; only SQLite needs to be told."""
    if connection.dialect.name == "sqlite":
        _index_sqlite(connection, _NUMBER, {"ids": list(report_ids)})


def index_all(connection: Connection) -> None:
    """Put all reports into an index that is still empty; only SQLite needs to be told."""
    if connection.dialect.name == "sqlite":
        _index_sqlite(connection, _NUMBER_ALL, {})


def _index_sqlite(connection: Connection, numbering: TextClause, ids: dict[str, Any]) -> None:
    last = {"last": connection.scalar(text("SELECT max(number) FROM search_reports")) or 0}
    connection.execute(numbering, ids)
    keys, texts = [], []
    for number, (table, (_, words)) in enumerate(_KINDS.items()):
        # In the order of keys, in which neither of the two tables has to be searched.
        entries = (
            f"FROM search_reports AS r CROSS JOIN {table.name} AS i USING (report_id) "
            "WHERE r.number > :last ORDER BY r.number, i.position"
        )
        keys.append(f"SELECT * FROM (SELECT {_key(number)}, i.id {entries})")
        texts.append(f"SELECT * FROM (SELECT {_key(number)}, {words} {entries})")
    # One statement each, because FTS5 writes out its words at the end of every statement.
    for columns, queries in (
        ("search_keys (key, item_id)", keys),
        ("search_fts (rowid, text)", texts),
    ):
        connection.execute(text(f"INSERT INTO {columns} {' UNION ALL '.join(queries)}"), last)


_IDS: Final[BindParameter[list[str]]] = bindparam("ids", expanding=True)
_FORGET_REPORTS: Final = text("DELETE FROM search_reports WHERE report_id IN :ids").bindparams(_IDS)
_NUMBER_ALL: Final = text(
    "INSERT INTO search_reports (report_id) SELECT id FROM reports ORDER BY id"
)
_NUMBER: Final = text(
    "INSERT INTO search_reports (report_id) SELECT id FROM reports WHERE id IN :ids ORDER BY id"
).bindparams(_IDS)

_POSITION_BITS: Final = 20
_NUMBER_BITS: Final = 28


def _key(kind: int, position: str = "i.position") -> str:
    """The whole number by which the index knows an item, made of kind, report and position.

    Made, and not counted up, so that a report's keys are found without an index of their own.
    """
    return (
        f"({kind << _NUMBER_BITS + _POSITION_BITS} + (r.number << {_POSITION_BITS}) + {position})"
    )


def _sqlite() -> list[str]:
    # Not the rowids of the items' tables, which VACUUM may change.
    last = (1 << _POSITION_BITS) - 1
    parts = [
        f"SELECT k.key, r.report_id, '{kind}' AS kind, k.item_id, {words} AS text "
        "FROM search_keys AS k JOIN search_reports AS r "
        # The first is for who has the key, the second for who has the report.
        f"ON r.number = k.key >> {_POSITION_BITS} & {(1 << _NUMBER_BITS) - 1} "
        f"AND k.key BETWEEN {_key(number, '0')} AND {_key(number, str(last))} "
        f"JOIN {table.name} AS i ON i.report_id = r.report_id AND i.id = k.item_id"
        for number, (table, (kind, words)) in enumerate(_KINDS.items())
    ]
    return [
        "CREATE TABLE search_reports (number INTEGER PRIMARY KEY, "
        "report_id TEXT NOT NULL UNIQUE REFERENCES reports (id))",
        "CREATE TABLE search_keys (key INTEGER PRIMARY KEY, item_id TEXT NOT NULL)",
        "CREATE VIEW search AS " + " UNION ALL ".join(parts),
        # What is not indexed comes from the view when it is asked for, as the text does.
        "CREATE VIRTUAL TABLE search_fts USING fts5 "
        "(report_id UNINDEXED, kind UNINDEXED, item_id UNINDEXED, text, "
        "content = 'search', content_rowid = 'key', tokenize = 'porter unicode61')",
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
