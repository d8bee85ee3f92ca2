"""A SPARQL server: a query is sent as the SPARQL 1.1 Protocol says, and its rows are read as they come.

A query goes out as a form by POST, which every server takes. Rows are asked for in JSON, where it can be seen that an
answer has broken off, and are parsed by Oxigraph as a stream. What comes from the server is somebody's input: it is
bounded in size, and shown in messages without its control characters. User and password
(:mod:`~ldn_graph.rdf.endpoint_access`) are sent to no host that a redirect names.
"""

from __future__ import annotations

import io
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from ..errors import EndpointError
from ..output.characters import printable
from ..sparql.formats import accept_header
from .endpoint_access import PASSWORD, TOKEN, USER, check_url, credentials, is_private
from .endpoint_cuts import PARTIAL, Cut, cut_behind, cut_in_head
from .endpoint_json import LONGEST, MessageError
from .endpoint_messages import limit_remedy, message, message_within, one_line
from .endpoint_transport import BUSY, AnswerBody, closing_bracket, pool, retries

if TYPE_CHECKING:
    import pyoxigraph as ox
    import urllib3

CONNECT = 10.0
"""Seconds within which a server must be reached."""
PATIENCE = 300.0
"""Seconds for which a server may be silent, before its answer and within it."""
_ROWS = accept_header("json", "xml")
_TRIPLES = accept_header("ntriples", "turtle", "rdfxml")
_BUFFER = 2**16
_OF_THE_QUERY = frozenset({"default-graph-uri", "named-graph-uri", "timeout", "send"})
"""Parameters of an address that are sent in the form: all of a query belongs there (SPARQL 1.1 Protocol, section
2.1.2), and QLever refuses them elsewhere. Others, as a key for a gateway, stay in the address."""
_ADDRESS = "check the address; it is often that of the server with /sparql or /query behind it"
_REMEDIES = {
    400: "change what this server does not understand, or ask for less",
    404: _ADDRESS,
    405: _ADDRESS,
    500: "ask for less, or see the log of the server",
    **dict.fromkeys(BUSY, "try again later, or ask for less"),
}
_OF_LIMITS = BUSY | {500}
"""The status codes whose message may tell of a limit."""
_SIGNED = re.compile("Missing Authentication Token|security token included in the request|signature we calculated")
_log = logging.getLogger(__name__)


class Endpoint:
    """A server of the SPARQL 1.1 Protocol at an ``http`` or ``https`` URL.

    The URL's query, as ``?default-graph-uri=...``, is sent too: what it says of the query in the form, the rest in the
    URL. ``patience`` is how many seconds the server may be silent. Nothing is sent before the first query. A query is
    sent again, up to :data:`~ldn_graph.rdf.endpoint_transport.AGAIN` times and later each time, where the server is
    busy (429, 502, 503, 504) or the connection breaks before an answer begins; never when rows have come, and not where
    429 or 503 tells of a limit. Where the server says that it cut an answer, a warning is logged. Raises
    :class:`~ldn_graph.errors.EndpointError` for what is no such URL, or holds a user or password, and, by each method,
    where the server cannot be reached, is silent for too long, refuses, or answers what is no SPARQL result.
    """

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self.url = check_url(url)
        self.patience = patience
        parts = urlsplit(self.url)
        words = [word for word in parts.query.split("&") if word]
        inside = [word for word in words if word.partition("=")[0] in _OF_THE_QUERY]
        self._parameters = parse_qsl("&".join(inside), keep_blank_values=True)
        self._asked_at = urlunsplit(parts._replace(query="&".join(word for word in words if word not in inside)))

    def __repr__(self) -> str:
        return f"Endpoint({self.name!r})"

    @property
    def name(self) -> str:
        """The URL as messages show it: without its query, which may hold a key."""
        return urlunsplit(urlsplit(self.url)._replace(query=""))

    def select(self, sparql: str, *, may_cut: bool = False, whole: bool = False) -> ox.QuerySolutions:
        """The rows of a SELECT, read from the server while they are taken.

        ``may_cut``: no warning where the server cut them, for a caller who counts the rows. ``whole``: it is an error
        where the server says that it cut them, for a caller who would conclude something from a row that is missing.

        While rows are read, :class:`~ldn_graph.errors.EndpointError` is raised where the answer breaks off. Where it
        is malformed, the parser's error comes, which :func:`~ldn_graph.sparql.failures.engine_failures` explains.
        """
        import pyoxigraph as ox

        result = self._parse(sparql, may_cut=may_cut, whole=whole)
        if not isinstance(result, ox.QuerySolutions):
            raise self._error("answered yes or no to a SELECT", _ADDRESS)
        return result

    def ask(self, sparql: str) -> ox.QueryBoolean:
        """The answer to an ASK; a server that gives a row for it (Virtuoso, none for no) is understood."""
        import pyoxigraph as ox

        result = self._parse(sparql)
        if isinstance(result, ox.QueryBoolean):
            return result
        with self._reading():
            row = next(iter(result), None)
            yes = row is not None and getattr(row[0], "value", "") in ("1", "true")
            document = b'{"head": {}, "boolean": %s}' % (b"true" if yes else b"false")
            return cast("ox.QueryBoolean", ox.parse_query_results(document, ox.QueryResultsFormat.JSON))

    def construct(self, sparql: str) -> ox.QueryTriples:
        """The triples of a CONSTRUCT or DESCRIBE, all read into memory; each stands once."""
        import pyoxigraph as ox

        body, media_type = self._send(sparql, _TRIPLES)
        rdf_format = ox.RdfFormat.from_media_type(media_type)
        if rdf_format is None:
            raise self._no_result(media_type)
        store = ox.Store()
        with self._reading(body):
            store.extend(ox.parse(_stream(body), format=rdf_format))
        return cast("ox.QueryTriples", store.query("CONSTRUCT WHERE { ?s ?p ?o }"))

    def _parse(self, sparql: str, *, may_cut: bool = False, whole: bool = False) -> ox.QuerySolutions | ox.QueryBoolean:
        import pyoxigraph as ox

        body, media_type = self._send(sparql, _ROWS, may_cut=may_cut, whole=whole)
        rdf_format = ox.QueryResultsFormat.from_media_type(media_type)
        if rdf_format not in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML):
            raise self._no_result(media_type)
        with self._reading(body):
            return ox.parse_query_results(_stream(body), rdf_format)

    def _send(self, sparql: str, accept: str, *, may_cut: bool = False, whole: bool = False) -> tuple[AnswerBody, str]:
        """The body of the answer, and its media type."""
        import urllib3

        secret = self._authorization()
        heard: list[bytes] = []
        try:
            response = pool(os.getpid()).request(
                "POST",
                self._asked_at,
                fields=[("query", sparql), *self._parameters],
                encode_multipart=False,
                headers={"Accept": accept, "Accept-Encoding": "gzip", "User-Agent": "ldn-graph", **secret},
                timeout=urllib3.Timeout(connect=CONNECT, read=self.patience),
                retries=retries(self.name, heard),
                preload_content=False,
            )
        except urllib3.exceptions.HTTPError as error:
            raise self._transport_error(error) from None
        media_type = response.headers.get("Content-Type", "")
        if response.status not in (200, PARTIAL):
            raise self._refusal(response, secret, heard)

        def note(cut: Cut | None) -> None:
            if cut and whole:
                response.close()
                remedy = "raise its limits (ResultSetMaxRows), or load its data and give it with --store"
                raise self._error("gives out less than the claims take to read", remedy)
            if cut and not (cut.in_rows and may_cut):
                _log.warning("Warning: %s: %s", self.name, cut.words)

        note(cut_in_head(response.status, response.headers))
        body = AnswerBody(
            response,
            self._transport_error,
            closing=closing_bracket(media_type),
            ended=lambda members: note(cut_behind(members, dict(self._parameters))),
        )
        return body, media_type

    def _refusal(
        self, response: urllib3.BaseHTTPResponse, secret: dict[str, str], heard: Sequence[bytes]
    ) -> EndpointError:
        """The error for an answer that is not 200.

        ``secret`` is what was sent as ``Authorization``, ``heard`` what was read of the answer before.
        """
        import urllib3

        try:
            said = b"".join(heard) or response.read(LONGEST)
        except (urllib3.exceptions.HTTPError, OSError):
            said = b""
        finally:
            response.close()
        words = message(said, hide=self._secrets())
        status = f"{response.status} {printable(response.reason or '')[:40]}".strip()
        remedy = _REMEDIES.get(response.status, _ADDRESS)
        if response.status in (401, 403):
            remedy = _who_asks(words, response.headers.get("WWW-Authenticate", ""), secret)
        elif response.status in _OF_LIMITS:
            remedy = limit_remedy(words) or remedy
        return self._error(f"answered {status}" + (f": {words}" if words else ""), remedy)

    def _authorization(self) -> dict[str, str]:
        return credentials() if is_private(self.url) else {}

    def _secrets(self) -> Sequence[str]:
        """What a server may repeat in a message, and is not shown."""
        values = self._authorization().values()
        return [*values, *(value.rpartition(" ")[2] for value in values)]

    def _no_result(self, media_type: str) -> EndpointError:
        kind = printable(media_type)[:60].partition(";")[0].strip() or "something of no media type"
        return self._error(f"answered {kind}, which is no SPARQL result", _ADDRESS)

    def _transport_error(self, error: Exception) -> EndpointError:
        """The error for what the transport raised, or for what the server wrote where rows should be."""
        import urllib3.exceptions as failures

        if isinstance(error, MessageError):
            return self._told("broke off among the rows", message(error.args[0], hide=self._secrets()))
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, failures.NewConnectionError):
            cause = one_line(str(reason).rpartition(": ")[2])
            return self._error(f"cannot be reached: {cause}", "check the address, and that the server runs")
        if isinstance(reason, failures.ConnectTimeoutError):
            return self._error(f"cannot be reached within {CONNECT:g} s", "check the address and the network")
        if isinstance(reason, failures.ReadTimeoutError):
            return self._error(f"was silent for {self.patience:g} s", "ask for less, or try again later")
        if isinstance(reason, failures.SSLError):
            return self._error(f"TLS failed: {one_line(str(reason))}", "check the address and its certificate")
        if isinstance(reason, failures.ResponseError | failures.LocationValueError):
            return self._error("leads from one address to another without end, or to none", _ADDRESS)
        return self._error("the connection broke before the answer ended", "try again, or ask for less at a time")

    @contextmanager
    def _reading(self, body: AnswerBody | None = None) -> Iterator[None]:
        """Turn what the parser raises into errors about this server, with its message where one stands in ``body``."""
        try:
            yield
        except SyntaxError as error:
            words = message_within(body.latest(), hide=self._secrets()) if body else None
            if words:
                raise self._told("answered with an error", words) from None
            raise self._error(f"its answer cannot be read: {one_line(str(error))}", _ADDRESS) from None
        except MemoryError as error:
            raise self._error(f"its answer is too large: {one_line(str(error))}", "ask for less") from None

    def _told(self, problem: str, words: str) -> EndpointError:
        """The error for a message that came with a status of success."""
        return self._error(f"{problem}: {words}", limit_remedy(words) or _REMEDIES[500])

    def _error(self, problem: str, remedy: str) -> EndpointError:
        return EndpointError(f"{self.name}: {problem}; {remedy}")


def _stream(body: AnswerBody) -> IO[bytes]:
    return cast("IO[bytes]", io.BufferedReader(body, _BUFFER))


def _who_asks(words: str, scheme: str, secret: Mapping[str, str]) -> str:
    """What helps where a server refuses who asks, with a message, and asks for a scheme, though ``secret`` was sent."""
    if _SIGNED.search(words):
        return "it wants requests that are signed for AWS, which is not done here; load its data with ldn-graph load"
    if re.match("digest ", scheme, re.IGNORECASE) and not re.search(r"\b(basic|bearer)\b", scheme, re.IGNORECASE):
        return "it asks for HTTP Digest, which is not done here: give an address that takes Basic or a token"
    if secret:
        return f"check {TOKEN if os.environ.get(TOKEN) else f'{USER} and {PASSWORD}'}"
    if credentials():
        return "user, password and token are sent by https only; give the https address of the server"
    return f"give user and password in {USER} and {PASSWORD}, or a token in {TOKEN}"
