"""``docs/cli.md`` is made from the commands, and every command explains itself.

``UPDATE_DOCS=1 python -m pytest tests/cli/test_docs.py`` writes the file anew.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from peelextract.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
INTRODUCTION = """\
# Command line

Made from the commands themselves (see `tests/cli/test_docs.py`); `peelextract COMMAND --help`
prints the same. Data goes to files or standard output, words for people to standard error.
Colours are left out where the output is no terminal or `NO_COLOR` is set.
"""


def commands(command: Any = None, path: str = "peelextract") -> Iterator[tuple[str, Any]]:
    """Every command with its full name, the program itself first."""
    command = command or typer.main.get_command(app)
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, f"{path} {name}")


def prose(text: str) -> Iterator[str]:
    """Help as Markdown; paragraphs that keep their lines become code blocks."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b"):
            yield from ("```text", *paragraph.splitlines()[1:], "```", "")
        else:
            yield from (*paragraph.splitlines(), "")


def parameters(command: Any) -> Iterator[str]:
    shown = [p for p in command.params if not p.hidden and p.name != "help"]
    if not shown:
        return
    yield from ("| argument or option | meaning |", "| --- | --- |")
    for parameter in shown:
        yield f"| `{label(parameter)}` | {parameter.help}{default(parameter)} |"
    yield ""


def label(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        words = str(parameter.metavar or parameter.name.upper())
    else:
        words = ", ".join([*parameter.opts, *parameter.secondary_opts])
        choices = type(parameter.default) if isinstance(parameter.default, Enum) else ()
        values = parameter.metavar or "|".join(choice.value for choice in choices)
        words += f" {values}" if values and not parameter.is_flag else ""
    return words.replace("|", r"\|")


def default(parameter: Any) -> str:
    value = getattr(parameter.default, "value", parameter.default)
    return f" Default: {value}." if value and not callable(value) else ""


def reference() -> str:
    lines = [INTRODUCTION]
    for path, command in commands():
        lines += [f"## `{path}`", "", *prose(command.help), *parameters(command)]
        lines += prose(command.epilog) if command.epilog else []
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_every_command_and_option_has_help(path: str) -> None:
    command = dict(commands())[path]
    assert len(command.help.split()) > 3
    for parameter in command.params:
        assert parameter.help, f"{path}: {parameter.name}"


@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_help_names_every_option(path: str) -> None:
    result = CliRunner().invoke(app, [*path.split()[1:], "--help"])
    assert result.exit_code == 0
    for parameter in dict(commands())[path].params:
        if parameter.param_type_name == "option":
            assert parameter.opts[0] in result.stdout


def test_the_page_is_current() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(reference(), encoding="utf-8")
        pytest.fail("the page is written anew; run again without UPDATE_DOCS")
    assert PAGE.read_text(encoding="utf-8") == reference()
