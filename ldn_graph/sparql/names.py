"""What a person writes for a node of a graph: its label, local id, CURIE or IRI; a DOI or PMID for a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from ..errors import UnknownNameError
from ..model.lookup import bare_identifier, expand, nearest, nearest_id, without_prefix
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
    "claim_or_source": (LDN.Claim, LDN.Source),
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
    """The IRI of the node of this kind (:data:`KINDS`) that a person means by a name; ``listing`` is the command that
    lists what there is of the kind.

    The name is first looked up as it is written, as an identifier, label, id, CURIE or IRI: engines have an index of
    these. Only where that gives nothing it is compared without regard to case, for which all nodes of the kind are
    looked through. Raises :class:`~ldn_graph.errors.UnknownNameError` where several nodes have the label, and where
    there is no such node: with what the name stands for instead, with the nearest of the first 20,000 names that the
    engine gives, or with ``listing``.
    """
    import pyoxigraph as ox

    name = name.encode("utf-8", "replace").decode()  # a shell may pass on bytes that are no text
    classes = frozenset(KINDS[kind])
    candidates = _candidates(name)
    types: dict[str, list[str]] = {}
    for node, cls in _rows(graph, "classes-of-nodes", node=candidates):
        types.setdefault(node, []).append(cls)
    matches = (
        _with_text(graph, name, classes)
        or [node.value for node in candidates if classes.intersection(types.get(node.value, ()))][:1]
        or _without_case(graph, name, [ox.NamedNode(c) for c in KINDS[kind]])
    )
    if len(matches) > 1:
        raise UnknownNameError(f"{name!r} is the label of {', '.join(map(shorten, matches))}; write one of these")
    if matches:
        return matches[0]
    kind_words = kind.replace("_", " ")
    if types:
        likeliest = next(types[node.value] for node in candidates if node.value in types)
        names = sorted(shorten(cls) for cls in likeliest if cls)
        class_name = next((n for n in names if n.startswith("ldn:")), next(iter(names), None))
        other = f"a {class_name}" if class_name else "of no class"
        raise UnknownNameError(f"no {kind_words} {name!r} in this graph, where it is {other}; see: {listing}")
    hint = _suggestion(graph, name, kind) or f"see: {listing}"
    raise UnknownNameError(f"no {kind_words} {name!r} in this graph; {hint}")


def _candidates(name: str) -> list[ox.NamedNode]:
    """The nodes that a name may be the IRI, CURIE or id of, the likeliest first."""
    import pyoxigraph as ox

    expanded = expand(name)
    ids = (PREFIXES[prefix] + name for prefix in ("entity", "claim", "source", "evidence", "quantity", "ldn"))
    nodes = []
    for iri in (expanded,) if re.match(r"[A-Za-z][\w+.-]*:", expanded) else ids:
        with suppress(ValueError):  # no IRI
            nodes.append(ox.NamedNode(iri))
    return nodes


def _with_text(graph: Graph, name: str, classes: frozenset[str]) -> list[str]:
    """The node with this identifier, else the nodes with this label."""
    import pyoxigraph as ox

    bare = without_prefix(name)
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
    matches = sorted(
        {n for (n,) in _rows(graph, "nodes-of-folded-text", **{"class": classes}, folded=map(ox.Literal, texts))}
    )
    if matches:
        return matches
    ending = [ox.Literal(name.lower())]
    ids = sorted({n for (n,) in _rows(graph, "nodes-of-folded-id", **{"class": classes}, folded=ending)})
    same = [iri for iri in ids if local_id(iri).lower() == name.lower()]
    return sorted(same, key=lambda iri: local_id(iri) != name)[:1]


def _suggestion(graph: Graph, name: str, kind: str) -> str | None:
    """The nearest label or id of this kind, as a question."""
    import pyoxigraph as ox

    labels: dict[str, dict[str, None]] = {}
    ids: dict[str, None] = {}
    for node, text in sorted(_rows(graph, "names-of-nodes", **{"class": map(ox.NamedNode, KINDS[kind])})):
        ids[local_id(node)] = None
        if text:
            labels.setdefault(text.lower(), {})[local_id(node)] = None
    label = nearest(name, labels)
    if label is not None:
        named = ", ".join(labels[label])
        return f"did you mean {label}{'' if named == label else f' ({named})'}?"
    near = nearest_id(name, ids)
    return None if near is None else f"did you mean {near}?"


def _rows(graph: Graph, lookup: str, **values: Iterable[ox.NamedNode | ox.Literal]) -> Iterator[tuple[str, ...]]:
    """The rows of a query of ``lookups/``: the texts of their terms, empty where there is none."""
    may_cut = lookup == "names-of-nodes"  # which are for suggestions only
    for row in graph.look_up(lookup, values, may_cut=may_cut):
        yield tuple("" if term is None else cast("ox.Literal", term).value for term in row)
