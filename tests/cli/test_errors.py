"""Sources that give no report: one line, the right exit code, and no file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelextract.cli.app import app

SHARED = Path(__file__).parents[3] / "shared" / "real"

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of some objects, the first of which is its catalogue."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d /Root 1 0 R %s>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, trailer, len(out))
    )


def page(content: bytes) -> list[bytes]:
    return [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
    ]


def encrypted() -> bytes:
    """Says that it is encrypted, with a key that no empty password gives."""
    lock = b"<</Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s>>>" % (b"4f" * 32, b"55" * 32)
    return pdf([*page(b""), lock], b"/Encrypt 5 0 R /ID [<0123> <0123>]")


def scanned() -> bytes:
    """One page that shows a picture, a single grey dot drawn large."""
    dot = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    return pdf(page(dot))


BAD: dict[str, bytes] = {
    "empty.html": b"",
    "blank.txt": b" \r\n\t\n",
    "wordless.html": b"<!doctype html><html><body><script>x = 1</script></body></html>",
    "picture.png": PNG,
    "renamed.html": PNG,
    "noise.bin": bytes(range(256)) * 40,
    "broken.pdf": b"%PDF-1.7\n" + b"garbage " * 50,
    "cut.pdf": pdf(page(b"BT ET"))[:150],
    "page.pdf": b"<!doctype html><html><body><p>The report you seek is gone.</p></body></html>",
    "encrypted.pdf": encrypted(),
    "scanned.pdf": scanned(),
    "page-less.pdf": pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 0>>"]),
}


def assert_refused(result: object, name: str, folder: Path) -> None:
    exit_code, stdout, stderr = (getattr(result, a) for a in ("exit_code", "stdout", "stderr"))
    assert exit_code == 3
    assert stdout == ""
    assert stderr.startswith(f"peelextract: {name}: ")
    assert stderr.count("\n") == 1
    # What is wrong, and what to do about it.
    assert "; " in stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize("name", BAD)
def test_a_source_without_a_report(runner: CliRunner, folder: Path, name: str) -> None:
    (folder / name).write_bytes(BAD[name])
    assert_refused(runner.invoke(app, ["run", name]), name, folder)


@pytest.mark.parametrize(
    ("name", "words"), [("encrypted.pdf", "password"), ("scanned.pdf", "pictures|scan|OCR")]
)
def test_the_line_says_what_is_wrong(
    runner: CliRunner, folder: Path, name: str, words: str
) -> None:
    (folder / name).write_bytes(BAD[name])
    assert re.search(words, runner.invoke(app, ["run", name]).stderr)


def test_a_missing_file(runner: CliRunner, folder: Path) -> None:
    assert_refused(runner.invoke(app, ["run", "missing.html"]), "missing.html", folder)


def test_a_folder_in_place_of_a_file(runner: CliRunner, folder: Path) -> None:
    (folder / "reports").mkdir()
    assert_refused(runner.invoke(app, ["run", "reports"]), "reports", folder)


def test_nothing_on_standard_input(runner: CliRunner, folder: Path) -> None:
    assert_refused(runner.invoke(app, ["run", "-"], input=b""), "-", folder)


def test_a_folder_of_rules_that_is_not_there(
    runner: CliRunner, put: Callable[..., str], folder: Path
) -> None:
    result = runner.invoke(app, ["run", put("a.txt", "Kent PEEL 2016"), "--rules", "nowhere"])
    assert result.exit_code == 2
    assert result.stderr.startswith("peelextract: nowhere: no such rules folder")
    assert not (folder / "out").exists()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not here")
def test_what_a_server_sent_in_place_of_a_report(runner: CliRunner, folder: Path) -> None:
    name = str(SHARED / "not-a-pdf.pdf")
    assert_refused(runner.invoke(app, ["run", name]), name, folder)
