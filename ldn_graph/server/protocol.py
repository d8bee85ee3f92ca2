"""Requests of HTTP read by the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), and what is refused.

What is read is a :class:`~ldn_graph.server.request.QueryRequest`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from ..output.counts import count_words
from ..sparql.questions import Question
from .negotiation import GRAPH_TYPES, row_formats
from .refusals import RefusedError
from .request import QueryRequest

if TYPE_CHECKING:
    from starlette.requests import Request

LONGEST_ADDRESS = 2**15
"""Bytes that may stand behind the ``?`` of an address."""
LONGEST_BODY = 2**20
"""Bytes of a request's body."""
_READ_AT_MOST = 16 * LONGEST_BODY  # of a longer body: while a client still sends, it does not read that it is refused
_BODY_SECONDS = 20.0  # within which a body must be there
_POSTED_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


async def read_query_request(request: Request) -> QueryRequest | None:
    """The query of a request; None where a GET has none, which asks for the description of the service.

    Raises :class:`RefusedError`.
    """
    fields = read_fields(request.url.query)
    if request.method == "POST":
        fields += await _read_posted(request)
    parameters = dict(fields)
    if any(name in parameters for name in ("update", "using-graph-uri", "using-named-graph-uri")):
        raise RefusedError(403, "updates are refused: this endpoint only answers queries")
    if any(name in parameters for name in ("default-graph-uri", "named-graph-uri")):
        raise RefusedError(
            403, "there is but one graph here; leave default-graph-uri and named-graph-uri out to ask it"
        )
    queries = [value for name, value in fields if name == "query"]
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise RefusedError(
            400, f"there are {count_words(len(queries), 'query', 'queries')}; give one, as the parameter query"
        )
    return QueryRequest(
        queries[0],
        format_name=read_format(parameters.get("format")),
        accept=request.headers.get("accept", ""),
        fields=tuple(fields),
    )


def read_question_request(request: Request, question: Question) -> QueryRequest:
    """A named question with the values of its parameters; an empty one is left out. Raises :class:`RefusedError`."""
    fields = read_fields(request.url.query)
    values: dict[str, tuple[str, ...]] = {}
    for name, value in fields:
        if name != "format" and value.strip():
            values[name] = (*values.get(name, ()), value.strip())
    return QueryRequest(
        question,
        values,
        format_name=read_format(dict(fields).get("format")),
        accept=request.headers.get("accept", ""),
        path=f"questions/{question.name}",
        fields=tuple(fields),
    )


def read_format(name: str | None) -> str | None:
    """The format that the parameter ``format`` asks for; None where it is not given. Raises :class:`RefusedError`."""
    names = dict.fromkeys((*row_formats(), *GRAPH_TYPES))
    if name and name not in names:
        raise RefusedError(400, f"there is no format {name[:40]!r}; take one of {', '.join(names)}")
    return name or None


def read_once(request: Request, names: Collection[str]) -> dict[str, str]:
    """The parameters of a request that takes these, each once; those that are not given are "".

    Raises :class:`RefusedError`.
    """
    given: dict[str, str] = {}
    for name, value in read_fields(request.url.query, "ask for less"):
        if name not in names:
            known = f"it takes {', '.join(names)}" if names else "it takes none"
            raise RefusedError(400, f"there is no parameter {name[:40]!r} here; {known}")
        if name in given:
            raise RefusedError(400, f"the parameter {name!r} is given more than once; give it once")
        given[name] = value
    return dict.fromkeys(names, "") | given


def read_fields(text: str, remedy: str = "send the query with POST") -> list[tuple[str, str]]:
    """The parameters behind the ``?`` of an address, in their order. Raises :class:`RefusedError`."""
    if len(text) > LONGEST_ADDRESS:
        raise RefusedError(414, f"the address has more than {LONGEST_ADDRESS:,} bytes; {remedy}")
    return _parse(text)


def _parse(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise RefusedError(400, "the parameters are not UTF-8; encode them so") from None
    except ValueError:
        raise RefusedError(400, "there are more than 1,000 parameters; give fewer") from None


async def _read_posted(request: Request) -> list[tuple[str, str]]:
    """The fields of a posted form; a query that is posted by itself is the field ``query``."""
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    if media_type == _UPDATE:
        raise RefusedError(403, "updates are refused: this endpoint only answers queries")
    if media_type not in (_POSTED_FORM, _QUERY):
        raise RefusedError(415, f"a query is sent as {_QUERY} or {_POSTED_FORM}; say which in Content-Type")
    charset = next((p[len("charset=") :].strip('"') for p in parameters if p.startswith("charset=")), "utf-8")
    if (
        charset not in ("utf-8", "utf8", "us-ascii")
        or request.headers.get("content-encoding", "identity") != "identity"
    ):
        raise RefusedError(415, "the body is not plain UTF-8; send it so")
    body = await _read_body(request)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the body is not UTF-8; encode it so") from None
    return [("query", text)] if media_type == _QUERY else _parse(text)


async def _read_body(request: Request) -> bytes:
    """The body, unless it is too long or takes too long."""
    import asyncio

    from starlette.requests import ClientDisconnect

    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size <= LONGEST_BODY:
                    body += piece
                elif size > _READ_AT_MOST:
                    break
    except TimeoutError:
        raise RefusedError(408, f"the body took more than {_BODY_SECONDS:g} seconds; send it faster") from None
    except ClientDisconnect:
        raise RefusedError(400, "the body ends before its time; send all of it") from None
    if size > LONGEST_BODY:
        raise RefusedError(413, f"the body has more than {LONGEST_BODY:,} bytes; ask in fewer words")
    return bytes(body)
