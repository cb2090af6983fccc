"""The manifest on its store: one JSON line an input, the last line of a name holding.

A line is added for every input that is done. On a file system that can append, it goes to
the end of ``manifest.jsonl``; on an object store, into a numbered part below
``manifest.parts/``. When a batch ends, and when one begins that finds traces of one that was
killed, all is written anew in one file, in order of name.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from .entry import Entry
from .store import Store

FILE = "manifest.jsonl"
PARTS = "manifest.parts"


class Manifest:
    """Entries by name, kept in step with the store.

    In memory they are kept as lines, which take a quarter of the room of the entries.

    Args:
        store: the output folder; what it holds of a manifest is read. Torn lines count as
            not written.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lines: dict[str, bytes] = {}
        self._parts = sorted(store.sizes(PARTS))
        self._clean = not self._parts
        written = 0
        for file in [FILE, *self._parts]:
            data = store.read(file)
            self._clean &= data is not None
            for line in (data or b"").splitlines(keepends=True):
                written += 1
                if not line.endswith(b"\n"):
                    continue
                with contextlib.suppress(ValueError):
                    self._lines[Entry.from_json(line).name] = line
        self._clean &= written == len(self._lines)
        self.compact()

    def get(self, name: str) -> Entry | None:
        """The entry of an input, if there is one."""
        line = self._lines.get(name)
        return None if line is None else Entry.from_json(line)

    def entries(self) -> Iterator[Entry]:
        """All entries, in order of name."""
        return (Entry.from_json(self._lines[name]) for name in sorted(self._lines))

    def add(self, entries: Iterable[Entry]) -> None:
        """Put entries on record, each in place of an earlier one of its name."""
        fresh = {entry.name: entry.to_json() for entry in entries}
        if not fresh:
            return
        self._clean = False
        self._lines |= fresh
        data = b"".join(fresh.values())
        if self._store.local:
            self._store.append(FILE, data)
            return
        number = int(self._parts[-1].rpartition("/")[2][:-6]) + 1 if self._parts else 0
        part = f"{PARTS}/{number:08}.jsonl"
        self._store.write(part, data)
        self._parts.append(part)

    def drop(self, names: Iterable[str]) -> None:
        """Take entries off the record; holds from the next ``compact`` on."""
        for name in names:
            self._clean = self._lines.pop(name, None) is None and self._clean

    def compact(self) -> None:
        """Write all in one file, whole or not at all."""
        if self._clean:
            return
        self._store.replace(FILE, b"".join(self._lines[name] for name in sorted(self._lines)))
        self._store.remove(self._parts)
        self._parts = []
        self._clean = True
