"""No part of any report falls below its floor, and floors fall on demand only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.accuracy.cli import PAGE
from benchmarks.accuracy.corpus import Case, Result, own_cases
from benchmarks.accuracy.floors import Floors, breaches, raised, read_floors, write_floors
from benchmarks.accuracy.page import page
from benchmarks.accuracy.tables import PARTS
from benchmarks.accuracy.tally import Scorecard, Tally
from hypothesis import given
from hypothesis import strategies as st

CASES = own_cases()
CASE = Case(Path("wessex.html"), Path("wessex.gold.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_part_falls_below_its_floor(case: Case, scored: Callable[[Case], Result]) -> None:
    tallies = scored(case).card.tallies
    assert breaches(case.name, tallies, read_floors()) == []


def test_floors_are_of_reports_there_are() -> None:
    assert set(read_floors()) == {case.name for case in CASES}


def test_the_page_on_accuracy_gives_what_is_measured(scored: Callable[[Case], Result]) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page([scored(case) for case in CASES]), (
        "write it anew: python -m benchmarks.accuracy --write"
    )


def result(**tallies: Tally) -> Result:
    return Result(CASE, "PEEL 2016 HTML", Scorecard(dict(tallies)))


def test_a_fall_a_loss_and_a_new_part_are_breaches() -> None:
    floors: Floors = {"wessex.html": {"grades": 0.9, "sections": 0.5, "practices": 1.0}}
    tallies = {"grades": Tally(8, 2, 0), "sections": Tally(5, 5, 5), "pillars": Tally(1, 0, 0)}
    assert breaches("wessex.html", tallies, floors) == [
        "wessex.html: practices: is not scored any more",
        "wessex.html: grades: 0.8888 is below its floor 0.9",
        "wessex.html: pillars: has no floor yet; run with --raise-floors",
    ]
    [unknown] = breaches("mercia.html", tallies, floors)
    assert unknown == "mercia.html: has no floors yet; run with --raise-floors"


def test_floors_rise_and_do_not_fall_unless_that_is_allowed() -> None:
    floors: Floors = {"wessex.html": {"grades": 0.9, "sections": 0.4}, "gone.html": {"grades": 1.0}}
    now = [result(grades=Tally(8, 2, 0), sections=Tally(1, 0, 0), pillars=Tally(0, 1, 0))]
    assert raised(floors, now, allow_lower=False) == {
        "wessex.html": {"grades": 0.9, "sections": 1.0, "pillars": 0.0},
        "gone.html": {"grades": 1.0},
    }
    assert raised(floors, now, allow_lower=True) == {
        "wessex.html": {"grades": 0.8888, "sections": 1.0, "pillars": 0.0}
    }


counts = st.integers(0, 500)
tallies = st.dictionaries(st.sampled_from(PARTS), st.builds(Tally, counts, counts, counts))


@given(tallies, tallies)
def test_what_was_reached_breaches_no_floor(
    before: dict[str, Tally], now: dict[str, Tally]
) -> None:
    floors = raised({}, [result(**before)], allow_lower=False)
    assert breaches("wessex.html", before, floors) == []
    higher = raised(floors, [result(**now)], allow_lower=False)["wessex.html"]
    assert all(higher[part] >= value for part, value in floors["wessex.html"].items())


def test_floors_are_kept_in_order(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert read_floors(path) == {}
    floors: Floors = {"b.html": {"statistics": 0.5, "identity": 1.0}, "a.html": {}}
    write_floors(floors, path)
    again = read_floors(path)
    assert again == floors
    assert [*again] == ["a.html", "b.html"]
    assert [*again["b.html"]] == ["identity", "statistics"]
