"""The pipeline: a blank English tokeniser and sentences."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from ..rules.folder import RuleFolder

_INFIXES = (
    r"(?<=[0-9%mnk])[–—−-](?=[£$€]?[0-9])",
    r"(?<=[0-9])%",
    r"(?<=[0-9–—/-])[£$€](?=[0-9])",
    r"(?<=[0-9])/(?=[0-9])(?![0-9]{2}\b)",
)
_PREFIXES = ("±", r"\+/[-−–]")
_SUFFIXES = (r"(?<=[0-9])(?:bn|mn|tn)",)


@lru_cache(maxsize=4)
def _built(digest: str, path: str) -> Language:
    nlp = spacy.blank("en")
    defaults = nlp.Defaults
    nlp.tokenizer.infix_finditer = compile_infix_regex(  # type: ignore[attr-defined]
        [*(defaults.infixes or []), *_INFIXES]
    ).finditer
    nlp.tokenizer.prefix_search = compile_prefix_regex(  # type: ignore[attr-defined]
        [*_PREFIXES, *(defaults.prefixes or [])]
    ).search
    nlp.tokenizer.suffix_search = compile_suffix_regex(  # type: ignore[attr-defined]
        [*(defaults.suffixes or []), *_SUFFIXES]
    ).search
    nlp.add_pipe("peelextract_sentences", config={"rules": path})
    return nlp


def build_pipeline(rules: RuleFolder) -> Language:
    """The pipeline for a folder of rules: tokens and sentences, no trained model.

    Dashes between digits, percent and pound signs are tokens of their own. The same rules give
    the same object, to which finders may be added as components.
    """
    return _built(rules.digest, str(rules.path))
