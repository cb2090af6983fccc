"""Outlines of small reports that tests write out."""

from __future__ import annotations

from peelextract.document import Document, compose
from peelextract.outline.build import build_outline
from peelextract.outline.furniture import furniture
from peelextract.outline.lexicon import Lexicon
from peelextract.outline.model import FindingBox, GradeMark, Outline
from peelextract.readers import read
from peelextract.rules.folder import open_folder


def outlined(source: str, name: str = "report") -> tuple[Outline, Lexicon]:
    """The outline of a report of a known family, and its wordings."""
    outline, words = build_outline(document_of(source, name), open_folder())
    assert words is not None, "no family knows the report"
    return outline, words


def document_of(source: str, name: str = "report") -> Document:
    """The document of a text or page, without furniture."""
    return compose(read(source.encode(), name), furniture(open_folder()))


def outline_of(source: str, name: str = "report") -> Outline:
    """The outline of a report of a known family."""
    return outlined(source, name)[0]


def said(mark: GradeMark | None) -> tuple[str, str] | None:
    """A grade and what it was read from, as words."""
    return (mark.value.value, mark.basis.value) if mark else None


def grades(source: str) -> dict[str, tuple[str, str] | None]:
    """The grades of a report's questions by id."""
    return {question.id: said(question.grade) for question in outline_of(source).questions}


def bodies(boxes: list[FindingBox]) -> list[tuple[str, list[str]]]:
    """Boxes as their label's words and the words below it."""
    return [(box.heading.text, [block.text for block in box.body]) for box in boxes]
