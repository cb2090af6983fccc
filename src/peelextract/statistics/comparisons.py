"""What a figure is set against: averages, targets, other bodies, earlier values."""

from __future__ import annotations

from itertools import pairwise

from ..report.statistic import Comparison, Relation, StatisticKind
from ..rules.statistics import ComparisonRules
from .applying import Applier
from .appositions import Appositions
from .changes import Changes
from .clauses import Clauses
from .completions import Completions
from .cues import Cue
from .lexicon import Lexicon
from .likeness import alike, by_value, same_kind
from .periods import PeriodMatch
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence
from .roles import Roles
from .sides import Sides

_REACH = 30
_LEAD = 7
"""Tokens ahead of the cue in "This is a little below the standard"."""
_OPENING = 6
"""Tokens between "compared with" at a sentence's start and the figure."""


class Comparisons:
    """Sets the comparisons of one reading's quantities.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        lexicon: time words.
        rules: generic nouns, and the words for up and down.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, lexicon: Lexicon, rules: ComparisonRules
    ) -> None:
        self._r = reading
        self._sides = Sides(reading, phrases, lexicon, rules)
        self._applier = Applier(reading, self._sides)
        self._changes = Changes(reading, phrases, self._sides, rules)
        self._clauses = Clauses(reading, phrases, self._sides)
        self._roles = Roles(reading, phrases, self._sides, lexicon)
        self._completions = Completions(reading, self._sides)
        self._appositions = Appositions(reading, phrases, self._changes, lexicon, rules)

    def resolve(
        self,
        sentence: Sentence,
        quantities: list[Quantity],
        cues: list[Cue],
        periods: list[PeriodMatch],
    ) -> None:
        """Give each quantity of a sentence its comparison, and mark those that are one."""
        starts = {q.first: q for q in quantities}
        self._changes.resolve(quantities, sentence)
        for cue in cues:
            if cue.rule.form == "amount" and cue.rule.relation is not None:
                self._changes.amount(cue.rule.relation, cue.last, quantities, sentence)
        self._spoken_for(sentence, quantities, cues)
        for cue in cues:
            if cue.rule.form == "other":
                self._other(cue, quantities, starts, sentence)
        for cue in cues:
            if cue.rule.form == "clause":
                self._clauses.resolve(cue, quantities)
        self._clauses.brackets(quantities)
        self._filled(quantities)
        self._appositions.amounts(quantities, sentence)
        self._roles.resolve(sentence, quantities, cues, periods)
        for cue in cues:
            if cue.rule.form == "clause":
                self._clauses.set_apart(cue, quantities)
        self._appositions.resolve(quantities, cues)
        self._completions.resolve(sentence, quantities)
        for cue in cues:
            if cue.rule.form == "rank" and cue.rule.relation is not None:
                self._ranked(cue, cue.rule.relation, quantities, sentence)

    def _spoken_for(self, sentence: Sentence, quantities: list[Quantity], cues: list[Cue]) -> None:
        """Of "This is lower than the 45 percent in 2016": 45 is the other side of what was said."""
        if self._r.lower[sentence.first] not in ("this", "that", "it"):
            return
        cue = next((c for c in cues if c.rule.form == "other"), None)
        value = next((q for q in quantities if not q.difference), None)
        if cue is None or value is None or cue.first - sentence.first > _LEAD:
            return
        beside = 0 <= value.first - cue.last <= _OPENING
        if beside and not self._qualifies(cue, {value.first: value}):
            value.opposed = True

    def _filled(self, quantities: list[Quantity]) -> None:
        """ "have come down to an average of 16.8, from 23"."""
        for own, value in pairwise(quantities):
            change = own.comparison
            lead = self._changes.movements.lead(value)
            known = change is not None and change.value is not None
            if known or own.difference or value.comparator or own.opposed:
                continue
            behind = max(own.last, own.noun_end)
            parted = lead == behind or (self._r.tags[lead - 1] == "COMMA" and lead > behind)
            if self._r.lower[lead] != "from" or not parted:
                continue
            relation = by_value(own.value, value.value_in(own), time=True)
            if not alike(own, value) or (change is not None and change.relation is not relation):
                continue
            with_, end = self._sides.tail(max(value.last, value.noun_end), value.last + 8)
            words = with_ if self._sides.is_time(with_) else None
            bare = value.noun_end <= value.last and same_kind(value, own)
            if change is None and not (bare and (words or own.bracketed)):
                continue
            own.comparison = Comparison(relation=relation, value=value.value_in(own), with_=words)
            own.others = (lead, end)
            value.compared_to(own, words)

    def carried(
        self,
        sentence: Sentence,
        quantities: list[Quantity],
        cues: list[Cue],
        periods: list[PeriodMatch],
        earlier: list[Quantity],
    ) -> None:
        """ "This is below the standard of 90 percent.": the figure stands a sentence before."""
        self._roles.carried(sentence, quantities, cues, periods, earlier)
        free = [q for q in earlier if not q.opposed]
        before = next((q for q in reversed(free) if not q.bracketed), (free or earlier)[-1])
        first = sentence.first
        if (
            before.opposed
            or before.bracketed
            or self._r.lower[first] not in ("this", "that", "it")
            or before.comparison is not None
        ):
            return
        starts = {q.first: q for q in quantities}
        for cue in cues:
            if cue.rule.form == "other" and cue.first - first <= _LEAD:
                if any(q.first < cue.first for q in quantities):
                    return
                if self._applier.compare(cue, before, starts, sentence):
                    # In a sentence of its own the other side is a figure of its own.
                    before.others = None
                    self._completions.carried(before, quantities, sentence)
                    for quantity in quantities:
                        quantity.comparator, quantity.echo = False, None
                    return

    def _other(self, cue: Cue, quantities: list[Quantity], starts: dict[int, Quantity],
               sentence: Sentence) -> None:  # fmt: skip
        """The other side stands behind the cue."""
        if self._qualifies(cue, starts) or self._r.tags[cue.last] == "LABEL":
            return
        if any(q.others and q.others[0] <= cue.first < q.others[1] for q in quantities):
            return
        before = [q for q in quantities if q.last <= cue.first + 1 and not q.opposed]
        before = [q for q in before if self._r.tags[q.first - 1] != "PM"]
        if not before and cue.rule.relation is None and cue.first <= sentence.first + 1:
            self._opening(cue, quantities, starts, sentence)
            return
        if self._in_order(cue, before, quantities, sentence):
            return
        for strict in (True, False):
            for own in reversed(before[-4:]):
                between = range(own.last, cue.first)
                if len(between) > _REACH or any(self._parts(i) for i in between):
                    break
                if self._part(own) and len(before) > 1:
                    continue  # "2,415 people, 310 of them violent, compared with 1,890"
                if self._sides.limited(own) and len(before) > 1 and own is before[-1]:
                    continue  # "87 percent within 15 minutes, exceeding its target of 85"
                if self._is_open(own, cue) and self._applier.compare(
                    cue, own, starts, sentence, strict
                ):
                    return

    def _in_order(self, cue: Cue, before: list[Quantity], quantities: list[Quantity],
                  sentence: Sentence) -> bool:  # fmt: skip
        """ "15 percent of crime and 33 percent of violence, compared with 12 and 30 percent".

        True where several figures stand on both sides: they are compared in their order, or,
        where there are not as many on the one as on the other, not at all.
        """
        value = next((q for q in quantities if q.first >= cue.last), None)
        if value is None or value.first - cue.last > _OPENING:
            return False
        run = self._sides.run(value, quantities)
        owns = [q for q in before if self._is_open(q, cue) and not self._sides.limited(q)]
        owns = [q for q in owns if q.kind is run[-1].kind and not self._stops(q.last, cue.first)]
        if len(run) < 2 or len(owns) < 2:
            return False
        if len(owns) < len(run):
            return True
        behind = max(run[-1].last, run[-1].noun_end)
        behind += self._r.lower[behind] == "respectively"
        words, end = self._sides.behind(behind, sentence.last)
        time = self._sides.is_time(words)
        for own, other in zip(owns[-len(run) :], run, strict=True):
            relation = by_value(own.value, other.value_in(own), time)
            own.comparison = Comparison(relation=relation, value=other.value_in(own), with_=words)
            own.others = (cue.first, end)
            other.kind, other.unit = own.kind, other.unit or own.unit
            other.compared_to(own, words)
        return True

    def _part(self, own: Quantity) -> bool:
        following = self._r.lower[own.last : own.last + 2]
        return following[:1] == ["of"] and following[-1] in ("them", "these", "those", "whom")

    def _stops(self, first: int, last: int) -> bool:
        return any(self._r.lower[i] in (";", ".") for i in range(first, last))

    def _opening(self, cue: Cue, quantities: list[Quantity], starts: dict[int, Quantity],
                 sentence: Sentence) -> None:  # fmt: skip
        """ "Compared with 31 percent nationally, the force solves 45 percent."."""
        value = next((q for q in quantities if q.first >= cue.last), None)
        if value is None or value.difference or value.first - cue.last > _OPENING:
            return
        if any(self._r.tags[i] in ("BE", "VERB", "PRON") for i in range(cue.last, value.first)):
            return
        behind = [q for q in quantities if q.first > value.last and not q.difference]
        own = next((q for q in behind if alike(value, q) and not self._sides.limited(q)), None)
        if own is None or own.comparison is not None or own.upper is not None or own.opposed:
            return
        if not any(self._r.tags[i] == "COMMA" for i in range(value.last, own.first)):
            return
        if self._applier.other_things(value, own):
            return
        side = self._sides.read(cue.last, sentence.last, starts, own)
        if side.value is not value:
            return
        time = self._sides.is_time(side.words)
        relation = by_value(own.value, value.value_in(own), time)
        own.comparison = Comparison(relation=relation, value=value.value_in(own), with_=side.words)
        own.others = (cue.first, side.end)
        value.compared_to(own, side.words)

    def _ranked(
        self, cue: Cue, relation: Relation, quantities: list[Quantity], sentence: Sentence
    ) -> None:
        """ "the highest rate of any force in the north"."""
        r = self._r
        before = [q for q in quantities if q.last <= cue.first + 1 and not q.opposed]
        own = before[-1] if before else None
        if own is None or own.comparison is not None or own.difference or own.upper is not None:
            return
        between = range(own.last, cue.first)
        if len(between) > _REACH or any(r.lower[i] in (";", ".", ":") for i in between):
            return
        for i in range(cue.last, min(cue.last + 5, sentence.last)):
            if r.tags[i] in ("STOP", "COMMA", "BREAK", "NUMBER", "VERB"):
                return
            if r.lower[i] in ("in", "of", "among", "across", "for"):
                words, end = self._sides.tail(i, sentence.last)
                if words and any(q.first <= end and q.first > i for q in quantities):
                    return
                if words and not self._sides.is_time(words):
                    own.comparison = Comparison(relation=relation, with_=words)
                return

    def _parts(self, i: int) -> bool:
        """Whether a sign ends what a cue may speak of; "; this was less than" goes on."""
        if self._r.lower[i] not in (";", "."):
            return False
        pronoun = self._r.lower[i + 1] in ("this", "that", "it", "which")
        return not (pronoun and self._r.tags[i + 2] in ("BE", "ADV", "VERB"))

    @staticmethod
    def _is_open(own: Quantity, cue: Cue) -> bool:
        """Whether a figure has no comparison yet, or is only known to have risen or fallen."""
        known = own.comparison
        if known is None:
            return True
        other_way = cue.rule.relation in (Relation.HIGHER, Relation.LOWER)
        return (
            (cue.rule.relation in (known.relation, None) or other_way)
            and known.value is None
            and known.with_ is None
            and not own.difference
            and own.kind is not StatisticKind.MULTIPLE
        )

    def _qualifies(self, cue: Cue, starts: dict[int, Quantity]) -> bool:
        """Whether the cue only qualifies the number at its heels: "fewer than two in five"."""
        if cue.rule.relation not in (Relation.HIGHER, Relation.LOWER):
            return False
        if cue.last not in starts and cue.last - 1 not in starts:
            return False
        before = self._r.lower[cue.first - 1]
        if self._r.lower[cue.last - 1] == "than":
            return before not in ("is", "was", "are", "were", "slightly", "significantly", "much")
        return True
