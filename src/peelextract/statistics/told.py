"""What the clause of a figure tells of it: when it was, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .cues import Cue
from .lexicon import Lexicon
from .periods import PeriodMatch
from .quantity import Quantity
from .reading import Reading, Sentence

_BOUNDS = frozenset({"STOP", "COMMA", "DASH", "BREAK", "REL", "AND", "BUT"})
_PLANS = frozenset(
    "will would plans plan planned aims aim intends intend hopes hope expects expect wants".split()
)
_AT_HEELS = frozenset("some than of low high little".split())
_PARTING = frozenset({"STOP", "AND", "BUT", "BREAK"})
ROLES = ("earlier", "peer", "norm", "present")


@dataclass(slots=True)
class Told:
    """What the clause of a figure tells of it.

    Attributes:
        quantity: the figure.
        cues: by role.
        period: of its own clause, where it names one.
        ago: the tokens of "two years ago" in its clause.
        planned: it is to be, and is not yet.
        first: the first token of its clause.
        last: the token behind its clause.
    """

    quantity: Quantity
    cues: dict[str, Cue]
    period: PeriodMatch | None
    first: int
    last: int
    ago: tuple[int, int] | None = None
    planned: bool = False


class Teller:
    """Reads the clauses of a sentence's figures.

    Args:
        reading: the tokens.
        lexicon: words that part two clauses, beside punctuation.
    """

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._r = reading
        self._lexicon = lexicon

    def read(
        self,
        sentence: Sentence,
        quantities: list[Quantity],
        cues: list[Cue],
        periods: list[PeriodMatch],
    ) -> list[Told]:
        """What the clauses of some figures tell, in their order."""
        roles = [cue for cue in cues if cue.rule.form in ROLES]
        inside = {i for cue in roles for i in range(cue.first, cue.last)}
        told = []
        clauses = []
        for n, quantity in enumerate(quantities):
            low = quantities[n - 1].last if n else sentence.first
            high = quantities[n + 1].first if n + 1 < len(quantities) else sentence.last
            clauses.append(self._clause(quantity, low, high, inside, sentence))
        for n, (quantity, (first, last)) in enumerate(zip(quantities, clauses, strict=True)):
            low = max(quantities[n - 1].last, quantities[n - 1].noun_end) if n else -1
            period = self._period(first, last, quantity, periods, low)
            planned = self._planned(first, quantity)
            told.append(Told(quantity, {}, period, first, last, self._ago(first, last), planned))
        for cue in sorted(roles, key=self._vague):
            near = [
                (self._apart(cue, one.quantity), one)
                for one, (first, last) in zip(told, clauses, strict=True)
                if first <= cue.first and cue.last <= last
            ]
            near = [(apart, one) for apart, one in near if apart is not None]
            if near:
                one = min(near, key=lambda pair: pair[0] or 0)[1]
                one.cues.setdefault(cue.rule.form, cue)
        return told

    @staticmethod
    def _vague(cue: Cue) -> bool:
        """Whether a cue says only that a figure is an earlier one, and not when it was."""
        return cue.rule.adjacent or cue.last - cue.first < 2

    def _planned(self, first: int, quantity: Quantity) -> bool:
        return not _PLANS.isdisjoint(self._r.lower[first : quantity.first])

    def _ago(self, first: int, last: int) -> tuple[int, int] | None:
        """The tokens of "eighteen months earlier"."""
        r = self._r
        for i in range(first, last - 2):
            if r.tags[i + 1] == "TIME" and r.lower[i + 2] in self._lexicon.ago:
                return (i, i + 3) if r.tags[i] == "NUMBER" else None
        return None

    def _apart(self, cue: Cue, quantity: Quantity) -> int | None:
        """The tokens between a cue and a figure; None where it cannot speak of that figure."""
        if cue.rule.adjacent and not self._heels(cue.last, quantity):
            return None
        if cue.last <= quantity.first:
            return quantity.first - cue.last
        if cue.first < quantity.last:
            return None
        behind = self._r.tags[quantity.last : cue.first]
        if cue.rule.form == "norm" and "VERB" in behind and "BE" not in behind:
            return None  # "47 met the standard"
        return max(cue.first - max(quantity.last, quantity.noun_end), 0)

    def _openings(self, first: int, low: int, inside: set[int]) -> Iterator[int]:
        """Where phrases begin that a comma parts from a clause: "In 2016, there had been"."""
        r = self._r
        while first > low and r.tags[first - 1] == "COMMA":
            start = first - 1
            while start > low and not self._bound(start - 1, inside):
                start -= 1
            if r.tags[start - 1] == "REL" and r.tags[start - 2] == "COMMA":
                first = start - 1  # ", when it had fewer officers,"
                continue
            opens = r.tags[start] in ("PREP", "WITHIN", "DET") or self._ago(start, first - 1)
            if not opens or start == first - 1:
                return
            first = start
            yield first

    def _clause(
        self, quantity: Quantity, low: int, high: int, inside: set[int], sentence: Sentence
    ) -> tuple[int, int]:
        """The tokens of a figure's clause, between the figures beside it."""
        first, last = quantity.first, max(quantity.last, quantity.noun_end)
        while first > low and not self._bound(first - 1, inside):
            first -= 1
        if first > low and self._r.lower[first - 1] == "(":
            first -= 1
        opened = [first, *self._openings(first, low, inside)]
        parted = self._r.tags[opened[-1] - 1] in _PARTING or opened[-1] == sentence.first
        if not parted and (len(opened) < 2 or self._r.tags[opened[1] - 1] == "COMMA"):
            opened = opened[:1]
        first = opened[-1] if parted else opened[:2][-1]
        while last < high and not self._bound(last, inside):
            last += 1
        return first, last

    def _bound(self, i: int, inside: set[int]) -> bool:
        if i in inside:
            return False
        return self._r.tags[i] in _BOUNDS or self._r.lower[i] in self._lexicon.joining

    def _heels(self, i: int, quantity: Quantity) -> bool:
        """Whether nothing but determiners and qualifiers part a token and a figure."""
        r = self._r
        return i <= quantity.first and all(
            r.tags[j] in ("DET", "ADV", "OVER", "PREP") or r.lower[j] in _AT_HEELS
            for j in range(i, quantity.first)
        )

    def _period(
        self, first: int, last: int, quantity: Quantity, periods: list[PeriodMatch], low: int
    ) -> PeriodMatch | None:
        r = self._r
        start, end = r.starts[first], r.ends[last - 1]
        own = [p for p in periods if not p.loose and start <= p.start and p.end <= end]
        own = [p for p in own if not (p.due and self._planned(first, quantity))]
        behind = r.ends[max(quantity.last, quantity.noun_end) - 1]
        after = next((p for p in own if p.start >= behind), None)
        if after is not None or not own:
            return after
        # "61 in 2023/24 after a peak of 94": the year is that of the figure ahead.
        taken = low > 0 and own[-1].start - r.ends[low - 1] <= 1
        return None if taken and r.tags[quantity.first - 1] == "OF" else own[-1]

    def round(self, told: Told) -> tuple[int, int] | None:
        """The tokens of an earlier inspection in a figure's clause: "our 2013 inspection"."""
        r = self._r
        for i in range(told.first, min(told.last, told.quantity.first)):
            if r.tags[i] in ("YEAR", "FY") and r.lower[i + 1] in self._lexicon.rounds:
                return i, i + 2
        return None
