"""Texts that a query of DuckDB makes, as bytes in UTF-8, without a value of Python for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

_ROWS = 20_000  # that are handed over at a time: some megabytes


def texts_in_order(relation: duckdb.DuckDBPyRelation) -> memoryview:
    """The texts of a relation's last column, one behind the other, in the order of the numbers in its other columns.

    Arrow puts them in order: ``ORDER BY`` would copy whole rows, with their long texts, several times.
    Raises ``ValueError`` where a text is null: it would be missing in silence.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    read: Any = getattr(relation, "to_arrow_reader", None) or relation.fetch_arrow_reader  # its name before DuckDB 1.5
    table = read(_ROWS).read_all()
    *keys, name = table.column_names
    texts = table.column(name)
    if texts.null_count:
        raise ValueError("a row of the answer has no text")
    order = pc.sort_indices(table.select(keys), sort_keys=[(key, "ascending") for key in keys])
    ordered = texts.cast(pa.large_string()).combine_chunks().take(order)  # large: all may be more than 2 GB
    _, offsets, data = ordered.buffers()
    if data is None:
        return memoryview(b"")
    ends = memoryview(offsets).cast("q")
    return memoryview(data)[ends[ordered.offset] : ends[ordered.offset + len(ordered)]]
