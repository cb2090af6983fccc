"""The English tokeniser, with what reports need and with a cache that fills."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_INFIXES = (
    r"(?<=[0-9%mnk])[–—−-](?=[£$€]?[0-9])",
    r"(?<=[0-9])%",
    r"(?<=[0-9–—/-])[£$€](?=[0-9])",
)
_PREFIXES = ("±", r"\+/[-−–]")
_SUFFIXES = (r"(?<=[0-9])(?:bn|mn|tn)",)
_PUNCTUATION = ".,;:!?()[]“”‘’\"'"
_CACHED = 20_000
_BATCH = 500
_TEXT = "peelextract_text"


class ReportTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokeniser, which keeps how it split each word it has seen.

    spaCy's own stops keeping splits for the rest of a text at the first word that is one of its
    special cases ("don’t"), so that nearly every word of a report is split anew: 17 times the
    work. This one learns a text's new words apart from the special cases first. Inside a memory
    zone nothing can be learnt; call ``learn`` ahead of it.
    """

    def learn(self, text: str) -> None:
        """Split the words of a text that are new, and keep the splits.

        Args:
            text: any text; the splits of at most 20,000 words are kept.
        """
        known: set[str] = self.__dict__.setdefault("_known", set())
        if len(known) >= _CACHED or self.vocab.in_memory_zone:
            return
        new = set(text.split()) - known
        if not new:
            return
        known |= new
        special = self.__dict__.get("_special") or frozenset(self.rules)
        self.__dict__["_special"] = special
        plain = sorted(word for word in new if word.strip(_PUNCTUATION) not in special)
        for start in range(0, len(plain), _BATCH):
            super().__call__(" ".join(plain[start : start + _BATCH]))

    def __call__(self, string: str) -> Doc:
        """Split a text into tokens."""
        self.learn(string)
        doc: Doc = super().__call__(string)
        doc.user_data[_TEXT] = string
        return doc


def text_of(doc: Doc) -> str:
    """A Doc's text, without putting it together from its tokens where it is at hand."""
    text = doc.user_data.get(_TEXT)
    return text if isinstance(text, str) else doc.text


def make_tokenizer(nlp: Language) -> ReportTokenizer:
    """The tokeniser for a blank English pipeline.

    Dashes between digits, percent and pound signs are tokens of their own.
    """
    defaults = nlp.Defaults
    return ReportTokenizer(
        nlp.vocab,
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or [])]).search,
        suffix_search=compile_suffix_regex([*(defaults.suffixes or []), *_SUFFIXES]).search,
        infix_finditer=compile_infix_regex([*(defaults.infixes or []), *_INFIXES]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
        max_cache_size=_CACHED,
    )
