"""The bar says what is so, on terminals only."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from peelextract.batch.entry import Entry, Status
from peelextract.batch.progress import Rate, in_words, shown


def entry(**fields: object) -> Entry:
    return Entry("a", "0", 1, "1", "r", Status.OK, **fields)  # type: ignore[arg-type]


def test_nothing_is_drawn_where_there_is_no_terminal() -> None:
    console = Console(file=io.StringIO())
    with shown(10, console) as observer:
        assert observer is None
    assert console.file.getvalue() == ""  # type: ignore[attr-defined]


def test_the_bar_counts_files_pages_and_failures() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120, color_system=None)
    with shown(4, console) as observer:
        assert observer is not None
        observer(entry(pages=12), unchanged=False)
        observer(entry(pages=30), unchanged=True)
        observer(entry(error={"kind": "crash", "message": ""}), unchanged=False)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "3/4 files" in text
    # The pages of a report that was left alone were not done.
    assert "12 pages" in text
    assert "1 failed" in text


def test_inputs_left_alone_do_not_flatter_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    rate = Rate()
    now = 10.0
    assert rate.left(100) is None
    rate.worked = 10
    assert rate.per_second() == 1.0
    assert rate.left(100) == 100.0
    # Half of what came was left alone: half of the rest may be too.
    rate.unchanged = 10
    assert rate.left(100) == 50.0


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (89, "89 s"), (100, "2 min"), (12_000, "3 h 20 min")]
)
def test_durations(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
