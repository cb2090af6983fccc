"""Lines are put together into paragraphs, items and headings that wrap."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .drafts import Draft, Setting, looks_like_heading
from .layout import Grid
from .lines import Line
from .markers import number_at
from .order import Item

_ENDED = re.compile(r"[.?!:;…][\"'’”)\]]*$")
_OPEN_ENDS = frozenset("a an and at by for from in into of on or the to with".split())
"""Words that nothing ends in."""


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
    heading = looks_like_heading(first, setting)
    if heading and not looks_like_heading(line, setting):
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
    if looks_like_heading(line, setting) or looks_like_heading(last, setting):
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
