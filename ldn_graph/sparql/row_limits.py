"""Counting the rows of a result while its bytes go by, so that what grows too long is stopped.

The engine writes rows by itself, in the formats of the W3C, and does not tell how many. They are counted in what it
writes: it writes each format in one way, and never more space than must be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TypeVar

from ..errors import QueryTooLongError

_T = TypeVar("_T")


def refuse_longer(items: Iterable[_T], limit: int | None) -> Iterator[_T]:
    """The same, one after another; raises :class:`~ldn_graph.errors.QueryTooLongError` where one is past the limit."""
    for count, item in enumerate(items, start=1):
        _refuse(count, limit, "triples")
        yield item


def _refuse(count: int, limit: int | None, things: str) -> None:
    if limit is not None and count > limit:
        raise QueryTooLongError(f"the result has more than {limit:,} {things}; ask for fewer, as with LIMIT {limit}")


class CountedRows:
    """A stream that passes all on to another and raises at the row past the limit.

    ``format_name`` is json, xml, csv or tsv. The rows up to the limit, and some bytes more, may have been passed on.
    """

    def __init__(self, out: IO[bytes], format_name: str, limit: int) -> None:
        self.out = out
        self.limit = limit
        self.rows = -1 if format_name in ("csv", "tsv") else 0  # the names of the columns are a line, too
        self._count = {"json": self._objects, "xml": self._elements, "csv": self._records, "tsv": self._lines}[
            format_name
        ]
        self._rest = b""
        self._inside = False

    def write(self, data: bytes) -> int:
        self.rows += self._count(bytes(data))
        _refuse(self.rows, self.limit, "rows")
        self.out.write(data)
        return len(data)

    def flush(self) -> None:
        self.out.flush()

    def _lines(self, data: bytes) -> int:
        """TSV: a literal's own ends of lines are escaped."""
        return data.count(b"\n")

    def _records(self, data: bytes) -> int:
        """CSV: a cell's own ends of lines stand within quotes; a doubled quote goes out and in again."""
        return sum(part.count(b"\n") for part in self._outside(data))

    def _elements(self, data: bytes) -> int:
        """XML: what looks like an end tag in a literal is escaped."""
        data = self._rest + data
        self._rest = data[-len(b"</result") :]
        return data.count(b"</result>")

    def _objects(self, data: bytes) -> int:
        """JSON: an object in an array is a row; all other objects have a name."""
        data = (self._rest + data).replace(b"\\\\", b"")
        self._rest = b"\\" if data.endswith(b"\\") else b""
        texts = self._outside(data.removesuffix(b"\\").replace(b'\\"', b""))
        if not self._inside and data[-1:] in b"[,":
            self._rest = data[-1:]  # its object may come with the next bytes
        return sum(part.count(b"[{") + part.count(b",{") for part in texts)

    def _outside(self, data: bytes) -> list[bytes]:
        """The parts of the data that are not within quotes."""
        parts = data.split(b'"')
        outside = parts[1::2] if self._inside else parts[::2]
        self._inside ^= len(parts) % 2 == 0
        return outside
