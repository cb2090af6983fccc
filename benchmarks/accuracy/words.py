"""When two runs of words are the same: annotations and reports differ in spaces and hyphens."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

W = TypeVar("W")
F = TypeVar("F")

_SIGNS = str.maketrans(
    {"\u00ad": None, "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"}
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Small letters, single spaces and typewriter's signs; no bullet ahead and no stop behind."""
    text = " ".join(text.translate(_SIGNS).split()).lower()
    return text.lstrip(" •*-").rstrip(" .;:,•*-")


@lru_cache(maxsize=16384)
def letters(text: str | None) -> str:
    """Letters, digits, £ and % alone: blind to spaces, hyphens and the ends of lines."""
    return re.sub(r"[^a-z0-9£%]", "", plain(text or ""))


def alike(one: str, other: str, threshold: float = 0.9) -> bool:
    """Whether two texts are equal but for a slip: ``SequenceMatcher``'s ratio reaches a threshold.

    Args:
        one, other: the texts.
        threshold: the smallest ratio, between 0 and 1.
    """
    one, other = plain(one), plain(other)
    if one == other:
        return True
    if not one or not other:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The first two are cheap upper bounds of the third.
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= threshold for bound in bounds)


def overlap(wanted: str, found: str | None) -> bool:
    """Whether one of two phrases holds the other."""
    ours, theirs = letters(wanted), letters(found)
    return bool(theirs) and (ours in theirs or theirs in ours)


def pair(
    wanted: Sequence[W], found: Sequence[F], same: Callable[[W, F], bool]
) -> tuple[list[tuple[W, F]], list[W], list[F]]:
    """Gives each wanted item the first free one that is the same.

    Returns: the pairs, the wanted items without one, and what is left over.
    """
    pairs: list[tuple[W, F]] = []
    missed: list[W] = []
    left = list(enumerate(found))
    for item in wanted:
        hit = next((entry for entry in left if same(item, entry[1])), None)
        if hit is None:
            missed.append(item)
        else:
            left.remove(hit)
            pairs.append((item, hit[1]))
    return pairs, missed, [item for _, item in left]
