"""Which of a report's sources gives its rows.

All sources are put on record, and exactly one is the main source, so that nothing is counted
twice; ``precedence`` says which, here as in a batch. Among equals it is the one loaded last. A
file of the name that the main source has is a correction of it and takes its place, unless a
source that goes before it comes later in the same load: only of those are the rows at hand. The
main source of a batch does come last, as ``reports/`` is behind ``duplicates/``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from sqlalchemy import Table

from ..precedence import Contents, Standing, date_of
from ..report import Report
from . import tables
from .rows import Row, content_rows, organisation_row, source_row

_COLUMNS = [column.name for column in tables.sources.columns]
_SHA256 = _COLUMNS.index("sha256")
_IS_MAIN = _COLUMNS.index("is_main")
_NAME = _COLUMNS.index("name")
_MEDIA_TYPE = _COLUMNS.index("media_type")
_DIGEST = _COLUMNS.index("digest")
_COUNTS = [_COLUMNS.index(name) for name in ("graded_questions", "boxed_findings", "items")]


class Incoming(NamedTuple):
    """A report to load, as rows.

    Not the report itself: with thousands of its objects alive, Python's garbage collector
    takes longer than all the rest of a load.

    Attributes:
        report_id: the report's id.
        source: its row of ``sources``, not yet the main one.
        standing: what decides whether it becomes that.
        content: the rows of what the report says, by table.
        organisation: the row of the inspected body.
    """

    report_id: str
    source: Row
    standing: Standing
    content: dict[Table, list[Row]]
    organisation: Row | None

    @classmethod
    def of(cls, report: Report, digest: str) -> Self:
        """The rows of a report whose file has this digest."""
        source = source_row(report, digest, is_main=False)
        return cls(
            report.id,
            source,
            _standing(source, report.updated, report.published),
            content_rows(report),
            organisation_row(report),
        )


@dataclass
class Rendition:
    """What is known of one report: its sources, and what is to be written.

    Attributes:
        sources: rows of ``sources`` by the digest of the source file.
        stored: those that the database has; empty if it does not have the report.
        main: the main source's digest.
        standing: what another source has to reach to become the main one.
        replacement: takes the place of the report's rows; None leaves those.
    """

    sources: dict[str, Row] = field(default_factory=dict)
    stored: dict[str, Row] = field(default_factory=dict)
    main: str | None = None
    standing: Standing | None = None
    replacement: Incoming | None = None

    def recall(self, source: Any, updated: str | None, published: str | None) -> None:
        """Take in a row of ``sources`` from the database, with its report's dates."""
        row = tuple(getattr(source, name) for name in _COLUMNS)
        self.sources[source.sha256] = self.stored[source.sha256] = row
        if source.is_main:
            self.main = source.sha256
            self.standing = _standing(row, updated, published)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to write."""
        return self.sources != self.stored

    def has(self, incoming: Incoming) -> bool:
        """Whether the source is on record with just this report file."""
        row = self.sources.get(incoming.source[_SHA256])
        return row is not None and row[_DIGEST] == incoming.source[_DIGEST]

    def corrects(self, incoming: Incoming) -> bool:
        """Whether it is the main source again, or a new version of that file."""
        if self.main is None:
            return False
        main = self.sources[self.main]
        return any(incoming.source[key] == main[key] for key in (_SHA256, _NAME))

    def yields_to(self, incoming: Incoming) -> bool:
        """Whether the source goes before the main one, or was loaded after an equal."""
        return self.standing is None or incoming.standing >= self.standing

    def take(self, incoming: Incoming) -> bool:
        """Put a source on record; true if it becomes the main one."""
        key = incoming.source[_SHA256]
        is_main = self.corrects(incoming) or self.yields_to(incoming)
        if is_main:
            self.sources = {key: _marked(row, is_main=False) for key, row in self.sources.items()}
            self.main, self.standing, self.replacement = key, incoming.standing, incoming
        self.sources[key] = _marked(incoming.source, is_main=is_main)
        return is_main


def _marked(row: Row, *, is_main: bool) -> Row:
    return (*row[:_IS_MAIN], is_main, *row[_IS_MAIN + 1 :])


def _standing(source: Row, updated: str | None, published: str | None) -> Standing:
    contents = Contents(*(source[index] for index in _COUNTS))
    return Standing.of(contents, source[_MEDIA_TYPE], date_of(updated, published))
