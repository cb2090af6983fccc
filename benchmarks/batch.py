"""What a batch gains from a second worker, and whether its memory stays bounded.

    python benchmarks/batch.py [--reports 100] [--rounds 5] [--jobs 2] [--pages FILE …]

Copies of the sample pages, each with bytes of its own, go through ``run_batch`` with one worker
and with several, in turns, so that a change in the machine's speed strikes both; the best round
of each counts. On a machine that does other things meanwhile the ratio of times is worthless;
then look at the processor time, which says what ratio there would be. Starting the workers is
measured apart. ``--engine dask`` runs the same on a local cluster.

    python benchmarks/batch.py --reports 2000 --rounds 1

shows whether memory stays where it is.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from dataclasses import dataclass
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
TIMES = ("user", "system", "children_user", "children_system")


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


def processor_seconds() -> float:
    """What this process and all below it, the ended ones too, have used so far."""
    here = psutil.Process()
    times = [process.cpu_times() for process in [here, *here.children(recursive=True)]]
    return sum(sum(getattr(spent, kind) for kind in TIMES) for spent in times)


@dataclass
class Round:
    """Seconds of wall and of processor time for all inputs, and the memory on the way."""

    wall: float
    processor: float
    memory: Memory


def measured(found: Found, engine: Engine, work: Extraction, out: Path) -> Round:
    """One round."""
    memory = Memory()
    shutil.rmtree(out, ignore_errors=True)
    with opened(str(out), work.origin) as ledger:
        spent = processor_seconds()
        began = time.perf_counter()
        tally = run_batch(found.inputs, ledger, engine, force=True, observer=memory)
        wall = time.perf_counter() - began
        spent = processor_seconds() - spent
    assert tally.done == len(found.inputs), tally
    return Round(wall, spent, memory)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
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
        rounds: dict[int, list[Round]] = {jobs: [] for jobs in engines}
        for jobs, engine in engines.items():
            few = Found(found.inputs[: 4 * jobs], 0)
            first = measured(few, engine, work, out)
            print(f"{jobs} workers: started, {len(few.inputs)} reports, {first.wall:.1f} s")
        for _ in range(arguments.rounds):
            for jobs, engine in engines.items():
                rounds[jobs].append(measured(found, engine, work, out))
                print(f"{jobs} workers: {len(found.inputs) / rounds[jobs][-1].wall:.1f} reports/s")
        for engine in engines.values():
            engine.close()
    report(rounds, arguments.jobs, arguments.reports)


def report(rounds: dict[int, list[Round]], jobs: int, reports: int) -> None:
    """Print what the rounds come to."""
    seen = rounds[jobs][-1].memory.seen
    for done in sorted(seen)[:: max(1, len(seen) // 10)]:
        parent, worker = seen[done]
        print(f"after {done} reports: parent {parent:.0f} MiB, largest worker {worker:.0f} MiB")
    one, several = (min(each.processor for each in rounds[n]) for n in (1, jobs))
    print(f"processor time a report: {one / reports * 1000:.1f} ms with 1 worker,", end=" ")
    print(
        f"{several / reports * 1000:.1f} ms with {jobs}; at best {jobs * one / several:.2f} times"
    )
    wall = min(each.wall for each in rounds[1]) / min(each.wall for each in rounds[jobs])
    print(f"{jobs} workers do {wall:.2f} times what one does")


if __name__ == "__main__":
    main()
