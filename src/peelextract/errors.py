"""What can go wrong, as one small tree.

PeelextractError
├── SourceError              the file cannot be read as a report
│   ├── UnreadableSourceError  missing, a folder, no permission
│   ├── EmptySourceError       no bytes, or no text in it
│   ├── ForeignSourceError     not HTML, PDF or text
│   ├── EncryptedSourceError   a PDF that asks for a password
│   ├── DamagedSourceError     a PDF that cannot be parsed
│   └── ScannedSourceError     a PDF of pictures, without text
├── OutputError              a result cannot be written
├── WorkerError              the processes of a batch cannot work
├── RulesError               a rule file is wrong
├── UsageError               the arguments do not fit together
└── in ``peelextract.store.errors``
    ├── StoreError           a database or workbook cannot be opened, read or written
    ├── InputError           a file to load is no report
    └── MissingExtraError    packages of an extra are not installed
"""

from __future__ import annotations


class PeelextractError(Exception):
    """Base of all errors; its message is one line: what, where, and what to do."""


class SourceError(PeelextractError):
    """A source that gives no report.

    Args:
        name: the file as the user named it.
        problem: what is wrong with it.
        remedy: what the user can do.
    """

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}; {remedy}")
        self.name = name
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str]]:
        return type(self), (self.name, self.problem, self.remedy)


class UnreadableSourceError(SourceError):
    """The file is missing, a folder, or may not be read."""


class EmptySourceError(SourceError):
    """There is nothing in it."""


class ForeignSourceError(SourceError):
    """It is neither HTML nor PDF nor text."""


class EncryptedSourceError(SourceError):
    """A PDF that asks for a password."""


class DamagedSourceError(SourceError):
    """A PDF that cannot be parsed."""


class ScannedSourceError(SourceError):
    """A PDF whose pages are pictures."""


class OutputError(PeelextractError):
    """A result that cannot be written where it should be."""


class WorkerError(PeelextractError):
    """The processes of a batch cannot be started, or no longer be reached."""


class RulesError(PeelextractError):
    """A rule file that is missing, malformed or contradicts itself."""


class UsageError(PeelextractError):
    """Arguments that do not fit together."""
