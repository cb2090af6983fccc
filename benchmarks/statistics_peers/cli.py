"""The command ``python -m benchmarks.statistics_peers``."""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor
from pathlib import Path

from benchmarks.accuracy import Case, Gold, find_cases, own_cases, read_gold
from benchmarks.accuracy.corpus import ROOT
from benchmarks.accuracy.tables import table

from peelextract import extract
from peelextract.language.pipeline import build_pipeline
from peelextract.rules.folder import RuleFolder

from .agreement import Agreement, agree
from .contenders import OWN, Contender, contenders
from .page import page

PAGE = ROOT / "docs" / "peers.md"
SHARED = ROOT.parent / "shared"
TIMED = 60_000
"""Characters of other reports than the samples from which on no further one is timed."""
_ORDER = (".txt", ".html", ".htm", ".pdf")


@dataclass(frozen=True)
class Sheet:
    """A report's text with its annotations and the places of its sentences.

    ``sample`` is a copy of a published report; the others were made to be dense in figures.
    """

    name: str
    sample: bool
    text: str
    gold: Gold
    sentences: list[tuple[int, int]]


@dataclass
class Row:
    """What one contender came to."""

    contender: Contender
    agreement: Agreement
    seconds: list[float] = field(default_factory=list)

    def speed(self, characters: int) -> float:
        """Characters a second of processor time, by the median of the repeats."""
        return characters / statistics.median(self.seconds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores and times all contenders, prints the table, and writes the page if asked to.

    Returns: the exit code, 0.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.statistics_peers",
        description="Hold extract_statistics against other extractors of quantities.",
    )
    parser.add_argument("reports", nargs="?", type=Path, help="folder of reports; else our own")
    parser.add_argument("gold", nargs="?", type=Path, help="folder of their NAME.gold.json")
    parser.add_argument("--repeats", type=int, default=3, help="timed passes of each contender")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every disagreement")
    parser.add_argument("--write", action="store_true", help="write docs/peers.md")
    options = parser.parse_args(arguments)
    if (options.reports is None) != (options.gold is None):
        parser.error("name the folder of the gold files, too")
    if options.reports is not None and options.write:
        parser.error("--write is for the reports of the repository alone")
    sheets = read(find_cases(options.reports, options.gold) if options.reports else cases())
    ways, missing = contenders()
    rows = [Row(way, score(way, sheets, verbose=options.verbose)) for way in ways]
    characters = measure(rows, sheets, options.repeats)
    shown = results(rows, characters)
    print(shown, end="")
    for name, why in missing.items():
        print(f"{name}: {why}", file=sys.stderr)
    if options.write:
        length = sum(len(sheet.text) for sheet in sheets)
        made = page(shown, missing, len(sheets), length, characters)
        PAGE.write_text(made, encoding="utf-8")
    return 0


def cases() -> list[Case]:
    """The reports of the repository, and those of the folder beside it where there are any.

    A report in several renderings counts once, as text where there is one, else as HTML.
    """
    shared = [SHARED / "samples", SHARED / "gold"]
    beside = find_cases(*shared) if all(folder.is_dir() for folder in shared) else []
    every = sorted(own_cases() + beside, key=lambda c: _ORDER.index(c.report.suffix))
    once = {case.report.stem: case for case in reversed(every)}
    return [once[name] for name in sorted(once)]


def read(reports: Sequence[Case]) -> list[Sheet]:
    """The reports' texts as this package reads them."""
    nlp = build_pipeline(RuleFolder())
    sheets = []
    for case in reports:
        text = extract(case.report).text
        sentences = [(s.start_char, s.end_char) for s in nlp(text).sents]
        sample = case.report.parent.name == "samples"
        sheets.append(Sheet(case.name, sample, text, read_gold(case.gold), sentences))
    return sheets


def score(way: Contender, sheets: Sequence[Sheet], *, verbose: bool) -> Agreement:
    """What a contender gets right over all reports."""
    whole = Agreement()
    for sheet in sheets:
        own = agree(sheet.gold, sheet.text, sheet.sentences, way.find(sheet.text))
        if verbose:
            for note in own.notes:
                print(f"{way.name}: {sheet.name}: {note}")
        whole += own
    return whole


def measure(rows: Sequence[Row], sheets: Sequence[Sheet], repeats: int) -> int:
    """Times every contender in turns, so that a change of the machine's speed strikes all.

    The samples are timed, or without them what there is. All are warm from the scoring.

    Returns: the characters of one pass.
    """
    texts = [sheet.text for sheet in sheets if sheet.sample]
    for sheet in sheets:
        if not sheet.sample and sum(map(len, texts)) < TIMED:
            texts.append(sheet.text)
    for _ in range(repeats):
        for row in rows:
            start = time.process_time()
            for text in texts:
                row.contender.find(text)
            row.seconds.append(time.process_time() - start)
    return sum(map(len, texts))


def results(rows: Sequence[Row], characters: int) -> str:
    """The table; its last column is the speed as a share of this package's."""
    own = next(row for row in rows if row.contender.name == OWN).speed(characters)
    lines = []
    for row in rows:
        value, speed = row.agreement.value, row.speed(characters)
        measures = (value.precision, value.recall, value.f1)
        lines.append([
            f"{row.contender.name} {row.contender.version}",
            *map(_percent, measures),
            _percent(row.agreement.forgiving.f1),
            _percent(row.agreement.kind.f1),
            f"{round(speed, -3):,.0f}",
            f"{speed / own:.2f}",
        ])  # fmt: skip
    header = ["", "precision", "recall", "value F1", "forgiving F1", "value and kind F1",
              "characters a CPU second", "speed"]  # fmt: skip
    return table(header, lines)


def _percent(share: float) -> str:
    """In percent, rounded down, so that 100.0 means all."""
    return f"{floor(share * 1000 + 1e-9) / 10:.1f}"
