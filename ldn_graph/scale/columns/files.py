"""The Parquet files of all tables, open to read the rows of some numbers.

The files are mapped into memory when they are opened. So they stay as they were then, also where another database takes
their place, and a forked process reads the same bytes without opening anything. No thread of Arrow's reads them.
"""

from __future__ import annotations

import mmap
import os
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .schema import TABLES, Table

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

Rows = Mapping[str, Sequence[Any]]
"""Some rows of a table: the values of each column, by its name."""
_MOST_BYTES = 2**28
"""Of the row groups that a process holds; one it always holds."""
_ENDING = b"PAR1"  # of each file of Parquet


class _RowGroup(NamedTuple):
    """Rows that were read at once: the column by which they are in order, and those in which there is a value."""

    keys: memoryview
    table: pa.Table


class _Bounds(NamedTuple):
    """The numbers of row groups, and the lowest and the highest key of each."""

    groups: list[int]
    lowest: list[int]
    highest: list[int]


class TableFiles:
    """The tables in a folder. Raises ``OSError`` or ``ValueError`` where one is not there.

    Its methods raise these where a file is damaged.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._maps = {table.name: _map_file(os.path.join(folder, f"{table.name}.parquet")) for table in TABLES}
        self._forget()

    def reopened(self) -> TableFiles:
        """The same files for a forked process, though they be gone by now."""
        again = TableFiles.__new__(TableFiles)
        again.folder, again._maps = self.folder, self._maps
        again._forget()
        return again

    def _forget(self) -> None:
        self._opened: dict[str, pq.ParquetFile] = {}
        self._bounds: dict[str, _Bounds] = {}
        self._groups: OrderedDict[tuple[str, int], _RowGroup] = OrderedDict()

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        return int(self._open(table).metadata.num_rows)

    def read(self, table: Table, numbers: Sequence[int]) -> Rows:
        """The rows whose key (:func:`key_of`) is one of these numbers, which are in order; all columns, in the order
        of the rows. A range is read fastest.
        """
        groups, lowest, highest = self._bounds_of(table)
        found: list[Rows] = []
        if numbers:
            for n in range(bisect_left(highest, numbers[0]), bisect_right(lowest, numbers[-1])):
                begin, end = bisect_left(numbers, lowest[n]), bisect_right(numbers, highest[n])
                if begin < end:
                    found.append(_select(table, self._group(table, groups[n]), numbers[begin:end]))
        if len(found) == 1:
            return found[0]
        return {column.name: [value for rows in found for value in rows[column.name]] for column in table.columns}

    def row_groups(self, table: Table, columns: Sequence[str]) -> Iterator[pa.Table]:
        """Some columns of all rows, a part of them at a time."""
        file = self._open(table)
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns=list(columns), use_threads=False)

    def numbers_at(self, table: Table, first: int, count: int) -> Sequence[int]:
        """The numbers of so many rows, from the first, counted from 0."""
        file, numbers = self._open(table), list[int]()
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if first < rows and count > 0:
                some = self._group(table, group).keys[max(first, 0) : first + count]
                numbers += some
                count -= len(some)
            first = max(first - rows, 0)
        return numbers

    def _open(self, table: Table) -> pq.ParquetFile:
        file = self._opened.get(table.name)
        if file is None:
            import pyarrow as pa
            import pyarrow.parquet as pq

            file = self._opened[table.name] = pq.ParquetFile(pa.BufferReader(pa.py_buffer(self._maps[table.name])))
            schema = file.schema_arrow
            names = [column.name for column in table.columns]
            if schema.names != names or schema.field(key_of(table)).type != pa.int64():
                raise ValueError(f"{table.name}: not the columns of this table")
        return file

    def _bounds_of(self, table: Table) -> _Bounds:
        """Between which keys each row group is that is not empty."""
        bounds = self._bounds.get(table.name)
        if bounds is None:
            about = self._open(table).metadata
            index = [column.name for column in table.columns].index(key_of(table))
            groups = [n for n in range(about.num_row_groups) if about.row_group(n).num_rows]
            known = [about.row_group(n).column(index).statistics for n in groups]
            if not all(statistics and statistics.has_min_max for statistics in known):
                raise ValueError(f"{table.name}: no lowest and highest {key_of(table)}")
            bounds = _Bounds(groups, [each.min for each in known], [each.max for each in known])
            self._bounds[table.name] = bounds
        return bounds

    def _group(self, table: Table, number: int) -> _RowGroup:
        """A row group, read or held: those that were used last are, as far as there is room."""
        place = (table.name, number)
        group = self._groups.get(place)
        if group is None:
            read = self._open(table).read_row_group(number, use_threads=False).combine_chunks()
            held = [name for name in read.column_names if read[name].null_count < len(read)]
            group = self._groups[place] = _RowGroup(_numbers(read[key_of(table)]), read.select(held))
            while len(self._groups) > 1 and sum(g.table.nbytes for g in self._groups.values()) > _MOST_BYTES:
                self._groups.popitem(last=False)
        self._groups.move_to_end(place)
        return group


def key_of(table: Table) -> str:
    """The column of numbers by which rows are read: the rows are in its order, several may have the same number."""
    return {"lines": "claim", "risks_of_bias": "source"}.get(table.name, table.order[0])


def _map_file(path: str) -> mmap.mmap:
    with open(path, "rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if mapped[-len(_ENDING) :] != _ENDING:
        raise ValueError(f"{path}: not whole")
    return mapped


def _numbers(column: pa.ChunkedArray) -> memoryview:
    """The values of a column of numbers without gaps, without a copy."""
    (chunk,) = column.chunks
    if chunk.null_count:
        raise ValueError("a row without a number")
    return memoryview(chunk.buffers()[1]).cast("q")[chunk.offset : chunk.offset + len(chunk)]


def _select(table: Table, group: _RowGroup, numbers: Sequence[int]) -> Rows:
    """The rows of a group that have one of these numbers."""
    keys = group.keys
    first, last = bisect_left(keys, numbers[0]), bisect_right(keys, numbers[-1])
    rows = group.table.slice(first, last - first)
    if not isinstance(numbers, range):
        import pyarrow as pa

        rows = rows.take(pa.array(_places(keys[first:last], numbers), pa.int64()))
    nothing = [None] * len(rows)
    held = {name: column.to_pylist() for name, column in zip(rows.column_names, rows.columns, strict=True)}
    return {column.name: held.get(column.name, nothing) for column in table.columns}


def _places(keys: memoryview, numbers: Sequence[int]) -> list[int]:
    """Where the numbers stand among the keys: few keys are looked at one by one, in many each number is searched."""
    if len(keys) < 10 * len(numbers):
        wanted = frozenset(numbers)
        return [place for place, key in enumerate(keys) if key in wanted]
    places: list[int] = []
    end = 0
    for number in numbers:
        begin = bisect_left(keys, number, end)
        end = bisect_right(keys, number, begin)
        places += range(begin, end)
    return places
