"""Writing: whole files, the right bytes, and clear refusals."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.errors import OutputError
from peelextract.report import Comparison, Relation, Report
from peelextract.writers import report_schema, to_json, write_bytes, write_json


def test_json_is_what_the_models_say(report: Report) -> None:
    data = to_json(report)
    assert Report.model_validate_json(data) == report
    assert data.endswith(b"}\n")
    assert "“supervision” –".encode() in data


def test_comparison_keeps_its_published_name(report: Report) -> None:
    comparison = json.loads(to_json(report))["statistics"][0]["comparison"]
    assert comparison == {"relation": "higher", "value": 9.0, "with": "the average of 9 percent"}
    assert Comparison(relation=Relation.EQUAL, with_="x").with_ == "x"


def test_one_line_for_json_lines(report: Report) -> None:
    assert to_json(report, indent=None).count(b"\n") == 1


def test_schema_names_every_field_and_requires_it() -> None:
    schema = json.loads(report_schema())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(Report.model_fields)
    assert "with" in schema["$defs"]["Comparison"]["properties"]
    assert schema["additionalProperties"] is False


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path, report: Report) -> None:
    target = tmp_path / "a" / "b" / "report.json"
    write_json(report, target)
    assert target.read_bytes() == to_json(report)
    assert list(target.parent.iterdir()) == [target]


@given(old=st.binary(max_size=50), new=st.binary(max_size=50))
def test_a_file_is_replaced(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes
) -> None:
    target = tmp_path_factory.mktemp("w") / "x"
    write_bytes(old, target)
    write_bytes(new, target)
    assert target.read_bytes() == new


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"old")

    def full(_self: Path, _other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match=r"report\.json: cannot be written \(No space left"):
        write_bytes(b"new", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_self: Path, _other: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(b"new", tmp_path / "report.json")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_bytes(b"x", tmp_path / "ours")
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(real)
    write_bytes(b"new", link)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_bytes(b"data", pipe)
        assert os.read(reader, 10) == b"data"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("place", ["", "file/report.json"])
def test_what_cannot_be_written_is_one_line(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError) as caught:
        write_bytes(b"x", tmp_path / place)
    assert "cannot be written" in str(caught.value)
    assert "\n" not in str(caught.value)
