"""A statistic: a number the report gives about the world, with what is needed to use it.

The model follows MeasEval (quantity, unit, modifier, measured entity, measured property,
qualifier) under names an analyst knows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from .common import Model
from .findings import Item


class StatisticKind(StrEnum):
    """What sort of quantity it is."""

    PERCENTAGE = "percentage"
    FRACTION = "fraction"
    RATE = "rate"
    COUNT = "count"
    MONEY = "money"
    DURATION = "duration"
    MULTIPLE = "multiple"


class Qualifier(StrEnum):
    """How exact the figure is said to be."""

    APPROXIMATELY = "approximately"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ALMOST = "almost"


class Relation(StrEnum):
    """How a figure stands to another: over time increase/decrease, else higher/lower/equal."""

    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"
    INCREASE = "increase"
    DECREASE = "decrease"


class Comparison(Model):
    """The other side of a comparison, as far as it is printed."""

    relation: Relation
    value: float | None = None
    with_: Annotated[
        str | None, Field(alias="with", description="What it is compared with, in its own words.")
    ] = None

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Period(Model):
    """The period a figure is about."""

    text: str
    start: Annotated[str | None, Field(description="ISO date of the first day.")] = None
    end: Annotated[str | None, Field(description="ISO date of the last day.")] = None


class Statistic(Item):
    """One quantity; ``text`` and ``span`` are the quantity's own words."""

    sentence: Annotated[str, Field(description="The sentence or list item it stands in.")]
    kind: StatisticKind
    value: Annotated[
        float,
        Field(description="Percent, a fraction between 0 and 1, pounds, or the number itself."),
    ]
    upper: Annotated[float | None, Field(description="Upper end of a range.")] = None
    unit: Annotated[
        str | None, Field(description="What is counted, or the measure; null for a percentage.")
    ] = None
    numerator: float | None = None
    denominator: float | None = None
    qualifier: Qualifier | None = None
    of: Annotated[str | None, Field(description="The population.")] = None
    measure: Annotated[str | None, Field(description="What the figure says of it.")] = None
    margin: Annotated[
        float | None, Field(description="Half-width of the confidence interval, in its own unit.")
    ] = None
    comparison: Comparison | None = None
    period: Period | None = None
    attribution: Annotated[
        str | None, Field(description="Who says so, where it is not the inspectorate.")
    ] = None
