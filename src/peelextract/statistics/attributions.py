"""Who says so, where it is not the inspectorate."""

from __future__ import annotations

import re

from ..rules.statistics import AttributionRule
from .quantity import Quantity
from .reading import Reading, Sentence

_HINT = re.compile(
    r"told|ccording|estimat|report|said|says|recommend|suggest|believ|expect|forecast|predict|"
    r"calculat"
)
"""What a sentence without an attribution lacks, if the examples of all rules hold it."""


class Attributions:
    """Finds attributions.

    Args:
        rules: the wordings.
    """

    def __init__(self, rules: list[AttributionRule]) -> None:
        self._expressions = [re.compile(e) for rule in rules for e in rule.expressions]
        examples = [example for rule in rules for example in rule.examples.match]
        self._gated = all(_HINT.search(example) for example in examples)

    def find(self, text: str, start: int, end: int) -> list[tuple[int, str]]:
        """The attributions in a stretch of text: where each ends, and its words."""
        if self._gated and _HINT.search(text, start, end) is None:
            return []
        found = [
            (match.end(), match["words"])
            for expression in self._expressions
            for match in expression.finditer(text, start, end)
        ]
        return sorted(found, key=lambda hit: (hit[0], -len(hit[1])))

    def resolve(
        self, quantities: list[Quantity], sentence: Sentence, reading: Reading, text: str
    ) -> None:
        """Give each quantity of a sentence the nearest attribution ahead of it."""
        if not quantities:
            return
        found = self.find(text, sentence.start, sentence.end)
        if not found:
            return
        for quantity in quantities:
            start = reading.starts[quantity.first]
            ahead = [words for end, words in found if end <= start]
            if ahead:
                quantity.attribution = ahead[-1]
