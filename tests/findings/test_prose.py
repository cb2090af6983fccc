"""Demands in the prose: which sentences put one, to whom, and which only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.analyse import analyser
from peelextract.findings.prose import ProseDemand
from peelextract.rules.folder import open_folder

BODIES = ("the force", "the constabulary", "the service", "Kent Police", "Kent")


def demands(text: str) -> list[ProseDemand]:
    return list(analyser(open_folder())(text, BODIES)._.peelextract_prose_recommendations)


def demand(text: str) -> tuple[str | None, str] | None:
    """Whom a text's only demand is put to, and its modality."""
    found = demands(text)
    assert len(found) < 2
    return (found[0].addressee, found[0].modality.value) if found else None


@pytest.mark.parametrize(
    ("text", "addressee", "modality"),
    [
        ("The force should review its plans.", "The force", "should"),
        ("The force also needs to review its plans.", "The force", "needs_to"),
        ("However, it still needs to review its plans.", "it", "needs_to"),
        ("But Kent Police must review its plans.", "Kent Police", "must"),
        (
            "Kent Police and its partners should review them.",
            "Kent Police and its partners",
            "should",
        ),
        ("The force’s senior leaders need to be seen.", "The force’s senior leaders", "needs_to"),
        ("To achieve this, the constabulary must fill its posts.", "the constabulary", "must"),
        ("Training has begun, but the force needs to do more.", "the force", "needs_to"),
        ("We recommend that the service reviews its fleet.", None, "recommends"),
        ("HMIC recommends that training is reviewed.", None, "recommends"),
        (
            "The constabulary has to do better, and needs to tell victims.",
            "The constabulary",
            "needs_to",
        ),
        ("The force has a good plan but should share it more widely.", "The force", "should"),
    ],
)
def test_a_demand(text: str, addressee: str | None, modality: str) -> None:
    assert demand(text) == (addressee, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Residents told us that the force should hold its meetings in the evening.",
        "The police and crime commissioner said the force must save £3m.",
        "SafeLives recommends that the force should refer 13,370 cases.",
        "In last year’s report, we said that the force should share its plans.",
        "All forces should identify foreseeable risks.",
        "Each fire and rescue service should assess the risks in its area.",
        "Every force must have a plan.",
        "This should help detectives to investigate.",
        "Once it is staffed, it should provide a better service.",
        "Now that he is in post, computer systems should improve.",
        "It should be possible for residents to expect the same service.",
        "Agencies should be proud of this.",
        "Officers must wait for the central team.",
        "Should the grant fall, the force would have to save more.",
        "What should the force do?",
        "The force should have been told sooner.",
        "“The force should do more,” the leaflet says.",
        "The force has people who work hard and should be proud.",
        "The force, it is said, needed to change.",
        "The force needn’t do more than it does.",
        "The Policing Act 1996 says that the force must report.",
    ],
)
def test_no_demand(text: str) -> None:
    assert demand(text) is None


def test_it_is_the_body_that_the_sentences_before_speak_of() -> None:
    body = "The force has a plan for its fleet. It should review the plan."
    others = "A fire and rescue service has many vehicles. It should look after them."
    assert demand(body) == ("It", "should")
    assert demand(others) is None


def test_sentences_are_found_one_by_one_in_a_paragraph() -> None:
    text = "It is slow. The force should hurry. It knows. It should hurry, and it must be safe."
    assert [text[d.start : d.end] for d in demands(text)] == [
        "The force should hurry.",
        "It should hurry, and it must be safe.",
    ]


def test_a_text_without_full_stops_holds_no_sentence() -> None:
    assert demands("The force should do this and " * 200) == []


WORDS = st.sampled_from(
    "the force it should must needs to need recommend we that and but , . ; : ? ( ) “ ” Act 2018 "
    "however Kent Police not also have been \n this all which told us – 12 percent".split(" ")
)


@given(st.lists(WORDS, max_size=30))
def test_any_words_give_demands_that_stand_in_them(words: list[str]) -> None:
    text = " ".join(words)
    ends = -1
    for found in demands(text):
        assert ends < found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.addressee is None or found.addressee in text
        ends = found.start
