"""What a reader of the report would expect and that the outline lacks."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from ..report import DocumentKind, ReportWarning, Span, WarningCode
from .lexicon import Lexicon
from .model import Outline, QuestionPart

_SHARE = 0.65
"""Share of all answers from which one of several is out of proportion."""
_SHORT = 0.02
"""Share of the median answer below which one is out of proportion."""


def check(outline: Outline, lexicon: Lexicon | None) -> list[ReportWarning]:
    """Every warning that an outline calls for, in a fixed order."""
    found = list(_unknown(outline))
    if lexicon is not None:
        found += _missing(outline, lexicon)
        found += _ungraded(outline, lexicon)
        found += _proportions(outline)
    found += _pages(outline)
    return found


def _unknown(outline: Outline) -> Iterator[ReportWarning]:
    family = outline.identity.family
    if family is None:
        yield ReportWarning(
            code=WarningCode.UNKNOWN_FORMAT,
            message="no rule file knows this kind of document, so that only its statistics and "
            "text are given; add a family under rules/families to read more of it",
        )
    elif outline.identity.organisation is None and family.programme != "thematic":
        yield ReportWarning(
            code=WarningCode.ORGANISATION_UNKNOWN,
            message="neither title, address nor file name names a body of the register; "
            "name the file after the body, or add it under rules/organisations",
        )


def _missing(outline: Outline, lexicon: Lexicon) -> Iterator[ReportWarning]:
    """Questions of the set that are not there."""
    if outline.identity.kind not in (DocumentKind.PILLAR, DocumentKind.FULL_REPORT):
        return
    family = lexicon.family
    there = {q.id for q in outline.questions}
    pillars = [p for p in family.pillars if outline.identity.pillar in (None, p.name)]
    asked = [*family.areas, *(q for p in pillars for q in p.questions)]
    for question in asked:
        if question.id not in there and not question.optional:
            yield ReportWarning(
                code=WarningCode.QUESTION_MISSING,
                message=f"“{question.text}” was not found; see whether the source has it under "
                "another heading, and add that as an alias",
            )


def _ungraded(outline: Outline, lexicon: Lexicon) -> Iterator[ReportWarning]:
    if not lexicon.family.grades:
        return
    for question in outline.questions:
        if question.grade is None and question.graded:
            yield ReportWarning(
                code=WarningCode.GRADE_MISSING,
                message=f"no grade was found for “{question.text}”; look it up in the source, "
                "whose copy may have lost it",
                span=_span(outline, question),
            )
    for pillar in outline.pillars:
        rule = next(p for p in lexicon.family.pillars if p.name == pillar.name)
        if pillar.grade is None and rule.graded:
            yield ReportWarning(
                code=WarningCode.GRADE_MISSING,
                message=f"no grade was found for {pillar.name}; look it up in the source, whose "
                "copy may have lost it",
            )


def _proportions(outline: Outline) -> Iterator[ReportWarning]:
    sizes = {q.id: _size(outline, q) for q in outline.questions if q.inspected}
    if len(sizes) < 3:
        return
    total, middle = sum(sizes.values()), median(sizes.values())
    for question in outline.questions:
        size = sizes.get(question.id)
        if size is None or (size <= _SHARE * total and size >= _SHORT * middle):
            continue
        yield ReportWarning(
            code=WarningCode.SECTION_DISPROPORTIONATE,
            message=f"“{question.text}” holds {size / total:.0%} of all answers; see whether a "
            "heading was missed or taken for one",
            span=_span(outline, question),
        )


def _size(outline: Outline, question: QuestionPart) -> int:
    blocks = outline.document.blocks
    return blocks[question.last].end - blocks[question.first].start


def _span(outline: Outline, question: QuestionPart) -> Span:
    end = question.text_start + len(question.text)
    page = outline.document.page_at(question.text_start)
    return Span(start=question.text_start, end=end, page=page)


def _pages(outline: Outline) -> Iterator[ReportWarning]:
    for page in outline.document.metadata.blank_pages:
        yield ReportWarning(
            code=WarningCode.PAGE_WITHOUT_TEXT,
            message=f"page {page} shows something but holds no text; read it in the source",
        )
