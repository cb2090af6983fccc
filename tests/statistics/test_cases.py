"""Sentences by construct, with every statistic marked in place: no more and no fewer are found."""

from __future__ import annotations

import pytest

from peelextract.statistics import extract_statistics

from .marked import CASES, differences, load, parse

NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))


@pytest.mark.parametrize(("name", "case"), [(name, case) for name in NAMES for case in load(name)])
def test_the_marked_statistics_are_found(name: str, case: str) -> None:  # noqa: ARG001 - names the test
    text, marked = parse(case)
    assert differences(extract_statistics(text, durations="measured"), marked) == []
