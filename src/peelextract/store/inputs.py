"""The report files to load: found in folders, read, and held against the report models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from ..report import Report
from .errors import InputError

_NOT_REPORTS = frozenset({"datapackage.json"})


def report_files(inputs: Iterable[Path]) -> Iterator[Path]:
    """The report files among the inputs; of a folder all ``*.json`` below it, in order of name.

    Hidden files and folders are left out, and so is the descriptor of a Data Package, which
    may stand beside the reports.
    """
    for path in inputs:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*.json")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if not hidden and file.name not in _NOT_REPORTS:
                yield file


def read_bytes(path: Path) -> tuple[bytes, str]:
    """A report file's bytes, and their SHA-256 digest.

    Raises:
        InputError: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"{path}: cannot be read ({reason}); check its name and rights") from error
    return data, sha256(data).hexdigest()


def parse(path: Path, data: bytes) -> Report:
    """The report that a file holds.

    Raises:
        InputError: it is no report, contradicts itself, or holds what no database text can.
    """
    try:
        report = Report.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputError(
            f"{path}: is no report of this version ({place}: {first['msg']}); "
            "make it with peelextract run"
        ) from error
    if b"\\u0000" in data:
        raise InputError(f"{path}: holds a NUL character, which no database text can; remove it")
    for name, ids in (
        ("question id", [question.id for question in report.questions]),
        ("pillar", [pillar.name for pillar in report.pillars]),
    ):
        if len(set(ids)) != len(ids):
            twice = next(key for key in ids if ids.count(key) > 1)
            raise InputError(f"{path}: uses the {name} {twice} twice; extract the report again")
    return report
