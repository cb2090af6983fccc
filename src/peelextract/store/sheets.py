"""Tables as the sheets of one Excel workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .errors import StoreError
from .flat import FlatTable
from .formats import Rows
from .harmless import runs
from .workbooks import save

_MAX_ROWS: Final = 1_048_576
MAX_CHARACTERS: Final = 32_767
_WIDE: Final = frozenset({"text", "sentence", "explanation", "question", "lead_in", "message"})
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Xlsx:
    """An Excel workbook with a sheet for each table."""

    name = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(self, folder: Path) -> None:
        self._target = folder / "tables.xlsx"
        self._workbook = Workbook(write_only=True)

    def path(self, table: FlatTable) -> str:
        """All tables are in one file."""
        del table
        return self._target.name

    def write(self, table: FlatTable, rows: Rows, folder: Path) -> None:
        """Write a sheet.

        Raises:
            StoreError: it has more rows than a sheet may have, or a text too long for a cell.
        """
        del folder
        sheet: Any = self._workbook.create_sheet(table.table.name)
        sheet.freeze_panes = "A2"
        for number, name in enumerate(table.names, 1):
            width = 60 if name in _WIDE else max(10, len(name) + 2)
            sheet.column_dimensions[get_column_letter(number)].width = width
        header = [WriteOnlyCell(sheet, value=name) for name in table.names]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        written = 1
        for part in rows:
            written += len(part)
            if written > _MAX_ROWS:
                raise StoreError(
                    f"{table.table.name}: has more rows than a sheet holds; export csv or parquet"
                )
            for row in part:
                sheet.append(_cells(sheet, row))
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.names))}{written}"

    def close(self) -> None:
        """Write the workbook."""
        save(self._workbook, self._target)

    def discard(self) -> None:
        """End the sheets, which would otherwise complain when they are cleared away."""
        for sheet in self._workbook.worksheets:
            if not sheet.closed:
                sheet.close()


def _cells(sheet: Any, row: Sequence[Any]) -> list[Any]:
    cells = [text_cell(sheet, value) for value in row]
    if cells[-1] is None:
        # Readers take a row to end with its last cell, and an empty one has to have a style.
        blank: Any = WriteOnlyCell(sheet)
        blank.number_format = "@"
        cells[-1] = blank
    return cells


def text_cell(sheet: Any, value: Any) -> Any:
    """A value as a sheet can hold it: text stays text, whatever it begins with.

    Raises:
        StoreError: it is longer than a cell may be.
    """
    if not isinstance(value, str):
        return value
    text = NOT_IN_XML.sub("\ufffd", value)
    if len(text) > MAX_CHARACTERS:
        raise StoreError(
            f"{sheet.title}: has a text longer than a cell holds; export csv or parquet"
        )
    if not runs(text):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    # What Excel itself sets for text typed behind an apostrophe.
    cell.quotePrefix = True
    return cell
