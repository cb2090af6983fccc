"""The document: one text, and blocks, cells and pages that index it."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from peelextract.document import (
    BlockKind,
    Document,
    Metadata,
    RawBlock,
    RawCell,
    Source,
    compose,
    normalise,
)

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)
BLOCK = st.one_of(
    st.builds(RawBlock, st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING]), TEXT),
    st.builds(
        lambda rows: RawBlock(BlockKind.TABLE, rows=[[RawCell(t) for t in row] for row in rows]),
        st.lists(st.lists(TEXT, max_size=3), max_size=3),
    ),
)


def document(*blocks: RawBlock) -> Document:
    return compose(Source(Metadata("x", "text/plain"), blocks))


def paragraph(text: str, page: int | None = None, **more: object) -> RawBlock:
    return RawBlock(BlockKind.PARAGRAPH, text, page=page, **more)  # type: ignore[arg-type]


def test_normal_form() -> None:
    assert normalise(" a\u00a0\u2009\n b\u00ad\u200bc ") == "a bc"
    assert normalise("e\ufb03cient of\ufb01ce") == "efficient office"
    assert normalise("a\x00b\x07c\x7f\x1fd") == "abc d"
    assert normalise("Zoe\u0308 – ‘it’s’ “so”") == "Zoë – ‘it’s’ “so”"


@given(TEXT)
def test_normalising_again_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in once


@given(st.lists(BLOCK, max_size=8))
def test_every_block_and_cell_is_its_part_of_the_text(blocks: list[RawBlock]) -> None:
    doc = document(*blocks)
    for n, block in enumerate(doc.blocks):
        assert block.index == n
        assert doc.text[block.start : block.end] == block.text
        assert block.text.strip()
        for cell in block.cells:
            assert doc.text[cell.start : cell.end] == cell.text
    gaps = zip(doc.blocks, doc.blocks[1:], strict=False)
    assert all(doc.text[a.end : b.start] == "\n" for a, b in gaps)


@given(st.lists(BLOCK, min_size=1, max_size=6), st.data())
def test_what_stands_behind_a_block_keeps_its_words(
    blocks: list[RawBlock], data: st.DataObject
) -> None:
    whole = document(*blocks)
    if not whole.blocks:
        return
    first = data.draw(st.integers(0, len(whole.blocks) - 1))
    rest = whole.behind(first)
    assert [b.text for b in rest.blocks] == [b.text for b in whole.blocks[first:]]
    for block in rest.blocks:
        assert rest.text[block.start : block.end] == block.text
        assert rest.blocks[block.index] is block
        assert all(rest.text[c.start : c.end] == c.text for c in block.cells)


def test_a_place_between_two_blocks_is_in_neither() -> None:
    doc = document(paragraph("ab"), paragraph("cd"))
    found = [doc.block_at(n) for n in range(-1, 6)]
    assert [b and b.text for b in found] == [None, "ab", "ab", None, "cd", "cd", None]


def test_pages_within_a_block() -> None:
    doc = document(paragraph("one two three", 4, page_breaks=((4, 5), (8, 7))), paragraph("x"))
    assert [doc.page_at(doc.text.index(w)) for w in ("one", "two", "three", "x")] == [4, 5, 7, None]


def test_dropped_blocks_leave_no_trace() -> None:
    source = Source(Metadata("x", "text/plain"), [paragraph("Menu"), paragraph("Prose.")])
    doc = compose(source, lambda _, text: text == "Menu")
    assert (doc.text, [b.index for b in doc.blocks]) == ("Prose.", [0])


def test_a_table_is_rows_and_tabs() -> None:
    rows = [[RawCell("a", header=True), RawCell(" ")], [RawCell("b  c"), RawCell("d")]]
    doc = document(RawBlock(BlockKind.TABLE, rows=rows))
    assert doc.text == "a\t\nb c\td"
    assert [(c.row, c.column, c.header) for c in doc.blocks[0].cells] == [
        (0, 0, True),
        (0, 1, False),
        (1, 0, False),
        (1, 1, False),
    ]
    assert document(RawBlock(BlockKind.TABLE, rows=[[RawCell(" ")]])).text == ""


def test_containers_within_containers() -> None:
    blocks = [paragraph("a", container=1), paragraph("b", container=3), paragraph("c")]
    doc = compose(Source(Metadata("x", "text/html"), blocks, {3: 2, 2: 1}))
    a, b, c = doc.blocks
    assert [doc.inside(block, 1) for block in (a, b, c)] == [True, True, False]
    assert not doc.inside(a, 3)
