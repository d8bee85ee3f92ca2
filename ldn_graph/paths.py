"""Paths between entities through claims, each with the support that it has.

A hop is one claim: from its subject to its object, or through its object to the condition that it is made in.
So claims follow one another in a path and are never mixed within a hop. That a path exists says that
somebody claimed each step. How far it holds is said beside it, and never better than its weakest hop.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .audit import Audit, ClaimAudit
from .claims import EvidenceLine, natural_key
from .support import NOT_SUPPORTED, Studies
from .vocab import SIGNED_PREDICATES, shorten

if TYPE_CHECKING:
    import networkx as nx

STATUS_RANK: Mapping[str, int] = {
    "supported": 0,
    "partly-supported": 1,
    "contested": 2,
    "indirectly-supported": 3,
    "unsupported": 4,
    "unchecked": 5,
    "contradicted": 6,
}
"""The statuses from the best supported to the worst: direct support, indirect, none, evidence against."""

_SIGNS: Mapping[str | None, int | None] = {"increased": 1, "decreased": -1}


class Hop(NamedTuple):
    """One claim, passed from ``start`` to ``end`` (IRIs), ``through`` its object where it ends in its condition.

    ``sign`` is 1 where the claim says that the start increases the end, -1 where it decreases it, None where
    it says neither: ``biolink:object_direction_qualifier``, or a predicate of
    :data:`~ldn_graph.vocab.SIGNED_PREDICATES`. ``studies`` are the independent studies in favour.
    """

    claim: str
    start: str
    through: str | None
    end: str
    predicate: str
    sign: int | None
    status: str
    studies: int
    sources: int


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


def find_paths(audit: Audit, source: str, target: str, *, longest: int = 4) -> Iterator[SupportedPath]:
    """The paths from one entity to another (IRIs) of at most ``longest`` hops, the best supported first.

    They are ordered by the weakest hop's status (:data:`STATUS_RANK`), then the number of hops, then the ids of the
    claims; none passes an entity twice. They are found one by one, best first (A*, with the hops that are still
    needed at least from networkx's ``single_source_shortest_path_length``), so that the first ones come without
    the others. Not promised: that a path is a mechanism, since its claims may be of different people and
    conditions. No path, or an entity that no claim names, gives nothing.
    """
    import networkx as nx

    hops = _hops(audit)
    reverse: nx.DiGraph[str] = nx.DiGraph()
    reverse.add_nodes_from((source, target))
    reverse.add_edges_from((hop.end, hop.start) for several in hops.values() for hop in several)
    needed: Mapping[str, int] = nx.single_source_shortest_path_length(reverse, target, cutoff=longest)
    if source not in needed or source == target:
        return
    studies = Studies(e.source for c in audit.claims for e in c.claim.lines)
    lines = {c.claim.id: c.lines for c in audit.claims}
    waiting: list[tuple[int, int, tuple[object, ...], int, tuple[Hop, ...]]] = [(0, needed[source], (), 0, ())]
    count = 0
    while waiting:
        rank, _, names, _, way = heapq.heappop(waiting)
        end = way[-1].end if way else source
        if end == target:
            yield _supported(way, studies, lines)
            continue
        passed = {source, *(hop.end for hop in way)}
        for hop in hops.get(end, ()):
            length = len(way) + 1 + needed.get(hop.end, longest)
            if hop.end not in passed and length <= longest:
                count += 1  # no two entries are equal, so that hops are never compared
                worst = max(rank, STATUS_RANK[hop.status])
                heapq.heappush(waiting, (worst, length, (*names, natural_key(hop.claim)), count, (*way, hop)))


def _hops(audit: Audit) -> dict[str, list[Hop]]:
    """The hops that begin at each entity, in the order of the claims."""
    hops: dict[str, list[Hop]] = {}
    for audited in audit.claims:
        claim = audited.claim
        ends: list[tuple[str | None, str, int | None]] = [(None, claim.object.iri, _sign(audited))]
        if claim.context and claim.context.iri != claim.object.iri:
            ends.append((claim.object.iri, claim.context.iri, None))
        for through, end, sign in ends:
            hop = Hop(
                claim.id, claim.subject.iri, through, end, claim.predicate, sign, audited.status, audited.studies,
                len({e.source.iri for e in audited.lines}),
            )  # fmt: skip
            hops.setdefault(hop.start, []).append(hop)
    return hops


def _sign(audited: ClaimAudit) -> int | None:
    claim = audited.claim
    return _SIGNS[claim.direction] if claim.direction in _SIGNS else SIGNED_PREDICATES.get(shorten(claim.predicate))


def _supported(hops: tuple[Hop, ...], studies: Studies, lines: Mapping[str, Iterable[EvidenceLine]]) -> SupportedPath:
    sign: int | None = 1
    for hop in hops:
        sign = None if sign is None or hop.sign is None else sign * hop.sign
    names = tuple(dict.fromkeys(hop.claim for hop in hops))
    return SupportedPath(
        (hops[0].start, *(hop.end for hop in hops)),
        hops,
        max((hop.status for hop in hops), key=STATUS_RANK.__getitem__),
        sign,
        studies.count(e for name in names for e in lines[name] if e.in_favour),
        tuple(dict.fromkeys(hop.claim for hop in hops if hop.status in NOT_SUPPORTED)),
        tuple(dict.fromkeys(hop.claim for hop in hops if not hop.sources)),
    )
