"""Floors below which no part of any report may fall: raised by command, lowered only on demand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import floor
from pathlib import Path
from typing import TypeAlias

from .corpus import ROOT, Result
from .tables import PARTS
from .tally import Tally

FILE = ROOT / "tests" / "accuracy" / "floors.json"

Floors: TypeAlias = dict[str, dict[str, float]]
"""Report to part to the smallest F1, between 0 and 1."""


def read_floors(path: Path = FILE) -> Floors:
    """The floors in force; none where there is no file yet."""
    if not path.exists():
        return {}
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def write_floors(floors: Floors, path: Path = FILE) -> None:
    """Writes floors, one report after the other, parts in their usual order."""
    ordered = {
        name: {part: floors[name][part] for part in PARTS if part in floors[name]}
        for name in sorted(floors)
    }
    path.write_text(json.dumps(ordered, indent=2) + "\n", encoding="utf-8")


def breaches(name: str, tallies: Mapping[str, Tally], floors: Floors) -> list[str]:
    """What is wrong with one report's scores: parts below their floors, without one, or gone."""
    theirs = floors.get(name)
    if theirs is None:
        return [f"{name}: has no floors yet; run with --raise-floors"]
    found = [f"{name}: {part}: is not scored any more" for part in theirs if part not in tallies]
    for part, tally in tallies.items():
        if part not in theirs:
            found.append(f"{name}: {part}: has no floor yet; run with --raise-floors")
        elif _reached(tally) < theirs[part]:
            found.append(f"{name}: {part}: {_reached(tally)} is below its floor {theirs[part]}")
    return found


def raised(floors: Floors, results: Iterable[Result], *, allow_lower: bool) -> Floors:
    """The floors after a run: as high as was reached, and never lower unless that is allowed.

    Reports and parts that are not scored any more go with ``allow_lower`` only.
    """
    reached = {
        result.case.name: {part: _reached(tally) for part, tally in result.card.tallies.items()}
        for result in results
    }
    if allow_lower:
        return reached
    merged = {name: dict(parts) for name, parts in floors.items()}
    for name, parts in reached.items():
        theirs = merged.setdefault(name, {})
        for part, value in parts.items():
            theirs[part] = max(value, theirs.get(part, 0.0))
    return merged


def _reached(tally: Tally) -> float:
    """F1 to four places, rounded down, so that a floor is never above what was measured."""
    return floor(tally.f1 * 10_000 + 1e-6) / 10_000
