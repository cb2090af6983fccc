"""The blank English spaCy pipeline that the finders share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pipeline import build_pipeline
    from .sentences import make_sentences

__all__ = ["build_pipeline", "make_sentences"]


def __getattr__(name: str) -> Any:
    if name == "build_pipeline":
        from .pipeline import build_pipeline

        return build_pipeline
    if name == "make_sentences":
        from .sentences import make_sentences

        return make_sentences
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
