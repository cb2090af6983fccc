"""Scores as tables that read well in a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from math import floor

from .corpus import Result
from .tally import Scorecard, Tally, total

STRUCTURE = ("identity", "pillars", "questions", "grades", "sections")
FINDINGS = (
    "causes_of_concern",
    "recommendations",
    "deadlines",
    "areas_for_improvement",
    "practices",
)
ATTRIBUTES = tuple(
    f"stat.{name}" for name in "kind unit of qualifier comparison period place".split()
)
PARTS = (*STRUCTURE, *FINDINGS, "prose_recommendations", "statistics", *ATTRIBUTES)

_COLUMNS: dict[str, tuple[tuple[str, ...], Callable[[Tally], float]]] = {
    "structure": (STRUCTURE, lambda t: t.f1),
    "findings": (FINDINGS, lambda t: t.f1),
    "prose P": (("prose_recommendations",), lambda t: t.precision),
    "prose R": (("prose_recommendations",), lambda t: t.recall),
    "statistics P": (("statistics",), lambda t: t.precision),
    "statistics R": (("statistics",), lambda t: t.recall),
    "attributes": (ATTRIBUTES, lambda t: t.f1),
}


def by_report(results: Sequence[Result]) -> str:
    """A row a report."""
    rows = [[r.case.name, *_scores(r.card)] for r in sorted(results, key=lambda r: r.case.name)]
    return table(["report", *_COLUMNS], rows)


def by_format(results: Sequence[Result]) -> str:
    """A row a format, with the number of its reports, and one for all together."""
    ordered = sorted(results, key=lambda r: r.format)
    rows = []
    for name, group in groupby(ordered, key=lambda r: r.format):
        cards = [r.card for r in group]
        rows.append([name, str(len(cards)), *_scores(total(cards))])
    rows.append(["all", str(len(results)), *_scores(total(r.card for r in results))])
    return table(["format", "reports", *_COLUMNS], rows)


def by_part(results: Iterable[Result]) -> str:
    """A row a part, over all reports."""
    tallies = total(r.card for r in results).tallies
    rows = []
    for part in (p for p in PARTS if p in tallies):
        t = tallies[part]
        measures = [_percent(t, m) for m in (t.precision, t.recall, t.f1)]
        rows.append([part, str(t.tp), str(t.fp), str(t.fn), *measures])
    return table(["part", "right", "wrong", "missed", "precision", "recall", "F1"], rows)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with its columns aligned: the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = []
    for row in (header, rule, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _scores(card: Scorecard) -> list[str]:
    scores = []
    for parts, measure in _COLUMNS.values():
        tally = card.of(parts)
        scores.append(_percent(tally, measure(tally)))
    return scores


def _percent(tally: Tally, measure: float) -> str:
    """In percent, rounded down, so that 100.0 means all; a dash where nothing was to score."""
    return f"{floor(measure * 1000 + 1e-9) / 10:.1f}" if tally else "–"
