"""Finding boxes: which labels open one, and how far it reaches."""

from __future__ import annotations

import pytest
from tests.outline.support import bodies, outline_of

PROSE = (
    "The police listen to their communities, and all officers know what matters to them. There is "
    "a plan for every neighbourhood, which they follow."
)
QUESTION = "How effective is the force at investigating crime and reducing re-offending?"
HEAD = f"Kent PEEL 2018\n\nEffectiveness\n\n{PROSE}\n\n{QUESTION}\n\nGood\n\n"
LONG = f"PEEL 2023–2025: An inspection of Kent Police\n\n{PROSE}\n\nInvestigating crime\n\nGood\n\n"
FIRST, SECOND = "The force should keep records.", "The force should mend its cars."


def boxes(page: str) -> list[tuple[str, list[str]]]:
    return bodies(outline_of(page).boxes)


@pytest.mark.parametrize("label", ["Areas for improvement", "Area for improvement", "AFIs"])
def test_a_list_below_a_label(label: str) -> None:
    page = f"{HEAD}{label}\n\n• {FIRST}\n• {SECOND}\n\n{PROSE}\n"
    assert boxes(page) == [(label, [FIRST, SECOND])]


@pytest.mark.parametrize(
    "line",
    [
        "Areas for improvement identified by the inspectorate",
        "We found no areas for improvement.",
        "This was an area for improvement at our 2016 inspection",
        "areas for improvement",
        "Causes of concern letter",
    ],
)
def test_lines_that_open_no_box(line: str) -> None:
    assert boxes(f"{HEAD}{line}\n\n• {FIRST}\n\n{PROSE}\n") == []


def test_a_sentence_without_a_bullet() -> None:
    page = f"{HEAD}Areas for improvement\n\n{FIRST}\n\n{PROSE}\n"
    assert boxes(page) == [("Areas for improvement", [FIRST])]


def test_an_empty_box_takes_nothing_from_the_next_question() -> None:
    other = "How effective is the force at tackling serious and organised crime?"
    page = f"{HEAD}Areas for improvement\n\n{other}\n\nGood\n\n{PROSE}\n"
    assert boxes(page) == [("Areas for improvement", [])]


def test_a_label_follows_a_label() -> None:
    page = (
        f"{HEAD}Cause of concern\n\nThe force is too slow.\n\nRecommendations\n\n• be faster.\n\n"
        f"Areas for improvement\n\n• {FIRST}\n\n{PROSE}\n"
    )
    assert boxes(page) == [
        ("Cause of concern", ["The force is too slow."]),
        ("Recommendations", ["be faster."]),
        ("Areas for improvement", [FIRST]),
    ]


def test_lists_with_lead_ins_of_their_own() -> None:
    page = (
        f"{LONG}Recommendations\n\nWithin three months, Kent Police should:\n\n• keep records.\n\n"
        f"By 30 June 2025, Kent Police should:\n\n• mend cars.\n\nMain findings\n\n{PROSE} The force "
        "should also:\n\n• not be here.\n"
    )
    [(_, words)] = boxes(page)
    assert words == [
        "Within three months, Kent Police should:",
        "keep records.",
        "By 30 June 2025, Kent Police should:",
        "mend cars.",
    ]


def test_a_title_with_its_explanation_ends_at_the_next_heading() -> None:
    page = f"{LONG}Area for improvement\n\nThe force should act\n\n{PROSE}\n\n{PROSE}\n\nMain findings\n\n{PROSE}\n"
    assert boxes(page) == [("Area for improvement", ["The force should act", PROSE, PROSE])]


def test_several_titles_below_one_label() -> None:
    page = (
        "<h1>PEEL 2021/22 – An inspection of Kent Police</h1><h2>Investigating crime</h2>"
        "<p>Adequate</p><h3>Areas for improvement</h3><h4>The force should act</h4>"
        f"<p>{PROSE}</p><h4>Victims must be told</h4><p>{PROSE}</p><h3>Main findings</h3>"
    )
    assert boxes(page) == [
        ("Areas for improvement", ["The force should act", PROSE, "Victims must be told", PROSE])
    ]


def test_an_element_around_a_box_is_its_limit() -> None:
    page = (
        f"<h1>Kent PEEL 2018</h1><h2>Effectiveness</h2><h3>{QUESTION}</h3><p>Good</p>"
        f"<div><h4>Areas for improvement</h4><p>{FIRST}</p></div><p>{SECOND}</p><p>{PROSE}</p>"
    )
    assert boxes(page) == [("Areas for improvement", [FIRST])]


def test_a_label_in_its_own_paragraph() -> None:
    page = f"{HEAD}Cause of concern: The force fails to record crime as it should, at great risk.\n\n{PROSE}\n"
    [(_, [words])] = boxes(page)
    assert words == "The force fails to record crime as it should, at great risk."


def test_a_topic_behind_a_label_is_no_finding() -> None:
    page = f"{LONG}Cause of concern: responding to the public\n\nThe force is slow\n\n{PROSE}\n"
    assert boxes(page) == [
        ("Cause of concern: responding to the public", ["The force is slow", PROSE])
    ]


def test_a_sentence_that_counts_findings_is_none() -> None:
    page = f"{HEAD}Areas for improvement\n\nWe have not identified any areas for improvement.\n\n{PROSE}\n"
    assert boxes(page) == [("Areas for improvement", [])]
