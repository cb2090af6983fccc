"""One bad input costs no other, however it is bad."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.batch.functions import MISDEEDS, BadRules, DiesAtStart, extract
from tests.batch.support import LIMITS, manifest, run

from peelextract.batch.child import attempt
from peelextract.batch.sandbox import Sandbox
from peelextract.batch.work import Extracted, Failure, Limits
from peelextract.errors import RulesError, WorkerError

BAD = {
    "hang": ("timeout", "not done within 1 seconds; raise --timeout"),
    "segfault": ("crash", "its worker process died of SIGSEGV; the file is suspect"),
    "exit": ("crash", "its worker process ended by itself with code 3; the file is suspect"),
    "hog": ("memory", "needs more than 256 MiB of memory; raise --max-memory"),
    "mapped hog": ("memory", "needs more than 256 MiB of memory; raise --max-memory"),
    "raise": (
        "exception",
        "ZeroDivisionError: no such quantity; report this, with the file, as a defect",
    ),
    "damaged": ("source", "the PDF cannot be parsed; get it again"),
    "quit": ("exception", "SystemExit: 0; report this, with the file, as a defect"),
}


def test_bad_inputs_between_good_ones(corpus: Callable[..., str], tmp_path: Path) -> None:
    good = {f"good-{i}_html": f"graded {i}" for i in range(6)}
    bad = {f"{kind.replace(' ', '-')}_html": f"do {kind}" for kind in BAD}
    tally = run([corpus(**good, **bad)], "out")
    assert tally.done == 6
    assert sorted(name for name, _ in tally.failures) == sorted(
        f"in/{kind.replace(' ', '-')}.html" for kind in BAD
    )
    entries = manifest(tmp_path / "out")
    for kind, (failure, message) in BAD.items():
        entry = entries[f"in/{kind.replace(' ', '-')}.html"]
        assert entry["status"] == "failed"
        assert entry["error"] == {"kind": failure, "message": message}
        assert entry["output"] is None
    assert {p.name for p in (tmp_path / "out/reports").iterdir()} == {
        f"good-{i}.json" for i in range(6)
    }


def test_what_a_library_prints_stays_out_of_the_reply() -> None:
    sandbox = Sandbox(extract, LIMITS)
    result = sandbox.run(b"do print", "a.html")
    sandbox.close()
    assert isinstance(result, Extracted)
    assert result.facts.id == "a"


def test_limits_hold_on_the_first_input_of_a_worker_and_on_later_ones() -> None:
    sandbox = Sandbox(extract, LIMITS)
    kinds = [
        result.kind if isinstance(result := sandbox.run(text, "a.html"), Failure) else "ok"
        for text in (b"id a", b"do hang", b"id a", b"do hog", b"do mapped hog", b"id a")
    ]
    sandbox.close()
    assert kinds == ["ok", "timeout", "ok", "memory", "memory", "ok"]


def test_a_document_larger_than_a_pipe_goes_both_ways() -> None:
    sandbox = Sandbox(extract, Limits(20, 512))
    text = b"id large\nbody " + b"x" * 5_000_000
    result = sandbox.run(text, "a.html")
    sandbox.close()
    assert isinstance(result, Extracted)
    assert len(result.data) > 5_000_000


def test_a_worker_is_replaced_after_its_share() -> None:

    sandbox = Sandbox(_pid, Limits(10, 512, files=3))
    workers = [sandbox.run(b"", "a") for _ in range(7)]
    sandbox.close()
    pids = [w.data for w in workers if isinstance(w, Extracted)]
    assert len(pids) == 7
    assert str(os.getpid()).encode() not in pids
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


def _pid(data: bytes, name: str) -> Extracted:  # noqa: ARG001

    return Extracted(extract(b"", "a").facts, str(os.getpid()).encode())


def test_a_worker_killed_between_two_documents_costs_none() -> None:
    import signal

    sandbox = Sandbox(_pid, LIMITS)
    first = sandbox.run(b"", "a")
    assert isinstance(first, Extracted)
    os.kill(int(first.data), signal.SIGKILL)
    time.sleep(0.1)
    second = sandbox.run(b"", "a")
    sandbox.close()
    assert isinstance(second, Extracted)
    assert second.data != first.data


def test_wrong_rules_end_the_batch_with_their_own_message(corpus: Callable[..., str]) -> None:
    with pytest.raises(RulesError, match="correct that entry"):
        run([corpus(a_html="id a")], "out", BadRules())


def test_rules_that_turn_out_wrong_at_a_document_end_the_batch_too(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    folder = corpus(a_html="id a", b_html="do find rules wrong")
    with pytest.raises(RulesError, match="correct that entry"):
        run([folder], "out", jobs=1)
    assert list(manifest(tmp_path / "out")) == ["in/a.html"]


def test_a_worker_that_never_starts_ends_the_batch(corpus: Callable[..., str]) -> None:
    with pytest.raises(WorkerError, match="ended by itself with code 7"):
        run([corpus(a_html="id a")], "out", DiesAtStart())


def test_an_input_larger_than_the_memory_limit_is_not_read(corpus: Callable[..., str]) -> None:
    folder = corpus(a_html="id a")
    with Path(folder, "b.html").open("wb") as file:
        file.truncate(257 * 1024 * 1024)
    tally = run([folder], "out")
    assert tally.failures == [("in/b.html", "it is larger than 256 MiB; raise --max-memory")]


def test_every_misdeed_that_is_an_exception_is_caught_in_the_child() -> None:
    for kind in ("raise", "damaged", "quit"):
        assert kind in MISDEEDS
        result = attempt(extract, f"do {kind}".encode(), "a.html", LIMITS)
        assert isinstance(result, Failure)
        assert (result.kind, result.message) == BAD[kind]


ORPHAN = """
from peelextract.batch import child
child.GRACE = 0.2
child.main()
"""


def test_a_hanging_worker_ends_itself_when_nobody_is_left_to_kill_it() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", ORPHAN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdin is not None
    for message in (Limits(0.2, 512), extract, (b"do hang", "a.html")):
        pickle.dump(message, process.stdin)
    process.stdin.close()
    assert process.wait(timeout=10) == 1
    assert process.stdout is not None
    process.stdout.close()


@pytest.mark.parametrize("milliseconds", [0, 1, 2, 4, 8, 30, 120, 400])
def test_closing_at_any_moment_ends_what_is_under_way(milliseconds: int) -> None:
    sandbox = Sandbox(extract, Limits(60, 512))

    def work() -> None:
        with contextlib.suppress(WorkerError):
            sandbox.run(b"do hang", "a.html")

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(milliseconds / 1000)
    sandbox.close()
    thread.join(timeout=5)
    assert not thread.is_alive()
