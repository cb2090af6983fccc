"""Where questions may begin: blocks that hold a question's or a pillar's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..document import Block, BlockKind, Document
from ..rules.families import PillarRule, QuestionRule
from ..rules.wording import Form, close, has_form, key
from .lexicon import Lexicon, first_match

_LEADING_NUMBER = re.compile(
    r"(?:(?:question|q|area|section)\s*)?(\d{1,2}(?:\.\d{1,2})?)\s*[.:)–-]?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_LONGEST_TAIL = 120
"""Characters: a grade behind a heading and the verb ahead of it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A block's words taken apart: number, question, grade."""

    text: str
    start: int
    number: str | None
    grade: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block at which a question may begin; ``rule`` is None for one no catalogue knows.

    ``exact`` is whether the words are the catalogue's own, and not only close to them.
    """

    block: Block
    wording: Wording
    rule: QuestionRule | None
    pillar: str | None
    exact: bool = True

    @property
    def mentioned(self) -> bool:
        """Whether the question is only named with its grade, in a line of a list of grades."""
        set_as_heading = self.block.kind is BlockKind.HEADING or self.block.strong
        return self.wording.grade is not None and not set_as_heading


class Catalogue:
    """A family's questions and pillars by their wordings."""

    def __init__(self, lexicon: Lexicon, pillar: str | None) -> None:
        family = lexicon.family
        self.pillars = [p for p in family.pillars if pillar in (None, p.name)]
        rules = [(q, p.name) for p in self.pillars for q in p.questions]
        rules += [(q, None) for q in family.areas]  # type: ignore[misc]
        self.rules: list[tuple[QuestionRule, str | None]] = list(rules)
        self._exact: dict[str, tuple[QuestionRule, str | None]] = {}
        self._labels: dict[str, tuple[QuestionRule, str | None]] = {}
        for rule, of in self.rules:
            for text in (rule.text, *rule.aliases):
                self._exact.setdefault(key(text), (rule, of))
            for text in rule.labels:
                self._labels.setdefault(key(text), (rule, of))
        self._worded = [(frozenset(known.split()), found) for known, found in self._exact.items()]
        headlines = [(p, key(w)) for p in self.pillars for w in (p.question, *p.aliases) if w]
        self._headlines = [(p, known, frozenset(known.split())) for p, known in headlines]

    def find(self, text: str, *, stated: bool = False) -> tuple[QuestionRule, str | None] | None:
        """The question with this wording, give or take a word of a long one.

        Where it is ``stated``, in a sentence of prose, the wording must be the very same: "The
        force is good at using its powers" answers a question in the words of it.
        """
        wanted = key(text)
        if wanted in self._exact:
            return self._exact[wanted]
        if len(wanted) < 40 or stated:
            return None
        words = frozenset(wanted.split())
        return next((found for known, found in self._worded if close(known, words)), None)

    def holds(self, text: str) -> bool:
        """Whether these are the very words of a question."""
        return key(text) in self._exact

    def labelled(self, text: str) -> tuple[QuestionRule, str | None] | None:
        """The question that a grid or table of grades calls so."""
        return self._labels.get(key(text)) or self.find(text)

    def headline(self, text: str, overviews: Iterable[Form]) -> PillarRule | None:
        """The pillar whose headline question a text asks, alone or behind "Overview –"."""
        tails = [text]
        for dash in re.finditer(r"\s*[:–—-]\s+", text):
            if has_form(text[: dash.start()], overviews):
                tails.append(text[dash.end() :])
        wanted = [key(tail) for tail in tails]
        for pillar, known, _ in self._headlines:
            if known in wanted:
                return pillar
        spoken = [frozenset(tail.split()) for tail in wanted]
        for pillar, known, words in self._headlines:
            if len(known) > 40 and any(close(words, tail) for tail in spoken):
                return pillar
        return None


def wording(block: Block, lexicon: Lexicon) -> Wording:
    """Takes a heading apart into number, words and grade."""
    text, start = block.text, block.start
    number = None
    if found := _LEADING_NUMBER.match(text):
        number, text, start = found[1], text[found.end() :], start + found.end()
    grade = None
    tail = max(0, len(text) - _LONGEST_TAIL)
    found = lexicon.trailing_grade.search(text, tail) if lexicon.family.grades else None
    if found and found.start() > 8:
        grade = (start + found.start("grade"), start + found.end("grade"))
        text = text[: found.start()]
    return Wording(text, start, number, grade)


def candidates(document: Document, lexicon: Lexicon, catalogue: Catalogue) -> Iterator[Candidate]:
    """Blocks at which a question may begin, in order."""
    for block in document.blocks:
        if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or len(block.text) > 300:
            continue
        words = wording(block, lexicon)
        heading = block.kind is BlockKind.HEADING or block.strong
        stated = not heading and block.text.endswith(".")
        known = catalogue.find(words.text, stated=stated)
        if known is None and words.text != block.text:
            known = catalogue.find(block.text, stated=stated)
            if known is not None:
                words = Wording(block.text, block.start, None, None)
        if known is not None:
            yield Candidate(block, words, *known, exact=catalogue.holds(words.text))
        elif _unlisted(document, block, words, lexicon):
            yield Candidate(block, words, None, None)


def _unlisted(document: Document, block: Block, words: Wording, lexicon: Lexicon) -> bool:
    """Whether a heading is a question that the catalogue does not know.

    It asks with a number alone on the line before it, or, in a family that allows it, has a
    grade behind it or on the next line. A line that names several grades counts them.
    """
    if not (block.kind is BlockKind.HEADING or block.strong) or lexicon.label(block.text):
        return False
    blocks = document.blocks
    before = blocks[block.index - 1].text if block.index else ""
    if words.text.endswith("?") and re.fullmatch(r"\d{1,2}\.?", before):
        return True
    if not lexicon.family.unlisted_questions or lexicon.is_ending(block.text):
        return False
    if words.grade is not None and lexicon.any_grade.search(words.text):
        return False
    following = blocks[block.index + 1].text if block.index + 1 < len(blocks) else ""
    graded = first_match(lexicon.grade_lines, following) is not None
    own = first_match(lexicon.grade_lines, block.text) is not None
    return (graded or words.grade is not None) and not own
