"""Every rule file as a file: read by a model, with ids and examples that hold apart.

That a rule matches its examples is tested beside the code that uses the rule.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

import peelextract.rules
from peelextract.errors import RulesError
from peelextract.rules.base import Rule, RuleModel
from peelextract.rules.folder import RuleFolder, default_folder

FOLDER = default_folder()
FILES = sorted(FOLDER.rglob("*.yaml"))
NAMES = [file.relative_to(FOLDER).as_posix() for file in FILES]


@cache
def models() -> list[type[RuleModel]]:
    """All models of rule files."""
    for module in pkgutil.iter_modules(peelextract.rules.__path__, "peelextract.rules."):
        importlib.import_module(module.name)
    found: list[type[RuleModel]] = [RuleModel]
    for model in found:
        found += [child for child in model.__subclasses__() if child not in found]
    return [model for model in found if model not in (RuleModel, Rule)]


def rules(data: Any) -> Iterator[dict[str, Any]]:
    """Every entry with examples, however deep."""
    if isinstance(data, dict):
        if "examples" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from rules(value)


def loaded(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_bytes())


def fits(model: type[RuleModel], data: Any) -> bool:
    try:
        model.model_validate(data)
    except (ValidationError, RulesError):
        return False
    return True


def reads(model: type[RuleModel], name: str) -> bool:
    try:
        RuleFolder().read(name, model)
    except RulesError:
        return False
    return True


def test_there_are_rules() -> None:
    assert {Path(name).parts[0] for name in NAMES} >= {"families", "organisations"}


@pytest.mark.parametrize("name", NAMES)
def test_a_model_reads_the_file(name: str) -> None:
    assert any(reads(model, name) for model in models())


@pytest.mark.parametrize("name", NAMES)
def test_a_misspelt_key_is_an_error(name: str) -> None:
    data = loaded(name) | {"descripton": "x"}
    assert not any(fits(model, data) for model in models())


def test_ids_of_rules_are_unique() -> None:
    uses = Counter(rule["id"] for name in NAMES for rule in rules(loaded(name)))
    assert [rule_id for rule_id, count in uses.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_examples_do_not_contradict_each_other(name: str) -> None:
    for rule in rules(loaded(name)):
        examples = rule["examples"]
        assert not set(examples["match"]) & set(examples["no_match"]), rule["id"]
        assert rule["description"].endswith((".", ":")), rule["id"]


def test_examples_of_the_documentation_are_rules() -> None:
    page = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        assert any(fits(model, yaml.safe_load(block)) for model in models()), block


def test_the_digest_follows_every_byte(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.yaml").write_text("id: x\n")
    first = RuleFolder(tmp_path / "a").digest
    assert first == RuleFolder(tmp_path / "b").digest
    (tmp_path / "b" / "x.yaml").write_text("id: y\n")
    assert first != RuleFolder(tmp_path / "b").digest
