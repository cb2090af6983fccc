"""Tiles of an infographic: figures in large type, with what they are called around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .areas import Area
from .layout import Grid, GridCell
from .lines import Line, line_from
from .page import Run

_FIGURE = re.compile(
    r"[-+−–±]?\s?[£$€]?\d[\d,.]*\s?(?:%|(?:per ?cent)|[a-z]{1,2}|[mb]illion|million|billion)?$"
)
"""A figure that stands alone, with its currency or unit."""
_LARGER = 1.3
"""Times the smallest type of the tile: how large a figure is at least."""
_LONGEST_LABEL = 130
"""Characters."""


def tile(lines: Sequence[Line], area: Area) -> Grid | None:
    """A tile as a table, or None if the lines are no tile.

    A row of header cells holds the tile's labels; a row below it a series' name and figure,
    or, where the figures have no names, the figures beside each other.
    """
    rows = _rows([chunk for line in lines for chunk in _chunks(line)])
    chunks = [chunk for row in rows for chunk in row]
    if len(chunks) < 2:
        return None
    least = _LARGER * min(chunk.size for chunk in chunks)
    figures = {id(c) for c in chunks if _FIGURE.match(c.text) and c.size >= least}
    others = [c for c in chunks if id(c) not in figures]
    if not figures or not others or len(others) > 4 + 3 * len(figures):
        return None
    largest = max(c.size for c in chunks if id(c) in figures)
    if any(len(c.text) > _LONGEST_LABEL or c.size >= largest for c in others):
        return None
    return Grid(lines[0].page, area, _table(rows, figures))


def _table(rows: Sequence[Sequence[Line]], figures: set[int]) -> list[list[GridCell]]:
    table: list[list[GridCell]] = []
    pending: list[list[Line]] = []
    bare: list[Line] = []
    seen = False
    for row in rows:
        shown = [c for c in row if id(c) in figures]
        words = [c for c in row if id(c) not in figures]
        if not shown:
            if bare and len(words) == len(bare):
                # The names stand below their figures.
                table += [_series([name], figure) for name, figure in zip(words, bare, strict=True)]
                bare = []
            else:
                _release(bare, table)
                pending.append(words)
            continue
        _release(bare, table)
        if words:
            _label(pending, table)
            table += [_series([_nearest(figure, words)], figure) for figure in shown]
        elif len(shown) > 1 and pending and len(pending[-1]) == len(shown):
            names = pending.pop()
            _label(pending, table)
            table += [_series([name], figure) for name, figure in zip(names, shown, strict=True)]
        elif len(shown) == 1 and seen and pending and all(len(words) == 1 for words in pending):
            table.append(_series([words[0] for words in pending], shown[0]))
        elif not pending and not seen:
            bare = list(shown)
        else:
            _label(pending, table)
            table.append([GridCell([figure.text]) for figure in shown])
        pending, seen = [], True
    _release(bare, table)
    _label(pending, table)
    return table


def _series(name: Sequence[Line], figure: Line) -> list[GridCell]:
    return [GridCell([line.text for line in name]), GridCell([figure.text])]


def _release(bare: list[Line], table: list[list[GridCell]]) -> None:
    """Write figures that turned out to have no names."""
    if bare:
        table.append([GridCell([figure.text]) for figure in bare])
        bare.clear()


def _label(pending: Sequence[Sequence[Line]], table: list[list[GridCell]]) -> None:
    """Write labels as one row of header cells; lines of a label that wraps are one cell."""
    cells: list[GridCell] = []
    before: Line | None = None
    for words in pending:
        for line in words:
            if before is not None and len(words) == 1 and _wraps(before, line):
                cells[-1].lines.append(line.text)
            else:
                cells.append(GridCell([line.text], header=True))
            before = line
    if cells:
        table.append(cells)


def _wraps(above: Line, below: Line) -> bool:
    return above.style is below.style and 0 < below.baseline - above.baseline < 1.6 * below.size


def _nearest(figure: Line, words: Sequence[Line]) -> Line:
    return min(words, key=lambda word: min(abs(word.x0 - figure.x1), abs(figure.x0 - word.x1)))


def _chunks(line: Line) -> list[Line]:
    """Parts of a line that a gap or a change of size sets apart."""
    groups: list[list[Run]] = [[line.runs[0]]]
    for run in line.runs[1:]:
        before = groups[-1][-1]
        larger, smaller = sorted((run.style.size, before.style.size), reverse=True)
        if run.x0 - before.x1 > 0.45 * smaller or larger > 1.2 * smaller:
            groups.append([run])
        else:
            groups[-1].append(run)
    made = (line_from(group, line.page) for group in groups)
    return [chunk for chunk in made if chunk is not None]


def _rows(chunks: Sequence[Line]) -> list[list[Line]]:
    """Chunks side by side, from the top."""
    rows: list[list[Line]] = []
    for chunk in sorted(chunks, key=lambda c: (c.baseline, c.x0)):
        if rows and chunk.baseline - rows[-1][0].baseline < 0.45 * chunk.size:
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    return [sorted(row, key=lambda c: c.x0) for row in rows]
