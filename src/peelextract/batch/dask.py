"""The same work on a Dask cluster; needs the extra ``dask``.

Dask was chosen over Ray and Spark for its weight: pure Python, a tenth of their size on disk,
and no slower for tasks of this length.

Each Dask worker runs the tasks in sandboxes of its own, so that the limits hold there too and
a document that crashes does not take the Dask worker with it. When a whole Dask worker is
lost, the scheduler gives its tasks to others; a task is the same wherever and however often
it runs. Inputs and outputs are read and written by the workers, never sent through the
scheduler, so both have to lie where every worker reaches them.
"""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..errors import PeelextractError, UsageError, WorkerError
from .sandbox import Sandbox
from .task import Outcome, Processor, Task
from .work import Failure, FailureKind

if TYPE_CHECKING:
    from distributed import Future, as_completed

AHEAD = 3
"""Groups of tasks handed out for each worker thread, to cover the way to the scheduler."""

GROUP = 8
"""Most tasks sent as one. The scheduler and this process take some 3 ms for whatever they send,
which would keep no more than 25 workers busy with one report at a time."""

PATIENCE = 60
"""Seconds to wait for a scheduler and its first worker."""


class DaskEngine:
    """Runs tasks on a cluster.

    Args:
        processor: what to do with a task.
        scheduler: its address, ``tcp://host:8786``; None starts a cluster on this machine.
        jobs: number of workers of such a cluster.

    Raises:
        UsageError: the extra is not installed.
        WorkerError: the scheduler cannot be reached, or has no workers.
    """

    def __init__(self, processor: Processor, scheduler: str | None, jobs: int) -> None:
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise UsageError(
                "the engine dask is not installed; run: pip install 'peelextract[dask]'"
            ) from error
        self._batch = pickle.dumps(processor)
        self._cluster: Any = None
        if scheduler is None:
            self._cluster = LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address="127.0.0.1:0"
            )
        try:
            self._client = Client(self._cluster or scheduler, timeout=PATIENCE)
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise WorkerError(
                f"{scheduler}: no scheduler with workers there; start them, or check the address"
            ) from error
        self._threads = 0
        self._counted = 0.0

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """The outcomes as they are done."""
        from distributed import as_completed

        source = iter(tasks)
        suspects: list[Task] = []
        running: dict[Any, list[Task]] = {}
        futures = as_completed([])
        sent = 0

        def send(group: list[Task]) -> None:
            future = self._client.submit(_on_worker, self._batch, group, pure=False)
            running[future.key] = group
            futures.add(future)

        def hand_out() -> None:
            nonlocal sent
            threads = self._threads_now()
            while len(running) < threads * AHEAD:
                # One by one at first, so that a small batch spreads over all workers.
                group = list(islice(source, min(GROUP, 1 + sent // (threads * GROUP))))
                if not group:
                    return
                sent += len(group)
                send(group)

        try:
            hand_out()
            while running:
                future = next_done(futures)
                group = running.pop(future.key)
                outcomes = self._outcomes(future)
                if outcomes is None:
                    suspects += group
                else:
                    yield from outcomes
                hand_out()
            # Whatever was waiting at a worker that was lost counts as lost with it. Only with
            # nothing else about is it certain which of them takes workers down.
            for task in suspects:
                send([task])
                alone = next_done(futures)
                del running[alone.key]
                yield from self._outcomes(alone) or [_given_up(task)]
        finally:
            if running:
                self._client.cancel(list(futures.futures))

    def close(self) -> None:
        """Let the cluster go; one that was started here ends."""
        try:
            if self._cluster is None:
                self._client.run(_leave, self._batch, on_error="ignore")
            self._client.close()
        except (OSError, TimeoutError):
            # The scheduler is gone, and what it held with it.
            return
        if self._cluster is not None:
            self._cluster.close()

    def _threads_now(self) -> int:
        """Threads of the cluster; workers may come and go meanwhile."""
        if time.monotonic() - self._counted > 5:
            self._threads = max(1, sum(self._client.nthreads().values()))
            self._counted = time.monotonic()
        return self._threads

    def _outcomes(self, future: Future[list[Outcome]]) -> list[Outcome] | None:
        """What became of a group; None: worker after worker was lost while they had it."""
        from distributed import KilledWorker

        if future.status == "finished":
            outcomes: list[Outcome] = future.result()
            return outcomes
        if future.status != "error":
            raise WorkerError("the scheduler was lost; run the same command to go on")
        error = future.exception()
        if isinstance(error, PeelextractError):
            raise error
        if isinstance(error, KilledWorker):
            return None
        raise WorkerError(f"a worker does not work ({type(error).__name__}: {error})") from error


def next_done(futures: as_completed) -> Future[list[Outcome]]:
    """The next group that is done, and whose outcomes are still there.

    A worker that is lost takes outcomes along that nobody had fetched; the scheduler has them
    made again, and the future is done a second time.
    """
    while True:
        future: Future[list[Outcome]] = next(futures)
        if future.status not in ("lost", "pending"):
            return future
        futures.add(future)


def _given_up(task: Task) -> Outcome:
    message = "every Dask worker that had it was lost; the file is suspect"
    return Outcome(task, None, 0, Failure(FailureKind.CRASH, message))


@dataclass(slots=True)
class _Seat:
    """What a thread of a Dask worker works with."""

    batch: bytes
    processor: Processor
    sandbox: Sandbox


_seats: dict[int, _Seat] = {}


def _on_worker(batch: bytes, group: list[Task]) -> list[Outcome]:
    """Do tasks in the sandbox of this thread of a Dask worker.

    Args:
        batch: the pickled processor; the sandbox stays while it stays the same.
        group: what to do.
    """
    thread = threading.get_ident()
    seat = _seats.get(thread)
    if seat is None or seat.batch != batch:
        if seat is not None:
            seat.sandbox.close()
        processor: Processor = pickle.loads(batch)
        seat = _Seat(batch, processor, Sandbox(processor.work, processor.limits))
        _seats[thread] = seat
    return [seat.processor(task, seat.sandbox) for task in group]


def _leave(batch: bytes) -> None:
    """End the sandboxes of a batch on a Dask worker; those of other batches go on."""
    for thread, seat in list(_seats.items()):
        if seat.batch == batch:
            del _seats[thread]
            seat.sandbox.close()
