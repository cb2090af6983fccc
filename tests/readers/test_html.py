"""HTML pages: what their elements become, and what of a page is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.document import BlockKind, RawBlock
from peelextract.readers.html import read_html


def blocks(page: str) -> list[RawBlock]:
    return list(read_html(page, "page.html").blocks)


def words(page: str) -> list[tuple[str, str]]:
    return [(b.kind.name, " ".join(b.text.split())) for b in blocks(page)]


def test_headings_paragraphs_and_lists() -> None:
    page = "<h1>Title</h1><p>Some <em>prose</em>.</p><ul><li>One<li>two</ul>"
    assert words(page) == [
        ("HEADING", "Title"),
        ("PARAGRAPH", "Some prose ."[:10] + "."),
        ("LIST_ITEM", "One"),
        ("LIST_ITEM", "two"),
    ]
    assert blocks(page)[0].level == 1


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><p>Menu</p></nav>",
        "<header><h2>Site</h2></header>",
        "<footer><p>Contact</p></footer>",
        "<aside><p>Related</p></aside>",
        "<script>var areas = 1;</script>",
        "<style>p {}</style>",
        "<noscript>Turn on scripts</noscript>",
        "<form><p>Search</p></form>",
        "<button>Print</button>",
        '<div role="navigation"><p>Menu</p></div>',
        '<div hidden=""><p>Later</p></div>',
        '<div aria-hidden="true"><p>Icon</p></div>',
        '<p style="display: none">Secret</p>',
        '<ul><li><a href="/">Home</a><li><a href="/n">News</a></ul>',
        "<!-- a comment -->",
        "<template><p>Row</p></template>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert words(f"<body>{furniture}<p>Prose.</p></body>") == [("PARAGRAPH", "Prose.")]


def test_only_the_main_part_is_read() -> None:
    prose = "<p>" + "The report says much. " * 9 + "</p>"
    page = (
        f"<body><div>Elsewhere on the site</div><main>{prose}</main><p>Also of interest</p></body>"
    )
    assert words(page) == [("PARAGRAPH", "The report says much. " * 8 + "The report says much.")]


def test_asides_and_headers_within_the_report_are_read() -> None:
    page = "<main><header><h2>Question</h2></header><aside><p>A box.</p></aside></main>"
    assert words(page) == [("HEADING", "Question"), ("PARAGRAPH", "A box.")]


def test_a_list_of_findings_with_a_link_is_no_menu() -> None:
    page = '<ul><li>See <a href="#a">annex A</a> on this<li>and <a href="#b">B</a> on that</ul>'
    assert [kind for kind, _ in words(page)] == ["LIST_ITEM", "LIST_ITEM"]


def test_footnote_marks_go_and_ordinals_stay() -> None:
    page = "<p>Most acute.<sup>1</sup> On the 1<sup>st</sup> of May<sup><a>[12]</a></sup>.</p>"
    assert words(page) == [("PARAGRAPH", "Most acute. On the 1st of May.")]


def test_bold_paragraphs_are_strong_and_bold_words_are_not() -> None:
    first, second = blocks("<p><strong>All <span>of it</span></strong></p><p><b>Some</b> of it</p>")
    assert (first.strong, second.strong) == (True, False)


def test_bold_and_plain_words_parted_by_a_break_are_two_blocks() -> None:
    page = "<p><b>Investigation quality</b><br>The force is slow.</p>"
    assert [(b.text, b.strong) for b in blocks(page)] == [
        ("Investigation quality", True),
        ("The force is slow.", False),
    ]


def test_nested_lists_keep_their_depth() -> None:
    page = "<ul><li>One:<ul><li>a part;<li>another</ul></li><li>Two</ul>"
    assert [(b.text.strip(), b.depth) for b in blocks(page)] == [
        ("One:", 0),
        ("a part;", 1),
        ("another", 1),
        ("Two", 0),
    ]


def test_items_of_several_paragraphs_are_one() -> None:
    assert words("<ul><li><p>One.</p><p>More of it.</p><li>Two</ul>") == [
        ("LIST_ITEM", "One. More of it."),
        ("LIST_ITEM", "Two"),
    ]


def test_numbered_lists_have_numbers() -> None:
    assert [b.marker for b in blocks("<ol><li>a<li>b</ol>")] == ["1.", "2."]


def test_lists_typed_with_line_breaks() -> None:
    page = "<p>The force should:<br>• keep records; and<br>• read them.<br><br>It does not.</p>"
    assert words(page) == [
        ("PARAGRAPH", "The force should:"),
        ("LIST_ITEM", "keep records; and"),
        ("LIST_ITEM", "read them."),
        ("PARAGRAPH", "It does not."),
    ]


def test_a_list_without_bullets_is_known_by_its_colon_and_semicolons() -> None:
    page = "<p>It should:</p><p>keep records;</p><p>mend cars; and</p><p>go.</p><p>Then end.</p>"
    assert [kind for kind, _ in words(page)] == ["PARAGRAPH", *["LIST_ITEM"] * 3, "PARAGRAPH"]


def test_a_clause_behind_a_colon_is_no_list() -> None:
    page = "<p>He said this:</p><p>they are all good people.</p><p>And so on.</p>"
    assert [kind for kind, _ in words(page)] == ["PARAGRAPH"] * 3


def test_a_page_without_any_heading_has_those_that_read_as_such() -> None:
    page = "<div>Investigation quality</div><div>The force is slow. It knows why.</div>"
    assert [kind for kind, _ in words(page)] == ["HEADING", "PARAGRAPH"]
    assert [kind for kind, _ in words(f"<h1>Title</h1>{page}")][1:] == ["PARAGRAPH"] * 2


def test_tables_of_data_have_cells() -> None:
    page = (
        "<table><caption>Calls</caption><tr><th>Year<th colspan=2>Share</tr>"
        "<tr><td>2018<td>4<td>5</tr></table>"
    )
    caption, table = blocks(page)
    assert caption.text == "Calls"
    assert table.rows is not None
    assert [[(c.text, c.header) for c in row] for row in table.rows] == [
        [("Year", True), ("Share", True), ("", True)],
        [("2018", False), ("4", False), ("5", False)],
    ]


def test_tables_for_layout_are_walked() -> None:
    page = "<table><tr><td><h2>Good</h2><p>Prose.</p></td><td><ul><li>a</ul></td></tr></table>"
    assert [kind for kind, _ in words(page)] == ["HEADING", "PARAGRAPH", "LIST_ITEM"]


def test_definitions_are_a_table_or_headed_text() -> None:
    [table] = blocks("<dl><dt>Overall</dt><dd>Good</dd><dt>People</dt><dd>Inadequate</dd></dl>")
    assert table.rows is not None
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Overall", "Good"],
        ["People", "Inadequate"],
    ]
    page = "<dl><dt>Question</dt><dd><p>Prose.</p></dd></dl>"
    assert words(page) == [("HEADING", "Question"), ("PARAGRAPH", "Prose.")]


def test_elements_that_set_something_apart_are_containers() -> None:
    source = read_html("<div><p>a</p><div><p>b</p></div></div><p>c</p>", "page.html")
    outer, inner, none = (block.container for block in source.blocks)
    assert none is None
    assert outer is not None
    assert inner is not None
    assert source.enclosing[inner] == outer


def test_what_a_page_says_of_itself() -> None:
    page = "<head><title>Kent\n 2016</title><link rel=canonical href='https://example.org/kent/'></head>"
    metadata = read_html(page, "a.html").metadata
    assert (metadata.title, metadata.address) == ("Kent 2016", "https://example.org/kent/")
    saved = "<!-- saved from url=(0024)https://example.org/kent --><p>a</p>"
    assert read_html(saved, "a.html").metadata.address == "https://example.org/kent"


def test_deep_nesting_is_no_problem() -> None:
    assert words("<div>" * 5000 + "Deep words" + "</div>" * 5000)[0][1] == "Deep words"


TAGS = "p div h2 ul ol li table tr td th dl dt dd b span br section aside a details summary sup pre".split()
SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS]),
        st.sampled_from(
            ["word", "• item", "Two: ", "&amp;", "&nbsp;", "\n", "<", "1. x", ":", ";"]
        ),
    ),
    max_size=40,
)


@given(SOUP)
def test_any_soup_can_be_read(parts: list[str]) -> None:
    for block in blocks("".join(parts)):
        assert (block.rows is not None) == (block.kind is BlockKind.TABLE)
        assert (block.list_id is not None) == (block.kind is BlockKind.LIST_ITEM)
