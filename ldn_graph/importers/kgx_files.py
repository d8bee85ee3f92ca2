"""The rows of KGX's files: tables with tabs between cells and ``|`` between the values of one cell, or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from ..errors import ImportFormatError
from ..output.remarks import Remarks

Row = Mapping[str, tuple[str, ...]]
"""The values of a node or an edge, by column or key; none is empty."""


class File(NamedTuple):
    """A file's name and its lines."""

    name: str
    lines: Iterable[str]


def read_rows(file: File, needed: Iterable[str], remarks: Remarks) -> Iterator[tuple[int, Row]]:
    """The rows of a table or of JSON Lines, each with the number of its line.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for a file that is empty, a table without one of the ``needed``
    columns, and a line that is no JSON where the first is. A row that cannot be read is left out, counted and named.
    """
    lines = ((n, line.rstrip("\r\n")) for n, line in enumerate(file.lines, 1))
    first = next(((n, line) for n, line in lines if line.strip()), None)
    if first is None:
        raise ImportFormatError(f"{file.name}: it is empty; give a KGX file")
    if first[1].lstrip().startswith("{"):
        yield from _read_objects(file.name, chain([first], lines), remarks)
    else:
        columns = _columns(f"{file.name}:{first[0]}", first[1], needed)
        yield from _read_table(file.name, columns, lines, remarks)


def _columns(place: str, header: str, needed: Iterable[str]) -> list[str]:
    columns = [column.strip() for column in header.split("\t")]
    missing = [name for name in needed if name not in columns]
    if missing or len(set(columns)) < len(columns):
        problem = f"no column {', '.join(missing)}" if missing else "a column that stands there twice"
        present = ", ".join(columns)[:200]
        raise ImportFormatError(
            f"{place}: {problem} (it has {present}); give a KGX table, nodes before edges, or JSON Lines"
        )
    return columns


def _read_table(
    name: str, columns: list[str], lines: Iterable[tuple[int, str]], remarks: Remarks
) -> Iterator[tuple[int, Row]]:
    for n, line in lines:
        cells = line.split("\t")
        if not line.strip():
            continue
        if len(cells) > len(columns):
            remarks.add("row", "left out with more cells than the table has columns", f"{name}:{n}")
            continue
        yield (
            n,
            {
                c: tuple(v.strip() for v in cell.split("|") if v.strip())
                for c, cell in zip(columns, cells, strict=False)
            },
        )


def _read_objects(name: str, lines: Iterable[tuple[int, str]], remarks: Remarks) -> Iterator[tuple[int, Row]]:
    for n, line in lines:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = getattr(error, "msg", "nested too deeply, or a number too long")
            raise ImportFormatError(f"{name}:{n}: {reason}; each line of JSON Lines is one whole object") from None
        if not isinstance(row, dict):
            remarks.add("line", "left out that cannot be read as a JSON object", f"{name}:{n}")
            continue
        yield n, {key: _texts(f"{name}:{n} {key}", value, remarks) for key, value in row.items()}


def _texts(place: str, value: object, remarks: Remarks) -> tuple[str, ...]:
    """A value of JSON as texts; what is nested deeper than a list is left out."""
    texts = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, bool):
            texts.append(str(item).lower())
        elif isinstance(item, str | int | float):
            texts.append(str(item).strip())
        elif item is not None:
            remarks.add("value", "left out, neither text nor number", place)
    return tuple(text for text in texts if text)
