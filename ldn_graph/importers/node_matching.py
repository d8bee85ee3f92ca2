"""Which nodes of a graph are those that an import describes: by IRI, id, identifier or label; parts by their wholes.

Both are given as nodes with their properties and values, so that one function reads either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..model.alike import fold
from ..model.vocab import (
    BIBO,
    DCTERMS,
    ENTITY_KINDS,
    FOAF,
    LDN,
    OA,
    PROV,
    RDF,
    RDFS,
    SKOS,
    local_id,
)
from ..rdf.node_editing import PARTS
from ..sources.papers import read_identity

if TYPE_CHECKING:
    from ..rdf.index import Value

    Properties = Mapping[str, Mapping[Value, object]]
    Nodes = Mapping[str, Properties]

LEADING = PARTS | {LDN.usesResult}
"""The properties that lead to a part; a result is a part of its source, and a line leads to it too."""
_TOLD_BY: Mapping[str, tuple[str, ...]] = {
    LDN.EvidenceLine: (LDN.source,),
    LDN.EvidenceSearch: (LDN.searchedIn, DCTERMS.created),
    LDN.Quantity: (LDN.ofWhat,),
    LDN.Result: (RDFS.label,),
    LDN.RiskOfBiasAssessment: (LDN.riskOfBiasTool,),
    OA.SpecificResource: (OA.hasSource,),
}
"""What parts of one kind are told from one another by, where a node has several."""
_ALONE = frozenset(_TOLD_BY) - {LDN.EvidenceLine}
"""Kinds of parts of which the only one is meant, also where it is told otherwise."""
ENTITIES = frozenset(LDN[kind] for kind in ENTITY_KINDS)


def match_nodes(graph: Nodes, described: Nodes) -> dict[str, str]:
    """For nodes that an import describes, those of the graph that they are; a node of the graph is of one alone."""
    matched: dict[str, str] = {node: node for node in described if node in graph}
    ways: tuple[tuple[Callable[[Properties], bool], tuple[Callable[[str, Properties], Iterable[str]], ...]], ...] = (
        (_is(LDN.Claim), (_ids, names_of)),
        (_is(LDN.Source), (papers_of, _ids, names_of)),
        (_is_entity, (identifiers_of, names_of)),
        (_is(PROV.Agent), (names_of,)),
    )
    for is_kind, keys in ways:
        for keys_of in keys:
            _match(
                {node: keys_of(node, graph[node]) for node in graph if is_kind(graph[node])},
                {node: keys_of(node, described[node]) for node in described if is_kind(described[node])},
                matched,
            )
    for node, properties in described.items():
        if node in matched:
            for path in LEADING & properties.keys():
                _match_parts(graph, described, matched[node], node, path, matched)
    return matched


def _match(theirs: Mapping[str, Iterable[str]], ours: Mapping[str, Iterable[str]], matched: dict[str, str]) -> None:
    """Match those that share a key, where it is clear."""
    taken = set(matched.values())
    by_key: dict[str, dict[str, None]] = {}
    for node, keys in theirs.items():
        if node not in taken:
            for key in keys:
                by_key.setdefault(key, {})[node] = None
    for node, keys in ours.items():
        found = {one: None for key in keys for one in by_key.get(key, ()) if one not in taken}
        if node not in matched and len(found) == 1:
            (matched[node],) = found
            taken.add(matched[node])


def _match_parts(graph: Nodes, described: Nodes, owner: str, node: str, path: str, matched: dict[str, str]) -> None:
    parts = [part for part in described[node][path] if isinstance(part, str) and part not in matched]
    taken = set(matched.values())
    free = [part for part in graph[owner].get(path, ()) if isinstance(part, str) and part not in taken]
    for part in parts:
        kinds = described.get(part, {}).get(RDF.type, {}).keys()
        same_kind = [one for one in free if kinds & graph.get(one, {}).get(RDF.type, {}).keys()]
        told_by = [each for kind in kinds for each in _TOLD_BY.get(str(kind), ())]
        same = [one for one in same_kind if all(_same(graph[one], described[part], by, matched) for by in told_by)]
        alone = same_kind if len(same_kind) == len(parts) == 1 and not _ALONE.isdisjoint(kinds) else []
        is_selector = [one for one in same_kind if not told_by]
        if found := same[:1] or alone or is_selector[:1]:
            matched[part] = found[0]
            free.remove(found[0])


def _same(one: Properties, other: Properties, path: str, matched: Mapping[str, str]) -> bool:
    mine = {fold(v) if isinstance(v, str) else fold(v.value) for v in one.get(path, ())}
    theirs = {fold(matched.get(v, v)) if isinstance(v, str) else fold(v.value) for v in other.get(path, ())}
    return not mine.isdisjoint(theirs)


def _is(cls: str) -> Callable[[Properties], bool]:
    return lambda properties: cls in properties.get(RDF.type, ())


def _is_entity(properties: Properties) -> bool:
    """Whether it is an entity; a table may say nothing of its kind."""
    kinds = properties.get(RDF.type, {}).keys()
    return not ENTITIES.isdisjoint(kinds) or (not kinds and RDFS.label in properties)


def _ids(node: str, properties: Properties) -> Iterator[str]:  # noqa: ARG001
    if not node.startswith("_:"):
        yield fold(local_id(node))


def names_of(node: str, properties: Properties) -> Iterator[str]:  # noqa: ARG001
    for path in (RDFS.label, DCTERMS.title, SKOS.altLabel):
        for value in properties.get(path, ()):
            if not isinstance(value, str):
                yield fold(value.value)


def identifiers_of(node: str, properties: Properties) -> Iterator[str]:  # noqa: ARG001
    return (value for value in properties.get(SKOS.exactMatch, ()) if isinstance(value, str))


def papers_of(node: str, properties: Properties) -> Iterable[str]:  # noqa: ARG001
    def texts(path: str) -> tuple[str, ...]:
        return tuple(value if isinstance(value, str) else value.value for value in properties.get(path, ()))

    doi, pmid, page = (next(iter(texts(path)), None) for path in (BIBO.doi, BIBO.pmid, FOAF.page))
    return read_identity(doi, pmid, texts(DCTERMS.identifier), page, part=DCTERMS.isPartOf in properties).paper
