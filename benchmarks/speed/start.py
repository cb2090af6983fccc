"""What starting the program costs, by processes that only import its libraries."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from .measure import Row, cpu_of, in_turns, milliseconds, ratio

_PROGRAM = ["-m", "peelextract"]
_TYPER = ["-c", "import typer"]
_BLANK = ["-c", "import spacy; spacy.blank('en')"]


def rows(page: Path, repeats: int) -> list[Row]:
    """Help and version by importing typer; one report by building a blank pipeline."""
    run = [*_PROGRAM, "run", str(page), "-o", "-", "-q"]
    commands = [[*_PROGRAM, "--help"], [*_PROGRAM, "--version"], _TYPER, run, _BLANK]
    with tempfile.TemporaryDirectory() as bytecode:
        calls = [partial(cpu_of, command, bytecode) for command in commands]
        in_turns(calls, 1)
        costs = in_turns(calls, repeats)
    told, version, typer, report, blank = costs
    return [
        Row("start", "peelextract --help", ratio(told, typer), 2.5, note=_note(told, typer)),
        Row(
            "start", "peelextract --version", ratio(version, typer), 2.5, note=_note(version, typer)
        ),
        Row(
            "start",
            f"peelextract run {page.name}",
            ratio(report, blank),
            1.5,
            note=_note(report, blank),
        ),
    ]


def _note(ours: list[float], least: list[float]) -> str:
    return f"{milliseconds(ours)} by {milliseconds(least)}"
