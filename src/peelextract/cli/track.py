"""``peelextract track``: the action tracker of one force or service."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def track(
    source: Annotated[
        str,
        typer.Argument(
            metavar="DIR|DATABASE", help="A folder of reports, or what load made of them."
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The workbook.")
    ] = Path("tracker.xlsx"),
    organisation: Annotated[
        str | None,
        typer.Option(
            "--organisation", metavar="ID|NAME", help="Whose findings; needed if there are several."
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Tell errors only, no summary.")
    ] = False,
) -> None:
    """Keep a workbook of all that a force or service has to act on.

    A row for each cause of concern, recommendation and area for improvement, with the dates by
    which something is due, and columns for owner, status, evidence and comment. Run it again
    when there are new reports: it adds rows, and leaves all that people wrote as it is.

    \b
    Examples:
      peelextract track out/ --organisation kent -o kent.xlsx
      peelextract track out/peel.db --organisation "Kent Police" -o kent.xlsx
    """
    from ..store.opened import opened
    from ..store.track import track as track_actions
    from .ending import ExitCode, tell

    failed = 0

    def count(problem: Exception) -> None:
        nonlocal failed
        failed += 1
        tell(str(problem))

    with opened(source, on_problem=count) as connection:
        done = track_actions(connection, output, organisation)
    if not quiet:
        gone = f", {done.gone} no longer in their reports" if done.gone else ""
        typer.echo(
            f"{output}: {done.organisation}, {done.added} added, "
            f"{done.present} there already{gone}",
            err=True,
        )
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED)
