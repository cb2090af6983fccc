"""Small PDFs for tests, laid out by hand; lengths in points from the top left corner."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from peelextract.document import BlockKind, RawBlock
from peelextract.readers.pdf import read_pdf

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 70.0, 525.0
LEADING = 14.0


class Paper:
    """A PDF under construction."""

    def __init__(self, **options: Any) -> None:
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=(WIDTH, HEIGHT), invariant=1, **options)

    def text(
        self, x: float, y: float, words: str, size: float = 11, bold: bool = False, rise: float = 0
    ) -> float:
        """One line with its baseline at ``y``; gives where it ends."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        line = self._canvas.beginText(x, HEIGHT - y)
        line.setFont(font, size)
        line.setRise(rise)
        line.textOut(words)
        self._canvas.drawText(line)
        return x + float(self._canvas.stringWidth(words, font, size))

    def lines(self, x: float, y: float, *lines: str, size: float = 11, bold: bool = False) -> float:
        """Lines below each other; gives the baseline that the next would have."""
        for line in lines:
            self.text(x, y, line, size, bold)
            y += LEADING
        return y

    def shade(
        self, x0: float, top: float, x1: float, bottom: float, colour: str = "#ddeeff"
    ) -> None:
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self._canvas.setFillColor(HexColor("#000000"))

    def ink(self, colour: str) -> None:
        """Colour of what is written from now on."""
        self._canvas.setFillColor(HexColor(colour))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def disc(self, x: float, y: float, radius: float) -> None:
        self._canvas.circle(x, HEIGHT - y, radius, stroke=0, fill=1)

    def picture(self) -> None:
        """A page-filling picture."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        image = ImageReader(Image.new("L", (8, 8), 128))
        self._canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)

    def title(self, words: str) -> None:
        self._canvas.setTitle(words)

    def turn(self) -> None:
        """Begin a new page."""
        self._canvas.showPage()

    def data(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def blocks(self) -> list[RawBlock]:
        return list(read_pdf(self.data(), "paper.pdf").blocks)


def shown(blocks: list[RawBlock]) -> list[tuple[str, str]]:
    """Kind and words of each block; cells of a table stand apart by a bar, rows by a slash."""
    return [(block.kind.name.lower(), words(block)) for block in blocks]


def words(block: RawBlock) -> str:
    if block.kind is BlockKind.TABLE:
        assert block.rows is not None
        return " / ".join(" | ".join(cell.text for cell in row) for row in block.rows)
    return block.text
