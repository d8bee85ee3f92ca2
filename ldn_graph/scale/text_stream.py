"""Texts that a query of DuckDB makes, as bytes in UTF-8, without a value of Python for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

ROWS = 20_000
"""How many texts are handed over at a time: some megabytes."""


def stream_texts(relation: duckdb.DuckDBPyRelation) -> Iterator[memoryview]:
    """The texts of a relation's one column, one behind the other, in pieces; each is of use until the next is asked
    for.

    Raises ``ValueError`` where a text is null: it would be missing in silence.
    """
    read: Any = getattr(relation, "to_arrow_reader", None) or relation.fetch_arrow_reader  # its name before DuckDB 1.5
    for batch in read(ROWS):
        column = batch.column(0)
        if column.null_count:
            raise ValueError("a row of the answer has no text")
        _, offsets, data = column.buffers()
        if data is not None:
            ends = memoryview(offsets).cast("q" if str(column.type) == "large_string" else "i")
            yield memoryview(data)[ends[column.offset] : ends[column.offset + len(column)]]
