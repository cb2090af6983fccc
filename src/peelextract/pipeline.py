"""The way through: read → document → outline → findings → statistics → report."""

from __future__ import annotations

import hashlib
from pathlib import Path
from threading import Lock

from ._version import __version__
from .analyse import analyser
from .assemble import assemble
from .document import Document, compose
from .errors import EmptySourceError, ForeignSourceError, UnreadableSourceError
from .findings.formal import FormalFindings, find_formal
from .outline.build import build_outline
from .outline.furniture import furniture
from .readers import read
from .report import Extractor, Report, Source
from .rules.folder import open_folder
from .statistics import find_statistics

_ANALYSIS = Lock()
"""Threads share spaCy's vocabulary, which is forgotten report by report: one at a time."""


def extract(
    source: str | Path | bytes,
    *,
    rules: str | Path | None = None,
    name: str | None = None,
) -> Report:
    """Turns an inspection report into validated, traceable data.

    Args:
        source: a file's path, or its bytes: an HTML page, a PDF or plain text.
        rules: a folder of rule files; the program's own where it is None.
        name: what to call bytes, as their file would be called; it may tell the body.

    Raises:
        SourceError: the source cannot be read as a report.
        RulesError: a rule file is wrong.
    """
    data, called = _bytes_of(source, name)
    folder = open_folder(str(rules) if rules is not None else None)
    document = compose(read(data, called), furniture(folder))
    if not document.blocks:
        raise EmptySourceError(called, "there is no text in it", "save or download it again")
    outline, words = build_outline(document, folder)
    if words is None:
        _refuse_stand_in(document)
    formal = find_formal(outline, words) if words is not None else FormalFindings()
    bodies = tuple(words.bodies) if words is not None else ()
    with _ANALYSIS, (analyse := analyser(folder)).report(bodies):
        doc = analyse(outline.document.text, bodies)
        statistics = find_statistics(doc, outline.document, folder)
        demands = doc._.peelextract_prose_recommendations if words is not None else ()
        return assemble(
            outline,
            formal,
            demands,
            statistics,
            _source(document, data),
            Extractor(name="peelextract", version=__version__, rules=folder.digest),
        )


def _refuse_stand_in(document: Document) -> None:
    """Refuses the page that a server sends in place of a PDF that is gone.

    A report is read whatever it is called; a page of no known family that is called a PDF is
    none.
    """
    metadata = document.metadata
    if metadata.pages is None and metadata.name.lower().endswith(".pdf"):
        raise ForeignSourceError(
            metadata.name,
            "not a PDF, though it is called one, and no report",
            "open it in a browser, and download the report again",
        )


def _bytes_of(source: str | Path | bytes, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "-"
    path = Path(source)
    try:
        return path.read_bytes(), name or path.name
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise UnreadableSourceError(
            str(source), reason.lower(), "name a report file that exists and may be read"
        ) from error


def _source(document: Document, data: bytes) -> Source:
    metadata = document.metadata
    return Source(
        name=metadata.name,
        media_type=metadata.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=metadata.pages,
    )
