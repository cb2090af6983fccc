"""What Datasette is told of a database: titles, labels, descriptions, search and queries."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

from . import tables


def datasette_metadata(database: str) -> bytes:
    """Metadata for Datasette, in YAML.

    Args:
        database: the name Datasette gives the file, which is the file's without its ending.
    """
    text = (files(__package__) / "datasette.yaml").read_text(encoding="utf-8")
    metadata: dict[str, Any] = yaml.safe_load(text)
    (described,) = metadata["databases"].values()
    for name, table in tables.METADATA.tables.items():
        described["tables"].setdefault(name, {}).update(
            description=table.comment,
            columns={
                str(column.name): column.comment for column in table.columns if column.comment
            },
        )
    metadata["databases"] = {database: described}
    written: str = yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True, width=100)
    return written.encode()
