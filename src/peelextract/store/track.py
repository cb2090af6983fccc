"""Tracking: what a body has to act on, in a workbook that people go on with by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from sqlalchemy import Connection

from ..writers import write_bytes
from .errors import MissingExtraError, StoreError
from .tracking import Action, actions, full_date, tracked_organisation


@dataclass(frozen=True)
class Tracked:
    """What became of a tracker.

    Attributes:
        organisation: the body's id.
        added: rows that are new.
        present: rows that were there, and stay as they are.
        gone: rows of these reports that they no longer have; they stay too.
    """

    organisation: str
    added: int
    present: int
    gone: int


def track(connection: Connection, path: Path, organisation: str | None = None) -> Tracked:
    """Add a body's findings to its tracker, which is made if it is not there.

    Args:
        connection: see ``opened``.
        path: an ``.xlsx`` file; where nothing is new it is not written to.
        organisation: see ``tracked_organisation``.

    Raises:
        UsageError: the body is not known, or not the only one.
        StoreError: the file is no tracker, or cannot be read.
        OutputError: it cannot be written.
        MissingExtraError: the packages for it are not installed.
    """
    try:
        from .tracker_append import NotATrackerError, TrackerFile
        from .tracker_book import COLUMNS
    except ModuleNotFoundError as error:
        raise MissingExtraError("tracking", "track") from error
    body = tracked_organisation(connection, organisation)
    found = actions(connection, body)
    try:
        data = path.read_bytes() if path.exists() else _new()
        tracker = TrackerFile(data, COLUMNS[0].header, ["Text", "Kind"])
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(f"{path}: cannot be read ({reason}); close it and try again") from error
    except NotATrackerError as error:
        raise StoreError(f"{path}: {error}; name another file with -o") from error
    new = [action for action in found if action.reference not in tracker.keys]
    if new or not path.exists():
        write_bytes(tracker.append([_cells(action) for action in new]), path)
    references = {action.reference for action in found}
    gone = sum(key.startswith(_prefixes(found)) for key in tracker.keys - references)
    return Tracked(body, len(new), len(found) - len(new), gone)


def _prefixes(found: list[Action]) -> tuple[str, ...]:
    return tuple({action.reference.rsplit("/", 1)[0] + "/" for action in found})


def _new() -> bytes:
    from .tracker_book import empty_tracker
    from .workbooks import settled

    written = BytesIO()
    empty_tracker().save(written)
    return settled(written.getvalue())


def _cells(action: Action) -> dict[str, str | date]:
    from .sheets import MAX_CHARACTERS, NOT_IN_XML
    from .tracker_book import COLUMNS

    cells: dict[str, str | date] = {}
    for column in COLUMNS:
        value: str | None = getattr(action, column.field) if column.field else None
        if value is None:
            continue
        day = full_date(value) if column.is_date else None
        cells[column.header] = day or NOT_IN_XML.sub("\ufffd", value)[:MAX_CHARACTERS]
    return cells
