"""What a figure counts that does not say so, from what was said before it.

"The number of cases was 11,508", "It lost 38 operators and recruited 29", "closure orders (11)".
"""

from __future__ import annotations

from ..report.statistic import StatisticKind
from .lexicon import Lexicon
from .phrases import Phrases
from .quantity import Quantity
from .reading import Reading, Sentence

_ABOUT = frozenset("some around about between up to".split())
_NUMBERING = frozenset("numbered number totalled total stand stands stood".split())


class Recall:
    """Gives elliptic counts their unit.

    Args:
        reading: the tokens.
        phrases: its noun phrases.
        lexicon: plurals.
    """

    def __init__(self, reading: Reading, phrases: Phrases, lexicon: Lexicon) -> None:
        self._r = reading
        self._phrases = phrases
        self._lexicon = lexicon

    def resolve(
        self, quantities: list[Quantity], sentence: Sentence, before: Quantity | None
    ) -> None:
        """Give figures that leave out what they count the unit of what they speak of."""
        ahead: Quantity | None = None
        for quantity in quantities:
            if quantity.unit is None and quantity.kind is StatisticKind.COUNT:
                quantity.unit = self._bracket(quantity) or self._subject(quantity, sentence)
                if quantity.unit is None and ahead is None:
                    quantity.unit = self._relative(quantity, sentence)
                if quantity.unit is None and ahead is not None:
                    self._alternative(quantity, ahead)
                counted = ahead is not None and ahead.kind is not StatisticKind.DURATION
                if quantity.unit is None and counted and self._follows(quantity):
                    quantity.unit = ahead.unit if ahead is not None else None
                if quantity.unit is None and before is not None:
                    quantity.unit = self._recalled(quantity, before)
            if quantity.unit is not None and not quantity.comparator:
                ahead = quantity

    def _relative(self, quantity: Quantity, sentence: Sentence) -> str | None:
        """The noun that "of whom" points back to: "analysts, of whom there are now 14"."""
        r = self._r
        for i in range(quantity.first - 1, max(quantity.first - 6, sentence.first + 2), -1):
            if r.lower[i] in ("whom", "which") and r.lower[i - 1] == "of":
                last = i - 2 if r.tags[i - 2] == "COMMA" else i - 1
                plural = self._phrases.open(last - 1) and self._lexicon.is_plural(r.texts[last - 1])
                return self._phrases.words(last - 1, last) if plural else None
            if r.tags[i] not in ("PRON", "BE", "AUX", "ADV", "OVER"):
                return None
        return None

    def _bracket(self, quantity: Quantity) -> str | None:
        """The noun ahead of a bracket: "closure orders (11)"."""
        r = self._r
        i = quantity.first - 1
        while i > 0 and (r.tags[i] in ("DET", "ADV", "OVER") or r.lower[i] in _ABOUT):
            i -= 1
        if not quantity.bracketed or r.lower[i] != "(" or not self._phrases.open(i - 1):
            return None
        if r.tags[quantity.last] not in ("STOP", "COMMA") or r.texts[i - 1][0].isupper():
            return None
        start = i - 1
        while start > 0 and r.tags[start - 1] == "WORD" and start > i - 4:
            start -= 1
        plural = self._lexicon.is_plural(r.texts[i - 1])
        return self._phrases.words(start, i) if plural else None

    def _alternative(self, quantity: Quantity, ahead: Quantity) -> None:
        """ "2.3 days, or 3.1 if they call on a Friday": of the kind of the figure ahead."""
        r = self._r
        i = quantity.first - 1
        while r.tags[i] in ("ADV", "OVER"):
            i -= 1
        near = i - max(ahead.last, ahead.noun_end) <= 1
        if near and r.lower[i] == "or" and ahead.kind is StatisticKind.DURATION:
            quantity.kind, quantity.unit = ahead.kind, ahead.unit

    def _follows(self, quantity: Quantity) -> bool:
        """Whether a bare figure is the subject of a clause: "; 31 remain", "where eleven are"."""
        r = self._r
        subject = r.tags[quantity.last] in ("BE", "AUX", "VERB") and quantity.first > 0
        part = r.lower[quantity.first - 2 : quantity.first] in (["of", "whom"], ["of", "which"])
        verb = r.tags[quantity.first - 1] == "VERB" or r.lower[quantity.first - 1].endswith("ed")
        ends = r.tags[quantity.last] in ("STOP", "BREAK") and r.tags[quantity.first - 2] == "AND"
        if verb and ends:
            return True  # "lost 38 operators and recruited 29"
        opened = (
            r.lower[quantity.first - 1] in ("where", ";") or r.tags[quantity.first - 1] == "AND"
        )
        return subject and (part or opened)

    def _subject(self, quantity: Quantity, sentence: Sentence) -> str | None:
        """The noun ahead that an elliptic number counts: "The number of cases was 11,508"."""
        r = self._r
        for i in range(quantity.first - 1, sentence.first, -1):
            if r.lower[i] == "of" and r.lower[i - 1] in ("number", "numbers", "total", "volume"):
                end = self._phrases.counted(i + 1)
                if end is not None and end <= quantity.first:
                    return self._phrases.words(i + 1, end)
                start = i + 2 if r.tags[i + 1] == "DET" else i + 1
                end = self._phrases.counted(start)
                if end is not None and end <= quantity.first:
                    return self._phrases.words(start, end)
        return self._changed(quantity, sentence)

    def _changed(self, quantity: Quantity, sentence: Sentence) -> str | None:
        """The subject of a change or of "numbered": "Complaints dropped from 58 to 17"."""
        r = self._r
        known = quantity.comparison
        led = r.lower[quantity.first - 1] == "to" or r.lower[quantity.first - 2] == "to"
        changed = known is not None and (known.value is not None or led)
        ahead = r.lower[max(sentence.first, quantity.first - 2) : quantity.first]
        if not changed and not (_NUMBERING & set(ahead)):
            return None
        first = quantity.first
        while first > sentence.first and r.tags[first - 1] not in ("STOP", "REL", "BREAK"):
            first -= 1
        for i in range(first, quantity.first):
            noun = r.tags[i] in ("WORD", "LABEL") and self._lexicon.is_plural(r.texts[i])
            if noun and r.lower[i] not in _NUMBERING:
                start = i
                while start > first and r.tags[start - 1] == "WORD":
                    start -= 1
                return self._phrases.words(start, i + 1)
        return None

    def _recalled(self, quantity: Quantity, before: Quantity) -> str | None:
        """The unit of the figure that "of these" points back to."""
        r = self._r
        pointing = r.lower[quantity.last] == "of" and r.lower[quantity.last + 1] in (
            "these",
            "those",
            "them",
        )
        sentence = r.sentences[r.owner[quantity.first]]
        object_ = r.tags[sentence.first] == "PRON" and quantity.first - sentence.first <= 3
        ends = quantity.last >= sentence.last - 1
        if (pointing or (object_ and ends)) and before.kind is StatisticKind.COUNT:
            return before.unit
        return None
