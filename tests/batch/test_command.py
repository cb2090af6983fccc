"""``peelextract batch``: its exit codes and what it tells."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.batch.functions import Instead
from tests.batch.support import manifest
from typer.testing import CliRunner, Result

from peelextract.batch import extraction
from peelextract.cli.app import app


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr(extraction, "Extraction", Instead)

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(app, ["batch", *arguments])
        assert result.stdout == ""
        return result

    return invoke


def test_all_done(corpus: Callable[..., str], batch: Callable[..., Result]) -> None:
    result = batch(corpus(a_html="id a", b_html="id b\nwarnings 2"), "--jobs", "1")
    assert result.exit_code == 0
    assert result.stderr == (
        "peelextract: 2 done (1 with warnings), 0 failed; manifest: out/manifest.jsonl\n"
    )
    again = batch("in", "--out", "out/")
    assert again.stderr == (
        "peelextract: 0 done, 2 unchanged, 0 failed; manifest: out/manifest.jsonl\n"
    )


def test_further_sources_are_counted(
    corpus: Callable[..., str], batch: Callable[..., Result]
) -> None:
    folder = corpus(a_html="id a", a_pdf="id a", a_txt="id a", b_html="id b")
    told = "2 further sources of the same reports, 0 failed"
    assert f"4 done, {told}" in batch(folder).stderr
    assert f"0 done, 4 unchanged, {told}" in batch(folder).stderr


def test_every_failure_is_named(corpus: Callable[..., str], batch: Callable[..., Result]) -> None:
    folder = corpus(a_html="id a", b_html="do damaged", c_html="do exit")
    result = batch(folder, "gone.html", "--out", "results")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "peelextract: gone.html: there is no such file or folder; check the name",
        "peelextract: in/b.html: the PDF cannot be parsed; get it again",
        "peelextract: in/c.html: its worker process ended by itself with code 3; "
        "the file is suspect",
        "peelextract: 1 done, 3 failed; manifest: results/manifest.jsonl",
    ]


def test_failures_of_an_earlier_batch_are_told_again(
    corpus: Callable[..., str], batch: Callable[..., Result]
) -> None:
    folder = corpus(a_html="id a", b_html="do damaged")
    assert batch(folder).exit_code == 1
    again = batch(folder)
    assert again.exit_code == 1
    assert "in/b.html: the PDF cannot be parsed" in again.stderr
    assert "0 done, 1 unchanged, 1 failed" in again.stderr


def test_nothing_succeeded(corpus: Callable[..., str], batch: Callable[..., Result]) -> None:
    assert batch(corpus(a_html="do damaged")).exit_code == 3


def test_fail_fast(corpus: Callable[..., str], batch: Callable[..., Result]) -> None:
    many = {f"n{i}_html": "sleep 0.05" for i in range(20)}
    result = batch(corpus(a_html="do damaged", **many), "--fail-fast", "--jobs", "1")
    assert result.exit_code == 3
    assert "stopped at the first failure" in result.stderr


def test_limits_are_those_of_the_options(
    corpus: Callable[..., str], batch: Callable[..., Result]
) -> None:
    folder = corpus(a_html="do hang", b_html="do hog")
    result = batch(folder, "--timeout", "0.5", "--max-memory", "200")
    assert "in/a.html: not done within 0.5 seconds; raise --timeout" in result.stderr
    assert "in/b.html: needs more than 200 MiB of memory; raise --max-memory" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["empty"], "empty: no reports there (HTML, PDF, text); check the path"),
        (["in", "--scheduler", "tcp://h:1"], "--scheduler goes with --engine dask; add it"),
        (["in", "--watch", "--fail-fast"], "contradict each other"),
    ],
)
def test_wrong_usage(
    arguments: list[str],
    message: str,
    corpus: Callable[..., str],
    batch: Callable[..., Result],
) -> None:
    corpus(a_html="id a")
    Path("empty").mkdir()
    result = batch(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_quiet_tells_failures_only(
    corpus: Callable[..., str], batch: Callable[..., Result]
) -> None:
    result = batch(corpus(a_html="id a", b_html="do damaged", c_csv="1"), "--quiet")
    assert result.stderr == "peelextract: in/b.html: the PDF cannot be parsed; get it again\n"


PROGRAM = """
import sys
from peelextract.batch import extraction
from peelextract.cli.app import main
from tests.batch.functions import Instead
extraction.Extraction = Instead
sys.argv[0] = "peelextract"
main()
"""


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "batch", *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_ctrl_c_leaves_the_folder_in_order(corpus: Callable[..., str], tmp_path: Path) -> None:
    corpus(a_html="id a", **{f"n{i}_html": "sleep 0.5" for i in range(40)})
    process = start("in", "--out", "out", "--jobs", "1")
    try:
        wait_for(tmp_path / "out/reports/a.json")
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode == 130
    assert "Traceback" not in told
    assert "in/a.html" in manifest(tmp_path / "out")
    assert not (tmp_path / "out/.staging").exists()


def test_watch_takes_what_is_dropped_in_and_ends_in_order(
    corpus: Callable[..., str], tmp_path: Path
) -> None:
    corpus(a_html="id a")
    process = start("in", "--watch", "--out", "out", "--settle", "0.3")
    try:
        wait_for(tmp_path / "out/reports/a.json")
        corpus(b_html="id b", c_html="do damaged")
        wait_for(tmp_path / "out/reports/b.json")
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=10)
    finally:
        process.kill()
    assert told.splitlines() == [
        "peelextract: watching in; Ctrl-C ends it",
        "peelextract: in/a.html: ok (reports/a.json)",
        "peelextract: in/b.html: ok (reports/b.json)",
        "peelextract: in/c.html: the PDF cannot be parsed; get it again",
        "peelextract: 2 done, 1 failed; manifest: out/manifest.jsonl",
    ]
    assert process.returncode == 1
    assert sorted(manifest(tmp_path / "out")) == ["in/a.html", "in/b.html", "in/c.html"]


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + 15
    while not file.exists():
        assert time.monotonic() < deadline, f"{file} did not come"
        time.sleep(0.05)
