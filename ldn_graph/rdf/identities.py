"""What sources are told from one another by, ``ldn:identity``: filled in where a graph is asked, never in its files.

One paper may stand under several keys, with its DOI written in several ways. SPARQL cannot read what was written, so
each source has its keys (:mod:`~ldn_graph.sources.papers`) as texts: sources that share one report one study.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..model.vocab import BIBO, DCTERMS, FOAF, LDN, RDF
from ..sources.papers import Identity, read_identity

_TYPE, _SOURCE, _IDENTITY = (ox.NamedNode(iri) for iri in (RDF.type, LDN.Source, LDN.identity))
Node = ox.NamedNode | ox.BlankNode | ox.Triple


READ = frozenset({BIBO.doi, BIBO.pmid, DCTERMS.identifier, DCTERMS.isPartOf, FOAF.page})
"""The properties by which a source is told from others."""


def missing_identity(source: Node, about: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The identity of a source, of the statements about it."""
    for key in identity_of(about).study:
        yield ox.Quad(source, _IDENTITY, ox.Literal(key))


def is_computed(store: ox.Store, quad: ox.Quad) -> bool:
    """Whether a statement of ``ldn:identity`` says what would be filled in."""
    is_source = ox.Quad(quad.subject, _TYPE, _SOURCE) in store
    about = store.quads_for_pattern(quad.subject, None, None)
    return is_source and quad.object in {ox.Literal(key) for key in identity_of(about).study}


def identity_of(about: Iterable[ox.Quad]) -> Identity:
    """The keys of a source, of the values that :meth:`~ldn_graph.rdf.claim_reader.ClaimReader.source` reads."""
    texts: dict[str, list[ox.Literal]] = {}
    pages: list[str] = []
    for quad in about:
        predicate = quad.predicate.value
        if predicate not in READ:  # most are not, and their values need not be made
            continue
        value = quad.object
        if type(value) is ox.Literal:
            texts.setdefault(predicate, []).append(value)
        elif predicate == FOAF.page and type(value) is ox.NamedNode:
            pages.append(value.value)

    def text(predicate: str) -> str | None:
        found = texts.get(predicate)
        return min(found, key=_preference).value if found else None

    return read_identity(
        text(BIBO.doi),
        text(BIBO.pmid),
        tuple(literal.value for literal in texts.get(DCTERMS.identifier, ())),
        min(pages, default=None),
        part=DCTERMS.isPartOf in texts,
    )


def _preference(literal: ox.Literal) -> tuple[bool, str, str]:
    """Which of several texts is read: the English one, else the first by language."""
    language = literal.language or ""
    return not language.startswith("en"), language, literal.value
