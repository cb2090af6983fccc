"""The formats tables are written in: one writer each, fed with some thousand rows at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from .errors import MissingExtraError
from .flat import FlatTable
from .harmless import harmless

Rows = Iterable[Sequence[tuple[Any, ...]]]


class Format(Protocol):
    """Writes tables into a folder.

    Attributes:
        name: the format's name in a Data Package.
        media_type: the media type of its files.
    """

    name: str
    media_type: str

    def write(self, table: FlatTable, rows: Rows, folder: Path) -> None:
        """Write one table's rows."""

    def path(self, table: FlatTable) -> str:
        """The name of the file that holds a table."""

    def close(self) -> None:
        """Finish what several tables share."""

    def discard(self) -> None:
        """Give up, after an error."""


class _FileEach:
    """A format with a file for each table."""

    name: str

    def path(self, table: FlatTable) -> str:
        return f"{table.table.name}.{self.name}"

    def close(self) -> None:
        pass

    def discard(self) -> None:
        pass


class Csv(_FileEach):
    """Comma-separated values as RFC 4180 has them, in UTF-8."""

    name = "csv"
    media_type = "text/csv"

    def write(self, table: FlatTable, rows: Rows, folder: Path) -> None:
        """Write the table's file."""
        with (folder / self.path(table)).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.names)
            for part in rows:
                writer.writerows([_cell(value) for value in row] for row in part)


class JsonLines(_FileEach):
    """One JSON object a row."""

    name = "jsonl"
    media_type = "application/jsonl"

    def write(self, table: FlatTable, rows: Rows, folder: Path) -> None:
        """Write the table's file."""
        with (folder / self.path(table)).open("w", encoding="utf-8", newline="\n") as file:
            for part in rows:
                for row in part:
                    json.dump(dict(zip(table.names, row, strict=True)), file, ensure_ascii=False)
                    file.write("\n")


class Parquet(_FileEach):
    """Apache Parquet with the types of the columns."""

    name = "parquet"
    media_type = "application/vnd.apache.parquet"

    def write(self, table: FlatTable, rows: Rows, folder: Path) -> None:
        """Write the table's file."""
        import pyarrow as pa
        from pyarrow import parquet

        from .arrow import arrow_type

        fields = [
            pa.field(name, arrow_type(column))
            for name, column in zip(table.names, table.columns, strict=True)
        ]
        schema = pa.schema(fields)
        with parquet.ParquetWriter(folder / self.path(table), schema, compression="zstd") as writer:
            for part in rows:
                arrays = [
                    pa.array(values, type=field.type)
                    for values, field in zip(zip(*part, strict=True), fields, strict=True)
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


NAMES: Final = ("csv", "jsonl", "parquet", "xlsx")


def format_named(name: str, folder: Path) -> Format:
    """The writer of a format.

    Raises:
        MissingExtraError: the packages for it are not installed.
    """
    try:
        if name == "xlsx":
            from .sheets import Xlsx

            return Xlsx(folder)
        if name == "parquet":
            import pyarrow  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"the format {name}", "export") from error
    return _FILES[name]()


_FILES: Final[dict[str, type[Csv | JsonLines | Parquet]]] = {
    "csv": Csv,
    "jsonl": JsonLines,
    "parquet": Parquet,
}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value)
