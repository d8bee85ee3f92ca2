"""Hops: what each claim leads from and to, on a way through several claims.

A claim leads from its subject to its object. Where it is made in a condition, it also leads from its subject
through its object to that condition, and from its object to it. So claims follow one another on a way and are
never mixed within a hop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..audit.results import Audit, ClaimAudit
from ..model.vocab import BIOLINK, SIGNED_PREDICATES, shorten

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

    ``predicate`` is that of the claim, or ``biolink:disease_context_qualifier`` from its object to its condition.
    ``sign`` is 1 where the claim says that the start increases the end, -1 where it decreases it, None where
    it says neither: ``biolink:object_direction_qualifier``, or a predicate of
    :data:`~ldn_graph.model.vocab.SIGNED_PREDICATES`; of a condition that a claim is made in it says neither.
    ``studies`` is the number of independent studies in favour, ``sources`` that of all sources with an evidence line
    that counted. ``certainty`` are words, None where the claim has none; ``overclaimed`` says whether its wording says
    more than its evidence carries. Neither has a part in the order of paths.
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
    certainty: str | None = None
    overclaimed: bool = False

    @property
    def rank(self) -> int:
        """The place of its status in :data:`STATUS_RANK`."""
        return STATUS_RANK[self.status]


def read_hops(audit: Audit) -> tuple[Hop, ...]:
    """The hops of all claims, in the order of the claims; no hop leads from an entity to itself.

    A claim that denies a relation leads nowhere, and neither does one that is a sentence only.
    """
    return tuple(
        hop for audited in audit.claims if not audited.claim.negated for hop in _hops(audited) if hop.start != hop.end
    )


def _hops(audited: ClaimAudit) -> Iterator[Hop]:
    claim, relation = audited.claim, audited.claim.relation
    if relation is None:
        return
    subject, object_ = relation.subject.iri, relation.object.iri
    support = (
        audited.status,
        audited.studies,
        len({e.source.iri for e in audited.lines}),
        audited.certainty.words if audited.certainty else None,
        audited.overclaimed,
    )
    sign = _sign(claim.direction, relation.predicate)
    yield Hop(claim.id, subject, None, object_, relation.predicate, sign, *support)
    if claim.context and claim.context.iri != object_:
        condition = claim.context.iri
        yield Hop(claim.id, subject, object_, condition, relation.predicate, None, *support)
        if subject != object_:
            yield Hop(claim.id, object_, None, condition, BIOLINK.disease_context_qualifier, None, *support)


def _sign(direction: str | None, predicate: str) -> int | None:
    """Which way a claim says that its subject moves its object: by its direction, else by its predicate."""
    return _SIGNS[direction] if direction in _SIGNS else SIGNED_PREDICATES.get(shorten(predicate))
