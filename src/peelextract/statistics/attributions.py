"""Who says so, where it is not the inspectorate."""

from __future__ import annotations

import re

from ..rules.statistics import AttributionRule
from .quantity import Quantity
from .reading import Reading, Sentence

_HINT = re.compile(r"told|ccording|estimat|report|said|says|recommend|suggest|believ|expect|forecast|"
                   r"predict|calculat")  # fmt: skip


class Attributions:
    """Finds attributions.

    Args:
        rules: the wordings.
    """

    def __init__(self, rules: list[AttributionRule]) -> None:
        self._expressions = [re.compile(e) for rule in rules for e in rule.expressions]

    def resolve(
        self, quantities: list[Quantity], sentence: Sentence, reading: Reading, text: str
    ) -> None:
        """Give each quantity of a sentence the nearest attribution ahead of it."""
        if not quantities or _HINT.search(text, sentence.start, sentence.end) is None:
            return
        found = [
            (match.end(), match["words"])
            for expression in self._expressions
            for match in expression.finditer(text, sentence.start, sentence.end)
        ]
        if not found:
            return
        found.sort(key=lambda hit: (hit[0], -len(hit[1])))
        for quantity in quantities:
            start = reading.starts[quantity.first]
            ahead = [words for end, words in found if end <= start]
            if ahead:
                quantity.attribution = ahead[-1]
