"""What a figure is set against: averages, targets, other bodies, earlier values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..report.statistic import Comparison, Relation, StatisticKind
from ..rules.statistics import ComparisonRule
from .lexicon import Lexicon
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence

_UP = frozenset("more higher greater larger bigger longer older better further above".split())
_DOWN = frozenset(
    "fewer less lower smaller shorter quicker faster slower younger cheaper worse below".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AHEAD = frozenset({"DET", "ADV", "OVER", "WITHIN", "BETWEEN"})
_ENDS = frozenset({"STOP", "COMMA", "REL", "BREAK", "DASH"})
_REACH = 16
_RANGE_VERBS = frozenset("ranging ranged range ranges vary varied varies varying".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A match of a comparison rule."""

    rule: ComparisonRule
    first: int
    last: int


class Comparisons:
    """Sets the comparisons of one reading's quantities.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        lexicon: time words.
        generic: nouns that name a comparator without saying whose it is.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, lexicon: Lexicon, generic: frozenset[str]
    ) -> None:
        self._r = reading
        self._phrases = phrases
        self._lexicon = lexicon
        self._generic = generic

    def resolve(self, sentence: Sentence, quantities: list[Quantity], cues: list[Cue]) -> None:
        """Give each quantity of a sentence its comparison, and mark those that are one."""
        starts = {q.first: q for q in quantities}
        for quantity in quantities:
            self._difference(quantity, sentence)
        for quantity in quantities:
            self._change(quantity, quantities)
        for cue in cues:
            if cue.rule.form == "amount":
                self._amount(cue, quantities, sentence)
        for cue in cues:
            if cue.rule.form == "other":
                self._other(cue, quantities, starts, sentence)
        for cue in cues:
            if cue.rule.form == "clause":
                self._clause(cue, quantities, starts, sentence)

    def carried(self, sentence: Sentence, quantities: list[Quantity], cues: list[Cue],
                before: Quantity) -> None:  # fmt: skip
        """ "This is below the standard of 90 percent.": the figure stands a sentence before."""
        first = sentence.first
        lower = self._r.lower
        if lower[first] not in ("this", "that", "it") or before.comparison is not None:
            return
        starts = {q.first: q for q in quantities}
        for cue in cues:
            if cue.rule.form == "other" and cue.first - first <= 5:
                plain = [q for q in quantities if q.first < cue.first]
                if plain:
                    return
                self._apply(cue, before, starts, sentence)
                return

    def _lead(self, quantity: Quantity) -> int:
        """The token ahead of a quantity and of the words that qualify it."""
        i = quantity.first - 1
        r = self._r
        while i >= 0 and (
            r.tags[i] in _AHEAD
            or r.lower[i] in ("around", "about", "some", "average", "of", "an", "estimated",
                              "approximately", "than", "least", "extra", "further", "median")
        ):  # fmt: skip
            if r.lower[i] == "of" and r.lower[i - 1] not in ("average", "median", "total", "mean"):
                break
            i -= 1
        return i

    def _change(self, quantity: Quantity, quantities: list[Quantity]) -> None:
        """ "from 71 to 96 minutes"."""
        r = self._r
        lead = self._lead(quantity)
        if lead < 0:
            return
        if quantity.upper is not None:
            if r.lower[lead] == "from" and quantity.reads == "range" and not self._ranges(lead):
                old, new = quantity.value, quantity.upper
                quantity.value, quantity.upper = new, None
                quantity.comparison = _moved(old, new, None)
            return
        if r.lower[lead] != "to":
            return
        for other in quantities:
            if other.last > lead or lead - other.last > 8 or other is quantity:
                continue
            between = range(other.last, lead)
            if any(r.tags[i] in ("COMMA", "STOP", "VERB", "NUMBER") for i in between):
                continue
            if r.lower[self._lead(other)] != "from" or self._ranges(self._lead(other)):
                continue
            if not _alike(other, quantity):
                continue
            if quantity.kind is StatisticKind.COUNT and other.kind is not StatisticKind.COUNT:
                quantity.kind = other.kind
            quantity.comparison = _moved(other.value, quantity.value, None)
            quantity.unit = quantity.unit or other.unit
            other.comparator = True
            if other.unit and quantity.kind is StatisticKind.DURATION:
                other.unit = quantity.unit
            return

    def _ranges(self, i: int) -> bool:
        return any(word in _RANGE_VERBS for word in self._r.lower[max(0, i - 3) : i])

    def _difference(self, quantity: Quantity, sentence: Sentence) -> None:
        """ "15 more than in 2014/15": the figure is itself the difference."""
        r = self._r
        i = quantity.last
        if quantity.kind is StatisticKind.MULTIPLE:
            self._multiple(quantity, sentence)
            return
        word = r.lower[i]
        if word not in _UP and word not in _DOWN:
            return
        quantity.difference = True
        for j in range(i + 1, min(i + 8, sentence.last)):
            if r.tags[j] in _ENDS:
                break
            if r.lower[j] == "than":
                with_, end = self._tail(j + 1, sentence.last)
                time = self._is_time(with_)
                up = word in _UP
                relation = (
                    (Relation.INCREASE if up else Relation.DECREASE)
                    if time
                    else (Relation.HIGHER if up else Relation.LOWER)
                )
                quantity.comparison = Comparison(relation=relation, with_=with_)
                quantity.others = (i, end)
                return

    def _multiple(self, quantity: Quantity, sentence: Sentence) -> None:
        r = self._r
        i = quantity.last
        down = r.lower[i] in _DOWN
        if r.lower[quantity.first].endswith(("ed", "ing")):
            quantity.comparison = Comparison(relation=Relation.INCREASE)
            return
        with_: str | None = None
        end = i
        for j in range(i, min(i + 10, sentence.last)):
            if r.tags[j] in _ENDS and r.lower[j] != "what":
                break
            if (r.lower[j] in ("than", "as") and j > i) or r.lower[j] in ("of", "what"):
                with_, end = self._tail(j + 1, sentence.last)
                break
        if with_ is None and r.tags[i] == "DET":
            with_, end = self._tail(i, sentence.last, strip=True)
        if with_ is None:
            return
        quantity.others = (i, end)
        time = self._is_time(with_)
        relation = (
            (Relation.DECREASE if down else Relation.INCREASE)
            if time
            else (Relation.LOWER if down else Relation.HIGHER)
        )
        quantity.comparison = Comparison(relation=relation, with_=self._time_words(with_, time))

    @staticmethod
    def _time_words(words: str, time: bool) -> str:
        """Only the words of time: "it had been in 2013" gives "2013"."""
        if not time:
            return words
        found = re.search(
            r"(?:the (?:year|month|quarter)s? before|(?:a|one|two|three|four|five) (?:year|month)s? "
            r"(?:before|earlier|ago)|(?:the )?(?:previous|last|past|preceding) \w+|"
            r"(?:\w+ )?(?:19|20)\d\d(?:[/–-]\d+)?)",
            words,
        )
        return found[0] if found else words

    def _amount(self, cue: Cue, quantities: list[Quantity], sentence: Sentence) -> None:
        """ "cut by an eighth": the figure behind the cue is the difference."""
        for quantity in quantities:
            if quantity.first < cue.last or quantity.comparator:
                continue
            if self._lead(quantity) + 1 > cue.last or quantity.comparison is not None:
                return
            if self._r.lower[self._lead(quantity)] == "to":
                return
            assert cue.rule.relation is not None
            quantity.difference = True
            sizes = (StatisticKind.COUNT, StatisticKind.PERCENTAGE, StatisticKind.FRACTION)
            if self._r.lower[cue.last - 1] in ("lost", "shed", "cut") and quantity.kind not in sizes:
                return
            quantity.comparison = Comparison(
                relation=cue.rule.relation, with_=self._since(quantity, sentence)
            )
            return

    def _since(self, quantity: Quantity, sentence: Sentence) -> str | None:
        """Since when: behind the figure, or anywhere in its sentence after "since"."""
        r = self._r
        i = quantity.last
        if r.lower[i] in ("on", "since", "from", "over", "in"):
            with_, end = self._tail(i + 1, sentence.last)
            if with_ and self._is_time(with_) and r.lower[i] in ("on", "since", "from"):
                quantity.others = (i, end)
                return with_
        if r.lower[i] == "compared":
            with_, end = self._tail(i + 2, sentence.last)
            quantity.others = (i, end)
            return with_
        for j in range(sentence.first, sentence.last):
            if r.lower[j] == "since":
                end = j + 1
                while r.tags[end] in ("MONTH", "YEAR", "NUMBER", "FY", "DET", "WITHIN", "TIME"):
                    end += 1
                while r.tags[end - 1] == "DET":
                    end -= 1
                if end > j + 1:
                    return self._phrases.words(j + 1, end)
        return None

    def _other(self, cue: Cue, quantities: list[Quantity], starts: dict[int, Quantity],
               sentence: Sentence) -> None:  # fmt: skip
        """The other side stands behind the cue."""
        if self._qualifies(cue, starts):
            return
        before = [
            q
            for q in quantities
            if q.last <= cue.first + 1 and not q.comparator and q.margin is None
        ]
        if not before:
            return
        for own in reversed(before[-3:]):
            between = range(own.last, cue.first)
            if len(between) > _REACH or any(self._r.lower[i] in (";", ":", ".") for i in between):
                return
            if own.comparison is None and self._apply(cue, own, starts, sentence):
                return

    def _qualifies(self, cue: Cue, starts: dict[int, Quantity]) -> bool:
        """Whether the cue only qualifies the number at its heels: "fewer than two in five"."""
        if cue.last not in starts or cue.rule.relation not in (Relation.HIGHER, Relation.LOWER):
            return False
        before = self._r.lower[cue.first - 1]
        if self._r.lower[cue.last - 1] == "than":
            return before not in ("is", "was", "are", "were", "slightly", "significantly", "much")
        return True

    def _apply(self, cue: Cue, own: Quantity, starts: dict[int, Quantity],
               sentence: Sentence) -> bool:  # fmt: skip
        value, with_, end = self._side(cue.last, sentence.last, starts, own)
        if value is None and (not with_ or self._in_time(own) or self._within(own)):
            return False
        relation = cue.rule.relation
        time = with_ is not None and self._is_time(with_)
        if relation is None:
            if value is None:
                return False
            relation = self._by_value(own, value.value, time)
        elif time and relation is Relation.HIGHER:
            relation = Relation.INCREASE
        elif time and relation is Relation.LOWER:
            relation = Relation.DECREASE
        if value is None and not self._worth(with_ or "", cue, time):
            return False
        own.comparison = Comparison(
            relation=relation, value=value.value if value else None, with_=with_
        )
        own.others = (cue.first, end)
        if value is not None:
            value.comparator = True
        return True

    def _within(self, quantity: Quantity) -> bool:
        """Whether a duration is a limit: "within 10 seconds"."""
        ahead = self._r.lower[max(0, quantity.first - 3) : quantity.first]
        return quantity.kind is StatisticKind.DURATION and "within" in ahead

    def _worth(self, with_: str, cue: Cue, time: bool) -> bool:
        """Whether words without a value name something to compare with."""
        if cue.rule.relation in (Relation.INCREASE, Relation.DECREASE):
            return time
        if self._r.lower[cue.last - 1] in ("above", "below", "under"):
            return (
                re.search(r"average|rate|standard|target|level|national|figure", with_) is not None
            )
        return cue.rule.form == "other"

    @staticmethod
    def _by_value(own: Quantity, value: float, time: bool) -> Relation:
        if own.value == value:
            return Relation.EQUAL
        if time:
            return Relation.INCREASE if own.value > value else Relation.DECREASE
        return Relation.HIGHER if own.value > value else Relation.LOWER

    def _side(self, i: int, stop: int, starts: dict[int, Quantity],
              own: Quantity) -> tuple[Quantity | None, str | None, int]:  # fmt: skip
        """The value and the words of the other side that starts at a token, and its end."""
        r = self._r
        j = i
        value: Quantity | None = None
        while j < stop and j < i + 14:
            quantity = starts.get(j)
            if quantity is not None:
                if _alike(quantity, own) and not self._in_time(quantity):
                    value = quantity
                    break
                j = quantity.last
                continue
            if r.tags[j] in ("STOP", "COMMA", "REL", "BREAK"):
                break
            j += 1
        if value is None:
            with_, end = self._tail(i, stop)
            return None, with_, max(end, j)
        before = self._stripped(i, value.first)
        after_start = self._behind_unit(value)
        after, end = self._tail(after_start, stop)
        if before and not self._only_generic(before):
            return value, before, end
        return value, after or before, end

    def _in_time(self, quantity: Quantity) -> bool:
        """Whether a duration only tells a time: "two years earlier"."""
        following = self._r.lower[quantity.last]
        return quantity.kind is StatisticKind.DURATION and following in self._lexicon.behind

    def _behind_unit(self, value: Quantity) -> int:
        r = self._r
        i = max(value.last, value.noun_end)
        if r.tags[i] == "PER" or (r.lower[i] == "for" and r.lower[i + 1] in ("each", "every")):
            i += 1
            while r.tags[i] in ("NUMBER", "WORD", "DET") and r.lower[i] not in ("across",):
                i += 1
        return i

    def _stripped(self, first: int, last: int) -> str | None:
        """Words without the determiners ahead and the "of" behind."""
        r = self._r
        while first < last and (r.tags[first] in ("DET", "PREP", "ADV", "OF")):
            first += 1
        while last > first and (
            r.tags[last - 1] in ("OF", "PREP", "BE", "DET", "ADV", "OVER", "AUX")
            or r.lower[last - 1] == "to"
        ):
            last -= 1
        return self._phrases.words(first, last) if last > first else None

    def _only_generic(self, words: str) -> bool:
        return all(word in self._generic for word in words.lower().split())

    def _tail(self, i: int, stop: int, strip: bool = False) -> tuple[str | None, int]:
        """The words from a token to the end of its phrase, and the token behind them.

        Prepositions ahead are left out, and so is "we found in" ahead of a time.
        """
        r = self._r
        skipped = ("PREP", "OF", "TO", "BE", "AUX", "PRON", "OVER")
        while i < stop and (r.tags[i] in skipped or (r.tags[i] == "VERB" and r.tags[i - 1] == "PRON")):
            i += 1
        if r.lower[i] == "that" and r.tags[i + 1] not in ("OF", "PREP"):
            return None, i
        if strip and r.tags[i] == "DET":
            i += 1
        if i < stop and r.lower[i] in ("that", "those") and r.tags[i + 1] in ("OF", "PREP"):
            i += 2
        j = i
        while j < stop and j < i + 10:
            if r.tags[j] in _ENDS or r.lower[j] in ("when", "while", "but"):
                break
            if r.tags[j] in ("BE", "AUX", "PRON") and j > i:
                break
            if r.tags[j] == "AND" and not (
                j + 1 < stop and r.texts[j + 1][0].isupper() and r.texts[j - 1][0].isupper()
            ):
                break
            j += 1
        if j == i:
            return None, i
        return self._phrases.words(i, j), j

    def _is_time(self, words: str | None) -> bool:
        if not words:
            return False
        lower = words.lower()
        if _YEAR.search(lower):
            return not any(word in lower for word in ("standard", "target"))
        return any(word in self._lexicon.time_words for word in re.findall(r"[a-z]+", lower))

    def _clause(self, cue: Cue, quantities: list[Quantity], starts: dict[int, Quantity],
                sentence: Sentence) -> None:  # fmt: skip
        """ "; the rate for England and Wales was 22.6"."""
        r = self._r
        before = [q for q in quantities if q.last <= cue.first + 1 and not q.comparator]
        after = [q for q in quantities if q.first >= cue.first + 1]
        if not before or not after or before[-1].comparison is not None:
            return
        own, value = before[-1], after[0]
        first = cue.first
        while first < value.first and r.tags[first] in (
            "STOP",
            "COMMA",
            "PREP",
            "AND",
            "BUT",
            "DET",
        ):
            first += 1
        clause = range(first, value.first)
        if len(clause) > 12 or any(r.tags[i] in ("STOP", "COMMA") for i in clause):
            return
        at = next((i for i in clause if r.tags[i] == "BE"), None)
        if at is None or at < value.first - 3 or value.noun_end > value.last:
            return
        subject = r.lower[first:at]
        if not self._generic & set(subject) or not _alike(value, own):
            return
        with_ = self._subject(first, at)
        relation = self._by_value(own, value.value, self._is_time(with_))
        own.comparison = Comparison(relation=relation, value=value.value, with_=with_)
        own.others = (cue.first, value.last)
        value.comparator = True

    def _subject(self, first: int, last: int) -> str | None:
        r = self._r
        if r.lower[first] in self._generic and r.lower[first + 1] in ("for", "in", "across"):
            first += 2
        while first < last and r.tags[first] == "DET":
            first += 1
        return self._phrases.words(first, last) if first < last else None


def _moved(old: float, new: float, with_: str | None) -> Comparison:
    relation = (
        Relation.EQUAL if old == new else Relation.INCREASE if new > old else Relation.DECREASE
    )
    return Comparison(relation=relation, value=old, with_=with_)


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can be held against each other."""
    if one.kind is other.kind:
        return True
    bare = {StatisticKind.COUNT, StatisticKind.RATE}
    if one.kind in bare and other.kind in bare:
        return True
    for plain, full in ((one, other), (other, one)):
        if plain.kind is StatisticKind.COUNT and plain.unit is None:
            return full.kind in (
                StatisticKind.RATE,
                StatisticKind.DURATION,
                StatisticKind.PERCENTAGE,
                StatisticKind.MONEY,
            )
    return False
