"""Adding rows to a tracker that people have worked in, without touching anything else.

A library that reads a workbook and writes it again loses what it does not know: charts,
pictures, rich text, threaded comments. So the rows are put into the one part of the file that
holds the sheet (ECMA-376-1, SpreadsheetML), and every other part stays as it is, byte for
byte, but for the ranges that the sheet's filter and its tables are said to have.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from io import BytesIO
from textwrap import wrap
from typing import Any, Final
from zipfile import BadZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from .workbook_parts import MAIN, NAMES, Parts

Cells = Mapping[str, str | date]

_HEADER_ROWS: Final = 50
"""How far down the header may have been moved."""

_FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of a sheet's dates from March 1900 on."""

_LINE_HEIGHT: Final = 15
"""Points, of the font that new workbooks have."""

_WIDTH: Final = 8.43
"""Characters, of columns that have no width of their own."""

_FORMATTED_COLUMNS: Final = 500
"""A format may be given to all columns to the right, up to the 16,384th."""


class NotATrackerError(ValueError):
    """The workbook has no sheet with the columns to fill."""


class TrackerFile:
    """A workbook, and where in it the tracker is.

    Args:
        data: the bytes of an ``.xlsx`` file.
        key: the header of the column that names each row.
        others: headers that must be there too.

    Attributes:
        keys: the names of the rows that are there.

    Raises:
        NotATrackerError: there is no such sheet, or it is no workbook.
    """

    def __init__(self, data: bytes, key: str, others: Sequence[str]) -> None:
        self.keys: set[str] = set()
        try:
            with warnings.catch_warnings():
                # What the library does not know it tells; it reads values only, so no matter.
                warnings.simplefilter("ignore")
                self._parts = Parts(data)
                workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
                with closing(workbook):
                    self._find(workbook.worksheets, key, others)
        except (BadZipFile, KeyError, StopIteration, etree.XMLSyntaxError) as error:
            raise NotATrackerError("it is no Excel workbook") from error
        self._sheet = self._parts.sheet(self._title)

    def _find(self, sheets: Sequence[Any], key: str, others: Sequence[str]) -> None:
        for sheet in sheets:
            rows = enumerate(sheet.iter_rows(values_only=True), 1)
            for number, row in rows:
                header = {str(value).strip(): at for at, value in enumerate(row) if value}
                if {key, *others} <= header.keys():
                    self._title, self._header_row = sheet.title, number
                    self._columns = {name: at + 1 for name, at in header.items()}
                    at = header[key]
                    values = (row[at] for _, row in rows if len(row) > at)
                    self.keys = {str(value).strip() for value in values if value is not None}
                    return
                if number >= _HEADER_ROWS:
                    break
        raise NotATrackerError(f"it has no sheet with the columns {key}, {', '.join(others)}")

    def append(self, rows: Sequence[Cells]) -> bytes:
        """The workbook's bytes with rows added below all that is on the sheet.

        Args:
            rows: cells by the header of their column; a column that is no longer there is
                left out.
        """
        sheet = self._parts.root(self._sheet)
        data = sheet.find("m:sheetData", NAMES)
        present = {int(row.get("r", "0")): row for row in data}
        filled = [number for number, row in present.items() if any(map(_has_value, row))]
        last = max(filled, default=self._header_row)
        own = [present[number] for number in filled if number > self._header_row]
        styles = _Styles(sheet, own)
        widths = _widths(sheet)
        for number, cells in enumerate(rows, last + 1):
            # A row that holds nothing but a format may be there already.
            row = present.get(number)
            if row is None:
                row = etree.SubElement(data, f"{{{MAIN}}}row", r=str(number))
            by_column = {self._columns[h]: v for h, v in cells.items() if h in self._columns}
            _fill(row, number, by_column, styles)
            if row.get("ht") is None:
                # Programs would find it out themselves, but not all of them do, or in time.
                row.set("ht", str(_LINE_HEIGHT * _lines(by_column, widths)))
        data[:] = sorted(data, key=lambda row: int(row.get("r", "0")))
        end = last + len(rows)
        _stretch(sheet.find("m:dimension", NAMES), end, max(self._columns.values()))
        _stretch(sheet.find("m:autoFilter", NAMES), end)
        return self._parts.replaced(
            {self._sheet: sheet, self._parts.book: self._book(end), **dict(self._tables(last, end))}
        )

    def _book(self, end: int) -> Any:
        """Stretch the hidden name that repeats the filter's range; have sums worked out anew."""
        book = self._parts.root(self._parts.book)
        titles = [sheet.get("name") for sheet in book.findall("m:sheets/m:sheet", NAMES)]
        for name in book.findall("m:definedNames/m:definedName", NAMES):
            of_sheet = name.get("localSheetId") == str(titles.index(self._title))
            if name.get("name") == "_xlnm._FilterDatabase" and of_sheet and name.text:
                name.text = re.sub(r"\d+$", lambda row: str(max(int(row[0]), end)), name.text)
        calculation = book.find("m:calcPr", NAMES)
        if calculation is not None:
            calculation.set("fullCalcOnLoad", "1")
        return book

    def _tables(self, last: int, end: int) -> Iterator[tuple[str, Any]]:
        """Stretch the table that people may have made of the rows, if it ended with them."""
        for part in self._parts.linked(self._sheet, "table").values():
            table = self._parts.root(part)
            if table.get("ref", "").endswith(str(last)) and table.get("totalsRowCount") is None:
                _stretch(table, end)
                _stretch(table.find("m:autoFilter", NAMES), end)
                yield part, table


class _Styles:
    """Which format a new cell of a column gets: what most of its cells have, else its own."""

    def __init__(self, sheet: Any, rows: Iterable[Any]) -> None:
        self._of: dict[int, str] = {}
        for column in sheet.findall("m:cols/m:col", NAMES):
            if column.get("style", "0") != "0":
                end = min(int(column.get("max")), _FORMATTED_COLUMNS)
                numbers = range(int(column.get("min")), end + 1)
                self._of |= dict.fromkeys(numbers, column.get("style"))
        uses: dict[int, Counter[str]] = defaultdict(Counter)
        for row in rows:
            for cell in row:
                uses[_column(cell)][cell.get("s", "0")] += 1
        self._of |= {column: styles.most_common(1)[0][0] for column, styles in uses.items()}

    def of(self, column: int) -> str | None:
        return self._of.get(column)


def _fill(row: Any, number: int, cells: Mapping[int, str | date], styles: _Styles) -> None:
    present = {_column(cell): cell for cell in row}
    for column, value in cells.items():
        cell = present.get(column)
        if cell is None:
            cell = etree.SubElement(row, f"{{{MAIN}}}c", r=f"{get_column_letter(column)}{number}")
            style = styles.of(column)
            if style:
                cell.set("s", style)
        if isinstance(value, date):
            etree.SubElement(cell, f"{{{MAIN}}}v").text = str((value - _FIRST_DAY).days)
        else:
            # Text in its place is never a formula, and needs no table of strings.
            cell.set("t", "inlineStr")
            words = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words.text = value
    row[:] = sorted(row, key=_column)
    row.attrib.pop("spans", None)  # Only a hint, which would now be wrong.


def _widths(sheet: Any) -> dict[int, float]:
    """The widths of columns that have one of their own, in characters."""
    return {
        number: float(column.get("width", _WIDTH))
        for column in sheet.findall("m:cols/m:col", NAMES)
        for number in range(
            int(column.get("min")), min(int(column.get("max")), _FORMATTED_COLUMNS) + 1
        )
    }


def _lines(cells: Mapping[int, str | date], widths: Mapping[int, float]) -> int:
    """How many lines the highest of the cells takes, its words broken at the column's width."""
    return max(
        len([line for paragraph in words.splitlines() for line in wrap(paragraph, width)])
        for column, value in cells.items()
        for words in [value if isinstance(value, str) else "-"]
        for width in [max(1, int(widths.get(column, _WIDTH)))]
    )


def _has_value(cell: Any) -> bool:
    return any(etree.QName(child).localname in ("v", "f", "is") for child in cell)


def _column(cell: Any) -> int:
    return column_index_from_string(re.sub(r"\d", "", cell.get("r", "A1")))


def _stretch(element: Any, last_row: int, last_column: int = 1) -> None:
    """Make an element's range reach a row and a column, if there is one."""
    found = re.fullmatch(
        r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", "" if element is None else element.get("ref", "")
    )
    if found:
        column = max(column_index_from_string(found[3] or found[1]), last_column)
        row = max(int(found[4] or found[2]), last_row)
        element.set("ref", f"{found[1]}{found[2]}:{get_column_letter(column)}{row}")
