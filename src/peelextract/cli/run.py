"""``peelextract run``: reports to JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="HTML, PDF or text; - reads standard input."),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="A file, a folder, or - for stdout."),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="DIR", help="Folder of rules to use instead."),
    ] = None,
) -> None:
    """Extract reports, each to one JSON file."""
    from ..pipeline import extract

    for file in files:
        extract(file, rules=rules)
        print(output)
