"""Pages by way of pdfplumber: for what PDFium cannot read, and to check it by.

It asks for each character singly and costs some fifteen times as much.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import hypot
from typing import Any

from .page import WHITE, Page, Run, Shape, Style, Tag, font_of
from .structure import Element, index_tags

_UNUSED_CODES = {f"(cid:{code})": "•" for code in (127, 129, 141, 143, 144, 157)}
"""Codes that WinAnsiEncoding leaves unused stand for a bullet (PDF 32000-1, Annex D.2)."""
_SPACE = 0.17
"""Of the type size: a gap that stands for a space where the file has none."""
_WIDE_GAP = 0.5


class PlumberError(Exception):
    """pdfplumber cannot open the file, or a page of it."""


class PlumberDocument:
    """An open file; use as a context manager.

    Raises:
        PlumberError: it cannot be opened.
    """

    def __init__(self, data: bytes) -> None:
        import pdfplumber

        try:
            self._pdf = pdfplumber.open(io.BytesIO(data))
            self._count = len(self._pdf.pages)
        except Exception as error:  # A damaged file makes the parser fail in any way.
            raise PlumberError("it does not open") from error
        self._styles: dict[tuple[str, float], Style] = {}
        self._descents: dict[str, float] = {}
        self._elements = 0

    def __enter__(self) -> PlumberDocument:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return self._count

    def title(self) -> str | None:
        """The title in the information dictionary."""
        title = (self._pdf.metadata or {}).get("Title")
        return title if isinstance(title, str) and title.strip() else None

    def page(self, number: int) -> Page:
        """Read one page.

        Args:
            number: 1-based.

        Raises:
            PlumberError: the page cannot be read.
        """
        try:
            source = self._pdf.pages[number - 1]
            try:
                return self._read(source, number)
            finally:
                source.close()
        except Exception as error:  # As above.
            raise PlumberError(f"page {number} cannot be read") from error

    def _read(self, source: Any, number: int) -> Page:
        chars = source.chars
        tags: dict[int, Tag] = {}
        if any(char.get("mcid") is not None for char in chars):
            tags, self._elements = index_tags(_elements(source.structure_tree), self._elements)
        page = Page(number, float(source.width), float(source.height))
        page.runs = list(self._runs(chars, tags, page.height, source.bbox))
        page.shapes = [
            shape
            for found in (source.rects, source.lines, source.curves)
            for item in found
            if (shape := _shape(item)) is not None
        ]
        page.pictures = len(source.images)
        return page

    def _runs(
        self,
        chars: Iterable[Mapping[str, Any]],
        tags: Mapping[int, Tag],
        height: float,
        bbox: tuple[float, float, float, float],
    ) -> Iterator[Run]:
        known = list(chars)
        self._learn_descents(known)
        run: Run | None = None
        marked: int | None = None
        for char in known:
            text = char["text"]
            if not text.strip():
                if run is not None and not run.text.endswith(" "):
                    run.text += " "
                continue
            text = _UNUSED_CODES.get(text, text)
            a, b, c, d, _, f = char["matrix"]
            if not a > 5 * abs(b) or text.startswith("(cid:"):
                continue
            style = self._style(char["fontname"], round(char["size"], 1))
            rise = char["y0"] - f - self._descents[char["fontname"]] * char["size"]
            baseline = round(height - (f - bbox[1]) - rise * (d > 0), 1)
            gap = char["x0"] - run.x1 if run is not None else 0.0
            carries_on = (
                run is not None
                and run.style is style
                and marked == char.get("mcid")
                and abs(run.baseline - baseline) <= 0.3
                and -2.0 < gap / ((hypot(c, d) and style.size) or 1.0) < _WIDE_GAP
            )
            if run is None or not carries_on:
                if run is not None:
                    yield run
                marked = char.get("mcid")
                run = Run(
                    "",
                    char["x0"],
                    char["x1"],
                    baseline,
                    style,
                    _tag(char, tags),
                    _colour(char.get("non_stroking_color")),
                )
            elif gap > _SPACE * style.size and not run.text.endswith(" "):
                run.text += " "
            run.text += text.replace("\u00ad", "-")
            run.x1 = char["x1"]
        if run is not None:
            yield run

    def _style(self, font: str, size: float) -> Style:
        name, bold = font_of(font)
        return self._styles.setdefault((name, size), Style(name, size, bold))

    def _learn_descents(self, chars: Iterable[Mapping[str, Any]]) -> None:
        """How far a font's box reaches below the baseline: what is left is rise.

        The matrix of a character does not hold its rise; its box does.
        """
        offsets: dict[str, Counter[float]] = {}
        for char in chars:
            if char["fontname"] not in self._descents and char["size"]:
                offset = (char["y0"] - char["matrix"][5]) / char["size"]
                offsets.setdefault(char["fontname"], Counter())[round(offset, 3)] += 1
        for font, counted in offsets.items():
            self._descents[font] = counted.most_common(1)[0][0]
        for char in chars:
            self._descents.setdefault(char["fontname"], 0.0)


def _tag(char: Mapping[str, Any], tags: Mapping[int, Tag]) -> Tag | None:
    marked = char.get("mcid")
    if marked is not None and marked in tags:
        return tags[marked]
    return Tag(artifact=True) if char.get("tag") == "Artifact" else None


def _elements(found: Iterable[Mapping[str, Any]]) -> list[Element]:
    return [
        Element(
            str(item.get("type") or ""),
            _elements(item.get("children") or ()),
            list(item.get("mcids") or ()),
        )
        for item in found
    ]


def _shape(item: Mapping[str, Any]) -> Shape | None:
    filled, stroked = bool(item.get("fill")), bool(item.get("stroke"))
    if not filled and not stroked:
        return None
    fill = _colour(item.get("non_stroking_color")) if filled else None
    if filled and fill is None:
        fill = WHITE
    half = float(item.get("linewidth") or 0) / 2 if stroked else 0.0
    return Shape(
        float(item["x0"]) - half,
        float(item["top"]) - half,
        float(item["x1"]) + half,
        float(item["bottom"]) + half,
        fill,
        stroked,
    )


def _colour(value: Any) -> int | None:
    """A colour of one, three or four components as 0xRRGGBB; others are not known."""
    if isinstance(value, int | float):
        value = (value,)
    if not isinstance(value, tuple | list) or not all(isinstance(v, int | float) for v in value):
        return None
    if len(value) == 1:
        red = green = blue = value[0]
    elif len(value) == 3:
        red, green, blue = value
    elif len(value) == 4:
        red, green, blue = (1 - min(1, component + value[3]) for component in value[:3])
    else:
        return None
    channels = [max(0, min(255, round(255 * channel))) for channel in (red, green, blue)]
    return int(channels[0] << 16 | channels[1] << 8 | channels[2])
