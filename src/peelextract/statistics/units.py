"""What a number counts, and whether it is a rate."""

from __future__ import annotations

from itertools import pairwise

from ..report.statistic import StatisticKind
from .lexicon import Lexicon
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence

_YEARLY = frozenset({"year"})
_FEW = 1000
_TYPICAL = frozenset({"typical", "average"})
_ABOUT = frozenset("some around about between up to".split())
_BREAKS = frozenset({"STOP", "COMMA", "BREAK", "REL", "AUX", "BE"})


class Units:
    """Gives counts their unit, and turns those that are said per something into rates.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        lexicon: measures and the bases of rates.
    """

    def __init__(self, reading: Reading, phrases: Phrases, lexicon: Lexicon) -> None:
        self._r = reading
        self._phrases = phrases
        self._lexicon = lexicon

    def resolve(self, quantity: Quantity, sentence: Sentence) -> None:
        """Set unit and kind from the words behind a quantity and, failing those, ahead of it."""
        if quantity.kind is StatisticKind.COUNT:
            self._count(quantity, sentence)
        elif quantity.kind is StatisticKind.DURATION:
            self._duration(quantity, sentence)
        elif quantity.kind is StatisticKind.MONEY:
            self._money(quantity)

    def _count(self, quantity: Quantity, sentence: Sentence) -> None:
        r = self._r
        start = self._noun_start(quantity)
        if r.lower[start] in self._lexicon.words.pence:
            self._pence(quantity, start)
            return
        end = self._phrases.counted(start)
        if end is None:
            end = self._measure(start)
        base = self._base(end if end is not None else start, near=end is None)
        if base is not None and r.lower[base - 1] in _YEARLY and not self._low(quantity, end):
            # So many a year is a count of a year, not a rate.
            base = None
        if end is not None and r.tags[end - 1] == "TIMES":
            base = None
        if base is not None:
            quantity.kind = StatisticKind.RATE
            quantity.unit = self._phrases.words(start, base)
            quantity.noun_end = base
            return
        if end is None:
            self._base_ahead(quantity, sentence)
            return
        quantity.unit = self._phrases.words(start, end)
        quantity.noun_end = end
        apart = self._base_apart(end)
        if apart is not None:
            quantity.kind = StatisticKind.RATE
            quantity.unit = f"{quantity.unit} {self._phrases.words(*apart)}"
        elif self._for_each(quantity, sentence) or self._typical(quantity, sentence):
            quantity.kind = StatisticKind.RATE
        else:
            self._opening_base(quantity, sentence)

    def _pence(self, quantity: Quantity, i: int) -> None:
        """ "45p per person": a sum in pounds."""
        quantity.kind, quantity.value = StatisticKind.MONEY, quantity.value / 100
        if quantity.upper is not None:
            quantity.upper /= 100
        base = self._base(i + 1, near=True)
        quantity.last = quantity.noun_end = i + 1
        if base is not None:
            quantity.unit = self._phrases.words(i + 1, base)
            quantity.noun_end = base

    @staticmethod
    def _low(quantity: Quantity, end: int | None) -> bool:
        """Whether a yearly figure is a bare one of a few: "1.6 a year"."""
        return end is None and quantity.value < _FEW

    def _typical(self, quantity: Quantity, sentence: Sentence) -> bool:
        """ "The typical officer holds 9 investigations": the figure is one officer's."""
        r = self._r
        i = quantity.first - 1
        while i > sentence.first and (r.tags[i] in ("ADV", "OVER") or r.lower[i] in _ABOUT):
            i -= 1
        if r.tags[i] != "VERB" or r.lower[i] in ("averages", "averaged"):
            return False
        i -= 1
        while i > sentence.first and self._phrases.open(i) and r.lower[i] not in _TYPICAL:
            i -= 1
        return r.lower[i] in _TYPICAL and i < quantity.first - 2 and r.tags[i + 1] != "TIME"

    def _opening_base(self, quantity: Quantity, sentence: Sentence) -> None:
        """ "For every 1,000 people there were 2.3 officers", "…, and for every 100 people …"."""
        r = self._r
        first = quantity.first - 1
        while first > sentence.first and r.tags[first - 1] not in ("STOP", "COMMA", "AND"):
            first -= 1
        if r.tags[first - 1] == "COMMA" and r.tags[first] not in ("PER", "PREP"):
            first = sentence.first  # "For every 1,000 people, there were"
        each = r.lower[first] == "for" and r.lower[first + 1] in ("every", "each")
        per = r.tags[first] == "PER" and r.tags[first + 1] == "NUMBER"
        if not each and not per:
            return
        base = self._base_noun(first + (2 if each else 1))
        if base is not None and base < quantity.first:
            quantity.kind = StatisticKind.RATE
            quantity.unit = f"{quantity.unit} {self._phrases.words(first, base).lower()}"

    def shared(self, quantities: list[Quantity]) -> None:
        """ "2 and 3 percentage points": a bare number is of the kind of the one it is joined to."""
        r = self._r
        for one, other in pairwise(quantities):
            bare = one.kind is StatisticKind.COUNT and one.unit is None and one.upper is None
            joined = r.tags[one.last] in ("AND", "OR") and other.first == one.last + 1
            if not (bare and joined) or r.tags[one.first - 1] == "BETWEEN":
                continue
            told_apart = "respectively" in r.lower[other.last : other.last + 8]
            if told_apart or other.kind in (StatisticKind.PERCENTAGE, StatisticKind.DURATION):
                one.kind, one.unit = other.kind, other.unit

    def _base_apart(self, i: int) -> tuple[int, int] | None:
        """A base behind the verb: "3.4 visits were made per 1,000 people"."""
        r = self._r
        for j in range(i, i + 6):
            if r.tags[j] in ("STOP", "COMMA", "BREAK", "AND", "NUMBER"):
                return None
            every = r.lower[j] == "for" and r.lower[j + 1] in ("each", "every")
            if r.tags[j] == "PER" or every:
                base = self._base_noun(j + 1 + every)
                return (j, base) if base is not None else None
        return None

    def _for_each(self, quantity: Quantity, sentence: Sentence) -> bool:
        """Whether the figure is what each of several has: "Each officer carries 17 crimes"."""
        r = self._r
        verbs = 0
        for i in range(quantity.first - 1, sentence.first - 1, -1):
            tag, word = r.tags[i], r.lower[i]
            if tag in ("STOP", "BREAK", "NUMBER", "DASH") or (
                tag == "COMMA" and r.tags[i + 1] != "AND"
            ):
                return False
            if tag in ("VERB", "BE", "AUX") or word in ("with", "for"):
                verbs += 1
            if word == "each" and (r.tags[i + 1] == "TIME" or r.tags[i - 1] == "PREP"):
                return False
            if word == "each":
                if r.lower[i + 1] == "of":
                    return bool(verbs) and r.lower[i + 2] in (
                        "whom", "which", "these", "those", "them")  # fmt: skip
                subject = i == sentence.first or r.tags[i - 1] in ("COMMA", "AND", "STOP")
                floating = i > sentence.first and self._lexicon.is_plural(r.texts[i - 1])
                if verbs or (
                    (subject or floating) and quantity.first - i >= (2 if floating else 3)
                ):
                    return not quantity.words or self._averaged(quantity)
        return False

    def _base_ahead(self, quantity: Quantity, sentence: Sentence) -> None:
        """A bare number behind its base: "per 1,000 population (2.1 …"."""
        r = self._r
        if r.lower[quantity.first - 1] not in ("(", ":", "is", "was", "at", "of"):
            return
        for i in range(quantity.first - 2, max(sentence.first, quantity.first - 8) - 1, -1):
            if r.tags[i] == "PER":
                base = self._base_noun(i + 1)
                if base is not None and base <= quantity.first:
                    quantity.kind = StatisticKind.RATE
                    quantity.unit = self._phrases.words(i, base)
                return

    def _noun_start(self, quantity: Quantity) -> int:
        """Where the counted noun starts: behind "of these", "more", "extra", "or more"."""
        r = self._r
        i = quantity.last
        if r.lower[i] == "of" and r.tags[i + 1] in ("DET", "POSS"):
            i += 2
            while r.tags[i] in ("DET", "POSS"):
                i += 1
            return i
        if r.lower[i] == "or" and r.lower[i + 1] in ("more", "so", "fewer", "less"):
            i += 2
        if r.lower[i] in ("more", "fewer", "less", "further", "other", "additional", "such"):
            i += 1
        return i

    def _measure(self, i: int) -> int | None:
        """A unit of measurement: "5 kg"."""
        if self._r.lower[i] in self._lexicon.measures:
            return i + 1
        return None

    def _base(self, i: int, near: bool) -> int | None:
        """The token behind what a rate is given for; the words start at or soon after ``i``."""
        r = self._r
        for j in range(i, i + (1 if near else 9)):
            tag, word = r.tags[j], r.lower[j]
            if word == "(" and not near:
                # A bracket may part what is counted from its base.
                close = j + 1
                while r.lower[close] != ")" and r.tags[close] != "BREAK" and close < j + 8:
                    close += 1
                per = r.lower[close] == ")" and r.tags[close + 1] == "PER"
                return self._base_noun(close + 2) if per else None
            if tag in _BREAKS or (tag == "VERB" and j > i):
                return None
            if tag == "TO" and r.lower[j + 1] not in ("each", "every"):
                return None
            if tag == "PER":
                return self._base_noun(j + 1)
            if word == "for" and r.lower[j + 1] in ("each", "every"):
                return self._base_noun(j + 2)
            if word in ("a", "an", "every") and r.lower[j + 1] in self._lexicon.rate_bases:
                past = r.lower[j + 2] in self._lexicon.behind and r.lower[j + 3] != "average"
                return j + 2 if j == i and not past else None
            if word in ("each", "apiece") and j <= i + 5 and not self._phrases.open(j + 1):
                return j + 1 if r.lower[j + 1] != "for" else None
            if word in ("each", "every") and r.lower[j + 1] in self._lexicon.rate_bases:
                return j + 2 if j == i else None
            if tag == "NUMBER" and self._lexicon.kinds.get(word) == "DIAL":
                continue  # "calls to 999 per 1,000 population"
            if tag in ("NUMBER", "FRACTION", "AND"):
                return None
        return None

    def _base_noun(self, i: int) -> int | None:
        """The token behind the noun, with its number, that a rate is given for."""
        r = self._r
        j = i
        if r.tags[j] in ("DET", "NUMBER"):
            j += 1
        if r.tags[j] == "NUMBER":
            j += 1
        if r.tags[j - 1] == "NUMBER" and r.tags[j] == "OF" and r.tags[j + 1] == "DET":
            j += 2  # "per one million of the population"
        end = j
        if r.tags[end] == "VERB" and self._phrases.open(end + 1):
            end += 1
        while end < j + 4 and (self._phrases.open(end) or r.tags[end] == "TIME"):
            end += 1
            if self._lexicon.is_plural(r.texts[end - 1]) or r.lower[end - 1] in (
                "population",
                "head",
            ):
                break
            if r.tags[end - 1] == "TIME":
                break
        return end if end > i else None

    def _averaged(self, quantity: Quantity) -> bool:
        lead = self._r.lower[max(0, quantity.first - 3) : quantity.first]
        return "average" in lead or "median" in lead or "mean" in lead

    def _duration(self, quantity: Quantity, sentence: Sentence) -> None:
        r = self._r
        i = quantity.last
        base: int | None = None
        if r.lower[i] in ("a", "per", "each", "for"):
            base = self._base(i, near=True)
        elif r.tags[i] in ("TO", "PREP") and r.lower[i + 2] == "each":
            base = i + 3
        quantity.noun_end = i
        if base is None:
            return
        lead = r.lower[max(sentence.first, quantity.first - 5) : quantity.first]
        if r.lower[base - 1] == "each" and "for" in lead:
            return
        quantity.kind = StatisticKind.RATE
        first = i - len((quantity.unit or "").split())
        quantity.unit = self._phrases.words(first, base)
        quantity.noun_end = base

    def _money(self, quantity: Quantity) -> None:
        r = self._r
        mark = next((r.lower[i] for i in range(quantity.first, quantity.last)
                     if r.tags[i] == "CURRENCY"), "£")  # fmt: skip
        name = self._lexicon.words.currencies.get(mark, mark)
        base = self._base(quantity.last, near=True)
        if name != "pounds":
            quantity.kind = StatisticKind.COUNT
            quantity.unit = name
        if base is not None:
            quantity.unit = " ".join(
                filter(None, (quantity.unit, self._phrases.words(quantity.last, base)))
            )
            quantity.noun_end = base
