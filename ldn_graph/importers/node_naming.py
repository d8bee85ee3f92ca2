"""What the nodes of an import are called in a file: their IRIs begin as its prefixes or its other nodes have it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..model.vocab import ENTITY_CLASSES, LDN, RDF, local_id
from .writer import described_nodes

if TYPE_CHECKING:
    from ..rdf.index import Value
    from .values import Imported

    Described = dict[str, dict[str, dict[Value, None]]]

_KINDS: Mapping[str, frozenset[str]] = {
    "claim": frozenset({LDN.Claim}),
    "source": frozenset({LDN.Source}),
    "entity": frozenset(ENTITY_CLASSES),
    "evidence": frozenset({LDN.EvidenceLine, LDN.EvidenceSearch}),
    "quantity": frozenset({LDN.Quantity}),
    "result": frozenset({LDN.Result}),
    "assessment": frozenset({LDN.RiskOfBiasAssessment}),
}
"""The kinds of nodes that an import names, with their classes."""


def namespaces_in(graph: Described, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Where the IRIs of new nodes begin, by their kind: as its prefix says, else as those of its first node."""
    found: dict[str, str] = {}
    for kind, classes in _KINDS.items():
        nodes = (node for node, said in graph.items() if not classes.isdisjoint(said.get(RDF.type, ())))
        first = next((node for node in nodes if not node.startswith("_:")), None)
        if kind in prefixes:
            found[kind] = prefixes[kind]
        elif first is not None:
            found[kind] = first.removesuffix(local_id(first))
    return found


def named_in(
    graph: Described, namespaces: Mapping[str, str], imported: Imported, namespace: str
) -> tuple[Described, dict[str, int]]:
    """What an import says, by node, and the rows that say it.

    The import's IRIs begin with ``namespace``; here they do as those of the graph, by their kind, but for one that is
    of another kind or node there. Where a namespace goes on behind its last ``/`` or ``#``, an id begins with that.
    """
    made: dict[str, str] = {}

    def named(iri: str) -> str:
        kind, slash, rest = iri.removeprefix(namespace).partition("/")
        if not iri.startswith(namespace) or not slash or kind not in namespaces:
            return iri
        cut = max(map(namespaces[kind].rfind, "/#")) + 1
        begin, tail = namespaces[kind][:cut], namespaces[kind][cut:]
        is_whole = begin + rest in graph or rest.startswith(tail)
        for own in (*([begin + rest] if is_whole else []), begin + tail + rest):
            types = graph.get(own, {}).get(RDF.type, {}).keys()
            if not (types and _KINDS[kind].isdisjoint(types)) and made.setdefault(own, iri) == iri:
                return own
        return iri

    return described_nodes(imported, named), {named(iri): row for iri, row in imported.rows.items()}
