"""The repository as a whole: what its files may not hold, its build, and its README."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from peelextract import extract

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

FORBIDDEN = {
    "a package registry's host": re.compile(r"\b(pypi\.org|pythonhosted\.org|files\.python)"),
    "a path of one machine": re.compile(r"(?<![\w.])/(home|Users|root|work)/\w"),
}


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = []
    for file in tracked():
        if file.suffix == ".pdf" or file == Path(__file__) or not file.is_file():
            continue
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
            if FORBIDDEN[what].search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}")
    assert found == []


def test_no_module_is_too_long_to_read() -> None:
    sizes = {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8").count("\n")
        for file in tracked()
        if file.suffix == ".py" and file.is_file()
    }
    assert {name: size for name, size in sizes.items() if size > 500} == {}


def test_wheel_holds_rules_and_types(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [built] = tmp_path.iterdir()
    with zipfile.ZipFile(built) as wheel:
        names = set(wheel.namelist())
    rules = {p.relative_to(ROOT / "rules").as_posix() for p in (ROOT / "rules").rglob("*.yaml")}
    assert rules
    assert {f"peelextract/rules/data/{name}" for name in rules} <= names
    assert "peelextract/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "samples"))]


def commands() -> list[str]:
    """The commands of the README's shell blocks."""
    blocks = re.findall(r"```(?:sh|bash|shell)\n(.*?)```", README, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_ci_runs_the_command_that_the_readme_gives() -> None:
    [command] = [line for line in commands() if "pytest" in line]
    script = ROOT / ".ci" / "run"
    assert command in script.read_text(encoding="utf-8").splitlines()
    assert os.access(script, os.X_OK)


def test_links_in_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def holds(whole: Any, part: Any) -> bool:
    """Whether a JSON value is a part of another: fewer keys, fewer items."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and holds(whole[key], value) for key, value in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(holds(w, p) for w in whole) for p in part)
    return bool(whole == part)


def test_json_of_the_readme_is_what_the_sample_gives() -> None:
    [excerpt] = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    report = extract(ROOT / "samples" / "metropolitan-2018-effectiveness.html")
    assert excerpt.count("\n") >= 10
    assert holds(report.model_dump(mode="json", by_alias=True), json.loads(excerpt))


def test_python_of_the_readme_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], cwd=ROOT, check=True, capture_output=True)
