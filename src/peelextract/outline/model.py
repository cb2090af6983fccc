"""The outline of a document: what it is and how it is divided."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..document import Block, Document
from ..report import (
    DocumentKind,
    GradeBasis,
    GradeValue,
    Organisation,
    ReportWarning,
)
from ..rules.families import Family, FindingLabel


@dataclass(frozen=True, slots=True)
class Identity:
    """What the title page says of a report.

    Attributes:
        family: the family it belongs to; None where no rule file knows it.
        title: as printed; ``title_block`` is the index of the first block it stands in.
        pillar: name of the pillar that the title names.
        published, updated: ISO dates, or a year and month.
    """

    family: Family | None
    title: str | None
    title_block: int | None
    kind: DocumentKind
    cycle: str | None
    pillar: str | None
    organisation: Organisation | None
    published: str | None
    updated: str | None


@dataclass(frozen=True, slots=True)
class GradeMark:
    """A grade and the words it was read from."""

    value: GradeValue
    start: int
    end: int
    basis: GradeBasis


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A headed part of a question; ``end`` is behind its last character."""

    heading: Block
    end: int


@dataclass(slots=True)
class QuestionPart:
    """A question with the blocks of its answer, ``first`` to ``last``, its own among them.

    ``text_start`` and ``text`` are its words as printed, without number and grade.
    """

    id: str
    pillar: str | None
    number: str | None
    text: str
    text_start: int
    first: int
    last: int
    graded: bool = True
    grade: GradeMark | None = None
    inspected: bool = True
    sections: list[SectionPart] = field(default_factory=list)


@dataclass(slots=True)
class PillarPart:
    """A pillar; ``summary`` is the span of its first paragraphs."""

    name: str
    question: str | None
    first: int
    last: int
    grade: GradeMark | None = None
    summary: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class FindingBox:
    """A label of a finding and the blocks below it that belong to it."""

    label: FindingLabel
    heading: Block
    body: Sequence[Block]
    question: QuestionPart | None


@dataclass(slots=True)
class Outline:
    """A document, divided; its questions and their sections are in order and do not overlap."""

    document: Document
    identity: Identity
    pillars: list[PillarPart]
    questions: list[QuestionPart]
    boxes: list[FindingBox]
    grade: GradeMark | None
    warnings: list[ReportWarning]
    _sections: list[SectionPart] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._sections = [section for question in self.questions for section in question.sections]

    def question_at(self, block: int) -> QuestionPart | None:
        """The question in whose answer a block stands."""
        n = bisect_right(self.questions, block, key=lambda question: question.first)
        return self.questions[n - 1] if n and block <= self.questions[n - 1].last else None

    def section_at(self, offset: int) -> str | None:
        """The heading of the section in which a character stands."""
        n = bisect_right(self._sections, offset, key=lambda section: section.heading.start)
        return (
            self._sections[n - 1].heading.text if n and offset < self._sections[n - 1].end else None
        )
