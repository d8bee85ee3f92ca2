"""What is read of each kind of node, as tables that SQL joins: property by property what ``rdf.claim_reader`` reads.

How a property is read: ``text`` is one of several texts, by language; ``texts`` are all of them; ``iri`` is one node
and ``iris`` are several; ``concept`` is one term of a closed scheme and ``concepts`` are several; ``number``, ``whole``
and ``flag`` are one literal; ``value`` is one of anything; ``any`` is read by Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...model.vocab import ENTITY_KINDS, FABIO, LDN, PREFIXES, PUBLICATION_TYPES, SCHEMES

_JUDGED = """
    prov:wasAttributedTo iri
    dcterms:created text
    rdfs:comment text
"""
_SOURCE_TEXTS = """
    dcterms:title dcterms:isPartOf bibo:volume bibo:issue bibo:pages bibo:doi bibo:pmid dcterms:publisher
    ldn:studiedPopulation ldn:studiedIntervention ldn:studiedComparator ldn:studiedOutcome ldn:mainResult
    ldn:limitation ldn:registeredOn ldn:startedOn ldn:completedOn ldn:registeredPrimaryOutcome
    ldn:publishedPrimaryOutcome
"""
_READ: Mapping[str, str] = {
    "claim": """
        rdfs:label text
        rdfs:comment text
        rdf:subject iri
        rdf:predicate iri
        rdf:object iri
        biolink:object_direction_qualifier text
        biolink:disease_context_qualifier iri
        biolink:negated flag
        ldn:topic concept
        ldn:wording concept
        ldn:quantity iris
        ldn:statedAt iris
        ldn:namedSource texts
        ldn:reportsOn iris
        ldn:restsOn iris
        cito:citesAsEvidence iris
        prov:wasDerivedFrom iris
        biolink:has_evidence iris
        ldn:certaintyRating iris
        ldn:publicationBias iris
    """,
    "entity": """
        rdfs:label text
        skos:exactMatch iris
        skos:closeMatch iris
        skos:broadMatch iris
        skos:narrowMatch iris
        skos:broader iris
        skos:altLabel texts
    """,
    "broader": "skos:broader iris",
    "line": f"""
        ldn:source iri
        ldn:studyDesign concept
        ldn:bearing concept
        ldn:directness concept
        ldn:indirectness concepts
        ldn:finding text
        ldn:quantity iris
        ldn:usesResult iris
        ldn:nullWithoutInterval flag
        ldn:otherJudgement iris
        ldn:adoptedBecause text
        ldn:reviewedDesign concept
        ldn:reviewedStudies whole
        ldn:foundAt iris
        {_JUDGED}
    """,
    "quoted": """
        ldn:quotationRole concept
        oa:hasSelector iris
    """,
    "quote": "oa:exact texts",
    "search": """
        rdfs:comment text
        ldn:searchedIn text
        dcterms:created text
    """,
    "quantity": """
        ldn:ofWhat value
        ldn:low number
        ldn:high number
        ldn:outOf number
        ldn:unit text
        ldn:numerator iri
        ldn:denominator iri
    """,
    "passage": """
        oa:hasSelector iris
        ldn:section text
        ldn:passageSha256 text
    """,
    "selector": """
        oa:start whole
        oa:end whole
    """,
    "source": f"""
        rdfs:label text
        rdfs:comment text
        dcterms:issued text
        foaf:page iri
        ldn:readAs concept
        ldn:studyDesign concept
        ldn:participants whole
        ldn:registrationTiming concept
        ldn:outcomeSwitched flag
        ldn:randomised whole
        ldn:analysed whole
        ldn:completed whole
        ldn:reviewedDesign concept
        ldn:reviewedStudies whole
        {" text ".join(_SOURCE_TEXTS.split())} text
        dcterms:identifier texts
        ldn:funding texts
        ldn:conflictOfInterest texts
        ldn:harm texts
        ldn:reviewOf iris
        ldn:sameStudyAs iris
        dcterms:isVersionOf iris
        ldn:protocolOf iris
        ldn:correctionOf iris
        ldn:mayOverlap iris
        cito:cites iris
        ldn:result iris
        ldn:riskOfBias iris
        dc:creator any
        ldn:standing any
        ldn:standingAsOf any
        ldn:standingBy any
        ldn:notice any
    """,
    "notice": """
        ldn:noticeKind any
    """,
    "author": """
        rdf:first any
        rdf:rest any
        foaf:name any
        foaf:familyName any
        foaf:givenName any
        foaf:lastName any
        foaf:firstName any
    """,
    "result": """
        rdfs:label text
        ldn:outcome iri
        ldn:dose text
        ldn:comparator text
        ldn:timePoint text
        ldn:finding text
        ldn:measure concept
        ldn:estimate number
        ldn:intervalLow number
        ldn:intervalHigh number
        ldn:pValue text
        ldn:people whole
        ldn:iSquared number
        ldn:arm iris
        ldn:ourComputation text
        ldn:directionOfEffect concept
        ldn:figuresNotSeen flag
        ldn:studyDesign concept
        ldn:subgroup flag
    """,
    "arm": """
        rdfs:label text
        ldn:events whole
        ldn:people whole
    """,
    "risk": f"""
        ldn:riskOfBiasTool concept
        ldn:riskOfBiasJudgement concept
        ldn:assessedResult iri
        ldn:domainAssessment iris
        {_JUDGED}
    """,
    "domain": """
        ldn:riskOfBiasDomain concept
        ldn:riskOfBiasJudgement concept
        rdfs:comment text
    """,
    "judgement": f"""
        ldn:bearing concept
        ldn:directness concept
        ldn:indirectness concepts
        {_JUDGED}
    """,
    "rating": f"""
        ldn:certainty concept
        ldn:suspected flag
        {_JUDGED}
    """,
    "identified": "foaf:page iri",
}
_OTHER_SCHEMES = {"ldn:reviewedDesign": "studyDesign"}
"""The properties that are called otherwise than their scheme."""
_ONE = frozenset({"text", "iri", "concept", "number", "whole", "flag", "value"})
_BITS = 50  # a sum of bits stays below 2 ** 63 though a node says one thing thousands of times


class Property(NamedTuple):
    """A property: its IRI as N-Triples writes it, its CURIE, how it is read, and a bit where a node has one of it.

    Two properties may have one bit: where a sum of bits is not their union, a node *may* have two of one.
    """

    nt: str
    name: str
    how: str
    bit: int


def _readings() -> Iterator[tuple[str, str, str]]:
    for kind, text in _READ.items():
        words = iter(text.split())
        for name, how in zip(words, words, strict=True):
            yield kind, name, how


READINGS: tuple[tuple[str, str], ...] = tuple((kind, name) for kind, name, _ in _readings())
"""Which properties are read of each kind of node, by CURIE."""


def _iri(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def _properties() -> Iterator[Property]:
    hows = {name: how for _, name, how in _readings()}
    hows["rdf:type"] = "concepts"
    bits = 0
    for name, how in hows.items():
        yield Property(f"<{_iri(name)}>", name, how, 2 ** (bits % _BITS) if how in _ONE else 0)
        bits += how in _ONE


PROPERTIES: tuple[Property, ...] = tuple(_properties())
CONCEPTS: tuple[tuple[str, str, int], ...] = tuple(
    (p.name, concept, place)
    for p in PROPERTIES
    if p.how in ("concept", "concepts") and p.name != "rdf:type"
    for place, concept in enumerate(SCHEMES[_OTHER_SCHEMES.get(p.name, p.name.partition(":")[2])])
)
"""For each property with a closed scheme the local names that it takes, with their place in the scheme."""
KINDS: tuple[tuple[str, int], ...] = tuple((name, place) for place, name in enumerate(ENTITY_KINDS))
"""The classes of entities, the first of several for what has more."""
PUBLICATIONS: tuple[tuple[str, str, int], ...] = tuple(
    (FABIO[name], name, place) for place, name in enumerate(PUBLICATION_TYPES)
)
"""The classes of publications by IRI and local name, likewise."""
TERMS: tuple[str, ...] = ("", *sorted(LDN.names))
"""The local names that the vocabulary has; "" is its own IRI."""
