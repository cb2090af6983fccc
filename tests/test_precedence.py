"""Batches and databases take the same source of a report for the main one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelextract.batch.entry import Entry, Status, main_source
from peelextract.batch.extraction import facts_of
from peelextract.precedence import Contents, Standing
from peelextract.report import Report
from peelextract.store.load import load
from tests.store.conftest import build_report, query, write_report


def entry(report: Report) -> Entry:
    facts = facts_of(report)
    return Entry(
        report.source.name, report.source.sha256, 1, "1", "r", Status.OK, facts.id,
        facts.media_type, facts.pages, facts.date, facts.counts,
    )  # fmt: skip


def as_batch_leaves_them(reports: list[Report], folder: Path) -> str:
    """Write reports to where a batch puts them; the digest of the main one's source."""
    main = main_source(map(entry, reports)).sha256
    for path in folder.rglob("*.json"):
        path.unlink()
    for report in reports:
        place = "reports" if report.source.sha256 == main else "duplicates"
        write_report(report, folder / place, f"{report.id}.{report.source.name}.json")
    assert main is not None
    return main


VERSIONS = st.fixed_dictionaries(
    {
        "media_type": st.sampled_from(["text/html", "application/pdf", "text/plain"]),
        "updated": st.sampled_from([None, "2019-10-02", "2020-01"]),
        "practices": st.sampled_from([(), ("One.",), ("One.", "Two.")]),
        "statistics": st.sampled_from([(), (("It took 5 calls.", "5 calls", 5),)]),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=st.lists(VERSIONS, min_size=2, max_size=3), after=VERSIONS)
def test_load_takes_what_a_batch_took(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[dict[str, object]],
    after: dict[str, object],
) -> None:
    """At first, and when one of the sources has come in a new version."""
    folder = tmp_path_factory.mktemp("sources")
    address = str(folder / "peel.db")
    reports = [
        build_report(file=f"{place}.x", edition=f"{place}", **version)  # type: ignore[arg-type]
        for place, version in enumerate(before)
    ]
    # A file keeps its kind.
    after["media_type"] = before[0]["media_type"]
    corrected = build_report(file="0.x", edition="new", **after)  # type: ignore[arg-type]
    for now in (reports, [corrected, *reports[1:]]):
        main = as_batch_leaves_them(now, folder / "out")
        load([folder / "out"], address)
        assert query(address, "SELECT sha256 FROM sources WHERE is_main") == [{"sha256": main}]
        chosen = next(report for report in now if report.source.sha256 == main)
        practices = query(address, "SELECT text FROM practices ORDER BY position")
        assert [row["text"] for row in practices] == [item.text for item in chosen.practices]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((3, 0, 0, "text/plain", None), (2, 9, 9, "text/html", None)),
        ((2, 2, 2, "text/plain", None), (2, 1, 9, "text/html", None)),
        ((2, 2, 3, "text/plain", None), (2, 2, 2, "text/html", "2020")),
        ((2, 2, 2, "text/html", None), (2, 2, 2, "application/pdf", "2020")),
        ((2, 2, 2, "application/xhtml+xml", None), (2, 2, 2, "application/pdf", None)),
        ((2, 2, 2, "application/pdf", None), (2, 2, 2, "text/plain", None)),
        ((2, 2, 2, "text/html", "2020-02"), (2, 2, 2, "text/html", "2020-01-31")),
        ((2, 2, 2, "text/html", "2020"), (2, 2, 2, "text/html", None)),
    ],
)
def test_standing(
    better: tuple[int, int, int, str, str | None], worse: tuple[int, int, int, str, str | None]
) -> None:
    first, second = (Standing.of(Contents(*of[:3]), *of[3:]) for of in (better, worse))
    assert first > second
