"""Files, folders, globs, archives and addresses become inputs with names a user knows."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from tests.batch.support import LIMITS, manifest, run, snapshot

from peelextract.batch.inputs import find_inputs


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.html", "in/deep/er/a.PDF", "in/c.txt", "in/notes.csv", "in/.hidden/x.html"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"id {name.replace('/', '-')}")
    return tmp_path


@pytest.fixture
def archive(folder: Path) -> str:
    with zipfile.ZipFile(folder / "in/all.zip", "w") as made:
        made.mkdir("2016/")
        made.writestr("2016/kent report.html", "id kent")
        made.writestr("surrey.html", "id surrey")
        made.writestr("__MACOSX/surrey.html", "junk")
        made.writestr("readme.md", "junk")
    return "in/all.zip"


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    fs = fsspec.filesystem("memory")
    fs.pipe({"/reports/a.html": b"id a", "/reports/sub/b.html": b"id b\nwarnings 1"})
    yield fs
    fs.store.clear()
    fs.pseudo_dirs[:] = [""]


def names(*arguments: str) -> list[str]:
    return [item.name for item in find_inputs(arguments).inputs]


def test_a_folder_gives_the_reports_below_it() -> None:
    assert names("in") == ["in/b.html", "in/c.txt", "in/deep/er/a.PDF"]
    assert names("./in/") == names("in")
    assert find_inputs(["in"]).passed_over == 1


def test_names_follow_the_arguments(folder: Path) -> None:
    assert names(str(folder / "in/b.html")) == [str(folder / "in/b.html")]
    assert names(f"file://{folder}/in/b.html") == [f"file://{folder}/in/b.html"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in/*.html", ["in/b.html"]),
        ("in/**/*.PDF", ["in/deep/er/a.PDF"]),
        ("i?/de*", ["in/deep/er/a.PDF"]),
        ("*/[bc].*", ["in/b.html", "in/c.txt"]),
    ],
)
def test_globs(pattern: str, expected: list[str]) -> None:
    assert names(pattern) == expected


def test_a_file_named_outright_is_taken_whatever_its_ending() -> None:
    assert names("in/notes.csv") == ["in/notes.csv"]


def test_one_file_given_twice_counts_once() -> None:
    assert names("in/b.html", "in", "in/*.html") == names("in")


def test_what_is_not_there_is_an_input_with_a_problem() -> None:
    messages = {
        item.name: item.problem.message if item.problem else None
        for item in find_inputs(["gone.html", "in/*.docx", "in/b.html", "nosuch://x/y"]).inputs
    }
    assert messages["gone.html"] == "there is no such file or folder; check the name"
    assert messages["in/*.docx"] == "it matches no file; check the pattern"
    assert messages["in/b.html"] is None
    assert "Protocol not known" in (messages["nosuch://x/y"] or "")


def test_members_of_an_archive(archive: str) -> None:
    expected = ["in/all.zip!2016/kent report.html", "in/all.zip!surrey.html"]
    assert names(archive) == expected
    assert set(names("in")) == {*expected, "in/b.html", "in/c.txt", "in/deep/er/a.PDF"}
    assert find_inputs([archive]).passed_over == 2


def test_a_batch_from_an_archive(archive: str, folder: Path) -> None:
    assert run([archive], "out").done == 2
    entry = manifest(folder / "out")["in/all.zip!2016/kent report.html"]
    assert (entry["report"], entry["output"]) == ("kent", "reports/kent.json")
    assert b'"name": "kent report.html"' in (folder / "out/reports/kent.json").read_bytes()


def test_a_changed_archive_is_read_anew(archive: str) -> None:
    run([archive], "out")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("surrey.html", "id sussex")
    assert run([archive], "out").done == 1
    assert Path("out/reports/sussex.json").exists()


def test_a_broken_archive_costs_no_other(archive: str) -> None:
    Path(archive).write_bytes(Path(archive).read_bytes()[:80])
    tally = run(["in"], "out")
    assert tally.done == 3
    [(name, message)] = tally.failures
    assert name == "in/all.zip"
    assert message == "the archive cannot be read (File is not a zip file); get the file again"


def test_a_damaged_member_costs_no_other(archive: str) -> None:
    data = bytearray(Path(archive).read_bytes())
    data[data.index(b"id kent") + 3] ^= 0xFF
    Path(archive).write_bytes(data)
    tally = run([archive], "out")
    assert tally.done == 1
    [(name, message)] = tally.failures
    assert name == "in/all.zip!2016/kent report.html"
    assert message.startswith("it cannot be read (Bad CRC-32")


def test_pipes_and_broken_links_are_told_and_not_waited_for() -> None:
    os.mkfifo("in/pipe.html")
    Path("in/link.html").symlink_to("nowhere")
    tally = run(["in"], "out")
    assert tally.done == 3
    assert sorted(tally.failures) == [
        ("in/link.html", "it is no file; take it away"),
        ("in/pipe.html", "it is no file; take it away"),
    ]


def test_a_name_in_another_encoding(folder: Path) -> None:
    name = os.fsdecode(b"in/caf\xe9.html")
    Path(name).write_text("id cafe")
    assert run([name], "out").done == 1
    assert run([name], "out").unchanged == 1
    assert manifest(folder / "out")[name]["report"] == "cafe"
    assert "caf\ufffd.html" in Path("out/reports/cafe.json").read_text().encode().decode(
        "unicode_escape"
    )


def test_an_unreadable_file_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.implementations.local import LocalFileSystem

    opened = LocalFileSystem._open

    def refuse(self: LocalFileSystem, path: str, *args: object, **kwargs: object) -> object:
        if path.endswith("b.html"):
            raise PermissionError(13, "Permission denied", path)
        return opened(self, path, *args, **kwargs)

    monkeypatch.setattr(LocalFileSystem, "_open", refuse)
    tally = run(["in"], "out")
    assert tally.done == 2
    assert "Permission denied" in dict(tally.failures)["in/b.html"]
    assert manifest(Path("out"))["in/b.html"]["error"]["kind"] == "unreadable"


def test_memory_in_and_out(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    tally = run(["memory://reports"], "memory://out")
    assert (tally.done, tally.partial) == (2, 1)
    memory.get("/out/", str(tmp_path / "got"), recursive=True)
    entries = manifest(tmp_path / "got")
    assert {name: entry["status"] for name, entry in entries.items()} == {
        "memory://reports/a.html": "ok",
        "memory://reports/sub/b.html": "partial",
    }
    assert set(snapshot(tmp_path / "got")) == {
        "manifest.jsonl",
        "reports/a.json",
        "reports/b.json",
    }
    again = run(["memory://reports"], "memory://out")
    assert (again.done, again.unchanged) == (0, 2)


def test_parts_of_a_manifest_outlive_a_killed_batch(memory: fsspec.AbstractFileSystem) -> None:
    """On a store that cannot append, what was on record before the end is taken up."""
    from tests.batch.functions import ORIGIN, extract

    from peelextract.batch.engine import LocalEngine
    from peelextract.batch.ledger import Ledger
    from peelextract.batch.runner import run_batch
    from peelextract.batch.store import Store
    from peelextract.batch.task import Processor

    store = Store("memory://out")
    engine = LocalEngine(Processor(extract, LIMITS, store.address), 1)
    # Never closed, as when the process is killed.
    run_batch(find_inputs(["memory://reports/a.html"]).inputs, Ledger(store, ORIGIN), engine)
    engine.close()
    assert memory.ls("/out/manifest.parts", detail=False) != []
    tally = run(["memory://reports"], "memory://out")
    assert (tally.done, tally.unchanged) == (1, 1)
    assert not memory.exists("/out/manifest.parts/00000000.jsonl")
    assert len(memory.cat_file("/out/manifest.jsonl").splitlines()) == 2
