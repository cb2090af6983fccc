"""Grades: from a line in grade position, a table, a grid, or a sentence of fixed form.

A grade word anywhere else is prose. A grade that a rendering lost stays null: it is never
taken from what stands behind the next heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Block, BlockKind, Cell, Document
from ..report import GradeBasis, GradeValue
from ..rules.structure import Inspection
from ..rules.wording import key
from .candidates import Catalogue
from .lexicon import Lexicon, first_match
from .model import GradeMark, PillarPart, QuestionPart

_REACH = 4
"""Blocks below a heading among which a grade line is looked for."""
_OPENING = 30
"""Blocks from the start among which the grade of the whole is said."""
_PROSE = 110
"""Characters from which a block is prose and ends the search."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“])")
_COMMON = frozenset("the and for with from that its how well does has have effective".split())


def line_grade(block: Block, lexicon: Lexicon) -> GradeMark | None:
    """The grade that a block as a whole gives."""
    if len(block.text) > 80 or block.kind in (BlockKind.TABLE, BlockKind.LIST_ITEM):
        return None
    found = first_match(lexicon.grade_lines, block.text)
    return _mark(found[1], block.start, lexicon, GradeBasis.LINE) if found else None


def _mark(
    match: re.Match[str], start: int, lexicon: Lexicon, basis: GradeBasis
) -> GradeMark | None:
    """The grade of a match within words that begin at an offset of the text."""
    value = lexicon.grade_value(match["grade"])
    if value is None:
        return None
    return GradeMark(value, start + match.start("grade"), start + match.end("grade"), basis)


def grade_questions(
    document: Document, questions: Sequence[QuestionPart], lexicon: Lexicon, catalogue: Catalogue
) -> None:
    """Gives each question its grade, and marks those that were not inspected."""
    tables = dict(table_grades(document, lexicon, catalogue))
    for question in questions:
        heading = document.blocks[question.first]
        below = document.blocks[question.first + 1 : question.last + 1]
        question.grade = (
            _behind(heading, question, lexicon)
            or _below(below, lexicon)
            or _above(document, question, lexicon)
        )
        if question.grade is None and question.id in tables:
            question.grade = tables[question.id]
        _inspection(question, below, lexicon)
        if question.grade is None and question.graded:
            question.grade = _sentence(question, below, lexicon)
        elif question.grade is None:
            question.grade = _said_ungraded(document, lexicon)


def _behind(heading: Block, question: QuestionPart, lexicon: Lexicon) -> GradeMark | None:
    """A grade that stands in the heading itself, behind its words."""
    offset = question.text_start - heading.start + len(question.text)
    if offset >= len(heading.text):
        return None
    found = lexicon.trailing_grade.search(heading.text, max(offset - 1, 0))
    return _mark(found, heading.start, lexicon, GradeBasis.LINE) if found else None


def _below(below: Sequence[Block], lexicon: Lexicon) -> GradeMark | None:
    for block in below[:_REACH]:
        if grade := line_grade(block, lexicon):
            return grade
        if len(block.text) > _PROSE or block.kind is BlockKind.LIST_ITEM:
            return None
        if lexicon.label(block.text):
            return None
    return None


def _above(document: Document, question: QuestionPart, lexicon: Lexicon) -> GradeMark | None:
    """A badge set directly above the heading, unless it is the grade of what stands before."""
    at = question.first - 1
    if at > 0 and re.fullmatch(r"\d{1,2}\.?", document.blocks[at].text):
        at -= 1
    if at < 1:
        return None
    before = document.blocks[at - 1]
    if len(before.text) <= _PROSE and before.kind is not BlockKind.LIST_ITEM:
        return None
    return line_grade(document.blocks[at], lexicon)


def _inspection(question: QuestionPart, below: Sequence[Block], lexicon: Lexicon) -> None:
    """Sentences that say the question was carried over, not inspected, or is ungraded."""
    says = {rule.id: rule.says for rule in lexicon.grading.inspections}
    for start, sentence in _sentences(below[: _REACH + 2]):
        found = first_match(lexicon.inspections, sentence)
        if found is None:
            continue
        kind = says[found[0]]
        if kind is not Inspection.UNGRADED:
            question.inspected = False
        if kind is Inspection.CARRIED_OVER and question.grade is not None:
            grade = question.grade
            question.grade = GradeMark(grade.value, grade.start, grade.end, GradeBasis.CARRIED_OVER)
        elif kind is not Inspection.CARRIED_OVER and question.grade is None:
            question.grade = GradeMark(
                GradeValue.UNGRADED, start, start + len(sentence), GradeBasis.SENTENCE
            )
        return


def _said_ungraded(document: Document, lexicon: Lexicon) -> GradeMark | None:
    """The words by which a report says that the areas without a grade have none."""
    says = {rule.id: rule.says for rule in lexicon.grading.inspections}
    for start, sentence in _sentences(document.blocks):
        found = first_match(lexicon.inspections, sentence) if "grade" in sentence else None
        if found is not None and says[found[0]] is Inspection.UNGRADED:
            end = start + len(sentence)
            return GradeMark(GradeValue.UNGRADED, start, end, GradeBasis.SENTENCE)
    return None


def _sentences(blocks: Sequence[Block], *, cells: bool = False) -> Iterator[tuple[int, str]]:
    """The sentences of some blocks with their offsets; of tables too where asked."""
    for block in blocks:
        if block.kind is BlockKind.TABLE and not cells:
            continue
        for part in block.cells or (block,):
            start = 0
            for gap in [*_SENTENCE.finditer(part.text), None]:
                end = gap.start() if gap else len(part.text)
                yield part.start + start, part.text[start:end]
                start = gap.end() if gap else end


def _sentence(question: QuestionPart, below: Sequence[Block], lexicon: Lexicon) -> GradeMark | None:
    """The grade that the first words below a heading repeat, where its line is lost.

    A paragraph of that one sentence is the template's own; a sentence ahead of others counts
    only where it speaks of what the question asks, since "the force is good at identifying…"
    opens many a paragraph that grades nothing.
    """
    block = _first_prose(below, lexicon)
    if block is None:
        return None
    sentences = list(_sentences([block]))
    start, sentence = sentences[0]
    found = first_match(lexicon.grade_sentences, sentence)
    if found is None:
        return None
    heads = len(sentences) == 1 and block in below[:_REACH]
    if heads or _speaks_of(sentence, question.text):
        return _sentence_mark(found[1], start, sentence, lexicon)
    return None


def _first_prose(below: Sequence[Block], lexicon: Lexicon) -> Block | None:
    """The first paragraph of an answer, behind the lists of its findings and what leads to it."""
    for block in below:
        if block.kind is not BlockKind.PARAGRAPH or len(block.text) <= 25:
            continue
        if not lexicon.is_introduction(block.text):
            return block
    return None


def _sentence_mark(
    match: re.Match[str], start: int, sentence: str, lexicon: Lexicon
) -> GradeMark | None:
    groups = match.groupdict()
    if groups.get("grade"):
        value = lexicon.grade_value(match["grade"])
        span = match.span("grade")
    else:
        value = GradeValue.REQUIRES_IMPROVEMENT
        found = re.search(r"requires? improvement", sentence, re.IGNORECASE)
        span = found.span() if found else (0, len(sentence))
    if value is None:
        return None
    return GradeMark(value, start + span[0], start + span[1], GradeBasis.SENTENCE)


def _stems(text: str) -> set[str]:
    return {word[:4] for word in key(text).split() if len(word) > 3 and word not in _COMMON}


def _speaks_of(sentence: str, question: str) -> bool:
    asked = _stems(question) - {"force"}
    return len(asked & _stems(sentence)) >= max(min(2, len(asked)), round(0.4 * len(asked)), 1)


def table_grades(
    document: Document, lexicon: Lexicon, catalogue: Catalogue
) -> Iterator[tuple[str, GradeMark]]:
    """Grades from tables: rows of a name and a grade, or a grid whose columns are the grades."""
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE or not lexicon.family.grades:
            continue
        for name, grade in _graded_cells(block, lexicon):
            known = catalogue.labelled(name.text)
            if known is not None:
                yield known[0].id, grade


def named_grades(document: Document, lexicon: Lexicon) -> dict[str, GradeMark]:
    """Grades in tables by the key of the name beside them, for pillars and the whole."""
    return {
        key(name.text): grade
        for block in document.blocks
        if block.kind is BlockKind.TABLE
        for name, grade in _graded_cells(block, lexicon)
    }


def _graded_cells(block: Block, lexicon: Lexicon) -> Iterator[tuple[Cell, GradeMark]]:
    def mark(cell: Cell) -> GradeMark | None:
        value = lexicon.grade_value(cell.text) if cell.text else None
        return GradeMark(value, cell.start, cell.end, GradeBasis.TABLE) if value else None

    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    columns = {c.column: g for c in rows.get(0, []) if (g := mark(c))}
    if len(columns) >= 3:
        for row in list(rows.values())[1:]:
            for cell in row:
                if cell.text and cell.column in columns:
                    yield cell, columns[cell.column]
        return
    for row in rows.values():
        graded = [(cell, g) for cell in row if (g := mark(cell))]
        names = [cell for cell in row if cell.text and not mark(cell)]
        if len(graded) == 1 and names:
            yield names[0], graded[0][1]


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
        for start, sentence in _sentences(document.blocks[pillar.first : end]):
            clauses = list(re.finditer(r"[^;]+", sentence))
            for clause in clauses if len(clauses) > 1 else ():
                words = clause[0].strip()
                found = first_match(lexicon.grade_chains, words)
                if found is None:
                    continue
                question = _about(found[1]["topic"], own)
                verdict = found[1]["verdict"]
                label = re.sub(r"^(?:be\s+)", "", verdict)
                value = lexicon.grade_value(label) or GradeValue.REQUIRES_IMPROVEMENT
                if question is not None and question.grade is None:
                    at = start + clause.start() + clause[0].index(words)
                    at += found[1].start("verdict") + len(verdict) - len(label)
                    question.grade = GradeMark(value, at, at + len(label), GradeBasis.SENTENCE)


def _about(topic: str, questions: Sequence[QuestionPart]) -> QuestionPart | None:
    """The question that some words are about; None where two share as much with them."""
    said = _stems(topic)
    asked = [_stems(question.text) - {"force"} for question in questions]
    ranked = sorted(
        ((len(said & stems) / max(len(stems), 1), n) for n, stems in enumerate(asked)),
        reverse=True,
    )
    if ranked[0][0] == 0 or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return questions[ranked[0][1]]


def grade_pillars(
    document: Document,
    pillars: Sequence[PillarPart],
    questions: Sequence[QuestionPart],
    lexicon: Lexicon,
) -> None:
    """Gives each pillar its grade and the span of its summary."""
    tables = named_grades(document, lexicon)
    for pillar in pillars:
        own = [q.first for q in questions if pillar.first < q.first <= pillar.last]
        end = min(own, default=pillar.last + 1)
        blocks = document.blocks[pillar.first : end]
        pillar.grade = next(
            (g for b in _before_prose(blocks) if (g := line_grade(b, lexicon))), None
        )
        if pillar.grade is None:
            pillar.grade = tables.get(pillar.name) or _overall_sentence(blocks, lexicon)
        prose = [b for b in blocks if b.kind is BlockKind.PARAGRAPH and _is_prose(b.text)]
        if any(len(b.text) > _PROSE for b in prose):
            pillar.summary = (prose[0].start, prose[-1].end)


def _is_prose(text: str) -> bool:
    return len(text) > _PROSE or (len(text) > 40 and text.endswith("."))


def _before_prose(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if len(block.text) > 250:
            return
        yield block


def _overall_sentence(blocks: Sequence[Block], lexicon: Lexicon) -> GradeMark | None:
    prose = [b for b in blocks if b.kind is BlockKind.PARAGRAPH and len(b.text) > 40]
    for start, sentence in _sentences(prose):
        found = first_match(lexicon.grade_sentences, sentence)
        if found is not None:
            return _sentence_mark(found[1], start, sentence, lexicon)
    return None


def headline_grades(document: Document, lexicon: Lexicon) -> Iterator[tuple[GradeMark, str, Block]]:
    """Grades that an overview page gives in sentences: the grade, the sentence, its block."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE or len(block.text) > 400:
            continue
        start, sentence = next(_sentences([block]))
        found = first_match(lexicon.grade_headlines, sentence)
        mark = _mark(found[1], start, lexicon, GradeBasis.SENTENCE) if found else None
        if mark is not None:
            yield mark, sentence, block


def overall_grade(document: Document, lexicon: Lexicon, title: int | None) -> GradeMark | None:
    """The document's own grade, where its family gives one outside any pillar."""
    wanted = {key(heading) for heading in lexicon.family.overall_headings}
    if not wanted:
        return None
    for name, grade in named_grades(document, lexicon).items():
        if name in wanted:
            return grade
    for block in document.blocks:
        if key(block.text) in wanted:
            below = _below(document.blocks[block.index + 1 : block.index + 3], lexicon)
            if below is not None:
                return below
        found = lexicon.trailing_grade.search(block.text)
        if found is not None and key(block.text[: found.start()]) in wanted:
            return _mark(found, block.start, lexicon, GradeBasis.LINE)
    for start, sentence in _sentences(document.blocks[:_OPENING], cells=True):
        for _, form in lexicon.overall_grades:
            said = form.match(sentence)
            # A line that a table's cell runs together with the next one ends before a capital.
            if said and (said.end() == len(sentence) or sentence[said.end()].isupper()):
                return _sentence_mark(said, start, sentence, lexicon)
    if title is not None:
        return _below(document.blocks[title + 1 :], lexicon)
    return None
