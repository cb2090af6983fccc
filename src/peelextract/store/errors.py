"""What can go wrong with a database or a table, below the package's own error."""

from __future__ import annotations

from ..errors import PeelextractError


class StoreError(PeelextractError):
    """A database or workbook that cannot be opened, read or written."""


class InputError(PeelextractError):
    """A file among the inputs that is no report."""


class MissingExtraError(PeelextractError):
    """Something was asked for that needs packages of an extra which is not installed."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(f'{purpose} needs more packages; run: pip install "peelextract[{extra}]"')
