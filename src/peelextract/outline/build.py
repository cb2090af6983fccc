"""The outline of a document, step by step."""

from __future__ import annotations

from dataclasses import replace

from ..document import Document
from ..report import DocumentKind
from ..rules.folder import RuleFolder
from ..rules.wording import key
from .boxes import find_boxes
from .candidates import Catalogue
from .checks import check
from .grade_sentences import grade_chains, headline_grades
from .grades import grade_pillars, grade_questions, overall_grade
from .identify import identify
from .lexicon import Lexicon, lexicon
from .model import Identity, Outline, PillarPart
from .segment import add_sections, segment

_PREAMBLE = 8
"""Blocks that a page's banners may put before the title."""


def build_outline(document: Document, folder: RuleFolder) -> tuple[Outline, Lexicon | None]:
    """Tells what a document is, and divides it.

    Returns:
        The outline, whose document begins with its title, and the wordings of its family; None
        and an outline without parts where no family knows the document.
    """
    identity = identify(document, folder)
    title = identity.title_block or 0
    if document.metadata.pages is None and 0 < title <= _PREAMBLE:
        document = document.behind(title)
        identity = replace(identity, title_block=0)
    if identity.family is None:
        outline = Outline(document, identity, [], [], [], None, [])
        outline.warnings = check(outline, None)
        return outline, None
    words = lexicon(folder, identity.family.id, identity.organisation)
    pillars, questions = segment(document, words, identity.pillar)
    identity = _settled(identity, pillars, bool(questions))
    catalogue = Catalogue(words, identity.pillar)
    grade_questions(document, questions, words, catalogue)
    grade_chains(document, pillars, questions, words)
    grade_pillars(document, pillars, questions, words)
    boxes = find_boxes(document, questions, words)
    add_sections(document, questions, boxes, words)
    overall = overall_grade(document, questions, words, identity.title_block)
    if identity.kind is DocumentKind.ORGANISATION_SUMMARY:
        pillars = _summarised(document, pillars, words)
    outline = Outline(document, identity, pillars, questions, boxes, overall, [])
    outline.warnings = check(outline, words)
    return outline, words


def _settled(identity: Identity, pillars: list[PillarPart], asked: bool) -> Identity:
    """The kind and pillar of a document whose title leaves them open."""
    if identity.kind is not DocumentKind.PILLAR or identity.pillar is not None:
        return identity
    if not asked and len(pillars) != 1:
        return replace(identity, kind=DocumentKind.ORGANISATION_SUMMARY)
    names = {p.name for p in pillars}
    return replace(identity, pillar=names.pop()) if len(names) == 1 else identity


def _summarised(document: Document, pillars: list[PillarPart], words: Lexicon) -> list[PillarPart]:
    """The pillars of an overview page, whose grades stand in sentences."""
    found = {p.name: p for p in pillars}
    graded = {p.name for p in words.family.pillars if p.graded}
    for grade, sentence, block in headline_grades(document, words):
        name = _named(sentence, words)
        if name not in graded or (name in found and found[name].grade is not None):
            continue
        part = found.get(name) or PillarPart(name, None, block.index, block.index)
        part.grade = grade
        part.summary = part.summary or (block.start, block.end)
        found[name] = part
    return [found[p.name] for p in words.family.pillars if p.name in found]


def _named(sentence: str, words: Lexicon) -> str | None:
    """The pillar that a sentence speaks of, by the words of its name."""
    said = key(sentence)
    for pillar in words.family.pillars:
        named = map(key, (pillar.name, *pillar.words, *pillar.headings))
        if any(f" {word} " in f" {said} " for word in named):
            return pillar.name
    return None
