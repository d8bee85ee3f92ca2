"""Studies, risk of bias and judgements: each rule of ``docs/model.md`` that validation holds, where it begins and ends."""

from __future__ import annotations

import re

import pytest

from ldn_graph.model.claims import EvidenceLine
from ldn_graph.model.graph import Graph
from ldn_graph.model.studies import Study
from ldn_graph.model.vocab import MEASURES, REGISTRATION_TIMINGS, RISK_OF_BIAS_JUDGEMENTS, RISK_OF_BIAS_TOOLS
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.validation.report import ValidationResult, validate_graph
from tests.audit.test_model_rules import MODEL, audit_of, claims_of, evidence_of, graph_of
from tests.conftest import claim_turtle, line_turtle, source_turtle

RULES_OF_STUDIES = (
    "interval", "too-many-events", "too-many-people", "share-without-people", "selective-reporting",
    "registration-timing", "other-year", "overall-risk", "tool-fit", "foreign-result", "other-outcome", "empty-dispute",
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
    results = broken(study(RESULT + "; ldn:measure ldn:riskRatio " + more))
    assert [(r.source_shape, r.message, r.severity) for r in results] == (
        [("interval", problem, "Violation")] if problem else []
    )
    assert "riskRatio" in MEASURES
    assert "result-measure" in names(study(RESULT + "; ldn:measure ldn:efficacy " + more))


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
        assert all(r.severity == "Warning" for r in results)
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


@MODEL.states("A study without participants disputes nothing, and a registration no effect.")
@pytest.mark.parametrize(
    ("bearing", "design", "participants", "topic", "told"),
    [
        ("disputes", "randomisedControlledTrial", 0, "efficacy", True),
        ("refutes", "randomisedControlledTrial", 0, "practice", True),
        ("disputes", "randomisedControlledTrial", 1, "efficacy", False),
        ("leavesOpen", "randomisedControlledTrial", 0, "efficacy", False),
        ("supports", "trialRegistration", 0, "efficacy", False),
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
