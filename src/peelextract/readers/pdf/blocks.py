"""Drafts become blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import count

from ...document import BlockKind, Box, Font, RawBlock, RawCell, normalise
from .drafts import Draft
from .joining import Joiner
from .layout import Grid, GridCell
from .lines import Line
from .markers import number_at, shown_marker
from .page import Style


class Writer:
    """Turns drafts into blocks."""

    def __init__(self, joiner: Joiner) -> None:
        self._joiner = joiner
        self._lists = count()
        self._list: int | None = None
        self._stack: list[tuple[float, str]] = []
        self._list_box: int | None = None

    def blocks(
        self, found: Sequence[Draft | Grid], levels: dict[int, int], badges: frozenset[int]
    ) -> list[RawBlock]:
        """Blocks of all drafts, in order."""
        made: list[RawBlock] = []
        for i, draft in enumerate(found):
            if isinstance(draft, Grid):
                self._list = None
                made.append(self._table(draft))
            elif draft.first.marker is not None and i not in levels:
                made.append(self._item(draft))
            else:
                self._list = None
                made.append(self._plain(draft, levels.get(i), draft.first.container in badges))
        return made

    def _plain(self, draft: Draft, level: int | None, badge: bool) -> RawBlock:
        text, breaks = self._text(draft, with_marker=level is not None)
        kind = BlockKind.PARAGRAPH if level is None or badge else BlockKind.HEADING
        return self._block(draft, kind, text, breaks, level=None if badge else level)

    def _item(self, draft: Draft) -> RawBlock:
        text, breaks = self._text(draft)
        first = draft.first
        kind = "number" if number_at((first.marker or "") + " ") else "bullet"
        if self._list is None or self._list_box != first.container:
            self._list, self._stack, self._list_box = next(self._lists), [], first.container
        while self._stack and self._stack[-1][0] > first.marker_x + 4:
            self._stack.pop()
        if not self._stack or first.marker_x > self._stack[-1][0] + 4:
            self._stack.append((first.marker_x, kind))
        elif self._stack[-1][1] != kind and len(self._stack) == 1:
            self._list, self._stack = next(self._lists), [(first.marker_x, kind)]
        block = self._block(draft, BlockKind.LIST_ITEM, text, breaks)
        block.list_id, block.depth = self._list, len(self._stack) - 1
        block.marker = shown_marker(first.marker or "")
        return block

    def _text(
        self, draft: Draft, *, with_marker: bool = False
    ) -> tuple[str, tuple[tuple[int, int], ...]]:
        text = ""
        breaks: list[tuple[int, int]] = []
        for i, line in enumerate(draft.lines):
            shown = f"{line.marker} {line.text}" if with_marker and line.marker else line.text
            before = len(text)
            text = self._joiner.add(text, shown)
            if i in draft.page_starts:
                start = before + 1 if text[before : before + 1] == " " else before
                breaks.append((min(start, len(text)), line.page))
        return text, tuple(breaks)

    def _block(
        self,
        draft: Draft,
        kind: BlockKind,
        text: str,
        breaks: tuple[tuple[int, int], ...],
        level: int | None = None,
    ) -> RawBlock:
        first = draft.first
        here = [line for line in draft.lines if line.page == first.page]
        if len(here) > 1:
            x0, x1 = min(line.x0 for line in here), max(line.x1 for line in here)
            top, bottom = min(line.top for line in here), max(line.bottom for line in here)
        else:
            x0, x1, top, bottom = first.x0, first.x1, first.top, first.bottom
        return RawBlock(
            kind=kind,
            text=text,
            level=level,
            container=first.container,
            strong=all(line.bold for line in draft.lines),
            page=first.page,
            page_breaks=breaks,
            bbox=Box(round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)),
            font=_font(draft.lines),
        )

    def _table(self, grid: Grid) -> RawBlock:
        area = grid.area
        return RawBlock(
            kind=BlockKind.TABLE,
            rows=[
                [RawCell(normalise(self._joiner.join(cell.lines)), cell.header) for cell in row]
                for row in _without_empty_columns(grid)
            ],
            container=grid.container,
            page=grid.page,
            bbox=Box(
                round(area.x0, 1), round(area.top, 1), round(area.x1, 1), round(area.bottom, 1)
            ),
        )


def _font(lines: Sequence[Line]) -> Font:
    """The type most letters of some lines are set in."""
    style = lines[0].style
    if any(line.style is not style for line in lines):
        letters: Counter[Style] = Counter()
        for line in lines:
            letters[line.style] += len(line.text)
        style = max(letters, key=lambda style: (letters[style], style.size, style.font))
    return Font(style.font, style.size, style.bold)


def _without_empty_columns(grid: Grid) -> list[list[GridCell]]:
    width = max(len(row) for row in grid.rows)
    used = {
        i
        for row in grid.rows
        for i, cell in enumerate(row)
        if any(line.strip() for line in cell.lines)
    }
    if any(len(row) != width for row in grid.rows):
        return grid.rows
    return [[cell for i, cell in enumerate(row) if i in used] for row in grid.rows]
