"""Lines become headings, paragraphs and list items."""

from __future__ import annotations

from tests.readers.pdf.paper import HEIGHT, LEADING, LEFT, Paper, shown

from peelextract.document import normalise

PROSE = (
    "The force has changed the way in which it answers calls from the public, and",
    "the people who ring it now wait for less time than they did in any of the three",
    "years before. It should go on with this work.",
)
MORE = (
    "Supervisors look at every plan within a week, although a few told us that they",
    "had no time to do so. The force needs to give them that time.",
)


def test_paragraphs_are_told_by_the_space_between_them() -> None:
    paper = Paper()
    y = paper.lines(LEFT, 100, *PROSE)
    paper.lines(LEFT, y + 10, *MORE)
    assert shown(paper.blocks()) == [("paragraph", " ".join(PROSE)), ("paragraph", " ".join(MORE))]


def test_paragraphs_without_space_are_told_by_a_short_last_line() -> None:
    paper = Paper()
    y = paper.lines(LEFT, 100, *PROSE)
    paper.lines(LEFT, y, *MORE)
    assert shown(paper.blocks()) == [("paragraph", " ".join(PROSE)), ("paragraph", " ".join(MORE))]


def test_line_broken_in_mid_sentence_goes_on() -> None:
    paper = Paper()
    paper.lines(LEFT, 100, PROSE[0], PROSE[1], "years", "before. It should go on.")
    text = f"{PROSE[0]} {PROSE[1]} years before. It should go on."
    assert shown(paper.blocks()) == [("paragraph", text)]


def test_headings_are_ranked_by_size_and_weight() -> None:
    paper = Paper()
    paper.text(LEFT, 90, "Effectiveness", 20, bold=True)
    paper.lines(LEFT, 120, "How effective is the force at preventing", size=14, bold=True)
    paper.lines(LEFT, 137, "crime?", size=14, bold=True)
    paper.text(LEFT, 160, "Summary", bold=True)
    y = paper.lines(LEFT, 180, *PROSE)
    paper.lines(LEFT, y + 10, *MORE)
    headings = [(b.level, b.text) for b in paper.blocks() if b.level is not None]
    assert headings == [
        (1, "Effectiveness"),
        (2, "How effective is the force at preventing crime?"),
        (3, "Summary"),
    ]


def test_bold_lead_of_a_paragraph_is_no_heading() -> None:
    paper = Paper()
    end = paper.text(LEFT, 100, "Good.", bold=True)
    paper.text(end + 3, 100, "The force does what it should, and it does so on most days of")
    paper.lines(LEFT, 114, *MORE)
    [block] = paper.blocks()
    assert (block.level, block.strong) == (None, False)
    assert block.text.startswith("Good. The force does")


def test_nested_bullets_keep_their_depth_and_their_hanging_lines() -> None:
    paper = Paper()
    paper.lines(LEFT, 100, "The force should:")
    paper.text(LEFT + 8, 120, "•")
    paper.lines(
        LEFT + 20, 120, "review every plan that it has made in the past year, and", "keep a record;"
    )
    paper.text(LEFT + 28, 152, "–")
    paper.lines(LEFT + 40, 152, "by telephone; or")
    paper.text(LEFT + 28, 168, "–")
    paper.lines(LEFT + 40, 168, "by letter.")
    paper.text(LEFT + 8, 186, "•")
    paper.lines(LEFT + 20, 186, "tell the public what it has found.")
    paper.lines(LEFT, 210, *PROSE)
    items = [b for b in paper.blocks() if b.list_id is not None]
    assert [(b.depth, b.marker, b.text) for b in items] == [
        (0, "•", "review every plan that it has made in the past year, and keep a record;"),
        (1, "–", "by telephone; or"),
        (1, "–", "by letter."),
        (0, "•", "tell the public what it has found."),
    ]
    assert len({b.list_id for b in items}) == 1


def test_numbers_are_markers_where_their_lines_hang_or_they_count_on() -> None:
    paper = Paper()
    paper.lines(LEFT, 90, "We asked three questions:")
    paper.lines(
        LEFT + 8, 110, "1. How well does the force record what it is told, and how soon does it"
    )
    paper.lines(LEFT + 21, 124, "do so?")
    paper.lines(LEFT + 8, 142, "2. How fairly does it treat people?")
    y = paper.lines(
        LEFT,
        166,
        "We read 60 files, of which the force had closed all but a very few, namely",
        "12. The",
    )
    paper.lines(LEFT, y, "rest were open.")
    assert shown(paper.blocks()) == [
        ("paragraph", "We asked three questions:"),
        (
            "list_item",
            "How well does the force record what it is told, and how soon does it do so?",
        ),
        ("list_item", "How fairly does it treat people?"),
        (
            "paragraph",
            "We read 60 files, of which the force had closed all but a very few, namely 12. The"
            " rest were open.",
        ),
    ]


def test_drawn_discs_are_bullets() -> None:
    paper = Paper()
    paper.lines(LEFT, 80, *PROSE)
    for y, item in ((140, "one thing that matters;"), (156, "and another thing.")):
        paper.disc(LEFT + 6, y - 3.5, 1.6)
        paper.text(LEFT + 16, y, item)
    assert shown(paper.blocks())[1:] == [
        ("list_item", "one thing that matters;"),
        ("list_item", "and another thing."),
    ]


def test_footnotes_and_their_marks_are_left_out() -> None:
    paper = Paper()
    end = paper.text(LEFT, 100, "Victims had been kept up to date in 52 out of 60")
    end = paper.text(end, 100, "5", 6.5, rise=4)
    end = paper.text(end, 100, " files. That is good.")
    paper.text(end, 100, "6", 6.5, rise=4)
    paper.lines(LEFT, 114, *PROSE)
    paper.rule(LEFT, 740, LEFT + 140, 740)
    paper.text(LEFT, 752, "5", 6, rise=3)
    paper.lines(LEFT + 6, 752, "In one other file the victim could not be traced.", size=8)
    paper.lines(LEFT, 764, "6 This holds for one force alone.", size=8)
    assert shown(paper.blocks()) == [
        ("paragraph", "Victims had been kept up to date in 52 out of 60 files. That is good."),
        ("paragraph", " ".join(PROSE)),
    ]


def test_superscript_of_a_unit_stays() -> None:
    paper = Paper()
    end = paper.text(LEFT, 100, "The county measures 1,346 km")
    end = paper.text(end, 100, "2", 6.5, rise=4)
    paper.text(end, 100, " in all.")
    assert shown(paper.blocks()) == [("paragraph", "The county measures 1,346 km2 in all.")]


def test_words_cut_at_a_line_end_are_made_whole_as_the_document_writes_them() -> None:
    paper = Paper()
    y = paper.lines(
        LEFT,
        100,
        "Each file contains a plan. Its rate of re-offending is low. The approach is risk-based, and",
        "every officer knows about it; nobody can be in any doubt, because every new file con-",
        "tains the form on which it stands. People who leave prison are kept from crime: re-",
        "offending is rare. This is what the leaders of the force call an approach that is risk-",
        "based.",
    )
    paper.lines(LEFT, y + 10, *MORE)
    text = paper.blocks()[0].text
    assert "every new file contains the form" in text
    assert "kept from crime: re-offending is rare" in text
    assert text.endswith("an approach that is risk-based.")


def test_a_paragraph_goes_on_over_furniture_notes_and_the_page() -> None:
    paper = Paper()
    for number in range(1, 4):
        paper.text(LEFT, 40, "PEEL: Police effectiveness 2016 – An inspection of a force", 8)
        paper.text(295, 810, str(number), 8)
        paper.lines(LEFT, 90, PROSE[2] if number > 1 else "The report begins.")
        y = paper.lines(LEFT, 120, f"On page {number} there is a paragraph that says something.")
        if number < 3:
            paper.lines(LEFT, y + 10, PROSE[0], PROSE[1])
            paper.lines(LEFT, 770, f"{number} A note that says where this comes from.", size=8)
        paper.turn()
    blocks = paper.blocks()
    assert shown(blocks) == [
        ("paragraph", "The report begins."),
        ("paragraph", "On page 1 there is a paragraph that says something."),
        ("paragraph", " ".join(PROSE)),
        ("paragraph", "On page 2 there is a paragraph that says something."),
        ("paragraph", " ".join(PROSE)),
        ("paragraph", "On page 3 there is a paragraph that says something."),
    ]
    offset = len(f"{PROSE[0]} {PROSE[1]} ")
    assert [(b.page, b.page_breaks) for b in blocks if b.page_breaks] == [
        (1, ((offset, 2),)),
        (2, ((offset, 3),)),
    ]


def test_roman_and_arabic_page_numbers_are_left_out_but_question_numbers_stay() -> None:
    paper = Paper()
    for number in ("i", "ii", "1", "2", "3"):
        paper.text(LEFT, 100, "4", 16, bold=True)
        paper.lines(LEFT, 130, *PROSE)
        paper.text(295, 815, number, 9)
        paper.turn()
    assert [text for _, text in shown(paper.blocks())] == ["4", " ".join(PROSE)] * 5


def test_contents_are_left_out_with_their_heading() -> None:
    paper = Paper()
    paper.text(LEFT, 90, "Contents", 16, bold=True)
    y = 120.0
    for entry, page in (("Introduction", 3), ("Force in numbers", 4), ("Annex A", 12)):
        end = paper.text(LEFT, y, entry)
        paper.text(end + 4, y, "." * 60 + f" {page}")
        y += 18
    paper.text(LEFT, y, "Overview – How effective is the force at keeping people safe and")
    paper.text(LEFT, y + LEADING, "reducing crime? " + "." * 60 + " 13")
    paper.turn()
    paper.text(LEFT, 90, "Introduction", 16, bold=True)
    paper.lines(LEFT, 120, *PROSE)
    assert shown(paper.blocks()) == [("heading", "Introduction"), ("paragraph", " ".join(PROSE))]


def test_text_off_the_page_or_without_size_or_white_on_white_is_left_out() -> None:
    paper = Paper()
    paper.lines(LEFT, 100, *PROSE)
    paper.text(LEFT, HEIGHT + 60, "below the page")
    paper.text(LEFT, 300, "no size", 0.5)
    paper.ink("#ffffff")
    paper.text(LEFT, 320, "white on white")
    assert shown(paper.blocks()) == [("paragraph", " ".join(PROSE))]


def test_texts_are_normalised_and_placed() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "The\u00a0force, 2016")
    [block] = paper.blocks()
    assert block.text == normalise("The\u00a0force, 2016") == "The force, 2016"
    assert block.bbox is not None
    assert block.font is not None
    assert (block.page, round(block.bbox.x0), block.font.name) == (1, 70, "Helvetica")
    assert block.bbox.top < 100 < block.bbox.bottom
