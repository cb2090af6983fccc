"""The parts of a workbook's file, and how one leads to another (ECMA-376-2, relationships)."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAMES: Final = {"m": MAIN}

_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Parts:
    """A workbook's parts by name.

    Args:
        data: the bytes of an ``.xlsx`` file.

    Raises:
        zipfile.BadZipFile, KeyError, lxml.etree.XMLSyntaxError: it is none.
    """

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self._entries = [(entry, archive.read(entry)) for entry in archive.infolist()]
        self._data = {entry.filename: data for entry, data in self._entries}
        self.book = next(iter(self.linked("", "officeDocument").values()))

    def root(self, part: str) -> Any:
        """The root element of a part."""
        parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
        return etree.fromstring(self._data[part], parser)

    def linked(self, part: str, kind: str) -> dict[str, str]:
        """The names of the parts that one refers to, by the id of the relationship.

        Args:
            part: the part that refers; the empty string is the file as a whole.
            kind: the last word of the relationship's type.
        """
        relations = join(dirname(part), "_rels", f"{basename(part)}.rels")
        if relations not in self._data:
            return {}
        return {
            relation.get("Id"): normpath(join("/", dirname(part), relation.get("Target")))[1:]
            for relation in self.root(relations)
            if relation.get("Type", "").endswith(f"/{kind}")
        }

    def sheet(self, title: str) -> str:
        """The name of the part that holds a sheet."""
        sheets = self.root(self.book).findall("m:sheets/m:sheet", NAMES)
        link = next(sheet.get(_LINK) for sheet in sheets if sheet.get("name") == title)
        return self.linked(self.book, "worksheet")[link]

    def replaced(self, changed: Mapping[str, Any]) -> bytes:
        """The file with some parts replaced by new root elements, and all others as they are."""
        written = BytesIO()
        with ZipFile(written, "w", ZIP_DEFLATED) as archive:
            for entry, data in self._entries:
                root = changed.get(entry.filename)
                archive.writestr(entry, data if root is None else _bytes(root))
        return written.getvalue()


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
