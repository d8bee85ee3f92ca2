"""Rules on words: terms of our vocabulary exist, published ones are spelt right, nodes that are named are described."""

from __future__ import annotations

from collections.abc import Container, Iterator
from difflib import get_close_matches

from ..model.predicates import list_terms, nearest_term, predicate_problem
from ..model.vocab import (
    BIOLINK,
    CLASSES,
    FLAGS,
    LDN,
    OA,
    PREDICATES,
    PREFIXES,
    RDF,
    SCHEMES,
    STATUSES,
    shorten,
)
from .checked_graph import CheckedGraph
from .mistakes import Mistake, excerpt, plain_text
from .nearest import NearestNames
from .shapes import classed_properties


def _uses(graph: CheckedGraph, terms: Container[str]) -> Iterator[tuple[str, str, str | None, str]]:
    """Each use of one of the terms as a predicate, value or datatype: node, path, value, term."""
    if not terms:
        return
    for node, properties in graph.nodes.items():
        for path in properties:
            if path in terms:
                yield node, path, None, path
    for node, path, value in graph.triples:
        term = value if isinstance(value, str) else value.datatype.value
        if term in terms:
            yield node, path, plain_text(value), term


_COMPUTED = frozenset({"status", "statuses", "flag", "flags", *STATUSES, *FLAGS})
"""Names that people use as terms when they want to write down what the audit computes."""


def find_unknown_terms(graph: CheckedGraph) -> Iterator[Mistake]:
    """Terms of our own namespace that are in no closed vocabulary."""
    unknown = {t for t in graph.terms if t.startswith(LDN.iri) and t != LDN.iri and t not in LDN}
    for node, path, value, term in _uses(graph, unknown):
        problem = f"{shorten(term)} is not a term of the vocabulary"
        remedy = _term_remedy(term[len(LDN.iri) :], None if value is None else path)
        yield Mistake("unknown-term", node, path, value, problem, remedy)


def _term_remedy(name: str, path: str | None) -> str:
    """What to write for a name that is no term; ``path`` is the property whose value it is, None for a property."""
    if name in _COMPUTED:
        return "take it away: statuses and flags are computed by `ldn-graph audit`, never written"
    allowed = _allowed_names(path)
    near = get_close_matches(name, sorted(allowed or LDN.names), n=1, cutoff=0.75 if allowed else 0.6)
    if near:
        return f"did you mean ldn:{near[0]}?"
    return f"write one of {list_terms(allowed)}" if allowed else "ldn_graph/vocabulary.ttl lists the terms"


def _allowed_names(path: str | None) -> tuple[str, ...]:
    """The names that a property takes as its value; none where that is not a closed list."""
    if path == RDF.type:
        return CLASSES
    if path == RDF.predicate:
        return PREDICATES
    return SCHEMES.get(path[len(LDN.iri) :], ()) if path and path.startswith(LDN.iri) else ()


def find_misspelt_terms(graph: CheckedGraph) -> Iterator[Mistake]:
    """Terms that a published vocabulary does not have, and that are near to one that this package reads."""
    meant = {term: near for term in graph.terms if (near := nearest_term(term))}
    for node, path, value, term in _uses(graph, meant):
        problem = f"{shorten(term)} is read by nothing here"
        yield Mistake("misspelt-term", node, path, value, problem, f"did you mean {meant[term]}?", "Warning")


def find_strange_predicates(graph: CheckedGraph) -> Iterator[Mistake]:
    """Values of ``rdf:predicate`` that are no predicate between entities, or a slip for one."""
    for claim in graph.typed(LDN.Claim):
        for iri in graph.targets(claim, RDF.predicate):
            if diagnosis := predicate_problem(iri):
                problem, remedy, severity = diagnosis
                yield Mistake("predicate", claim, RDF.predicate, iri, problem, remedy, severity)


_OUR_NAMESPACES = tuple(
    PREFIXES[p] for p in ("assessment", "body", "claim", "entity", "evidence", "quantity", "result", "source")
)
_DESCRIBED = frozenset(
    {
        RDF.subject, RDF.object, BIOLINK.disease_context_qualifier, BIOLINK.has_evidence,
        LDN.source, LDN.statedAt, LDN.quantity, LDN.numerator, LDN.denominator, LDN.usesResult, LDN.otherJudgement,
        LDN.result, LDN.arm, LDN.riskOfBias, LDN.domainAssessment, LDN.certaintyRating, LDN.publicationBias,
        LDN.includesResult, LDN.condition,
    }
)  # fmt: skip
"""Properties of nodes of the model whose value must be described, whatever its namespace, since the audit reads it."""
_SELECTED = frozenset({LDN.foundAt, OA.hasSelector})
"""The same of any node."""


def find_dangling_references(graph: CheckedGraph) -> Iterator[Mistake]:
    """Nodes that something points to and nothing describes."""
    names = NearestNames(graph.nodes)
    for node, path, value in graph.triples:
        if not isinstance(value, str) or value in graph.nodes:
            continue
        if value.startswith(_OUR_NAMESPACES) or _is_read(graph, node, path):
            near = names.suggest(value)
            remedy = f"did you mean {near}?" if near else "describe it, or mend the IRI"
            problem = f"{shorten(path)} {excerpt(plain_text(value))}: nothing in this graph describes it"
            yield Mistake("dangling", node, path, plain_text(value), problem, remedy)


def _is_read(graph: CheckedGraph, node: str, path: str) -> bool:
    """The audit reads what a node's property points to."""
    types = graph.types(node)
    if path == LDN.outcome:
        return LDN.BodyOfEvidence in types
    return path in _SELECTED or (path in _DESCRIBED and any(t in LDN for t in types))


_POINTED_TO = {
    LDN.Quantity: "add ldn:quantity to its claim or evidence line",
    LDN.Arm: "add ldn:arm to its result",
    LDN.RiskOfBiasAssessment: "add ldn:riskOfBias to its source",
    LDN.DomainAssessment: "add ldn:domainAssessment to its assessment",
    LDN.Judgement: "add ldn:otherJudgement to its evidence line",
    LDN.CertaintyRating: "add ldn:certaintyRating to its claim",
    LDN.PublicationBiasAssessment: "add ldn:publicationBias to its claim",
    LDN.Notice: "add ldn:notice to its source",
    OA.SpecificResource: "add ldn:statedAt to its claim, or ldn:foundAt to its evidence line",
}
"""Classes whose nodes are read from what points to them, each with what is missing where nothing does."""


def find_unused_nodes(graph: CheckedGraph) -> Iterator[Mistake]:
    """Nodes that are read from a claim, a line or a source, and to which nothing points.

    Of evidence that no claim points to a shape tells, and of a result without a source another.
    """
    for cls, remedy in _POINTED_TO.items():
        for node in graph.typed(cls):
            if node not in graph.referrers:
                problem = f"nothing points to this {shorten(cls)}, so it counts for nothing"
                yield Mistake("unused", node, None, None, problem, f"{remedy}, or delete it", "Warning")


def find_strays(graph: CheckedGraph) -> Iterator[Mistake]:
    """Nodes without a class to which nothing points, and that have a property of ours or nearly the name of another.

    Such are statements whose subject is misspelt, or has been renamed elsewhere. Where a property decides the class, a
    shape tells that it is missing.
    """
    classed = classed_properties()
    names = NearestNames(node for node in graph.nodes if graph.types(node))
    for node, properties in graph.nodes.items():
        if node[:2] == "_:" or graph.types(node) or node in graph.referrers or not classed.isdisjoint(properties):
            continue
        near = names.suggest(node)
        if near or any(path in LDN or path == BIOLINK.has_evidence for path in properties):
            problem = "it has no class, and nothing points to it, so that what is said of it is read by nothing"
            remedy = f"did you mean {near}?" if near else "mend its IRI, or say what it is with rdf:type"
            yield Mistake("stray", node, None, None, problem, remedy, "Warning")
