"""HTML pages, as any tool saved them: a tree of elements to blocks.

What an element is called decides, never its class or id, so that a page survives a new design
of the site, a "save as" and a readability view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from ..document import BlockKind, Metadata, RawBlock, RawCell, Source
from .chrome import content_root, is_chrome
from .lines import bullet, implied_items, is_heading, joined_bullets, paragraphs

_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
    "small span strong strike sub sup time tt u var wbr nobr output".split()
)
_STRONG: Final = frozenset(("strong", "b"))
_DEEPEST: Final = 150
"""Elements within each other beyond which a page is broken; what is deeper is read as lines."""
_PRE_SPACE = re.compile(r"[ \t\r\n\f]+")
_FOOTNOTE = re.compile(r"\[?\d{1,3}\]?|[*†‡]")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


def read_html(text: str, name: str) -> Source:
    """The blocks of a page.

    Menus, banners, asides, forms and scripts are left out (``chrome``); headings that are set
    as bold paragraphs stay paragraphs with ``strong``; lists typed with line breaks become
    list items.
    """
    soup = BeautifulSoup(text, "lxml")
    walker = _Walker()
    walker.walk(content_root(soup), None)
    walker.flush(None)
    blocks = implied_items(_with_headings(joined_bullets(walker.blocks)))
    metadata = Metadata(name, "text/html", title=_title(soup), address=_address(soup))
    return Source(metadata, blocks, walker.enclosing)


def _with_headings(blocks: list[RawBlock]) -> list[RawBlock]:
    """In a page that marks no headings, neither as such nor by weight, what reads as one is."""
    if any(block.kind is BlockKind.HEADING or block.strong for block in blocks):
        return blocks
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and is_heading(block.text.strip()):
            block.kind = BlockKind.HEADING
    return blocks


def _title(soup: BeautifulSoup) -> str | None:
    tag = soup.title
    return " ".join(tag.get_text().split()) or None if tag else None


def _address(soup: BeautifulSoup) -> str | None:
    link = soup.find("link", rel="canonical")
    if isinstance(link, Tag) and link.get("href"):
        return str(link["href"])
    meta = soup.find("meta", property="og:url")
    if isinstance(meta, Tag) and meta.get("content"):
        return str(meta["content"])
    for node in soup.contents:
        if isinstance(node, Comment) and (found := _SAVED_FROM.search(node)):
            return found[1]
    return None


class _Walker:
    """Walks the tree once; inline content gathers until a block element ends it."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.enclosing: dict[int, int] = {}
        self._inline: list[tuple[str, bool]] = []
        self._containers = 0
        self._lists = 0
        self._depth = 0
        self._nested = 0

    def walk(self, node: Tag, container: int | None) -> None:
        """Adds the blocks of an element's children."""
        if self._nested == _DEEPEST:
            for text in node.stripped_strings:
                self._inline += [(_PRE_SPACE.sub(" ", text), False), ("\n", False)]
            return
        self._nested += 1
        self._walk(node, container)
        self._nested -= 1

    def _walk(self, node: Tag, container: int | None) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                if type(child) is NavigableString:
                    self._inline.append((_PRE_SPACE.sub(" ", child), False))
            elif isinstance(child, Tag) and not is_chrome(child):
                self._element(child, container)

    def flush(self, container: int | None) -> None:
        """Ends the paragraph that inline content has gathered."""
        gathered, self._inline = self._inline, []
        if not any(text.strip() for text, _ in gathered):
            return
        typed = "".join(text for text, _ in gathered)
        if "\n" not in typed.strip() and bullet(typed) is None:
            strong = all(bold for text, bold in gathered if text.strip())
            self._add(RawBlock(BlockKind.PARAGRAPH, typed, strong=strong), container)
            return
        self._typed(gathered, container)

    def _add(self, block: RawBlock, container: int | None) -> None:
        block.container = container
        self.blocks.append(block)

    def _typed(self, gathered: list[tuple[str, bool]], container: int | None) -> None:
        """Paragraphs and lists typed with line breaks.

        An empty line or a change of weight ends a paragraph.
        """
        runs: list[tuple[list[str], bool]] = []
        ended = True
        for line, strong in _split(gathered):
            if line and not ended and runs[-1][1] == strong:
                runs[-1][0].append(line)
            elif line:
                runs.append(([line], strong))
            ended = not line
        for lines, strong in runs:
            self._lists += 1
            for typed in paragraphs(lines, width=None, whole=False):
                block = RawBlock(BlockKind.PARAGRAPH, typed.text, strong=strong)
                if typed.marker is None:
                    self._lists += 1
                else:
                    block.kind, block.marker = BlockKind.LIST_ITEM, typed.marker
                    block.list_id = self._lists
                self._add(block, container)

    def _element(self, tag: Tag, container: int | None) -> None:
        name = tag.name
        if name == "br":
            self._inline.append(("\n", False))
        elif name in _INLINE and not tag.find(_is_block):
            self._inline_element(tag)
        else:
            self.flush(container)
            self._block(tag, name, container)

    def _inline_element(self, tag: Tag) -> None:
        if tag.name == "sup" and _FOOTNOTE.fullmatch(tag.get_text(strip=True)):
            return
        for node in tag.descendants:
            if type(node) is NavigableString:
                text = _PRE_SPACE.sub(" ", node)
                self._inline.append((text, _is_strong(node, tag)))
            elif isinstance(node, Tag) and node.name == "br":
                self._inline.append(("\n", False))

    def _block(self, tag: Tag, name: str, container: int | None) -> None:
        if name in _HEADINGS:
            text = tag.get_text(" " if tag.find("br") else "")
            self._add(RawBlock(BlockKind.HEADING, text, level=_HEADINGS[name]), container)
        elif name in ("ul", "ol", "menu"):
            self._list(tag, container)
        elif name == "table":
            self._table(tag, container)
        elif name == "dl":
            self._definitions(tag, container)
        elif name == "summary":
            text = tag.get_text(" ")
            if tag.find(list(_HEADINGS)):
                self.walk(tag, container)
                self.flush(container)
            else:
                self._add(RawBlock(BlockKind.HEADING, text), container)
        elif name == "p":
            self.walk(tag, container)
            self.flush(container)
        else:
            self._containers += 1
            inner = self._containers
            if container is not None:
                self.enclosing[inner] = container
            self.walk(tag, inner)
            self.flush(inner)

    def _list(self, tag: Tag, container: int | None) -> None:
        self._lists += 1
        list_id, depth = self._lists, self._depth
        number = 0
        for item in tag.children:
            if not isinstance(item, Tag) or is_chrome(item):
                continue
            number += 1
            marker = f"{number}." if tag.name == "ol" else "•"
            first = len(self.blocks)
            self._depth += 1
            self.walk(item, container)
            self.flush(container)
            self._depth -= 1
            own = [b for b in self.blocks[first:] if b.kind is BlockKind.PARAGRAPH]
            if len(self.blocks) > first and self.blocks[first].kind is BlockKind.PARAGRAPH:
                lead = self.blocks[first]
                lead.kind, lead.list_id, lead.depth, lead.marker = (
                    BlockKind.LIST_ITEM,
                    list_id,
                    depth,
                    marker,
                )
                if len(own) == len(self.blocks) - first > 1:
                    lead.text = " ".join(b.text.strip() for b in own)
                    del self.blocks[first + 1 :]

    def _table(self, tag: Tag, container: int | None) -> None:
        caption = tag.find("caption")
        if isinstance(caption, Tag):
            self._add(RawBlock(BlockKind.PARAGRAPH, caption.get_text(" ")), container)
        rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
        cells = [list(row.find_all(("td", "th"), recursive=False)) for row in rows]
        if _is_layout(cells):
            for row in cells:
                for cell in row:
                    self._block(cell, "div", container)
            return
        grid = [list(_row(row)) for row in cells if row]
        if grid:
            self._add(RawBlock(BlockKind.TABLE, rows=grid), container)

    def _definitions(self, tag: Tag, container: int | None) -> None:
        """Pairs of short terms and short values are a table; else terms head their text."""
        parts = [part for part in tag.find_all(("dt", "dd")) if isinstance(part, Tag)]
        if all(len(part.get_text()) < 120 and not part.find(_is_block) for part in parts):
            rows: list[list[RawCell]] = []
            for part in parts:
                text = part.get_text(" ")
                if part.name == "dt" or not rows:
                    rows.append([RawCell(text, header=True)])
                else:
                    rows[-1].append(RawCell(text))
            self._add(RawBlock(BlockKind.TABLE, rows=rows), container)
            return
        for part in parts:
            if part.name == "dt":
                self._add(RawBlock(BlockKind.HEADING, part.get_text(" ")), container)
            else:
                self._block(part, "div", container)


def _split(gathered: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The lines of inline content, also empty ones, each with whether it is strong throughout."""
    line: list[tuple[str, bool]] = []
    for text, strong in [*gathered, ("\n", False)]:
        if text != "\n":
            line.append((text, strong))
            continue
        words = [(t, s) for t, s in line if t.strip()]
        yield "".join(t for t, _ in line).strip(), all(s for _, s in words)
        line = []


def _is_strong(node: NavigableString, top: Tag) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.name in _STRONG:
            return True
        if parent is top:
            return False
        parent = parent.parent
    return False


def _is_block(tag: Tag) -> bool:
    return tag.name not in _INLINE and tag.name not in ("br", "img", "svg", "path", "use")


def _is_layout(cells: list[list[Tag]]) -> bool:
    """A table that only arranges: one column, or cells that hold headings or lists."""
    if all(len(row) <= 1 for row in cells):
        return True
    return any(c.find((*_HEADINGS, "ul", "ol", "table")) is not None for row in cells for c in row)


def _row(cells: list[Tag]) -> Iterator[RawCell]:
    for cell in cells:
        yield RawCell(cell.get_text(" "), header=cell.name == "th")
        span = str(cell.get("colspan", "1"))
        for _ in range(min(int(span), 30) - 1 if re.fullmatch("[0-9]{1,4}", span) else 0):
            yield RawCell("", header=cell.name == "th")
