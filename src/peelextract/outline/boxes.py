"""Finding boxes: a label, and the blocks below it that belong to it.

Neither a shaded rectangle nor an element of a page is needed; where there is one it is a limit
that the box does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Block, BlockKind, Document
from ..rules.families import FindingKind, FindingLabel
from .lexicon import Compiled, Lexicon, compiled, first_match
from .model import FindingBox, QuestionPart

_SENTENCE_END = re.compile(r"\.(?:\s*\([^()]{1,30}\))?$")
"""The end of a sentence, which a reference to a paragraph may follow."""
_LONGEST_LABEL = 60
_SHORTEST_SENTENCE = 40
"""Characters from which words behind a label are a finding and not its topic."""


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
    quoted = _quoted_parts(document, lexicon)
    found = []
    for n, (block, label) in enumerate(labels):
        if block.index in quoted:
            label = label.model_copy(update={"finding": FindingKind.NOTHING, "quotes": True})
        question = next((q for q in questions if q.first < block.index <= q.last), None)
        stop = labels[n + 1][0].index if n + 1 < len(labels) else len(document.blocks)
        stop = min(stop, question.last + 1 if question else _next_head(block, heads, stop))
        if label.finding is FindingKind.NOTHING and not label.quotes:
            continue
        body = list(
            _quoted(document, block, stop)
            if label.quotes
            else _body(document, block, label, stop, lexicon)
        )
        found.append(FindingBox(label, block, body, question))
    found += _inline(document, questions, lexicon, quoted)
    return sorted(found, key=lambda box: box.heading.index)


def _inline(
    document: Document, questions: Sequence[QuestionPart], lexicon: Lexicon, quoted: set[int]
) -> Iterator[FindingBox]:
    """Findings whose label stands in their own paragraph: "Cause of concern: The force …"."""
    for block in document.blocks:
        colon = block.text.find(": ", 0, _LONGEST_LABEL)
        words = block.text[colon + 2 :]
        if colon < 0 or block.index in quoted or len(words) < _SHORTEST_SENTENCE:
            continue
        label = lexicon.label(block.text[:colon])
        if label is None or label.finding is FindingKind.NOTHING or not _SENTENCE_END.search(words):
            continue
        question = next((q for q in questions if q.first < block.index <= q.last), None)
        body = replace(block, kind=BlockKind.PARAGRAPH, text=words, start=block.start + colon + 2)
        yield FindingBox(label, block, [body], question)


def _quoted_parts(document: Document, lexicon: Lexicon) -> set[int]:
    """Indexes of the blocks in parts that repeat an earlier report.

    Such a part ends at a heading no lower than its own; where the source tells no levels, at
    the first that is no label.
    """
    found: set[int] = set()
    opened: Block | None = None
    for block in document.blocks:
        if block.kind is BlockKind.HEADING or block.strong:
            if lexicon.is_quoting(block.text):
                opened = block
                continue
            levels_told = opened is not None and None not in (block.level, opened.level)
            if opened is not None and _ends(block, opened):
                opened = opened if not levels_told and lexicon.label(block.text) else None
        if opened is not None:
            found.add(block.index)
    return found


def _next_head(block: Block, heads: set[int], stop: int) -> int:
    return min((h for h in heads if h > block.index), default=stop)


def _quoted(document: Document, head: Block, stop: int) -> Iterator[Block]:
    """Everything up to the next heading."""
    for block in document.blocks[head.index + 1 : stop]:
        if _is_heading(block, head):
            return
        yield block


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
    if not candidates:
        return
    demands = compiled(lexicon.finding.demands, lexicon.slots)
    first = candidates[0]
    if len(first.text) < 250 and first_match(compiled([lexicon.finding.counts]), first.text):
        return
    headed = _is_heading(first, head)
    heads_list = len(candidates) > 1 and candidates[1].kind is BlockKind.LIST_ITEM
    titled = lexicon.family.titled_findings or (headed and limit is not None and not heads_list)
    if limit is not None and head.page is not None:
        yield from candidates
    elif (
        titled
        and label.finding is not FindingKind.RECOMMENDATION
        and first.kind is not BlockKind.LIST_ITEM
    ):
        yield from _titled(candidates, head, demands)
    else:
        yield from _listed(candidates, head, label, demands)


def _container(document: Document, head: Block) -> int | None:
    """The container that a label opens: it is the first block in it, and not the only one."""
    container = head.container
    blocks = document.blocks
    before = blocks[head.index - 1] if head.index else None
    after = blocks[head.index + 1] if head.index + 1 < len(blocks) else None
    while container is not None:
        if before is not None and document.inside(before, container):
            return None
        if after is not None and document.inside(after, container):
            return container
        container = document.enclosing.get(container)
    return None


def _is_heading(block: Block, head: Block) -> bool:
    """Whether a block reads as a heading, in a page that may set headings as bold paragraphs."""
    return block.kind is BlockKind.HEADING or (block.strong and head.strong)


def _ends(block: Block, head: Block) -> bool:
    """Whether a heading stands no lower than the label, so that its box is over."""
    if block.level is None or head.level is None or head.kind is not BlockKind.HEADING:
        return True
    return block.level <= head.level


def _titled(candidates: Sequence[Block], head: Block, demands: Compiled) -> Iterator[Block]:
    """Titles, each with the paragraphs that explain it.

    Behind the first, a heading is another title if it stands below the label as the first does,
    or if it puts a demand.
    """
    title = candidates[0]
    yield title
    for block in candidates[1:]:
        if _is_heading(block, head):
            alike = title.kind is BlockKind.HEADING and block.level == title.level
            below = block.level is not None and head.level is not None and not _ends(block, head)
            if not (alike and below) and first_match(demands, block.text) is None:
                return
        yield block


def _listed(
    candidates: Sequence[Block], head: Block, label: FindingLabel, demands: Compiled
) -> Iterator[Block]:
    """A list with what introduces it, or the paragraphs that stand in its place."""
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
        elif _is_heading(block, head):
            if _ends(block, head) and not (n == 0 and introduces):
                return
        elif listed and not (introduces and block.text.endswith(":")):
            recommends = label.finding is FindingKind.RECOMMENDATION
            boxed = recommends and head.container is not None and block.container == head.container
            if not boxed or first_match(demands, block.text) is None:
                return
        elif not listed and n > 0 and not introduces:
            concern = label.finding is FindingKind.CAUSE_OF_CONCERN
            if not concern and first_match(demands, block.text) is None:
                return
        yield block
