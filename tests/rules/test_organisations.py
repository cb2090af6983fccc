"""The register of inspected bodies: what the rule files hold, and that they do not clash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from peelextract.errors import RulesError
from peelextract.outline.organisation import find_organisation
from peelextract.report import Organisation
from peelextract.rules.folder import RuleFolder
from peelextract.rules.organisations import (
    LocalAuthorityNames,
    OrganisationFile,
    Register,
    read_register,
)

FOLDER = RuleFolder()
REGISTER = read_register(FOLDER)
FILES = ["police-forces", "fire-and-rescue-services", "other-bodies"]


def register_file(name: str) -> OrganisationFile:
    return FOLDER.read(f"organisations/{name}.yaml", OrganisationFile)


def members(name: str) -> list[Organisation]:
    return [entry.organisation for entry in register_file(name).organisations]


@pytest.mark.parametrize(
    ("name", "example"), [(name, e) for name in FILES for e in register_file(name).examples.match]
)
def test_examples_name_a_body_of_their_file(name: str, example: str) -> None:
    assert find_organisation([example], REGISTER) in members(name)


@pytest.mark.parametrize(
    ("name", "example"),
    [(name, e) for name in FILES for e in register_file(name).examples.no_match],
)
def test_counterexamples_name_no_body_of_their_file(name: str, example: str) -> None:
    assert find_organisation([example], REGISTER) not in members(name)


def test_styles_of_local_authorities_keep_to_their_examples() -> None:
    rule = FOLDER.read("organisations/local-authorities.yaml", LocalAuthorityNames)

    def styled(name: str) -> bool:
        return any(name.startswith(f"{words} ") for words in rule.before) or any(
            name.endswith(f" {words}") for words in rule.after
        )

    assert all(map(styled, rule.examples.match))
    assert not any(map(styled, rule.examples.no_match))


def test_all_43_territorial_forces_have_the_code_of_their_area() -> None:
    forces = register_file("police-forces").organisations
    codes = {entry.gss_code or "" for entry in forces}
    english = {f"E23{n:06}" for n in range(1, 40)} - {"E23000019", "E23000038"}
    assert len(forces) == 43
    assert len(codes) == 43
    assert english <= codes
    assert {f"W15{n:06}" for n in range(1, 5)} <= codes


def test_the_44_services_and_the_two_they_replaced_have_codes_of_fire_authorities() -> None:
    services = register_file("fire-and-rescue-services").organisations
    merged = {entry.id for entry in services if entry.until is not None}
    codes = {entry.gss_code or "" for entry in services}
    assert len(services) - len(merged) == 44
    assert merged == {"hampshire", "isle-of-wight"}
    assert len(codes) == len(services)
    assert all(re.fullmatch(r"E310000\d\d", code) for code in codes)


@pytest.mark.parametrize(
    ("kind", "id_", "name", "code"),
    [
        ("police_force", "metropolitan", "Metropolitan Police Service", "E23000001"),
        ("police_force", "surrey", "Surrey Police", "E23000031"),
        ("police_force", "dyfed-powys", "Dyfed-Powys Police", "W15000004"),
        ("police_force", "btp", "British Transport Police", None),
        ("fire_and_rescue_service", "london", "London Fire Brigade", "E31000046"),
        ("fire_and_rescue_service", "cleveland", "Cleveland Fire Brigade", "E31000007"),
        ("other", "national-crime-agency", "National Crime Agency", None),
    ],
)
def test_names_and_codes(kind: str, id_: str, name: str, code: str | None) -> None:
    [entry] = [e for e in REGISTER.entries if (e.kind, e.id) == (kind, id_)]
    assert (entry.name, entry.gss_code) == (name, code)


def test_no_form_names_two_bodies_of_one_kind() -> None:
    bearers: dict[tuple[str, str], set[str]] = {}
    for form in REGISTER.forms():
        bearers.setdefault((form.entry.kind, form.text.casefold()), set()).add(form.entry.id)
    assert {key: ids for key, ids in bearers.items() if len(ids) > 1} == {}


def test_forms_join_places_with_suffixes() -> None:
    service = find_organisation(["An inspection of London Fire Brigade"], REGISTER)
    assert service is not None
    forms = REGISTER.surface_forms(service)
    assert {"London Fire Brigade", "London FRS", "LFB", "London"} <= set(forms)
    assert [len(form) for form in forms] == sorted((len(f) for f in forms), reverse=True)


def test_former_names_are_forms() -> None:
    force = find_organisation(["Hampshire PEEL 2016"], REGISTER)
    assert force is not None
    assert force.name == "Hampshire and Isle of Wight Constabulary"
    assert "Hampshire Constabulary" in REGISTER.surface_forms(force)


def test_a_body_outside_the_register_has_its_own_name() -> None:
    council = Organisation(id="plymouth", name="Plymouth City Council", kind="other")
    assert REGISTER.surface_forms(council) == ["Plymouth City Council"]


BODY = """
id: test.bodies
description: Bodies.
examples: {match: [a], no_match: [b]}
kind: police_force
organisations:
- {id: north, name: North Police, short: North}
"""
LOCAL = """
id: test.local
description: Styles.
examples: {match: [a], no_match: [b]}
before: []
after: []
small_words: []
"""


def written(folder: Path, second: str) -> RuleFolder:
    (folder / "organisations").mkdir()
    empty = BODY.replace("north", "south").replace("North", "South")
    for name, text in zip(FILES, (BODY, second, empty), strict=True):
        (folder / "organisations" / f"{name}.yaml").write_text(text, encoding="utf8")
    (folder / "organisations" / "local-authorities.yaml").write_text(LOCAL, encoding="utf8")
    return RuleFolder(folder)


def test_a_body_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="north stands twice"):
        read_register(written(tmp_path, BODY))


def test_a_successor_that_is_missing_is_refused(tmp_path: Path) -> None:
    body = BODY.replace("id: north,", "id: west, successor: east,")
    with pytest.raises(RulesError, match="successor east is not in the register"):
        read_register(written(tmp_path, body))


def test_an_unknown_key_is_refused_with_its_place(tmp_path: Path) -> None:
    body = BODY.replace("short:", "shrot:")
    with pytest.raises(RulesError, match=r"fire-and-rescue-services\.yaml: at organisations\.0"):
        read_register(written(tmp_path, body))


def test_an_entry_takes_the_kind_of_its_file_unless_it_gives_one() -> None:
    other = {entry.id: entry.kind for entry in register_file("other-bodies").organisations}
    assert other["national-crime-agency"] == "other"
    assert other["northern-ireland"] == "police_force"


def test_registers_of_the_same_files_are_the_same() -> None:
    again = read_register(RuleFolder())
    assert isinstance(again, Register)
    assert again.entries == REGISTER.entries
