"""Loads into a DuckDB file, which is replaced as a whole.

DuckDB cannot delete a row and what refers to it in one transaction ("over-eager constraint
checking" in its documentation of foreign keys), so one transaction cannot replace a report.
A load therefore works in a copy beside the file, with as many transactions as it needs, and
the copy takes the file's place at the end.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from .errors import StoreError


@contextmanager
def replacing(path: Path, *, wait: float) -> Iterator[Path]:
    """A copy of a DuckDB file to work in, which becomes the file when the block ends well.

    Args:
        path: the file; where it does not exist, the copy does not either.
        wait: seconds to wait for another load to end.

    Raises:
        StoreError: another load does not end.
        duckdb.Error: the file is none of DuckDB's, or another program has it open.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.loading")
    with ExitStack() as held:
        try:
            held.enter_context(FileLock(path.with_name(f".{path.name}.lock"), timeout=wait))
        except Timeout as error:
            raise StoreError(f"{path}: another load is under way; wait for it to end") from error
        _remove(beside)  # What a load that was killed has left.
        try:
            if path.exists():
                _copy(path, beside, held)
            yield beside
            beside.replace(path)
        except BaseException:
            _remove(beside)
            raise


def _copy(path: Path, beside: Path, held: ExitStack) -> None:
    """Copy the file, and keep other programs from writing to it until the stack is closed."""
    lock = held.enter_context(duckdb.connect(path))
    lock.execute("CHECKPOINT")
    # Closing any handle of a file gives up the process's lock on it (POSIX), so it stays open.
    source = held.enter_context(path.open("rb"))
    with beside.open("xb") as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _remove(beside: Path) -> None:
    beside.unlink(missing_ok=True)
    beside.with_name(f"{beside.name}.wal").unlink(missing_ok=True)
