"""What a query names and no triple of the graph has, with what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..model.prefixes import OWN
from ..model.vocab import BIOLINK, PREFIXES, shorten
from .names import nearest_node
from .tokens import Token

if TYPE_CHECKING:
    from ..model.graph import Graph

_VOCABULARIES = tuple(iri for prefix, iri in PREFIXES.items() if prefix not in (*OWN, "biolink", "eco", "obo"))
"""Their terms may be absent and meant all the same, as in an OPTIONAL."""
_BEFORE_OTHERS = frozenset({"BASE", "FROM", "NAMED", "SERVICE", "SILENT", "USING"})
"""Words before an IRI that is no node."""


def find_absent(graph: Graph, tokens: Sequence[Token]) -> Iterator[str]:
    """A remark for each node and predicate that a query names and no triple has.

    Terms of the vocabularies are passed over. A server behind an endpoint is not asked.
    """
    import pyoxigraph as ox

    if not (graph.access.in_memory or graph.access.folder):
        return
    named: dict[ox.NamedNode, str] = {}
    for text, iri in _named(tokens, graph.prefixes.iris):
        if not iri.startswith(_VOCABULARIES) and iri not in BIOLINK:
            with suppress(ValueError):  # no IRI
                named.setdefault(ox.NamedNode(iri), text)
    occurring = {node for (node,) in graph.look_up("nodes-that-occur", {"node": named})}
    for node, text in named.items():
        if node not in occurring:
            meaning = "" if text.startswith("<") else f", which is {node} here,"
            yield f"{text}{meaning} is in no triple of this graph{_hint(graph, node.value)}"


def _hint(graph: Graph, iri: str) -> str:
    if iri.startswith(BIOLINK.iri):
        near = BIOLINK.suggest(iri[len(BIOLINK.iri) :])
    else:
        node = nearest_node(graph, iri)
        near = node and shorten(node, graph.prefixes.iris)
    return f"; did you mean {near}?" if near else ""


def _named(tokens: Sequence[Token], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each name of a node or predicate as it is written, with its IRI; ``known`` are prefixes that need no declaration.

    A name that is called as a function is none.
    """
    prefixes, base = dict(known), ""
    before = Token("start", "", 0)
    declared: str | None = None
    for token, after in pairwise([*tokens, Token("end", "", -1)]):
        word, before = before.text.upper(), token
        if word == "PREFIX":
            declared = token.text.rstrip(":")
        elif token.kind == "iri":
            iri = urljoin(base, token.text[1:-1]) if base else token.text[1:-1]
            if declared is not None:
                prefixes[declared], declared = iri, None
            elif word == "BASE":
                base = iri
            elif word not in _BEFORE_OTHERS and after.text != "(":
                yield token.text, iri
        elif token.kind == "name" and word not in _BEFORE_OTHERS and after.text != "(":
            prefix, _, rest = token.text.partition(":")
            if prefix in prefixes:
                yield token.text.rstrip("."), prefixes[prefix] + rest.rstrip(".").replace("\\", "")
