"""Which drafts are headings, and of what level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .drafts import Draft, Setting
from .layout import Grid
from .markers import number_at

_LONGEST_HEADING = 40
"""Words."""
_UNTAGGED = 9
"""Stands for a level below all that tags know."""


def headings(found: Sequence[Draft | Grid], setting: Setting, badges: frozenset[int]) -> set[int]:
    """Indices of the drafts that are headings."""
    chosen: set[int] = set()
    for i, draft in enumerate(found):
        if not isinstance(draft, Draft) or draft.first.container in badges:
            continue
        first = draft.first
        if first.marker is not None and number_at(first.marker + " ") is None:
            continue
        words = sum(line.text.count(" ") + 1 for line in draft.lines)
        larger = first.size > max(1.07 * setting.body, setting.body + 0.7)
        text = draft.last.text
        ends = text.rstrip("\"'’”)").endswith((".", ";", ","))
        tagged = first.tag is not None and first.tag.level is not None
        set_off = larger or first.bold or (not ends and len(draft.lines) == 1)
        if tagged and set_off and words <= 2 * _LONGEST_HEADING:
            chosen.add(i)
            continue
        if words > _LONGEST_HEADING or not all(line.bold == first.bold for line in draft.lines):
            continue
        ends = text.rstrip("\"'’”)").endswith((".", ";", ","))
        larger = first.size > max(1.07 * setting.body, setting.body + 0.7)
        if (larger and not (ends and words > 12)) or (
            first.bold and not ends and _heads(found, i, setting)
        ):
            chosen.add(i)
    return chosen


def _heads(found: Sequence[Draft | Grid], i: int, setting: Setting) -> bool:
    """Whether a bold line stands over text: a caption stands over a table."""
    draft = found[i]
    assert isinstance(draft, Draft)
    following = next(iter(found[i + 1 :]), None)
    if draft.first.size >= setting.body - 0.3:
        return True
    return (
        isinstance(following, Draft)
        and following.first.container == draft.first.container
        and following.first.size <= draft.first.size + 0.3
        and not following.first.bold
    )


def heading_levels(found: Sequence[Draft | Grid], chosen: set[int]) -> dict[int, int]:
    """Level of each heading: styles ranked by size, then by the tagged level, then by weight.

    A heading without a tag takes the level that its style has elsewhere.
    """
    styles: dict[int, tuple[float, bool]] = {}
    tagged: dict[tuple[float, bool], Counter[int]] = {}
    for i in sorted(chosen):
        draft = found[i]
        if isinstance(draft, Draft):
            first = draft.first
            style = styles[i] = (-round(2 * first.size) / 2, not first.bold)
            if first.tag is not None and first.tag.level is not None:
                tagged.setdefault(style, Counter())[first.tag.level] += 1
    keys: dict[int, tuple[float, int, bool]] = {}
    for i, (size, light) in styles.items():
        draft = found[i]
        tag = draft.first.tag if isinstance(draft, Draft) else None
        level = tag.level if tag is not None else None
        if level is None:
            usual = tagged.get((size, light))
            level = usual.most_common(1)[0][0] if usual else _UNTAGGED
        keys[i] = (size, level, light)
    order = {key: rank for rank, key in enumerate(sorted(set(keys.values())), start=1)}
    return {i: order[key] for i, key in keys.items()}
