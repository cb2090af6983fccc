"""Grades: from a line in grade position, a table, a grid, or a sentence of fixed form.

A grade word anywhere else is prose. A grade that a rendering lost stays null: it is never
taken from what stands behind the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Block, BlockKind, Document
from ..report import GradeBasis, GradeValue
from ..rules.structure import Inspection
from ..rules.wording import key
from .candidates import Catalogue
from .grade_marks import (
    PROSE,
    REACH,
    grade_below,
    is_prose,
    line_grade,
    mark_of,
    sentence_mark,
    sentences,
    stems,
)
from .grade_tables import named_grades, table_grades
from .lexicon import Lexicon, first_match
from .model import GradeMark, PillarPart, QuestionPart

_OPENING = 30
"""Blocks from the start among which the grade of the whole is said."""


def first_answer(document: Document, questions: Sequence[QuestionPart]) -> int:
    """The block at which the first answer begins; behind the last where there is none."""
    return min((q.first for q in questions if q.last > q.first), default=len(document.blocks))


def grade_questions(
    document: Document, questions: Sequence[QuestionPart], lexicon: Lexicon, catalogue: Catalogue
) -> None:
    """Gives each question its grade, and marks those that were not inspected."""
    tables = dict(table_grades(document, lexicon, catalogue, first_answer(document, questions)))
    for question in questions:
        heading = document.blocks[question.first]
        below = document.blocks[question.first + 1 : question.last + 1]
        question.grade = (
            _behind(heading, question, lexicon)
            or grade_below(below, lexicon)
            or _above(document, question, lexicon)
        )
        if question.grade is None and question.id in tables:
            question.grade = tables[question.id]
        _inspection(question, below, lexicon)
        if question.grade is None and question.graded:
            question.grade = _sentence(question, below, lexicon)
        elif question.grade is None:
            question.grade = _said_ungraded(document, lexicon)


def _behind(heading: Block, question: QuestionPart, lexicon: Lexicon) -> GradeMark | None:
    """A grade that stands in the heading itself, behind its words."""
    offset = question.text_start - heading.start + len(question.text)
    if offset >= len(heading.text):
        return None
    found = lexicon.trailing_grade.search(heading.text, max(offset - 1, 0))
    return mark_of(found, heading.start, lexicon, GradeBasis.LINE) if found else None


def _above(document: Document, question: QuestionPart, lexicon: Lexicon) -> GradeMark | None:
    """A badge set directly above the heading, unless it is the grade of what stands before."""
    at = question.first - 1
    if at > 0 and re.fullmatch(r"\d{1,2}\.?", document.blocks[at].text):
        at -= 1
    if at < 1:
        return None
    before = document.blocks[at - 1]
    if len(before.text) <= PROSE and before.kind is not BlockKind.LIST_ITEM:
        return None
    return line_grade(document.blocks[at], lexicon)


def _inspection(question: QuestionPart, below: Sequence[Block], lexicon: Lexicon) -> None:
    """Sentences that say the question was carried over, not inspected, or is ungraded."""
    says = {rule.id: rule.says for rule in lexicon.grading.inspections}
    for start, sentence in sentences(below[: REACH + 2]):
        found = first_match(lexicon.inspections, sentence)
        if found is None:
            continue
        kind = says[found[0]]
        if kind is not Inspection.UNGRADED:
            question.inspected = False
        if kind is Inspection.CARRIED_OVER and question.grade is not None:
            grade = question.grade
            question.grade = GradeMark(grade.value, grade.start, grade.end, GradeBasis.CARRIED_OVER)
        elif kind is not Inspection.CARRIED_OVER and question.grade is None:
            question.grade = GradeMark(
                GradeValue.UNGRADED, start, start + len(sentence), GradeBasis.SENTENCE
            )
        return


def _said_ungraded(document: Document, lexicon: Lexicon) -> GradeMark | None:
    """The words by which a report says that the areas without a grade have none."""
    says = {rule.id: rule.says for rule in lexicon.grading.inspections}
    for start, sentence in sentences(document.blocks):
        found = first_match(lexicon.inspections, sentence) if "grade" in sentence else None
        if found is not None and says[found[0]] is Inspection.UNGRADED:
            end = start + len(sentence)
            return GradeMark(GradeValue.UNGRADED, start, end, GradeBasis.SENTENCE)
    return None


def _sentence(question: QuestionPart, below: Sequence[Block], lexicon: Lexicon) -> GradeMark | None:
    """The grade that the first words below a heading repeat, where its line is lost.

    A paragraph of that one sentence is the template's own; a sentence ahead of others counts
    only where it speaks of what the question asks, since "the force is good at identifying…"
    opens many a paragraph that grades nothing.
    """
    block = _first_prose(below, lexicon)
    if block is None:
        return None
    told = list(sentences([block]))
    start, sentence = told[0]
    found = first_match(lexicon.grade_sentences, sentence)
    if found is None:
        return None
    heads = len(told) == 1 and block in below[:REACH]
    if heads or _speaks_of(sentence, question.text):
        return sentence_mark(found[1], start, lexicon)
    return None


def _first_prose(below: Sequence[Block], lexicon: Lexicon) -> Block | None:
    """The first paragraph of an answer, behind the lists of its findings and what leads to it."""
    for block in below:
        if block.kind is not BlockKind.PARAGRAPH or len(block.text) <= 25:
            continue
        if not lexicon.is_introduction(block.text):
            return block
    return None


def _speaks_of(sentence: str, question: str) -> bool:
    asked = stems(question) - {"force"}
    return len(asked & stems(sentence)) >= max(min(2, len(asked)), round(0.4 * len(asked)), 1)


def grade_pillars(
    document: Document,
    pillars: Sequence[PillarPart],
    questions: Sequence[QuestionPart],
    lexicon: Lexicon,
) -> None:
    """Gives each pillar its grade and the span of its summary."""
    tables = named_grades(document, lexicon, first_answer(document, questions))
    for pillar in pillars:
        own = [q.first for q in questions if pillar.first < q.first <= pillar.last]
        end = min(own, default=pillar.last + 1)
        blocks = document.blocks[pillar.first : end]
        pillar.grade = next(
            (g for b in _before_prose(blocks) if (g := line_grade(b, lexicon))), None
        )
        if pillar.grade is None:
            pillar.grade = tables.get(pillar.name) or _overall_sentence(blocks, lexicon)
        prose = [b for b in blocks if b.kind is BlockKind.PARAGRAPH and is_prose(b.text)]
        if any(len(b.text) > PROSE for b in prose):
            pillar.summary = (prose[0].start, prose[-1].end)


def _before_prose(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if len(block.text) > 250:
            return
        yield block


def _overall_sentence(blocks: Sequence[Block], lexicon: Lexicon) -> GradeMark | None:
    prose = [b for b in blocks if b.kind is BlockKind.PARAGRAPH and len(b.text) > 40]
    for start, sentence in sentences(prose):
        found = first_match(lexicon.grade_sentences, sentence)
        if found is not None:
            return sentence_mark(found[1], start, lexicon)
    return None


def overall_grade(
    document: Document, questions: Sequence[QuestionPart], lexicon: Lexicon, title: int | None
) -> GradeMark | None:
    """The document's own grade, where its family gives one outside any pillar."""
    wanted = {key(heading) for heading in lexicon.family.overall_headings}
    if not wanted:
        return None
    for name, grade in named_grades(document, lexicon, first_answer(document, questions)).items():
        if name in wanted:
            return grade
    for block in document.blocks:
        if key(block.text) in wanted:
            below = grade_below(document.blocks[block.index + 1 : block.index + 3], lexicon)
            if below is not None:
                return below
        found = lexicon.trailing_grade.search(block.text)
        if found is not None and key(block.text[: found.start()]) in wanted:
            return mark_of(found, block.start, lexicon, GradeBasis.LINE)
    for start, sentence in sentences(document.blocks[:_OPENING], cells=True):
        for _, form in lexicon.overall_grades:
            said = form.match(sentence)
            # A line that a table's cell runs together with the next one ends before a capital.
            if said and (said.end() == len(sentence) or sentence[said.end()].isupper()):
                return sentence_mark(said, start, lexicon)
    if title is not None:
        return grade_below(document.blocks[title + 1 :], lexicon)
    return None
