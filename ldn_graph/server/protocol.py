"""What a request of the SPARQL 1.1 Protocol asks (https://www.w3.org/TR/sparql11-protocol/), and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from ..output.counts import count_words
from ..sparql.questions import Question
from .negotiation import GRAPH_TYPES, ROW_TYPES
from .request import QueryRequest

if TYPE_CHECKING:
    from starlette.requests import Request

LONGEST_ADDRESS = 2**15
"""Bytes that may stand behind the ``?`` of an address."""
LONGEST_BODY = 2**20
"""Bytes of a request's body."""
_HEARD_OUT = 16 * LONGEST_BODY  # a client that still sends does not hear that it was too much
_SLOWEST = 20.0  # seconds for a body
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


class RefusedError(Exception):
    """A request that is not answered: the status of HTTP, and a message for the client."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.headers = dict(headers or {})
        super().__init__(message)


async def read_request(request: Request) -> QueryRequest | None:
    """The query of a request; None where a GET has none, which asks for the description of the service.

    Raises :class:`RefusedError`.
    """
    fields = _fields(request.url.query)
    if request.method == "POST":
        fields += await _posted(request)
    given = dict(fields)
    if any(name in given for name in ("update", "using-graph-uri", "using-named-graph-uri")):
        raise RefusedError(403, "updates are refused: this endpoint only answers queries")
    if any(name in given for name in ("default-graph-uri", "named-graph-uri")):
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
        format_name=read_format(given.get("format")),
        accept=request.headers.get("accept", ""),
        fields=tuple(fields),
    )


def read_question(request: Request, question: Question) -> QueryRequest:
    """A named question with the values of its parameters; an empty one is left out. Raises :class:`RefusedError`."""
    fields = _fields(request.url.query)
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
    known = dict.fromkeys((*ROW_TYPES, *GRAPH_TYPES))
    if name and name not in known:
        raise RefusedError(400, f"there is no format {name[:40]!r}; take one of {', '.join(known)}")
    return name or None


def _fields(text: str) -> list[tuple[str, str]]:
    if len(text) > LONGEST_ADDRESS:
        raise RefusedError(414, f"the address has more than {LONGEST_ADDRESS:,} bytes; send the query with POST")
    return _parse(text)


def _parse(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise RefusedError(400, "the parameters are not UTF-8; encode them so") from None
    except ValueError:
        raise RefusedError(400, "there are more than 1,000 parameters; give fewer") from None


async def _posted(request: Request) -> list[tuple[str, str]]:
    """The fields of a form, or a query that is sent as it is."""
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    if media_type == _UPDATE:
        raise RefusedError(403, "updates are refused: this endpoint only answers queries")
    if media_type not in (_FORM, _QUERY):
        raise RefusedError(415, f"a query is sent as {_QUERY} or {_FORM}; say which in Content-Type")
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
    import asyncio

    from starlette.requests import ClientDisconnect

    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(_SLOWEST):
            async for piece in request.stream():
                size += len(piece)
                if size <= LONGEST_BODY:
                    body += piece
                elif size > _HEARD_OUT:
                    break
    except TimeoutError:
        raise RefusedError(408, f"the body took more than {_SLOWEST:g} seconds; send it faster") from None
    except ClientDisconnect:
        raise RefusedError(400, "the body ends before its time; send all of it") from None
    if size > LONGEST_BODY:
        raise RefusedError(413, f"the body has more than {LONGEST_BODY:,} bytes; ask in fewer words")
    return bytes(body)


def accepted(header: str | None, known: Sequence[str]) -> bool:
    """Whether the ``Host`` of a request is one of those known, whatever its port."""
    import re

    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?", header or "")
    return match is not None and (not known or match[1].lower() in known)
