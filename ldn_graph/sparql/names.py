"""What a person writes for a node of a graph: its label, local id, CURIE or IRI; an identifier of a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from ..errors import UnknownNameError
from ..model.lookup import expand, nearest_id, nearest_texts
from ..model.registries import TRIAL_REGISTRIES
from ..model.vocab import BIBO, DCTERMS, ENTITY_CLASSES, ENTITY_KINDS, FOAF, LDN, PREFIXES, local_id, shorten
from ..sources.identity import Reference, read_name_of_source

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..model.graph import Graph

KINDS: Mapping[str, tuple[str, ...]] = {
    **{kind.lower(): (LDN[kind],) for kind in ENTITY_KINDS},
    "entity": ENTITY_CLASSES,
    "mechanism_or_outcome": (LDN.Mechanism, LDN.Outcome),
    "claim": (LDN.Claim,),
    "source": (LDN.Source,),
    "claim_or_source": (LDN.Claim, LDN.Source),
    "node": (*ENTITY_CLASSES, LDN.Claim, LDN.Source),
}
"""What may be meant by a name, and the classes of it; ``node`` is any of them."""

LISTINGS: Mapping[str, str] = {
    **dict.fromkeys(KINDS, "ldn-graph query entities"),
    "condition": "ldn-graph query conditions",
    "claim": "ldn-graph claims",
    "source": "ldn-graph query busiest-sources, which lists sources",
}
"""For each kind, the command that lists what there is of it. The server has a page for each instead."""
_SUGGESTED = 5  # names that may be meant
_IDENTIFIERS = frozenset({BIBO.doi, BIBO.pmid, DCTERMS.identifier, FOAF.page, LDN.identity})


def find_node(graph: Graph, name: str, kind: str, listing: str) -> str:
    """The IRI of the node of this kind (:data:`KINDS`) that a person means by a name; ``listing`` is the command, or
    the address, that lists what there is of the kind.

    The name is first looked up as it is written, as an identifier, label, id, CURIE or IRI: engines have an index of
    these. An identifier may be written in any way (:mod:`~ldn_graph.sources.identity`); of several sources that are
    one paper the first is meant. Only where that gives nothing it is compared without regard to case, for which all
    nodes of the kind are looked through. Raises :class:`~ldn_graph.errors.UnknownNameError` where several nodes have
    the label or report the trial, and where there is no such node: with what is in doubt of the name, with what it
    stands for instead, with the nearest of the first 20,000 names that the engine gives, or with ``listing``.
    """
    import pyoxigraph as ox

    name = name.encode("utf-8", "replace").decode()  # a shell may pass on bytes that are no text
    classes = frozenset(KINDS[kind])
    reference = read_name_of_source(name)
    prefixes = graph.prefixes.iris
    groups = _candidates(name, prefixes)
    candidates = [node for group in groups for node in group]
    types: dict[str, list[str]] = {}
    for node, cls in _rows(graph, "classes-of-nodes", node=candidates):
        types.setdefault(node, []).append(cls)
    of_kind = ([n.value for n in group if classes.intersection(types.get(n.value, ()))] for group in groups)
    matches = (
        _with_text(graph, name, reference, classes)
        or next(filter(None, of_kind), [])
        or _without_case(graph, name, reference, [ox.NamedNode(c) for c in KINDS[kind]])
    )
    if len(matches) > 1:
        ids = [shorten(node, prefixes) for node in matches]
        raise UnknownNameError(f"{name!r} is the name of {', '.join(ids)}; write one of these", near=ids)
    if matches:
        return matches[0]
    kind_words = kind.replace("_", " ")
    if types:
        likeliest = next(types[node.value] for node in candidates if node.value in types)
        names = sorted(shorten(cls) for cls in likeliest if cls)
        class_name = next((n for n in names if n.startswith("ldn:")), next(iter(names), None))
        other = f"a {class_name}" if class_name else "of no class"
        raise UnknownNameError(f"no {kind_words} {name!r} in this graph, where it is {other}; see: {listing}")
    doubt = reference.doubt if LDN.Source in classes else None
    hint, near = (doubt, []) if doubt else _suggestion(graph, name, kind)
    raise UnknownNameError(f"no {kind_words} {name!r} in this graph; {hint or f'see: {listing}'}", near=near)


def _candidates(name: str, prefixes: Mapping[str, str]) -> list[list[ox.NamedNode]]:
    """The nodes that a name may be the IRI, CURIE or id of, the likeliest first.

    Beside a node that has the id in the graph's own namespace is the one that has it in that of this project.
    """
    import pyoxigraph as ox

    expanded = expand(name, prefixes)
    kinds = ("entity", "claim", "source", "evidence", "quantity", "ldn")
    ids = [dict.fromkeys(known[kind] + name for known in (prefixes, PREFIXES)) for kind in kinds]
    groups = []
    for iris in [[expanded]] if re.match(r"[A-Za-z][\w+.-]*:", expanded) else ids:
        with suppress(ValueError):  # no IRI
            groups.append([ox.NamedNode(iri) for iri in iris])
    return groups


def _with_text(graph: Graph, name: str, reference: Reference, classes: frozenset[str]) -> list[str]:
    """The node with this identifier, else the nodes with this label."""
    import pyoxigraph as ox

    texts = [ox.Literal(name), ox.Literal(name, language="en")]
    texts += map(ox.Literal, dict.fromkeys(text for text in _written(reference) if text != name))
    pages = [ox.NamedNode(page) for page in (reference.page, reference.page and reference.key) if page]
    identified: dict[str, None] = {}
    labelled: dict[str, None] = {}
    for node, predicate, cls in _rows(graph, "nodes-of-text", text=[*texts, *pages]):
        if cls in classes:
            (identified if predicate in _IDENTIFIERS else labelled)[node] = None
    if len(identified) > 1 and reference.key.partition(":")[0] in TRIAL_REGISTRIES:
        same = [node for node in identified if local_id(node).lower() == name.lower()]
        return same or _refuse_reports(name, identified, graph.prefixes.iris)
    return sorted(identified)[:1] or sorted(labelled)


def _written(reference: Reference) -> Iterator[str]:
    """How an identifier may be written in a graph; as a key where that is filled in."""
    yield reference.key
    yield from (text for text in (reference.doi, reference.pmid, reference.identifier) if text)
    if reference.doi:
        yield reference.doi.lower()


def _refuse_reports(name: str, reports: Iterable[str], prefixes: Mapping[str, str]) -> list[str]:
    ids = [shorten(node, prefixes) for node in sorted(reports)]
    message = f"{name!r} is the number of a trial that {', '.join(ids)} report; write one of these"
    raise UnknownNameError(message, near=ids)


def _without_case(graph: Graph, name: str, reference: Reference, classes: Sequence[ox.NamedNode]) -> list[str]:
    """The nodes with this label or identifier, else those with this id; one of those with it in other capitals."""
    import pyoxigraph as ox

    texts = sorted({name.lower(), *(text.lower() for text in _written(reference))})
    matches = sorted(
        {n for (n,) in _rows(graph, "nodes-of-folded-text", **{"class": classes}, folded=map(ox.Literal, texts))}
    )
    if matches:
        return matches
    return _with_id(graph, name, classes)


def _with_id(graph: Graph, name: str, classes: Sequence[ox.NamedNode]) -> list[str]:
    """The nodes with this id, in any namespace; one of those with it in other capitals where there are none."""
    import pyoxigraph as ox

    ending = [ox.Literal(name.lower())]
    ids = sorted({n for (n,) in _rows(graph, "nodes-of-folded-id", **{"class": classes}, folded=ending)})
    same = [iri for iri in ids if local_id(iri).lower() == name.lower()]
    return [iri for iri in same if local_id(iri) == name] or same[:1]


def nearest_node(graph: Graph, iri: str) -> str | None:
    """The entity, claim or source with the last part of this IRI in another namespace, else the one whose last part is
    nearest, of the first 20,000 that the engine gives; None where none is near."""
    import pyoxigraph as ox

    name = local_id(iri)
    classes = [ox.NamedNode(cls) for cls in KINDS["node"]]
    of_name = _with_id(graph, name, classes)
    if of_name:
        return of_name[0]
    nodes = sorted({node for node, _ in _rows(graph, "names-of-nodes", **{"class": classes})})
    by_id = {local_id(node): node for node in nodes}
    near = nearest_id(name, by_id)
    return near and by_id[near]


def list_names(graph: Graph, kind: str) -> Iterator[tuple[str, str]]:
    """The ids and labels of the nodes of this kind (:data:`KINDS`), "" for none; the first 20,000 the engine gives."""
    import pyoxigraph as ox

    rows = sorted(_rows(graph, "names-of-nodes", **{"class": map(ox.NamedNode, KINDS[kind])}))
    return ((local_id(node), text) for node, text in rows)


def _suggestion(graph: Graph, name: str, kind: str) -> tuple[str, list[str]]:
    """The nearest label or id of this kind, as a question, and with it the next ones; "" and none if none is near."""
    labels: dict[str, dict[str, None]] = {}
    ids: dict[str, str] = {}
    for ident, text in list_names(graph, kind):
        ids[ident.lower()] = ident
        if text:
            labels.setdefault(text.lower(), {})[ident] = None
    near = nearest_texts(name, labels, _SUGGESTED)
    if near:
        named = ", ".join(labels[near[0]])
        return f"did you mean {near[0]}{'' if named == near[0] else f' ({named})'}?", near
    near = [ids[ident] for ident in nearest_texts(name, ids, _SUGGESTED)]
    return (f"did you mean {near[0]}?" if near else ""), near


def _rows(graph: Graph, lookup: str, **values: Iterable[ox.NamedNode | ox.Literal]) -> Iterator[tuple[str, ...]]:
    """The rows of a query of ``lookups/``: the texts of their terms, empty where there is none."""
    may_cut = lookup == "names-of-nodes"  # which are for suggestions only
    for row in graph.look_up(lookup, values, may_cut=may_cut):
        yield tuple("" if term is None else cast("ox.Literal", term).value for term in row)
