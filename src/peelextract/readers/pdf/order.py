"""The order in which a page is read: boxes whole, columns one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from .areas import Area, outlined, stacked
from .columns import Box, Node, arranged
from .layout import Grid, Layout
from .lines import Line
from .tables import area_of, ruled_tables, tagged_tables
from .tiles import tile

Item = Line | Grid


def reading_order(layout: Layout, numbers: count[int]) -> tuple[list[Item], list[Box]]:
    """Lines and tables of a page in reading order, and its boxes.

    Args:
        layout: the page; its lines are told which box they stand in.
        numbers: gives each box its number.
    """
    grids = tagged_tables(layout) + ruled_tables(layout)
    areas = stacked(layout.fills) + [
        area
        for area in outlined(layout.across, layout.down)
        if not any(area.within(fill, 4) for fill in layout.fills)
    ]
    boxes = [
        Box(layout.number, area, 0)
        for area in areas
        if any(area.holds(line) for line in layout.lines)
        or any(_area_holds(area, grid.area) for grid in grids)
    ]
    nodes = _nest(layout, grids, boxes)
    for node in _walk(nodes):
        if node.box is not None:
            _settle_box(node)
    items = list(_flatten(arranged(nodes), None, numbers))
    return items, [node.box for node in _walk(nodes) if node.box is not None]


def join_boxes(items: Sequence[Item], boxes: Sequence[Box]) -> None:
    """Give a box that goes on in the next column or page the number of its beginning.

    Args:
        items: lines and tables of all pages in reading order.
        boxes: the boxes of all pages.
    """
    by_number = {box.number: box for box in boxes}
    renamed: dict[int, int] = {}
    held: list[Line] = []
    ends: Box | None = None
    for item in items:
        if item.container is None or isinstance(item, Grid):
            ends, held = None, []
            continue
        here = by_number[item.container]
        if here is not ends:
            if ends is not None and here.number not in renamed and _goes_on(ends, here, held, item):
                renamed[here.number] = renamed.get(ends.number, ends.number)
            held = []
        held.append(item)
        ends = here
        item.container = renamed.get(here.number, here.number)


def _goes_on(ends: Box, begins: Box, held: Sequence[Line], first: Line) -> bool:
    """Whether a box is the rest of another, the lines of which are at hand."""
    a, b = ends.area, begins.area
    below = begins.page == ends.page and b.top >= a.bottom - 2
    alike = abs(a.width - b.width) < 4 and a.fill == b.fill
    if below or not alike or ends.badge or begins.badge:
        return False
    if not first.bold or all(line.bold for line in held):
        return True
    # A box of its own begins with its margin; one that was cut begins at the cut.
    return first.top - b.top < 0.6 * (held[0].top - a.top)


def _area_holds(outer: Area, inner: Area) -> bool:
    return inner.within(outer, 3)


def _nest(layout: Layout, grids: Sequence[Grid], boxes: Sequence[Box]) -> list[Node]:
    by_size = sorted(boxes, key=lambda box: box.area.width * box.area.height)
    holders = [Node(box.area, box=box) for box in by_size]
    top: list[Node] = []

    def put(node: Node, candidates: Sequence[Node], inside: Area) -> None:
        for holder in candidates:
            if inside.within(holder.area, 2.5):
                holder.children.append(node)
                return
        top.append(node)

    for i, holder in enumerate(holders):
        put(holder, holders[i + 1 :], holder.area)
    for line in layout.lines:
        node = Node(Area(line.x0, line.top, line.x1, line.bottom), line=line)
        around = next((h for h in holders if h.area.holds(line, 2.5)), None)
        (top if around is None else around.children).append(node)
    for grid in grids:
        put(Node(grid.area, grid=grid), holders, grid.area)
    return [node for node in top if node.box is None or node.children]


def _walk(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _settle_box(node: Node) -> None:
    """See whether a box is a badge or a tile."""
    lines = [child.line for child in node.children if child.line is not None]
    if len(lines) != len(node.children) or not lines or node.box is None:
        return
    letters = sum(len(line.text) for line in lines)
    marked = any(line.marker for line in lines)
    if len(lines) <= 3 and letters <= 45 and not marked and _is_badge(node.area, lines):
        node.box.badge = True
        first = min(lines, key=lambda line: (line.baseline, line.x0))
        words = sorted(lines, key=lambda line: (round(line.baseline), line.x0))
        first.text = " ".join(line.text for line in words)
        first.x0 = min(line.x0 for line in lines)
        first.x1 = max(line.x1 for line in lines)
        node.children = [Node(area_of([first]), line=first)]
        return
    grid = tile(lines, node.area)
    if grid is not None:
        node.children = [Node(node.area, grid=grid)]


def _is_badge(area: Area, lines: Sequence[Line]) -> bool:
    tight = area.height < 2.2 * lines[0].size * len(lines) + 14
    return area.width < 230 and area.height < 90 and (tight or area.width < 1.5 * area.height)


def _flatten(nodes: Sequence[Node], box: int | None, numbers: count[int]) -> Iterator[Item]:
    for node in nodes:
        if node.line is not None:
            node.line.container = box
            yield node.line
        elif node.grid is not None:
            node.grid.container = box
            yield node.grid
        elif node.box is not None:
            node.box.number = next(numbers)
            yield from _flatten(arranged(node.children, node.area), node.box.number, numbers)
