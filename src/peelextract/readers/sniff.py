"""What kind of file some bytes are, told by content and not by name."""

from __future__ import annotations

import re
from typing import Literal

from bs4.dammit import EncodingDetector

from ..errors import EmptySourceError, ForeignSourceError

Kind = Literal["pdf", "html", "text"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_TAG = re.compile(
    r"<!doctype html|<(?:html|head|body|div|span|p|br|h[1-6]|[uod]l|li|table|article|main|section"
    r"|aside|details|b|strong)[\s/>]",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes, name: str) -> tuple[Kind, str]:
    """The kind of a file, and its text where it is not a PDF.

    Args:
        data: the whole file.
        name: for error messages.

    Returns:
        The kind and, for HTML and plain text, the decoded characters.

    Raises:
        EmptySourceError: nothing but white space.
        ForeignSourceError: binary data of another kind.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf", ""
    text = decode(data)
    if not text.strip(" \t\r\n\x00\ufeff"):
        raise EmptySourceError(name, "the file is empty", "save or download it again")
    if len(_CONTROLS.findall(text[:20_000])) > len(text[:20_000]) // 200:
        raise ForeignSourceError(
            name, "not a report as HTML, PDF or text", "save the report's page or PDF and use that"
        )
    return ("html" if _TAG.search(text[:50_000]) else "text"), text


def decode(data: bytes) -> str:
    """The characters of a page or text in whatever encoding it was saved.

    A byte order mark decides, then whether the bytes are UTF-8, then what an HTML page declares.
    What is left is read as Windows-1252, as browsers do, which also stands for the ISO 8859-1
    that pages declare (WHATWG Encoding Standard, 4.2).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    latin = declared is None or declared.lower() in ("utf-8", "utf8", "iso-8859-1", "latin1")
    try:
        return data.decode("cp1252" if latin or declared is None else declared, errors="replace")
    except LookupError:
        return data.decode("cp1252", errors="replace")
