"""Whole reports of several producers, and the two ways of reading them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from peelextract.document import BlockKind, RawBlock, normalise
from peelextract.readers.pdf import read_pdf
from peelextract.readers.pdf.layout import layout_of
from peelextract.readers.pdf.pdfium import PdfiumDocument
from peelextract.readers.pdf.plumber import PlumberDocument
from peelextract.readers.pdf.reader import blocks_of

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
MET = ROOT / "samples" / "metropolitan-2018-effectiveness.pdf"
PDFS = sorted(
    path
    for folder in (
        ROOT / "samples",
        ROOT / "tests/fixtures/reports",
        SHARED / "samples",
        SHARED / "real",
    )
    for path in folder.glob("*.pdf")
    if path.read_bytes()[:5] == b"%PDF-"
)


def blocks_in(path: Path) -> list[RawBlock]:
    return list(read_pdf(path.read_bytes(), path.name).blocks)


@pytest.fixture(scope="module")
def met() -> list[RawBlock]:
    return blocks_in(MET)


def test_paragraphs_of_the_pdf_are_those_of_the_page(met: list[RawBlock]) -> None:
    text = MET.with_suffix(".txt").read_text(encoding="utf-8")
    text = text[text.index("Metropolitan PEEL 2018") :]
    # The page breaks three lines in mid-sentence.
    text = re.sub(r"(?<=[a-z])\n(?=[a-z])", " ", text)
    expected = [normalise(line).removeprefix("• ") for line in text.split("\n")]
    got = [block.text for block in met]
    got.remove("Test document, typeset from the published text.")

    def kept(lines: list[str]) -> list[str]:
        # Whether SmartWater has a hyphen, cut at a line's end, nothing in the report tells.
        words = (line.replace("Smart-Water", "SmartWater") for line in lines)
        return [line for line in words if line and not line.startswith("Summary for question ")]

    assert kept(got) == kept(expected)


def test_structure_of_the_met_report(met: list[RawBlock]) -> None:
    questions = [b for b in met if b.level is not None and b.text.endswith("?")]
    assert len(questions) == 6
    assert len({b.level for b in questions[1:]}) == 1
    items = [b for b in met if b.kind is BlockKind.LIST_ITEM]
    assert len(items) == 13
    assert sum(1 for b in items if b.container is not None) == 9
    grades = [
        b.text
        for b in met
        if b.container is not None and b.font and b.font.size == 10.3 and b.strong
    ]
    assert grades == [
        "Requires improvement",
        "Good",
        "Requires improvement",
        "Requires improvement",
        "Outstanding",
        "Ungraded",
    ]


def plain(block: RawBlock) -> RawBlock:
    """A block without its exact place: fonts' boxes differ a little between the two ways."""
    return replace(block, bbox=None)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_both_ways_give_the_same_blocks(path: Path) -> None:
    data = path.read_bytes()
    with PdfiumDocument(data) as fast, PlumberDocument(data) as slow:
        assert len(fast) == len(slow)
        # A few pages of each report will do: they are compared block by block.
        numbers = range(1, min(len(fast), 6) + 1)
        quick = blocks_of([layout_of(fast.page(number)) for number in numbers])
        sure = blocks_of([layout_of(slow.page(number)) for number in numbers])
    assert [plain(block) for block in quick] == [plain(block) for block in sure]


@pytest.mark.skipif(not (SHARED / "samples").is_dir(), reason="the shared samples are missing")
def test_marks_boxes_and_tiles_of_a_report() -> None:
    blocks = blocks_in(SHARED / "samples" / "merseyside-2015-effectiveness.pdf")
    text = " ".join(block.text for block in blocks)
    assert "in 52 out of 60 files." in text
    assert "60 crime files chosen at random." in text
    assert "every file contains a plan" in text
    assert "Available from:" not in text
    tables = [[[cell.text for cell in row] for row in b.rows] for b in blocks if b.rows]
    assert tables[0] == [
        ["Calls for assistance", "per 1,000 population, 12 months to 31 August 2015"],
        ["Merseyside Police", "281"],
        ["England and Wales", "240"],
    ]
    assert ["Victim-based crime", "52.9", "56.0"] in chain.from_iterable(tables)
    boxed = [b for b in blocks if b.container is not None and b.kind is BlockKind.LIST_ITEM]
    assert [
        len([b for b in boxed if b.container == n])
        for n in dict.fromkeys(b.container for b in boxed)
    ] == [
        2,
        4,
        3,
        2,
    ]


@pytest.mark.skipif(not (SHARED / "samples").is_dir(), reason="the shared samples are missing")
def test_grades_beside_questions_are_rows() -> None:
    blocks = blocks_in(SHARED / "samples" / "london-frs-2018-19.pdf")
    table = next(b.rows for b in blocks if b.page == 5 and b.rows)
    rows = [[cell.text for cell in row] for row in table]
    assert rows[0] == ["Effectiveness", "Requires improvement"]
    assert rows[8] == [
        "Making the fire and rescue service affordable now and in the future",
        "Requires improvement",
    ]
    assert not any("......" in b.text or "…" in b.text for b in blocks)


@pytest.mark.skipif(not (SHARED / "real").is_dir(), reason="the real reports are missing")
@pytest.mark.parametrize(
    "path", sorted((SHARED / "real").glob("ilacs-*.pdf")), ids=lambda path: path.stem
)
def test_numbered_paragraphs_of_tagged_reports_count_on(path: Path) -> None:
    blocks = blocks_in(path)
    markers = [b.marker for b in blocks if b.marker and b.marker[0].isdigit()]
    assert markers == [f"{i}." for i in range(1, len(markers) + 1)]
    assert len(markers) > 15
    table = next(b.rows for b in blocks if b.rows)
    assert [cell.text for cell in table[0]] == ["Judgement", "Grade"]
    assert all(len(row) == 2 and all(cell.text for cell in row) for row in table)
    assert blocks[0].level == 1
