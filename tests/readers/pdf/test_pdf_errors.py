"""Files that give no report, and files that give part of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from tests.readers.pdf.paper import LEFT, Paper

from peelextract.errors import (
    DamagedSourceError,
    EmptySourceError,
    EncryptedSourceError,
    ScannedSourceError,
    SourceError,
)
from peelextract.readers.pdf import read_pdf

REAL = Path(__file__).parents[4] / "shared" / "real"
WORDS = "The force should do something about it."


def report(pages: int = 1, **options: object) -> bytes:
    paper = Paper(**options)
    for i in range(pages):
        if i:
            paper.turn()
        paper.text(LEFT, 300, f"{WORDS} Page {i + 1} says so.")
    return paper.data()


def test_password_is_asked_for() -> None:
    data = report(encrypt=StandardEncryption("secret", "owner"))
    with pytest.raises(EncryptedSourceError, match=r"^r\.pdf: asks for a password; save a copy"):
        read_pdf(data, "r.pdf")


def test_owner_password_alone_does_not_matter() -> None:
    data = report(encrypt=StandardEncryption("", "owner", canPrint=0, canCopy=0))
    assert [b.text for b in read_pdf(data, "r.pdf").blocks] == [f"{WORDS} Page 1 says so."]


def test_pictures_alone_are_a_scan() -> None:
    paper = Paper()
    paper.picture()
    paper.turn()
    paper.picture()
    with pytest.raises(ScannedSourceError, match="text recognition"):
        read_pdf(paper.data(), "r.pdf")


def test_page_that_shows_a_picture_is_told_of() -> None:
    paper = Paper()
    paper.title("A report")
    paper.text(LEFT, 100, WORDS)
    paper.turn()
    paper.picture()
    paper.turn()
    metadata = read_pdf(paper.data(), "r.pdf").metadata
    assert (metadata.title, metadata.pages, metadata.blank_pages) == ("A report", 3, (2,))


def test_blank_paper_is_empty() -> None:
    with pytest.raises(EmptySourceError, match="has nothing on its pages"):
        read_pdf(Paper().data(), "r.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<!doctype html><p>Not found", b"\0" * 500])
def test_what_is_no_pdf_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedSourceError) as caught:
        read_pdf(data, "r.pdf")
    assert "\n" not in str(caught.value)


def test_truncated_file_gives_what_is_left() -> None:
    data = report(40, pageCompression=0)
    end = data.index(b"\nxref")
    source = read_pdf(data[: end + 100], "r.pdf")
    assert len(source.blocks) == 40


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are missing")
def test_pages_that_a_truncated_file_has_lost_are_told_of() -> None:
    path = next(REAL.glob("ilacs-torbay*.pdf"))
    source = read_pdf(path.read_bytes()[:60_000], path.name)
    lost = source.metadata.blank_pages
    assert source.metadata.pages == 11
    assert 0 < len(lost) < 11
    assert {block.page for block in source.blocks} <= set(range(1, 12)) - set(lost)


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 2000), at=st.integers(0, 2000), byte=st.integers(0, 255))
def test_damage_is_reported_or_survived(cut: int, at: int, byte: int) -> None:
    data = bytearray(report())
    data[at % len(data)] = byte
    outcome = read_or_error(bytes(data[: len(data) - cut % len(data)]))
    assert outcome
    assert "\n" not in outcome


def read_or_error(data: bytes) -> str:
    try:
        return f"{read_pdf(data, 'r.pdf').metadata.pages} pages"
    except SourceError as error:
        return str(error)
