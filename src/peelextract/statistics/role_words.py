"""What the other side of a comparison is called that its own clause tells of."""

from __future__ import annotations

from .cues import Cue
from .periods import PeriodMatch
from .phrases import Phrases
from .reading import Reading
from .sides import Sides
from .told import Teller, Told


class RoleWords:
    """Names other sides.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        sides: generic nouns.
        teller: finds earlier inspections in a clause.
    """

    def __init__(self, reading: Reading, phrases: Phrases, sides: Sides, teller: Teller) -> None:
        self._r = reading
        self._phrases = phrases
        self._sides = sides
        self._teller = teller

    def _nearer(self, cue: Cue | None, period: PeriodMatch) -> bool:
        """Whether a cue that names a time stands behind a period: nearer to the figure."""
        named = cue is not None and not cue.rule.adjacent and cue.last - cue.first > 1
        return named and cue is not None and self._r.starts[cue.first] >= period.end

    def _time(self, told: Told) -> str | None:
        """A time of any words in a clause: "in the corresponding months of 2020"."""
        r, quantity = self._r, told.quantity
        for first, last in ((quantity.last, told.last), (told.first, quantity.first)):
            for i in range(first, last):
                if r.tags[i] in ("PREP", "WITHIN"):
                    end = i + 1
                    while end < last and r.tags[end] not in ("VERB", "AUX", "BE", "PRON", "COMMA"):
                        end += 1
                    words = self._sides.stripped(i, end)
                    if self._sides.is_time(words):
                        return words
        return None

    def of(self, other: Told, role: str) -> str | None:
        """What the other side is called."""
        r = self._r
        if role == "earlier":
            if other.ago is not None:
                return self._phrases.words(*other.ago)
            cue = other.cues.get("earlier")
            if other.period is not None and not self._nearer(cue, other.period):
                return other.period.period.text
            if r.lower[other.first - 1] == "when":
                words, _ = self._sides.antecedent(other.first - 1, 0)
                if self._sides.is_time(words):
                    return words
            named = self._teller.round(other)
            if named is not None:
                return self._phrases.words(*named)
            if cue is None or cue.rule.adjacent or cue.last - cue.first < 2:
                return self._time(other)
            return self._phrases.words(cue.first, cue.last)
        cue = other.cues[role]
        first, last = cue.first, cue.last
        if role == "peer":
            while r.lower[last] in self._sides.generic and r.tags[last] == "WORD":
                last += 1
            return self._phrases.words(first, last)
        if r.lower[first] in self._sides.standards:
            return self._phrases.words(first, last)
        start = first
        while start > 0 and self._phrases.open(start - 1) and start > first - 4:
            start -= 1
        if start == first or r.lower[first - 1] in self._sides.bodies:
            return None
        return self._phrases.words(start, first)
