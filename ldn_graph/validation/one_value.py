"""Of which properties a node has one value: by the shapes, by what is read once, and a source's authors."""

from __future__ import annotations

from ..model.vocab import DC
from ..rdf.opening import open_graph
from .shapes import SHAPES
from .text_rules import READ_ONCE

_SHACL = "http://www.w3.org/ns/shacl#"


def properties_of_one_value() -> frozenset[str]:
    """The IRIs of these properties; of texts a node may have one in each language."""
    import pyoxigraph as ox

    paths: dict[str, str] = {}
    limited: set[str] = set()
    for quad in open_graph(SHAPES).quads:
        if quad.predicate.value == f"{_SHACL}path" and isinstance(quad.object, ox.NamedNode):
            paths[str(quad.subject)] = quad.object.value
        elif quad.predicate.value == f"{_SHACL}maxCount" and quad.object == ox.Literal(1):
            limited.add(str(quad.subject))
    return frozenset(path for shape, path in paths.items() if shape in limited) | READ_ONCE | {DC.creator}
