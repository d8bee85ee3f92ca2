"""Which claims may lie on a path between two entities, searched for where the data is.

So that paths can be found in a graph that is too large to be read. Of a claim only what it leads from and to
(:mod:`~ldn_graph.network.hops`) is fetched here; the claims that remain are read.

The search goes from both ends in turn, one hop at a time: away from the source, back from the target, away, back. Where
each entity has a hundred hops, four hops from one end pass a hundred million of them; two from each end twice ten
thousand. Afterwards a claim remains where the hops from the source to it, its own, and those from it to the target
are together few enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

import pyoxigraph as ox

if TYPE_CHECKING:
    from ..model.graph import Graph

MOST_HOPS = 100_000
"""How many hops are fetched at most."""
MOST_CLAIMS = 20_000
"""How many claims may remain to be read."""
_ENTITIES_AT_ONCE = 200  # in one query

_AWAY = ("hops-from-subject", "hops-from-object")
_BACK = ("hops-to-object", "hops-to-condition")
"""The queries of ``lookups/`` for the hops that leave entities, and for those that lead to them."""


class Reach(NamedTuple):
    """The IRIs of all claims on paths of at most ``longest`` hops, sorted; others may be among them."""

    claims: tuple[str, ...]
    longest: int


class _Hop(NamedTuple):
    """A claim that leads from one entity to another, all by IRI."""

    claim: str
    start: str
    end: str


def read_reach(graph: Graph, source: str, target: str, longest: int) -> Reach:
    """The claims on paths from one entity to another, by IRI, of at most ``longest`` hops.

    Of fewer hops, as the result says, where more would lead through more than :data:`MOST_HOPS` hops or
    :data:`MOST_CLAIMS` claims; no claims with 0 hops where one hop already does. Claims that deny a relation are not
    left out.
    """
    hops: list[_Hop] = []
    away, back = {source}, {target}  # entities from which hops were fetched, and to which
    front, rear = {source}, {target}  # those of them that were reached last
    fetched = 0  # lengths of paths all of whose hops were fetched
    while fetched < longest:
        from_source = fetched % 2 == 0
        lookups, entities = (_AWAY, front) if from_source else (_BACK, rear)
        more = list(islice(_fetch_hops(graph, lookups, entities), MOST_HOPS - len(hops) + 1))
        hops += more
        if len(hops) > MOST_HOPS:
            break
        if from_source:
            front = {hop.end for hop in more} - away
            away |= front
        else:
            rear = {hop.start for hop in more} - back
            back |= rear
        fetched += 1
    for length in range(fetched, 0, -1):
        claims = _between(hops, source, target, length)
        if len(claims) <= MOST_CLAIMS:
            return Reach(claims, length)
    return Reach((), 0)


def _between(hops: Iterable[_Hop], source: str, target: str, longest: int) -> tuple[str, ...]:
    """The claims of those hops that are on a path of at most ``longest``, by the shortest ways to and from each."""
    forwards: dict[str, list[str]] = {}
    backwards: dict[str, list[str]] = {}
    for hop in hops:
        forwards.setdefault(hop.start, []).append(hop.end)
        backwards.setdefault(hop.end, []).append(hop.start)
    before, after = _distances(forwards, source), _distances(backwards, target)
    never = longest + 1
    return tuple(sorted({h.claim for h in hops if before.get(h.start, never) + 1 + after.get(h.end, never) <= longest}))


def _distances(ends: Mapping[str, Iterable[str]], start: str) -> dict[str, int]:
    """How many hops each entity is away from the first, where ``ends`` are those that one hop leads to."""
    distances = {start: 0}
    front = [start]
    while front:
        further = []
        for node in front:
            for end in ends.get(node, ()):
                if end not in distances:
                    distances[end] = distances[node] + 1
                    further.append(end)
        front = further
    return distances


def _fetch_hops(graph: Graph, lookups: Iterable[str], entities: Iterable[str]) -> Iterator[_Hop]:
    """The hops from or to entities, as the ``lookups`` have it."""
    nodes = [ox.NamedNode(iri) for iri in sorted(entities)]
    for lookup in lookups:
        for first in range(0, len(nodes), _ENTITIES_AT_ONCE):
            for row in graph.look_up(lookup, {"entity": nodes[first : first + _ENTITIES_AT_ONCE]}):
                if all(isinstance(term, ox.NamedNode) for term in row):
                    yield _Hop(*(term.value for term in cast("tuple[ox.NamedNode, ...]", row)))
