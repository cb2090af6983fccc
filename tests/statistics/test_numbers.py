"""Numbers in digits and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.rules.folder import RuleFolder
from peelextract.statistics.lexicon import load_lexicon
from peelextract.statistics.numbers import Number, NumberReader

READER = NumberReader(load_lexicon(RuleFolder()))
UNITS = "one two three four five six seven eight nine".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def read(text: str) -> Number | None:
    return READER.read(text.split(), 0)


@pytest.mark.parametrize(
    ("text", "value", "length"),
    [
        ("12", 12, 1),
        ("1,234,567", 1234567, 1),
        ("52.9", 52.9, 1),
        ("1.42 million people", 1420000, 2),
        ("3m", 3000000, 1),
        ("1.2bn", 1.2e9, 1),
        ("eighty-three percent", 83, 1),
        ("two hundred and eight visits", 208, 4),
        ("three thousand four hundred", 3400, 4),
        ("a dozen drones", 12, 2),
        ("half a", 0.5, 1),
        ("two and a half days", 2.5, 4),
        ("ten and a half hours", 10.5, 4),
        ("a hundred officers", 100, 2),
        ("forty one", 41, 2),
    ],
)
def test_values(text: str, value: float, length: int) -> None:
    number = read(text)
    assert number is not None
    assert number.value == pytest.approx(value)
    assert number.length == length


@pytest.mark.parametrize(
    ("text", "value", "denominator"),
    [
        ("two-thirds of", 2 / 3, 3),
        ("an eighth", 1 / 8, 8),
        ("three quarters", 3 / 4, 4),
        ("nine-tenths", 9 / 10, 10),
        ("one third", 1 / 3, 3),
        ("a quarter", 1 / 4, 4),
    ],
)
def test_fractions(text: str, value: float, denominator: int) -> None:
    number = read(text)
    assert number is not None
    assert number.value == pytest.approx(value)
    assert number.denominator == denominator


@pytest.mark.parametrize(
    "text", ["a party", "several", "hundreds of", "third party", "327a", "the"]
)
def test_no_number(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "year"), [("2017", True), ("2,017", False), ("1899", False), ("2015.2", True)]
)
def test_four_bare_digits_are_a_year(text: str, year: bool) -> None:
    number = read(text)
    assert number is not None
    assert number.year is year


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_with_thousands_separators(value: int) -> None:
    number = read(f"{value:,}")
    assert number is not None
    assert number.value == value


@given(st.sampled_from(TENS), st.sampled_from(UNITS), st.sampled_from(["-", " ", "‑"]))
def test_tens_and_units(tens: str, unit: str, joint: str) -> None:
    number = read(f"{tens}{joint}{unit}")
    assert number is not None
    assert number.value == (TENS.index(tens) + 2) * 10 + UNITS.index(unit) + 1
