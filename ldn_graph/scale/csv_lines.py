"""The rows of a query as lines of CSV, made by the engine: :func:`~ldn_graph.output.tables.csv_line` in SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence

_TEXT = ("csv_parted", "csv_guarded", "csv_quoted")
_TRIPLES = ("triples_parted", "", "triples_quoted")
_PLAIN = ("", "", "")


def csv_lines(
    rows: str,
    columns: Sequence[str],
    order: Sequence[str],
    *,
    blank: bool = False,
    plain: Collection[str] = (),
    triples: Collection[str] = (),
) -> str:
    """A query for one text a row, ``line``: these columns of the query ``rows``, and those by which rows are ordered.

    With ``blank`` what is null is an empty cell, else a row with a null has no text. ``plain`` are columns of names of
    letters and dashes alone, ``triples`` those of N-Triples. The macros of ``rules/rows/csv_macros.sql`` must be there.
    """
    keys = ", ".join(order)
    texts = {name: f"CAST({name} AS VARCHAR)" for name in columns}
    cells = {name: f"COALESCE({text}, '')" if blank else text for name, text in texts.items()}
    query = f"SELECT {keys}, {_named(cells)} FROM ({rows})"  # noqa: S608, our own names
    steps = {name: _PLAIN if name in plain else _TRIPLES if name in triples else _TEXT for name in columns}
    for step in range(len(_TEXT)):
        cells = {name: f"{steps[name][step]}({name})" if steps[name][step] else name for name in columns}
        query = f"SELECT {keys}, {_named(cells)} FROM ({query})"  # noqa: S608
    cells_and_commas = ", ',', ".join(columns)
    line = f"CONCAT({cells_and_commas}, chr(13), chr(10))"  # a chain of || would copy long texts at each link
    if not blank:
        line = f"CASE WHEN {' AND '.join(f'{name} IS NOT NULL' for name in columns)} THEN {line} END"
    return f"SELECT {keys}, {line} AS line FROM ({query})"  # noqa: S608


def _named(cells: dict[str, str]) -> str:
    return ", ".join(f"{cell} AS {name}" for name, cell in cells.items())
