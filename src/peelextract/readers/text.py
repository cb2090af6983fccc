"""Plain text, as people paste it from a page: lines to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..document import BlockKind, Metadata, RawBlock, RawCell, Source
from .lines import Line, bullet, implied_items, is_heading, paragraphs, wrap_width

_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\t(?=[^\t]{25,}$)")
"""A number that a tab parts from the words of a heading, as word processors copy it."""

_MARKED_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*", re.DOTALL)
"""A heading as converters of pages mark it (CommonMark, ATX headings)."""


def read_text(text: str, name: str) -> Source:
    """The blocks of a plain-text copy.

    Paragraphs are told by blank lines, or by line where the copy has none; sentences broken
    over lines are joined. What stands alone, is short and is no sentence is a heading whose
    level the source does not tell.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    return Source(Metadata(name, "text/plain"), implied_items(list(_blocks(lines))))


def _blocks(lines: list[str]) -> Iterator[RawBlock]:
    width = wrap_width(lines)
    list_id = 0
    in_list = False
    for line in _paragraphs(lines, width):
        if isinstance(line, RawBlock):
            in_list = False
            yield line
            continue
        if marked := _MARKED_HEADING.fullmatch(line.text):
            in_list = False
            yield RawBlock(BlockKind.HEADING, marked[2], level=len(marked[1]))
            continue
        if line.alone and line.marker is not None and is_heading(line.text):
            yield RawBlock(BlockKind.HEADING, f"{line.marker} {line.text}")
            continue
        if line.marker is not None:
            list_id += not in_list
            in_list = True
            depth = 1 if line.indent >= 6 else 0
            yield RawBlock(
                BlockKind.LIST_ITEM, line.text, list_id=list_id, depth=depth, marker=line.marker
            )
            continue
        in_list = False
        kind = BlockKind.HEADING if is_heading(line.text) else BlockKind.PARAGRAPH
        yield RawBlock(kind, line.text)


def _paragraphs(lines: list[str], width: int | None) -> Iterator[Line | RawBlock]:
    """The typed paragraphs and tables between blank lines."""
    filled = sum(bool(line.strip()) for line in lines)
    whole = filled < 0.75 * len(lines)
    for is_table, group in _groups(lines):
        if is_table:
            yield RawBlock(BlockKind.TABLE, rows=_rows(group))
            continue
        found = paragraphs(group, width=width, whole=whole)
        if whole and len(found) == 1 and (found[0].marker or "").rstrip(".").isdigit():
            found = [replace(found[0], alone=True)]
        yield from found


def _groups(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines without a blank one; rows of a pasted table are a run of their own."""
    group: list[str] = []
    in_table = False
    for line in [*lines, ""]:
        is_row = _is_row(line, in_table)
        if group and (is_row is not in_table or not line.strip()):
            yield in_table, group
            group = []
        in_table = is_row
        if line.strip():
            group.append(line)


def _is_row(line: str, in_table: bool) -> bool:
    """Whether a line is a row of a pasted table.

    A tab parts two cells, unless it stands behind a bullet or a heading's number. Below another
    row, empty cells at the end of one are enough.
    """
    marked = bullet(line)
    words = (marked[1] if marked else _NUMBERED.sub("", line)).strip()
    return "\t" in words or (in_table and bool(words) and line.rstrip("\r\n ").endswith("\t"))


def _rows(lines: list[str]) -> list[list[RawCell]]:
    """A pasted table; its first row heads the columns where it holds no figures."""
    rows = [line.strip("\r\n ").split("\t") for line in lines]
    headed = len(rows) > 1 and not any(c.isdigit() for cell in rows[0] for c in cell)
    return [[RawCell(cell, header=headed and n == 0) for cell in row] for n, row in enumerate(rows)]
