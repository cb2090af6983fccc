"""How fast reports are loaded, against a bare bulk load of the same rows.

    python benchmarks/load_speed.py [--reports 1000] [--like FOLDER] [--postgres URL]

The reports are made up, or copies of those in a folder, each with an id of its own. Some rounds
for each database, in one run; the best of each way is kept:

- ``read``: report files to checked rows, without a database.
- ``bare``: those rows into the same tables by the database's fastest way and nothing else: no
  look at what is there, no batches, no search.
- ``indexed``: the same, and what full-text search needs (of its own only in SQLite).
- ``load``: ``peelextract load`` from files to the end of its transaction.

The tables are there beforehand in each way. The ratios hold ``load - read``, what the writing
costs, against ``bare`` and ``indexed``. A load reads while the database works, so its ratio is
better by a tenth or two on a machine with a core to spare. On one that is busy only processor
time tells, which is of this program: a server has its own.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Table

from peelextract.report import (
    AreaForImprovement,
    DocumentKind,
    Extractor,
    Organisation,
    Question,
    Report,
    Source,
    Span,
    Statistic,
    StatisticKind,
)
from peelextract.store import tables
from peelextract.store.bulk import insert_rows
from peelextract.store.database import database_url, loading
from peelextract.store.inputs import parse, read_bytes, report_files
from peelextract.store.load import load
from peelextract.store.renditions import Incoming
from peelextract.store.rows import Row
from peelextract.store.schema import prepare
from peelextract.store.search import index

QUESTIONS = 5
FINDINGS = 20
STATISTICS = 80


def synthetic_report(number: int) -> Report:
    """A report of the size of a real one: about 110 rows, 50 kB of JSON."""
    lines: list[str] = []
    length = 0

    def place(line: str) -> int:
        nonlocal length
        start = length
        lines.append(line)
        length += len(line) + 1
        return start

    questions: list[Question] = []
    improvements: list[AreaForImprovement] = []
    statistics: list[Statistic] = []
    for q in range(QUESTIONS):
        text = f"How well does force {number} do the thing numbered {q}?"
        start = place(text)
        own = {"question_id": f"q{q}", "section": None, "rule": "benchmark"}
        for i in range(FINDINGS // QUESTIONS):
            words = f"Force {number} should improve how it supervises work of kind {q}-{i}."
            at = place(words)
            improvements.append(
                AreaForImprovement(
                    id=f"afi-{q}-{i}", text=words, span=Span(start=at, end=at + len(words)), **own
                )
            )
        for i in range(STATISTICS // QUESTIONS):
            words = f"{i + q} percent"
            sentence = f"In the year to March, {words} of cases of kind {i} had a good outcome."
            at = place(sentence) + sentence.index(words)
            statistics.append(
                Statistic(
                    id=f"st-{q}-{i}",
                    text=words,
                    span=Span(start=at, end=at + len(words)),
                    sentence=sentence,
                    kind=StatisticKind.PERCENTAGE,
                    value=i + q,
                    of=f"cases of kind {i}",
                    **own,
                )
            )
        questions.append(
            Question(
                id=f"q{q}", pillar="effectiveness", number=str(q + 1), text=text, grade=None,
                sections=[], span=Span(start=start, end=length),
            )
        )  # fmt: skip
    return Report(
        id=f"peel-2016-force-{number}",
        source=Source(
            name=f"{number}.html", media_type="text/html", sha256=f"{number:064x}", size=length
        ),
        extractor=Extractor(name="peelextract", version="0", rules="0" * 64),
        title=f"Force {number} PEEL 2016",
        programme="PEEL",
        kind=DocumentKind.PILLAR,
        cycle="2016",
        organisation=Organisation(
            id=f"force-{number % 43}", name=f"Force {number % 43}", kind="police_force"
        ),
        grade=None,
        published="2017-03-02",
        updated=None,
        pillars=[],
        questions=questions,
        causes_of_concern=[],
        recommendations=[],
        areas_for_improvement=improvements,
        practices=[],
        prose_recommendations=[],
        statistics=statistics,
        warnings=[],
        text="\n".join(lines) + "\n",
    )


def read(folder: Path) -> dict[Table, list[Row]]:
    """All rows of the reports in a folder."""
    rows: dict[Table, list[Row]] = {tables.organisations: []}
    rows |= {table: [] for table in tables.REPORT_TABLES}
    organisations: dict[str, Row] = {}
    for file in report_files([folder]):
        data, digest = read_bytes(file)
        incoming = Incoming.of(parse(file, data), digest)
        rows[tables.sources].append(incoming.source)
        for table, own in incoming.content.items():
            rows[table] += own
        if incoming.organisation:
            organisations[incoming.organisation[0]] = incoming.organisation
    rows[tables.organisations] = list(organisations.values())
    return rows


def bare(rows: dict[Table, list[Row]], address: str, *, search: bool) -> None:
    """The rows into tables that are there, in one transaction."""
    with loading(database_url(address)) as connection:
        for table, of_table in rows.items():
            insert_rows(connection, table, of_table)
        if search:
            index(connection, [row[0] for row in rows[tables.reports]])


class Spent(NamedTuple):
    """Seconds."""

    wall: float
    processor: float


def spent(work: Callable[[], object]) -> Spent:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - processor)


@contextmanager
def fresh(kind: str, postgres: str | None) -> Iterator[str]:
    """The address of a database that is not there yet, or empty."""
    if kind != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / {"sqlite": "peel.db", "duckdb": "peel.duckdb"}[kind])
        return
    from sqlalchemy import create_engine, make_url, text

    server = make_url(str(postgres)).set(drivername="postgresql+psycopg")
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA load_speed"))
    try:
        url = server.update_query_dict({"options": "-csearch_path=load_speed"})
        yield url.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA load_speed CASCADE"))
        engine.dispose()


@contextmanager
def prepared(kind: str, postgres: str | None) -> Iterator[str]:
    """The address of a database that has the tables and no rows."""
    with fresh(kind, postgres) as address:
        with loading(database_url(address)) as connection:
            prepare(connection)
        yield address


def copies(folder: Path) -> Iterator[Report]:
    """The reports of a folder over and over, each time under another id."""
    reports = [parse(path, read_bytes(path)[0]) for path in report_files([folder])]
    for number in count():
        report = reports[number % len(reports)]
        source = report.source.model_copy(update={"sha256": f"{number:064x}"})
        yield report.model_copy(update={"id": f"{report.id}-{number}", "source": source})


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--postgres", help="a server; without it PostgreSQL is left out")
    options.add_argument("--like", type=Path, help="a folder of reports, to load copies of them")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    # A load does without the garbage collector; so do the others, to compare like with like.
    gc.disable()
    made = copies(given.like) if given.like else map(synthetic_report, count())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, report in enumerate(islice(made, given.reports)):
            (folder / f"{number}.json").write_text(report.model_dump_json(by_alias=True))
        measure(folder, given.postgres, given.rounds)


def measure(folder: Path, postgres: str | None, rounds: int) -> None:
    kinds = ["sqlite", "duckdb", *(["postgresql"] if postgres else [])]
    rows = read(folder)
    total = sum(map(len, rows.values()))
    print(f"{total} rows", file=sys.stderr)
    print(
        "database\tread s\tbare s\tindexed s\tload s\trows/s\tto bare\tto indexed\tprocessor time"
    )
    for kind in kinds:
        times: dict[str, list[Spent]] = {"read": [], "bare": [], "indexed": [], "load": []}
        for _ in range(rounds):
            times["read"].append(spent(partial(read, folder)))
            for way in ("bare", "indexed"):
                with prepared(kind, postgres) as address:
                    work = partial(bare, rows, address, search=way == "indexed")
                    times[way].append(spent(work))
            with prepared(kind, postgres) as address:
                times["load"].append(spent(partial(load, [folder], address)))
        best = {way: min(each.wall for each in times[way]) for way in times}
        busy = {way: min(each.processor for each in times[way]) for way in times}
        written = best["load"] - best["read"]
        print(
            kind,
            *(f"{best[way]:.2f}" for way in times),
            f"{total / written:,.0f}",
            f"{written / best['bare']:.2f}",
            f"{written / best['indexed']:.2f}",
            f"{(busy['load'] - busy['read']) / busy['bare']:.2f}",
            sep="\t",
        )


if __name__ == "__main__":
    main()
