"""``peelextract run``: reports to JSON."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer


def run(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="HTML, PDF or text; - is standard input."),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="A file, a folder, or - for standard output. Default: out/NAME.json.",
        ),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="DIR", help="Rules to use in place of the built-in ones."),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="List the findings and statistics too.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Tell errors only, no summary.")
    ] = False,
) -> None:
    """Extract reports, each to a JSON file of its own.

    The data goes to files or standard output, the summary to standard error. A file that
    gives no report is told in one line, and the others are still done.

    \b
    Examples:
      peelextract run report.html                     out/report.json
      peelextract run report.pdf -o kent.json         the file named
      peelextract run *.html *.pdf -o reports/        a folder; made if need be
      curl -s URL | peelextract run - -o - | jq .id   no file at all

    With -o - and several files, each report is one line (JSON Lines).
    """
    # Loading makes a million objects and no garbage; to look for some costs a tenth of the time.
    gc.disable()
    from ..errors import OutputError, SourceError, UsageError
    from ..pipeline import extract
    from ..writers import to_json, write_json, write_stdout
    from .destinations import STREAM, destinations
    from .ending import ExitCode, tell

    if verbose and quiet:
        raise UsageError("-v and -q contradict each other; give one of them")
    targets = destinations(files, output)
    failed = 0
    for file, target in targets.items():
        try:
            source = sys.stdin.buffer.read() if file == STREAM else Path(file)
            report = extract(source, rules=rules, name=file if file == STREAM else None)
            if target is None:
                write_stdout(to_json(report, indent=2 if len(targets) == 1 else None))
            else:
                write_json(report, target)
        except SourceError as error:
            # With its folder, which the error's own name leaves out.
            tell(f"{file}: {error.problem}; {error.remedy}")
            failed += 1
            continue
        except OutputError as error:
            tell(error)
            failed += 1
            continue
        finally:
            gc.enable()
        if not quiet:
            from .summary import summarise

            summarise(report, target, details=verbose)
    if failed:
        raise typer.Exit(
            ExitCode.NOTHING_SUCCEEDED if failed == len(targets) else ExitCode.SOME_FAILED
        )
