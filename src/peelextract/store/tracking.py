"""What is to be tracked: the findings of a body that call for action, and their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from ..errors import UsageError
from . import tables
from .errors import MissingExtraError, StoreError

RESPONSE_DAYS: Final = 56
"""Days from publication in which a police force's local policing body publishes its comments
on a report (Police Act 1996, section 55)."""

SIMILARITY: Final = 75.0
"""From here on two texts are taken for the same matter: ``token_sort_ratio`` of rapidfuzz, 0 to
100. Among the 30,000 pairs of hand-annotated findings of different reports, those on different
matters reach 71; the same matter in other words has 77 and more."""

_KINDS: Final = (
    (tables.causes_of_concern, "Cause of concern"),
    (tables.recommendations, "Recommendation"),
    (tables.areas_for_improvement, "Area for improvement"),
)


@dataclass(frozen=True)
class Action:
    """A finding to act on.

    Attributes:
        reference: names it among all reports: the report's id and its own.
        report: the report's title.
        question: the question it stands in, with its number.
        kind: what the inspectorate calls it.
        text: its words, behind the lead-in of the list it is an item of.
        published: ISO date, or year-month, of the report.
        deadline: as printed.
        due: ISO date of the deadline.
        response_due: ISO date by which the local policing body publishes its comments.
        earlier: the reference of the finding of an earlier cycle that it repeats.
    """

    reference: str
    report: str
    question: str | None
    kind: str
    text: str
    published: str | None
    deadline: str | None
    due: str | None
    response_due: str | None
    earlier: str | None
    programme: str
    cycle: str | None


def tracked_organisation(connection: Connection, wanted: str | None) -> str:
    """The body to track: the one named, or the only one there is.

    Args:
        connection: see ``opened``.
        wanted: its id or its name, or its slug if no other body has that.

    Raises:
        UsageError: it is not there, or none is named and there are several.
        StoreError: no report says whom it is on.
    """
    rows = connection.execute(select(tables.organisations)).all()
    bodies = {row.id for row in rows}
    if not bodies:
        raise StoreError("no report names the organisation it is on; there is nothing to track")
    if wanted is None:
        if len(bodies) == 1:
            return str(bodies.pop())
        raise UsageError(f"name one of them with --organisation: {_listed(bodies)}")
    folded = wanted.casefold()
    for row in rows:
        if folded in (row.id.casefold(), row.name.casefold()):
            return str(row.id)
    alike = {row.id for row in rows if row.slug.casefold() == folded}
    if len(alike) == 1:
        return str(alike.pop())
    if alike:
        raise UsageError(f"{wanted}: that may be any of {_listed(alike)}; name one of them")
    raise UsageError(f"{wanted}: no report is on it; there are reports on {_listed(bodies)}")


def actions(connection: Connection, organisation: str) -> list[Action]:
    """All that a body has to act on, the earliest report first, in the order of each report.

    Raises:
        MissingExtraError: the package that compares texts is not installed.
    """
    found = [
        (row.published or "", row.report_id, order, row.position, _action(row, kind))
        for order, (table, kind) in enumerate(_KINDS)
        for row in connection.execute(_query(table, organisation))
    ]
    found.sort(key=lambda entry: ((entry[4].cycle or ""), *entry[:4]))
    return list(_with_forerunners([entry[4] for entry in found]))


def _query(table: Table, organisation: str) -> Any:
    recommended = table is tables.recommendations
    extra = [table.c.lead_in, table.c.deadline_text, table.c.deadline_date] if recommended else []
    questions, reports = tables.questions.c, tables.reports.c
    return (
        select(
            table.c.report_id,
            table.c.id,
            table.c.position,
            table.c.text,
            *extra,
            questions.number,
            questions.text.label("question"),
            reports.title,
            reports.published,
            reports.programme,
            reports.cycle,
            tables.organisations.c.kind.label("body"),
        )
        .select_from(table)
        .join(tables.reports, table.c.report_id == reports.id)
        .join(tables.organisations, reports.organisation_id == tables.organisations.c.id)
        .outerjoin(
            tables.questions,
            (table.c.report_id == questions.report_id) & (table.c.question_id == questions.id),
        )
        .where(reports.organisation_id == organisation)
    )


def _action(row: Any, kind: str) -> Action:
    words = row._mapping
    question = " ".join(filter(None, (row.number, row.question)))
    return Action(
        reference=f"{row.report_id}/{row.id}",
        report=row.title or row.report_id,
        question=question or None,
        kind=kind,
        text=" ".join(filter(None, (words.get("lead_in"), row.text))),
        published=row.published,
        deadline=words.get("deadline_text"),
        due=words.get("deadline_date"),
        response_due=_response_due(row.published) if row.body == "police_force" else None,
        earlier=None,
        programme=row.programme,
        cycle=row.cycle,
    )


def _response_due(published: str | None) -> str | None:
    day = full_date(published)
    return (day + timedelta(days=RESPONSE_DAYS)).isoformat() if day else None


def full_date(text: str | None) -> date | None:
    """The date, where the text is a whole one; a month alone is none."""
    try:
        return date.fromisoformat(text) if text and len(text) == len("2019-09-27") else None
    except ValueError:
        return None


def _with_forerunners(found: Sequence[Action]) -> Iterator[Action]:
    """Name for each finding the most alike of those of earlier cycles, the latest of several."""
    try:
        from rapidfuzz import fuzz, process, utils
    except ModuleNotFoundError as error:
        raise MissingExtraError("tracking", "track") from error
    texts = [utils.default_process(action.text) for action in found]
    for action, text in zip(found, texts, strict=True):
        earlier = {
            number: texts[number]
            for number, other in reversed(list(enumerate(found)))
            if action.cycle and other.cycle and other.cycle < action.cycle
            if other.programme == action.programme
        }
        best = process.extractOne(
            text, earlier, scorer=fuzz.token_sort_ratio, score_cutoff=SIMILARITY
        )
        yield replace(action, earlier=found[best[2]].reference) if best else action


def _listed(bodies: set[str], limit: int = 5) -> str:
    names = sorted(bodies)
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
