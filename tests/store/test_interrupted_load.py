"""A load that is killed leaves the database as it was, or as it would have been."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from peelextract.store.load import load

from .conftest import build_report, dump, write_report

REPORTS = 8
KILLS = 3

# Small batches, so that a kill between them is as likely as one in the middle of any.
LOADER = """
import sys
from pathlib import Path
import peelextract.store.load as loading

loading._BATCH_FILES = 3
if sys.argv[2].startswith("postgresql"):
    import psycopg
print("begin", flush=True)
loading.load([Path(sys.argv[1])], sys.argv[2])
"""


def reports(folder: Path, edition: int) -> Path:
    """A folder of reports; each edition of it replaces every one, and has fewer items."""
    target = folder / f"edition-{edition}"
    for number in range(REPORTS):
        words = [f"In case {n} of {number} it was 5 percent." for n in range(20 - edition)]
        report = build_report(
            cycle=f"{2000 + number}", statistics=[(line, "5 percent", 5) for line in words]
        )
        write_report(report, target)
    return target


def start(folder: Path, database: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(folder), database], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begin\n"
    return process


def finish(process: subprocess.Popen[bytes], *, kill: bool) -> None:
    if kill:
        process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_killed_load_is_done_or_undone(database: str, tmp_path: Path) -> None:
    old, new = reports(tmp_path, 1), reports(tmp_path, 2)
    expected = str(tmp_path / "expected.db")
    load([old], database)
    load([old], expected)
    states = [dump(expected)]
    load([new], expected)
    states.append(dump(expected))

    # How long it takes here, on a database of its own.
    rehearsal = str(tmp_path / f"rehearsal{Path(database).suffix or '.db'}")
    load([old], rehearsal)
    process = start(new, rehearsal)
    began = time.monotonic()
    finish(process, kill=False)
    duration = time.monotonic() - began

    moments = random.Random(database)
    for _ in range(KILLS):
        process = start(new, database)
        time.sleep(moments.uniform(0, duration))
        finish(process, kill=True)
        assert dump(database) in states
    load([new], database)
    assert dump(database) == states[1]
    assert not list(tmp_path.glob(".*.loading*"))


def test_killed_first_load_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = reports(tmp_path, 1)
    for name in ("peel.db", "peel.duckdb"):
        database = str(tmp_path / name)
        process = start(folder, database)
        time.sleep(0.05)
        finish(process, kill=True)
        assert load([folder], database).done == REPORTS
        assert len(dump(database)["reports"]) == REPORTS


def test_second_load_waits_for_the_first(tmp_path: Path, database: str) -> None:
    folders = [reports(tmp_path, 1), tmp_path / "other"]
    write_report(build_report(force="mercia"), folders[1])
    processes = [start(folder, database) for folder in folders]
    for process in processes:
        finish(process, kill=False)
    assert [process.returncode for process in processes] == [0, 0]
    assert len(dump(database)["reports"]) == REPORTS + 1
