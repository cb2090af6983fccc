"""Reports to files and standard output; nothing half-written is ever to be seen.

A regular file is written under another name beside its own and then renamed, so that a reader
finds the old bytes or the new ones. A device or a pipe is written to as it is.
"""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import OutputError

if TYPE_CHECKING:
    from .report import Report


def to_json(report: Report, *, indent: int | None = 2) -> bytes:
    """A report as UTF-8 JSON with a newline at its end.

    Args:
        report: what an extraction gave.
        indent: spaces a level; None gives one line, as JSON Lines asks for.
    """
    return report.model_dump_json(indent=indent, by_alias=True).encode() + b"\n"


def write_json(report: Report, path: Path) -> None:
    """Write a report to a file, and make the folders above it.

    Raises:
        OutputError: the file cannot be written.
    """
    write_bytes(to_json(report), path)


def report_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of what ``to_json`` gives."""
    from .report import Report

    schema = Report.model_json_schema(by_alias=True, mode="serialization")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return (json.dumps(dialect | schema, indent=2, ensure_ascii=False) + "\n").encode()


def write_stdout(data: bytes) -> None:
    """Write bytes to standard output, whatever the locale's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_bytes(data: bytes, path: Path) -> None:
    """Write a file whole or not at all, and make the folders above it.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        a_file = isinstance(error, FileExistsError | NotADirectoryError)
        reason = "its folder is a file" if a_file else error.strerror or type(error).__name__
        raise OutputError(f"{path}: cannot be written ({reason}); choose another place") from error


def _replace(target: Path, data: bytes) -> None:
    # Opened by hand, and not by tempfile, whose files only their owner may read.
    beside = target.with_name(f".peelextract-{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
