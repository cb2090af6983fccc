"""Reports to read from, wherever they are: a database, or files that make one for the moment."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from .database import database_url, display_name, reading
from .errors import InputError, StoreError
from .load import load
from .schema import SCHEMA_VERSION, found_version


@contextmanager
def opened(
    place: str, *, on_problem: Callable[[InputError], None] | None = None
) -> Iterator[Connection]:
    """A connection to the reports of a folder, a report file or a database.

    Args:
        place: a folder of report files or one such file, which are loaded into a temporary
            database and so count once each; or a database's address.
        on_problem: see ``load``.

    Raises:
        UsageError: the address is none.
        StoreError: there are no reports, or the database is not of this version.
    """
    path = Path(place)
    if path.is_dir() or path.suffix == ".json":
        with tempfile.TemporaryDirectory(prefix="peelextract-") as folder:
            address = str(Path(folder) / "peel.db")
            load([path], address, on_problem=on_problem)
            with reading(database_url(address)) as connection:
                yield connection
        return
    url = database_url(place)
    with reading(url) as connection:
        version = found_version(connection)
        if version is None:
            raise StoreError(
                f"{display_name(url)}: holds no reports; fill it with peelextract load"
            )
        if version < SCHEMA_VERSION:
            raise StoreError(
                f"{display_name(url)}: has schema version {version}; "
                "peelextract load brings it up to date"
            )
        yield connection
