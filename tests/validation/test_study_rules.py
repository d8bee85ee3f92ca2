"""Studies, risk of bias and judgements: each rule of ``docs/model.md`` that validation holds, where it begins and ends."""

from __future__ import annotations

import re

import pytest

from ldn_graph.errors import ModelError
from ldn_graph.model.claims import EvidenceLine
from ldn_graph.model.graph import Graph
from ldn_graph.model.studies import Study
from ldn_graph.model.vocab import (
    MEASURES,
    RATIOS,
    REGISTRATION_TIMINGS,
    RISK_OF_BIAS_JUDGEMENTS,
    RISK_OF_BIAS_TOOLS,
    TOPICS,
)
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.validation.report import ValidationResult, validate_graph
from tests.audit.test_model_rules import MODEL, audit_of, claims_of, evidence_of, graph_of
from tests.conftest import claim_turtle, line_turtle, source_turtle

RULES_OF_STUDIES = (
    "interval", "too-many-events", "too-many-people", "share-without-people", "selective-reporting",
    "registration-timing", "other-year", "overall-risk", "tool-fit", "foreign-result", "other-outcome", "empty-dispute",
    "ratio-above-0", "empty-review", "null-beside-interval", "review-circle", "reviewed-without-design",
    "two-assessments", "two-minds", "rival-ratings", "rating-not-shown",
)  # fmt: skip
RESULT = '; ldn:result result:r .\nresult:r a ldn:Result ; rdfs:label "recovery"@en '
SAID = (
    'prov:wasAttributedTo <https://example.org/reader> ; dcterms:created "2026-11-28"^^xsd:date ; rdfs:comment "why"@en'
)


def study(more: str = "", *, bearing: str = "supports", line: str = "", design: str = "cohort", **claim: str) -> Graph:
    """A claim with one direct line, ``evidence:e``, of one study, ``source:s``."""
    turtle = line_turtle("e", "s", bearing, "direct", line), source_turtle("s", design, more=more)
    return graph_of(claim_turtle(evidence="evidence:e", **claim), *turtle)


def broken(graph: Graph) -> list[ValidationResult]:
    """What the rules of studies say of a graph."""
    return [r for r in validate_graph(graph).results if r.source_shape in RULES_OF_STUDIES]


def names(graph: Graph) -> set[str]:
    return {result.source_shape for result in validate_graph(graph).results}


def line_of(graph: Graph) -> EvidenceLine:
    ((line,),) = (claim.lines for claim in read_claims(graph))
    return line


def date(text: str) -> str:
    return f'"{text}"^^xsd:{ {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)] }'


# Studies ----------------------------------------------------------------------------------------


@MODEL.states(
    "A source that bears on no claim and ties others is warned of, since an audit reads the sources that bear"
)
def test_a_tie_that_an_audit_does_not_see_is_warned_of() -> None:
    two = line_turtle("a", "s") + line_turtle("b", "t") + source_turtle("s") + source_turtle("t")
    aside = source_turtle("u", "trialRegistration", more="; ldn:sameStudyAs source:s , source:t")
    graph = graph_of(claim_turtle(evidence="evidence:a , evidence:b"), two, aside)
    told = [(r.source_shape, r.severity) for r in validate_graph(graph).results if r.focus_node == "source:u"]
    assert ("tie-from-aside", "Warning") in told
    assert audit_of(claim_turtle(evidence="evidence:a , evidence:b"), two, aside).studies == 2
    said = two.replace("source:s a ldn:Source ;", "source:s a ldn:Source ; ldn:sameStudyAs source:t ;")
    assert audit_of(claim_turtle(evidence="evidence:a , evidence:b"), said).studies == 1


@MODEL.states("A result of another outcome is else no part of it.")
def test_a_result_of_another_outcome_is_no_part_of_a_body_of_evidence() -> None:
    turtle = (
        'entity:health a ldn:Outcome ; rdfs:label "health"@en . entity:sleep a ldn:Outcome ; rdfs:label "sleep"@en ; '
        'skos:broader entity:health . entity:pain a ldn:Outcome ; rdfs:label "pain"@en .\n'
        'body:b a ldn:BodyOfEvidence ; rdfs:label "sleep"@en ; ldn:condition entity:lupus ; ldn:outcome entity:sleep ; '
        "ldn:topic ldn:efficacy ; ldn:includesResult result:r"
    )
    for outcome, more, told in (
        ("sleep", "", []), ("health", "", []), ("pain", "", ["other-outcome"]), ("pain", " ; ldn:indirectness ldn:otherOutcome", []),
    ):  # fmt: skip
        graph = study(f"{RESULT}; ldn:outcome entity:{outcome} .\n{turtle}{more}")
        assert [r.source_shape for r in broken(graph)] == told


@MODEL.states("What was confirmed of a study stands on its source, and none of it is required.")
def test_nothing_of_a_study_is_required() -> None:
    bare = study()
    assert line_of(bare).source.study == Study()
    assert broken(bare) == []
    assert line_of(study("; ldn:randomised 40")).source.study.randomised == 40


@MODEL.states("Its `ldn:registrationTiming` is `ldn:beforeStart`, `ldn:afterStart` or `ldn:afterCompletion`, and fits")
@pytest.mark.parametrize(
    ("timing", "registered", "started", "completed", "fits"),
    [
        ("beforeStart", "2008-03", "2008-04", None, True),
        ("beforeStart", "2008-04", "2008-04-30", None, True),  # in the same month: the days are not both known
        ("beforeStart", "2008-05", "2008-04-30", None, False),
        ("beforeStart", "2008", "2007-12-31", None, False),
        ("beforeStart", "2009", None, "2008", False),
        ("beforeStart", "2009", None, None, True),
        ("afterStart", "2008-04-18", "2006-09", "2009-10", True),
        ("afterStart", "2008-04-18", "2008-04-18", "2008-04-18", True),
        ("afterStart", "2008-04-18", "2008-04-19", None, False),
        ("afterStart", "2010", "2006-09", "2009-10", False),
        ("afterStart", "2006", "2006-09", "2006-10", True),
        ("afterCompletion", "2010", "2006", "2009-10", True),
        ("afterCompletion", "2009-09", "2006", "2009-10", False),
        ("afterCompletion", "2005", "2006", None, False),
    ],
)
def test_the_timing_of_a_registration_fits_its_dates(
    timing: str, registered: str, started: str | None, completed: str | None, fits: bool
) -> None:
    dates = {"registeredOn": registered, "startedOn": started, "completedOn": completed}
    more = "".join(f"; ldn:{name} {date(text)}" for name, text in dates.items() if text)
    results = broken(study(f"; ldn:registrationTiming ldn:{timing} {more}"))
    assert [(r.source_shape, r.severity) for r in results] == ([] if fits else [("registration-timing", "Violation")])
    if results:
        assert results[0].message.startswith(f"ldn:{timing}, but ldn:registeredOn {registered} lies ")
    assert timing in REGISTRATION_TIMINGS


@MODEL.states("`ldn:outcomeSwitched` is true where `ldn:registeredPrimaryOutcome` and")
def test_a_switched_outcome_is_told_where_it_is_sure() -> None:
    texts = '; ldn:registeredPrimaryOutcome "activity"@en ; ldn:publishedPrimaryOutcome "safety"@en '
    assert not line_of(study(texts)).source.study.outcome_switched  # nobody compares the texts
    assert line_of(study(texts + "; ldn:outcomeSwitched true")).source.study.outcome_switched
    assert "outcome-switched" in names(study(texts + '; ldn:outcomeSwitched "perhaps"'))


@MODEL.states("No more people are `ldn:analysed`, `completed` or counted in a")
@pytest.mark.parametrize("people", ["; ldn:analysed {}", "; ldn:completed {}", RESULT + "; ldn:people {}"])
def test_no_more_people_are_counted_than_were_randomised(people: str) -> None:
    for number, told in ((39, []), (40, []), (41, ["too-many-people"])):
        results = broken(study("; ldn:randomised 40 " + people.format(number)))
        assert [r.source_shape for r in results] == told
        assert all(f" {number}, of 40 randomised in source:s" in r.message for r in results)
    assert broken(study(people.format(41))) == []  # of a study that randomised nobody knows how many


@MODEL.states(
    "Where nobody recorded how many were randomised, it warns of a result with more people than `ldn:participants` and"
)
@pytest.mark.parametrize(
    "node", [RESULT, RESULT + '; ldn:arm result:a .\nresult:a a ldn:Arm ; rdfs:label "the drug"@en ']
)
def test_a_result_of_more_people_than_the_study_is_warned_of(node: str) -> None:
    def told(known: str, people: int) -> list[tuple[str, str]]:
        return [(r.source_shape, r.severity) for r in broken(study(f"{known} {node} ; ldn:people {people}"))]

    for known in ("; ldn:participants 40", "; ldn:analysed 40", "; ldn:participants 40 ; ldn:analysed 38"):
        assert told(known, 40) == []
        assert told(known, 41) == [("too-many-people", "Warning")]
    assert told("; ldn:completed 38", 41) == []


@MODEL.states("So are more `ldn:participants` than were randomised.")
def test_more_participants_than_were_randomised_are_warned_of() -> None:
    for people, told in ((40, []), (41, [("too-many-people", "Warning")])):
        results = broken(study(f"; ldn:randomised 40 ; ldn:participants {people}"))
        assert [(r.source_shape, r.severity) for r in results] == told


@MODEL.states("a crossover trial whose result counts people once for each treatment is warned of.")
def test_a_crossover_trial_that_counts_each_person_twice_is_warned_of() -> None:
    def told(people: int, design: str, node: str = RESULT, source: str = "") -> list[tuple[str, str]]:
        more = f"; ldn:randomised 40 {source} {node} ; ldn:people {people}"
        return [(r.source_shape, r.severity) for r in broken(study(more, design=design))]

    assert told(80, "crossoverTrial") == [("too-many-people", "Warning")]
    assert told(40, "crossoverTrial") == []
    assert told(80, "randomisedControlledTrial") == [("too-many-people", "Violation")]
    for design in ("crossoverTrial", "randomisedControlledTrial"):  # an arm has each person once
        assert told(41, design, ARM) == [("too-many-people", "Violation")]
        assert told(40, design, ARM) == []
    for of_all in ("; ldn:analysed 41", "; ldn:completed 41"):
        assert told(40, "crossoverTrial", source=of_all) == [("too-many-people", "Violation")]


@MODEL.states("`ldn:funding`, `conflictOfInterest` and `harm` are texts, several where there are several.")
def test_funding_conflicts_and_harms_are_several_texts() -> None:
    for name, attribute in (("funding", "funding"), ("conflictOfInterest", "conflicts"), ("harm", "harms")):
        recorded = line_of(study(f'; ldn:{name} "one"@en , "two"@en')).source.study
        assert getattr(recorded, attribute) == ("one", "two")
        assert "study-text" in names(study(f"; ldn:{name} <https://example.org/x>"))


@MODEL.states("Sources that `ldn:mayOverlap` may have counted the same people")
def test_sources_that_may_overlap_are_two_studies() -> None:
    for link, single in (("ldn:mayOverlap", False), ("ldn:sameStudyAs", True)):
        audited = audit_of(claim_turtle(**evidence_of("supports", "supports")), f"source:s0 {link} source:s1 .\n")
        assert ("single-study" in audited.flags) == single


@pytest.mark.parametrize(
    ("issued", "year", "told"),
    [
        ("2008", 2008, False),
        ("2008-09", 2008, False),
        ("2008-09-30", 2008, False),
        ("2008", 2007, True),
        ("2008", 2009, True),
        ("1998", 2000, True),
        ("9998", 9999, True),
        ("1001", 1000, True),
        ("2008-12-31", 2009, True),
        ("", 2009, False),
    ],
)
def test_a_year_is_that_of_the_date(issued: str, year: int, told: bool) -> None:
    source = source_turtle("s", issued=issued, more=f"; ldn:year {year}")
    results = broken(graph_of(claim_turtle(evidence="evidence:e"), line_turtle("e", "s"), source))
    assert [(r.source_shape, r.severity) for r in results] == ([("other-year", "Warning")] if told else [])
    assert all(r.message == f"ldn:year {year}, but dcterms:issued {issued}" for r in results)


# Results ----------------------------------------------------------------------------------------


@MODEL.states("`ldn:result` leads to what a study found of one outcome, which is its label.")
def test_a_result_has_its_outcome_as_its_label() -> None:
    (result,) = line_of(study(RESULT)).source.study.results
    assert result.label == "recovery"
    assert "result-label" in names(study(RESULT.replace('rdfs:label "recovery"@en', 'ldn:pValue "0.04"')))
    assert "source-result" in names(study("; ldn:result entity:lupus"))
    assert "result-source" in names(graph_of('result:r a ldn:Result ; rdfs:label "recovery"@en .\n'))


@MODEL.states("An `ldn:estimate` is of a `ldn:measure` and lies within the 95 % interval")
@pytest.mark.parametrize(
    ("estimate", "low", "high", "problem"),
    [
        ("2.19", "1.15", "4.18", None),
        ("1.15", "1.15", "4.18", None),
        ("4.18", "1.15", "4.18", None),
        ("-0.61", "-1.14", "-0.08", None),
        ("1.14", "1.15", "4.18", "ldn:estimate 1.14 lies outside its interval, 1.15 to 4.18"),
        ("4.19", "1.15", "4.18", "ldn:estimate 4.19 lies outside its interval, 1.15 to 4.18"),
        ("4.19", "", "4.18", "ldn:estimate 4.19 lies outside its interval, ? to 4.18"),
        ("9", "10", "", "ldn:estimate 9 lies outside its interval, 10 to ?"),
        ("2.19", "4.18", "1.15", "ldn:intervalLow 4.18 is above ldn:intervalHigh 1.15"),
        ("", "4.18", "1.15", "ldn:intervalLow 4.18 is above ldn:intervalHigh 1.15"),
        ("", "1.15", "1.15", None),
    ],
)
def test_an_estimate_lies_within_its_interval(estimate: str, low: str, high: str, problem: str | None) -> None:
    numbers = {"estimate": estimate, "intervalLow": low, "intervalHigh": high}
    more = "".join(f"; ldn:{name} {number} " for name, number in numbers.items() if number)
    results = broken(study(RESULT + "; ldn:measure ldn:meanDifference " + more))
    assert [(r.source_shape, r.message, r.severity) for r in results] == (
        [("interval", problem, "Violation")] if problem else []
    )
    assert "meanDifference" in MEASURES
    assert "result-measure" in names(study(RESULT + "; ldn:measure ldn:efficacy " + more))


@MODEL.states("A ratio is above 0, and so is its interval.")
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("path", ["estimate", "intervalLow", "intervalHigh"])
def test_a_ratio_and_its_interval_are_above_0(measure: str, path: str) -> None:
    for number, broken_ in ((0, True), (-0.5, True), (0.01, False)):
        results = broken(study(RESULT + f"; ldn:people 9 ; ldn:measure ldn:{measure} ; ldn:{path} {number}"))
        told = [("ratio-above-0", "Violation")] if broken_ and measure in RATIOS else []
        assert [(r.source_shape, r.severity) for r in results] == told
    assert broken(study(RESULT + f"; ldn:{path} -1")) == []


@MODEL.states('A `ldn:pValue` is a number from 0 to 1, as printed, or a bound (`"<0.01"`).')
@pytest.mark.parametrize(
    ("text", "fits"),
    [
        *(
            (text, True)
            for text in ("0.04", ".04", "<0.01", "< 0.001", "<=0.05", ">.2", "=0.5", "0", "1", "1.0", "1.00")
        ),
        *(
            (text, False)
            for text in ("", "<", "1.", "1.01", "1.5", "2", "-0.1", "0.", " ", ".", "p<0.05", "0.0.1", "01")
        ),
    ],
)
def test_a_p_value_is_from_0_to_1(text: str, fits: bool) -> None:
    assert ("result-p-value" in names(study(RESULT + f'; ldn:pValue "{text}"'))) is not fits


@MODEL.states("What the curators computed stands in `ldn:ourComputation`")
def test_what_the_curators_computed_is_no_finding() -> None:
    (result,) = line_of(study(RESULT + '; ldn:ourComputation "RR 2.80 (1.28-6.14)"@en')).source.study.results
    assert result.our_computation == "RR 2.80 (1.28-6.14)"
    assert (result.finding, result.estimate, result.low, result.high) == (None, None, None, None)


ARM = RESULT + '; ldn:arm result:a .\nresult:a a ldn:Arm ; rdfs:label "the drug"@en '


@MODEL.states("No `ldn:arm` has more `ldn:events` than `ldn:people`")
def test_events_are_of_people_and_a_proportion_is_of_a_number() -> None:
    for events, told in ((15, []), (16, []), (17, ["too-many-events"])):
        assert [r.source_shape for r in broken(study(ARM + f"; ldn:events {events} ; ldn:people 16"))] == told
    assert broken(study(ARM + "; ldn:events 17")) == []
    share = RESULT + "; ldn:measure ldn:proportion ; ldn:estimate 0.5 "
    assert [(r.source_shape, r.severity) for r in broken(study(share))] == [("share-without-people", "Violation")]
    assert broken(study(share + "; ldn:people 40")) == []
    assert broken(study(ARM.replace("; ldn:arm", "; ldn:measure ldn:proportion ; ldn:arm") + "; ldn:people 16")) == []
    assert broken(study(RESULT + "; ldn:measure ldn:meanDifference ; ldn:estimate 0.5 ")) == []


OTHER_STUDY = source_turtle("other", more='; ldn:result result:o .\nresult:o a ldn:Result ; rdfs:label "pain"@en ')


@MODEL.states("`ldn:usesResult`, are results of its own source.")
def test_a_line_uses_results_of_its_own_source() -> None:
    own = study(RESULT, line="; ldn:usesResult result:r")
    assert [result.label for result in line_of(own).results] == ["recovery"]
    assert broken(own) == []
    turtle = line_turtle("e", "s", more="; ldn:usesResult result:o"), source_turtle("s", more=RESULT), OTHER_STUDY
    (told,) = broken(graph_of(claim_turtle(evidence="evidence:e"), *turtle))
    assert (told.source_shape, told.severity, told.focus_node) == ("foreign-result", "Violation", "evidence:e")
    assert told.message == "ldn:usesResult result:o: no result of source:s"
    assert told.place.startswith("test.ttl:")


OUTCOMES = """
entity:pain a ldn:Outcome ; rdfs:label "pain"@en ; skos:broader entity:symptoms .
entity:symptoms a ldn:Outcome ; rdfs:label "symptoms"@en ; skos:broader entity:health .
entity:health a ldn:Outcome ; rdfs:label "health"@en .
entity:sleep a ldn:Outcome ; rdfs:label "sleep"@en ; skos:broader entity:health .
"""


@MODEL.states(
    "Where none of them has the claim's object as its `ldn:outcome`, nor what is broader or narrower (`skos:broader`)"
)
@pytest.mark.parametrize(
    ("outcome", "line", "told"),
    [
        ("", "", []),
        ("; ldn:outcome entity:pain", "", []),
        ("; ldn:outcome entity:health", "", []),  # two steps broader
        ("; ldn:outcome entity:sleep", "", ["other-outcome"]),  # both are of health, and neither of the other
        ("; ldn:outcome entity:sleep", "; ldn:indirectness ldn:otherOutcome", []),
        ("; ldn:outcome entity:sleep", "; ldn:indirectness ldn:otherSpecies", ["other-outcome"]),
        ("; ldn:outcome entity:sleep", "; ldn:usesResult result:second", []),  # which is of the claim's outcome
    ],
)
def test_a_result_of_another_outcome_is_indirect(outcome: str, line: str, told: list[str]) -> None:
    second = (
        '; ldn:result result:second .\nresult:second a ldn:Result ; rdfs:label "pain"@en ; ldn:outcome entity:pain '
    )
    more = f"{second} . source:s {RESULT[1:]} {outcome} . {OUTCOMES} source:s ldn:readAs ldn:abstract"
    for claimed in ("pain", "symptoms"):  # of which pain is one, and which is of health
        graph = study(more, line=f"; ldn:usesResult result:r {line}", rdf__object=f"entity:{claimed}")
        results = broken(graph)
        assert [r.source_shape for r in results] == told, claimed
        assert all(r.severity == "Violation" for r in results)
        assert all("entity:sleep, which is not the object of" in r.message for r in results)


@MODEL.states("a claim whose object is a condition names no outcome to compare.")
def test_a_claim_of_a_condition_takes_results_of_each_outcome_in_it() -> None:
    more = f"{RESULT} ; ldn:outcome entity:pain . {OUTCOMES} source:s ldn:readAs ldn:abstract"
    for claimed, told in (("lupus", []), ("balance", ["other-outcome"])):
        graph = study(more, line="; ldn:usesResult result:r", rdf__object=f"entity:{claimed}")
        assert [r.source_shape for r in broken(graph)] == told


def test_outcomes_that_are_broader_in_a_circle_are_compared_all_the_same() -> None:
    circle = "entity:health skos:broader entity:pain"
    more = f"{RESULT} ; ldn:outcome entity:balance . {OUTCOMES} {circle}"
    graph = study(more, line="; ldn:usesResult result:r", rdf__object="entity:pain")
    assert [r.source_shape for r in broken(graph)] == ["other-outcome"]


@MODEL.states(
    "A registration disputes no effect.",
    "A study without participants counts neither for a claim nor against it, and a line that has it so is warned of.",
)
@pytest.mark.parametrize(
    ("bearing", "design", "participants", "topic", "told"),
    [
        ("disputes", "randomisedControlledTrial", 0, "efficacy", True),
        ("refutes", "randomisedControlledTrial", 0, "practice", True),
        ("disputes", "randomisedControlledTrial", 1, "efficacy", False),
        ("leavesOpen", "randomisedControlledTrial", 0, "efficacy", False),
        ("supports", "trialRegistration", 0, "efficacy", True),
        ("qualifies", "randomisedControlledTrial", 0, "practice", True),
        ("supports", "randomisedControlledTrial", 1, "efficacy", False),
        ("supports", "trialRegistration", 14, "efficacy", False),
        ("disputes", "trialRegistration", 14, "efficacy", True),
        ("disputes", "trialRegistration", 14, "safety", True),
        ("refutes", "trialRegistration", 14, "mechanism", True),
        ("disputes", "trialRegistration", 14, "practice", False),  # what it asks of people is practice
    ],
)
def test_what_found_nothing_disputes_no_effect(
    bearing: str, design: str, participants: int, topic: str, told: bool
) -> None:
    more = f"; ldn:participants {participants}"
    results = broken(study(more, bearing=bearing, design=design, ldn__topic=f"ldn:{topic}"))
    assert [(r.source_shape, r.severity) for r in results] == ([("empty-dispute", "Warning")] if told else [])
    assert all(r.remedy == "write ldn:bearing ldn:leavesOpen" for r in results)


@MODEL.states("A line that uses a result with an interval is no null without one")
def test_a_null_without_interval_uses_no_result_that_has_one() -> None:
    def told(marked: str, *ends: str) -> list[tuple[str, str]]:
        more = RESULT + "".join(f"; ldn:interval{end} 1.5 " for end in ends)
        line = f"; ldn:usesResult result:r ; ldn:nullWithoutInterval {marked}"
        return [(r.source_shape, r.severity) for r in broken(study(more, bearing="disputes", line=line))]

    for marked in ("true", '"1"^^xsd:boolean'):
        assert told(marked, "Low", "High") == [("null-beside-interval", "Violation")]
        assert told(marked, "Low") == told(marked, "High") == told(marked) == []
    assert told("false", "Low", "High") == []


@MODEL.states("So is an IRI where the model has a text or a number, and a text where it has an IRI.")
@pytest.mark.parametrize(
    "said", ["people <urn:x>", "estimate <urn:x>", "dose <urn:x>", "outcome 'pain'", "measure 'riskRatio'"]
)
def test_an_iri_is_no_number_or_text_and_a_text_no_iri(said: str) -> None:
    graph = study(RESULT + f"; ldn:{said}")
    path = f"ldn:{said.split()[0]}"
    with pytest.raises(ModelError, match=f"result:r: {path} is "):
        read_claims(graph)
    assert [r.severity for r in validate_graph(graph).results if path in (r.result_path or "").split("|")] == [
        "Violation"
    ]


@MODEL.states("What is true or false, such as `ldn:nullWithoutInterval`, is written `true` or `false` without quotes;")
@pytest.mark.parametrize("name", ["nullWithoutInterval", "outcomeSwitched", "suspected", "negated"])
@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("true", True),
        ("false", True),
        ('"1"^^xsd:boolean', True),
        ('"0"^^xsd:boolean', True),
        ('"true"', False),
        ("1", False),
        ("<urn:true>", False),
        ('"yes"^^xsd:boolean', False),
    ],
)
def test_booleans_that_conform_are_those_that_are_read(name: str, value: str, fits: bool) -> None:
    bias = f"ldn:publicationBias assessment:p . assessment:p a ldn:PublicationBiasAssessment ; ldn:suspected {value} ; {SAID}"
    graph = {
        "nullWithoutInterval": lambda: study(line=f"; ldn:nullWithoutInterval {value}"),
        "outcomeSwitched": lambda: study(f"; ldn:outcomeSwitched {value}"),
        "suspected": lambda: study(f". claim:C01 {bias}"),
        "negated": lambda: study(biolink__negated=value),
    }[name]()
    assert any(f"{name} " in r.message for r in validate_graph(graph).violations) is not fits
    if fits:
        assert line_of(graph).source.id == "s"
    else:
        with pytest.raises(ModelError, match=f"{name} .*; write true or false, without quotes"):
            read_claims(graph)


@MODEL.states("A number without a design is warned of, as it counts for nothing")
def test_a_number_of_reviewed_studies_has_a_design() -> None:
    for on_line in (True, False):
        for design, told in (("", [("reviewed-without-design", "Warning")]), ("; ldn:reviewedDesign ldn:cohort", [])):
            more = f"; ldn:reviewedStudies 2 {design}"
            graph = study(line=more) if on_line else study(more)
            assert [(r.source_shape, r.severity) for r in broken(graph)] == told


@MODEL.states("and so is a line for or against by a review that includes nothing, `ldn:reviewedStudies 0`.")
@pytest.mark.parametrize(
    ("bearing", "told"), [("supports", 1), ("refutes", 1), ("leavesOpen", 0), ("givesBackground", 0)]
)
def test_a_review_of_nothing_is_neither_for_nor_against(bearing: str, told: int) -> None:
    none, two = (f"; ldn:reviewedDesign ldn:cohort ; ldn:reviewedStudies {number}" for number in (0, 2))
    for source, line, expected in ((none, "", told), ("", none, told), (two, none, told), (none, two, 0), (two, "", 0)):
        results = broken(study(source, bearing=bearing, line=line, design="systematicReview"))
        assert [(r.source_shape, r.severity) for r in results] == [("empty-review", "Warning")] * expected


@MODEL.states("No review is of itself, by way of others either.")
def test_reviews_do_not_review_one_another() -> None:
    assert [r.source_shape for r in broken(study("; ldn:reviewOf source:s"))] == ["review-circle"]
    around = "; ldn:reviewOf source:t .\n" + source_turtle("t", more="; ldn:reviewOf source:u")
    assert broken(study(around + source_turtle("u") + "source:s ldn:readAs ldn:abstract")) == []
    circle = study(around + source_turtle("u", more="; ldn:reviewOf source:s") + "source:s ldn:readAs ldn:abstract")
    (told,) = broken(circle)
    assert (told.severity, told.message) == (
        "Violation",
        "sources review one another in a circle: source:s -> source:t -> source:u -> source:s",
    )


# Risk of bias -----------------------------------------------------------------------------------


def assessed(overall: str, *domains: tuple[str, str], more: str = "") -> str:
    """An assessment of ``source:s``, with its domains and their judgements."""
    nodes = "".join(
        f"assessment:d{n} a ldn:DomainAssessment ; ldn:riskOfBiasDomain ldn:{domain} ; ldn:riskOfBiasJudgement ldn:{judged} .\n"
        for n, (domain, judged) in enumerate(domains)
    )
    links = "".join(f"; ldn:domainAssessment assessment:d{n} " for n in range(len(domains)))
    return (
        f"; ldn:riskOfBias assessment:rob .\n{nodes}assessment:rob a ldn:RiskOfBiasAssessment ; ldn:riskOfBiasTool ldn:rob2 "
        f"; ldn:riskOfBiasJudgement ldn:{overall} {links} {more}"
    )


@MODEL.states("`ldn:riskOfBias` leads to an assessment with a tool")
def test_the_risk_of_bias_is_assessed_with_a_tool_for_a_study_or_a_result() -> None:
    (whole,) = line_of(study(assessed("highRisk"))).source.study.risks_of_bias
    assert (whole.tool, whole.judgement, whole.result) == ("rob2", "highRisk", None)
    graph = study(assessed("highRisk", more="; ldn:assessedResult result:r . source:s " + RESULT[1:]))
    (of_result,) = line_of(graph).source.study.risks_of_bias
    assert (of_result.result or "").endswith("/result/r")
    for tool in RISK_OF_BIAS_TOOLS:
        assert (
            names(study(assessed("highRisk").replace("ldn:rob2", f"ldn:{tool}"))) & {"bias-tool", "bias-type"} == set()
        )
    assert "bias-tool" in names(study(assessed("highRisk").replace("; ldn:riskOfBiasTool ldn:rob2", "")))


@MODEL.states("Overall, its `ldn:riskOfBiasJudgement` is no better than the worst of its domains")
@pytest.mark.parametrize(
    ("overall", "domains", "told"),
    [
        ("lowRisk", ("lowRisk", "lowRisk"), False),
        ("lowRisk", ("lowRisk", "someConcerns"), True),
        ("lowRisk", ("moderateRisk", "lowRisk"), True),
        ("someConcerns", ("highRisk", "lowRisk"), True),
        ("someConcerns", ("someConcerns", "moderateRisk"), False),
        ("highRisk", ("someConcerns", "lowRisk"), False),  # several concerns may add up
        ("highRisk", ("seriousRisk", "lowRisk"), False),
        ("seriousRisk", ("criticalRisk", "lowRisk"), True),
        ("lowRisk", ("notJudgeable", "unclearRisk"), False),
        ("notJudgeable", ("criticalRisk", "highRisk"), False),
    ],
)
def test_no_assessment_is_better_than_its_worst_domain(overall: str, domains: tuple[str, str], told: bool) -> None:
    graph = study(assessed(overall, *zip(("randomisationProcess", "missingOutcomeData"), domains, strict=True)))
    results = [r for r in broken(graph) if r.source_shape != "tool-fit"]
    assert [(r.source_shape, r.severity) for r in results] == ([("overall-risk", "Violation")] if told else [])
    assert all(r.message.startswith(f"ldn:{overall} overall, better than assessment:d") for r in results)


TOOLS = {
    "rob2": {"lowRisk", "someConcerns", "highRisk"},
    "robinsI": {"lowRisk", "moderateRisk", "seriousRisk", "criticalRisk"},
    "robis": {"lowRisk", "highRisk", "unclearRisk"},
}


@MODEL.states(
    "Each tool has judgements of its own, and the domains are those of RoB 2 alone:",
    *(f"| `ldn:{tool}` |" for tool in TOOLS),
)
@pytest.mark.parametrize("tool", RISK_OF_BIAS_TOOLS)
def test_judgements_and_domains_are_those_of_the_tool(tool: str) -> None:
    def told(*domains: tuple[str, str], overall: str = "notJudgeable") -> list[tuple[str, str, str | None]]:
        graph = study(assessed(overall, *domains).replace("ldn:rob2", f"ldn:{tool}"))
        return [(r.focus_node, r.severity, r.value) for r in broken(graph) if r.source_shape == "tool-fit"]

    (row,) = (row for row in MODEL.rows("tool") if row[0] == f"`ldn:{tool}`")
    assert set(re.findall(r"ldn:(\w+)", row[1])) == TOOLS[tool]
    for judgement in RISK_OF_BIAS_JUDGEMENTS:
        fits = judgement in {*TOOLS[tool], "notJudgeable"}
        wrong = f"ldn:{judgement}"
        assert told(overall=judgement) == ([] if fits else [("assessment:rob", "Violation", wrong)])
        domain = [] if tool == "rob2" else [("assessment:rob", "Violation", "assessment:d0")]
        of_domain = [] if fits else [("assessment:d0", "Violation", wrong)]
        assert sorted(told(("missingOutcomeData", judgement))) == sorted(domain + of_domain)


@MODEL.states(
    "A tool for studies of another kind is warned of:", "`ldn:rob2` is for randomised trials, `ldn:robinsI` for studies"
)
@pytest.mark.parametrize(
    ("tool", "fitting", "other"),
    [
        ("rob2", "randomisedControlledTrial crossoverTrial", "systematicReview cohort caseSeries animal"),
        (
            "robinsI",
            "cohort caseControl uncontrolledTrial",
            "systematicReview randomisedControlledTrial crossoverTrial",
        ),
        ("robis", "systematicReview", "randomisedControlledTrial cohort caseReport"),
    ],
)
def test_a_tool_is_used_on_the_studies_that_it_is_made_for(tool: str, fitting: str, other: str) -> None:
    for design in (*fitting.split(), *other.split()):
        graph = study(assessed("lowRisk").replace("ldn:rob2", f"ldn:{tool}"), design=design)
        told = [(r.severity, r.focus_node) for r in validate_graph(graph).results if r.source_shape == "tool-design"]
        assert told == ([("Warning", "assessment:rob")] if design in other.split() else []), design


@MODEL.states(
    "Of two assessments by one tool of one result, or of the study as a whole, the worst counts: that is warned of."
)
def test_one_tool_judges_a_study_or_a_result_once() -> None:
    def told(first: str, second: str, tool: str = "rob2") -> list[tuple[str, str]]:
        again = (
            f"; ldn:riskOfBias assessment:again . source:s {RESULT[1:]} . assessment:again a ldn:RiskOfBiasAssessment "
        )
        again += f"; ldn:riskOfBiasTool ldn:{tool} ; ldn:riskOfBiasJudgement ldn:lowRisk {second} . source:s ldn:readAs ldn:abstract"
        graph = study(assessed("lowRisk", more=f"{first} . source:s {again[1:]}"), design="randomisedControlledTrial")
        return [(r.source_shape, r.severity) for r in broken(graph)]

    result = "; ldn:assessedResult result:r"
    assert told("", "") == told(result, result) == [("two-assessments", "Warning")]
    assert told(result, "") == told("", "", "robinsI") == []


def test_what_was_judged_with_two_tools_is_told_by_the_shape_alone() -> None:
    graph = study(assessed("criticalRisk", more="; ldn:riskOfBiasTool ldn:robis"))
    assert "bias-tool" in names(graph)
    assert broken(graph) == []


@MODEL.states("has no `ldn:lowRisk` in `ldn:selectiveReporting`.")
@pytest.mark.parametrize(
    ("recorded", "judged", "message"),
    [
        ("ldn:outcomeSwitched true", "lowRisk", "source:s switched its primary outcome"),
        ("ldn:registrationTiming ldn:afterStart", "lowRisk", "source:s was registered after its start"),
        ("ldn:registrationTiming ldn:afterCompletion", "lowRisk", "source:s was registered after its completion"),
        (
            "ldn:outcomeSwitched true ; ldn:registrationTiming ldn:afterStart",
            "lowRisk",
            "source:s was registered after its start and switched its primary outcome",
        ),
        ("ldn:outcomeSwitched false", "lowRisk", None),
        ("ldn:registrationTiming ldn:beforeStart", "lowRisk", None),
        ("ldn:outcomeSwitched true", "someConcerns", None),
        ("ldn:registrationTiming ldn:afterStart", "notJudgeable", None),
    ],
)
def test_a_switched_outcome_or_a_late_registration_is_no_low_risk(
    recorded: str, judged: str, message: str | None
) -> None:
    results = broken(study(f"; {recorded} " + assessed("someConcerns", ("selectiveReporting", judged))))
    told = [("selective-reporting", f"low risk of selective reporting, though {message}")] if message else []
    assert [(r.source_shape, r.message) for r in results] == told
    assert all((r.focus_node, r.severity) == ("assessment:d0", "Violation") for r in results)
    assert broken(study(f"; {recorded} " + assessed("someConcerns", ("missingOutcomeData", judged)))) == []


# Two readers ------------------------------------------------------------------------------------


@MODEL.states("A line, an assessment or a rating has one reader, `prov:wasAttributedTo`, and one day")
def test_who_judged_is_one_reader_on_one_day() -> None:
    graph = study(line=f"; {SAID}")
    assert (line_of(graph).judge, line_of(graph).created) == ("https://example.org/reader", "2026-11-28")
    assert names(graph) & {"judge", "line-created"} == set()
    two = ("; prov:wasAttributedTo <urn:other>", "judge"), ('; dcterms:created "2026-11-29"^^xsd:date', "line-created")
    for more, rule in two:
        assert rule in names(study(line=f"; {SAID} {more}"))
        assert rule in names(study(assessed("highRisk", more=f"; {SAID} {more}")))


SECOND = f"; ldn:otherJudgement assessment:second .\nassessment:second a ldn:Judgement ; {SAID} "


@MODEL.states("and changes nothing of the line: what stands there was adopted.", "`ldn:adoptedBecause` says why.")
def test_another_judgement_leaves_the_line_as_it_is() -> None:
    second = "; ldn:bearing ldn:disputes ; ldn:directness ldn:direct "
    claim, line, source = claim_turtle(evidence="evidence:e"), line_turtle("e", "s", "supports"), source_turtle("s")
    because = '; ldn:adoptedBecause "the full text was read"@en '
    read = line_turtle("e", "s", "supports", more=because + SECOND + second)
    ((judged,),) = (c.lines for c in claims_of(claim, read, source))
    assert (judged.bearing, judged.adopted_because) == ("supports", "the full text was read")
    assert [other.bearing for other in judged.other_judgements] == ["disputes"]
    assert audit_of(claim, read, source).status == audit_of(claim, line, source).status == "supported"
    assert {"line-bearing", "line-directness"} <= names(study(line=SECOND))


@MODEL.states("Other judgements, and assessments of publication bias, say who judged", "says who, when and why.")
@pytest.mark.parametrize(
    "node",
    [
        "evidence:e ldn:otherJudgement assessment:a . assessment:a a ldn:Judgement ; ldn:bearing ldn:supports ; ldn:directness ldn:direct",
        "claim:C01 ldn:certaintyRating assessment:a . assessment:a a ldn:CertaintyRating ; ldn:certainty ldn:lowCertainty",
        "claim:C01 ldn:publicationBias assessment:a . assessment:a a ldn:PublicationBiasAssessment ; ldn:suspected true",
    ],
)  # fmt: skip
def test_judgements_say_who_made_them_and_ratings_when_and_why(node: str) -> None:
    def told(said: str) -> dict[str, str]:
        report = validate_graph(study(f". {node} {said}"))
        return {r.source_shape: r.severity for r in report.results if r.focus_node == "assessment:a"}

    who, day, why = SAID.split(" ; ")
    rating = "certaintyRating" in node
    assert told(f"; {SAID}") == {}
    assert told(f"; {day} ; {why}") == {"judge-missing": "Violation"}
    assert told(f"; {who} ; {why}") == ({"rated-on": "Violation"} if rating else {"judged-on": "Warning"})
    assert told(f"; {who} ; {day}") == ({"rating-reason": "Violation"} if rating else {})


@pytest.mark.parametrize("blank", ['""', '" "', '"\\n\\t"@en'])
@MODEL.states("A reason is more than blanks")
def test_a_reason_is_more_than_blanks(blank: str) -> None:
    who, day, _ = SAID.split(" ; ")
    rating = f"claim:C01 ldn:certaintyRating assessment:a . assessment:a a ldn:CertaintyRating ; ldn:certainty ldn:lowCertainty ; {who} ; {day}"
    bias = f"claim:C01 ldn:publicationBias assessment:a . assessment:a a ldn:PublicationBiasAssessment ; ldn:suspected true ; {who} ; {day}"
    for rule, said in {
        "rating-reason": f". {rating} ; rdfs:comment {{}} ",
        "publication-bias-reason": f". {bias} ; rdfs:comment {{}} ",
        "line-adopted-because": ". evidence:e ldn:adoptedBecause {} ",
    }.items():
        for reason, told in ((blank, True), ('"it is small"@en', False)):
            results = [r for r in validate_graph(study(said.format(reason))).violations if r.source_shape == rule]
            assert bool(results) is told, rule


def rated(*ratings: tuple[str, str], topic: str = "efficacy") -> Graph:
    """A claim with a rating for each of these levels and days."""
    nodes = "".join(
        f". claim:C01 ldn:certaintyRating assessment:a{n} . assessment:a{n} a ldn:CertaintyRating ; ldn:certainty ldn:{level} ; "
        f'prov:wasAttributedTo <urn:{n}> ; dcterms:created "{day}"^^xsd:date ; rdfs:comment "why"@en '
        for n, (level, day) in enumerate(ratings)
    )
    return study(nodes, ldn__topic=f"ldn:{topic}")


@MODEL.states("Two ratings of one claim on one day are of one certainty, since the latest counts.")
def test_two_ratings_of_one_day_are_of_one_certainty() -> None:
    day, later = "2026-11-28", "2026-11-29"
    (told,) = broken(rated(("lowCertainty", day), ("moderateCertainty", day)))
    assert (told.source_shape, told.severity, told.focus_node) == ("rival-ratings", "Violation", "assessment:a1")
    assert broken(rated(("lowCertainty", day), ("lowCertainty", day))) == []
    assert broken(rated(("lowCertainty", day), ("moderateCertainty", later))) == []


@MODEL.states("A rating of another claim than of efficacy or safety is warned of: it is shown nowhere.")
@pytest.mark.parametrize("topic", TOPICS)
def test_a_rating_that_is_shown_nowhere_is_warned_of(topic: str) -> None:
    told = [] if topic in ("efficacy", "safety") else [("rating-not-shown", "Warning")]
    assert [(r.source_shape, r.severity) for r in broken(rated(("lowCertainty", "2026-11-28"), topic=topic))] == told


@MODEL.states(
    "Two judgements of one line by one reader on one day do not differ: nobody could tell which is the latest."
)
def test_one_reader_has_one_mind_on_one_day() -> None:
    def told(*judgements: tuple[str, str, str]) -> list[tuple[str, str]]:
        nodes = "".join(
            f". evidence:e ldn:otherJudgement assessment:j{n} . assessment:j{n} a ldn:Judgement ; ldn:bearing ldn:{bearing} ; "
            f'ldn:directness ldn:direct ; prov:wasAttributedTo <urn:{reader}> ; dcterms:created "{day}"^^xsd:date '
            for n, (reader, bearing, day) in enumerate(judgements)
        )
        return [(r.source_shape, r.severity) for r in broken(study(nodes))]

    day, later = "2026-11-28", "2026-11-29"
    assert told(("a", "supports", day), ("a", "refutes", day)) == [("two-minds", "Violation")]
    assert told(("a", "supports", day), ("a", "supports", day)) == []
    assert told(("a", "supports", day), ("a", "refutes", later)) == []
    assert told(("a", "supports", day), ("b", "refutes", day)) == []
