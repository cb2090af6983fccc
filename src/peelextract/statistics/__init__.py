"""Statistics: numbers with their meaning, from any English text.

``extract_statistics`` takes a text; ``find_statistics`` takes a spaCy Doc and, for a report, its
document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .component import find_statistics
    from .extract import extract_statistics
    from .quantity import Found

__all__ = ["Found", "extract_statistics", "find_statistics"]

_HOMES = {"Found": "quantity", "extract_statistics": "extract", "find_statistics": "component"}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
