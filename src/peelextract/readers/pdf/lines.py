"""Runs become lines: what stands on one baseline without a wide gap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .page import WHITE, Page, Run, Shape, Style, Tag

_SAME_BASELINE = 0.16
"""Of the type size: how far two baselines may differ and be one."""
_GAP = 1.2
"""Of the type size: a gap from which what follows is another column."""
_SPACE = 0.2
"""Of the type size: a gap that stands for a space where the text has none."""
_SMALL = 0.9
"""Of its neighbour's size: how small a raised mark is at most."""
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}(?:\s*,\s*\d{1,3})*|[*†‡§]+)[\])]?$")
_UNIT = re.compile(r"(?:^|[\s\d])[kcm]?m$")
_RAISED = re.compile("[⁰¹²³⁴-⁹]")
_RAISED_DIGITS = re.compile(rf"(?<=[^\W\d_]|[.,;:!?’”)])(?<!\bm)(?<!\bkm){_RAISED.pattern}+")


@dataclass(slots=True)
class Line:
    """A line of type, or the part of one that belongs to one column.

    ``right`` is how far lines reach in its column; ``container`` the box around it;
    ``marker`` a bullet or number in front of it, at ``marker_x``.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    style: Style
    bold: bool
    page: int
    tag: Tag | None = None
    runs: list[Run] = field(default_factory=list)
    right: float = 0.0
    left: float = 0.0
    container: int | None = None
    marker: str | None = None
    marker_x: float = 0.0
    colour: int | None = None

    @property
    def size(self) -> float:
        """Type size in points."""
        return self.style.size

    @property
    def top(self) -> float:
        """Top of its letters, near enough."""
        return self.baseline - 0.76 * self.style.size

    @property
    def bottom(self) -> float:
        """Bottom of its letters, near enough."""
        return self.baseline + 0.24 * self.style.size

    @property
    def width(self) -> float:
        """From its first letter to its last."""
        return self.x1 - self.x0


def lines_of(page: Page) -> list[Line]:
    """Lines of a page, from the top, those on one baseline from the left."""
    segments = [segment for row in _rows(_visible(page)) for segment in _segments(row)]
    lines = (line_from(segment, page.number) for segment in _split_at_columns(segments))
    return [line for line in lines if line is not None]


def _split_at_columns(segments: list[list[Run]]) -> Iterator[list[Run]]:
    """Segments cut where a run starts in line with a column of its neighbours.

    In a narrow table a long label may end close to the value beside it.
    """
    starts = [
        (segment[0].x0, segment[0].baseline)
        for before, segment in pairwise(segments)
        if abs(before[0].baseline - segment[0].baseline) < 0.3 * segment[0].style.size
    ]
    for segment in segments:
        start = 0
        if starts:
            for i in range(1, len(segment)):
                run, before = segment[i], segment[i - 1]
                gap = run.x0 - before.x1
                if gap > 0.45 * run.style.size and any(
                    abs(x - run.x0) < 1.0 and 1 < abs(y - run.baseline) < 8 * run.style.size
                    for x, y in starts
                ):
                    yield segment[start:i]
                    start = i
        yield segment[start:]


def line_from(runs: Sequence[Run], page: int) -> Line | None:
    """One line of runs that follow each other; None where nothing is left of them.

    Raised marks of footnotes are left out, and what they were glued to stays whole.
    """
    main = runs[0].style
    bold = main.bold
    baseline = runs[0].baseline
    kept = runs
    if len(runs) > 1 and any(run.style is not main for run in runs):
        weights: dict[Style, int] = {}
        for run in runs:
            weights[run.style] = weights.get(run.style, 0) + len(run.text) - run.text.count(" ")
        main = max(weights, key=lambda style: (weights[style], style.size, style.font))
        letters = sum(n for style, n in weights.items() if style.size > _SMALL * main.size)
        bold = main.bold and sum(n for s, n in weights.items() if s.bold) >= 0.9 * letters
        kept = _without_marks(runs, main)
        if not kept:
            return None
        baseline = next(run.baseline for run in kept if run.style is main or run is kept[-1])
    text = kept[0].text
    for before, run in pairwise(kept):
        gap = run.x0 - before.x1
        if not text.endswith(" ") and not run.text.startswith(" ") and gap > _SPACE * main.size:
            text += " "
        text += run.text
    if not text.isascii() and _RAISED.search(text):
        text = _RAISED_DIGITS.sub("", text)
    text = text.strip()
    if not text:
        return None
    first = kept[0]
    return Line(
        text=text,
        x0=first.x0,
        x1=kept[-1].x1,
        baseline=baseline,
        style=main,
        bold=bold,
        page=page,
        tag=next((run.tag for run in kept if run.tag is not None), None),
        runs=list(kept),
        colour=first.colour,
    )


def _without_marks(runs: Sequence[Run], main: Style) -> list[Run]:
    base = next(run.baseline for run in runs if run.style is main)
    kept: list[Run] = []
    for i, run in enumerate(runs):
        raised = base - run.baseline > 0.1 * main.size and run.style.size <= _SMALL * main.size
        unit = kept and _UNIT.search(kept[-1].text) and run.text.strip() in ("2", "3")
        if (
            raised
            and _NOTE_MARK.match(run.text.strip())
            and not unit
            and (kept or i + 1 == len(runs))
        ):
            if kept and run.text.endswith(" ") and not kept[-1].text.endswith(" "):
                last = kept[-1]
                kept[-1] = Run(
                    last.text + " ",
                    last.x0,
                    run.x1,
                    last.baseline,
                    last.style,
                    last.tag,
                    last.colour,
                )
            elif kept:
                last = kept[-1]
                kept[-1] = Run(
                    last.text, last.x0, run.x1, last.baseline, last.style, last.tag, last.colour
                )
            continue
        kept.append(run)
    return kept


def _visible(page: Page) -> Iterable[Run]:
    # A gradient says that it is white, so any fill behind white type will do.
    grounds: list[Shape] | None = None
    for run in page.runs:
        if run.style.size < 1.5 or not run.text.strip():
            continue
        if run.tag is not None and run.tag.artifact:
            continue
        if run.x1 < 0 or run.x0 > page.width or not 0 < run.baseline < page.height + 2:
            continue
        if run.colour == WHITE:
            if grounds is None:
                grounds = [s for s in page.shapes if s.fill is not None]
            if not page.pictures and not any(_behind(shape, run) for shape in grounds):
                continue
        yield run


def _behind(shape: Shape, run: Run) -> bool:
    middle = run.baseline - 0.3 * run.style.size
    return shape.x0 <= run.x1 and shape.x1 >= run.x0 and shape.top <= middle <= shape.bottom


def _rows(runs: Iterable[Run]) -> Iterable[list[Run]]:
    """Runs that share a baseline; small raised ones go with the line they stand on."""
    rows: list[list[Run]] = []
    reference: list[Run] = []
    by_size = sorted(runs, key=lambda run: (round(run.baseline, 1), -run.style.size))
    for run in by_size:
        at = _row_of(run, reference)
        if at is None:
            rows.append([run])
            reference.append(run)
        else:
            rows[at].append(run)
            if run.style.size > reference[at].style.size:
                reference[at] = run
    merged: list[list[Run]] = []
    largest = max((run.style.size for run in reference), default=0.0)
    for i, row in enumerate(rows):
        small = reference[i].style.size <= _SMALL * largest
        target = _stands_on(row, reference[i], rows, reference, i) if small else None
        if target is None:
            merged.append(row)
        else:
            target.extend(row)
    # A row that took raised runs in is the same list object, wherever it stands.
    for row in merged:
        row.sort(key=lambda run: run.x0)
    return merged


def _row_of(run: Run, reference: Sequence[Run]) -> int | None:
    """Which of the last few rows has a run's baseline; ``reference`` is the largest of each."""
    size = run.style.size
    for i in range(len(reference) - 1, max(-1, len(reference) - 6), -1):
        apart = abs(reference[i].baseline - run.baseline)
        if apart > size:
            return None  # the rows above are farther still
        if apart <= _SAME_BASELINE * min(reference[i].style.size, size):
            return i
    return None


def _stands_on(
    row: list[Run], first: Run, rows: list[list[Run]], reference: list[Run], i: int
) -> list[Run] | None:
    """The row below whose raised marks these runs are."""
    for j in (*range(i + 1, min(len(rows), i + 4)), *range(max(0, i - 2), i)):
        size = reference[j].style.size
        if first.style.size > _SMALL * size:
            continue
        if not -0.3 * size < reference[j].baseline - first.baseline < 0.7 * size:
            continue
        touching = [
            run
            for run in row
            if any(-0.5 * size < run.x0 - other.x1 < 0.35 * size for other in rows[j])
            or any(-0.5 * size < other.x0 - run.x1 < 0.35 * size for other in rows[j])
        ]
        if len(touching) == len(row):
            return rows[j]
    return None


def _segments(row: list[Run]) -> Iterable[list[Run]]:
    segment = [row[0]]
    for run in row[1:]:
        before = segment[-1]
        gap = run.x0 - before.x1
        cell = run.tag is not None and before.tag is not None and run.tag.cell != before.tag.cell
        if gap > _GAP * max(run.style.size, before.style.size) or cell:
            yield segment
            segment = [run]
        else:
            segment.append(run)
    yield segment
