"""Words that a line's end cuts in two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.document import normalise
from peelextract.readers.pdf.joining import Joiner

CUTTER = ["its organisa-", "tion and the organisation"]
"""Lines of a document that is seen to break words."""


@pytest.mark.parametrize(
    ("elsewhere", "lines", "joined"),
    [
        (["it contains"], ["it con-", "tains"], "it contains"),
        (["of re-offending"], ["of re-", "offending"], "of re-offending"),
        ([], ["fire and rescue-", "related risks"], "fire and rescue-related risks"),
        (CUTTER, ["their pro-", "fession"], "their profession"),
        ([*CUTTER, "offending"], ["their re-", "offending"], "their re-offending"),
        ([*CUTTER, "every day", "where"], ["found every-", "where"], "found everywhere"),
        ([*CUTTER, "high time", "the risk"], ["those at high-", "risk"], "those at high-risk"),
        ([], ["Devon-", "Cornwall"], "Devon-Cornwall"),
        ([], ["house-to-", "house"], "house-to-house"),
        ([], ["from 30–", "35 cases"], "from 30–35 cases"),
        ([], ["a pause –", "then more"], "a pause – then more"),
        ([], ["hmicfrs/", "publications"], "hmicfrs/publications"),
        ([], ["vulner\u00ad", "able"], "vulnerable"),
        ([], ["vulner‐", "able"], "vulnerable"),
        ([], ["two-", "or three-year"], "two- or three-year"),
        ([], ["from day-", "to-day"], "from day-to-day"),
    ],
)
def test_hyphen_at_a_line_end(elsewhere: list[str], lines: list[str], joined: str) -> None:
    assert Joiner([*elsewhere, "", *lines]).join(lines) == joined


@given(st.lists(st.text("abcdeXYZ .,;’é", min_size=1, max_size=30), max_size=8))
def test_lines_without_hyphens_are_joined_by_spaces(lines: list[str]) -> None:
    assert Joiner(lines).join(lines) == normalise(" ".join(lines))
