"""The types of the columns in Arrow, for DuckDB and Parquet."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from sqlalchemy import Boolean, Column, Double, Integer


def arrow_type(column: Column[Any]) -> pa.DataType:
    """The Arrow type of a column."""
    if isinstance(column.type, Boolean):
        return pa.bool_()
    if isinstance(column.type, Integer):
        return pa.int64()
    if isinstance(column.type, Double):
        return pa.float64()
    return pa.string()
