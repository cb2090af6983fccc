"""A batch from its inputs to a complete output folder."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from ..errors import UsageError
from .engine import Engine
from .entry import Entry, Status
from .inputs import Input
from .ledger import Ledger
from .store import Store
from .task import Outcome, Task
from .work import Origin

LOCK = ".lock"

GATHERED = 64
"""Outcomes put on record at once on an object store, where every request takes its time."""

GATHERING = 2.0
"""Seconds after which they are put on record, however few."""


class Observer(Protocol):
    """Is told of every input that is done."""

    def __call__(self, entry: Entry, *, unchanged: bool) -> None:
        """``unchanged``: it was not worked on, the entry is of an earlier batch."""
        ...


@dataclass
class Tally:
    """What a batch came to.

    Attributes:
        done: inputs worked on that gave a report.
        partial: those of them whose report has warnings.
        unchanged: inputs left alone, because nothing changed since they were done.
        duplicates: inputs on record whose report is another's too.
        failures: name and message of every failed input, of this or an earlier batch.
        stopped: it ended at the first failure.
    """

    done: int = 0
    partial: int = 0
    unchanged: int = 0
    duplicates: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    stopped: bool = False

    @property
    def succeeded(self) -> int:
        """Inputs with a report."""
        return self.done + self.unchanged

    def add(self, entry: Entry, *, unchanged: bool) -> None:
        """Count an input."""
        if entry.error is not None:
            self.failures.append((entry.name, entry.error["message"]))
        elif unchanged:
            self.unchanged += 1
        else:
            self.done += 1
            self.partial += entry.status is Status.PARTIAL

    def merge(self, other: Tally) -> None:
        """Count in another round."""
        self.done += other.done
        self.partial += other.partial
        self.unchanged += other.unchanged
        self.duplicates += other.duplicates
        self.failures += other.failures
        self.stopped |= other.stopped

    def __str__(self) -> str:
        parts = [f"{self.done} done" + (f" ({self.partial} with warnings)" if self.partial else "")]
        if self.unchanged:
            parts.append(f"{self.unchanged} unchanged")
        if self.duplicates:
            parts.append(f"{self.duplicates} further sources of the same reports")
        parts.append(f"{len(self.failures)} failed")
        if self.stopped:
            parts.append("stopped at the first failure")
        return ", ".join(parts)


@contextmanager
def opened(out: str, origin: Origin) -> Iterator[Ledger]:
    """The output folder, for one batch at a time; left in good order at the end.

    On object stores, which have no locks, the user sees to it that batches do not meet.

    Raises:
        OutputError: it cannot be used.
        UsageError: another batch is at work there.
    """
    store = Store(out)
    with _locked(store):
        ledger = Ledger(store, origin)
        try:
            yield ledger
        finally:
            ledger.close()


def run_batch(
    inputs: Sequence[Input],
    ledger: Ledger,
    engine: Engine,
    *,
    force: bool = False,
    fail_fast: bool = False,
    observer: Observer | None = None,
) -> Tally:
    """Do what is new or changed.

    Args:
        inputs: each is done once and ends on record, whatever becomes of the others.
        ledger: the output folder.
        engine: what runs the tasks.
        force: do all, changed or not.
        fail_fast: stop at the first input that fails.
        observer: told of each input.

    Raises:
        PeelextractError: the batch as a whole cannot go on; what was done is on record.
    """
    tally = Tally()
    tasks = (Task(item, None if force else ledger.known(item.name)) for item in inputs)
    with closing(_in_groups(engine.run(tasks), 1 if ledger.local else GATHERED)) as groups:
        for group in groups:
            for entry, unchanged in _recorded(group, ledger):
                tally.add(entry, unchanged=unchanged)
                if observer is not None:
                    observer(entry, unchanged=unchanged)
            if fail_fast and tally.failures:
                tally.stopped = True
                break
    tally.duplicates = ledger.relate()
    return tally


def _recorded(group: Sequence[Outcome], ledger: Ledger) -> Iterator[tuple[Entry, bool]]:
    for outcome in group:
        if outcome.result is None:
            entry = ledger.entry(outcome.task.input.name)
            assert entry is not None
            yield entry, True
    for entry in ledger.record([outcome for outcome in group if outcome.result is not None]):
        yield entry, False


def _in_groups(outcomes: Generator[Outcome], size: int) -> Generator[list[Outcome]]:
    """Outcomes by the group; what is at hand is given even when the rest cannot be had."""
    group: list[Outcome] = []
    began = time.monotonic()
    try:
        for outcome in outcomes:
            group.append(outcome)
            if len(group) >= size or time.monotonic() - began > GATHERING:
                yield group
                group = []
                began = time.monotonic()
    finally:
        outcomes.close()
    if group:
        yield group


@contextmanager
def _locked(store: Store) -> Iterator[None]:
    if not store.local:
        yield
        return
    from filelock import FileLock, Timeout

    store.append(LOCK, b"")
    try:
        with FileLock(store.path(LOCK), timeout=0):
            yield
    except Timeout as error:
        raise UsageError(
            f"{store.path('')}: another batch is at work there; wait for it, or use another folder"
        ) from error
