"""How a query gets to a SPARQL server and its answer back: connections, new attempts, and the body as a stream."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import EndpointError
from .endpoint_json import LONGEST, MessageError, RowsAlone
from .endpoint_messages import limit_remedy, message

if TYPE_CHECKING:
    import urllib3
    from _typeshed import WriteableBuffer

AGAIN = 3
"""How often a query is sent again where the server is busy, or the connection broke before it answered."""
LONGEST_WAIT = 30
"""Seconds that are waited before a query is sent again, whatever the server asks for in ``Retry-After``."""
BUSY = frozenset({429, 502, 503, 504})
"""The status codes of a server that is busy."""
_OVER_LIMIT = frozenset({429, 503})
"""The status codes of servers that are busy by which others (QLever, Fuseki) tell that a limit was reached."""
_log = logging.getLogger(__name__)


def closing_bracket(media_type: str) -> bytes | None:
    """The last sign of a whole answer of this media type; None where there is none."""
    kind = media_type.partition(";")[0].strip().lower()
    return b"}" if kind.endswith("json") else b">" if kind.endswith("xml") else None


@cache
def pool(process: int) -> urllib3.PoolManager:  # noqa: ARG001
    """The connections of the process with this number: a fork that used its parent's would read its answers."""
    import urllib3

    return urllib3.PoolManager()


def retries(name: str, heard: list[bytes]) -> urllib3.Retry:
    """When a query is sent again to the server of this name, and after which wait.

    Not where the server is not busy, but says that the query went over its limits. What is read for that, the beginning
    of the last answer of a busy server, is put into ``heard``.
    """
    import urllib3

    class Retries(urllib3.Retry):
        """Logs each new attempt, and makes none after a silence, since the server may still be at work."""

        def increment(self, *args: Any, **outcome: Any) -> Retries:
            error, response = outcome.get("error"), outcome.get("response")
            if isinstance(error, urllib3.exceptions.ReadTimeoutError):
                raise error
            heard.clear()
            if response and response.status in _OVER_LIMIT:
                heard.append(response.read(LONGEST))
                if limit_remedy(message(heard[0])):
                    raise urllib3.exceptions.MaxRetryError(outcome["_pool"], name)
            more = super().increment(*args, **outcome)
            if error or (response and response.status in BUSY):
                what = f"answered {response.status}" if response else "the connection failed"
                _log.warning("%s: %s; asking again", name, what)
            return more

        def parse_retry_after(self, retry_after: str) -> float:
            return min(super().parse_retry_after(retry_after), LONGEST_WAIT)

    return Retries(
        total=AGAIN,
        allowed_methods=None,
        status_forcelist=BUSY,
        backoff_factor=0.5,
        backoff_max=LONGEST_WAIT,
        raise_on_status=False,
    )


_VIRTUOSO_BLANK = re.compile(rb'"bnode", "value": "nodeID://')
_BLANK = b'"bnode", "value": "nodeID___'
"""The beginning of Virtuoso's names of blank nodes, which the standard does not allow, and one as long that it does."""


class AnswerBody(io.RawIOBase):
    """The body of an answer as a stream, as the parser takes it, and with an error where it breaks off.

    Names of blank nodes are mended, and members behind the rows left out. It has broken off where it ends before its
    last bracket (``closing``; None where any end will do), where a message stands between its rows, or where the
    connection fails. ``explain`` makes the error of what the transport raised or the server wrote. ``ended`` is
    called with the beginning of the members behind the rows.
    """

    def __init__(
        self,
        response: urllib3.BaseHTTPResponse,
        explain: Callable[[Exception], EndpointError],
        *,
        closing: bytes | None,
        ended: Callable[[bytes], None] = lambda _: None,
    ) -> None:
        self.response = response
        self.explain = explain
        self.closing = closing
        self.ended = ended
        self.rows = RowsAlone() if closing == b"}" else None
        self.last = b""
        self.ahead = b""
        self.ready = b""
        self.piece = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        more = b"more"
        while view and not self.ready and more:
            more = self._read(len(view))
            self.ready = self._parsable(self._mended(more))
        if view and not self.ready:
            self.response.release_conn()
            if self.closing and (self.last != self.closing or (self.rows and self.rows.unfinished)):
                raise self.explain(EOFError())
            self.ended(self.rows.behind if self.rows else b"")
        size = min(len(view), len(self.ready))
        view[:size], self.ready = self.ready[:size], self.ready[size:]
        return size

    def _read(self, size: int) -> bytes:
        import urllib3

        try:
            more = self.response.read1(size)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise self.explain(error) from None
        self.piece = more or self.piece
        return more

    def latest(self) -> bytes:
        """The last piece that came, with what comes behind it as far as a message may reach."""
        return self._lengthened(self.piece, len(self.piece) + LONGEST)

    def _lengthened(self, said: bytes, longest: int) -> bytes:
        while len(said) < longest and (more := self._read(LONGEST)):
            said += more
        return said[:longest]

    def _mended(self, more: bytes) -> bytes:
        """What of the next piece is complete, with names of blank nodes that the standard allows.

        A piece may end in the middle of such a name, which only the next piece would complete. So as many bytes as a
        whole beginning has are held back, and looked at again together with what comes.
        """
        data = _VIRTUOSO_BLANK.sub(_BLANK, self.ahead + more)
        held_back = min(len(data), len(_BLANK)) if more else 0
        data, self.ahead = data[: len(data) - held_back], data[len(data) - held_back :]
        self.last = data.rstrip()[-1:] or self.last
        return data

    def _parsable(self, data: bytes) -> bytes:
        if not self.rows:
            return data
        try:
            return self.rows.take(data)
        except MessageError as begun:
            said = self._lengthened(begun.args[0] + self.ahead, LONGEST)
            raise self.explain(MessageError(said)) from None

    def close(self) -> None:
        if not self.closed:
            self.response.close()
        super().close()
