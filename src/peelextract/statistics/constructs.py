"""From a match of a quantity rule to a quantity with its value."""

from __future__ import annotations

from ..report.statistic import StatisticKind
from ..rules.statistics import QuantityRule
from .quantity import Quantity, seconds_in
from .reading import Reading

_APART = 3
_EXACT = 1e-9
_LARGEST_PART = 20
"""Largest number of things with a noun that "in so many" makes a share of: "one call in eight"."""
_NUMERIC = ("NUMBER", "FRACTION", "YEAR")


def build(rule: QuantityRule, reading: Reading, first: int, last: int) -> Quantity | None:
    """The quantity that a rule's match states; None where its numbers make no sense.

    Args:
        rule: what matched.
        reading: the tokens.
        first: first token of the match.
        last: the token behind it.
    """
    if rule.reads == "word":
        word = next(w for w in reading.lower[first:last] if w in rule.values)
        value = rule.values[word]
        at = reading.lower.index(word, first)
        quantity = Quantity(at, at + 1, rule.kind, rule.reads, rule.id, value, words=True)
        if rule.kind is StatisticKind.FRACTION:
            quantity.numerator, quantity.denominator = 1, round(1 / value)
        return quantity
    places = [i for i in range(first, last) if reading.tags[i] in _NUMERIC]
    numbers = [reading.numbers[i] for i in places]
    start = places[0]
    if start > first and reading.tags[start - 1] == "CURRENCY":
        start -= 1
    if reading.tags[first] == "BETWEEN" or rule.reads == "all_but":
        start = first
    quantity = Quantity(
        start, last, rule.kind, rule.reads, rule.id, numbers[0].value, words=numbers[0].words
    )
    reader = _READERS[rule.reads]
    return quantity if reader(quantity, reading, places) else None


def _value(quantity: Quantity, reading: Reading, places: list[int]) -> bool:
    number = reading.numbers[places[0]]
    if number.denominator:
        quantity.denominator = number.denominator
        quantity.numerator = round(number.value * number.denominator)
        if quantity.kind is StatisticKind.MULTIPLE:
            quantity.numerator = quantity.denominator = None
            quantity.last = places[0] + 1
            return True
        return _names_share(reading, places[0])
    if quantity.kind is StatisticKind.DURATION:
        quantity.unit = _time_unit(reading, places[0] + 1, quantity.last)
    if quantity.kind is StatisticKind.MULTIPLE:
        quantity.last = places[0] + 2
    if quantity.kind is StatisticKind.PERCENTAGE and reading.lower[places[0] - 1] in ("-", "−"):
        glued = reading.glued(places[0]) and not reading.glued(places[0] - 1)
        if glued:
            quantity.value, quantity.first = -quantity.value, places[0] - 1
    return True


def _names_share(reading: Reading, i: int) -> bool:
    """Whether a fraction's words are a share here and not part of a name: "a third party"."""
    following, tag = reading.lower[i + 1], reading.tags[i + 1]
    before = reading.lower[i - 1]
    if before in ("second", "latter", "first", "last", "other", "top", "bottom", "third", "each"):
        return False
    if tag == "WORD":
        return following.endswith("ed")
    if tag in ("TIME", "POSS", "CMP") and reading.lower[i].endswith(("half", "quarter")):
        return False
    if following in ("a", "an") and reading.tags[i + 2] == "TIME":
        return False
    return tag not in ("TIME", "MONTH", "YEAR", "LABEL", "CODE", "DATE")


def _range(quantity: Quantity, reading: Reading, places: list[int]) -> bool:
    low, high = reading.numbers[places[0]], reading.numbers[places[1]]
    if reading.lower[quantity.first - 1] == "by" and high.value > _APART * low.value:
        return False  # "rose by 12 to 480": by how much, and to what
    quantity.value, quantity.upper = low.value, high.value
    shared = _magnitude(high.value) / max(_magnitude(low.value), 1)
    if low.value < 1000 and shared >= 1000 and not low.words:
        quantity.value = low.value * 1000 ** (len(f"{int(high.value):,}".split(",")) - 1)
        if quantity.value >= high.value:
            quantity.value = low.value
    if quantity.kind is StatisticKind.DURATION:
        quantity.unit = _time_unit(reading, places[1] + 1, quantity.last)
    return True


def _magnitude(value: float) -> float:
    return float(1000 ** ((len(str(int(value))) - 1) // 3))


def _ratio(quantity: Quantity, reading: Reading, places: list[int]) -> bool:
    top, bottom = reading.numbers[places[0]], reading.numbers[places[-1]]
    one = reading.lower[places[0]] in ("one", "1")
    joined = reading.lower[places[0] + 1]
    if top.denominator or bottom.denominator or not bottom.value > 0 or top.value > bottom.value:
        return False
    if reading.tags[quantity.last] in ("MONTH", "PERCENT", "POINTS", "CURRENCY"):
        return False
    every = reading.lower[places[-1] - 1] == "every" and not one
    if reading.tags[quantity.last] == "TIME" and not every and reading.lower[places[-1] - 1] in (
        "in", "every"):  # fmt: skip
        return False
    with_noun = places[-1] - places[0] > 1 and reading.tags[places[0] + 1] != "PREP"
    if with_noun and reading.lower[places[-1] - 1] == "in" and top.value > _LARGEST_PART:
        return False  # "237 people in 260 posts"
    if one and joined == "of":
        return False
    if "in" in reading.lower[places[0] : places[-1]] and (
        top.value != int(top.value) or bottom.value < 2 or bottom.value > 10000000
    ):
        return False
    quantity.numerator, quantity.denominator = top.value, bottom.value
    quantity.value = top.value / bottom.value
    return True


def _all_but(quantity: Quantity, reading: Reading, places: list[int]) -> bool:
    few, whole = reading.numbers[places[0]].value, reading.numbers[places[-1]].value
    if not 0 < few < whole:
        return False
    quantity.numerator, quantity.denominator = whole - few, whole
    quantity.value = (whole - few) / whole
    return True


def _compound(quantity: Quantity, reading: Reading, places: list[int]) -> bool:
    """ "5 minutes and 36 seconds", in the unit that holds it exactly."""
    large, small = (seconds_in(reading.lower[i + 1]) for i in places)
    if not large or not small or small >= large:
        return False
    whole, rest = (reading.numbers[i].value for i in places)
    if whole != int(whole) or rest * small >= large:
        return False  # "11.4 minutes, 90 seconds quicker"
    in_large = whole + rest * small / large
    if abs(in_large - round(in_large, 2)) < _EXACT:
        quantity.value, quantity.unit = round(in_large, 2), reading.texts[places[0] + 1]
    else:
        quantity.value = round(whole * large / small + rest, 2)
        quantity.unit = reading.texts[places[1] + 1]
    return True


def _and_a_half(quantity: Quantity, reading: Reading, places: list[int]) -> bool:
    """ "a minute and a half"."""
    quantity.first = places[0] - 3
    quantity.value, quantity.words = 1.5, True
    quantity.unit = reading.texts[quantity.first + 1]
    return reading.numbers[places[0]].denominator == 2


def _time_unit(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.texts[first:last]).strip()


_READERS = {
    "value": _value,
    "range": _range,
    "ratio": _ratio,
    "all_but": _all_but,
    "compound": _compound,
    "and_a_half": _and_a_half,
}
