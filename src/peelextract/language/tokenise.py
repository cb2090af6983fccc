"""Tokenising long texts fast.

spaCy's tokeniser remembers how it split a word, but not in a text behind the first word that is
an exception ("isn't"), so that a report never profits. Words it has not met are therefore shown
to it ahead of the text, plain ones first.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

_TEXT = "peelextract_text"
_MOST_WORDS = 60_000
"""Words remembered; the reports of a whole cycle hold about as many."""


class RememberingTokenizer:
    """Tokenises texts with a pipeline's tokeniser, and sees to it that it remembers words.

    Args:
        nlp: the pipeline.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._met: set[str] = set(nlp.tokenizer.rules or ())
        nlp.tokenizer.max_cache_size = 2 * _MOST_WORDS

    def __call__(self, text: str) -> Doc:
        """A text's tokens: the same as ``nlp.make_doc`` gives."""
        self._meet(text)
        doc = self._nlp.make_doc(text)
        doc.user_data[_TEXT] = text
        return doc

    def _meet(self, text: str) -> None:
        if len(self._met) > _MOST_WORDS or self._nlp.vocab.in_memory_zone:
            return
        new = set(text.split()) - self._met
        if new:
            self._met |= new
            self._nlp.make_doc(" ".join(sorted(new, key=lambda word: (not word.isalpha(), word))))


def text_of(doc: Doc) -> str:
    """A document's text, without putting it together from its tokens where it is at hand."""
    text = doc.user_data.get(_TEXT)
    return text if isinstance(text, str) else doc.text
