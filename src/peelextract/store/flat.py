"""The tables as analysts take them away: each item with its force, cycle and question.

They are the database's tables with a few columns more, so that a sheet or a data frame can be
read without joins; keys and references are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, collate, select

from . import tables

_ROWS_AT_ONCE: Final = 2000

_REPORT_CONTEXT: Final = (
    tables.reports.c.organisation_id,
    tables.organisations.c.name.label("organisation"),
    tables.reports.c.programme,
    tables.reports.c.cycle,
    tables.reports.c.published,
)
_QUESTION_CONTEXT: Final = (
    tables.questions.c.pillar,
    tables.questions.c.number.label("question_number"),
    tables.questions.c.text.label("question"),
)

FLAT_TABLES: Final = (
    tables.organisations,
    *(table for table in tables.REPORT_TABLES if table is not tables.texts),
    tables.texts,
)


@dataclass(frozen=True)
class FlatTable:
    """A table to be written out.

    Attributes:
        table: the table of the database it comes from.
        names: the names of its columns.
        columns: where they come from, in the same order.
        query: gives its rows, in an order that is the same everywhere.
    """

    table: Table
    names: Sequence[str]
    columns: Sequence[Column[Any]]
    query: Select[Any]

    def rows(self, connection: Connection) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Its rows, some thousands at a time."""
        options = connection.execution_options(yield_per=_ROWS_AT_ONCE)
        with options.execute(self.query) as result:
            for part in result.partitions():
                yield [tuple(row) for row in part]


def flat_table(table: Table, connection: Connection) -> FlatTable:
    """The flat form of one of ``FLAT_TABLES``."""
    context: tuple[Any, ...] = ()
    source: Any = table
    if "report_id" in table.columns and table is not tables.texts:
        source = source.join(tables.reports, table.c.report_id == tables.reports.c.id).outerjoin(
            tables.organisations, tables.reports.c.organisation_id == tables.organisations.c.id
        )
        context = _REPORT_CONTEXT
        if "question_id" in table.columns:
            source = source.outerjoin(
                tables.questions,
                (table.c.report_id == tables.questions.c.report_id)
                & (table.c.question_id == tables.questions.c.id),
            )
            context += _QUESTION_CONTEXT
    key = [column for column in table.columns if column.primary_key]
    rest = [column for column in table.columns if not column.primary_key]
    columns = [*key, *context, *rest]
    return FlatTable(
        table,
        [column.name for column in columns],
        [getattr(column, "element", column) for column in columns],
        select(*columns).select_from(source).order_by(*_order(table, connection)),
    )


def _order(table: Table, connection: Connection) -> list[Any]:
    """By report and place in it; byte by byte, where a server may follow a language's order."""
    names = [name for name in ("report_id", "question_id") if name in table.primary_key.columns]
    ordering: list[Any] = [table.c[name] for name in names]
    ordering += [table.c.position] if "position" in table.columns else []
    ordering += [column for column in table.primary_key.columns if column.name not in names]
    if connection.dialect.name == "postgresql":
        return [
            collate(column, "C") if column.type.python_type is str else column
            for column in ordering
        ]
    return ordering
