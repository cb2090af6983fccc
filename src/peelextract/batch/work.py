"""What one report comes to in a batch: the work done on it, and how it can end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Facts:
    """What a batch keeps of a report besides the report itself.

    Attributes:
        id: the report's own id; inputs with the same one are the same report.
        media_type: as recognised, ``text/html`` and the like.
        pages: of a PDF, else None.
        date: ISO date of its update, or else of its publication.
        counts: how many of each kind it holds, keys as the report's own fields; ``graded``
            counts the questions that have a grade.
        warnings: how many warnings it carries.
    """

    id: str
    media_type: str
    pages: int | None = None
    date: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Extracted:
    """A report as JSON, ready to be written, and what the batch keeps of it."""

    facts: Facts
    data: bytes


class FailureKind(StrEnum):
    """Why an input gave no report."""

    UNREADABLE = "unreadable"
    """Its bytes could not be had."""
    SOURCE = "source"
    """It was read and is no report, or a damaged one."""
    EXCEPTION = "exception"
    """The program did not expect what it found."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"
    """The process that worked on it died."""

    @property
    def lasting(self) -> bool:
        """The same bytes, program and rules would fail again, whatever the machine."""
        return self in (FailureKind.SOURCE, FailureKind.EXCEPTION)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an input gave no report; ``message`` is one line without the input's name."""

    kind: FailureKind
    message: str


Work = Callable[[bytes, str], Extracted]
"""The per-document function: an input's bytes and its file name to a report.

It must be picklable. Where it has a ``prepare`` method, that is called once in every process
before the first document; what it raises ends the batch.
"""


class Origin(NamedTuple):
    """What a result rests on besides the input: it is done again when either changes.

    Attributes:
        version: of the program.
        rules: digest of the rules in force.
    """

    version: str
    rules: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may cost.

    Attributes:
        seconds: of wall time; the clock does not run while a worker starts.
        mebibytes: of memory of the process that works on it, the program itself included
            (about 150); also the size above which an input is not read.
        files: inputs after which a worker is replaced by a fresh one, so that what libraries
            leak is given back.
    """

    seconds: float = 300
    mebibytes: int = 2048
    files: int = 1000
