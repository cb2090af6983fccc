"""Lines that belong together, before it is settled what they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from .lines import Line


@dataclass(slots=True)
class Draft:
    """Lines that belong together, before it is settled what they are."""

    lines: list[Line]
    page_starts: list[int] = field(default_factory=list)
    """Indices of lines that begin a later page."""

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: size of the text proper and its leading, in points."""

    body: float
    leading: float


def looks_like_heading(line: Line, setting: Setting) -> bool:
    """Whether a line is set as headings are, by its type or by its tag."""
    if line.size > max(1.07 * setting.body, setting.body + 0.7):
        return True
    if line.bold and line.size >= setting.body - 0.3:
        return True
    # Whole paragraphs of plain type are tagged as headings at times.
    tagged = line.tag is not None and line.tag.level is not None
    return tagged and line.x1 < line.left + 0.8 * (line.right - line.left)
