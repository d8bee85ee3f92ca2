"""The shipped data as a file that is read and edited by hand: its order, its comments, its metadata."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from ldn_graph.audit.bodies import RatedBody, rate_bodies
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import BIOLINK_RELEASE, LDN, OA, RDF, local_id
from ldn_graph.rdf.body_reader import read_bodies
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.resources import SHIPPED
from ldn_graph.validation.report import validate_graph

TEXT = Path(SHIPPED).read_text(encoding="utf-8")


def test_blank_nodes_are_selectors_only(graph: Graph) -> None:
    blank = {q.subject for q in graph.quads if isinstance(q.subject, ox.BlankNode)}
    selectors = {q.subject for q in graph.quads if q.object == ox.NamedNode(OA.TextPositionSelector)}
    assert blank == selectors


def test_claims_evidence_and_sources_stand_in_their_order(graph: Graph) -> None:
    (document,) = graph.documents
    in_order = [iri for iri, _ in sorted(document.lines.items(), key=lambda item: item[1])]
    of_type = {cls: {q.subject.value for q in graph.quads if q.predicate.value == RDF.type and q.object.value == LDN[cls]}
               for cls in ("Claim", "Source", "EvidenceLine", "EvidenceSearch")}  # type: ignore[union-attr]  # fmt: skip
    claims = [local_id(i) for i in in_order if i in of_type["Claim"]]
    assert claims == sorted(claims)
    sources = [local_id(i) for i in in_order if i in of_type["Source"]]
    assert sources[0] == "article"
    assert sources[1:] == sorted(sources[1:])
    evidence = [local_id(i)[:3] for i in in_order if i in of_type["EvidenceLine"] | of_type["EvidenceSearch"]]
    assert evidence == sorted(evidence)


def test_the_comment_above_each_claim_counts_its_evidence(claims: tuple[Claim, ...]) -> None:
    said = dict(re.findall(r"^# (C\d\d)  (.*)$", TEXT, re.MULTILINE))
    for claim in claims:
        many = f"{len(claim.lines)} source{'' if len(claim.lines) == 1 else 's'}"
        number = len(claim.searches)
        searches = f"{number} search{'' if number == 1 else 'es'} that found nothing"
        searched = searches if claim.searches else "no search recorded"
        assert said[claim.id] == (f"{many}, {searched}" if claim.checked else "nobody has looked into this one yet")


def test_each_evidence_node_is_named_for_its_claim_and_source(claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        for line in claim.lines:
            assert local_id(line.iri) == f"{claim.id}-{line.source.id}"
        for number, search in enumerate(claim.searches, 1):
            assert local_id(search.iri) == f"{claim.id}-search" + (f"-{number}" if number > 1 else "")
            assert search.searched_in
            assert search.created


def test_every_source_says_what_was_read_and_where_it_can_be_found(graph: Graph) -> None:
    unfindable = set()
    for source in read_sources(graph):
        assert source.read_as, source.id
        assert source.design or source.id in ("article", "isman-2024"), source.id
        if not source.link:
            unfindable.add(source.id)
    assert unfindable == {"article"}, "its text is not ours, and no address of it was confirmed"


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("http://purl.org/dc/terms/license", "https://creativecommons.org/licenses/by/4.0/"),
        ("http://www.w3.org/2002/07/owl#versionInfo", "2.0.0"),
        ("http://purl.org/dc/terms/created", "2026-11-22"),
        ("http://purl.org/dc/terms/source", "https://w3id.org/ldn-graph/source/article"),
        ("http://purl.org/dc/terms/conformsTo", f"https://w3id.org/biolink/biolink-model/{BIOLINK_RELEASE}"),
    ],
)
def test_the_dataset_says_what_it_is(graph: Graph, predicate: str, value: str) -> None:
    said = [
        q.object.value for q in graph.quads if q.subject.value.endswith("/dataset") and q.predicate.value == predicate
    ]  # type: ignore[union-attr]
    assert said == [value]


WORKING_REMARKS = re.compile(
    r"\((?:as )?(?:the )?graph(?: has it)?\)|the graph has|GitHub|not in the copies seen", re.IGNORECASE
)


def test_texts_speak_of_the_sources_and_not_of_our_files() -> None:
    assert [line for line in TEXT.splitlines() if line.startswith("    ") and WORKING_REMARKS.search(line)] == []


def test_what_one_arm_did_is_not_said_to_be_against_placebo(graph: Graph) -> None:
    results = {r.iri: r for source in read_sources(graph) for r in source.study.results}
    of_one_arm = [r for r in results.values() if re.search("within|one arm|before-after", f"{r.label} {r.finding}")]
    assert len(of_one_arm) >= 3
    for result in of_one_arm:
        assert "placebo" not in (result.comparator or ""), result.iri
    for name in ("smith-2013-2", "smith-2013-3"):  # at the end, when all had the drug
        assert next(r for iri, r in results.items() if local_id(iri) == name).comparator is None


def test_a_result_has_no_outcome_that_it_does_not_measure(graph: Graph) -> None:
    """What people took is not how they fared, and spasticity is not progression."""
    other = re.compile(r"users|doses|exposure|spasticity|^all|^response")
    outcomes = {r.label: r.outcome for source in read_sources(graph) for r in source.study.results}
    named = {label: local_id(outcome) for label, outcome in outcomes.items() if outcome and other.search(label)}
    assert set(named.values()) == {"clinical-response", "medication-use", "spasticity"}, named


def test_the_dose_of_a_result_holds_no_time(graph: Graph) -> None:
    """How long it was given stands in the time point, where a question finds it."""
    results = [r for source in read_sources(graph) for r in source.study.results]
    time = re.compile(r"\b(?:day|week|month|year)s\b")
    assert [local_id(r.iri) for r in results if time.search(r.dose or "")] == []
    assert sum(r.time_point is not None for r in results) > len(results) / 2


def test_where_two_readers_differ_the_line_says_why_one_was_adopted(claims: tuple[Claim, ...]) -> None:
    differing = [
        line
        for claim in claims
        for line in claim.lines
        for other in line.other_judgements
        if (line.bearing, line.directness, set(line.indirectness))
        != (other.bearing, other.directness, set(other.indirectness))
    ]
    assert len(differing) >= 80
    assert {local_id(line.iri) for line in differing if not line.adopted_because} == set()


def test_a_reason_for_a_judgement_names_no_rule_that_is_written_nowhere(claims: tuple[Claim, ...]) -> None:
    reasons = [line.adopted_because or "" for claim in claims for line in claim.lines]
    assert [reason for reason in reasons if re.search(r"\brule [A-Z]\b", reason, re.IGNORECASE)] == []
    assert {step for reason in reasons for step in re.findall(r"[Ss]tep (\d)", reason)} <= {"1", "2", "3"}


def test_a_line_uses_a_result_of_what_the_claim_is_about_or_says_that_it_is_another(graph: Graph) -> None:
    assert [r.focus_node for r in validate_graph(graph).results if r.source_shape == "other-outcome"] == []


def test_a_line_on_one_bowel_disease_counts_the_people_with_that_disease(claims: tuple[Claim, ...]) -> None:
    lines = {local_id(line.iri): line for claim in claims for line in claim.lines}
    for name, people in (("C31-lie-2018", 19), ("C40-lie-2018", 28), ("C86-lie-2014", 18), ("C29-parker-2018", 12)):
        assert [r.people for r in lines[name].results] == [people], name


VERY_LOW, LOW = 1, 2
RATED_BY_HAND = {
    "arthritis-pain": VERY_LOW,
    "autoimmune-pain-by-analogy": VERY_LOW,
    "autoimmune-serious-harms": LOW,
    "autoimmune-vivid-dreams": LOW,
    "colitis-response": VERY_LOW,
    "crohns-children-harms": VERY_LOW,
    "crohns-children-remission": VERY_LOW,
    "crohns-children-response": VERY_LOW,
    "crohns-clinical-remission": VERY_LOW,
    "crohns-clinical-response": VERY_LOW,
    "crohns-endoscopic-remission": VERY_LOW,
    "crohns-endoscopic-response": VERY_LOW,
    "crohns-quality-of-life": VERY_LOW,
    "crohns-side-effects": VERY_LOW,
    "fibromyalgia-pain": LOW,
    "lichen-planopilaris-activity": VERY_LOW,
    "lupus-sleep-by-analogy": VERY_LOW,
    "ms-progression": VERY_LOW,
    "ms-quality-of-life": VERY_LOW,
    "ms-serious-harms": VERY_LOW,
    "ms-spasticity": VERY_LOW,
}
NOBODY, NOT_SEEN = "nobody has measured this", "not reported in what was read"
NOT_MEASURED = {
    "colitis-quality-of-life": NOBODY,
    "crohns-histology": NOT_SEEN,
    "lupus-activity": NOBODY,
    "lupus-flares": NOBODY,
    "lupus-harms": NOBODY,
    "lupus-progression": NOBODY,
    "lupus-quality-of-life": NOBODY,
    "lupus-sleep": NOBODY,
    "ms-relapses": NOBODY,
}


@pytest.fixture(scope="module")
def rated(graph: Graph) -> dict[str, RatedBody]:
    return {rated.body.id: rated for rated in rate_bodies(read_bodies(graph))}


def test_each_outcome_that_was_rated_by_hand_has_that_rating_within_what_is_computed(
    rated: dict[str, RatedBody],
) -> None:
    by_hand = {name: [r.level for r in body.body.certainty_ratings] for name, body in rated.items()}
    assert {name: levels for name, levels in by_hand.items() if levels} == {n: [v] for n, v in RATED_BY_HAND.items()}
    for name, level in RATED_BY_HAND.items():
        certainty = rated[name].certainty
        assert certainty is not None, name
        assert certainty.lower is not None, name
        assert certainty.upper is not None, name
        assert certainty.lower <= level <= certainty.upper, name
        assert certainty.best == level, name


def test_an_outcome_without_a_figure_says_whether_nobody_measured_it_or_nobody_saw_it(
    rated: dict[str, RatedBody],
) -> None:
    said = {name: body.certainty.unmeasured for name, body in rated.items() if body.certainty}
    assert {name: words for name, words in said.items() if words} == NOT_MEASURED
    assert said.keys() == rated.keys() == RATED_BY_HAND.keys() | NOT_MEASURED.keys()


def test_results_of_other_people_than_meant_are_marked_as_that(rated: dict[str, RatedBody]) -> None:
    by_analogy = {name for name, body in rated.items() if "otherPopulation" in body.body.indirectness}
    assert by_analogy == {"arthritis-pain", "lupus-sleep-by-analogy"} | {n for n in rated if n.startswith("autoimmune")}


def test_counts_of_one_arm_and_figures_that_nobody_saw_point_nowhere(graph: Graph) -> None:
    results = [r for source in read_sources(graph) for r in source.study.results]
    assert sum(r.direction is not None for r in results) == 70
    assert [local_id(r.iri) for r in results if r.direction and r.figures_not_seen] == []
    harms = [r for r in results if r.outcome and local_id(r.outcome) == "serious-adverse-events" and not r.comparator]
    assert len(harms) >= 5
    assert [local_id(r.iri) for r in harms if r.direction] == []


def test_what_chance_or_time_could_make_points_nowhere(graph: Graph) -> None:
    directions = {local_id(r.iri): r.direction for source in read_sources(graph) for r in source.study.results}
    assert [directions[name] for name in ("smith-2011-3", "traore-2011-cohort-1")] == [None, None]


def test_a_line_of_the_cochrane_review_counts_the_trials_that_it_is_of(claims: tuple[Claim, ...]) -> None:
    counted = {
        c.id: line.reviewed[1] for c in claims for line in c.lines if local_id(line.iri) == f"{c.id}-parker-2018"
    }
    assert {claim for claim, number in counted.items() if number == 2} >= {"C31", "C40", "C52"}
    assert {counted[claim] for claim in ("C07", "C28", "C29", "C79")} == {1}


def test_a_review_holds_a_trial_where_that_was_seen_and_else_may_overlap(graph: Graph) -> None:
    sources = {source.id: source for source in read_sources(graph)}
    assert {local_id(i) for i in sources["bolton-2019"].review_of} == {"smith-2011", "smith-2013"}
    assert {local_id(i) for i in sources["fhi-2015"].review_of} == {"smith-2011"}
    for trial in ("cree-2010", "sharafaddinzadeh-2010", "smith-2013"):
        assert {local_id(i) for i in sources[trial].study.may_overlap} == {"fhi-2015"}, trial


def test_sleep_in_lupus_is_rated_by_analogy_alone(claims: tuple[Claim, ...]) -> None:
    (rating,) = next(claim for claim in claims if claim.id == "C25").certainty_ratings
    assert rating.level == VERY_LOW
    assert "analogy" in (rating.comment or "")


def test_what_was_judged_for_harms_counts_for_harms(graph: Graph, claims: tuple[Claim, ...]) -> None:
    judged = {
        local_id(risk.result): risk.judgement
        for source in read_sources(graph)
        for risk in source.study.risks_of_bias
        if risk.result
    }
    assert (judged["smith-2013-7"], judged["gironi-2008-4"]) == ("highRisk", "seriousRisk")
    assert (judged["smith-2013-2"], judged["smith-2013-3"]) == ("highRisk", "highRisk")  # shares of the index judged
    (line,) = (line for claim in claims for line in claim.lines if local_id(line.iri) == "C81-smith-2013")
    assert [local_id(result.iri) for result in line.results] == ["smith-2013-7"]
    assert line.risk_of_bias is not None
    assert line.risk_of_bias.judgement == "highRisk"
