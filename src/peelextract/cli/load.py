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
    datasette: Annotated[
        Path | None,
        typer.Option(
            "--datasette", metavar="FILE", help="Write metadata for Datasette (SQLite only)."
        ),
    ] = None,
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

    \b
    With --datasette, the database can be looked at in a browser:
      peelextract load out/ --datasette out/metadata.yaml
      datasette out/peel.db -m out/metadata.yaml
    """
    from ..errors import UsageError
    from ..store.database import database_url, display_name
    from ..store.load import load as load_reports
    from .ending import ExitCode, tell

    url = database_url(to)
    if datasette is not None and url.drivername != "sqlite":
        raise UsageError("--datasette: Datasette reads SQLite; name a .db file with --to")
    outcome = load_reports(inputs, to, on_problem=tell)
    if datasette is not None:
        from ..store.datasette import datasette_metadata
        from ..writers import write_bytes

        write_bytes(datasette_metadata(Path(str(url.database)).stem), datasette)
    if not quiet:
        counts = {
            "new": outcome.new,
            "corrected": outcome.replaced,
            "known from another source": outcome.recorded,
            "unchanged": outcome.unchanged,
            "failed": outcome.failed,
        }
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        rows = f"{outcome.rows} row{'' if outcome.rows == 1 else 's'} written"
        typer.echo(f"{display_name(url)}: {told}; {rows}", err=True)
    if outcome.failed:
        raise typer.Exit(ExitCode.SOME_FAILED)
