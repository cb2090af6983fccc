"""Plain text, as people paste it from a page: lines to blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..document import BlockKind, Metadata, RawBlock, Source
from .lines import Line, is_heading, paragraphs, wrap_width


def read_text(text: str, name: str) -> Source:
    """The blocks of a plain-text copy.

    Paragraphs are told by blank lines, or by line where the copy has none; sentences broken
    over lines are joined. What stands alone, is short and is no sentence is a heading whose
    level the source does not tell.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    return Source(Metadata(name, "text/plain"), list(_blocks(lines)))


def _blocks(lines: list[str]) -> Iterator[RawBlock]:
    width = wrap_width(lines)
    list_id = 0
    in_list = False
    for line in _paragraphs(lines, width):
        if line.alone and line.marker is not None and is_heading(line.text):
            yield RawBlock(BlockKind.HEADING, f"{line.marker}. {line.text}")
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


def _paragraphs(lines: list[str], width: int | None) -> Iterator[Line]:
    filled = sum(bool(line.strip()) for line in lines)
    whole = filled < 0.75 * len(lines)
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line)
        elif group:
            found = paragraphs(group, width=width, whole=whole)
            if whole and len(found) == 1 and (found[0].marker or "").isdigit():
                found = [replace(found[0], alone=True)]
            yield from found
            group = []
