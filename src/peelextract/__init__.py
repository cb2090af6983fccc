"""Inspection reports to validated, traceable JSON.

``extract`` turns a report (HTML, PDF or text) into a ``Report``; ``extract_statistics`` finds
the statistics of any English text. Nothing heavy is loaded before one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._version import __version__

if TYPE_CHECKING:
    from .errors import PeelextractError
    from .pipeline import extract
    from .report import Report, Statistic
    from .statistics import extract_statistics

__all__ = [
    "PeelextractError",
    "Report",
    "Statistic",
    "__version__",
    "extract",
    "extract_statistics",
]

_HOMES = {
    "PeelextractError": "errors",
    "Report": "report",
    "Statistic": "report",
    "extract": "pipeline",
    "extract_statistics": "statistics",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
