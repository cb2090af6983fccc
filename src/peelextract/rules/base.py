"""What every rule file shares: closed models, and examples that are tests."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class RuleModel(BaseModel):
    """Base of all rule models: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Examples(RuleModel):
    """Words that a rule must match, and words it must not."""

    match: Annotated[list[str], Field(min_length=1)]
    no_match: Annotated[list[str], Field(min_length=1)]


class Rule(RuleModel):
    """A rule that a person can read, change and check.

    Attributes:
        id: unique among all rules; stands on every item the rule finds.
        description: what it finds, in a sentence.
        examples: run as tests, both ways.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")]
    description: str
    examples: Examples
