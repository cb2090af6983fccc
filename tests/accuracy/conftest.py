"""Every report is extracted once a session, whichever tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from benchmarks.accuracy.corpus import Case, Result, result_of

from peelextract import Report, extract


@pytest.fixture(scope="session")
def extracted() -> Callable[[Path], Report]:
    return cache(extract)


@pytest.fixture(scope="session")
def scored(extracted: Callable[[Path], Report]) -> Callable[[Case], Result]:
    def score_case(case: Case) -> Result:
        return result_of(case, extracted(case.report))

    return cache(score_case)


@pytest.fixture
def snapshot_update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-snapshot"))
