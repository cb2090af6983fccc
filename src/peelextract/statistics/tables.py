"""Figures that stand in tables, with what their row and column say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.vocab import Vocab

from ..document import Document
from .quantity import Found

if TYPE_CHECKING:
    from .finder import StatisticsFinder


def table_statistics(document: Document, finder: StatisticsFinder, vocab: Vocab) -> list[Found]:
    """The figures of a document's tables."""
    return []
