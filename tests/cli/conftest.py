"""A working folder, and a pipeline that gives one report without reading anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelextract import pipeline
from peelextract.errors import EmptySourceError
from peelextract.report import Report


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner(env={"NO_COLOR": "1", "COLUMNS": "100"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def seen(report: Report, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Replaces the pipeline: files that hold ``bad`` fail; the bytes of all others are kept."""
    kept: list[bytes] = []

    def extract(
        source: Path | bytes, *, rules: Path | None = None, name: str | None = None
    ) -> Report:
        del rules
        data = source if isinstance(source, bytes) else source.read_bytes()
        if data == b"bad":
            raise EmptySourceError(name or Path(str(source)).name, "holds no text", "give another")
        kept.append(data)
        return report

    monkeypatch.setattr(pipeline, "extract", extract, raising=False)
    return kept


@pytest.fixture
def put(folder: Path) -> Callable[..., str]:
    """Makes a file below the working folder and gives its name."""

    def make(name: str, content: str = "good") -> str:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return name

    return make
