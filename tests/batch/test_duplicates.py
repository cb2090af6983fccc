"""Several sources of one report: one is chosen, the others stay on record."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.batch.functions import ORIGIN
from tests.batch.support import manifest, run, snapshot

from peelextract.batch.entry import Entry, Status, related
from peelextract.batch.inputs import Input
from peelextract.batch.ledger import Ledger
from peelextract.batch.store import Store
from peelextract.batch.task import Outcome, Task
from peelextract.batch.work import Facts

MEDIA = {"html": "text/html", "pdf": "application/pdf", "txt": "text/plain"}


def test_summary_detailed_page_and_pdf_are_one_report(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    folder = corpus(
        detailed_html="id kent\ngraded 4",
        report_pdf="id kent\ngraded 4\npages 30",
        summary_html="id kent\ngraded 1",
        other_html="id surrey",
    )
    tally = run([folder], "out")
    assert tally.done == 4
    entries = manifest(tmp_path / "out")
    assert entries["in/detailed.html"]["output"] == "reports/kent.json"
    assert entries["in/detailed.html"]["also"] == ["in/report.pdf", "in/summary.html"]
    for name in ("in/report.pdf", "in/summary.html"):
        entry = entries[name]
        assert entry["duplicate_of"] == "in/detailed.html"
        assert entry["output"].startswith("duplicates/kent.")
        assert json.loads((tmp_path / "out" / entry["output"]).read_text())["name"] == name[3:]
    assert entries["in/other.html"]["also"] == []
    assert {p.name for p in (tmp_path / "out/reports").iterdir()} == {"kent.json", "surrey.json"}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("b.txt", {"graded": 3}), ("a.html", {"graded": 2, "recommendations": 9})),
        (("b.txt", {"recommendations": 2}), ("a.html", {"statistics": 50})),
        (("b.pdf", {"statistics": 5}), ("a.html", {"statistics": 4})),
        (("b.html", {"graded": 1}), ("a.pdf", {"graded": 1})),
        (("b.pdf", {}), ("a.txt", {})),
        (("a.html", {}), ("b.html", {})),
    ],
)
def test_rank(better: tuple[str, dict[str, int]], worse: tuple[str, dict[str, int]]) -> None:
    def entry(name: str, counts: dict[str, int]) -> Entry:
        media = MEDIA[name.rpartition(".")[2]]
        return Entry(name, "0", 1, "1", "r", Status.OK, "id", media, counts=counts)

    first, second = related([entry(*worse), entry(*better)])
    assert (first.name, first.also) == (better[0], (worse[0],))
    assert (second.name, second.duplicate_of) == (worse[0], better[0])


Outcomes = Iterable[Iterable[tuple[str, Facts]]]


def digest(name: str, facts: Facts) -> str:
    return f"digest of {name}, {facts}"


def settled(store: Store, outcomes: Outcomes) -> None:
    """Put outcomes on record in this order and in these groups."""
    ledger = Ledger(store, ORIGIN)
    for group in outcomes:
        told = []
        for name, facts in group:
            data = f"{name} {facts}".encode()
            store.write(store.staged(store.key(name, digest(name, facts))), data)
            task = Task(Input(name, name), None)
            told.append(Outcome(task, digest(name, facts), 1, facts, len(data)))
        ledger.record(told)
    ledger.close()


def recorded(out: Path, outcomes: Outcomes) -> dict[str, bytes]:
    """What a ledger leaves behind."""
    settled(Store(str(out)), outcomes)
    return snapshot(out)


SOURCES = [
    ("a.html", Facts("x", "text/html", counts={"graded": 2})),
    ("a.pdf", Facts("x", "application/pdf", counts={"graded": 3})),
    ("a.txt", Facts("x", "text/plain", counts={"graded": 1})),
    ("b.html", Facts("y", "text/html")),
]


def test_the_order_in_which_sources_are_done_makes_no_difference(tmp_path: Path) -> None:
    results = [
        recorded(tmp_path / f"{i}", [[source] for source in order])
        for i, order in enumerate(itertools.permutations(SOURCES))
    ]
    assert results[0]["reports/x.json"].startswith(b"a.pdf")
    assert all(result == results[0] for result in results)
    assert recorded(tmp_path / "at once", [SOURCES]) == results[0]


NAMES = st.sampled_from(["a.html", "a.pdf", "b.html", "b.pdf", "c.txt"])
FACTS = st.builds(
    Facts,
    id=st.sampled_from(["x", "y"]),
    media_type=st.just("text/html"),
    counts=st.fixed_dictionaries({"graded": st.integers(0, 2)}),
)
ROUNDS = st.lists(
    st.lists(st.tuples(NAMES, FACTS), max_size=4, unique_by=lambda pair: pair[0]), max_size=5
)


@given(rounds=ROUNDS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_changed_input_ends_as_if_it_had_always_been_so(
    rounds: list[list[tuple[str, Facts]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However inputs change their reports and ranks, only their last state shows."""
    last: dict[str, Facts] = dict(pair for group in rounds for pair in group)
    twice: Any = recorded(tmp_path_factory.mktemp("rounds"), rounds)
    once = recorded(tmp_path_factory.mktemp("once"), [list(last.items())])
    assert twice == once


class Killed(BaseException):
    """Stands for SIGKILL: nothing after it happens."""


class MortalStore(Store):
    """Dies at the nth step, and half way through it where a step can be half done."""

    def __init__(self, address: str, steps: int) -> None:
        super().__init__(address)
        self._steps = steps

    def _step(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise Killed

    def write(self, relative: str, data: bytes) -> None:
        super().write(relative, data[: len(data) // 2])
        self._step()
        super().write(relative, data)

    def append(self, relative: str, data: bytes) -> None:
        super().append(relative, data[: len(data) // 2])
        self._step()
        super().append(relative, data[len(data) // 2 :])

    def move(self, pairs: Sequence[tuple[str, str]]) -> None:
        for pair in pairs:
            self._step()
            super().move([pair])

    def remove(self, relatives: Sequence[str]) -> None:
        for relative in relatives:
            self._step()
            super().remove([relative])


FIRST = [
    ("a.html", Facts("x", "text/html", counts={"graded": 2})),
    ("b.html", Facts("x", "text/html", counts={"graded": 1})),
    ("c.html", Facts("x", "text/html", counts={"graded": 0})),
    ("d.html", Facts("y", "text/html", counts={"graded": 0})),
]
THEN = [
    ("c.html", Facts("x", "text/html", counts={"graded": 3})),
    ("a.html", Facts("y", "text/html", counts={"graded": 1})),
    ("d.html", Facts("z", "text/html", counts={"graded": 1})),
]


def test_dying_at_any_step_costs_nothing(tmp_path: Path) -> None:
    """Primaries are overtaken, promoted and renamed; at every step of it the batch may die."""
    expected = recorded(tmp_path / "undisturbed", [FIRST, THEN])
    deaths = 0
    for steps in range(200):
        out = tmp_path / f"{steps}"
        recorded(out, [FIRST])
        try:
            settled(MortalStore(str(out), steps), [[source] for source in THEN])
        except Killed:
            deaths += 1
        # What the next run takes for done is not done again, all else is.
        ledger = Ledger(Store(str(out)), ORIGIN)
        now = dict([*FIRST, *THEN])
        todo = [(n, f) for n, f in now.items() if ledger.known(n) != digest(n, f)]
        ledger.close()
        assert recorded(out, [[source] for source in todo]) == expected, steps
        if deaths <= steps:
            break
    assert deaths > 15


def test_a_primary_that_is_overtaken_makes_way_and_comes_back(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    folder = corpus(a_html="id kent\ngraded 1", b_html="id kent\ngraded 2")
    run([folder], "out")
    before = snapshot(tmp_path / "out")
    corpus(a_html="id kent\ngraded 3")
    run([folder], "out")
    assert manifest(tmp_path / "out")["in/b.html"]["duplicate_of"] == "in/a.html"
    assert json.loads(Path("out/reports/kent.json").read_text())["name"] == "a.html"
    corpus(a_html="id kent\ngraded 1")
    run([folder], "out")
    assert snapshot(tmp_path / "out") == before


def test_a_report_id_cannot_leave_the_folder(corpus: Callable[..., str], tmp_path: Path) -> None:
    folder = corpus(a_html="id ../../evil/x")
    run([folder], "out")
    assert [p.name for p in (tmp_path / "out/reports").iterdir()] == ["..%2F..%2Fevil%2Fx.json"]
