"""Exporting: reports as flat tables with a descriptor that says what is in them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from ..errors import OutputError
from . import tables
from .datapackage import descriptor
from .flat import FLAT_TABLES, flat_table
from .formats import Format, format_named

DESCRIPTOR: Final = "datapackage.json"


def export(connection: Connection, folder: Path, format_name: str) -> dict[str, int]:
    """Write all tables and ``datapackage.json`` into a folder.

    They are written beside it first and then moved, the descriptor last, so that a descriptor
    never speaks of files that are not there.

    Args:
        connection: see ``opened``.
        folder: made if need be; files of the same names are replaced.
        format_name: ``csv``, ``jsonl``, ``parquet`` or ``xlsx``.

    Returns:
        The number of rows by table.

    Raises:
        MissingExtraError: the packages for the format are not installed.
        StoreError: the format cannot hold a table.
        OutputError: the folder cannot be written to.
    """
    counts: dict[str, int] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".peelextract-", dir=folder))
        try:
            _write(connection, beside, format_named(format_name, beside), counts)
            for file in sorted(beside.iterdir(), key=lambda file: file.name == DESCRIPTOR):
                file.replace(folder / file.name)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            f"{folder}: cannot be written to ({reason}); choose another place"
        ) from error
    return counts


def _write(connection: Connection, folder: Path, format_: Format, counts: dict[str, int]) -> None:
    written = []
    try:
        for table in FLAT_TABLES:
            if format_.name == "xlsx" and table is tables.texts:
                continue  # A cell holds 32,767 characters, a report more.
            flat = flat_table(table, connection)
            format_.write(flat, _counted(flat.rows(connection), table.name, counts), folder)
            written.append(flat)
        format_.close()
    except BaseException:
        format_.discard()
        raise
    (folder / DESCRIPTOR).write_bytes(descriptor(written, format_, folder))


def _counted(
    rows: Iterator[Sequence[tuple[Any, ...]]], name: str, counts: dict[str, int]
) -> Iterator[Sequence[tuple[Any, ...]]]:
    counts[name] = 0
    for part in rows:
        counts[name] += len(part)
        yield part
