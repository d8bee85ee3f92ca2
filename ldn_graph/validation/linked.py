"""A graph as validation looks at it: what points to each node, and what to call it.

A mistake is found at a node, and the node may have no name: a selector is a blank node, which the parser names
anew in each run. Its reader needs the way to it (``claim:C17-passage/oa:hasSelector``) and a line to go to, that
of the block in which it stands. Both are found by going back to what points to the node, so :class:`Linked` adds
to the statements of a graph the links that lead the other way.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from ..model.graph import Graph
from ..model.vocab import DCTERMS, LDN, RDFS, shorten
from ..rdf.index import Statements, Value

_SHOWN = 80  # characters of a value that are worth showing
_TELLING = (RDFS.label, DCTERMS.title, RDFS.comment, LDN.ofWhat)
"""Properties by which a node without a name is found again in its file."""


class Mistake(NamedTuple):
    """A mistake before it is written out: ``node``, ``path`` and ``value`` as they stand in the graph."""

    rule: str
    node: str
    path: str | None
    value: str | None
    problem: str
    remedy: str
    severity: str = "Violation"
    shown_path: str | None = None


class Linked(Statements):
    """What a graph says, with the ways by which its nodes are reached; ``article`` is the raw text, where known."""

    def __init__(self, graph: Graph, article: str | None = None) -> None:
        super().__init__(graph)
        self.article = article

    @cached_property
    def triples(self) -> tuple[tuple[str, str, Value], ...]:
        """Node, predicate and value of each statement."""
        return tuple((n, p, v) for n, node in self.nodes.items() for p, values in node.items() for v in values)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Each IRI that is a predicate, a value or a datatype."""
        datatypes = {v.datatype.value for _, _, v in self.triples if not isinstance(v, str)}
        return frozenset(self.first_use) | datatypes

    @cached_property
    def referrers(self) -> Mapping[str, tuple[str, str]]:
        """For each node that something points to, the first node that does, and how."""
        return {v: (n, p) for n, p, v in reversed(self.triples) if isinstance(v, str)}

    def targets(self, node: str, path: str) -> list[str]:
        """The nodes that a node points to."""
        return [v for v in self.values(node, path) if isinstance(v, str)]

    def texts(self, node: str, path: str) -> list[str]:
        """IRIs and literals as text; a blank node has none."""
        return [plain(v) for v in self.values(node, path) if not (isinstance(v, str) and v.startswith("_:"))]

    def name(self, node: str) -> str:
        """A node's CURIE; for a blank node the way to it from the nearest node that has an IRI.

        Where no such way leads to it, what it says of itself: ``[rdfs:label "The drug helps"]``.
        """
        way: list[str] = []
        seen: set[str] = set()
        above = node
        while above.startswith("_:") and above in self.referrers and above not in seen:
            seen.add(above)
            above, path = self.referrers[above]
            way.insert(0, shorten(path))
        if not above.startswith("_:"):
            return "/".join([shorten(above), *way])
        return self._description(node) or "/".join([self._description(above) or "[]", *way])

    def _description(self, node: str) -> str | None:
        """What tells a blank node from others, as Turtle would write it."""
        said = ((path, text) for path in _TELLING for text in self.texts(node, path))
        return next((f'[{shorten(path)} "{show(text)}"]' for path, text in said), None)

    def place(self, node: str) -> str:
        """Where the node's block begins, else the block of the nearest node that points to it."""
        seen: set[str] = set()
        while (place := self.graph.place(node)) == self.graph.name and node in self.referrers and node not in seen:
            seen.add(node)
            node = self.referrers[node][0]
        return place


def plain(value: Value) -> str:
    """A value as findings know it: blank nodes have no name that lasts."""
    if isinstance(value, str):
        return "[]" if value.startswith("_:") else value
    return value.value


def show(value: str) -> str:
    """A value for the reader: IRIs as CURIEs, long text cut."""
    text = " ".join(shorten(value).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
