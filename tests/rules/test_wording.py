"""Forms of words: the notation, and what two wordings share."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.errors import RulesError
from peelextract.rules.wording import alternatives, close, key, pattern, required_words, whole


def matches(form: str, text: str, **slots: str) -> bool:
    [expression] = whole([form], slots)
    return expression.fullmatch(text) is not None


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Area[s] for improvement", "AREAS FOR IMPROVEMENT:"),
        ("Area[s] for improvement", "Area for improvement"),
        ("[Page] last updated [on] {date}", "Last updated 09/09/2019"),
        ("[Page] last updated [on] {date}", "Page last updated on: 9 September 2019."),
        ("(We|HMIC) recommend[s] [that]", "HMIC recommends that"),
        ("{any} carried over {any}", "carried over"),
        ("{any} carried over {any}", "It has been carried over from 2017"),
        ("Recommendation {number}", "Recommendation twelve"),
        ("Recommendation {number}", "Recommendation 1.2"),
        ("The force’s plan", "the force's plan"),
        ("crime & disorder", "Crime and disorder"),
        ("crime and disorder", "crime & disorder"),
        ("PEEL 2018/19", "PEEL 2018–19"),
        ("PEEL {year}", "PEEL 2023–2025"),
        ("score\\]", "score]"),
        ("[[Very] long] words", "very long words"),
        ("[[Very] long] words", "words"),
        ("{month} \\| © {any}", "March 2018 | © HMICFRS 2018"),
    ],
)
def test_forms(form: str, text: str) -> None:
    assert matches(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Area[s] for improvement", "Areas for improvement identified"),
        ("Area[s] for improvement", "Areasfor improvement"),
        ("[very] good", "verygood"),
        ("{some} carried over", "carried over"),
        ("Last updated {date}", "Last updated 2019"),
        ("(We|HMIC) judge", "They judge"),
        ("a.b", "axb"),
    ],
)
def test_forms_that_do_not_match(form: str, text: str) -> None:
    assert not matches(form, text)


def test_slots_are_named_groups() -> None:
    [expression] = whole(["{body} is {grade}"], {"body": r".+?", "grade": "(?:good|bad)"})
    found = expression.fullmatch("Kent Police is good.")
    assert found is not None
    assert found.groupdict() == {"body": "Kent Police", "grade": "good"}


def test_a_slot_that_stands_twice_is_named_once() -> None:
    [expression] = whole(["{number} to {number}"])
    found = expression.fullmatch("three to five")
    assert found is not None
    assert found["number"] == "three"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("a {nonsense} form", "unknown slot {nonsense}"),
        ("a [form", "leaves a bracket open"),
        ("a form)", "closes a bracket it did not open"),
    ],
)
def test_wrong_forms(form: str, message: str) -> None:
    with pytest.raises(RulesError, match=re.escape(message)):
        pattern(form)


def test_alternatives_prefer_the_longest_and_none_match_nothing() -> None:
    assert re.match(alternatives(["good", "good enough"]), "good enough", re.IGNORECASE) is not None
    found = re.match(alternatives(["good", "good enough"]), "good enough")
    assert found is not None
    assert found[0] == "good enough"
    assert re.search(alternatives([]), "anything") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How well does the force’s plan work?", "how well does the forces plan work"),
        ("Crime & disorder", "Crime and disorder"),
        ("PEEL 2023–2025", "PEEL 2023-25"),
        ("reducing re-offending", "Reducing reoffending"),
        ("anti-social behaviour", "antisocial behaviour"),
        ("serious – organised", "serious, organised"),
    ],
)
def test_keys_that_are_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_keys_that_differ() -> None:
    assert key("£5") != key("5")
    assert key("5%") != key("5")
    assert key("recreation") != key("creation")
    assert key("PEEL 2018") != key("PEEL 2018/19")


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


def test_close_wordings() -> None:
    one = key("How effective is the force at tackling serious and organised crime?")
    other = key("How effective is the force at tackling serious or organised crime?")
    far = key("How effective is the force at investigating crime and reducing re-offending?")
    assert close(frozenset(one.split()), frozenset(other.split()))
    assert not close(frozenset(one.split()), frozenset(far.split()))
    assert not close(frozenset(["good"]), frozenset(["good", "practice"]))


def test_required_words_are_those_that_may_not_be_missing() -> None:
    assert required_words("[Page] last updated [on] {date}") == {"last", "updated"}
    assert required_words("Area[s] for (improvement|change)") == {"for"}
    assert required_words("[[Very] long] words") == {"words"}


WORDS = st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=30)


def escaped(words: str) -> str:
    return re.sub(r"([\[\](){}|\\])", r"\\\1", words)


@given(WORDS)
def test_any_plain_words_are_a_form_that_matches_them(words: str) -> None:
    form = " ".join(words.split())
    if not form or "{" in form or "}" in form:
        return
    [expression] = whole([escaped(form)])
    assert expression.fullmatch(form) is not None
