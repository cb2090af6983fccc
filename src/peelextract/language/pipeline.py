"""The pipeline: a blank English tokeniser and sentences."""

from __future__ import annotations

import sys
from functools import lru_cache

from spacy.lang.en import English
from spacy.language import Language

from ..rules.folder import RuleFolder
from .tokenizer import make_tokenizer


@lru_cache(maxsize=4)
def _built(digest: str, path: str) -> Language:  # noqa: ARG001 - changed rules, new pipeline
    # The limit is meant for trained models, whose memory grows with the text.
    nlp = English(create_tokenizer=make_tokenizer, max_length=sys.maxsize)
    nlp.add_pipe("peelextract_sentences", config={"rules": path})
    return nlp


def build_pipeline(rules: RuleFolder) -> Language:
    """The pipeline for a folder of rules: tokens and sentences, no trained model.

    The same rules give the same object, to which finders may be added as components.
    """
    return _built(rules.digest, str(rules.path))


def forget_pipelines() -> None:
    """Let go of the pipelines that were built; the next call builds a new one."""
    _built.cache_clear()
