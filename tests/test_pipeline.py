"""The whole way: errors of sources, and what holds for every report."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from peelextract import extract
from peelextract.errors import (
    EmptySourceError,
    ForeignSourceError,
    PeelextractError,
    RulesError,
    SourceError,
    UnreadableSourceError,
)
from peelextract.report import Report, Span

SAMPLES = Path(__file__).parents[1] / "samples"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        extract(tmp_path / "none.html")
    assert str(caught.value).startswith(f"{tmp_path / 'none.html'}: no such file or directory; ")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="is a directory"):
        extract(tmp_path)


@pytest.mark.parametrize("data", [b"", b"   ", b"<html><body><nav>Menu</nav></body></html>"])
def test_a_source_without_words(data: bytes) -> None:
    with pytest.raises(EmptySourceError, match=r"^page: .+; save or download it again$"):
        extract(data, name="page")


def test_a_source_of_another_kind() -> None:
    with pytest.raises(ForeignSourceError, match=r"^a: "):
        extract(b"PK\x03\x04" + bytes(range(32)) * 30, name="a")


def test_a_broken_pdf() -> None:
    with pytest.raises(SourceError, match=r"^a\.pdf: "):
        extract(b"%PDF-1.7 and nothing more", name="a.pdf")


def test_a_rules_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="no such rules folder"):
        extract(b"Kent PEEL 2018", rules=tmp_path / "none")


def test_an_unknown_document_is_a_valid_report() -> None:
    report = extract(b"Minutes\n\nThe council met. It spent 12 percent more.", name="m.txt")
    assert (report.kind.value, report.programme, report.questions) == ("unknown", "other", [])
    assert [w.code.value for w in report.warnings] == ["unknown_format"]
    assert report.prose_recommendations == []
    assert [s.value for s in report.statistics] == [12]
    assert report.id == f"document-{report.source.sha256[:12]}"


def test_a_path_and_its_bytes_give_the_same() -> None:
    path = SAMPLES / "metropolitan-2018-effectiveness.txt"
    by_path, by_bytes = extract(path), extract(path.read_bytes(), name=path.name)
    assert by_path.model_dump_json() == by_bytes.model_dump_json()


def spans(item: object) -> Iterator[Span]:
    """Every span of a report, however deep."""
    if isinstance(item, Span):
        yield item
    elif isinstance(item, BaseModel):
        for name in type(item).model_fields:
            yield from spans(getattr(item, name))
    elif isinstance(item, list):
        for part in item:
            yield from spans(part)


def hold(report: Report) -> None:
    """What holds for every report: words stand where their spans say, and ids are unique."""
    text = report.text
    found = [
        *report.causes_of_concern,
        *report.recommendations,
        *report.areas_for_improvement,
        *report.practices,
        *report.prose_recommendations,
        *report.statistics,
    ]
    assert all(text[item.span.start : item.span.end] == item.text for item in found)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(report))
    for grade in [*(p.grade for p in report.pillars), *(q.grade for q in report.questions)]:
        if grade is not None and grade.span is not None:
            assert text[grade.span.start : grade.span.end] == grade.label
    ids = [*(question.id for question in report.questions), *(item.id for item in found)]
    assert len(ids) == len(set(ids))
    questions = {question.id for question in report.questions}
    assert {item.question_id for item in found} <= questions | {None}
    causes = {cause.id for cause in report.causes_of_concern}
    assert {r.cause_of_concern_id for r in report.recommendations} <= causes | {None}


@pytest.mark.parametrize("name", ["txt", "html", "pdf"])
def test_the_samples_hold(name: str) -> None:
    hold(extract(SAMPLES / f"metropolitan-2018-effectiveness.{name}"))


QUESTION = "How effective is the force at investigating crime and reducing re-offending?"
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Kent PEEL 2018",
                "PEEL 2023–2025: An inspection of Kent Police",
                "Effectiveness",
                "How effectively does the force reduce crime and keep people safe?",
                QUESTION,
                "Investigating crime",
                "Good",
                "Requires improvement",
                "1",
                "Areas for improvement",
                "Cause of concern",
                "Recommendations",
                "Innovative practice",
                "Main findings",
                "Within three months, the police should:",
                "• act on 12 of 40 plans; and",
                "      o go on.",
                "1. The force should act.",
                "The force should act. It has 20–30 cars, or 5 percent more.",
                "This question was not inspected in 2017. The grade still stands.",
                "a\tGood\tInadequate",
                "Cause of concern: the force has no plan, and so it will not get far with it.",
                "",
                "",
                "",
            ]
        ),
        st.text(alphabet=st.characters(codec="utf-8"), max_size=40),
    ),
    max_size=25,
)


def extracted(data: str) -> None:
    try:
        report = extract(data.encode(), name="any")
    except PeelextractError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right
    else:
        hold(report)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_report_that_holds(lines: list[str]) -> None:
    extracted("\n".join(lines))


TAGS = "h1 h2 h3 p div b ul li table tr td dl dt dd section".split()


@given(LINES, st.lists(st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS])))
@settings(max_examples=150, deadline=None)
def test_any_page_gives_a_report_that_holds(lines: list[str], tags: list[str]) -> None:
    parts = [f"{tag}{line}" for tag, line in zip(tags, lines, strict=False)]
    extracted("<html><body>" + "".join([*parts, *lines[len(tags) :]]))


def test_threads_read_what_one_alone_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peelextract.analyse._VOCABULARY", 0)
    page = """<h1>Kent Police: PEEL 2018/19</h1><p>In the year to {year}, the force
    recorded {n} crimes of word{n}, {n}% more than before. The force should act on word{n}.</p>"""
    pages = [page.format(n=n, year=1990 + n).encode() for n in range(1, 25)]
    alone = [extract(data, name="a.html") for data in pages]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda data: extract(data, name="a.html"), pages * 4))
    assert together == alone * 4
