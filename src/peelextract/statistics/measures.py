"""What a figure says: the predicate behind its population, or the noun it is the value of."""

from __future__ import annotations

from ..report.statistic import StatisticKind
from .lexicon import Lexicon
from .periods import PeriodMatch
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence

_SHARES = frozenset({StatisticKind.PERCENTAGE, StatisticKind.FRACTION})
_FIGURES = frozenset({"NUMBER", "FRACTION", "CURRENCY", "YEAR", "FY"})
_BOUNDS = frozenset({"STOP", "DASH", "BREAK", "COMMA", "REL"})
_LEADING = frozenset({"DET", "ADV", "AND", "BUT", "OR", "PRON"})
_TRAILING = frozenset({"DET", "ADV", "AND", "BUT", "OR", "PREP", "TO", "OF", "OVER", "BETWEEN",
                       "REL", "BE", "AUX", "QUOTE", "WITHIN", "PER"})  # fmt: skip
_AHEAD = frozenset({"DET", "ADV", "OVER", "BETWEEN", "PM", "CURRENCY", "WITHIN", "OR"})
_SUBJECTS = frozenset("we they it he she you i".split())
_SIZES = frozenset("number numbers proportion rate amount volume share".split())
_DEPENDENT = frozenset("before after until that who which".split())
_FINITE = frozenset({"BE", "AUX", "VERB"})
_PARTING = frozenset({"PREP", "OR", "AND"})
_LONGEST = 14
_NEGATIONS = frozenset("none neither hardly scarcely not never no didn’t didn't".split())
_NEGATED = 3
"""Tokens ahead of a figure among which a negation is one of it."""


class Measures:
    """Gives quantities their measure.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        lexicon: reporting and linking verbs.
    """

    def __init__(self, reading: Reading, phrases: Phrases, lexicon: Lexicon) -> None:
        self._r = reading
        self._phrases = phrases
        words = lexicon.words.measure
        self._reporting = frozenset(words.reporting)
        self._linking = frozenset(words.linking)
        self._averages = frozenset(words.averages)
        self._qualifying = frozenset(words.qualifying) | self._averages
        self._comparing = frozenset(words.comparing)
        self._empty = frozenset(words.empty)
        self._joining = lexicon.joining

    def of(
        self, quantity: Quantity, end: int, sentence: Sentence, periods: list[PeriodMatch]
    ) -> str | None:
        """The measure of a quantity; None where nothing sensible can be said.

        Args:
            quantity: the quantity.
            end: the token behind its population or its noun.
            sentence: its own.
            periods: those the sentence names; no measure takes one in.
        """
        r = self._r
        ahead = r.lower[max(quantity.first - _NEGATED, sentence.first) : quantity.first]
        if not _NEGATIONS.isdisjoint(ahead):
            return None  # "None of the 18 was": what is said of them is not so
        dated = self._dated(sentence, periods)
        end = self._behind_loose(end, sentence, dated)
        if quantity.bracketed:
            inside = r.lower[self._lead(quantity, sentence)] != "("
            named = self._ahead(quantity, sentence, dated) if inside else None
            return named or self._bracketed(quantity, sentence, dated)
        countable = quantity.kind in _SHARES or quantity.kind in (
            StatisticKind.COUNT, StatisticKind.RATE)  # fmt: skip
        if countable and not quantity.difference:
            behind = self._predicate(end, sentence, dated)
            if behind is None and quantity.kind in _SHARES:
                behind = self._main_clause(quantity, end, sentence, dated)
            if behind is not None:
                return behind
        return self._ahead(quantity, sentence, dated)

    def _behind_loose(self, end: int, sentence: Sentence, dated: set[int]) -> int:
        """Behind a margin in brackets, "of them" and a period."""
        r = self._r
        if r.lower[end] == "of" and r.tags[end + 1] in ("PRON", "DET", "REL"):
            end += 2
        margin = r.tags[end + 1] == "PM" or r.lower[end + 1] == "with"
        if r.lower[end] == "(" and margin:
            while end < sentence.last and r.lower[end] != ")":
                end += 1
            end += 1
        while end in dated:
            end += 1
        return end

    def _dated(self, sentence: Sentence, periods: list[PeriodMatch]) -> set[int]:
        """The tokens of periods."""
        if not periods:
            return set()
        r = self._r
        return {
            i
            for i in range(sentence.first, sentence.last)
            if any(p.start <= r.starts[i] and r.ends[i] <= p.end for p in periods)
        }

    def _verb(self, i: int) -> bool:
        """Whether a token is a verb's form; an unlisted word in -ed behind a noun is one."""
        r = self._r
        if r.tags[i] in _FINITE:
            return True
        return r.tags[i] == "WORD" and r.lower[i].endswith("ed") and len(r.lower[i]) > 4

    def _predicate(self, start: int, sentence: Sentence, dated: set[int]) -> str | None:
        """The predicate that starts at a token: "had an effective investigation"."""
        r = self._r
        first = start
        while r.tags[first] == "ADV":
            first += 1
        if first >= sentence.last or not self._verb(first):
            return None
        reporting = next(
            (i for i in range(first, first + 3) if r.lower[i] in self._reporting), None
        )
        if reporting is not None:
            said = next((i for i in range(reporting, reporting + 4) if r.lower[i] == "that"), None)
            if said is None:
                return None
            first = said + 1
            while r.tags[first] in ("PRON", "DET") and r.tags[first + 1] not in ("WORD", "POSS"):
                first += 1
        end = self._clause_end(first, sentence, dated)
        while end > first and r.tags[end - 1] in _TRAILING:
            end -= 1
        if end == first or (end == first + 1 and r.lower[first] in self._empty):
            return None
        linking = r.tags[first] == "BE" or r.lower[first] in self._linking
        if linking and r.tags[first + 1] in _FIGURES:
            return None
        return self._cut(first, end)

    def _clause_end(self, first: int, sentence: Sentence, dated: set[int]) -> int:
        r = self._r
        i = first
        while i < sentence.last and i not in dated:
            word = r.lower[i]
            if r.tags[i] in _BOUNDS or word in self._comparing:
                break
            if i > first and r.tags[i] == "PRON" and word in _SUBJECTS:
                break
            if word == "from" and r.tags[i + 1] in _FIGURES:
                break
            if i > first and word in self._joining and word not in ("than", "so", "if"):
                break
            if r.tags[i] in ("AND", "BUT") and (
                r.tags[i + 1] in _FIGURES | {"PRON", "DET", "OVER"} or r.lower[i + 1] == "only"
            ):
                break
            i += 1
        return i

    def _cut(self, first: int, end: int) -> str | None:
        """The words of a clause, without what makes it too long."""
        r = self._r
        if end - first > _LONGEST:
            end = next(
                (i for i in range(first + _LONGEST, first + 5, -1) if r.tags[i] in _PARTING), first
            )
        return self._phrases.words(first, end) if end > first else None

    def _main_clause(
        self, quantity: Quantity, end: int, sentence: Sentence, dated: set[int]
    ) -> str | None:
        """ "In 44 of 50 files a supervisor had signed": the clause behind the share."""
        r = self._r
        i = quantity.first - 1
        while i >= sentence.first and r.tags[i] in _AHEAD:
            i -= 1
        opening = i == sentence.first or r.tags[i - 1] in _BOUNDS | {"AND", "BUT"} or (
            r.lower[i - 1] == "that"
        )  # fmt: skip
        if r.lower[i] not in ("in", "for", "on") or not opening:
            return None
        first = end + 1 if r.tags[end] == "COMMA" else end
        if r.tags[first] not in ("DET", "WORD", "POSS", "PRON", "LABEL"):
            return None
        last = self._clause_end(first, sentence, dated)
        return self._clause(first, last)

    def _clause(self, first: int, last: int) -> str | None:
        """A clause of subject and verb, its determiner and loose ends left out."""
        r = self._r
        first = self._behind_report(first, last)
        while first < last and r.tags[first] in _LEADING:
            first += 1
        while last > first and r.tags[last - 1] in _TRAILING:
            last -= 1
        verbs = any(self._verb(i) for i in range(first, last))
        if last - first < 2 or not verbs:
            return None
        if any(r.lower[i] in self._reporting for i in range(first, last)):
            return None
        return self._cut(first, last)

    def _behind_report(self, first: int, last: int) -> int:
        """Behind "We found that", and behind "in most cases" there."""
        r = self._r
        for i in range(last - 1, first, -1):
            near = any(r.lower[j] in self._reporting for j in range(max(first, i - 4), i))
            if r.lower[i] == "that" and near:
                first = i + 1
                break
        if first < last and r.tags[first] == "PREP":
            noun = first + 1
            while noun < last and (r.tags[noun] in ("ADV", "DET") or self._phrases.open(noun)):
                noun += 1
                if r.tags[noun] == "DET" and noun > first + 1:
                    return noun
        return first

    def _bracketed(self, quantity: Quantity, sentence: Sentence, dated: set[int]) -> str | None:
        """ "the investigation was effective (72 out of 90)": the clause ahead of the bracket."""
        r = self._r
        opening = quantity.first
        while opening > sentence.first and r.lower[opening] != "(":
            opening -= 1
        if opening == sentence.first or quantity.kind not in _SHARES:
            return None
        first = opening
        while first > sentence.first and r.tags[first - 1] not in ("STOP", "DASH", "COMMA"):
            first -= 1
        if any(r.tags[i] in _FIGURES for i in range(first, opening)) or first in dated:
            return None
        return self._clause(first, opening)

    def _ahead(self, quantity: Quantity, sentence: Sentence, dated: set[int]) -> str | None:
        """The noun or the verb that leads up to a figure."""
        r = self._r
        i = self._lead(quantity, sentence)
        if i < sentence.first:
            return None
        word, tag = r.lower[i], r.tags[i]
        if word == "of":
            counted = quantity.kind is StatisticKind.COUNT and quantity.unit is not None
            return None if counted else self._noun_before(i, sentence)
        if tag in ("COMMA", "DASH") or word == ":":
            return self._apposed(i, sentence, dated)
        share = quantity.kind in _SHARES and word in ("in", "on", "for")
        if share and (clause := self._clause_before(i, sentence, dated)) is not None:
            return clause
        if tag in ("PREP", "TO") or word == "that":
            before = i - 1
            while before > sentence.first and r.tags[before] in ("ADV", "PREP"):
                before -= 1
            if r.tags[before] in ("COMMA", "DASH"):
                return self._apposed(before, sentence, dated)
            if before < sentence.first or not self._verb(before):
                changed = word in ("from", "to", "by") and quantity.comparison is not None
                return self._noun_before(i, sentence) if changed else None
            i = before
        if not self._verb(i):
            return None
        return self._of_verb(i, sentence, dated)

    def _lead(self, quantity: Quantity, sentence: Sentence) -> int:
        """The token ahead of a figure and of what qualifies it."""
        r = self._r
        i = quantity.first - 1
        while i >= sentence.first:
            word = r.lower[i]
            if word == "of" and r.lower[i - 1] not in self._averages:
                break
            if r.tags[i] not in _AHEAD and word not in self._qualifying:
                break
            i -= 1
        return i

    def _of_verb(self, i: int, sentence: Sentence, dated: set[int]) -> str | None:
        """The subject of a verb that links, or else the verb."""
        r = self._r
        start = i
        while start > sentence.first and (
            r.tags[start - 1] in ("AUX", "BE", "ADV")
            or (r.tags[start - 1] == "PREP" and self._verb(start - 2))
        ):
            start -= 1
        links = r.tags[i] == "BE" or r.lower[i] in self._linking
        if links:
            return self._subject(start, sentence, dated)
        if r.tags[i] == "AUX" or r.lower[i] in self._reporting | self._empty:
            return None
        last = i + 1
        while r.tags[last] == "PREP" and r.lower[last] not in ("than", "as"):
            last += 1
        return self._phrases.words(i, last)

    def _subject(self, end: int, sentence: Sentence, dated: set[int]) -> str | None:
        """The noun phrase that ends at a verb."""
        r = self._r
        first = end
        while first > sentence.first and first - 1 not in dated:
            before = first - 1
            if r.tags[before] in _BOUNDS or r.lower[before] in self._joining:
                break
            if r.lower[before] == "that" and r.lower[before - 1] not in ("of", "than"):
                break
            if r.tags[before] == "AND" and any(
                r.tags[i] in _FIGURES for i in range(max(sentence.first, before - 8), before)
            ):
                break
            first = before
        first = self._behind_report(first, end)
        words = set(r.lower[first:end])
        finite = any(r.tags[i] in ("BE", "AUX") for i in range(first, end))
        if (
            (finite and not words & (_DEPENDENT | _SIZES))
            or words & _SUBJECTS
            or r.tags[first] == "VERB"
        ):
            return None
        return self._noun(first, end)

    def _noun(self, first: int, end: int) -> str | None:
        """A noun phrase without its determiner; None where it is no more than a pronoun."""
        r = self._r
        while first < end and r.tags[first] in _LEADING | {"PREP"}:
            first += 1
        while end > first and r.tags[end - 1] in _TRAILING | {"COMMA"}:
            end -= 1
        bare = not any(self._phrases.open(i) for i in range(first, end))
        bare = bare or (end - first <= 2 and r.lower[first] in self._empty)
        if bare or end - first > _LONGEST:
            return None
        if any(r.lower[i] in self._reporting for i in range(first, end)):
            return None
        if any(r.tags[i] in _FIGURES for i in range(first, end)):
            return None
        return self._phrases.words(first, end)

    def _noun_before(self, i: int, sentence: Sentence) -> str | None:
        """The noun ahead of "of": "a re-offending rate of 8 percent"."""
        r = self._r
        first = i
        while first > sentence.first and (
            (self._phrases.open(first - 1) and not self._verb(first - 1))
            or (r.lower[first - 1] == "of" and self._phrases.open(first - 2))
        ):
            first -= 1
        if first == i or r.lower[i - 1] in self._empty:
            return None
        return self._noun(first, i)

    def _apposed(self, i: int, sentence: Sentence, dated: set[int]) -> str | None:
        """The noun phrase ahead of a comma or dash: "Its reserves, at £3.2m, …"."""
        r = self._r
        first = i
        while first > sentence.first and r.tags[first - 1] not in _BOUNDS | {"BREAK"}:
            first -= 1
        if any(self._verb(j) or j in dated for j in range(first, i)):
            return None
        if r.tags[first] in ("PREP", "WITHIN", "TO", "OF") or r.lower[first] in self._joining:
            return None
        return self._noun(first, i)

    def _clause_before(self, i: int, sentence: Sentence, dated: set[int]) -> str | None:
        """ "Victims were updated in 68 of the 80": the clause ahead of the preposition."""
        r = self._r
        first = i
        while first > sentence.first and r.tags[first - 1] not in _BOUNDS:
            if first - 1 in dated or r.tags[first - 1] in _FIGURES:
                return None
            first -= 1
        return self._clause(first, i)
