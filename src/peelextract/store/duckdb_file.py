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

from .errors import StoreError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A copy of a DuckDB file to work in, which becomes the file when the block ends well.

    Args:
        path: the file; where it does not exist, the copy does not either.

    Raises:
        StoreError: another process has the file open, or loads into it.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.loading")
    with ExitStack() as held:
        if path.exists():
            _copy(path, beside, held)
        else:
            _clear(beside, path)
        try:
            yield beside
            beside.replace(path)
        except BaseException:
            _remove(beside)
            raise


def _copy(path: Path, beside: Path, held: ExitStack) -> None:
    lock = held.enter_context(duckdb.connect(path))
    lock.execute("CHECKPOINT")
    _clear(beside, path)
    # Closing any handle of a file gives up the process's lock on it (POSIX), so it stays open.
    source = held.enter_context(path.open("rb"))
    with beside.open("xb") as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _clear(beside: Path, path: Path) -> None:
    """Remove what a load that was killed left, unless it is still being written."""
    if not beside.exists():
        return
    try:
        duckdb.connect(beside).close()
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise StoreError(f"{path}: another load is under way; wait for it to end") from error
    except duckdb.Error:
        pass  # Half a copy opens no more, which is why it goes.
    _remove(beside)


def _remove(beside: Path) -> None:
    beside.unlink(missing_ok=True)
    beside.with_name(f"{beside.name}.wal").unlink(missing_ok=True)
