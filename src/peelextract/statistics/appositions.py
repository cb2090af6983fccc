"""Differences set beside the figure they are told of, and series of differences.

"216 victims, 58 more than in the year before": the first figure has risen as well. "Robbery is
down by 28 percent in one town, 19 percent in another": so is the second.
"""

from __future__ import annotations

from itertools import pairwise

from ..report.statistic import Comparison, Relation, StatisticKind
from ..rules.statistics import ComparisonRules
from .changes import Changes
from .cues import Cue
from .lexicon import Lexicon
from .likeness import alike
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence

_SHARES = frozenset({StatisticKind.PERCENTAGE, StatisticKind.FRACTION})
_RELATIVE = _SHARES | {StatisticKind.MULTIPLE}
_PARTS = frozenset({StatisticKind.MULTIPLE, StatisticKind.FRACTION})
_OPENING = frozenset({"COMMA", "DASH"})
_LOOSE = frozenset({"DET", "ADV", "PRON", "REL", "BE", "OR", "AUX", "OF", "OVER", "PREP"})
_REACH = 16
_OVER_TIME = {Relation.HIGHER: Relation.INCREASE, Relation.LOWER: Relation.DECREASE}


class Appositions:
    """Completes the comparisons of figures that stand beside differences.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        changes: finds what leads up to a figure.
        lexicon: words that may stand between an article and a figure.
        rules: the words for up and down.
    """

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        changes: Changes,
        lexicon: Lexicon,
        rules: ComparisonRules,
    ) -> None:
        self._r = reading
        self._phrases = phrases
        self._changes = changes
        self._fillers = lexicon.fillers
        self._behind = lexicon.behind
        self._rises = frozenset(rules.rises)
        self._falls = frozenset(rules.falls)
        self._linking = frozenset(lexicon.words.linking)

    def amounts(self, quantities: list[Quantity], sentence: Sentence) -> None:
        """ "(up 0.4 points)", "have dropped off: 11 percent", "by a fifth" behind a change."""
        for quantity in quantities:
            if quantity.comparison is None and not quantity.comparator:
                relation = self._direction(quantity)
                if relation is not None:
                    quantity.difference = True
                    quantity.comparison = self._changes.over_time(relation, quantity, sentence)
        for one, other in pairwise(quantities):
            if other.comparison is not None or other.comparator or other.kind not in _RELATIVE:
                continue
            if self._restates(one, other) or self._goes_on(one, other):
                assert one.comparison is not None
                other.difference = True
                other.comparison = Comparison(
                    relation=one.comparison.relation,
                    with_=one.comparison.with_ if one.difference else None,
                )

    def resolve(self, quantities: list[Quantity], cues: list[Cue]) -> None:
        """Give figures the direction of the difference that stands beside them."""
        for quantity in quantities:
            self._timed(quantity, cues)
        for i, difference in enumerate(quantities):
            if difference.comparison is None or difference.comparator:
                continue
            if not (difference.difference or difference.kind is StatisticKind.MULTIPLE):
                continue
            own = self._told_of(difference, quantities[:i])
            if own is None:
                own = self._subject(difference, quantities[:i])
            if own is not None:
                own.comparison = Comparison(
                    relation=difference.comparison.relation,
                    value=self._base(difference, own, quantities),
                    with_=difference.comparison.with_,
                )
                own.others = difference.others
                if difference.kind is StatisticKind.COUNT and difference.unit is None:
                    difference.kind, difference.unit = own.kind, own.unit

    def _base(self, multiple: Quantity, own: Quantity, quantities: list[Quantity]) -> float | None:
        """The figure that a multiple is of: "26.1, more than double the rate of 11.2"."""
        if multiple.kind not in _PARTS or multiple.others is None:
            return None
        first, last = multiple.others
        for value in quantities:
            # The figure may stand in a bracket behind the words: "the rate for England (4.2)".
            inside = first < value.first <= last + (self._r.lower[last] == "(")
            if inside and alike(own, value) and value is not multiple:
                value.compared_to(own, None)
                return value.value_in(own)
        return None

    def _direction(self, quantity: Quantity) -> Relation | None:
        """Of "up" or "down" just ahead, or of a verb of change ahead of a colon."""
        r = self._r
        lead = self._changes.movements.lead(quantity)
        if r.lower[lead] == "by":
            lead -= 1
        word, before = r.lower[lead], r.tags[lead - 1] if lead else "BREAK"
        opens = before in ("STOP", "COMMA", "DASH", "BE", "AND", "BREAK")
        behind = r.lower[quantity.last] in ("on", "since") and before == "WORD"
        if word in ("up", "down") and (opens or behind):
            return Relation.INCREASE if word == "up" else Relation.DECREASE
        if word == ":" and quantity.kind in _SHARES:
            for i in range(lead - 1, max(lead - 4, 0), -1):
                if r.tags[i - 1] not in ("AUX", "ADV", "BE", "PREP"):
                    continue
                if r.lower[i] in self._falls:
                    return Relation.DECREASE
                if r.lower[i] in self._rises and r.lower[i] != "up":
                    return Relation.INCREASE
        return None

    def _restates(self, change: Quantity, other: Quantity) -> bool:
        """ "from 328 to 262, or by a fifth", "from 1,402 to 583 (a fall of 58 percent)"."""
        r = self._r
        known = change.comparison
        lead = self._changes.movements.lead(other)
        if known is None or known.relation not in _OVER_TIME.values():
            return False
        if r.lower[lead] != "or" and (known.value is None or change.difference):
            return False
        if r.lower[lead] not in ("by", "or", "of"):
            return False
        between = range(max(change.last, change.noun_end), lead)
        return len(between) <= 4 and any(self._opens(i) for i in between)

    def _opens(self, i: int) -> bool:
        return self._r.tags[i] in _OPENING or self._r.lower[i] in ("(", ":")

    def _goes_on(self, one: Quantity, other: Quantity) -> bool:
        """Whether a difference goes on a series: "28 percent in A, 19 percent in B"."""
        r = self._r
        if not one.difference or one.comparison is None or one.kind is not other.kind:
            return False
        first = other.first - 1
        while first > one.last and (
            r.tags[first] in ("DET", "ADV", "OVER") or r.lower[first] in self._fillers
        ):
            first -= 1
        if r.lower[first] == "by":
            first -= 1
        between = range(one.last, first)
        if r.tags[first] not in ("COMMA", "AND") or not 0 < len(between) <= 8:
            return False
        if any(r.tags[i] in ("VERB", "BE", "AUX", "STOP", "COMMA", "REL") for i in between):
            return False
        return r.tags[other.last] in ("PREP", "STOP", "BREAK", "COMMA", "AND", "WITHIN")

    def _timed(self, quantity: Quantity, cues: list[Cue]) -> None:
        """ "more than twice the number that we found the year before" is one over time."""
        known = quantity.comparison
        if known is None:
            return
        told = quantity.difference or quantity.kind is StatisticKind.MULTIPLE
        undated = known.value is not None and known.with_ is None and quantity.others is not None
        if not undated and not (told and known.relation in _OVER_TIME and known.value is None):
            return
        last = quantity.last
        if undated and quantity.others is not None:
            last = max(last, quantity.others[1])
        for cue in cues:
            if cue.rule.form != "earlier" or cue.rule.adjacent or cue.last - cue.first < 2:
                continue
            between = range(last, cue.first)
            if 0 <= cue.first - last < _REACH and not any(
                self._r.tags[i] in ("STOP", "COMMA", "DASH") for i in between
            ):
                quantity.comparison = Comparison(
                    relation=_OVER_TIME.get(known.relation, known.relation),
                    value=known.value,
                    with_=self._phrases.words(cue.first, cue.last),
                )
                return

    def _told_of(self, difference: Quantity, before: list[Quantity]) -> Quantity | None:
        """The figure that a difference is set beside."""
        r = self._r
        i = difference.first - 1
        limit = i - 6
        while i > max(limit, 0) and not self._opens(i):
            word = r.lower[i]
            known = word in self._fillers or word in self._linking
            if not (known or r.tags[i] in _LOOSE or word in self._rises | self._falls):
                return None
            i -= 1
        own = before[-1] if before else None
        if own is not None and own.kind is StatisticKind.DURATION and (
            r.lower[own.last] in self._behind
        ):  # fmt: skip
            return None  # "in the 12 months before – a rise of one third"
        if own is None or not self._opens(i) or (own.bracketed and not difference.bracketed):
            return None
        behind = range(max(own.last, own.noun_end), i)
        if len(behind) > _REACH or any(r.lower[j] in (";", ":") for j in behind):
            return None
        if own.opposed or own.difference or own.comparison is not None:
            return None
        if own.kind is StatisticKind.MULTIPLE:
            return None
        if self._other_noun(own, difference):
            return None  # "4 districts, 2 more sergeants than in 2017"
        if difference.kind in _SHARES and own.kind in _SHARES:
            return own if own.kind is difference.kind else None
        return own if difference.kind in _RELATIVE or alike(own, difference) else None

    @staticmethod
    def _other_noun(own: Quantity, difference: Quantity) -> bool:
        one, two = (own.unit or "").split(), (difference.unit or "").split()
        counts = own.kind is difference.kind is StatisticKind.COUNT
        return counts and bool(one and two) and one[-1].lower() != two[-1].lower()

    def _subject(self, difference: Quantity, before: list[Quantity]) -> Quantity | None:
        """ "Its waiting list, at 223 names, has grown by half."."""
        r = self._r
        i = self._changes.movements.lead(difference)
        if r.lower[i] == "by":
            i -= 1
        if r.lower[i] not in self._rises | self._falls:
            return None
        i -= 1
        while i > 0 and r.tags[i] in ("AUX", "BE", "ADV"):
            i -= 1
        own = before[-1] if before else None
        if own is None or own.comparison is not None or own.opposed:
            return None
        if r.tags[i] != "COMMA" or max(own.last, own.noun_end) != i:
            return None
        ahead = own.first - 1
        while ahead > 0 and (r.tags[ahead] in ("ADV", "DET", "OVER") or r.lower[ahead] in ("at",)):
            ahead -= 1
        return own if r.tags[ahead] == "COMMA" else None
