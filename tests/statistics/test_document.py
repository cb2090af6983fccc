"""What lists and tables give their figures."""

from __future__ import annotations

from peelextract.document import BlockKind, Document, Metadata, RawBlock, RawCell, Source, compose
from peelextract.language import build_pipeline
from peelextract.rules.folder import RuleFolder
from peelextract.statistics import Found, extract_statistics, find_statistics


def document(*blocks: RawBlock) -> Document:
    return compose(Source(Metadata("x", "text/html"), blocks))


def find(*blocks: RawBlock) -> list[Found]:
    whole = document(*blocks)
    return find_statistics(build_pipeline(RuleFolder())(whole.text), whole)


def table(*rows: tuple[str, ...], headers: int = 1) -> RawBlock:
    cells = [[RawCell(text, r < headers) for text in row] for r, row in enumerate(rows)]
    return RawBlock(BlockKind.TABLE, rows=cells)


def item(text: str, list_id: int = 1) -> RawBlock:
    return RawBlock(BlockKind.LIST_ITEM, text, list_id=list_id)


def test_the_items_of_a_list_take_the_period_of_its_lead_in() -> None:
    found = find(
        RawBlock(BlockKind.PARAGRAPH, "Data for the 12 months to September 2018 show that:"),
        item("56 percent of cases were closed;"),
        item("in March 2018, 12 percent were not."),
    )
    periods = [f.period for f in found]
    assert [p and (p.start, p.end) for p in periods] == [
        ("2017-10-01", "2018-09-30"),
        ("2018-03-01", "2018-03-31"),
    ]


def test_a_paragraph_behind_a_list_does_not_take_its_period() -> None:
    found = find(
        RawBlock(BlockKind.PARAGRAPH, "In the year to 31 March 2019 it issued:"),
        item("438 notices;"),
        RawBlock(BlockKind.PARAGRAPH, "It has 40 inspectors."),
    )
    assert [f.period is None for f in found] == [False, True]


def test_bullets_of_a_plain_text_take_it_too() -> None:
    text = "In the year to 31 March 2019 it issued:\n\n  • 438 notices;\n  • 102 orders.\n"
    assert [s.period and s.period.end for s in extract_statistics(text)] == ["2019-03-31"] * 2


def test_a_table_of_rates() -> None:
    found = find(
        RawBlock(
            BlockKind.PARAGRAPH, "Figure 1: crime per 1,000 population, 12 months to June 2015"
        ),
        table(
            ("Rates per 1,000 population", "Anyshire", "England and Wales"),
            ("Burglary", "6.8", "8.1"),
        ),
    )
    first, second = found
    assert (first.kind, first.value, first.unit) == ("rate", 6.8, "per 1,000 population")
    assert (first.of, first.measure) == ("Anyshire", "Burglary (Rates per 1,000 population)")
    assert first.period is not None
    assert (first.period.start, first.period.end) == ("2014-07-01", "2015-06-30")
    assert first.comparison is not None
    assert (first.comparison.relation, first.comparison.value) == ("lower", 8.1)
    assert second.of == "England and Wales"
    assert second.comparison is None


def test_a_page_of_key_figures() -> None:
    found = find(
        table(("Workforce", "full-time equivalents, 31 March 2015"), ("Officers", "3,611")),
        table(("Cost", "cost per person"), ("London", "£41.70"), ("England", "£23.15")),
        table(("Change in crime", "previous 12 months"), ("London", "-4%")),
    )
    assert [(f.kind.value, f.value, f.of) for f in found] == [
        ("count", 3611, "Officers"),
        ("money", 41.7, "London"),
        ("money", 23.15, "England"),
        ("percentage", -4, "London"),
    ]


def test_money_in_the_units_of_its_heading() -> None:
    found = find(table(("Year", "Saving (£m)"), ("2011/12", "10.3")))
    assert [(f.kind.value, f.value) for f in found] == [("money", 10_300_000)]
    assert found[0].period is not None
    assert found[0].period.start == "2011-04-01"


def test_a_row_of_a_year_is_of_that_year_and_told_by_its_column() -> None:
    found = find(
        table(
            ("Year", "Audits", "Home checks"),
            ("2013", "200", "5,274"),
            ("2014/15", "655", "3,907"),
        )
    )
    assert [(f.value, f.measure, f.unit, f.period and f.period.start) for f in found] == [
        (200, "Audits", "Audits", "2013-01-01"),
        (5274, "Home checks", "Home checks", "2013-01-01"),
        (655, "Audits", "Audits", "2014-04-01"),
        (3907, "Home checks", "Home checks", "2014-04-01"),
    ]


def test_a_heading_that_only_says_when_measures_nothing() -> None:
    [found] = find(table(("Change in workforce", "2010 to 2017"), ("Kent", "-18%")))
    assert (found.value, found.measure) == (-18, "Change in workforce")
    assert found.period is not None
    assert (found.period.start, found.period.end) == ("2010-01-01", "2017-12-31")


def test_grades_years_and_numbered_rows_are_no_figures() -> None:
    rows = table(("1", "How well does it work?", "Good"), ("2", "Who knows?", "2018"), headers=0)
    assert find(rows) == []


def test_a_contents_page_gives_no_figures() -> None:
    rows = table(("Introduction", "3"), ("Findings", "5"), ("Annex", "17"), headers=0)
    assert find(rows) == []


def test_a_cell_of_words_is_read_as_a_sentence() -> None:
    found = find(table(("Force area", "934 square miles"), headers=0))
    assert [(f.value, f.unit) for f in found] == [(934, "square miles")]


def test_spans_are_the_words_of_the_text() -> None:
    whole = document(
        RawBlock(BlockKind.PARAGRAPH, "It answered 45% of calls."),
        table(("Area", "Rate per 100 homes"), ("North", "12.2")),
    )
    found = find_statistics(build_pipeline(RuleFolder())(whole.text), whole)
    assert [whole.text[f.start : f.end] for f in found] == ["45%", "12.2"]
    assert [whole.text[f.sentence_start : f.sentence_end] for f in found] == [
        "It answered 45% of calls.",
        "North\t12.2",
    ]
