"""A PDF report as blocks in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count

from ...document import Metadata, RawBlock, Source
from ...errors import (
    DamagedSourceError,
    EmptySourceError,
    EncryptedSourceError,
    ScannedSourceError,
)
from .blocks import Setting, Writer, drafts, heading_levels, headings
from .contents import drop_contents
from .furniture import drop_notes, drop_running_lines
from .joining import Joiner
from .layout import Layout, body_size, layout_of, usual_leading
from .lines import Line
from .markers import attach_numbers
from .order import Box, Item, join_boxes, reading_order
from .pdfium import PdfiumDocument, PdfiumError


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF.

    Args:
        data: the file.
        name: the file as the user named it, for messages and metadata.

    Raises:
        EncryptedSourceError: it asks for a password.
        DamagedSourceError: it cannot be parsed.
        ScannedSourceError: its pages are pictures.
        EmptySourceError: it has no pages, or nothing on them.
    """
    try:
        with PdfiumDocument(data) as document:
            total = len(document)
            title = document.title()
            layouts = [layout_of(document.page(i + 1)) for i in range(total)]
    except PdfiumError as error:
        if error.password:
            raise EncryptedSourceError(
                name, "asks for a password", "save it without one"
            ) from error
        raise DamagedSourceError(name, "is damaged", "download it again") from error
    if not total:
        raise EmptySourceError(name, "has no pages", "check the file")
    blank = tuple(layout.number for layout in layouts if not layout.lines and layout.shows)
    if not any(layout.lines for layout in layouts):
        if blank:
            raise ScannedSourceError(
                name, "its pages are pictures without text", "run it through text recognition first"
            )
        raise EmptySourceError(name, "has nothing on its pages", "check the file")
    metadata = Metadata(name, "application/pdf", title=title, pages=total, blank_pages=blank)
    return Source(metadata, blocks_of(layouts))


def blocks_of(layouts: Sequence[Layout]) -> list[RawBlock]:
    """Blocks of a document's pages."""
    drop_running_lines(layouts)
    body = body_size(layouts)
    drop_contents(layouts, body)
    drop_notes(layouts, body)
    joiner = Joiner(line.text for layout in layouts for line in layout.lines)
    setting = Setting(body, usual_leading(layouts, body))
    flows: list[list[Item]] = []
    boxes: list[Box] = []
    numbers = count()
    for layout in layouts:
        flow, found = reading_order(layout, numbers)
        flows.append(flow)
        boxes += found
    join_boxes(flows, boxes)
    for flow in flows:
        attach_numbers([item for item in flow if isinstance(item, Line)], body)
    badges = frozenset(box.number for box in boxes if box.badge)
    found_drafts = drafts(chain.from_iterable(flows), setting, badges)
    chosen = headings(found_drafts, setting, badges)
    levels = heading_levels(found_drafts, chosen)
    writer = Writer(joiner, {box.number: box for box in boxes})
    return writer.blocks(found_drafts, levels, badges)
