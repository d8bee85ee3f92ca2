"""Opening a graph: that of files, a database or a SPARQL server, by what the paths name.

Files are Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD, by their endings (Turtle from standard input), parsed
by Oxigraph, which says the line of a mistake. Named graphs are read as one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import GraphNotFoundError
from ..resources import SHIPPED
from .database_state import is_database
from .documents import PARSER_ERRORS, Document, explain_parser_error, parse_documents, read_documents, refuse_binary
from .graphs import FileGraph, LoadedGraph

if TYPE_CHECKING:
    from pathlib import Path

    from ..model.graph import Graph
    from .endpoint_graph import EndpointGraph

_LONGEST_OPENING = 600  # seconds


def is_address(path: str) -> bool:
    """Whether this is a URL, and no file."""
    return path.lower().startswith(("http://", "https://"))


def open_graph(*paths: str | Path | Document) -> Graph:
    """The graph in the given files and folders; the one that ships with the package where none is given.

    Documents are files that were read already. ``-`` is standard input, read as Turtle. Files may be compressed with
    gzip. A folder stands for the RDF files in it, by name, folders below it included, and for no table; a folder that
    is an Oxigraph database is opened as it is (:class:`~ldn_graph.rdf.database_graph.StoredGraph`). A URL is that of a
    SPARQL server, which is asked query by query (:class:`~ldn_graph.rdf.endpoint_graph.EndpointGraph`). Raises
    :class:`~ldn_graph.errors.GraphNotFoundError` where there is nothing to read,
    :class:`~ldn_graph.errors.GraphSyntaxError` where a file cannot be parsed, and
    :class:`~ldn_graph.errors.EndpointError` for a URL that cannot be that of a server.

    >>> graph = open_graph()
    >>> graph.place("https://w3id.org/ldn-graph/claim/C01").rpartition("/")[2].split(":")[0]
    'triples.ttl'
    """
    return _server_or_database(*paths) or open_documents(_documents(*paths))


def open_store(*paths: str | Path | Document) -> Graph:
    """The same graph, for queries alone: files are loaded straight into a store, which takes half of the time.

    Files with blank nodes, or that may have named graphs, take as long as with :func:`open_graph`, since the blank
    nodes get names that are the same in each run. Raises what :func:`open_graph` raises.
    """
    if opened := _server_or_database(*paths):
        return opened
    from ..sparql.binding import read_lookup
    from .filled_in import missing_statements

    documents = _documents(*paths)
    store = ox.Store()
    for document in documents:
        refuse_binary(document)
        if document.format not in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES):
            break
        try:
            store.load(document.data, format=document.format)
        except PARSER_ERRORS as error:
            raise explain_parser_error(document.name, error, document.data) from None
    else:
        if next(iter(store), None) is None:
            raise _no_triples(documents)
        if not (any(map(_may_have_blank_nodes, documents)) and store.query(read_lookup("has-blank-nodes"))):
            store.extend(list(missing_statements(store)))
            return LoadedGraph(store, documents)
    return open_documents(documents)


def _may_have_blank_nodes(document: Document) -> bool:
    return any(mark in document.data for mark in (b"_:", b"[", b"("))


def open_endpoint(url: str) -> EndpointGraph:
    """The graph behind the SPARQL server at a URL, which is not asked yet.

    Raises :class:`~ldn_graph.errors.EndpointError` for what cannot be the URL of a server.
    """
    from .endpoint import Endpoint
    from .endpoint_graph import EndpointGraph

    return EndpointGraph(Endpoint(url))


def _server_or_database(*paths: str | Path | Document) -> Graph | None:
    """The server or the database that the paths name; None where they are files."""
    named = [str(path) for path in paths if not isinstance(path, Document)]
    if addresses := list(filter(is_address, named)):
        if len(paths) > 1:
            raise GraphNotFoundError("a SPARQL server is asked alone; give its URL, or files")
        return open_endpoint(addresses[0])
    databases = list(filter(is_database, named))
    if databases and len(paths) > 1:
        raise GraphNotFoundError(
            f"{databases[0]}: a database, which is opened alone; load the other files into it with ldn-graph load"
        )
    if not databases:
        return None
    from .database_graph import open_database

    return open_database(databases[0])


def _documents(*paths: str | Path | Document) -> tuple[Document, ...]:
    return tuple(
        document
        for path in paths or (SHIPPED,)
        for document in ((path,) if isinstance(path, Document) else read_documents(path))
    )


def open_documents(documents: tuple[Document, ...]) -> FileGraph:
    """The graph in files that were read. Raises as :func:`open_graph` does where there is nothing in them."""
    quads = parse_documents(documents)
    if not quads:
        raise _no_triples(documents)
    return FileGraph(quads, documents)


def _no_triples(documents: Iterable[Document]) -> GraphNotFoundError:
    names = ", ".join(d.name for d in documents)
    return GraphNotFoundError(
        f"{names}: no triples in it; give a file with claims, see docs/model.md for how they are written"
    )


def reopener(*paths: str | Path | Document) -> Callable[[], Graph]:
    """A function that gives the graph of :func:`open_graph` in each fork of this process, in little time.

    Files are read here, once, and forks share them. A database is opened anew in each fork: its engine has threads,
    which a fork does not take along. Here it is opened in a child, to see that it can be. Raises what
    :func:`open_graph` raises.
    """
    if len(paths) == 1 and not isinstance(paths[0], Document) and is_database(str(paths[0])):
        from ..processes.time_limit import run_limited
        from .database_graph import open_database

        folder = os.path.abspath(paths[0])
        run_limited(lambda: open_database(folder).name, _LONGEST_OPENING)
        return lambda: open_database(folder)
    graph = open_store(*paths)
    if not graph.access.in_memory:
        _ = graph.quads  # raises: a server is not read as a whole, and not served a second time
    graph.prepare()
    return lambda: graph


def parse_turtle(text: str, name: str = "<text>") -> FileGraph:
    """The graph that a piece of Turtle describes; ``name`` stands in messages. For tests and notebooks."""
    document = Document(name, text.encode("utf-8"), ox.RdfFormat.TURTLE)
    return FileGraph(parse_documents((document,)), (document,))
