"""Tables: from the tags of the file, from rulings, from columns of short lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from .areas import Area, Ruling
from .layout import Grid, GridCell, Layout
from .lines import Line

_ALIGNED = 5.0
_FARTHEST_RULE = 220.0


def tagged_tables(layout: Layout) -> list[Grid]:
    """Tables that the file itself declares; their lines are taken off the page.

    A table of one column is a box drawn with a table: its lines stay.
    """
    tables: dict[int, dict[int, dict[int, list[Line]]]] = {}
    for line in layout.lines:
        tag = line.tag
        if tag is None or tag.table is None or tag.row is None or tag.cell is None:
            continue
        cells = tables.setdefault(tag.table, {}).setdefault(tag.row, {})
        cells.setdefault(tag.cell, []).append(line)
    grids: list[Grid] = []
    taken: set[int] = set()
    for rows in tables.values():
        if max(len(cells) for cells in rows.values()) < 2:
            continue
        lines = [line for cells in rows.values() for cell in cells.values() for line in cell]
        in_order = [
            [cell for _, cell in sorted(cells.items())] for _, cells in sorted(rows.items())
        ]
        made = [_tagged_row(cells, _column_starts(in_order)) for cells in in_order]
        grids.append(Grid(layout.number, area_of(lines), made))
        taken.update(id(line) for line in lines)
    layout.lines = [line for line in layout.lines if id(line) not in taken]
    return grids


def _column_starts(rows: Sequence[Sequence[Sequence[Line]]]) -> list[float]:
    """Left edges of the columns, as the fullest row shows them."""
    fullest = max(rows, key=len)
    starts = [min(line.marker_x if line.marker else line.x0 for line in cell) for cell in fullest]
    return starts if starts == sorted(starts) else []


def _tagged_row(cells: Sequence[Sequence[Line]], starts: Sequence[float]) -> list[GridCell]:
    """Cells of a row in their columns: an empty cell leaves no mark on the page."""
    made: list[GridCell] = []
    for cell in cells:
        left = min(line.x0 for line in cell)
        column = max((i for i, start in enumerate(starts) if start <= left + 8), default=0)
        if len(cells) < len(starts):
            made += [GridCell() for _ in range(column - len(made))]
        tag = cell[0].tag
        made.append(GridCell([line_text(line) for line in cell], tag is not None and tag.header))
    return made


def line_text(line: Line) -> str:
    """A line with its marker."""
    return f"{line.marker} {line.text}" if line.marker else line.text


def area_of(lines: Iterable[Line]) -> Area:
    """The smallest rectangle around some lines."""
    found = list(lines)
    return Area(
        min(line.x0 for line in found),
        min(line.top for line in found),
        max(line.x1 for line in found),
        max(line.bottom for line in found),
    )


def ruled_tables(layout: Layout) -> list[Grid]:
    """Tables drawn with rules; their lines, rules and shading are taken off the page."""
    grids: list[Grid] = []
    for chain in _chains(layout):
        grid, lines = _ruled(layout, chain)
        if grid is None:
            continue
        grids.append(grid)
        taken = {id(line) for line in lines}
        layout.lines = [line for line in layout.lines if id(line) not in taken]
        layout.fills = [fill for fill in layout.fills if not fill.within(grid.area, 3)]
        layout.across = [r for r in layout.across if r not in chain]
    return grids


def _chains(layout: Layout) -> list[list[Ruling]]:
    """Rules of one width below each other, with text between any two."""
    chains: list[list[Ruling]] = []
    for ruling in sorted(layout.across, key=lambda r: r.at):
        for chain in chains:
            last = chain[-1]
            aligned = (
                abs(last.start - ruling.start) <= _ALIGNED
                and abs(last.end - ruling.end) <= _ALIGNED
            )
            if not aligned or not 6 < ruling.at - last.at <= _FARTHEST_RULE:
                continue
            band = Area(last.start, last.at, last.end, ruling.at)
            if any(band.holds(line) for line in layout.lines):
                chain.append(ruling)
                break
        else:
            chains.append([ruling])
    parts = [part for chain in chains for part in _unbroken(layout, chain)]
    return [part for part in parts if len(part) >= 2]


def _unbroken(layout: Layout, chain: Sequence[Ruling]) -> list[list[Ruling]]:
    """A chain cut where two tables of one width stand below each other.

    Between the tables nothing runs down the page, while inside them something does.
    """
    edges = [v for v in layout.down if chain[0].start - 3 <= v.at <= chain[0].end + 3]
    parts: list[list[Ruling]] = [[chain[0]]]
    joined = False
    for above, below in pairwise(chain):
        middle = (above.at + below.at) / 2
        inside = any(v.start <= middle <= v.end for v in edges)
        if joined and not inside and edges:
            parts.append([])
        joined = joined or inside
        parts[-1].append(below)
    return parts


def _ruled(layout: Layout, chain: Sequence[Ruling]) -> tuple[Grid | None, list[Line]]:
    x0, x1 = chain[0].start, chain[0].end
    bands = [Area(x0, a.at, x1, b.at) for a, b in pairwise(chain)]
    header = _header_band(layout, bands[0])
    if header is not None:
        bands.insert(0, header)
    held = [[line for line in layout.lines if band.holds(line)] for band in bands]
    lines = [line for band in held for line in band]
    inner = [
        v
        for v in layout.down
        if x0 + _ALIGNED < v.at < x1 - _ALIGNED and v.start < chain[-1].at and v.end > chain[0].at
    ]
    cuts = sorted(v.at for v in inner) or _free_strips(lines)
    if not cuts or (len(bands) < 2 and not inner):
        return None, []
    rows: list[list[GridCell]] = []
    for band, inside in zip(bands, held, strict=True):
        if not inside:
            continue
        here = cuts
        if inner:
            middle = (band.top + band.bottom) / 2
            here = sorted(v.at for v in inner if v.start <= middle <= v.end) or []
        shaded = band is header or any(
            abs(fill.top - band.top) < 3 and abs(fill.bottom - band.bottom) < 3
            for fill in layout.fills
        )
        bold = all(line.bold for line in inside)
        split = _by_baseline(inside, here) if len(bands) <= 2 and not inner else [inside]
        for part in split:
            cells = _cells(part, here)
            for cell in cells:
                cell.header = bold and (shaded or not rows)
            rows.append(cells)
    several = sum(1 for row in rows if sum(1 for cell in row if cell.lines) >= 2)
    if several < max(1, 0.5 * len(rows)):
        return None, []
    area = Area(x0, bands[0].top, x1, bands[-1].bottom)
    return Grid(layout.number, area, rows), lines


def _header_band(layout: Layout, first: Area) -> Area | None:
    """The row above the first rule: shaded, or bold with several cells."""
    fills = [
        fill
        for fill in layout.fills
        if abs(fill.bottom - first.top) < 4 and fill.x0 >= first.x0 - 4 and fill.x1 <= first.x1 + 4
    ]
    if fills and sum(fill.width for fill in fills) > 0.8 * first.width:
        return Area(first.x0, min(fill.top for fill in fills), first.x1, first.top)
    above = [
        line
        for line in layout.lines
        if line.bold
        and line.x0 >= first.x0 - 3
        and line.x1 <= first.x1 + 3
        and 0 <= first.top - line.baseline < 1.2 * line.size
    ]
    if len(above) >= 2:
        return Area(first.x0, min(line.top for line in above), first.x1, first.top)
    return None


def _free_strips(lines: Sequence[Line]) -> list[float]:
    """Middles of the vertical strips that no line crosses."""
    cuts: list[float] = []
    reach = None
    for line in sorted(lines, key=lambda line: line.x0):
        if reach is not None and line.x0 - reach > 4:
            cuts.append((line.x0 + reach) / 2)
        reach = max(reach or line.x1, line.x1)
    return cuts


def _cells(lines: Sequence[Line], cuts: Sequence[float]) -> list[GridCell]:
    cells = [GridCell() for _ in range(len(cuts) + 1)]
    for line in sorted(lines, key=lambda line: (line.baseline, line.x0)):
        column = sum(1 for cut in cuts if (line.x0 + line.x1) / 2 > cut)
        cells[column].lines.append(line_text(line))
    return cells


def _by_baseline(lines: Sequence[Line], cuts: Sequence[float]) -> list[list[Line]]:
    """Rows of a table that has no rules between them."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.x0)):
        if rows and abs(rows[-1][0].baseline - line.baseline) < 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    made: list[list[Line]] = []
    for row in rows:
        columns = {sum(1 for cut in cuts if line.x0 > cut) for line in row}
        if made and len(columns) < 2:
            made[-1] += row
        else:
            made.append(row)
    return made


def column_table(page: int, rows: Sequence[Sequence[Line]], cuts: Sequence[float]) -> Grid:
    """A table of rows that are told by their columns alone."""
    made: list[list[Line]] = []
    for row in rows:
        columns = {sum(1 for cut in cuts if line.x0 > cut) for line in row}
        if made:
            step = row[0].baseline - max(line.baseline for line in made[-1])
            wraps = len(columns) < 2 or all(line.text[:1].islower() for line in row)
            if wraps and step < 1.45 * row[0].size:
                made[-1] += row
                continue
        made.append(list(row))
    cells = [_cells(row, cuts) for row in made]
    if (
        made
        and all(line.bold for line in made[0])
        and not all(line.bold for row in made for line in row)
    ):
        for cell in cells[0]:
            cell.header = True
    return Grid(page, area_of(line for row in made for line in row), cells)
