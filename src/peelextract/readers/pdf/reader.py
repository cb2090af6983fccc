"""A PDF report as blocks in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count
from typing import Protocol

from ...document import Metadata, RawBlock, Source
from ...errors import (
    DamagedSourceError,
    EmptySourceError,
    EncryptedSourceError,
    ScannedSourceError,
)
from .blocks import Writer
from .columns import Box
from .contents import drop_contents
from .drafts import Setting
from .furniture import drop_notes, drop_running_lines
from .headings import heading_levels, headings
from .joining import Joiner
from .layout import Layout, body_size, layout_of, usual_leading
from .lines import Line
from .markers import attach_numbers
from .order import Item, join_boxes, reading_order
from .page import Page
from .paragraphs import drafts
from .pdfium import PdfiumDocument, PdfiumError
from .plumber import PlumberDocument, PlumberError


class PageSource(Protocol):
    """An open file that gives its pages."""

    def __len__(self) -> int:
        """Number of pages."""

    def title(self) -> str | None:
        """The title in the information dictionary."""

    def page(self, number: int) -> Page:
        """Read one page, 1-based."""


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
            title, layouts, lost = _layouts(document, data)
    except PdfiumError as error:
        if error.password:
            raise EncryptedSourceError(
                name, "asks for a password", "save a copy without one and read that"
            ) from error
        try:
            with PlumberDocument(data) as slow:
                title, layouts, lost = _layouts(slow, None)
        except PlumberError as second:
            raise DamagedSourceError(
                name, "cannot be parsed as a PDF", "download it again or save it anew"
            ) from second
    total = len(layouts) + len(lost)
    if not total:
        raise EmptySourceError(name, "has no pages", "check that it is the right file")
    shown = [layout.number for layout in layouts if not layout.lines and layout.shows]
    if not any(layout.lines for layout in layouts):
        if shown:
            raise ScannedSourceError(
                name, "has pictures for pages and no text", "run text recognition on it first"
            )
        if lost:
            raise DamagedSourceError(name, "has no page that can be read", "download it again")
        raise EmptySourceError(name, "has nothing on its pages", "check that it is the right file")
    metadata = Metadata(
        name,
        "application/pdf",
        title=title,
        pages=total,
        blank_pages=tuple(sorted(shown + lost)),
    )
    return Source(metadata, blocks_of(layouts))


def _layouts(
    document: PageSource, data: bytes | None
) -> tuple[str | None, list[Layout], list[int]]:
    """Title, pages, and the numbers of pages that cannot be read either way."""
    layouts: list[Layout] = []
    lost: list[int] = []
    for number in range(1, len(document) + 1):
        page = _page(document, number) or (_slow_page(data, number) if data else None)
        if page is None:
            lost.append(number)
        else:
            layouts.append(layout_of(page))
    return document.title(), layouts, lost


def _page(document: PageSource, number: int) -> Page | None:
    try:
        return document.page(number)
    except (PdfiumError, PlumberError):
        return None


def _slow_page(data: bytes, number: int) -> Page | None:
    try:
        with PlumberDocument(data) as document:
            return _page(document, number)
    except PlumberError:
        return None


def blocks_of(layouts: Sequence[Layout]) -> list[RawBlock]:
    """Blocks of a document's pages; the pages' own lines are used up."""
    drop_running_lines(layouts, body_size(layouts))
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
    join_boxes(list(chain.from_iterable(flows)), boxes)
    for flow in flows:
        attach_numbers([item for item in flow if isinstance(item, Line)], body)
    _widen_titles(flows, body)
    badges = frozenset(box.number for box in boxes if box.badge)
    found_drafts = drafts(chain.from_iterable(flows), setting, badges)
    levels = heading_levels(found_drafts, headings(found_drafts, setting, badges))
    blocks = Writer(joiner).blocks(found_drafts, levels, badges)
    _count_containers(blocks)
    return blocks


def _count_containers(blocks: Sequence[RawBlock]) -> None:
    """Number containers as they come: a box without words of its own leaves no gap."""
    numbers: dict[int, int] = {}
    for block in blocks:
        if block.container is not None:
            block.container = numbers.setdefault(block.container, len(numbers))


def _widen_titles(flows: Sequence[Sequence[Item]], body: float) -> None:
    """Let large type reach as far as the text proper does.

    A title stands alone on its page, where its own lines say nothing about the margin.
    """
    pages = [[i for i in flow if isinstance(i, Line) and i.container is None] for flow in flows]
    text = [line for page in pages for line in page if abs(line.size - body) < 0.6]
    right = max((line.right for line in text), default=0.0)
    left = min((line.left for line in text), default=0.0)
    for page in pages:
        if any(line.right >= right or len(line.text) > 60 for line in page):
            continue
        for line in page:
            if line.size > 1.5 * body and abs(line.left - left) < 12:
                line.right = right
