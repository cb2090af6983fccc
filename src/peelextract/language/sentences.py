"""Sentences by rule: fast, and made for reports.

A newline ends a paragraph and so a sentence. Else a full stop, question or exclamation mark ends
one, unless an abbreviation, an initial or a number owns it or a lower-case word follows.
"""

from __future__ import annotations

import re

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from ..rules.folder import RuleFolder
from ..rules.language import SentenceRule, SentenceRules
from .tokenizer import text_of

_END = re.compile(
    r"""
    \n\s*
  | [.!?…]+ [”’"')\]]* (?:\d{1,2})?
    (?: [ \t]+ (?=[“‘"'(\[]*[A-Z0-9£$€À-Þ•–-]) | (?=[A-Z][a-z]+[ ][a-z]) )
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"(?:.*[^\w.’'-])?([\w.’'-]+)$", re.DOTALL)
_INITIAL = re.compile(r"(?:[A-Z]\.?)+$")
_WINDOW = 24


class Sentences:
    """Finds sentences; the component ``peelextract_sentences``.

    Args:
        rule: the abbreviations.
    """

    def __init__(self, rule: SentenceRule) -> None:
        self._announcing = frozenset(rule.announcing)
        self._closing = frozenset(rule.closing)

    def starts(self, text: str) -> list[int]:
        """Offsets of the characters at which sentences start, 0 included."""
        starts = [0]
        for match in _END.finditer(text):
            if match.end() < len(text) and self._ends(text, match):
                starts.append(match.end())
        return starts

    def _ends(self, text: str, match: re.Match[str]) -> bool:
        mark = match[0]
        if mark[0] != ".":
            return True
        before = _LAST_WORD.match(text, max(0, match.start() - _WINDOW), match.start())
        if before is None:
            return True
        word = before[1]
        if word in self._announcing:
            return False
        if word in self._closing:
            return text[match.end()].isupper()
        if mark[-1] not in " \t":
            return len(word) > 1 and word[-1].islower()
        return not (_INITIAL.fullmatch(word) and len(word.replace(".", "")) == 1)

    def __call__(self, doc: Doc) -> Doc:
        """Mark where sentences start."""
        if not len(doc):
            return doc
        offsets = doc.to_array(["IDX"])
        starts = np.asarray(self.starts(text_of(doc)), dtype=offsets.dtype)
        marks = np.full(len(doc), -1, dtype="int64")
        marks[np.minimum(np.searchsorted(offsets, starts), len(doc) - 1)] = 1
        marks[0] = 1
        doc.from_array(["SENT_START"], marks.astype("uint64"))  # type: ignore[arg-type]
        return doc


@Language.factory("peelextract_sentences", default_config={"rules": None})
def make_sentences(nlp: Language, name: str, rules: str | None) -> Sentences:  # noqa: ARG001
    """Make the component.

    Args:
        nlp: the pipeline it goes into.
        name: its name there.
        rules: a rules folder; the program's own where it is None.
    """
    folder = RuleFolder(rules)
    return Sentences(folder.read("language/sentences.yaml", SentenceRules).sentences)
