"""The rows of a query as lines of CSV, made by the engine: :func:`~ldn_graph.output.tables.csv_line` in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_STEPS = ("csv_parted", "csv_guarded", "csv_quoted")


def csv_lines(rows: str, columns: Sequence[str], order: Sequence[str], *, blank: bool = False) -> str:
    """A query for one text a row: these columns of the query ``rows``, in the order of others of its columns.

    With ``blank`` what is null is an empty cell, else a row with a null has no text. The macros of
    ``rules/rows/csv_macros.sql`` must be there.
    """
    names, keys = ", ".join(columns), ", ".join(order)
    texts = (f"CAST({name} AS VARCHAR)" for name in columns)
    cells = (f"COALESCE({text}, '')" if blank else text for text in texts)
    query = f"SELECT {keys}, {_named(cells, columns)} FROM ({rows})"  # noqa: S608, our own names
    for step in _STEPS:
        query = f"SELECT {keys}, {_named((f'{step}({name})' for name in columns), columns)} FROM ({query})"  # noqa: S608
    line = names.replace(", ", " || ',' || ")
    return f"SELECT {line} || chr(13) || chr(10) AS line FROM ({query}) ORDER BY {keys}"  # noqa: S608


def _named(cells: Iterable[str], columns: Sequence[str]) -> str:
    return ", ".join(f"{cell} AS {name}" for cell, name in zip(cells, columns, strict=True))
