"""Pages by way of PDFium: the default source.

A call into PDFium costs about as much as the work it does, so a style is asked for once a
word and kept for each text object, never once a character.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_int, c_uint, c_ulong
from math import hypot
from typing import NamedTuple

from .api import Floats, api, wide_text
from .page import Page, Run, Shape, Style, Tag, font_of
from .structure import Element, index_tags

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_PASSWORD_ERROR = 4
_DEEPEST_ELEMENT = 60
_DEEPEST_FORM = 6
_GROUPS = frozenset(("Document", "Part", "Sect"))
"""Elements with no content of their own, but with all other pages' elements as empty children."""
_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
"""A hyphen at a line's end stands in place of the line break."""
_WORD = re.compile(r"[^\s\x00]+")
_MARK_SIGNS = re.compile(r"[0-9*†‡]")
_HYPHENS = {0: None, 2: "-", 0xFFFE: "-"}
"""PDFium's signs for no character and for a hyphen at a line's end."""
_WIDE_GAP = 0.5
"""Of the type size: a gap from which two words are two runs."""


class PdfiumError(Exception):
    """PDFium cannot open the file, or a page of it."""

    def __init__(self, message: str, *, password: bool = False) -> None:
        super().__init__(message)
        self.password = password


class _Look(NamedTuple):
    """How and where a text object is set."""

    style: Style
    baseline: float
    marked: int
    upright: bool
    x: float


class PdfiumDocument:
    """An open file; use as a context manager.

    Raises:
        PdfiumError: it cannot be opened.
    """

    def __init__(self, data: bytes) -> None:
        self._api = api()
        self._data = data
        self._handle = self._api.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._handle:
            password = self._api.FPDF_GetLastError() == _PASSWORD_ERROR
            raise PdfiumError("it does not open", password=password)
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._styles: dict[tuple[int, float], Style] = {}
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
        frame = _Frame(handle)
        tags: dict[int, Tag] = {}
        if self.tagged:
            tags, self._elements = index_tags(_roots(handle), self._elements)
        page = Page(number, frame.width, frame.height)
        page.runs = list(self._runs(text, frame, tags))
        _add_shapes(page, handle, frame)
        return page

    def _runs(self, text: int, frame: _Frame, tags: dict[int, Tag]) -> Iterator[Run]:
        reader = _TextReader(self._api, text, frame, bool(tags), self._font, self._styles)
        for string, first, x0, x1, look in reader.runs():
            if not look.upright:
                continue
            tag = tags.get(look.marked) if look.marked >= 0 else None
            if tag is None and self.tagged and reader.is_artifact(first):
                tag = Tag(artifact=True)
            colour = reader.colour(first)
            yield Run(string, x0, x1, look.baseline, look.style, tag, colour)

    def _font(self, handle: int) -> tuple[str, bool]:
        known = self._fonts.get(handle)
        if known is None:
            buffer = ctypes.create_string_buffer(200)
            self._api.FPDFFont_GetBaseFontName(handle, buffer, 200)
            known = self._fonts[handle] = font_of(buffer.value.decode("utf-8", "replace"))
        return known


class _Frame:
    """Turns PDFium's page coordinates into points from the top left of the shown page."""

    def __init__(self, handle: int) -> None:
        box = Floats()
        api().FPDF_GetPageBoundingBox(handle, byref(box))
        self.left, self.top, self.right, self.bottom = box.a, box.b, box.c, box.d
        self.turned = int(api().FPDFPage_GetRotation(handle))
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if self.turned % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turned == 0:
            return x - self.left, self.top - y
        if self.turned == 1:
            return y - self.bottom, x - self.left
        if self.turned == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def upright(self, a: float, b: float) -> bool:
        """Whether a text matrix whose first row is (a, b) reads from left to right."""
        if self.turned == 0:
            return a > 5 * abs(b)
        along = (a, b, -a, -b)[self.turned]
        return along > 0 and along > 5 * abs((b, a, b, a)[self.turned])


class _TextReader:
    """Runs of one page's text."""

    def __init__(self, functions, text, frame, marked, font, styles):  # type: ignore
        self._api = functions
        self._text = text
        self._frame = frame
        self._marked = marked
        self._font = font
        self._styles = styles
        self._objects: dict[int, _Look] = {}
        self._matrix = Floats()
        self._matrix_at = addressof(self._matrix)
        self._box = Floats()
        self._box_at = addressof(self._box)
        self._place = (c_double * 2)()
        self._place_at = addressof(self._place)
        self._channels = (c_uint * 4)()
        self._indices: list[int] | None = None

    def _string(self) -> str:
        count = self._api.FPDFText_CountChars(self._text)
        if count <= 0:
            return ""
        buffer = ctypes.create_string_buffer(2 * count + 2)
        written = self._api.FPDFText_GetText(self._text, 0, count, buffer)
        string = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(string) == count:
            return string
        # Characters without a meaning are left out of the text but counted: take them singly.
        codes = [self._api.FPDFText_GetUnicode(self._text, i) for i in range(count)]
        return "".join(chr(c) if 0 < c < 0x110000 else "\0" for c in codes)

    def runs(self) -> Iterator[tuple[str, int, float, float, _Look]]:
        """Text, index of the first character, left, right and look of each run."""
        string = self._string()
        for line in _LINE.finditer(string):
            start = end = -1
            look: _Look | None = None
            handle = 0
            x0 = 0.0
            for first, last, piece, piece_handle in self._pieces(string, *line.span()):
                if look is not None and piece_handle == handle:
                    end = last
                    continue
                if look is not None and self._follows(string, end, first, look, piece):
                    end, handle = last, piece_handle
                    continue
                if look is not None:
                    yield from self._run(string, start, end, first, x0, look)
                start, end, look, handle = first, last, piece, piece_handle
                x0 = self._left(first)
            if look is not None:
                yield from self._run(string, start, end, line.end(), x0, look)

    def _run(
        self, string: str, start: int, end: int, following: int, x0: float, look: _Look
    ) -> Iterator[tuple[str, int, float, float, _Look]]:
        x1 = self._right(end - 1)
        size = look.style.size
        if x1 - x0 > (0.6 * (end - start) + 1.5) * size:
            # One object may span the columns of a table, with nothing but a shift between.
            for word in _WORD.finditer(string, start, end):
                left = self._left(word.start())
                if word.start() > start and left - self._right(cut - 1) > _WIDE_GAP * size:
                    words = string[start:cut].translate(_HYPHENS)
                    yield words + " ", start, x0, self._right(cut - 1), look
                    start, x0 = word.start(), left
                cut = word.end()
        space = " " if following > end else ""
        yield string[start:end].translate(_HYPHENS) + space, start, x0, x1, look

    def _follows(self, string: str, end: int, first: int, before: _Look, after: _Look) -> bool:
        """Whether a word that starts at ``first`` carries on the run that ends at ``end``."""
        if before.style is not after.style or before.marked != after.marked:
            return False
        if abs(before.baseline - after.baseline) > 0.3:
            return False
        gap = after.x - self._right(end - 1)
        # Kerning may take the next word back a little; a new line on this one starts far left.
        return -2.0 < gap / (before.style.size or 1.0) < _WIDE_GAP or first == end

    def _pieces(self, string: str, start: int, end: int) -> Iterator[tuple[int, int, _Look, int]]:
        """Words of one text object together; cut where the look changes within a word.

        The characters of an object follow each other, so if a later word ends in the same
        object, all between are in it too.
        """
        object_of, text = self._api.FPDFText_GetTextObject, self._text
        words = [word.span() for word in _WORD.finditer(string, start, end)]
        last_word = len(words) - 1
        i = 0
        while i <= last_word:
            first, last = words[i]
            handle = object_of(text, first) or 0
            look = self._objects.get(handle) or self._look(handle, first)
            ending = object_of(text, last - 1) or 0
            if ending == handle:
                step = 1
                while i < last_word:
                    probe = min(i + step, last_word)
                    if (object_of(text, words[probe][1] - 1) or 0) == handle:
                        i, step = probe, 2 * step
                    elif step == 1:
                        break
                    else:
                        step = 1
                yield first, words[i][1], look, handle
            else:
                yield from self._mixed(string, first, last, look, ending)
            i += 1

    def _mixed(
        self, string: str, first: int, last: int, look: _Look, ending: int
    ) -> Iterator[tuple[int, int, _Look, int]]:
        """A word that several objects make up."""
        object_of, text = self._api.FPDFText_GetTextObject, self._text
        # A raised mark is a digit or a sign; the letters of a word share one look.
        probes = [m.start() for m in _MARK_SIGNS.finditer(string, first, last)]
        if not probes and string[first].isalpha():
            yield first, last, look, ending
        elif self._look(ending, last - 1)[:2] == look[:2] and all(
            self._look(object_of(text, i) or 0, i)[:2] == look[:2] for i in probes
        ):
            yield first, last, look, ending
        else:
            yield from self._letters(first, last)

    def _letters(self, first: int, last: int) -> Iterator[tuple[int, int, _Look, int]]:
        start, look, handle = first, None, 0
        for i in range(first, last):
            here = self._api.FPDFText_GetTextObject(self._text, i) or 0
            if here == handle and look is not None:
                continue
            other = self._look(here, i)
            if look is not None and other[:2] != look[:2]:
                yield start, i, look, handle
                start, look = i, other
            elif look is None:
                look = other
            handle = here
        if look is not None:
            yield start, last, look, handle

    def _look(self, handle: int, index: int) -> _Look:
        known = self._objects.get(handle)
        if known is not None:
            return known
        matrix, functions = self._matrix, self._api
        functions.FPDFText_GetMatrix(self._text, index, self._matrix_at)
        font = functions.FPDFTextObj_GetFont(handle) if handle else 0
        nominal = functions.FPDFText_GetFontSize(self._text, index)
        key = (font or 0, nominal, matrix.c, matrix.d)
        style = self._styles.get(key)
        if style is None:
            size = round(nominal * hypot(matrix.c, matrix.d), 1)
            name, bold = self._font(font) if font else ("", False)
            # One object for each style, so that styles can be compared by identity.
            style = self._styles.setdefault((name, size), Style(name, size, bold))
            self._styles[key] = style
        x, y = self._frame.point(matrix.e, matrix.f)
        marked = functions.FPDFPageObj_GetMarkedContentID(handle) if self._marked and handle else -1
        upright = self._frame.upright(matrix.a, matrix.b)
        look = _Look(style, round(y, 1), marked, upright, x)
        if handle:
            self._objects[handle] = look
        return look

    def _left(self, index: int) -> float:
        at = self._place_at
        self._api.FPDFText_GetCharOrigin(self._text, index, at, at + 8)
        return self._frame.point(*self._place)[0]

    def _right(self, index: int) -> float:
        box = self._box
        if not self._api.FPDFText_GetLooseCharBox(self._text, index, self._box_at):
            return self._left(index)
        if self._frame.turned == 0:
            return box.c - self._frame.left
        return max(self._frame.point(box.a, box.b)[0], self._frame.point(box.c, box.d)[0])

    def is_artifact(self, index: int) -> bool:
        """Whether the character's object is marked as furniture of the page."""
        handle = self._api.FPDFText_GetTextObject(self._text, index)
        if not handle:
            return False
        return _marked_as(handle, "Artifact")

    def colour(self, index: int) -> int | None:
        """Fill colour of the character's object."""
        handle = self._api.FPDFText_GetTextObject(self._text, index)
        return _fill(handle, self._channels) if handle else None


def _fill(handle: int, channels: ctypes.Array[c_uint]) -> int | None:
    at = addressof(channels)
    if not api().FPDFPageObj_GetFillColor(handle, at, at + 4, at + 8, at + 12):
        return None
    red, green, blue, _ = channels
    return int(red << 16 | green << 8 | blue)


def _marked_as(handle: int, name: str) -> bool:
    functions = api()
    buffer = ctypes.create_string_buffer(64)
    length = c_ulong()
    for i in range(functions.FPDFPageObj_CountMarks(handle)):
        mark = functions.FPDFPageObj_GetMark(handle, i)
        if functions.FPDFPageObjMark_GetName(mark, buffer, 64, byref(length)) and (
            wide_text(buffer.raw[: length.value]) == name
        ):
            return True
    return False


def _add_shapes(page: Page, handle: int, frame: _Frame) -> None:
    functions = api()
    box = (ctypes.c_float * 4)()
    channels = (c_uint * 4)()
    at = addressof(box)
    filled, stroked = c_int(), c_int()
    kind_of, bounds_of = functions.FPDFPageObj_GetType, functions.FPDFPageObj_GetBounds

    def add(found: int, shift: Floats | None) -> None:
        if not bounds_of(found, at, at + 4, at + 8, at + 12):
            return
        functions.FPDFPath_GetDrawMode(found, byref(filled), byref(stroked))
        if not filled.value and not stroked.value:
            return
        left, bottom, right, top = box
        if shift is not None:
            left, right = sorted((left * shift.a + shift.e, right * shift.a + shift.e))
            bottom, top = sorted((bottom * shift.d + shift.f, top * shift.d + shift.f))
        (xa, ya), (xb, yb) = frame.point(left, top), frame.point(right, bottom)
        fill = _fill(found, channels) if filled.value else None
        shape = Shape(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), fill, bool(stroked.value))
        page.shapes.append(shape)

    def visit(count: int, get: object, holder: int, shift: Floats | None, depth: int) -> None:
        for i in range(count):
            found = get(holder, i)  # type: ignore[operator]
            kind = kind_of(found)
            if kind == _TEXT:
                continue
            if kind == _PATH:
                add(found, shift)
            elif kind == _IMAGE:
                page.pictures += 1
            elif kind == _FORM and depth < _DEEPEST_FORM:
                inner = Floats()
                functions.FPDFPageObj_GetMatrix(found, byref(inner))
                visit(
                    functions.FPDFFormObj_CountObjects(found),
                    functions.FPDFFormObj_GetObject,
                    found,
                    _chained(inner, shift),
                    depth + 1,
                )

    visit(functions.FPDFPage_CountObjects(handle), functions.FPDFPage_GetObject, handle, None, 0)


def _chained(inner: Floats, outer: Floats | None) -> Floats:
    if outer is None:
        return inner
    return Floats(
        inner.a * outer.a,
        0,
        0,
        inner.d * outer.d,
        inner.e * outer.a + outer.e,
        inner.f * outer.d + outer.f,
    )


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
