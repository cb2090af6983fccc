"""A document divided into pillars, questions and sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..document import Block, BlockKind, Document
from ..rules.families import PillarRule
from ..rules.wording import has_form, key, whole
from .candidates import Candidate, Catalogue, candidates
from .grade_tables import gives_grades
from .lexicon import Lexicon, first_match
from .model import FindingBox, PillarPart, QuestionPart, SectionPart

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?\.?")
_KEY_FIGURE = re.compile(r"[£+±-]?\d[\d.,]*\s*(?:%|percent|per cent|of |in |out |m\b|million)")
"""How a figure set in large type begins, which reads as a heading but is none."""
_LIST_GAP = 2
_SHORTEST_LIST = 3
"""Questions that follow one another without an answer from which they are a list."""
_HEADLINE_REACH = 3
"""Blocks between a pillar's heading and its headline question."""


@dataclass(frozen=True, slots=True)
class _Boundary:
    """A block at which something begins: a pillar, a question, or what follows the last."""

    block: int
    candidate: Candidate | None = None
    pillar: PillarRule | None = None
    headline: bool = False


def segment(
    document: Document, lexicon: Lexicon, pillar: str | None
) -> tuple[list[PillarPart], list[QuestionPart]]:
    """The pillars and questions of a document, in reading order.

    Where a question's words stand more than once (a list of contents, an introduction, a page
    of grades), the place with the longest answer below it is the question.

    Args:
        document: blocks over one text.
        lexicon: the family's wordings.
        pillar: the pillar that the title names, where it does.
    """
    catalogue = Catalogue(lexicon, pillar)
    boundaries = _boundaries(document, lexicon, catalogue)
    chosen = _chosen(boundaries, document)
    starts = [b for b in boundaries if b.candidate is None or b in chosen]
    questions = list(_questions(starts, document))
    pillars = _pillars(starts, document, lexicon, catalogue, questions, pillar)
    for question in questions:
        if question.pillar is None:
            around = [p for p in pillars if p.first <= question.first <= p.last]
            question.pillar = around[-1].name if around else None
    return pillars, questions


def _boundaries(document: Document, lexicon: Lexicon, catalogue: Catalogue) -> list[_Boundary]:
    found = {
        c.block.index: _Boundary(c.block.index, candidate=c)
        for c in candidates(document, lexicon, catalogue)
    }
    overviews = whole(lexicon.structure.overviews.forms)
    headings = {key(w): p for p in catalogue.pillars for w in p.headings}
    for block in document.blocks:
        if block.index in found or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            continue
        if len(block.text) > 250:
            continue
        if key(block.text) in headings:
            found[block.index] = _Boundary(block.index, pillar=headings[key(block.text)])
        elif of := catalogue.headline(block.text, overviews):
            found[block.index] = _Boundary(block.index, pillar=of, headline=True)
        elif _heads(block) and lexicon.is_ending(block.text):
            found[block.index] = _Boundary(block.index)
    return [found[index] for index in sorted(found)]


def _heads(block: Block) -> bool:
    return block.kind is BlockKind.HEADING or block.strong


def _chosen(boundaries: Sequence[_Boundary], document: Document) -> list[_Boundary]:
    """Of the places where one question stands, the one with the longest answer.

    A place in a list of contents counts only where there is no other, however much follows the
    list.
    """
    listed = _listed(boundaries)
    best: dict[object, tuple[tuple[bool, bool, int], _Boundary]] = {}
    for n, boundary in enumerate(boundaries):
        if boundary.candidate is None:
            continue
        following = boundaries[n + 1 :]
        end = following[0].block if following else len(document.blocks)
        length = sum(len(b.text) for b in document.blocks[boundary.block + 1 : end])
        length *= not boundary.candidate.mentioned
        # A sub-heading may be close to its question: "… behaves lawfully?" below "… behaves
        # ethically and lawfully?".
        exact = boundary.candidate.exact and length > 0
        rank = (boundary.block not in listed, exact, length)
        rule = boundary.candidate.rule
        of: object = rule.id if rule else key(boundary.candidate.wording.text)
        if of not in best or rank > best[of][0]:
            best[of] = (rank, boundary)
    return [boundary for _, boundary in best.values()]


def _listed(boundaries: Sequence[_Boundary]) -> set[int]:
    """Blocks of questions that follow one another with nothing but a number or grade between."""
    found: set[int] = set()
    run: list[int] = []
    for block in [b.block for b in boundaries if b.candidate is not None]:
        if run and block - run[-1] > _LIST_GAP:
            run = []
        run.append(block)
        if len(run) >= _SHORTEST_LIST:
            found.update(run)
    return found


def _questions(starts: Sequence[_Boundary], document: Document) -> list[QuestionPart]:
    found: list[QuestionPart] = []
    taken: set[str] = set()
    for n, start in enumerate(starts):
        candidate = start.candidate
        if candidate is None:
            continue
        end = starts[n + 1].block if n + 1 < len(starts) else len(document.blocks)
        mentioned = candidate.mentioned
        last = start.block if mentioned else end - 1
        if n + 1 < len(starts) and last > start.block and starts[n + 1].candidate is not None:
            last -= bool(_NUMBER.fullmatch(document.blocks[last].text))
        number = candidate.wording.number
        if number is None and start.block:
            before = document.blocks[start.block - 1].text
            number = before.rstrip(".") if _NUMBER.fullmatch(before) else None
        rule = candidate.rule
        identifier = rule.id if rule else f"question-{len(found) + 1}"
        while identifier in taken:
            identifier += "-again"
        taken.add(identifier)
        found.append(
            QuestionPart(
                id=identifier,
                pillar=candidate.pillar,
                number=number,
                text=candidate.wording.text,
                text_start=candidate.wording.start,
                first=start.block,
                last=last,
                graded=rule.graded if rule else True,
                inspected=not mentioned,
            )
        )
    return found


def _pillars(
    starts: Sequence[_Boundary],
    document: Document,
    lexicon: Lexicon,
    catalogue: Catalogue,
    questions: Sequence[QuestionPart],
    named: str | None,
) -> list[PillarPart]:
    """The pillars that are there, each from its heading to the next one's."""
    found: list[PillarPart] = []
    for rule in catalogue.pillars:
        own = [q for q in questions if q.pillar == rule.name]
        places = [s for s in starts if s.pillar is rule]
        if not places and rule.name != named:
            continue
        first = _pillar_start(places, own, document)
        if first is None:
            if rule.name != named:
                continue
            first = 0
        found.append(PillarPart(rule.name, _headline(rule, places, document, lexicon), first, 0))
    found.sort(key=lambda p: p.first)
    for n, part in enumerate(found):
        part.last = found[n + 1].first - 1 if n + 1 < len(found) else len(document.blocks) - 1
    return [p for p in found if _substantial(p, questions, document, named)]


def _pillar_start(
    places: Sequence[_Boundary], own: Sequence[QuestionPart], document: Document
) -> int | None:
    """Where a pillar begins: the last run of its headings ahead of its first question."""
    if own:
        ahead = [p for p in places if p.block < own[0].first]
        places = ahead or places
    if not places:
        return None
    last = places[-1]
    if last.headline:
        near = [p for p in places if not p.headline and last.block - p.block > 0]
        if near and last.block - near[-1].block <= _HEADLINE_REACH:
            return near[-1].block
    elif not own:
        return _longest(places, document)
    return last.block


def _longest(places: Sequence[_Boundary], document: Document) -> int:
    def size(place: _Boundary) -> int:
        return sum(len(b.text) for b in document.blocks[place.block + 1 : place.block + 6])

    return max(places, key=size).block


def _headline(
    rule: PillarRule, places: Sequence[_Boundary], document: Document, lexicon: Lexicon
) -> str | None:
    """The headline question as printed; the catalogue's where only the heading is printed."""
    for place in places:
        if place.headline:
            text = document.blocks[place.block].text
            for dash in re.finditer(r"\s*[:–—-]\s+", text):
                if has_form(text[: dash.start()], whole(lexicon.structure.overviews.forms)):
                    return text[dash.end() :]
            return text
    return rule.question


def _substantial(
    pillar: PillarPart, questions: Sequence[QuestionPart], document: Document, named: str | None
) -> bool:
    """Whether there is more of a pillar than a mention in a menu or a grid."""
    if pillar.name == named or any(pillar.first <= q.first <= pillar.last for q in questions):
        return True
    body = document.blocks[pillar.first + 1 : pillar.last + 1]
    return any(len(block.text) > 120 for block in body[:8])


def add_sections(
    document: Document,
    questions: Sequence[QuestionPart],
    boxes: Sequence[FindingBox],
    lexicon: Lexicon,
) -> None:
    """Finds the headings within each answer that are neither labels, grades nor box titles."""
    boxed = {b.index for box in boxes for b in (box.heading, *box.body)}
    headings_are_strong = not any(
        b.kind is BlockKind.HEADING
        for q in questions
        for b in document.blocks[q.first + 1 : q.last + 1]
        if b.index not in boxed
    )
    for question in questions:
        end = document.blocks[question.last].end
        heads = [
            block
            for block in document.blocks[question.first + 1 : question.last + 1]
            if block.index not in boxed
            and (
                block.kind is BlockKind.HEADING or (headings_are_strong and _set_as_heading(block))
            )
            and first_match(lexicon.grade_lines, block.text) is None
            and not _NUMBER.fullmatch(block.text)
            and lexicon.label(block.text) is None
            and not lexicon.is_date(block.text)
            and not lexicon.is_caption(block.text)
            and not _KEY_FIGURE.match(block.text)
            and not _is_prose(block.text)
        ]
        below = document.blocks[heads[-1].index + 1 : question.last + 1] if heads else ()
        if heads and all(gives_grades(block, lexicon) for block in below):
            # Nothing, or only other years' grades: a link, a sidebar or a footer of the page.
            heads.pop()
        for n, head in enumerate(heads):
            after = heads[n + 1].start - 1 if n + 1 < len(heads) else end
            question.sections.append(SectionPart(head, after))


def _is_prose(text: str) -> bool:
    """Whether a heading is one in name only: tagged PDFs may mark body text as headings."""
    return len(text) > 250 or (len(text) > 100 and text.endswith("."))


def _set_as_heading(block: Block) -> bool:
    return block.strong and len(block.text) < 200 and not block.text.endswith((".", ":", ";"))
