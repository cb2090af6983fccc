"""What the rule files below ``statistics/`` must hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from ..report.statistic import Qualifier, Relation, StatisticKind
from .base import Rule, RuleModel

Pattern = Annotated[str, Field(min_length=1, description="A token pattern; see `patterns.py`.")]


class NumberWords(RuleModel):
    """Words that stand for numbers, or for parts of them."""

    units: dict[str, int]
    tens: dict[str, int]
    magnitudes: dict[str, int]
    suffixes: dict[str, int]
    denominators: dict[str, int]
    fillers: list[str]


class DurationWords(RuleModel):
    """Words that tell a measured duration from a reference to time."""

    measured: list[str]
    reference: list[str]
    behind: list[str]
    pointing: list[str]
    pointing_behind: list[str]
    due: list[str]


class MeasureWords(RuleModel):
    """Words that tell what a figure says.

    Attributes:
        reporting: verbs that only say who says it.
        linking: verbs between a noun and the figure that is its value.
        averages: nouns between "of" and the figure that name no measure.
        qualifying: further words that may stand ahead of the figure.
        comparing: words that open the other side of a comparison.
        empty: verbs and nouns that say nothing on their own.
    """

    reporting: list[str]
    linking: list[str]
    averages: list[str]
    qualifying: list[str]
    comparing: list[str]
    empty: list[str]


class Words(RuleModel):
    """The vocabulary of the statistics rules; a word stands in one class."""

    numbers: NumberWords
    classes: dict[str, list[str]]
    kinds: dict[str, list[str]]
    plurals: list[str]
    generic_nouns: list[str]
    measures: list[str]
    rate_bases: list[str]
    currencies: dict[str, str]
    pence: list[str]
    time_words: list[str]
    joining: list[str]
    rounds: list[str]
    ago: list[str]
    linking: list[str]
    durations: DurationWords
    measure: MeasureWords

    @model_validator(mode="after")
    def _one_class_a_word(self) -> Words:
        seen: dict[str, str] = {}
        for name, words in self.classes.items():
            for word in words:
                if word in seen:
                    raise ValueError(f"{word!r} stands in {seen[word]} and in {name}; keep one")
                seen[word] = name
        return self


class MaskRule(Rule):
    """Words that look like a quantity and are none.

    Attributes:
        yields: a quantity that starts ahead of these words and takes them in is one all the same:
            "two in every five days".
    """

    yields: bool = False
    patterns: Annotated[list[Pattern], Field(min_length=1)]


class MaskRules(RuleModel):
    """All masks."""

    masks: list[MaskRule]


class QuantityRule(Rule):
    """A construct that states a quantity.

    Attributes:
        kind: of the statistic it gives.
        reads: how its numbers make the value: the one number (``value``), both ends of a range
            (``range``), numerator and denominator (``ratio``), all but a few (``all_but``), two
            units of time (``compound``), a unit and half of it (``and_a_half``), or a multiple
            said in a word (``word``).
        values: of words that say a number themselves.
    """

    kind: StatisticKind
    reads: Literal["value", "range", "ratio", "all_but", "compound", "and_a_half", "word"]
    patterns: Annotated[list[Pattern], Field(min_length=1)]
    values: dict[str, float] = {}


class QuantityRules(RuleModel):
    """All quantity rules; of two that match, the longer wins, then the earlier."""

    quantities: list[QuantityRule]


class QualifierRule(Rule):
    """Words that say how exact a figure is.

    Attributes:
        phrases: words ahead of the figure.
        behind: words behind the figure or behind what it counts.
    """

    value: Qualifier
    phrases: Annotated[list[str], Field(min_length=1)]
    behind: list[str] = []


class QualifierRules(RuleModel):
    """All qualifier rules."""

    qualifiers: list[QualifierRule]


class ComparisonRule(Rule):
    """A cue that sets a figure against another.

    Attributes:
        form: where the other side stands: ``other`` behind the cue; ``amount`` when the figure
            itself is the difference and stands behind the cue; ``verb`` when the figure changes
            from one value to another; ``clause`` when the other side has a clause of its own.
            ``rank`` when the figure is the highest or lowest of several.
            The other forms tell whose figure a clause gives: of an ``earlier`` time, of the
            ``present``, of a ``peer``, or of a ``norm``.
        relation: null where the two values decide.
        adjacent: the cue speaks only of a figure at its heels.
    """

    form: Literal["other", "amount", "verb", "clause", "rank", "earlier", "present", "peer", "norm"]
    relation: Relation | None = None
    adjacent: bool = False
    phrases: Annotated[list[str], Field(min_length=1)]


class ComparisonRules(RuleModel):
    """All comparison rules.

    Attributes:
        generic: nouns that stand for a comparator without saying whose it is.
        standards: nouns that name what a figure should be.
        bodies: nouns for the body that a report is of, whose own aim names nobody else.
        norms: words for what many figures come to.
        comparators: how a table's labels start whose figures others are compared with.
        rises: words that say a figure went up.
        falls: words that say it went down.
        exceeding: verbs that say by how much one figure is above another.
        gaining: verbs whose object, "100 more", is a change.
        ranging: words behind which "from 6 to 414" is a range and no change.
    """

    generic: list[str]
    standards: list[str]
    bodies: list[str]
    norms: list[str]
    comparators: list[str]
    rises: list[str]
    falls: list[str]
    gaining: list[str]
    exceeding: list[str]
    ranging: list[str]
    comparisons: list[ComparisonRule]


class PeriodRule(Rule):
    """Words that name a period.

    Attributes:
        resolve: how its dates are found from the groups of the expression.
        expressions: regular expressions; ``{day}``, ``{month}``, ``{year}`` and ``{count}``
            stand for those parts, ``{date}`` for a date with or without its day.
    """

    resolve: Literal[
        "ending", "between", "year", "financial_year", "month", "day", "since", "season", "none"
    ]
    expressions: Annotated[list[str], Field(min_length=1)]


class PeriodRules(RuleModel):
    """All period rules; of two that match at one place, the longer wins."""

    periods: list[PeriodRule]


class AttributionRule(Rule):
    """Words that say whose figure it is; the group ``words`` is what is kept."""

    expressions: Annotated[list[str], Field(min_length=1)]


class AttributionRules(RuleModel):
    """All attribution rules."""

    attributions: list[AttributionRule]
