"""Sentences with their statistics marked in place, as the case files hold them.

``[words|kind value; field: content; …]``: the value is ``12``, ``55..60`` or ``58/70``; the fields
are ``unit``, ``of``, ``q`` (qualifier), ``cmp`` (relation, value, with), ``period`` (``start..end``),
``by`` (attribution), ``measure`` and ``margin``. ``null`` says that a field is empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from peelextract.report import Statistic

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\[(?P<words>[^\]|]+)\|(?P<kind>\w+) (?P<value>[-\d./]+)(?P<fields>[^\]]*)\]")


@dataclass(frozen=True)
class Marked:
    """One marked statistic, its words' place in the plain sentence."""

    start: int
    words: str
    kind: str
    value: str
    fields: dict[str, str]


def parse(case: str) -> tuple[str, list[Marked]]:
    """The plain sentence and the statistics marked in it."""
    text = ""
    marked: list[Marked] = []
    end = 0
    for match in _MARK.finditer(case):
        text += case[end : match.start()]
        fields = [field.split(": ", 1) for field in match["fields"].split("; ") if field]
        marked.append(
            Marked(
                len(text), match["words"], match["kind"], match["value"], dict(map(tuple, fields))
            )
        )
        text += match["words"]
        end = match.end()
    return text + case[end:], marked


def load(name: str) -> list[str]:
    """The cases of a file."""
    cases = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf8"))["cases"]
    assert all(isinstance(case, str) for case in cases)
    return list(cases)


def differences(found: list[Statistic], marked: list[Marked]) -> list[str]:
    """What is wrong with the statistics found in a sentence; empty where all is right."""
    problems = []
    left = list(found)
    for mark in marked:
        hit = next((s for s in left if _value_of(s) == _number(mark.value)), None)
        if hit is None:
            problems.append(f"missed {mark.words!r}")
            continue
        left.remove(hit)
        if not (hit.text in mark.words or mark.words in hit.text):
            problems.append(f"{hit.text!r} instead of {mark.words!r}")
        if hit.kind.value != mark.kind:
            problems.append(f"{mark.words!r} is {hit.kind.value}, not {mark.kind}")
        problems += [
            f"{mark.words!r}: {name} is {_field(hit, name)!r}, not {content!r}"
            for name, content in mark.fields.items()
            if not _same(name, _field(hit, name), content)
        ]
    return problems + [f"wrong {s.kind.value} {s.text!r} {s.unit or ''}" for s in left]


def _number(value: str) -> tuple[float, ...]:
    if "/" in value:
        return tuple(map(float, value.split("/")))
    return tuple(map(float, value.split("..")))


def _value_of(statistic: Statistic) -> tuple[float, ...]:
    if statistic.numerator is not None and statistic.denominator is not None:
        return (statistic.numerator, statistic.denominator)
    if statistic.upper is not None:
        return (statistic.value, statistic.upper)
    return (statistic.value,)


def _field(statistic: Statistic, name: str) -> str:
    if name == "q":
        return statistic.qualifier.value if statistic.qualifier else "null"
    if name == "cmp":
        comparison = statistic.comparison
        if comparison is None:
            return "null"
        value = "" if comparison.value is None else f"{comparison.value:g}"
        if comparison.value is not None and comparison.value >= 1e5:
            value = f"{comparison.value:.0f}"
        return " ".join(filter(None, (comparison.relation.value, value, comparison.with_)))
    if name == "period":
        period = statistic.period
        return f"{period.start}..{period.end or ''}" if period else "null"
    if name == "by":
        return statistic.attribution or "null"
    if name == "margin":
        return f"{statistic.margin:g}" if statistic.margin is not None else "null"
    value = getattr(statistic, name)
    return "null" if value is None else str(value)


def _same(name: str, found: str, expected: str) -> bool:
    if name == "cmp":
        return found == expected or found.replace(" the ", " ") == expected.replace(" the ", " ")
    return found == expected
