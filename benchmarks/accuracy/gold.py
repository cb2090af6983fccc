"""What an annotation file holds: the findings of one report, as a careful reader noted them.

A gold file is JSON and knows nothing of the program. Its items carry words of the report, so that
one file serves every rendering of a report. Unknown keys are refused, since a misspelt one would
go unscored.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Place: TypeAlias = int | str | None
"""A question: its printed number, or its place from 1 where none is printed; None: no question."""


class GoldError(ValueError):
    """A gold file is not one; the message names the file and the key."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Body(_Model):
    """The inspected body."""

    id: str | None = None
    name: str | None = None


class PillarMark(_Model):
    name: str
    question: str | None = None
    grade: str | None = None
    grade_source: str | None = None
    summary_paragraphs: int | None = None


class QuestionMark(_Model):
    number: int | str | None = None
    text: str
    grade: str | None = None
    sections: list[str] = []
    grade_source: str | None = None
    inspected: bool = True


class Finding(_Model):
    """A cause of concern or an area for improvement: its statement, or its title sentence."""

    question: Place
    text: str


class RecommendationMark(Finding):
    cause_of_concern: int | None = None
    deadline: Annotated[
        str | None, Field(description="ISO date, or the words where it is relative.")
    ] = None


class PracticeMark(Finding):
    kind: str


class Demand(Finding):
    """A prose recommendation; ``must`` be found, ``optional``, or ``never``."""

    tier: Literal["must", "optional", "never"]


class Comparison(_Model):
    relation: str
    value: float | None = None
    with_: Annotated[str | None, Field(alias="with")] = None


class Figure(_Model):
    """A statistic that has to be found (``must``) or may be (``optional``)."""

    tier: Literal["must", "optional"]
    question: Place
    quote: str
    kind: str
    value: float
    upper: float | None = None
    unit: str | None = None
    numerator: float | None = None
    denominator: float | None = None
    qualifier: str | None = None
    of: str | None = None
    comparison: Comparison | None = None
    period: str | None = None
    role: str | None = None
    margin: float | None = None


class NoFigure(_Model):
    """A number that is no statistic, and why; without ``number`` all of its words are none."""

    tier: Literal["never"]
    question: Place
    quote: str
    number: float | None = None
    why: str


class Gold(_Model):
    """One report's annotations; what is absent or null at the top is not scored."""

    document: str
    title: str | None = None
    title_accept: list[str] = []
    programme: str | None = None
    cycle: str | None = None
    kind: str | None = None
    force: Body | None = None
    updated: str | None = None
    published: str | None = None
    overall_grade: str | None = None
    pillars: list[PillarMark] = []
    questions: list[QuestionMark] = []
    questions_optional: list[QuestionMark] = []
    causes_of_concern: list[Finding] = []
    recommendations: list[RecommendationMark] = []
    areas_for_improvement: list[Finding] = []
    practices: list[PracticeMark] = []
    prose_recommendations: list[Demand] = []
    statistics: list[Annotated[Figure | NoFigure, Field(discriminator="tier")]] = []

    def places(self) -> list[tuple[Place, QuestionMark]]:
        """Each question with what the items below it call it."""
        return [
            (place if question.number is None else question.number, question)
            for place, question in enumerate(self.questions, 1)
        ]


def read_gold(path: Path) -> Gold:
    """Reads a gold file.

    Raises:
        GoldError: it is not JSON, or a key is unknown, missing or of another type.
    """
    try:
        return Gold.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise GoldError(f"{path}: {where}: {first['msg']}; correct the annotation") from error
