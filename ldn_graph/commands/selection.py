"""What a command works on: the graph that was asked for, its claims, a selection of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from ..audit.audit import audit_claims
from ..audit.results import Audit, ClaimAudit
from ..errors import GraphNotFoundError, UnknownNameError
from ..model.claims import Claim, conditions_of
from ..model.graph import Graph
from ..rdf.claim_reader import read_claims
from ..sparql.names import find_node


class Selection(NamedTuple):
    """Which claims are asked for, and how their audit is taken; ``where`` and ``gone`` are IRIs."""

    statuses: Sequence[str]
    flags: Sequence[str]
    where: str | None
    as_of: int | None
    gone: frozenset[str]

    def __bool__(self) -> bool:
        """Whether only some claims are asked for."""
        return bool(self.statuses or self.flags or self.where)

    def takes(self, audited: ClaimAudit) -> bool:
        """Whether this claim is one of them."""
        return (
            (not self.statuses or audited.status in self.statuses)
            and (not self.flags or bool({*self.flags} & {*audited.flags}))
            and (self.where is None or self.where in conditions_of(audited.claim))
        )


def read_some_claims(graph: Graph) -> tuple[Claim, ...]:
    """The claims of a graph; none at all is an error, since an audit of nothing must not pass."""
    found = read_claims(graph)
    if not found:
        raise GraphNotFoundError(f"{graph.name}: no ldn:Claim in it; see docs/model.md for how a claim is written")
    return found


def audit_selection(
    graph: Graph,
    statuses: Sequence[str],
    flags: Sequence[str],
    condition: str | None,
    as_of: int | None,
    claims: Sequence[Claim] = (),
    also: Callable[[Audit], Collection[str]] | None = None,
) -> Audit:
    """The audit of all claims, then of it the ones selected: a selection never changes a status.

    ``claims`` are those of the graph where they have been read already; ``also`` gives the IRIs of the claims that
    are asked for besides.
    """
    claims = claims or read_some_claims(graph)
    everything = audit_claims(claims, as_of)
    where = (
        find_condition(graph, condition, lambda iri: any(iri in conditions_of(c) for c in claims))
        if condition
        else None
    )
    named = also(everything) if also else None

    selection = Selection(statuses, flags, where, as_of, frozenset())
    if not (selection or also):
        return everything
    selected = tuple(c for c in everything.claims if selection.takes(c) and (named is None or c.claim.iri in named))
    return everything._replace(claims=selected, selected_from=len(everything.claims))


def find_condition(graph: Graph, name: str, has_claims_on: Callable[[str], bool]) -> str:
    """The IRI of the condition that a person means, on which or on a narrower one a claim is made.

    Raises :class:`~ldn_graph.errors.UnknownNameError` where there is none, since nothing may be concluded from it.
    """
    listing = "ldn-graph query conditions"
    iri = find_node(graph, name, "condition", listing)
    if not has_claims_on(iri):
        raise UnknownNameError(f"no claim is made on the condition {name!r} in this graph; see: {listing}")
    return iri
