"""What a comparison counts: right, wrong and missed items, part by part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tally:
    """Counts of one part, with the measures they come to; a part with nothing in it is perfect."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    def __bool__(self) -> bool:
        """Whether there was anything to find, or anything found."""
        return bool(self.tp or self.fp or self.fn)

    @property
    def precision(self) -> float:
        found = self.tp + self.fp
        return self.tp / found if found else 1.0

    @property
    def recall(self) -> float:
        wanted = self.tp + self.fn
        return self.tp / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        together = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / together if together else 1.0


@dataclass(frozen=True)
class Miss:
    """One disagreement."""

    part: str
    what: str
    """``missed`` (only in the annotations), ``extra`` (only in the report), ``never`` (in the
    report, though the annotations say it has to stay out), ``misplaced`` (under another
    question), or ``wrong`` (found, with another value)."""
    words: str

    def __str__(self) -> str:
        return f"{self.part}: {self.what}: {self.words}"


@dataclass
class Scorecard:
    """The result of one report, or the sum of several."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    items: int = 0
    exact: int = 0
    """Of ``items``, those whose span gives exactly their words."""

    def count(self, part: str, *, tp: int, fp: int, fn: int) -> None:
        self.tallies[part] = Tally(tp, fp, fn)

    def note(self, part: str, what: str, words: Iterable[object]) -> None:
        self.misses += [Miss(part, what, str(w)) for w in words]

    def of(self, parts: Iterable[str]) -> Tally:
        """The counts of several parts together."""
        return sum((self.tallies.get(part, Tally()) for part in parts), Tally())


def total(cards: Iterable[Scorecard]) -> Scorecard:
    """The counts of several reports together, every item weighing the same."""
    whole = Scorecard()
    for card in cards:
        for part, tally in card.tallies.items():
            whole.tallies[part] = whole.tallies.get(part, Tally()) + tally
        whole.misses += card.misses
        whole.items += card.items
        whole.exact += card.exact
    return whole
