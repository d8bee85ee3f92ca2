"""Reading claims: what the model asks for is there, or the error names the place and the remedy."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.errors import LdnGraphError, ModelError, UnknownTermError
from ldn_graph.model.claims import LABEL_LIMIT, Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.natural_order import natural_key
from ldn_graph.network.hops import read_hops
from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.contents import read_contents
from tests.conftest import SENTENCE_ONLY, claim_turtle, line_turtle, source_turtle

Turtle = Callable[..., Graph]
EVIDENCE = {"evidence": "evidence:e0"}


def test_a_whole_claim(turtle: Turtle) -> None:
    more = (
        line_turtle("e0", "s0", "qualifies", "indirect", '; ldn:indirectness ldn:otherSpecies ; rdfs:comment "why"@en')
        + source_turtle("s0", more='; bibo:doi "10.1/a" ; ldn:participants 12 ; dc:creator "A; B"')
        + 'evidence:s a ldn:EvidenceSearch ; rdfs:comment "none"@en ; ldn:searchedIn "there" ; dcterms:created "2026-01-01"^^xsd:date .\n'
        + 'claim:p ldn:section "Top" ; oa:hasSelector [ oa:start 3 ; oa:end 9 ] ; ldn:passageSha256 "ab" .\n'
    )
    graph = turtle(
        claim_turtle(
            evidence="evidence:e0 , evidence:s", more=more, rdf__object="entity:balance", ldn__statedAt="claim:p",
            biolink__disease_context_qualifier="entity:lupus", biolink__object_direction_qualifier='"increased"',
        )
    )  # fmt: skip
    (claim,) = read_claims(graph)
    assert (claim.id, claim.topic, claim.wording, claim.direction) == ("C01", "efficacy", "asserted", "increased")
    assert claim.condition is not None
    assert claim.condition.id == "lupus"
    (line,) = claim.lines
    assert (line.bearing, line.directness, line.indirectness, line.design) == (
        "qualifies",
        "indirect",
        ("otherSpecies",),
        "cohort",
    )
    assert (line.source.year, line.source.participants, line.source.link) == (2010, 12, "https://doi.org/10.1/a")
    assert claim.searches[0].searched_in == "there"
    assert (claim.passages[0].start, claim.passages[0].end, claim.passages[0].section) == (3, 9, "Top")
    assert claim.checked


@pytest.mark.parametrize(
    ("changes", "more", "said"),
    [
        ({"rdfs__label": ""}, "", "test.ttl:"),
        ({"rdf__subject": ""}, "", "no rdf:subject"),
        ({"rdf__predicate": ""}, "", "no rdf:predicate"),
        ({"rdf__object": ""}, "", "no rdf:object"),
        ({"rdf__object": "", "rdf__subject": ""}, "", "a claim may be a sentence only"),
        ({**SENTENCE_ONLY, "biolink__negated": "true"}, "", "biolink:negated, but no rdf:subject"),
        ({**SENTENCE_ONLY, "biolink__object_direction_qualifier": '"increased"'}, "", "biolink:object_direction_qualifier, but no rdf:subject"),
        ({"ldn__wording": ""}, "", "no ldn:wording"),
        ({"ldn__topic": ""}, "", "no ldn:topic"),
        ({"rdf__subject": "entity:nobody"}, "", "entity:nobody is not described in this graph"),
        ({"rdf__subject": '"text"'}, "", "rdf:subject is the text 'text'; give an IRI there"),
        ({"ldn__wording": "ldn:proven , ldn:hedged"}, "", "2 values of ldn:wording; keep one"),
        ({"ldn__wording": "ldn:supports"}, "", "ldn:supports is no value of ldn:wording; take one of ldn:proven"),
        ({"biolink__object_direction_qualifier": '"sideways"'}, "", "take one of increased, decreased"),
        ({"rdfs__label": '"' + "x" * 10_000 + '"'}, "", f"a label of 10,000 characters, where {LABEL_LIMIT:,} is the most"),
        ({"biolink__has_evidence": "claim:C01"}, "", "the claim is given as evidence for itself"),
        ({"biolink__has_evidence": "evidence:none"}, "", "evidence:none is neither an ldn:EvidenceLine nor"),
        ({"ldn__restsOn": "claim:C01"}, "", "circle: C01 -> C01"),
        (EVIDENCE, "evidence:e0 a ldn:EvidenceLine ; ldn:bearing ldn:supports ; ldn:directness ldn:direct .", "no ldn:source"),
        (EVIDENCE, line_turtle("e0", "nowhere"), "source:nowhere is not described"),
        (EVIDENCE, "evidence:e0 a ldn:EvidenceLine ; ldn:source source:article ; ldn:directness ldn:direct .", "no ldn:bearing"),
        (EVIDENCE, "evidence:e0 a ldn:EvidenceLine ; ldn:source source:article ; ldn:bearing ldn:supports .", "no ldn:directness"),
        (EVIDENCE, line_turtle("e0", "s0") + source_turtle("s0", more='; ldn:participants "many"'), "'many' is not a decimal number"),
        (EVIDENCE, line_turtle("e0", "s0") + source_turtle("s0", more="; ldn:participants -3"), "not a whole number from 0"),
        (EVIDENCE, line_turtle("e0", "s0") + source_turtle("s0", issued="", more='; dcterms:issued "soon"'), "is no date"),
        ({"ldn__quantity": "quantity:q"}, "", "quantity:q is not described"),
        ({"ldn__quantity": "quantity:q"}, 'quantity:q ldn:ofWhat "x" ; ldn:low 2 ; ldn:high 1 ; ldn:unit "1" .', "above ldn:high"),
        ({"ldn__quantity": "quantity:q"}, 'quantity:q ldn:ofWhat "x" ; ldn:low "NaN" ; ldn:high 1 ; ldn:unit "1" .', "is not a decimal number"),
        ({"ldn__quantity": "quantity:q"}, 'quantity:q ldn:ofWhat "x" ; ldn:low 1 ; ldn:high 1 ; ldn:outOf 0 ; ldn:unit "1" .', "outOf"),
        ({"ldn__statedAt": "claim:p"}, 'claim:p ldn:section "s" ; ldn:passageSha256 "ab" .', "no oa:hasSelector"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error_with_place_and_remedy(
    turtle: Turtle, changes: dict[str, str], more: str, said: str
) -> None:
    with pytest.raises(ModelError) as caught:
        read_claims(turtle(claim_turtle(more=more, **changes)))
    message = str(caught.value)
    assert said in message
    assert message.startswith("test.ttl:")
    assert ";" in message, "a remedy follows"
    assert len(message) < 400


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ldn__wording": "ldn:assertd"}, "ldn:assertd is not a term of the vocabulary; did you mean ldn:asserted?"),
        ({"ldn__wordng": "ldn:asserted"}, "ldn:wordng is not a term of the vocabulary; did you mean ldn:wording?"),
        ({"ldn__topic": "ldn:xyzzy"}, "ldn:xyzzy is not a term of the vocabulary; see ldn_graph/vocabulary.ttl"),
    ],
)
def test_a_misspelt_term_is_an_error_with_a_suggestion(turtle: Turtle, changes: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownTermError) as caught:
        read_claims(turtle(claim_turtle(**changes)))
    assert said in str(caught.value)
    assert str(caught.value).startswith("test.ttl:")


def test_circles_of_any_length_are_refused_and_long_chains_are_not(turtle: Turtle) -> None:
    ring = [claim_turtle(f"C{n}", ldn__restsOn=f"claim:C{(n + 1) % 5}") for n in range(5)]
    with pytest.raises(ModelError, match="claims rest on one another in a circle"):
        read_claims(turtle(*ring))
    chain = [claim_turtle(f"C{n}", ldn__restsOn=f"claim:C{n + 1}") for n in range(3000)]
    assert len(read_claims(turtle(*chain, claim_turtle("C3000")))) == 3001


def test_two_claims_with_one_id_are_refused(turtle: Turtle) -> None:
    with pytest.raises(ModelError, match="its id C01 is also that of"):
        read_claims(turtle(claim_turtle(), claim_turtle().replace("claim:C01 a", "<http://elsewhere/C01> a")))


def test_triples_in_other_vocabularies_and_triple_terms_are_no_trouble(turtle: Turtle) -> None:
    more = 'claim:C01 foaf:name "x" ; <http://else/p> <<( entity:ldn rdf:type ldn:Drug )>> .\n'
    assert len(read_claims(turtle(claim_turtle(more=more)))) == 1


def test_claims_come_in_the_order_of_their_numbers(turtle: Turtle) -> None:
    graph = turtle(*(claim_turtle(f"C{n}") for n in (10, 2, 1)))
    assert [c.id for c in read_claims(graph)] == ["C1", "C2", "C10"]
    assert sorted(["b", "a10", "a9", ""], key=natural_key) == ["", "a9", "a10", "b"]


def test_no_claims_are_no_claims(turtle: Turtle) -> None:
    assert read_claims(turtle()) == ()


def test_sources_that_no_line_names_are_read_too(turtle: Turtle) -> None:
    assert [s.id for s in read_sources(turtle(source_turtle("lonely")))] == ["article", "lonely"]


@pytest.mark.parametrize(
    ("more", "link"),
    [
        ('; bibo:doi "10.1002/1529-0131(199908)42:8<1644::AID-ANR12>3.0.CO;2-L"',
         "https://doi.org/10.1002/1529-0131%28199908%2942%3A8%3C1644%3A%3AAID-ANR12%3E3.0.CO%3B2-L"),
        ('; bibo:pmid "18728058"', "https://pubmed.ncbi.nlm.nih.gov/18728058/"),
        ("; foaf:page <http://example.org/a>", "http://example.org/a"),
        ("; foaf:page <javascript:alert(1)>", None),
        ("; foaf:page <file:///etc/passwd>", None),
        ("", None),
    ],
)  # fmt: skip
def test_links_are_https_or_http_or_none(turtle: Turtle, more: str, link: str | None) -> None:
    source = next(s for s in read_sources(turtle(source_turtle("s0", more=more))) if s.id == "s0")
    assert source.link == link


def test_a_line_has_the_words_that_it_rests_on(turtle: Turtle) -> None:
    quoted = (
        "ldn:foundAt evidence:p . evidence:p a oa:SpecificResource ; oa:hasSource source:s0 ; "
        'oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "39 of 40" ]'
    )
    pieces = source_turtle("s0") + line_turtle("e0", "s0", more=f"; {quoted}")
    (claim,) = read_claims(turtle(claim_turtle(evidence="evidence:e0", more=pieces)))
    assert claim.lines[0].quotations == ("39 of 40",)


def test_a_claim_may_deny(turtle: Turtle) -> None:
    said = read_claims(
        turtle(claim_turtle("C01", biolink__negated="true"), claim_turtle("C02", biolink__negated="false"))
    )
    assert [c.negated for c in said] == [True, False]
    assert [hop.claim for hop in read_hops(audit_claims(said))] == ["C02"]
    for number, truth in (("1", True), ("0", False)):
        (claim,) = read_claims(turtle(claim_turtle(biolink__negated=f'"{number}"^^xsd:boolean')))
        assert claim.negated is truth
    for value, shown in (('"perhaps"', "'perhaps'"), ('"true"', "'true'"), ("1", "'1'"), ("<urn:true>", "urn:true")):
        with pytest.raises(ModelError, match=f"biolink:negated {shown}; write true or false, without quotes"):
            read_claims(turtle(claim_turtle(biolink__negated=value)))


def test_numbers_are_read_as_xml_schema_writes_them_up_to_forty_digits(turtle: Turtle) -> None:
    def low(number: str) -> Decimal:
        high = "9" * 40 + ".9"
        quantity = f'quantity:q ldn:ofWhat "x" ; ldn:low {number} ; ldn:high {high} ; ldn:unit "1" .'
        (claim,) = read_claims(turtle(claim_turtle(more=quantity, ldn__quantity="quantity:q")))
        return claim.quantities[0].low

    assert [low(n) for n in (".5", "-.5", "+1.5", '"2."^^xsd:decimal')] == [
        Decimal(n) for n in (".5", "-.5", "1.5", "2")
    ]
    assert low("9" * 40 + ".5") > low("8" * 40)
    for number in ("9" * 41, "." + "5" * 41):
        with pytest.raises(ModelError, match="is not a decimal number of at most 40 digits; write one"):
            low(number)


def test_errors_about_nodes_without_an_iri_name_what_can_be_found(turtle: Turtle) -> None:
    for blank in (
        {"ldn__quantity": '[ ldn:ofWhat "x" ]'},
        {"ldn__quantity": "_:nothing"},
        {"rdf__subject": "_:nothing"},
        {"ldn__wording": "[]"},
        {"biolink__has_evidence": "_:nothing"},
        {"biolink__has_evidence": "[ a ldn:EvidenceLine ; ldn:source _:nothing ]"},
        {"biolink__has_evidence": "[ a ldn:EvidenceLine ; ldn:source [ ldn:readAs ldn:abstract ] ]"},
        {"biolink__has_evidence": "[ a ldn:EvidenceLine ; ldn:source source:article ; ldn:finding [] ]"},
    ):
        with pytest.raises(ModelError, match=r"^test\.ttl:\d+: claim:C01: ") as caught:
            read_claims(turtle(claim_turtle(**blank)))
        assert "_:" not in str(caught.value)


def test_the_date_of_the_data(graph: Graph, turtle: Turtle) -> None:
    assert read_contents(graph).modified == "2026-11-29"
    assert read_contents(turtle(claim_turtle())).modified is None


def test_errors_are_of_one_family() -> None:
    assert issubclass(ModelError, LdnGraphError)
    assert issubclass(UnknownTermError, LdnGraphError)


def test_the_shipped_claims_are_complete(claims: tuple[Claim, ...]) -> None:
    assert [c.id for c in claims] == [f"C{n:02}" for n in range(1, len(claims) + 1)]
    lines = [e for c in claims for e in c.lines]
    assert len(lines) == 367
    assert len({e.source.id for e in lines}) == 147
    assert sum(len(c.searches) for c in claims) == 35
    for claim in claims:
        assert claim.passages, claim.id
        assert claim.article is not None
        assert claim.article.id == "article"
        assert all(e.comment for e in claim.lines), claim.id
        assert claim.condition or claim.object.kind in ("Drug", "Mechanism", "Outcome", "Population"), claim.id
    assert next(s for c in claims for e in c.lines if (s := e.source).id == "akahoshi-1999").doi == (
        "10.1002/1529-0131(199908)42:8<1644::AID-ANR12>3.0.CO;2-L"
    )


@pytest.mark.parametrize(
    ("harms", "kept"),
    [
        ('"vivid dreams"@en , "lebhafte Träume"@de , "rêves intenses"@fr', ["vivid dreams"]),
        ('"vivid dreams" , "lebhafte Träume"@de', ["vivid dreams"]),
        ('"vivid dreams"@en-GB , "vivid dreams" , "headache"@en , "Kopfweh"@de', ["headache", "vivid dreams"]),
        ('"rêves"@fr , "Träume"@de , "Kopfweh"@de-AT', ["Kopfweh", "Träume"]),
    ],
)
def test_of_translated_texts_those_of_one_language_are_kept(turtle: Turtle, harms: str, kept: list[str]) -> None:
    for term in ("harm", "funding", "conflictOfInterest"):
        more = line_turtle("a", "s") + source_turtle("s", more=f"; ldn:{term} {harms}")
        (claim,) = read_claims(turtle(claim_turtle(evidence="evidence:a", more=more)))
        study = claim.lines[0].source.study
        name = {"harm": "harms", "conflictOfInterest": "conflicts"}.get(term, term)
        assert sorted(getattr(study, name)) == kept
