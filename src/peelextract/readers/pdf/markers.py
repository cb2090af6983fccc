"""Bullets and numbers in front of list items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .lines import Line
from .page import Shape

_BULLETS = "•−‣⁃◦▪▫■□●○◼◻◾◽➢➤►▶✓✔✗❖◆◇★☆·∙-–—*o\uf0b7\uf0a7\uf06e\uf0d8\uf0fc\uf076\uf06f\uf0be"
_BULLET = re.compile(
    rf"(?P<mark>[{re.escape(_BULLETS)}\uf000-\uf0ff])(?=\s|$)"
    r"|(?P<glued>[•‣◦▪■●◼➢►\uf000-\uf0ff])(?=\S)"
)
_NUMBER = re.compile(
    r"(?P<mark>\(?(?:\d{1,3}(?:\.\d{1,2}){0,2}|[a-zA-Z]|[ivxl]{1,6})[.)]|\d{1,3}(?:\.\d{1,2}){1,2})"
    r"(?=\s|$)|(?P<glued>\d{1,3}(?:\.\d{1,2})*[.)])(?=[A-Z])"
)
_ROMAN = "ivxl"
_REFERENCE = re.compile(r"[A-Z]{1,2}\d{1,3}(?:\.\d{1,2})*\.?$")
"""A paragraph's number with letters, as S12: taken for one only where it stands apart."""
_FARTHEST = 5.0
"""Times the type size: how far in front of its item a bullet may stand."""
_DISC = (0.12, 0.55)
"""Times the type size: how large a drawn disc is."""


def bullet_at(text: str) -> str | None:
    """The bullet that a text begins with."""
    found = _BULLET.match(text)
    return (found["mark"] or found["glued"]) if found else None


def shown_marker(mark: str) -> str:
    """A marker as a reader would write it: symbol fonts have codes and no characters."""
    return "•" if "\uf000" <= mark <= "\uf0ff" else mark


def number_at(text: str) -> str | None:
    """The item number that a text begins with: ``1.``, ``(a)``, ``iv.``, ``2.1``."""
    if text[:1].isalpha() and text[1:2].isalpha() and text[0] not in _ROMAN:
        return None
    found = _NUMBER.match(text)
    return (found["mark"] or found["glued"]) if found else None


def attach_markers(lines: Sequence[Line], shapes: Sequence[Shape]) -> list[Line]:
    """Lines with the bullet or number in front of them taken off into ``marker``.

    A number is taken off only where a tab's width follows it: a sentence may well end in
    a number, and its last line begin with one.
    """
    kept: list[Line] = []
    for line in lines:
        before = kept[-1] if kept else None
        if before is not None and before.marker is None and _stands_before(before, line):
            marker = before.text.strip()
            line.marker, line.marker_x = marker, before.x0
            if line.tag is None:
                line.tag = before.tag
            kept[-1] = line
            continue
        _split_off(line)
        if line.marker is None:
            _drawn(line, shapes)
        kept.append(line)
    return kept


def _stands_before(mark: Line, line: Line) -> bool:
    text = mark.text.strip()
    if " " in text:
        return False
    found = bullet_at(text) or number_at(text)
    if (found is None or len(found) != len(text)) and not _REFERENCE.match(text):
        return False
    if mark.tag is not None and line.tag is not None and mark.tag.cell != line.tag.cell:
        return False
    if not 0.6 < mark.size / line.size < 1.4:
        return False
    gap = line.x0 - mark.x1
    if text[-1].isdigit() and not line.text[:1].isalpha():
        return False
    aligned = abs(line.baseline - mark.baseline) <= 0.3 * line.size
    return aligned and 0 <= gap <= _FARTHEST * line.size


def _split_off(line: Line) -> None:
    text = line.text
    mark = bullet_at(text)
    first = line.runs[0]
    alone = first.text.strip()
    if mark is None:
        # Only where it is a run by itself can the width of the gap be told.
        mark = number_at(text)
        if mark is None or alone != mark or len(line.runs) < 2:
            return
        if line.runs[1].x0 - first.x1 < 0.45 * line.size:
            return
        if not 0.8 < first.style.size / line.runs[1].style.size < 1.25:
            return
    if mark in "-−–—*o" and not text[len(mark) :].startswith(" "):
        return
    rest = text[len(mark) :].lstrip()
    if not rest or (mark[-1].isdigit() and not rest[0].isalpha()):
        return
    line.marker, line.marker_x, line.text = mark, line.x0, rest
    if alone == mark and len(line.runs) > 1:
        line.runs = line.runs[1:]
        line.x0 = line.runs[0].x0
        line.tag = line.runs[0].tag
    else:
        line.x0 += (line.x1 - line.x0) * (len(text) - len(rest)) / len(text)


def _drawn(line: Line, shapes: Sequence[Shape]) -> None:
    low, high = _DISC[0] * line.size, _DISC[1] * line.size
    for shape in shapes:
        if not low <= shape.width <= high or not low <= shape.height <= high:
            continue
        if abs(shape.width - shape.height) > 0.25 * shape.width:
            continue
        middle = (shape.top + shape.bottom) / 2
        gap = line.x0 - shape.x1
        if line.top <= middle <= line.bottom and 0 <= gap <= 2.5 * line.size:
            line.marker, line.marker_x = "•", shape.x0
            return


def attach_numbers(lines: Sequence[Line], body: float) -> None:
    """Take the number off numbered items whose number is no run by itself.

    That it is an item's number shows in the next line, which hangs below the text and not
    below the number, or in a neighbour that is numbered one higher or lower.

    Args:
        lines: lines in reading order.
        body: size of the text proper; numbered headings keep their number.
    """
    numbered: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
    marks: dict[int, str] = {}
    for i, line in enumerate(lines):
        mark = number_at(line.text) if line.marker is None else None
        if mark is None or line.bold or line.size > 1.07 * body or len(mark) == len(line.text):
            continue
        marks[i] = mark
        place = (round(line.x0 / 3), line.container)
        numbered.setdefault(place, []).append((i, _ordinal(mark)))
    sequence: set[int] = set()
    for found in numbered.values():
        for (i, a), (j, b) in itertools.pairwise(found):
            if b == a + 1 and a > 0 and j - i <= 40:
                sequence |= {i, j}
    for i, mark in marks.items():
        line = lines[i]
        above = lines[i - 1] if i else None
        if (
            i not in sequence
            and not _begins_item(line, above)
            and not _hangs(line, lines[i + 1] if i + 1 < len(lines) else None)
        ):
            continue
        rest = line.text[len(mark) :].lstrip()
        line.marker, line.marker_x = mark, line.x0
        if len(line.runs) > 1 and line.runs[0].text.strip() == mark:
            line.tag = line.runs[1].tag
        line.x0 += (line.x1 - line.x0) * (len(line.text) - len(rest)) / len(line.text)
        line.text = rest


def _begins_item(line: Line, above: Line | None) -> bool:
    """Whether the file's tags say that a list item begins here."""
    if line.tag is None or line.tag.item is None:
        return False
    return above is None or above.tag is None or above.tag.item != line.tag.item


def _hangs(line: Line, below: Line | None) -> bool:
    if below is None or below.page != line.page or below.container != line.container:
        return False
    if below.marker is not None or abs(below.size - line.size) > 0.3:
        return False
    step = below.baseline - line.baseline
    return 0.6 * line.size < below.x0 - line.x0 < 4 * line.size and 0 < step < 1.7 * line.size


def _ordinal(mark: str) -> int:
    plain = mark.strip("().")
    if plain.isdigit():
        return int(plain)
    return ord(plain.lower()) - ord("a") + 1 if len(plain) == 1 else 0
