"""Which nodes two graphs describe otherwise, statement by statement, whatever the statements are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..model.natural_order import natural_key

if TYPE_CHECKING:
    from ..model.graph import Graph

_Object = ox.NamedNode | ox.Literal


def differing_nodes(old: Graph, new: Graph, renamed: Mapping[str, str]) -> tuple[str, ...]:
    """The IRIs of nodes that do not have the same statements in both graphs, those that one of them lacks included.

    ``renamed`` has old IRIs with the new ones, which count as the same. Statements with blank nodes are left out: to
    tell whether those are the same can take any time.
    """
    differing = _statements(old, renamed) ^ _statements(new, {})
    return tuple(sorted({subject.value for subject, _, _ in differing}, key=natural_key))


def _statements(graph: Graph, renamed: Mapping[str, str]) -> set[tuple[ox.NamedNode, ox.NamedNode, _Object]]:
    """All statements without blank nodes, under the new IRIs."""
    names = {old: ox.NamedNode(new) for old, new in renamed.items() if not new.startswith("_:")}
    statements: set[tuple[ox.NamedNode, ox.NamedNode, _Object]] = set()
    for quad in graph.quads:
        subject, obj = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(obj, (ox.NamedNode, ox.Literal)):
            value = names.get(obj.value, obj) if isinstance(obj, ox.NamedNode) else obj
            statements.add((names.get(subject.value, subject), quad.predicate, value))
    return statements
