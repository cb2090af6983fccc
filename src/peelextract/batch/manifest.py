"""The manifest on its store: one JSON line an input, the last line of a name holding.

A line is added for every input that is done. On a file system that can append, it goes to
the end of ``manifest.jsonl``; on an object store, into a numbered part below
``manifest.parts/``. When a batch ends, and when one begins that finds traces of one that was
killed, all is written anew in one file, in order of name.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from .entry import Entry
from .store import Store

FILE = "manifest.jsonl"
PARTS = "manifest.parts"


class Manifest:
    """Entries by name, kept in step with the store.

    Args:
        store: the output folder; what it holds of a manifest is read. Torn lines count as
            not written.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries: dict[str, Entry] = {}
        self._parts = sorted(store.sizes(PARTS))
        lines = 0
        self._clean = store.read(FILE) is not None and not self._parts
        for part in [FILE, *self._parts]:
            for line in (store.read(part) or b"").splitlines():
                lines += 1
                with contextlib.suppress(ValueError):
                    entry = Entry.from_json(line)
                    self._entries[entry.name] = entry
        self._clean &= lines == len(self._entries)
        self.compact()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, name: str) -> Entry | None:
        """The entry of an input, if there is one."""
        return self._entries.get(name)

    def entries(self) -> Iterable[Entry]:
        """All entries, in order of name."""
        return [self._entries[name] for name in sorted(self._entries)]

    def add(self, entries: Iterable[Entry]) -> None:
        """Put entries on record, each in place of an earlier one of its name."""
        fresh = list(entries)
        if not fresh:
            return
        self._clean = False
        self._entries.update((entry.name, entry) for entry in fresh)
        data = b"".join(entry.to_json() for entry in fresh)
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
            self._clean = self._entries.pop(name, None) is None and self._clean

    def compact(self) -> None:
        """Write all in one file, whole or not at all."""
        if self._clean:
            return
        self._store.replace(FILE, b"".join(entry.to_json() for entry in self.entries()))
        self._store.remove(self._parts)
        self._parts = []
        self._clean = True
