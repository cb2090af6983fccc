"""How a command ends: its exit codes, and the one line that tells an error."""

from __future__ import annotations

from enum import IntEnum

import typer

from ..errors import PeelextractError, RulesError, UsageError


class ExitCode(IntEnum):
    """The exit codes of every verb; they are part of the interface."""

    DONE = 0
    SOME_FAILED = 1
    WRONG_USAGE = 2
    NOTHING_SUCCEEDED = 3
    INTERNAL_ERROR = 70
    """EX_SOFTWARE of the BSD ``sysexits.h``."""
    INTERRUPTED = 130
    """128 and the number of SIGINT, as a shell reports it."""
    BROKEN_PIPE = 141
    """128 and the number of SIGPIPE, as a shell reports it."""


def tell(problem: PeelextractError | str) -> None:
    """Print one line on standard error, whatever the problem's message holds."""
    typer.echo(f"peelextract: {printable(' '.join(str(problem).split()))}", err=True)


def printable(words: str) -> str:
    """Words without the escape sequences by which a file could steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)


def code_of(error: PeelextractError) -> ExitCode:
    """The exit code for an error that ends a verb."""
    if isinstance(error, UsageError | RulesError):
        return ExitCode.WRONG_USAGE
    return ExitCode.NOTHING_SUCCEEDED
