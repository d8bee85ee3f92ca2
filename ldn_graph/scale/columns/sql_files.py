"""The SQL by which columns are made, a SELECT for one table in each file, and tables of Python's rows beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

FOLDER = os.path.join(os.path.dirname(__file__), "sql", "making")


@cache
def read_sql(part: str, name: str) -> str:
    """The text of a file: ``part`` is steps, asked, faults or tables."""
    with open(os.path.join(FOLDER, part, f"{name}.sql"), encoding="utf-8") as file:
        return file.read()


def read_macros() -> str:
    """The macros that the making of columns and the rules over them share."""
    with open(os.path.join(os.path.dirname(FOLDER), "macros.sql"), encoding="utf-8") as file:
        return file.read()


def names_of(part: str) -> list[str]:
    """The names of all files of a part, sorted."""
    return sorted(name.removesuffix(".sql") for name in os.listdir(os.path.join(FOLDER, part)) if name.endswith(".sql"))


def make_table(connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """A table of these rows; ``columns`` are its names, each with the letter of its type: t, n, b, or l for texts."""
    import pyarrow as pa

    types = {"t": pa.string(), "n": pa.int64(), "b": pa.bool_(), "l": pa.list_(pa.string())}
    words = iter(columns.split())
    schema = pa.schema([(word, types[kind]) for word, kind in zip(words, words, strict=True)])
    by_column = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(by_column, schema, strict=True)]
    connection.register("python_rows", pa.table(arrays, schema=schema))
    connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM python_rows')  # noqa: S608
    connection.unregister("python_rows")
