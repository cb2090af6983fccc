"""Plain text: what its lines become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.document import BlockKind, RawBlock
from peelextract.readers.text import read_text

Rows = list[tuple[str, str]]


def blocks(text: str) -> list[RawBlock]:
    return list(read_text(text, "copy.txt").blocks)


def words(text: str) -> list[tuple[str, str]]:
    """Kinds and words; a table's rows with bars between the cells."""
    return [
        (b.kind.name, b.text)
        if b.rows is None
        else (b.kind.name, " / ".join("|".join(cell.text for cell in row) for row in b.rows))
        for b in blocks(text)
    ]


def test_short_lines_that_stand_alone_are_headings() -> None:
    assert words("Kent PEEL 2018\n\nGood\n\nThe force has a plan, and it follows it well.\n") == [
        ("HEADING", "Kent PEEL 2018"),
        ("HEADING", "Good"),
        ("PARAGRAPH", "The force has a plan, and it follows it well."),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(ending: str) -> None:
    text = ending.join(["Title", "", "• First thing;", "• second thing.", "", "End of it."])
    assert words(text) == [
        ("HEADING", "Title"),
        ("LIST_ITEM", "First thing;"),
        ("LIST_ITEM", "second thing."),
        ("PARAGRAPH", "End of it."),
    ]


@pytest.mark.parametrize("bullet", ["•", "-", "–", "*", "o", "1.", "a)", "(ii)", "▪", "•\t"])
def test_bullets_of_every_sort(bullet: str) -> None:
    [item] = blocks(f"  {bullet} The force should keep records.")
    assert (item.kind, item.text) == (BlockKind.LIST_ITEM, "The force should keep records.")
    assert item.marker == bullet.strip("\t")


def test_a_tab_behind_a_bullet_makes_no_table() -> None:
    assert words("•\tkeep records; and\n•\tread them.") == [
        ("LIST_ITEM", "keep records; and"),
        ("LIST_ITEM", "read them."),
    ]


def test_a_tab_behind_a_headings_number_makes_no_table() -> None:
    [heading] = blocks("1.2\tHow well does the force plan for the future?")
    assert heading.kind is BlockKind.HEADING


def test_a_pasted_table_keeps_rows_whose_last_cells_are_empty() -> None:
    text = "Good\tAdequate\tInadequate\nPreventing crime\tInvestigating crime\t\n\tVetting\t\n"
    assert words(text) == [
        ("TABLE", "Good|Adequate|Inadequate / Preventing crime|Investigating crime| / |Vetting|")
    ]
    [table] = blocks(text)
    assert table.rows is not None
    assert [cell.header for cell in table.rows[0]] == [True, True, True]


def test_a_table_whose_first_row_holds_figures_has_no_header() -> None:
    [table] = blocks("Calls\t1,204\nVisits\t77\n")
    assert table.rows is not None
    assert not any(cell.header for row in table.rows for cell in row)


def test_sentences_broken_over_lines_are_joined() -> None:
    text = "Each manager has 60 offenders per\noffender manager, which is too many.\n\nNext one."
    assert words(text)[0] == (
        "PARAGRAPH",
        "Each manager has 60 offenders per offender manager, which is too many.",
    )


def test_hard_wrapped_text_is_unwrapped() -> None:
    sentence = "The force should make sure that its officers know what is expected of them. "
    lines: list[str] = [""]
    for word in (sentence * 20).split():
        if len(lines[-1]) + len(word) > 71:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    text = "Kent PEEL 2018\n\n" + "\n".join(lines) + "\n\nGood\n"
    assert words(text) == [
        ("HEADING", "Kent PEEL 2018"),
        ("PARAGRAPH", (sentence * 20).strip()),
        ("HEADING", "Good"),
    ]


def test_items_glued_in_a_line_come_apart() -> None:
    text = "- The force should keep records\nof all visits. - The force should read them."
    assert words(text) == [
        ("LIST_ITEM", "The force should keep records of all visits."),
        ("LIST_ITEM", "The force should read them."),
    ]


def test_a_dash_within_a_sentence_begins_no_item() -> None:
    assert words("It was late. – And then?") == [("HEADING", "It was late. – And then?")]
    text = "The force has 12 cars - The Met has more - and it shares them with its neighbours."
    assert [kind for kind, _ in words(text)] == ["PARAGRAPH"]


def test_numbered_items_need_no_space() -> None:
    text = "1.By July 2018, all forces should have a plan.\n2.By then, it should be in use."
    assert [b.marker for b in blocks(text)] == ["1.", "2."]
    assert [b.kind for b in blocks(text)] == [BlockKind.LIST_ITEM] * 2


def test_lists_keep_apart_and_nest_by_indentation() -> None:
    text = "• one thing:\n      o part of it\n• another\n\nA paragraph of its own.\n\n• third thing"
    items = [b for b in blocks(text) if b.kind is BlockKind.LIST_ITEM]
    assert [b.depth for b in items] == [0, 1, 0, 0]
    assert len({b.list_id for b in items[:3]}) == 1
    assert items[3].list_id != items[0].list_id


def test_a_numbered_line_between_blank_ones_is_a_heading() -> None:
    text = "\n\n".join(["1. Initial contact", "The force answers calls well.", "2. Assessment"])
    assert words(text + "\n") == [
        ("HEADING", "1. Initial contact"),
        ("PARAGRAPH", "The force answers calls well."),
        ("HEADING", "2. Assessment"),
    ]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_no_word_is_lost_or_invented(text: str) -> None:
    def letters(string: str) -> list[str]:
        return [c for c in string if c.isalpha() and c != "o"]

    kept = [
        b.text if b.rows is None else "".join(cell.text for row in b.rows for cell in row)
        for b in blocks(text)
    ]
    markers = [b.marker or "" for b in blocks(text)]
    assert sorted(letters("".join(kept + markers))) == sorted(letters(text))
