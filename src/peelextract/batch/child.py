"""The process that works on documents, one at a time, for a ``Sandbox``.

Requests come in on standard input and replies go out on standard output, both as pickles.
The process needs nothing else from the outside, ends when its input ends, and so outlives
its parent by no more than the document at hand.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import sys
from typing import IO, Any

from ..errors import PeelextractError, RulesError, SourceError, WorkerError
from .work import Extracted, Failure, FailureKind, Limits, Work

MIB = 1024 * 1024

GRACE = 10.0
"""Seconds beyond the time limit after which a worker that nobody has killed ends itself."""


def main() -> None:
    """Serve until standard input ends."""
    # Ctrl-C reaches the whole process group; what then happens is for the parent to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = _private_streams()
    with contextlib.suppress(BrokenPipeError, EOFError):
        limits: Limits = pickle.load(requests)
        _limit_memory(limits.mebibytes)
        work = _prepared(requests, replies)
        while work is not None:
            data, name = pickle.load(requests)
            # A parent that is alive kills much sooner; this clock needs neither it nor the
            # interpreter's lock, so that a hanging library does not keep an orphan.
            faulthandler.dump_traceback_later(limits.seconds + GRACE, exit=True)
            reply = attempt(work, data, name, limits)
            faulthandler.cancel_dump_traceback_later()
            _send(replies, reply)
            del data, reply


def attempt(work: Work, data: bytes, name: str, limits: Limits) -> Extracted | Failure | RulesError:
    """Do the work on one document; nothing it raises gets out.

    Wrong rules are no failure of the document: no other would fare better.
    """
    try:
        return work(data, name)
    except RulesError as error:
        return error
    except SourceError as error:
        return Failure(FailureKind.SOURCE, f"{error.problem}; {error.remedy}")
    except MemoryError:
        return out_of_memory(limits)
    except BaseException as error:
        text = " ".join(f"{type(error).__name__}: {error}".split())
        return Failure(
            FailureKind.EXCEPTION, f"{text[:500]}; report this, with the file, as a defect"
        )


def out_of_memory(limits: Limits) -> Failure:
    """The failure of a document that needs more memory than it may have."""
    return Failure(
        FailureKind.MEMORY,
        f"needs more than {limits.mebibytes} MiB of memory; raise --max-memory",
    )


def _prepared(requests: IO[bytes], replies: IO[bytes]) -> Work | None:
    try:
        work: Work = pickle.load(requests)
        prepare = getattr(work, "prepare", None)
        if prepare is not None:
            prepare()
    except PeelextractError as error:
        _send(replies, error)
    except MemoryError:
        _send(replies, WorkerError("a worker has too little memory to start; raise --max-memory"))
    except Exception as error:
        _send(replies, WorkerError(f"a worker does not start ({type(error).__name__}: {error})"))
    else:
        _send(replies, None)
        return work
    return None


def _private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, out of the way of libraries that read or print."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def _limit_memory(mebibytes: int) -> None:
    """Let the kernel refuse memory beyond the limit, where it can (Linux).

    The data segment is limited and not the address space, because libraries reserve address
    space they never use. Elsewhere the parent's watch on the resident size has to do.
    """
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (mebibytes * MIB, mebibytes * MIB))


def _send(replies: IO[bytes], reply: Any) -> None:
    pickle.dump(reply, replies, protocol=pickle.HIGHEST_PROTOCOL)
    replies.flush()


if __name__ == "__main__":
    main()
