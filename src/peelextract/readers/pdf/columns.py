"""Columns: what stands beside what, and which comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from .areas import Area
from .layout import Grid
from .lines import Line
from .tables import area_of, column_table
from .tiles import tile

_GUTTER = 9.0
"""Points: the narrowest space at which two columns begin."""
_NARROWEST = 4.0
"""Points: the narrowest space by which they go on."""


@dataclass(slots=True)
class Box:
    """A shaded or bordered area; ``badge`` if all it holds is a few words."""

    page: int
    area: Area
    number: int
    badge: bool = False


@dataclass(slots=True)
class Node:
    """A line, a table or a box with what it holds."""

    area: Area
    line: Line | None = None
    grid: Grid | None = None
    box: Box | None = None
    children: list[Node] = field(default_factory=list)


def arranged(nodes: Sequence[Node], frame: Area | None = None) -> list[Node]:
    """Nodes in reading order; lines are told how wide their column is."""
    if not nodes:
        return []
    rows = _rows(nodes)
    done: list[Node] = []
    i = 0
    while i < len(rows):
        band, cuts = _band(rows, i)
        if len(band) == 1 and len(band[0]) == 1:
            done += band[0]
            i += 1
            continue
        if not cuts:
            done += sorted(band[0], key=lambda node: (round(node.area.top / 3), node.area.x0))
            i += 1
            continue
        # What stands alone above a later column is its beginning, not the text's before it.
        while done and _heads_column(done[-1], band[0], cuts):
            band.insert(0, [done.pop()])
            i -= 1
        done += _columns(band, cuts)
        i += len(band)
    _measure(done, frame)
    return done


def _heads_column(node: Node, row: Sequence[Node], cuts: Sequence[float]) -> bool:
    return node.line is not None and node.area.x0 > cuts[0] and _close([node], row)


def _rows(nodes: Sequence[Node]) -> list[list[Node]]:
    """Nodes that stand beside each other, directly or by way of a third."""
    rows: list[list[Node]] = []
    bottom = 0.0
    for node in sorted(nodes, key=lambda node: (node.area.top, node.area.x0)):
        shared = bottom - node.area.top
        if rows and shared > 0.35 * min(node.area.height, 14):
            rows[-1].append(node)
            bottom = max(bottom, node.area.bottom)
        else:
            rows.append([node])
            bottom = node.area.bottom
    return rows


def _strips(row: Sequence[Node]) -> list[tuple[float, float]]:
    """Free vertical strips between the nodes of a row."""
    strips: list[tuple[float, float]] = []
    reach: float | None = None
    for node in sorted(row, key=lambda node: node.area.x0):
        if reach is not None and node.area.x0 - reach >= _GUTTER:
            strips.append((reach, node.area.x0))
        reach = max(reach if reach is not None else node.area.x1, node.area.x1)
    return strips


def _narrowed(
    strips: Sequence[tuple[float, float]], row: Sequence[Node]
) -> list[tuple[float, float]]:
    """What is left of some strips beside the nodes of a row."""
    left = list(strips)
    for node in row:
        kept: list[tuple[float, float]] = []
        for start, end in left:
            if node.area.x1 <= start or node.area.x0 >= end:
                kept.append((start, end))
                continue
            if node.area.x0 - start >= _NARROWEST:
                kept.append((start, node.area.x0))
            if end - node.area.x1 >= _NARROWEST:
                kept.append((node.area.x1, end))
        left = kept
    return left


def _band(rows: Sequence[list[Node]], start: int) -> tuple[list[list[Node]], list[float]]:
    """Rows from ``start`` on that the same gutters run through, and the gutters."""
    strips = _strips(rows[start])
    band = [rows[start]]
    if not strips:
        return band, []
    held: list[list[Node]] = []
    for row in rows[start + 1 :]:
        narrowed = _narrowed(strips, row)
        if not narrowed or not _near(held[-1] if held else band[-1], row):
            break
        if _crosses(row, narrowed):
            band += [*held, row]
            held = []
            strips = narrowed
        elif not held and _close(band[-1], row) and _beside(row, strips):
            # What follows on one side alone belongs to that column while it keeps its leading.
            band.append(row)
        else:
            held.append(row)
    return band, [(a + b) / 2 for a, b in strips]


def _crosses(row: Sequence[Node], strips: Sequence[tuple[float, float]]) -> bool:
    """Whether a row has something on both sides of a strip."""
    return any(
        any(node.area.x1 <= start + 0.01 for node in row)
        and any(node.area.x0 >= end - 0.01 for node in row)
        for start, end in strips
    )


def _near(above: Sequence[Node], below: Sequence[Node]) -> bool:
    gap = min(node.area.top for node in below) - max(node.area.bottom for node in above)
    return gap < 48


def _beside(row: Sequence[Node], strips: Sequence[tuple[float, float]]) -> bool:
    return all(
        node.area.x1 <= start + 0.01 or node.area.x0 >= end - 0.01
        for node in row
        for start, end in strips
    )


def _close(above: Sequence[Node], below: Sequence[Node]) -> bool:
    gap = min(node.area.top for node in below) - max(node.area.bottom for node in above)
    lines = [node.line for node in below if node.line is not None]
    return bool(lines) and gap < 0.9 * lines[0].size


def _columns(band: Sequence[list[Node]], cuts: Sequence[float]) -> list[Node]:
    nodes = [node for row in band for node in row]
    columns: list[list[Node]] = [[] for _ in range(len(cuts) + 1)]
    for node in nodes:
        middle = (node.area.x0 + node.area.x1) / 2
        columns[sum(1 for cut in cuts if middle > cut)].append(node)
    columns = [column for column in columns if column]
    lines = [node.line for node in nodes if node.line is not None]
    full = [row for row in band if len(row) > 1]
    if len(lines) == len(nodes) and not _is_prose(columns):
        tiles = _tiles(columns)
        if tiles is not None:
            return tiles
        if len(full) >= 2 and len(columns) >= 2:
            grid = column_table(
                lines[0].page, [[n.line for n in row if n.line is not None] for row in band], cuts
            )
            return [Node(grid.area, grid=grid)]
        ordered: list[Node] = []
        for row in band:
            ordered += sorted(row, key=lambda node: node.area.x0)
        return ordered
    return [node for column in columns for node in arranged(column)]


def _tiles(columns: Sequence[Sequence[Node]]) -> list[Node] | None:
    """Columns as tiles of an infographic without boxes; None if any part is no tile."""
    made: list[Node] = []
    for column in columns:
        lines = [node.line for node in column if node.line is not None]
        for part in _parts(lines):
            grid = tile(part, area_of(part))
            if grid is None:
                return None
            made.append(Node(grid.area, grid=grid))
    return sorted(made, key=lambda node: (round(node.area.top / 20), node.area.x0))


def _parts(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a column, cut where more than a line's height is left free."""
    parts: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if parts and line.top - parts[-1][-1].bottom < 1.2 * min(line.size, parts[-1][-1].size):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _is_prose(columns: Sequence[Sequence[Node]]) -> bool:
    """Whether columns of lines are text that runs on from line to line."""
    if min(len(column) for column in columns) < 3:
        return False
    running = 0
    for column in columns:
        lines = [node.line for node in column if node.line is not None]
        if not lines:
            continue
        widest = max(line.x1 for line in lines) - min(line.x0 for line in lines)
        full = sum(1 for line in lines if line.width > 0.6 * widest)
        words = median(line.text.count(" ") + 1 for line in lines)
        if words >= 3.5 and full >= 0.5 * len(lines):
            running += 1
    return running >= len(columns) - 0.5 * (len(columns) > 2)


def _measure(nodes: Sequence[Node], frame: Area | None) -> None:
    lines = [node.line for node in nodes if node.line is not None and not node.line.right]
    if not lines:
        return
    left = min(line.marker_x if line.marker else line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    if frame is not None:
        right = max(right, frame.x1 - max(0.0, left - frame.x0))
    for line in lines:
        line.left, line.right = left, right
