"""A small graph for summaries of findings: two claims of efficacy, one of safety, one of a mechanism, on lupus."""

from __future__ import annotations

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.bodies import rate_bodies
from ldn_graph.audit.results import Audit
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.rdf.body_reader import read_bodies
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.labels import read_labels
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.summaries.findings import SummaryOfFindings, judges_of, summarise_findings
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

LUPUS = PREFIXES["entity"] + "lupus"
YOUNG = PREFIXES["entity"] + "young-lupus"
HOSTILE = '=HYPERLINK("https://example.org")<script>alert(1)</script>|*_[x](javascript:y)&amp;'
"""A text that would run in a spreadsheet, in a browser, and in what makes a page of Markdown."""

MORE_ENTITIES = """
entity:young-lupus a ldn:Condition ; rdfs:label "lupus in children"@en ; skos:broader entity:lupus .
entity:asthma a ldn:Condition ; rdfs:label "asthma"@en .
entity:flares a ldn:Outcome ; rdfs:label "flares"@en .
entity:harm a ldn:Outcome ; rdfs:label "harm"@en .
<https://example.org/reader> a prov:Agent ; rdfs:label "der Leser"@de , "the second reader"@en .
"""
RESULTS = """
result:s1-1 a ldn:Result ; rdfs:label "flares in a year"@en ; ldn:measure ldn:riskRatio ; ldn:estimate 0.84 ; ldn:intervalLow 0.66 ;
    ldn:intervalHigh 1.06 ; ldn:people 120 ; ldn:pValue "0.13" ; ldn:dose "4.5 mg"@en ; ldn:comparator "placebo"@en ; ldn:timePoint "12 months"@en ;
    ldn:ourComputation "about one in nine"@en .
result:s1-2 a ldn:Result ; rdfs:label "pain"@en ; ldn:finding "88% v 40%"@en ; ldn:pValue "0.009" ; ldn:people 120 ;
    ldn:arm [ rdfs:label "x" ] .
result:s3-1 a ldn:Result ; rdfs:label "colitis of mice"@en ; ldn:finding "less"@en .
""".replace(' ;\n    ldn:arm [ rdfs:label "x" ]', "")
RATING = """
assessment:C01-certainty a ldn:CertaintyRating ; ldn:certainty ldn:lowCertainty ; prov:wasAttributedTo <https://example.org/reader> ;
    dcterms:created "2026-11-29"^^xsd:date ; rdfs:comment "one trial, well made"@en .
"""


def small_graph(label: str = "claim C01", *more: str) -> Graph:
    """The graph, in which the first claim has this label."""
    return parse_turtle(turtle_of(label, *more), "test.ttl")


def turtle_of(label: str = "claim C01", *more: str) -> str:
    """The graph as Turtle."""
    quoted = label.replace("\\", "\\\\").replace('"', '\\"')
    return (
        DECLARATIONS
        + ENTITIES
        + MORE_ENTITIES
        + RESULTS
        + RATING
        + claim_turtle(
            "C01",
            evidence="evidence:e1 , evidence:e3",
            rdfs__label=f'"{quoted}"@en',
            ldn__certaintyRating="assessment:C01-certainty",
        )
        + claim_turtle(
            "C02",
            rdf__object="entity:flares",
            rdf__predicate="biolink:affects",
            biolink__object_direction_qualifier='"decreased"',
            biolink__disease_context_qualifier="entity:lupus",
        )
        + claim_turtle(
            "C03",
            evidence="evidence:e2",
            rdf__object="entity:harm",
            rdf__predicate="biolink:affects",
            biolink__negated="true",
            biolink__disease_context_qualifier="entity:young-lupus",
            ldn__topic="ldn:safety",
        )
        + claim_turtle("C04", rdf__object="entity:balance", ldn__topic="ldn:mechanism", biolink__disease_context_qualifier="entity:lupus")
        + claim_turtle("C05", rdf__object="entity:asthma", ldn__topic="ldn:mechanism")
        + line_turtle("e1", "s1", more='; ldn:usesResult result:s1-1 , result:s1-2 ; dcterms:created "2026-11-28"^^xsd:date')
        + line_turtle("e2", "s2")
        + line_turtle("e3", "s3", directness="indirect", more="; ldn:indirectness ldn:otherSpecies ; ldn:usesResult result:s3-1")
        + source_turtle("s1", "randomisedControlledTrial", more="; ldn:result result:s1-1 , result:s1-2")
        + source_turtle("s2", more='; ldn:participants 12 ; ldn:harm "no serious event: 0 of 12"@en , "one rash"@en')
        + source_turtle("s3", "animal", more='; ldn:result result:s3-1 ; ldn:harm "mice lost weight"@en')
        + "".join(more)
    )  # fmt: skip


def audit_of(graph: Graph, as_of: int | None = None) -> Audit:
    return audit_claims(read_claims(graph), as_of)


def summary_of(graph: Graph, condition: str = LUPUS, as_of: int | None = None) -> SummaryOfFindings:
    claims = read_claims(graph)
    bodies = read_bodies(graph)
    labels = read_labels(graph, (condition, *judges_of(claims), *judges_of(bodies)))
    return summarise_findings(audit_claims(claims, as_of), condition, labels, rate_bodies(bodies, as_of))
