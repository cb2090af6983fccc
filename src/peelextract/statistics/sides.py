"""The other side of a comparison: its value, and the words that say what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..report.statistic import StatisticKind
from ..rules.statistics import ComparisonRules
from .lexicon import Lexicon
from .likeness import alike
from .phrases import Phrases
from .quantity import Quantity, seconds_in
from .reading import Reading

_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = frozenset({"STOP", "COMMA", "REL", "BREAK", "DASH"})
_LEADING = frozenset({"PREP", "OF", "TO", "BE", "AUX", "PRON", "OVER"})
_CLAUSE_PREPOSITIONS = frozenset("in for at across by from among amongst of throughout".split())
_PARTING = frozenset("STOP BE VERB AUX REL BREAK YEAR FY MONTH BUT BETWEEN".split())
_JOINED = 9
"""Tokens between two figures that are joined."""
_JOINING = frozenset("when while but because although though if unless whereas".split())
_ELSEWHERE = frozenset("nationally elsewhere regionally countrywide".split())
_REACH = 14


@dataclass(frozen=True, slots=True)
class Side:
    """The other side of a comparison.

    Attributes:
        value: its figure, where it has one.
        words: what it is, where said.
        end: the token behind it.
    """

    value: Quantity | None
    words: str | None
    end: int


class Sides:
    """Reads other sides in one reading.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        lexicon: time words.
        rules: generic nouns.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, lexicon: Lexicon, rules: ComparisonRules
    ) -> None:
        self._r = reading
        self._phrases = phrases
        self._lexicon = lexicon
        self.generic = frozenset(rules.generic)
        self.standards = frozenset(rules.standards)
        self.bodies = frozenset(rules.bodies)
        self.others = self.standards | frozenset(
            word for name in (*rules.comparators, *rules.norms) for word in name.split()
        )

    def read(self, i: int, stop: int, starts: dict[int, Quantity], own: Quantity) -> Side:
        """The side that starts at a token.

        Args:
            i: the token behind the cue.
            stop: the token behind the sentence.
            starts: the sentence's quantities by their first token.
            own: the figure compared.
        """
        r = self._r
        j = i
        value: Quantity | None = None
        while j < min(stop, i + _REACH):
            quantity = starts.get(j)
            if quantity is not None and quantity.difference:
                break  # "betters the figure for England by 3.9 points"
            if quantity is not None:
                if alike(quantity, own) and not self.in_time(quantity):
                    value = quantity
                    break
                j = quantity.last
                continue
            if r.lower[j] == "(" and (behind := self._bracket(j, starts)) is not None:
                j = behind
                continue
            if r.tags[j] in ("STOP", "COMMA", "REL", "BREAK", "DASH"):
                break
            if r.tags[j] == "AND" and r.tags[j + 1] in ("VERB", "AUX", "BE", "PRON"):
                break
            j += 1
        if value is None:
            words, end = self.tail(i, stop)
            bracketed = starts.get(end + 1) if r.lower[end] == "(" else None
            if bracketed is not None and alike(bracketed, own):
                return Side(bracketed, words, bracketed.last)
            return Side(None, words, max(end, j))
        before = self.stripped(i, value.first)
        start = self._behind(value)
        after, end = self.behind(start, stop)
        if before and not self._only_generic(before):
            return Side(value, before, end)
        return Side(value, after or before, end)

    def _bracket(self, i: int, starts: dict[int, Quantity]) -> int | None:
        """Behind "(excluding London)" in "the rate (excluding London) of 5.2"."""
        for j in range(i + 1, i + 12):
            if self._r.lower[j] == ")":
                return j + 1 if self._r.tags[j + 1] == "OF" else None
            if j in starts or self._r.tags[j] == "BREAK":
                return None
        return None

    def behind(self, i: int, stop: int) -> tuple[str | None, int]:
        """The words behind a value, past "which we see in" and "reported by"."""
        r = self._r
        if r.tags[i] == "COMMA" and r.tags[i + 1] == "DET" and self._names(i + 2, stop):
            return self.tail(i + 1, stop)  # "0.4, the average for similar forces"
        if r.lower[i] == "when":
            return self.when(i, stop)
        if r.tags[i] in ("REL", "PRON") or (
            r.lower[i] == "that" and r.lower[i + 1] not in self.standards
        ):
            noun = self._phrases.open(i + 1) or r.tags[i + 1] == "DET"
            if noun and r.tags[i] != "PRON":
                return self._agent(i + 1, stop)
            for j in range(i + 1, min(i + 7, stop)):
                if r.tags[j] in ("STOP", "COMMA", "BREAK"):
                    break
                if r.lower[j] in _ELSEWHERE:
                    return self._phrases.words(j, j + 1), j + 1
                if r.lower[j] in _CLAUSE_PREPOSITIONS:
                    return self.tail(j, stop)
            return None, i
        if self._phrases.open(i) and r.lower[i + 1] in _CLAUSE_PREPOSITIONS:
            return self.tail(i + 1, stop)
        words, end = self.tail(i, stop)
        if r.tags[end] == "REL" and end > i:
            # "4.6% of people who live in the county": the clause is what tells them apart.
            end = min(self._phrases.clause(end), stop)
            words = self._phrases.words(self._start(i), end)
        return words, end

    def _names(self, i: int, stop: int) -> bool:
        """Whether a phrase says what a figure is: "average for", "England and Wales rate"."""
        known = {"average", "mean", "median", "rate", "figure"} | self.standards
        for j in range(i, min(i + 5, stop)):
            if self._r.lower[j] in known:
                return True
            if not self._phrases.open(j) and self._r.tags[j] != "AND":
                return False
        return False

    def _agent(self, i: int, stop: int) -> tuple[str | None, int]:
        """The subject of a clause: "that forces in England and Wales achieved"."""
        r = self._r
        first = i + 1 if r.tags[i] == "DET" else i
        for j in range(first + 1, min(first + 9, stop)):
            verb = r.tags[j] in ("VERB", "AUX", "BE") or r.lower[j].endswith("ed")
            if r.tags[j] in _ENDS or verb:
                return self._phrases.words(first, j), j
        return None, i

    def antecedent(self, i: int, stop: int) -> tuple[str | None, int]:
        """The words that a clause opened by "when" or "where" at a token speaks of.

        They stand behind the last preposition ahead of it: "since 2016, when", "in Kent, where".
        The second value is the first of their tokens.
        """
        r = self._r
        last = i - 1 if r.tags[i - 1] in ("COMMA", "DASH") else i
        for j in range(last - 1, max(last - 10, stop) - 1, -1):
            if r.tags[j] in ("STOP", "COMMA", "BREAK", "REL", "VERB"):
                break
            ahead = r.tags[j] in ("PREP", "OVER") or r.lower[j] in ("since", "than")
            if ahead and j < last - 1:
                words = self.stripped(j + 1, last)
                return words, j + 1
        return None, i

    def when(self, i: int, stop: int) -> tuple[str | None, int]:
        """The time of "when it last revised its criteria in 2016"; the clause has no other."""
        r = self._r
        end = i + 1
        while end < min(i + 12, stop) and r.tags[end] not in ("STOP", "COMMA", "BREAK", "DASH"):
            end += 1
        for j in range(i + 1, end):
            if r.tags[j] in ("YEAR", "FY"):
                first = j - 1 if r.tags[j - 1] == "MONTH" else j
                return self._phrases.words(first, j + 1), end
        return (self._phrases.words(i, end), end) if end > i + 2 else (None, i)

    def _start(self, i: int) -> int:
        while self._r.tags[i] in _LEADING:
            i += 1
        return i

    def _behind(self, value: Quantity) -> int:
        """The token behind a value and its unit."""
        r = self._r
        i = max(value.last, value.noun_end)
        if r.tags[i] == "PER" or (r.lower[i] == "for" and r.lower[i + 1] in ("each", "every")):
            i += 1
            while r.tags[i] in ("NUMBER", "WORD", "DET") and r.lower[i] != "across":
                i += 1
        return i

    def stripped(self, first: int, last: int) -> str | None:
        """Words without the determiners ahead and the "of" behind."""
        r = self._r
        while first < last and r.tags[first] in ("DET", "PREP", "ADV", "OF"):
            first += 1
        while last > first and (
            r.tags[last - 1] in ("OF", "PREP", "BE", "DET", "ADV", "OVER", "AUX", "TO")
        ):
            last -= 1
        return self._phrases.words(first, last) if last > first else None

    def _only_generic(self, words: str) -> bool:
        return all(word in self.generic for word in words.lower().split())

    def tail(self, i: int, stop: int, strip: bool = False) -> tuple[str | None, int]:
        """The words from a token to the end of its phrase, and the token behind them.

        Prepositions ahead are left out, and so is "we found in" ahead of a time.
        """
        r = self._r
        if r.lower[i] in ("where", "what") and r.tags[i + 1] == "PRON":
            i += 2  # "from where it stood before the pandemic"
            while r.tags[i] in ("BE", "AUX") or r.lower[i] == "stood":
                i += 1
        while i < stop and (
            r.tags[i] in _LEADING
            or (r.tags[i] == "VERB" and r.tags[i - 1] in ("PRON", "BE", "AUX"))
        ):
            i += 1
        told = r.tags[i + 1] in ("OF", "PREP") or r.lower[i + 1] in self.standards
        if r.lower[i] == "that" and not told:
            return None, i
        if strip and r.tags[i] == "DET":
            i += 1
        if (
            i < stop
            and r.lower[i] in ("that", "those")
            and r.tags[i + 1] in ("OF", "PREP")
            and r.lower[i + 1] not in ("without", "with", "outside", "inside")
        ):
            i += 2
        j = i
        while j < stop and j < i + 10:
            if r.tags[j] in _ENDS or r.lower[j] in _JOINING:
                break
            if r.lower[j] == "by" and j > i and r.tags[j + 1] in ("NUMBER", "FRACTION"):
                break
            if r.tags[j] in ("BE", "AUX", "PRON") and j > i:
                break
            if r.tags[j] == "TO" and r.tags[j + 1] in ("BE", "VERB", "AUX"):
                break
            if r.tags[j] == "AND" and not (
                j + 1 < stop and r.texts[j + 1][0].isupper() and r.texts[j - 1][0].isupper()
            ):
                break
            j += 1
        if j == i:
            return None, i
        end = j
        managed = r.lower[j - 1].endswith("ed") and r.tags[j] in ("STOP", "COMMA", "BREAK")
        if managed and j > i + 1 and self._lexicon.is_plural(r.texts[j - 2]):
            end = j - 1  # "less than similar forces managed"
        return self._phrases.words(i, end), j

    def limit(self, i: int, stop: int, own: Quantity) -> float | None:
        """The figure in the name of a limit, in the unit of a duration: "the 28-day limit"."""
        for j in range(i, min(i + 4, stop)):
            parsed = _LIMIT.fullmatch(self._r.lower[j]) if self._r.tags[j] == "COMPOUND" else None
            if parsed is not None:
                given, wanted = seconds_in(parsed["unit"]), seconds_in(own.unit)
                if given and wanted:
                    return round(float(parsed["value"]) * given / wanted, 4)
        return None

    def run(self, value: Quantity, quantities: list[Quantity]) -> list[Quantity]:
        """A figure and those joined to it: "12 and 30 percent", "9 of men and 7 of women"."""
        r = self._r
        run = [value]
        joined_by_and = 1
        for other in quantities[quantities.index(value) + 1 :]:
            first = max(run[-1].last, run[-1].noun_end)
            lead = other.first - 1
            while lead > first and (r.tags[lead] in ("DET", "ADV") or r.lower[lead] == "over"):
                lead -= 1
            joined = r.tags[lead] in ("AND", "COMMA") and first <= lead
            parted = any(r.tags[i] in _PARTING for i in range(first, other.first))
            if not joined or parted or other.first - first > _JOINED or other.difference:
                break
            if not alike(other, run[-1]):
                break
            run.append(other)
            if r.tags[lead] == "AND":
                joined_by_and = len(run)
        return run[:joined_by_and]

    def limited(self, quantity: Quantity) -> bool:
        """Whether a duration is a limit: "within 10 seconds"."""
        ahead = self._r.lower[max(0, quantity.first - 3) : quantity.first]
        return quantity.kind is StatisticKind.DURATION and "within" in ahead

    def in_time(self, quantity: Quantity) -> bool:
        """Whether a duration only tells a time: "two years earlier"."""
        following = self._r.lower[quantity.last]
        return quantity.kind is StatisticKind.DURATION and following in self._lexicon.behind

    def is_time(self, words: str | None) -> bool:
        """Whether words name a time, so that the comparison is one over time."""
        if not words:
            return False
        found = set(re.findall(r"[a-z]+", _SAME_TIME.sub("", words.lower())))
        if found & self.standards:
            return False
        if _YEAR.search(words) is not None or _SPRING.search(words) is not None:
            return True
        return not found.isdisjoint(self._lexicon.time_words)

    def clause_tail(self, i: int, stop: int) -> str | None:
        """What stands behind the preposition of a clause: "what they cost on the open market"."""
        r = self._r
        for j in range(i, min(i + 8, stop)):
            if r.tags[j] in ("STOP", "COMMA", "DASH", "BREAK"):
                return None
            if r.lower[j] in _CLAUSE_PREPOSITIONS or r.lower[j] == "on":
                return self.tail(j, stop)[0]
        return None

    def time_words(self, words: str) -> str:
        """Only the words of time: "it had been in 2013" gives "2013"."""
        found = _TIME.search(words)
        return found[0] if found else words


_SPRING = re.compile(r"\b(?:March|May)\b")
"""The months whose names are words as well."""
_SAME_TIME = re.compile(r"\bsame \w+|\w+[-‑](?:year|month|week|day)\b")
_LIMIT = re.compile(r"(?P<value>\d+)[-‑](?P<unit>[a-z]+)")
_TIME = re.compile(
    r"the (?:year|month|quarter|week)s? before|"
    r"(?:a|one|two|three|four|five|six|ten) (?:year|month|week)s? (?:before|earlier|ago)|"
    r"(?:the )?(?:previous|last|past|preceding) \w+|(?:[A-Z]\w+ )?(?:19|20)\d\d(?:[/–-]\d+)?"
)
