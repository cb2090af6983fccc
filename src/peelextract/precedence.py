"""Which of several sources of one report is the main one; batches and databases ask here.

A report may come as a page, as a PDF and as a copy of its text, and as a detailed page and a
summary of it, all under one id. The main source is the one that gave most: a detailed page goes
before a summary, and of two that gave the same, HTML before PDF before text, as the reading of
HTML loses least.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from .report import Report

_BOXED: Final = ("causes_of_concern", "recommendations", "areas_for_improvement", "practices")
_ITEMS: Final = (*_BOXED, "prose_recommendations", "statistics")
_MEDIA: Final = {"text/html": 2, "application/xhtml+xml": 2, "application/pdf": 1}


def counts_of(report: Report) -> dict[str, int]:
    """How many of each kind a report holds: its fields, and ``graded``, questions with a grade."""
    return {
        "questions": len(report.questions),
        "graded": sum(question.grade is not None for question in report.questions),
        **{kind: len(getattr(report, kind)) for kind in _ITEMS},
    }


def date_of(updated: str | None, published: str | None) -> str | None:
    """The date that tells the later of two versions of a report: ISO, perhaps without a day."""
    return updated or published


class Contents(NamedTuple):
    """How much a source gave.

    Attributes:
        graded: questions with a grade.
        boxed: causes of concern, recommendations, areas for improvement and practices.
        items: items of all kinds.
    """

    graded: int
    boxed: int
    items: int

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Contents:
        """From what ``counts_of`` tells."""
        return cls(
            counts.get("graded", 0),
            sum(counts.get(kind, 0) for kind in _BOXED),
            sum(counts.get(kind, 0) for kind in _ITEMS),
        )


class Standing(NamedTuple):
    """What decides between the sources of one report: the greatest is the main one's.

    Attributes:
        contents: how much it gave.
        medium: HTML before PDF before text.
        date: ISO date of the report's update, or else of its publication, or "".
    """

    contents: Contents
    medium: int
    date: str

    @classmethod
    def of(cls, contents: Contents, media_type: str | None, date: str | None) -> Standing:
        """Of a source of this media type and date."""
        return cls(contents, _MEDIA.get(media_type or "", 0), date or "")
