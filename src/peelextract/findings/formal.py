"""Formal findings: what stands in the boxes of an outline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Block, BlockKind
from ..outline.deadlines import DeadlineFinder
from ..outline.lexicon import Lexicon, compiled, first_match
from ..outline.model import FindingBox, Outline
from ..report import (
    AreaForImprovement,
    CauseOfConcern,
    Practice,
    Recommendation,
    ReportWarning,
    Span,
    WarningCode,
)
from ..rules.families import FindingKind


@dataclass(slots=True)
class FormalFindings:
    """The findings of all boxes, each kind in reading order."""

    causes_of_concern: list[CauseOfConcern] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    areas_for_improvement: list[AreaForImprovement] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    warnings: list[ReportWarning] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """One finding of a box, as offsets into the text."""

    start: int
    end: int
    explanation: tuple[int, int] | None = None
    lead_in: Block | None = None


def find_formal(outline: Outline, lexicon: Lexicon) -> FormalFindings:
    """Reads the findings out of the boxes of an outline."""
    return _Reader(outline, lexicon).read()


class _Reader:
    def __init__(self, outline: Outline, lexicon: Lexicon) -> None:
        self._outline = outline
        self._text = outline.document.text
        self._lexicon = lexicon
        self._demands = compiled(lexicon.finding.demands, lexicon.slots)
        self._lead_ins = compiled(lexicon.finding.lead_ins, lexicon.slots)
        self._counts_only = compiled([lexicon.finding.counts])
        self._deadlines = DeadlineFinder(lexicon.finding.deadlines, outline.identity.published)
        self._found = FormalFindings()
        self._counts: dict[tuple[str, str], int] = {}
        self._concern: CauseOfConcern | None = None

    def read(self) -> FormalFindings:
        for box in self._outline.boxes:
            if not box.body:
                self._empty(box)
                continue
            match box.label.finding:
                case FindingKind.CAUSE_OF_CONCERN:
                    self._cause(box)
                case FindingKind.RECOMMENDATION:
                    for part in self._listed(box.body, alone=True):
                        self._recommendation(box, part)
                case FindingKind.AREA_FOR_IMPROVEMENT:
                    for part in self._parts(box):
                        self._area(box, part)
                case FindingKind.PRACTICE:
                    for part in self._parts(box):
                        self._practice(box, part)
                case FindingKind.NOTHING:
                    pass
        return self._found

    def _empty(self, box: FindingBox) -> None:
        """Warns of a label without a finding, unless another label or "none" stands below it."""
        blocks = self._outline.document.blocks
        after = blocks[box.heading.index + 1] if box.heading.index + 1 < len(blocks) else None
        if box.label.finding is FindingKind.NOTHING or after is None:
            return
        if self._lexicon.label(after.text) or first_match(self._counts_only, after.text):
            return
        self._found.warnings.append(
            ReportWarning(
                code=WarningCode.EMPTY_FINDING,
                message=f"nothing was found below “{box.heading.text}”; "
                "read the finding in the source",
                span=self._span(box.heading.start, box.heading.end),
            )
        )

    def _span(self, start: int, end: int) -> Span:
        return Span(start=start, end=end, page=self._outline.document.page_at(start))

    def _common(self, box: FindingBox, part: _Part, kind: str) -> dict[str, object]:
        question = box.question.id if box.question else None
        of = question or "summary"
        self._counts[of, kind] = self._counts.get((of, kind), 0) + 1
        return {
            "id": f"{of}.{kind}-{self._counts[of, kind]}",
            "question_id": question,
            "section": self._outline.section_at(box.heading.start),
            "text": self._text[part.start : part.end],
            "span": self._span(part.start, part.end),
            "rule": box.label.id,
        }

    def _explained(self, part: _Part) -> str | None:
        if part.explanation is None:
            return None
        return self._text[part.explanation[0] : part.explanation[1]]

    def _cause(self, box: FindingBox) -> None:
        """The statement with its explanation, then the recommendations in the same box."""
        body = list(box.body)
        first_item = next(
            (n for n, b in enumerate(body) if b.kind is BlockKind.LIST_ITEM), len(body)
        )
        split = len(body)
        if 0 < first_item < len(body):
            if first_match(self._lead_ins, body[first_item - 1].text):
                split = first_item - 1
            elif first_match(self._demands, body[first_item].text):
                # A copy that lost one-word lines has no "Recommendations" above the list.
                split = first_item
        statement = body[:split]
        if statement:
            parts = (
                list(self._titled(statement))
                if self._lexicon.family.titled_findings
                else [self._stated(statement)]
            )
            for part in parts:
                fields = self._common(box, part, "cause-of-concern")
                self._concern = CauseOfConcern.model_validate(
                    {**fields, "explanation": self._explained(part)}
                )
                self._found.causes_of_concern.append(self._concern)
        for part in self._listed(body[split:], alone=True) if split < len(body) else ():
            self._recommendation(box, part)

    @staticmethod
    def _stated(blocks: Sequence[Block]) -> _Part:
        rest = blocks[1:]
        explanation = (rest[0].start, rest[-1].end) if rest else None
        return _Part(blocks[0].start, blocks[0].end, explanation)

    def _recommendation(self, box: FindingBox, part: _Part) -> None:
        concern = self._concern
        question = box.question.id if box.question else None
        if concern is not None and concern.question_id != question:
            concern = None
        own = self._text[part.start : part.end]
        lead = part.lead_in.text if part.lead_in else None
        deadline = (self._deadlines.find(lead) if lead else None) or self._deadlines.find(own)
        fields = self._common(box, part, "recommendation")
        self._found.recommendations.append(
            Recommendation.model_validate(
                {
                    **fields,
                    "cause_of_concern_id": concern.id if concern else None,
                    "lead_in": lead,
                    "addressee": self._addressee(lead) or self._addressee(own),
                    "deadline": deadline,
                }
            )
        )

    def _area(self, box: FindingBox, part: _Part) -> None:
        fields = self._common(box, part, "area-for-improvement")
        self._found.areas_for_improvement.append(
            AreaForImprovement.model_validate({**fields, "explanation": self._explained(part)})
        )

    def _practice(self, box: FindingBox, part: _Part) -> None:
        fields = self._common(box, part, "practice")
        self._found.practices.append(
            Practice.model_validate(
                {**fields, "kind": box.label.practice, "explanation": self._explained(part)}
            )
        )

    def _parts(self, box: FindingBox) -> Iterator[_Part]:
        """The findings of a box of areas for improvement or of practice."""
        first = box.body[0]
        introduced = len(box.body) > 1 and box.body[1].kind is BlockKind.LIST_ITEM
        listed = first.kind is BlockKind.LIST_ITEM or (
            introduced and (first.text.endswith(":") or not self._lexicon.family.titled_findings)
        )
        topical = (
            first.kind is BlockKind.HEADING
            and len(box.body) > 1
            and not self._lexicon.family.titled_findings
            and first_match(self._demands, box.body[1].text) is not None
        )
        if listed:
            yield from self._listed(box.body)
        elif topical:
            yield from self._paragraphs([b for b in box.body if b.kind is not BlockKind.HEADING])
        elif self._lexicon.family.titled_findings or first.kind is BlockKind.HEADING:
            yield from self._titled(box.body)
        else:
            yield from self._paragraphs(box.body)

    @staticmethod
    def _titled(blocks: Sequence[Block]) -> Iterator[_Part]:
        """Titles with what explains them; every heading or bold line is a title."""
        starts = [0] + [
            n
            for n, block in enumerate(blocks)
            if n > 0 and (block.kind is BlockKind.HEADING or (block.strong and blocks[0].strong))
        ]
        for n, at in enumerate(starts):
            after = starts[n + 1] if n + 1 < len(starts) else len(blocks)
            yield _Reader._stated(blocks[at:after])

    def _paragraphs(self, blocks: Sequence[Block]) -> Iterator[_Part]:
        """Findings set as paragraphs: the first, and each that puts a demand of its own."""
        starts = [0] + [
            n
            for n, block in enumerate(blocks)
            if n > 0 and first_match(self._demands, block.text) is not None
        ]
        for n, at in enumerate(starts):
            after = starts[n + 1] if n + 1 < len(starts) else len(blocks)
            yield _Reader._stated(blocks[at:after])

    def _listed(self, blocks: Sequence[Block], *, alone: bool = False) -> Iterator[_Part]:
        """The items of a list below what introduces it; paragraphs where there is no list.

        Args:
            blocks: the list with what stands about it.
            alone: paragraphs beside the list that put a demand are findings too.
        """
        if not any(block.kind is BlockKind.LIST_ITEM for block in blocks):
            yield from self._paragraphs([b for b in blocks if b.kind is not BlockKind.TABLE])
            return
        lead: Block | None = None
        top = min(b.depth for b in blocks if b.kind is BlockKind.LIST_ITEM)
        open_item: list[Block] = []
        for block in [*blocks, None]:
            nested = block is not None and block.kind is BlockKind.LIST_ITEM and block.depth > top
            if nested and open_item:
                open_item.append(block)  # type: ignore[arg-type]
                continue
            if open_item:
                yield self._item(open_item, lead)
                open_item = []
            if block is None:
                return
            if first_match(self._counts_only, block.text) is not None:
                continue
            if block.kind is BlockKind.LIST_ITEM:
                open_item = [block]
            elif block.text.endswith(":"):
                lead = block
            elif alone and first_match(self._demands, block.text) is not None:
                lead = None
                yield _Part(block.start, block.end)

    def _item(self, blocks: Sequence[Block], lead: Block | None) -> _Part:
        """An item of a list; what it introduces belongs to it."""
        last = blocks[-1] if blocks[0].text.endswith(":") else blocks[0]
        end = last.end - self._tail(last.text)
        return _Part(blocks[0].start, end, lead_in=lead)

    def _tail(self, text: str) -> int:
        """How many characters end an item of a list without belonging to it."""
        for tail in self._lexicon.finding.tails:
            found = re.search(rf"\s*{re.escape(tail)}\s*$", text)
            if found:
                return len(text) - found.start()
        return 0

    def _addressee(self, text: str | None) -> str | None:
        """Whom a demand is put to: what stands before its verb, without its deadline."""
        if text is None:
            return None
        found = first_match(self._demands, text.rstrip(":"))
        named = found[1].groupdict().get("addressee") if found else None
        if named is None:
            return None
        words = self._deadlines.without(named)
        words = re.split(r"\brecommends? (?:that )?", words)[-1].strip(" ,")
        return words if 0 < len(words.split()) <= 12 else None


def box_blocks(boxes: Iterable[FindingBox]) -> set[int]:
    """Indexes of all blocks that stand in finding boxes."""
    return {block.index for box in boxes for block in (box.heading, *box.body)}
