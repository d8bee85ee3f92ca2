"""Bodies of evidence: their certainty by the rules of claims, where they point, and what nobody measured."""

from __future__ import annotations

import pytest

from ldn_graph.audit.bodies import RatedBody, rate_bodies
from ldn_graph.audit.certainty import LEFT_OUT, NOBODY, NOT_SEARCHED, NOT_SEEN
from ldn_graph.errors import ModelError
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.body_reader import read_bodies
from tests.audit.test_certainty import SEARCH, certainty_of, rated, risk_turtle, study
from tests.audit.test_model_rules import MODEL, graph_of
from tests.conftest import source_turtle

TRIAL = "randomisedControlledTrial"
ENTITIES = """
entity:young-lupus a ldn:Condition ; rdfs:label "lupus in children"@en ; skos:broader entity:lupus .
entity:pain a ldn:Outcome ; rdfs:label "pain"@en .
"""


def body(*results: str, topic: str = "efficacy", more: str = "", condition: str = "lupus") -> str:
    includes = "".join(f" ; ldn:includesResult result:{name}" for name in results)
    return (
        f'body:pain a ldn:BodyOfEvidence ; rdfs:label "pain"@en ; ldn:condition entity:{condition} ; '
        f"ldn:outcome entity:pain ; ldn:topic ldn:{topic}{includes} {more} .\n"
    )


def found(
    name: str, direction: str = "favoursIntervention", *, design: str = TRIAL, more: str = "", source: str = ""
) -> str:
    """A source with one result of the same name; a direction of "" is none."""
    way = f" ; ldn:directionOfEffect ldn:{direction}" if direction else ""
    return (
        f'result:{name} a ldn:Result ; rdfs:label "pain"@en ; ldn:outcome entity:pain{way} {more} .\n'
        + source_turtle(name, design, more=f" ; ldn:result result:{name} {source}")
    )


def graph(*pieces: str) -> Graph:
    return graph_of(ENTITIES, *pieces)


def rate(*pieces: str, as_of: int | None = None) -> RatedBody:
    (only,) = rate_bodies(read_bodies(graph(*pieces)), as_of)
    return only


@MODEL.states(
    "A `ldn:BodyOfEvidence` puts together the results of one outcome in one condition, as GRADE rates them:",
    "Searches, assessments of publication bias and ratings stand on it as on a claim.",
)
def test_what_a_body_of_evidence_has() -> None:
    judged = " ; biolink:has_evidence evidence:s ; ldn:publicationBias assessment:p ; ldn:certaintyRating assessment:r"
    (whole,) = read_bodies(
        graph(
            body("a", more=judged, topic="safety"),
            found("a"),
            SEARCH,
            "assessment:p a ldn:PublicationBiasAssessment ; ldn:suspected true .\n",
            'assessment:r a ldn:CertaintyRating ; ldn:certainty ldn:lowCertainty ; rdfs:comment "why"@en .\n',
        )
    )
    assert (whole.id, str(whole.label), whole.topic) == ("pain", "pain", "safety")
    assert (whole.condition.id, whole.outcome.id) == ("lupus", "pain")
    assert [(source.id, result.direction) for source, result in whole.results] == [("a", "favoursIntervention")]
    assert [search.comment for search in whole.searches] == ["in vain"]
    assert ([p.suspected for p in whole.publication_bias], [r.level for r in whole.certainty_ratings]) == ([True], [2])


@MODEL.states("It gives the summary of findings a row, and the same rules give its certainty:")
@pytest.mark.parametrize("people", [50, 200, 900])
@pytest.mark.parametrize("risk", ["lowRisk", "someConcerns", "highRisk"])
def test_its_certainty_is_that_of_a_claim_with_the_same_evidence(people: int, risk: str) -> None:
    interval = "ldn:measure ldn:riskRatio ; ldn:estimate 1.1 ; ldn:intervalLow 1.1 ; ldn:intervalHigh 2.0"
    ours = rate(
        body("a"),
        found("a", more=f"; ldn:people {people} ; {interval}", source="; ldn:riskOfBias assessment:a"),
        risk_turtle("a", risk),
    )
    claimed = rated(study("a", people=people, risk=risk, interval=("1.1", "2.0")))
    certainty = ours.certainty
    assert certainty is not None
    assert (certainty.lower, certainty.upper, certainty.people) == (claimed.lower, claimed.upper, people)
    assert [d[:3] for d in certainty.domains] == [d[:3] for d in claimed.domains]


@MODEL.states(
    "`ldn:directionOfEffect`, which is `ldn:favoursIntervention`, `favoursComparator` or `noDifference`, says where"
)
@pytest.mark.parametrize(
    ("directions", "points"),
    [
        (("favoursIntervention",), "for"),
        (("favoursComparator",), "against"),
        (("noDifference",), "not seen"),
        (("",), "unrecorded"),
        (("favoursIntervention", "favoursIntervention"), "for"),
        (("favoursIntervention", "noDifference"), "both ways"),
        (("favoursIntervention", ""), "for"),
    ],
)
def test_it_points_where_its_results_do(directions: tuple[str, ...], points: str) -> None:
    names = [f"s{n}" for n in range(len(directions))]
    ours = rate(body(*names), *(found(name, direction) for name, direction in zip(names, directions, strict=True)))
    assert ours.certainty is not None
    assert (ours.certainty.points, ours.certainty.studies) == (points, len(names))


@MODEL.states(
    "where it points is what the `ldn:directionOfEffect` of its results says, and where a study has results in several"
)
def test_a_study_with_results_in_two_directions_is_one_study_that_points_both_ways() -> None:
    second = 'result:b a ldn:Result ; rdfs:label "pain at night"@en ; ldn:directionOfEffect ldn:noDifference .\n'
    ours = rate(body("a", "b"), found("a", source="; ldn:result result:b"), second)
    assert ours.certainty is not None
    assert (ours.certainty.studies, ours.certainty.points) == (1, "both ways")


@MODEL.states(
    "Without a result it is an outcome that nobody measured, where a search is recorded.",
    "`ldn:figuresNotSeen` is true where the study asked the outcome, or may have,",
)
def test_what_nobody_measured_saw_or_searched_has_an_answer_of_its_own() -> None:
    searched = " ; biolink:has_evidence evidence:s"
    for pieces, why in (
        ((body(),), NOT_SEARCHED),
        ((body(more=searched), SEARCH), NOBODY),
        ((body("a", more=searched), SEARCH, found("a", "", more="; ldn:figuresNotSeen true")), NOT_SEEN),
        ((body("a", more=searched), SEARCH, found("a", source="; ldn:participants 0")), NOBODY),
        ((body("a", more=searched), SEARCH, found("a", design="animal")), NOBODY),
        ((body("a", more=searched), SEARCH, found("a", "", design="animal", more="; ldn:figuresNotSeen true")), NOBODY),
        ((body("a", more=searched), SEARCH, found("a", more="; ldn:people 0")), NOBODY),
    ):
        certainty = rate(*pieces).certainty
        assert certainty is not None
        assert (certainty.words, certainty.best) == (why, None)


def test_what_has_no_design_is_not_said_to_be_unmeasured() -> None:
    bare = 'result:a a ldn:Result ; rdfs:label "pain"@en .\nsource:a a ldn:Source ; ldn:result result:a .\n'
    assert rate(body("a"), bare).certainty is None
    assert certainty_of() is not None


@MODEL.states(
    "them are of other people, another drug or another outcome than it is meant for, it has `ldn:indirectness`."
)
def test_what_is_indirect_lowers_it() -> None:
    for domains, steps in (((), 0), (("Population",), -1), (("Population", "Intervention"), -2)):
        more = "".join(f" ; ldn:indirectness ldn:other{name}" for name in domains)
        certainty = rate(body("a", more=more), found("a", more="; ldn:people 50")).certainty
        assert certainty is not None
        assert [(d.lower, d.upper) for d in certainty.domains if d.name == "indirectness"] == [(steps, steps)]


def test_only_what_was_published_by_a_year_counts_and_no_rating_of_more() -> None:
    rating = (
        " ; ldn:certaintyRating assessment:r",
        'assessment:r a ldn:CertaintyRating ; ldn:certainty ldn:veryLowCertainty ; rdfs:comment "why"@en ; '
        'dcterms:created "2026-11-28"^^xsd:date ; prov:wasAttributedTo <urn:reader> .\n',
    )
    later = found("b").replace('"2010"', '"2020"')
    pieces = (body("a", "b", more=rating[0]), rating[1], found("a"), later)
    now, then = rate(*pieces).certainty, rate(*pieces, as_of=2015).certainty
    assert now is not None
    assert then is not None
    assert (now.studies, now.rating is None) == (2, False)
    assert (then.studies, then.rating) == (1, None)
    nothing = rate(*pieces, as_of=2000).certainty
    assert nothing is not None
    assert nothing.words == LEFT_OUT


@pytest.mark.parametrize(("high", "points"), [("1.2", "no difference"), ("3.5", "not seen")])
def test_no_difference_is_one_where_the_interval_holds_no_large_one(high: str, points: str) -> None:
    interval = f"; ldn:people 900 ; ldn:measure ldn:riskRatio ; ldn:estimate 1.0 ; ldn:intervalLow 0.7 ; ldn:intervalHigh {high}"
    certainty = rate(body("a"), found("a", "noDifference", more=interval)).certainty
    assert certainty is not None
    assert certainty.points == points


def test_where_no_direction_is_recorded_that_is_said() -> None:
    sure = (
        "; ldn:people 900 ; ldn:measure ldn:riskRatio ; ldn:estimate 2.0 ; ldn:intervalLow 1.6 ; ldn:intervalHigh 2.4"
    )
    unsaid = rate(
        body("a", topic="safety"),
        found("a", "", more=sure, source="; ldn:riskOfBias assessment:a"),
        risk_turtle("a", "lowRisk"),
    )
    assert unsaid.sentence == "At best: Where it points is not recorded. At worst: Where it points is not recorded."


@MODEL.states(
    "A result that one arm of a trial gives has a `ldn:studyDesign` of its own, `ldn:uncontrolledTrial`, by which"
)
def test_what_one_arm_of_a_trial_gives_is_not_randomised() -> None:
    arm = found("a", more="; ldn:people 12 ; ldn:studyDesign ldn:uncontrolledTrial")
    certainty = rate(body("a"), arm).certainty
    assert certainty is not None
    assert certainty.start == (2, 2)
    whole = rate(body("a"), found("a", more="; ldn:people 12")).certainty
    assert whole is not None
    assert whole.start == (4, 4)


def test_a_result_of_two_sources_is_told() -> None:
    two = found("a") + source_turtle("z", more="; ldn:result result:a")
    with pytest.raises(ModelError, match="2 sources have this result"):
        read_bodies(graph(body("a"), two))


def test_what_may_be_said_is_said_of_the_outcome() -> None:
    sure = (
        "; ldn:people 900 ; ldn:measure ldn:riskRatio ; ldn:estimate 1.1 ; ldn:intervalLow 1.1 ; ldn:intervalHigh 2.0"
    )
    risk = risk_turtle("a", "lowRisk")
    ours = rate(body("a"), found("a", more=sure, source="; ldn:riskOfBias assessment:a"), risk)
    assert ours.sentence == (
        "At best: It is better with the intervention, as far as studies can show it. "
        "At worst: It is probably better with the intervention."
    )
    worse = rate(body("a"), found("a", "favoursComparator", more="; ldn:people 20"))
    assert worse.sentence.endswith("At worst: We cannot tell from what there is.")
    assert rate(body()).sentence.startswith("No measurement of this is recorded")


@pytest.mark.parametrize(
    ("piece", "problem"),
    [
        (body("nothing"), "result:nothing is not described"),
        (body("x") + 'result:x a ldn:Result ; rdfs:label "x" .\n', "no source has this result"),
        (body().replace("ldn:condition entity:lupus ; ", ""), "no ldn:condition"),
        (body(condition="none"), "entity:none is not described"),
    ],
)
def test_what_cannot_be_read_is_told(piece: str, problem: str) -> None:
    with pytest.raises(ModelError, match=problem):
        read_bodies(graph(piece))
