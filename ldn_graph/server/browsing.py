"""What a child process of the server answers to requests for pages of nodes, with the graph and its catalogue open."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from ..errors import GraphError
from ..model.graph import Graph
from ..model.lookup import expand
from ..model.vocab import STATUSES
from .addresses import NODE_KINDS, node_address, node_iri
from .answer import limit_process
from .catalogue import Catalogue, Node
from .catalogue_search import find_near, find_values
from .catalogue_writer import made_from
from .database_marks import read_marks
from .log import explain, log_message
from .neighbourhood import draw_neighbourhood
from .node_pages import claim_json, claim_page, entity_json, entity_page, missing_json, source_json, source_page
from .node_reader import NodeReader
from .rendering import message_page
from .search_pages import CONDITION, overview_page, search_json, search_page
from .steady_workers import Answer, Reply
from .value_lists import make_values

CHANGED = 0
"""The status of a reply where the database is another by now, so that its catalogue is no longer true."""

NOT_DRAWN = "a neighbourhood could not be drawn"
"""Begins a message to whoever runs the server."""
_FAULT = "this page could not be made; whoever runs the server finds the reason in its messages"


class Asked(NamedTuple):
    """A request: ``what`` page, of the node of this ``name`` where it is one's; ``page`` is that of its list, ``made``
    that of the claims that a source makes."""

    what: str
    name: str = ""
    text: str = ""
    kind: str = ""
    status: str = ""
    page: int = 1
    made: int = 1
    as_json: bool = False


class _NotHereError(Exception):
    """What was asked for is not there, or cannot be: the status of HTTP, a message, and nodes that may be meant."""

    def __init__(self, status: int, message: str, near: Sequence[Node] = ()) -> None:
        self.status = status
        self.near = near
        super().__init__(message)


def open_browsing(open_graph: Callable[[], Graph], catalogue: str) -> Answer:
    """Open a graph and its catalogue, and give the function that answers a request (:class:`Asked`, as a mapping)."""
    limit_process()
    try:
        reader = _open(open_graph, catalogue)
        folder = reader.graph.access.folder
        opened = read_marks(folder)
        reader.prepare()
    except Exception as error:  # the answer is that they are to be looked for anew
        log_message(f"the graph and its catalogue cannot be opened: {explain(error)}")
        return lambda _: Reply(CHANGED, "", b"")

    def answer(request: Mapping[str, object]) -> Reply:
        asked = Asked(**request)  # type: ignore[arg-type]
        try:
            return Reply(CHANGED, "", b"") if read_marks(folder) != opened else _answer(reader, asked)
        except _NotHereError as error:
            return _say(asked, error.status, str(error), error.near)
        except Exception as error:
            log_message(f"a page could not be made: {explain(error)}")
            return _say(asked, 500, _FAULT)

    return answer


def draw(open_graph: Callable[[], Graph], catalogue: str, kind: str, iri: str, pipe: int) -> None:
    """Write the page of the claims around a node; nothing where there are none."""
    limit_process()
    try:
        page = draw_neighbourhood(_open(open_graph, catalogue), kind, iri)
    except Exception as error:
        log_message(f"{NOT_DRAWN}: {explain(error)}")
        raise
    with open(pipe, "wb", closefd=False) as out:
        out.write((page or "").encode("utf-8", "replace"))


def _open(open_graph: Callable[[], Graph], path: str) -> NodeReader:
    """A graph and its catalogue. Raises :class:`~ldn_graph.errors.GraphError` where that was made from another state:
    a database may have been replaced since."""
    graph, catalogue = open_graph(), Catalogue(path)
    if catalogue.about.get("made_from") != made_from(graph):
        raise GraphError(f"{path}: it was made from another state of the database")
    return NodeReader(graph, catalogue)


def _answer(reader: NodeReader, asked: Asked) -> Reply:
    catalogue = reader.catalogue
    if asked.status and asked.status not in STATUSES:
        raise _NotHereError(400, f"there is no status {asked.status[:100]!r}; take one of {', '.join(STATUSES)}")
    if asked.what == "overview":
        return _page(overview_page(catalogue))
    if asked.what == "values":
        return _page(_values(reader, asked.kind, asked.text), as_json=True)
    if asked.what != "search":
        return _answer_node(reader, asked)
    if asked.kind and asked.kind not in (*NODE_KINDS, CONDITION):
        raise _NotHereError(
            400, f"there is nothing of the kind {asked.kind[:100]!r}; take one of {', '.join(NODE_KINDS)}"
        )
    make = search_json if asked.as_json else search_page
    return _page(make(catalogue, asked.text, asked.kind, asked.status, asked.page), as_json=asked.as_json)


def _values(reader: NodeReader, kind: str, text: str) -> bytes:
    """What is sent for each value of a kind of parameter that holds a text, and what it is called."""
    labels = {node.iri: node.label for node in find_values(reader.catalogue, kind, text)}
    values = make_values(kind, labels, reader.graph.prefixes.iris)
    return json.dumps([(value.text, value.words) for value in values]).encode()


def _answer_node(reader: NodeReader, asked: Asked) -> Reply:
    kind = asked.kind if asked.what == "draw" else asked.what
    node = reader.catalogue.find(kind, node_iri(kind, asked.name))
    if node is None:
        return _find_near(reader, kind, asked)
    if asked.what == "draw":  # by a process of its own
        return Reply(200, "", b"")
    if kind == "claim":
        body = claim_json(reader, node.iri) if asked.as_json else claim_page(reader, node.iri)
    elif kind == "entity":
        make = entity_json if asked.as_json else entity_page
        body = make(reader, node, asked.page, asked.status)
    elif asked.as_json:
        body = source_json(reader, node.iri, asked.page)
    else:
        body = source_page(reader, node, asked.page, asked.made)
    return _page(body, as_json=asked.as_json)


def _find_near(reader: NodeReader, kind: str, asked: Asked) -> Reply:
    """Where the node of this CURIE is, or the one node of this kind with this id, whose IRI begins otherwise; else what
    is near is told."""
    name, catalogue = asked.name, reader.catalogue
    same, near = catalogue.find_all(kind, [expand(name, reader.graph.prefixes.iris)]), []
    if not same:
        near = find_near(catalogue, kind, name)
        same = [node for node in near if node.kind == kind and node.id.lower() == name.lower()]
    if len(same) != 1:
        raise _NotHereError(404, f"there is no {kind} {name[:200]!r} in this graph", near)
    drawn = urlencode({kind: same[0].iri})
    address = f"/draw?{drawn}" if asked.what == "draw" else node_address(kind, same[0].iri)
    return Reply(303, "text/plain", b"", address)


def _page(body: bytes, *, as_json: bool = False, status: int = 200) -> Reply:
    return Reply(status, "application/json" if as_json else "text/html", body)


def _say(asked: Asked, status: int, message: str, near: Sequence[Node] = ()) -> Reply:
    if asked.as_json:
        return _page(missing_json(message, near), as_json=True, status=status)
    heading = "Not here" if status == 404 else "This could not be answered"
    return _page(message_page(heading, message, near), status=status)
