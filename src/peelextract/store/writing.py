"""Reports' rows into the tables, in place of those that were there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy import Connection, Table, bindparam, delete, exists, select, update

from . import tables
from .bulk import insert_rows
from .renditions import Rendition
from .rows import Row
from .search import forget, index


class Writer:
    """Writes batches of reports through one connection, which no one may use before ``settle``.

    What a database does by itself after the rows are there (SQLite's index of their words,
    DuckDB's commit) it does in a thread, while the next batch is read: it takes a third of the
    time of a load, and Python waits for it without its lock.

    Attributes:
        began_empty: the database had no report when the writer began.
        is_empty: nor was one written since.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.began_empty = connection.scalar(select(tables.reports.c.id).limit(1)) is None
        self.is_empty = self.began_empty
        self._replaced = False
        self._thread = ThreadPoolExecutor(1)
        self._unsettled: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Whatever happens, the connection is at rest when it is given back.
        self._thread.shutdown()

    def settle(self) -> None:
        """Wait until the database is done with the batch before."""
        if self._unsettled is not None:
            self._unsettled.result()
            self._unsettled = None

    def write(self, renditions: Mapping[str, Rendition]) -> int:
        """Write what has changed in a batch of reports; returns the number of rows written."""
        self.settle()
        changed = {key: r.replacement for key, r in renditions.items() if r.replacement}
        outdated = [key for key in changed if renditions[key].stored]
        self._delete(tables.sources, [key for key, r in renditions.items() if r.stored])
        if outdated:
            self._replaced = True
            forget(self._connection, outdated)
            for table in reversed(tables.CONTENT):
                self._delete(table, outdated)
            self._delete(tables.reports, outdated)

        rows: dict[Table, list[Row]] = {table: [] for table in tables.REPORT_TABLES}
        for incoming in changed.values():
            for table, own in incoming.content.items():
                rows[table] += own
        rows[tables.sources] = [row for r in renditions.values() for row in r.sources.values()]
        organisations = self._organisations(
            i.organisation for i in changed.values() if i.organisation
        )
        for table, of_table in rows.items():
            insert_rows(self._connection, table, of_table)
        if changed:
            self.is_empty = False
        self._unsettled = self._thread.submit(self._conclude, list(changed))
        return organisations + sum(map(len, rows.values()))

    def finish(self) -> None:
        """Remove the organisations that the replaced reports leave behind."""
        self.settle()
        if self._replaced:
            self._connection.execute(_UNUSED_ORGANISATIONS)

    def _conclude(self, written: Sequence[str]) -> None:
        if written:
            index(self._connection, written)
        self._next_transaction()

    def _delete(self, table: Table, report_ids: Sequence[str]) -> None:
        if not report_ids:
            return
        key = table.c.id if table is tables.reports else table.c.report_id
        self._connection.execute(delete(table).where(key.in_(report_ids)))
        self._next_transaction()

    def _next_transaction(self) -> None:
        """Commit where a load works in a copy of its own, see ``duckdb_file``.

        There, what deleted rows refer to can only be deleted in the next transaction, and a
        transaction holds all it has inserted in memory.
        """
        if self._connection.dialect.name == "duckdb":
            self._connection.commit()

    def _organisations(self, rows: Iterable[Row]) -> int:
        """Insert the bodies that are new; a later report's name for a known one replaces it."""
        wanted = {row[0]: row for row in rows}
        if not wanted:
            return 0
        known = {
            row.id: tuple(row)
            for row in self._connection.execute(
                select(tables.organisations).where(tables.organisations.c.id.in_(wanted))
            )
        }
        new = [row for key, row in wanted.items() if key not in known]
        renamed = [row for key, row in wanted.items() if key in known and known[key] != row]
        insert_rows(self._connection, tables.organisations, new)
        names = [column.name for column in tables.organisations.columns]
        for row in renamed:
            values: dict[str, Any] = dict(zip(names, row, strict=True))
            self._connection.execute(_UPDATE_ORGANISATION, {"key": values.pop("id"), **values})
        return len(new) + len(renamed)


_UPDATE_ORGANISATION: Final = update(tables.organisations).where(
    tables.organisations.c.id == bindparam("key")
)
_UNUSED_ORGANISATIONS: Final = delete(tables.organisations).where(
    ~exists().where(tables.reports.c.organisation_id == tables.organisations.c.id)
)
