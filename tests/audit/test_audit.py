"""The flags on small graphs, one rule at a time, and on the shipped graph what the dossier says must be found."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.flags import RULES
from ldn_graph.audit.quantities import lies_inside
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import FLAGS, STATUSES
from ldn_graph.rdf.claim_reader import read_claims
from tests.conftest import claim_turtle, line_turtle, source_turtle

Turtle = Callable[..., Graph]


def audit_one(graph: Graph, as_of: int | None = None) -> ClaimAudit:
    return audit_claims(read_claims(graph), as_of).claims[0]


def lines_and_sources(*lines: tuple[str, str, str, str]) -> tuple[str, str]:
    """Evidence of C01 from (bearing, directness, design, year): the names, and the Turtle."""
    pieces, names = [], []
    for n, (bearing, directness, design, issued) in enumerate(lines):
        more = "; ldn:indirectness ldn:otherSpecies" if directness == "indirect" else ""
        pieces += [line_turtle(f"e{n}", f"s{n}", bearing, directness, more), source_turtle(f"s{n}", design, issued)]
        names.append(f"evidence:e{n}")
    return " , ".join(names), "".join(pieces)


def flags_of(turtle: Turtle, *lines: tuple[str, str, str, str], **changes: str) -> tuple[str, ...]:
    evidence, pieces = lines_and_sources(*lines)
    return audit_one(turtle(claim_turtle(evidence=evidence, more=pieces, **changes))).flags


def test_there_is_one_rule_for_each_flag() -> None:
    names = [rule.__name__.strip("_").replace("_", "-") for rule in RULES]
    assert names == list(FLAGS)


@pytest.mark.parametrize(
    ("lines", "changes", "flag", "raised"),
    [
        ([("supports", "direct", "cohort", "2010")], {}, "no-supporting-source", False),
        ([("qualifies", "indirect", "cohort", "2010")], {}, "no-supporting-source", True),
        ([], {}, "no-supporting-source", True),
        # overclaimed: asserted
        ([("qualifies", "direct", "caseReport", "2010")], {}, "overclaimed", False),
        ([("confirms", "direct", "animal", "2010")], {}, "overclaimed", True),
        ([("confirms", "direct", "narrativeReview", "2010")], {}, "overclaimed", True),
        ([("supports", "direct", "systematicReview", "2010")], {}, "overclaimed", False),
        ([("supports", "indirect", "cohort", "2010")], {}, "overclaimed", True),
        ([("leavesOpen", "direct", "cohort", "2010")], {"ldn__wording": "ldn:hedged"}, "overclaimed", False),
        ([("leavesOpen", "direct", "cohort", "2010")], {"ldn__topic": "ldn:background"}, "overclaimed", False),
        # overclaimed: proven
        ([("supports", "direct", "systematicReview", "2010")], {"ldn__wording": "ldn:proven"}, "overclaimed", False),
        ([("qualifies", "direct", "systematicReview", "2010")], {"ldn__wording": "ldn:proven"}, "overclaimed", True),
        ([("supports", "direct", "crossoverTrial", "2010")], {"ldn__wording": "ldn:proven"}, "overclaimed", True),
        ([("supports", "direct", "crossoverTrial", "2010"), ("supports", "direct", "randomisedControlledTrial", "2011")],
         {"ldn__wording": "ldn:proven"}, "overclaimed", False),
        ([("supports", "direct", "systematicReview", "2010"), ("disputes", "direct", "crossoverTrial", "2011")],
         {"ldn__wording": "ldn:proven"}, "overclaimed", True),
        ([("supports", "direct", "systematicReview", "2010"), ("disputes", "direct", "cohort", "2011")],
         {"ldn__wording": "ldn:proven"}, "overclaimed", False),
        # the rest
        ([("refutes", "direct", "cohort", "2010")], {"ldn__reportsOn": "source:s0"}, "misreported", True),
        ([("qualifies", "direct", "cohort", "2010")], {"ldn__reportsOn": "source:s0"}, "misreported", False),
        ([], {"ldn__namedSource": '"AARDA"@en'}, "named-not-cited", True),
        ([("supports", "indirect", "animal", "2010")], {}, "indirect-only", True),
        ([("supports", "direct", "cohort", "2010"), ("supports", "indirect", "animal", "2010")], {}, "indirect-only", False),
        ([("disputes", "indirect", "animal", "2010")], {}, "indirect-against", True),
        ([("disputes", "direct", "animal", "2010")], {}, "indirect-against", False),
        ([("supports", "direct", "narrativeReview", "2010")], {}, "secondary-only", True),
        ([("supports", "direct", "narrativeReview", "2010"), ("supports", "indirect", "animal", "2010")], {},
         "secondary-only", False),
        ([("supports", "direct", "cohort", "2010")], {}, "single-study", True),
        ([("supports", "direct", "cohort", "2010"), ("qualifies", "indirect", "cohort", "2010")], {}, "single-study", False),
        ([("supports", "direct", "expertOpinion", "2010")], {}, "single-study", False),
        ([("supports", "direct", "cohort", "2010")], {}, "not-searched", True),
        ([], {}, "not-searched", False),
        ([("supports", "unrated", "cohort", "2010")], {}, "directness-unrated", True),
        ([("supports", "unrated", "cohort", "2010")], {}, "no-supporting-source", False),
    ],
)  # fmt: skip
def test_flags(
    turtle: Turtle, lines: list[tuple[str, str, str, str]], changes: dict[str, str], flag: str, raised: bool
) -> None:
    assert (flag in flags_of(turtle, *lines, **changes)) is raised


@pytest.mark.parametrize(
    ("issued", "later"),
    [("2022", False), ("2023", True), ("2024", True), ("2023-02", False), ("2023-03", True), ("2023-05", True),
     ("2023-03-22", False), ("2023-03-31", True), ("", False)],
)  # fmt: skip
def test_a_source_of_the_same_year_is_later_unless_its_date_says_otherwise(
    turtle: Turtle, issued: str, later: bool
) -> None:
    assert ("later-support-only" in flags_of(turtle, ("supports", "direct", "cohort", issued))) is later


def test_one_earlier_source_in_favour_is_enough(turtle: Turtle) -> None:
    flags = flags_of(turtle, ("supports", "direct", "cohort", "2024"), ("qualifies", "indirect", "cohort", "2001"))
    assert "later-support-only" not in flags


def test_a_claim_argued_from_a_weak_one_is_flagged_and_one_argued_from_a_strong_one_is_not(turtle: Turtle) -> None:
    evidence, pieces = lines_and_sources(("supports", "direct", "cohort", "2010"))
    graph = turtle(
        claim_turtle("C01", evidence=evidence, more=pieces),
        claim_turtle("C02", ldn__restsOn="claim:C01"),
        claim_turtle("C03", ldn__restsOn="claim:C02 , claim:C01"),
        claim_turtle("C04", ldn__restsOn="claim:C05"),
        claim_turtle("C05", evidence=evidence, ldn__wording="ldn:proven"),
    )
    raised = {
        c.claim.id: [f for f in c.findings if f.rule == "argued-from-unsupported"]
        for c in audit_claims(read_claims(graph)).claims
    }
    assert [name for name, findings in raised.items() if findings] == ["C03", "C04"]
    assert raised["C03"][0].because == ((
        "<https://w3id.org/ldn-graph/claim/C03>", "<https://w3id.org/ldn-graph/vocab#restsOn>",
        "<https://w3id.org/ldn-graph/claim/C02>",
    ),)  # fmt: skip


def test_as_published_takes_what_the_article_cites_for_the_claim(turtle: Turtle) -> None:
    evidence, pieces = lines_and_sources(
        ("supports", "direct", "cohort", "2010"), ("refutes", "direct", "cohort", "2011")
    )
    cites = "source:article cito:cites source:s0 .\n"
    cited = audit_one(turtle(claim_turtle(evidence=evidence, more=pieces, cito__citesAsEvidence="source:s0")))
    document_only = audit_one(turtle(claim_turtle(evidence=evidence, more=pieces + cites)))
    nothing = audit_one(turtle(claim_turtle(evidence=evidence, more=pieces)))
    assert (cited.as_published, cited.status_as_published, cited.status) == ("cited", "supported", "contested")
    assert (document_only.as_published, document_only.status_as_published) == ("document_only", "unchecked")
    assert (nothing.as_published, nothing.status_as_published) == ("no_reference", "unchecked")
    assert "uncited" not in cited.flags
    assert "ties none of its references" in next(f.message for f in document_only.findings if f.rule == "uncited")
    nowhere = audit_one(turtle(claim_turtle(prov__wasDerivedFrom="")))
    assert "no article is recorded" in next(f.message for f in nowhere.findings if f.rule == "uncited")
    assert "no reference of the article is recorded" in next(f.message for f in nothing.findings if f.rule == "uncited")


def one_trial_reported_twice() -> tuple[str, ...]:
    """C01 cites two reports; that they are of one trial is stated by a third, which only C02 has, and nobody cites."""
    return (
        claim_turtle("C01", evidence="evidence:e0 , evidence:e1", cito__citesAsEvidence="source:s0 , source:s1"),
        line_turtle("e0", "s0") + line_turtle("e1", "s1"),
        claim_turtle("C02", evidence="evidence:e2") + line_turtle("e2", "s2"),
        source_turtle("s0") + source_turtle("s1"),
        source_turtle("s2", more="; ldn:sameStudyAs source:s0 , source:s1"),
    )


def test_as_published_two_reports_of_one_trial_are_one_study_whoever_says_so(turtle: Turtle) -> None:
    audited = audit_one(turtle(*one_trial_reported_twice()))
    assert (audited.studies, audited.studies_as_published, audited.published.studies) == (1, 1, 1)


@pytest.mark.parametrize("cited", [(), ("s0",), ("s1",), ("s2", "s4"), ("s0", "s1", "s2", "s3"), ("nobody",)])
@pytest.mark.parametrize("year", [None, 2008])
def test_as_published_is_the_audit_of_what_is_cited_alone(
    turtle: Turtle, cited: tuple[str, ...], year: int | None
) -> None:
    evidence, pieces = lines_and_sources(
        ("supports", "direct", "cohort", "2005"),
        ("refutes", "direct", "randomisedControlledTrial", "2010"),
        ("givesBackground", "direct", "narrativeReview", "2007"),
        ("disputes", "indirect", "animal", "2006"),
        ("qualifies", "direct", "systematicReview", "2004"),
    )
    citing = " , ".join(f"source:{name}" for name in cited)
    search = 'evidence:z a ldn:EvidenceSearch ; rdfs:comment "a search"@en .'
    (claim,) = read_claims(
        turtle(claim_turtle(evidence=f"{evidence} , evidence:z", more=pieces + search, cito__citesAsEvidence=citing))
    )
    published = audit_claims([claim], year).claims[0].published
    lines = tuple(e for e in claim.lines if e.source.id in cited and (year is None or int(e.source.issued) <= year))
    other = audit_claims([claim._replace(lines=lines, searches=())], year).claims[0]
    for name in ("lines", "status", "because", "studies", "level_for", "level_against", "verdict"):
        assert getattr(published, name) == getattr(other, name), name
    for level in ("best_level_for", "best_level_as_stated", "best_level_against"):
        assert getattr(published, level) == getattr(other, level), level
    assert published.flags == (() if cited else ("uncited",))


def test_as_published_the_reason_tells_what_is_not_cited_from_what_is_not_assessed(turtle: Turtle) -> None:
    evidence, pieces = lines_and_sources(("supports", "direct", "cohort", "2010"))
    reasons = [
        audit_one(turtle(claim_turtle(evidence=evidence, more=pieces, **changes))).published.reason
        for changes in (
            {"cito__citesAsEvidence": "source:s0"},
            {"cito__citesAsEvidence": "source:s9"},
            {},
            {"prov__wasDerivedFrom": ""},
        )
    ]
    assert reasons == [
        "a source recorded here supports this claim directly, and none speaks directly against it",
        "the source that is cited for it was not assessed",
        "no reference of the article is recorded",
        "no article is recorded for it",
    ]


def test_a_claim_that_several_articles_make_has_them_all(turtle: Turtle) -> None:
    others = (
        'source:a ldn:readAs ldn:fullText ; a ldn:Source ; dcterms:issued "2020"^^xsd:gYear .\n'
        'source:z ldn:readAs ldn:fullText ; a ldn:Source ; dcterms:issued "2024"^^xsd:gYear .\n'
    )
    three = {"prov__wasDerivedFrom": "source:z , source:article , source:a"}
    nothing = audit_one(turtle(claim_turtle(more=others, **three)))
    assert [a.id for a in nothing.claim.articles] == ["a", "article", "z"]
    assert nothing.claim.article == nothing.claim.articles[0]
    assert nothing.as_published == "no_reference"
    (message,) = [f.message for f in nothing.findings if f.rule == "uncited"]
    assert message == "no reference of the 3 articles that make it is recorded"

    cites = "source:article cito:cites source:s0 , source:s1 . source:z cito:cites source:s0 .\n"
    document_only = audit_one(turtle(claim_turtle(more=others + cites, **three)))
    assert document_only.as_published == "document_only"
    (uncited,) = [f for f in document_only.findings if f.rule == "uncited"]
    assert uncited.message == "the 3 articles that make it tie none of their references (2) to this claim"
    assert len(uncited.because) == 3 + 3
    cited = audit_one(turtle(claim_turtle(more=others + cites, cito__citesAsEvidence="source:s0", **three)))
    assert cited.as_published == "cited"


@pytest.mark.parametrize(("issued", "later"), [("2023", False), ("2025", True)])
def test_support_is_later_where_the_last_of_the_articles_could_not_know_it(
    turtle: Turtle, issued: str, later: bool
) -> None:
    evidence, pieces = lines_and_sources(("supports", "direct", "cohort", issued))
    last = 'source:z a ldn:Source ; dcterms:issued "2024"^^xsd:gYear .\n'
    both = "source:article , source:z"
    graph = turtle(claim_turtle(evidence=evidence, more=pieces + last, prov__wasDerivedFrom=both))
    assert ("later-support-only" in audit_one(graph).flags) is later
    undated = "source:z a ldn:Source .\n"
    graph = turtle(claim_turtle(evidence=evidence, more=pieces + undated, prov__wasDerivedFrom=both))
    assert "later-support-only" not in audit_one(graph).flags


def test_as_of_a_year_later_sources_do_not_count_and_undated_ones_always_do(turtle: Turtle) -> None:
    evidence, pieces = lines_and_sources(("supports", "direct", "cohort", "2015"), ("disputes", "direct", "cohort", ""))
    graph = turtle(claim_turtle(evidence=evidence, more=pieces))
    assert audit_one(graph).status == "contested"
    assert audit_one(graph, 2015).status == "contested"
    assert audit_one(graph, 2014).status == "contradicted"
    only = turtle(claim_turtle(evidence="evidence:e0", more=pieces))
    assert audit_one(only, 2014).status == "unsupported"  # it was looked into, and at that time nothing was there


def quantity(name: str, low: str, high: str, what: str = '"people"@en', more: str = "") -> str:
    return f'quantity:{name} a ldn:Quantity ; ldn:ofWhat {what} ; ldn:low {low} ; ldn:high {high} ; ldn:unit "1" {more} .\n'


@pytest.mark.parametrize(
    ("stated", "measured", "bearing", "mismatch"),
    [
        (("50", "50"), [("15", "15")], "disputes", True),
        (("50", "50"), [("49.6", "49.6")], "disputes", False),  # within half a unit of the last digit stated
        (("50", "50"), [("49.4", "49.4")], "disputes", True),
        (("2.5", "2.5"), [("2.46", "2.46")], "supports", False),
        (("2.5", "2.5"), [("2.4", "2.4")], "supports", True),
        (("0.5", "4.5"), [("0.5", "4.5"), ("1", "5")], "supports", False),  # one of them agrees
        (("0.5", "4.5"), [("1", "5"), ("1", "4")], "supports", True),  # none agrees
        (("10", "40"), [("10", "150")], "disputes", False),
        (("50", "50"), [], "supports", False),
    ],
)
def test_numbers(
    turtle: Turtle, stated: tuple[str, str], measured: list[tuple[str, str]], bearing: str, mismatch: bool
) -> None:
    own = [quantity(f"f{n}", *span) for n, span in enumerate(measured)]
    names = " , ".join(f"quantity:f{n}" for n in range(len(measured)))
    line = line_turtle("e0", "s0", bearing, more=f"; ldn:quantity {names}" if names else "")
    pieces = "".join([quantity("C01", *stated), line, source_turtle("s0"), *own])
    flags = audit_one(turtle(claim_turtle(evidence="evidence:e0", more=pieces, ldn__quantity="quantity:C01"))).flags
    assert ("number-mismatch" in flags) is mismatch


def test_numbers_of_other_things_or_units_are_not_compared(turtle: Turtle) -> None:
    line = line_turtle("e0", "s0", "refutes", more="; ldn:quantity quantity:f0 , quantity:f1")
    other_unit = quantity("f1", "1", "1").replace('"1"', '"mg/d"')
    pieces = "".join(
        [quantity("C01", "50", "50"), line, source_turtle("s0"), quantity("f0", "1", "1", '"mice"@en'), other_unit]
    )
    flags = audit_one(turtle(claim_turtle(evidence="evidence:e0", more=pieces, ldn__quantity="quantity:C01"))).flags
    assert "number-mismatch" not in flags


@pytest.mark.parametrize(
    ("numerator", "denominator", "mismatch"), [("50", "0.5", True), ("20", "1", False), ("50", "0", False)]
)
def test_a_ratio_is_recomputed_from_its_parts(turtle: Turtle, numerator: str, denominator: str, mismatch: bool) -> None:
    parts = quantity("top", numerator, numerator) + quantity("bottom", denominator, denominator)
    line = line_turtle("e0", "s0", "supports", more="; ldn:quantity quantity:top , quantity:bottom")
    ratio = quantity("C01", "10", "40", '"ratio"@en', "; ldn:numerator quantity:top ; ldn:denominator quantity:bottom")
    if not mismatch and denominator != "0":
        ratio = ratio.replace("ldn:low 10", "ldn:low 20").replace("ldn:high 40", "ldn:high 20")
    graph = turtle(
        claim_turtle(
            evidence="evidence:e0", more=parts + line + ratio + source_turtle("s0"), ldn__quantity="quantity:C01"
        )
    )
    assert ("number-mismatch" in audit_one(graph).flags) is mismatch


@given(st.decimals(-1000, 1000, places=2), st.decimals(0, 10, places=2))
def test_a_number_agrees_with_every_range_around_it(number: Decimal, margin: Decimal) -> None:
    from tests.audit.test_quantities import make_quantity

    assert lies_inside(make_quantity(number, number), number - margin, number + margin)


# The shipped graph ------------------------------------------------------------------------------


def test_statuses_of_the_shipped_graph(audit: Audit) -> None:
    """Each as the second dossier has it, but for nulls without an interval, which dispute nothing by themselves."""
    expected = {
        "supported": "C03 C13 C28 C34 C36 C44 C46 C48 C52 C53 C59 C63 C71 C77 C78 C79 C88",
        "partly-supported": "C04 C07 C09 C11 C18 C19 C26 C29 C30 C31 C32 C38 C42 C43 C45 C50 C55 C67 C68 C69 C70 C81 C82 C83 C84 C89",
        "contested": "C01 C12 C33 C35 C37 C39 C40 C41 C47 C49 C73 C74 C91 C93 C94",
        "indirectly-supported": "C06 C08 C10 C21 C22 C57 C61 C62 C72 C85 C86 C90",
        "unsupported": "C05 C14 C15 C16 C20 C23 C24 C25 C27 C51 C54 C58 C60 C64 C65 C75 C76 C80 C87",
        "contradicted": "C02 C17 C66",
        "unchecked": "C56 C92",
    }
    assert {status: " ".join(c.claim.id for c in audit.claims if c.status == status) for status in STATUSES} == expected


def test_nulls_without_an_interval_decide_three_statuses(claims: tuple[Claim, ...], audit: Audit) -> None:
    counted = audit_claims(claims, nulls_dispute=True)
    changed = {c.claim.id: c.status for c, d in zip(counted.claims, audit.claims, strict=True) if c.status != d.status}
    assert changed == {"C04": "contested", "C09": "contested", "C89": "contested"}


def test_the_article_cites_nothing_for_any_claim(audit: Audit) -> None:
    assert audit.count_as_published() == {"cited": 0, "document_only": len(audit.claims), "no_reference": 0}


def flagged(audit: Audit, flag: str) -> set[str]:
    return {c.claim.id for c in audit.claims if flag in c.flags}


def test_the_numbers_that_do_not_agree_are_found_by_rule(audit: Audit) -> None:
    assert flagged(audit, "number-mismatch") == {"C01", "C12", "C17", "C33"}
    assert any(q for c in audit.claims if c.claim.id == "C34" for q in c.claim.quantities)
    messages = {f.claim: f.message for f in audit.findings if f.rule == "number-mismatch"}
    assert "11.1 to 100" in messages["C33"]
    assert "15 million people is recorded for abend-2024; " in messages["C01"]
    assert "it agrees with aarda-2013" in messages["C01"]
    assert "2.8 million people is recorded for walton-2020" in messages["C12"]
    assert "0 to 35 of 40" in messages["C17"]


def test_what_the_article_misreports_and_argues_from(audit: Audit) -> None:
    assert flagged(audit, "misreported") == {"C17", "C66"}
    assert flagged(audit, "argued-from-unsupported") == {
        "C04", "C06", "C25", "C31", "C41", "C47", "C54", "C57",
    }  # fmt: skip
    assert {"C14", "C15", "C16", "C40"} <= flagged(audit, "overclaimed")


def test_every_finding_rests_on_triples_of_the_graph(graph: Graph, audit: Audit) -> None:
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in graph.quads}
    assert {finding.rule for finding in audit.findings} >= set(FLAGS) - {
        "named-not-cited", "directness-unrated", "design-unknown", "rests-on-unread", "wording-unjudged",
        "retracted-source", "expression-of-concern", "corrected-source",
        "background-quotation",
    }  # fmt: skip
    for finding in audit.findings:
        assert finding.because, finding
        assert set(finding.because) <= triples, finding
        assert finding.remedy
        assert finding.severity == FLAGS[finding.rule]
    for claim in audit.claims:
        assert claim.because
        assert set(claim.because) <= triples, claim.claim.id


def test_taking_the_reasons_away_takes_a_status_away(graph: Graph, claims: tuple[Claim, ...]) -> None:
    """What a status rests on is enough for it: the claim with only the lines named there has the same status."""
    for audited in audit_claims(claims).claims:
        named = {obj.strip("<>") for _, _, obj in audited.because} | {s.strip("<>") for s, _, _ in audited.because}
        kept = tuple(e for e in audited.claim.lines if e.iri in named)
        searches = tuple(s for s in audited.claim.searches if s.iri in named)
        (again,) = audit_claims([audited.claim._replace(lines=kept, searches=searches)]).claims
        assert again.status == audited.status, audited.claim.id


def test_no_claims_give_an_audit_of_none() -> None:
    assert audit_claims([]).claims == ()
    assert audit_claims([]).worst() is None
