"""A report as rows: for each table the tuples in the order of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Table

from ..precedence import Contents, counts_of
from ..report import Grade, Item, Organisation, Report, Span
from . import tables

Row: TypeAlias = tuple[Any, ...]
AnyItem = TypeVar("AnyItem", bound=Item)

_NO_SPAN: Row = (None, None, None)
_NO_GRADE: Row = (None, None, None, None, None, None)


def content_rows(report: Report) -> dict[Table, list[Row]]:
    """The rows of everything the report says, by table; the source's own row is not among them."""
    key = report.id
    return {
        tables.reports: [_report(report)],
        tables.texts: [(key, report.text)],
        tables.pillars: list(_pillars(report)),
        tables.questions: [
            (
                key,
                question.id,
                position,
                question.pillar,
                question.number,
                question.text,
                *_grade(question.grade),
                question.inspected,
                *_span(question.span),
            )
            for position, question in enumerate(report.questions)
        ],
        tables.sections: [
            (key, question.id, position, section.heading, section.level, *_span(section.span))
            for question in report.questions
            for position, section in enumerate(question.sections)
        ],
        tables.causes_of_concern: [
            (*head, item.explanation, *tail)
            for item, head, tail in _framed(key, report.causes_of_concern)
        ],
        tables.recommendations: [
            (
                *head,
                item.cause_of_concern_id,
                item.lead_in,
                item.addressee,
                *((item.deadline.text, item.deadline.date) if item.deadline else (None, None)),
                *tail,
            )
            for item, head, tail in _framed(key, report.recommendations)
        ],
        tables.areas_for_improvement: [
            (*head, item.explanation, *tail)
            for item, head, tail in _framed(key, report.areas_for_improvement)
        ],
        tables.practices: [
            (*head, item.kind.value, item.explanation, *tail)
            for item, head, tail in _framed(key, report.practices)
        ],
        tables.prose_recommendations: [
            (*head, item.addressee, item.modality.value, *tail)
            for item, head, tail in _framed(key, report.prose_recommendations)
        ],
        tables.statistics: list(_statistics(report)),
        tables.warnings: [
            (
                key,
                position,
                warning.code.value,
                warning.message,
                *(_span(warning.span) if warning.span else _NO_SPAN),
            )
            for position, warning in enumerate(report.warnings)
        ],
    }


def organisation_row(report: Report) -> Row | None:
    """The row of the inspected body, where the report names one."""
    body = report.organisation
    return (_body_id(body), body.id, body.name, body.kind, body.gss_code) if body else None


def _body_id(body: Organisation) -> str:
    """One slug may name a county's police force, its fire and rescue service and its council."""
    return body.id if body.kind == "police_force" else f"{body.id}-{body.kind.replace('_', '-')}"


def source_row(report: Report, digest: str, *, is_main: bool) -> Row:
    """The row of the file the report was read from."""
    source, extractor = report.source, report.extractor
    return (
        report.id,
        source.sha256,
        is_main,
        source.name,
        source.media_type,
        source.size,
        source.pages,
        extractor.name,
        extractor.version,
        extractor.rules,
        report.schema_version,
        digest,
        *Contents.of(counts_of(report)),
    )


def _report(report: Report) -> Row:
    return (
        report.id,
        _body_id(report.organisation) if report.organisation else None,
        report.title,
        report.programme,
        report.kind.value,
        report.cycle,
        *_grade(report.grade),
        report.published,
        report.updated,
    )


def _pillars(report: Report) -> Iterator[Row]:
    for position, pillar in enumerate(report.pillars):
        yield (
            report.id,
            pillar.name,
            position,
            pillar.question,
            *_grade(pillar.grade),
            *(_span(pillar.span) if pillar.span else _NO_SPAN),
        )
    # A question may belong to a pillar whose summary the document does not have.
    known = {pillar.name for pillar in report.pillars}
    named = dict.fromkeys(question.pillar for question in report.questions if question.pillar)
    missing = [name for name in named if name not in known]
    for position, name in enumerate(missing, start=len(report.pillars)):
        yield (report.id, name, position, None, *_NO_GRADE, *_NO_SPAN)


def _statistics(report: Report) -> Iterator[Row]:
    for item, head, tail in _framed(report.id, report.statistics):
        comparison, period = item.comparison, item.period
        yield (
            *head,
            item.sentence,
            item.kind.value,
            item.value,
            item.upper,
            item.unit,
            item.numerator,
            item.denominator,
            item.qualifier.value if item.qualifier else None,
            item.of,
            item.measure,
            item.margin,
            *(
                (comparison.relation.value, comparison.value, comparison.with_)
                if comparison
                else (None, None, None)
            ),
            *((period.text, period.start, period.end) if period else (None, None, None)),
            item.attribution,
            *tail,
        )


def _framed(key: str, items: Iterable[AnyItem]) -> Iterator[tuple[AnyItem, Row, Row]]:
    """Each item with the columns that every item has: those ahead of its own, and behind."""
    for position, item in enumerate(items):
        head = (key, item.id, position, item.question_id, item.section, item.text)
        yield item, head, (*_span(item.span), item.rule)


def _span(span: Span) -> Row:
    return (span.start, span.end, span.page)


def _grade(grade: Grade | None) -> Row:
    if grade is None:
        return _NO_GRADE
    return (grade.value.value, grade.label, grade.basis.value, *_span(grade.span))
