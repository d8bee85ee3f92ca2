"""The graph behind a SPARQL server; :mod:`~ldn_graph.rdf.endpoint` talks to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from ..errors import EndpointError
from ..model.graph import Access
from .graphs import AnyGraph

if TYPE_CHECKING:
    import rdflib

    from ..model.graph import Result
    from .endpoint import Endpoint

_DESCRIBED = 200  # nodes that a server is asked for at a time
_READERS = 2  # processes that ask a server at the same time


@dataclass(frozen=True, eq=False)
class EndpointGraph(AnyGraph):
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
        return Access(in_memory=False, cuts_answers=True, readers=_READERS)

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
        kind = ox.Store().query(without_service(sparql), prefixes=dict(self.prefixes.iris))
        query = with_prefixes(sparql)
        if isinstance(kind, ox.QuerySolutions):
            return self.endpoint.select(query)
        return self.endpoint.ask(query) if isinstance(kind, ox.QueryBoolean) else self.endpoint.construct(query)

    def _rows(self, sparql: str, *, may_cut: bool) -> ox.QuerySolutions:
        return self.endpoint.select(sparql, may_cut=may_cut, whole=not may_cut)
