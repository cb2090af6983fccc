"""What one extraction found, for a person, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..report import Grade, GradeValue, Item, Report
from .ending import printable

_STYLES = {
    GradeValue.OUTSTANDING: "bold green",
    GradeValue.GOOD: "green",
    GradeValue.ADEQUATE: "yellow",
    GradeValue.REQUIRES_IMPROVEMENT: "dark_orange",
    GradeValue.INADEQUATE: "bold red",
    GradeValue.UNGRADED: "dim",
}
_KINDS = (
    ("causes_of_concern", "cause of concern", "causes of concern"),
    ("recommendations", "recommendation", "recommendations"),
    ("areas_for_improvement", "area for improvement", "areas for improvement"),
    ("practices", "practice", "practices"),
    ("prose_recommendations", "prose recommendation", "prose recommendations"),
    ("statistics", "statistic", "statistics"),
)


def summarise(report: Report, target: Path | None, *, details: bool = False) -> None:
    """Print what a report holds on standard error.

    Colour and width follow the terminal; NO_COLOR and redirection are honoured.

    Args:
        report: what the extraction gave.
        target: where it was written; None for standard output.
        details: list every finding and statistic.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=False)
    console.print(_words(report.title or report.source.name, "bold"))
    console.print(_indented(_words(_inspection(report))))
    grades = _grades(report)
    if grades.row_count:
        console.print(_indented(grades))
    console.print(_indented(Text(_counts(report))))
    if details:
        console.print(_indented(_details(report)))
    for warning in report.warnings:
        line = Text.assemble((f"{warning.code}: ", "yellow"), _words(warning.message))
        console.print(_indented(line))
    if target is not None:
        # A path is not broken over lines, so that it can be copied.
        console.print(_words(f"  written to {target}", "dim"), soft_wrap=True)


def _words(words: str, style: str = "") -> Text:
    return Text(printable(words), style)


def _indented(content: RenderableType) -> Padding:
    return Padding(content, (0, 0, 0, 2), expand=False)


def _inspection(report: Report) -> str:
    organisation = report.organisation.name if report.organisation else "organisation unknown"
    cycle = f"{report.programme} {report.cycle}" if report.cycle else report.programme
    return f"{organisation}, {cycle}, {report.kind.replace('_', ' ')}"


def _grades(report: Report) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column(no_wrap=True)
    if report.grade is not None:
        table.add_row("", Text("Overall", "bold"), _label(report.grade))
    for pillar in report.pillars:
        table.add_row("", Text(pillar.name.capitalize(), "bold"), _label(pillar.grade))
    for question in report.questions:
        table.add_row(_words(question.number or ""), _words(question.text), _label(question.grade))
    return table


def _label(grade: Grade | None) -> Text:
    if grade is None:
        return Text("no grade", "dim")
    return Text(grade.value.replace("_", " ").capitalize(), _STYLES[grade.value])


def _items(report: Report) -> Iterator[tuple[str, str, list[Item]]]:
    for field, one, many in _KINDS:
        yield one, many, getattr(report, field)


def _counts(report: Report) -> str:
    counts = [
        f"{len(items)} {one if len(items) == 1 else many}"
        for one, many, items in _items(report)
        if items
    ]
    return ", ".join(counts) or "no findings and no statistics"


def _details(report: Report) -> Table:
    numbers = {question.id: question.number for question in report.questions}
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(no_wrap=True)
    table.add_column()
    for one, _, items in _items(report):
        for item in items:
            number = numbers.get(item.question_id or "") or ""
            table.add_row(Text(one), _words(number), _words(getattr(item, "sentence", item.text)))
    return table
