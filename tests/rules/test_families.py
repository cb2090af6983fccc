"""The families: what their files hold, and that what they say of themselves can be told apart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from peelextract.rules.families import Family, QuestionRule
from peelextract.rules.folder import RuleFolder
from peelextract.rules.wording import close, key, whole

FOLDER = RuleFolder()
FAMILIES = {family.id: family for family in FOLDER.read_all("families", Family)}
PROJECT = Path(__file__).parents[2]
GOLD = [
    *sorted((PROJECT / "tests/fixtures/gold").glob("*.gold.json")),
    *sorted((PROJECT.parent / "shared/gold").glob("*.gold.json")),
]
SLOTS = {"organisation": r"[^|:;?\d]{2,80}?", "pillar": r"(?:effectiveness|efficiency|legitimacy)"}


def catalogue(family: Family) -> list[QuestionRule]:
    return [*(q for pillar in family.pillars for q in pillar.questions), *family.areas]


def wordings(question: QuestionRule) -> list[str]:
    return [question.text, *question.aliases]


def matches(family: Family, title: str) -> dict[str, re.Match[str]]:
    """The kinds of document that the family's forms take a title for, by their fullest form."""
    found = {}
    for form in sorted(family.titles, key=lambda title: len(title.form)):
        match = whole([form.form], SLOTS)[0].fullmatch(title)
        if match is not None:
            found[form.kind.value] = match
    return found


@pytest.mark.parametrize("name", [file.stem for file in (FOLDER.path / "families").glob("*.yaml")])
def test_a_file_has_the_name_of_its_family(name: str) -> None:
    assert name in FAMILIES


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_no_wording_stands_for_two_questions(family: Family) -> None:
    of: dict[str, str] = {}
    for question in catalogue(family):
        for text in wordings(question):
            assert of.setdefault(key(text), question.id) == question.id, text
    long = [(frozenset(k.split()), q) for k, q in of.items() if len(k) >= 40]
    for wording, question_id in long:
        near = {q for k, q in long if wording == k or close(wording, k)}
        assert near == {question_id}, wording


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_no_label_stands_for_two_questions(family: Family) -> None:
    of: dict[str, str] = {}
    for question in catalogue(family):
        for text in (*question.labels, *wordings(question)):
            assert of.setdefault(key(text), question.id) == question.id, text


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_headlines_are_neither_questions_nor_each_other(family: Family) -> None:
    of: dict[str, str] = {key(t): q.id for q in catalogue(family) for t in wordings(q)}
    for pillar in family.pillars:
        for text in (pillar.question, *pillar.aliases):
            if text:
                assert of.setdefault(key(text), pillar.name) == pillar.name, text


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_questions_of_a_pillar_are_numbered_in_order(family: Family) -> None:
    for pillar in family.pillars:
        numbers = [question.number for question in pillar.questions]
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_every_form_can_be_read(family: Family) -> None:
    whole((title.form for title in family.titles), SLOTS)
    whole(heading for label in family.labels for heading in label.headings)
    whole(family.organisation_frames, SLOTS)
    whole(family.endings)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_a_bracket_holds_alternatives_only_within_parentheses(family: Family) -> None:
    forms = [*(t.form for t in family.titles), *(h for x in family.labels for h in x.headings)]
    assert [form for form in forms if re.search(r"\[[^()\[\]]*\|", form)] == []


def test_the_five_step_scale_came_in_2021() -> None:
    five = {family.id for family in FAMILIES.values() if "adequate" in family.grades}
    assert five == {
        "peel-2021-22",
        "peel-2023-25",
        "peel-2025-27",
        "frs-2023-25",
        "national-child-protection",
        "frs-2025-27",
        "peel-later",
        "frs-later",
    }


@pytest.mark.parametrize(
    ("family", "counts"),
    [
        ("peel-2014", [6, 3, 4]),
        ("peel-2015", [4, 3, 4, 4]),
        ("peel-2016", [5, 3, 3, 3]),
        ("peel-2017", [5, 3, 3]),
        ("peel-2018-19", [5, 2, 3]),
        ("frs-2018-19", [5, 2, 4]),
        ("frs-2021-22", [5, 2, 4]),
    ],
)
def test_questions_of_each_pillar(family: str, counts: list[int]) -> None:
    assert [len(pillar.questions) for pillar in FAMILIES[family].pillars] == counts


def test_questions_that_lasted_keep_their_id() -> None:
    cycles = ["peel-2014", "peel-2015", "peel-2016", "peel-2017", "peel-2018-19"]
    cycles += ["peel-2021-22", "peel-2023-25", "peel-2025-27"]
    lasting = set.intersection(*({q.id for q in catalogue(FAMILIES[c])} for c in cycles))
    assert lasting == {
        "preventing-crime",
        "investigating-crime",
        "protecting-vulnerable-people",
        "serious-and-organised-crime",
    }
    rounds = ["frs-2018-19", "frs-2021-22", "frs-2023-25", "frs-2025-27"]
    assert len({frozenset(q.id for q in catalogue(FAMILIES[r])) for r in rounds}) == 1


@pytest.mark.parametrize(
    ("title", "family", "kind", "organisation"),
    [
        ("Metropolitan PEEL 2014", "peel-2014", "pillar", "Metropolitan"),
        (
            "Responding to austerity – South Yorkshire Police",
            "peel-2014",
            "pillar",
            "South Yorkshire Police",
        ),
        ("Avon and Somerset 2017", "peel-2017", "organisation_summary", "Avon and Somerset"),
        (
            "PEEL: Police effectiveness 2015 An inspection of Merseyside Police",
            "peel-2015",
            "pillar",
            "Merseyside Police",
        ),
        (
            "PEEL: Police effectiveness 2015 (Vulnerability) An inspection of Kent Police",
            "peel-2015",
            "pillar",
            "Kent Police",
        ),
        (
            "PEEL: Police effectiveness 2017 A inspection of Greater Manchester Police",
            "peel-2017",
            "pillar",
            "Greater Manchester Police",
        ),
        (
            "PEEL: Police legitimacy (including leadership) 2017 An inspection of Surrey Police",
            "peel-2017",
            "pillar",
            "Surrey Police",
        ),
        (
            "PEEL: Police efficiency, legitimacy and leadership An inspection of British Transport "
            "Police 6 – 17 February 2017",
            "peel-2016",
            "full_report",
            "British Transport Police",
        ),
        ("Dyfed-Powys PEEL 2018", "peel-2018-19", "pillar", "Dyfed-Powys"),
        ("Cleveland 2018/19", "peel-2018-19", "organisation_summary", "Cleveland"),
        ("Cleveland 2018/19", "frs-2018-19", "pillar", "Cleveland"),
        (
            "PEEL: Police effectiveness, efficiency and legitimacy 2018/19 – "
            "Gloucestershire Constabulary",
            "peel-2018-19",
            "full_report",
            "Gloucestershire Constabulary",
        ),
        (
            "PEEL 2021/22 – An inspection of Gloucestershire Constabulary",
            "peel-2021-22",
            "full_report",
            "Gloucestershire Constabulary",
        ),
        (
            "PEEL 2023–2025: An inspection of Surrey Police",
            "peel-2023-25",
            "full_report",
            "Surrey Police",
        ),
        (
            "PEEL Assessment 2023-25: Cleveland Police",
            "peel-2023-25",
            "full_report",
            "Cleveland Police",
        ),
        (
            "PEEL 2025–27: An inspection of Kent Police",
            "peel-2025-27",
            "full_report",
            "Kent Police",
        ),
        (
            "Fire & Rescue Service Effectiveness, efficiency and people 2018/19 "
            "An inspection of London Fire Brigade",
            "frs-2018-19",
            "full_report",
            "London Fire Brigade",
        ),
        ("Avon 2021/22", "frs-2021-22", "pillar", "Avon"),
        (
            "Effectiveness, efficiency and people 2023–2025: Avon Fire and Rescue Service",
            "frs-2023-25",
            "full_report",
            "Avon Fire and Rescue Service",
        ),
        (
            "Greater Manchester Police: Crime Data Integrity re-inspection 2018",
            "crime-data-integrity",
            "full_report",
            "Greater Manchester Police",
        ),
        (
            "Metropolitan Police Service – Joint inspection of police custody",
            "custody",
            "full_report",
            "Metropolitan Police Service",
        ),
        (
            "Derbyshire – National child protection re-inspection",
            "child-protection",
            "full_report",
            "Derbyshire",
        ),
        (
            "Wiltshire Police: PEEL causes of concern revisit letter",
            "letter",
            "letter",
            "Wiltshire Police",
        ),
        (
            "Gloucestershire Fire and Rescue Service: Causes of concern revisit letter",
            "letter-frs",
            "letter",
            "Gloucestershire Fire and Rescue Service",
        ),
        (
            "Inspection of Newham local authority children’s services",
            "ilacs",
            "full_report",
            "Newham",
        ),
        (
            "London Borough of Hillingdon Inspection of services for children in need of help and "
            "protection, children looked after and care leavers",
            "sif",
            "full_report",
            "London Borough of Hillingdon",
        ),
        (
            "Joint targeted area inspection of the multi-agency response to abuse and neglect in "
            "Liverpool",
            "jtai",
            "letter",
            "Liverpool",
        ),
    ],
)
def test_titles(title: str, family: str, kind: str, organisation: str) -> None:
    found = matches(FAMILIES[family], title)
    assert kind in found
    assert found[kind]["organisation"] == organisation


@pytest.mark.parametrize(
    "title",
    [
        "Overall summary",
        "Questions for Effectiveness",
        "How effective is the force at keeping people safe and reducing crime?",
        "Annual accounts",
        "Contents",
        "Published on 14 July 2022",
    ],
)
def test_what_is_no_title(title: str) -> None:
    assert {family.id: m for family in FAMILIES.values() if (m := matches(family, title))} == {}


@pytest.mark.parametrize(
    "title",
    [
        "State of Policing: The Annual Assessment of Policing in England and Wales 2022",
        "State of Fire and Rescue",
        "PEEL spotlight report: Diverging under pressure",
        "An inspection of vetting, misconduct, and misogyny in the police service",
        "Values and culture in fire and rescue services",
        "Twenty years on, is MAPPA achieving its objectives? A joint thematic inspection of MAPPA",
        "Digital forensics: An inspection into how well the police use digital forensics",
    ],
)
def test_titles_of_thematic_reports(title: str) -> None:
    assert matches(FAMILIES["thematic"], title)


def annotated() -> list[Any]:
    golds = [(file.name, json.loads(file.read_text(encoding="utf-8"))) for file in GOLD]
    return [pytest.param(gold, id=name) for name, gold in golds if gold.get("questions")]


def families_of(gold: dict[str, Any]) -> list[Family]:
    cycle = {"2018": "2018/19"}.get(gold["cycle"], gold["cycle"])
    return [
        family
        for family in FAMILIES.values()
        if family.programme == gold["programme"] and family.cycle in (None, cycle)
    ]


@pytest.mark.parametrize("gold", annotated())
def test_annotated_questions_are_in_a_catalogue(gold: dict[str, Any]) -> None:
    rules = [q for family in families_of(gold) for q in catalogue(family)]
    by_wording = {key(text): rule for rule in rules for text in wordings(rule)}
    for question in gold["questions"]:
        rule = by_wording.get(key(question["text"]))
        assert rule is not None, question["text"]
        if not rule.graded:
            assert question["grade"] in (None, "ungraded")
