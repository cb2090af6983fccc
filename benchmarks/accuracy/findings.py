"""Boxed findings, deadlines and prose recommendations against the annotations."""

from __future__ import annotations

from collections.abc import Sequence

from peelextract.report import Recommendation, Report
from peelextract.report.findings import Item

from .gold import Demand, Finding, Gold, Place, RecommendationMark
from .structure import Places
from .tally import Scorecard
from .words import alike, letters, pair, plain

_PARTS = ("causes_of_concern", "recommendations", "areas_for_improvement", "practices")
_WHOLE = 40
"""From how many letters a found sentence that lies within the annotated one counts as it."""


def is_placed(place: Place, item: Item, places: Places) -> bool:
    """Whether an item stands below the question that the annotations name."""
    return places.get(place) == item.question_id


def score_findings(card: Scorecard, gold: Gold, report: Report, places: Places) -> None:
    """Compares what stands in boxes; an item below another question is wrong and missed."""
    for part in _PARTS:
        wanted: Sequence[Finding] = getattr(gold, part)
        found: Sequence[Item] = getattr(report, part)
        pairs, missed, extra = pair(wanted, found, lambda g, i: alike(g.text, i.text))
        astray = [g for g, item in pairs if not is_placed(g.question, item, places)]
        card.count(
            part,
            tp=len(pairs) - len(astray),
            fp=len(extra) + len(astray),
            fn=len(missed) + len(astray),
        )
        card.note(part, "missed", (g.text for g in missed))
        card.note(part, "extra", (item.text for item in extra))
        card.note(part, "misplaced", (g.text for g in astray))
        if part == "recommendations":
            _score_deadlines(card, pairs)


def _score_deadlines(card: Scorecard, pairs: Sequence[tuple[Finding, Item]]) -> None:
    dated = 0
    wrong = []
    for mark, item in pairs:
        assert isinstance(mark, RecommendationMark)
        assert isinstance(item, Recommendation)
        if not mark.deadline:
            continue
        dated += 1
        deadline = item.deadline
        date, text = (deadline.date, deadline.text) if deadline else (None, "")
        if date != mark.deadline and plain(mark.deadline) not in plain(text):
            wrong.append(f"{date or text or None}, not {mark.deadline}: {item.text}")
    if dated:
        card.count("deadlines", tp=dated - len(wrong), fp=len(wrong), fn=len(wrong))
        card.note("deadlines", "wrong", wrong)


def score_prose(card: Scorecard, gold: Gold, report: Report) -> None:
    """Compares prose recommendations, which are whole sentences on both sides."""
    marks = gold.prose_recommendations
    must = [m for m in marks if m.tier == "must"]
    pairs, missed, extra = pair(must, report.prose_recommendations, _is_same_sentence)
    optional = [m for m in marks if m.tier == "optional"]
    _, _, extra = pair(optional, extra, _is_same_sentence)
    part = "prose_recommendations"
    card.count(part, tp=len(pairs), fp=len(extra), fn=len(missed))
    card.note(part, "missed", (m.text for m in missed))
    never = [m for m in marks if m.tier == "never"]
    for item in extra:
        is_never = any(_is_same_sentence(m, item) for m in never)
        card.note(part, "never" if is_never else "extra", [item.text])


def _is_same_sentence(mark: Demand, item: Item) -> bool:
    if alike(mark.text, item.text, 0.85):
        return True
    wanted, found = letters(mark.text), letters(item.text)
    return wanted in found or (len(found) > _WHOLE and found in wanted)
