"""Databases by address: opened for reading, or for one load that happens wholly or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from ..errors import UsageError
from .errors import MissingExtraError, StoreError

_DRIVERS: Final = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "duckdb": "duckdb",
}
_EXTRAS: Final = {
    "postgresql+psycopg": ("PostgreSQL", "postgres", ("psycopg",)),
    "duckdb": ("DuckDB", "duckdb", ("duckdb", "duckdb_engine", "pyarrow")),
}
_DUCKDB_ENDINGS: Final = frozenset({".duckdb", ".ddb"})

LOCK_SECONDS: Final = 30
"""How long a load waits for another one to end."""

_DUCKDB_CHECKPOINT: Final = "256MiB"
"""How much a load into DuckDB keeps in memory and in its log before it goes into the file."""

_ADVISORY_LOCK: Final = int.from_bytes(b"peel", "big")


def database_url(address: str) -> URL:
    """The address of a database as a URL.

    Args:
        address: ``postgresql://…``, ``duckdb:///file``, ``sqlite:///file``, or the name of a
            file, which is DuckDB if it ends in ``.duckdb`` or ``.ddb`` and else SQLite.

    Raises:
        UsageError: it is none of those.
        MissingExtraError: the packages for it are not installed.
    """
    if "://" not in address:
        driver = "duckdb" if Path(address).suffix in _DUCKDB_ENDINGS else "sqlite"
        url = URL.create(driver, database=address)
    else:
        try:
            url = make_url(address)
        except ArgumentError as error:
            # Not the address itself: it may hold a password.
            raise UsageError("the database address cannot be read; write scheme://…") from error
        if url.drivername not in _DRIVERS:
            raise UsageError(
                f"{url.drivername}: unknown kind of database; use sqlite, postgresql or duckdb"
            )
        url = url.set(drivername=_DRIVERS[url.drivername])
    if url.drivername in _EXTRAS:
        purpose, extra, modules = _EXTRAS[url.drivername]
        if any(find_spec(module) is None for module in modules):
            raise MissingExtraError(purpose, extra)
    elif not url.database or url.database == ":memory:":
        raise UsageError("SQLite needs the name of a file; write sqlite:///FILE")
    return url


def display_name(url: URL) -> str:
    """A database's name for messages; without its password."""
    if url.drivername.startswith("postgresql"):
        return url.set(drivername="postgresql").render_as_string(hide_password=True)
    return str(url.database)


@contextmanager
def reading(url: URL) -> Iterator[Connection]:
    """A connection for reading one state of a database.

    Raises:
        StoreError: there is no such database, or it cannot be read.
    """
    if not url.drivername.startswith("postgresql") and not Path(str(url.database)).is_file():
        raise StoreError(f"{url.database}: no such database; make it with peelextract load")
    if url.drivername == "sqlite":
        engine = _sqlite_engine(url, begin="BEGIN")
    elif url.drivername == "duckdb":
        # So that several programs can read at a time.
        engine = _engine(url, read_only=True)
    else:
        engine = _engine(url)
    with _told(url), _closing(engine), engine.connect() as connection:
        yield connection


@contextmanager
def loading(url: URL) -> Iterator[Connection]:
    """A connection for a load: what is done with it is there as a whole, or not at all.

    It ends in a commit, and after an error in the state before it. A second load waits for
    the first.

    Raises:
        StoreError: the database cannot be opened or written.
    """
    with _told(url):
        if url.drivername == "sqlite":
            with _loading_sqlite(url) as connection:
                yield connection
        elif url.drivername == "duckdb":
            from .duckdb_file import replacing

            with (
                replacing(Path(str(url.database)), wait=LOCK_SECONDS) as beside,
                _closing(_engine(url.set(database=str(beside)))) as engine,
                engine.connect() as connection,
            ):
                # The copy is thrown away if the load ends early, so it need not be brought in
                # order after every transaction, which also leaves a file of twice the size.
                connection.exec_driver_sql(f"SET checkpoint_threshold = '{_DUCKDB_CHECKPOINT}'")
                yield connection
                connection.commit()
        else:
            with _closing(_engine(url)) as engine, engine.begin() as connection:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
                yield connection


@contextmanager
def _loading_sqlite(url: URL) -> Iterator[Connection]:
    path = Path(str(url.database))
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    try:
        with (
            _closing(_sqlite_engine(url, begin="BEGIN IMMEDIATE")) as engine,
            engine.begin() as connection,
        ):
            yield connection
    except BaseException:
        if is_new and path.exists() and path.stat().st_size == 0:
            path.unlink()
        raise


def _engine(url: URL, **options: Any) -> Engine:
    return create_engine(url, poolclass=NullPool, connect_args=options)


def _sqlite_engine(url: URL, *, begin: str) -> Engine:
    # A load uses its connection from two threads, in turns.
    engine = _engine(url, timeout=LOCK_SECONDS, check_same_thread=False)

    # The driver would begin transactions by its own rules, not before a CREATE TABLE and never
    # with the lock that keeps a second load from failing halfway.
    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _closing(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _told(url: URL) -> Iterator[None]:
    """Tell what a database says went wrong in one line, with its name."""
    try:
        yield
    except DBAPIError as error:
        raise _store_error(url, error.orig or error) from error
    except OSError as error:
        raise _store_error(url, error.strerror or error) from error
    except Exception as error:
        # Bulk loading calls the drivers themselves, whose errors come as they are.
        if type(error).__module__.split(".")[0] in ("sqlite3", "psycopg", "duckdb", "_duckdb"):
            raise _store_error(url, error) from error
        raise


def _store_error(url: URL, problem: object) -> StoreError:
    line = (str(problem).strip().splitlines() or [type(problem).__name__])[0]
    return StoreError(f"{display_name(url)}: {line}; nothing was changed")
