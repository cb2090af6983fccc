"""The statistics finder as a spaCy component."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..document import Document
from ..rules.folder import RuleFolder
from .finder import finder_for
from .quantity import Found

EXTENSION = "peelextract_statistics"


def find_statistics(
    doc: Doc,
    document: Document | None = None,
    rules: RuleFolder | None = None,
    *,
    every_duration: bool = False,
) -> list[Found]:
    """The statistics of a text in order of place.

    Args:
        doc: the text's tokens with their sentences.
        document: the blocks of the same text; lists then hand their lead-in's period down, and
            tables give their figures.
        rules: the rules folder; the program's own where it is None.
        every_duration: also durations that tell when, how soon or for how long.
    """
    return finder_for(doc.vocab, rules).find(doc, document, every_duration=every_duration)


class StatisticsComponent:
    """Stores the statistics of a text as ``doc._.peelextract_statistics``.

    Args:
        rules: the rules folder.
    """

    def __init__(self, rules: RuleFolder) -> None:
        self._rules = rules
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Find and store."""
        doc._.set(EXTENSION, find_statistics(doc, None, self._rules))
        return doc


@Language.factory("peelextract_statistics", default_config={"rules": None})
def make_statistics(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    rules: str | None,
) -> StatisticsComponent:
    """Make the component.

    Args:
        nlp: the pipeline it goes into.
        name: its name there.
        rules: a rules folder; the program's own where it is None.
    """
    return StatisticsComponent(RuleFolder(rules))
