"""Warnings: what a reader would expect and does not find."""

from __future__ import annotations

import pytest
from tests.outline.support import document_of, outline_of

from peelextract.outline.build import build_outline
from peelextract.rules.folder import open_folder

PROSE = (
    "The police listen to their communities, and all officers know what matters to them. There is "
    "a plan for every neighbourhood, which they follow."
)
FUTURE = "How well does the force plan for the future?"
DEMAND = "How well does the force use its resources to meet the demand it faces?"
HEADLINE = (
    "How efficiently does the force operate and how sustainable are its services to the public?"
)
HEAD = f"Kent PEEL 2018\n\nEfficiency\n\n{HEADLINE}\n\nGood\n\n{PROSE}\n\n"


def warnings(page: str, name: str = "report") -> list[tuple[str, str]]:
    """Codes, and what each message quotes, if it does."""
    outline, _ = build_outline(document_of(page, name), open_folder())
    return [(w.code.value, w.message.partition("“")[2].partition("”")[0]) for w in outline.warnings]


def test_a_whole_report_calls_for_none() -> None:
    page = f"{HEAD}{DEMAND}\n\nGood\n\n{PROSE}\n\n{FUTURE}\n\nInadequate\n\n{PROSE}\n"
    assert warnings(page) == []


def test_a_question_that_is_missing() -> None:
    assert warnings(f"{HEAD}{FUTURE}\n\nGood\n\n{PROSE}\n") == [("question_missing", DEMAND)]


def test_a_grade_that_is_missing() -> None:
    page = f"{HEAD}{DEMAND}\n\n{PROSE}\n\n{FUTURE}\n\nGood\n\n{PROSE}\n"
    assert warnings(page) == [("grade_missing", DEMAND)]
    [warning] = outline_of(page).warnings
    assert warning.span is not None
    assert outline_of(page).document.text[warning.span.start : warning.span.end] == DEMAND


def test_a_pillars_grade_that_is_missing() -> None:
    page = HEAD.replace("Good\n\n", "") + f"{DEMAND}\n\nGood\n\n{PROSE}\n\n{FUTURE}\n\nGood\n"
    [warning] = outline_of(page).warnings
    assert warning.message.startswith("no grade was found for efficiency;")


def test_questions_that_are_never_graded_are_not_missed() -> None:
    page = (
        f"Kent PEEL 2014\n\nLegitimacy\n\n{PROSE}\n\nTo what extent does the force ensure that the "
        f"workforce acts with integrity?\n\n{PROSE}\n"
    )
    assert "grade_missing" not in {code for code, _ in warnings(page)}


def test_a_body_that_is_unknown() -> None:
    page = f"PEEL 2023–2025\n\n{PROSE}\n"
    assert ("organisation_unknown", "") in warnings(page)
    assert ("organisation_unknown", "") not in warnings(page, "kent-police-2023-25.txt")


def test_an_unknown_document_has_one_warning() -> None:
    assert warnings("Minutes\n\nThe council met.") == [("unknown_format", "")]


@pytest.mark.parametrize(("times", "warned"), [(1, False), (12, True)])
def test_an_answer_out_of_proportion(times: int, warned: bool) -> None:
    areas = ["Investigating crime", "Responding to the public", "Protecting vulnerable people"]
    page = f"PEEL 2023–2025: An inspection of Kent Police\n\n{PROSE}\n\n" + "".join(
        f"{area}\n\nGood\n\n" + f"{PROSE}\n\n" * (times if area == areas[1] else 1)
        for area in areas
    )
    found = [quoted for code, quoted in warnings(page) if code == "section_disproportionate"]
    assert found == ([areas[1]] if warned else [])


def test_messages_say_what_to_do() -> None:
    for warning in outline_of(f"{HEAD}{FUTURE}\n\n{PROSE}\n").warnings:
        assert ";" in warning.message
        assert "\n" not in warning.message
