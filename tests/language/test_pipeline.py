"""The tokeniser's additions, and one pipeline for one set of rules."""

from __future__ import annotations

import pytest

from peelextract.language import build_pipeline
from peelextract.rules.folder import RuleFolder


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("20–30 cases", ["20", "–", "30", "cases"]),
        ("50%–60%", ["50", "%", "–", "60", "%"]),
        ("£13m–£15m", ["£", "13m", "–", "£", "15", "m"]),
        ("£1.2bn", ["£", "1.2", "bn"]),
        ("+/- 6.1 percent", ["+/-", "6.1", "percent"]),
        ("±3", ["±", "3"]),
        ("2017/18", ["2017/18"]),
    ],
)
def test_signs_and_dashes_beside_digits_are_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in build_pipeline(RuleFolder())(text)] == tokens


def test_the_same_rules_give_the_same_pipeline() -> None:
    assert build_pipeline(RuleFolder()) is build_pipeline(RuleFolder())


def test_it_holds_no_trained_component() -> None:
    assert build_pipeline(RuleFolder()).pipe_names[0] == "peelextract_sentences"
