"""What nodes are called, of which nothing else is wanted: agents, whose labels say their roles, and conditions."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.graph import Graph
from ..model.vocab import RDFS, local_id
from .index import reading_order


def read_labels(graph: Graph, nodes: Iterable[str | None]) -> dict[str, str]:
    """The label of each of these nodes, by IRI: the English one, else the first by language, as all texts.

    For a node without a label it is the last part of its IRI. None among the nodes counts for nothing.
    """
    import pyoxigraph as ox

    iris = sorted({iri for iri in nodes if iri})
    if not iris:
        return {}
    labels: dict[str, list[ox.Literal]] = {}
    for quad in graph.describe(iris):
        if quad.predicate.value == RDFS.label and isinstance(quad.object, ox.Literal):
            labels.setdefault(getattr(quad.subject, "value", ""), []).append(quad.object)
    return {iri: min(labels[iri], key=reading_order).value if iri in labels else local_id(iri) for iri in iris}
