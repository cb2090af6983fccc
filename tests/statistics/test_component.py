"""The spaCy component, and figures from any text."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from peelextract.statistics import extract_statistics, find_statistics

TEXT = "The force has 47 officers. They answered 82.5 percent of calls."


def test_the_component_stores_what_the_function_finds() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("peelextract_sentences")
    nlp.add_pipe("peelextract_statistics")
    doc = nlp(TEXT)
    assert doc._.peelextract_statistics == find_statistics(doc)
    assert [found.value for found in doc._.peelextract_statistics] == [47, 82.5]


def test_ids_count_up_and_spans_give_the_words() -> None:
    first, second = extract_statistics(TEXT)
    assert (first.id, second.id) == ("statistic-1", "statistic-2")
    assert [TEXT[s.span.start : s.span.end] for s in (first, second)] == ["47", "82.5 percent"]
    assert second.sentence == "They answered 82.5 percent of calls."
    assert second.rule == "quantity.percentage"


def test_no_text_gives_no_statistics() -> None:
    assert extract_statistics("") == []
    assert extract_statistics("Nothing is counted here.") == []


@given(
    st.lists(
        st.sampled_from(
            "12 £3m 45 percent of the a calls one in five (  ) , . ; – to from between and 2018/19 "
            "two-thirds per 1,000 people % each than more half double 5 days \n fell by was".split(
                " "
            )
        ),
        max_size=25,
    )
)
def test_any_run_of_words_gives_verbatim_spans_inside_their_sentence(words: list[str]) -> None:
    text = " ".join(words)
    for statistic in extract_statistics(text):
        assert text[statistic.span.start : statistic.span.end] == statistic.text
        assert statistic.text in statistic.sentence
        assert statistic.sentence in text


@given(st.text(max_size=120))
def test_any_text_is_read_without_error(text: str) -> None:
    extract_statistics(text)


@pytest.mark.parametrize(
    ("text", "every", "measured"),
    [
        ("Help came within 48 hours and stayed for nine days.", [48, 9], []),
        ("The average wait was 17 days.", [17], [17]),
        ("Over the past three years little has changed.", [], []),
        ("The unit was set up two years ago.", [], []),
        ("Within three months, the force should act.", [], []),
    ],
)
def test_general_text_keeps_durations_that_reports_leave_out(
    text: str, every: list[float], measured: list[float]
) -> None:
    assert [s.value for s in extract_statistics(text)] == every
    assert [s.value for s in extract_statistics(text, durations="measured")] == measured
