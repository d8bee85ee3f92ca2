"""The claims as a network: drug -> mechanism -> condition -> evidence, for networkx.

Every edge carries the claim that it comes from, and a chain follows the edges of one
claim only: what bears on one claim never seems to support another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..audit.results import Audit, ClaimAudit
from ..model.claims import Claim, Entity, EvidenceLine
from ..model.natural_order import natural_key
from ..model.vocab import local_id, shorten

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]

_Edge = tuple[str, str, dict[str, object]]
"""Start, end, attributes."""


class Link(NamedTuple):
    """The last step of a chain: one evidence line. ``source`` is the key of the source."""

    source: str
    bearing: str
    directness: str


class Chain(NamedTuple):
    """One claim from its subject to its evidence.

    ``steps`` are IRIs of entities: drug, mechanism or outcome, condition; two of them
    where the object is itself the condition. Those of a claim that is a sentence only begin with the claim itself.
    ``evidence`` may be empty. ``certainty`` are words, None where the claim has none; ``overclaimed`` says whether its
    wording says more than its evidence carries.
    """

    claim: str
    status: str
    steps: tuple[str, ...]
    evidence: tuple[Link, ...]
    certainty: str | None = None
    overclaimed: bool = False


def build_network(audit: Audit) -> Network:
    """The audited claims as a ``networkx.MultiDiGraph``.

    Returns
    -------
    nx.MultiDiGraph
        *Nodes* are IRIs, with ``label``, ``local_id`` and ``kind``: drug, mechanism, condition,
        outcome, population, practice, or source; "entity" where the graph names none of
        them; claim for a claim that is a sentence only. Sources also have ``year`` and
        ``design`` where these are recorded.
        *Edges* run subject -> object, object -> condition (where the claim has a disease
        context that is not the object itself) and from the last of these to each source. Those of a claim that is a
        sentence only run claim -> condition, where it has one, and on to each source; its node has what else its
        edges have of it, ``claim``, ``status`` and the others. The key is the claim's id with
        the step, or with the evidence line: ``C20/1``, ``C20/2``, ``C20/C20-ekelem-2019``.
        Each edge has ``claim`` (the id), ``step`` (from 1), ``status`` and ``predicate``
        (a CURIE); beside the status ``overclaimed``, *yes* or *no*, and ``certainty`` in words, where
        the claim has one; an edge to a source also ``bearing``, ``directness``, ``line`` (the IRI)
        and ``level``, where it has one.
        All values are text or whole numbers, so every format of networkx can write them.

    The graph is new at each call and yours to change.
    """
    import networkx as nx

    network: Network = nx.MultiDiGraph()
    for audited in audit.claims:
        claim, steps = audited.claim, steps_of(audited.claim)
        about = {"claim": claim.id, **_standing(audited)}
        for entity in steps:
            network.add_node(
                entity.iri, label=str(entity.label), local_id=entity.id, kind=entity.kind.lower() or "entity"
            )
        if claim.predicate is None:
            network.add_node(claim.iri, **about)
        for n, (start, end) in enumerate(pairwise(steps)):
            predicate = shorten(claim.predicate) if claim.predicate and n == 0 else "biolink:disease_context_qualifier"
            network.add_edge(start.iri, end.iri, key=f"{claim.id}/{n + 1}", step=n + 1, predicate=predicate, **about)
        for line in audited.lines:
            _add_source(network, line)
            level = line.level(claim.graded_topic)
            network.add_edge(
                steps[-1].iri,
                line.source.iri,
                key=f"{claim.id}/{local_id(line.iri)}",
                step=len(steps),
                predicate="biolink:has_evidence",
                bearing=line.bearing,
                directness=line.directness,
                line=line.iri,
                **({} if level is None else {"level": level}),
                **about,
            )
    return network


def _standing(audited: ClaimAudit) -> dict[str, str]:
    """The status, with what must stand beside it."""
    return {
        "status": audited.status,
        "overclaimed": "yes" if audited.overclaimed else "no",
        **({"certainty": audited.certainty.words} if audited.certainty else {}),
    }


def steps_of(claim: Claim) -> tuple[Entity, ...]:
    """The entities of a claim in the order of its chain: subject, object and its disease context, if it is another.

    A claim that is a sentence only stands in the place of its subject and object.
    """
    context = claim.context if claim.context and claim.context != claim.object else None
    if relation := claim.relation:
        start: tuple[Entity, ...] = (relation.subject, relation.object)
    else:
        start = (Entity(claim.iri, claim.id, claim.label, "Claim", (), ()),)
    return (*start, context) if context else start


def chains(
    network: Network, *, claim: str | None = None, through: str | None = None, source: str | None = None
) -> Iterator[Chain]:
    """The chain of each claim, in the order of the claims' ids.

    ``claim`` takes the one with this id; ``through`` those that pass this entity (IRI);
    ``source`` those with a line from the source with this key. Edges of different claims
    are never joined.
    """
    sentences = {str(about["claim"]): node for node, about in network.nodes(data=True) if "claim" in about}
    edges: dict[str, list[_Edge]] = {ident: [] for ident in sentences if claim is None or ident == claim}
    for start, end, data in network.edges(data=True):
        if claim is None or data["claim"] == claim:
            edges.setdefault(data["claim"], []).append((start, end, data))
    for claim_id in sorted(edges, key=natural_key):
        chain = _chain(network, claim_id, edges[claim_id], sentences.get(claim_id))
        if (through is None or through in chain.steps) and (
            source is None or source in {e.source for e in chain.evidence}
        ):
            yield chain


def _chain(network: Network, claim_id: str, edges: Iterable[_Edge], sentence: str | None) -> Chain:
    """The chain of a claim from its edges, those between entities first and those to sources last.

    ``sentence`` is the node of a claim that is a sentence only, where the chain begins, with edges or without.
    """
    ordered = sorted(edges, key=lambda edge: int(str(edge[2]["step"])))
    hops = [(start, end) for start, end, data in ordered if "line" not in data]
    evidence = (
        Link(str(network.nodes[end]["local_id"]), str(data["bearing"]), str(data["directness"]))
        for _, end, data in ordered
        if "line" in data
    )
    about = network.nodes[sentence] if sentence else ordered[0][2]
    return Chain(
        claim=claim_id,
        status=str(about["status"]),
        steps=(sentence or hops[0][0], *(end for _, end in hops)),
        evidence=tuple(sorted(evidence, key=lambda link: natural_key(link.source))),
        certainty=str(about["certainty"]) if "certainty" in about else None,
        overclaimed=about["overclaimed"] == "yes",
    )


def _add_source(network: Network, line: EvidenceLine) -> None:
    source = line.source
    recorded: dict[str, str | int] = {}
    if source.year is not None:
        recorded["year"] = source.year
    if source.design is not None:
        recorded["design"] = source.design
    network.add_node(source.iri, label=str(source.label), local_id=source.id, kind="source", **recorded)
