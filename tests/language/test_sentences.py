"""Where sentences start."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from peelextract.language import build_pipeline
from peelextract.rules.folder import RuleFolder
from peelextract.rules.language import SentenceRules

FOLDER = RuleFolder()
RULE = FOLDER.read("language/sentences.yaml", SentenceRules).sentences


@cache
def pipeline() -> Language:
    return build_pipeline(FOLDER)


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in pipeline()(text).sents]


@pytest.mark.parametrize("text", RULE.examples.match)
def test_two_sentences(text: str) -> None:
    assert len(sentences(text)) == 2


@pytest.mark.parametrize("text", RULE.examples.no_match)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost £1.5m. It rose by 3.5 percent.", ["It cost £1.5m.", "It rose by 3.5 percent."]),
        ("Why? Nobody knew! They left.", ["Why?", "Nobody knew!", "They left."]),
        ("He said: “It works.” We agree.", ["He said: “It works.”", "We agree."]),
        ("(It is new.) 45 officers use it.", ["(It is new.)", "45 officers use it."]),
        ("One paragraph\nand another", ["One paragraph", "and another"]),
        ("Most acute.1 Under this approach", ["Most acute.1", "Under this approach"]),
        ("See No. 5 and p. 45. It ends.", ["See No. 5 and p. 45.", "It ends."]),
        ("J. Smith met Dr. Hill. They spoke.", ["J. Smith met Dr. Hill.", "They spoke."]),
        ("It ended… Nothing followed.", ["It ended…", "Nothing followed."]),
    ],
)
def test_boundaries(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences("") == []


@given(st.text(alphabet=st.sampled_from("aB1. !?\n“”()£é,"), max_size=80))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    doc = pipeline()(text)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == doc.text == text


@given(st.lists(st.sampled_from(["Crime fell.", "It is £3.5m", "ask Dr. Hill"]), max_size=6))
def test_a_newline_always_ends_a_sentence(lines: list[str]) -> None:
    for sentence in pipeline()("\n".join(lines)).sents:
        assert "\n" not in sentence.text.strip("\n")
