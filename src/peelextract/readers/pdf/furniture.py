"""What a page carries besides its text: running titles, page numbers, notes, contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from .layout import Layout
from .lines import Line

_ZONE = 0.13
"""Share of the page's height, at its top and its bottom, where furniture stands."""
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—|\[(]?\s*(?P<number>\d{1,4}|[ivxlc]{1,7})\s*[-–—|\])]?"
    r"(?:\s*(?:of|/)\s*\d{1,4})?$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\d{1,3}\.?|[*†‡§]+|\[\d{1,3}\])(?=\s|[^\W\d]|$)")
_DIGITS = re.compile(r"\d+")
_NOTE_ROLES = frozenset(("Note", "FENote"))

_Placed = tuple[Layout, Line, str]
"""A line, the page it stands on, and its text with numbers left open."""


def drop_running_lines(layouts: Sequence[Layout], body: float) -> None:
    """Leave out titles that repeat at the same height of many pages, and page numbers.

    A height counts only if most of what pages show there repeats: the first line of the
    text proper also starts at one height on every page, but says something else each time.
    Large numbers stay: they may count questions.

    Args:
        layouts: the pages.
        body: size of the text proper.
    """
    slots: dict[tuple[bool, int], list[_Placed]] = defaultdict(list)
    for layout in layouts:
        for line in layout.lines:
            at_top = line.baseline < _ZONE * layout.height
            if at_top or line.baseline > (1 - _ZONE) * layout.height:
                placed = (layout, line, _DIGITS.sub("#", line.text))
                slots[at_top, round(line.baseline / 4)].append(placed)
    dropped: set[int] = set()
    for (at_top, slot), found in slots.items():
        near = found + slots.get((at_top, slot + 1), [])
        dropped.update(_repeated(near))
        dropped.update(_numbers(near, len(layouts), body))
    if all(id(line) in dropped for layout in layouts for line in layout.lines):
        return
    for layout in layouts:
        layout.lines = [line for line in layout.lines if id(line) not in dropped]


def _repeated(found: Sequence[_Placed]) -> set[int]:
    pages: dict[str, set[int]] = defaultdict(set)
    for layout, _, pattern in found:
        if pattern != "#":
            pages[pattern].add(layout.number)
    several = {pattern for pattern, where in pages.items() if len(where) >= 2}
    shown = {layout.number for layout, _, _ in found}
    covered: set[int] = set().union(*(pages[pattern] for pattern in several)) if several else set()
    if max(map(len, pages.values()), default=0) < 3:
        return set()
    if len(covered) < 0.6 * len(shown) or len(several) > 0.4 * len(shown):
        return set()
    return {id(line) for _, line, pattern in found if pattern in several}


def _numbers(found: Sequence[_Placed], total: int, body: float) -> set[int]:
    numbers = [
        (layout, line, match["number"])
        for layout, line, _ in found
        if (match := _PAGE_NUMBER.match(line.text))
        and line.marker is None
        and (line.size < 1.2 * body or line.baseline > 0.9 * layout.height)
    ]
    offsets = Counter(
        int(number) - layout.number for layout, _, number in numbers if number.isdigit()
    )
    usual, times = offsets.most_common(1)[0] if offsets else (0, 0)
    dropped: set[int] = set()
    for layout, line, number in numbers:
        counted = number.isdigit() and int(number) - layout.number == usual
        lowest = all(other.baseline <= line.baseline + 1 for other in layout.lines)
        roman = not number.isdigit() and lowest and line.baseline > 0.9 * layout.height
        alone = total <= 2 and lowest and line.baseline > 0.9 * layout.height
        if (counted and times >= 2) or roman or (alone and counted):
            dropped.add(id(line))
    return dropped


def drop_notes(layouts: Sequence[Layout], body: float) -> None:
    """Leave out footnotes: small type at the foot of a page that begins with a mark."""
    for layout in layouts:
        layout.lines = [
            line for line in layout.lines if line.tag is None or line.tag.role not in _NOTE_ROLES
        ]
        cut = _first_note(layout, body)
        if cut is not None:
            layout.lines = [line for line in layout.lines if line.top < cut]


def _first_note(layout: Layout, body: float) -> float | None:
    small = 0.92 * body
    lowest_text = max((line.baseline for line in layout.lines if line.size > small), default=0.0)
    foot = sorted(
        (line for line in layout.lines if line.size <= small and line.baseline > lowest_text),
        key=lambda line: line.baseline,
    )
    rules = [r.at for r in layout.across]
    for line in foot:
        begins = line.marker is not None or _NOTE.match(line.text) or _is_raised(line)
        ruled = any(0 < line.baseline - at < 2.5 * body and at > lowest_text for at in rules)
        if line.baseline > 0.4 * layout.height and (begins or ruled):
            return line.top - 0.1
    return None


def _is_raised(line: Line) -> bool:
    first = line.runs[0]
    return first.style.size < 0.82 * line.size and first.text.strip().isdigit()
