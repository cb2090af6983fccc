"""Statistics against the annotations: which were found, and which of their attributes are right."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from math import isclose
from typing import TypeAlias

from pydantic import BaseModel

from peelextract.report import Report, Statistic

from .findings import is_placed
from .gold import Figure, Gold, NoFigure
from .structure import Places
from .tally import Scorecard
from .words import letters, overlap

Pair: TypeAlias = tuple[Figure, Statistic]

_SHORTEST_TEXT, _SHORTEST_SENTENCE = 4, 13
"""From how many letters a found text or sentence that lies within a quote counts as its place."""
_ROUNDING = 0.006
"""How far a fraction may be off, of itself: two thirds is printed as 0.67, too."""


def score_statistics(card: Scorecard, gold: Gold, report: Report, places: Places) -> None:
    """Pairs statistics by place and value, then compares the attributes of the pairs."""
    figures = [f for f in gold.statistics if isinstance(f, Figure)]
    left = list(report.statistics)
    pairs: list[Pair] = []
    missed: list[Figure] = []
    for figure in (f for f in figures if f.tier == "must"):
        nearest = _take_nearest(figure, left)
        if nearest is None:
            missed.append(figure)
        else:
            pairs.append((figure, nearest))
    for figure in (f for f in figures if f.tier == "optional"):
        _take_nearest(figure, left)
    # The other side of a comparison may be a statistic of its own.
    sides = [f.comparison.value for f in figures if f.comparison and f.comparison.value is not None]
    extra = [s for s in left if not any(is_near(side, s.value) for side in sides)]

    card.count("statistics", tp=len(pairs), fp=len(extra), fn=len(missed))
    card.note("statistics", "missed", (f"{f.quote} ({f.kind} {f.value:g})" for f in missed))
    never = [f for f in gold.statistics if isinstance(f, NoFigure)]
    for statistic in extra:
        found = f"{statistic.text} ({statistic.kind.value} {statistic.value:g})"
        words = f"{found} in: {statistic.sentence}"
        reason = next((n.why for n in never if _is_never(n, statistic)), None)
        if reason is None:
            card.note("statistics", "extra", [words])
        else:
            card.note("statistics", "never", [f"{reason}: {words}"])
    _score_attributes(card, pairs)
    astray = [f.quote for f, statistic in pairs if not is_placed(f.question, statistic, places)]
    card.count("stat.place", tp=len(pairs) - len(astray), fp=len(astray), fn=len(astray))
    card.note("stat.place", "misplaced", astray)


def is_near(wanted: float | None, found: float | None) -> bool:
    """Whether two values are the same, fractions but for rounding."""
    if wanted is None or found is None:
        return False
    rounding = _ROUNDING * abs(wanted) if abs(wanted) < 1 else 0.0
    return isclose(wanted, found, rel_tol=0.0, abs_tol=1e-6 + rounding)


def _take_nearest(figure: Figure, left: list[Statistic]) -> Statistic | None:
    """Takes from what is left the one whose words come nearest, of those that may be it."""
    candidates = [s for s in left if _is_hit(figure, s)]
    if not candidates:
        return None
    nearest = max(candidates, key=lambda s: _closeness(figure, s))
    # By identity: two statistics of a sentence may be equal but for their spans.
    del left[next(i for i, s in enumerate(left) if s is nearest)]
    return nearest


def _closeness(figure: Figure, statistic: Statistic) -> tuple[bool, float]:
    found, quote = letters(statistic.text), letters(figure.quote)
    return found in quote or quote in found, SequenceMatcher(None, found, quote).ratio()


def _is_at(quote: str, statistic: Statistic) -> bool:
    wanted, text, sentence = (letters(t) for t in (quote, statistic.text, statistic.sentence))
    return (
        wanted in sentence
        or (len(text) >= _SHORTEST_TEXT and text in wanted)
        or (len(sentence) >= _SHORTEST_SENTENCE and sentence in wanted)
    )


def _is_hit(figure: Figure, statistic: Statistic) -> bool:
    if not _is_at(figure.quote, statistic):
        return False
    # Of “17 of the 20” the numerator tells as much as the value.
    if (
        figure.kind == statistic.kind == "fraction"
        and figure.numerator is not None
        and is_near(figure.numerator, statistic.numerator)
    ):
        return True
    return is_near(figure.value, statistic.value) and (
        figure.upper is None or is_near(figure.upper, statistic.upper)
    )


def _is_never(figure: NoFigure, statistic: Statistic) -> bool:
    if not _is_at(figure.quote, statistic):
        return False
    number = figure.number
    return number is None or is_near(number, statistic.value) or is_near(number, statistic.upper)


def _score_attributes(card: Scorecard, pairs: list[Pair]) -> None:
    """Compares each attribute where the annotations give it; the part is absent where none do."""
    for name, is_right in _ATTRIBUTES.items():
        given = [(f, s) for f, s in pairs if getattr(f, name) is not None]
        if not given:
            continue
        wrong = [(f, s) for f, s in given if not is_right(f, s)]
        part = f"stat.{name}"
        card.count(part, tp=len(given) - len(wrong), fp=len(wrong), fn=len(wrong))
        card.note(
            part,
            "wrong",
            (
                f"{_shown(getattr(s, name))}, not {_shown(getattr(f, name))}: {f.quote}"
                for f, s in wrong
            ),
        )


def _shown(value: object) -> str:
    """An attribute in words; what is not given stands as a dash."""
    if isinstance(value, BaseModel):
        return f"({', '.join(_shown(part) for _, part in value)})"
    return "–" if value is None else str(value)


def _comparison(figure: Figure, statistic: Statistic) -> bool:
    wanted, found = figure.comparison, statistic.comparison
    if wanted is None or found is None or wanted.relation != found.relation.value:
        return False
    if wanted.value is not None and not is_near(wanted.value, found.value):
        return False
    return not wanted.with_ or _is_same_phrase(wanted.with_, found.with_)


def _period(figure: Figure, statistic: Statistic) -> bool:
    found = statistic.period
    return bool(figure.period and found and _is_same_phrase(figure.period, found.text))


def _is_same_phrase(wanted: str, found: str | None) -> bool:
    """Whether one phrase holds the other, whichever of them has the article ahead."""
    return overlap(wanted, found) or overlap(wanted.removeprefix("the "), found)


def _phrase(name: str) -> Callable[[Figure, Statistic], bool]:
    return lambda figure, statistic: overlap(getattr(figure, name), getattr(statistic, name))


_ATTRIBUTES: dict[str, Callable[[Figure, Statistic], bool]] = {
    "kind": lambda f, s: f.kind == s.kind.value,
    "unit": _phrase("unit"),
    "of": _phrase("of"),
    "qualifier": lambda f, s: s.qualifier is not None and f.qualifier == s.qualifier.value,
    "comparison": _comparison,
    "period": _period,
}
