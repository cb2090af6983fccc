"""A family: the reports of one programme and cycle, and what sets them apart.

One file below ``rules/families`` describes one family; adding a cycle or another inspectorate
is adding a file. Wordings are compared by ``rules.wording.key``: case, quotes, dashes,
``&``/``and`` and punctuation do not matter.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ..report import DocumentKind, GradeValue, PracticeKind
from .base import RuleModel

Words = Annotated[str, Field(min_length=2)]


class TitleForm(RuleModel):
    """A form of title.

    Attributes:
        form: the whole title; ``{organisation}`` stands for the body's name in any of its
            forms, ``{pillar}`` for a pillar's name or one of its headings, ``{any}`` for
            anything (also nothing), ``{year}`` for a cycle or year, ``{month}`` for a month
            with its year, ``{date}`` for a date or a run of dates.
        kind: which part of an inspection a document with this title reports.
    """

    form: Words
    kind: DocumentKind


class QuestionRule(RuleModel):
    """A question, or an area of inspection.

    Attributes:
        id: unique in the family; becomes the id of the report's question. Keep it when the
            wording changes between cycles, so that answers can be joined.
        number: as printed beside the question in its pillar; null where none is printed.
        text: the usual wording in reports.
        aliases: other wordings that stand above the answer, noun headings among them.
        labels: short forms that stand only in grids and tables of grades.
        graded: false where the inspectorate gives no grade.
        optional: true where many reports of the family leave it out.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    number: str | None = None
    text: Words
    aliases: list[Words] = []
    labels: list[Words] = []
    graded: bool = True
    optional: bool = False


class PillarRule(RuleModel):
    """A pillar and its questions.

    Attributes:
        name: as the report's ``pillars`` give it.
        headings: what a pillar's page or part is headed with.
        question: the headline question or statement; null where there is none.
        aliases: other wordings of it.
        words: forms of its name by which a sentence speaks of it ("effective").
        graded: false where the pillar as a whole gets no grade.
    """

    name: Literal["effectiveness", "efficiency", "legitimacy", "leadership", "people"]
    headings: list[Words]
    question: Words | None = None
    aliases: list[Words] = []
    words: list[Words] = []
    graded: bool = True
    questions: list[QuestionRule] = []


class FindingKind(StrEnum):
    """What stands below a label."""

    CAUSE_OF_CONCERN = "cause_of_concern"
    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    PRACTICE = "practice"
    NOTHING = "nothing"


class FindingLabel(RuleModel):
    """Words above a finding box.

    Attributes:
        id: stands as ``rule`` on the findings below the label.
        finding: their kind; ``nothing`` closes a box (strengths, case studies).
        headings: the label's whole words; a trailing ``{any}`` lets a topic follow.
        practice: which kind of practice.
        quotes: what stands below is quoted from an earlier report; nothing of it is found.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")]
    finding: FindingKind
    headings: list[Words]
    practice: PracticeKind | None = None
    quotes: bool = False

    @model_validator(mode="after")
    def _practice_has_kind(self) -> FindingLabel:
        if (self.finding is FindingKind.PRACTICE) != (self.practice is not None):
            raise ValueError("a practice, and only a practice, has a kind of practice")
        return self


class Family(RuleModel):
    """One programme and cycle.

    Attributes:
        id: the file's name without its ending; opens the ids of the family's reports.
        description: what the family is, for the person who edits it.
        programme, cycle: as the report gives them; ``cycle`` null where a report's own year is
            its cycle, or where there are none.
        titles: forms of title; the more specific one wins.
        addresses: parts of a page's address that only this family has.
        requires: one of these must stand in the text, where titles alone are ambiguous.
        published: first and last month in which reports came out (``2017-11``); decides
            between families whose reports look the same.
        organisation_kind: of the inspected body.
        organisation_frames: forms of words that name the body where no register does;
            ``{organisation}`` marks the name.
        grades: the scale: each grade's labels. Empty for an ungraded family.
        pillars: with their questions, or, for a family of areas, left empty.
        areas: questions that belong to no pillar.
        unlisted_questions: true where a heading with a grade below it is an area even if the
            catalogue does not know it.
        overall_headings: headings or table labels of the document's own overall grade.
        labels: finding labels that the family adds, or gives another meaning.
        titled_findings: findings have a title sentence with an explanation below it.
        quoting: headings of parts that repeat the findings of an earlier report; boxes below
            them are no findings of this one.
        endings: headings that end the last question, beside the shared ones.
        self_reference: how reports call the inspected body ("the force").
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    description: str
    programme: Literal[
        "PEEL",
        "FRS",
        "CDI",
        "custody",
        "child_protection",
        "thematic",
        "ILACS",
        "SIF",
        "JTAI",
        "other",
    ]
    cycle: str | None = None
    titles: list[TitleForm] = []
    addresses: list[Words] = []
    requires: list[Words] = []
    published: tuple[str, str] | None = None
    organisation_kind: Literal["police_force", "fire_and_rescue_service", "other"]
    organisation_frames: list[Words] = []
    grades: dict[GradeValue, list[Words]] = {}
    pillars: list[PillarRule] = []
    areas: list[QuestionRule] = []
    unlisted_questions: bool = False
    overall_headings: list[Words] = []
    labels: list[FindingLabel] = []
    titled_findings: bool = False
    quoting: list[Words] = []
    endings: list[Words] = []
    self_reference: list[Words]

    @model_validator(mode="after")
    def _unique(self) -> Family:
        ids = [q.id for q in self.areas] + [q.id for p in self.pillars for q in p.questions]
        if len(ids) != len(set(ids)):
            raise ValueError("two questions have the same id")
        return self
