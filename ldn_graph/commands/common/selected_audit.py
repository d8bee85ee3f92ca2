"""The audit of the claims that a command is asked for, of a graph that is read as a whole."""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...audit.audit import audit_claims
from ...audit.results import Audit, ClaimAudit
from ...errors import UnknownNameError
from ...model.claims import Claim, conditions_of
from ...model.graph import Graph
from .reading import require_claims
from .selection import Selection


class ResolvedSelection(NamedTuple):
    """A :class:`~ldn_graph.commands.common.selection.Selection` whose names were looked up: ``condition`` and
    ``without`` are IRIs.
    """

    statuses: Sequence[str]
    flags: Sequence[str]
    condition: str | None
    as_of: int | None
    without: frozenset[str]
    nulls_dispute: bool = False

    @property
    def selects_some(self) -> bool:
        """Whether only some claims are asked for."""
        return bool(self.statuses or self.flags or self.condition)

    def takes(self, audited: ClaimAudit) -> bool:
        """Whether this claim is one of them."""
        return (
            (not self.statuses or audited.status in self.statuses)
            and (not self.flags or bool({*self.flags} & {*audited.flags}))
            and (self.condition is None or self.condition in conditions_of(audited.claim))
        )


def resolve_selection(
    selection: Selection, graph: Graph, has_claims_on: Callable[[str], bool], *, without: frozenset[str] = frozenset()
) -> ResolvedSelection:
    """The selection with the IRI of its condition, and with those of the sources to be left out, as they are given.

    Raises what :func:`find_condition` raises.
    """
    condition = find_condition(graph, selection.condition, has_claims_on) if selection.condition else None
    return ResolvedSelection(
        selection.statuses, selection.flags, condition, selection.as_of, without, selection.nulls_dispute
    )


def find_condition(graph: Graph, name: str, has_claims_on: Callable[[str], bool]) -> str:
    """The IRI of the condition that a person means, on which or on a narrower one a claim is made.

    Raises :class:`~ldn_graph.errors.UnknownNameError` where there is none, since nothing may be concluded from it.
    """
    from ...sparql.names import find_node

    listing = "ldn-graph query conditions"
    iri = find_node(graph, name, "condition", listing)
    if not has_claims_on(iri):
        raise UnknownNameError(f"no claim is made on the condition {name!r} in this graph; see: {listing}")
    return iri


def audit_selection(
    graph: Graph,
    selection: Selection,
    claims: Sequence[Claim] = (),
    choose: Callable[[Audit], Collection[str]] | None = None,
) -> Audit:
    """The audit of all claims, and of it those that are asked for: a selection never changes a status.

    ``claims`` are those of the graph where they have been read already. ``choose`` gives, for the audit of all claims,
    the IRIs of those that are asked for in other ways too; a claim has to be asked for in both.
    """
    claims = claims or require_claims(graph)
    everything = audit_claims(claims, selection.as_of)
    resolved = resolve_selection(selection, graph, lambda iri: any(iri in conditions_of(c) for c in claims))
    chosen = choose(everything) if choose else None
    if chosen is None and not resolved.selects_some:
        return everything
    selected = tuple(c for c in everything.claims if resolved.takes(c) and (chosen is None or c.claim.iri in chosen))
    return replace(everything, claims=selected, selected_from=len(everything.claims))
