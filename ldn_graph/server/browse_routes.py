"""Requests for pages of claims, entities and sources, for the search, and for neighbourhoods that are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..output.characters import printable
from .addresses import NODE_KINDS, node_iri
from .catalogue_service import CatalogueService
from .negotiation import choose_type
from .protocol import read_once
from .refusals import RefusedError
from .rendering import message_page, policy
from .steady_workers import Reply

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_TYPES = {"html": ("text/html",), "json": ("application/json",)}
_PARAMETERS = {
    "claim": ("format",),
    "entity": ("format", "status", "page"),
    "source": ("format", "page", "made"),
    "search": ("q", "kind", "status", "page", "format"),
    "draw": ("claim", "entity"),
}
"""What each address takes."""
_LAST_PAGE = 1_000_000
_LONGEST_NAME = 4000  # characters of an IRI
_LONGEST_SEARCH = 1000  # characters
_LONGEST_CHOICE = 100  # characters of the name of a kind or a status


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
        given = read_once(request, _PARAMETERS[kind])
        return await self._reply(request, given, what=kind, name=request.path_params["name"][:_LONGEST_NAME])

    async def search(self, request: Request) -> Response:
        """What a search finds."""
        given = read_once(request, _PARAMETERS["search"])
        text = printable(given["q"])
        if len(text) > _LONGEST_SEARCH:
            raise RefusedError(400, f"a search has at most {_LONGEST_SEARCH:,} characters; give fewer words")
        return await self._reply(request, given, what="search", text=text, kind=given["kind"][:_LONGEST_CHOICE])

    async def show_overview(self, request: Request) -> Response:
        """The counts and the field to search."""
        return await self._reply(request, {}, what="overview")

    async def draw(self, request: Request) -> Response:
        """The page of the claims around an entity or a claim."""
        from starlette.responses import HTMLResponse

        asked = [(kind, name) for kind, name in read_once(request, _PARAMETERS["draw"]).items() if name]
        if len(asked) != 1:
            raise RefusedError(400, "name one entity or one claim to draw what is around it, as /draw?claim=C17")
        kind, name = asked[0][0], asked[0][1][:_LONGEST_NAME]
        found = await self._ask(request, {}, what="draw", kind=kind, name=name)
        if found.status != 200:
            return _response(found)
        if not (page := await self.service.draw(kind, node_iri(kind, name))):
            nothing = message_page("Nothing to draw", f"no claim here speaks of that {kind}")
            return _response(Reply(404, "text/html", nothing))
        # the page has a policy of its own within it
        return HTMLResponse(page, headers={"content-security-policy": "frame-ancestors 'none'"})

    async def _reply(self, request: Request, given: Mapping[str, str], **asked: object) -> Response:
        return _response(await self._ask(request, given, **asked), as_json=given.get("format") == "json")

    async def _ask(self, request: Request, given: Mapping[str, str], **asked: object) -> Reply:
        return await self.service.ask(
            {
                **asked,
                "status": given.get("status", "")[:_LONGEST_CHOICE],
                "page": _number(given.get("page", "")),
                "made": _number(given.get("made", "")),
                "as_json": _wants_json(given.get("format", ""), request.headers.get("accept", "")),
            }
        )


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
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 0 < int(text) <= _LAST_PAGE):
        raise RefusedError(400, f"there is no page {text[:20]!r}; pages are counted from 1")
    return int(text)


def _response(reply: Reply, *, as_json: bool = False) -> Response:
    """``as_json``: where the reply leads elsewhere, it is asked for as JSON there, too."""
    from starlette.responses import RedirectResponse, Response

    if reply.location:
        return RedirectResponse(reply.location + ("?format=json" if as_json else ""), reply.status)
    headers = {"vary": "Accept"}
    if reply.media_type == "text/html":
        headers["content-security-policy"] = policy()
    return Response(reply.body, reply.status, headers, reply.media_type)
