"""When a recommendation is due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..report import Deadline
from ..rules.structure import DeadlineRule
from ..rules.wording import pattern
from .dates import after, iso_date, number_value


class DeadlineFinder:
    """Finds the words that say when something is due.

    Args:
        rules: the forms of words.
        published: the report's own date, from which a relative deadline runs; None where it
            is not known.
    """

    def __init__(self, rules: Sequence[DeadlineRule], published: str | None) -> None:
        self._forms = [(rule, _expression(form)) for rule in rules for form in rule.forms]
        self._published = published

    def find(self, text: str) -> Deadline | None:
        """The first deadline in some words; its date where the words and the report tell it."""
        for rule, form in self._forms:
            found = form.search(text)
            if found:
                return Deadline(text=found[0], date=self._date(rule, found))
        return None

    def without(self, text: str) -> str:
        """Some words without the deadline in them."""
        for _, form in self._forms:
            text = form.sub("", text)
        return re.sub(r"\s+", " ", text).strip(" ,")

    def _date(self, rule: DeadlineRule, found: re.Match[str]) -> str | None:
        if rule.unit is not None:
            amount = number_value(found["number"])
            if amount is None or self._published is None:
                return None
            return after(self._published, amount, rule.unit)
        return iso_date(found[0])


@lru_cache(maxsize=512)
def _expression(form: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern(form)}\b", re.IGNORECASE)
