"""The program's own per-document function."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from .. import __version__
from ..errors import SourceError, WorkerError
from ..precedence import counts_of, date_of
from .work import Extracted, Facts, Origin

if TYPE_CHECKING:
    from ..report import Report


@dataclass(frozen=True, slots=True)
class Extraction:
    """Extracts one document with fixed rules; make it with ``of``.

    Attributes:
        rules: the rules folder, or None for the built-in one.
        origin: program and rules where the batch was started.
    """

    rules: str | None
    origin: Origin

    @classmethod
    def of(cls, rules: str | None = None) -> Self:
        """With the rules of a folder as they are now.

        Raises:
            RulesError: there is no such folder.
        """
        return cls(rules, _origin(rules))

    def prepare(self) -> None:
        """Load the pipeline.

        Raises:
            RulesError: a rule file is wrong.
            WorkerError: this process has another version or other rules than the one that
                started the batch: changed meanwhile, or another machine's.
        """
        here = _origin(self.rules)
        if here != self.origin:
            raise WorkerError(
                f"a worker has peelextract {here.version} with rules {here.rules[:12]}, the batch "
                f"was started with {self.origin.version} and {self.origin.rules[:12]}; changed "
                "meanwhile, run it again; on a cluster, install the same everywhere"
            )
        from ..pipeline import extract

        # So that the first document's time is its own, and not that of loading everything.
        with contextlib.suppress(SourceError):
            extract(b"A report.", rules=self.rules, name="-")

    def __call__(self, data: bytes, name: str) -> Extracted:
        """Extract one document.

        Raises:
            SourceError: it gives no report.
        """
        from ..pipeline import extract
        from ..writers import to_json

        report = extract(data, rules=self.rules, name=name)
        return Extracted(facts_of(report), to_json(report))


def _origin(rules: str | None) -> Origin:
    from ..rules.folder import RuleFolder

    return Origin(__version__, RuleFolder(rules).digest)


def facts_of(report: Report) -> Facts:
    """What a batch keeps of a report."""
    return Facts(
        report.id,
        report.source.media_type,
        report.source.pages,
        date_of(report.updated, report.published),
        counts_of(report),
        len(report.warnings),
    )
