"""Loading: report files into a database, once each, whole or not at all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, select

from . import tables
from .database import database_url, loading
from .errors import InputError, StoreError
from .inputs import parse, read_bytes, report_files
from .renditions import Incoming, Rendition
from .schema import prepare
from .writing import Writer

_BATCH_FILES: Final = 512
_BATCH_BYTES: Final = 16 << 20
"""A batch ends with whichever is reached first, so that memory does not grow with the input."""


@dataclass
class Outcome:
    """What a load did, in files: what became of the report that each of them holds."""

    new: int = 0
    replaced: int = 0
    recorded: int = 0
    """Another source of a report that is there, and no correction of it."""
    unchanged: int = 0
    failed: int = 0
    rows: int = 0
    """Rows written."""

    @property
    def done(self) -> int:
        """The files that hold a report."""
        return self.new + self.replaced + self.recorded + self.unchanged


class _File(NamedTuple):
    path: Path
    data: bytes
    digest: str


def load(
    inputs: Iterable[Path],
    address: str,
    *,
    on_problem: Callable[[InputError], None] | None = None,
) -> Outcome:
    """Load report files into a database.

    All of it is one transaction. A file that was loaded before changes nothing; a report that
    differs takes the place of the one with its id, and of all its rows.

    Args:
        inputs: report files, and folders of them.
        address: see ``database_url``.
        on_problem: told of each file that gives no report; without it the first ends the load.

    Raises:
        UsageError: the address is none.
        InputError: a file gives no report, and ``on_problem`` is not given.
        StoreError: no input gives a report; or the database cannot be opened or written, or a
            newer version made it. Nothing is changed then.
    """
    url = database_url(address)
    with loading(url) as connection, _collecting_by_hand():
        prepare(connection)
        with Writer(connection) as writer:
            load_of = _Load(connection, writer, on_problem)
            for path in report_files(inputs):
                load_of.add(path)
            load_of.flush()
            writer.finish()
        if not load_of.outcome.done:
            raise StoreError("there is no report in the input; nothing was changed")
    return load_of.outcome


class _Load:
    """One load under way: the files of the current batch, and what was done so far."""

    def __init__(
        self,
        connection: Connection,
        writer: Writer,
        on_problem: Callable[[InputError], None] | None,
    ) -> None:
        self.outcome = Outcome()
        self._writer = writer
        self._connection = connection
        self._on_problem = on_problem
        self._files: list[_File] = []
        self._weakened: set[str] = set()
        self._size = 0

    def add(self, path: Path) -> None:
        try:
            data, digest = read_bytes(path)
        except InputError as error:
            self._tell(error)
            return
        self._files.append(_File(path, data, digest))
        self._size += len(data)
        if len(self._files) >= _BATCH_FILES or self._size >= _BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Take in the files of the batch, in their order."""
        known = self._known({file.digest for file in self._files})
        parsed = {file: self._parsed(file) for file in self._files if file.digest not in known}
        touched = {incoming.report_id for incoming in parsed.values() if incoming} | self._weakened
        batch: list[Incoming] = []
        for file in self._files:
            if file in parsed:
                incoming = parsed[file]
            elif known[file.digest] in touched:
                # This file and another of this load may change places.
                incoming = self._parsed(file)
            else:
                self.outcome.unchanged += 1
                continue
            if incoming:
                batch.append(incoming)
        self._files, self._size = [], 0
        renditions = self._recalled({incoming.report_id for incoming in batch})
        for incoming in batch:
            self._take(renditions[incoming.report_id], incoming)
        changed = {key: r for key, r in renditions.items() if r.is_changed}
        if changed:
            self.outcome.rows += self._writer.write(changed)
        del parsed, batch, renditions, changed
        gc.collect(0)

    def _take(self, rendition: Rendition, incoming: Incoming) -> None:
        is_correction = rendition.corrects(incoming)
        if rendition.has(incoming):
            self.outcome.unchanged += 1
            if not is_correction and rendition.yields_to(incoming):
                # The main source came in a new version, or another took its place just now.
                rendition.take(incoming)
            return
        is_new = not rendition.sources
        if is_correction and not rendition.yields_to(incoming):
            self._weakened.add(incoming.report_id)
        rendition.take(incoming)
        if is_new:
            self.outcome.new += 1
        elif is_correction:
            self.outcome.replaced += 1
        else:
            self.outcome.recorded += 1

    def _parsed(self, file: _File) -> Incoming | None:
        try:
            return Incoming.of(parse(file.path, file.data), file.digest)
        except InputError as error:
            self._tell(error)
            return None

    def _known(self, digests: set[str]) -> dict[str, str]:
        """Which files the database knows, and the id of the report that each holds."""
        if self._writer.began_empty:
            # What this load has written itself is found out when the file has been read.
            return {}
        self._writer.settle()
        found = self._connection.execute(_KNOWN, {"digests": sorted(digests)})
        return {row.digest: row.report_id for row in found}

    def _recalled(self, report_ids: set[str]) -> dict[str, Rendition]:
        renditions = {key: Rendition() for key in sorted(report_ids)}
        if not self._writer.is_empty:
            self._writer.settle()
            stored = self._connection.execute(_SOURCES, {"report_ids": list(renditions)})
            for source in stored:
                renditions[source.report_id].recall(source, source.updated, source.published)
        return renditions

    def _tell(self, error: InputError) -> None:
        if self._on_problem is None:
            raise error
        self._on_problem(error)
        self.outcome.failed += 1


@contextmanager
def _collecting_by_hand() -> Iterator[None]:
    """Keep Python's garbage collector from looking through a batch's rows again and again.

    They refer to nothing that refers to them; what else is left over goes after each batch.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


_KNOWN: Final = select(tables.sources.c.digest, tables.sources.c.report_id).where(
    tables.sources.c.digest.in_(bindparam("digests", expanding=True))
)
_SOURCES: Final = (
    select(tables.sources, tables.reports.c.updated, tables.reports.c.published)
    .join_from(tables.sources, tables.reports)
    .where(tables.sources.c.report_id.in_(bindparam("report_ids", expanding=True)))
)
