"""The graphs: of files, in a database, behind a server. Each is a :class:`~ldn_graph.model.graph.Graph`.

:mod:`~ldn_graph.rdf.documents` parses their files, :mod:`~ldn_graph.rdf.endpoint` talks to servers, and
:mod:`~ldn_graph.rdf.opening` decides which graph a path means.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from ..errors import EXCERPT, EndpointError, GraphNotFoundError, QueryRefusedError, QuerySyntaxError
from ..model.graph import Access
from ..model.vocab import PREFIXES
from .database_state import read_state
from .documents import Document, parse_documents
from .years import missing_years, without_filled_in

if TYPE_CHECKING:
    import rdflib

    from ..model.graph import Result
    from ..model.literals import Term
    from .endpoint import Endpoint

_DESCRIBED = 200  # nodes that a server is asked for at a time
_SERVER_READERS = 2  # processes that ask a server at the same time


class _AnyGraph:
    """What is the same for all graphs; the methods do what :class:`~ldn_graph.model.graph.Graph` says."""

    documents: tuple[Document, ...] = ()

    @property
    def name(self) -> str:
        return ", ".join(d.name for d in self.documents)

    def place(self, iri: str) -> str:
        for document in self.documents:
            if iri in document.lines:
                return f"{document.name}:{document.lines[iri]}"
        return self.name

    def query(self, sparql: str, *, allow_service: bool = False) -> Result:
        from ..sparql.explain import explain_syntax_error
        from ..sparql.failures import engine_failures
        from ..sparql.restrictions import refuse_deep

        refuse_deep(sparql)
        with engine_failures():
            try:
                if not allow_service:
                    _refuse_service(sparql)
                return self._answer(sparql)
            except SyntaxError as error:
                declared = {prefix: iri for d in self.documents for prefix, iri in d.prefixes.items()}
                raise QuerySyntaxError(explain_syntax_error(str(error), sparql, declared)) from None

    def look_up(
        self,
        lookup: str,
        values: Mapping[str, Iterable[ox.NamedNode | ox.Literal]] = MappingProxyType({}),
        *,
        may_cut: bool = False,
    ) -> Iterator[tuple[Term | None, ...]]:
        from ..sparql.binding import read_lookup, with_values
        from ..sparql.failures import engine_failures

        bound = {variable: list(terms) for variable, terms in values.items()}
        if all(bound.values()):
            with engine_failures():
                yield from map(tuple, self._rows(with_values(read_lookup(lookup), bound), may_cut=may_cut))

    def prepare(self) -> None:
        """Nothing has to be prepared."""

    def read_ahead(self) -> None:
        """Nothing is read from a disk."""

    def _answer(self, sparql: str) -> Result:
        """The result of a query that was found to be allowed."""
        raise NotImplementedError

    def _rows(self, sparql: str, *, may_cut: bool) -> ox.QuerySolutions:
        """The rows of one of this package's own queries."""
        raise NotImplementedError


class _StoreGraph(_AnyGraph):
    """A graph whose triples are in a store of the engine, in memory or on disk."""

    if TYPE_CHECKING:

        @property
        def store(self) -> ox.Store: ...

    def describe(self, nodes: Sequence[str]) -> Iterator[ox.Quad]:
        for node in nodes:
            yield from self.store.quads_for_pattern(_term(node), None, None)

    def subjects(self, predicate: str, node: str) -> Iterator[str]:
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), _term(node)):
            subject = quad.subject
            if isinstance(subject, ox.NamedNode):
                yield subject.value
            elif isinstance(subject, ox.BlankNode):
                yield f"_:{subject.value}"

    def prepare(self) -> None:
        _ = self.store

    def as_rdflib(self) -> rdflib.Graph:
        import rdflib
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        return rdflib.Graph(store=OxigraphStore(store=self.store), identifier=DATASET_DEFAULT_GRAPH_ID)

    def _answer(self, sparql: str) -> Result:
        return self.store.query(sparql, prefixes=PREFIXES)

    def _rows(self, sparql: str, *, may_cut: bool) -> ox.QuerySolutions:  # noqa: ARG002, a store cuts nothing
        return cast("ox.QuerySolutions", self.store.query(sparql))


@dataclass(frozen=True)
class FileGraph(_StoreGraph):
    """RDF statements in memory, in the order of the files that they came from.

    ``quads`` are as they are written; the years of sources are filled in in ``store`` alone.
    """

    quads: tuple[ox.Quad, ...]
    documents: tuple[Document, ...] = field(repr=False)

    @property
    def access(self) -> Access:
        return Access(in_memory=True)

    @cached_property
    def store(self) -> ox.Store:
        """The triples in an Oxigraph store, and the years of sources. Not to be changed."""
        store = ox.Store()
        store.extend(_number_blank_nodes(self.quads))
        store.extend(list(missing_years(store)))
        return store

    def reopened(self) -> FileGraph:
        return self


@dataclass(frozen=True, eq=False)
class LoadedGraph(_StoreGraph):
    """The graph of some files for SPARQL: they were loaded straight into the store, which takes half of the time.

    ``quads`` are read from the files a second time when they are first asked for. ``store`` has the years of sources.
    """

    store: ox.Store = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False)

    @property
    def access(self) -> Access:
        return Access(in_memory=True)

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """As those of a :class:`FileGraph`."""
        return parse_documents(self.documents)

    def reopened(self) -> LoadedGraph:
        return self


@dataclass(frozen=True, eq=False)
class StoredGraph(_StoreGraph):
    """The graph in an Oxigraph database on disk (``ldn-graph load``), open to read, by several processes at once.

    Queries are answered where the data is. ``quads`` are read into memory when they are asked for. No lines are
    known. ``state`` is what :func:`~ldn_graph.rdf.database_state.read_state` gave before ``store`` was opened.
    """

    folder: str
    state: str = field(repr=False)
    store: ox.Store = field(repr=False)

    @property
    def name(self) -> str:
        """The folder."""
        return self.folder

    @property
    def access(self) -> Access:
        return Access(in_memory=False, folder=self.folder, state=self.state)

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """All of them, in the order of the database, without the years that were filled in."""
        return tuple(without_filled_in(self.store))

    def reopened(self) -> StoredGraph:
        return open_database(self.folder)

    def read_ahead(self) -> None:
        """Have the system read the files from beginning to end: a disk reads them so many times faster than in pieces.

        Nothing is done where the files would take more than half of the memory that is free, and on systems that
        cannot be asked for it.
        """
        files = [entry for entry in os.scandir(self.folder) if entry.name.endswith(".sst")]
        if not hasattr(os, "posix_fadvise") or 2 * sum(f.stat().st_size for f in files) > _free_memory():
            return
        for file in files:
            with open(file.path, "rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_WILLNEED)


@dataclass(frozen=True, eq=False)
class EndpointGraph(_AnyGraph):
    """The graph behind a SPARQL server: it is asked, and never read as a whole.

    A query is first parsed here, so that its mistakes are explained as those of any other, and then sent. No lines
    are known. The graph is what the server takes for its default graph; the query of the URL may name another
    (``?default-graph-uri=...``).
    """

    endpoint: Endpoint

    @property
    def name(self) -> str:
        """The URL, without its query."""
        return self.endpoint.name

    @property
    def access(self) -> Access:
        return Access(in_memory=False, cuts_answers=True, readers=_SERVER_READERS)

    @property
    def quads(self) -> tuple[ox.Quad, ...]:
        """Raises :class:`~ldn_graph.errors.EndpointError`: nobody knows how many there are."""
        raise self._only_asked()

    @property
    def store(self) -> ox.Store:
        """Raises as :attr:`quads` does."""
        raise self._only_asked()

    def as_rdflib(self) -> rdflib.Graph:
        """Raises as :attr:`quads` does."""
        raise self._only_asked()

    def _only_asked(self) -> EndpointError:
        return EndpointError(
            f"{self.name}: this needs the whole graph in memory, and a server is only asked; "
            "fetch its data as files, and give them with --graph or --store"
        )

    def reopened(self) -> EndpointGraph:
        return self

    def describe(self, nodes: Sequence[str]) -> Iterator[ox.Quad]:
        """The statements about the IRIs among these nodes and about their blank nodes, which get names of their own."""
        iris = [ox.NamedNode(node) for node in nodes if not node.startswith("_:")]
        for first in range(0, len(iris), _DESCRIBED):
            yield from self._describe_some(iris[first : first + _DESCRIBED])

    def _describe_some(self, nodes: Sequence[ox.NamedNode]) -> Iterator[ox.Quad]:
        pointing: dict[ox.NamedNode, None] = {}
        for row in self.look_up("described", {"node": nodes}):
            node, predicate, value = cast("tuple[ox.NamedNode, ...]", row)
            if isinstance(value, ox.BlankNode):
                pointing[node] = None
            else:
                yield ox.Quad(node, predicate, value)
        names: dict[str, ox.BlankNode] = {}  # a server may use a name again in its next answer
        for row in self.look_up("described-blank", {"node": pointing}):
            node, pointer, blank, predicate, value = cast("tuple[ox.NamedNode, ...]", row)
            if isinstance(value, ox.BlankNode):
                problem = f"{self.name}: {node}: a blank node below a blank node"
                raise EndpointError(f"{problem}; load its data with ldn-graph load, and give it with --store")
            own = names.setdefault(blank.value, ox.BlankNode())
            yield ox.Quad(node, pointer, own)
            yield ox.Quad(own, predicate, value)

    def subjects(self, predicate: str, node: str) -> Iterator[str]:  # noqa: ARG002
        """None: a server may give a blank node another name in each answer."""
        return iter(())

    def _answer(self, sparql: str) -> Result:
        from ..sparql.binding import with_prefixes
        from ..sparql.restrictions import without_service

        # which kind of query it is: an empty store tells by its result. The engine answers an ASK at once, and
        # would ask the hosts of its SERVICE clauses, so these are taken out.
        kind = ox.Store().query(without_service(sparql), prefixes=PREFIXES)
        query = with_prefixes(sparql)
        if isinstance(kind, ox.QuerySolutions):
            return self.endpoint.select(query)
        return self.endpoint.ask(query) if isinstance(kind, ox.QueryBoolean) else self.endpoint.construct(query)

    def _rows(self, sparql: str, *, may_cut: bool) -> ox.QuerySolutions:
        return self.endpoint.select(sparql, may_cut=may_cut, whole=not may_cut)


def open_database(folder: str) -> StoredGraph:
    """The graph in the database of this folder.

    Raises :class:`~ldn_graph.errors.GraphNotFoundError` where it cannot be opened.
    """
    try:
        # the state first: where the database is exchanged before it is opened, it has another state by then
        state = read_state(folder)
        store = ox.Store.read_only(folder)
    except (OSError, ValueError, RuntimeError) as error:
        remedy = "load it anew with: ldn-graph load FILES --store DIR"
        raise GraphNotFoundError(f"{folder}: {' '.join(str(error).split())[:EXCERPT]}; {remedy}") from None
    return StoredGraph(folder, state, store)


def _term(node: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(node[2:]) if node.startswith("_:") else ox.NamedNode(node)


def _refuse_service(sparql: str) -> None:
    """Raise where a query holds a ``SERVICE`` clause, or has the word and cannot be shown to hold none.

    This comes before the engine gets the query, since it asks the host while it reads an ASK. A query that may have
    a clause and has a mistake of syntax raises ``SyntaxError`` for that: the engine parses it without the word.
    """
    from ..sparql.restrictions import find_service, without_service

    service = find_service(sparql)
    if service is None:
        ox.Store().query(without_service(sparql), prefixes=PREFIXES)
    if service is not False:
        raise QueryRefusedError(
            "SERVICE asks another host, and queries here are answered from the graph alone; take the clause out, "
            "load what it would fetch with --graph, or allow it with --allow-service"
        )


def _free_memory() -> int:
    """In bytes; what the system could free at once is not counted."""
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _number_blank_nodes(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Quads of the default graph, with the parser's random names of blank nodes as b0, b1, ...

    So the same file gives the same bytes in each run.
    """
    names: dict[str, ox.BlankNode] = {}

    def renamed(node: ox.BlankNode) -> ox.BlankNode:
        return names.setdefault(node.value, ox.BlankNode(f"b{len(names)}"))

    for quad in quads:
        subject, obj = quad.subject, quad.object
        if type(subject) is ox.BlankNode or type(obj) is ox.BlankNode:
            subject = renamed(subject) if type(subject) is ox.BlankNode else subject
            obj = renamed(obj) if type(obj) is ox.BlankNode else obj
        yield ox.Quad(subject, quad.predicate, obj)
