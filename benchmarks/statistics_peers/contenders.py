"""This package and its peers, each as a function from a text to quantities."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import Any

from peelextract import extract_statistics

from . import matcher
from .quantity import Quantity, is_year, without_overlaps

Finder = Callable[[str], list[Quantity]]

OWN = "peelextract"
MISSING = "not installed; pip install 'peelextract[bench]'"
_SIGN = re.compile("%|per ?cent")
_TIME = frozenset("second minute hour day week month year decade".split())


@dataclass(frozen=True)
class Contender:
    """One way to find quantities.

    Attributes:
        name: the distribution's name.
        version: as installed.
        find: the quantities of a text; the first call may be slow.
    """

    name: str
    version: str
    find: Finder


def contenders() -> tuple[list[Contender], dict[str, str]]:
    """Those that are installed, this package ahead, and why each other one is left out."""
    ways: dict[str, tuple[str, Callable[[], Finder]]] = {
        OWN: (OWN, lambda: _own),
        "quantulum3": ("quantulum3", _quantulum3),
        "recognizers-text": ("recognizers-text-number-with-unit", _recognizers_text),
        "spaCy Matcher": ("spacy", matcher.make_finder),
    }
    found, missing = [], {}
    for name, (distribution, make) in ways.items():
        try:
            with warnings.catch_warnings():
                # quantulum3 without its classifier and old escapes in recognizers-text warn.
                warnings.simplefilter("ignore")
                found.append(Contender(name, metadata.version(distribution), make()))
        except ImportError:
            missing[name] = MISSING
    return found, missing


def _own(text: str) -> list[Quantity]:
    return [
        Quantity(s.span.start, s.span.end, s.kind.value, s.value, s.upper, s.numerator)
        for s in extract_statistics(text, durations="measured")
    ]


def _quantulum3() -> Finder:
    parse = import_module("quantulum3.parser").parse

    def find(text: str) -> list[Quantity]:
        quantities = []
        for found in parse(text):
            unit, spread = found.unit.name, found.uncertainty
            value, upper = found.value, None
            if spread:
                # A range is given as its middle and half its width.
                value, upper = found.value - spread, found.value + spread
            kind = _kind(unit, found.unit.entity.name, value)
            if kind != "count" or not is_year(found.surface):
                start, end = found.span
                quantities.append(Quantity(start, end, kind, value, upper))
        return quantities

    return find


def _kind(unit: str, entity: str, value: float) -> str:
    if unit == "percentage":
        return "percentage"
    if entity == "currency":
        # Other currencies than pounds are counts to the annotations.
        return "money" if unit == "pound sterling" else "count"
    if entity == "time":
        return "duration"
    if "per " in unit:
        return "rate"
    return "fraction" if 0 < value < 1 and unit == "dimensionless" else "count"


def _recognizers_text() -> Finder:
    """Percentages, currencies, dimensions and plain numbers, line by line.

    The library's functions give nothing for a text when one number in it raises an error. So
    they get one line at a time, and of plain numbers only the faulty one is lost.
    """
    numbers: Any = import_module("recognizers_number")
    units: Any = import_module("recognizers_number_with_unit")
    english = numbers.Culture.English
    plain = numbers.NumberRecognizer(english)
    number = plain.get_number_model(english, False)
    percent = plain.get_percentage_model(english, False)
    measured = units.NumberWithUnitRecognizer(english)
    currency = measured.get_currency_model(english, False)
    dimension = measured.get_dimension_model(english, False)

    def of_line(line: str, offset: int) -> Iterator[Quantity]:
        for model in (percent, currency, dimension):
            for found in model.parse(line):
                value = _decimal((found.resolution or {}).get("value"))
                if value is not None:
                    unit = found.resolution.get("unit", "")
                    kind = _resolved(model is percent, model is currency, unit)
                    start, end = found.start, found.end + 1
                    if sign := _SIGN.search(line, start, end):
                        # "12 percent of 340" is given as one.
                        end = sign.end()
                    yield Quantity(offset + start, offset + end, kind, value)
        for span in number.extractor.extract(line.lower()):
            try:
                value = _decimal(number.parser.parse(span).resolution_str)
            except ArithmeticError:
                continue
            start, end = span.start, span.start + span.length
            if value is not None and not is_year(line[start:end]):
                kind = "fraction" if 0 < value < 1 else "count"
                yield Quantity(offset + start, offset + end, kind, value)

    def find(text: str) -> list[Quantity]:
        offset, quantities = 0, list[Quantity]()
        for line in text.splitlines(keepends=True):
            quantities += of_line(line, offset)
            offset += len(line)
        return without_overlaps(quantities)

    return find


def _resolved(percent: bool, currency: bool, unit: str) -> str:
    if percent:
        return "percentage"
    if currency:
        return "money" if unit in ("Pound", "British pound") else "count"
    if unit.lower() in _TIME:
        return "duration"
    return "rate" if " per " in unit else "count"


def _decimal(resolution: str | None) -> float | None:
    """A resolution as a number: ``12%``, ``1200000``."""
    try:
        return float((resolution or "").rstrip("%"))
    except ValueError:
        return None
