"""Typed lines: bullets, breaks within a sentence, headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.document import BlockKind, RawBlock
from peelextract.readers.lines import (
    bullet,
    continues,
    implied_items,
    is_heading,
    joined_bullets,
    paragraphs,
    unglued,
    wrap_width,
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("  • keep records;", ("•", "keep records;")),
        ("- keep records", ("-", "keep records")),
        ("1.By July 2018, all forces should", ("1.", "By July 2018, all forces should")),
        ("(a) keep records", ("(a)", "keep records")),
        ("o keep records", ("o", "keep records")),
        ("of the records", None),
        ("-based policing", None),
        ("1.5 percent of crimes", None),
        ("i.e. the force", None),
        ("– ", None),
        ("A. The force", None),
        ("", None),
    ],
)
def test_bullets(line: str, found: tuple[str, str] | None) -> None:
    assert bullet(line) == found


def test_glued_items_come_apart_at_their_own_sort_of_bullet() -> None:
    assert unglued("- Keep records. - Read them. - Mend cars") == [
        "- Keep records.",
        "- Read them.",
        "- Mend cars",
    ]
    assert unglued("• keep records; and • read them.") == ["• keep records; and", "• read them."]
    assert unglued("The force is slow. - It knows.") == ["The force is slow. - It knows."]
    assert unglued("- It was good. - and then it was not") == [
        "- It was good. - and then it was not"
    ]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("60 offenders per", "offender manager, which is many", True),
        ("it should make sure", "that criminal networks are known", True),
        ("The force has a plan.", "It follows the plan", False),
        ("Prioritising crime prevention", "The force has a plan", False),
        ("The head of the", "Crown Prosecution Service said", True),
        ("supervise their work;", "train them", False),
        ("supervise their work; and", "train them", False),
        ("The force:", "has 45 detectives", False),
        ("The force has", "• a plan", False),
    ],
)
def test_a_line_goes_on_with_the_sentence_before(before: str, after: str, joined: bool) -> None:
    assert continues(before, after, width=None) is joined


def test_a_full_line_of_wrapped_text_goes_on() -> None:
    assert continues("x" * 70, "Crown Court", width=72)
    assert not continues("Short line", "Crown Court", width=72)
    assert not continues("x" * 70 + ":", "Crown Court", width=72)


def test_the_width_of_wrapped_text() -> None:
    assert wrap_width(["x" * (70 - n % 5) for n in range(40)]) == 70
    assert wrap_width(["x" * 400] * 40) is None
    assert wrap_width(["x" * 70] * 5) is None


def test_two_sentences_of_an_item_stay_together_where_lines_are_whole() -> None:
    lines = [
        "- The force should widen its approach to the management of offenders in the county.",
        "There should be clear measures of success which enable the force to evaluate its work.",
    ]
    [item] = paragraphs(lines, width=None, whole=True)
    assert item.text.endswith("county. " + lines[1])
    assert len(paragraphs(lines, width=None, whole=False)) == 2


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Investigation quality", True),
        ("How well does the force plan?", True),
        ("The force doesn’t always answer calls", True),
        ("The force has a plan.", False),
        ("investigation quality", False),
        ("To achieve this,", False),
        ("2018", False),
        ("A" * 201, False),
    ],
)
def test_headings(text: str, heading: bool) -> None:
    assert is_heading(text) is heading


def block(text: str) -> RawBlock:
    return RawBlock(BlockKind.PARAGRAPH, text)


def test_a_bullet_in_a_block_of_its_own_finds_its_words() -> None:
    found = joined_bullets(
        [block("It:"), block("•"), block("a;"), block("•"), block("b."), block("c")]
    )
    assert [(b.text, b.marker, b.list_id) for b in found] == [
        ("It:", None, None),
        ("a;", "•", 1),
        ("b.", "•", 1),
        ("c", None, None),
    ]


def test_items_that_lost_their_bullets() -> None:
    found = implied_items([block(t) for t in ("It should:", "a b;", "c d; and", "e f.", "End.")])
    assert [b.kind is BlockKind.LIST_ITEM for b in found] == [False, True, True, True, False]
    assert len({b.list_id for b in found[1:4]}) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("It says:", "one thing.", "Another."),
        ("It says:", "One thing;", "Another thing."),
        ("It says", "one thing;", "another thing."),
        ("It says:", "one thing;", "Another thing."),
        ("It says:", "one thing;"),
        ("It says:",),
    ],
)
def test_what_is_no_list_without_bullets(texts: tuple[str, ...]) -> None:
    found = implied_items([block(text) for text in texts])
    assert {b.kind for b in found} == {BlockKind.PARAGRAPH}


@given(st.lists(st.text("aB.;:-•1) ?\t", max_size=30)), st.booleans())
def test_words_are_neither_lost_nor_moved(lines: list[str], whole: bool) -> None:
    found = paragraphs(lines, width=None, whole=whole)
    kept = "".join(f"{line.marker or ''}{line.text}" for line in found)
    assert [c for c in kept if c in "aB"] == [c for c in "".join(lines) if c in "aB"]
