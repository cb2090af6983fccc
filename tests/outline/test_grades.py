"""Grades: what gives one, and the many words that only look as if they did."""

from __future__ import annotations

import pytest
from tests.outline.support import grades, outline_of, said

PREVENTING = (
    "How effective is the force at preventing crime, tackling anti-social behaviour and "
    "keeping people safe?"
)
INVESTIGATING = "How effective is the force at investigating crime and reducing re-offending?"
HEAD = "Kent PEEL 2018\n\nEffectiveness\n\nHow effectively does the force reduce crime and keep people safe?\n\n"
PROSE = (
    "The police listen to their communities, and all officers know what matters to them. There "
    "is a plan for every neighbourhood, which they follow.\n\n"
)


def pillar(*answers: tuple[str, str]) -> str:
    """A page of one pillar; each answer is a question and what stands below it."""
    return HEAD + PROSE + "".join(f"{question}\n\n{below}\n\n" for question, below in answers)


def first(below: str) -> tuple[str, str] | None:
    return grades(pillar((PREVENTING, below), (INVESTIGATING, f"Good\n\n{PROSE}")))[
        "preventing-crime"
    ]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Good", "good"),
        ("Requires improvement", "requires_improvement"),
        ("Requires Improvement.", "requires_improvement"),
        ("OUTSTANDING", "outstanding"),
        ("Graded inadequate", "inadequate"),
        ("Ungraded", "ungraded"),
        ("Overall judgment: Good", "good"),
    ],
)
def test_a_line_below_the_question(line: str, value: str) -> None:
    assert first(f"{line}\n\n{PROSE}") == (value, "line")


@pytest.mark.parametrize(
    "line",
    [
        "Good practice",
        "Good enough",
        "Outstanding warrants",
        "Named and outstanding suspects",
        "Adequate",  # no grade of a police force before 2021
        "Inadequate supervision",
        "To be graded",
    ],
)
def test_lines_that_are_no_grade(line: str) -> None:
    assert first(f"{line}\n\n{PROSE}") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2017, we judged Kent Police as outstanding at preventing crime and keeping people safe.",
        "Kent Police was good in its 2016 assessment.",
        "Our overall judgment this year is the same as last year, when it was good.",
        "The force is good at identifying people who are at risk. It asks the right questions.",
        "Officers have a good understanding of crime and anti-social behaviour, and keep people safe.",
        "There were 320 outstanding warrants and a good range of tactics to keep people safe.",
    ],
)
def test_sentences_that_are_no_grade(sentence: str) -> None:
    assert first(f"{sentence}\n\n{PROSE}") is None


def test_a_lost_grade_is_not_taken_from_the_next_question() -> None:
    found = grades(pillar((PREVENTING, PROSE), (INVESTIGATING, f"Requires improvement\n\n{PROSE}")))
    assert found == {
        "preventing-crime": None,
        "investigating-crime": ("requires_improvement", "line"),
    }


def test_a_sentence_of_its_own_gives_a_lost_grade() -> None:
    sentence = "Kent Police is outstanding at preventing crime."
    assert first(f"{sentence}\n\n{PROSE}") == ("outstanding", "sentence")


def test_a_sentence_ahead_of_others_gives_one_if_it_speaks_of_the_question() -> None:
    sentence = "Kent Police requires improvement in preventing crime and keeping people safe."
    assert first(f"{sentence} {PROSE}") == ("requires_improvement", "sentence")


def test_the_sentence_may_stand_behind_the_boxes() -> None:
    page = (
        "Kent PEEL 2018\n\nEfficiency\n\nHow well does the force plan for the future?\n\n"
        "Areas for improvement\n\n  • The force should share its plan with the public.\n\n"
        "We set out our detailed findings below. These are the basis for our judgment.\n\n"
        f"Assessing future demand\n\nKent Police is good at planning for the future. {PROSE}"
    )
    assert grades(page) == {"planning-for-the-future": ("good", "sentence")}


def test_clauses_of_the_summary_give_lost_grades() -> None:
    page = (
        "Kent PEEL 2017\nEfficiency\nHow efficient is the force at keeping people safe and reducing "
        "crime?\nKent Police is judged to be good. The force’s understanding of demand is judged to "
        "require improvement; its use of resources to manage demand is judged to be good; and its "
        "planning for future demand is also assessed to be outstanding.\n"
        f"How well does the force understand demand?\n{PROSE}"
        f"How well does the force use its resources?\n{PROSE}"
        f"How well is the force planning for the future?\n{PROSE}"
    )
    assert grades(page) == {
        "understanding-demand": ("requires_improvement", "sentence"),
        "meeting-demand": ("good", "sentence"),
        "planning-for-the-future": ("outstanding", "sentence"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "This question was not subject to detailed inspection in 2018/19, and our judgment from the "
        "2017 effectiveness inspection has been carried over.",
        "This question was not inspected in 2017. The grade and findings from last year’s inspection "
        "still stand.",
    ],
)
@pytest.mark.parametrize(("line", "grade"), [("", None), ("Good\n\n", ("good", "carried_over"))])
def test_a_question_that_was_carried_over(
    sentence: str, line: str, grade: tuple[str, str] | None
) -> None:
    page = pillar((PREVENTING, f"{line}{sentence}"), (INVESTIGATING, f"Good\n\n{PROSE}"))
    question = outline_of(page).questions[0]
    assert (question.inspected, said(question.grade)) == (False, grade)


def test_a_question_that_was_neither_inspected_nor_graded() -> None:
    page = (
        "Kent PEEL 2015\nLegitimacy\nTo what extent are forces recording crimes in accordance with "
        "the Home Office Counting Rules?\nThis question has not been inspected or graded in 2015.\n"
        f"{PROSE}"
    )
    [question] = outline_of(page).questions
    assert (question.inspected, said(question.grade)) == (False, ("ungraded", "sentence"))


def test_a_grid_whose_columns_are_the_grades() -> None:
    page = (
        "PEEL 2023–2025: An inspection of Kent Police\n\nOur judgments\n\n"
        "Outstanding\tGood\tAdequate\tRequires improvement\tInadequate\n"
        "\tPreventing crime\tInvestigating crime\t\tResponding to the public\n\n"
        f"Investigating crime\n\n{PROSE}Responding to the public\n\n{PROSE}"
    )
    assert grades(page) == {
        "investigating-crime": ("adequate", "table"),
        "responding-to-the-public": ("inadequate", "table"),
    }


def test_rows_of_names_and_grades() -> None:
    page = (
        "<h1>PEEL 2023–2025: An inspection of Kent Police</h1><table>"
        "<tr><th>Area</th><th>Grade</th></tr>"
        "<tr><td>Investigating crime</td><td>Adequate</td></tr></table>"
        f"<h2>Investigating crime</h2><p>{PROSE}</p>"
    )
    assert grades(page) == {"investigating-crime": ("adequate", "table")}


@pytest.mark.parametrize("dash", [" – ", ": ", " - ", " is "])
def test_a_grade_behind_the_words_of_a_heading(dash: str) -> None:
    page = (
        "<h1>PEEL 2023–2025: An inspection of Kent Police</h1>"
        f"<h2>Investigating crime{dash}<span>Inadequate</span></h2><p>{PROSE}</p>"
    )
    [question] = outline_of(page).questions
    assert (question.text, said(question.grade)) == ("Investigating crime", ("inadequate", "line"))


def test_a_line_that_counts_grades_is_no_area() -> None:
    page = (
        "PEEL 2023–2025: An inspection of Kent Police\n\nInvestigating crime\n\nGood\n\n"
        f"{PROSE}Kent PEEL 2021/22: 1 outstanding, 4 good, 3 adequate\n"
    )
    assert list(grades(page)) == ["investigating-crime"]


def test_a_pillars_grade_and_summary() -> None:
    short = "Kent Police is good at keeping people safe and reducing crime."
    page = HEAD + f"Last updated 09/09/2019\nRequires improvement\n\n{short}\n\n{PROSE}"
    outline = outline_of(page + f"{PREVENTING}\n\nGood\n\n{PROSE}")
    [found] = outline.pillars
    assert said(found.grade) == ("requires_improvement", "line")
    assert found.summary is not None
    assert outline.document.text[slice(*found.summary)] == f"{short}\n{PROSE.strip()}"


def test_an_overview_page_gives_pillars_in_sentences() -> None:
    page = (
        f"Kent 2018/19\n\n{PROSE}\n\nThe force was inspected in tranche two and we found:\n\n"
        "the extent to which the force is effective at reducing crime is good.\n\n"
        "the extent to which the force operates efficiently and sustainably requires improvement.\n\n"
        "the extent to which the force treats the public legitimately is not yet graded.\n"
    )
    found = {p.name: said(p.grade) for p in outline_of(page).pillars}
    assert found == {
        "effectiveness": ("good", "sentence"),
        "efficiency": ("requires_improvement", "sentence"),
    }


def test_the_first_overview_pages_graded_efficiency_alone() -> None:
    page = (
        f"Kent 2014\n\n{PROSE}The available evidence indicates that:\n\n"
        "in terms of its effectiveness, in general, the force is good at reducing crime;\n\n"
        "the efficiency with which the force carries out its responsibilities is good; and\n\n"
        "the force is acting to achieve fairness and legitimacy in most of its practices.\n"
    )
    assert [(p.name, said(p.grade)) for p in outline_of(page).pillars] == [
        ("efficiency", ("good", "sentence"))
    ]
