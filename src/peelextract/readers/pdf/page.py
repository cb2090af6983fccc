"""What a page holds, whichever library took it from the file.

Lengths are points from the top left corner of the page as it is shown. Both page sources
(``pdfium``, ``plumber``) give these objects, and everything after them knows no library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WHITE = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class Tag:
    """Where a tagged PDF says that a run belongs; roles as in ISO 32000-1, 14.8.4.

    Attributes:
        element: the innermost block-level element, numbered within the document.
        role: its standard type: ``P``, ``H1``, ``LI``, ``TD``, ``Note``.
        level: of a heading.
        depth: number of lists around it, 0 outside lists.
        item: the list item around it.
        table, row, cell: the outermost table around it, and its place there.
        header: the cell is a header cell.
        artifact: furniture of the page and no content.
    """

    element: int = -1
    role: str = ""
    level: int | None = None
    depth: int = 0
    item: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    header: bool = False
    artifact: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """Type of a run: font name without subset prefix, and size in points."""

    font: str
    size: float
    bold: bool


@dataclass(slots=True)
class Run:
    """Characters that follow each other on a baseline in one style.

    ``text`` holds the spaces between its words, and one at its end where the next run is
    another word. ``colour`` is the fill as 0xRRGGBB, None where it is not known.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    style: Style
    tag: Tag | None = None
    colour: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: its bounding rectangle, its fill as 0xRRGGBB, and whether it has an outline."""

    x0: float
    top: float
    x1: float
    bottom: float
    fill: int | None
    stroked: bool

    @property
    def width(self) -> float:
        """Length from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Length from top to bottom."""
        return self.bottom - self.top


@dataclass(slots=True)
class Page:
    """One page; ``number`` is 1-based, ``pictures`` counts its images."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: int = 0


_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi|semibd", re.IGNORECASE)


def font_of(name: str) -> tuple[str, bool]:
    """A font's name without its subset prefix, and whether the name says that it is bold."""
    plain = _SUBSET.sub("", name)
    return plain, bool(_BOLD.search(plain))
