"""What is on record of one input, and which of several sources of a report is the primary."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Self


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
        counts: how many of each kind the report holds.
        warnings: how many it carries.
        output: where its report is, below the output folder.
        output_size: bytes.
        duplicate_of: name of the input that is the primary source of the same report.
        also: of a primary, the names of the other sources.
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
    def rank(self) -> tuple[object, ...]:
        """Orders the sources of one report; the first is the primary.

        The most graded questions, then the most boxed findings, then the most of everything:
        a detailed page goes before a summary. Then HTML before PDF before text, as the
        reading of HTML loses least; then the name. It does not depend on who was done first.
        """
        boxed = sum(self.counts.get(kind, 0) for kind in _BOXED)
        media = _MEDIA.index(self.media_type) if self.media_type in _MEDIA else len(_MEDIA)
        graded = self.counts.get("graded", 0)
        return (-graded, -boxed, -sum(self.counts.values()), media, self.name)


_FIELDS = {field.name for field in fields(Entry)}
_BOXED = ("causes_of_concern", "recommendations", "areas_for_improvement", "practices")
_MEDIA = ("text/html", "application/pdf", "text/plain")


def related(sources: list[Entry]) -> list[Entry]:
    """The sources of one report, primary first, each with its relation to the others told."""
    first, *others = sorted(sources, key=lambda entry: entry.rank)
    names = tuple(sorted(entry.name for entry in others))
    return [
        replace(first, duplicate_of=None, also=names),
        *(replace(entry, duplicate_of=first.name, also=()) for entry in others),
    ]
