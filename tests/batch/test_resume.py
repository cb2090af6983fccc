"""A second run does only what it must, and a killed one leaves no trace."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.batch.functions import ORIGIN, extract, stamped
from tests.batch.support import LIMITS, manifest, run, snapshot

from peelextract.batch.entry import Entry
from peelextract.batch.work import Limits, Origin
from peelextract.errors import UsageError


class Seen:
    """Keeps the names of what was worked on."""

    def __init__(self) -> None:
        self.worked: set[str] = set()

    def __call__(self, entry: Entry, *, unchanged: bool) -> None:
        if not unchanged:
            self.worked.add(entry.name)


def worked(paths: list[str], **options: object) -> set[str]:
    seen = Seen()
    run(paths, "out", observer=seen, **options)  # type: ignore[arg-type]
    return seen.worked


def test_only_what_is_new_or_changed_is_done(corpus: Callable[..., str], tmp_path: Path) -> None:
    folder = corpus(a_html="id a", b_html="id b", c_html="id c")
    assert worked([folder]) == {"in/a.html", "in/b.html", "in/c.html"}
    before = snapshot(tmp_path / "out")
    assert worked([folder]) == set()
    assert snapshot(tmp_path / "out") == before
    corpus(b_html="id b\ngraded 2", d_html="id d")
    assert worked([folder]) == {"in/b.html", "in/d.html"}
    assert manifest(tmp_path / "out")["in/b.html"]["counts"]["graded"] == 2


def test_a_touched_file_with_the_same_bytes_is_left_alone(corpus: Callable[..., str]) -> None:
    folder = corpus(a_html="id a")
    worked([folder])
    os.utime(Path(folder, "a.html"), (1, 1))
    assert worked([folder]) == set()


@pytest.mark.parametrize("origin", [Origin("1.1", "rules"), Origin("1.0", "other rules")])
def test_all_is_done_again_after_a_change_of(origin: Origin, corpus: Callable[..., str]) -> None:
    folder = corpus(a_html="id a", b_html="id b")
    worked([folder])
    assert worked([folder], origin=origin, work=stamped) == {"in/a.html", "in/b.html"}
    assert json.loads(Path("out/reports/a.json").read_text())["stamp"] == "second rules"
    assert worked([folder], origin=origin) == set()


def test_force_does_all_again(corpus: Callable[..., str]) -> None:
    folder = corpus(a_html="id a", b_html="id b")
    worked([folder])
    assert worked([folder], force=True) == {"in/a.html", "in/b.html"}


def test_a_lost_or_cut_report_is_made_again(corpus: Callable[..., str], tmp_path: Path) -> None:
    folder = corpus(a_html="id a", b_html="id b", c_html="id c")
    worked([folder])
    before = snapshot(tmp_path / "out")
    Path("out/reports/a.json").unlink()
    Path("out/reports/b.json").write_bytes(b"")
    assert worked([folder]) == {"in/a.html", "in/b.html"}
    assert snapshot(tmp_path / "out") == before


def test_failures_that_depend_on_the_machine_are_tried_again(corpus: Callable[..., str]) -> None:
    folder = corpus(a_html="do damaged", b_html="do raise", c_html="do exit", d_html="sleep 0.5")
    short = Limits(0.4, 256)
    tally = run([folder], "out", limits=short)
    assert (tally.done, len(tally.failures)) == (0, 4)
    seen = Seen()
    again = run([folder], "out", limits=LIMITS, observer=seen)
    assert seen.worked == {"in/c.html", "in/d.html"}
    assert again.done == 1
    assert [name for name, _ in again.failures] != []
    assert sorted(name for name, _ in again.failures) == ["in/a.html", "in/b.html", "in/c.html"]


def test_an_input_that_fails_after_a_change_loses_its_report(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    folder = corpus(a_html="id a", b_html="id b")
    run([folder], "out")
    corpus(a_html="do damaged")
    run([folder], "out")
    assert {p.name for p in (tmp_path / "out/reports").iterdir()} == {"b.json"}
    assert manifest(tmp_path / "out")["in/a.html"]["report"] is None


def test_a_report_with_a_new_id_leaves_no_file_under_the_old_one(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    folder = corpus(a_html="id a")
    run([folder], "out")
    corpus(a_html="id renamed")
    run([folder], "out")
    assert {p.name for p in (tmp_path / "out/reports").iterdir()} == {"renamed.json"}


def test_torn_and_foreign_lines_of_a_manifest_are_repaired(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    folder = corpus(a_html="id a", b_html="id b", c_html="id c")
    run([folder], "out")
    before = snapshot(tmp_path / "out")
    file = tmp_path / "out/manifest.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    for missing in (40, 1):
        junk = b'{"name": "x"}\n[]\n\xff\xfe\n'
        file.write_bytes(lines[0] + junk + lines[1] + lines[2][:-missing])
        assert worked([folder]) == {"in/c.html"}
        assert snapshot(tmp_path / "out") == before


def test_fail_fast_stops_and_the_next_run_goes_on(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    good = {f"{letter}_html": f"id {letter}" for letter in "bcdefghijk"}
    folder = corpus(a_html="do damaged", **good)
    tally = run([folder], "out", fail_fast=True, jobs=1)
    assert tally.stopped
    assert tally.failures[0][0] == "in/a.html"
    assert tally.done == 0
    run([folder], "out")
    assert len(list((tmp_path / "out/reports").iterdir())) == 10


def test_two_batches_do_not_meet_in_one_folder(corpus: Callable[..., str]) -> None:
    from peelextract.batch.runner import opened

    folder = corpus(a_html="id a")
    with opened("out", ORIGIN), pytest.raises(UsageError, match="another batch is at work"):
        run([folder], "out")


BATCH = """
import sys
from tests.batch.functions import extract
from tests.batch.support import run
run(["in"], sys.argv[1], extract)
"""


def start(out: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", BATCH, str(out)]
    return subprocess.Popen(command, env=environment, start_new_session=True)


def test_killed_at_any_moment_it_ends_with_the_same_output(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    """Ten batches are killed at random moments each, and then let finish."""
    random_ = random.Random(20181)
    corpus(
        **{f"page-{i}_html": f"id report-{i % 12}\ngraded {i % 7}\nsleep 0.01" for i in range(24)},
        **{f"page-{i}_pdf": f"id report-{i % 12}\ngraded {i % 5}\npages 3" for i in range(12)},
        bad_html="do damaged",
    )
    assert start(tmp_path / "undisturbed").wait() == 0
    expected = snapshot(tmp_path / "undisturbed")
    assert len([name for name in expected if name.startswith("reports/")]) == 12
    assert len([name for name in expected if name.startswith("duplicates/")]) == 24
    cut_short = 0
    for attempt in range(10):
        out = tmp_path / f"out-{attempt}"
        process = start(out)
        # How far it has come tells the moment, so that a slow machine is no sooner killed.
        reports, far = out / "reports", random_.randint(0, 11)
        while process.poll() is None and len(list(reports.glob("*.json"))) < far:
            time.sleep(0.002)
        time.sleep(random_.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        cut_short += not (out / "manifest.jsonl").exists() or snapshot_differs(out, expected)
        run(["in"], str(out), extract)
        assert snapshot(out) == expected, f"attempt {attempt}"
        shutil.rmtree(out)
    assert cut_short >= 5


def snapshot_differs(out: Path, expected: dict[str, bytes]) -> bool:
    try:
        return snapshot(out) != expected
    except ValueError:
        return True


def test_workers_end_with_a_killed_parent(corpus: Callable[..., str], tmp_path: Path) -> None:
    import psutil

    corpus(a_html="do hang", b_html="do hang")
    process = start(tmp_path / "out")
    parent = psutil.Process(process.pid)
    deadline = time.monotonic() + 10
    while len(workers := parent.children()) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(workers) == 2
    # Not yet at the document: what it then finds is a parent that is gone.
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []
