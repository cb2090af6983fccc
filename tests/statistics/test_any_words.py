"""Whatever words stand beside each other, in sentences that break off anywhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from peelextract.statistics import extract_statistics

from .marked import CASES, load, parse

_WORDS = sorted(
    {
        word
        for path in CASES.glob("*.yaml")
        for case in load(path.stem)
        for word in parse(case)[0].split()
    }
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join))
def test_any_words_are_read_and_every_statistic_gives_its_own(text: str) -> None:
    for found in extract_statistics(text):
        assert text[found.span.start : found.span.end] == found.text
        assert found.text in found.sentence


def test_a_sentence_that_breaks_off_in_a_bracket() -> None:
    [found] = extract_statistics("It had 61 vacancies (there")
    assert (found.value, found.unit) == (61, "vacancies")
