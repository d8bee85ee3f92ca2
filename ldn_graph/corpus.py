"""The claims of a graph a few at a time, each with all that the audit needs of it: of a million as of ten.

A graph in memory is read as a whole. From a database or a server, only what some claims need is fetched, step by
step along the model: the claims, their evidence, its sources. So what is held in memory does not grow with the graph,
but for the IRIs of its claims, which premises claims rest on, and the sources that report a study anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import NamedTuple

import pyoxigraph as ox

from .audit import ClaimAudit, audit_claims
from .claim_list import list_claims
from .claims import Claim, ClaimReader, Source, conditions_of
from .errors import EndpointError, GraphNotFoundError, ModelError
from .index import natural_text
from .mistakes import engine_failures
from .sparql import read_lookup, with_values
from .store import EndpointGraph, Graph, StoredGraph
from .support import Studies
from .vocab import BIOLINK, LDN, OA, PROV, RDF, SKOS, local_id

CHUNK = 1000
"""So many claims are read at a time."""
_ASKED = 200  # nodes that a server is asked for at a time
_KEPT = 25_000  # nodes that are kept for the next claims

_BELOW = frozenset({BIOLINK.has_evidence, LDN.quantity, LDN.statedAt, LDN.foundAt, OA.hasSelector, LDN.restsOn})
"""Predicates that lead to what is a claim's alone, and to its premises."""
_SHARED = frozenset(
    {LDN.source, RDF.subject, RDF.object, BIOLINK.disease_context_qualifier, SKOS.broader, PROV.wasDerivedFrom}
)
"""Predicates that lead to what claims have in common."""


class Chunk(NamedTuple):
    """Some claims of a graph, in the order of their ids; ``beside`` are others that their audit has to know."""

    claims: tuple[Claim, ...]
    beside: tuple[Claim, ...]


class Corpus:
    """The claims of a graph, in the order of their ids, in chunks. ``len`` is how many claims there are; ``whole``
    are all of them where the graph is in memory, else none.

    Raises, when made or when a chunk is read, what :func:`~ldn_graph.claims.read_claims` raises, and
    :class:`~ldn_graph.errors.GraphNotFoundError` where there is no claim at all. Not promised: that terms which
    no claim leads to are looked at, where the graph is in a database or behind a server; and that what a server
    holds stays the same while it is read.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.whole: tuple[Claim, ...] = ()
        if isinstance(graph, StoredGraph | EndpointGraph):
            if isinstance(graph, StoredGraph):
                graph.read_ahead()
            self.iris = _sorted_claims(graph)
            self._reader = _PartReader(graph)
            self._reader.refuse_shared_ids(self.iris)
            rests: dict[str, list[str]] = {}
            for claim, premise in _rows(graph, "premises"):
                rests.setdefault(claim, []).append(premise)
            self._reader.refuse_circles(rests)
        else:
            self._reader = _PartReader(graph, graph.quads)
            self.whole = self._reader.claims()
            self.iris = [claim.iri for claim in self.whole]
        if not self.iris:
            raise GraphNotFoundError(f"{graph.name}: no ldn:Claim in it; see docs/model.md for how a claim is written")

    def reopened(self) -> Corpus:
        """The same for another process: with the database opened anew."""
        if not isinstance(self.graph, StoredGraph):
            return self
        other = copy(self)
        other.graph = StoredGraph(self.graph.name)
        other._reader = _PartReader(other.graph)
        return other

    def __len__(self) -> int:
        return len(self.iris)

    @property
    def parts(self) -> int:
        """How many chunks there are."""
        return 1 if self.whole else -(-len(self.iris) // CHUNK)

    def read(self, part: int) -> Chunk:
        """A chunk, counted from 0."""
        if self.whole:
            return Chunk(self.whole, ())
        return self._reader.chunk(self.iris[part * CHUNK : (part + 1) * CHUNK])

    def bears(self, source: str) -> bool:
        """Whether a source, by its IRI, has an evidence line of a claim."""
        if self.whole:
            return any(line.source.iri == source for claim in self.whole for line in claim.lines)
        return bool(_rows(self.graph, "bearing-source", source=[ox.NamedNode(source)]))

    def has_claims_on(self, condition: str) -> bool:
        """Whether a claim is made on a condition, by its IRI, or on a narrower one."""
        if self.whole:
            return any(condition in conditions_of(claim) for claim in self.whole)
        return bool(_rows(self.graph, "claims-on-condition", condition=[ox.NamedNode(condition)]))

    def read_studies(self, gone: Iterable[str] = ()) -> Studies:
        """Which sources report the same study, as those say that bear on claims, ``gone`` aside."""
        if not self.whole:
            return _read_studies(self._reader, gone)
        gone = frozenset(gone)
        return Studies(e.source for c in self.whole for e in c.lines if e.source.iri not in gone)


class Part(NamedTuple):
    """Some claims, with what their audit needs besides (:func:`~ldn_graph.audit.audit_claims`)."""

    claims: tuple[Claim, ...]
    beside: tuple[Claim, ...]
    studies: Studies


def read_part(graph: StoredGraph | EndpointGraph, iris: Sequence[str]) -> Part:
    """The claims with these IRIs, without a look at the others but for those that they need.

    Raises what :func:`~ldn_graph.claims.read_claims` raises for these.
    """
    reader = _PartReader(graph)
    chunks = [reader.chunk(iris[first : first + CHUNK]) for first in range(0, len(iris), CHUNK)]
    wanted = frozenset(iris)
    beside = {c.iri: c for chunk in chunks for c in chunk.beside if c.iri not in wanted}
    return Part(tuple(c for chunk in chunks for c in chunk.claims), tuple(beside.values()), _read_studies(reader))


def _read_studies(reader: _PartReader, gone: Iterable[str] = ()) -> Studies:
    gone = frozenset(gone)
    sources = reader.some_sources([iri for (iri,) in _rows(reader.graph, "repeated-studies") if iri not in gone])
    return Studies(sources)


def stream_audit(graph: Graph, as_of: int | None = None) -> Iterator[ClaimAudit]:
    """The audit of each claim, in the order of their ids, equal to those of
    :func:`~ldn_graph.audit.audit_claims` for all claims; few are in memory at a time, where the graph is not.

    Raises what :class:`Corpus` raises.

    >>> from ldn_graph import open_graph
    >>> sum(audited.status == "supported" for audited in stream_audit(open_graph()))
    5
    """
    corpus = Corpus(graph)
    studies = corpus.read_studies()
    for number in range(corpus.parts):
        claims, beside = corpus.read(number)
        yield from audit_claims(claims, as_of, studies=studies, beside=beside).claims


def _sorted_claims(graph: Graph) -> list[str]:
    if _rows(graph, "blank-claims"):
        problem = "a claim without an IRI cannot be cited"
        raise ModelError(graph.name, "a node without an IRI", problem, "give it one, as claim:C01")
    return sorted(list_claims(graph), key=_place)


def _place(iri: str) -> tuple[str, str, str]:
    ident = local_id(iri)
    return natural_text(ident), ident, iri


class _PartReader(ClaimReader):
    """Reads claims from the part of a graph that has been fetched, and fetches what they need."""

    def __init__(self, graph: Graph, quads: Iterable[ox.Quad] = ()) -> None:
        super().__init__(graph, quads)
        self.asked: set[str] = set()

    def name_blank(self, node: ox.BlankNode) -> str:
        return f"_:{node.value}" if isinstance(self.graph, StoredGraph | EndpointGraph) else super().name_blank(node)

    def chunk(self, iris: Sequence[str]) -> Chunk:
        if len(self.asked) > _KEPT:
            self.forget(self.asked)
        own = self.fetch(iris)
        own |= self.fetch(self.measured_beside(own))
        claims = tuple(self.claim(iri) for iri in iris)
        wanted = frozenset(iris)
        others = sorted(iri for iri in own if iri not in wanted and LDN.Claim in self.types(iri))
        chunk = Chunk(claims, tuple(self.claim(iri) for iri in others))
        self.forget(own)
        return chunk

    def some_sources(self, iris: Sequence[str]) -> Iterator[Source]:
        for first in range(0, len(iris), CHUNK):
            some = iris[first : first + CHUNK]
            self.fetch(some)
            yield from [self.source(iri) for iri in some]
            self.forget(self.asked)

    def fetch(self, iris: Iterable[str]) -> set[str]:
        """Fetch what is said of these nodes and of all that the model leads to, but no premises of premises.

        Gives the nodes that other claims do not share. What a shared node leads to is kept with it.
        """
        own: set[str] = set()
        first = wanted = dict.fromkeys(iris, True)
        while wanted:
            missing = [iri for iri in wanted if iri not in self.asked]
            self.asked.update(missing)
            own |= {iri for iri, alone in wanted.items() if alone}
            self.take_in(missing)
            further: dict[str, bool] = {}
            for iri, alone in wanted.items():
                for predicate, values in self.nodes.get(iri, {}).items():
                    below = predicate in _BELOW
                    if (not below and predicate not in _SHARED) or (predicate == LDN.restsOn and iri not in first):
                        continue
                    below = below and alone
                    for value in values:
                        if isinstance(value, str) and value not in (own if below else self.asked):
                            further[value] = further.get(value, False) or below
            wanted = further
        return own

    def take_in(self, nodes: Sequence[str]) -> None:
        """Fetch what is said of nodes, which are IRIs or, in a database, ``_:`` and the name of a blank node."""
        if isinstance(self.graph, EndpointGraph):
            named = [ox.NamedNode(node) for node in nodes if not node.startswith("_:")]
            for first in range(0, len(named), _ASKED):
                self.add(_described(self.graph, named[first : first + _ASKED]))
            return
        for node in nodes:
            subject = ox.BlankNode(node[2:]) if node.startswith("_:") else ox.NamedNode(node)
            self.describe(node, self.graph.store.quads_for_pattern(subject, None, None))
        self.refuse_unknown_terms()

    def measured_beside(self, iris: Iterable[str]) -> list[str]:
        """The claims to which quantities belong that ratios among these nodes are made of."""
        parts = {v for iri in iris for p in (LDN.numerator, LDN.denominator) for v in self.values(iri, p)}
        blank = {v for v in parts if isinstance(v, str) and v.startswith("_:")}
        asked = [ox.NamedNode(v) for v in sorted(v for v in parts - blank if isinstance(v, str))]
        found = {claim for name in blank for claim in self._with_blank_quantity(name)}
        for first in range(0, len(asked), _ASKED):
            for lookup in ("claims-that-state", "claims-measured-by"):
                some = _rows(self.graph, lookup, quantity=asked[first : first + _ASKED])
                found.update(claim for (claim,) in some)
        return sorted(found)

    def _with_blank_quantity(self, name: str) -> Iterator[str]:
        """The claims that state a quantity without an IRI or are measured by it. Only a database knows it again."""
        if isinstance(self.graph, EndpointGraph):
            return
        for quad in self.graph.store.quads_for_pattern(None, ox.NamedNode(LDN.quantity), ox.BlankNode(name[2:])):
            holders = self.graph.store.quads_for_pattern(None, ox.NamedNode(BIOLINK.has_evidence), quad.subject)
            for node in (quad.subject, *(held.subject for held in holders)):
                if isinstance(node, ox.NamedNode):
                    typed = ox.Quad(node, ox.NamedNode(RDF.type), ox.NamedNode(LDN.Claim))
                    if typed in self.graph.store:
                        yield node.value

    def forget(self, iris: Iterable[str]) -> None:
        for iri in list(iris):
            self.nodes.pop(iri, None)
            self.asked.discard(iri)
            self.sources.pop(iri, None)
            self.entities.pop(iri, None)
        self.first_use.clear()


def _described(graph: EndpointGraph, nodes: Sequence[ox.NamedNode]) -> Iterator[ox.Quad]:
    """What a server says of nodes; a blank node is described with what points to it."""
    pointing: dict[ox.NamedNode, None] = {}
    for node, predicate, value in _select(graph, with_values(read_lookup("described"), {"node": nodes})):
        if isinstance(value, ox.BlankNode):
            pointing[node] = None
        else:
            yield ox.Quad(node, predicate, value)
    if not pointing:
        return
    asked = with_values(read_lookup("described-blank"), {"node": list(pointing)})
    names: dict[str, ox.BlankNode] = {}  # a server may use a name again in its next answer
    for node, pointer, blank, predicate, value in _select(graph, asked):
        if isinstance(value, ox.BlankNode):
            problem = f"{graph.name}: {node}: a blank node below a blank node"
            raise EndpointError(f"{problem}; load its data with ldn-graph load, and give it with --store")
        own = names.setdefault(blank.value, ox.BlankNode())
        yield ox.Quad(node, pointer, own)
        yield ox.Quad(own, predicate, value)


def _select(graph: Graph, sparql: str) -> Iterator[tuple[ox.NamedNode, ...]]:
    with engine_failures():
        rows = graph.endpoint.select(sparql, whole=True) if isinstance(graph, EndpointGraph) else graph.query(sparql)
        for row in rows:  # type: ignore[union-attr]
            yield tuple(row)


def _rows(graph: Graph, lookup: str, **values: Sequence[ox.NamedNode]) -> list[tuple[str, ...]]:
    """The rows of a query of ``lookups/``: the texts of their terms."""
    return [tuple(term.value for term in row) for row in _select(graph, with_values(read_lookup(lookup), values))]
