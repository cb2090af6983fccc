"""Where reports go: names that hold apart, folders, and inputs that are spared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.cli.destinations import destinations
from peelextract.errors import UsageError


@pytest.mark.parametrize(
    ("files", "output", "expected"),
    [
        (["a/kent.html"], None, ["out/kent.json"]),
        (["a/kent.html", "surrey.pdf"], None, ["out/kent.json", "out/surrey.json"]),
        (["kent.html", "kent.pdf"], None, ["out/kent.html.json", "out/kent.pdf.json"]),
        (["KENT.html", "kent.pdf"], None, ["out/KENT.html.json", "out/kent.pdf.json"]),
        (["report.v2.html"], None, ["out/report.v2.json"]),
        (["-"], None, ["out/stdin.json"]),
        (["kent.html"], "kent.data", ["kent.data"]),
        (["kent.html"], "reports/", ["reports/kent.json"]),
        (["kent.html", "surrey.pdf"], "reports", ["reports/kent.json", "reports/surrey.json"]),
        (["kent.html", "surrey.pdf"], "-", [None, None]),
        (["b.html", "a.html", "./b.html"], None, ["out/b.json", "out/a.json"]),
    ],
)
def test_destinations(
    folder: Path, files: list[str], output: str | None, expected: list[str | None]
) -> None:
    del folder
    found = destinations(files, output).values()
    assert [None if path is None else path.as_posix() for path in found] == expected


def test_a_folder_that_is_there_takes_a_single_report(folder: Path) -> None:
    (folder / "reports").mkdir()
    assert destinations(["kent.html"], "reports") == {"kent.html": Path("reports/kent.json")}


def test_two_inputs_of_one_name_are_refused(folder: Path) -> None:
    del folder
    with pytest.raises(UsageError, match=r"a/x\.html and b/x\.html would both be written to"):
        destinations(["a/x.html", "b/x.html"], None)


@pytest.mark.parametrize("output", ["all.json", "there"])
def test_one_file_for_several_reports_is_refused(folder: Path, output: str) -> None:
    (folder / "there").touch()
    with pytest.raises(UsageError, match="one file for 2 reports; name a folder"):
        destinations(["a.html", "b.html"], output)


def test_an_input_is_never_overwritten(folder: Path) -> None:
    (folder / "out").mkdir()
    for name in ("kent.html", "out/kent.json"):
        (folder / name).touch()
    (folder / "link").symlink_to("kent.html")
    with pytest.raises(UsageError, match=r"kent\.html: is an input"):
        destinations(["kent.html"], "kent.html")
    with pytest.raises(UsageError, match="link: is an input"):
        destinations(["kent.html"], "link")
    with pytest.raises(UsageError, match=r"out/kent\.json: is an input"):
        destinations(["out/kent.json"], None)


@given(
    st.lists(st.sampled_from(["a.html", "a.pdf", "A.txt", "b.html", "d/b.html", "-"]), min_size=1)
)
def test_no_two_inputs_ever_share_a_file(files: list[str]) -> None:
    try:
        found = destinations(files, None)
    except UsageError:
        assert {"b.html", "d/b.html"} <= set(files)
        return
    names = [str(path).casefold() for path in found.values()]
    assert len(names) == len(set(names)) == len(set(files))
