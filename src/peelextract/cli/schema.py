"""``peelextract schema``: the JSON Schema of a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def schema(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="Write here; default: standard output."
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a report.

    \b
    Examples:
      peelextract schema
      peelextract schema -o report.schema.json
    """
    from ..writers import report_schema, write_bytes, write_stdout

    data = report_schema()
    if output is None or str(output) == "-":
        write_stdout(data)
    else:
        write_bytes(data, output)
