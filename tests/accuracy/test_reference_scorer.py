"""The scorer counts as the reference scorer that annotators use, where that one is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.accuracy.corpus import ROOT, Case, Result, find_cases, own_cases

from peelextract import Report
from peelextract.writers import write_json

SHARED = ROOT.parent / "shared"
REFERENCE = SHARED / "score.py"

# One process for all reports: the script's own start would cost more than its work.
RUN_ALL = """\
import contextlib, io, json, runpy, sys
script, results = sys.argv[1], []
for pair in json.load(sys.stdin):
    sys.argv[1:] = pair
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        runpy.run_path(script, run_name="__main__")
    results.append(json.loads(out.getvalue()))
print(json.dumps(results))
"""


@pytest.mark.skipif(not REFERENCE.exists(), reason="no reference scorer beside the checkout")
def test_counts_are_those_of_the_reference(
    extracted: Callable[[Path], Report], scored: Callable[[Case], Result], tmp_path: Path
) -> None:
    samples = find_cases(SHARED / "samples", SHARED / "gold")
    # Samples with each other's annotations, too: there nearly everything is missed or wrong.
    crossed = [Case(one.report, other.gold) for one, other in pairwise(samples)]
    cases = own_cases() + samples + crossed
    files = []
    for number, case in enumerate(cases):
        files.append((str(tmp_path / f"{number}.json"), str(case.gold)))
        write_json(extracted(case.report), Path(files[-1][0]))
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL, str(REFERENCE)],
        input=json.dumps(files),
        capture_output=True,
        text=True,
        check=True,
    )
    for case, theirs in zip(cases, json.loads(done.stdout), strict=True):
        card = scored(case).card
        assert theirs.pop("spans") == {"items": card.items, "exact": card.exact}, case
        assert {part: (t.tp, t.fp, t.fn) for part, t in card.tallies.items()} == {
            part: (counts["tp"], counts["fp"], counts["fn"]) for part, counts in theirs.items()
        }, case
