"""Patterns tried where they can begin give what they give when tried everywhere."""

from __future__ import annotations

from functools import cache

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher

from peelextract.rules.folder import RuleFolder
from peelextract.rules.statistics import MaskRule, MaskRules, QuantityRule, QuantityRules
from peelextract.statistics.lexicon import Lexicon, load_lexicon
from peelextract.statistics.patterns import compile_pattern, demands
from peelextract.statistics.reading import Reader
from peelextract.statistics.windows import WindowMatcher

from .marked import CASES, load, parse

FOLDER = RuleFolder()
VOCAB = spacy.blank("en").vocab
SENTENCES = sorted(parse(case)[0] for path in CASES.glob("*.yaml") for case in load(path.stem))


@cache
def lexicon() -> Lexicon:
    return load_lexicon(FOLDER)


@cache
def matchers() -> tuple[Matcher, WindowMatcher]:
    kinds = lexicon().words.kinds
    plain, windows = Matcher(VOCAB), WindowMatcher(VOCAB, kinds)
    masks = FOLDER.read("statistics/masks.yaml", MaskRules).masks
    quantities = FOLDER.read("statistics/quantities.yaml", QuantityRules).quantities
    rules: list[MaskRule | QuantityRule] = [*masks, *quantities]
    for rule in rules:
        plain.add(rule.id, [compile_pattern(pattern, kinds) for pattern in rule.patterns])
        windows.add(rule.id, rule.patterns)
    return plain, windows


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join))
def test_no_match_is_lost_and_none_is_added(text: str) -> None:
    plain, windows = matchers()
    reading = Reader(lexicon()).read(text, [(0, len(text))])
    doc = reading.doc(VOCAB, lexicon().kinds)
    heads = reading.heads(0, len(doc), lexicon().kinds)
    assert set(windows(doc, 0, heads)) == set(plain(doc))


def test_what_a_pattern_needs_behind_its_first_token() -> None:
    assert demands("NUMBER WORD? TIME") == (frozenset({"TIME"}),)
    assert demands("NUMBER out|up{1,2} * of+ DET{0,3} ~STOP NUMBER") == (
        frozenset({"out", "up"}),
        frozenset({"of"}),
        frozenset({"NUMBER"}),
    )
    assert demands("NUMBER") == ()
