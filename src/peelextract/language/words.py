"""Which tokens of a text are one of some words: a gate ahead of the matchers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

Ids = NDArray[np.uint64]


class WordGate:
    """Finds words, in any case, by their numbers in the vocabulary.

    Args:
        vocab: of the documents.
        words: in lower case.
    """

    def __init__(self, vocab: Vocab, words: Iterable[str]) -> None:
        ids = {vocab.strings.add(word) for word in words}
        self._ids: Ids = np.asarray(sorted(ids), dtype=np.uint64)

    def tokens(self, doc: Doc) -> NDArray[np.intp]:
        """Indices of the tokens that are one of the words, in order."""
        lower: Ids = doc.to_array("LOWER").astype(np.uint64, copy=False)
        if not len(self._ids):
            return np.empty(0, dtype=np.intp)
        places = self._ids.searchsorted(lower)
        places[places == len(self._ids)] = 0
        return np.nonzero(self._ids[places] == lower)[0]
