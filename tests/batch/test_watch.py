"""What is dropped into a watched folder is done once it has settled."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from peelextract.batch.inputs import Found, Input
from peelextract.batch.watch import watch


def scripted(looks: list[dict[str, str]]) -> list[list[str]]:
    """What is handed over when each look, a settle time apart, finds these names and tokens."""
    script = iter(looks)
    rounds: list[list[str]] = []
    now = 0.0

    class Stop(Event):
        left = len(looks)

        def wait(self, timeout: float | None = None) -> bool:
            nonlocal now
            assert timeout is not None
            now += timeout
            rounds.append([])
            self.left -= 1
            if not self.left:
                self.set()
            return self.is_set()

    def find() -> Found:
        return Found(tuple(Input(n, n, token=t) for n, t in next(script).items()), 0)

    def do(inputs: Sequence[Input]) -> None:
        rounds.append([item.name for item in inputs])

    watch(find, do, Stop(), settle=2.0, clock=lambda: now)
    return [names for names in rounds if names]


def test_a_file_is_done_once_it_has_settled() -> None:
    assert scripted([{"a": "1"}, {"a": "1"}, {"a": "1"}]) == [["a"]]


def test_a_file_that_grows_is_left_until_it_stops() -> None:
    assert scripted([{"a": "1"}, {"a": "2"}, {"a": "3"}]) == []
    assert scripted([{"a": "1"}, {"a": "2"}, {"a": "3"}, {"a": "3"}]) == [["a"]]


def test_a_file_that_changes_later_is_done_again() -> None:
    looks = [{"a": "1"}, {"a": "1"}, {"a": "2"}, {"a": "2"}]
    assert scripted(looks) == [["a"], ["a"]]


def test_files_come_together_or_one_by_one() -> None:
    looks = [{"a": "1"}, {"a": "1", "b": "1", "c": "1"}, {"a": "1", "b": "1", "c": "1"}]
    assert scripted(looks) == [["a"], ["b", "c"]]


def test_a_file_that_was_taken_away_and_came_back_is_looked_at_again() -> None:
    assert scripted([{"a": "1"}, {"a": "1"}, {}, {"a": "1"}, {"a": "1"}]) == [["a"], ["a"]]


def test_what_is_not_there_yet_is_waited_for() -> None:
    assert scripted([{"gone": ""}, {"gone": ""}, {"gone": "1"}, {"gone": "1"}]) == [["gone"]]
