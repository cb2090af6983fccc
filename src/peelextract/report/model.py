"""The report: the one definition of what an extraction gives."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from .common import Grade, Model, ReportWarning, Span
from .findings import (
    AreaForImprovement,
    CauseOfConcern,
    Item,
    Practice,
    ProseRecommendation,
    Recommendation,
)
from .statistic import Statistic

SCHEMA_VERSION: Final = "1.0"


class DocumentKind(StrEnum):
    """Which part of an inspection a document reports."""

    PILLAR = "pillar"
    FULL_REPORT = "full_report"
    ORGANISATION_SUMMARY = "organisation_summary"
    LETTER = "letter"
    UNKNOWN = "unknown"


class Source(Model):
    """The file a report was read from."""

    name: str
    media_type: str
    sha256: str
    size: Annotated[int, Field(description="Bytes.")]
    pages: Annotated[int | None, Field(description="Pages of a PDF.")] = None


class Extractor(Model):
    """What made the report."""

    name: str
    version: str
    rules: Annotated[str, Field(description="SHA-256 digest of the rules in force.")]


class Organisation(Model):
    """The inspected body."""

    id: Annotated[str, Field(description="The slug of police.uk or of the inspectorate.")]
    name: str
    kind: Literal["police_force", "fire_and_rescue_service", "other"]
    gss_code: str | None = None


class Pillar(Model):
    """A pillar with its headline question; ``span`` is its summary."""

    name: str
    question: str | None
    grade: Grade | None
    span: Span | None


class Section(Model):
    """A headed part of a question; ``span`` starts at the heading."""

    heading: str
    level: int | None
    span: Span


class Question(Model):
    """A question or area; ``span`` reaches from its words to the end of its answer."""

    id: str
    pillar: str | None
    number: str | None
    text: str
    grade: Grade | None
    inspected: bool = True
    sections: list[Section]
    span: Span


class Report(Model):
    """One inspection report. All spans index ``text``; see each model for its fields."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    source: Source
    extractor: Extractor
    title: str | None
    programme: str
    kind: DocumentKind
    cycle: str | None
    organisation: Organisation | None
    grade: Grade | None
    published: Annotated[str | None, Field(description="ISO date, or year-month.")]
    updated: Annotated[str | None, Field(description="ISO date.")]
    pillars: list[Pillar]
    questions: list[Question]
    causes_of_concern: list[CauseOfConcern]
    recommendations: list[Recommendation]
    areas_for_improvement: list[AreaForImprovement]
    practices: list[Practice]
    prose_recommendations: list[ProseRecommendation]
    statistics: list[Statistic]
    warnings: list[ReportWarning]
    text: str

    def items(self) -> Iterator[Item]:
        """Every extracted item, kind by kind."""
        yield from self.causes_of_concern
        yield from self.recommendations
        yield from self.areas_for_improvement
        yield from self.practices
        yield from self.prose_recommendations
        yield from self.statistics

    @model_validator(mode="after")
    def _traceable(self) -> Self:
        """Hold every verbatim field against the text, and every reference against its target."""
        seen: set[str] = set()
        questions = {q.id for q in self.questions}
        concerns = {c.id for c in self.causes_of_concern}
        for item in self.items():
            if self.text[item.span.start : item.span.end] != item.text:
                raise ValueError(f"{item.id}: its span does not give its text")
            if item.id in seen:
                raise ValueError(f"{item.id}: the id is used twice")
            seen.add(item.id)
            if item.question_id is not None and item.question_id not in questions:
                raise ValueError(f"{item.id}: no question {item.question_id}")
        for statistic in self.statistics:
            if not _stands_about(statistic, self.text):
                raise ValueError(f"{statistic.id}: its sentence is not in the text")
        for recommendation in self.recommendations:
            target = recommendation.cause_of_concern_id
            if target is not None and target not in concerns:
                raise ValueError(f"{recommendation.id}: no cause of concern {target}")
        for question in self.questions:
            if not self.text.startswith(question.text, question.span.start):
                raise ValueError(f"{question.id}: its span does not start with its text")
            for section in question.sections:
                if not self.text.startswith(section.heading, section.span.start):
                    raise ValueError(f"{section.heading}: its span does not start with it")
        for grade in self._grades():
            if self.text[grade.span.start : grade.span.end] != grade.label:
                raise ValueError(f"grade {grade.label}: its span does not give its label")
        return self

    def _grades(self) -> Iterator[Grade]:
        grades = [self.grade, *(p.grade for p in self.pillars), *(q.grade for q in self.questions)]
        yield from (grade for grade in grades if grade is not None)


def _stands_about(statistic: Statistic, text: str) -> bool:
    """Whether a statistic's sentence is in the text; it is about the statistic, or anywhere."""
    around = max(0, statistic.span.end - len(statistic.sentence))
    within = statistic.span.start + len(statistic.sentence)
    return text.find(statistic.sentence, around, within) >= 0 or statistic.sentence in text
