"""What the nodes in an answer are: claims, entities and sources, which have pages on this server, and others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..model.graph import Graph
from ..model.vocab import DCTERMS, ENTITY_CLASSES, LDN, RDFS

if TYPE_CHECKING:
    import pyoxigraph as ox

_KINDS: Mapping[str, str] = {LDN.Claim: "claim", **dict.fromkeys(ENTITY_CLASSES, "entity"), LDN.Source: "source"}
_Text = tuple[str, str, str]  # the property, the language, the text


class Node(NamedTuple):
    """A node that the graph has statements on: its ``kind`` is that of its page, "" where it has none (an evidence
    line, a result); ``label`` is what it is called, "" where nothing says so."""

    kind: str
    label: str


def read_nodes(graph: Graph, iris: Iterable[ox.NamedNode]) -> dict[str, Node]:
    """Those of the IRIs that have a class in the graph, by IRI; the graph is asked once.

    A source is called by its title, all else by its label, as far as they have these. Of several texts the English
    one counts, else the first by language, as in the named questions.
    """
    import pyoxigraph as ox

    kinds: dict[str, str] = {}
    texts: dict[str, set[_Text]] = {}
    for node, cls, prop, text in graph.look_up("what-nodes-are", {"node": iris}):
        if isinstance(node, ox.NamedNode) and isinstance(cls, ox.NamedNode):
            kinds[node.value] = kinds.get(node.value) or _KINDS.get(cls.value, "")
            if isinstance(prop, ox.NamedNode) and isinstance(text, ox.Literal):
                texts.setdefault(node.value, set()).add((prop.value, text.language or "", text.value))
    return {iri: Node(kind, _choose_label(kind, texts.get(iri, ()))) for iri, kind in kinds.items()}


def _choose_label(kind: str, texts: Iterable[_Text]) -> str:
    first = DCTERMS.title if kind == "source" else RDFS.label

    def order(text: _Text) -> tuple[bool, bool, bool, str, str]:
        prop, language, words = text
        return prop != first, prop != RDFS.label, not language.startswith("en"), language, words

    return min(texts, key=order, default=("", "", ""))[2]
