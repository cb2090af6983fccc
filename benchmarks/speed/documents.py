"""What a report costs beside reading its page or its text with the libraries alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from .measure import Row, cpu, in_turns, milliseconds, ratio

HTML_TARGET = 2.5
PDF_TARGET = 10.0


def html_rows(pages: Sequence[Path], repeats: int) -> list[Row]:
    """Extracting pages, by BeautifulSoup parsing them and blank spaCy tokenising their text."""
    import spacy
    from bs4 import BeautifulSoup

    from peelextract.pipeline import extract

    nlp = spacy.blank("en")

    def floor(markup: str) -> None:
        nlp(BeautifulSoup(markup, "lxml").get_text())

    found = []
    for page in pages:
        markup = page.read_text(encoding="utf-8")
        extract(page)
        floor(markup)
        costs = (partial(cpu, partial(extract, page)), partial(cpu, partial(floor, markup)))
        ours, least = in_turns(costs, repeats)
        note = f"{milliseconds(ours)} by {milliseconds(least)}"
        found.append(Row("HTML", page.name, ratio(ours, least), HTML_TARGET, note=note))
    return found


def pdf_rows(files: Sequence[Path], repeats: int) -> list[Row]:
    """How often a PDF is extracted while pdfplumber takes its text alone."""
    import pdfplumber

    from peelextract.pipeline import extract

    def text_alone(file: Path) -> None:
        document: Any
        with pdfplumber.open(file) as document:
            for page in document.pages:
                page.extract_text()
                page.close()

    found = []
    for file in files:
        extract(file)
        costs = (partial(cpu, partial(extract, file)), partial(cpu, partial(text_alone, file)))
        ours, other = in_turns(costs, repeats)
        note = f"{milliseconds(ours)}, pdfplumber {milliseconds(other)}"
        figure = ratio(other, ours)
        found.append(Row("PDF", file.name, figure, PDF_TARGET, at_least=True, note=note))
    return found
