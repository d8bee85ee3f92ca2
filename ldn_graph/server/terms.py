"""The terms of the vocabularies in words, and what the editor of queries completes: ``vocabulary.ttl`` read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..model.vocab import (
    BIBO,
    BIOLINK,
    CITO,
    CLASSES,
    DCTERMS,
    FOAF,
    LDN,
    OA,
    PROV,
    RDF,
    RDFS,
    SCHEME_NAMES,
    SCHEMES,
    SKOS,
    XSD,
)
from ..resources import PACKAGE

_OTHERS = (BIBO, BIOLINK, CITO, DCTERMS, FOAF, OA, PROV, RDF, RDFS, SKOS, XSD)


class Term(NamedTuple):
    """What a term is called, and what it means; "" where the vocabulary does not say."""

    label: str
    meaning: str = ""


@cache
def vocabulary_terms() -> Mapping[str, Term]:
    """The terms of ``ldn:``, by IRI.

    >>> vocabulary_terms()[LDN.leavesOpen].label
    'leaves open'
    """
    import pyoxigraph as ox

    said: dict[str, dict[str, str]] = {}
    for triple in ox.parse(path=Path(PACKAGE, "vocabulary.ttl"), format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal):
            said.setdefault(triple.subject.value, {})[triple.predicate.value] = triple.object.value
    terms = {
        iri: Term(
            texts.get(RDFS.label) or texts.get(SKOS.prefLabel, ""),
            texts.get(RDFS.comment) or texts.get(f"{SKOS.iri}definition", ""),
        )
        for iri, texts in said.items()
        if iri in LDN
    }
    return {iri: term for iri, term in terms.items() if term.label}


def term_words(iri: str) -> str:
    """A term of ``ldn:`` or Biolink in words; "" for all other IRIs.

    >>> term_words(BIOLINK.has_evidence), term_words("urn:x")
    ('has evidence', '')
    """
    if iri in LDN:
        return vocabulary_terms()[iri].label
    return iri[len(BIOLINK.iri) :].replace("_", " ") if iri.startswith(BIOLINK.iri) else ""


@cache
def completions() -> tuple[tuple[str, str], ...]:
    """What a query may name of the vocabularies: each term as a CURIE, with what it means as far as that is known.

    Schemes are left out: no claim names one.
    """
    own = [
        (f"ldn:{iri[len(LDN.iri) :]}", term.meaning or term.label)
        for iri, term in vocabulary_terms().items()
        if iri[len(LDN.iri) :] not in SCHEME_NAMES
    ]
    others = [(f"{each.prefix}:{name}", "") for each in _OTHERS for name in each.names]
    return (*sorted(own), *sorted(others))


def values_after() -> dict[str, list[str]]:
    """What fits behind a property of closed values, and the classes behind ``a``, as CURIEs.

    >>> values_after()["ldn:directness"]
    ['ldn:direct', 'ldn:indirect', 'ldn:unrated']
    """
    closed = {"a": CLASSES, "rdf:type": CLASSES} | {f"ldn:{name}": values for name, values in SCHEMES.items()}
    return {name: [f"ldn:{value}" for value in values] for name, values in closed.items()}
