"""Which reports are scored against which annotations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from peelextract import Report, extract

from .gold import read_gold
from .scoring import score
from .structure import is_same_cycle
from .tally import Scorecard

ROOT = Path(__file__).parents[2]
_SUFFIX = ".gold.json"
_RENDERINGS = {".html": "HTML", ".htm": "HTML", ".pdf": "PDF", ".txt": "text"}
_OWN = (("tests/fixtures/reports", "tests/fixtures/gold"), ("samples", "tests/golden"))


class CorpusError(ValueError):
    """A folder does not hold what is to be scored; the message says what to do."""


@dataclass(frozen=True)
class Case:
    """A report's file with the gold file that belongs to it."""

    report: Path
    gold: Path

    @property
    def name(self) -> str:
        """The report's file name: ``kent-2016-legitimacy.html``."""
        return self.report.name


@dataclass(frozen=True)
class Result:
    """A report that was extracted and scored."""

    case: Case
    format: str
    """Programme, cycle and rendering, by the annotations and the file's name; some letters have no
    cycle."""
    card: Scorecard


def find_cases(reports: Path, gold: Path) -> list[Case]:
    """Pairs the files of two folders, of which one may be the other: ``x.pdf``, ``x.gold.json``.

    Reports without annotations are left out.

    Raises:
        CorpusError: a folder is missing, or annotations have no report.
    """
    for folder in (reports, gold):
        if not folder.is_dir():
            raise CorpusError(
                f"{folder}: no such folder; name one of reports and one of gold files"
            )
    files = [file for file in sorted(reports.iterdir()) if file.suffix in _RENDERINGS]
    cases = []
    for annotation in sorted(gold.glob(f"*{_SUFFIX}")):
        stem = annotation.name.removesuffix(_SUFFIX)
        of_it = [Case(file, annotation) for file in files if file.stem == stem]
        if not of_it:
            raise CorpusError(f"{annotation}: {reports} has no report {stem}; add it as {stem}.pdf")
        cases += of_it
    if not cases:
        raise CorpusError(f"{gold}: holds no gold files; call them as the reports, with {_SUFFIX}")
    return cases


def own_cases() -> list[Case]:
    """The fixtures and samples of this repository."""
    return [case for reports, gold in _OWN for case in find_cases(ROOT / reports, ROOT / gold)]


def run(case: Case) -> Result:
    """Extracts and scores a report.

    Raises:
        PeelextractError: the report cannot be read.
        GoldError: the gold file cannot be read.
    """
    return result_of(case, extract(case.report))


def result_of(case: Case, report: Report) -> Result:
    """Scores what an extraction gave.

    Raises:
        GoldError: the gold file cannot be read.
    """
    gold = read_gold(case.gold)
    # Where both mean the same cycle, the report's way to write it is the usual one.
    cycle = report.cycle if is_same_cycle(gold.cycle, report.cycle) else gold.cycle
    letter = "letter" if gold.kind == "letter" else None
    parts = (gold.programme or "unknown", cycle or letter, _RENDERINGS[case.report.suffix])
    return Result(case, " ".join(part for part in parts if part), score(report, gold))
