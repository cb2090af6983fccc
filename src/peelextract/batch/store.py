"""The output folder, on any file system that fsspec knows.

::

    DIR/manifest.jsonl                    one line an input
    DIR/reports/ID.json                   one report an inspection report
    DIR/duplicates/ID.KEY.json            further sources of the same report
    DIR/.staging/                         what is being written; gone when the batch ends

A report is written into the staging folder and then moved to its place, so that no reader
ever finds half of one. On object stores moving is copying, which is atomic there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from ..errors import OutputError

STAGING = ".staging"
REPORTS = "reports"
DUPLICATES = "duplicates"


class Store:
    """Paths here are relative to the folder, with ``/``.

    Args:
        address: a path or an fsspec address; made where it does not exist.

    Raises:
        OutputError: by every method, where the file system refuses.
    """

    def __init__(self, address: str) -> None:
        import fsspec
        from fsspec.implementations.local import LocalFileSystem

        with _told(address):
            self._fs, self._root = fsspec.core.url_to_fs(address)
        self.local = isinstance(self._fs, LocalFileSystem)
        self.address: str = self._fs.unstrip_protocol(self._root)
        self._made: set[str] = set()

    @staticmethod
    def key(name: str, sha256: str) -> str:
        """Short, and the same for the same bytes under the same name."""
        return hashlib.sha256(os.fsencode(f"{name}\0{sha256}")).hexdigest()[:12]

    @staticmethod
    def staged(key: str) -> str:
        """Where a report waits to be moved to its place."""
        return f"{STAGING}/{key}.json"

    @staticmethod
    def primary(report: str) -> str:
        """Where the chosen source of a report goes."""
        return f"{REPORTS}/{quote(report, safe='')}.json"

    @staticmethod
    def duplicate(report: str, key: str) -> str:
        """Where another source of a report goes."""
        return f"{DUPLICATES}/{quote(report, safe='')}.{key}.json"

    def path(self, relative: str) -> str:
        """What the file system knows a file of the folder as."""
        return f"{self._root.rstrip('/')}/{relative}"

    def read(self, relative: str) -> bytes | None:
        """A file's bytes, or None where there is no such file."""
        with _told(self.path(relative)):
            try:
                return bytes(self._fs.cat_file(self.path(relative)))
            except FileNotFoundError:
                return None

    def write(self, relative: str, data: bytes) -> None:
        """Write a file; a reader that looks meanwhile may find half of it."""
        with _told(self.path(relative)):
            self._make(relative)
            self._fs.pipe_file(self.path(relative), data)

    def replace(self, relative: str, data: bytes) -> None:
        """Write a file whole or not at all, and onto the disk."""
        if not self.local:
            self.write(relative, data)
            return
        beside = f"{STAGING}/{secrets.token_hex(8)}"
        self.write(beside, data)
        with _told(self.path(relative)):
            with Path(self.path(beside)).open("rb") as file:
                os.fsync(file.fileno())
            Path(self.path(beside)).replace(self.path(relative))

    def append(self, relative: str, data: bytes) -> None:
        """Add to the end of a file of a local folder."""
        with _told(self.path(relative)):
            self._make(relative)
            with Path(self.path(relative)).open("ab") as file:
                file.write(data)

    def move(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Move files to other places, over what stands there."""
        if not pairs:
            return
        with _told(self.path(pairs[0][1])):
            for _, target in pairs:
                self._make(target)
            sources = [self.path(source) for source, _ in pairs]
            targets = [self.path(target) for _, target in pairs]
            if self.local:
                for source, target in zip(sources, targets, strict=True):
                    Path(source).replace(target)
            else:
                self._fs.copy(sources, targets)
                self._fs.rm(sources)

    def remove(self, relatives: Sequence[str]) -> None:
        """Remove files that may be gone already."""
        for relative in relatives:
            with _told(self.path(relative)), contextlib.suppress(FileNotFoundError):
                self._fs.rm_file(self.path(relative))

    def sizes(self, folder: str) -> dict[str, int]:
        """The files right in a folder and their sizes in bytes."""
        with _told(self.path(folder)):
            try:
                self._fs.invalidate_cache()
                entries = self._fs.ls(self.path(folder), detail=True)
            except FileNotFoundError:
                return {}
        return {
            f"{folder}/{entry['name'].rsplit('/', 1)[-1]}": entry["size"]
            for entry in entries
            if entry["type"] == "file"
        }

    def clear_staging(self) -> None:
        """Remove what an interrupted batch left."""
        with _told(self.path(STAGING)), contextlib.suppress(FileNotFoundError):
            self._fs.rm(self.path(STAGING), recursive=True)

    def _make(self, relative: str) -> None:
        folder = relative.rpartition("/")[0]
        if self.local:
            Path(self.path(folder)).mkdir(parents=True, exist_ok=True)
        elif folder not in self._made:
            self._fs.makedirs(self.path(folder), exist_ok=True)
            self._made.add(folder)


@contextlib.contextmanager
def _told(place: str) -> Iterator[None]:
    """Tell in one line what a file system refused."""
    try:
        yield
    except (OSError, ImportError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise OutputError(f"{place}: cannot be used ({reason}); choose another place") from error
