"""Engines: what runs the tasks of a batch, and the one for this machine."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from queue import SimpleQueue
from typing import Protocol

from .sandbox import Sandbox
from .task import Outcome, Processor, Task

AHEAD = 2
"""Tasks handed out for each worker; more would only make stopping slower."""


class Engine(Protocol):
    """Runs tasks anywhere, any number of times before it is closed."""

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """The outcomes, in the order in which they are done; each task gives one.

        Tasks are drawn as they are needed. Closing the iterator drops what is under way.

        Raises:
            PeelextractError: the batch cannot go on.
        """
        ...

    def close(self) -> None:
        """End all workers, in the midst of a document if need be."""
        ...


class LocalEngine:
    """A thread for every worker process: it reads, writes and keeps the limits.

    Args:
        processor: what to do with a task.
        jobs: number of worker processes; they are started when first needed.
    """

    def __init__(self, processor: Processor, jobs: int) -> None:
        self._processor = processor
        self._sandboxes = [Sandbox(processor.work, processor.limits) for _ in range(jobs)]
        self._free: SimpleQueue[Sandbox] = SimpleQueue()
        for sandbox in self._sandboxes:
            self._free.put(sandbox)

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """The outcomes as they are done."""
        source = iter(tasks)
        pending: list[Future[Outcome]] = []
        size = len(self._sandboxes)
        with ThreadPoolExecutor(size) as pool:
            try:
                while True:
                    for task in islice(source, size * AHEAD - len(pending)):
                        pending.append(pool.submit(self._one, task))
                    if not pending:
                        return
                    done, _ = wait(pending, return_when=FIRST_COMPLETED)
                    # Those that are done at one look come in the order of their tasks.
                    ready = [future for future in pending if future in done]
                    pending = [future for future in pending if future not in done]
                    for future in ready:
                        yield future.result()
            finally:
                if pending:
                    for future in pending:
                        future.cancel()
                    self.close()

    def close(self) -> None:
        """End all workers."""
        for sandbox in self._sandboxes:
            sandbox.close()

    def _one(self, task: Task) -> Outcome:
        sandbox = self._free.get()
        try:
            return self._processor(task, sandbox)
        finally:
            self._free.put(sandbox)
