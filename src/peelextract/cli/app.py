"""The command line's root: its verbs, and how every one of them ends.

Each verb is a function in a module of its own name, registered below. Typer makes the help
from the signatures, so all those modules are imported at every start: at their top they
import typer and the standard library alone, everything else inside the function.

A verb returns when all went well, raises ``typer.Exit(code)`` with a code of ``ExitCode``
after it told the user why, or lets a ``PeelextractError`` pass, which is told here.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from .. import __version__
from ..errors import PeelextractError
from .batch import batch
from .ending import ExitCode, code_of, tell
from .export import export
from .load import load
from .run import run
from .schema import schema
from .track import track


class Program(TyperGroup):
    """Ends each verb with one line and a stable exit code, never with a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; turn what may be expected to go wrong into its ending."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except PeelextractError as error:
            tell(error)
            raise typer.Exit(code_of(error)) from error
        except KeyboardInterrupt as interrupt:
            raise typer.Exit(ExitCode.INTERRUPTED) from interrupt
        except BrokenPipeError as error:
            # What is still in the buffer would raise again when the interpreter ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(ExitCode.BROKEN_PIPE) from error
        return result


app = typer.Typer(
    name="peelextract",
    cls=Program,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Help made by rich costs twice the start of the whole program.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Exit codes:
  0   done
  1   some of the inputs failed
  2   wrong usage, or wrong rules
  3   nothing succeeded
  70  a fault of the program itself
""",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"peelextract {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Turn inspection reports (HTML, PDF, text) into validated, traceable JSON.

    \b
    peelextract run report.html            writes out/report.json
    peelextract run report.pdf -o - | jq   writes to standard output
    peelextract COMMAND --help             tells more about a command
    """


app.command()(run)
app.command()(batch)
app.command()(load)
app.command()(export)
app.command()(track)
app.command()(schema)


def main() -> None:
    """Console entry point; a fault of the program's own has an exit code of its own."""
    try:
        app(prog_name="peelextract")
    except Exception:
        traceback.print_exc()
        sys.exit(ExitCode.INTERNAL_ERROR)
