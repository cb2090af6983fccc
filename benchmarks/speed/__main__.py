"""Prints what extractions cost as ratios, each taken in one run.

    python -m benchmarks.speed                       everything, about six minutes
    python -m benchmarks.speed --only html start     some of it
    python -m benchmarks.speed --only pdf --pdf A.pdf B.pdf
    python -m benchmarks.speed --repeats 1 --reports 200 --sizes 10    quick and rough

Costs are processor seconds; those that a ratio compares are measured in turns, and the median
of the rounds counts. Samples beside the checkout (``../shared``) are taken in where there are
any. The exit code is 1 where a figure misses its target.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import documents, growth, memory, start
from .measure import ROOT, SAMPLES, SHARED, Row, files

_PARTS = ("html", "pdf", "growth", "memory", "start")
_HTML = ROOT / "samples" / "metropolitan-2018-effectiveness.html"
_PDF = ROOT / "samples" / "metropolitan-2018-effectiveness.pdf"


def measured(arguments: argparse.Namespace) -> Iterator[Row]:
    """The rows of the parts that were asked for."""
    parts = arguments.only
    if "start" in parts:
        yield from start.rows(_HTML, arguments.repeats)
    if "html" in parts:
        yield from documents.html_rows(arguments.html, 5 * arguments.repeats)
    if "pdf" in parts:
        yield from documents.pdf_rows(arguments.pdf, arguments.repeats)
    if "growth" in parts:
        yield from growth.rows(_HTML, _PDF, arguments.sizes)
    if "memory" in parts:
        yield from memory.rows(_PDF, _HTML, arguments.pages, arguments.reports)


def show(row: Row) -> None:
    """One line of the table."""
    sign = "≥" if row.at_least else "≤"
    target = f"{sign} {row.target:g}{row.unit}"
    verdict = "" if row.met else "missed"
    subject = row.subject if len(row.subject) <= 48 else f"{row.subject[:47]}…"
    print(
        f"{row.measure:8}{subject:50}{row.figure:8.2f}{row.unit:5}{target:11}{verdict:8}{row.note}",
        flush=True,
    )


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, and tell whether all targets are met."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    pdfs = files("pdf", [*SAMPLES, SHARED / "real"])
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS)
    parser.add_argument("--repeats", type=int, default=5, help="rounds of each ratio")
    parser.add_argument("--html", type=Path, nargs="+", default=files("html", SAMPLES))
    parser.add_argument(
        "--pdf", type=Path, nargs="+", default=[f for f in pdfs if f.read_bytes()[:5] == b"%PDF-"]
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100], help="times the sample")
    parser.add_argument("--pages", type=int, default=300, help="of the long PDF")
    parser.add_argument("--reports", type=int, default=2000, help="in one process, at least 200")
    missed = 0
    for row in measured(parser.parse_args(words)):
        show(row)
        missed += not row.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
