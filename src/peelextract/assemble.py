"""The report put together from what the stages found, with ids, places and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .document import BlockKind
from .findings.formal import FormalFindings, box_blocks
from .outline.model import GradeMark, Outline, QuestionPart
from .report import (
    Extractor,
    Grade,
    Pillar,
    ProseRecommendation,
    Question,
    Report,
    Section,
    Source,
    Span,
    Statistic,
)

if TYPE_CHECKING:
    from .findings.prose import ProseDemand
    from .statistics import Found


_ATTRIBUTES = (
    "rule kind value upper unit numerator denominator qualifier of measure margin comparison "
    "period attribution"
).split()


def assemble(
    outline: Outline,
    formal: FormalFindings,
    demands: Sequence[ProseDemand],
    statistics: Sequence[Found],
    source: Source,
    extractor: Extractor,
) -> Report:
    """Builds and validates the report.

    Raises:
        pydantic.ValidationError: a stage gave an item whose span does not give its words.
    """
    place = _Places(outline)
    identity = outline.identity
    family = identity.family
    return Report(
        id=_report_id(outline, source),
        source=source,
        extractor=extractor,
        title=identity.title,
        programme=family.programme if family else "other",
        kind=identity.kind,
        cycle=identity.cycle,
        organisation=identity.organisation,
        grade=place.grade(outline.grade),
        published=identity.published,
        updated=identity.updated,
        pillars=[
            Pillar(
                name=p.name,
                question=p.question,
                grade=place.grade(p.grade),
                span=place.span(*p.summary) if p.summary else None,
            )
            for p in outline.pillars
        ],
        questions=[place.question(q) for q in outline.questions],
        causes_of_concern=formal.causes_of_concern,
        recommendations=formal.recommendations,
        areas_for_improvement=formal.areas_for_improvement,
        practices=formal.practices,
        prose_recommendations=place.prose(demands),
        statistics=place.statistics(statistics),
        warnings=[*outline.warnings, *formal.warnings],
        text=outline.document.text,
    )


def _report_id(outline: Outline, source: Source) -> str:
    """Programme, cycle, body and pillar; the start of the digest where they are not known."""
    identity = outline.identity
    if identity.family is None or identity.organisation is None:
        return f"document-{source.sha256[:12]}"
    parts = [identity.family.programme, identity.cycle, identity.organisation.id]
    if identity.kind.value == "pillar":
        parts.append(identity.pillar)
    elif identity.kind.value != "full_report":
        parts.append(identity.kind.value)
    if identity.kind.value == "letter" and identity.published:
        parts.append(identity.published)
    return re.sub(r"[^a-z0-9]+", "-", "-".join(p for p in parts if p).lower()).strip("-")


class _Places:
    """Places of an outline: for each offset its question, section and page."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._document = outline.document
        self._boxed = box_blocks(outline.boxes)
        self._counts: dict[tuple[str, str], int] = {}

    def span(self, start: int, end: int) -> Span:
        return Span(start=start, end=end, page=self._document.page_at(start))

    def grade(self, mark: GradeMark | None) -> Grade | None:
        if mark is None:
            return None
        return Grade(
            value=mark.value,
            label=self._document.text[mark.start : mark.end],
            basis=mark.basis,
            span=self.span(mark.start, mark.end),
        )

    def question(self, part: QuestionPart) -> Question:
        end = self._document.blocks[part.last].end
        return Question(
            id=part.id,
            pillar=part.pillar,
            number=part.number,
            text=part.text,
            grade=self.grade(part.grade),
            inspected=part.inspected,
            sections=[
                Section(
                    heading=s.heading.text,
                    level=s.heading.level,
                    span=self.span(s.heading.start, s.end),
                )
                for s in part.sections
            ],
            span=self.span(part.text_start, end),
        )

    def _identified(self, start: int, kind: str) -> dict[str, object]:
        block = self._document.block_at(start)
        question = self._outline.question_at(block.index) if block else None
        of = question.id if question else "summary"
        self._counts[of, kind] = self._counts.get((of, kind), 0) + 1
        return {
            "id": f"{of}.{kind}-{self._counts[of, kind]}",
            "question_id": question.id if question else None,
            "section": self._outline.section_at(start),
        }

    def prose(self, demands: Sequence[ProseDemand]) -> list[ProseRecommendation]:
        """The demands that stand in the prose and not in a box, a heading or a table."""
        found = []
        for demand in demands:
            block = self._document.block_at(demand.start)
            if block is None or block.index in self._boxed:
                continue
            if block.kind in (BlockKind.HEADING, BlockKind.TABLE) or demand.end > block.end:
                continue
            found.append(
                ProseRecommendation.model_validate(
                    {
                        **self._identified(demand.start, "prose-recommendation"),
                        "text": self._document.text[demand.start : demand.end],
                        "span": self.span(demand.start, demand.end),
                        "rule": demand.rule,
                        "addressee": demand.addressee,
                        "modality": demand.modality,
                    }
                )
            )
        return found

    def statistics(self, found: Sequence[Found]) -> list[Statistic]:
        """The statistics with their words, sentences and places."""
        text = self._document.text
        return [
            Statistic(
                **self._identified(s.start, "statistic"),
                text=text[s.start : s.end],
                span=self.span(s.start, s.end),
                sentence=text[s.sentence_start : s.sentence_end],
                **{name: getattr(s, name) for name in _ATTRIBUTES},
            )
            for s in found
        ]
