"""What the inspectorate found: boxed findings and what the prose recommends."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .common import Model, Span


class PracticeKind(StrEnum):
    """How the inspectorate labels a practice it commends."""

    INNOVATIVE = "innovative"
    PROMISING = "promising"
    GOOD = "good"


class Modality(StrEnum):
    """How strongly a prose recommendation is put."""

    SHOULD = "should"
    MUST = "must"
    NEEDS_TO = "needs_to"
    RECOMMENDS = "recommends"


class Item(Model):
    """What every extracted item carries: its place in the report and the rule that found it."""

    id: Annotated[str, Field(description="Unique in the report, the same for every rendering.")]
    question_id: Annotated[str | None, Field(description="Null outside every question.")]
    section: Annotated[str | None, Field(description="Heading of the section it stands in.")]
    text: Annotated[str, Field(description="The words themselves: report.text[start:end].")]
    span: Span
    rule: Annotated[str, Field(description="Id of the rule that found it.")]


class CauseOfConcern(Item):
    """A cause of concern: ``text`` is the statement or its title sentence."""

    explanation: str | None = None


class Deadline(Model):
    """When a recommendation is due: its words, and the date they come to where known."""

    text: str
    date: Annotated[
        str | None, Field(description="ISO date, or year-month; null where the words name none.")
    ] = None


class Recommendation(Item):
    """A recommendation from a formal box."""

    cause_of_concern_id: str | None = None
    lead_in: Annotated[
        str | None, Field(description="The sentence that introduces a list it is an item of.")
    ] = None
    addressee: str | None = None
    deadline: Deadline | None = None


class AreaForImprovement(Item):
    """An area for improvement: ``text`` is the sentence, or its title sentence."""

    explanation: str | None = None


class Practice(Item):
    """Innovative, promising or good practice that is set in a box."""

    kind: PracticeKind
    explanation: str | None = None


class ProseRecommendation(Item):
    """A sentence outside the boxes that says what the inspected body should do."""

    addressee: str | None
    modality: Modality
