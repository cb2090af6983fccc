"""What a contender found in a report, against the annotations.

Every contender is held to the same rules. They are milder than those of
``benchmarks.accuracy``, so that a peer is not blamed for what it never set out to tell:

- A quantity is right where its value is, in the sentence of the quoted words. Of a range the lower
  end is enough, of "72 out of 90" the 72.
- A second number in the words of a figure that was found (the 90, the upper end, the 1,000 of a
  rate) counts neither way, nor does the other side of a comparison, nor an ``optional`` figure.
- Years by themselves are left out of a peer's quantities beforehand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from benchmarks.accuracy.gold import Figure, Gold, NoFigure
from benchmarks.accuracy.statistics import is_near
from benchmarks.accuracy.tally import Tally
from benchmarks.accuracy.words import letters

from .quantity import Quantity

_SHORTEST = 4
"""From how many letters a surface that stands in a quote tells its place."""


@dataclass(frozen=True)
class Agreement:
    """Counts over one report, or several: ``value`` by value, ``kind`` by value and kind.

    ``forgiving`` is ``value`` without the wrong ones that the annotations name as no statistics
    (dates, ages, statutes …).
    """

    value: Tally = field(default_factory=Tally)
    kind: Tally = field(default_factory=Tally)
    forgiving: Tally = field(default_factory=Tally)
    notes: list[str] = field(default_factory=list)

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.value + other.value,
            self.kind + other.kind,
            self.forgiving + other.forgiving,
            self.notes + other.notes,
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    quantity: Quantity
    text: str
    sentence: str


def agree(
    gold: Gold, text: str, sentences: Sequence[tuple[int, int]], found: Sequence[Quantity]
) -> Agreement:
    """Holds quantities against annotations.

    Args:
        gold: the annotations.
        text: the report's text.
        sentences: where its sentences start and end, in order; the same for every contender.
        found: the quantities, with places in the text.
    """
    left = [_placed(quantity, text, sentences) for quantity in found]
    figures = [f for f in gold.statistics if isinstance(f, Figure)]
    met: list[Figure] = []
    missed: list[Figure] = []
    right = 0
    for figure in sorted(figures, key=lambda f: f.tier != "must"):
        nearest = _take_nearest(figure, left)
        if nearest is not None:
            met.append(figure)
        if figure.tier == "must":
            if nearest is None:
                missed.append(figure)
            else:
                right += nearest.quantity.kind == figure.kind
    hits = sum(figure.tier == "must" for figure in met)
    wrong = [p for p in left if not any(_belongs(p, figure) for figure in met)]
    never = [f for f in gold.statistics if isinstance(f, NoFigure)]
    blamed = [p for p in wrong if not any(_is_never(f, p) for f in never)]
    astray = hits - right
    return Agreement(
        Tally(hits, len(wrong), len(missed)),
        Tally(right, len(wrong) + astray, len(missed) + astray),
        Tally(hits, len(blamed), len(missed)),
        [f"missed: {f.quote} ({f.kind} {f.value:g})" for f in missed]
        + [f"wrong: {text[p.quantity.start : p.quantity.end]} ({p.quantity.kind} "
           f"{p.quantity.value:g})" for p in wrong],
    )  # fmt: skip


def _placed(quantity: Quantity, text: str, sentences: Sequence[tuple[int, int]]) -> _Placed:
    at = max(0, bisect_right(sentences, quantity.start, key=lambda s: s[0]) - 1)
    start, end = sentences[at]
    surface = letters(text[quantity.start : quantity.end])
    return _Placed(quantity, surface, letters(text[start : max(end, quantity.end)]))


def _take_nearest(figure: Figure, left: list[_Placed]) -> _Placed | None:
    candidates = [p for p in left if _is_at(figure.quote, p) and _is_same(figure, p.quantity)]
    if not candidates:
        return None
    quote = letters(figure.quote)
    nearest = max(
        candidates,
        key=lambda p: (
            p.quantity.kind == figure.kind,
            p.text in quote or quote in p.text,
            SequenceMatcher(None, p.text, quote).ratio(),
        ),
    )
    del left[next(i for i, p in enumerate(left) if p is nearest)]
    return nearest


def _is_at(quote: str, placed: _Placed) -> bool:
    wanted = letters(quote)
    return wanted in placed.sentence or (len(placed.text) >= _SHORTEST and placed.text in wanted)


def _is_same(figure: Figure, quantity: Quantity) -> bool:
    if is_near(figure.value, quantity.value):
        return True
    if figure.numerator is None:
        return False
    return any(is_near(figure.numerator, v) for v in (quantity.value, quantity.numerator))


def _belongs(placed: _Placed, figure: Figure) -> bool:
    """Whether a further number is part of a figure that was found."""
    if not _is_at(figure.quote, placed):
        return False
    other = figure.comparison.value if figure.comparison else None
    values = (figure.denominator, figure.upper, other, figure.margin)
    if any(is_near(value, placed.quantity.value) for value in values):
        return True
    return any(placed.text in letters(words) for words in (figure.quote, figure.unit, figure.of))


def _is_never(figure: NoFigure, placed: _Placed) -> bool:
    number, quantity = figure.number, placed.quantity
    if not _is_at(figure.quote, placed):
        return False
    return number is None or is_near(number, quantity.value) or is_near(number, quantity.upper)
