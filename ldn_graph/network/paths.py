"""Paths between entities through claims, each with the support that it has.

That a path exists says that somebody claimed each step. How far it holds is said beside it, and never better
than its weakest hop.

:mod:`~ldn_graph.network.search` finds the ways, the best supported first, without looking for all of them. What is
held in memory does not grow with the number of paths.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..audit.results import Audit
from ..audit.status import NOT_SUPPORTED
from ..audit.studies import Studies
from ..model.claims import EvidenceLine
from ..model.lookup import find_iri
from ..model.natural_order import natural_key
from .hops import STATUS_RANK, Hop, read_hops
from .search import Way, WaySearch

MOST_WAITING = 10_000
"""How many paths of one status and length wait at most, until it is sure that none with more studies follows."""


class SupportedPath(NamedTuple):
    """Hops from one entity to another. ``steps`` are IRIs, one more than there are hops.

    ``status`` is that of the weakest hop; ``sign`` the product of the hops' signs, None where one is unknown;
    ``studies`` the independent studies in favour over all hops, each once; ``bare`` the claims without a
    supporting source, ``unsourced`` those without any source at all, ``overclaimed`` those worded more strongly than
    their evidence carries. How sure one may be of a claim stands at its hop: a path has no certainty of its own.
    """

    steps: tuple[str, ...]
    hops: tuple[Hop, ...]
    status: str
    sign: int | None
    studies: int
    bare: tuple[str, ...]
    unsourced: tuple[str, ...]
    overclaimed: tuple[str, ...] = ()


def path_document(path: SupportedPath) -> dict[str, object]:
    """A path as JSON."""
    return {**path._asdict(), "hops": [hop._asdict() for hop in path.hops]}


def find_paths(
    audit: Audit, source: str, target: str, *, longest: int = 4, studies: Studies | None = None
) -> Iterator[SupportedPath]:
    """The paths from one entity to another of at most ``longest`` hops, the best supported first.

    An entity of the audit's claims is named by its label, id, CURIE or IRI; a name of none raises
    :class:`~ldn_graph.errors.UnknownNameError`. A path passes no entity and no claim twice, and follows claims from
    subject to object; from an entity to itself there is none. ``studies`` says which sources are one study, where
    the audit is of only some of the claims that state it.

    Paths are ordered by the weakest hop's status (:data:`~ldn_graph.network.hops.STATUS_RANK`), then the number of
    hops, then ``studies``, the most first, then hop by hop by the claim's id (to its object before to its condition).
    Where more than :data:`MOST_WAITING` paths of one status and length would have to wait for those with more
    studies, the best of the waiting comes first. Not promised: that a path is a mechanism, since its claims may be of
    different people and conditions; nor that more than a few hops are quick in a dense network where hardly any path
    is left.
    """
    entities = {e.iri: e for c in audit.claims for e in c.claim.entities}
    start, end = (
        find_iri(name, entities.values(), "claim on the entity", "ldn-graph query chains") for name in (source, target)
    )
    studies = studies or Studies(e.source for c in audit.claims for e in c.claim.lines)
    return _find_paths(audit, start, end, longest, studies)


def _find_paths(audit: Audit, source: str, target: str, longest: int, studies: Studies) -> Iterator[SupportedPath]:
    # Apart from find_paths, so that a name of no entity is an error there and not when the first path is taken.
    if source == target:
        return
    hops = sorted(read_hops(audit), key=_order)
    lines = {c.claim.id: c.lines for c in audit.claims}
    for rank in sorted({hop.rank for hop in hops}):
        search = WaySearch(hops, rank, source, target, longest)
        for length in range(search.shortest, longest + 1):
            yield from _by_studies((total, _support(way, studies, lines)) for total, way in search.ways(length))


def _by_studies(paths: Iterable[tuple[int, SupportedPath]]) -> Iterator[SupportedPath]:
    """The paths with most studies first, then by the order of their hops.

    They come by another number, the greatest first: the total of their hops' studies, in which a study behind two hops
    is counted twice. So no path has more studies than its total says. One that has as many can go out at once: what
    comes later has no greater total, and of those with the same total comes after it. One that has fewer waits, in a
    heap, until the totals have come down to its studies.
    """
    waiting: list[tuple[tuple[int, tuple[object, ...]], SupportedPath]] = []
    for total, path in paths:
        order = tuple(map(_order, path.hops))
        heapq.heappush(waiting, ((-path.studies, order), path))
        while waiting and (waiting[0][0] <= (-total, order) or len(waiting) > MOST_WAITING):
            yield heapq.heappop(waiting)[1]
    while waiting:
        yield heapq.heappop(waiting)[1]


def _order(hop: Hop) -> tuple[object, ...]:
    """How hops that begin at one entity are ordered: by claim, to its object before to its condition."""
    return natural_key(hop.claim), hop.through is not None


def _support(hops: Way, studies: Studies, lines: Mapping[str, Iterable[EvidenceLine]]) -> SupportedPath:
    """A way with what stands behind it; ``lines`` are the evidence lines of claims, by their ids."""
    sign: int | None = 1
    for hop in hops:
        sign = None if sign is None or hop.sign is None else sign * hop.sign
    return SupportedPath(
        steps=(hops[0].start, *(hop.end for hop in hops)),
        hops=hops,
        status=max((hop.status for hop in hops), key=STATUS_RANK.__getitem__),
        sign=sign,
        studies=studies.count(e for hop in hops for e in lines[hop.claim] if e.in_favour),
        bare=tuple(hop.claim for hop in hops if hop.status in NOT_SUPPORTED),
        unsourced=tuple(hop.claim for hop in hops if not hop.sources),
        overclaimed=tuple(hop.claim for hop in hops if hop.overclaimed),
    )
