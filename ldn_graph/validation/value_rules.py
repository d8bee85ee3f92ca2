"""Rules on values: each can be what it says, a literal by its datatype, an entity by its class, an identifier by its
registry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.identifiers import curie_remedy, iri_remedy
from ..model.literals import (
    DATES,
    DECIMALS,
    INTEGERS,
    LONGEST_NUMBER,
    has_datatype,
    is_readable_number,
    lexical_remedy,
)
from ..model.predicates import list_terms
from ..model.vocab import BIOLINK, DCTERMS, ENTITY_KINDS, LDN, OA, RDF, SKOS, shorten
from ..rdf.index import Value
from .checked_graph import CheckedGraph
from .mistakes import Mistake, excerpt, plain_text


def find_ill_typed_literals(graph: CheckedGraph) -> Iterator[Mistake]:
    """Literals whose text is not of their datatype: ``"12"^^xsd:date``."""
    remedies: dict[Value, str | None] = {}
    for node, path, value in graph.triples:
        if isinstance(value, str):
            continue
        if value not in remedies:
            remedies[value] = lexical_remedy(value)
        if remedy := remedies[value]:
            problem = f'{shorten(path)} "{excerpt(value.value)}": not of its datatype {shorten(value.datatype.value)}'
            yield Mistake("ill-typed", node, path, value.value, problem, remedy)


_NUMBER_REMEDY = "write a decimal or whole number without quotes, as 4.5"
_WHOLE_REMEDY = "write a whole number without quotes, as 40"
_DATATYPES: Mapping[str, tuple[frozenset[str], str, str]] = {
    **dict.fromkeys(
        (LDN.low, LDN.high, LDN.outOf, LDN.estimate, LDN.intervalLow, LDN.intervalHigh, LDN.iSquared),
        (DECIMALS, "an xsd:decimal or xsd:integer", _NUMBER_REMEDY),
    ),
    **dict.fromkeys(
        (
            LDN.participants,
            LDN.randomised,
            LDN.analysed,
            LDN.completed,
            LDN.people,
            LDN.events,
            LDN.reviewedStudies,
            LDN.year,
            OA.start,
            OA.end,
        ),
        (INTEGERS, "an xsd:integer", _WHOLE_REMEDY),
    ),
    **dict.fromkeys(
        (DCTERMS.issued, LDN.registeredOn, LDN.startedOn, LDN.completedOn),
        (
            DATES,
            "an xsd:gYear, xsd:gYearMonth or xsd:date",
            'write "2008"^^xsd:gYear, "2008-09"^^xsd:gYearMonth or "2008-09-30"^^xsd:date',
        ),
    ),
}
"""For each property whose values are compared or counted: their datatypes, these in words, and a remedy."""


def find_other_datatypes(graph: CheckedGraph) -> Iterator[Mistake]:
    """Numbers and dates of another datatype: as text they would be sorted by the alphabet."""
    for node, path, value in graph.triples:
        if path not in _DATATYPES or isinstance(value, str):
            continue
        names, words, remedy = _DATATYPES[path]
        if has_datatype(value, names) or lexical_remedy(value):  # then it is ill-typed
            continue
        if path == DCTERMS.issued and LDN.Source not in graph.types(node):
            continue  # the model says how sources are dated, and nothing of other nodes
        kind = f"in the language {value.language}" if value.language else f"of {shorten(value.datatype.value)}"
        problem = f'{shorten(path)} "{excerpt(value.value)}" is {kind}, not {words}'
        yield Mistake("datatype", node, path, value.value, problem, remedy)


def find_long_numbers(graph: CheckedGraph) -> Iterator[Mistake]:
    """Numbers with more digits than are read."""
    for node, path, value in graph.triples:
        if path not in _DATATYPES or isinstance(value, str) or not has_datatype(value, DECIMALS):
            continue
        if not lexical_remedy(value) and not is_readable_number(value.value):
            problem = f"{shorten(path)} {excerpt(value.value)}: a number of more than {LONGEST_NUMBER} digits"
            remedy = f"write at most {LONGEST_NUMBER} digits before the point, and as many after it"
            yield Mistake("long-number", node, path, value.value, problem, remedy)


def find_strange_entities(graph: CheckedGraph) -> Iterator[Mistake]:
    """What claims are about that is of no class of the model, and conditions that are no ``ldn:Condition``."""
    for claim in graph.typed(LDN.Claim):
        for path in (RDF.subject, RDF.object, BIOLINK.disease_context_qualifier):
            for node in graph.targets(claim, path):
                if diagnosis := _entity_problem(graph, path, node):
                    problem = f"{shorten(path)} {graph.name(node)}: {diagnosis[0]}"
                    yield Mistake("entity-class", claim, path, plain_text(node), problem, diagnosis[1], "Warning")


def _entity_problem(graph: CheckedGraph, path: str, node: str) -> tuple[str, str] | None:
    """What is wrong with the class of an entity, and what to do; None where nothing is."""
    kinds = [kind for kind in ENTITY_KINDS if LDN[kind] in graph.types(node)]
    if node not in graph.nodes:
        return None  # then it is dangling
    if not kinds:
        return "of no class of the model, so no reader knows its kind", f"type it one of {list_terms(ENTITY_KINDS)}"
    if path == BIOLINK.disease_context_qualifier and "Condition" not in kinds:
        remedy = "point it to a ldn:Condition; a population or practice belongs in subject, object or label"
        return f"a {list_terms(kinds)}, not a ldn:Condition", remedy
    return None


_MATCHES = frozenset(f"{SKOS.iri}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))


def find_malformed_matches(graph: CheckedGraph) -> Iterator[Mistake]:
    """Values of ``skos:exactMatch`` and its kin that cannot be identifiers of their ontology."""
    for node, path, value in graph.triples:
        if path not in _MATCHES:
            continue
        if not isinstance(value, str):
            problem = f'{shorten(path)} "{excerpt(value.value)}": text, not an IRI'
            yield Mistake("match-identifier", node, path, value.value, problem, "write the IRI of the term")
        elif remedy := iri_remedy(value):
            problem = f"{shorten(path)} {excerpt(value)}: no identifier of that ontology looks like this"
            yield Mistake("match-identifier", node, path, value, problem, remedy)


def find_malformed_curies(graph: CheckedGraph) -> Iterator[Mistake]:
    """Values of ``dcterms:identifier`` on sources that are no CURIE, or not as their registry writes them."""
    for node in graph.typed(LDN.Source):
        for text in graph.texts(node, DCTERMS.identifier):
            if remedy := curie_remedy(text):
                problem = f'dcterms:identifier "{excerpt(text)}": no such identifier can exist'
                yield Mistake("curie", node, DCTERMS.identifier, text, problem, remedy)
