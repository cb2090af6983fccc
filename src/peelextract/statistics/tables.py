"""Figures that stand in tables and on pages of key figures.

A cell that is nothing but a figure takes what it means from the cells about it: its row's label,
the heading of its column, the table's own heading or caption. A cell of words is read as a
sentence, elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..document import Block, BlockKind, Cell, Document
from ..report.statistic import Comparison, Period, StatisticKind
from .likeness import by_value
from .periods import Periods
from .quantity import Found

_VALUE = re.compile(
    r"(?P<sign>[+−–-])?\s*(?P<pound>£)?\s*(?P<sign2>[−–-])?"
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"\s*(?P<size>m|million|bn|billion|k)?\s*(?P<percent>%|per\s?cent)?\s*[*†]?"
)
_SIZES = {"m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "k": 1e3}
_BASE = re.compile(
    r"\b(?:per|for (?:each|every)) (?:(?:\d[\d,]*|million) )?[a-z][\w-]*"
    r"(?: (?!in |by |for )[a-z]+s\b)?"
)
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b|\bshare of\b", re.IGNORECASE)
_MILLIONS = re.compile(r"£ ?(?:m\b|million)|\(£ ?m\)")
_THOUSANDS = re.compile(r"£ ?(?:000|k\b)")
_CAPTION = re.compile(r"(?:figure|fig\.?|table|chart)\s*\d+", re.IGNORECASE)
_RULE = "table.cell"


@dataclass(frozen=True, slots=True)
class _Labels:
    """What the cells about a figure say of it.

    Attributes:
        row: the label of its row.
        column: the heading of its column.
        title: the heading of the table's first column, or of the rows about the figure.
        caption: the paragraph ahead of the table, where it captions it.
        compared: several columns hold figures, so that the heading tells whose they are.
    """

    row: str | None
    column: str | None
    title: str | None
    caption: str | None
    compared: bool

    def all(self) -> str:
        """All of them, nearest first."""
        return " | ".join(filter(None, (self.column, self.row, self.title, self.caption)))

    def timeless(self, periods: Periods) -> _Labels:
        """These without what only says when; a row that is a year is told by its column."""

        def is_time(label: str | None) -> bool:
            period = periods.labelled(label) if label else None
            return period is not None and period.text == label

        if is_time(self.row):
            return replace(self, row=self.column, title=None, compared=True)
        return replace(self, column=None) if is_time(self.column) else self


def is_value(cell: Cell) -> bool:
    """Whether a cell is nothing but a figure."""
    return _VALUE.fullmatch(cell.text.strip()) is not None


def worded_cells(document: Document) -> Iterator[Cell]:
    """The cells of all tables that hold a figure among words."""
    for block in document.blocks:
        for cell in block.cells:
            if not cell.header and not is_value(cell) and any(c.isdigit() for c in cell.text):
                yield cell


def table_statistics(
    document: Document, periods: Periods, comparators: Iterable[str]
) -> list[Found]:
    """The figures that have a cell of their own, in order of place.

    Args:
        document: the blocks.
        periods: finds periods in labels.
        comparators: how labels start, in lower case, whose figures others are compared with.
    """
    starts = tuple(comparators)
    return [
        found
        for block in document.blocks
        if block.cells
        for found in _compared(list(_of_table(document, block, periods)), starts)
    ]


def _compared(figures: list[tuple[Found, _Labels]], starts: tuple[str, ...]) -> Iterator[Found]:
    """Each figure with the comparator that stands beside it in its row or its column."""

    def is_comparator(label: str | None) -> bool:
        return label is not None and label.lower().startswith(starts)

    for found, labels in figures:
        if is_comparator(labels.row) or is_comparator(labels.column):
            yield found
            continue
        for other, its in figures:
            beside = its.row == labels.row and is_comparator(its.column)
            below = its.title == labels.title and its.column == labels.column
            if other.kind is found.kind and (beside or (below and is_comparator(its.row))):
                comparison = Comparison(
                    relation=by_value(found.value, other.value, time=False),
                    value=other.value,
                    with_=its.column if beside else its.row,
                )
                found = replace(found, comparison=comparison)
                break
        yield found


def _of_table(
    document: Document, block: Block, periods: Periods
) -> Iterator[tuple[Found, _Labels]]:
    values = [cell for cell in block.cells if not cell.header and is_value(cell)]
    if not values or _is_contents(block, values):
        return
    caption = _caption(document, block)
    columns = {cell.column for cell in values}
    for cell in values:
        if _numbers_its_row(block, cell) or _is_year(cell):
            continue
        labels = _labels(block, cell, caption, compared=len(columns) > 1)
        if labels.row is None and labels.column is None and labels.title is None:
            continue
        yield _found(block, cell, labels, periods), labels


def _is_contents(block: Block, values: list[Cell]) -> bool:
    """A list of headings with page numbers: whole numbers that only grow, without a heading."""
    if any(cell.header for cell in block.cells) or len(values) < 3:
        return False
    numbers = [cell.text.strip() for cell in values]
    if not all(number.isdigit() for number in numbers):
        return False
    whole = [int(number) for number in numbers]
    return whole == sorted(whole) and whole[-1] < 400


def _caption(document: Document, block: Block) -> str | None:
    if block.index == 0:
        return None
    before = document.blocks[block.index - 1]
    if before.kind is BlockKind.TABLE or len(before.text) > 250:
        return None
    if _CAPTION.match(before.text) or before.kind is BlockKind.HEADING:
        return before.text
    return before.text if before.text.rstrip().endswith(":") else None


def _numbers_its_row(block: Block, cell: Cell) -> bool:
    """A whole number ahead of words, as in a numbered list."""
    if cell.column != 0 or not cell.text.strip().isdigit():
        return False
    right = [c for c in block.cells if c.row == cell.row and c.column > 0 and c.text]
    return bool(right) and not any(is_value(c) for c in right)


def _is_year(cell: Cell) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", cell.text.strip()) is not None


def _labels(block: Block, cell: Cell, caption: str | None, *, compared: bool) -> _Labels:
    row = next(
        (
            c.text
            for c in reversed(block.cells)
            if c.row == cell.row
            and c.column < cell.column
            and c.text
            and (not is_value(c) or _is_year(c))
        ),
        None,
    )
    above = [c for c in block.cells if c.row < cell.row and c.text and not is_value(c)]
    headings = [c for c in above if c.header] or [c for c in above if c.row == 0]
    column = next((c.text for c in reversed(headings) if c.column == cell.column), None)
    title = next((c.text for c in reversed(headings) if c.column == 0), None)
    if cell.column == 0:
        column = None
    return _Labels(row, column, title, caption, compared)


def _found(block: Block, cell: Cell, labels: _Labels, periods: Periods) -> Found:
    parsed = _VALUE.fullmatch(cell.text.strip())
    assert parsed is not None
    about = labels.all()
    value = float(parsed["number"].replace(",", "")) * _SIZES.get(parsed["size"] or "", 1)
    base = _BASE.search(about)
    kind, unit = StatisticKind.COUNT, None
    if parsed["percent"] or (base is None and not parsed["pound"] and _PERCENT.search(about)):
        kind = StatisticKind.PERCENTAGE
    elif parsed["pound"] or "£" in about:
        kind = StatisticKind.MONEY
        if not parsed["size"]:
            value *= 1e6 if _MILLIONS.search(about) else 1e3 if _THOUSANDS.search(about) else 1
        unit = base[0] if base else None
    elif base is not None:
        kind, unit = StatisticKind.RATE, base[0]
    if parsed["sign"] in ("-", "−", "–") or parsed["sign2"]:
        value = -value
    start = cell.start + (len(cell.text) - len(cell.text.lstrip()))
    measure, of = _said_of(labels.timeless(periods))
    row = [c for c in block.cells if c.row == cell.row]
    return Found(
        start=start,
        end=start + len(cell.text.strip()),
        sentence_start=row[0].start,
        sentence_end=row[-1].end,
        rule=_RULE,
        kind=kind,
        value=value,
        unit=unit or (of if kind is StatisticKind.COUNT else None),
        of=of,
        measure=measure,
        period=_period(labels, periods),
    )


def _said_of(labels: _Labels) -> tuple[str | None, str | None]:
    """What the figure measures, and of whom or what."""
    if labels.compared and labels.row is not None:
        title = labels.title if labels.title and _BASE.search(labels.title) else None
        return (f"{labels.row} ({title})" if title else labels.row), labels.column
    heading = labels.title if labels.title != labels.row else None
    parts = [part for part in (heading, labels.column) if part]
    measure = ", ".join(dict.fromkeys(parts)) or labels.caption
    return (measure, labels.row) if measure else (labels.row, None)


def _period(labels: _Labels, periods: Periods) -> Period | None:
    all_labels = (labels.column, labels.row, labels.title, labels.caption)
    found = [p for label in all_labels if label and (p := periods.labelled(label)) is not None]
    dated = [period for period in found if period.end is not None]
    return next(iter(dated or found), None)
