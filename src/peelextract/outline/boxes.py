"""Finding boxes: a label, and the blocks below it that belong to it.

Neither a shaded rectangle nor an element of a page is needed; where there is one it is a limit
that the box does not pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Block, BlockKind, Document
from ..rules.families import FindingKind, FindingLabel
from ..rules.structure import FindingRules
from .lexicon import Lexicon, compiled, first_match
from .model import FindingBox, QuestionPart


def find_boxes(
    document: Document, questions: Sequence[QuestionPart], lexicon: Lexicon
) -> list[FindingBox]:
    """Every finding box of a document, in order."""
    heads = {q.first for q in questions}
    labels = [
        (block, label)
        for block in document.blocks
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        and (label := lexicon.label(block.text)) is not None
        and block.index not in heads
    ]
    found = []
    for n, (block, label) in enumerate(labels):
        question = next((q for q in questions if q.first < block.index <= q.last), None)
        stop = labels[n + 1][0].index if n + 1 < len(labels) else len(document.blocks)
        stop = min(stop, question.last + 1 if question else _next_head(block, heads, stop))
        if label.finding is FindingKind.NOTHING:
            continue
        body = list(_body(document, block, label, stop, lexicon))
        found.append(FindingBox(label, block, body, question))
    return found


def _next_head(block: Block, heads: set[int], stop: int) -> int:
    return min((h for h in heads if h > block.index), default=stop)


def _body(
    document: Document, head: Block, label: FindingLabel, stop: int, lexicon: Lexicon
) -> Iterator[Block]:
    """The blocks of one box."""
    limit = _container(document, head)
    candidates = []
    for block in document.blocks[head.index + 1 : stop]:
        if limit is not None and not document.inside(block, limit):
            break
        if block.kind is BlockKind.HEADING and lexicon.is_ending(block.text):
            break
        candidates.append(block)
    titled = lexicon.family.titled_findings and label.finding is not FindingKind.RECOMMENDATION
    if not candidates:
        return
    if limit is not None and head.page is not None:
        yield from candidates
    elif titled and candidates[0].kind is not BlockKind.LIST_ITEM:
        yield from _titled(candidates, head)
    else:
        yield from _listed(candidates, head, label, lexicon.finding)


def _container(document: Document, head: Block) -> int | None:
    """The container that a label opens, where it is the first block in one."""
    if head.container is None:
        return None
    container = head.container
    before = document.blocks[head.index - 1] if head.index else None
    while before is None or not document.inside(before, container):
        outer = document.enclosing.get(container)
        if outer is None:
            return container
        inside_outer = before is not None and document.inside(before, outer)
        if inside_outer:
            return container
        container = outer
    return None


def _ends(block: Block, head: Block) -> bool:
    """Whether a heading stands no lower than the label, so that its box is over."""
    if block.kind is not BlockKind.HEADING:
        return False
    if block.level is None or head.level is None or head.kind is not BlockKind.HEADING:
        return True
    return block.level <= head.level


def _titled(candidates: Sequence[Block], head: Block) -> Iterator[Block]:
    """Titles, each with the paragraphs that explain it."""
    yield candidates[0]
    title = candidates[0]
    for block in candidates[1:]:
        if block.kind is BlockKind.HEADING:
            same = title.kind is BlockKind.HEADING and block.level == title.level
            if block.level is None or head.level is None or block.level <= head.level or not same:
                return
        yield block


def _listed(
    candidates: Sequence[Block], head: Block, label: FindingLabel, rules: FindingRules
) -> Iterator[Block]:
    """A list with what introduces it, or the paragraphs that stand in its place."""
    demands = compiled(rules.demands, {"addressee": r"[^.;:]{2,120}?"})
    listed = False
    for n, block in enumerate(candidates):
        following = candidates[n + 1] if n + 1 < len(candidates) else None
        introduces = (
            following is not None
            and following.kind is BlockKind.LIST_ITEM
            and block.kind is not BlockKind.LIST_ITEM
        )
        if block.kind is BlockKind.LIST_ITEM:
            listed = True
        elif block.kind is BlockKind.HEADING:
            if _ends(block, head) and not (n == 0 and introduces):
                return
        elif listed and not (introduces and block.text.endswith(":")):
            return
        elif not listed and n > 0 and not introduces:
            concern = label.finding is FindingKind.CAUSE_OF_CONCERN
            if not concern and first_match(demands, block.text) is None:
                return
        yield block
