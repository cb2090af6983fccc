"""Lines as people typed them: which belong together, and which are bullets or headings.

Used for plain text and for the parts of a page that are typed with line breaks instead of
being marked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..document import BlockKind, RawBlock

BULLETS = "•◦▪■◼●○‣⁃∙·❖➢\uf0b7\uf0a7\uf076\uf0d8"
_BULLET = re.compile(
    rf"\s*([{BULLETS}]|[-–—*o](?=\s)|\(?\d{{1,2}}[.)](?=\D)|\(?(?:[a-z]|[ivx]{{1,4}})[.)](?=\s))\s*(?=\S)"
)
_LONE_BULLET = re.compile(rf"\s*(?:[{BULLETS}]|[-–—*])\s*")
_GLUED = re.compile(
    rf"(?:(?<=[.;])\s+[-–{BULLETS}]\s+(?=[A-Z])|(?:(?<=;)|(?<=; and)|(?<=; or))\s+[-–{BULLETS}]\s+)"
)
"""Between two items of a list; behind a full stop a dash may also go on with a sentence."""
_ITEM_END = re.compile(r";(?: and| or)?\s*$")
_SENTENCE_END = re.compile(r"[.!?:;][’”'\")\]]*$")
_OPEN_END = re.compile(
    r"(?:[,–—-]|\b(?:a|an|the|of|to|in|on|for|and|or|by|with|per|at|from|that|which|its|their))$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A typed paragraph: the words, and the bullet before them with its indentation.

    ``alone``: it is numbered, and blank lines stand around it, as around a heading.
    """

    text: str
    marker: str | None = None
    indent: int = 0
    alone: bool = False


def bullet(line: str) -> tuple[str, str] | None:
    """A line's bullet or number and what follows it, or None where it has none."""
    found = _BULLET.match(line)
    if not found or not re.search(r"[^\W\d_]", line[found.end() :]):
        return None
    return found[1], line[found.end() :]


def unglued(line: str) -> list[str]:
    """Items that were typed one after the other in a line, one by one."""
    first = bullet(line)
    if first is None:
        return [line]
    marker = first[0]
    start, *rest = _GLUED.split(line)
    return [start, *(f"{marker} {item}" for item in rest)]


def ends_sentence(text: str) -> bool:
    """Whether some words end as a sentence or a lead-in does."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def continues(before: str, line: str, *, width: int | None) -> bool:
    """Whether a line goes on with the sentence or paragraph of the line before it.

    Args:
        before: what stands before the line break.
        line: what stands after it.
        width: the column at which the text was wrapped, where it was.
    """
    if bullet(line):
        return False
    if width is not None and len(before) >= 0.7 * width and not before.endswith(":"):
        return True
    if ends_sentence(before) or _ITEM_END.search(before):
        return False
    return line[:1].islower() or bool(_OPEN_END.search(before))


def wrap_width(lines: Iterable[str]) -> int | None:
    """The column at which a text was hard-wrapped, or None where paragraphs are whole lines."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 20:
        return None
    widest = lengths[int(len(lengths) * 0.97)]
    near = sum(length >= 0.8 * widest for length in lengths)
    return widest if widest <= 130 and near >= len(lengths) * 0.4 else None


def paragraphs(lines: Sequence[str], *, width: int | None, whole: bool) -> list[Line]:
    """The typed paragraphs of a run of lines without a blank one between them.

    Args:
        lines: the run.
        width: the column of a hard wrap, or None.
        whole: blank lines separate paragraphs, so that a finished sentence in a long line may
            be followed by the next sentence of the same paragraph.
    """
    found: list[Line] = []
    previous = ""
    for raw in (part for line in lines for part in unglued(line)):
        text = raw.strip()
        marked = bullet(raw)
        if marked:
            found.append(Line(marked[1].strip(), marked[0], len(raw) - len(raw.lstrip())))
        elif found and (
            continues(previous, text, width=width) or (whole and _flows(previous, text))
        ):
            last = found[-1]
            found[-1] = Line(f"{last.text} {text}", last.marker, last.indent)
        else:
            found.append(Line(text))
        previous = text
    return [item for line in found for item in _parted(line)]


def _parted(line: Line) -> list[Line]:
    """The items of a list that a wrapped line runs together."""
    if line.marker is None:
        return [line]
    return [Line(text, line.marker, line.indent) for text in _GLUED.split(line.text)]


def _flows(before: str, line: str) -> bool:
    return ends_sentence(before) and min(len(before), len(line)) > 60


def joined_bullets(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Blocks in which a bullet that stands in an element of its own is with its words again."""
    found: list[RawBlock] = []
    marker: str | None = None
    lists = max((block.list_id or 0 for block in blocks), default=0) + 1
    listed = False
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and _LONE_BULLET.fullmatch(block.text):
            marker = block.text.strip()
            continue
        if marker is not None and block.kind is BlockKind.PARAGRAPH:
            block = replace(block, kind=BlockKind.LIST_ITEM, marker=marker, list_id=lists)
            listed = True
        elif listed:
            lists, listed = lists + 1, False
        marker = None
        found.append(block)
    return found


def implied_items(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Blocks in which a list that has lost its bullets is one again.

    Such a list follows a colon; its items begin in lower case, and all but the last end with a
    semicolon, which "and" or "or" may follow.
    """
    found = list(blocks)
    lists = max((block.list_id or 0 for block in blocks), default=0)
    for n, lead in enumerate(blocks):
        if lead.kind is not BlockKind.PARAGRAPH or not lead.text.rstrip().endswith(":"):
            continue
        end = n + 1
        while end < len(blocks) and _is_item(blocks[end]) and _ITEM_END.search(blocks[end].text):
            end += 1
        if end == n + 1 or end == len(blocks) or not _is_item(blocks[end]):
            continue
        lists += 1
        for at in range(n + 1, end + 1):
            found[at] = replace(blocks[at], kind=BlockKind.LIST_ITEM, list_id=lists)
    return found


def _is_item(block: RawBlock) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.text.lstrip()[:1].islower()


def is_heading(text: str) -> bool:
    """Whether a paragraph that stands alone reads as a heading: short, and no sentence."""
    if len(text) > 200 or not re.search(r"[^\W\d_]", text):
        return False
    if text.endswith("?"):
        return True
    return not ends_sentence(text) and not text.endswith(",") and text[:1].isupper()
