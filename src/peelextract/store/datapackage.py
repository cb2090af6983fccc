"""The descriptor of exported tables, as Frictionless Data Packages have it.

The specification is at datapackage.org (version 1.0, which all readers know).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Double, ForeignKeyConstraint, Integer

from .flat import FlatTable
from .formats import Format


def descriptor(written: Sequence[FlatTable], format_: Format, folder: Path) -> bytes:
    """The bytes of ``datapackage.json`` for tables that are in a folder."""
    present = {table.table.name for table in written}
    package = {
        "profile": "tabular-data-package",
        "name": "inspection-reports",
        "title": "Findings and statistics of inspection reports",
        "resources": [_resource(table, format_, folder, present) for table in written],
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(table: FlatTable, format_: Format, folder: Path, present: set[str]) -> dict[str, Any]:
    path = folder / format_.path(table)
    with path.open("rb") as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    resource = {
        "profile": "tabular-data-resource",
        "name": table.table.name,
        "description": table.table.comment,
        "path": path.name,
        "format": format_.name,
        "mediatype": format_.media_type,
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest.hexdigest()}",
        "schema": _schema(table, present),
    }
    if format_.name == "xlsx":
        resource["dialect"] = {"excel": {"sheet": table.table.name}}
    return resource


def _schema(table: FlatTable, present: set[str]) -> dict[str, Any]:
    return {
        "fields": [
            _field(name, column) for name, column in zip(table.names, table.columns, strict=True)
        ],
        "primaryKey": [column.name for column in table.table.primary_key.columns],
        "foreignKeys": [
            _reference(constraint)
            for constraint in sorted(
                table.table.foreign_key_constraints, key=lambda one: list(one.column_keys)
            )
            if constraint.referred_table.name in present
        ],
        "missingValues": [""],
    }


def _field(name: str, column: Column[Any]) -> dict[str, Any]:
    kinds = {Boolean: "boolean", Integer: "integer", Double: "number"}
    kind = next((word for type_, word in kinds.items() if isinstance(column.type, type_)), "string")
    return {"name": name, "type": kind, "description": column.comment}


def _reference(constraint: ForeignKeyConstraint) -> dict[str, Any]:
    return {
        "fields": list(constraint.column_keys),
        "reference": {
            "resource": constraint.referred_table.name,
            "fields": [element.column.name for element in constraint.elements],
        },
    }
