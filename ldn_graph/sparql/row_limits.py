"""Counting the rows of a result while its bytes go by, so that what grows too long is stopped.

The engine writes the formats of the W3C by itself and does not say how many rows it has written, and counting them
first would mean answering the query twice. So they are counted in its bytes. That needs no parser, because the engine
writes each format in one way, with no space between its signs. The bytes come in pieces that may be cut anywhere: each
counter therefore carries over what the end of a piece may have begun, and whether it stands within quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TypeVar

from ..errors import QueryTooLongError

_T = TypeVar("_T")


def refuse_longer(items: Iterable[_T], limit: int | None, things: str = "triples") -> Iterator[_T]:
    """The items, one after another; raises :class:`~ldn_graph.errors.QueryTooLongError` at the first past the limit."""
    for count, item in enumerate(items, start=1):
        _refuse(count, limit, things)
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
        self.rows = -1 if format_name in ("csv", "tsv") else 0  # the header is a line, too
        self._count = {"json": self._objects, "xml": self._elements, "csv": self._records, "tsv": self._lines}[
            format_name
        ]
        self._carried = b""  # of the piece before, what this one may go on with
        self._within_quotes = False

    def write(self, data: bytes) -> int:
        self.rows += self._count(bytes(data))
        _refuse(self.rows, self.limit, "rows")
        self.out.write(data)
        return len(data)

    def flush(self) -> None:
        self.out.flush()

    def _lines(self, data: bytes) -> int:
        """TSV: a line is a row, since the ends of lines within literals are escaped."""
        return data.count(b"\n")

    def _records(self, data: bytes) -> int:
        """CSV: a line is a row unless it ends within quotes; a doubled quote leaves them and enters them again."""
        return sum(part.count(b"\n") for part in self._outside(data))

    def _elements(self, data: bytes) -> int:
        """XML: an end tag is a row, since the signs of one in a literal are escaped.

        One byte too few for a whole tag is carried over, so that none is missed and none is counted twice.
        """
        data = self._carried + data
        self._carried = data[-len(b"</result") :]
        return data.count(b"</result>")

    def _objects(self, data: bytes) -> int:
        """JSON: an object that is an item of an array is a row; all others are values of a name, behind a colon.

        Escaped backslashes and quotes are struck out first, so that each quote that is left opens or closes a text. A
        backslash at the end, or a sign before an object, waits for the next piece.
        """
        data = (self._carried + data).replace(b"\\\\", b"")
        self._carried = b"\\" if data.endswith(b"\\") else b""
        texts = self._outside(data.removesuffix(b"\\").replace(b'\\"', b""))
        if not self._within_quotes and data[-1:] in b"[,":
            self._carried = data[-1:]
        return sum(part.count(b"[{") + part.count(b",{") for part in texts)

    def _outside(self, data: bytes) -> list[bytes]:
        """The parts of the data that are not within quotes."""
        parts = data.split(b'"')
        outside = parts[1::2] if self._within_quotes else parts[::2]
        self._within_quotes ^= len(parts) % 2 == 0
        return outside
