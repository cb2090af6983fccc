"""Which of a report's sources gives its rows.

A report may come as a page, as a PDF and as a copy of its text, under one id. All of them are
put on record, and exactly one is the main source, so that nothing is counted twice. A page
outranks a PDF and a PDF everything else, because a page's paragraphs are its author's own;
among equals the later date does, and then the one loaded last: the corrected report.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..report import Report
from . import tables
from .rows import Row, source_row

_RANKS = {"text/html": 2, "application/xhtml+xml": 2, "application/pdf": 1}

_COLUMNS = [column.name for column in tables.sources.columns]
_IS_MAIN = _COLUMNS.index("is_main")
_DIGEST = _COLUMNS.index("digest")


@dataclass
class Rendition:
    """What is known of one report: its sources, and the report whose rows are to be written.

    Attributes:
        sources: rows of ``sources`` by the digest of the file.
        standing: what another source has to reach to become the main one.
        stored: the sources that the database has; empty if it does not have the report.
        report: takes the place of the report's rows; None leaves them.
    """

    sources: dict[str, Row] = field(default_factory=dict)
    stored: dict[str, Row] = field(default_factory=dict)
    standing: tuple[int, str] = (-1, "")
    main: str | None = None
    report: Report | None = None

    def recall(self, source: Any, updated: str | None, published: str | None) -> None:
        """Take in a row of ``sources`` from the database, with its report's dates."""
        row = tuple(getattr(source, name) for name in _COLUMNS)
        self.sources[source.sha256] = self.stored[source.sha256] = row
        if source.is_main:
            self.main = source.sha256
            self.standing = _standing(source.media_type, updated, published)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to write."""
        return self.sources != self.stored

    def has(self, sha256: str, digest: str) -> bool:
        """Whether the source is on record with just this report file."""
        return sha256 in self.sources and self.sources[sha256][_DIGEST] == digest

    def take(self, report: Report, digest: str) -> bool:
        """Put a source on record; true if it outranks the main one and takes its place."""
        source = report.source
        standing = _standing(source.media_type, report.updated, report.published)
        is_main = self.main in (None, source.sha256) or standing >= self.standing
        if is_main:
            for key, row in self.sources.items():
                self.sources[key] = (*row[:_IS_MAIN], False, *row[_IS_MAIN + 1 :])
            self.main, self.standing, self.report = source.sha256, standing, report
        self.sources[source.sha256] = source_row(report, digest, is_main=is_main)
        return is_main


def _standing(media_type: str, updated: str | None, published: str | None) -> tuple[int, str]:
    return _RANKS.get(media_type, 0), updated or published or ""
