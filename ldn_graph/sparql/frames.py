"""SPARQL results as data frames, Arrow tables and spreadsheets; the libraries are extras of this package.

A column's type follows from its values: whole numbers, numbers, booleans, else text. So one text among numbers
makes a column of texts, each number as the engine writes it (1.50 in a file is 1.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, cast

from ..model.literals import to_python
from ..output.extras import import_extra
from ..output.workbook import Sheet, write_workbook
from .row_limits import CountedRows

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import pyoxigraph as ox

    from ..model.literals import Term

_Rows = Sequence[Sequence["Term | None"]]
Column = tuple[str, str, "Sequence[object]"]
"""A column's name, its type (boolean, int64, double or string), and its values, None where one is missing."""
_BATCH = 10_000  # rows that are held at once


def to_pandas(variables: Sequence[str], rows: _Rows, prefixes: Mapping[str, str] | None) -> pd.DataFrame:
    """See :meth:`~ldn_graph.sparql.results.Results.to_pandas`."""
    return pandas_frame(_columns(variables, rows, prefixes))


def pandas_frame(columns: Iterable[Column]) -> pd.DataFrame:
    """Columns as a pandas data frame, with pandas' own types that can be missing. Needs the extra ``pandas``."""
    pandas = import_extra("pandas", "pandas")
    types = {"boolean": "boolean", "int64": "Int64", "double": "Float64", "string": "string"}
    frame: pd.DataFrame = pandas.DataFrame({n: pandas.array(v, dtype=types[kind]) for n, kind, v in columns})
    return frame


def to_polars(variables: Sequence[str], rows: _Rows, prefixes: Mapping[str, str] | None) -> pl.DataFrame:
    """See :meth:`~ldn_graph.sparql.results.Results.to_polars`."""
    return polars_frame(_columns(variables, rows, prefixes))


def polars_frame(columns: Iterable[Column]) -> pl.DataFrame:
    """Columns as a polars data frame. Needs the extra ``polars``."""
    polars = import_extra("polars", "polars")
    types = {"boolean": polars.Boolean, "int64": polars.Int64, "double": polars.Float64, "string": polars.String}
    columns = list(columns)
    frame: pl.DataFrame = polars.DataFrame(
        {name: values for name, _, values in columns}, schema={name: types[kind] for name, kind, _ in columns}
    )
    return frame


def to_arrow(variables: Sequence[str], rows: _Rows, prefixes: Mapping[str, str] | None) -> pa.Table:
    """See :meth:`~ldn_graph.sparql.results.Results.to_arrow`."""
    arrow = import_extra("pyarrow", "arrow")
    kinds = _find_kinds(variables, [rows])
    return arrow.Table.from_batches([_arrow_batch(rows, _arrow_schema(kinds), kinds, prefixes)])


def write_arrow(
    solutions: ox.QuerySolutions,
    format_name: str,
    out: IO[bytes],
    prefixes: Mapping[str, str] | None,
    limit: int | None = None,
) -> None:
    """Write rows as Parquet or as an Arrow file (``format_name``), ten thousand at a time, at most ``limit``.

    A column's type is known only when all its values have been seen, so the rows wait in a temporary file.
    """
    import tempfile

    import pyoxigraph as ox

    arrow = import_extra("pyarrow", "arrow")
    with tempfile.TemporaryFile() as waiting:
        counted = waiting if limit is None else cast("IO[bytes]", CountedRows(waiting, "tsv", limit))
        solutions.serialize(counted, format=ox.QueryResultsFormat.TSV)

        def read_batches() -> Iterator[_Rows]:
            waiting.seek(0)
            rows = ox.parse_query_results(waiting, format=ox.QueryResultsFormat.TSV)
            if isinstance(rows, ox.QuerySolutions):
                width = range(len(rows.variables))
                while batch := tuple(tuple(r[n] for n in width) for r in islice(rows, _BATCH)):
                    yield batch

        kinds = _find_kinds(tuple(v.value for v in solutions.variables), read_batches())
        schema = _arrow_schema(kinds)
        if format_name == "parquet":
            from pyarrow.parquet import ParquetWriter

            writer = ParquetWriter(out, schema)
        else:
            writer = arrow.ipc.new_file(out, schema)
        with writer:
            for batch in read_batches():
                writer.write_batch(_arrow_batch(batch, schema, kinds, prefixes))


def write_xlsx(names: Sequence[str], rows: Iterable[Sequence[object]], out: IO[bytes]) -> None:
    """Write rows as one sheet of a workbook (Office Open XML). Texts are written as texts, never as formulas or links.

    Raises :class:`~ldn_graph.errors.QueryResultError` where a sheet cannot hold them.
    """
    write_workbook([Sheet("results", names, rows)], out)


def _find_kinds(names: Sequence[str], batches: Iterable[_Rows]) -> dict[str, str]:
    """The type of each column, by its name: boolean, int64, double or string."""
    kinds: list[str | None] = [None] * len(names)
    for batch in batches:
        for n, column in enumerate(zip(*batch, strict=True)):
            for term in column:
                if term is not None and kinds[n] != "string":
                    kinds[n] = _join_kinds(kinds[n], _kind(to_python(term)))
    return {name: kind or "string" for name, kind in zip(names, kinds, strict=True)}


def _kind(value: object) -> str:
    """The column type that a value needs; a whole number that takes more than 64 bits is a text."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "int64" if -(2**63) <= value < 2**63 else "string"
    return "double" if isinstance(value, float) else "string"


def _join_kinds(one: str | None, other: str) -> str:
    """The column type that holds the values of both."""
    if one in (None, other):
        return other
    return "double" if {one, other} == {"int64", "double"} else "string"


def _column(terms: Iterable[Term | None], kind: str, prefixes: Mapping[str, str] | None) -> list[object]:
    """The values of a column, all of its type."""
    if kind == "string":
        return [None if t is None else _text(t, prefixes) for t in terms]
    values = (to_python(t) for t in terms)
    return [float(v) if kind == "double" and isinstance(v, int) else v for v in values]


def _text(term: Term, prefixes: Mapping[str, str] | None) -> str:
    value = to_python(term, prefixes)
    return value if isinstance(value, str) else str(getattr(term, "value", term))


def _columns(variables: Sequence[str], rows: _Rows, prefixes: Mapping[str, str] | None) -> Iterator[Column]:
    """The columns of the rows."""
    kinds = _find_kinds(variables, [rows])
    columns = zip(*rows, strict=True) if rows else [()] * len(variables)
    for (name, kind), terms in zip(kinds.items(), columns, strict=True):
        yield name, kind, _column(terms, kind, prefixes)


def _arrow_schema(kinds: dict[str, str]) -> pa.Schema:
    import pyarrow

    types = {
        "boolean": pyarrow.bool_(),
        "int64": pyarrow.int64(),
        "double": pyarrow.float64(),
        "string": pyarrow.string(),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in kinds.items()])


def _arrow_batch(
    rows: _Rows, schema: pa.Schema, kinds: dict[str, str], prefixes: Mapping[str, str] | None
) -> pa.RecordBatch:
    import pyarrow

    columns = zip(*rows, strict=True) if rows else [()] * len(kinds)
    arrays = [
        pyarrow.array(_column(terms, kind, prefixes), type=field.type)
        for terms, kind, field in zip(columns, kinds.values(), schema, strict=True)
    ]
    return pyarrow.record_batch(arrays, schema=schema)
