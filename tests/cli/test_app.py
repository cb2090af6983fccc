"""The program as a process: start, help, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelextract import __version__
from peelextract.cli import app as app_module
from peelextract.cli.app import app, main
from peelextract.cli.ending import ExitCode

PROGRAM = [sys.executable, "-c", "from peelextract.cli.app import main; main()"]


def test_version() -> None:
    done = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"peelextract {__version__}\n")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, atexit\n"
        "heavy = {'spacy', 'pydantic', 'bs4', 'lxml', 'pdfplumber', 'pypdfium2', 'yaml', 'rich'}\n"
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules)), file=sys.stderr))\n"
        "sys.argv = ['peelextract', '--help']\n"
        "from peelextract.cli.app import main; main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "run" in done.stdout


def test_no_command_shows_the_help(runner: CliRunner) -> None:
    result = runner.invoke(app, [])
    assert "peelextract COMMAND --help" in result.output


def test_exit_codes_are_those_documented() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0,
        "SOME_FAILED": 1,
        "WRONG_USAGE": 2,
        "NOTHING_SUCCEEDED": 3,
        "INTERNAL_ERROR": 70,
        "INTERRUPTED": 130,
        "BROKEN_PIPE": 141,
    }


def test_unknown_command_is_wrong_usage(runner: CliRunner) -> None:
    result = runner.invoke(app, ["extract"])
    assert result.exit_code == 2
    assert "extract" in result.stderr


def test_a_fault_of_the_program_has_its_own_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(**_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(app_module, "app", faulty)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == ExitCode.INTERNAL_ERROR
    assert "ZeroDivisionError: a fault" in capsys.readouterr().err


def test_schema_to_standard_output_and_file(runner: CliRunner, folder: Path) -> None:
    printed = runner.invoke(app, ["schema"])
    assert json.loads(printed.stdout)["title"] == "Report"
    assert runner.invoke(app, ["schema", "-o", "s.json"]).exit_code == 0
    assert (folder / "s.json").read_text(encoding="utf-8") == printed.stdout


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and pipes")
def test_a_closed_pipe_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, "schema"], stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (ExitCode.BROKEN_PIPE, b"")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and pipes")
def test_an_interrupt_ends_quietly() -> None:
    with subprocess.Popen(
        [*PROGRAM, "run", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: once it is taken, the program is reading its input.
        process.stdin.write(b"x" * 2_000_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (ExitCode.INTERRUPTED, b"", b"")
