"""What reports of all families share: furniture, endings, dates, grade and finding wordings."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from ..report import GradeValue
from .base import Rule, RuleModel
from .families import FindingLabel
from .wording import WordingRule


class DateRule(WordingRule):
    """A line that dates the report; its forms hold ``{date}`` or ``{month}``.

    Of two rules for one field the first that is met decides.
    """

    field: Literal["published", "updated", "inspected"]


class StructureRules(RuleModel):
    """``structure.yaml``.

    Attributes:
        boilerplate: whole blocks that belong to the site or the template, not to the report.
        captions: what stands above a table or a picture and reads as a heading.
        endings: headings behind the last answer; what follows belongs to no question.
        overviews: words before a headline question ("Overview –").
        introductions: paragraphs that only lead to what stands below them.
        dates: lines that date the report.
    """

    boilerplate: list[WordingRule]
    captions: WordingRule
    endings: WordingRule
    overviews: WordingRule
    introductions: WordingRule
    dates: list[DateRule]


class Inspection(StrEnum):
    """What a sentence says about a question that was not inspected."""

    CARRIED_OVER = "carried_over"
    NOT_INSPECTED = "not_inspected"
    UNGRADED = "ungraded"


class InspectionRule(WordingRule):
    """A sentence that says a question was carried over, not inspected, or is ungraded."""

    says: Inspection


class GradeRules(RuleModel):
    """``grades.yaml``.

    Attributes:
        verbal: verbs that give a grade in a sentence; ``{verbal}``.
        lines: whole lines that give a grade; ``{grade}``.
        verbs: what may join a heading's words to the grade behind them.
        sentences: sentences of fixed form that give one; ``{grade}``, ``{body}``, ``{pillar}``.
        overall: lines that give the grade of the whole; ``{grade}``.
        headlines: sentences that give a pillar's grade on an overview page; ``{grade}``,
            ``{body}``; each names the pillar's word as ``{pillar}``.
        chains: clauses that give, one behind the other, the grades of several questions;
            ``{topic}`` is what tells the question.
        inspections: sentences about what was not inspected.
    """

    verbal: dict[GradeValue, list[str]]
    lines: WordingRule
    verbs: list[str]
    sentences: list[WordingRule]
    overall: WordingRule
    headlines: list[WordingRule]
    chains: list[WordingRule]
    inspections: list[InspectionRule]


class DeadlineRule(WordingRule):
    """Words that say when something is due; ``{date}``, ``{month}`` or ``{number}`` of units."""

    unit: Literal["day", "week", "month", "year"] | None = None


class FindingRules(RuleModel):
    """``findings.yaml``.

    Attributes:
        labels: words above the boxes, in every family.
        lead_ins: paragraphs that introduce a list of recommendations.
        counts: sentences below a label that count findings and are none.
        demands: how a demand is put in a box.
        deadlines: when it is due.
        tails: what ends an item of a list without belonging to it ("; and").
    """

    labels: list[LabelRule]
    lead_ins: list[WordingRule]
    counts: WordingRule
    demands: list[WordingRule]
    deadlines: list[DeadlineRule]
    tails: list[str]


class LabelRule(Rule, FindingLabel):
    """A finding label with its examples."""


FindingRules.model_rebuild()
