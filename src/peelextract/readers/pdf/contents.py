"""Contents pages: lines that each end in the number of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .layout import Layout
from .lines import Line

_LEADERS = re.compile(r"(?:\s*[.·…_]\s*){4,}\s*(?P<number>\d{1,3}|[ivxl]{1,6})?\s*$")
_DOTS = re.compile(r"\. ?\.|…|__|· ?·")
_NUMBER = re.compile(r"(?:\d{1,3}|[ivxl]{1,6})$")
_ENDING = re.compile(r"\S\s+(?P<number>\d{1,3})$")
_FEWEST = 3


def drop_contents(layouts: Sequence[Layout], body: float) -> None:
    """Leave out lists of contents, with the heading above them."""
    pages = len(layouts)
    for layout in layouts:
        tagged = [
            i
            for i, line in enumerate(layout.lines)
            if line.tag is not None and line.tag.role in ("TOC", "TOCI")
        ]
        marks = tagged if len(tagged) >= _FEWEST else _entries(layout, pages)
        if len(marks) < _FEWEST:
            marks = _plain_entries(layout, pages)
        if len(marks) < _FEWEST:
            continue
        first, last = min(marks), max(marks)
        first = _with_heading(layout.lines, first, body)
        layout.lines = layout.lines[:first] + layout.lines[last + 1 :]


def _entries(layout: Layout, pages: int) -> list[int]:
    """Indices of lines that end an entry, and of those that only begin one."""
    lines = layout.lines
    rows: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        rows.setdefault(round(line.baseline / 3), []).append(i)
    ends: list[int] = []
    numbers: list[int] = []
    led = 0
    for row in rows.values():
        text = " ".join(lines[i].text for i in row) if len(row) > 1 else lines[row[0]].text
        leaders = _LEADERS.search(text) if _DOTS.search(text) else None
        if leaders and (leaders["number"] or _NUMBER.match(lines[row[-1]].text)):
            led += 1
            number = leaders["number"] or ""
        elif len(row) > 1 and _NUMBER.match(lines[row[-1]].text):
            number = lines[row[-1]].text
        elif leaders:
            led += 1
            number = ""
        else:
            continue
        ends += row
        if number.isdigit():
            numbers.append(int(number))
    if len(ends) < _FEWEST or not numbers:
        return []
    climbing = all(a <= b for a, b in pairwise(numbers))
    in_range = numbers[-1] <= 3 * pages + 20
    if led < _FEWEST and not (climbing and in_range and len(numbers) >= 4):
        return []
    if not climbing and led < _FEWEST:
        return []
    # Entries that wrap have lines of their own between two others that end in a number.
    span = range(min(ends), max(ends) + 1)
    between = [i for i in span if i not in set(ends)]
    first = min(ends)
    while first > 0 and _wraps_into(lines[first - 1], lines[first]):
        first -= 1
        between.append(first)
    return ends + between if len(between) <= 1.5 * len(ends) else []


def _plain_entries(layout: Layout, pages: int) -> list[int]:
    """Entries of a page on which all but a few lines end in a number, and the numbers climb."""
    found = [
        (i, int(match["number"]))
        for i, line in enumerate(layout.lines)
        if line.text[-1:].isdigit() and (match := _ENDING.search(line.text))
    ]
    numbers = [number for _, number in found]
    climbing = all(a <= b for a, b in pairwise(numbers))
    enough = len(found) >= max(_FEWEST + 1, 0.6 * len(layout.lines))
    if not enough or not climbing or numbers[-1] > pages + 20 or numbers[0] == numbers[-1]:
        return []
    return list(range(found[0][0], found[-1][0] + 1))


def _wraps_into(above: Line, below: Line) -> bool:
    step = below.baseline - above.baseline
    alike = abs(above.size - below.size) < 0.3 and above.bold == below.bold
    return alike and 0 < step < 1.5 * below.size


def _with_heading(lines: Sequence[Line], first: int, body: float) -> int:
    """Where the heading above the list begins, if a heading stands there."""
    entry = lines[first]
    size = max(body, entry.size)
    while first > 0:
        above = lines[first - 1]
        larger = above.size > 1.08 * size or (above.bold and not entry.bold)
        if not larger or len(above.text) > 60:
            break
        first -= 1
    return first
