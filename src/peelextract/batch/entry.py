"""What is on record of one input, and which of several sources of a report is the main one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Self

from ..precedence import Contents, Standing


class Status(StrEnum):
    """How an input ended."""

    OK = "ok"
    PARTIAL = "partial"
    """There is a report, with warnings."""
    FAILED = "failed"
    MOVING = "moving"
    """Its report is on the way to another place; only a batch that was killed leaves this."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the manifest.

    Attributes:
        name: of the input; unique.
        sha256: digest of its bytes; None where they could not be read.
        size: of the input, bytes.
        version: of the program.
        rules: digest of the rules.
        status: how it ended.
        report: id of the report; None where it failed.
        media_type: of the input, as recognised.
        pages: of a PDF.
        date: of the report's update, or else of its publication; ISO.
        counts: how many of each kind the report holds.
        warnings: how many it carries.
        output: where its report is, below the output folder.
        output_size: bytes.
        duplicate_of: name of the input that is the main source of the same report.
        also: of a main source, the names of the other sources.
        error: ``{"kind", "message"}`` of a failure.
        seconds: of wall time; the one field that two runs do not share.
    """

    name: str
    sha256: str | None
    size: int
    version: str
    rules: str
    status: Status
    report: str | None = None
    media_type: str | None = None
    pages: int | None = None
    date: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    warnings: int = 0
    output: str | None = None
    output_size: int = 0
    duplicate_of: str | None = None
    also: tuple[str, ...] = ()
    error: dict[str, str] | None = None
    seconds: float = 0.0

    @classmethod
    def from_json(cls, line: bytes) -> Self:
        """Read a line.

        Raises:
            ValueError: it is torn, or no entry.
        """
        data: Any = json.loads(line)
        if not isinstance(data, dict) or data.keys() != _FIELDS:
            raise ValueError("not an entry of this version's manifest")
        data["status"] = Status(data["status"])
        data["also"] = tuple(data["also"])
        return cls(**data)

    def to_json(self) -> bytes:
        """As a line, with its newline."""
        try:
            return json.dumps(asdict(self), ensure_ascii=False).encode() + b"\n"
        except UnicodeEncodeError:
            # A file name in another encoding than the system's; escaped, it comes back whole.
            return json.dumps(asdict(self)).encode() + b"\n"

    @property
    def standing(self) -> Standing:
        """What decides between the sources of one report."""
        return Standing.of(Contents.of(self.counts), self.media_type, self.date)


_FIELDS = {field.name for field in fields(Entry)}


def main_source(sources: Iterable[Entry]) -> Entry:
    """The main one of the sources of one report; among equals the first by name.

    It does not depend on which was done first.
    """
    return max(sorted(sources, key=lambda entry: entry.name), key=lambda entry: entry.standing)


def related(sources: Sequence[Entry]) -> list[Entry]:
    """The sources of one report, the main one first, each with its relation to the others told."""
    first = main_source(sources)
    others = sorted((e for e in sources if e is not first), key=lambda entry: entry.name)
    names = tuple(entry.name for entry in others)
    return [
        replace(first, duplicate_of=None, also=names),
        *(replace(entry, duplicate_of=first.name, also=()) for entry in others),
    ]
