"""The scorer, on a report and annotations small enough to count by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.accuracy import Gold, Scorecard, Tally, read_gold, score, total
from benchmarks.accuracy.gold import GoldError
from benchmarks.accuracy.structure import is_same_cycle
from benchmarks.accuracy.tables import PARTS, table
from benchmarks.accuracy.words import alike, overlap, pair, plain
from hypothesis import given
from hypothesis import strategies as st

from peelextract.report import Report

QUESTION = "How well does the force investigate crime?"
SENTENCE = "It solved 12 percent, more than the average of 9 percent."


def marks(**changes: Any) -> Gold:
    """What a reader finds in the report of ``tests/conftest.py``."""
    gold: dict[str, Any] = {
        "document": "wessex",
        "title": "Wessex PEEL 2016",
        "programme": "PEEL",
        "kind": "pillar",
        "cycle": "2016",
        "force": {"id": "wessex", "name": "Wessex Police"},
        "pillars": [{"name": "effectiveness", "grade": None}],
        "questions": [{"number": 1, "text": QUESTION, "grade": "good"}],
        "areas_for_improvement": [
            {"question": 1, "text": 'The force should improve "supervision" - at once'}
        ],
        "statistics": [
            {
                "tier": "must",
                "question": 1,
                "quote": "12 percent",
                "kind": "percentage",
                "value": 12,
                "comparison": {"relation": "higher", "value": 9, "with": "the average"},
            }
        ],
    }
    return Gold.model_validate(gold | changes)


def statistic(**changes: Any) -> list[dict[str, Any]]:
    [figure] = marks().model_dump(by_alias=True, exclude_none=True)["statistics"]
    return [figure | changes]


def counts(card: Scorecard, part: str) -> tuple[int, int, int]:
    tally = card.tallies[part]
    return tally.tp, tally.fp, tally.fn


def test_what_a_reader_finds_too_is_right(report: Report) -> None:
    card = score(report, marks())
    assert {part: tally for part, tally in card.tallies.items() if tally.f1 < 1} == {}
    assert card.misses == []
    assert counts(card, "identity") == (6, 0, 0)
    assert counts(card, "grades") == (2, 0, 0)
    assert counts(card, "statistics") == (1, 0, 0)
    assert counts(card, "stat.comparison") == (1, 0, 0)
    assert (card.items, card.exact) == (2, 2)


def test_attributes_the_annotations_do_not_give_are_not_scored(report: Report) -> None:
    parts = score(report, marks()).tallies
    assert set(PARTS) - set(parts) == {
        "deadlines",
        "stat.unit",
        "stat.of",
        "stat.qualifier",
        "stat.period",
    }


def test_another_title_and_grade_are_wrong(report: Report) -> None:
    card = score(report, marks(title="Mercia PEEL 2016", overall_grade="good"))
    assert counts(card, "identity") == (5, 2, 2)
    assert [str(miss) for miss in card.misses] == [
        "identity: wrong: title: 'Wessex PEEL 2016', not 'Mercia PEEL 2016'",
        "identity: wrong: grade: None, not 'good'",
    ]


def test_any_accepted_form_of_the_title_will_do(report: Report) -> None:
    forms = ["PEEL: Wessex", "Wessex PEEL 2016"]
    card = score(report, marks(title="Another", title_accept=forms))
    assert counts(card, "identity") == (6, 0, 0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("inadequate", (1, 1, 1)), (None, (1, 1, 0))],
    ids=["another", "none printed"],
)
def test_a_wrong_grade_is_invented_and_missed(
    report: Report, given: str | None, expected: tuple[int, int, int]
) -> None:
    gold = marks(questions=[{"number": 1, "text": QUESTION, "grade": given}])
    assert counts(score(report, gold), "grades") == expected


def test_a_missed_question_takes_its_grade_and_sections_along(report: Report) -> None:
    other = {"number": 2, "text": "Does it keep people safe?", "grade": "good", "sections": ["Now"]}
    questions = [{"number": 1, "text": QUESTION, "grade": "good"}, other]
    card = score(report, marks(questions=questions))
    assert counts(card, "questions") == (1, 0, 1)
    assert counts(card, "grades") == (2, 0, 1)
    assert counts(card, "sections") == (0, 0, 1)


def test_an_optional_question_is_neither_missed_nor_extra(report: Report) -> None:
    other = {"text": QUESTION}
    gold = marks(questions=[], questions_optional=[other, {"text": "Was it ever asked?"}])
    assert counts(score(report, gold), "questions") == (0, 0, 0)


def test_a_finding_below_another_question_is_wrong_and_missed(report: Report) -> None:
    [mark] = marks().model_dump()["areas_for_improvement"]
    card = score(report, marks(areas_for_improvement=[mark | {"question": None}]))
    assert counts(card, "areas_for_improvement") == (0, 1, 1)
    assert [miss.what for miss in card.misses] == ["misplaced"]


def test_a_value_of_another_size_is_wrong_and_missed(report: Report) -> None:
    card = score(report, marks(statistics=statistic(value=21)))
    assert counts(card, "statistics") == (0, 1, 1)
    assert {miss.what for miss in card.misses} == {"missed", "extra"}


def test_an_optional_statistic_is_neither_missed_nor_wrong(report: Report) -> None:
    absent = {**statistic(quote="30 officers", kind="count", value=30)[0], "tier": "optional"}
    card = score(report, marks(statistics=[*statistic(tier="optional"), absent]))
    assert counts(card, "statistics") == (0, 0, 0)


def test_what_has_to_stay_out_is_named_with_its_reason(report: Report) -> None:
    never = {"tier": "never", "question": 1, "quote": "12 percent", "number": 12, "why": "a label"}
    card = score(report, marks(statistics=[never]))
    assert counts(card, "statistics") == (0, 1, 0)
    [miss] = card.misses
    assert (miss.what, miss.words) == (
        "never",
        f"a label: 12 percent (percentage 12) in: {SENTENCE}",
    )


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"kind": "rate"}, "stat.kind"),
        ({"unit": "days"}, "stat.unit"),
        ({"qualifier": "almost"}, "stat.qualifier"),
        ({"of": "the burglaries"}, "stat.of"),
        ({"period": "2018"}, "stat.period"),
        ({"comparison": {"relation": "lower", "value": 9}}, "stat.comparison"),
        ({"comparison": {"relation": "higher", "value": 8}}, "stat.comparison"),
        ({"comparison": {"relation": "higher", "with": "Wales"}}, "stat.comparison"),
        ({"question": None}, "stat.place"),
    ],
)
def test_a_wrong_attribute_leaves_the_statistic_found(
    report: Report, changes: dict[str, Any], part: str
) -> None:
    card = score(report, marks(statistics=statistic(**changes)))
    assert counts(card, "statistics") == (1, 0, 0)
    assert counts(card, part) == (0, 1, 1)
    assert {miss.part for miss in card.misses} == {part}


def test_the_other_side_of_a_comparison_may_be_a_statistic(report: Report) -> None:
    [found] = report.statistics
    side = found.model_copy(update={"id": "st-2", "value": 9.0})
    both = report.model_copy(update={"statistics": [found, side]})
    assert counts(score(both, marks()), "statistics") == (1, 0, 0)


def test_a_span_that_gives_other_words_is_not_exact(report: Report) -> None:
    moved = report.model_copy(update={"text": " " + report.text})
    assert score(moved, marks()).exact == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2018", "2018/19", True),
        ("2018–19", "2018/19", True),
        ("2023-25", "2023-2025", True),
        ("2023-25", "2023", False),
        ("2018/19", "2019", False),
        (None, "2018", False),
    ],
)
def test_cycles_are_the_same_however_they_are_written(
    one: str | None, other: str | None, same: bool
) -> None:
    assert is_same_cycle(one, other) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("•  The force’s “new”\u00a0plan – now.", 'the force\'s "new" plan - now'),
        ("co\u00adoperate;", "cooperate"),
    ],
)
def test_plain_words_are_blind_to_typography(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_alike_forgives_a_slip_and_no_more() -> None:
    assert alike("The force should improve supervision.", "The force should improve supervison.")
    assert not alike("The force should improve supervision.", "The force should improve training.")
    assert not alike("", "words")


def test_overlap_needs_words() -> None:
    assert overlap("the burglaries", "Burglaries")
    assert not overlap("the burglaries", None)
    assert not overlap("the burglaries", "—")


words = st.lists(st.sampled_from("abc"), max_size=8)


@given(words, words)
def test_pairing_uses_everything_once(wanted: list[str], found: list[str]) -> None:
    pairs, missed, extra = pair(wanted, found, lambda a, b: a == b)
    assert all(a == b for a, b in pairs)
    assert sorted([a for a, _ in pairs] + missed) == sorted(wanted)
    assert sorted([b for _, b in pairs] + extra) == sorted(found)
    assert not set(missed) & set(extra)


numbers = st.integers(0, 50)
tallies = st.builds(Tally, numbers, numbers, numbers)


@given(tallies)
def test_f1_lies_between_precision_and_recall(tally: Tally) -> None:
    low, high = sorted((tally.precision, tally.recall))
    if tally.tp:
        assert low - 1e-12 <= tally.f1 <= high + 1e-12
    else:
        assert tally.f1 == (0.0 if tally else 1.0)


def test_a_sum_weighs_every_item_the_same() -> None:
    cards = [Scorecard({"grades": Tally(9, 1, 0)}, [], 3, 3), Scorecard({"grades": Tally(0, 0, 5)})]
    whole = total(cards)
    assert whole.tallies == {"grades": Tally(9, 1, 5)}
    assert (whole.items, whole.exact) == (3, 3)


def test_a_table_is_aligned() -> None:
    assert table(["part", "F1"], [["grades", "100.0"]]) == (
        "| part   |    F1 |\n| ------ | ----: |\n| grades | 100.0 |\n"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "the file: Invalid JSON"),
        ('{"document": "x", "statistic": []}', "statistic: Extra inputs"),
        (
            '{"document": "x", "recommendations": [{"text": "Do."}]}',
            "recommendations.0.question: Field required",
        ),
    ],
)
def test_a_faulty_gold_file_is_named_with_its_key(
    tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "x.gold.json"
    path.write_text(content)
    with pytest.raises(GoldError, match=r"x\.gold\.json") as caught:
        read_gold(path)
    assert reason in str(caught.value)
