"""Other sides that stand in a clause or a bracket of their own.

"The rate was 17.9; the rate for England and Wales was 22.6", "32.2 per 1,000 people (10.4 in
England)".
"""

from __future__ import annotations

from ..report.statistic import Comparison, StatisticKind
from .cues import Cue
from .likeness import alike, by_value, same_kind
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading
from .sides import Sides

_FUNCTION = frozenset("it that one those the a an and".split())
_PLURALS = frozenset("figures rates averages proportions percentages".split())
_PRESENT = frozenset("now today currently latest".split())
_LONGEST = 12


class Clauses:
    """Compares figures with those of clauses and brackets behind them.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        sides: generic nouns and standards.
    """

    def __init__(self, reading: Reading, phrases: Phrases, sides: Sides) -> None:
        self._r = reading
        self._phrases = phrases
        self._sides = sides

    def resolve(self, cue: Cue, quantities: list[Quantity]) -> None:
        """ "; the rate for England and Wales was 22.6", ", where previously it was 8"."""
        r = self._r
        before = [q for q in quantities if q.last <= cue.first + 1 and not q.opposed]
        value = next((q for q in quantities if q.first >= cue.last), None)
        if not before or value is None or value.comparator or value.qualifier is not None:
            return
        if value.difference:
            return
        first = cue.first
        skipped = ("STOP", "COMMA", "PREP", "AND", "BUT", "DET", "REL")
        while first < value.first and r.tags[first] in skipped:
            first += 1
        clause = range(first, value.first)
        if len(clause) > _LONGEST or any(r.tags[i] in ("STOP", "COMMA") for i in clause):
            return
        at = next((i for i in clause if r.tags[i] == "BE"), None)
        if at is None or at < value.first - 3 or value.noun_end > value.last:
            return
        subject = set(r.lower[first:at])
        if _PRESENT & set(r.lower[first : value.last + 1]):
            return
        if "figures" in subject:
            self._figures(first, at, value, before, quantities)
            return
        if "and" in r.lower[cue.first : first] and not subject & self._sides.others:
            return  # "and for thefts from vehicles the figure was 4.3 percent"
        named = subject & (self._sides.generic | self._sides.standards) - _FUNCTION
        when = "when" in r.lower[cue.first : value.first]
        after, _ = self._sides.tail(value.last, value.last + 8)
        timed = self._sides.is_time(after)
        then = "it" in subject and (
            timed or subject & {"previously", "then", "earlier", "before", "once"} or when
        )
        elsewhere = "it" in subject and r.lower[cue.first + 1 : first] and (
            {"in", "for", "across"} & set(r.lower[cue.first + 1 : first])
        ) and (r.texts[first][0].isupper() or subject & self._sides.others)  # fmt: skip
        if not named and not then and not elsewhere:
            return
        near = [q for q in reversed(before[-3:]) if alike(value, q) and q.upper is None]
        near = [q for q in near if not self._sides.limited(q) and not q.difference]
        own = next((q for q in near if same_kind(value, q)), None)
        if own is None or (own.comparison is not None and own.comparison.value is not None):
            return
        at_when = next(
            (i for i in range(cue.first, first) if r.lower[i] in ("when", "where")), None
        )
        named_before, _ = self._sides.antecedent(at_when, 0) if at_when else (None, 0)
        own_name = subject - self._sides.generic - {"as", "whole", "overall"}
        if when and self._sides.is_time(named_before):
            with_, then = named_before, True
        elif named_before is not None and not when and not own_name:
            with_ = named_before  # "in England, where the rate is 3.0"
        elif then:
            with_ = after if timed else None
        else:
            with_ = self._subject(cue.last, first, at - 1 if elsewhere and not named else at)
        placed = r.lower[value.last] in ("in", "for", "across", "nationally", "elsewhere")
        if placed and with_ is not None and set(with_.lower().split()) <= self._sides.generic:
            with_ = after
        relation = by_value(
            own.value, value.value_in(own), bool(then) or self._sides.is_time(with_)
        )
        if own.comparison is not None and own.comparison.relation is not relation:
            return
        own.comparison = Comparison(relation=relation, value=value.value_in(own), with_=with_)
        own.others = (cue.first, value.last)
        value.compared_to(own, with_)

    def set_apart(self, cue: Cue, quantities: list[Quantity]) -> None:
        """ ", whereas the forms that this replaced took 40": any verb, and a bare figure."""
        r = self._r
        before = [q for q in quantities if q.last <= cue.first + 1 and not q.opposed]
        value = next((q for q in quantities if q.first >= cue.last), None)
        if r.lower[cue.last - 1] not in ("whereas", "while") or not before or value is None:
            return
        if value.comparator or value.difference or value.comparison is not None:
            return
        first = cue.last
        at = next(
            (
                i
                for i in range(value.first - 1, first, -1)
                if r.tags[i] == "VERB" or (r.lower[i].endswith("ed") and r.tags[i] == "WORD")
            ),
            None,
        )
        ends = r.tags[value.last] in ("STOP", "BREAK", "COMMA")
        if at is None or at < value.first - 4 or not ends or value.noun_end > value.last:
            return
        own = next((q for q in reversed(before[-2:]) if alike(value, q)), None)
        if own is None or own.comparison is not None or own.upper is not None or own.difference:
            return
        if value.upper is not None or self._sides.limited(own) or not same_kind(value, own):
            return
        with_ = self._subject(cue.last, first, at)
        relation = by_value(own.value, value.value_in(own), self._sides.is_time(with_))
        own.comparison = Comparison(relation=relation, value=value.value_in(own), with_=with_)
        own.others = (cue.first, value.last)
        if value.kind is StatisticKind.COUNT and value.unit is None:
            value.kind, value.unit = own.kind, own.unit
        value.echoes(own, with_)

    def _figures(
        self, first: int, at: int, value: Quantity, before: list[Quantity],
        quantities: list[Quantity],
    ) -> None:  # fmt: skip
        """ "; the figures for England were 54 and 25 percent": as many figures, in their order."""
        values = self._sides.run(value, quantities)
        owns = [q for q in before if alike(values[-1], q) and q.kind is values[-1].kind]
        owns = [q for q in owns if not q.difference][-len(values) :]
        if len(values) < 2 or len(owns) < len(values):
            return
        with_ = self._subject(first, first, at)
        for own, other in zip(owns, values, strict=True):
            if own.comparison is None or own.comparison.value is None:
                other.kind, other.unit = own.kind, other.unit or own.unit
                relation = by_value(own.value, other.value_in(own), self._sides.is_time(with_))
                own.comparison = Comparison(relation=relation, value=other.value, with_=with_)
                other.compared_to(own, with_)

    def _subject(self, start: int, first: int, last: int) -> str | None:
        """What the subject of a clause names, be it in a phrase ahead of the subject proper."""
        r = self._r
        if "that" in r.lower[first:last]:
            first = r.lower.index("that", first, last) + 1  # "the force says that the average"
        determiners = [i for i in range(first + 1, last - 1) if r.tags[i] == "DET"]
        placed = any(r.tags[i] == "PREP" for i in range(start, first))
        if (
            placed
            and determiners
            and self._sides.generic & set(r.lower[determiners[-1] + 1 : last])
        ):
            return self._phrases.words(first, determiners[-1])
        if r.lower[first] == "corresponding" and r.lower[first + 1] in _PLURALS:
            first += 1
        if r.lower[first] in _PLURALS and r.lower[first + 1] in ("for", "in", "across"):
            first += 2
        if r.lower[first] in self._sides.generic and r.lower[first + 1] in ("for", "in", "across"):
            first += 2
        while first < last and r.tags[first] == "DET":
            first += 1
        if (
            last - first > 2
            and r.tags[last - 2] == "DET"
            and r.lower[last - 1] in self._sides.generic
        ):
            last -= 2  # "in England and Wales the rate was"
        return self._phrases.words(first, last) if first < last else None

    def brackets(self, quantities: list[Quantity]) -> None:
        """ "32.2 per 1,000 people (10.4 in England)", "(England: 11%)"."""
        r = self._r
        for i, value in enumerate(quantities):
            plain = [
                q
                for q in quantities[max(0, i - 3) : i]
                if not q.bracketed and not q.opposed and alike(q, value)
            ]
            if not value.bracketed or not plain or plain[-1].comparison is not None:
                continue
            own = next((q for q in reversed(plain) if same_kind(value, q)), plain[-1])
            if own.comparison is not None:
                continue
            opening = value.first
            while r.lower[opening] != "(":
                opening -= 1
            if value.first - opening > 10 or value.comparator:
                continue
            rated = value.kind is own.kind is StatisticKind.RATE
            counted = value.noun_end > value.last and not rated
            if value.comparison is not None or counted:
                continue
            ahead = self._bracket_label(opening + 1, value.first)
            behind = max(value.last, value.noun_end)
            after, end = self._sides.tail(behind, behind + 8)
            joined = r.lower[behind] in ("in", "for", "across", "nationally", "the", "a")
            with_ = ahead or (after if joined else None)
            if with_ is None:
                continue
            relation = by_value(own.value, value.value, self._sides.is_time(with_))
            own.comparison = Comparison(relation=relation, value=value.value, with_=with_)
            own.others = (opening, end)
            value.compared_to(own, with_)

    def _bracket_label(self, first: int, last: int) -> str | None:
        """What the words ahead of a bracketed value say it is: "England: 11%"."""
        r = self._r
        words = self._sides.stripped(first, last)
        if words is None or set(words.lower().split()) <= self._sides.generic:
            return None  # "367 children (a rate of 56 per 10,000)": the same in other terms
        if r.lower[last - 1] == ":":
            return self._phrases.words(first, last - 1)
        names = set(r.lower[first:last]) & (self._sides.generic | self._sides.standards)
        if names & {"average", "rate", "figure", "target", "standard", "mean", "median"}:
            return words
        return None
