"""What to work on: files, folders, globs, archives and fsspec addresses, as single inputs."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from .work import Failure, FailureKind

REPORTS = frozenset({".html", ".htm", ".xhtml", ".pdf", ".txt"})
"""Endings taken from folders and archives; a file named outright is taken whatever its ending."""

ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Input:
    """One document to be read.

    Attributes:
        name: as the user would name it: the argument, and the path below it; ``!`` sets a
            member apart from its archive.
        address: what fsspec opens, from anywhere on this machine.
        member: path inside the archive at ``address``, or None.
        token: changes when the file does; for watching, not for identity.
        problem: why it cannot be read, where that is known beforehand.
    """

    name: str
    address: str
    member: str | None = None
    token: str = ""
    problem: Failure | None = None

    @property
    def filename(self) -> str:
        """The last part of its path; what is no text in it is replaced."""
        name = PurePosixPath(self.member or self.address).name
        return os.fsencode(name).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Found:
    """The inputs in order of name, and how many files of other kinds were passed over."""

    inputs: tuple[Input, ...]
    passed_over: int


def find_inputs(arguments: Iterable[str]) -> Found:
    """Turn the arguments of a batch into its inputs.

    What does not exist, matches nothing or is a broken archive becomes an input with a
    problem, so that it is told among the failures and the others are done. One file given
    twice counts once, under the name that sorts first.
    """
    passed_over = 0
    found: dict[tuple[str, str | None], Input] = {}
    for argument in arguments:
        for item in _resolved(argument):
            if item is None:
                passed_over += 1
                continue
            key = (item.address, item.member)
            if key not in found or item.name < found[key].name:
                found[key] = item
    return Found(tuple(sorted(found.values(), key=lambda item: item.name)), passed_over)


def _resolved(argument: str) -> Iterator[Input | None]:
    import fsspec

    try:
        fs, path = fsspec.core.url_to_fs(argument)
        kind = fs.info(path)["type"] if fs.exists(path) else None
        if kind == "directory":
            yield from _below(fs, path, argument.rstrip("/"))
        elif kind is not None:
            yield from _file(fs, fs.info(path), _tidy(argument))
        elif fsspec.core.has_magic(path):
            yield from _matching(fs, path, argument)
        else:
            yield _missing(argument, "there is no such file or folder; check the name")
    except (OSError, ImportError, ValueError) as error:
        yield _missing(argument, f"it cannot be opened ({error}); check the address")


def _below(fs: Any, root: str, name: str) -> Iterator[Input | None]:
    for path, info in fs.find(root, detail=True).items():
        relative = PurePosixPath(path[len(root) :].lstrip("/"))
        if any(part.startswith(".") for part in relative.parts):
            continue
        if relative.suffix.lower() in REPORTS | {ARCHIVE}:
            yield from _file(fs, info, _tidy(f"{name}/{relative}"))
        else:
            yield None


def _matching(fs: Any, pattern: str, argument: str) -> Iterator[Input | None]:
    matches = fs.glob(pattern, detail=True)
    if not matches:
        yield _missing(argument, "it matches no file; check the pattern")
    fixed = re.split(r"[*?[]", argument, maxsplit=1)[0].rpartition("/")
    prefix = fixed[0] + fixed[1]
    root = fs._strip_protocol(prefix or ".").rstrip("/")
    for path, info in matches.items():
        name = _tidy(prefix + path[len(root) :].lstrip("/"))
        if info["type"] == "directory":
            yield from _below(fs, path, name)
        else:
            yield from _file(fs, info, name)


def _file(fs: Any, info: dict[str, Any], name: str) -> Iterator[Input | None]:
    address = fs.unstrip_protocol(info["name"])
    changed = next((info[k] for k in ("mtime", "LastModified", "ETag", "created") if k in info), "")
    token = f"{info.get('size')}-{changed}"
    if info["type"] != "file":
        # A pipe would be waited for without end, and a link may lead nowhere.
        problem = Failure(FailureKind.UNREADABLE, "it is no file; take it away")
        yield Input(name, address, token=token, problem=problem)
        return
    if PurePosixPath(info["name"]).suffix.lower() != ARCHIVE:
        yield Input(name, address, token=token)
        return
    try:
        with fs.open(info["name"]) as file, zipfile.ZipFile(file) as archive:
            members = sorted({m.filename for m in archive.infolist() if not m.is_dir()})
    except (OSError, zipfile.BadZipFile) as error:
        problem = Failure(
            FailureKind.SOURCE, f"the archive cannot be read ({error}); get the file again"
        )
        yield Input(name, address, token=token, problem=problem)
        return
    for member in members:
        path = PurePosixPath(member)
        if path.suffix.lower() in REPORTS and not any(
            p.startswith((".", "__")) for p in path.parts
        ):
            yield Input(f"{name}!{member}", address, member, token)
        else:
            yield None


def _missing(argument: str, message: str) -> Input:
    return Input(argument, argument, problem=Failure(FailureKind.UNREADABLE, message))


def _tidy(name: str) -> str:
    return name if "://" in name else str(PurePosixPath(name))
