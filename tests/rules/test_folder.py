from __future__ import annotations

from pathlib import Path

import pytest

from peelextract.errors import RulesError
from peelextract.rules.base import RuleModel
from peelextract.rules.folder import RuleFolder, open_folder


class Colours(RuleModel):
    """A small rule file."""

    id: str
    warm: list[str]
    cold: list[str] = []


def folder(path: Path, **files: str) -> RuleFolder:
    for name, text in files.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return RuleFolder(path)


def test_a_file_that_is_like_another_takes_what_it_leaves_out(tmp_path: Path) -> None:
    rules = folder(
        tmp_path,
        day="id: day\nwarm: [red]\ncold: [blue]",
        night="like: day\nid: night\ncold: [black]",
    )
    assert rules.read("night.yaml", Colours) == Colours(id="night", warm=["red"], cold=["black"])


def test_files_that_are_like_each_other_are_refused(tmp_path: Path) -> None:
    rules = folder(tmp_path, a="like: b\nid: a", b="like: a\nid: b")
    with pytest.raises(RulesError, match="break the circle"):
        rules.read("a.yaml", Colours)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: a\nwarm: [red]\nhot: [x]", "at hot: .*not permitted"),
        ("id: a\nwarm: red", "at warm: .*list"),
        ("id: a\nwarm: [red", "not valid YAML in line"),
    ],
)
def test_a_wrong_file_costs_one_line_that_says_where(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(RulesError, match=message) as caught:
        folder(tmp_path, a=text).read("a.yaml", Colours)
    assert "\n" not in str(caught.value)


def test_a_missing_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="no such rules folder"):
        RuleFolder(tmp_path / "none")
    with pytest.raises(RulesError, match=r"a\.yaml: cannot be read"):
        folder(tmp_path).read("a.yaml", Colours)


def test_the_digest_changes_with_any_byte(tmp_path: Path) -> None:
    first = folder(tmp_path, a="id: a\nwarm: []").digest
    second = folder(tmp_path, a="id: a\nwarm: [ ]").digest
    assert first != second


def test_a_folder_of_the_users_is_read_anew_when_a_file_changes(tmp_path: Path) -> None:
    folder(tmp_path, a="id: a\nwarm: [red]")
    before = open_folder(tmp_path)
    assert open_folder(tmp_path) is before
    folder(tmp_path, a="id: a\nwarm: [red, yellow]")
    assert open_folder(tmp_path).read("a.yaml", Colours).warm == ["red", "yellow"]
