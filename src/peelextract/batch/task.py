"""What every engine does for one input: read, compare, extract in a sandbox, stage."""

from __future__ import annotations

import hashlib
import time
import zipfile
from dataclasses import dataclass
from functools import lru_cache

from .child import MIB
from .inputs import Input
from .sandbox import Sandbox
from .store import Store
from .work import Facts, Failure, FailureKind, Limits, Work


@dataclass(frozen=True, slots=True)
class Task:
    """An input, and the digest it had when its result was recorded (None: do it anyway)."""

    input: Input
    known: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task.

    Attributes:
        task: what was to be done.
        sha256: digest of the input's bytes, or None where they could not be had.
        size: of the input, bytes.
        result: the facts of the report, what went wrong, or None where the input has not
            changed and so was not worked on.
        staged_size: of the report's JSON in the staging folder, bytes.
        seconds: of wall time, reading and writing included.
    """

    task: Task
    sha256: str | None
    size: int
    result: Facts | Failure | None
    staged_size: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Processor:
    """The same for every input of a batch; picklable, so that it can travel.

    Attributes:
        work: the per-document function.
        limits: what one input may cost.
        out: address of the output folder.
    """

    work: Work
    limits: Limits
    out: str

    def __call__(self, task: Task, sandbox: Sandbox) -> Outcome:
        """Do one input; whatever is wrong with it is in the outcome.

        Raises:
            OutputError: the report cannot be written.
            RulesError: the rules cannot be loaded.
            WorkerError: no worker process can be started.
        """
        began = time.monotonic()
        data = _bytes_of(task.input, self.limits.mebibytes * MIB)
        if isinstance(data, Failure):
            return Outcome(task, None, 0, data)
        digest = hashlib.sha256(data).hexdigest()
        if digest == task.known:
            return Outcome(task, digest, len(data), None)
        result = sandbox.run(data, task.input.filename)
        if isinstance(result, Failure):
            return Outcome(task, digest, len(data), result, 0, time.monotonic() - began)
        store = _store(self.out)
        store.write(store.staged(store.key(task.input.name, digest)), result.data)
        seconds = time.monotonic() - began
        return Outcome(task, digest, len(data), result.facts, len(result.data), seconds)


@lru_cache(maxsize=4)
def _store(address: str) -> Store:
    return Store(address)


def _bytes_of(item: Input, limit: int) -> bytes | Failure:
    import fsspec

    if item.problem is not None:
        return item.problem
    try:
        if item.member is not None:
            with _archive(item.address, item.token).open(item.member) as file:
                data = file.read(limit + 1)
        else:
            with fsspec.open(item.address, "rb") as file:
                data = file.read(limit + 1)
    # What a file system raises when it is out of reach is its own affair.
    except Exception as error:
        text = " ".join(f"{error}".split()) or type(error).__name__
        return Failure(FailureKind.UNREADABLE, f"it cannot be read ({text}); check the file")
    if len(data) > limit:
        return Failure(
            FailureKind.MEMORY, f"it is larger than {limit // MIB} MiB; raise --max-memory"
        )
    return bytes(data)


@lru_cache(maxsize=4)
def _archive(address: str, _token: str) -> zipfile.ZipFile:
    """An archive held open, because its directory is read anew at every opening."""
    import fsspec

    return zipfile.ZipFile(fsspec.open(address, "rb").open())
