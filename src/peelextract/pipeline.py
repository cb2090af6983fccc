"""The way through: read → document → outline → findings → statistics → report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ._version import __version__
from .assemble import assemble
from .document import Document, compose
from .errors import EmptySourceError, UnreadableSourceError
from .findings.formal import FormalFindings, find_formal
from .findings.prose import FACTORY, ProseRecommendations
from .language import build_pipeline
from .outline.build import build_outline
from .outline.furniture import furniture
from .readers import read
from .report import Extractor, Report, Source
from .rules.folder import RuleFolder, open_folder
from .statistics import find_statistics
from .statistics.finder import finder_for

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


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
    formal = find_formal(outline, words) if words is not None else FormalFindings()
    bodies = tuple(words.bodies) if words is not None else ()
    nlp = language(folder, bodies)
    with nlp.memory_zone():
        doc = analyse(nlp, outline.document, bodies)
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


@lru_cache(maxsize=256)
def language(folder: RuleFolder, bodies: tuple[str, ...]) -> Language:
    """The spaCy pipeline of a rules folder: tokens, sentences, and the demands of the prose.

    Whatever its matchers need is built here, so that the strings of a report may be forgotten
    when it is done (``Language.memory_zone``).
    """
    nlp = build_pipeline(folder)
    if FACTORY not in nlp.pipe_names:
        nlp.add_pipe(FACTORY, config={"rules": str(folder.path)})
        finder_for(nlp.vocab, folder)
    cast(ProseRecommendations, nlp.get_pipe(FACTORY)).prepare(bodies)
    return nlp


def analyse(nlp: Language, document: Document, bodies: Iterable[str]) -> Doc:
    """A document's text with its sentences and demands marked.

    Args:
        nlp: the pipeline of ``language``.
        document: blocks over one text.
        bodies: how the report may name the inspected body.
    """
    doc = nlp.make_doc(document.text)
    doc._.peelextract_bodies = tuple(bodies)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


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
