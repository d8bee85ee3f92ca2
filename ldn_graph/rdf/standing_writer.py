"""How sources stand, as RDF that is loaded beside the graph: the same standings give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from ..model.literals import date_datatype
from ..model.standing import Notice, SourceStanding
from ..model.vocab import BIBO, CITO, DCTERMS, LDN, PREFIXES, RDF, RDFS, XSD
from ..sources.standing.survey import Surveyed

_PREFIXES = {name: PREFIXES[name] for name in ("bibo", "cito", "dcterms", "ldn", "rdfs", "source", "xsd")}


def write_standings(surveyed: Iterable[Surveyed], stream: IO[bytes]) -> int:
    """Write, in Turtle, how sources stand by which list of which day, and the notices about them.

    What is unknown is left out, and so is a source without an IRI. Returns how many sources were written.
    """
    written = [
        (one.source.iri, one.standing) for one in surveyed if one.standing and not one.source.iri.startswith("_:")
    ]
    ox.serialize(
        (triple for one in written for triple in _triples(*one)), stream, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES
    )
    return len(written)


def _triples(iri: str, standing: SourceStanding) -> Iterator[ox.Triple]:
    source, node = ox.NamedNode(iri), ox.NamedNode
    yield ox.Triple(source, node(RDF.type), node(LDN.Source))
    yield ox.Triple(source, node(LDN.standing), node(LDN[standing.name]))
    yield ox.Triple(source, node(LDN.standingAsOf), ox.Literal(standing.listed_on, datatype=node(XSD.date)))
    yield ox.Triple(source, node(LDN.standingBy), node(standing.origin))
    notices = [(node(f"{iri}{'-' if '#' in iri else '#'}notice-{n}"), one) for n, one in enumerate(standing.notices, 1)]
    for name, _ in notices:
        yield ox.Triple(source, node(LDN.notice), name)
    for name, notice in notices:
        yield from _notice(name, source, notice)


def _notice(name: ox.NamedNode, source: ox.NamedNode, notice: Notice) -> Iterator[ox.Triple]:
    node = ox.NamedNode
    yield ox.Triple(name, node(RDF.type), node(LDN.Notice))
    yield ox.Triple(name, node(LDN.noticeKind), node(LDN[notice.kind]))
    if notice.date:
        date = ox.Literal(notice.date, datatype=node(date_datatype(notice.date)))
        yield ox.Triple(name, node(DCTERMS.issued), date)
    if notice.doi:
        yield ox.Triple(name, node(BIBO.doi), ox.Literal(notice.doi))
    if notice.reason:
        yield ox.Triple(name, node(RDFS.comment), ox.Literal(notice.reason, language="en"))
    if notice.kind == "retraction":
        yield ox.Triple(name, node(CITO.retracts), source)
