"""One report against one gold file."""

from __future__ import annotations

from peelextract.report import Report

from .findings import score_findings, score_prose
from .gold import Gold
from .statistics import score_statistics
from .structure import score_identity, score_structure
from .tally import Scorecard


def score(report: Report, gold: Gold) -> Scorecard:
    """Holds a report against the annotations of it, part by part.

    Parts: ``identity``, ``pillars``, ``questions``, ``grades``, ``sections``,
    ``causes_of_concern``, ``recommendations``, ``deadlines``, ``areas_for_improvement``,
    ``practices``, ``prose_recommendations``, ``statistics``, and of the statistics that were
    found ``stat.kind``, ``stat.unit``, ``stat.of``, ``stat.qualifier``, ``stat.comparison``,
    ``stat.period`` and ``stat.place``. ``deadlines`` and the attributes are absent where the
    annotations give none.
    """
    card = Scorecard()
    score_identity(card, gold, report)
    places = score_structure(card, gold, report)
    score_findings(card, gold, report, places)
    score_prose(card, gold, report)
    score_statistics(card, gold, report, places)
    items = list(report.items())
    card.items = len(items)
    card.exact = sum(report.text[i.span.start : i.span.end] == i.text for i in items)
    return card
