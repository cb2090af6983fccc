"""What kind of file some bytes are, and their characters."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelextract.errors import EmptySourceError, ForeignSourceError, SourceError
from peelextract.readers import read
from peelextract.readers.sniff import decode, kind_of


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"junk ahead of it\n%PDF-1.4", "pdf"),
        (b"<!DOCTYPE html><title>x</title>", "html"),
        (b"\n\n<HTML><BODY>x", "html"),
        (b"<section><p>Saved in part</p></section>", "html"),
        (b"<span>Saved in part</span>", "html"),
        (b"Kent PEEL 2018\n\nEffectiveness", "text"),
        (b"5 < 6 and 7 > 6", "text"),
        (b"write to <someone@example.org>", "text"),
        ("\ufeffKent".encode(), "text"),
        ("Kent PEEL 2018".encode("utf-16"), "text"),
    ],
)
def test_kinds_are_told_by_content(data: bytes, kind: str) -> None:
    assert kind_of(data, "any.name")[0] == kind


@pytest.mark.parametrize("data", [b"", b" \n\t\r ", b"\xef\xbb\xbf", b"\x00\x00"])
def test_nothing_is_an_error_of_its_own(data: bytes) -> None:
    with pytest.raises(EmptySourceError, match=r"a\.txt: the file is empty; save or download"):
        kind_of(data, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(range(256)) * 9,
        b"\x89PNG\r\n\x1a\n" + bytes(range(40)) * 9,
        b"\xd0\xcf\x11\xe0" + b"\x00\x01\x02" * 200,
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ForeignSourceError, match="not a report as HTML, PDF or text"):
        kind_of(data, "report.docx")


def test_a_wrong_name_changes_nothing() -> None:
    source = read(b"<html><body><p>The force has a plan.</p></body></html>", "report.PDF")
    assert (source.metadata.media_type, len(source.blocks)) == ("text/html", 1)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("the force’s – Zoë".encode(), "the force’s – Zoë"),
        ("the force’s – Zoë".encode("cp1252"), "the force’s – Zoë"),
        ("\ufeffforce’s".encode(), "force’s"),
        ("force’s".encode("utf-16"), "force’s"),
        (b"<meta charset=iso-8859-1>\x93Zo\xeb\x94", "<meta charset=iso-8859-1>“Zoë”"),
        ("<meta charset=koi8-r>мир".encode("koi8-r"), "<meta charset=koi8-r>мир"),
        (b"<meta charset=utf-8>Zo\xeb", "<meta charset=utf-8>Zoë"),
        (b"<meta charset=no-such-code>Zo\xeb", "<meta charset=no-such-code>Zoë"),
    ],
)
def test_characters_in_whatever_encoding(data: bytes, text: str) -> None:
    assert decode(data) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_text_in_utf8_is_never_changed(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(SourceError):
        kind, text = kind_of(data, "x")
        assert kind in ("pdf", "html", "text")
        assert bool(text) is (kind != "pdf")
