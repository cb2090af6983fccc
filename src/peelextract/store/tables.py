"""The tables: one normal form for SQLite, PostgreSQL and DuckDB.

Keys come from the report itself: ``report_id`` and the item's ``id``, or its place in the
report where an item has no id of its own (``position``, 0-based). Dates are ISO text, because
reports print months without a day (``2019-09``) and no date type holds those. A column's
comment becomes its description in PostgreSQL, in Data Packages and in Datasette.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

METADATA: Final = MetaData()


def _text(name: str, comment: str, *, required: bool = False) -> Column[str]:
    return Column(name, Text, nullable=not required, comment=comment)


def _number(name: str, comment: str) -> Column[float]:
    return Column(name, Double, comment=comment)


def _whole(name: str, comment: str, *, required: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=not required, comment=comment)


def _report_key() -> Column[str]:
    return Column(
        "report_id", Text, ForeignKey("reports.id"), primary_key=True, comment="Its report."
    )


def _position(*, key: bool = False) -> Column[int]:
    return Column(
        "position",
        Integer,
        primary_key=key,
        nullable=False,
        autoincrement=False,
        comment="Place among its kind in the report, from 0.",
    )


def _span(*, required: bool = True, prefix: str = "span") -> list[Column[Any]]:
    return [
        _whole(f"{prefix}_start", "Offset of its first character in the text.", required=required),
        _whole(f"{prefix}_end", "Offset behind its last character.", required=required),
        _whole(f"{prefix}_page", "Page of a PDF it starts on, from 1."),
    ]


def _grade() -> list[Column[Any]]:
    return [
        _text("grade", "outstanding, good, adequate, requires_improvement, inadequate, ungraded."),
        _text("grade_label", "The grade as printed."),
        _text("grade_basis", "What it was read from: line, table, sentence, carried_over."),
        *_span(required=False, prefix="grade"),
    ]


def _items(name: str, *columns: Column[Any], **options: Any) -> Table:
    """A table of extracted items: what all have in common, and a kind's own columns."""
    return Table(
        name,
        METADATA,
        _report_key(),
        Column("id", Text, primary_key=True, comment="Unique in the report."),
        _position(),
        _text("question_id", "The question it stands in; null outside every question."),
        _text("section", "Heading of the section it stands in."),
        _text("text", "Its words in the report's text.", required=True),
        *columns,
        *_span(),
        _text("rule", "Id of the rule that found it.", required=True),
        ForeignKeyConstraint(["report_id", "question_id"], ["questions.report_id", "questions.id"]),
        *options.pop("constraints", ()),
        **options,
    )


organisations = Table(
    "organisations",
    METADATA,
    Column(
        "id", Text, primary_key=True, comment="Its slug, and its kind if it is no police force."
    ),
    _text("slug", "Slug of police.uk or of the inspectorate.", required=True),
    _text("name", "Its name.", required=True),
    _text("kind", "police_force, fire_and_rescue_service or other.", required=True),
    _text("gss_code", "Code of the Government Statistical Service."),
    comment="The inspected bodies.",
)

reports = Table(
    "reports",
    METADATA,
    Column("id", Text, primary_key=True, comment="Readable, and the same for every rendering."),
    Column("organisation_id", Text, ForeignKey("organisations.id"), comment="Who was inspected."),
    _text("title", "The title as printed."),
    _text("programme", "The inspection programme: PEEL, FRS, CDI and others.", required=True),
    _text("kind", "Which part of an inspection the document reports.", required=True),
    _text("cycle", "The inspection cycle, normalised: 2016, 2018/19, 2023-25."),
    *_grade(),
    _text("published", "ISO date, or year-month where no day is printed."),
    _text("updated", "ISO date of the last update."),
    comment="One inspection report each, however many files it was read from.",
)

sources = Table(
    "sources",
    METADATA,
    _report_key(),
    Column("sha256", Text, primary_key=True, comment="SHA-256 of the source file."),
    Column("is_main", Boolean, nullable=False, comment="The report's rows come from it."),
    _text("name", "The file's name.", required=True),
    _text("media_type", "Its media type.", required=True),
    _whole("size", "Its bytes.", required=True),
    _whole("pages", "Pages of a PDF."),
    _text("extractor_name", "The program that read it.", required=True),
    _text("extractor_version", "Its version.", required=True),
    _text("extractor_rules", "Digest of the rules in force.", required=True),
    _text("report_schema", "Version of the report's own schema.", required=True),
    _text("digest", "SHA-256 of the report file that was loaded.", required=True),
    _whole("graded_questions", "How many questions have a grade in it.", required=True),
    _whole("boxed_findings", "How many findings it has in boxes.", required=True),
    _whole("items", "How many items of all kinds it has.", required=True),
    Index("sources_by_digest", "digest"),
    comment="The files a report was read from: its page, its PDF, a plain-text copy.",
)

texts = Table(
    "texts",
    METADATA,
    _report_key(),
    _text("text", "The canonical text that all spans index.", required=True),
    comment="The text of each report.",
)

pillars = Table(
    "pillars",
    METADATA,
    _report_key(),
    Column("name", Text, primary_key=True, comment="effectiveness, efficiency, legitimacy, …"),
    _position(),
    _text("question", "The headline question."),
    *_grade(),
    *_span(required=False),
    comment="The pillars a report covers; the span is the pillar's summary.",
)

questions = Table(
    "questions",
    METADATA,
    _report_key(),
    Column("id", Text, primary_key=True, comment="Unique in the report."),
    _position(),
    _text("pillar", "The pillar it belongs to."),
    _text("number", "Its number as printed."),
    _text("text", "The question, or the area's heading.", required=True),
    *_grade(),
    Column("inspected", Boolean, nullable=False, comment="False where it was carried over."),
    *_span(),
    ForeignKeyConstraint(["report_id", "pillar"], ["pillars.report_id", "pillars.name"]),
    comment="The questions or areas that are graded.",
)

sections = Table(
    "sections",
    METADATA,
    _report_key(),
    Column("question_id", Text, primary_key=True, comment="Its question."),
    _position(key=True),
    _text("heading", "Its heading.", required=True),
    _whole("level", "Level of the heading, where the source tells."),
    *_span(),
    ForeignKeyConstraint(["report_id", "question_id"], ["questions.report_id", "questions.id"]),
    comment="The headed parts of each question.",
)

causes_of_concern = _items(
    "causes_of_concern",
    _text("explanation", "The paragraphs below the statement."),
    comment="Causes of concern.",
)

recommendations = _items(
    "recommendations",
    _text("cause_of_concern_id", "The cause of concern it answers."),
    _text("lead_in", "The sentence that introduces a list it is an item of."),
    _text("addressee", "Who should act."),
    _text("deadline_text", "The deadline as printed."),
    _text("deadline_date", "ISO date the deadline comes to."),
    constraints=[
        ForeignKeyConstraint(
            ["report_id", "cause_of_concern_id"],
            ["causes_of_concern.report_id", "causes_of_concern.id"],
        )
    ],
    comment="Recommendations from a formal box.",
)

areas_for_improvement = _items(
    "areas_for_improvement",
    _text("explanation", "The paragraphs below the title sentence."),
    comment="Areas for improvement.",
)

practices = _items(
    "practices",
    _text("kind", "innovative, promising or good.", required=True),
    _text("explanation", "The paragraphs below the title sentence."),
    comment="Practice commended in a box.",
)

prose_recommendations = _items(
    "prose_recommendations",
    _text("addressee", "Who should act."),
    _text("modality", "should, must, needs_to or recommends.", required=True),
    comment="Sentences outside the boxes that say what the inspected body should do.",
)

statistics = _items(
    "statistics",
    _text("sentence", "The sentence or list item it stands in.", required=True),
    _text("kind", "percentage, fraction, rate, count, money, duration, multiple.", required=True),
    Column("value", Double, nullable=False, comment="Percent, fraction of 1, pounds, or number."),
    _number("upper", "Upper end of a range."),
    _text("unit", "What is counted, or the measure; null for a percentage."),
    _number("numerator", "Of a fraction."),
    _number("denominator", "Of a fraction."),
    _text("qualifier", "approximately, more_than, less_than, at_least, at_most, almost."),
    _text("of", "The population."),
    _text("measure", "What the figure says of the population."),
    _number("margin", "Half-width of the confidence interval."),
    _text("comparison_relation", "higher, lower, equal, increase or decrease."),
    _number("comparison_value", "The figure it is compared with."),
    _text("comparison_with", "What it is compared with."),
    _text("period_text", "The period as printed."),
    _text("period_start", "ISO date of the period's first day."),
    _text("period_end", "ISO date of its last day."),
    _text("attribution", "Who says so, where it is not the inspectorate."),
    comment="Numbers a report gives about the world.",
)

warnings = Table(
    "warnings",
    METADATA,
    _report_key(),
    _position(key=True),
    _text("code", "What it is about.", required=True),
    _text("message", "What is wrong, and what to do.", required=True),
    *_span(required=False),
    comment="What a reader of the report would expect and that is not there, or in doubt.",
)

schema_version = Table(
    "peelextract_schema",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    comment="Version of these tables and views.",
)

ITEMS: Final = (
    causes_of_concern,
    recommendations,
    areas_for_improvement,
    practices,
    prose_recommendations,
    statistics,
)
"""The tables of extracted items, all with the columns of ``Item``."""

REPORT_TABLES: Final = (reports, sources, texts, pillars, questions, sections, *ITEMS, warnings)
"""What one report fills, each table after those it refers to."""

CONTENT: Final = tuple(table for table in REPORT_TABLES if table not in (reports, sources))
"""What comes from the main source alone, and is replaced with it."""
