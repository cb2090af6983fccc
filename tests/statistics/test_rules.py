"""Every statistics rule against its own examples."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from peelextract.rules.base import Rule
from peelextract.rules.folder import RuleFolder
from peelextract.rules.statistics import (
    AttributionRules,
    ComparisonRule,
    ComparisonRules,
    MaskRule,
    MaskRules,
    PeriodRules,
    QualifierRules,
    QuantityRule,
    QuantityRules,
)
from peelextract.statistics.attributions import Attributions
from peelextract.statistics.constructs import build
from peelextract.statistics.lexicon import Lexicon, load_lexicon
from peelextract.statistics.patterns import compile_pattern, expand
from peelextract.statistics.periods import Periods
from peelextract.statistics.reading import Reader

FOLDER = RuleFolder()
VOCAB = spacy.blank("en").vocab


@cache
def lexicon() -> Lexicon:
    return load_lexicon(FOLDER)


def token_matches(rule: MaskRule | QuantityRule, text: str) -> bool:
    reading = Reader(lexicon()).read(text, [(0, len(text))])
    matcher = Matcher(VOCAB)
    matcher.add(rule.id, [compile_pattern(p, lexicon().words.kinds) for p in rule.patterns])
    doc = reading.doc(VOCAB, lexicon().kinds)
    spans = [(first, last) for _, first, last in matcher(doc)]
    if isinstance(rule, MaskRule):
        return bool(spans)
    return any(build(rule, reading, *span) is not None for span in spans)


def phrase_matches(rule: ComparisonRule, text: str) -> bool:
    reading = Reader(lexicon()).read(text, [(0, len(text))])
    matcher = PhraseMatcher(VOCAB, attr="LOWER")
    matcher.add(rule.id, [Doc(VOCAB, words=w) for p in rule.phrases for w in expand(p)])
    return bool(matcher(reading.doc(VOCAB, lexicon().kinds)))


def cases(rules: list[Rule]) -> list[tuple[Rule, str, bool]]:
    return [
        (rule, text, expected)
        for rule in rules
        for texts, expected in ((rule.examples.match, True), (rule.examples.no_match, False))
        for text in texts
    ]


MASKS = FOLDER.read("statistics/masks.yaml", MaskRules).masks
QUANTITIES = FOLDER.read("statistics/quantities.yaml", QuantityRules).quantities
COMPARISONS = FOLDER.read("statistics/comparisons.yaml", ComparisonRules).comparisons
PERIODS = FOLDER.read("statistics/periods.yaml", PeriodRules).periods
QUALIFIERS = FOLDER.read("statistics/qualifiers.yaml", QualifierRules).qualifiers
ATTRIBUTIONS = FOLDER.read("statistics/attributions.yaml", AttributionRules).attributions


@pytest.mark.parametrize(("rule", "text", "expected"), cases([*MASKS, *QUANTITIES]))
def test_token_rules(rule: MaskRule | QuantityRule, text: str, expected: bool) -> None:
    assert token_matches(rule, text) is expected


@pytest.mark.parametrize(("rule", "text", "expected"), cases([*COMPARISONS]))
def test_comparison_cues(rule: ComparisonRule, text: str, expected: bool) -> None:
    assert phrase_matches(rule, text) is expected


@pytest.mark.parametrize(("rule", "text", "expected"), cases([*PERIODS]))
def test_period_rules(rule: Rule, text: str, expected: bool) -> None:
    found = Periods(PERIODS).find(text, 0, len(text))
    assert (rule.id in {match.rule for match in found}) is expected


@pytest.mark.parametrize(("rule", "text", "expected"), cases([*QUALIFIERS]))
def test_qualifier_rules(rule: Rule, text: str, expected: bool) -> None:
    from peelextract.statistics import extract_statistics

    qualifier = next(q.value for q in QUALIFIERS if q.id == rule.id)
    assert (qualifier in {s.qualifier for s in extract_statistics(text)}) is expected


@pytest.mark.parametrize(("rule", "text", "expected"), cases([*ATTRIBUTIONS]))
def test_attribution_rules(rule: Rule, text: str, expected: bool) -> None:
    own = next(r for r in ATTRIBUTIONS if r.id == rule.id)
    assert bool(Attributions([own]).find(text, 0, len(text))) is expected
