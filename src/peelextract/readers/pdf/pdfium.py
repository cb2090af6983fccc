"""Pages by way of PDFium: the default source."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

from .api import api, wide_text
from .page import Page, Run, Tag
from .pdfium_shapes import Frame, add_shapes
from .pdfium_text import StyleTable, TextReader
from .structure import Element, index_tags

_PASSWORD_ERROR = 4
_CATALOG = re.compile(rb"(\d+) 0 obj(?:(?!endobj).){0,400}?/Type\s*/Catalog", re.DOTALL)
_DEEPEST_ELEMENT = 60
_GROUPS = frozenset(("Document", "Part", "Sect"))
"""Elements with no content of their own, but with all other pages' elements as empty children."""


class PdfiumError(Exception):
    """PDFium cannot open the file, or a page of it."""

    def __init__(self, message: str, *, password: bool = False) -> None:
        super().__init__(message)
        self.password = password


class PdfiumDocument:
    """An open file; use as a context manager.

    Raises:
        PdfiumError: it cannot be opened.
    """

    def __init__(self, data: bytes) -> None:
        self._api = api()
        self._data = data
        self._handle = self._api.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._handle and (mended := _with_trailer(data)) is not None:
            self._data = mended
            self._handle = self._api.FPDF_LoadMemDocument64(mended, len(mended), None)
        if not self._handle:
            password = self._api.FPDF_GetLastError() == _PASSWORD_ERROR
            raise PdfiumError("it does not open", password=password)
        self._styles: StyleTable = {}
        self._elements = 0
        self.tagged = bool(self._api.FPDFCatalog_IsTagged(self._handle))

    def __enter__(self) -> PdfiumDocument:
        return self

    def __exit__(self, *_: object) -> None:
        self._api.FPDF_CloseDocument(self._handle)

    def __len__(self) -> int:
        return max(0, int(self._api.FPDF_GetPageCount(self._handle)))

    def title(self) -> str | None:
        """The title in the information dictionary."""
        get = self._api.FPDF_GetMetaText
        size = get(self._handle, b"Title", None, 0)
        if size <= 2:
            return None
        buffer = ctypes.create_string_buffer(size)
        get(self._handle, b"Title", buffer, size)
        return wide_text(buffer.raw) or None

    def page(self, number: int) -> Page:
        """Read one page.

        Args:
            number: 1-based.

        Raises:
            PdfiumError: the page cannot be read.
        """
        handle = self._api.FPDF_LoadPage(self._handle, number - 1)
        if not handle:
            raise PdfiumError(f"page {number} does not load")
        try:
            text = self._api.FPDFText_LoadPage(handle)
            if not text:
                raise PdfiumError(f"the text of page {number} does not load")
            try:
                return self._read(handle, text, number)
            finally:
                self._api.FPDFText_ClosePage(text)
        finally:
            self._api.FPDF_ClosePage(handle)

    def _read(self, handle: int, text: int, number: int) -> Page:
        frame = Frame(handle)
        tags: dict[int, Tag] = {}
        if self.tagged:
            tags, self._elements = index_tags(_roots(handle), self._elements)
        page = Page(number, frame.width, frame.height)
        reader = TextReader(text, frame, bool(tags), self._styles)
        page.runs = list(self._runs(reader, tags))
        add_shapes(page, handle, frame, reader.objects)
        return page

    def _runs(self, reader: TextReader, tags: dict[int, Tag]) -> Iterator[Run]:
        for string, x0, x1, look in reader.runs():
            if not look.upright:
                continue
            tag = tags.get(look.marked) if look.marked >= 0 else None
            if tag is None and self.tagged and reader.is_artifact(look):
                tag = Tag(artifact=True)
            yield Run(string, x0, x1, look.baseline, look.style, tag, reader.colour(look))


def _with_trailer(data: bytes) -> bytes | None:
    """A file without its end, with an end by which PDFium finds the objects that are left."""
    catalog = _CATALOG.search(data) if b"trailer" not in data[-2000:] else None
    if catalog is None or b"/Encrypt" in data:
        return None
    # An object that breaks off makes PDFium give up on all of them.
    whole = data[: data.rindex(b"endobj") + len(b"endobj")] if b"endobj" in data else data
    return b"%s\ntrailer\n<< /Root %s 0 R >>\nstartxref\n0\n%%%%EOF\n" % (whole, catalog[1])


def _roots(page: int) -> list[Element]:
    functions = api()
    tree = functions.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    buffer = ctypes.create_string_buffer(64)

    def element(handle: int, depth: int) -> Element:
        length = functions.FPDF_StructElement_GetType(handle, buffer, 64)
        found = Element(wide_text(buffer.raw[:length]))
        if depth > _DEEPEST_ELEMENT:
            return found
        holds_none = found.role in _GROUPS
        for i in range(functions.FPDF_StructElement_CountChildren(handle)):
            child = functions.FPDF_StructElement_GetChildAtIndex(handle, i)
            if child:
                found.children.append(element(child, depth + 1))
                continue
            if holds_none:
                continue
            marked = functions.FPDF_StructElement_GetChildMarkedContentID(handle, i)
            if marked >= 0:
                found.marked.append(marked)
        return found

    try:
        roots = []
        for i in range(functions.FPDF_StructTree_CountChildren(tree)):
            root = functions.FPDF_StructTree_GetChildAtIndex(tree, i)
            if root:
                roots.append(element(root, 0))
        return roots
    finally:
        functions.FPDF_StructTree_Close(tree)
