"""A SPARQL server: a query is sent as the SPARQL 1.1 Protocol says, and its rows are read as they come.

A query goes out as a form by POST, which every server takes. Rows are asked for in JSON, where an answer that
breaks off is seen, and are parsed by Oxigraph as a stream. What comes from the server is somebody's input: it is
bounded in size, and shown in messages without its control characters.

Who asks is told by environment variables (:data:`USER` and :data:`PASSWORD`, or :data:`TOKEN`), read for each
query and kept nowhere. They are sent by https, or to this machine, and to no host that a redirect names.
"""

from __future__ import annotations

import html
import io
import ipaddress
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import IO, TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit, urlunsplit

from ..errors import EndpointError
from ..output.characters import printable
from ..sparql.formats import accept_header

if TYPE_CHECKING:
    import pyoxigraph as ox
    import urllib3
    from _typeshed import WriteableBuffer

USER, PASSWORD = "LDN_GRAPH_ENDPOINT_USER", "LDN_GRAPH_ENDPOINT_PASSWORD"
TOKEN = "LDN_GRAPH_ENDPOINT_TOKEN"
"""Environment variables: a user and a password (Basic), or a token (Bearer)."""
CONNECT = 10.0
"""Seconds within which a server must be reached."""
PATIENCE = 300.0
"""Seconds for which a server may be silent, before its answer and within it."""
AGAIN = 3
"""How often a query is sent again where the server is busy, or the connection broke before it answered."""
LONGEST_WAIT = 30
"""Seconds that are waited before a query is sent again, whatever the server asks for in ``Retry-After``."""

_BUSY = frozenset({429, 502, 503, 504})
_ROWS = accept_header("json", "xml")
_TRIPLES = accept_header("ntriples", "turtle", "rdfxml")
_EXCERPT = 200  # characters of a server's message that are worth showing
_LONGEST = 2**14  # bytes of a server's message that are read
_BUFFER = 2**16
_ADDRESS = "check the address; it is often that of the server with /sparql or /query behind it"
_REMEDIES = {
    400: "change what this server does not understand, or ask for less",
    404: _ADDRESS,
    405: _ADDRESS,
    500: "ask for less, or see the log of the server",
    **dict.fromkeys(_BUSY, "try again later, or ask for less"),
}
_log = logging.getLogger(__name__)


class Endpoint:
    """A SPARQL 1.1 Protocol server at an ``http`` or ``https`` URL, whose query (``?default-graph-uri=...``) is kept.

    ``patience`` is how many seconds it may be silent. Nothing is asked before the first query. A query is sent
    again, up to :data:`AGAIN` times and later each time, where the server is busy (429, 502, 503, 504) or the
    connection breaks before an answer begins; never when rows have come. Where the server says that it cut an
    answer, a warning is logged. Raises :class:`~ldn_graph.errors.EndpointError` for a URL that is none, or that
    holds a user or password, and, by each method, where the server cannot be reached, is silent for too long,
    refuses, or answers what is no SPARQL result.
    """

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self.url = _check(url)
        self.patience = patience

    def __repr__(self) -> str:
        return f"Endpoint({self.name!r})"

    @property
    def name(self) -> str:
        """The URL as messages show it: without its query, which may hold a key."""
        return urlunsplit(urlsplit(self.url)._replace(query=""))

    def select(self, sparql: str, *, may_cut: bool = False, whole: bool = False) -> ox.QuerySolutions:
        """The rows of a SELECT, read from the server while they are taken.

        ``may_cut`` is for one who counts the rows: that the server cut them is then not told. With ``whole``
        an answer that the server says it cut is an error, for one who would draw conclusions from what is missing.

        What goes wrong meanwhile is an :class:`~ldn_graph.errors.EndpointError` by itself where the answer breaks
        off, and one within :func:`~ldn_graph.sparql.failures.engine_failures` where it is malformed.
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
            said = b'{"head": {}, "boolean": %s}' % (b"true" if yes else b"false")
            return cast("ox.QueryBoolean", ox.parse_query_results(said, ox.QueryResultsFormat.JSON))

    def construct(self, sparql: str) -> ox.QueryTriples:
        """The triples of a CONSTRUCT or DESCRIBE, all read into memory; each stands once."""
        import pyoxigraph as ox

        stream, media_type = self._send(sparql, _TRIPLES)
        rdf_format = ox.RdfFormat.from_media_type(media_type)
        if rdf_format is None:
            raise self._no_result(media_type)
        store = ox.Store()
        with self._reading():
            store.extend(ox.parse(stream, format=rdf_format))
        return cast("ox.QueryTriples", store.query("CONSTRUCT WHERE { ?s ?p ?o }"))

    def _parse(self, sparql: str, *, may_cut: bool = False, whole: bool = False) -> ox.QuerySolutions | ox.QueryBoolean:
        import pyoxigraph as ox

        stream, media_type = self._send(sparql, _ROWS, may_cut=may_cut, whole=whole)
        rdf_format = ox.QueryResultsFormat.from_media_type(media_type)
        if rdf_format not in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML):
            raise self._no_result(media_type)
        with self._reading():
            return ox.parse_query_results(stream, rdf_format)

    def _send(self, sparql: str, accept: str, *, may_cut: bool = False, whole: bool = False) -> tuple[IO[bytes], str]:
        """The body of the answer, and its media type."""
        import urllib3

        secret = _credentials() if _is_private(self.url) else {}
        try:
            response = _pool(os.getpid()).request(
                "POST",
                self.url,
                fields={"query": sparql},
                encode_multipart=False,
                headers={"Accept": accept, "Accept-Encoding": "gzip", "User-Agent": "ldn-graph", **secret},
                timeout=urllib3.Timeout(connect=CONNECT, read=self.patience),
                retries=_retries(self.name),
                preload_content=False,
            )
        except urllib3.exceptions.HTTPError as error:
            raise self._broken(error) from None
        media_type = response.headers.get("Content-Type", "")
        if response.status != 200:
            raise self._refused(response, secret)
        cut = response.headers.get("X-SPARQL-MaxRows")
        if whole and (cut or response.headers.get("X-SQL-State") == "S1TAT"):
            response.close()
            remedy = "raise its limits (ResultSetMaxRows), or load its data and give it with --store"
            raise self._error("gives out less than the claims take to read", remedy)
        if cut and not may_cut:
            rows = f"{cut} rows" if re.fullmatch(r"[0-9]{1,9}", cut) else "its limit"
            _log.warning("Warning: %s: the server cut the answer at %s; ask for less, or in parts", self.name, rows)
        if response.headers.get("X-SQL-State") == "S1TAT":
            _log.warning("Warning: %s: the server ran out of time, and rows are missing; ask for less", self.name)
        stream = io.BufferedReader(_Body(self, response, closing=_closing(media_type)), _BUFFER)
        return cast("IO[bytes]", stream), media_type

    def _refused(self, response: urllib3.BaseHTTPResponse, secret: dict[str, str]) -> EndpointError:
        import urllib3

        try:
            said = _short(response.read(_LONGEST).decode("utf-8", "replace"))
        except (urllib3.exceptions.HTTPError, OSError):
            said = ""
        finally:
            response.close()
        for value in secret.values():
            said = said.replace(value, "***").replace(value.rpartition(" ")[2], "***")
        status = f"{response.status} {printable(response.reason or '')[:40]}".strip()
        remedy = _REMEDIES.get(response.status, _ADDRESS)
        if response.status in (401, 403):
            remedy = f"give user and password in {USER} and {PASSWORD}, or a token in {TOKEN}"
            if secret:
                remedy = f"check {TOKEN if os.environ.get(TOKEN) else f'{USER} and {PASSWORD}'}"
            elif _credentials():
                remedy = "user, password and token are sent by https only; give the https address of the server"
        return self._error(f"answered {status}" + (f": {said}" if said else ""), remedy)

    def _no_result(self, media_type: str) -> EndpointError:
        said = printable(media_type)[:60].partition(";")[0].strip() or "something of no media type"
        return self._error(f"answered {said}, which is no SPARQL result", _ADDRESS)

    def _broken(self, error: Exception) -> EndpointError:
        """What the transport says, as an error of ours."""
        import urllib3.exceptions as failures

        reason = getattr(error, "reason", None) or error
        if isinstance(reason, failures.NewConnectionError):
            said = _short(str(reason).rpartition(": ")[2])
            return self._error(f"cannot be reached: {said}", "check the address, and that the server runs")
        if isinstance(reason, failures.ConnectTimeoutError):
            return self._error(f"cannot be reached within {CONNECT:g} seconds", "check the address and the network")
        if isinstance(reason, failures.ReadTimeoutError):
            return self._error(f"was silent for {self.patience:g} seconds", "ask for less, or try again later")
        if isinstance(reason, failures.SSLError):
            return self._error(f"TLS failed: {_short(str(reason))}", "check the address and its certificate")
        if isinstance(reason, failures.ResponseError | failures.LocationValueError):
            return self._error("leads from one address to another without end, or to none", _ADDRESS)
        return self._error("the connection broke before the answer ended", "try again, or ask for less at a time")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except SyntaxError as error:
            raise self._error(f"its answer cannot be read: {_short(str(error))}", _ADDRESS) from None
        except MemoryError as error:
            raise self._error(f"its answer is too large: {_short(str(error))}", "ask for less") from None

    def _error(self, problem: str, remedy: str) -> EndpointError:
        return EndpointError(f"{self.name}: {problem}; {remedy}")


_BLANK = re.compile(rb'"bnode", "value": "nodeID://')
_BLANK_NODE = b'"bnode", "value": "nodeID___'
"""How Virtuoso names a blank node, which is no name by the standard, and one of the same length that is."""


class _Body(io.RawIOBase):
    """The body of an answer. One that ends before its closing brackets (``closing``; None: any end) has broken off.

    Its bytes come in pieces that are cut anywhere, so the sign of a blank node of Virtuoso may begin in one piece and
    end in the next: the end of each piece, as long as the sign, waits in ``ahead`` for the next one. What replaces the
    sign is of the same length, so that a piece with what waited before it never outgrows the reader's buffer.
    """

    def __init__(self, endpoint: Endpoint, response: urllib3.BaseHTTPResponse, *, closing: bytes | None) -> None:
        self.endpoint = endpoint
        self.response = response
        self.closing = closing
        self.last = b""
        self.ahead = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        import urllib3

        view = memoryview(buffer)
        data = b""
        while view and not data:
            try:
                more = self.response.read1(max(len(view) - len(self.ahead), 1))
            except (urllib3.exceptions.HTTPError, OSError) as error:
                raise self.endpoint._broken(error) from None
            data = _BLANK.sub(_BLANK_NODE, self.ahead + more)
            kept = min(len(data), len(_BLANK_NODE)) if more else 0  # the sign may go on in what comes next
            data, self.ahead = data[: len(data) - kept], data[len(data) - kept :]
            if not more:
                break
        view[: len(data)] = data
        self.last = data.rstrip()[-1:] or self.last
        if not data:
            self.response.release_conn()
            if self.closing and self.last != self.closing:
                raise self.endpoint._broken(EOFError())
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self.response.close()
        super().close()


def _closing(media_type: str) -> bytes | None:
    kind = media_type.partition(";")[0].strip().lower()
    return b"}" if kind.endswith("json") else b">" if kind.endswith("xml") else None


@cache
def _pool(process: int) -> urllib3.PoolManager:  # noqa: ARG001, a fork must not read what its parent is sent
    import urllib3

    return urllib3.PoolManager()


def _retries(name: str) -> urllib3.Retry:
    import urllib3

    class Retries(urllib3.Retry):
        """Tells of each new attempt, and makes none after a silence, since the server may still be at work."""

        def increment(self, *args: Any, **said: Any) -> Retries:
            error, response = said.get("error"), said.get("response")
            if isinstance(error, urllib3.exceptions.ReadTimeoutError):
                raise error
            more = super().increment(*args, **said)
            if error or (response and response.status in _BUSY):
                what = f"answered {response.status}" if response else "the connection failed"
                _log.warning("%s: %s; asking again", name, what)
            return more

        def parse_retry_after(self, retry_after: str) -> float:
            return min(super().parse_retry_after(retry_after), LONGEST_WAIT)

    return Retries(
        total=AGAIN,
        allowed_methods=None,
        status_forcelist=_BUSY,
        backoff_factor=0.5,
        backoff_max=LONGEST_WAIT,
        raise_on_status=False,
    )


def _check(url: str) -> str:
    """The URL without its fragment, where it is one that can be asked."""
    shown = printable(re.sub(r"(?<=//)[^/]*@", "", url))[:_EXCERPT]
    if re.search(r"[^!-~]", url):
        raise EndpointError(f"{shown}: no URL; write it in ASCII without spaces, as https://example.org/sparql")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EndpointError(f"{shown}: no URL; write it as https://example.org/sparql") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise EndpointError(f"{shown}: no address of a SPARQL server; write it as https://example.org/sparql")
    if "@" in parts.netloc:
        raise EndpointError(
            f"{shown}: user and password do not belong in a URL, where others see them; "
            f"give them in the environment, as {USER} and {PASSWORD}"
        )
    return urlunsplit(parts._replace(fragment=""))


def _is_private(url: str) -> bool:
    """Whether nobody on the way can read what is sent there: https, or this machine."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        return parts.scheme == "https" or host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _credentials() -> dict[str, str]:
    """The header that says who asks, of the environment; none where nothing is set there."""
    token, user, password = (os.environ.get(name, "") for name in (TOKEN, USER, PASSWORD))
    if token:
        if re.search(r"[^!-~]", token):
            raise EndpointError(f"{TOKEN} holds what a token cannot, as a space or the end of a line; set it anew")
        return {"Authorization": f"Bearer {token}"}
    if not user and not password:
        return {}
    if not user or not password or ":" in user:
        raise EndpointError(f"{USER} and {PASSWORD} are set together, and a user has no colon; set both, or neither")
    from base64 import b64encode

    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"}


def _short(text: str) -> str:
    """The beginning of a server's message in one line, without tags and control characters."""
    if "<" in text:
        text = html.unescape(re.sub(r"<(style|script)\b.*?</\1>|<[^<>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE))
    return printable(" ".join(text.split()))[:_EXCERPT].strip()
