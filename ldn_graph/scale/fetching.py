"""Reading claims of a graph that is in a database or behind a server: only what they need is fetched.

Step by step along the model: the claims, their evidence, its sources. So what is held in memory does not grow with
the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import pyoxigraph as ox

from ..model.claims import Chunk, Source
from ..model.graph import Graph
from ..model.vocab import BIOLINK, LDN, OA, PROV, RDF, SKOS
from ..rdf.claim_reader import ClaimReader
from .listing import list_claims

_SOME = 1000  # sources that are read at a time
_ASKED = 200  # nodes that a server is asked for at a time
_HELD = 25_000  # nodes that are kept for the next claims

_BELOW = frozenset({BIOLINK.has_evidence, LDN.quantity, LDN.statedAt, LDN.foundAt, OA.hasSelector, LDN.restsOn})
"""Predicates that lead to what is a claim's alone, and to its premises."""
_SHARED = frozenset(
    {LDN.source, RDF.subject, RDF.object, BIOLINK.disease_context_qualifier, SKOS.broader, PROV.wasDerivedFrom}
)
"""Predicates that lead to what claims have in common."""


class PartReader(ClaimReader):
    """Reads claims from the part of a graph that has been fetched, and fetches what they need.

    Not promised: that terms which no claim leads to are looked at, and that what a server holds stays the same
    while it is read.
    """

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph, ())
        self.asked: set[str] = set()

    def name_blank(self, node: ox.BlankNode) -> str:
        return f"_:{node.value}"

    def chunk(self, iris: Sequence[str]) -> Chunk:
        """The claims with these IRIs, and those that their audit has to know besides."""
        if len(self.asked) > _HELD:
            self.forget(self.asked)
        own = self.fetch(iris)
        own |= self.fetch(self.measured_beside(own))
        claims = tuple(self.claim(iri) for iri in iris)
        wanted = frozenset(iris)
        others = sorted(iri for iri in own if iri not in wanted and LDN.Claim in self.types(iri))
        chunk = Chunk(claims, tuple(self.claim(iri) for iri in others))
        self.forget(own)
        return chunk

    def claim_iris(self) -> list[str]:
        """The IRIs of all claims. Raises where one has none."""
        for (blank,) in texts(self.graph, "blank-claims"):
            self.refuse_blank(f"_:{blank}")
        return list(list_claims(self.graph))

    def premises(self) -> dict[str, tuple[str, ...]]:
        """For each claim that rests on others which."""
        rests: dict[str, tuple[str, ...]] = {}
        for claim, premise in texts(self.graph, "premises"):
            rests[claim] = (*rests.get(claim, ()), premise)
        return rests

    def bears(self, source: str) -> bool:
        """Whether a source has an evidence line of a claim."""
        return any(self._bearing([source]))

    def has_claims_on(self, condition: str) -> bool:
        """Whether a claim is made on a condition or on a narrower one."""
        return any(texts(self.graph, "claims-on-condition", condition=[ox.NamedNode(condition)]))

    def repeated_studies(self, gone: Iterable[str] = ()) -> Iterator[Source]:
        """The sources that report the same study as another and bear on a claim, ``gone`` aside."""
        repeated = {iri for (iri,) in texts(self.graph, "repeated-studies")} - {*gone}
        return self.some_sources(list(self._bearing(sorted(repeated))))

    def _bearing(self, sources: Sequence[str]) -> Iterator[str]:
        nodes = list(map(ox.NamedNode, sources))
        for first in range(0, len(nodes), _ASKED):
            for (source,) in texts(self.graph, "bearing-sources", source=nodes[first : first + _ASKED]):
                yield source

    def some_sources(self, iris: Sequence[str]) -> Iterator[Source]:
        for first in range(0, len(iris), _SOME):
            some = iris[first : first + _SOME]
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
        self.add(self.graph.describe(nodes))

    def measured_beside(self, iris: Iterable[str]) -> list[str]:
        """The claims to which quantities belong that ratios among these nodes are made of."""
        parts = {v for iri in iris for p in (LDN.numerator, LDN.denominator) for v in self.values(iri, p)}
        blank = {v for v in parts if isinstance(v, str) and v.startswith("_:")}
        asked = [ox.NamedNode(v) for v in sorted(v for v in parts - blank if isinstance(v, str))]
        found = {claim for name in blank for claim in self._with_blank_quantity(name)}
        for first in range(0, len(asked), _ASKED):
            for lookup in ("claims-that-state", "claims-measured-by"):
                found.update(row[0] for row in texts(self.graph, lookup, quantity=asked[first : first + _ASKED]))
        return sorted(found)

    def _with_blank_quantity(self, name: str) -> Iterator[str]:
        """The claims that state a quantity without an IRI or are measured by it, and the lines that hold it."""
        for holder in self.graph.subjects(LDN.quantity, name):
            for node in (holder, *self.graph.subjects(BIOLINK.has_evidence, holder)):
                if not node.startswith("_:"):
                    yield node

    def forget(self, iris: Iterable[str]) -> None:
        for iri in list(iris):
            self.nodes.pop(iri, None)
            self.asked.discard(iri)
            self.sources.pop(iri, None)
            self.entities.pop(iri, None)
        self.first_use.clear()


def texts(graph: Graph, lookup: str, **values: Iterable[ox.NamedNode]) -> Iterator[tuple[str, ...]]:
    """The rows of :meth:`~ldn_graph.model.graph.Graph.look_up` as texts, where each variable has a value."""
    for row in graph.look_up(lookup, values):
        yield tuple(term.value for term in cast("tuple[ox.NamedNode, ...]", row))
