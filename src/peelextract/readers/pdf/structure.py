"""The structure tree of a tagged PDF: which marked content belongs to which element."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .page import Tag

_HEADING = re.compile(r"H([1-6]?)$")
_INLINE = frozenset(
    "Span Quote Reference BibEntry Code Link Annot Ruby Warichu RB RT RP WT WP "
    "Em Strong Sub NonStruct Lbl LBody".split()
)
"""What gives its content no block of its own. Word puts text of an item into its label where
the item goes on from the page before, so label and body count as the item."""
_CELLS = frozenset(("TD", "TH"))
_ROWS = "TR"


@dataclass(slots=True)
class Element:
    """A node: its standard type, its children, and the marked content of its own."""

    role: str
    children: list[Element] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)


def index_tags(roots: Iterable[Element], first: int) -> tuple[dict[int, Tag], int]:
    """Tags of a page by marked content number.

    Args:
        roots: the top of the page's part of the tree.
        first: number to give the first element, so that numbers differ between pages.

    Returns:
        The tags, and the number after the last one given.
    """
    tags: dict[int, Tag] = {}
    following = first

    def walk(element: Element, inherited: Tag) -> None:
        nonlocal following
        number = following
        following += 1
        here = _below(element, inherited, number)
        for marked in element.marked:
            tags[marked] = here
        for child in element.children:
            walk(child, here)

    for root in roots:
        walk(root, Tag())
    return tags, following


def _below(element: Element, outer: Tag, number: int) -> Tag:
    role = element.role
    if role in _INLINE:
        return outer
    level, depth, item = outer.level, outer.depth, outer.item
    table, row, cell, header = outer.table, outer.row, outer.cell, outer.header
    if heading := _HEADING.match(role):
        level = int(heading[1] or 1)
    elif role == "L":
        depth += 1
    elif role == "LI":
        item = number
    elif role == "Table" and table is None:
        table = number
    elif role == _ROWS and row is None:
        row = number
    elif role in _CELLS and cell is None:
        cell, header = number, role == "TH"
    # What an element holds keeps its role: a P inside a Note is a note.
    kept = outer.role in ("Note", "FENote", "TOC", "TOCI")
    return Tag(
        element=number,
        role=outer.role if kept else role,
        level=level,
        depth=depth,
        item=item,
        table=table,
        row=row,
        cell=cell,
        header=header,
    )
