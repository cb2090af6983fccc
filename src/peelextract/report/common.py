"""The building blocks that every part of a report shares."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """Base of all report models: immutable, and closed to unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Model):
    """A run of characters of the report's ``text``."""

    start: Annotated[int, Field(ge=0, description="Offset of the first character.")]
    end: Annotated[int, Field(ge=0, description="Offset behind the last character.")]
    page: Annotated[
        int | None, Field(description="1-based page of a PDF on which it starts, else null.")
    ] = None


class GradeValue(StrEnum):
    """The grades the inspectorates give, and the explicit absence of one."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    UNGRADED = "ungraded"


class GradeBasis(StrEnum):
    """What a grade was read from."""

    LINE = "line"
    TABLE = "table"
    SENTENCE = "sentence"
    CARRIED_OVER = "carried_over"


class Grade(Model):
    """A grade, with the words it was read from."""

    value: GradeValue
    label: Annotated[str, Field(description="The grade as printed.")]
    basis: GradeBasis
    span: Span


class WarningCode(StrEnum):
    """What a warning is about; each has one cause and one remedy."""

    UNKNOWN_FORMAT = "unknown_format"
    ORGANISATION_UNKNOWN = "organisation_unknown"
    QUESTION_MISSING = "question_missing"
    GRADE_MISSING = "grade_missing"
    GRADE_UNEXPECTED = "grade_unexpected"
    GRADE_CONFLICT = "grade_conflict"
    SECTION_DISPROPORTIONATE = "section_disproportionate"
    EMPTY_FINDING = "empty_finding"
    PAGE_WITHOUT_TEXT = "page_without_text"
    TEXT_UNRELIABLE = "text_unreliable"


class ReportWarning(Model):
    """Something a reader of the report would expect and that is not there, or is in doubt."""

    code: WarningCode
    message: Annotated[str, Field(description="What is wrong, and what to do about it.")]
    span: Span | None = None
