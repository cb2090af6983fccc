"""Shapes and pictures of a page, by way of PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Container, Iterable
from ctypes import addressof, byref, c_int, c_uint, c_void_p
from itertools import repeat

from .api import Floats, api
from .page import Page, Shape

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_DEEPEST_FORM = 6


class Frame:
    """Turns PDFium's page coordinates into points from the top left of the shown page."""

    def __init__(self, handle: int) -> None:
        box = Floats()
        api().FPDF_GetPageBoundingBox(handle, byref(box))
        self.left, self.top = float(box.a), float(box.b)
        self.right, self.bottom = float(box.c), float(box.d)
        self.turned = int(api().FPDFPage_GetRotation(handle))
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if self.turned % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place on the shown page."""
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


class Paint:
    """Gives the fill colours of page objects; one object holds the room for all its calls."""

    def __init__(self) -> None:
        self._get = api().FPDFPageObj_GetFillColor
        self._channels = (c_uint * 4)()
        at = addressof(self._channels)
        self._places = (at, at + 4, at + 8, at + 12)

    def fill(self, handle: int) -> int | None:
        """Fill colour of a page object as 0xRRGGBB."""
        if not self._get(handle, *self._places):
            return None
        red, green, blue, _ = self._channels
        return red << 16 | green << 8 | blue


def add_shapes(page: Page, handle: int, frame: Frame, text: Container[int]) -> None:
    """Add the paths of a page, and count its pictures, those inside forms too.

    Args:
        page: what to add to.
        handle: PDFium's page.
        frame: of the page.
        text: handles of objects that are known to be text.
    """
    functions = api()
    box = (ctypes.c_float * 4)()
    paint = Paint()
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
            across = [x * shift.a + y * shift.c for x in (left, right) for y in (bottom, top)]
            up = [x * shift.b + y * shift.d for x in (left, right) for y in (bottom, top)]
            left, right = min(across) + shift.e, max(across) + shift.e
            bottom, top = min(up) + shift.f, max(up) + shift.f
        (xa, ya), (xb, yb) = frame.point(left, top), frame.point(right, bottom)
        fill = paint.fill(found) if filled.value else None
        shape = Shape(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), fill, bool(stroked.value))
        page.shapes.append(shape)

    def visit(objects: Iterable[int], shift: Floats | None, depth: int) -> None:
        for found in objects:
            if found in text:
                continue
            kind = kind_of(found)
            if kind == _TEXT:
                continue
            if kind == _PATH:
                add(found, shift)
            elif kind in (_IMAGE, _SHADING):
                page.pictures += 1
            elif kind == _FORM and depth < _DEEPEST_FORM:
                inner = Floats()
                functions.FPDFPageObj_GetMatrix(found, byref(inner))
                inside = range(functions.FPDFFormObj_CountObjects(found))
                held = map(functions.FPDFFormObj_GetObject, repeat(found), inside)
                visit(held, _chained(inner, shift), depth + 1)

    on_page = range(functions.FPDFPage_CountObjects(handle))
    visit(map(functions.FPDFPage_GetObject, repeat(c_void_p(handle)), on_page), None, 0)


def _chained(inner: Floats, outer: Floats | None) -> Floats:
    """One matrix for what a form's own matrix and that of the form around it do."""
    if outer is None:
        return inner
    return Floats(
        inner.a * outer.a + inner.b * outer.c,
        inner.a * outer.b + inner.b * outer.d,
        inner.c * outer.a + inner.d * outer.c,
        inner.c * outer.b + inner.d * outer.d,
        inner.e * outer.a + inner.f * outer.c + outer.e,
        inner.e * outer.b + inner.f * outer.d + outer.f,
    )
