"""A page on its way from lines to a reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .areas import Area, Ruling, filled, rulings
from .lines import Line, lines_of
from .markers import attach_markers
from .page import Page


@dataclass(slots=True)
class GridCell:
    """A cell of a table: its lines of text, from the top."""

    lines: list[str] = field(default_factory=list)
    header: bool = False


@dataclass(slots=True)
class Grid:
    """A table, wherever its cells were seen."""

    page: int
    area: Area
    rows: list[list[GridCell]]
    container: int | None = None


@dataclass(slots=True)
class Layout:
    """What later stages need of one page."""

    number: int
    width: float
    height: float
    lines: list[Line]
    across: list[Ruling]
    down: list[Ruling]
    fills: list[Area]
    shows: bool
    """Whether it shows anything that is not text."""


def layout_of(page: Page) -> Layout:
    """Lines, rulings and shaded areas of a page."""
    across, down = rulings(page)
    return Layout(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=attach_markers(lines_of(page), page.shapes),
        across=across,
        down=down,
        fills=filled(page),
        shows=bool(page.pictures or page.shapes),
    )


def body_size(layouts: Iterable[Layout]) -> float:
    """The type size that most letters of a document are set in, in points."""
    letters: Counter[float] = Counter()
    for layout in layouts:
        for line in layout.lines:
            letters[line.size] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size)) if letters else 0.0


def usual_leading(layouts: Sequence[Layout], size: float) -> float:
    """The commonest distance between two baselines of a size, in points."""
    steps: Counter[float] = Counter()
    for layout in layouts:
        for above, below in zip(layout.lines, layout.lines[1:], strict=False):
            step = round(2 * (below.baseline - above.baseline)) / 2
            if (
                abs(above.size - size) < 0.3
                and abs(below.size - size) < 0.3
                and 0 < step < 3 * size
            ):
                steps[step] += 1
    return max(steps, key=lambda step: (steps[step], -step)) if steps else 1.25 * size
