"""A graph as validation looks at it: its statements, what points to each node, and what to call a node in a message.

A mistake is found at a node, and the node may have no name: a selector is a blank node, which the parser names
anew in each run. The reader of a message needs the way to it (``claim:C17-passage/oa:hasSelector``) and a line to go
to, that of the block in which it stands. Both are found by going back from the node to what points to it, so
:class:`CheckedGraph` adds to the statements of a graph, for each node, the first one that points to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from ..model.graph import Graph
from ..model.literals import is_number, truth_of
from ..model.vocab import DCTERMS, LDN, RDFS, shorten
from ..rdf.index import Statements, Value
from .mistakes import excerpt, plain_text

_DESCRIBING = (RDFS.label, DCTERMS.title, RDFS.comment, LDN.ofWhat)
"""Properties by whose text a node without a name is found again in its file."""


class CheckedGraph(Statements):
    """The statements of a graph, with the ways that lead to its nodes.

    ``article`` is the raw text of the article, None where it was not given.
    """

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
        """For each node that something points to, the first node that does, and by which property."""
        return {v: (n, p) for n, p, v in reversed(self.triples) if isinstance(v, str)}

    def targets(self, node: str, path: str) -> list[str]:
        """The nodes that a node points to by a property."""
        return [v for v in self.values(node, path) if isinstance(v, str)]

    def texts(self, node: str, path: str) -> list[str]:
        """The values of a node's property as text, IRIs included; blank nodes, which have none, are left out."""
        return [plain_text(v) for v in self.values(node, path) if not (isinstance(v, str) and v.startswith("_:"))]

    def number(self, node: str, path: str) -> Decimal | None:
        """The first number that a property has; None where it has none that can be compared."""
        numbers = (v.value for v in self.values(node, path) if not isinstance(v, str) and is_number(v))
        text = next(numbers, None)
        return None if text is None else Decimal(text)

    def is_true(self, node: str, path: str) -> bool:
        """Whether a property is true."""
        return any(not isinstance(v, str) and truth_of(v) for v in self.values(node, path))

    def name(self, node: str) -> str:
        """A node's CURIE; for a blank node the way to it from the nearest node that has an IRI.

        Where no such way leads to it, one of its texts: ``[rdfs:label "The drug helps"]``.
        """
        way: list[str] = []
        seen: set[str] = set()
        above = node
        while above.startswith("_:") and above in self.referrers and above not in seen:
            seen.add(above)
            above, path = self.referrers[above]
            way.insert(0, shorten(path))
        if not above.startswith("_:"):
            return "/".join([shorten(above, self.graph.prefixes.iris), *way])
        return self._description(node) or "/".join([self._description(above) or "[]", *way])

    def _description(self, node: str) -> str | None:
        """The first text of a blank node that tells it from others, as Turtle would write it."""
        texts = ((path, text) for path in _DESCRIBING for text in self.texts(node, path))
        return next((f'[{shorten(path)} "{excerpt(text)}"]' for path, text in texts), None)

    def place(self, node: str) -> str:
        """The file and line where the node's block begins, else the block of the nearest node that points to it."""
        seen: set[str] = set()
        while (place := self.graph.place(node)) == self.graph.name and node in self.referrers and node not in seen:
            seen.add(node)
            node = self.referrers[node][0]
        return place
