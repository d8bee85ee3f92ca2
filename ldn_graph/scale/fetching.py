"""Reading claims of a graph that is in a database or behind a server: only what they need is fetched.

The statements about some claims are fetched, then those about their evidence, then about its sources, as the model
leads from one to the next. What belongs to a claim alone is forgotten when the claim has been read; what claims share
is kept for the next ones, up to a number of nodes. So what is held in memory does not grow with the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import cast

import pyoxigraph as ox

from ..model.bodies import BodyOfEvidence
from ..model.claims import Chunk, Entity, Source
from ..model.graph import Graph
from ..model.vocab import BIBO, BIOLINK, DC, LDN, OA, PROV, RDF, SKOS
from ..rdf.body_reader import bodies_of
from ..sources.standing.shipped import spellings
from .listing import list_claims
from .readers import ChunkReader

_SOURCES_AT_ONCE = 1000
_NODES_AT_ONCE = 200  # in one query
_MOST_NODES = 25_000  # that are kept for the next claims

_OWN = frozenset(
    {
        BIOLINK.has_evidence, LDN.quantity, LDN.statedAt, LDN.foundAt, OA.hasSelector, LDN.restsOn,
        LDN.otherJudgement, LDN.certaintyRating,
    }
)  # fmt: skip
"""Predicates that lead to what is a claim's alone, and to its premises."""
_SHARED = frozenset(
    {
        LDN.source, RDF.subject, RDF.object, BIOLINK.disease_context_qualifier, SKOS.broader, PROV.wasDerivedFrom,
        LDN.result, LDN.usesResult, LDN.arm, LDN.riskOfBias, LDN.domainAssessment, LDN.publicationBias,
        LDN.includesResult, LDN.condition, LDN.notice, DC.creator, RDF.first, RDF.rest,
    }
)  # fmt: skip
"""Predicates that lead to what claims have in common."""


class FetchingReader(ChunkReader):
    """Reads claims from the part of a graph that has been fetched, and fetches what they need.

    Not promised: that terms which no claim leads to are looked at, and that what a server holds stays the same
    while it is read.
    """

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph, ())
        self.records_by_key: dict[str, list[str]] = {}
        self.fetched: set[str] = set()
        """The nodes that were fetched and not forgotten, those included about which there is no statement."""

    def name_blank(self, node: ox.BlankNode) -> str:
        """The name that the database has for it, so that more can be fetched of it."""
        return f"_:{node.value}"

    def chunk(self, iris: Sequence[str]) -> Chunk:
        if len(self.fetched) > _MOST_NODES:
            self.forget(self.fetched)
        own = self.fetch(iris)
        own |= self.fetch(self.measured_beside(own))
        claims = tuple(self.claim(iri) for iri in iris)
        wanted = frozenset(iris)
        others = sorted(iri for iri in own if iri not in wanted and LDN.Claim in self.types(iri))
        chunk = Chunk(claims, tuple(self.claim(iri) for iri in others))
        self.forget(own)
        return chunk

    def claim_iris(self) -> list[str]:
        for (blank,) in texts(self.graph, "blank-claims"):
            self.refuse_blank(f"_:{blank}")
        return list(list_claims(self.graph))

    def premises(self) -> dict[str, tuple[str, ...]]:
        rests: dict[str, tuple[str, ...]] = {}
        for claim, premise in texts(self.graph, "premises"):
            rests[claim] = (*rests.get(claim, ()), premise)
        return rests

    def bears(self, source: str) -> bool:
        return any(self._bearing([source]))

    def has_claims_on(self, condition: str) -> bool:
        return any(texts(self.graph, "claims-on-condition", condition=[ox.NamedNode(condition)]))

    def bodies_on(self, condition: str) -> tuple[BodyOfEvidence, ...]:
        rows = sorted(texts(self.graph, "bodies-on-condition", condition=[ox.NamedNode(condition)]))
        self.fetch(dict.fromkeys(node for row in rows for node in row))
        return bodies_of(self, dict.fromkeys(body for body, _ in rows))

    def repeated_studies(self, gone: Iterable[str] = ()) -> Iterator[Source]:
        filled_in = any(texts(self.graph, "has-identities"))
        shared = "shared-identities" if filled_in else "shared-identifiers"
        rows = chain(texts(self.graph, "repeated-studies"), texts(self.graph, shared))
        repeated = {iri for (iris,) in rows for iri in iris.split(" ")}
        return self.some_sources(list(self._bearing(sorted(repeated - {*gone}))))

    def same_paper(self, source: str) -> frozenset[str]:
        self.fetch([source])
        return super().same_paper(source)

    def reopened(self) -> FetchingReader:
        return FetchingReader(self.graph.reopened())

    def _bearing(self, sources: Sequence[str]) -> Iterator[str]:
        """Those of these sources that have an evidence line of a claim."""
        nodes = list(map(ox.NamedNode, sources))
        for first in range(0, len(nodes), _NODES_AT_ONCE):
            for (source,) in texts(self.graph, "bearing-sources", source=nodes[first : first + _NODES_AT_ONCE]):
                yield source

    def some_sources(self, iris: Sequence[str]) -> Iterator[Source]:
        """The sources with these IRIs. Few are in memory at a time."""
        for first in range(0, len(iris), _SOURCES_AT_ONCE):
            some = iris[first : first + _SOURCES_AT_ONCE]
            self.fetch(some)
            yield from [self.source(iri) for iri in some]
            self.forget(self.fetched)

    def some_entities(self, iris: Sequence[str]) -> Iterator[Entity]:
        """The entities with these IRIs, of which few are asked for."""
        self.fetch(iris)
        return (self.entity(iri, iri) for iri in iris)

    def fetch(self, iris: Iterable[str]) -> set[str]:
        """Fetch the statements about these claims and about all that the model leads to from them.

        Their premises are fetched, but not the premises of these. Returns the nodes that other claims do not share,
        which can be forgotten with the claims. What a shared node leads to is shared, too.
        """
        own: set[str] = set()
        first = wanted = dict.fromkeys(iris, True)  # each with whether it is a claim's own
        while wanted:
            missing = [iri for iri in wanted if iri not in self.fetched]
            self.fetched.update(missing)
            own |= {iri for iri, is_own in wanted.items() if is_own}
            self.take_in(missing)
            further = dict.fromkeys(self.other_records(missing), False)
            for iri, is_own in wanted.items():
                for predicate, values in self.nodes.get(iri, {}).items():
                    leads_to_own = predicate in _OWN
                    if not leads_to_own and predicate not in _SHARED:
                        continue
                    if predicate == LDN.restsOn and iri not in first:
                        continue
                    leads_to_own = leads_to_own and is_own
                    for value in values:
                        # What was fetched as shared is looked at again where it turns out to be a claim's own.
                        if isinstance(value, str) and value not in (own if leads_to_own else self.fetched):
                            further[value] = further.get(value, False) or leads_to_own
            wanted = further
        return own

    def take_in(self, nodes: Sequence[str]) -> None:
        """Fetch the statements about nodes: IRIs or, in a database, ``_:`` and the name of a blank node."""
        self.add(self.graph.describe(nodes))

    def other_records(self, nodes: Iterable[str]) -> list[str]:
        """The other records of the papers of the sources among these nodes: what is said of one holds for all.

        They are found by their identifiers as these sources have them, and by DOIs in small letters.
        """
        asked: dict[str, None] = {}
        for iri in nodes:
            if LDN.Source in self.types(iri):
                for key in self.identity(iri).paper:
                    self.records_by_key.setdefault(key, []).append(iri)
                    asked |= dict.fromkeys(spellings(key))
                asked |= dict.fromkeys(v.value for v in self.values(iri, BIBO.doi) if isinstance(v, ox.Literal))
        names = list(map(ox.Literal, asked))
        found: dict[str, None] = {}
        for first in range(0, len(names), _NODES_AT_ONCE):
            some = names[first : first + _NODES_AT_ONCE]
            found |= dict.fromkeys(row[0] for row in texts(self.graph, "sources-with-identifier", identifier=some))
        return [iri for iri in found if iri not in self.fetched]

    def measured_beside(self, iris: Iterable[str]) -> list[str]:
        """The claims that own a part of a ratio among these nodes: its numerator or its denominator."""
        parts = {v for iri in iris for p in (LDN.numerator, LDN.denominator) for v in self.values(iri, p)}
        blank = {v for v in parts if isinstance(v, str) and v.startswith("_:")}
        named = [ox.NamedNode(v) for v in sorted(v for v in parts - blank if isinstance(v, str))]
        claims = {claim for name in blank for claim in self._with_blank_quantity(name)}
        for first in range(0, len(named), _NODES_AT_ONCE):
            some = named[first : first + _NODES_AT_ONCE]
            for lookup in ("claims-that-state", "claims-measured-by"):
                claims.update(row[0] for row in texts(self.graph, lookup, quantity=some))
        return sorted(claims)

    def _with_blank_quantity(self, name: str) -> Iterator[str]:
        """The nodes with an IRI among those that have a quantity without one: claims that state it, evidence lines that
        it was measured on, and the claims of these.
        """
        for holder in self.graph.subjects(LDN.quantity, name):
            for node in (holder, *self.graph.subjects(BIOLINK.has_evidence, holder)):
                if not node.startswith("_:"):
                    yield node

    def forget(self, iris: Iterable[str]) -> None:
        """Drop the statements about these nodes, and what was read from them."""
        for iri in list(iris):
            self.nodes.pop(iri, None)
            self.fetched.discard(iri)
            self.sources.pop(iri, None)
            self.entities.pop(iri, None)
            self.results.pop(iri, None)
            known = self.identities.pop(iri, None)
            for key in known.paper if known else ():
                self.records_by_key[key] = [other for other in self.records_by_key[key] if other != iri]
                if not self.records_by_key[key]:
                    del self.records_by_key[key]
        self.first_use.clear()


def texts(graph: Graph, lookup: str, **values: Iterable[ox.NamedNode | ox.Literal]) -> Iterator[tuple[str, ...]]:
    """The rows of :meth:`~ldn_graph.model.graph.Graph.look_up` as texts, where each variable has a value."""
    for row in graph.look_up(lookup, values):
        yield tuple(term.value for term in cast("tuple[ox.NamedNode, ...]", row))
