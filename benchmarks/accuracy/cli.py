"""The command ``python -m benchmarks.accuracy``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from peelextract import PeelextractError

from .corpus import ROOT, Case, CorpusError, Result, find_cases, own_cases, run
from .floors import breaches, raised, read_floors, write_floors
from .gold import GoldError
from .page import page
from .tables import by_format, by_part, by_report

PAGE = ROOT / "docs" / "accuracy.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores reports, prints the tables, and writes what is asked for.

    Returns: the exit code: 0, or 1 where the reports cannot be scored or a floor is not reached.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.reports is None) != (options.gold is None):
        parser.error("name the folder of the gold files, too")
    if options.reports is not None and (options.write or options.raise_floors):
        parser.error("--write and --raise-floors are for the reports of the repository alone")
    if options.allow_lower and not options.raise_floors:
        parser.error("--allow-lower goes with --raise-floors")
    try:
        cases = find_cases(options.reports, options.gold) if options.reports else own_cases()
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    results, failed = _run(cases)
    if failed and (options.write or options.raise_floors):
        return 1
    if options.verbose:
        for result in results:
            for miss in result.card.misses:
                print(f"{result.case.name}: {miss}")
        print()
    print(by_report(results), by_format(results), by_part(results), sep="\n")
    items, exact = (sum(getattr(r.card, name) for r in results) for name in ("items", "exact"))
    print(f"{exact} of {items} items have a span that gives exactly their words.")
    if options.write:
        PAGE.write_text(page(results), encoding="utf-8")
    if options.raise_floors:
        return _raise(results, options.allow_lower)
    return 1 if failed else 0


def _run(cases: list[Case]) -> tuple[list[Result], int]:
    """The results of all reports that can be scored, and the number of the others."""
    results = []
    for case in cases:
        try:
            results.append(run(case))
        except (GoldError, PeelextractError) as error:
            print(error, file=sys.stderr)
    return results, len(cases) - len(results)


def _raise(results: list[Result], allow_lower: bool) -> int:
    floors = raised(read_floors(), results, allow_lower=allow_lower)
    write_floors(floors)
    below = [b for r in results for b in breaches(r.case.name, r.card.tallies, floors)]
    for breach in below:
        print(f"{breach}; mend it, or lower it with --allow-lower", file=sys.stderr)
    return 1 if below else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description="Score extractions against annotations made by hand.",
    )
    parser.add_argument("reports", nargs="?", type=Path, help="folder of reports; else our own")
    parser.add_argument("gold", nargs="?", type=Path, help="folder of their NAME.gold.json")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every disagreement")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors of the tests")
    parser.add_argument("--allow-lower", action="store_true", help="let floors fall, too")
    return parser
