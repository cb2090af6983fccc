"""Grades where they are read: a line, a sentence of fixed form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Block, BlockKind
from ..report import GradeBasis
from ..rules.wording import key
from .lexicon import Lexicon, first_match
from .model import GradeMark

REACH = 4
"""Blocks below a heading among which a grade line is looked for."""
PROSE = 110
"""Characters from which a block is prose and ends the search."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“])")
_COMMON = frozenset("the and for with from that its how well does has have effective".split())


def line_grade(block: Block, lexicon: Lexicon) -> GradeMark | None:
    """The grade that a block as a whole gives."""
    if len(block.text) > 80 or block.kind in (BlockKind.TABLE, BlockKind.LIST_ITEM):
        return None
    found = first_match(lexicon.grade_lines, block.text)
    return mark_of(found[1], block.start, lexicon, GradeBasis.LINE) if found else None


def mark_of(
    match: re.Match[str], start: int, lexicon: Lexicon, basis: GradeBasis
) -> GradeMark | None:
    """The grade of a match within words that begin at an offset of the text."""
    value = lexicon.grade_value(match["grade"])
    if value is None:
        return None
    return GradeMark(value, start + match.start("grade"), start + match.end("grade"), basis)


def grade_below(below: Sequence[Block], lexicon: Lexicon) -> GradeMark | None:
    """The grade line among the first blocks below a heading, ahead of any prose."""
    for block in below[:REACH]:
        if grade := line_grade(block, lexicon):
            return grade
        if len(block.text) > PROSE or block.kind is BlockKind.LIST_ITEM:
            return None
        if lexicon.label(block.text):
            return None
    return None


def sentences(blocks: Sequence[Block], *, cells: bool = False) -> Iterator[tuple[int, str]]:
    """The sentences of some blocks with their offsets; of tables too where asked."""
    for block in blocks:
        if block.kind is BlockKind.TABLE and not cells:
            continue
        for part in block.cells or (block,):
            start = 0
            for gap in [*_SENTENCE.finditer(part.text), None]:
                end = gap.start() if gap else len(part.text)
                yield part.start + start, part.text[start:end]
                start = gap.end() if gap else end


def sentence_mark(match: re.Match[str], start: int, lexicon: Lexicon) -> GradeMark | None:
    """The grade that a sentence of fixed form gives, as an adjective or as a verb."""
    group = "grade" if match.groupdict().get("grade") else "verbal"
    value = lexicon.grade_value(match[group])
    if value is None:
        return None
    first, last = match.span(group)
    return GradeMark(value, start + first, start + last, GradeBasis.SENTENCE)


def stems(text: str) -> set[str]:
    """The beginnings of the words that tell what a text is about."""
    return {word[:4] for word in key(text).split() if len(word) > 3 and word not in _COMMON}


def is_prose(text: str) -> bool:
    """Whether a block reads as prose and not as a line of its own."""
    return len(text) > PROSE or (len(text) > 40 and text.endswith("."))
