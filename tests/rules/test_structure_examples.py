"""The examples of structure.yaml, grades.yaml, findings.yaml and prose.yaml, run both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from peelextract.analyse import analyser
from peelextract.outline.deadlines import DeadlineFinder
from peelextract.outline.lexicon import Lexicon, compiled, first_match
from peelextract.report import Organisation
from peelextract.rules.base import Rule
from peelextract.rules.families import Family
from peelextract.rules.folder import open_folder
from peelextract.rules.prose import ProseRules
from peelextract.rules.structure import FindingRules, GradeRules, StructureRules
from peelextract.rules.wording import WordingRule

FOLDER = open_folder()
SURREY = Organisation(id="surrey", name="Surrey Police", kind="police_force", gss_code="E23000031")
LEXICON = Lexicon(FOLDER, FOLDER.read("families/peel-2018-19.yaml", Family), SURREY)

Matches = Callable[[str], bool]


def by_forms(rule: WordingRule) -> tuple[Rule, Matches]:
    forms = compiled([rule], LEXICON.slots)
    return rule, lambda text: first_match(forms, text) is not None


def structure() -> Iterator[tuple[Rule, Matches]]:
    rules = FOLDER.read("structure.yaml", StructureRules)
    for rule in (*rules.boilerplate, *rules.dates):
        yield by_forms(rule)
    for rule in (rules.endings, rules.overviews, rules.introductions):
        yield by_forms(rule)


def grades() -> Iterator[tuple[Rule, Matches]]:
    rules = FOLDER.read("grades.yaml", GradeRules)
    for rule in (rules.lines, rules.overall):
        yield by_forms(rule)
    for rules_of_kind in (rules.sentences, rules.headlines, rules.chains, rules.inspections):
        for rule in rules_of_kind:
            yield by_forms(rule)


def findings() -> Iterator[tuple[Rule, Matches]]:
    rules = FOLDER.read("findings.yaml", FindingRules)
    for label in rules.labels:
        yield label, lambda text, of=label: LEXICON.label(text) == of  # type: ignore[misc]
    for rule in (*rules.lead_ins, rules.counts, *rules.demands):
        yield by_forms(rule)
    for deadline in rules.deadlines:
        finder = DeadlineFinder([deadline], None)
        yield deadline, lambda text, by=finder: by.find(text) is not None  # type: ignore[misc]


def prose() -> Iterator[tuple[Rule, Matches]]:
    def demands(text: str) -> bool:
        return bool(analyser(FOLDER)(text, LEXICON.bodies)._.peelextract_prose_recommendations)

    yield FOLDER.read("prose.yaml", ProseRules), demands


@cache
def rules() -> dict[str, tuple[Rule, Matches]]:
    found = (*structure(), *grades(), *findings(), *prose())
    return {rule.id: (rule, matches) for rule, matches in found}


@pytest.mark.parametrize("rule_id", rules())
def test_a_rule_matches_its_examples_and_no_others(rule_id: str) -> None:
    rule, matches = rules()[rule_id]
    assert [text for text in rule.examples.match if not matches(text)] == []
    assert [text for text in rule.examples.no_match if matches(text)] == []
