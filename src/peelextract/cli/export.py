"""``peelextract export``: reports as tables."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class TableFormat(StrEnum):
    """The formats of exported tables."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"


def export(
    source: Annotated[
        str,
        typer.Argument(
            metavar="DIR|DATABASE", help="A folder of reports, or what load made of them."
        ),
    ],
    format_: Annotated[
        TableFormat, typer.Option("--format", "-f", help="The format of the tables.")
    ] = TableFormat.CSV,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Default: out/FORMAT."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Tell errors only, no summary.")
    ] = False,
) -> None:
    """Export reports as flat tables, described by a datapackage.json.

    Each item comes with its force, cycle and question. Text that a spreadsheet would run as a
    formula is made harmless (csv, xlsx).

    \b
    Examples:
      peelextract export out/                            out/csv/*.csv
      peelextract export out/peel.db -f parquet -o tables/
      peelextract export postgresql:///peel -f xlsx      out/xlsx/tables.xlsx
    """
    from ..store.export import export as export_tables
    from ..store.opened import opened
    from .ending import ExitCode, tell

    failed = 0

    def count(problem: Exception) -> None:
        nonlocal failed
        failed += 1
        tell(str(problem))

    folder = output or Path("out") / format_.value
    with opened(source, on_problem=count) as connection:
        counts = export_tables(connection, folder, format_.value)
    if not quiet:
        rows = sum(counts.values())
        typer.echo(f"{folder}: {len(counts)} tables, {rows} rows, datapackage.json", err=True)
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED)
