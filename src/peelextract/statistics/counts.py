"""Which counts are worth keeping."""

from __future__ import annotations

from ..report.statistic import StatisticKind
from .lexicon import Lexicon
from .quantity import Quantity
from .reading import Reading, Sentence

_ANAPHORIC = frozenset("the these those both its their our his her other first last next".split())


class Counts:
    """Decides on counts; every other kind is kept.

    A count in figures is kept, unless it looks like a name. A count in words is kept from ten
    on; a smaller one only where it counts a plural of some weight that was not named before
    ("the two teams" names, "four teams" counts). "One" never counts.

    Args:
        reading: the tokens.
        lexicon: nouns that say too little.
        text: the text the reading was made from.
    """

    def __init__(self, reading: Reading, lexicon: Lexicon, text: str) -> None:
        self._r = reading
        self._lexicon = lexicon
        self._text = text

    def shares(self, quantities: list[Quantity], sentence: Sentence) -> None:
        """ "Of 120 referrals, 90 were sound.": a bare number is a share of the first."""
        r = self._r
        whole = next(iter(quantities), None)
        if whole is None or whole.kind is not StatisticKind.COUNT or whole.upper is not None:
            return
        ahead = r.lower[sentence.first : whole.first]
        if not ahead or ahead[0] not in ("of", "from") or len(ahead) > 4:
            return
        for part in quantities[1:]:
            bare = part.kind is StatisticKind.COUNT and part.noun_end <= part.last
            if not bare or part.upper is not None or part.comparison is not None or part.opposed:
                continue
            if r.lower[part.first - 1] in ("from", "than", "against", "with"):
                continue
            follows = r.tags[part.last] in ("VERB", "BE", "AUX", "STOP") or r.lower[
                part.last
            ].endswith("ed")
            if follows and 0 < part.value < whole.value and part.unit is None:
                part.kind = StatisticKind.FRACTION
                part.reads = "ratio"
                if r.lower[max(part.first - 2, 0) : part.first] == ["all", "but"]:
                    part.first, part.value = part.first - 2, whole.value - part.value
                part.numerator, part.denominator = part.value, whole.value
                part.value = part.value / whole.value
                part.of = whole.unit

    def worth(self, quantity: Quantity, sentence: Sentence) -> bool:
        """Whether to keep a quantity."""
        if quantity.kind is not StatisticKind.COUNT:
            return True
        if quantity.rule.startswith("quantity.money"):
            return True
        if self._r.lower[quantity.noun_end - 1] == "times" and quantity.value < 10 and (
            self._r.tags[quantity.noun_end] in ("DET", "PER")
            and self._r.tags[quantity.noun_end + 1] == "TIME"
        ):  # fmt: skip
            return False
        if quantity.words and quantity.value < 10:
            return self._small(quantity)
        if quantity.words:
            return True
        return not self._name(quantity, sentence)

    def _small(self, quantity: Quantity) -> bool:
        if quantity.comparison is not None and not quantity.unit:
            return quantity.difference or quantity.comparison.value is not None
        if (quantity.value < 2 and quantity.upper is None) or quantity.unit is None:
            return False
        if quantity.noun_end <= quantity.last:
            return quantity.comparison is not None
        before = self._r.lower[quantity.first - 1] if quantity.first else ""
        noun = self._r.lower[quantity.noun_end - 1]
        words = set(quantity.unit.lower().split())
        if before in _ANAPHORIC or words & self._lexicon.generic:
            return False
        return noun not in self._lexicon.generic and self._r.tags[quantity.last] != "OF"

    def _name(self, quantity: Quantity, sentence: Sentence) -> bool:
        """Whether a number in figures is the name of something, or a note's mark."""
        r, first = self._r, quantity.first
        if quantity.unit is not None and quantity.noun_end > quantity.last:
            return self._note(quantity, sentence)
        if quantity.comparison is not None or quantity.difference or quantity.echo is not None:
            return False
        if self._heading(quantity, sentence) or self._telephone(quantity, sentence):
            return True
        following = r.tags[quantity.last]
        if r.glued(first) and r.lower[first - 1] not in ("(", "“", "‘", "[", "+", "-", "~", "–"):
            return True
        if first == sentence.first:
            opens = r.lower[quantity.last] == "("
            if (following in ("STOP", "BREAK", "POSS") and not opens) or r.texts[quantity.last][
                :1
            ].isupper():
                return True
            return quantity.value < 10
        before = r.texts[first - 1]
        alone = r.lower[first - 1] in ("(", "[") and r.lower[quantity.last] in (")", "]")
        if alone and quantity.value < 1000:
            return True
        named = before[:1].isupper() and first - 1 > sentence.first and r.tags[first - 1] in (
            "WORD", "LABEL", "POSS")  # fmt: skip
        return named and quantity.value == int(quantity.value) and quantity.value < 1000

    def _telephone(self, quantity: Quantity, sentence: Sentence) -> bool:
        """Whether a bare number is one to ring: "averaging 40 seconds on 101"."""
        r, kinds = self._r, self._lexicon.kinds
        if kinds.get(r.lower[quantity.first]) != "DIAL":
            return False
        words = r.lower[sentence.first : sentence.last]
        if r.lower[quantity.first - 1] == "on" and r.tags[quantity.last] in ("STOP", "BREAK"):
            return True  # "getting through on 101"
        return r.tags[quantity.first - 1] in ("PREP", "TO") and any(
            kinds.get(word) == "PHONE" for word in words
        )

    def _heading(self, quantity: Quantity, sentence: Sentence) -> bool:
        """The number at the end of a heading: "Area for improvement 1"."""
        r = self._r
        if quantity.last < sentence.last - 1 or quantity.value >= 100:
            return False
        tags = r.tags[sentence.first : quantity.first]
        return bool(tags) and not {"VERB", "BE", "AUX", "COMMA", "STOP"} & set(tags)

    def _note(self, quantity: Quantity, sentence: Sentence) -> bool:
        """A footnote's number ahead of its words: "4 Crime outcomes"."""
        r = self._r
        if quantity.first != sentence.first or quantity.value >= 100:
            return False
        word = r.texts[quantity.last]
        starts_block = sentence.start == 0 or self._text[sentence.start - 1] == "\n"
        return (
            starts_block
            and word[:1].isupper()
            and not (word[1:2].isupper() and self._lexicon.is_plural(word))
        )
