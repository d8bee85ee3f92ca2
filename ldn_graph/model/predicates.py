"""Predicates of claims, and misspelt terms of published vocabularies."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from .biolink_predicates import BIOLINK_PREDICATES
from .vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DC,
    DCTERMS,
    FOAF,
    LDN,
    OA,
    PREDICATES,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
    shorten,
)


def list_terms(names: Iterable[str]) -> str:
    """Names of our own vocabulary as CURIEs, for a remedy."""
    return ", ".join(f"ldn:{name}" for name in names)


_PUBLISHED = {ns.iri: ns for ns in (BIBO, BIOLINK, CITO, DC, DCTERMS, FOAF, OA, PROV, RDF, RDFS, SKOS, XSD)}
_LIKE_OURS = frozenset(
    {
        "bibo:issuer", "biolink:PhysiologicalProcess", "biolink:contributor", "biolink:subject_direction_qualifier",
        "biolink:superclass_of",
    }
)  # fmt: skip
"""Terms that exist, that rdflib does not list, and that look like a misspelling of one that is read here."""


def nearest_term(iri: str) -> str | None:
    """The term that is read here and of which this one is a misspelling, as a CURIE; None where it is none.

    >>> nearest_term("http://purl.org/ontology/bibo/volme")
    'bibo:volume'
    """
    namespace = next((ns for base, ns in _PUBLISHED.items() if iri.startswith(base)), None)
    if namespace is None or iri in namespace or shorten(iri) in _LIKE_OURS:
        return None
    names = {name.lower(): name for name in sorted(namespace.names)}
    near = get_close_matches(iri[len(namespace.iri) :].lower(), list(names), n=1, cutoff=0.85)
    return f"{namespace.prefix}:{names[near[0]]}" if near and not _is_published(iri) else None


def _is_published(iri: str) -> bool:
    """The term is in one of the vocabularies that rdflib holds completely."""
    from rdflib import namespace as ns

    return any(iri in terms for terms in (ns.DC, ns.DCTERMS, ns.FOAF, ns.PROV, ns.RDF, ns.RDFS, ns.SKOS, ns.XSD))


PREDICATE_ALIASES = {
    "administered_to_treat": "applied_to_treat",
    "ameliorates": "ameliorates_condition",
    "exacerbates": "exacerbates_condition",
    "given_to_treat": "applied_to_treat",
    "indicated_for": "treats",
    "prevents": "preventative_for_condition",
    "prophylactic_for": "preventative_for_condition",
    "risk_factor_for": "predisposes_to_condition",
    "therapeutic_for_condition": "ameliorates_condition",
    "used_to_treat": "applied_to_treat",
}
"""Other names that the Biolink Model gives a predicate, where they say the same and a claim may use them."""


def nearest_predicate(name: str) -> str | None:
    """The predicate of Biolink, or the alias of one, that is written most like a local name; None where none is.

    It is a misspelling, and not another verb: of *relieves* nothing is near.

    >>> nearest_predicate("prevnts"), nearest_predicate("treets"), nearest_predicate("relieves")
    ('prevents', 'treats', None)
    """
    near = get_close_matches(name.lower(), [*BIOLINK_PREDICATES, *PREDICATE_ALIASES], n=1, cutoff=0.8)
    return near[0] if near else None


_NO_PREDICATES = {
    RDF.iri: "which speaks of statements",
    RDFS.iri: "which speaks of words and classes",
    SKOS.iri: "which speaks of concepts",
    PREFIXES["owl"]: "which speaks of classes",
}
"""Namespaces of which no term says what one entity does to another."""
_NOT_BETWEEN_ENTITIES = ("has_evidence", "disease_context_qualifier", "object_direction_qualifier", "negated")


@lru_cache(maxsize=1000)  # a graph has few predicates, and many claims
def predicate_problem(iri: str) -> tuple[str, str, str] | None:
    """What is wrong with a claim's predicate, what to do, how grave it is; None where nothing is.

    A predicate of the Biolink Model, another name that it gives one, and any of somebody's own namespace are taken as
    they are.

    >>> problem, remedy, severity = predicate_problem("https://w3id.org/biolink/vocab/treets")
    >>> problem, remedy.partition("?")[0], severity
    ('biolink:treets is no predicate of the Biolink Model', 'did you mean biolink:treats', 'Warning')
    >>> predicate_problem("https://w3id.org/biolink/vocab/treated_by")
    """
    name = shorten(iri)
    for base, speaks in _NO_PREDICATES.items():
        if iri.startswith(base):
            problem = f"rdf:predicate {name}: of a vocabulary {speaks}, not a predicate between entities"
            return problem, "write a Biolink predicate such as biolink:treats", "Violation"
    if iri in LDN and iri[len(LDN.iri) :] not in PREDICATES:
        remedy = f"write a Biolink predicate such as biolink:treats, or one of {list_terms(PREDICATES)}"
        return f"{name} is no predicate between entities", remedy, "Violation"
    if not iri.startswith(BIOLINK.iri) or nearest_term(iri):
        return None
    local = iri[len(BIOLINK.iri) :]
    if local[:1].isupper() or local in _NOT_BETWEEN_ENTITIES:
        return f"{name} is no predicate between entities", "write one such as biolink:treats", "Warning"
    if local in BIOLINK_PREDICATES or local in PREDICATE_ALIASES or iri in BIOLINK:
        return None
    near = nearest_predicate(local)
    meant = f"did you mean biolink:{PREDICATE_ALIASES.get(near, near)}? If not, " if near else ""
    remedy = "take one of https://biolink.github.io/biolink-model/, or name one in a namespace of your own"
    return f"{name} is no predicate of the Biolink Model", meant + remedy, "Warning"
