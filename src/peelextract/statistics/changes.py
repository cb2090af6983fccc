"""Figures that say how much something changed, or from what to what."""

from __future__ import annotations

from itertools import pairwise

from ..report.statistic import Comparison, Relation, StatisticKind
from ..rules.statistics import ComparisonRules
from .movements import Movements
from .norms import Norms
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence
from .sides import Sides

UP = frozenset(
    "more higher greater larger bigger longer older better further above slower ahead over".split()
)
DOWN = frozenset(
    "fewer less lower smaller shorter quicker faster younger cheaper worse below behind under "
    "short".split()
)
_PLACES = frozenset("above below ahead behind over under short".split())
_ENDS = frozenset({"STOP", "COMMA", "REL", "BREAK", "DASH"})
_TIMES = frozenset("MONTH YEAR NUMBER FY DET WITHIN TIME SEASON".split())
_BETTER = frozenset("improvement improved improving improve worsened".split())
_VERBS = frozenset("double treble triple quadruple".split())
_CLAUSE = 14
_SIZES = frozenset({StatisticKind.COUNT, StatisticKind.PERCENTAGE, StatisticKind.FRACTION})


class Changes:
    """Gives figures that are or that end a change their comparison.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        sides: reads what a change is told from.
        rules: the words for up and down.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, sides: Sides, rules: ComparisonRules
    ) -> None:
        self._r = reading
        self._phrases = phrases
        self._sides = sides
        self._rises = frozenset(rules.rises)
        self._falls = frozenset(rules.falls)
        self._gaining = frozenset(rules.gaining)
        self._exceeding = frozenset(rules.exceeding)
        self._norms = Norms(reading, phrases, sides)
        self.movements = Movements(reading, phrases, sides, frozenset(rules.ranging))

    def resolve(self, quantities: list[Quantity], sentence: Sentence) -> None:
        """Read the changes of a sentence."""
        for quantity in quantities:
            if quantity.kind is StatisticKind.MULTIPLE:
                self._multiple(quantity, sentence)
            elif quantity.reads == "word":
                quantity.comparison = Comparison(relation=Relation.DECREASE)
            elif not self._norms.part_of(quantity, sentence):
                self._difference(quantity, sentence)
        for quantity in quantities:
            self.movements.from_to(quantity, quantities)
        for quantity in quantities:
            if quantity.comparison is None and not quantity.comparator:
                self._by_or_to(quantity, sentence)
        for by, to in pairwise(quantities):
            bare = to.kind is StatisticKind.COUNT and to.unit is None and by.difference
            if bare and by.kind is StatisticKind.DURATION and to.first - by.last == 1:
                to.kind, to.unit = by.kind, by.unit  # "lengthened by nine days to 23"

    def _multiple(self, quantity: Quantity, sentence: Sentence) -> None:
        """ "almost double that of …", "four times lower than …", "a fivefold increase"."""
        r = self._r
        i = quantity.last
        if r.lower[i] in self._falls and r.tags[i] == "WORD" and r.lower[i] != "lower":
            quantity.comparison = self.over_time(Relation.DECREASE, quantity, sentence)
            return
        word = r.lower[i - 1]
        verb = word.endswith(("ed", "ing")) or r.tags[quantity.first - 1] in ("AUX", "TO")
        object_ = r.tags[i] in ("DET", "REL") or r.lower[i] == "that"
        verb = verb and quantity.value > 1
        if r.tags[i] == "DET" and r.tags[i + 1] == "NUMBER":
            percent = r.tags[i + 2] == "PERCENT"
            told, end = self._sides.behind(i + 2 + percent, sentence.last)
            quantity.others = (i, max(end, i + 2))
            raised = Relation.INCREASE if self._sides.is_time(told) else Relation.HIGHER
            quantity.comparison = Comparison(relation=raised, with_=told)
            return
        if r.tags[i] == "DET" and (named := self._norms.rate_of(i, sentence)) is not None:
            quantity.comparison, quantity.others = named
            return
        if verb or r.lower[i] in self._rises or (word in _VERBS and not object_):
            quantity.comparison = self.over_time(Relation.INCREASE, quantity, sentence)
            return
        down = r.lower[i] in DOWN
        with_: str | None = None
        end = i
        for j in range(i, min(i + 10, sentence.last)):
            if r.tags[j] in _ENDS and r.lower[j] not in ("what", "who"):
                break
            if (r.lower[j] in ("than", "as") and j > i) or r.lower[j] in ("of", "what", "who"):
                with_, end = self._sides.tail(j + 1, sentence.last)
                break
        if with_ is None and r.tags[i] == "DET":
            with_, end = self._sides.tail(i, sentence.last, strip=True)
        if with_ is None:
            likely = r.tags[i] == "CMP" or r.lower[i] in ("what", "more", "less", "as")
            if likely:
                lower = (r.tags[i] == "CMP" and down) or r.lower[i] == "less"
                relation = Relation.LOWER if lower else Relation.HIGHER
                clause = self._sides.clause_tail(i, sentence.last) if r.lower[i] == "what" else None
                quantity.comparison = Comparison(relation=relation, with_=clause)
            return
        quantity.others = (i, end)
        time = self._sides.is_time(with_)
        again = "again" in r.lower[i : i + 4]  # "a third as many again as in 2016"
        down = down or (quantity.value < 1 and not again)  # "half as many as in 2010"
        up = (Relation.INCREASE, Relation.DECREASE) if time else (Relation.HIGHER, Relation.LOWER)
        quantity.comparison = Comparison(
            relation=up[down], with_=self._sides.time_words(with_) if time else with_
        )

    def _difference(self, quantity: Quantity, sentence: Sentence) -> None:
        """ "15 more than in 2014/15": the figure is itself the difference."""
        r = self._r
        i = quantity.last
        behind = quantity.noun_end
        if quantity.kind is StatisticKind.COUNT and behind > i and r.lower[behind] in (
            "more", "fewer", "less"
        ) and r.tags[behind + 1] != "PREP":  # fmt: skip
            i = behind  # "846 officers fewer wear the uniform than in 2010"
        word = r.lower[i]
        if word in self._falls | self._rises and r.tags[i] in ("WORD", "VERB") and (
            quantity.kind is StatisticKind.PERCENTAGE
            and r.tags[i + 1] not in ("TO",)
            and (word.endswith("tion") or not word.endswith(("d", "n", "ng", "fell", "rose")))
        ):  # fmt: skip
            relation = Relation.DECREASE if word in self._falls else Relation.INCREASE
            quantity.difference = True
            quantity.comparison = self.over_time(relation, quantity, sentence)
            return
        if word in ("up", "down") and r.tags[i - 1] == "POINTS":
            quantity.difference = True  # "14 percentage points down on 2016"
            with_, end = self._sides.tail(i + 2, sentence.last)
            relation = Relation.INCREASE if word == "up" else Relation.DECREASE
            time = with_ if self._sides.is_time(with_) else None
            quantity.comparison = Comparison(relation=relation, with_=time)
            quantity.others = (i, end)
            return
        if quantity.kind is StatisticKind.COUNT and behind > i and self._of_standard(behind):
            i, word = behind, r.lower[behind]  # "14 officers below its establishment"
        if word in ("over", "under", "short") and not self._of_standard(i):
            return
        if word not in UP and word not in DOWN:
            return
        if word in ("ahead", "behind") and r.lower[i + 1] not in ("of", "where", "what", "the"):
            return
        quantity.difference = True
        directions = (Relation.HIGHER, Relation.LOWER)
        for j in range(i + 1, min(i + 16, sentence.last)):
            if r.tags[j] in _ENDS or (r.tags[j] == "NUMBER" and j < i + 3):
                break
            if r.lower[j] == "than":
                with_, end = self._other_side(j + 1, sentence)
                if self._sides.is_time(with_):
                    directions = (Relation.INCREASE, Relation.DECREASE)
                relation = directions[word in DOWN]
                quantity.comparison = Comparison(relation=relation, with_=with_)
                quantity.others = (j - 1 if r.lower[j - 1] in UP | DOWN else j, end)
                return
        if word in _PLACES:
            with_, end = self._sides.tail(i + 1, sentence.last)
            if with_ is None and r.lower[i + 1] == "what":
                with_ = self._sides.clause_tail(i + 1, sentence.last)
                quantity.comparison = Comparison(relation=directions[word in DOWN], with_=with_)
            elif with_ is not None:
                named = with_.split(" of ")[0]
                if self._sides.is_time(with_):
                    directions = (Relation.INCREASE, Relation.DECREASE)
                quantity.comparison = Comparison(relation=directions[word in DOWN], with_=named)
                quantity.others = (i, end)
            return
        since = any(r.lower[j] == "since" for j in range(sentence.first, sentence.last))
        if word in ("more", "fewer", "less") or since:
            directions = (Relation.INCREASE, Relation.DECREASE)
        if quantity.kind is not StatisticKind.COUNT or self._gained(quantity, sentence):
            quantity.comparison = self.over_time(directions[word in DOWN], quantity, sentence)

    def _of_standard(self, i: int) -> bool:
        """ "over budget", "below its establishment", "short of the target"."""
        r = self._r
        if r.lower[i] not in _PLACES:
            return False
        j = i + 1
        while r.tags[j] in ("DET", "OF", "POSS"):
            j += 1
        return r.lower[j] in self._sides.standards or r.lower[j + 1] in self._sides.standards

    def _other_side(self, i: int, sentence: Sentence) -> tuple[str | None, int]:
        """What stands behind "than", and the token behind it."""
        r = self._r
        if r.lower[i] in ("when", "before"):
            return self._sides.when(i, sentence.last)
        number = i + 1 if r.tags[i] == "DET" else i
        if r.tags[number] == "NUMBER" and r.tags[number + 1] != "TIME":
            return self._sides.behind(number + 1, sentence.last)
        return self._sides.tail(i, sentence.last)

    def _gained(self, quantity: Quantity, sentence: Sentence) -> bool:
        """ "will have 100 more detectives"."""
        r = self._r
        behind = range(quantity.noun_end, min(quantity.noun_end + 4, sentence.last))
        be = next((i for i in behind if r.lower[i] == "be"), None)
        if be is not None and r.lower[be + 1] in self._gaining:
            return True  # "100 more officers will be recruited"
        verb = quantity.first - 1
        while verb > sentence.first and (r.tags[verb] in ("DET", "ADV", "OVER")):
            verb -= 1
        return r.lower[verb] in self._gaining and quantity.noun_end > quantity.last + 1

    def _by_or_to(self, quantity: Quantity, sentence: Sentence) -> None:
        """ "cut deliberate fires by 40 percent", "have come down by a quarter to 203"."""
        r = self._r
        lead = self.movements.lead(quantity)
        if r.lower[lead] not in ("by", "to"):
            return
        to = r.lower[lead] == "to"
        if to and r.lower[lead - 1] == "up":
            return  # "up to 35 call handlers"
        for i in range(lead - 1, max(sentence.first, lead - _CLAUSE) - 1, -1):
            if r.tags[i] in ("STOP", "BREAK", "REL") or (r.tags[i] == "COMMA" and i < lead - 1):
                return
            if (
                to
                and r.tags[i] in ("NUMBER", "YEAR")
                and i > lead - 3
                and not self._moves(i, sentence)
            ):
                return
            word = r.lower[i]
            if not to and word in self._exceeding:
                quantity.difference = True  # "exceeds the national requirement by 12 hours"
                named = self._sides.stripped(i + 1, lead)
                quantity.comparison = Comparison(relation=Relation.HIGHER, with_=named)
                return
            if r.tags[i] == "CMP" and r.tags[i - 1] in ("BE", "ADV"):
                quantity.difference = True  # "was lower still, by 8 points"
                relation = Relation.LOWER if word in DOWN else Relation.HIGHER
                quantity.comparison = Comparison(relation=relation)
                return
            if to and word in _BETTER:
                return  # what is better may be more or less
            if word in self._falls or word in self._rises:
                relation = Relation.DECREASE if word in self._falls else Relation.INCREASE
                quantity.difference = not to
                quantity.comparison = (
                    Comparison(relation=relation)
                    if to
                    else self.over_time(relation, quantity, sentence)
                )
                return

    def _moves(self, i: int, sentence: Sentence) -> bool:
        return self._r.lower[i - 1] == "by" or i == sentence.first

    def amount(self, relation: Relation, end: int, quantities: list[Quantity],
               sentence: Sentence) -> None:  # fmt: skip
        """A cue that ends at a token and whose figure, the difference, stands behind it."""
        r = self._r
        if {"largest", "biggest", "smallest", "highest", "lowest"} & set(r.lower[end - 4 : end]):
            return  # "the third largest fall of 43 forces"
        for quantity in quantities:
            if quantity.first < end or quantity.comparator:
                continue
            lead = self.movements.lead(quantity)
            timed = quantity.kind is StatisticKind.DURATION
            if timed and "WITHIN" in r.tags[end : quantity.first]:
                return  # "has increased over the last eighteen months"
            if lead + 1 > end or quantity.comparison is not None or r.lower[lead] == "to":
                return
            loss = r.lower[end - 1] in ("lost", "shed", "cut")
            if timed and _BETTER & set(r.lower[end - 2 : end]):
                relation = Relation.DECREASE  # a time that improves gets shorter
            change = self.over_time(relation, quantity, sentence)
            if loss and (quantity.kind not in _SIZES or change.with_ is None):
                return
            quantity.difference = True
            quantity.comparison = change
            return

    def over_time(self, relation: Relation, quantity: Quantity, sentence: Sentence) -> Comparison:
        """A change with the time it is told from: behind the figure, or "since" anywhere."""
        r = self._r
        i = quantity.last
        while r.tags[i] in ("WORD", "VERB") and i < quantity.last + 2:
            if r.lower[i] in self._falls | self._rises or r.lower[i + 1] in ("since", "on"):
                i += 1
            else:
                break
        if r.lower[i] in ("on", "since", "from", "over"):
            with_, end = self._sides.tail(i + 1, sentence.last)
            if self._sides.is_time(with_) and r.lower[i] != "over":
                quantity.others = (quantity.last, end)
                return Comparison(relation=relation, with_=with_)
        if r.lower[i] in ("in", "on") and r.lower[i + 1] == "what":
            with_ = self._sides.clause_tail(i + 2, sentence.last)
            if self._sides.is_time(with_):
                return Comparison(relation=relation, with_=with_)
        if r.lower[i] == "when" and r.lower[i + 1] in ("compared", "set"):
            i += 1
        if r.lower[i] == "compared" or r.lower[i : i + 2] == ["set", "against"]:
            with_, end = self._sides.tail(i + 2, sentence.last)
            quantity.others = (quantity.last, end)
            return Comparison(relation=relation, with_=with_)
        for j in range(sentence.first, sentence.last):
            if r.lower[j] == "since":
                end = j + 1
                while r.tags[end] in _TIMES or (
                    (r.tags[end] in ("TO", "OF") or r.lower[end] in ("ending", "ended"))
                    and r.tags[end + 1] in _TIMES
                ):
                    end += 1
                while r.tags[end - 1] == "DET":
                    end -= 1
                if end > j + 1:
                    return Comparison(relation=relation, with_=self._phrases.words(j + 1, end))
        return Comparison(relation=relation)
