"""What a batch gains from a second worker, and whether its memory stays bounded.

    python benchmarks/batch.py [--reports 2000] [--jobs 2] [--engine dask] [--pages FILE …]

Every report at hand (samples, test fixtures, and what lies in ``../shared``) is copied until
there are enough, each copy with bytes of its own, and pages and texts with new words too, so that
a vocabulary that is never emptied shows. All copies go through ``run_batch`` with one worker and
with several, chunk by chunk in turns, so that a change in the machine's speed strikes both.

Three ratios of throughput are told: of wall time, over all chunks and in the best one, and of
processor time, which says what a machine that does nothing else would give. Starting the workers
is measured apart.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from peelextract.batch.engine import Engine, LocalEngine
from peelextract.batch.entry import Entry
from peelextract.batch.extraction import Extraction
from peelextract.batch.inputs import REPORTS, Input, find_inputs
from peelextract.batch.ledger import Ledger
from peelextract.batch.runner import opened, run_batch
from peelextract.batch.sandbox import Sandbox
from peelextract.batch.store import Store
from peelextract.batch.task import Processor
from peelextract.batch.work import Extracted, Limits

ROOT = Path(__file__).parents[1]
CORPUS = (ROOT / "samples", ROOT / "tests/fixtures/reports", ROOT.parent / "shared")
MIB = 1024 * 1024
TIMES = ("user", "system", "children_user", "children_system")
CHUNK = 100
NEW_WORDS = 200
ABC = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Side:
    """One number of workers.

    Attributes:
        ledger: of its output folder.
        wall, processor: seconds, by chunk.
        pids: of its workers.
        memory: resident MiB of each worker, by the reports done.
    """

    jobs: int
    engine: Engine
    ledger: Ledger
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    pids: set[int] = field(default_factory=set)
    memory: dict[int, list[float]] = field(default_factory=dict)


def reports(folders: Iterable[Path], work: Extraction) -> list[Path]:
    """The files below folders that give a report."""
    # In a process of its own, so that this one's memory is that of a batch.
    sandbox = Sandbox(work, Limits())
    try:
        return [
            path
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.suffix in REPORTS
            and isinstance(sandbox.run(path.read_bytes(), path.name), Extracted)
        ]
    finally:
        sandbox.close()


def copies(folder: Path, pages: Sequence[Path], number: int) -> tuple[Input, ...]:
    """As many files, no two alike."""
    chance = random.Random(0)
    for count in range(number):
        page = pages[count % len(pages)]
        words = " ".join(
            "".join(chance.choices(ABC, k=chance.randint(4, 12))) for _ in range(NEW_WORDS)
        )
        mark = {
            ".pdf": f"\n% {count}\n",
            ".txt": f"\n\nIt mentioned {words}.\n",
        }.get(page.suffix, f"\n<p>It mentioned {words}.</p>\n")
        (folder / f"{count:05}{page.suffix}").write_bytes(page.read_bytes() + mark.encode())
    return find_inputs([str(folder)]).inputs


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


def do(side: Side, chunk: Sequence[Input], others: set[int]) -> None:
    """One chunk; ``others`` are the processes of the other side."""

    def checked(entry: Entry, *, unchanged: bool) -> None:
        assert entry.error is None, entry
        assert not unchanged, entry

    spent, began = processor_seconds(), time.perf_counter()
    run_batch(chunk, side.ledger, side.engine, force=True, observer=checked)
    side.wall.append(time.perf_counter() - began)
    side.processor.append(processor_seconds() - spent)
    workers = [each for each in psutil.Process().children() if each.pid not in others]
    side.pids = {each.pid for each in workers}
    done = len(side.wall) * len(chunk)
    side.memory[done] = [each.memory_info().rss / MIB for each in workers]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engine", choices=["local", "dask"], default="local")
    parser.add_argument("--pages", type=Path, nargs="*", help="instead of all reports at hand")
    given = parser.parse_args()
    work = Extraction.of()
    pages = given.pages or reports(CORPUS, work)
    print(f"{given.reports} copies of {len(pages)} reports")
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as held:
        (folder := Path(temporary, "in")).mkdir()
        inputs = copies(folder, pages, given.reports)
        sides = []
        for jobs in (1, given.jobs):
            out = str(Path(temporary, f"out-{jobs}"))
            # A worker that is never replaced has to show what it does not give back.
            limits = Limits(files=given.reports + CHUNK)
            engine = engine_of(given.engine, Processor(work, limits, Store(out).address), jobs)
            held.callback(engine.close)
            sides.append(Side(jobs, engine, held.enter_context(opened(out, work.origin))))
        measure(sides, inputs)
    tell(*sides)


def measure(sides: list[Side], inputs: Sequence[Input]) -> None:
    """Chunk by chunk, each side in turn; the first ones start the workers and do not count."""
    one, several = sides
    here = psutil.Process()
    for number, start in enumerate([0, *range(0, len(inputs), CHUNK)]):
        chunk = inputs[start : start + CHUNK]
        do(one, chunk, several.pids)
        do(several, chunk, one.pids)
        if number == 0:
            for side in sides:
                print(
                    f"{side.jobs} workers, start and {len(chunk)} reports: {side.wall.pop():.1f} s"
                )
                side.processor.clear()
                side.memory.clear()
            continue
        done = start + len(chunk)
        if done == CHUNK or done % (5 * CHUNK) == 0 or done == len(inputs):
            workers = ", ".join(f"{size:.0f}" for side in sides for size in side.memory[done])
            print(
                f"after {done}: parent {here.memory_info().rss / MIB:.0f} MiB, "
                f"workers {workers} MiB; {len(chunk) / several.wall[-1]:.1f} reports/s",
                flush=True,
            )


def tell(one: Side, several: Side) -> None:
    """Print what the chunks come to."""
    wall = sum(one.wall) / sum(several.wall)
    chunks = [a / b for a, b in zip(one.wall, several.wall, strict=True)]
    processor = several.jobs * sum(one.processor) / sum(several.processor)
    print(f"{several.jobs} workers do, of what one does, by wall time {wall:.2f} times")
    print(f"(chunks: median {median(chunks):.2f}, best {max(chunks):.2f}),")
    print(f"by processor time {processor:.2f} times at best")


if __name__ == "__main__":
    main()
