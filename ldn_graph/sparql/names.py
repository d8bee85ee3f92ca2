"""What a person writes for a node of a graph: its label, local id, CURIE or IRI; a DOI or PMID for a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from ..errors import UnknownNameError
from ..model.lookup import IDENTIFIER_START, bare_identifier, expand, nearest, nearest_id
from ..model.vocab import BIBO, ENTITY_KINDS, LDN, PREFIXES, local_id, shorten

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..model.graph import Graph

KINDS: Mapping[str, tuple[str, ...]] = {
    **{kind.lower(): (LDN[kind],) for kind in ENTITY_KINDS},
    "entity": tuple(LDN[kind] for kind in ENTITY_KINDS),
    "mechanism_or_outcome": (LDN.Mechanism, LDN.Outcome),
    "claim": (LDN.Claim,),
    "source": (LDN.Source,),
    "node": (*(LDN[kind] for kind in ENTITY_KINDS), LDN.Claim, LDN.Source),
}
"""What may be meant by a name, and the classes of it; ``node`` is any of them."""

LISTINGS: Mapping[str, str] = {
    **dict.fromkeys(KINDS, "ldn-graph query entities"),
    "condition": "ldn-graph query conditions",
    "claim": "ldn-graph claims",
    "source": "ldn-graph query busiest-sources",
}
"""For each kind, the command that lists what there is of it."""
_IDENTIFIERS = frozenset({BIBO.doi, BIBO.pmid})


def find_node(graph: Graph, name: str, kind: str, listing: str) -> str:
    """The IRI of the node of this kind (:data:`KINDS`) that a person means by a name.

    It is an identifier, label, id, CURIE or IRI as it stands in the graph, which engines look up in no time; else
    one of these without regard to case, for which all nodes of the kind are looked through. Raises
    :class:`~ldn_graph.errors.UnknownNameError` where there is none, with what the name is instead, with the
    nearest of the first 20,000 names that the engine gives, or with the command that lists them, and where a
    label is that of several.
    """
    import pyoxigraph as ox

    name = name.encode("utf-8", "replace").decode()  # what a shell passes on need not be text
    classes = frozenset(KINDS[kind])
    candidates = _candidates(name)
    types: dict[str, list[str]] = {}
    for node, cls in _rows(graph, "classes-of-nodes", node=candidates):
        types.setdefault(node, []).append(cls)
    found = (
        _with_text(graph, name, classes)
        or [node.value for node in candidates if classes.intersection(types.get(node.value, ()))][:1]
        or _without_case(graph, name, [ox.NamedNode(c) for c in KINDS[kind]])
    )
    if len(found) > 1:
        raise UnknownNameError(f"{name!r} is the label of {', '.join(map(shorten, found))}; write one of these")
    if found:
        return found[0]
    said = kind.replace("_", " ")
    if types:
        likeliest = next(types[node.value] for node in candidates if node.value in types)
        kinds = sorted(shorten(cls) for cls in likeliest if cls)
        told = next((k for k in kinds if k.startswith("ldn:")), next(iter(kinds), None))
        other = f"a {told}" if told else "of no class"
        raise UnknownNameError(f"no {said} {name!r} in this graph, where it is {other}; see: {listing}")
    hint = _suggestion(graph, name, kind) or f"see: {listing}"
    raise UnknownNameError(f"no {said} {name!r} in this graph; {hint}")


def _candidates(name: str) -> list[ox.NamedNode]:
    """The nodes that a name may be the IRI, CURIE or id of, the likeliest first."""
    import pyoxigraph as ox

    expanded = expand(name)
    ids = (PREFIXES[prefix] + name for prefix in ("entity", "claim", "source", "evidence", "quantity", "ldn"))
    found = []
    for iri in (expanded,) if re.match(r"[A-Za-z][\w+.-]*:", expanded) else ids:
        with suppress(ValueError):  # no IRI
            found.append(ox.NamedNode(iri))
    return found


def _with_text(graph: Graph, name: str, classes: frozenset[str]) -> list[str]:
    """The node with this identifier, else the nodes with this label."""
    import pyoxigraph as ox

    bare = IDENTIFIER_START.sub("", name).rstrip("/")
    texts = [ox.Literal(name), ox.Literal(name, language="en"), *map(ox.Literal, {bare, bare.lower()} - {name})]
    identified: dict[str, None] = {}
    labelled: dict[str, None] = {}
    for node, predicate, cls in _rows(graph, "nodes-of-text", text=texts):
        if cls in classes:
            (identified if predicate in _IDENTIFIERS else labelled)[node] = None
    return sorted(identified)[:1] or sorted(labelled)


def _without_case(graph: Graph, name: str, classes: Sequence[ox.NamedNode]) -> list[str]:
    """The nodes with this label or identifier, else the one with this id."""
    import pyoxigraph as ox

    texts = sorted({name.lower(), bare_identifier(name)})
    found = sorted(
        {n for (n,) in _rows(graph, "nodes-of-folded-text", **{"class": classes}, folded=map(ox.Literal, texts))}
    )
    if found:
        return found
    ending = [ox.Literal(name.lower())]
    ids = sorted({n for (n,) in _rows(graph, "nodes-of-folded-id", **{"class": classes}, folded=ending)})
    same = [iri for iri in ids if local_id(iri).lower() == name.lower()]
    return sorted(same, key=lambda iri: local_id(iri) != name)[:1]


def _suggestion(graph: Graph, name: str, kind: str) -> str | None:
    """The nearest label or id of this kind, as a question."""
    import pyoxigraph as ox

    labels: dict[str, dict[str, None]] = {}
    known: dict[str, None] = {}
    for node, text in sorted(_rows(graph, "names-of-nodes", **{"class": map(ox.NamedNode, KINDS[kind])})):
        known[local_id(node)] = None
        if text:
            labels.setdefault(text.lower(), {})[local_id(node)] = None
    label = nearest(name, labels)
    if label is not None:
        ids = ", ".join(labels[label])
        return f"did you mean {label}{'' if ids == label else f' ({ids})'}?"
    near = nearest_id(name, known)
    return None if near is None else f"did you mean {near}?"


def _rows(graph: Graph, lookup: str, **values: Iterable[ox.NamedNode | ox.Literal]) -> Iterator[tuple[str, ...]]:
    """The rows of a query of ``lookups/``: the texts of their terms, empty where there is none."""
    may_cut = lookup == "names-of-nodes"  # which are for suggestions only
    for row in graph.look_up(lookup, values, may_cut=may_cut):
        yield tuple("" if term is None else cast("ox.Literal", term).value for term in row)
