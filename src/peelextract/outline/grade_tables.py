"""Grades in tables: rows of a name and a grade, and grids whose columns are the grades."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Block, BlockKind, Cell, Document
from ..report import GradeBasis
from ..rules.wording import key
from .candidates import Catalogue
from .lexicon import Lexicon
from .model import GradeMark


def table_grades(
    document: Document, lexicon: Lexicon, catalogue: Catalogue, first: int
) -> Iterator[tuple[str, GradeMark]]:
    """Grades of questions from the tables ahead of the answers.

    Behind the first answer, at block ``first``, a table of grades is one of other years or bodies.
    """
    for block in document.blocks[:first]:
        if block.kind is not BlockKind.TABLE or not lexicon.family.grades:
            continue
        for name, grade in _graded_cells(block, lexicon):
            known = catalogue.labelled(name.text)
            if known is not None:
                yield known[0].id, grade


def named_grades(document: Document, lexicon: Lexicon, first: int) -> dict[str, GradeMark]:
    """Grades in the same tables by the key of the name beside them, for pillars and the whole."""
    return {
        key(name.text): grade
        for block in document.blocks[:first]
        if block.kind is BlockKind.TABLE
        for name, grade in _graded_cells(block, lexicon)
    }


def gives_grades(block: Block, lexicon: Lexicon) -> bool:
    """Whether a block is a table of grades."""
    return block.kind is BlockKind.TABLE and next(_graded_cells(block, lexicon), None) is not None


def _graded_cells(block: Block, lexicon: Lexicon) -> Iterator[tuple[Cell, GradeMark]]:
    def mark(cell: Cell) -> GradeMark | None:
        value = lexicon.grade_value(cell.text) if cell.text else None
        return GradeMark(value, cell.start, cell.end, GradeBasis.TABLE) if value else None

    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    columns = {c.column: g for c in rows.get(0, []) if (g := mark(c))}
    if len(columns) >= 3:
        for row in list(rows.values())[1:]:
            for cell in row:
                if cell.text and cell.column in columns:
                    yield cell, columns[cell.column]
        return
    for row in rows.values():
        graded = [(cell, g) for cell in row if (g := mark(cell))]
        names = [cell for cell in row if cell.text and not mark(cell)]
        if len(graded) == 1 and names:
            yield names[0], graded[0][1]
