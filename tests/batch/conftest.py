from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Writes documents below a folder ``in``, which it gives the name of."""
    monkeypatch.chdir(tmp_path)

    def write(**documents: str) -> str:
        for name, text in documents.items():
            file = tmp_path / "in" / name.replace("_", ".")
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        return "in"

    return write
