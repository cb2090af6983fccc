"""Columns, tables, tiles and boxes, and pages that are turned."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.readers.pdf.paper import LEFT, RIGHT, Paper, shown, words

from peelextract.readers.pdf.page import Page
from peelextract.readers.pdf.pdfium import PdfiumDocument
from peelextract.readers.pdf.plumber import PlumberDocument

TURNS = {0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 595)}
"""Where the origin goes for a page that is turned by so many degrees, and turned back."""

COLUMN = (
    "The force has changed the way in",
    "which it answers the calls of its",
    "public, and those who ring it do",
    "not wait for as long as they did in",
    "any of the years before this one,",
)
OTHER = (
    "nor do they have to ring again. It",
    "takes pride in that. We spoke to a",
    "number of them in the course of a",
    "long week and heard the same from",
    "nearly all of them, as we had hoped.",
)


def test_columns_are_read_one_after_the_other() -> None:
    paper = Paper()
    paper.text(LEFT, 80, "A title that stands above both of the columns of the page", 16, bold=True)
    paper.lines(LEFT, 120, *COLUMN)
    paper.lines(320, 120, *OTHER)
    assert shown(paper.blocks()) == [
        ("heading", "A title that stands above both of the columns of the page"),
        ("paragraph", " ".join(COLUMN + OTHER)),
    ]


def test_ruled_table_has_rows_cells_and_a_header() -> None:
    paper = Paper()
    rows = (
        ("Rates per 1,000 population", "The force", "England and Wales"),
        ("All crime", "60.2", "62.9"),
        ("Burglary in a dwelling, per 1,000", "6.8", "8.1"),
    )
    paper.shade(LEFT, 100, RIGHT, 120)
    for i, row in enumerate(rows):
        for x, cell in zip((LEFT + 5, 300, 420), row, strict=True):
            paper.text(x, 114 + 20 * i, cell, 9, bold=i == 0)
        paper.rule(LEFT, 120 + 20 * i, RIGHT, 120 + 20 * i)
    [table] = paper.blocks()
    assert words(table) == (
        "Rates per 1,000 population | The force | England and Wales / All crime | 60.2 | 62.9"
        " / Burglary in a dwelling, per 1,000 | 6.8 | 8.1"
    )
    assert table.rows is not None
    assert [[cell.header for cell in row] for row in table.rows] == [
        [True] * 3,
        [False] * 3,
        [False] * 3,
    ]
    assert table.container is None


def test_labels_with_values_at_the_right_are_a_table() -> None:
    paper = Paper()
    for y, label, value in (
        (120, "Understanding the risk of fire", "Good"),
        (145, "Preventing fires and other risks", "Outstanding"),
        (170, "Making the service affordable now and in", ""),
        (177, "", "Requires improvement"),
        (184, "the future", ""),
    ):
        paper.text(LEFT, y, label)
        paper.text(400, y, value)
    [table] = paper.blocks()
    assert words(table) == (
        "Understanding the risk of fire | Good / Preventing fires and other risks | Outstanding"
        " / Making the service affordable now and in the future | Requires improvement"
    )


def test_tiles_pair_series_and_figures() -> None:
    paper = Paper()
    paper.lines(
        LEFT, 60, "The force in numbers is what this page shows in six of its larger tiles."
    )
    for x, title, figures in ((LEFT, "Calls", ("281", "240")), (310, "Crimes", ("52.9", "56.0"))):
        paper.shade(x, 100, x + 210, 200)
        paper.text(x + 8, 118, title, 12, bold=True)
        paper.text(x + 8, 130, "per 1,000 population", 7)
        for dx, name, figure in zip((8, 100), ("Merseyside", "England"), figures, strict=True):
            paper.text(x + dx, 160, name, 8)
            paper.text(x + dx, 185, figure, 22, bold=True)
    blocks = paper.blocks()[1:]
    assert shown(blocks) == [
        ("table", "Calls | per 1,000 population / Merseyside | 281 / England | 240"),
        ("table", "Crimes | per 1,000 population / Merseyside | 52.9 / England | 56.0"),
    ]
    assert len({block.container for block in blocks}) == 2


def test_figures_beside_below_and_without_names() -> None:
    paper = Paper()
    paper.lines(
        LEFT, 60, "These tiles do not all look alike, and one of them names no series at all."
    )
    paper.shade(LEFT, 100, 280, 170)
    paper.text(LEFT + 8, 116, "Change in recorded crime", 9)
    for y, name, figure in ((135, "The force", "+14%"), (155, "England and Wales", "+11%")):
        paper.text(LEFT + 8, y, name, 9)
        paper.text(LEFT + 110, y, figure, 16, bold=True)
    paper.shade(310, 100, 520, 170)
    paper.text(318, 116, "Charged", 9)
    paper.text(318, 140, "13.0%", 16, bold=True)
    paper.text(380, 140, "11.9%", 16, bold=True)
    assert shown(paper.blocks())[1:] == [
        ("table", "Change in recorded crime / The force | +14% / England and Wales | +11%"),
        ("table", "Charged / 13.0% | 11.9%"),
    ]


def test_badge_is_one_paragraph_in_a_container() -> None:
    paper = Paper()
    paper.lines(LEFT, 80, *COLUMN)
    paper.shade(LEFT, 160, LEFT + 80, 200, "#c46210")
    paper.ink("#ffffff")
    paper.text(LEFT + 14, 178, "Requires", 9, bold=True)
    paper.text(LEFT + 5, 190, "improvement", 9, bold=True)
    badge = paper.blocks()[-1]
    assert shown([badge]) == [("paragraph", "Requires improvement")]
    assert badge.container is not None


def test_box_goes_on_over_the_page_and_its_items_stay_apart() -> None:
    paper = Paper()
    paper.lines(LEFT, 100, *COLUMN)
    # Each paragraph is shaded by itself, and the shading drawn twice.
    for _ in range(2):
        paper.shade(LEFT, 700, RIGHT, 722)
        paper.shade(LEFT, 722, RIGHT, 745)
    paper.text(LEFT + 8, 715, "Areas for improvement", 12, bold=True)
    paper.text(LEFT + 12, 738, "•")
    paper.text(LEFT + 24, 738, "The force should evaluate the tactics that it uses.")
    paper.turn()
    paper.shade(LEFT, 70, RIGHT, 120)
    for y, item in ((90, "It should share what works."), (108, "It should say so.")):
        paper.text(LEFT + 12, y, "•")
        paper.text(LEFT + 24, y, item)
    paper.lines(LEFT, 150, *OTHER)
    blocks = paper.blocks()[1:]
    assert shown(blocks[:4]) == [
        ("heading", "Areas for improvement"),
        ("list_item", "The force should evaluate the tactics that it uses."),
        ("list_item", "It should share what works."),
        ("list_item", "It should say so."),
    ]
    boxes = [block.container for block in blocks]
    assert len(set(boxes[:4])) == 1
    assert boxes[0] is not None
    assert boxes[4] is None


def test_box_with_a_title_of_its_own_is_another() -> None:
    paper = Paper()
    for top in (100, 200):
        paper.shade(LEFT, top, RIGHT, top + 60)
        paper.text(LEFT + 8, top + 20, "Area for improvement", 12, bold=True)
        paper.text(LEFT + 8, top + 42, "The force should do one thing better than it does it now.")
    boxes = [block.container for block in paper.blocks()]
    assert boxes[0] == boxes[1] != boxes[2] == boxes[3]


def test_outlined_box_is_a_container_and_no_table() -> None:
    paper = Paper()
    for y in (100, 190):
        paper.rule(LEFT, y, RIGHT, y)
    for x in (LEFT, RIGHT):
        paper.rule(x, 100, x, 190)
    paper.lines(LEFT + 8, 120, *COLUMN)
    paper.lines(LEFT, 230, *OTHER)
    inside, outside = paper.blocks()
    assert inside.text == " ".join(COLUMN)
    assert inside.container is not None
    assert outside.container is None


@pytest.mark.parametrize("turn", TURNS)
def test_turned_pages_and_forms_are_read_as_they_are_shown(turn: int) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setPageRotation(turn)
    canvas.translate(*TURNS[turn])
    canvas.rotate(turn)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(70, 500, "Shown upright.")
    canvas.rotate(30)
    canvas.drawString(400, 100, "slanted")
    canvas.rotate(-30)
    canvas.beginForm("form")
    canvas.drawString(0, 0, "Inside a form.")
    canvas.rect(-5, -5, 100, 20, stroke=0, fill=1)
    canvas.endForm()
    canvas.translate(100, 300)
    canvas.doForm("form")
    canvas.save()
    data = file.getvalue()
    with PdfiumDocument(data) as fast, PlumberDocument(data) as slow:
        assert seen(fast.page(1)) == seen(slow.page(1))
        texts, shapes = seen(fast.page(1))
    assert [text for text, *_ in texts] == ["Shown upright.", "Inside a form."]
    assert [(round(x1 - x0), round(bottom - top)) for x0, top, x1, bottom in shapes] == [(100, 20)]


def seen(page: Page) -> tuple[list[tuple[str, float, float]], list[tuple[float, ...]]]:
    texts = [(run.text, round(run.x0, 1), run.baseline) for run in page.runs]
    return texts, [
        tuple(round(edge, 1) for edge in (s.x0, s.top, s.x1, s.bottom)) for s in page.shapes
    ]
