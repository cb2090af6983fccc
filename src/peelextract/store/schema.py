"""The schema in a database: created, brought up to date, or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, text, update

from . import tables
from .database import display_name
from .errors import StoreError
from .search import create_search, drop_search, index_all

SCHEMA_VERSION: Final = 1
"""Raised whenever a table or a view changes; a change of a table comes with its migration."""

MIGRATIONS: Final[Mapping[int, Callable[[Connection], None]]] = {}
"""What changes the tables of a version into those of the next, by the version it starts from.

A migration that needs the reports again sets ``sources.digest`` to something no file has, so
that the next load of the same files fills the new columns.
"""

VIEWS: Final = (
    "grades",
    "open_areas_for_improvement",
    "statistics_in_context",
    "domestic_abuse_statistics",
    "recommendations_by_deadline",
)
"""The views, each after those it reads; ``views/NAME.sql`` has the query."""


def prepare(connection: Connection) -> None:
    """Make sure that the database has this version's tables and views.

    Raises:
        StoreError: a newer version made it, or tables of these names are somebody else's.
    """
    version = found_version(connection)
    if version is None:
        tables.METADATA.create_all(connection)
        create_search(connection)
        _create_views(connection)
        connection.execute(insert(tables.schema_version).values(version=SCHEMA_VERSION))
    elif version < SCHEMA_VERSION:
        _drop_views(connection)
        drop_search(connection)
        for step in range(version, SCHEMA_VERSION):
            if step in MIGRATIONS:
                MIGRATIONS[step](connection)
        create_search(connection)
        index_all(connection)
        _create_views(connection)
        connection.execute(update(tables.schema_version).values(version=SCHEMA_VERSION))


def found_version(connection: Connection) -> int | None:
    """The schema's version in a database; None where there is none of this program's tables.

    Raises:
        StoreError: a newer version made it, or tables of these names are somebody else's.
    """
    name = display_name(connection.engine.url)
    present = set(inspect(connection).get_table_names())
    if tables.schema_version.name in present:
        version: int | None = connection.scalar(select(tables.schema_version.c.version))
        if version is None or version > SCHEMA_VERSION:
            raise StoreError(
                f"{name}: has schema version {version}, this program knows "
                f"{SCHEMA_VERSION}; upgrade peelextract"
            )
        return version
    foreign = sorted(present & set(tables.METADATA.tables))
    if foreign:
        raise StoreError(
            f"{name}: has a table {foreign[0]} that is not of this program; "
            "load into a database of its own"
        )
    return None


def _create_views(connection: Connection) -> None:
    folder = files(__package__) / "views"
    for name in VIEWS:
        query = (folder / f"{name}.sql").read_text(encoding="utf-8")
        # Not as it is: a driver may take the percent signs of LIKE for parameters.
        connection.execute(text(f"CREATE VIEW {name} AS\n{query}"))


def _drop_views(connection: Connection) -> None:
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
