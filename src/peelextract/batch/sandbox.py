"""One document at a time in a process of its own, under limits that hold.

Written here because no pool we know gives all three things needed: a time limit that holds
while C code hangs, a memory limit watched from outside, and use inside a Dask worker.
``concurrent.futures`` and loky have no time limit and give up the pool when a process dies;
pebble has the first, lacks the second, and like everything built on ``multiprocessing``
cannot start below a Dask worker, which is a daemonic process.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import psutil

from ..errors import PeelextractError, WorkerError
from .child import MIB, out_of_memory
from .work import Extracted, Failure, FailureKind, Limits, Work

TICK = 0.05
"""Seconds between two looks at a worker's memory."""

START = 120.0
"""Seconds a worker may take to start."""

STARTS = 3
"""Attempts to start a worker before the batch is given up."""


class Sandbox:
    """Runs documents in a worker process, and replaces it when it dies or gets old.

    For use by one thread at a time; ``close`` may be called from any.

    Args:
        work: the per-document function; picklable.
        limits: what one document may cost.
    """

    def __init__(self, work: Work, limits: Limits) -> None:
        self._work = pickle.dumps(work, protocol=pickle.HIGHEST_PROTOCOL)
        self._limits = limits
        self._child: _Child | None = None
        self._served = 0
        self._closed = False

    def run(self, data: bytes, name: str) -> Extracted | Failure:
        """Work on one document.

        Raises:
            RulesError: the rules cannot be loaded.
            WorkerError: the worker cannot be started at all, or the sandbox is closed.
        """
        child = self._ready()
        reply = child.ask((data, name), self._limits.seconds, self._limits.mebibytes)
        self._served += 1
        if reply is _TOO_LATE:
            return Failure(
                FailureKind.TIMEOUT,
                f"not done within {self._limits.seconds:g} seconds; raise --timeout",
            )
        if reply is _TOO_LARGE:
            return out_of_memory(self._limits)
        if reply is _DEAD:
            return Failure(
                FailureKind.CRASH, f"its worker process {child.death()}; the file is suspect"
            )
        if isinstance(reply, PeelextractError):
            raise reply
        result: Extracted | Failure = reply
        if isinstance(result, Failure) and result.kind is FailureKind.MEMORY:
            child.kill()
        return result

    def close(self) -> None:
        """End the worker, in the midst of a document if need be."""
        self._closed = True
        if self._child is not None:
            self._child.kill()

    def _ready(self) -> _Child:
        old = self._child
        if old is not None and old.alive() and self._served < self._limits.files:
            return old
        if old is not None:
            old.kill()
        for _ in range(STARTS):
            if self._closed:
                raise WorkerError("the batch was stopped; run the same command to go on")
            child = self._child = _Child()
            self._served = 0
            if self._closed:
                child.kill()
            reply = child.start(self._limits, self._work)
            if reply is None:
                return child
            child.kill()
            if isinstance(reply, PeelextractError):
                raise reply
        raise WorkerError(
            f"a worker does not start: it {child.death()}; check the installation, "
            "and that --max-memory is not too small"
        )


_DEAD = object()
_TOO_LATE = object()
_TOO_LARGE = object()


class _Child:
    """A worker process and the thread that talks to it, so that talking cannot block."""

    def __init__(self) -> None:
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
            # One process a core already; numpy's threads would only get in each other's way.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._requests: SimpleQueue[tuple[bytes, ...] | None] = SimpleQueue()
        self._replies: SimpleQueue[Any] = SimpleQueue()
        Thread(target=self._talk, daemon=True).start()

    def start(self, limits: Limits, work: bytes) -> Any:
        """Hand over limits and work; the reply is None where all is well."""
        self._requests.put((pickle.dumps(limits), work))
        return self._await(START, None)

    def ask(self, request: tuple[bytes, str], seconds: float, mebibytes: int) -> Any:
        """The reply to a request, or what the worker was killed for."""
        self._requests.put((pickle.dumps(request, protocol=pickle.HIGHEST_PROTOCOL),))
        return self._await(seconds, mebibytes)

    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self._requests.put(None)
        self._process.wait()

    def death(self) -> str:
        """How the process ended, in words."""
        code = self._process.wait()
        if code == -signal.SIGKILL:
            return "was killed (SIGKILL), perhaps because the machine ran out of memory"
        if code < 0:
            with contextlib.suppress(ValueError):
                return f"died of {signal.Signals(-code).name}"
        return f"ended by itself with code {code}"

    def _await(self, seconds: float, mebibytes: int | None) -> Any:
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            with contextlib.suppress(Empty):
                return self._replies.get(timeout=max(0.0, min(TICK, left)))
            if left <= 0:
                self.kill()
                return _TOO_LATE
            if mebibytes is not None and self._resident() > mebibytes * MIB:
                self.kill()
                return _TOO_LARGE

    def _resident(self) -> int:
        try:
            resident: int = psutil.Process(self._process.pid).memory_info().rss
        except psutil.Error:
            return 0
        return resident

    def _talk(self) -> None:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            with process.stdin as requests, process.stdout as replies:
                while (messages := self._requests.get()) is not None:
                    for message in messages:
                        requests.write(message)
                    requests.flush()
                    self._replies.put(pickle.load(replies))
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            # Torn off in the middle of a message: the process is gone, or is about to be.
            process.kill()
        finally:
            # Whoever waits for a reply now, or asks just as the end comes, waits no longer.
            self._replies.put(_DEAD)
