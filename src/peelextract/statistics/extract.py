"""Statistics from a plain text."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from ..language.pipeline import build_pipeline
from ..report.common import Span
from ..report.statistic import Statistic
from ..rules.folder import RuleFolder
from .component import find_statistics


@lru_cache(maxsize=1)
def _rules() -> RuleFolder:
    return RuleFolder()


def extract_statistics(
    text: str, *, durations: Literal["all", "measured"] = "all"
) -> list[Statistic]:
    """The statistics of any English text, in order of place.

    Args:
        text: the text; a newline ends a paragraph, a line that starts with a bullet is an item
            of the list introduced by the paragraph above.
        durations: ``measured`` leaves out those that tell when, how soon or for how long
            ("within 48 hours"), as reports are read.
    """
    doc = build_pipeline(_rules())(text)
    found = find_statistics(doc, None, _rules(), every_duration=durations == "all")
    return [
        Statistic(
            id=f"statistic-{n}",
            question_id=None,
            section=None,
            text=text[f.start : f.end],
            span=Span(start=f.start, end=f.end),
            rule=f.rule,
            sentence=text[f.sentence_start : f.sentence_end],
            kind=f.kind,
            value=f.value,
            upper=f.upper,
            unit=f.unit,
            numerator=f.numerator,
            denominator=f.denominator,
            qualifier=f.qualifier,
            of=f.of,
            measure=f.measure,
            margin=f.margin,
            comparison=f.comparison,
            period=f.period,
            attribution=f.attribution,
        )
        for n, f in enumerate(found, 1)
    ]
