"""The tracker's workbook while it is still empty: columns, choices, colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

SHEET: Final = "Actions"
STATUSES: Final = ("red", "amber", "green", "closed")

_LAST_ROW: Final = 1_048_576
_DATE: Final = "dd mmm yyyy"
_COLOURS: Final = {"red": "F8CBAD", "amber": "FFE699", "green": "C6E0B4", "closed": "D9D9D9"}


@dataclass(frozen=True)
class TrackerColumn:
    """A column of the tracker.

    Attributes:
        header: stands in the first row, and finds the column again wherever it is moved.
        field: what of an ``Action`` it shows; None where people write.
        width: in characters.
        is_date: shown as a date.
    """

    header: str
    field: str | None
    width: int
    is_date: bool = False


COLUMNS: Final = (
    TrackerColumn("Reference", "reference", 30),
    TrackerColumn("Report", "report", 24),
    TrackerColumn("Question", "question", 30),
    TrackerColumn("Kind", "kind", 16),
    TrackerColumn("Text", "text", 70),
    TrackerColumn("Published", "published", 13, is_date=True),
    TrackerColumn("Deadline", "deadline", 18),
    TrackerColumn("Due", "due", 13, is_date=True),
    TrackerColumn("Response due", "response_due", 14, is_date=True),
    TrackerColumn("Earlier reference", "earlier", 30),
    TrackerColumn("Owner", None, 18),
    TrackerColumn("Status", None, 10),
    TrackerColumn("Evidence", None, 40),
    TrackerColumn("Comment", None, 40),
)

_ABOUT: Final = (
    "A row for each cause of concern, recommendation and area for improvement.",
    "Owner, Status, Evidence and Comment are yours, and so are columns and sheets you add.",
    "Running peelextract track again adds rows below; it changes and removes none.",
    "Reference finds a row again. Do not change it; sort, filter and colour as you like.",
    "Deadline is what the report says, Due the date it comes to.",
    "Response due is 56 days from publication, for the local policing body's comments "
    "(Police Act 1996, section 55).",
    "Earlier reference is the finding of an earlier cycle that is worded most alike.",
)


def empty_tracker() -> Workbook:
    """A workbook with the tracker's header, ready for rows to be added."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    for number, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, column.header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3864")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        # New cells take the style of their column.
        dimension = sheet.column_dimensions[letter]
        dimension.width = column.width
        dimension.alignment = Alignment(vertical="top", wrap_text=True)
        if column.is_date:
            dimension.number_format = _DATE
    letters = {column.header: get_column_letter(n) for n, column in enumerate(COLUMNS, 1)}
    last = get_column_letter(len(COLUMNS))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}1"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    status, due = letters["Status"], letters["Due"]
    choices = DataValidation(
        type="list",
        formula1=f'"{",".join(STATUSES)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Status",
        error=f"Choose one of {', '.join(STATUSES)}.",
    )
    # To the end of the sheet, so that rows added later have them too.
    choices.add(f"{status}2:{status}{_LAST_ROW}")
    sheet.add_data_validation(choices)
    for value, colour in _COLOURS.items():
        sheet.conditional_formatting.add(
            f"{status}2:{status}{_LAST_ROW}",
            _rule(f'${status}2="{value}"', fill=PatternFill("solid", bgColor=colour)),
        )
    sheet.conditional_formatting.add(
        f"{due}2:{due}{_LAST_ROW}",
        _rule(
            f'AND(ISNUMBER(${due}2),${due}2<TODAY(),${status}2<>"closed")',
            font=Font(bold=True, color="C00000"),
        ),
    )

    about = workbook.create_sheet("About")
    about.column_dimensions["A"].width = 100
    for line in _ABOUT:
        about.append([line])
    return workbook


def _rule(formula: str, **look: Any) -> Any:
    return FormulaRule([formula], **look)  # type: ignore[no-untyped-call]
