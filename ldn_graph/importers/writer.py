"""Imported claims as RDF, in Turtle, N-Triples or TriG: the same values give the same bytes.

Terms are made by Oxigraph, which refuses what is no IRI and escapes what a text may hold, so no input can break out of
its place. There are no blank nodes: what could be one has an IRI, and two imports can be compared line by line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import IO, TYPE_CHECKING

from ..model.vocab import BIBO, BIOLINK, CITO, DCTERMS, FOAF, LDN, OA, PREFIXES, PROV, RDF, RDFS, SKOS, XSD
from ..sparql.formats import rdf_format
from .values import Imported, ImportedClaim, ImportedEntity, ImportedLine, ImportedSource

if TYPE_CHECKING:
    import pyoxigraph as ox

WRITTEN = ("turtle", "ntriples", "trig")
"""Formats of :mod:`~ldn_graph.sparql.formats` that an import is written in, a statement at a time."""
Value = tuple[str, str] | str
"""A literal with its datatype, or an IRI."""
Statement = tuple[str, str, Value]

_USED = ("bibo", "biolink", "cito", "dcterms", "foaf", "ldn", "oa", "prov", "rdf", "rdfs", "skos", "xsd")
_OWN = ("claim", "entity", "evidence", "source")


def write_imported(imported: Imported, stream: IO[bytes], format_name: str, base: str) -> int:
    """Write what was imported to a stream, in one of :data:`WRITTEN`; ``base`` is where its IRIs begin.

    Returns the number of statements.
    """
    import pyoxigraph as ox

    prefixes = {prefix: PREFIXES[prefix] for prefix in _USED} | {name: f"{base}{name}/" for name in _OWN}
    count = 0

    def triples() -> Iterator[ox.Triple]:
        nonlocal count
        node, string = lru_cache(maxsize=200_000)(ox.NamedNode), XSD.string
        for subject, predicate, value in state_imported(imported):
            count += 1
            if isinstance(value, str):
                obj: ox.NamedNode | ox.Literal = node(value)
            else:  # a plain literal is one of xsd:string, and made in half of the time
                obj = ox.Literal(value[0], datatype=None if value[1] == string else node(value[1]))
            yield ox.Triple(node(subject), node(predicate), obj)

    ox.serialize(triples(), stream, format=rdf_format(format_name), prefixes=prefixes)
    return count


def state_imported(imported: Imported) -> Iterator[Statement]:
    """All statements, those of one node together, each once."""
    return chain(
        chain.from_iterable(map(_entity, imported.entities)),
        chain.from_iterable(map(_source, imported.sources)),
        chain.from_iterable(map(_claim, imported.claims)),
    )


def _text(text: str) -> Value:
    return text, XSD.string


def _maybe(text: str | None) -> Value | None:
    return _text(text) if text else None


def _optional(node: str, *said: tuple[str, Value | None]) -> Iterator[Statement]:
    for predicate, value in said:
        if value is not None:
            yield node, predicate, value


def _entity(said: ImportedEntity) -> Iterator[Statement]:
    node = said.iri
    for cls in ([LDN[said.kind]] if said.kind else []) + list(said.classes):
        yield node, RDF.type, cls
    yield node, RDFS.label, _text(said.label)
    for other in said.other_labels:
        yield node, SKOS.altLabel, _text(other)
    for match in said.matches:
        yield node, SKOS.exactMatch, match
    for notation in said.notations:
        yield node, SKOS.notation, _text(notation)


def _source(said: ImportedSource) -> Iterator[Statement]:
    node = said.iri
    yield node, RDF.type, LDN.Source
    if said.record:
        yield node, RDF.type, LDN.Record
    if said.claims:
        yield node, RDF.type, RDF.Seq
    yield from _optional(
        node,
        (DCTERMS.title, _maybe(said.title)),
        (RDFS.label, None if said.title else _text(said.label)),
        (DCTERMS.issued, said.year and (said.year, XSD.gYear)),
        (BIBO.doi, _maybe(said.doi)),
        (BIBO.pmid, _maybe(said.pmid)),
        (DCTERMS.identifier, _maybe(said.identifier)),
        (FOAF.page, said.page),
        (LDN.readAs, said.read_as and LDN[said.read_as]),
        (LDN.studyDesign, said.design and LDN[said.design]),
        (RDFS.comment, _maybe(said.comment)),
    )
    for entity in said.about:
        yield node, DCTERMS.subject, entity
    for cited in said.cites:
        yield node, CITO.cites, cited
    for n, claim in enumerate(said.claims, 1):
        yield node, f"{RDF.iri}_{n}", claim


def _claim(said: ImportedClaim) -> Iterator[Statement]:
    node = said.iri
    yield node, RDF.type, LDN.Claim
    yield node, RDF.type, BIOLINK.Association
    yield node, RDFS.label, _text(said.label)
    yield node, RDF.subject, said.subject
    yield node, RDF.predicate, said.predicate
    yield node, RDF.object, said.object
    yield from _optional(
        node,
        (BIOLINK.disease_context_qualifier, said.condition),
        (BIOLINK.object_direction_qualifier, _maybe(said.direction)),
        (BIOLINK.negated, ("true", XSD.boolean) if said.negated else None),
        (LDN.topic, LDN[said.topic]),
        (LDN.wording, LDN[said.wording]),
        (RDFS.comment, _maybe(said.comment)),
    )
    for name, value in said.qualifiers:
        yield node, BIOLINK.iri + name, _text(value)
    for property_, text in said.notes:
        yield node, property_, _text(text)
    for origin in said.origins:
        yield node, PROV.wasDerivedFrom, origin
    for cited in said.cited:
        yield node, CITO.citesAsEvidence, cited
    for line in said.lines:
        yield node, BIOLINK.has_evidence, line.iri
    for line in said.lines:
        yield from _line(line)


def _line(said: ImportedLine) -> Iterator[Statement]:
    node = said.iri
    yield node, RDF.type, LDN.EvidenceLine
    yield node, LDN.source, said.source
    yield node, LDN.bearing, LDN[said.bearing]
    yield node, LDN.directness, LDN[said.directness]
    for domain in said.indirectness:
        yield node, LDN.indirectness, LDN[domain]
    yield from _optional(
        node,
        (LDN.studyDesign, said.design and LDN[said.design]),
        (RDFS.comment, _maybe(said.comment)),
    )
    for kind in said.kinds:
        yield node, DCTERMS.type, _text(kind)
    if said.quotation is not None:
        passage, selector = f"{node}.passage", f"{node}.selector"
        yield node, LDN.foundAt, passage
        yield passage, RDF.type, OA.SpecificResource
        yield passage, OA.hasSource, said.source
        yield passage, OA.hasSelector, selector
        yield selector, RDF.type, OA.TextQuoteSelector
        yield selector, OA.exact, _text(said.quotation)
