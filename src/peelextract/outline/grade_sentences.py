"""Grades that stand in the sentences of a summary or of an overview page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Block, BlockKind, Document
from ..report import GradeBasis
from .grade_marks import mark_of, sentence_mark, sentences, stems
from .lexicon import Lexicon, first_match
from .model import GradeMark, PillarPart, QuestionPart


def grade_chains(
    document: Document,
    pillars: Sequence[PillarPart],
    questions: Sequence[QuestionPart],
    lexicon: Lexicon,
) -> None:
    """Grades of questions whose lines are lost, from a chain of clauses in the summary."""
    for pillar in pillars:
        own = [q for q in questions if q.pillar == pillar.name]
        if all(q.grade is not None for q in own):
            continue
        end = min(q.first for q in own)
        for start, sentence in sentences(document.blocks[pillar.first : end]):
            clauses = list(re.finditer(r"[^;]+", sentence))
            for clause in clauses if len(clauses) > 1 else ():
                words = clause[0].strip()
                found = first_match(lexicon.grade_chains, words)
                if found is None:
                    continue
                question = _about(found[1]["topic"], own)
                if question is not None and question.grade is None:
                    at = start + clause.start() + clause[0].index(words)
                    question.grade = sentence_mark(found[1], at, lexicon)


def _about(topic: str, questions: Sequence[QuestionPart]) -> QuestionPart | None:
    """The question that some words are about; None where two share as much with them."""
    said = stems(topic)
    asked = [stems(question.text) - {"force"} for question in questions]
    ranked = sorted(
        ((len(said & words) / max(len(words), 1), n) for n, words in enumerate(asked)),
        reverse=True,
    )
    if ranked[0][0] == 0 or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return questions[ranked[0][1]]


def headline_grades(document: Document, lexicon: Lexicon) -> Iterator[tuple[GradeMark, str, Block]]:
    """Grades that an overview page gives in sentences: the grade, the sentence, its block."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE or len(block.text) > 400:
            continue
        start, sentence = next(sentences([block]))
        found = first_match(lexicon.grade_headlines, sentence)
        mark = mark_of(found[1], start, lexicon, GradeBasis.SENTENCE) if found else None
        if mark is not None:
            yield mark, sentence, block
