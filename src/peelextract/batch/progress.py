"""How far a batch is, on a terminal; nothing is drawn anywhere else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from .entry import Entry
from .runner import Observer


class Rate:
    """The pace of the inputs that are worked on; those left alone would only flatter it."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.worked = 0
        self.unchanged = 0

    def per_second(self) -> float:
        """Inputs a second since the beginning."""
        return self.worked / max(time.monotonic() - self._began, 1e-6)

    def left(self, remaining: int) -> float | None:
        """Seconds the rest will take if it is like what was done; None where nothing was yet."""
        if self.worked < 3:
            return None
        share = self.worked / (self.worked + self.unchanged)
        return remaining * share / self.per_second()


class _LeftColumn(ProgressColumn):
    """The time left, or nothing while it is a guess."""

    def __init__(self, rate: Rate) -> None:
        super().__init__()
        self._rate = rate

    def render(self, task: Task) -> Text:
        left = self._rate.left(int((task.total or 0) - task.completed))
        return Text("" if left is None else f"{in_words(left)} left")


def in_words(seconds: float) -> str:
    """A duration as 45 s, 12 min or 3 h 20 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def shown(total: int, console: Console | None = None) -> Iterator[Observer | None]:
    """A bar for the time being, fed by what is given; None where there is no terminal.

    Args:
        total: inputs of the batch.
        console: where to draw; standard error where it is None.
    """
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    rate = Rate()
    columns = (
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f} files"),
        TextColumn("{task.fields[pages]} pages"),
        TextColumn("{task.fields[rate]:.1f} files/s"),
        _LeftColumn(rate),
        TextColumn("{task.fields[failed]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=total, pages=0, rate=0.0, failed="")
        pages = failed = 0

        def observe(entry: Entry, *, unchanged: bool) -> None:
            nonlocal pages, failed
            rate.unchanged += unchanged
            rate.worked += not unchanged
            pages += 0 if unchanged else entry.pages or 0
            failed += entry.error is not None
            progress.update(
                bar,
                advance=1,
                pages=pages,
                rate=rate.per_second(),
                failed=f"[red]{failed} failed" if failed else "",
            )

        yield observe
