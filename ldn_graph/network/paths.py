"""Paths between entities through claims, each with the support that it has.

That a path exists says that somebody claimed each step. How far it holds is said beside it, and never better
than its weakest hop.

Paths are found one by one, the best supported first, without the others: for each status, only over claims of
that status or a better one; for each number of hops, only to where the rest of the way still leads. What is held
in memory does not grow with the number of paths.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..audit.results import Audit
from ..audit.status import NOT_SUPPORTED
from ..audit.studies import Studies
from ..model.claims import EvidenceLine
from ..model.lookup import find_known
from ..model.natural_order import natural_key
from .hops import STATUS_RANK, Hop, read_hops

if TYPE_CHECKING:
    import networkx as nx

HELD = 10_000
"""So many paths of one status and length are held back at most, until it is sure that none has more studies."""


class SupportedPath(NamedTuple):
    """Hops from one entity to another. ``steps`` are IRIs, one more than there are hops.

    ``status`` is that of the weakest hop; ``sign`` the product of the hops' signs, None where one is unknown;
    ``studies`` the independent studies in favour over all hops, each once; ``bare`` the claims without a
    supporting source, ``unsourced`` those without any source at all.
    """

    steps: tuple[str, ...]
    hops: tuple[Hop, ...]
    status: str
    sign: int | None
    studies: int
    bare: tuple[str, ...]
    unsourced: tuple[str, ...]


def find_paths(
    audit: Audit, source: str, target: str, *, longest: int = 4, studies: Studies | None = None
) -> Iterator[SupportedPath]:
    """The paths from one entity to another of at most ``longest`` hops, the best supported first.

    An entity of the audit's claims is named by its label, id, CURIE or IRI; a name of none raises
    :class:`~ldn_graph.errors.UnknownNameError`. A path passes no entity and no claim twice, and follows claims from
    subject to object; from an entity to itself there is none. ``studies`` says which sources are one study, where
    the claims are only some of those that tell it.

    Paths are ordered by the weakest hop's status (:data:`~ldn_graph.network.hops.STATUS_RANK`), then the number of
    hops, then ``studies``, the most first, then hop by hop by the claim's id (to its object before to its condition).
    Where more than :data:`HELD` paths of one status and length would have to wait for those with more studies, the
    best of the waiting comes first. Not promised: that a path is a mechanism, since its claims may be of different
    people and conditions; nor that more than a few hops are quick in a dense network where hardly any path is left.
    """
    entities = {e.iri: e for c in audit.claims for e in (c.claim.subject, c.claim.object, c.claim.context) if e}
    start, end = (
        find_known(name, entities.values(), "claim on the entity", "ldn-graph query chains")
        for name in (source, target)
    )
    studies = studies or Studies(e.source for c in audit.claims for e in c.claim.lines)
    return _find_paths(audit, start, end, longest, studies)


def _find_paths(audit: Audit, source: str, target: str, longest: int, studies: Studies) -> Iterator[SupportedPath]:
    if source == target:
        return
    hops = sorted(read_hops(audit), key=_place)
    lines = {c.claim.id: c.lines for c in audit.claims}
    for rank in sorted({hop.rank for hop in hops}):
        tier = _Tier(hops, rank, source, target, longest)
        for length in range(tier.shortest, longest + 1):
            found = ((most, _supported(way, studies, lines)) for most, way in tier.ways(length))
            yield from _by_studies(found)


class _Tier:
    """The ways from source to target whose weakest hop has exactly this rank.

    ``sums[left][used]`` has for each node, as the bits of a number, what the studies of ``left`` hops from it to the
    target can add up to, over hops of this rank or better, one of this rank among them unless one was ``used``.
    It looks past nodes that were passed before, so it never misses a way, and sometimes leads nowhere; ``gates`` are
    the nodes that no way from a node to the target goes around.
    """

    def __init__(self, hops: Iterable[Hop], rank: int, source: str, target: str, longest: int) -> None:
        import networkx as nx

        self.rank, self.source = rank, source
        self.sums: list[tuple[dict[str, int], dict[str, int]]] = [({}, {target: 1})]
        reverse: nx.DiGraph[str] = nx.DiGraph()
        reverse.add_nodes_from((source, target))
        usable = [h for h in hops if h.rank <= rank and h.end != source and h.start != target]
        reverse.add_edges_from((hop.end, hop.start) for hop in usable)
        needed: Mapping[str, int] = nx.single_source_shortest_path_length(reverse, target, cutoff=longest)
        self.shortest = needed.get(source, longest + 1)
        self.leaving: dict[str, list[Hop]] = {}
        self.gates: dict[str, frozenset[str]] = {}
        if self.shortest <= longest:
            self.gates = _find_gates(reverse.subgraph(needed), target)
            for hop in usable:
                if hop.end in needed:
                    self.leaving.setdefault(hop.start, []).append(hop)

    def ways(self, length: int) -> Iterator[tuple[int, tuple[Hop, ...]]]:
        """The ways of so many hops, each with the sum of its hops' studies: the greatest sum first, then by place."""
        while len(self.sums) <= length:
            self._look_further()
        possible = self.sums[length][False].get(self.source, 0)
        for most in reversed(range(possible.bit_length())):
            if possible >> most & 1:
                for way in self._extend((), length, most, used=False):
                    yield most, way

    def _look_further(self) -> None:
        """Add what one more hop makes possible."""
        nearer = self.sums[-1]
        further: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for start, hops in self.leaving.items():
            for used in (False, True):
                sums = 0
                for hop in hops:
                    sums |= nearer[used or hop.rank == self.rank].get(hop.end, 0) << hop.studies
                if sums:
                    further[used][start] = sums
        self.sums.append(further)

    def _extend(self, way: tuple[Hop, ...], left: int, most: int, *, used: bool) -> Iterator[tuple[Hop, ...]]:
        """The ways that begin so and go on for ``left`` hops, whose studies add up to ``most``."""
        if not left:
            yield way
            return
        end = way[-1].end if way else self.source
        passed, claims = {hop.start for hop in way} | {end}, {hop.claim for hop in way}
        nearer = self.sums[left - 1]
        for hop in self.leaving.get(end, ()):
            if hop.end in passed or hop.claim in claims or hop.studies > most:
                continue
            now_used = used or hop.rank == self.rank
            possible = nearer[now_used].get(hop.end, 0) >> (most - hop.studies) & 1
            if possible and passed.isdisjoint(self.gates[hop.end]):
                yield from self._extend((*way, hop), left - 1, most - hop.studies, used=now_used)


def _find_gates(reverse: nx.DiGraph[str], target: str) -> dict[str, frozenset[str]]:
    """For each node that leads to the target, the nodes that every way to it passes; edges lead from the target on."""
    import networkx as nx

    nearest = {node: gate for node, gate in nx.immediate_dominators(reverse, target).items() if node != target}
    gates: dict[str, frozenset[str]] = {target: frozenset()}
    for node in nearest:
        way = []
        while node not in gates:
            way.append(node)
            node = nearest[node]
        for passed in reversed(way):
            gates[passed] = gates[nearest[passed]] | {nearest[passed]}
    return gates


def _by_studies(found: Iterable[tuple[int, SupportedPath]]) -> Iterator[SupportedPath]:
    """The paths with most studies first, of paths that come by the sum of their hops' studies, then by place.

    A study behind two hops is in that sum twice, so no path has more studies than it says: one that has as many
    comes at once, and one that has fewer waits.
    """
    waiting: list[tuple[tuple[int, tuple[object, ...]], SupportedPath]] = []
    for most, path in found:
        here = tuple(map(_place, path.hops))
        heapq.heappush(waiting, ((-path.studies, here), path))
        while waiting and (waiting[0][0] <= (-most, here) or len(waiting) > HELD):
            yield heapq.heappop(waiting)[1]
    while waiting:
        yield heapq.heappop(waiting)[1]


def _place(hop: Hop) -> tuple[object, ...]:
    """How hops that begin at one entity are ordered; no two are equal."""
    return natural_key(hop.claim), hop.through is not None


def _supported(hops: tuple[Hop, ...], studies: Studies, lines: Mapping[str, Iterable[EvidenceLine]]) -> SupportedPath:
    sign: int | None = 1
    for hop in hops:
        sign = None if sign is None or hop.sign is None else sign * hop.sign
    return SupportedPath(
        (hops[0].start, *(hop.end for hop in hops)),
        hops,
        max((hop.status for hop in hops), key=STATUS_RANK.__getitem__),
        sign,
        studies.count(e for hop in hops for e in lines[hop.claim] if e.in_favour),
        tuple(hop.claim for hop in hops if hop.status in NOT_SUPPORTED),
        tuple(hop.claim for hop in hops if not hop.sources),
    )
