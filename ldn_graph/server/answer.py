"""One answer to one query, as a child process of the server writes it into a pipe.

First comes a line of JSON, the :class:`Head`, then the body. HTTP sends the status before the body, so a status once
sent cannot be taken back; the first :data:`HELD` bytes of a body are therefore held back. What goes wrong until then
has its status and message, as if nothing had been written. What goes wrong later ends the process with an exit code
that is not 0, and the server breaks the transfer off.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from ..errors import (
    LdnGraphError,
    QueryFailedError,
    QueryRefusedError,
    QueryResultError,
    QuerySyntaxError,
    QueryTooLongError,
    TooManyClaimsError,
    UnknownNameError,
)
from ..model.graph import Graph
from ..sparql.doubts import find_doubtful
from ..sparql.failures import engine_failures
from ..sparql.formats import FORMATS
from ..sparql.names import KINDS
from ..sparql.questions import bind, query_bound, refuse_many
from ..sparql.restrictions import find_service
from ..sparql.row_limits import refuse_longer
from ..sparql.tokens import read_tokens
from ..sparql.writing import ordered_triples, write_result
from .cells import Cell, make_cells
from .log import log_message
from .negotiation import FILE_TYPES, GRAPH_TYPES, ROW_TYPES, choose_type, row_formats
from .pages import LISTS, AnswerTable, answer_page
from .request import QueryRequest
from .value_lists import NO_VALUES, Values

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from ..model.graph import Result
    from ..model.literals import Term

HELD = 2**20
"""How many bytes of a body are held back."""
SHOWN = 1000
"""How many rows a page of results shows."""
_LISTINGS: Mapping[str, str] = {kind: LISTS.get(kind, LISTS["entity"])[1] for kind in KINDS}
"""For each kind of nodes, the page that lists what there is of it: what messages name in place of a command."""
_MEMORY = 2 * 2**30  # bytes that a query may take
_LONGEST = 4000  # characters of a message
_LONGEST_NAME = 300  # characters of a name that is offered

STATUSES: Mapping[type[LdnGraphError], int] = {
    QuerySyntaxError: 400,
    UnknownNameError: 400,
    QueryRefusedError: 403,
    QueryTooLongError: 403,
    TooManyClaimsError: 403,
    QueryResultError: 406,
}
"""The HTTP status of each kind of error; 500 for all others."""


class Head(NamedTuple):
    """What comes before a body: the status, its media type, and the name of the file that a browser saves it as.

    ``problem`` says what went wrong where there is no body, and ``about`` more of it.
    """

    status: int
    media_type: str = "text/plain"
    problem: str = ""
    file: str = ""
    about: Mapping[str, Any] = MappingProxyType({})


def write_answer(
    open_graph: Callable[[], Graph],
    request: QueryRequest,
    limit: int | None,
    pipe: int,
    values: Values = NO_VALUES,
    seconds: float | None = None,
) -> None:
    """Answer a request into a pipe; ``limit`` is how many rows or triples there may be, None any number.

    What would take longer than ``seconds`` over so many claims is refused; the caller ends what does. A page offers
    ``values`` for the parameters of a question.
    """
    limit_process()
    with open(pipe, "wb", buffering=0, closefd=False) as raw:
        stream = AnswerStream(raw)
        try:
            graph = open_graph()
            refuse_many(graph, request.query, request.values, seconds)
            _write(graph, request, limit, stream, values)
            stream.release()
        except MemoryError:
            stream.fail(500, "the query took more memory than it may; ask for less at a time")
        except LdnGraphError as error:
            status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 500)
            stream.fail(status, _message(error, request), _about(error))
        except OSError:  # nobody reads on: the process ends
            raise
        except Exception as error:  # a fault of this package
            log_message(f"{type(error).__name__}: {error}")
            stream.fail(500, "this could not be answered; whoever runs the server finds the reason in its messages")


def limit_process() -> None:
    """Let this process take no more than so much memory, and the processor only when the server does not need it."""
    import resource

    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as statm:
        most = int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _message(error: LdnGraphError, request: QueryRequest) -> str:
    """What went wrong, for the client: without a word on the files of the server, which its operator is told."""
    if isinstance(error, QueryTooLongError) and not isinstance(request.query, str):
        fewer = "give more of its parameters a value" if request.query.parameters else "ask for a part of it in SPARQL"
        return f"{str(error).partition(';')[0]}; {fewer}"
    if isinstance(error, QueryRefusedError) and find_service(request.text) is not False:
        return "SERVICE asks another host, and queries here are answered from this graph alone; take the clause out"
    # the engine names the file of a database that it cannot read
    if isinstance(error, tuple(STATUSES)) or (isinstance(error, QueryFailedError) and os.sep not in str(error)):
        return str(error)
    log_message(str(error))
    return "the graph cannot be read; whoever runs the server finds the reason in its messages"


def _about(error: LdnGraphError) -> Mapping[str, Any]:
    """What a page can do about it: mark the ``line`` of the query, or offer what may be meant ``near`` a value."""
    if isinstance(error, UnknownNameError) and error.parameter:
        return {"parameter": error.parameter, "near": [name for name in error.near if len(name) <= _LONGEST_NAME]}
    place = re.match(r"the query, line (\d+), column (\d+): ", str(error))
    return {"line": int(place[1]), "column": int(place[2])} if place else {}


def _write(graph: Graph, request: QueryRequest, limit: int | None, stream: AnswerStream, values: Values) -> None:
    import pyoxigraph as ox

    sparql = bind(graph, request.query, request.values, listings=_LISTINGS)
    result = query_bound(graph, sparql, request.query)
    _refuse_other_graphs(sparql)
    if isinstance(result, ox.QueryTriples):
        types, formats = GRAPH_TYPES, tuple(GRAPH_TYPES)
    else:
        types, formats = ROW_TYPES, row_formats() if isinstance(result, ox.QuerySolutions) else tuple(ROW_TYPES)
    format_name, media_type = _choose(request, types, formats)
    file = f"{request.name}{FORMATS[format_name].endings[0]}" if request.format_name and format_name != "html" else ""
    stream.head = Head(200, media_type, file=file)
    if format_name == "html":
        table = _read_table(graph, result, limit, formats)
        for piece in answer_page(request, sparql, find_doubtful(request.text, graph), table, values):
            stream.write(piece.encode("utf-8", "replace"))
    elif FORMATS[format_name].binary:  # its writers go back and forth in a file
        with tempfile.TemporaryFile() as whole:
            write_result(result, format_name, whole, limit=limit, prefixes=graph.prefixes.iris)
            whole.seek(0)
            shutil.copyfileobj(whole, stream.binary)
    else:
        write_result(result, format_name, stream.binary, limit=limit, prefixes=graph.prefixes.iris)


def _refuse_other_graphs(sparql: str) -> None:
    """Raise where a query names the graphs that it is asked of: there is but one here."""
    if any(token.kind == "word" and token.text.upper() == "FROM" for token in read_tokens(sparql)):
        raise QueryRefusedError("FROM names another graph, and there is but one here; take the clause out")


def _choose(request: QueryRequest, types: Mapping[str, tuple[str, ...]], formats: Collection[str]) -> tuple[str, str]:
    """The format and its media type: one of ``formats`` by its name, or one of ``types`` by the header."""
    if (name := request.format_name) is not None:
        if name not in formats:
            raise QueryResultError(f"{name} cannot hold this result; take one of {', '.join(formats)}")
        return name, types[name][0] if name in types else FILE_TYPES[name]
    chosen = choose_type(request.accept, types)
    if chosen is None:
        offered = ", ".join(names[0] for names in types.values())
        raise QueryResultError(f"the result cannot be had as the Accept header wants it; take one of {offered}")
    return chosen


def _read_table(graph: Graph, result: Result, limit: int | None, formats: Sequence[str]) -> AnswerTable:
    """The first :data:`SHOWN` rows of a result; an answer is one row, and a triple is a row of three terms."""
    import pyoxigraph as ox

    rows: Iterator[Sequence[Term | None]]
    with engine_failures():
        if isinstance(result, ox.QueryBoolean):
            return AnswerTable(["answer"], [[Cell("yes" if result else "no")]], more=False, formats=formats)
        if isinstance(result, ox.QuerySolutions):
            names = [variable.value for variable in result.variables]
            rows = ([solution[n] for n in range(len(names))] for solution in result)
        else:
            names = ["subject", "predicate", "object"]
            rows = (list(triple) for triple in ordered_triples(refuse_longer(result, limit)))
        shown = list(islice(rows, SHOWN))
        more = next(rows, None) is not None
    of_triples = isinstance(result, ox.QueryTriples)
    return AnswerTable(names, make_cells(graph, names, shown, of_triples=of_triples), more, formats, of_triples)


class AnswerStream(io.RawIOBase):
    """Takes the body of an answer, holds its first bytes back, and then writes the head before them."""

    def __init__(self, raw: IO[bytes] | io.RawIOBase) -> None:
        self.raw = raw
        self.head = Head(500)
        self._waiting: list[bytes] | None = []
        self._size = 0

    @property
    def binary(self) -> IO[bytes]:
        """The same, as the type of streams that writers take."""
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
        """Write the head and what was held back; what comes then is written at once."""
        if self._waiting is not None:
            line = json.dumps(self.head, default=dict).encode() + b"\n"
            waiting, self._waiting = self._waiting, None
            _write_all(self.raw, line + b"".join(waiting))

    def fail(self, status: int, problem: str, about: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Write what went wrong instead of what is held back; raise where some of the body is written already."""
        if self._waiting is None:
            log_message(f"a transfer was broken off: {problem}")
            raise BrokenPipeError
        self._waiting = []
        self.head = Head(status, problem=problem[:_LONGEST], about=dict(about))
        self.release()


def _write_all(raw: IO[bytes] | io.RawIOBase, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[raw.write(view) or 0 :]
