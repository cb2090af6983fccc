"""Figures whose clauses say that they are the other side of another figure's comparison.

"Where there were once 317 constables there are today 121", "438 devices (there were 302 in
January)", "302 allegations, and in England and Wales 277", "59 to an officer when 50 is thought
reasonable": no words join the two figures, but the clause of one says that it is an earlier
figure, that of others, or what the figure should be.
"""

from __future__ import annotations

from ..report.statistic import Comparison, Relation, StatisticKind
from .cues import Cue
from .fitting import Fitting
from .lexicon import Lexicon
from .likeness import alike, by_value
from .periods import PeriodMatch
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence
from .role_words import RoleWords
from .sides import Sides
from .told import Teller, Told

_REACH = 18
_BACK = frozenset("that them these those it".split())
_MOVED = frozenset({Relation.INCREASE, Relation.DECREASE})
_PAST = frozenset("was were been stood".split())


class Roles:
    """Pairs figures by what their clauses tell of them.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        sides: generic nouns.
        lexicon: words that part two clauses, beside punctuation.
    """

    def __init__(self, reading: Reading, phrases: Phrases, sides: Sides, lexicon: Lexicon) -> None:
        self._r = reading
        self._sides = sides
        self._nameless = sides.generic | _PAST
        self._teller = Teller(reading, lexicon)
        self._fitting = Fitting(reading, phrases, sides, lexicon)
        self._names = RoleWords(reading, phrases, sides, self._teller)

    def resolve(
        self,
        sentence: Sentence,
        quantities: list[Quantity],
        cues: list[Cue],
        periods: list[PeriodMatch],
    ) -> None:
        """Compare the figures of one sentence."""
        quantities = [q for q in quantities if not self._sides.in_time(q)]
        if len(quantities) < 2:
            return
        told = self._teller.read(sentence, quantities, cues, periods)
        for index, other in enumerate(told):
            self._other(other, index, told)
        for index, own in enumerate(told):
            self._turned(own, told[:index])

    def carried(
        self,
        sentence: Sentence,
        quantities: list[Quantity],
        cues: list[Cue],
        periods: list[PeriodMatch],
        before: list[Quantity],
    ) -> None:
        """Compare a figure of the sentence before: "Its establishment is 600."."""
        first = next((q for q in quantities if not self._sides.in_time(q)), None)
        if first is None or first.comparison is not None or first.comparator:
            return
        other = self._teller.read(sentence, [first], cues, periods)[0]
        role = self._role(other)
        if (
            role is None
            or not self._fitting.elliptic(other.quantity)
            or self._fitting.named(other.quantity)
        ):
            return
        told_so = role in other.cues or other.ago or self._teller.round(other)
        if not told_so and self._speaks_of_another(sentence, other.quantity):
            return
        ahead = other.quantity.first - sentence.first
        if ahead > _REACH or any(
            self._r.tags[i] == "STOP" and (self._r.lower[i] != ":" or i >= other.first)
            for i in range(sentence.first, other.quantity.first)
        ):
            return
        own = next(
            (
                q
                for q in reversed(before)
                if self._fitting.same_kind(q, other.quantity)
                and not q.opposed
                and (not q.bracketed or q.kind is other.quantity.kind)
                and not self._part(q)
            ),
            None,
        )
        if own is None or own.qualifier != other.quantity.qualifier is not None:
            return
        dated, end = other.period, own.period.end if own.period else None
        later = dated.period.end if dated else None
        if role == "earlier" and end is not None and later is not None and later >= end:
            return
        if own.comparison is not None and (own.comparison.value is not None or own.difference):
            return
        others = own.others
        self._compare(own, other, role)
        own.others = others
        # In a sentence of its own the other side is a figure of its own.
        other.quantity.comparator, other.quantity.echo = False, None

    def _speaks_of_another(self, sentence: Sentence, quantity: Quantity) -> bool:
        """Whether a figure has a subject of its own: "The backlog stood at 2,140 in June"."""
        r = self._r
        return any(
            r.tags[i] == "WORD" and r.lower[i] not in self._nameless
            for i in range(sentence.first, quantity.first)
        )

    def _role(self, told: Told) -> str | None:
        """The role of a figure that is another's other side."""
        for role in ("earlier", "peer", "norm"):
            if role in told.cues:
                return role
        if told.period is not None and self._was(told.quantity):
            return "earlier"
        if told.ago is not None or self._teller.round(told) is not None:
            return "earlier"
        return None

    def _was(self, quantity: Quantity) -> bool:
        i = quantity.first - 1
        while i > 0 and (self._r.tags[i] in ("ADV", "DET", "OVER") or self._r.lower[i] == "at"):
            i -= 1
        again = self._r.tags[i] == "VERB" and self._r.lower[i - 1] == "it"  # "in 2016 it took 38"
        return again or self._r.lower[i] in _PAST

    def _other(self, other: Told, index: int, told: list[Told]) -> None:
        """Compare a figure that its clause or its date makes the other side."""
        quantity = other.quantity
        if quantity.comparator or quantity.comparison is not None or quantity.echo is not None:
            return
        role = self._role(other)
        if role is not None and "present" not in other.cues and not (
            role == "peer" and quantity.qualifier is not None
        ):  # fmt: skip
            figures = [t.quantity for t in told]
            run = self._sides.run(quantity, figures)
            if len(run) > 1 and self._in_order(told, index, len(run), role):
                return
            if index and quantity in self._sides.run(figures[index - 1], figures):
                return  # "15 minutes in towns and 20 elsewhere": the first speaks for both
            for own in reversed(told[:index]):
                if self._fitting.fits(own, other, role):
                    self._compare(own.quantity, other, role)
                    return
            behind = [t for t in told[index + 1 :] if not self._sides.limited(t.quantity)]
            following = [
                t
                for t in behind[:1]
                if alike(t.quantity, quantity) and not any(t.quantity is q for q in run)
            ]
            for own in following:
                later = role != "earlier" or "present" in own.cues or own.quantity.comparison
                bare = own.quantity.noun_end <= own.quantity.last
                if later and bare and self._fitting.fits(own, other, role):
                    self._compare(own.quantity, other, role)
                    return
        if other.period is None:
            return
        if self._contrasts(other):
            for own in reversed(told[:index]):
                if own.period is None and self._fitting.fits(own, other, "earlier"):
                    self._compare(own.quantity, other, "earlier")
                    return
        for own in (*reversed(told[:index]), *told[index + 1 : index + 2]):
            if (
                self._dated(own, other)
                and self._bare_money(own, other)
                and self._fitting.fits(own, other, "earlier")
            ):
                self._compare(own.quantity, other, "earlier")
                return

    def _in_order(self, told: list[Told], index: int, length: int, role: str) -> bool:
        """Compare several figures with several, in their order; False where one has several.

        Where there are not as many on the one side as on the other, nothing is compared.
        """
        run = told[index : index + length]
        owns = [t for t in told[:index] if self._fitting.fits(t, run[0], role)]
        if len(owns) < 2:
            return False
        if len(owns) >= length:
            for own, other in zip(owns[-length:], run, strict=True):
                other.cues = {**run[0].cues, **other.cues}
                other.period = other.period or run[0].period
                self._compare(own.quantity, other, role)
        return True

    def _contrasts(self, told: Told) -> bool:
        """Whether a clause is set against the one before: ", whereas in 2021 it was 86"."""
        ahead = self._r.lower[max(told.first - 2, 0) : told.first + 1]
        return not {"whereas", "while", "whilst"}.isdisjoint(ahead)

    def _bare_money(self, *told: Told) -> bool:
        """Whether sums of money are dated at once, and not "£3m on cars in 2015"."""
        return all(
            one.quantity.kind is not StatisticKind.MONEY
            or one.period is None
            or one.period.start - self._r.ends[one.quantity.last - 1] <= 1
            for one in told
        )

    @staticmethod
    def _dated(own: Told, other: Told) -> bool:
        """Whether one figure is dated behind the other, or is of the present."""
        if other.period is None or other.period.period.end is None:
            return False
        if own.period is None or own.period is other.period:
            known = own.quantity.comparison
            moved = known is not None and known.relation in _MOVED and known.value is None
            return "present" in own.cues or (moved and other.last <= own.first)
        end = own.period.period.end
        return end is not None and end > other.period.period.end

    def _turned(self, own: Told, before: list[Told]) -> None:
        """ "holds 13 today", "that had become 81 percent": the earlier figure stands ahead."""
        quantity, cue = own.quantity, own.cues.get("present")
        if cue is None or quantity.comparison is not None or quantity.comparator:
            return
        bare = quantity.noun_end <= quantity.last
        for other in reversed(before[-2:]):
            if (cue.rule.adjacent or bare) and not other.cues.get("present"):
                if self._fitting.fits(own, other, "earlier"):
                    self._compare(quantity, other, "earlier")
                return

    def _part(self, quantity: Quantity) -> bool:
        """Whether a figure is a part of another: "of whom 44 …", "12 of them"."""
        r = self._r
        ahead = r.lower[max(0, quantity.first - 2) : quantity.first]
        return ahead[:1] == ["of"] or (
            r.lower[quantity.last] == "of" and r.lower[quantity.last + 1] in _BACK
        )

    def _compare(self, own: Quantity, other: Told, role: str) -> None:
        value = other.quantity
        for bare, full in ((own, value), (value, own)):
            if bare.kind is StatisticKind.COUNT and bare.unit is None and full.unit is not None:
                bare.kind, bare.unit = full.kind, full.unit
        words = self._names.of(other, role)
        relation = by_value(own.value, value.value_in(own), time=role == "earlier")
        own.comparison = Comparison(relation=relation, value=value.value_in(own), with_=words)
        if value.first > own.first:
            own.others = (max(other.first, own.last), other.last)
        whole = value.kind is StatisticKind.DURATION and value.noun_end > 0
        if (
            role == "earlier"
            or value.first < own.first
            or whole
            or not self._fitting.elliptic(value)
        ):
            value.echoes(own, words)
        else:
            value.compared_to(own, words)
