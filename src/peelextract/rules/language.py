"""What the rule files below ``language/`` must hold."""

from __future__ import annotations

from .base import Rule, RuleModel


class SentenceRule(Rule):
    """Abbreviations whose full stop does not end a sentence.

    An example matches where the text has two sentences.

    Attributes:
        announcing: what they announce follows, so they never end a sentence.
        closing: they end one where a capital follows.
    """

    announcing: list[str]
    closing: list[str]


class SentenceRules(RuleModel):
    """The sentence rule."""

    sentences: SentenceRule
