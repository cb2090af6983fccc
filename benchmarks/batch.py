"""What a batch gains from a second worker, and whether its memory stays bounded.

    python benchmarks/batch.py [--reports 400] [--jobs 2] [--pages FILE …]

Copies of the sample pages, each made different so that none is a duplicate, go through
``run_batch`` with one worker and with several, in turns, so that a change in the machine's
speed strikes both; the best round of each counts. Starting the workers is measured apart.
``--engine dask`` runs the same on a local cluster.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import psutil

from peelextract.batch.engine import Engine, LocalEngine
from peelextract.batch.entry import Entry
from peelextract.batch.extraction import Extraction
from peelextract.batch.inputs import Found, find_inputs
from peelextract.batch.runner import opened, run_batch
from peelextract.batch.store import Store
from peelextract.batch.task import Processor
from peelextract.batch.work import Limits

SAMPLES = Path(__file__).parents[1] / "samples"
MIB = 1024 * 1024


class Memory:
    """The resident sizes of this process and of its largest worker, as inputs are done."""

    def __init__(self) -> None:
        self.seen: dict[int, tuple[float, float]] = {}
        self._done = 0

    def __call__(self, entry: Entry, *, unchanged: bool) -> None:
        del unchanged
        assert entry.error is None, entry
        self._done += 1
        if self._done % 100 == 0:
            here = psutil.Process()
            workers = [child.memory_info().rss for child in here.children()]
            self.seen[self._done] = (here.memory_info().rss / MIB, max(workers) / MIB)


def corpus(folder: Path, pages: list[Path], reports: int) -> Found:
    """Copies of pages; a comment at the end makes each one's bytes its own."""
    for number in range(reports):
        page = pages[number % len(pages)]
        copy = folder / f"{number:05}{page.suffix}"
        mark = f"%{number}\n" if page.suffix == ".pdf" else f"<!-- {number} -->\n"
        copy.write_bytes(page.read_bytes() + mark.encode())
    return find_inputs([str(folder)])


def engine_of(name: str, processor: Processor, jobs: int) -> Engine:
    if name == "dask":
        from peelextract.batch.dask import DaskEngine

        return DaskEngine(processor, None, jobs)
    return LocalEngine(processor, jobs)


def measured(found: Found, engine: Engine, work: Extraction, out: Path) -> tuple[float, Memory]:
    """Seconds for all inputs, workers being warm."""
    memory = Memory()
    shutil.rmtree(out, ignore_errors=True)
    with opened(str(out), work.origin) as ledger:
        began = time.perf_counter()
        tally = run_batch(found.inputs, ledger, engine, force=True, observer=memory)
        seconds = time.perf_counter() - began
    assert tally.done == len(found.inputs), tally
    return seconds, memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engine", choices=["local", "dask"], default="local")
    parser.add_argument("--pages", type=Path, nargs="*", default=sorted(SAMPLES.glob("*.html")))
    arguments = parser.parse_args()
    work = Extraction.of()
    with tempfile.TemporaryDirectory() as temporary:
        inputs, out = Path(temporary, "in"), Path(temporary, "out")
        inputs.mkdir()
        found = corpus(inputs, arguments.pages, arguments.reports)
        engines = {
            jobs: engine_of(
                arguments.engine, Processor(work, Limits(), Store(str(out)).address), jobs
            )
            for jobs in (1, arguments.jobs)
        }
        best: dict[int, float] = {}
        for jobs, engine in engines.items():
            few = Found(found.inputs[: 4 * jobs], 0)
            seconds, _ = measured(few, engine, work, out)
            print(f"{jobs} workers started and {len(few.inputs)} reports done in {seconds:.1f} s")
        for _ in range(arguments.rounds):
            for jobs, engine in engines.items():
                seconds, memory = measured(found, engine, work, out)
                best[jobs] = min(seconds, best.get(jobs, seconds))
                print(f"{jobs} workers: {len(found.inputs) / seconds:.1f} reports a second")
        for engine in engines.values():
            engine.close()
        for done in sorted(memory.seen)[:: max(1, len(memory.seen) // 5)]:
            parent, worker = memory.seen[done]
            print(f"after {done} reports: parent {parent:.0f} MiB, worker {worker:.0f} MiB")
        ratio = best[1] / best[arguments.jobs]
        print(f"{arguments.jobs} workers do {ratio:.2f} times what one does")
        each = best[arguments.jobs] / arguments.reports * arguments.jobs * 1000
        print(f"one report takes {each:.1f} ms of a worker")


if __name__ == "__main__":
    main()
