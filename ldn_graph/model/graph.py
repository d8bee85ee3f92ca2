"""The protocol of a graph, wherever it is: in files, in a database, behind a SPARQL server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

    from .literals import Term
    from .prefixes import Prefixes

    Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Access(NamedTuple):
    """How a graph is read.

    ``in_memory``: all its statements are at hand; else only what is needed is fetched. ``cuts_answers``: it may give
    fewer rows than there are. ``folder`` is that of its database, where it has one, and ``state`` a digest that
    changes with its content. ``readers`` is how many processes may ask it at the same time, None for one on each
    processor.
    """

    in_memory: bool
    cuts_answers: bool = False
    folder: str | None = None
    state: str | None = None
    readers: int | None = None


class Graph(Protocol):
    """RDF statements that can be asked. A graph never changes."""

    @property
    def name(self) -> str:
        """What messages call it: the names of its files, its folder, or its URL without the query."""

    @property
    def access(self) -> Access:
        """How it is read."""

    @property
    def prefixes(self) -> Prefixes:
        """Those of its CURIEs and queries: as its files declare them, where they are known."""

    @property
    def quads(self) -> tuple[ox.Quad, ...]:
        """All statements as they were written; the names of their graphs count for nothing, and one may stand twice.

        Only queries, and what reads the store, see what is filled in: the years of sources and their identities
        (docs/model.md).

        Raises :class:`~ldn_graph.errors.EndpointError` where the graph is behind a server.
        """

    def place(self, iri: str) -> str:
        """Where the block of an IRI begins: ``file:line``, or the graph's name where no line is known."""

    def query(self, sparql: str, *, allow_service: bool = False) -> Result:
        """The result of a SPARQL 1.1 query; :attr:`prefixes` are declared.

        Solutions are searched for while they are read, and take as long as they take:
        :func:`~ldn_graph.processes.time_limit.run_limited` stops what takes too long. Raises
        :class:`~ldn_graph.errors.QuerySyntaxError` where the query cannot be parsed,
        :class:`~ldn_graph.errors.QueryRefusedError` where it would ask another host (``SERVICE``) and this is not
        allowed, or is too deep for the engine, and another :class:`~ldn_graph.errors.QueryError` where it cannot be
        answered.
        """

    def look_up(
        self, lookup: str, values: Mapping[str, Iterable[ox.NamedNode | ox.Literal]] = ..., *, may_cut: bool = False
    ) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a query of ``lookups/`` with these values bound to its variables, one by one as they are found.

        No rows where a variable is given no values. Where a server cuts its answer, that is an
        :class:`~ldn_graph.errors.EndpointError`, unless it ``may_cut`` it.
        """

    def describe(self, nodes: Sequence[str]) -> Iterator[ox.Quad]:
        """The statements about nodes: IRIs or, of a graph that is not in memory, names of blank nodes as ``_:b0``."""

    def subjects(self, predicate: str, node: str) -> Iterator[str]:
        """The nodes that point to a node of the engine's store, a blank node by its name there.

        None where the store is a server's, which may give a blank node another name in each answer.
        """

    def prepare(self) -> None:
        """Build what every query needs, before a clock runs or a process is forked."""

    def read_ahead(self) -> None:
        """Have the system read the graph's files into memory, for a reader that will need most of them."""

    def reopened(self) -> Graph:
        """The same graph for a forked process: an open database must not be used on both sides of a fork."""

    def as_rdflib(self) -> rdflib.Graph:
        """What queries see as an ``rdflib.Graph``, over the same store and without a copy.

        It has what is filled in of sources, years and identities, and writes it out with the rest.

        Raises :class:`~ldn_graph.errors.EndpointError` where the graph is behind a server.
        """
