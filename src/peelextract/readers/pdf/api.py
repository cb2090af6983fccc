"""PDFium's functions with plain prototypes.

The stock bindings wrap each pointer in an object and let go of the interpreter lock for
each call. The calls made here take a fraction of a microsecond, and PDFium is not to be
entered by two threads anyway: pointers as integers and no release cost about half.

Declared integers cost a third of a call that takes a character's or object's number. Such
functions have no declared arguments: ctypes passes a plain integer as a C ``int``, and the
pointers have to come as ``c_void_p``.
"""

from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from typing import Any

_PROTOTYPES: dict[str, tuple[Any, ...]] = {
    "FPDF_LoadMemDocument64": (c_void_p, c_char_p, c_size_t, c_char_p),
    "FPDF_CloseDocument": (None, c_void_p),
    "FPDF_GetLastError": (c_ulong,),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_GetMetaText": (c_ulong, c_void_p, c_char_p, c_void_p, c_ulong),
    "FPDFCatalog_IsTagged": (c_int, c_void_p),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDF_GetPageBoundingBox": (c_int, c_void_p, c_void_p),
    "FPDFPage_GetRotation": (c_int, c_void_p),
    "FPDFPage_CountObjects": (c_int, c_void_p),
    "FPDFPageObj_GetType": (c_int, c_void_p),
    "FPDFPageObj_GetBounds": (c_int, *[c_void_p] * 5),
    "FPDFPageObj_GetFillColor": (c_int, *[c_void_p] * 5),
    "FPDFPageObj_GetMatrix": (c_int, c_void_p, c_void_p),
    "FPDFPageObj_GetMarkedContentID": (c_int, c_void_p),
    "FPDFPageObj_CountMarks": (c_int, c_void_p),
    "FPDFPageObj_GetMark": (c_void_p, c_void_p, c_ulong),
    "FPDFPageObjMark_GetName": (c_int, c_void_p, c_void_p, c_ulong, c_void_p),
    "FPDFPath_GetDrawMode": (c_int, c_void_p, c_void_p, c_void_p),
    "FPDFFormObj_CountObjects": (c_int, c_void_p),
    "FPDFFormObj_GetObject": (c_void_p, c_void_p, c_ulong),
    "FPDFTextObj_GetFont": (c_void_p, c_void_p),
    "FPDFFont_GetBaseFontName": (c_size_t, c_void_p, c_void_p, c_size_t),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetText": (c_int, c_void_p, c_int, c_int, c_void_p),
    "FPDF_StructTree_GetForPage": (c_void_p, c_void_p),
    "FPDF_StructTree_Close": (None, c_void_p),
    "FPDF_StructTree_CountChildren": (c_int, c_void_p),
    "FPDF_StructTree_GetChildAtIndex": (c_void_p, c_void_p, c_int),
    "FPDF_StructElement_CountChildren": (c_int, c_void_p),
    "FPDF_StructElement_GetChildAtIndex": (c_void_p, c_void_p, c_int),
    "FPDF_StructElement_GetChildMarkedContentID": (c_int, c_void_p, c_int),
    "FPDF_StructElement_GetMarkedContentID": (c_int, c_void_p),
    "FPDF_StructElement_GetType": (c_ulong, c_void_p, c_void_p, c_ulong),
}

_NUMBERED: dict[str, Any] = {
    "FPDFPage_GetObject": c_void_p,
    "FPDFText_GetUnicode": c_uint,
    "FPDFText_GetTextObject": c_void_p,
    "FPDFText_GetFontSize": c_double,
    "FPDFText_GetMatrix": c_int,
    "FPDFText_GetCharOrigin": c_int,
    "FPDFText_GetLooseCharBox": c_int,
}
"""What functions give that take a page or its text, and the number of a part of it."""


class Floats(ctypes.Structure):
    """Room for up to six floats, as a matrix (a b c d e f) or a rectangle (left …)."""

    _fields_ = tuple((name, c_float) for name in "abcdef")


class Api:
    """The functions, by the names that PDFium gives them."""

    def __init__(self) -> None:
        # pypdfium2 loads and initialises the library as it is imported.
        from pypdfium2 import raw

        prototypes = {name: ctypes.PYFUNCTYPE(*types) for name, types in _PROTOTYPES.items()}
        for name, result in _NUMBERED.items():
            prototypes[name] = ctypes.PYFUNCTYPE(result)
        for name, prototype in prototypes.items():
            address = ctypes.cast(getattr(raw, name), c_void_p).value or 0
            setattr(self, name, prototype(address))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


_loaded: list[Api] = []


def api() -> Api:
    """The bound functions, bound at the first call."""
    if not _loaded:
        _loaded.append(Api())
    return _loaded[0]


def wide_text(buffer: bytes) -> str:
    """Text that PDFium gives as UTF-16 with a final zero."""
    return buffer.decode("utf-16-le", "replace").rstrip("\0")
