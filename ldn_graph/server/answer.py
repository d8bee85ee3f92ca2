"""One answer to one query, as a child process of the server writes it into a pipe.

First comes a line of JSON, the :class:`Head`, then the body. The first :data:`HELD` bytes of a body are held back:
what goes wrong until then is told by a status and a message, as if nothing had been written; what goes wrong
later ends the process with an exit code that is not 0, and the server breaks the transfer off.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from ..errors import (
    LdnGraphError,
    QueryFailedError,
    QueryRefusedError,
    QueryResultError,
    QuerySyntaxError,
    QueryTooLongError,
    UnknownNameError,
)
from ..model.graph import Graph
from ..sparql.doubts import find_doubtful
from ..sparql.formats import FORMATS
from ..sparql.questions import bind, query_bound
from ..sparql.restrictions import find_service
from ..sparql.tokens import read_tokens
from ..sparql.writing import cells, ordered_triples, write_result
from .negotiation import GRAPH_TYPES, ROW_TYPES, choose_type
from .request import QueryRequest

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from ..model.graph import Result

HELD = 2**20
"""How many bytes of a body are held back."""
SHOWN = 1000
"""How many rows a page of results shows."""
_MEMORY = 2 * 2**30  # bytes that a query may take
_LONGEST = 4000  # characters of a message

STATUSES: Mapping[type[LdnGraphError], int] = {
    QuerySyntaxError: 400,
    UnknownNameError: 400,
    QueryRefusedError: 403,
    QueryTooLongError: 403,
    QueryResultError: 406,
}
"""The HTTP status of what can go wrong; 500 for all else."""


class Head(NamedTuple):
    """What comes before a body: the status, and its media type, or where there is no body what went wrong."""

    status: int
    media_type: str = "text/plain"
    problem: str = ""
    file: str = ""


def write_answer(graph: Callable[[], Graph], asked: QueryRequest, limit: int | None, pipe: int) -> None:
    """Answer into a pipe; ``graph`` opens the graph, and ``limit`` is how many rows there may be."""
    limit_process()
    with open(pipe, "wb", buffering=0, closefd=False) as raw:
        held = _Held(raw)
        try:
            _write(graph(), asked, limit, held)
            held.release()
        except MemoryError:
            held.fail(500, "the query took more memory than it may; ask for less at a time")
        except LdnGraphError as error:
            status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 500)
            held.fail(status, _message(error, asked))
        except OSError:  # nobody reads on
            raise
        except Exception as error:  # a fault of ours
            say(f"{type(error).__name__}: {error}")
            held.fail(500, "this could not be answered; whoever runs the server finds the reason in its messages")


def limit_process() -> None:
    """Let this process take no more than so much memory, and the processor only when the server does not need it."""
    import resource

    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as statm:
        most = int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _message(error: LdnGraphError, asked: QueryRequest) -> str:
    """What went wrong, without a word on the files of the server."""
    if isinstance(error, QueryRefusedError) and find_service(asked.text) is not False:
        return "SERVICE asks another host, and queries here are answered from this graph alone; take the clause out"
    # the engine names the file of a database that it cannot read
    if isinstance(error, tuple(STATUSES)) or (isinstance(error, QueryFailedError) and os.sep not in str(error)):
        return str(error)
    say(str(error))
    return "the graph cannot be read; whoever runs the server finds the reason in its messages"


def say(message: str) -> None:
    """A remark to whoever runs the server."""
    if sys.stderr is not None:
        with suppress(OSError):  # nobody reads on
            sys.stderr.write(f"{message}\n")
            sys.stderr.flush()


def _write(graph: Graph, asked: QueryRequest, limit: int | None, held: _Held) -> None:
    import pyoxigraph as ox

    sparql = bind(graph, asked.query, asked.values)
    result = query_bound(graph, sparql, asked.query)
    _refuse_other_graphs(sparql)
    types = GRAPH_TYPES if isinstance(result, ox.QueryTriples) else ROW_TYPES
    format_name, media_type = _choose(asked, types)
    file = f"{asked.name}{FORMATS[format_name].endings[0]}" if asked.format_name and format_name != "html" else ""
    held.head = Head(200, media_type, file=file)
    if format_name == "html":
        _write_page(result, asked, sparql, limit, held)
    else:
        write_result(result, format_name, held.stream, limit=limit)


def _refuse_other_graphs(sparql: str) -> None:
    """Raise where a query names the graphs that it is asked of: there is but one here."""
    if any(token.kind == "word" and token.text.upper() == "FROM" for token in read_tokens(sparql)):
        raise QueryRefusedError("FROM names another graph, and there is but one here; take the clause out")


def _choose(asked: QueryRequest, types: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """The format and its media type."""
    if asked.format_name is not None:
        if asked.format_name not in types:
            raise QueryResultError(f"{asked.format_name} cannot hold this result; take one of {', '.join(types)}")
        return asked.format_name, types[asked.format_name][0]
    chosen = choose_type(asked.accept, types)
    if chosen is None:
        known = ", ".join(names[0] for names in types.values())
        raise QueryResultError(f"the result cannot be had as the Accept header wants it; take one of {known}")
    return chosen


def _write_page(result: Result, asked: QueryRequest, sparql: str, limit: int | None, held: _Held) -> None:
    """The answer as a page: a table of the first :data:`SHOWN` rows, with links to all of them."""
    import pyoxigraph as ox

    from ..sparql.failures import engine_failures
    from .pages import answer_page

    names: Iterable[str]
    rows: Iterator[object]
    with engine_failures():
        if isinstance(result, ox.QueryBoolean):
            names, rows, forms = ("answer",), iter([["yes" if result else "no"]]), tuple(ROW_TYPES)
        elif isinstance(result, ox.QuerySolutions):
            names, rows, forms = [v.value for v in result.variables], cells(result, curie=True), tuple(ROW_TYPES)
        else:
            from ..model.literals import to_python
            from ..sparql.row_limits import refuse_longer

            triples = ordered_triples(refuse_longer(result, limit))
            names, forms = ("subject", "predicate", "object"), tuple(GRAPH_TYPES)
            rows = ([to_python(term, curie=True) for term in triple] for triple in triples)
        shown = list(islice(rows, SHOWN))
        more = next(rows, None) is not None
    for piece in answer_page(asked, sparql, find_doubtful(asked.text), names, shown, more=more, forms=forms):
        held.write(piece.encode("utf-8", "replace"))


class _Held(io.RawIOBase):
    """Holds the first bytes back, and then writes the head before them."""

    def __init__(self, raw: IO[bytes] | io.RawIOBase) -> None:
        self.raw = raw
        self.head = Head(500)
        self._waiting: list[bytes] | None = []
        self._size = 0

    @property
    def stream(self) -> IO[bytes]:
        return cast("IO[bytes]", self)

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        piece = bytes(data)
        if self._waiting is None:
            _write_all(self.raw, piece)
        else:
            self._waiting.append(piece)
            self._size += len(piece)
            if self._size > HELD:
                self.release()
        return len(piece)

    def release(self) -> None:
        """Hold back no longer."""
        if self._waiting is not None:
            line = json.dumps(self.head).encode() + b"\n"
            waiting, self._waiting = self._waiting, None
            _write_all(self.raw, line + b"".join(waiting))

    def fail(self, status: int, problem: str) -> None:
        """Tell what went wrong instead of what is held back; raise where that has gone already."""
        if self._waiting is None:
            say(f"a transfer was broken off: {problem}")
            raise BrokenPipeError
        self._waiting = []
        self.head = Head(status, problem=problem[:_LONGEST])
        self.release()


def _write_all(raw: IO[bytes] | io.RawIOBase, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[raw.write(view) or 0 :]
