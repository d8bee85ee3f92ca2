"""The application: which request goes where, and how refusals are shown.

Nothing here asks the graph itself: child processes do, and what they write is passed on as it comes
(:mod:`~ldn_graph.server.streaming`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ..errors import UnknownNameError
from ..sparql.names import KINDS
from ..sparql.questions import list_questions, read_question
from .browse_routes import BrowseHandlers
from .catalogue_service import CatalogueService
from .editor import SCRIPT_ADDRESS, WORDS_ADDRESS, editor_words, form_script
from .front_page import MAX_CLAIMS, FrontPage
from .guard import GuardedApp
from .negotiation import GRAPH_TYPES, choose_type, prefers_html
from .pages import form_page, question_page
from .protocol import read_format, read_once, read_query_request, read_question_request
from .refusals import RefusedError
from .rendering import message_page, policy
from .service_description import describe_service
from .streaming import QueryService, StreamedAnswer
from .value_lists import Values

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp


_ASKING = ("/query", "/sparql", "/questions/")
"""Where what is refused is shown with the form that it was asked by."""


def make_app(service: QueryService) -> ASGIApp:
    """The application: the endpoint, the named questions, the form and the page. Its lifespan makes the page."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.routing import Route

    handlers = Handlers(service)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        handlers.renew()
        handlers.browse.service.start()
        yield
        for made in (handlers.browse.service, handlers.front.making, service.value_lists.making):
            await made.end()

    origin = service.settings.cors_origin
    app = Starlette(
        routes=[
            Route("/", handlers.show_front),
            Route("/query", handlers.show_form),
            Route("/sparql", handlers.answer_query, methods=["GET", "POST"]),
            Route("/questions/{name}", handlers.answer_question),
            Route("/values", handlers.find_values),
            Route(SCRIPT_ADDRESS, handlers.send_script),
            Route(WORDS_ADDRESS, handlers.send_words),
            *handlers.browse.routes(),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=[origin], allow_methods=["GET", "POST"], allow_headers=["*"])
        ]
        if origin
        else [],
        exception_handlers={RefusedError: handlers.show_refusal, HTTPException: handlers.show_http_error},
        lifespan=lifespan,
    )
    return GuardedApp(app, service.settings.hosts)


class Handlers:
    """What is done for each address."""

    def __init__(self, service: QueryService) -> None:
        self.service = service
        self.front = FrontPage(service.open_graph, service.settings.article)
        self.browse = BrowseHandlers(
            CatalogueService(service.open_graph, service.settings, service.workers, self.renew)
        )

    def renew(self) -> None:
        """Make what is shown of the graph as a whole, at the start and where another database took its place."""
        self.front.making.start()
        self.service.value_lists.making.start()

    async def show_front(self, request: Request) -> Response:
        """The page of the audit; of very many claims the overview."""
        from starlette.responses import HTMLResponse

        self.browse.service.look()
        counted = (self.front.counts or {}).get("claims", 0)
        if max(counted, self.browse.service.claims or 0) > MAX_CLAIMS:
            return await self.browse.show_overview(request)
        html, is_audit = await self.front.html()
        # the page of the audit has a policy of its own within it
        own_policy = "frame-ancestors 'none'" if is_audit else policy()
        return HTMLResponse(html, headers={"content-security-policy": own_policy})

    async def show_form(self, request: Request) -> Response:
        """The form, with a query in it where one is given."""
        values = await self._values()
        return _page(form_page(values, request.query_params.get("query")))

    async def answer_query(self, request: Request) -> ASGIApp:
        """The endpoint: the answer to a query, or the description of the service where there is none."""
        query = await read_query_request(request)
        return self._describe(request) if query is None else StreamedAnswer(self.service, query)

    async def answer_question(self, request: Request) -> ASGIApp:
        """The answer to a named question."""
        name = request.path_params["name"][:100]
        try:
            question = read_question(name)
        except UnknownNameError as error:
            hint = f"did you mean {error.near[0]}?" if error.near else "they are listed at /query"
            raise RefusedError(404, f"there is no question {name!r}; {hint}", about={"near": error.near}) from None
        await self._values()
        return StreamedAnswer(self.service, read_question_request(request, question))

    async def find_values(self, request: Request) -> Response:
        """The values of a kind of parameter that hold a text, as JSON: what is sent, and what it is called."""
        from starlette.responses import JSONResponse

        given = read_once(request, ("kind", "text"))
        if given["kind"] not in KINDS:
            raise RefusedError(400, f"there is no kind {given['kind'][:40]!r}; take one of {', '.join(KINDS)}")
        return JSONResponse(await self.browse.service.find_values(given["kind"], given["text"][:200]))

    async def _values(self) -> Values:
        """The values that parameters can have in the graph as it is now."""
        self.browse.service.look()
        return await self.service.value_lists.wait()

    async def send_script(self, _: Request) -> Response:
        """The script of the forms, which its address tells the version of."""
        from starlette.responses import Response

        headers = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(form_script(), media_type="text/javascript", headers=headers)

    async def send_words(self, _: Request) -> Response:
        """What the editor completes."""
        from starlette.responses import JSONResponse

        return JSONResponse(editor_words(await self._values()), headers={"cache-control": "no-cache"})

    def _describe(self, request: Request) -> Response:
        """What the endpoint is, in RDF; for a person the form."""
        from starlette.responses import RedirectResponse, Response

        format_name = read_format(request.query_params.get("format"))
        accept = request.headers.get("accept", "")
        if format_name == "html" or (format_name is None and prefers_html(accept)):
            return RedirectResponse("/query", 303)
        types = {name: kinds for name, kinds in GRAPH_TYPES.items() if name != "html"}
        if format_name is None:
            chosen = choose_type(accept, types)
        else:
            chosen = (format_name, types[format_name][0]) if format_name in types else None
        if chosen is None:
            raise RefusedError(406, f"the description of the service is RDF; take one of {', '.join(types)}")
        body = describe_service(str(request.url.replace(query="")), self.front.counts, chosen[0])
        return Response(body, media_type=chosen[1], headers={"vary": "Accept"})

    async def show_refusal(self, request: Request, error: Exception) -> Response:
        """What was refused and why: a page for a person, else text."""
        from starlette.responses import PlainTextResponse

        if not isinstance(error, RefusedError):
            raise error
        headers = {"vary": "Accept", **error.headers}
        if not prefers_html(request.headers.get("accept", "")):
            return PlainTextResponse(f"{error}\n", error.status, headers)
        if not request.url.path.startswith(_ASKING):
            waiting = error.status == 503 and "Retry-After" in headers
            heading = "Not here" if error.status == 404 else "Not yet" if waiting else "This could not be answered"
            return _page(message_page(heading, str(error), waiting=waiting), error.status, headers)
        values = await self._values()
        params = request.query_params
        question = next((q for q in list_questions() if q.name == request.path_params.get("name")), None)
        if question is not None:
            given = {name: tuple(v for v in params.getlist(name) if v) for name in params}
            return _page(question_page(values, question, given, error), error.status, headers)
        return _page(form_page(values, params.get("query"), error), error.status, headers)

    async def show_http_error(self, request: Request, error: Exception) -> Response:
        """The refusals of the framework: no such page, or no such method for it."""
        from starlette.exceptions import HTTPException

        if not isinstance(error, HTTPException):
            raise error
        if error.status_code == 405:
            allowed = (error.headers or {}).get("Allow", "GET")
            return await self.show_refusal(request, RefusedError(405, f"this takes {allowed}", {"Allow": allowed}))
        remedy = "there is / for the claims, /search to find one, and /query to ask"
        return await self.show_refusal(request, RefusedError(error.status_code, f"nothing is here; {remedy}"))


def _page(html: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    from starlette.responses import HTMLResponse

    return HTMLResponse(html, status, headers={"content-security-policy": policy(scripts=True), **(headers or {})})
