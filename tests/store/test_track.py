from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from peelextract.errors import UsageError
from peelextract.store.errors import StoreError
from peelextract.store.opened import opened
from peelextract.store.track import Tracked, track

Save = Callable[..., Path]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return tmp_path / "tracker.xlsx"


def tracked(tracker: Path, organisation: str | None = None) -> Tracked:
    with opened(str(tracker.parent / "reports")) as connection:
        return track(connection, tracker, organisation)


def rows(path: Path, sheet: str = "Actions") -> list[dict[str, Any]]:
    header, *body = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in body]


def test_row_holds_what_a_force_has_to_answer(save: Save, tracker: Path) -> None:
    save()
    assert tracked(tracker) == Tracked("wessex", added=3, present=0, gone=0)
    concern, recommendation, improvement = rows(tracker)
    assert recommendation == {
        "Reference": "peel-2018-19-wessex-effectiveness/recommendation-1",
        "Report": "Wessex PEEL 2018/19",
        "Question": "1 How well does the force investigate crime?",
        "Kind": "Recommendation",
        "Text": "The force should recruit more detectives.",
        "Published": datetime(2019, 9, 27),
        "Deadline": "by 2020-03-31",
        "Due": datetime(2020, 3, 31),
        "Response due": datetime(2019, 11, 22),
        "Earlier reference": None,
        "Owner": None,
        "Status": None,
        "Evidence": None,
        "Comment": None,
    }
    assert concern["Kind"] == "Cause of concern"
    assert improvement["Kind"] == "Area for improvement"


def test_month_of_publication_gives_no_day_for_the_response(save: Save, tracker: Path) -> None:
    save(published="2019-09")
    tracked(tracker)
    assert {(row["Published"], row["Response due"]) for row in rows(tracker)} == {("2019-09", None)}


def test_sheet_offers_choices_colours_filter_and_a_frozen_header(save: Save, tracker: Path) -> None:
    save()
    tracked(tracker)
    sheet = openpyxl.load_workbook(tracker)["Actions"]
    (choices,) = sheet.data_validations.dataValidation
    assert choices.formula1 == '"red,amber,green,closed"'
    assert "L4" in choices.sqref
    coloured = {rule.formula[0] for ranges in sheet.conditional_formatting for rule in ranges.rules}
    assert {f'$L2="{status}"' for status in ("red", "amber", "green", "closed")} < coloured
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:N4"
    assert sheet.column_dimensions["E"].width == 70
    assert (sheet["E4"].alignment.wrap_text, sheet["F4"].number_format) == (True, "dd mmm yyyy")


def test_same_reports_make_the_same_bytes(save: Save, tmp_path: Path) -> None:
    save()
    trackers = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in trackers:
        tracked(path)
    assert trackers[0].read_bytes() == trackers[1].read_bytes()


def test_nothing_new_leaves_the_file_alone(save: Save, tracker: Path) -> None:
    save()
    tracked(tracker)
    before = tracker.read_bytes(), tracker.stat().st_mtime_ns
    assert tracked(tracker) == Tracked("wessex", added=0, present=3, gone=0)
    assert (tracker.read_bytes(), tracker.stat().st_mtime_ns) == before


def worked_in(tracker: Path) -> None:
    """What people do to a tracker in some weeks."""
    book = openpyxl.load_workbook(tracker)
    sheet = book["Actions"]
    sheet["L2"], sheet["K2"], sheet["N2"] = "amber", "Supt Jones", "=1+1 is two"
    sheet["N2"].data_type = "s"
    sheet["A2"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["A2"].comment = Comment("ask the Chief", "Jones")
    sheet["E3"] = "Reworded by hand"
    sheet["O1"], sheet["O3"] = "Board date", datetime(2020, 1, 7)
    sheet.insert_cols(2)
    sheet["B1"], sheet["B2"] = "Our number", 17
    # Sorted: the first finding is now the last.
    moved = [cell.value for cell in sheet[2]]
    sheet.delete_rows(2)
    for column, value in enumerate(moved, 1):
        sheet.cell(4, column, value)
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A1:P4"
    sheet.auto_filter.add_filter_column(12, ["amber"])
    other = book.create_sheet("Board")
    other["A1"], other["A2"] = "Open", '=COUNTIF(Actions!M:M,"amber")'
    chart = BarChart()
    chart.add_data(Reference(other, min_col=1, min_row=1, max_row=2))
    other.add_chart(chart, "C3")
    book.save(tracker)


def looks(sheet: Any, cells: str) -> list[Any]:
    return [(c.value, c.data_type, c._style, c.comment) for row in sheet[cells] for c in row]


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_new_reports_add_rows_and_touch_nothing_else(save: Save, tracker: Path) -> None:
    save(cycle="2018/19")
    tracked(tracker)
    worked_in(tracker)
    before, parts_before = openpyxl.load_workbook(tracker), parts(tracker)

    save(cycle="2021/22", improvements=["The force should answer calls.", "=1+1 is a formula."])
    assert tracked(tracker) == Tracked("wessex", added=4, present=3, gone=0)

    after, parts_after = openpyxl.load_workbook(tracker), parts(tracker)
    changed = {name for name in parts_before if parts_before[name] != parts_after[name]}
    assert parts_after.keys() == parts_before.keys()
    assert changed == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    old, new = before["Actions"], after["Actions"]
    assert looks(new, old.dimensions) == looks(old, old.dimensions)
    assert new.row_dimensions[3].hidden
    assert new.auto_filter.ref == "A1:P8"
    assert new.auto_filter.filterColumn[0].filters.filter == ["amber"]
    found = rows(tracker)[3:]
    assert [row["Text"] for row in found] == [
        "Too few detectives investigate rape.",
        "The force should recruit more detectives.",
        "The force should answer calls.",
        "=1+1 is a formula.",
    ]
    assert {(row["Our number"], row["Board date"], row["Status"]) for row in found} == {
        (None, None, None)
    }
    assert new["F8"].data_type != "f"
    assert new["G8"].number_format == "dd mmm yyyy"
    assert tracked(tracker).added == 0


def test_table_that_people_made_of_the_rows_grows(save: Save, tracker: Path) -> None:
    save(cycle="2018/19")
    tracked(tracker)
    book = openpyxl.load_workbook(tracker)
    book["Actions"].auto_filter.ref = None
    book["Actions"].add_table(Table(displayName="Tracker", ref="A1:N4"))
    book.save(tracker)
    save(cycle="2021/22")
    tracked(tracker)
    table = openpyxl.load_workbook(tracker)["Actions"].tables["Tracker"]
    assert (table.ref, table.autoFilter.ref) == ("A1:N7", "A1:N7")


def test_header_may_have_moved_down_and_sheet_may_have_another_name(
    save: Save, tracker: Path
) -> None:
    save(cycle="2018/19")
    tracked(tracker)
    book = openpyxl.load_workbook(tracker)
    book["Actions"].insert_rows(1, 3)
    book["Actions"]["A1"] = "Actions of Wessex Police, £ & “quotes”"
    book["Actions"].title = "Our actions"
    book["About"]["A3"] = "Reference"
    book.move_sheet("About", -1)
    book.save(tracker)
    save(cycle="2021/22")
    assert tracked(tracker) == Tracked("wessex", added=3, present=3, gone=0)
    sheet = openpyxl.load_workbook(tracker)["Our actions"]
    assert sheet["A8"].value == "peel-2021-22-wessex-effectiveness/concern-1"
    assert sheet.max_row == 10


def test_rows_that_only_have_a_format_are_filled(save: Save, tracker: Path) -> None:
    save(cycle="2018/19")
    tracked(tracker)
    book = openpyxl.load_workbook(tracker)
    yellow = PatternFill("solid", fgColor="FFFF00")
    book["Actions"]["E6"].fill = book["Actions"]["Q6"].fill = yellow
    book.save(tracker)
    save(cycle="2021/22")
    tracked(tracker)
    sheet = openpyxl.load_workbook(tracker)["Actions"]
    assert sheet["E6"].value == "The force should recruit more detectives."
    assert sheet["E6"].fill.fgColor.rgb == sheet["Q6"].fill.fgColor.rgb == "00FFFF00"
    assert [cell.value for cell in sheet["A"]][4:] == [
        f"peel-2021-22-wessex-effectiveness/{item}"
        for item in ("concern-1", "recommendation-1", "afi-1")
    ]


def test_finding_that_comes_back_names_its_forerunner(save: Save, tracker: Path) -> None:
    save(cycle="2017", improvements=["The force should train all those who investigate crime."])
    save(cycle="2018/19", improvements=["The force should improve its website."])
    save(
        cycle="2021/22",
        improvements=[
            "The force should make sure that it trains those who investigate crime.",
            "The force should work with schools.",
        ],
    )
    tracked(tracker)
    earlier = {
        row["Text"]: row["Earlier reference"] for row in rows(tracker) if "2021" in row["Reference"]
    }
    assert earlier == {
        "Too few detectives investigate rape.": "peel-2018-19-wessex-effectiveness/concern-1",
        "The force should recruit more detectives.": (
            "peel-2018-19-wessex-effectiveness/recommendation-1"
        ),
        "The force should make sure that it trains those who investigate crime.": (
            "peel-2017-wessex-effectiveness/afi-1"
        ),
        "The force should work with schools.": None,
    }


def test_finding_that_a_corrected_report_dropped_is_kept_and_told(
    save: Save, tracker: Path
) -> None:
    save("r.json")
    tracked(tracker)
    save("r.json", improvements=[])
    assert tracked(tracker) == Tracked("wessex", added=0, present=2, gone=1)
    assert len(rows(tracker)) == 3


def test_organisation_is_asked_for_where_there_are_several(save: Save, tracker: Path) -> None:
    save(force="wessex")
    save(force="mercia")
    with pytest.raises(UsageError, match="--organisation: mercia, wessex"):
        tracked(tracker)
    with pytest.raises(UsageError, match="essex: no report is on it"):
        tracked(tracker, "essex")
    tracked(tracker, "Mercia Constabulary")
    assert {row["Report"] for row in rows(tracker)} == {"Mercia PEEL 2018/19"}


def test_reports_on_nobody_cannot_be_tracked(save: Save, tracker: Path) -> None:
    save(force=None)
    with pytest.raises(StoreError, match="nothing to track"):
        tracked(tracker)


@pytest.mark.parametrize("content", ["book", "text", "archive"])
def test_other_files_are_left_alone(save: Save, tracker: Path, content: str) -> None:
    save()
    if content == "book":
        openpyxl.Workbook().save(tracker)
    elif content == "text":
        tracker.write_text("Reference")
    else:
        with ZipFile(tracker, "w") as archive:
            archive.writestr("Reference", "Text")
    before = tracker.read_bytes()
    with pytest.raises(StoreError, match=re.escape(str(tracker))):
        tracked(tracker)
    assert tracker.read_bytes() == before
