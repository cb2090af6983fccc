"""Readers: a file, of whichever kind, to the blocks of a document."""

from __future__ import annotations

from ..document import Source
from .sniff import kind_of


def read(data: bytes, name: str) -> Source:
    """The blocks of a report file.

    Args:
        data: the whole file.
        name: its name, for messages and for what it tells of the report.

    Raises:
        SourceError: the file cannot be read as a report; the kinds are in ``errors``.
    """
    kind, text = kind_of(data, name)
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf(data, name)
    if kind == "html":
        from .html import read_html

        return read_html(text, name)
    from .text import read_text

    return read_text(text, name)
