"""A report's text as a spaCy Doc, with sentences and the demands of its prose marked."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import cast

from spacy.tokens import Doc

from .findings.prose import FACTORY, ProseRecommendations
from .language.pipeline import build_pipeline, forget_pipelines
from .rules.folder import RuleFolder
from .statistics.finder import finder_for, forget_finders

_VOCABULARY = 10_000
"""Strings that a process keeps: the words that reports share. More of them save no time."""
_WORDS = 40_000
"""Words that a vocabulary may have met, those that it forgot among them."""


class Analyser:
    """The spaCy pipeline of a rules folder; one serves any number of reports.

    Args:
        folder: the rules.
    """

    def __init__(self, folder: RuleFolder) -> None:
        self._nlp = build_pipeline(folder)
        if FACTORY not in self._nlp.pipe_names:
            self._nlp.add_pipe(FACTORY, config={"rules": str(folder.path)})
        self._prose = cast(ProseRecommendations, self._nlp.get_pipe(FACTORY))
        finder_for(self._nlp.vocab, folder)

    def __call__(self, text: str, bodies: Iterable[str]) -> Doc:
        """The Doc of a text.

        Args:
            text: the report's text.
            bodies: how the report may name the inspected body.
        """
        doc = self._nlp.make_doc(text)
        doc._.peelextract_bodies = tuple(bodies)
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return doc

    @property
    def vocabulary(self) -> int:
        """Number of strings that the pipeline holds."""
        return len(self._nlp.vocab.strings)

    @property
    def words(self) -> int:
        """Number of words that the pipeline has met, those that it forgot among them."""
        return len(self._nlp.vocab)

    def report(self, bodies: Iterable[str]) -> AbstractContextManager[object]:
        """A context to read one report in, whose Doc must not be used behind it.

        A vocabulary that is full forgets the strings of the report at its end, so that a
        process that reads thousands does not grow. What the matchers need stays, and so is
        built ahead.
        """
        self._prose.prepare(tuple(bodies))
        full = self.vocabulary > _VOCABULARY
        return self._nlp.memory_zone() if full else nullcontext()


@lru_cache(maxsize=4)
def _kept(folder: RuleFolder) -> Analyser:
    return Analyser(folder)


def analyser(folder: RuleFolder) -> Analyser:
    """The analyser of a rules folder; made anew after some ten thousand new words.

    spaCy forgets a word but keeps its place in a table, which would grow with every report.
    """
    if _kept(folder).words > _WORDS:
        _kept.cache_clear()
        forget_pipelines()
        forget_finders()
        # The old pipeline refers to itself: without this it stays beside the new one for a while.
        gc.collect()
    return _kept(folder)
