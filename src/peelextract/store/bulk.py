"""Many rows into one table by the fastest way each database has.

SQLite takes them through one prepared statement, PostgreSQL through COPY, DuckDB from an
Arrow table. SQLAlchemy's own insert would cost three to ten times as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table
from sqlalchemy.engine import Dialect

from .rows import Row


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, each with a value for every column of the table, in their order."""
    if not rows:
        return
    driver: Any = connection.connection.driver_connection
    _WAYS[connection.dialect.name](driver, connection.dialect, table, rows)


def _sqlite(driver: Any, dialect: Dialect, table: Table, rows: Sequence[Row]) -> None:
    marks = ", ".join("?" * len(table.columns))
    driver.executemany(f"INSERT INTO {_columns(dialect, table)} VALUES ({marks})", rows)


def _postgresql(driver: Any, dialect: Dialect, table: Table, rows: Sequence[Row]) -> None:
    with driver.cursor().copy(f"COPY {_columns(dialect, table)} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _duckdb(driver: Any, dialect: Dialect, table: Table, rows: Sequence[Row]) -> None:
    import pyarrow as pa

    from .arrow import arrow_type

    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(values, type=arrow_type(column))
        for values, column in zip(columns, table.columns, strict=True)
    ]
    batch = pa.Table.from_arrays(arrays, names=[column.name for column in table.columns])
    driver.register("peelextract_batch", batch)
    driver.execute(f"INSERT INTO {_columns(dialect, table)} SELECT * FROM peelextract_batch")
    driver.unregister("peelextract_batch")


_WAYS: Final = {"sqlite": _sqlite, "postgresql": _postgresql, "duckdb": _duckdb}


def _columns(dialect: Dialect, table: Table) -> str:
    """``table (column, …)``; named, because an upgrade may have added columns behind others."""
    preparer = dialect.identifier_preparer
    names = ", ".join(preparer.quote(column.name) for column in table.columns)
    return f"{preparer.quote(table.name)} ({names})"
