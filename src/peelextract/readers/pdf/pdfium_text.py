"""Runs of a page's text, by way of PDFium.

A call into PDFium costs about as much as the work it does, so a style is asked for once a
text object or once a word, never once a character.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_ulong, c_void_p
from math import hypot
from typing import NamedTuple

from .api import Floats, api, wide_text
from .page import Style, font_of
from .pdfium_shapes import Frame, Paint

_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
"""A hyphen at a line's end stands in place of the line break."""
_WORD = re.compile(r"[^\s\x00]+")
_INK = re.compile(r"[\s\x00]*(?P<ink>[^\s\x00](?:.*[^\s\x00])?)", re.DOTALL)
_MARK_SIGNS = re.compile(r"[0-9*†‡]")
_HYPHENS = {0: None, 2: "-", 0xFFFE: "-"}
"""PDFium's signs for no character and for a hyphen at a line's end."""
_SIGNS = re.compile(r"[\x00\x02\ufffe]")
_WIDE_GAP = 0.5
"""Of the type size: a gap from which two words are two runs."""


class Look(NamedTuple):
    """How and where a text object is set."""

    style: Style
    baseline: float
    marked: int
    upright: bool
    x: float
    handle: int


StyleTable = dict[tuple[str, float], Style]
"""One object for each style of a document, so that styles can be compared by identity."""


class TextReader:
    """Runs of one page's text.

    Args:
        text: handle of PDFium's text page.
        frame: of the page.
        tagged: whether to ask for marked content numbers.
        styles: the document's styles so far.

    Attributes:
        objects: the text objects asked for so far, by handle.
    """

    def __init__(self, text: int, frame: Frame, tagged: bool, styles: StyleTable) -> None:
        self._api = api()
        self._text = c_void_p(text)
        self._frame = frame
        self._tagged = tagged
        self._styles = styles
        # PDFium frees a font with the last page that uses it and may give its address to
        # another: what is known by an address is known for one page.
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._known: dict[tuple[int, float, float, float], Style] = {}
        self.objects: dict[int, Look] = {}
        self._matrix = Floats()
        self._matrix_at = c_void_p(addressof(self._matrix))
        self._box = Floats()
        self._box_at = c_void_p(addressof(self._box))
        self._place = (c_double * 2)()
        place = addressof(self._place)
        self._place_at = c_void_p(place), c_void_p(place + 8)
        self._paint = Paint()
        self._signs = False

    def _string(self) -> str:
        count = self._api.FPDFText_CountChars(self._text)
        if count <= 0:
            return ""
        # Of few sizes, since ctypes makes a type for each.
        buffer = ctypes.create_string_buffer((2 * count + 2 + 4095) // 4096 * 4096)
        written = self._api.FPDFText_GetText(self._text, 0, count, buffer)
        string = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(string) == count:
            return string
        # Characters without a meaning are left out of the text but counted: take them singly.
        codes = [self._api.FPDFText_GetUnicode(self._text, i) for i in range(count)]
        return "".join(chr(c) if 0 < c < 0x110000 else "\0" for c in codes)

    def runs(self) -> Iterator[tuple[str, float, float, Look]]:
        """Text, left, right and look of each run."""
        string = self._string()
        self._signs = _SIGNS.search(string) is not None
        object_of, text = self._api.FPDFText_GetTextObject, self._text
        for line in _LINE.finditer(string):
            first, last = begins, ends = line.span()
            if _is_blank(string[first]) or _is_blank(string[last - 1]):
                ink = _INK.match(string, begins, ends)
                if ink is None:
                    continue
                first, last = ink.span("ink")
            handle = object_of(text, first) or 0
            if handle != (object_of(text, last - 1) or 0):
                yield from self._joined(string, first, last, ends)
                continue
            # The characters of an object follow each other, so all between are in it too.
            look = self.objects.get(handle)
            if look is None and first == begins:
                look = self._look(handle, first)
                left = look.x
            else:
                look = look or self._look(handle, first)
                left = self._left(first)
            yield from self._run(string, first, last, ends, left, look)

    def _joined(
        self, string: str, start: int, end: int, following: int
    ) -> Iterator[tuple[str, float, float, Look]]:
        """Runs of a line that several objects make up."""
        begin, until = start, end
        look: Look | None = None
        handle = 0
        x0 = 0.0
        for first, last, piece, piece_handle in self._pieces(string, start, end):
            if look is not None and piece_handle == handle:
                until = last
                continue
            if look is not None and self._follows(until, first, look, piece):
                until, handle = last, piece_handle
                continue
            if look is not None:
                yield from self._run(string, begin, until, first, x0, look)
            begin, until, look, handle = first, last, piece, piece_handle
            x0 = self._left(first)
        if look is not None:
            yield from self._run(string, begin, until, following, x0, look)

    def _run(
        self, string: str, start: int, end: int, following: int, x0: float, look: Look
    ) -> list[tuple[str, float, float, Look]]:
        """One run, or several where one object spans the columns of a table."""
        runs: list[tuple[str, float, float, Look]] = []
        x1 = self._right(end - 1)
        size = look.style.size
        if x1 - x0 > (0.6 * (end - start) + 1.5) * size:
            # There is nothing but a shift between two columns.
            cut = start
            for word in _WORD.finditer(string, start, end):
                left = self._left(word.start())
                if word.start() > start and left - self._right(cut - 1) > _WIDE_GAP * size:
                    runs.append(
                        (self._shown(string[start:cut]) + " ", x0, self._right(cut - 1), look)
                    )
                    start, x0 = word.start(), left
                cut = word.end()
        space = " " if following > end else ""
        runs.append((self._shown(string[start:end]) + space, x0, x1, look))
        return runs

    def _shown(self, text: str) -> str:
        return text.translate(_HYPHENS) if self._signs else text

    def _follows(self, end: int, first: int, before: Look, after: Look) -> bool:
        """Whether a word that starts at ``first`` carries on the run that ends at ``end``."""
        if before.style is not after.style or before.marked != after.marked:
            return False
        if abs(before.baseline - after.baseline) > 0.3:
            return False
        gap = after.x - self._right(end - 1)
        # Kerning may take the next word back a little; a new line on this one starts far left.
        return -2.0 < gap / (before.style.size or 1.0) < _WIDE_GAP or first == end

    def _pieces(self, string: str, start: int, end: int) -> Iterator[tuple[int, int, Look, int]]:
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
            look = self.objects.get(handle) or self._look(handle, first)
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
            elif string[first:last].isalpha():
                # The letters of a word share one look.
                yield first, last, look, ending
            else:
                yield from self._mixed(string, first, last, look, ending)
            i += 1

    def _mixed(
        self, string: str, first: int, last: int, look: Look, ending: int
    ) -> Iterator[tuple[int, int, Look, int]]:
        """A word that several objects make up."""
        object_of, text = self._api.FPDFText_GetTextObject, self._text
        # A raised mark is a digit or a sign; the letters of a word share one look.
        probes = [m.start() for m in _MARK_SIGNS.finditer(string, first, last)]
        if not probes and string[first].isalpha():
            yield first, last, look, ending
            return
        probes.append(last - 1)
        looks = (self._look(object_of(text, i) or 0, i) for i in probes)
        if all(other.style is look.style and other.baseline == look.baseline for other in looks):
            yield first, last, look, ending
        else:
            yield from self._letters(first, last)

    def _letters(self, first: int, last: int) -> Iterator[tuple[int, int, Look, int]]:
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

    def _look(self, handle: int, index: int) -> Look:
        known = self.objects.get(handle)
        if known is not None:
            return known
        matrix, functions, frame = self._matrix, self._api, self._frame
        functions.FPDFText_GetMatrix(self._text, index, self._matrix_at)
        across, along = matrix.c, matrix.d
        font = functions.FPDFTextObj_GetFont(handle) if handle else 0
        nominal = functions.FPDFText_GetFontSize(self._text, index)
        key = (font or 0, nominal, across, along)
        style = self._known.get(key)
        if style is None:
            size = round(nominal * hypot(across, along), 1)
            name, bold = self._font(font) if font else ("", False)
            style = self._styles.setdefault((name, size), Style(name, size, bold))
            self._known[key] = style
        x, y = frame.point(matrix.e, matrix.f)
        marked = functions.FPDFPageObj_GetMarkedContentID(handle) if self._tagged and handle else -1
        look = Look(style, round(y, 1), marked, frame.upright(matrix.a, matrix.b), x, handle)
        if handle:
            self.objects[handle] = look
        return look

    def _font(self, handle: int) -> tuple[str, bool]:
        known = self._fonts.get(handle)
        if known is None:
            buffer = ctypes.create_string_buffer(200)
            self._api.FPDFFont_GetBaseFontName(handle, buffer, 200)
            known = self._fonts[handle] = font_of(buffer.value.decode("utf-8", "replace"))
        return known

    def _left(self, index: int) -> float:
        self._api.FPDFText_GetCharOrigin(self._text, index, *self._place_at)
        x, y = self._place
        return self._frame.point(x, y)[0]

    def _right(self, index: int) -> float:
        box = self._box
        if not self._api.FPDFText_GetLooseCharBox(self._text, index, self._box_at):
            return self._left(index)
        if self._frame.turned == 0:
            return float(box.c) - self._frame.left
        return max(self._frame.point(box.a, box.b)[0], self._frame.point(box.c, box.d)[0])

    def is_artifact(self, look: Look) -> bool:
        """Whether a text object is marked as furniture of the page."""
        return bool(look.handle) and _marked_as(look.handle, "Artifact")

    def colour(self, look: Look) -> int | None:
        """Fill colour of a text object."""
        return self._paint.fill(look.handle) if look.handle else None


def _is_blank(character: str) -> bool:
    return character.isspace() or character == "\0"


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
