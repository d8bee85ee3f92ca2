"""Which nodes of a graph are those that an import describes: by IRI, id, identifier or label; parts by their wholes.

Both are given as nodes with their properties and values, so that one function reads either. Results are matched by the
lines that use them: :mod:`~ldn_graph.importers.result_matching`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import EditError
from ..model.alike import fold
from ..model.vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DCTERMS,
    ENTITY_CLASSES,
    FOAF,
    LDN,
    OA,
    PROV,
    RDF,
    RDFS,
    SKOS,
    local_id,
    shorten,
)
from ..rdf.node_editing import PARTS
from ..sources.papers import read_identity

if TYPE_CHECKING:
    from ..rdf.index import Value, Values

    Properties = Mapping[str, Values]
    Nodes = Mapping[str, Properties]

LEADING = PARTS | {LDN.usesResult}
"""The properties that lead to a part; a result is a part of its source, and a line leads to it too."""
_TO_RESULTS = frozenset({LDN.result, LDN.usesResult})
_TOLD_BY: Mapping[str, tuple[str, ...]] = {
    LDN.EvidenceLine: (LDN.source,),
    LDN.EvidenceSearch: (LDN.searchedIn, DCTERMS.created),
    LDN.Quantity: (LDN.ofWhat,),
    LDN.RiskOfBiasAssessment: (LDN.riskOfBiasTool,),
    OA.SpecificResource: (OA.hasSource,),
    OA.TextPositionSelector: (),
    OA.TextQuoteSelector: (),
}
"""What parts of one kind are told from one another by, where a node has several."""
_ALONE = frozenset(_TOLD_BY) - {LDN.EvidenceLine}
"""Kinds of parts of which the only one is meant, also where it is told otherwise."""
_NAMED_BY_PLACE = frozenset(_TOLD_BY) | {LDN.Result}
"""Kinds whose IRIs an import makes of a place in its table: they tell nothing."""


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Said(NamedTuple):
    """What a graph says as a table: ``nodes`` as the import of that names them, ``matched`` to those of the graph.

    ``called`` are the same nodes under their names in the graph.
    """

    nodes: Nodes
    matched: Mapping[str, str]
    called: Nodes


def match_nodes(
    graph: Nodes, described: Nodes, said: Sequence[Said] = (), known: Mapping[str, str] = _NOTHING
) -> dict[str, str]:
    """For nodes that an import describes, those of the graph that they are; a node of the graph is of one alone.

    ``said`` is what the graph says as a table, once or more: names there go before those in the graph, and of several
    parts that may be meant, it is the one that said most of the same. ``known`` are sure. A new part whose IRI the
    graph has gets another. Raises :class:`~ldn_graph.errors.EditError` where a thing would get the IRI of another.
    """
    matched = {node: one for node, one in known.items() if node in described}
    taken = {*matched.values()}
    matched |= {
        node: node
        for node in described
        if node not in matched and node in graph and node not in taken and _goes_by_iri(graph[node], described[node])
    }
    ways: tuple[tuple[Callable[[Properties], bool], tuple[Callable[[str, Properties], Iterable[str]], ...]], ...] = (
        (_is(LDN.Source), (papers_of, _ids, names_of)),
        (is_entity, (_identified_labels, identifiers_of, _labels, _iris, names_of)),
        (_is(PROV.Agent), (names_of,)),
        (_is(LDN.Claim), (_exact_ids, _ids, _in_full, names_of)),
    )
    for is_kind, keys in ways:
        kind = {node: properties for node, properties in described.items() if is_kind(properties)}
        ours = {node: _called(properties, matched) for node, properties in kind.items() if node not in matched}
        theirs = [
            *(
                [(one, node, each.called[one]) for node, one in each.matched.items() if one in each.called]
                for each in said
            ),
            [(node, node, properties) for node, properties in graph.items()],
        ]
        for keys_of in keys:
            wanted = {node: {*keys_of(node, properties)} for node, properties in ours.items()}
            for each in theirs:
                found = ((one, keys_of(node, properties)) for one, node, properties in each if is_kind(properties))
                _match(found, wanted, matched)
    taken = {*matched.values()}
    before = said[0].called if said else _NOTHING
    for node, properties in described.items():
        if node in matched:
            for path in (LEADING - _TO_RESULTS) & properties.keys():
                _match_parts(graph, described, before, matched[node], node, path, matched, taken)
    for node, properties in described.items():
        if node not in matched and node in graph and not _NAMED_BY_PLACE.isdisjoint(properties.get(RDF.type, ())):
            matched[node] = free_name(node, graph, described)
    _refuse_taken(graph, described, matched)
    return matched


def free_name(node: str, *taken: Container[str]) -> str:
    """The IRI with the first number behind it that none of these have."""
    number = 2
    while any(f"{node}.{number}" in each for each in taken):
        number += 1
    return f"{node}.{number}"


def match_said(graph: Nodes, nodes: Nodes) -> Said:
    """What a graph says as a table, of which ``nodes`` are the import: things first by the claims about them."""
    claims: dict[str, str] = {}
    for keys_of in (_exact_ids, _ids):
        theirs = [(n, keys_of(n, p)) for n, p in graph.items() if LDN.Claim in p.get(RDF.type, ())]
        ours = {n: {*keys_of(n, p)} for n, p in nodes.items() if LDN.Claim in p.get(RDF.type, ()) and n not in claims}
        _match(theirs, ours, claims)
    sure = claims | known_by_claims(graph, nodes, claims, _THINGS)
    matched = match_nodes(graph, nodes, known=sure)
    if known := known_by_claims(graph, nodes, matched, _OF_CLAIM):
        matched = match_nodes(graph, nodes, known=sure | known)
    return Said(nodes, matched, called_as(nodes, matched))


def called_as(nodes: Nodes, matched: Mapping[str, str]) -> dict[str, dict[str, dict[Value, None]]]:
    """Nodes with what is said of them, called as those that they are; several that are one are put together."""
    called: dict[str, dict[str, dict[Value, None]]] = {}
    for node, properties in nodes.items():
        for path, values in _called(properties, matched).items():
            called.setdefault(matched.get(node, node), {}).setdefault(path, {}).update(values)
    return called


def _called(properties: Properties, matched: Mapping[str, str]) -> dict[str, dict[Value, None]]:
    return {
        path: dict.fromkeys(matched.get(v, v) if isinstance(v, str) else v for v in values)
        for path, values in properties.items()
    }


def known_by_claims(
    graph: Nodes, said: Nodes, matched: Mapping[str, str], paths: Iterable[tuple[str, ...]]
) -> dict[str, str]:
    """What a graph calls otherwise than its own table, which has one name for each thing: by the claims about it.

    ``said`` is what the graph says as a table, ``matched`` what of it is found, claims among them.
    """
    known: dict[str, str] = {}
    taken = {*matched.values()}
    for node in (node for node in said if node in matched and LDN.Claim in said[node].get(RDF.type, ())):
        for path in paths:
            ours = [one for one in _reached(said, node, path) if one not in matched and one not in known]
            theirs = set(_reached(graph, matched[node], path)) - taken
            if len(ours) == len(theirs) == 1:
                known[ours[0]] = theirs.pop()
                taken.add(known[ours[0]])
    return known


_THINGS = ((RDF.subject,), (RDF.object,), (BIOLINK.disease_context_qualifier,))
_OF_CLAIM = (
    *_THINGS, (PROV.wasDerivedFrom,), (CITO.citesAsEvidence,), (BIOLINK.has_evidence, LDN.source),
)  # fmt: skip
"""The ways from a claim to entities and sources."""


def _reached(nodes: Nodes, node: str, path: Iterable[str]) -> list[str]:
    """The nodes at the end of a path."""
    reached: dict[Value, None] = {node: None}
    for step in path:
        reached = {value: None for one in reached for value in nodes.get(str(one), {}).get(step, ())}
    return [one for one in reached if isinstance(one, str)]


def _goes_by_iri(one: Properties, described: Properties) -> bool:
    """Whether two nodes of one IRI are one by that alone.

    A source is told by its identifiers first, and an entity by its names. A part is told by what it says.
    """
    kinds = described.get(RDF.type, ())
    is_named = LDN.Source in kinds or (is_entity(described) and any(_written(one)))
    return not is_named and _NAMED_BY_PLACE.isdisjoint(kinds)


def _refuse_taken(graph: Nodes, described: Nodes, matched: Mapping[str, str]) -> None:
    for node in described:
        if node in graph and node not in matched:
            name, other = (next(_written(nodes[node]), local_id(node)) for nodes in (described, graph))
            remedy = "write its name in full, or rename the other: ldn-graph rename"
            raise EditError(f"{name} would become {shorten(node)}, which is {other!r} in the file; {remedy}")


def _match(
    theirs: Iterable[tuple[str, Iterable[str]]], ours: Mapping[str, Iterable[str]], matched: dict[str, str]
) -> None:
    """Match those that share a key, where it is clear."""
    taken = set(matched.values())
    by_key: dict[str, dict[str, None]] = {}
    for node, keys in theirs:
        if node not in taken:
            for key in keys:
                by_key.setdefault(key, {})[node] = None
    for node, keys in ours.items():
        found = {one: None for key in keys for one in by_key.get(key, ()) if one not in taken}
        if node not in matched and len(found) == 1:
            (matched[node],) = found
            taken.add(matched[node])


def _match_parts(
    graph: Nodes,
    described: Nodes,
    before: Nodes,
    owner: str,
    node: str,
    path: str,
    matched: dict[str, str],
    taken: set[str],
) -> None:
    """Match the parts that a property leads to, those first that say most of the same."""
    parts = [part for part in described[node][path] if isinstance(part, str) and part not in matched]
    theirs = graph[owner].get(path, ())
    in_order = (*(part for part in before.get(owner, {}).get(path, ()) if part in theirs), *theirs)
    free = [part for part in dict.fromkeys(in_order) if isinstance(part, str) and part not in taken]
    said = {one: said_of((before, graph), one, {}) for one in free}
    pairs = []
    for place, part in enumerate(parts):
        kinds = frozenset(described.get(part, {}).get(RDF.type, ()))
        same_kind = [one for one in free if not kinds.isdisjoint(graph.get(one, {}).get(RDF.type, ()))]
        told_by = [each for kind in kinds for each in _TOLD_BY.get(str(kind), ())]
        alike = [other for other in parts if not kinds.isdisjoint(described.get(other, {}).get(RDF.type, ()))]
        is_alone = len(same_kind) == len(alike) == 1 and not _ALONE.isdisjoint(kinds)
        says = said_of((described,), part, matched)
        pairs += [
            (-len(says & said[one]), len(says ^ said[one]), part != one, place, order, part, one)
            for order, one in enumerate(same_kind)
            if is_alone or all(_same(graph[one], described[part], by, matched) for by in told_by)
        ]
    for *_, part, one in sorted(pairs):
        if part not in matched and one in free:
            matched[part] = one
            free.remove(one)
            taken.add(one)


def said_of(nodes: Sequence[Nodes], node: str, matched: Mapping[str, str]) -> set[tuple[str, str]]:
    """All that is said of a node and its parts, each by the first of ``nodes`` that has it."""
    said: set[tuple[str, str]] = set()
    parts = [node]
    for part in parts:
        properties: Properties = next((known[part] for known in nodes if part in known), {})
        for path, values in properties.items():
            if path in LEADING:
                parts += [value for value in values if isinstance(value, str) and value not in parts]
            else:
                said |= {(path, fold(matched.get(v, v) if isinstance(v, str) else v.value)) for v in values}
    return said


def _same(one: Properties, other: Properties, path: str, matched: Mapping[str, str]) -> bool:
    mine = {fold(v) if isinstance(v, str) else fold(v.value) for v in one.get(path, ())}
    theirs = {fold(matched.get(v, v)) if isinstance(v, str) else fold(v.value) for v in other.get(path, ())}
    return not mine.isdisjoint(theirs)


def _is(cls: str) -> Callable[[Properties], bool]:
    return lambda properties: cls in properties.get(RDF.type, ())


def is_entity(properties: Properties) -> bool:
    """Whether it is an entity; a table may say nothing of its kind."""
    kinds = properties.get(RDF.type, ())
    return any(kind in ENTITY_CLASSES for kind in kinds) or (not kinds and RDFS.label in properties)


def _exact_ids(node: str, properties: Properties) -> Iterator[str]:  # noqa: ARG001
    if not node.startswith("_:"):
        yield local_id(node)


def _ids(node: str, properties: Properties) -> Iterator[str]:
    return map(fold, _exact_ids(node, properties))


def _identified_labels(node: str, properties: Properties) -> Iterator[str]:
    """Each label beside each identifier: of two things with one identifier the one that is called so."""
    return (f"{one} {label}" for one in identifiers_of(node, properties) for label in _labels(node, properties))


def _iris(node: str, properties: Properties) -> Iterator[str]:
    """The IRI, beside each name: two things of one IRI share a name."""
    return (f"{node} {name}" for name in names_of(node, properties))


def _in_full(node: str, properties: Properties) -> Iterator[str]:
    """A claim's sentence, with what it says as a triple in its condition."""
    paths = (RDF.subject, RDF.predicate, RDF.object, BIOLINK.disease_context_qualifier)
    triple = [sorted(map(str, properties.get(path, ()))) for path in paths]
    return (repr((label, triple)) for label in _labels(node, properties))


def _labels(node: str, properties: Properties) -> Iterator[str]:  # noqa: ARG001
    return (fold(value.value) for value in properties.get(RDFS.label, ()) if not isinstance(value, str))


def names_of(node: str, properties: Properties) -> Iterator[str]:  # noqa: ARG001
    return map(fold, _written(properties))


def _written(properties: Properties) -> Iterator[str]:
    """The names of a node as they are written."""
    for path in (RDFS.label, DCTERMS.title, SKOS.altLabel):
        for value in properties.get(path, ()):
            if not isinstance(value, str):
                yield value.value


def identifiers_of(node: str, properties: Properties) -> Iterator[str]:  # noqa: ARG001
    return (value for value in properties.get(SKOS.exactMatch, ()) if isinstance(value, str))


def papers_of(node: str, properties: Properties) -> Iterable[str]:  # noqa: ARG001
    def texts(path: str) -> tuple[str, ...]:
        return tuple(value if isinstance(value, str) else value.value for value in properties.get(path, ()))

    doi, pmid, page = (next(iter(texts(path)), None) for path in (BIBO.doi, BIBO.pmid, FOAF.page))
    return read_identity(doi, pmid, texts(DCTERMS.identifier), page, part=DCTERMS.isPartOf in properties).paper
