"""Saving a workbook so that the same content is the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from ..writers import write_bytes

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can hold."""

_TIMES: Final = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*")


def save(workbook: Workbook, path: Path) -> None:
    """Write a workbook without the time of its writing, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    written = BytesIO()
    workbook.save(written)
    write_bytes(settled(written.getvalue()), path)


def settled(workbook: bytes) -> bytes:
    """A workbook's file without the times of its making."""
    written = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            target.writestr(ZipInfo(entry.filename, _EPOCH), data, ZIP_DEFLATED)
    return written.getvalue()
