"""A report's identity, pillars, questions, grades and sections against the annotations."""

from __future__ import annotations

import re
from typing import TypeAlias

from peelextract.report import Grade, Report

from .gold import Gold, Place
from .tally import Scorecard
from .words import alike, pair, plain

Places: TypeAlias = dict[Place, str | None]
"""The annotations' name of a question to its id in the report; None is outside all questions."""


def score_identity(card: Scorecard, gold: Gold, report: Report) -> None:
    """Compares what the title page says, as far as the annotations give it."""
    body, force = report.organisation, gold.force
    pairs = {
        "title": (_title(gold, report.title), report.title),
        "programme": (gold.programme, report.programme),
        "kind": (gold.kind, report.kind.value),
        "cycle": (_cycle(gold.cycle), _cycle(report.cycle)),
        "updated": (gold.updated, report.updated),
        "published": (gold.published, report.published),
        "grade": (gold.overall_grade, _value(report.grade)),
        "organisation.id": (force.id if force else None, body.id if body else None),
        "organisation.name": (force.name if force else None, body.name if body else None),
    }
    given = {name: (want, got) for name, (want, got) in pairs.items() if want}
    wrong = {
        name: (want, got)
        for name, (want, got) in given.items()
        if plain(want or "") != plain(got or "")
    }
    card.count("identity", tp=len(given) - len(wrong), fp=len(wrong), fn=len(wrong))
    words = (f"{name}: {got!r}, not {want!r}" for name, (want, got) in wrong.items())
    card.note("identity", "wrong", words)


def score_structure(card: Scorecard, gold: Gold, report: Report) -> Places:
    """Compares pillars, questions, grades and sections.

    Returns: which of the report's questions is which of the annotations'.
    """
    pillars, missed_pillars, extra_pillars = pair(
        gold.pillars, report.pillars, lambda g, p: plain(g.name) == plain(p.name)
    )
    card.count("pillars", tp=len(pillars), fp=len(extra_pillars), fn=len(missed_pillars))
    card.note("pillars", "missed", (g.name for g in missed_pillars))
    card.note("pillars", "extra", (p.name for p in extra_pillars))

    questions, missed, extra = pair(
        gold.questions, report.questions, lambda g, q: alike(g.text, q.text)
    )
    # One whose grade was only carried over from an earlier inspection may be given or not.
    _, _, extra = pair(gold.questions_optional, extra, lambda g, q: alike(g.text, q.text))
    card.count("questions", tp=len(questions), fp=len(extra), fn=len(missed))
    card.note("questions", "missed", (g.text for g in missed))
    card.note("questions", "extra", (q.text for q in extra))

    grades = [(g.text, g.grade, _value(q.grade)) for g, q in questions]
    grades += [(g.name, g.grade, _value(p.grade)) for g, p in pillars]
    wrong = [(name, want, got) for name, want, got in grades if want != got]
    lost = [g for g in missed if g.grade]
    card.count(
        "grades",
        tp=len(grades) - len(wrong),
        fp=sum(got is not None for _, _, got in wrong),
        fn=sum(want is not None for _, want, _ in wrong) + len(lost),
    )
    card.note("grades", "wrong", (f"{name}: {got}, not {want}" for name, want, got in wrong))

    found = {id(g): q.id for g, q in questions}
    places: Places = {None: None}
    places |= {place: found.get(id(g)) for place, g in gold.places()}
    _score_sections(card, gold, report, places)
    return places


def _score_sections(card: Scorecard, gold: Gold, report: Report, places: Places) -> None:
    wanted = [(places[place], s) for place, g in gold.places() for s in g.sections]
    given = [(q.id, s.heading) for q in report.questions for s in q.sections]
    pairs, missed, extra = pair(wanted, given, lambda g, s: g[0] == s[0] and alike(g[1], s[1]))
    card.count("sections", tp=len(pairs), fp=len(extra), fn=len(missed))
    card.note("sections", "missed", (f"{heading} (in {place})" for place, heading in missed))
    card.note("sections", "extra", (f"{heading} (in {place})" for place, heading in extra))


def _title(gold: Gold, title: str | None) -> str | None:
    """The title the annotations give, in the form that comes nearest."""
    accepted = gold.title_accept or ([gold.title] if gold.title else [])
    near = (form for form in accepted if alike(form, title or ""))
    return next(near, accepted[0] if accepted else None)


def is_same_cycle(one: str | None, other: str | None) -> bool:
    """Whether two writings name one cycle: 2018, 2018/19 and 2018–19; 2023-25 and 2023-2025."""
    return _cycle(one) == _cycle(other)


def _cycle(cycle: str | None) -> str | None:
    """A cycle in one writing, with its second year only where that is not the next one."""
    years = re.findall(r"\d{4}|\d{2}", cycle or "")
    if not years:
        return cycle
    first, last = str(years[0]), str(years[-1])
    if int(last[-2:]) - int(first[-2:]) in (0, 1):
        return first
    return f"{first}-{last[-2:]}"


def _value(grade: Grade | None) -> str | None:
    return grade.value.value if grade else None
