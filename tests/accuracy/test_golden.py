"""A published report, annotated by hand, in the three renderings in which one may meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.accuracy.corpus import ROOT, Case, Result

from peelextract import Report
from peelextract.writers import to_json

NAME = "metropolitan-2018-effectiveness"
SAMPLES = [ROOT / "samples" / f"{NAME}.{suffix}" for suffix in ("html", "pdf", "txt")]
GOLD = ROOT / "tests" / "golden" / f"{NAME}.gold.json"
SNAPSHOT = ROOT / "tests" / "golden" / f"{NAME}.json"
EXACT = (
    "identity",
    "pillars",
    "questions",
    "grades",
    "sections",
    "causes_of_concern",
    "recommendations",
    "areas_for_improvement",
    "prose_recommendations",
)
ATTRIBUTES = ("kind", "unit", "of", "qualifier", "comparison", "period")
NOT_OF_THE_RENDERING = {"span", "level", "source"}
"""Keys whose values differ from rendering to rendering: places, sizes of headings, the file."""

each_rendering = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.suffix)


@each_rendering
@pytest.mark.parametrize("part", EXACT)
def test_findings_are_complete_and_right(
    sample: Path, part: str, scored: Callable[[Case], Result]
) -> None:
    card = scored(Case(sample, GOLD)).card
    assert [str(miss) for miss in card.misses if miss.part == part] == []
    assert card.tallies[part].tp > 0


@each_rendering
def test_statistics_are_found(sample: Path, scored: Callable[[Case], Result]) -> None:
    card = scored(Case(sample, GOLD)).card
    assert card.tallies["statistics"].f1 >= 0.98
    assert [str(miss) for miss in card.misses if miss.what == "never"] == []


@each_rendering
@pytest.mark.parametrize("name", ATTRIBUTES)
def test_attributes_of_statistics_are_right(
    sample: Path, name: str, scored: Callable[[Case], Result]
) -> None:
    tally = scored(Case(sample, GOLD)).card.tallies[f"stat.{name}"]
    assert tally.tp > 0
    assert tally.f1 >= 0.95


@each_rendering
def test_spans_give_their_words(sample: Path, extracted: Callable[[Path], Report]) -> None:
    report = extracted(sample)
    items = list(report.items())
    assert len(items) > 50
    for item in items:
        assert report.text[item.span.start : item.span.end] == item.text
    for grade in (q.grade for q in report.questions):
        assert grade is not None
        assert report.text[grade.span.start : grade.span.end] == grade.label


def without(value: Any, keys: set[str]) -> Any:
    """JSON without some keys, however deep."""
    if isinstance(value, dict):
        return {k: without(v, keys) for k, v in value.items() if k not in keys}
    if isinstance(value, list):
        return [without(v, keys) for v in value]
    return value


def findings(report: Report) -> dict[str, Any]:
    """All that a report says but its text, and where in the rendering it stands."""
    told: dict[str, Any] = without(json.loads(to_json(report)), NOT_OF_THE_RENDERING)
    del told["text"]
    return told


@pytest.mark.parametrize("sample", SAMPLES[1:], ids=lambda path: path.suffix)
def test_renderings_give_the_same_findings_with_the_same_ids(
    sample: Path, extracted: Callable[[Path], Report]
) -> None:
    page, other = findings(extracted(SAMPLES[0])), findings(extracted(sample))
    assert page["statistics"]
    for part, told in page.items():
        assert other[part] == told, part


def test_the_report_is_the_one_last_reviewed(
    extracted: Callable[[Path], Report], snapshot_update: bool
) -> None:
    """On purpose a whole report: review what changes, then renew it with --update-snapshot."""
    report = json.loads(to_json(extracted(SAMPLES[0])))
    # A change of version or of a rule that changes no finding is no change here.
    del report["extractor"]
    # A line a paragraph, so that a change of the text can be reviewed.
    report["text"] = report["text"].split("\n")
    if snapshot_update:
        SNAPSHOT.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    kept = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    for part, told in report.items():
        assert told == kept[part], part
    assert report.keys() == kept.keys()


def test_snapshots_are_not_updated_in_continuous_integration() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--update-snapshot", "-k", "reviewed", __file__],
        cwd=ROOT,
        env=os.environ | {"CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--update-snapshot" in done.stderr


def test_continuous_integration_asks_for_no_update() -> None:
    asked = [
        file.name
        for file in (ROOT / ".ci" / "run", ROOT / "pyproject.toml")
        if "--update-snapshot" in file.read_text(encoding="utf-8")
    ]
    assert asked == []
