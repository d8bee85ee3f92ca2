"""Graphs with something odd in them: a small graph that has every kind of node, of which statements are changed."""

from __future__ import annotations

import random
from functools import cache

import pyoxigraph as ox

from ldn_graph.model.vocab import LDN, PREFIXES, SCHEMES
from ldn_graph.rdf.graphs import FileGraph
from ldn_graph.rdf.opening import parse_turtle
from tests.conftest import DECLARATIONS, ROOT

MORE = """
source:trial dc:creator ( "Anna Berg" [ foaf:familyName "Cole"@en , "Köhl"@de ; foaf:givenName "Dan" ] <urn:x:eve> ) .
source:book dc:creator "A. Berg; B. Cole" , [ a foaf:Organization ; foaf:name "A society" ] .
source:review dc:creator "Dorn E" ; dcterms:isPartOf "Journal \\"of\\" that\\\\" ; rdfs:label "Ein Überblick"@de , "a review" .
source:again a ldn:Source ; dcterms:title "The trial again" ; bibo:pmid "18728058" ; ldn:participants "40.0"^^xsd:decimal ;
    ldn:standing ldn:corrected ; ldn:standingAsOf "2026-07-01"^^xsd:date ; ldn:standingBy <urn:list> ;
    ldn:notice [ ldn:noticeKind ldn:correction ; dcterms:issued "2012"^^xsd:gYear ] , [ ldn:noticeKind ldn:concern ] .
source:once a ldn:Source ; dcterms:title "Retracted long ago" ; bibo:pmid "9500320" ; foaf:page <https://example.org/once> .
claim:C10 a ldn:Claim ; rdfs:label "A sentence\\nof two lines"@en-GB , "zwei"@de ; ldn:topic ldn:safety ; ldn:wording ldn:hedged ;
    ldn:namedSource "her"@fr , "he" , "he"@en ; ldn:restsOn claim:C02 , claim:C01 , <urn:no-claim> ;
    cito:citesAsEvidence source:once , source:again , <urn:unknown> ; prov:wasDerivedFrom source:article , <urn:a> , source:protocol ;
    biolink:has_evidence [ a ldn:EvidenceLine ; ldn:source source:again ; ldn:bearing ldn:refutes ; ldn:directness ldn:direct ;
        ldn:foundAt [ oa:hasSelector [ oa:exact "two"@en , "one"@en ] , [ oa:exact "zwei"@de ] ] , [ ldn:quotationRole ldn:speculation ;
        oa:hasSelector [ oa:exact "three" ] ] ] , evidence:C02-review ;
    ldn:quantity [ ldn:ofWhat <urn:what> ; ldn:low .5 ; ldn:high "+1.50"^^xsd:decimal ; ldn:unit "mg" ; ldn:outOf 007 ] .
entity:drug skos:altLabel "D"@en , "D" , "Δ\\t"@el ; skos:broadMatch <urn:t:10> , <urn:t:2> .
entity:substance skos:broader entity:matter , <urn:undescribed> . entity:matter skos:broader entity:drug .
entity:disease skos:broader entity:disorder . entity:disorder a ldn:Condition .
<urn:elsewhere> <urn:says> <<( <urn:a> <urn:b> "c" )>> , "x" ; dcterms:title <urn:no-text> .
"""
_NODES = ("urn:x:eve", "urn:nobody")
_TEXTS = ("", "text", "10.1002/1529-0131", "18728058", "2010-05", "12", "-3", "4.50", "1e5", "9" * 41, "x" * 2001, "a\n\"b\"\\", "increased", "true")  # fmt: skip
_SUFFIXES = ("", "en", "de", "en-GB", "integer", "boolean", "date", "gYear", "decimal")


@cache
def whole() -> FileGraph:
    """A graph without a mistake that reaches nearly every column."""
    good = (ROOT / "tests" / "validation" / "cases" / "good.ttl").read_text(encoding="utf-8")
    return parse_turtle(DECLARATIONS + good + MORE)


def changed(seed: int) -> FileGraph:
    """The graph with up to four statements changed, added, doubled or taken away: some seeds give mistakes."""
    dice = random.Random(seed)  # noqa: S311, no secret
    quads = list(whole().quads)
    for _ in range(dice.choice((0, 1, 1, 1, 2, 4))):
        place = dice.randrange(len(quads))
        quad = quads[place]
        deed = dice.choice(("take", "double", "add", "add", "exchange", "exchange", "move", "shuffle"))
        if deed == "take":
            del quads[place]
        elif deed == "double":
            quads.insert(dice.randrange(len(quads)), quad)
        elif deed == "shuffle":
            dice.shuffle(quads)
        elif deed == "move":  # it is said of another node, too
            quads.append(ox.Quad(dice.choice(quads).subject, quad.predicate, quad.object))
        else:
            new = ox.Quad(quad.subject, quad.predicate, _value(dice, quads, quad))
            quads[place : place + (deed == "exchange")] = [new]
    return FileGraph(tuple(quads), ())


def _value(dice: random.Random, quads: list[ox.Quad], quad: ox.Quad) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Another value: one that its property has elsewhere, any that there is, a concept, or a text."""
    kind = dice.randrange(6)
    if kind < 2:
        return dice.choice([q for q in quads if q.predicate == quad.predicate]).object
    if kind == 2:
        return dice.choice(quads).object
    if kind == 3:
        names = [*dice.choice([*SCHEMES.values()]), "Claim", "Source", "EvidenceLine"]
        return ox.NamedNode(LDN.iri + dice.choice([*names, "mispelt"] if dice.random() < 0.1 else names))
    if kind == 4:
        return ox.NamedNode(dice.choice(_NODES))
    value = getattr(quad.object, "value", "")
    text = value if dice.random() < 0.4 else dice.choice(_TEXTS)
    suffix = dice.choice(_SUFFIXES)
    if suffix in ("", "en", "de", "en-GB"):
        return ox.Literal(text, language=suffix or None)
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + suffix))
