"""The same on a cluster: scheduler and workers are processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

pytest.importorskip("distributed", reason="the extra dask is not installed")

from tests.batch.functions import ORIGIN, BadRules, extract
from tests.batch.support import LIMITS, manifest, run, snapshot

from peelextract.batch.dask import DaskEngine, next_done
from peelextract.batch.entry import Entry
from peelextract.batch.inputs import find_inputs
from peelextract.batch.runner import Tally, opened, run_batch
from peelextract.batch.store import Store
from peelextract.batch.task import Processor
from peelextract.errors import RulesError, UsageError, WorkerError

# The library's own: it opens sockets and event loops that outlast a test.
pytestmark = pytest.mark.filterwarnings("default")

WORKERS = 3


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and three workers, as on a real cluster: its address and their processes."""
    folder = tmp_path_factory.mktemp("dask")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
        "DASK_TEMPORARY_DIRECTORY": str(folder),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }
    address_file = folder / "scheduler.json"
    common = ["--scheduler-file", str(address_file), "--no-dashboard"]
    processes = [dask("scheduler", "--host", "127.0.0.1", "--port", "0", *common, env=environment)]
    for number in range(WORKERS):
        arguments = ["--nthreads", "1", "--name", f"w{number}", *common]
        processes.append(dask("worker", *arguments, env=environment))
    deadline = time.monotonic() + 20
    while not address_file.exists():
        assert time.monotonic() < deadline, "no scheduler came up"
        time.sleep(0.05)
    import json

    yield json.loads(address_file.read_text())["address"], [p.pid for p in processes[1:]]
    for process in reversed(processes):
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
        process.wait()


def dask(command: str, *arguments: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
    module = f"distributed.cli.dask_{command}"
    nothing = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-m", module, *arguments], env=env, stderr=nothing)


def on(address: str | None, out: str, work: object = extract, **options: object) -> Tally:
    processor = Processor(work, LIMITS, Store(out).address)  # type: ignore[arg-type]
    engine = DaskEngine(processor, address, 2)
    try:
        with opened(out, ORIGIN) as ledger:
            inputs = find_inputs(["in"]).inputs
            return run_batch(inputs, ledger, engine, **options)  # type: ignore[arg-type]
    finally:
        engine.close()


def test_a_cluster_gives_what_one_machine_gives(
    corpus: Callable[..., str], tmp_path: Path, cluster: tuple[str, list[int]]
) -> None:
    corpus(
        **{f"page-{i}_html": f"id r-{i % 8}\ngraded {i}" for i in range(16)},
        bad_html="do damaged",
        hang_html="do hang",
        crash_html="do segfault",
    )
    assert on(cluster[0], "cluster").done == 16
    run(["in"], "here")
    assert snapshot(tmp_path / "cluster") == snapshot(tmp_path / "here")
    Path("in/hang.html").unlink()
    again = on(cluster[0], "cluster")
    assert (again.done, again.unchanged) == (0, 16)


def test_nothing_is_lost_with_a_killed_worker(
    corpus: Callable[..., str], tmp_path: Path, cluster: tuple[str, list[int]]
) -> None:
    corpus(**{f"page-{i}_html": f"id r-{i}\nsleep 0.05" for i in range(60)})
    address, nannies = cluster
    killed: list[int] = []

    def kill(entry: Entry, *, unchanged: bool) -> None:
        del entry, unchanged
        # The workers themselves, each below the process that looks after it.
        workers = [c for nanny in nannies for c in psutil.Process(nanny).children() if serves(c)]
        if not killed and len(workers) > 1:
            os.kill(workers[0].pid, signal.SIGKILL)
            killed.append(workers[0].pid)

    tally = on(address, "out", observer=kill)
    assert killed
    assert tally.done == 60
    assert tally.failures == []
    assert len(list((tmp_path / "out/reports").iterdir())) == 60
    assert not psutil.pid_exists(killed[0]) or psutil.Process(killed[0]).status() == "zombie"


def test_outcomes_that_a_worker_took_along_are_waited_for_again() -> None:
    class Again:
        """Futures as they are when a worker goes between being done and being fetched."""

        def __init__(self) -> None:
            self.waiting = [SimpleNamespace(status="lost"), SimpleNamespace(status="finished")]

        def __next__(self) -> SimpleNamespace:
            return self.waiting.pop(0)

        def add(self, future: SimpleNamespace) -> None:
            future.status = "finished"
            self.waiting.append(future)

    futures: Any = Again()
    lost, done = futures.waiting
    assert [next_done(futures), next_done(futures)] == [done, lost]


def serves(process: psutil.Process) -> bool:
    return "spawn_main" in " ".join(process.cmdline())


def test_only_the_input_that_takes_workers_down_is_given_up(
    corpus: Callable[..., str],
    tmp_path: Path,
    cluster: tuple[str, list[int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What shares a group or a worker with it is done all the same."""
    monkeypatch.setattr("peelextract.batch.dask.islice", lambda tasks, _: islice(tasks, 3))
    corpus(a_html="do kill the parent", **{f"{letter}_html": "pages 1" for letter in "bcdefgh"})
    tally = on(cluster[0], "out")
    assert tally.failures == [
        ("in/a.html", "every Dask worker that had it was lost; the file is suspect")
    ]
    assert tally.done == 7
    assert manifest(tmp_path / "out")["in/a.html"]["error"]["kind"] == "crash"


def test_a_cluster_of_its_own(corpus: Callable[..., str], tmp_path: Path) -> None:
    corpus(a_html="id a", b_html="id b\nwarnings 1")
    assert on(None, "out").done == 2
    assert manifest(tmp_path / "out")["in/b.html"]["status"] == "partial"


def test_wrong_rules_are_told_as_such(
    corpus: Callable[..., str], cluster: tuple[str, list[int]]
) -> None:
    corpus(a_html="id a")
    with pytest.raises(RulesError, match="correct that entry"):
        on(cluster[0], "out", BadRules())


def test_no_scheduler(corpus: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    corpus(a_html="id a")
    monkeypatch.setattr("peelextract.batch.dask.PATIENCE", 1)
    with pytest.raises(WorkerError, match="no scheduler with workers there"):
        on("tcp://127.0.0.1:9", "out")


def test_the_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    processor = Processor(extract, LIMITS, "memory://out")
    with pytest.raises(UsageError, match=r"pip install 'peelextract\[dask\]'"):
        DaskEngine(processor, None, 1)


def test_stopping_early_leaves_the_cluster_usable(
    corpus: Callable[..., str], cluster: tuple[str, list[int]]
) -> None:
    corpus(a_html="do damaged", **{f"n{i}_html": "sleep 0.2" for i in range(30)})
    began = threading.active_count()
    tally = on(cluster[0], "out", fail_fast=True)
    assert tally.stopped
    assert tally.done < 30
    assert on(cluster[0], "out").done == 30 - tally.done
    assert threading.active_count() <= began + 5
