"""``peelextract load``: reports into a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def load(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="REPORT|DIR", help="Report files (JSON), or folders of them."),
    ],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="DATABASE",
            help="A file (SQLite; DuckDB if it ends in .duckdb) or postgresql://….",
        ),
    ] = "out/peel.db",
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Tell errors only, no summary.")
    ] = False,
) -> None:
    """Load reports into a database, with views, keys and full-text search.

    The load happens as a whole or not at all. A report that is there already changes nothing,
    a corrected one replaces its rows, and a report that comes as a page and as a PDF counts
    once.

    \b
    Examples:
      peelextract load out/                              out/peel.db
      peelextract load out/ --to peel.duckdb             DuckDB
      peelextract load out/ --to postgresql:///peel      PostgreSQL
    """
    from ..store.database import database_url, display_name
    from ..store.load import load as load_reports
    from .ending import ExitCode, tell

    outcome = load_reports(inputs, to, on_problem=tell)
    if not quiet:
        counts = {
            "new": outcome.new,
            "corrected": outcome.replaced,
            "further sources of known reports": outcome.recorded,
            "unchanged": outcome.unchanged,
            "failed": outcome.failed,
        }
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        rows = f"{outcome.rows} row{'' if outcome.rows == 1 else 's'} written"
        typer.echo(f"{display_name(database_url(to))}: {told}; {rows}", err=True)
    if outcome.failed:
        raise typer.Exit(ExitCode.SOME_FAILED)
