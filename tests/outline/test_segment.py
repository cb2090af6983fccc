"""Pillars, questions and sections: where they begin and end."""

from __future__ import annotations

from tests.outline.support import outline_of

from peelextract.outline.model import Outline

PREVENTING = (
    "How effective is the force at preventing crime, tackling anti-social behaviour and keeping "
    "people safe?"
)
INVESTIGATING = "How effective is the force at investigating crime and reducing re-offending?"
ORGANISED = "How effective is the force at tackling serious and organised crime?"
HEADLINE = "How effectively does the force reduce crime and keep people safe?"
HEAD = f"Kent PEEL 2018\n\nEffectiveness\n\n{HEADLINE}\n\n"
PROSE = (
    "The police listen to their communities, and all officers know what matters to them. There is "
    "a plan for every neighbourhood, which they follow.\n\n"
)
LONG = "PEEL 2023–2025: An inspection of Kent Police\n\n"


def questions(outline: Outline) -> list[tuple[str, str | None, str | None]]:
    return [(q.id, q.number, q.pillar) for q in outline.questions]


def answers(outline: Outline) -> dict[str, str]:
    """The words of each question with its answer."""
    doc = outline.document
    return {
        q.id: doc.text[doc.blocks[q.first].start : doc.blocks[q.last].end]
        for q in outline.questions
    }


def sections(outline: Outline) -> list[list[str]]:
    return [[s.heading.text for s in q.sections] for q in outline.questions]


def test_numbers_on_the_line_before() -> None:
    page = f"{HEAD}{PROSE}1\n\n{PREVENTING}\n\nGood\n\n{PROSE}Summary for question 1\n2\n\n"
    outline = outline_of(f"{page}{INVESTIGATING}\n\nGood\n\n{PROSE}")
    assert questions(outline) == [
        ("preventing-crime", "1", "effectiveness"),
        ("investigating-crime", "2", "effectiveness"),
    ]
    assert answers(outline)["preventing-crime"].endswith("which they follow.")


def test_numbers_in_the_heading() -> None:
    page = f"{HEAD}{PROSE}Question 2: {INVESTIGATING}\n\nGood\n\n{PROSE}"
    [question] = outline_of(page).questions
    assert (question.number, question.text) == ("2", INVESTIGATING)


def test_a_page_number_is_no_questions_number() -> None:
    page = f"{HEAD}{PROSE}12\n\n{PROSE}{INVESTIGATING}\n\n{PROSE}"
    [question] = outline_of(page).questions
    assert question.number is None


def test_the_headline_is_no_question() -> None:
    outline = outline_of(f"{HEAD}{PROSE}{PREVENTING}\n\n{PROSE}")
    assert [q.text for q in outline.questions] == [PREVENTING]
    [pillar] = outline.pillars
    assert (pillar.name, pillar.question) == ("effectiveness", HEADLINE)


def test_a_question_in_the_contents_and_the_body_is_one() -> None:
    contents = f"Contents\n\n{PREVENTING}\n\n{INVESTIGATING}\n\n{ORGANISED}\n\n"
    body = "".join(f"{q}\n\nGood\n\n{PROSE}" for q in (PREVENTING, INVESTIGATING, ORGANISED))
    outline = outline_of(f"{HEAD}{contents}{PROSE}{body}")
    assert [q.id for q in outline.questions] == [
        "preventing-crime",
        "investigating-crime",
        "serious-and-organised-crime",
    ]
    assert all("which they follow." in answer for answer in answers(outline).values())


def test_wordings_may_differ_a_little() -> None:
    page = f"{HEAD}{PROSE}{INVESTIGATING.replace('re-offending', 'reoffending').upper()}\n\n{PROSE}"
    assert [q.id for q in outline_of(page).questions] == ["investigating-crime"]


def test_a_sentence_that_answers_in_the_questions_words_is_no_question() -> None:
    area = "Police powers and treating the public fairly and respectfully"
    answer = "Kent Police is good at using police powers and treating the public fairly and respectfully."
    page = f"{LONG}{PROSE}{area}\n\nGood\n\n{answer}\n\n{PROSE}{PROSE}"
    outline = outline_of(page)
    assert [q.text for q in outline.questions] == [area]
    assert answer in answers(outline)[outline.questions[0].id]


def test_a_section_close_to_its_question_stays_a_section() -> None:
    question = "How well does the force ensure that its workforce behaves ethically and lawfully?"
    section = "How well does the force ensure that its workforce behaves lawfully?"
    page = (
        f"Kent PEEL 2017\n\nLegitimacy\n\n{question}\n\nGood\n\n{PROSE}{section}\n\n{PROSE}{PROSE}"
    )
    outline = outline_of(page)
    assert [q.text for q in outline.questions] == [question]
    assert sections(outline) == [[section]]


def test_a_question_of_the_diagnostics_is_a_section() -> None:
    diagnostic = "How effective is the force’s initial investigative response?"
    page = f"{HEAD}{PROSE}{INVESTIGATING}\n\nGood\n\n{PROSE}{diagnostic}\n\n{PROSE}"
    outline = outline_of(page)
    assert [q.id for q in outline.questions] == ["investigating-crime"]
    assert sections(outline) == [[diagnostic]]


def test_a_numbered_question_that_no_catalogue_knows() -> None:
    unknown = "How well does the force look after its horses?"
    page = f"{HEAD}{PROSE}1\n\n{PREVENTING}\n\n{PROSE}2\n\n{unknown}\n\nGood\n\n{PROSE}"
    assert questions(outline_of(page))[1] == ("question-2", "2", "effectiveness")


def test_an_area_that_no_catalogue_knows_has_a_grade_below_it() -> None:
    page = (
        f"{LONG}Investigating crime\n\nGood\n\n{PROSE}Looking after horses\n\nAdequate\n\n{PROSE}"
        f"Horses are well fed\n\n{PROSE}"
    )
    outline = outline_of(page)
    assert [q.text for q in outline.questions] == ["Investigating crime", "Looking after horses"]
    assert sections(outline) == [[], ["Horses are well fed"]]


def test_what_stands_behind_the_last_answer_belongs_to_none() -> None:
    page = f"{HEAD}{PROSE}{PREVENTING}\n\n{PROSE}Annex A – About the data\n\nData words.\n\n"
    outline = outline_of(page)
    assert "Data words" not in answers(outline)["preventing-crime"]
    assert sections(outline) == [[]]


def test_sections_leave_out_labels_grades_dates_numbers_and_figures() -> None:
    page = (
        f"{LONG}Investigating crime\n\nGood\n\nLast updated 02/05/2019\n\nMain findings\n\n{PROSE}"
        "Area for improvement\n\nThe force should keep records\n\n"
        "It has none at present. This is a gap.\n\n"
        f"38% of crimes\n\n{PROSE}The force has enough detectives\n\n{PROSE}"
    )
    assert sections(outline_of(page)) == [["Main findings", "The force has enough detectives"]]


def test_sections_of_bold_paragraphs() -> None:
    page = (
        f"<h1>Kent PEEL 2018</h1><h2>Effectiveness</h2><p><b>{INVESTIGATING}</b></p>"
        f"<p>{PROSE}</p><p><b>Catching criminals</b></p><p>{PROSE}</p>"
        "<p><b>The force must act now.</b></p><p>It will.</p>"
    )
    assert sections(outline_of(page)) == [["Catching criminals"]]


def test_a_heading_with_nothing_below_it_heads_nothing() -> None:
    page = f"{HEAD}{PREVENTING}\n\n{PROSE}Catching criminals\n\n{PROSE}Contact us\n"
    assert sections(outline_of(page)) == [["Catching criminals"]]


def test_pillars_of_a_full_report() -> None:
    page = (
        "PEEL: Police effectiveness, efficiency and legitimacy 2018/19\n\n"
        f"An inspection of Kent Police\n\nEffectiveness\n\n{HEADLINE}\n\nGood\n\n{PROSE}{PREVENTING}"
        f"\n\nGood\n\n{PROSE}Efficiency\n\nHow efficiently does the force operate and how "
        f"sustainable are its services to the public?\n\nInadequate\n\n{PROSE}"
        f"How well does the force plan for the future?\n\nOutstanding\n\n{PROSE}"
    )
    outline = outline_of(page)
    assert [(p.name, p.grade and p.grade.value.value) for p in outline.pillars] == [
        ("effectiveness", "good"),
        ("efficiency", "inadequate"),
    ]
    assert [(q.id, q.pillar) for q in outline.questions] == [
        ("preventing-crime", "effectiveness"),
        ("planning-for-the-future", "efficiency"),
    ]


def test_parts_follow_each_other_and_do_not_overlap() -> None:
    page = f"{HEAD}{PROSE}" + "".join(
        f"{q}\n\nGood\n\n{PROSE}Part of it\n\n{PROSE}" for q in (PREVENTING, INVESTIGATING)
    )
    outline = outline_of(page)
    first, second = outline.questions
    assert first.last < second.first
    for question in outline.questions:
        [section] = question.sections
        assert question.first < section.heading.index <= question.last
        assert section.end == outline.document.blocks[question.last].end
        assert outline.question_at(section.heading.index) is question
        assert outline.section_at(section.heading.start) == "Part of it"
    assert outline.question_at(0) is None
    assert outline.section_at(0) is None
