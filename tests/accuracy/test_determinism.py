"""The same input gives the same bytes, whatever order a process's sets have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.accuracy.corpus import ROOT

REPORTS = [
    "samples/metropolitan-2018-effectiveness.html",
    "samples/metropolitan-2018-effectiveness.pdf",
    "samples/metropolitan-2018-effectiveness.txt",
    "tests/fixtures/reports/shropshire-frs-2023-25.html",
    "tests/fixtures/reports/essex-2021-22.pdf",
    "tests/fixtures/reports/devon-and-cornwall-2017-efficiency.txt",
]


def written(folder: Path, seed: str) -> dict[str, bytes]:
    """The bytes of each report as one process writes them."""
    script = (
        "import sys; from pathlib import Path; from peelextract import extract;"
        "from peelextract.writers import to_json;"
        "[(Path(sys.argv[1]) / f'{n}.json').write_bytes(to_json(extract(file)))"
        " for n, file in enumerate(sys.argv[2:])]"
    )
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", script, str(folder), *REPORTS],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        check=True,
    )
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    one, other = written(tmp_path / "one", "1"), written(tmp_path / "other", "4211")
    assert len(one) == len(REPORTS)
    for name, data in one.items():
        assert other[name] == data, REPORTS[int(name.removesuffix(".json"))]
