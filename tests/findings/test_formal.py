"""Findings out of boxes: their words, explanations, lead-ins, addressees and deadlines."""

from __future__ import annotations

from tests.outline.support import outlined

from peelextract.findings.formal import FormalFindings, find_formal

PROSE = (
    "The police listen to their communities, and all officers know what matters to them. There is "
    "a plan for every neighbourhood, which they follow."
)
QUESTION = "How effective is the force at investigating crime and reducing re-offending?"
HEAD = f"Kent PEEL 2018\n\nEffectiveness\n\nPublished on: 2 May 2019\n\n{PROSE}\n\n{QUESTION}\n\nGood\n\n"
LONG = f"PEEL 2023–2025: An inspection of Kent Police\n\nPublished on: 2 May 2024\n\n{PROSE}\n\nInvestigating crime\n\nInadequate\n\n"
END = f"\n\nMain findings\n\n{PROSE}\n"


def found(page: str) -> FormalFindings:
    outline, words = outlined(page)
    formal = find_formal(outline, words)
    text = outline.document.text
    for item in (
        *formal.causes_of_concern,
        *formal.recommendations,
        *formal.areas_for_improvement,
        *formal.practices,
    ):
        assert text[item.span.start : item.span.end] == item.text
    return formal


def test_items_lose_what_joins_them_and_keep_their_sentences() -> None:
    page = f"{HEAD}Areas for improvement\n\n• The force should act; and\n• The force should plan. It has none.\n\n{PROSE}\n"
    areas = found(page).areas_for_improvement
    assert [a.text for a in areas] == [
        "The force should act",
        "The force should plan. It has none.",
    ]
    assert [a.id for a in areas] == [
        "investigating-crime.area-for-improvement-1",
        "investigating-crime.area-for-improvement-2",
    ]
    assert {a.question_id for a in areas} == {"investigating-crime"}


def test_a_title_and_its_explanation() -> None:
    formal = found(f"{LONG}Area for improvement\n\nThe force should act\n\n{PROSE}\n\n{PROSE}{END}")
    [area] = formal.areas_for_improvement
    assert (area.text, area.explanation) == ("The force should act", f"{PROSE}\n{PROSE}")


def test_recommendations_have_what_their_lead_in_says() -> None:
    page = (
        f"{LONG}Cause of concern\n\nThe force is slow\n\n{PROSE}\n\nRecommendations\n\n"
        "Within three months, Kent Police should:\n\n• hurry; and\n• be safe.\n\n"
        f"By 30 June 2025, the chief constable must:\n\n• report.{END}"
    )
    formal = found(page)
    [cause] = formal.causes_of_concern
    assert (cause.text, cause.explanation) == ("The force is slow", PROSE)
    assert [
        (r.text, r.addressee, r.deadline and r.deadline.date, r.cause_of_concern_id)
        for r in formal.recommendations
    ] == [
        ("hurry", "Kent Police", "2024-08-02", cause.id),
        ("be safe.", "Kent Police", "2024-08-02", cause.id),
        ("report.", "the chief constable", "2025-06-30", cause.id),
    ]
    assert formal.recommendations[0].lead_in == "Within three months, Kent Police should:"


def test_recommendations_in_the_box_of_their_cause() -> None:
    page = (
        f"{HEAD}Cause of concern\n\nCrime goes unrecorded.\n\nTo address this, HMICFRS recommends "
        f"that the force should immediately make sure that:\n\n• it records crime.\n\n{PROSE}\n"
    )
    formal = found(page)
    [cause], [recommendation] = formal.causes_of_concern, formal.recommendations
    assert cause.text == "Crime goes unrecorded."
    assert cause.explanation is None
    assert recommendation.text == "it records crime."
    assert recommendation.addressee == "the force"
    assert recommendation.deadline is not None
    assert (recommendation.deadline.text, recommendation.deadline.date) == ("immediately", None)


def test_a_demand_beside_the_list_is_a_recommendation_too() -> None:
    page = (
        f"{LONG}Cause of concern\n\nThe force fails to record crime.\n\nRecommendations\n\n"
        "Within 28 days, the force should write a plan that says how it will act.\n\n"
        "By 30 June 2025, the force should:\n\n• train its staff; and\n• check their work.\n"
    )
    recommendations = found(page).recommendations
    assert [(r.text, r.lead_in) for r in recommendations] == [
        ("Within 28 days, the force should write a plan that says how it will act.", None),
        ("train its staff", "By 30 June 2025, the force should:"),
        ("check their work.", "By 30 June 2025, the force should:"),
    ]
    assert recommendations[0].deadline is not None
    assert recommendations[0].deadline.text == "Within 28 days"


def test_a_recommendation_of_another_question_has_no_cause() -> None:
    other = "How effective is the force at tackling serious and organised crime?"
    page = (
        f"{HEAD}Cause of concern\n\nCrime goes unrecorded.\n\n{PROSE}\n\n{other}\n\nGood\n\n"
        f"Recommendations\n\n• The force should act.\n\n{PROSE}\n"
    )
    [recommendation] = found(page).recommendations
    assert recommendation.question_id == "serious-and-organised-crime"
    assert recommendation.cause_of_concern_id is None


def test_numbered_recommendations() -> None:
    page = (
        f"{LONG}Recommendation 1\n\nBy 30 June 2025, the force should act.\n\nRecommendation 2\n\n"
        f"The chief constable should report.{END}"
    )
    assert [(r.text, r.addressee) for r in found(page).recommendations] == [
        ("By 30 June 2025, the force should act.", "the force"),
        ("The chief constable should report.", "The chief constable"),
    ]


def test_what_an_item_introduces_belongs_to_it() -> None:
    page = (
        f"{LONG}Recommendations\n\nThe force should:\n\n• plan for:\n      o calls; and\n"
        f"      o visits;\n• act.{END}"
    )
    assert [r.text for r in found(page).recommendations] == [
        "plan for:\ncalls; and\nvisits",
        "act.",
    ]


def test_practices_have_their_kind() -> None:
    page = (
        f"{LONG}Innovative practice\n\nDrones find people\n\n{PROSE}\n\nPromising practice\n\n"
        f"Schools swap places\n\n{PROSE}{END}"
    )
    assert [(p.kind.value, p.text) for p in found(page).practices] == [
        ("innovative", "Drones find people"),
        ("promising", "Schools swap places"),
    ]


def test_findings_ahead_of_every_question() -> None:
    page = f"Kent PEEL 2018\n\nEffectiveness\n\nAreas for improvement\n\n• The force should act.\n\n{PROSE}\n\n{QUESTION}\n\n{PROSE}\n"
    [area] = found(page).areas_for_improvement
    assert (area.id, area.question_id) == ("summary.area-for-improvement-1", None)


def test_an_empty_label_is_warned_of_and_one_that_says_none_is_not() -> None:
    empty = found(f"{LONG}Area for improvement\n\nResponding to the public\n\nGood\n\n{PROSE}\n")
    assert [w.code.value for w in empty.warnings] == ["empty_finding"]
    none = found(f"{LONG}Areas for improvement\n\nNone.{END}")
    assert (none.warnings, none.areas_for_improvement) == ([], [])
