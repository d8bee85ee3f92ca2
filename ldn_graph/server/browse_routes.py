"""Requests for pages of claims, entities and sources, for the search, and for neighbourhoods that are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..output.characters import capital, printable
from ..output.counts import count_words
from .addresses import NODE_KINDS, node_iri
from .browsing import message_page
from .catalogue_service import CatalogueService
from .negotiation import choose_type, prefers_html
from .protocol import LONGEST_ADDRESS
from .refusals import RefusedError
from .rendering import policy

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_TYPES = {"html": ("text/html",), "json": ("application/json",)}
_LAST_PAGE = 1_000_000
_LONGEST_NAME = 4000
"""Characters of an IRI, and of what is searched for."""


class BrowseHandlers:
    """What is done for each of these addresses."""

    def __init__(self, service: CatalogueService) -> None:
        self.service = service

    def routes(self) -> list[Route]:
        """The routes of the application for them."""
        from starlette.routing import Route

        return [
            *(Route(f"/{kind}/{{name:path}}", self.show_node, name=kind) for kind in NODE_KINDS),
            Route("/search", self.search),
            Route("/draw", self.draw),
        ]

    async def show_node(self, request: Request) -> Response:
        """The page of a claim, an entity or a source, or the same as JSON."""
        kind = request.url.path.split("/")[1]
        return await self._reply(request, what=kind, name=request.path_params["name"][:_LONGEST_NAME])

    async def search(self, request: Request) -> Response:
        """What a search finds."""
        text = printable(request.query_params.get("q", ""))[:_LONGEST_NAME]
        return await self._reply(request, what="search", text=text, kind=request.query_params.get("kind", ""))

    async def overview(self) -> Response | None:
        """The counts and the field to search; None while there is no catalogue."""
        if self.service.claims is None:
            return None
        reply = await self.service.ask({"what": "overview"})
        return _response(reply.body, reply.media_type, reply.status)

    def waiting(self, claims: int) -> Response:
        """What is shown of so many claims, too many for one page, while there is no catalogue of them."""
        said = f"{count_words(claims, 'claim')} are here, more than one page can show"
        if self.service.has_failed:
            page = message_page("What stands behind each claim", f"{said}, and their catalogue could not be made.")
        else:
            more = f"a catalogue of them, with a page for each, is being made: {self.service.progress}"
            page = message_page("What stands behind each claim", f"{said}; {more}.", waiting=True)
        return _response(page, "text/html", 200)

    async def draw(self, request: Request) -> Response:
        """The page of the claims around an entity or a claim."""
        from starlette.responses import HTMLResponse

        asked = [(kind, request.query_params[kind]) for kind in ("entity", "claim") if kind in request.query_params]
        if len(asked) != 1:
            raise RefusedError(400, "name one entity or one claim to draw what is around it, as /draw?claim=C17")
        kind, name = asked[0]
        page = await self.service.draw(kind, node_iri(kind, name[:_LONGEST_NAME]))
        if not page:
            return _response(message_page("Nothing to draw", f"No claim here speaks of that {kind}."), "text/html", 404)
        # the page has a policy of its own within it
        return HTMLResponse(page, headers={"content-security-policy": "frame-ancestors 'none'"})

    async def _reply(self, request: Request, **asked: object) -> Response:
        from starlette.responses import RedirectResponse

        params = request.query_params
        if len(request.url.query) > LONGEST_ADDRESS:
            raise RefusedError(414, f"the address has more than {LONGEST_ADDRESS:,} bytes; ask for less")
        as_json = _wants_json(params.get("format", ""), request.headers.get("accept", ""))
        try:
            reply = await self.service.ask(
                {
                    **asked,
                    "status": params.get("status", ""),
                    "page": _number(params.get("page", "")),
                    "made": _number(params.get("made", "")),
                    "as_json": as_json,
                }
            )
        except RefusedError as error:
            if error.status == 503 and not as_json and prefers_html(request.headers.get("accept", "")):
                waiting = "Retry-After" in error.headers
                page = message_page("Not yet" if waiting else "Not here", f"{capital(str(error))}.", waiting=waiting)
                return _response(page, "text/html", 503, error.headers)
            raise
        if reply.location:
            query = "?format=json" if params.get("format") == "json" else ""
            return RedirectResponse(reply.location + query, reply.status)
        return _response(reply.body, reply.media_type, reply.status)


def _wants_json(format_name: str, accept: str) -> bool:
    """Whether JSON is asked for, by the parameter or else by the header."""
    if format_name and format_name not in _TYPES:
        raise RefusedError(400, f"there is no format {format_name[:40]!r} of this page; take html or json")
    chosen = (format_name,) if format_name else choose_type(accept, _TYPES)
    if chosen is None:
        raise RefusedError(406, "this page is there as text/html and application/json")
    return chosen[0] == "json"


def _number(text: str) -> int:
    """The number of a page."""
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and 0 < int(text[:10]) <= _LAST_PAGE):
        raise RefusedError(400, f"there is no page {text[:20]!r}; pages are counted from 1")
    return int(text)


def _response(body: bytes, media_type: str, status: int, headers: dict[str, str] | None = None) -> Response:
    from starlette.responses import Response

    own = {"vary": "Accept", **(headers or {})}
    if media_type == "text/html":
        own["content-security-policy"] = policy()
    return Response(body, status, own, media_type)
