"""A figure and what follows the cue of a comparison: whether they fit, and how they stand."""

from __future__ import annotations

import re

from ..report.statistic import Comparison, Relation, StatisticKind
from .cues import Cue
from .likeness import by_value, same_kind
from .quantity import Quantity
from .reading import Reading, Sentence
from .sides import Side, Sides

_WORTH = re.compile(
    r"average|\brate|standard|target|level|figure|limit|benchmark|national (?:mean|median|picture)"
)
_LETTER = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"average|rate|figure|mean|median")
"""What a figure may be under; "under the national programme" is where it comes from."""
_OVER_TIME = {Relation.HIGHER: Relation.INCREASE, Relation.LOWER: Relation.DECREASE}


class Applier:
    """Compares a figure with what follows a cue.

    Args:
        reading: the tokens.
        sides: reads what follows.
    """

    def __init__(self, reading: Reading, sides: Sides) -> None:
        self._r = reading
        self._sides = sides

    def compare(self, cue: Cue, own: Quantity, starts: dict[int, Quantity], sentence: Sentence,
               strict: bool = False) -> bool:  # fmt: skip
        """Compare a figure with what follows a cue; False where the two do not fit.

        Where strict, the other side has a value of the very same kind.
        """
        side = self._sides.read(cue.last, sentence.last, starts, own)
        near = [starts[i] for i in range(cue.last, cue.last + 3) if i in starts]
        if any(q.kind is StatisticKind.MULTIPLE for q in near):
            return False  # "more than double the standard": the multiple tells of it
        if side.value is None and (near or self._lasts(cue.last)):
            return False
        if side.words and not (self._sides.is_time(side.words) or _LETTER.search(side.words)):
            side = Side(side.value, None, side.end)
        if self._r.lower[cue.last - 1] == "having":
            after = self._sides.tail(side.value.last, sentence.last)[0] if side.value else None
            side = Side(side.value, after, side.end)
        if self._r.lower[cue.first] in ("inside", "within"):
            return self._inside(own, cue, side, sentence)
        if strict and (side.value is None or not same_kind(side.value, own)):
            return False
        if own.comparison is not None and cue.rule.relation not in (
            own.comparison.relation, None
        ) and side.value is None:  # fmt: skip
            return False
        if side.value is not None and self.other_things(side.value, own):
            return False
        if side.value is not None and side.value.kind is StatisticKind.MONEY and (
            side.value.unit and not own.unit
        ):  # fmt: skip
            return False  # "£6m, which is less than the £500,000 each"
        time = self._sides.is_time(side.words)
        if side.value is None and not (
            side.words and not self._limit(own) and self._worth(side.words, cue, time)
        ):
            return False
        relation = cue.rule.relation
        better = self._r.lower[cue.first].startswith("improv")
        if better and own.kind is StatisticKind.DURATION and side.value is None:
            relation = Relation.DECREASE  # a time that improves gets shorter
        if relation is None:
            if side.value is None:
                return False
            relation = by_value(own.value, side.value.value_in(own), time)
        elif side.value is not None and own.upper is None and own.value != side.value.value:
            if relation in _OVER_TIME:
                relation = by_value(own.value, side.value.value_in(own), time)
        elif time:
            relation = _OVER_TIME.get(relation, relation)
        value = side.value.value_in(own) if side.value else None
        own.comparison = Comparison(relation=relation, value=value, with_=side.words)
        own.others = (cue.first, side.end)
        if side.value is not None:
            side.value.compared_to(own, side.words)
        return True

    def _lasts(self, i: int) -> bool:
        """Whether a length of time stands at a token: "none by more than a month"."""
        r = self._r
        if r.tags[i] not in ("DET", "NUMBER") or (r.tags[i] == "DET" and r.lower[i] != "a"):
            return False
        timed = r.tags[i + 1] == "TIME" or r.lower[i + 1].rstrip("’'") in ("years", "months")
        return timed and r.lower[i + 2] not in ("before", "earlier", "ago", "previously")

    def _inside(self, own: Quantity, cue: Cue, side: Side, sentence: Sentence) -> bool:
        """ "42 days, well inside the 60-day target"."""
        if own.kind is not StatisticKind.DURATION or own.last > cue.first or side.words is None:
            return False
        if not set(side.words.lower().split()) & self._sides.standards or own.comparison:
            return False
        value = side.value.value_in(own) if side.value else None
        if value is None:
            value = self._sides.limit(cue.last, sentence.last, own)
        if value is None or value <= own.value:
            return False
        own.comparison = Comparison(relation=Relation.LOWER, value=value, with_=side.words)
        own.others = (cue.first, side.end)
        if side.value is not None:
            side.value.compared_to(own, side.words)
        return True

    def other_things(self, value: Quantity, own: Quantity) -> bool:
        """Whether two counts count different things: "19 interviews, against 81 departures"."""
        if value.kind is not StatisticKind.COUNT or own.kind is not StatisticKind.COUNT:
            return False
        if value.noun_end <= value.last or own.noun_end <= own.last:
            return False
        last = self._r.lower
        return last[value.noun_end - 1] != last[own.noun_end - 1]

    def _limit(self, quantity: Quantity) -> bool:
        """Whether a duration is a limit or a time: "within 10 seconds", "in two years"."""
        if quantity.kind is not StatisticKind.DURATION:
            return False
        ahead = self._r.lower[max(0, quantity.first - 3) : quantity.first]
        timed = bool(ahead) and (
            ahead[-1] in ("in", "over", "after", "during", "for")
            or self._r.tags[quantity.first - 1] == "WITHIN"
        )
        return "within" in ahead or timed or self._sides.in_time(quantity)

    def _worth(self, words: str, cue: Cue, time: bool) -> bool:
        """Whether words without a value name something to compare with."""
        if cue.rule.relation in (Relation.INCREASE, Relation.DECREASE):
            return time
        if cue.rule.relation is Relation.EQUAL and time:
            return True
        last = cue.last - 1
        verb = cue.last - cue.first == 1 and self._r.tags[last] in ("VERB", "WORD")
        if verb or self._r.lower[last] in ("above", "below", "under", "of"):
            named = set(words.lower().split()) & self._sides.standards
            worth = _WORTH.search(words) is not None
            if self._r.lower[last] == "under":
                worth = _FIGURE.search(words) is not None
            return bool(named) or worth
        return True
