"""Which conditions share mechanisms and outcomes that claims are made on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model.claims import Claim
from ..model.natural_order import natural_key


class SharedMechanisms(NamedTuple):
    """Two conditions, by their ids, with the mechanisms and outcomes that claims are made on in both."""

    condition: str
    other: str
    mechanisms: tuple[str, ...]
    claims: tuple[str, ...]


def shared_mechanisms(claims: Iterable[Claim]) -> tuple[SharedMechanisms, ...]:
    """Pairs of conditions in which claims are made on the same mechanism or outcome; most shared first, then by id.

    Conditions and mechanisms are the two sides of a bipartite network, projected on the conditions (networkx's
    ``bipartite.projected_graph``). Not promised: that any of these claims has support, or that the mechanism is
    the same in both.
    """
    import networkx as nx

    sides: nx.Graph[tuple[str, str]] = nx.Graph()
    claims_on: dict[tuple[str, str], list[str]] = {}  # by condition and mechanism
    for claim in claims:
        for entity in (claim.subject, claim.object):
            if claim.condition and entity and entity.kind in ("Mechanism", "Outcome"):
                sides.add_edge(("condition", claim.condition.id), ("mechanism", entity.id))
                claims_on.setdefault((claim.condition.id, entity.id), []).append(claim.id)
    conditions = [node for node in sides if node[0] == "condition"]
    pairs = []
    for pair in nx.bipartite.projected_graph(sides, conditions).edges:
        one, other = sorted(pair)
        shared = sorted(name for _, name in set(sides[one]) & set(sides[other]))
        names = {i for condition in (one[1], other[1]) for mechanism in shared for i in claims_on[condition, mechanism]}
        pairs.append(
            SharedMechanisms(
                condition=one[1],
                other=other[1],
                mechanisms=tuple(shared),
                claims=tuple(sorted(names, key=natural_key)),
            )
        )
    return tuple(sorted(pairs, key=lambda s: (-len(s.mechanisms), s.condition, s.other)))
