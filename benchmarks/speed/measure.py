"""Processor seconds of calls and of processes, taken in turns, and the table of what they give.

A shared machine's speed wanders, so no figure stands alone: two costs are measured in turns and
their ratio is taken round by round.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SAMPLES = [ROOT / "samples", SHARED / "samples"]


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        measure: the kind of cost.
        subject: the file or command.
        figure: a ratio, or MiB where ``unit`` says so.
        target: what it should be.
        at_least: whether the figure should reach the target, and not stay within it.
        note: the figures behind it.
    """

    measure: str
    subject: str
    figure: float
    target: float
    at_least: bool = False
    unit: str = "×"
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is as it should be."""
        return self.figure >= self.target if self.at_least else self.figure <= self.target


def cpu(call: Callable[[], object]) -> float:
    """Processor seconds, of user and system, that a call takes in this process."""
    before = time.process_time()
    call()
    return time.process_time() - before


def cpu_of(command: Sequence[str], bytecode: str) -> float:
    """Processor seconds that a whole process takes, those that it starts included.

    Args:
        command: the interpreter's arguments.
        bytecode: a folder for compiled modules, so that all are compiled after the first run,
            as installed ones are.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(
        [sys.executable, *command],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turns(costs: Sequence[Callable[[], float]], repeats: int) -> list[list[float]]:
    """Each cost measured so many times, one after the other in every round."""
    rounds = [[cost() for cost in costs] for _ in range(repeats)]
    return [list(column) for column in zip(*rounds, strict=True)]


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios, round by round."""
    return median(a / b for a, b in zip(above, below, strict=True))


def milliseconds(seconds: Sequence[float]) -> str:
    """A median, for a note."""
    return f"{1000 * median(seconds):.1f} ms"


def files(kind: str, folders: Sequence[Path]) -> list[Path]:
    """The files of a kind in those folders that there are, each once."""
    found = {path.name: path for folder in reversed(folders) for path in folder.glob(f"*.{kind}")}
    return [found[name] for name in sorted(found)]
