"""Rectangles and rulings: which text stands in a box, and where a table's cells are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .lines import Line
from .page import WHITE, Page, Shape

_HAIRLINE = 2.5
"""Points: a path thinner than this is a ruling."""
_TOUCHING = 3.0


class Area(NamedTuple):
    """A rectangle on a page."""

    x0: float
    top: float
    x1: float
    bottom: float
    fill: int | None = None

    @property
    def width(self) -> float:
        """Length from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Length from top to bottom."""
        return self.bottom - self.top

    def holds(self, line: Line, slack: float = 2.0) -> bool:
        """Whether a line stands inside."""
        middle = line.baseline - 0.3 * line.size
        return (
            self.x0 - slack <= line.x0
            and line.x1 <= self.x1 + slack
            and self.top - slack <= middle <= self.bottom + slack
        )

    def within(self, other: Area, slack: float = 2.0) -> bool:
        """Whether it lies inside another."""
        return (
            other.x0 - slack <= self.x0
            and self.x1 <= other.x1 + slack
            and other.top - slack <= self.top
            and self.bottom <= other.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight rule: at ``at`` across, from ``start`` to ``end`` along."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """From one end to the other."""
        return self.end - self.start


def rulings(page: Page) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical rules of a page; pieces that touch are one."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for shape in page.shapes:
        if shape.fill == WHITE and not shape.stroked:
            continue
        if shape.height <= _HAIRLINE and shape.width > shape.height:
            across.append(Ruling((shape.top + shape.bottom) / 2, shape.x0, shape.x1))
        elif shape.width <= _HAIRLINE and shape.height > shape.width:
            down.append(Ruling((shape.x0 + shape.x1) / 2, shape.top, shape.bottom))
        elif shape.stroked and shape.fill in (None, WHITE):
            across += [
                Ruling(shape.top, shape.x0, shape.x1),
                Ruling(shape.bottom, shape.x0, shape.x1),
            ]
            down += [
                Ruling(shape.x0, shape.top, shape.bottom),
                Ruling(shape.x1, shape.top, shape.bottom),
            ]
    return (
        [r for r in _merged(across) if r.length >= 8],
        [r for r in _merged(down) if r.length >= 8],
    )


def _merged(found: Iterable[Ruling]) -> list[Ruling]:
    merged: list[Ruling] = []
    for ruling in sorted(found, key=lambda r: (round(r.at), r.start)):
        for i in range(len(merged) - 1, max(-1, len(merged) - 12), -1):
            last = merged[i]
            if abs(last.at - ruling.at) <= 1.2 and (
                last.start - _TOUCHING <= ruling.start <= last.end + _TOUCHING
            ):
                merged[i] = Ruling(last.at, last.start, max(last.end, ruling.end))
                break
        else:
            merged.append(ruling)
    return merged


def filled(page: Page) -> list[Area]:
    """Shaded areas that may hold text, without the ground of the whole page."""
    found: list[Area] = []
    for shape in page.shapes:
        if shape.fill is None or shape.fill == WHITE:
            continue
        if shape.width < 20 or shape.height < 9 or _is_ground(shape, page):
            continue
        area = Area(shape.x0, shape.top, shape.x1, shape.bottom, shape.fill)
        # The two edges of a frame may come as two paths; the box ends at the outer one.
        found = [other for other in found if not _is_inner_edge(other, area)]
        if any(area.within(other, 0.5) and area.fill == other.fill for other in found):
            continue
        found.append(area)
    return found


def _is_inner_edge(inner: Area, outer: Area) -> bool:
    return inner.fill == outer.fill and inner.within(outer, 0) and outer.within(inner, 1)


def _is_ground(shape: Shape, page: Page) -> bool:
    bleeds = shape.x0 <= 3 and shape.x1 >= page.width - 3
    return bleeds or shape.width * shape.height > 0.8 * page.width * page.height


def stacked(areas: Sequence[Area]) -> list[Area]:
    """Areas with those of one fill that lie on each other, edge to edge, made one.

    Word shades each paragraph of a box on its own.
    """
    found: list[Area] = []
    for area in sorted(areas, key=lambda a: (a.top, a.x0)):
        for i, above in enumerate(found):
            same = above.fill == area.fill
            aligned = abs(above.x0 - area.x0) < 2 and abs(above.x1 - area.x1) < 2
            if same and aligned and -1 <= area.top - above.bottom + 1 <= 4:
                found[i] = Area(
                    above.x0, above.top, above.x1, max(above.bottom, area.bottom), area.fill
                )
                break
            if same and aligned and above.top <= area.top <= above.bottom:
                found[i] = Area(
                    above.x0, above.top, above.x1, max(above.bottom, area.bottom), area.fill
                )
                break
        else:
            found.append(area)
    return found


def outlined(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Area]:
    """Areas with a rule on all four sides and none inside."""
    found: list[Area] = []
    for top in across:
        if top.length < 20:
            continue
        sides = [
            v
            for v in down
            if v.start - _TOUCHING <= top.at <= v.start + _TOUCHING + 0.25 * v.length
            or v.start < top.at < v.end - 8
        ]
        left = next((v for v in sides if abs(v.at - top.start) <= _TOUCHING), None)
        right = next((v for v in sides if abs(v.at - top.end) <= _TOUCHING), None)
        if left is None or right is None:
            continue
        bottom = next(
            (
                h
                for h in sorted(across, key=lambda r: r.at)
                if h.at > top.at + 8
                and abs(h.start - top.start) <= _TOUCHING
                and abs(h.end - top.end) <= _TOUCHING
                and h.at <= min(left.end, right.end) + _TOUCHING
            ),
            None,
        )
        if bottom is not None:
            found.append(Area(top.start, top.at, top.end, bottom.at))
    return found
