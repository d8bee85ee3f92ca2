"""Imported claims as RDF, in Turtle, N-Triples or TriG: the same values give the same bytes.

Terms are made by Oxigraph, which refuses what is no IRI and escapes what a text may hold, so no input can break out of
its place. There are no blank nodes: every node has an IRI, so that two imports can be compared line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import IO, TYPE_CHECKING

from ..model.literals import date_datatype
from ..model.vocab import BIBO, BIOLINK, CITO, DC, DCTERMS, FOAF, LDN, OA, PREFIXES, PROV, RDF, RDFS, SKOS, XSD
from ..sparql.formats import rdf_format
from .values import (
    Imported,
    ImportedClaim,
    ImportedEntity,
    ImportedLine,
    ImportedPassage,
    ImportedQuantity,
    ImportedReader,
    ImportedResult,
    ImportedSearch,
    ImportedSource,
)

if TYPE_CHECKING:
    import pyoxigraph as ox

WRITTEN = ("turtle", "ntriples", "trig")
"""Formats of :mod:`~ldn_graph.sparql.formats` that an import is written in, a statement at a time."""
Value = tuple[str, str] | str
"""A literal with its datatype, or an IRI."""
Statement = tuple[str, str, Value]

_USED = ("bibo", "biolink", "cito", "dc", "dcterms", "foaf", "ldn", "oa", "prov", "rdf", "rdfs", "skos", "xsd")
_OWN = ("assessment", "claim", "entity", "evidence", "quantity", "result", "source")


def write_imported(imported: Imported, stream: IO[bytes], format_name: str, base: str) -> int:
    """Write what was imported to a stream, in one of :data:`WRITTEN`; ``base`` is where its IRIs begin.

    Returns the number of statements.
    """
    import pyoxigraph as ox

    prefixes = {prefix: PREFIXES[prefix] for prefix in _USED} | {name: f"{base}{name}/" for name in _OWN}
    count = 0

    def triples() -> Iterator[ox.Triple]:
        nonlocal count
        node, literal, triple, string = lru_cache(maxsize=200_000)(ox.NamedNode), ox.Literal, ox.Triple, XSD.string
        for subject, predicate, value in statements_of(imported):
            count += 1
            if isinstance(value, str):
                yield triple(node(subject), node(predicate), node(value))
            elif value[1] == string:  # a plain literal is one of xsd:string, and made in half of the time
                yield triple(node(subject), node(predicate), literal(value[0]))
            else:
                yield triple(node(subject), node(predicate), literal(value[0], datatype=node(value[1])))

    ox.serialize(triples(), stream, format=rdf_format(format_name), prefixes=prefixes)
    return count


def statements_of(imported: Imported) -> Iterator[Statement]:
    """All statements, each once; those of one node stand together."""
    return chain(
        chain.from_iterable(map(_entity, imported.entities)),
        chain.from_iterable(map(_source, imported.sources)),
        chain.from_iterable(map(_claim, imported.claims)),
        chain.from_iterable(map(_reader, imported.readers)),
    )


def described_nodes(
    imported: Imported, called: Callable[[str], str] = str
) -> dict[str, dict[str, dict[str | ox.Literal, None]]]:
    """All that an import says, by node and property; a literal is a term, and a node is ``called`` so."""
    import pyoxigraph as ox

    nodes: dict[str, dict[str, dict[str | ox.Literal, None]]] = {}
    for subject, path, value in statements_of(imported):
        term = called(value) if isinstance(value, str) else ox.Literal(value[0], datatype=ox.NamedNode(value[1]))
        nodes.setdefault(called(subject), {}).setdefault(path, {})[term] = None
    return nodes


def _text(text: str) -> Value:
    return text, XSD.string


def _text_or_none(text: str | None) -> Value | None:
    return _text(text) if text else None


def _number(text: str) -> Value:
    return text, XSD.decimal if "." in text else XSD.integer


def _number_or_none(number: str | int | None) -> Value | None:
    return None if number is None else _number(str(number))


def _concept(name: str | None) -> Value | None:
    return LDN[name] if name else None


def _present(node: str, *values: tuple[str, Value | None]) -> Iterator[Statement]:
    """The statements of a node whose value is not None."""
    for predicate, value in values:
        if value is not None:
            yield node, predicate, value


def _entity(entity: ImportedEntity) -> Iterator[Statement]:
    node = entity.iri
    for cls in ([LDN[entity.kind]] if entity.kind else []) + list(entity.classes):
        yield node, RDF.type, cls
    yield node, RDFS.label, _text(entity.label)
    for other in entity.other_labels:
        yield node, SKOS.altLabel, _text(other)
    for match in entity.matches:
        yield node, SKOS.exactMatch, match
    for notation in entity.notations:
        yield node, SKOS.notation, _text(notation)


def _source(source: ImportedSource) -> Iterator[Statement]:
    node = source.iri
    yield node, RDF.type, LDN.Source
    if source.record:
        yield node, RDF.type, LDN.Record
    if source.claims:
        yield node, RDF.type, RDF.Seq
    yield from _present(
        node,
        (DCTERMS.title, _text_or_none(source.title)),
        (RDFS.label, None if source.title else _text(source.label)),
        (DC.creator, _text_or_none(source.authors)),
        (DCTERMS.issued, source.year and (source.year, date_datatype(source.year))),
        (DCTERMS.isPartOf, _text_or_none(source.journal)),
        (BIBO.volume, _text_or_none(source.volume)),
        (BIBO.issue, _text_or_none(source.issue)),
        (BIBO.pages, _text_or_none(source.pages)),
        (BIBO.doi, _text_or_none(source.doi)),
        (BIBO.pmid, _text_or_none(source.pmid)),
        *((DCTERMS.identifier, _text(identifier)) for identifier in source.identifiers),
        (FOAF.page, source.page),
        (LDN.readAs, _concept(source.read_as)),
        (LDN.studyDesign, _concept(source.design)),
        (LDN.participants, _number_or_none(source.participants)),
        (LDN.riskOfBias, source.risk_of_bias.iri if source.risk_of_bias else None),
        (RDFS.comment, _text_or_none(source.comment)),
        *((LDN.result, result.iri) for result in source.results),
    )
    for entity in source.about:
        yield node, DCTERMS.subject, entity
    for cited in source.cites:
        yield node, CITO.cites, cited
    for n, claim in enumerate(source.claims, 1):
        yield node, f"{RDF.iri}_{n}", claim
    if risk := source.risk_of_bias:
        yield risk.iri, RDF.type, LDN.RiskOfBiasAssessment
        yield risk.iri, LDN.riskOfBiasTool, LDN[risk.tool]
        yield risk.iri, LDN.riskOfBiasJudgement, LDN[risk.judgement]
    yield from chain.from_iterable(map(_result, source.results))


def _result(result: ImportedResult) -> Iterator[Statement]:
    low, high = result.interval or (None, None)
    yield result.iri, RDF.type, LDN.Result
    yield from _present(
        result.iri,
        (RDFS.label, _text(result.label)),
        (LDN.outcome, result.outcome),
        (LDN.measure, _concept(result.measure)),
        (LDN.estimate, _number_or_none(result.estimate)),
        (LDN.intervalLow, _number_or_none(low)),
        (LDN.intervalHigh, _number_or_none(high)),
        (LDN.people, _number_or_none(result.people)),
        (LDN.directionOfEffect, _concept(result.direction)),
    )


def _claim(claim: ImportedClaim) -> Iterator[Statement]:
    node = claim.iri
    yield node, RDF.type, LDN.Claim
    yield from _present(
        node,
        (RDF.type, BIOLINK.Association if claim.subject else None),
        (RDFS.label, _text(claim.label)),
        (RDF.subject, claim.subject),
        (RDF.predicate, claim.predicate),
        (RDF.object, claim.object),
        (BIOLINK.disease_context_qualifier, claim.condition),
        (BIOLINK.object_direction_qualifier, _text_or_none(claim.direction)),
        (BIOLINK.negated, ("true", XSD.boolean) if claim.negated else None),
        (LDN.topic, LDN[claim.topic]),
        (LDN.wording, LDN[claim.wording]),
        (RDFS.comment, _text_or_none(claim.comment)),
    )
    for name, value in claim.qualifiers:
        yield node, BIOLINK.iri + name, _text(value)
    for property_, text in claim.notes:
        yield node, property_, _text(text)
    for origin in claim.origins:
        yield node, PROV.wasDerivedFrom, origin
    for cited in claim.cited:
        yield node, CITO.citesAsEvidence, cited
    for other in claim.rests_on:
        yield node, LDN.restsOn, other
    for passage in claim.passages:
        yield node, LDN.statedAt, passage.iri
    for evidence in (*[line.iri for line in claim.lines], *[search.iri for search in claim.searches]):
        yield node, BIOLINK.has_evidence, evidence
    yield from _quantity(node, claim.quantity)
    yield from chain.from_iterable(map(_passage, claim.passages))
    yield from chain.from_iterable(map(_line, claim.lines))
    yield from chain.from_iterable(map(_search, claim.searches))


def _quantity(owner: str, quantity: ImportedQuantity | None) -> Iterator[Statement]:
    if quantity is None:
        return
    yield owner, LDN.quantity, quantity.iri
    yield quantity.iri, RDF.type, LDN.Quantity
    yield from _present(
        quantity.iri,
        (LDN.ofWhat, _text(quantity.of_what)),
        (LDN.low, _number(quantity.low)),
        (LDN.high, _number(quantity.high)),
        (LDN.outOf, _number_or_none(quantity.out_of)),
        (LDN.unit, _text(quantity.unit)),
    )


def _passage(passage: ImportedPassage) -> Iterator[Statement]:
    node, selector = passage.iri, f"{passage.iri}-position"
    yield node, RDF.type, OA.SpecificResource
    yield node, OA.hasSource, passage.source
    yield node, LDN.section, _text(passage.section)
    yield node, LDN.passageSha256, _text(passage.sha256)
    yield node, OA.hasSelector, selector
    yield selector, RDF.type, OA.TextPositionSelector
    yield selector, OA.start, _number(str(passage.start))
    yield selector, OA.end, _number(str(passage.end))


def _search(search: ImportedSearch) -> Iterator[Statement]:
    yield search.iri, RDF.type, LDN.EvidenceSearch
    yield search.iri, RDFS.comment, _text(search.comment)
    yield search.iri, LDN.searchedIn, _text(search.searched_in)
    yield search.iri, DCTERMS.created, (search.created, XSD.date)


def _reader(reader: ImportedReader) -> Iterator[Statement]:
    yield reader.iri, RDF.type, PROV.Agent
    yield reader.iri, RDFS.label, _text(reader.label)


def _line(line: ImportedLine) -> Iterator[Statement]:
    node = line.iri
    yield node, RDF.type, LDN.EvidenceLine
    yield node, LDN.source, line.source
    yield node, LDN.bearing, LDN[line.bearing]
    yield node, LDN.directness, LDN[line.directness]
    for domain in line.indirectness:
        yield node, LDN.indirectness, LDN[domain]
    yield from _present(
        node,
        (LDN.studyDesign, _concept(line.design)),
        (LDN.finding, _text_or_none(line.finding)),
        (RDFS.comment, _text_or_none(line.comment)),
        (LDN.usesResult, line.result),
        (LDN.nullWithoutInterval, ("true", XSD.boolean) if line.null_without_interval else None),
        (PROV.wasAttributedTo, line.judge),
        (DCTERMS.created, (line.created, XSD.date) if line.created else None),
    )
    yield from _quantity(node, line.quantity)
    for kind in line.kinds:
        yield node, DCTERMS.type, _text(kind)
    if line.quotation is not None:
        passage, selector = f"{node}.passage", f"{node}.selector"
        yield node, LDN.foundAt, passage
        yield passage, RDF.type, OA.SpecificResource
        yield passage, OA.hasSource, line.source
        yield passage, OA.hasSelector, selector
        yield selector, RDF.type, OA.TextQuoteSelector
        yield selector, OA.exact, _text(line.quotation)
