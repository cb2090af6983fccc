"""Bullets and numbers in front of list items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line
from .page import Shape

_BULLETS = "•‣⁃◦▪▫■□●○◼◻◾◽➢➤►▶✓✔✗❖◆◇★☆·∙-–—*o\uf0b7\uf0a7\uf06e\uf0d8\uf0fc\uf076\uf06f\uf0be"
_BULLET = re.compile(
    rf"(?P<mark>[{re.escape(_BULLETS)}\uf000-\uf0ff])(?=\s|$)"
    r"|(?P<glued>[•‣◦▪■●◼➢►\uf000-\uf0ff])(?=\S)"
)
_NUMBER = re.compile(
    r"(?P<mark>\(?(?:\d{1,3}(?:\.\d{1,2}){0,2}|[a-zA-Z]|[ivxl]{1,6})[.)]|\d{1,3}(?:\.\d{1,2}){1,2})"
    r"(?=\s|$)"
)
_FARTHEST = 5.0
"""Times the type size: how far in front of its item a bullet may stand."""
_DISC = (0.12, 0.55)
"""Times the type size: how large a drawn disc is."""


def bullet_at(text: str) -> str | None:
    """The bullet that a text begins with."""
    found = _BULLET.match(text)
    return (found["mark"] or found["glued"]) if found else None


def number_at(text: str) -> str | None:
    """The item number that a text begins with: ``1.``, ``(a)``, ``iv.``, ``2.1``."""
    found = _NUMBER.match(text)
    return found["mark"] if found else None


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
    found = bullet_at(text) or number_at(text)
    if found is None or len(found) != len(text):
        return False
    gap = line.x0 - mark.x1
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
    if mark in "-–—*o" and not text[len(mark) :].startswith(" "):
        return
    rest = text[len(mark) :].lstrip()
    if not rest:
        return
    line.marker, line.marker_x, line.text = mark, line.x0, rest
    if alone == mark and len(line.runs) > 1:
        line.runs = line.runs[1:]
        line.x0 = line.runs[0].x0
    else:
        line.x0 += (line.x1 - line.x0) * (len(text) - len(rest)) / len(text)


def _drawn(line: Line, shapes: Sequence[Shape]) -> None:
    low, high = (share * line.size for share in _DISC)
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
