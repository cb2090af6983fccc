"""Lines become blocks: headings, paragraphs, list items and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from ...document import BlockKind, Box, Font, RawBlock, RawCell, normalise
from .joining import Joiner
from .layout import Grid, GridCell
from .lines import Line
from .markers import number_at, shown_marker
from .order import Item
from .page import Style

_ENDED = re.compile(r"[.?!:;…][\"'’”)\]]*$")
_LONGEST_HEADING = 40
"""Words."""
_OPEN_ENDS = frozenset("a an and at by for from in into of on or the to with".split())
_UNTAGGED = 9
"""Stands for a level below all that tags know."""


@dataclass(slots=True)
class Draft:
    """Lines that belong together, before it is settled what they are."""

    lines: list[Line]
    page_starts: list[int] = field(default_factory=list)
    """Indices of lines that begin a later page."""

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: size of the text proper and its leading, in points."""

    body: float
    leading: float


def drafts(items: Iterable[Item], setting: Setting, badges: frozenset[int]) -> list[Draft | Grid]:
    """Lines put together, over the ends of columns and pages too.

    Args:
        items: lines and tables of all pages in reading order.
        setting: how the document is set.
        badges: numbers of the boxes that are badges.
    """
    found: list[Draft | Grid] = []
    for item in items:
        if isinstance(item, Grid):
            found.append(item)
            continue
        before = found[-1] if found else None
        if (
            isinstance(before, Draft)
            and item.container not in badges
            and _carries_on(before, item, setting, badges)
        ):
            if item.page != before.last.page:
                before.page_starts.append(len(before.lines))
            before.lines.append(item)
        else:
            found.append(Draft([item]))
    return found


def _carries_on(draft: Draft, line: Line, setting: Setting, badges: frozenset[int]) -> bool:
    last, first = draft.last, draft.first
    if line.marker is not None or last.container in badges:
        return False
    if line.page != last.page or _another_column(last, line):
        return _resumes(draft, line, setting)
    if line.container != last.container:
        return False
    if abs(line.baseline - last.baseline) < 0.5 * line.size and line.x0 >= last.x1:
        return False
    if abs(line.size - last.size) > 0.6 or line.bold != last.bold:
        return (
            _same_element(last, line)
            and abs(line.size - last.size) <= 0.6
            and not _set_apart(draft, line, setting)
        )
    step = line.baseline - last.baseline
    if step > _widest_step(draft, line, setting) and not _title_goes_on(last, line, setting):
        return False
    if _same_element(last, line):
        # A line that ends far too soon was broken on purpose, within its element.
        return not _stopped_short(last, line, spare=0.15)
    if _other_element(last, line):
        return False
    heading = _looks_like_heading(first, setting)
    if heading and not _looks_like_heading(line, setting):
        return False
    if heading:
        starts = number_at(line.text) is not None
        open_end = line.text[:1].islower() or last.text.split(" ")[-1].lower() in _OPEN_ENDS
        return not starts and (open_end or not _stopped_short(last, line))
    indent = line.x0 - last.x0
    if first.marker is not None:
        if len(draft.lines) > 1 and line.x0 < draft.lines[1].x0 - 0.6 * line.size:
            return False
        return not _stopped_short(last, line)
    if len(draft.lines) > 1 and indent > 0.6 * line.size:
        return False
    return not _stopped_short(last, line)


def _title_goes_on(last: Line, line: Line, setting: Setting) -> bool:
    """Whether a title with wide leading goes on: it cannot end in such a word."""
    larger = min(last.size, line.size) > 1.3 * setting.body
    step = line.baseline - last.baseline
    return larger and step < 2.2 * line.size and last.text.split(" ")[-1].lower() in _OPEN_ENDS


def _same_element(above: Line, below: Line) -> bool:
    a, b = above.tag, below.tag
    return a is not None and b is not None and a.element >= 0 and a.element == b.element


def _other_element(above: Line, below: Line) -> bool:
    a, b = above.tag, below.tag
    return a is not None and b is not None and 0 <= a.element != b.element >= 0


def _set_apart(draft: Draft, line: Line, setting: Setting) -> bool:
    """Whether a change of weight is the end of a heading."""
    return (
        draft.first.bold
        and not line.bold
        and line.baseline - draft.last.baseline > _widest_step(draft, line, setting)
    )


def _widest_step(draft: Draft, line: Line, setting: Setting) -> float:
    """The largest distance at which a line still carries on."""
    if len(draft.lines) > 1 and draft.lines[-2].page == draft.last.page:
        own = draft.last.baseline - draft.lines[-2].baseline
        if own > 0:
            return 1.22 * own
    if abs(line.size - setting.body) < 0.6:
        return 1.25 * setting.leading
    return 1.5 * line.size


def _stopped_short(last: Line, line: Line, spare: float = 0.02) -> bool:
    """Whether a line ends so early that the next one's first word would have fitted.

    ``spare`` is the share of the column's width that has to be left over then.
    """
    word = line.text.split(" ", 1)[0]
    letter = last.width / max(1, len(last.text))
    room = last.right - last.x1
    fits = room > (len(word) + 1.5) * letter + spare * (last.right - last.left)
    if not fits:
        return False
    return bool(_ENDED.search(last.text)) or not line.text[:1].islower() or "." in word[:-1]


def _another_column(last: Line, line: Line) -> bool:
    return line.baseline < last.baseline - 0.5 * last.size


def _resumes(draft: Draft, line: Line, setting: Setting) -> bool:
    """Whether a line at the head of a page or column carries on what the last one ended in."""
    last, first = draft.last, draft.first
    if abs(line.size - last.size) > 0.6 or line.bold != last.bold:
        return False
    if line.container != last.container:
        return False
    if _looks_like_heading(line, setting) or _looks_like_heading(last, setting):
        return False
    if _ENDED.search(last.text):
        return False
    if (
        first.marker is not None
        and line.x0 < first.marker_x + 0.5 * line.size
        and line.x0 < first.x0 - 2
    ):
        return line.text[:1].islower()
    return last.x1 > last.left + 0.5 * (last.right - last.left) or line.text[:1].islower()


def _looks_like_heading(line: Line, setting: Setting) -> bool:
    if line.size > max(1.07 * setting.body, setting.body + 0.7):
        return True
    if line.bold and line.size >= setting.body - 0.3:
        return True
    # Whole paragraphs of plain type are tagged as headings at times.
    tagged = line.tag is not None and line.tag.level is not None
    return tagged and line.x1 < line.left + 0.8 * (line.right - line.left)


def headings(found: Sequence[Draft | Grid], setting: Setting, badges: frozenset[int]) -> set[int]:
    """Indices of the drafts that are headings."""
    chosen: set[int] = set()
    for i, draft in enumerate(found):
        if not isinstance(draft, Draft) or draft.first.container in badges:
            continue
        first = draft.first
        if first.marker is not None and number_at(first.marker + " ") is None:
            continue
        words = sum(line.text.count(" ") + 1 for line in draft.lines)
        larger = first.size > max(1.07 * setting.body, setting.body + 0.7)
        text = draft.last.text
        ends = text.rstrip("\"'’”)").endswith((".", ";", ","))
        tagged = first.tag is not None and first.tag.level is not None
        set_off = larger or first.bold or (not ends and len(draft.lines) == 1)
        if tagged and set_off and words <= 2 * _LONGEST_HEADING:
            chosen.add(i)
            continue
        if words > _LONGEST_HEADING or not all(line.bold == first.bold for line in draft.lines):
            continue
        ends = text.rstrip("\"'’”)").endswith((".", ";", ","))
        larger = first.size > max(1.07 * setting.body, setting.body + 0.7)
        if (larger and not (ends and words > 12)) or (
            first.bold and not ends and _heads(found, i, setting)
        ):
            chosen.add(i)
    return chosen


def _heads(found: Sequence[Draft | Grid], i: int, setting: Setting) -> bool:
    """Whether a bold line stands over text: a caption stands over a table."""
    draft = found[i]
    assert isinstance(draft, Draft)
    following = next(iter(found[i + 1 :]), None)
    if draft.first.size >= setting.body - 0.3:
        return True
    return (
        isinstance(following, Draft)
        and following.first.container == draft.first.container
        and following.first.size <= draft.first.size + 0.3
        and not following.first.bold
    )


def heading_levels(found: Sequence[Draft | Grid], chosen: set[int]) -> dict[int, int]:
    """Level of each heading: styles ranked by size, then by the tagged level, then by weight.

    A heading without a tag takes the level that its style has elsewhere.
    """
    styles: dict[int, tuple[float, bool]] = {}
    tagged: dict[tuple[float, bool], Counter[int]] = {}
    for i in sorted(chosen):
        draft = found[i]
        if isinstance(draft, Draft):
            first = draft.first
            style = styles[i] = (-round(2 * first.size) / 2, not first.bold)
            if first.tag is not None and first.tag.level is not None:
                tagged.setdefault(style, Counter())[first.tag.level] += 1
    keys: dict[int, tuple[float, int, bool]] = {}
    for i, (size, light) in styles.items():
        draft = found[i]
        tag = draft.first.tag if isinstance(draft, Draft) else None
        level = tag.level if tag is not None else None
        if level is None:
            usual = tagged.get((size, light))
            level = usual.most_common(1)[0][0] if usual else _UNTAGGED
        keys[i] = (size, level, light)
    order = {key: rank for rank, key in enumerate(sorted(set(keys.values())), start=1)}
    return {i: order[key] for i, key in keys.items()}


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
        return normalise(text), tuple(breaks)

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
        return RawBlock(
            kind=kind,
            text=text,
            level=level,
            container=first.container,
            strong=all(line.bold for line in draft.lines),
            page=first.page,
            page_breaks=breaks,
            bbox=Box(
                round(min(line.x0 for line in here), 1),
                round(min(line.top for line in here), 1),
                round(max(line.x1 for line in here), 1),
                round(max(line.bottom for line in here), 1),
            ),
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


def _font(lines: Iterable[Line]) -> Font:
    """The type most letters of some lines are set in."""
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
