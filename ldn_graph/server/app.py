"""Requests of the server and where they go: the endpoint, the named questions, the form, and the page.

Nothing here asks the graph itself: a child process does (:mod:`~ldn_graph.server.workers`), and what it writes
is passed on as it comes.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import UnknownNameError
from ..model.graph import Graph
from ..sparql.questions import read_question as find_question
from .answer import Head, say, write_answer
from .front_page import FrontPage
from .negotiation import GRAPH_TYPES, choose_type, prefers_html
from .pages import EXAMPLE, form_page, policy
from .protocol import RefusedError, accepted, read_format, read_question, read_request
from .request import QueryRequest
from .service_description import describe_service
from .workers import BusyError, Workers

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATIENCE = 5
"""Seconds that a query waits for its turn."""
_PIECE = 2**16  # bytes
_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Of every answer that does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How queries are answered: their time limit in seconds, the most rows (None: any number), how many at once;
    the hosts that the server goes by (none: any), and the origin whose pages may read answers."""

    timeout: float
    limit: int | None
    at_once: int
    hosts: tuple[str, ...] = ()
    cors_origin: str | None = None


def make_app(desk: Desk) -> ASGIApp:
    """The application: the endpoint, the named questions, the form and the page."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.routing import Route

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        making = asyncio.create_task(desk.front.make())
        yield
        making.cancel()
        with suppress(asyncio.CancelledError):
            await making

    origin = desk.settings.cors_origin
    app = Starlette(
        routes=[
            Route("/", desk.show_front),
            Route("/query", desk.show_form),
            Route("/sparql", desk.answer_query, methods=["GET", "POST"]),
            Route("/questions/{name}", desk.answer_question),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=[origin], allow_methods=["GET", "POST"], allow_headers=["*"])
        ]
        if origin
        else [],
        exception_handlers={RefusedError: _refused, HTTPException: _not_found},
        lifespan=lifespan,
    )
    return _Guarded(app, desk.settings.hosts)


class Desk:
    """Takes requests; ``graph`` opens the graph, in each child process anew."""

    def __init__(self, graph: Callable[[], Graph], settings: Settings) -> None:
        self.graph = graph
        self.settings = settings
        self.front = FrontPage(graph)
        self.workers = Workers(settings.at_once, settings.timeout, PATIENCE)
        self.closing = asyncio.Event()

    def close(self) -> None:
        """End the queries that are being answered."""
        self.closing.set()

    async def show_front(self, _: Request) -> Response:
        """The page of the audit, or where to start."""
        from starlette.responses import HTMLResponse

        html, drawn = await self.front.html()
        # the drawn page says itself what it may do
        return HTMLResponse(html, headers={"content-security-policy": "frame-ancestors 'none'" if drawn else policy()})

    async def show_form(self, request: Request) -> Response:
        """The form, with a query in it where one is given."""
        return _page(form_page(request.query_params.get("query", EXAMPLE)))

    async def answer_query(self, request: Request) -> ASGIApp:
        """The endpoint."""
        asked = await read_request(request)
        return self._describe(request) if asked is None else _Answer(self, asked)

    async def answer_question(self, request: Request) -> ASGIApp:
        """A named question."""
        try:
            question = find_question(request.path_params["name"][:100])
        except UnknownNameError as error:
            raise RefusedError(404, str(error)) from None
        return _Answer(self, read_question(request, question))

    def _describe(self, request: Request) -> Response:
        """What the endpoint is, in RDF; for a person the form."""
        from starlette.responses import RedirectResponse, Response

        format_name = read_format(request.query_params.get("format"))
        accept = request.headers.get("accept", "")
        if format_name == "html" or (format_name is None and prefers_html(accept)):
            return RedirectResponse("/query", 303)
        types = {name: kinds for name, kinds in GRAPH_TYPES.items() if name != "html"}
        chosen = choose_type(accept, types) if format_name is None else (format_name, *types.get(format_name, ())[:1])
        if chosen is None or len(chosen) < 2:
            raise RefusedError(406, f"the description of the service is RDF; take one of {', '.join(types)}")
        body = describe_service(str(request.url.replace(query="")), self.front.counts, chosen[0])
        return Response(body, media_type=chosen[1], headers={"vary": "Accept"})


class _Answer:
    """The answer to a query, as an application: what a child process writes is passed on as it comes."""

    def __init__(self, desk: Desk, asked: QueryRequest) -> None:
        self.desk = desk
        self.asked = asked
        self.begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Answer until the client leaves, or the server ends."""
        answering = asyncio.create_task(self._answer(send))
        leaving = asyncio.create_task(_until_gone(receive))
        closing = asyncio.create_task(self.desk.closing.wait())
        try:
            await asyncio.wait({answering, leaving, closing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (leaving, closing):
                task.cancel()
            if not answering.done():
                answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering
            return
        if not self.begun and self.desk.closing.is_set():
            raise _ending()

    async def _answer(self, send: Send) -> None:
        """Raises :class:`RefusedError` as long as nothing was sent; what goes wrong later ends what was begun."""
        desk, seconds = self.desk, self.desk.settings.timeout

        def work(pipe: int) -> None:
            write_answer(desk.graph, self.asked, desk.settings.limit, pipe)

        try:
            async with desk.workers.start(work) as worker, asyncio.timeout(seconds + 1):
                line = await worker.reader.readline()
                if not line:
                    raise _ended(worker.wait(), seconds)
                head = Head(*json.loads(line))
                if head.problem:
                    raise RefusedError(head.status, head.problem)
                await send(self._start(head))
                self.begun = True
                while piece := await worker.reader.read(_PIECE):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                if worker.wait() == 0:
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
                elif os.WIFSIGNALED(worker.wait()):
                    say(f"a transfer was broken off: {_ended(worker.wait(), seconds)}")
        except BusyError:
            raise RefusedError(
                503,
                f"other queries are being answered; ask again in {PATIENCE} seconds",
                {"Retry-After": str(PATIENCE)},
            ) from None
        except TimeoutError:
            if not self.begun:
                raise _too_long(seconds) from None
            say(f"a transfer was broken off: {_too_long(seconds)}")

    def _start(self, head: Head) -> Message:
        charset = "; charset=utf-8" if head.media_type.startswith("text/") else ""
        headers = {"content-type": head.media_type + charset, "vary": "Accept"}
        if head.media_type == "text/html":
            headers["content-security-policy"] = policy()
        elif self.desk.settings.limit is not None:
            headers["row-limit"] = str(self.desk.settings.limit)
        if head.file:
            headers["content-disposition"] = f'attachment; filename="{head.file}"'
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        return {"type": "http.response.start", "status": head.status, "headers": raw}


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _ended(status: int, seconds: float) -> RefusedError:
    """Why a child process ended before its answer did."""
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number == signal.SIGALRM:
        return _too_long(seconds)
    if number in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C in a terminal goes to all of us
        return _ending()
    problem = f"the query was ended by signal {number}" if number else "the query was ended"
    return RefusedError(500, f"{problem}, it may have taken too much memory; ask for less at a time")


def _ending() -> RefusedError:
    return RefusedError(503, "the server is ending; ask again later", {"Retry-After": "10"})


def _too_long(seconds: float) -> RefusedError:
    return RefusedError(504, f"the query was stopped after {seconds:g} seconds; ask for less at a time")


def _page(html: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    from starlette.responses import HTMLResponse

    return HTMLResponse(html, status, headers={"content-security-policy": policy(), **(headers or {})})


async def _refused(request: Request, error: Exception) -> Response:
    """What was refused and why: a page for a person, else text."""
    from starlette.responses import PlainTextResponse

    if not isinstance(error, RefusedError):
        raise error
    headers = {"vary": "Accept", **error.headers}
    if prefers_html(request.headers.get("accept", "")):
        params = request.query_params
        values = {name: tuple(v for v in params.getlist(name) if v) for name in params}
        name = request.path_params.get("name", "")
        html = form_page(params.get("query", EXAMPLE), problem=str(error), name=name, values=values)
        return _page(html, error.status, headers)
    return PlainTextResponse(f"{error}\n", error.status, headers)


async def _not_found(request: Request, error: Exception) -> Response:
    """The refusals of the framework: no such page, or no such method for it."""
    from starlette.exceptions import HTTPException

    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "GET")
        return await _refused(request, RefusedError(405, f"this takes {allowed}", {"Allow": allowed}))
    remedy = "there is / for the claims, /query for a form, and /sparql for queries"
    return await _refused(request, RefusedError(error.status_code, f"nothing is here; {remedy}"))


class _Guarded:
    """The application for those who call the server by its name, with headers that keep browsers careful.

    A page of another site can make a browser ask a server on loopback by letting a name of its own point there
    (DNS rebinding); but then the request has that name in ``Host``.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.datastructures import Headers, MutableHeaders
        from starlette.responses import PlainTextResponse

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if accepted(Headers(scope=scope).get("host"), self.hosts):
            await self.app(scope, receive, guarded)
        else:
            known = f"as {self.hosts[0]}" if self.hosts else "as it is spelt in addresses"
            message = f"this server does not go by the name in Host; call it {known}\n"
            await PlainTextResponse(message, 421)(scope, receive, guarded)
