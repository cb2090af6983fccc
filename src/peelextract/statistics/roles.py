"""Figures whose clauses say that they are the other side of another figure's comparison.

"Where there were once 317 constables there are today 121", "438 devices (there were 302 in
January)", "302 allegations, and in England and Wales 277", "59 to an officer when 50 is thought
reasonable": no words join the two figures, but the clause of one says that it is an earlier
figure, that of others, or what the figure should be.
"""

from __future__ import annotations

from ..report.statistic import Comparison, Relation, StatisticKind
from .cues import Cue
from .durations import measured
from .lexicon import Lexicon
from .periods import PeriodMatch
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence
from .sides import Sides, alike, by_value
from .told import Teller, Told

_REACH = 18
_SHARES = frozenset({StatisticKind.PERCENTAGE, StatisticKind.FRACTION})
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
        self._phrases = phrases
        self._sides = sides
        self._lexicon = lexicon
        self._teller = Teller(reading, phrases, lexicon)

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
        quantities = [q for q in quantities if not self._sides.in_time(q)]
        told = self._teller.read(sentence, quantities[:1], cues, periods)
        if not told or quantities[0].comparison is not None or quantities[0].comparator:
            return
        other = told[0]
        role = self._role(other)
        if role is None or not self._elliptic(other.quantity) or self._named(other.quantity):
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
                if self._same_kind(q, other.quantity)
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
            r.tags[i] == "WORD" and r.lower[i] not in self._sides.generic | _PAST
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
                if self._fits(own, other, role):
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
                if later and bare and self._fits(own, other, role):
                    self._compare(own.quantity, other, role)
                    return
        if other.period is None:
            return
        if self._contrasts(other):
            for own in reversed(told[:index]):
                if own.period is None and self._fits(own, other, "earlier"):
                    self._compare(own.quantity, other, "earlier")
                    return
        for own in (*reversed(told[:index]), *told[index + 1 : index + 2]):
            if (
                self._dated(own, other)
                and self._bare_money(own, other)
                and self._fits(own, other, "earlier")
            ):
                self._compare(own.quantity, other, "earlier")
                return

    def _in_order(self, told: list[Told], index: int, length: int, role: str) -> bool:
        """Compare several figures with several, in their order; False where one has several.

        Where there are not as many on the one side as on the other, nothing is compared.
        """
        run = told[index : index + length]
        owns = [t for t in told[:index] if self._fits(t, run[0], role)]
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
                if self._fits(own, other, "earlier"):
                    self._compare(quantity, other, "earlier")
                return

    def _fits(self, own: Told, other: Told, role: str) -> bool:
        """Whether two figures can be the sides of one comparison."""
        one, two = own.quantity, other.quantity
        if one.opposed or one.difference or two.difference:
            return False
        if one.bracketed and not two.bracketed:
            return False
        if one.upper is not None or two.upper is not None or role in own.cues:
            return False
        if not self._measured(one) or (role == "earlier" and not self._measured(two)):
            return False
        if role == "earlier" and ("earlier" in own.cues or "norm" in own.cues or other.planned):
            return False
        if role == "earlier" and self._later(own, other):
            return False
        known = one.comparison
        if known is not None:
            relation = by_value(one.value, two.value, time=role == "earlier")
            if known.value is not None or known.relation is not relation:
                return False
        if not self._same_kind(one, two) or self._whole(one, two):
            return False
        if role == "norm" and one.kind is StatisticKind.MONEY and not self._standard(other):
            return False  # "£3m in systems, which it expects to save £1m a year"
        if role != "earlier" and self._named(one) and self._named(two):
            return self._same_noun(one, two)
        return self._elliptic(two) or self._elliptic(one) or self._same_noun(one, two)

    def _standard(self, told: Told) -> bool:
        cue = told.cues["norm"]
        return not self._sides.standards.isdisjoint(self._r.lower[cue.first : cue.last])

    @staticmethod
    def _later(own: Told, other: Told) -> bool:
        """Whether the other figure is the later of the two by their dates."""
        if own.period is None or other.period is None or own.period is other.period:
            return False
        one, two = own.period.period.end, other.period.period.end
        return one is not None and two is not None and two >= one

    @staticmethod
    def _named(quantity: Quantity) -> bool:
        counted = quantity.kind in (StatisticKind.COUNT, StatisticKind.RATE)
        return counted and quantity.noun_end > quantity.last

    def _whole(self, one: Quantity, two: Quantity) -> bool:
        """Whether one figure is a part of what is counted, and no bare value of a measure.

        "25 of these; the limit is 48 hours", "£7.3m of the £9.9m that it needs".
        """
        if one.kind is not two.kind and any(
            self._r.tags[q.last] == "OF" and q.kind is StatisticKind.COUNT for q in (one, two)
        ):
            return True
        first, last = sorted((one, two), key=lambda q: q.first)
        ahead = self._r.lower[max(last.first - 5, first.last) : last.first]
        if "which" in ahead or "whom" in ahead:
            at = next(i for i in range(last.first - 5, last.first) if self._r.tags[i] == "REL")
            return self._r.lower[at - 1] == "of"  # "£131m, of which £4m"
        return self._r.lower[first.last : last.first] in (["of", "the"], ["of", "its"], ["of"])

    @staticmethod
    def _same_kind(one: Quantity, two: Quantity) -> bool:
        if StatisticKind.MULTIPLE in (one.kind, two.kind):
            return False
        return alike(one, two)

    def _elliptic(self, quantity: Quantity) -> bool:
        """Whether a figure leaves out what it counts or what it is a share of."""
        r = self._r
        i = max(quantity.last, quantity.noun_end)
        if quantity.kind in _SHARES:
            if quantity.reads in ("ratio", "all_but"):
                return False
            return r.lower[i] != "of" or r.lower[i + 1] in _BACK
        if quantity.kind is StatisticKind.COUNT:
            named = quantity.words and self._phrases.open(i)  # "one office"
            return quantity.noun_end <= quantity.last and not named
        return True

    def _measured(self, quantity: Quantity) -> bool:
        """Whether a figure is no mere time: "in the 12 months"."""
        if quantity.kind is not StatisticKind.DURATION:
            return True
        sentence = self._r.sentences[self._r.owner[quantity.first]]
        return measured(quantity, self._r, sentence, self._lexicon)

    @staticmethod
    def _same_noun(one: Quantity, two: Quantity) -> bool:
        first, second = (one.unit or "").lower().split(), (two.unit or "").lower().split()
        return bool(first and second) and first[-1] == second[-1]

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
        words = self._words(other, role)
        relation = by_value(own.value, value.value_in(own), time=role == "earlier")
        own.comparison = Comparison(relation=relation, value=value.value_in(own), with_=words)
        if value.first > own.first:
            own.others = (max(other.first, own.last), other.last)
        whole = value.kind is StatisticKind.DURATION and value.noun_end > 0
        if role == "earlier" or value.first < own.first or whole or not self._elliptic(value):
            value.echoes(own, words)
        else:
            value.compared_to(own, words)

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

    def _words(self, other: Told, role: str) -> str | None:
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
