"""The document: blocks in reading order over one canonical text.

Readers give ``RawBlock`` objects, which know their words but not their place. ``compose``
lays them end to end, one newline between two blocks, and gives the ``Document`` whose
offsets everything that follows uses.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import NamedTuple

CELL_SEPARATOR = "\t"
"""Stands between the cells of a table row in the canonical text; rows end with a newline."""


class BlockKind(Enum):
    """What a block is in the layout."""

    HEADING = auto()
    PARAGRAPH = auto()
    LIST_ITEM = auto()
    TABLE = auto()


class Font(NamedTuple):
    """The type most of a block is set in; ``size`` in points."""

    name: str
    size: float
    bold: bool


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class RawCell(NamedTuple):
    """A table cell as a reader gives it; ``header`` as marked or set."""

    text: str
    header: bool = False


@dataclass(slots=True)
class RawBlock:
    """A block as a reader gives it.

    Attributes:
        kind: what it is in the layout.
        text: its words, white space not yet normalised; empty for a table.
        level: of a heading: 1 is the highest; None where the source does not tell.
        list_id: items of one list share it; None for other kinds.
        depth: nesting of a list item, from 0.
        marker: the item's printed bullet or number, not part of ``text``.
        rows: of a table, its cells.
        container: blocks in one visual box (shaded, bordered, or an element that sets a
            finding apart) share it; None outside boxes.
        strong: the whole block is set in bold or as emphasis.
        page: 1-based page of a PDF on which it starts.
        page_breaks: of a block that crosses pages, for each later page the offset in the
            normalised text at which it begins, and the page.
        bbox: where it stands on that page.
        font: what it is set in.
    """

    kind: BlockKind
    text: str = ""
    level: int | None = None
    list_id: int | None = None
    depth: int = 0
    marker: str | None = None
    rows: list[list[RawCell]] | None = None
    container: int | None = None
    strong: bool = False
    page: int | None = None
    page_breaks: tuple[tuple[int, int], ...] = ()
    bbox: Box | None = None
    font: Font | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell and its place in the canonical text."""

    row: int
    column: int
    text: str
    start: int
    end: int
    header: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A block and its place in the canonical text; fields as in ``RawBlock``."""

    index: int
    kind: BlockKind
    text: str
    start: int
    end: int
    level: int | None = None
    list_id: int | None = None
    depth: int = 0
    marker: str | None = None
    cells: tuple[Cell, ...] = ()
    container: int | None = None
    strong: bool = False
    page: int | None = None
    page_breaks: tuple[tuple[int, int], ...] = ()
    bbox: Box | None = None
    font: Font | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about itself outside its text.

    Attributes:
        name: the file name, or ``-``.
        media_type: ``text/html``, ``application/pdf`` or ``text/plain``.
        title: of the HTML head or the PDF information dictionary.
        address: the page's own address, where the source keeps it (canonical link, saved-from
            comment).
        pages: number of pages of a PDF.
        blank_pages: pages of a PDF that show something but hold no text.
    """

    name: str
    media_type: str
    title: str | None = None
    address: str | None = None
    pages: int | None = None
    blank_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader gives: the blocks of one file and what it says about itself.

    ``enclosing`` maps a container that stands inside another to the outer one.
    """

    metadata: Metadata
    blocks: Sequence[RawBlock]
    enclosing: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """Blocks in reading order over one canonical text."""

    metadata: Metadata
    text: str
    blocks: tuple[Block, ...]
    enclosing: Mapping[int, int] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list, repr=False)

    def block_at(self, offset: int) -> Block | None:
        """The block that covers a character of the text; None between two blocks."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0 or offset >= self.blocks[i].end:
            return None
        return self.blocks[i]

    def behind(self, first: int) -> Document:
        """The document without the blocks ahead of one."""
        shift = self.blocks[first].start
        blocks = tuple(
            replace(
                block,
                index=block.index - first,
                start=block.start - shift,
                end=block.end - shift,
                cells=tuple(
                    replace(c, start=c.start - shift, end=c.end - shift) for c in block.cells
                ),
            )
            for block in self.blocks[first:]
        )
        starts = [block.start for block in blocks]
        return Document(self.metadata, self.text[shift:], blocks, self.enclosing, starts)

    def inside(self, block: Block, container: int) -> bool:
        """Whether a block stands in a container, or in one within it."""
        at = block.container
        while at is not None and at != container:
            at = self.enclosing.get(at)
        return at == container

    def page_at(self, offset: int) -> int | None:
        """The page on which a character stands, or None where the source has no pages."""
        block = self.block_at(offset)
        if block is None:
            return None
        later = [page for start, page in block.page_breaks if offset >= block.start + start]
        return later[-1] if later else block.page


_CONTROLS = (*range(0x09), *range(0x0E, 0x1C), 0x7F)
_DROPPED = dict.fromkeys((*_CONTROLS, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_LIGATURES = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFB00, 0xFB07)}
_TRANSLATION: dict[int, str | None] = {**_DROPPED, **_LIGATURES}
_LIGATURE = re.compile(f"[{''.join(map(chr, _LIGATURES))}]")


def normalise(text: str) -> str:
    """Canonical form of a run of words.

    White space of every sort becomes one space; soft hyphens, zero-width and control
    characters go (PostgreSQL stores no NUL in text); ligatures are spelt out, and composed
    accents are used (NFC). Quotes and dashes stay.
    """
    printable = text.isprintable()
    if not text.isascii():
        # Of what goes or is spelt out, only ligatures are printable.
        if not printable or _LIGATURE.search(text):
            text = text.translate(_TRANSLATION)
        text = unicodedata.normalize("NFC", text)
    elif not printable:
        text = text.translate(_TRANSLATION)
    if printable and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def compose(source: Source, drop: Callable[[RawBlock, str], bool] | None = None) -> Document:
    """Lay a source's blocks end to end.

    Args:
        source: what a reader gave.
        drop: called with each block and its normalised text (for a table, of its cells
            joined); blocks for which it is true are left out.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for raw in source.blocks:
        text, cells = _laid_out(raw, offset)
        if not text or (drop is not None and drop(raw, text)):
            continue
        blocks.append(
            Block(
                index=len(blocks),
                kind=raw.kind,
                text=text,
                start=offset,
                end=offset + len(text),
                level=raw.level,
                list_id=raw.list_id,
                depth=raw.depth,
                marker=raw.marker,
                cells=cells,
                container=raw.container,
                strong=raw.strong,
                page=raw.page,
                page_breaks=raw.page_breaks,
                bbox=raw.bbox,
                font=raw.font,
            )
        )
        parts.append(text)
        offset += len(text) + 1
    starts = [block.start for block in blocks]
    return Document(source.metadata, "\n".join(parts), tuple(blocks), source.enclosing, starts)


def _laid_out(raw: RawBlock, offset: int) -> tuple[str, tuple[Cell, ...]]:
    if raw.rows is None:
        return normalise(raw.text), ()
    cells = list(_cells(raw.rows, offset))
    lines: dict[int, list[str]] = {}
    for cell in cells:
        lines.setdefault(cell.row, []).append(cell.text)
    text = "\n".join(CELL_SEPARATOR.join(row) for row in lines.values())
    return (text, tuple(cells)) if text.strip() else ("", ())


def _cells(rows: Iterable[Sequence[RawCell]], offset: int) -> Iterator[Cell]:
    for r, row in enumerate(rows):
        for c, raw in enumerate(row):
            text = normalise(raw.text)
            yield Cell(r, c, text, offset, offset + len(text), raw.header)
            offset += len(text) + 1
