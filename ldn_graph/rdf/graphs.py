"""The graphs of files, and what they share with those in a database (:mod:`~ldn_graph.rdf.database_graph`) and behind
a server (:mod:`~ldn_graph.rdf.endpoint_graph`). Each is a :class:`~ldn_graph.model.graph.Graph`.

:mod:`~ldn_graph.rdf.documents` parses the files, and :mod:`~ldn_graph.rdf.opening` decides which graph a path means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from ..errors import QueryRefusedError, QuerySyntaxError
from ..model.graph import Access
from ..model.prefixes import Prefixes, join_prefixes
from .documents import Document, parse_documents

if TYPE_CHECKING:
    import rdflib

    from ..model.graph import Result
    from ..model.literals import Term


class AnyGraph:
    """What is the same for all graphs; the methods do what :class:`~ldn_graph.model.graph.Graph` says."""

    documents: tuple[Document, ...] = ()

    @property
    def name(self) -> str:
        return ", ".join(d.name for d in self.documents)

    @cached_property
    def prefixes(self) -> Prefixes:
        """As the documents declare them."""
        return join_prefixes((d.name, d.prefixes) for d in self.documents)

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
                    self._refuse_service(sparql)
                return self._answer(sparql)
            except SyntaxError as error:
                raise QuerySyntaxError(explain_syntax_error(str(error), sparql, self.prefixes.iris)) from None

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

    def _refuse_service(self, sparql: str) -> None:
        """Raise where a query holds a ``SERVICE`` clause, or has the word and cannot be shown to hold none.

        This comes before the engine gets the query, since it asks the host while it reads an ASK. A query that may have
        a clause and has a mistake of syntax raises ``SyntaxError`` for that: the engine parses it without the word.
        """
        from ..sparql.restrictions import find_service, without_service

        service = find_service(sparql, self.prefixes.iris)
        if service is None:
            ox.Store().query(without_service(sparql), prefixes=dict(self.prefixes.iris))
        if service is not False:
            raise QueryRefusedError(
                "SERVICE asks another host, and queries here are answered from the graph alone; take the clause out, "
                "load what it would fetch with --graph, or allow it with --allow-service"
            )

    def _answer(self, sparql: str) -> Result:
        """The result of a query that was found to be allowed."""
        raise NotImplementedError

    def _rows(self, sparql: str, *, may_cut: bool) -> ox.QuerySolutions:
        """The rows of one of this package's own queries."""
        raise NotImplementedError


class StoreGraph(AnyGraph):
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
        return self.store.query(sparql, prefixes=dict(self.prefixes.iris))

    def _rows(self, sparql: str, *, may_cut: bool) -> ox.QuerySolutions:  # noqa: ARG002, a store cuts nothing
        return cast("ox.QuerySolutions", self.store.query(sparql))


@dataclass(frozen=True)
class FileGraph(StoreGraph):
    """RDF statements in memory, in the order of the files that they came from.

    ``quads`` are as they are written; years and identities of sources are filled in in ``store`` alone.
    """

    quads: tuple[ox.Quad, ...]
    documents: tuple[Document, ...] = field(repr=False)

    @property
    def access(self) -> Access:
        return Access(in_memory=True)

    @cached_property
    def store(self) -> ox.Store:
        """The triples in an Oxigraph store, and what is filled in. Not to be changed."""
        from .filled_in import missing_statements

        store = ox.Store()
        store.extend(_number_blank_nodes(self.quads))
        store.extend(list(missing_statements(store)))
        return store

    def reopened(self) -> FileGraph:
        return self


@dataclass(frozen=True, eq=False)
class LoadedGraph(StoreGraph):
    """The graph of some files for SPARQL: they were loaded straight into the store, which takes half of the time.

    ``quads`` are read from the files a second time when they are first asked for. ``store`` has what is filled in.
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


def _term(node: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(node[2:]) if node.startswith("_:") else ox.NamedNode(node)


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
