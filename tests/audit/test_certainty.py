"""Certainty: each step of the table, its interval, and that what becomes known only narrows it."""

from __future__ import annotations

import re
from itertools import product

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.certainty import Certainty, count_name
from ldn_graph.audit.grade_domains import Domain
from ldn_graph.audit.results import Audit
from ldn_graph.audit.whatif import without
from ldn_graph.cli import main
from ldn_graph.model.vocab import LDN
from tests.audit.test_model_rules import MODEL, audit_of, claims_of, finding_of
from tests.conftest import claim_turtle, line_turtle, source_turtle

TRIAL = "randomisedControlledTrial"


def risk_turtle(name: str, judgement: str, tool: str = "rob2", more: str = "") -> str:
    return (
        f"assessment:{name} a ldn:RiskOfBiasAssessment ; ldn:riskOfBiasTool ldn:{tool} ; "
        f"ldn:riskOfBiasJudgement ldn:{judgement} {more} .\n"
    )


def study(
    name: str,
    *,
    bearing: str = "supports",
    design: str = TRIAL,
    people: int | None = None,
    risk: str | None = None,
    interval: tuple[str, str] | None = None,
    measure: str = "riskRatio",
    i_squared: str | None = None,
    indirect: tuple[str, ...] = (),
    directness: str = "",
    line: str = "",
    source: str = "",
) -> str:
    """A line and its study, in Turtle. What is None is not recorded."""
    line += "".join(f" ; ldn:indirectness ldn:other{d}" for d in indirect)
    more = source + (f" ; ldn:participants {people}" if people is not None else "")
    turtle = ""
    if risk:
        more += f" ; ldn:riskOfBias assessment:{name}"
        turtle += risk_turtle(name, risk, "robis" if design == "systematicReview" else "rob2")
    if interval or i_squared:
        line += f" ; ldn:usesResult result:{name}"
        more += f" ; ldn:result result:{name}"
        turtle += f'result:{name} a ldn:Result ; rdfs:label "outcome"@en'
        if interval:
            low, high = interval
            turtle += (
                f" ; ldn:measure ldn:{measure} ; ldn:estimate {low} ; ldn:intervalLow {low} ; ldn:intervalHigh {high}"
            )
        turtle += f" ; ldn:iSquared {i_squared} .\n" if i_squared else " .\n"
    directness = directness or ("indirect" if indirect else "direct")
    return turtle + line_turtle(name, name, bearing, directness, line) + source_turtle(name, design, more=more)


def certainty_of(*studies: str, more: str = "", searches: tuple[str, ...] = (), **changes: str) -> Certainty | None:
    names = [re.search(r"evidence:(\w+) a", s)[1] for s in studies] + [*searches]  # type: ignore[index]
    evidence = " , ".join(f"evidence:{name}" for name in names)
    return audit_of(claim_turtle(evidence=evidence, more=more, **changes), *studies).certainty


def rated(*studies: str, more: str = "", searches: tuple[str, ...] = (), **changes: str) -> Certainty:
    certainty = certainty_of(*studies, more=more, searches=searches, **changes)
    assert certainty is not None
    return certainty


def step(certainty: Certainty, name: str) -> tuple[int, int]:
    """The lower and the upper step of a domain."""
    (domain,) = [d for d in certainty.domains if d.name == name]
    return domain.lower, domain.upper


# What it is of ----------------------------------------------------------------------------------


@MODEL.states("*Certainty* says how sure one may be of it", "It is computed for claims of efficacy and safety")
def test_claims_of_efficacy_and_safety_have_a_certainty_and_no_others() -> None:
    for topic in ("mechanism", "efficacy", "safety", "dosing", "practice", "epidemiology", "background"):
        certainty = certainty_of(study("a"), ldn__topic=f"ldn:{topic}")
        assert (certainty is not None) is (topic in ("efficacy", "safety"))


def test_it_changes_no_status() -> None:
    for risk, people in product(("lowRisk", "criticalRisk"), (10, 5000)):
        audited = audit_of(claim_turtle(evidence="evidence:a"), study("a", risk=risk, people=people))
        assert audited.status == "supported"


SEARCH = 'evidence:s a ldn:EvidenceSearch ; rdfs:comment "in vain"@en ; ldn:searchedIn "a database"@en .\n'


@MODEL.states(
    "What no study in people measured has no certainty, and one of five answers, none of which is the same as very low:",
    "*nobody has measured this* where a search is recorded,",
    "*no measurement, no search recorded* where none is.",
)
@pytest.mark.parametrize(
    "studies",
    [
        (),
        (study("a", design="animal"),),
        (study("a", design="inVitro", indirect=("Species",)),),
        (study("a", design="narrativeReview", bearing="leavesOpen"),),
        (study("a", design="trialRegistration", bearing="leavesOpen"),),
        (study("a", bearing="givesBackground"),),
        (study("a", bearing="givesBackground", i_squared="10"),),
        (study("a", bearing="leavesOpen", indirect=("Population",)),),
        (study("a", bearing="leavesOpen", design="systematicReview"),),
        (study("a", bearing="refutes", people=0),),
        (study("a", bearing="confirms", people=0),),
        (study("a", bearing="refutes", source=" ; ldn:randomised 0"),),
    ],
)
def test_what_no_study_in_people_measured_is_not_very_low(studies: tuple[str, ...]) -> None:
    unsearched = rated(*studies)
    assert (unsearched.measured, unsearched.lower, unsearched.upper) == (False, None, None)
    assert unsearched.words == count_name(unsearched) == "no measurement, no search recorded"
    assert unsearched.sentence == "No measurement of this is recorded, and nobody recorded a search for one."
    searched = rated(*studies, more=SEARCH, searches=("s",))
    assert (searched.measured, searched.words) == (False, "nobody has measured this")
    assert searched.sentence == "Nobody has measured this, as far as was searched."


@MODEL.states("*no study in people recorded* where a label, a review or an opinion says something of it directly,")
@pytest.mark.parametrize("design", ["narrativeReview", "expertOpinion", "drugLabel", "systematicReview"])
@pytest.mark.parametrize("bearing", ["supports", "refutes"])
def test_what_is_known_at_second_hand_is_not_measured_by_nobody(design: str, bearing: str) -> None:
    empty = " ; ldn:reviewedStudies 0" if design == "systematicReview" else ""
    certainty = rated(study("a", design=design, bearing=bearing, source=empty), more=SEARCH, searches=("s",))
    assert certainty.words == "no study in people recorded"
    assert certainty.sentence == "What says so is no study in people, and none is recorded."


@MODEL.states("*not reported in what was read* where a study in people asked it directly, or may have,")
def test_what_a_study_asked_and_nobody_saw_is_neither_unmeasured_nor_very_low() -> None:
    unseen = study("a", bearing="leavesOpen", i_squared="10").replace(
        "a ldn:Result ;", "a ldn:Result ; ldn:figuresNotSeen true ;"
    )
    for one in (study("a", bearing="leavesOpen"), unseen):
        certainty = rated(one, more=SEARCH, searches=("s",))
        assert (certainty.words, certainty.people) == ("not reported in what was read", None)
        assert certainty.sentence == "A study measured this, or may have; no figure of it was seen."
    seen = study("b", design="cohort", people=17)
    assert (rated(unseen, seen).start, rated(unseen, seen).people) == ((2, 2), 17)


def test_evidence_without_any_design_says_nothing() -> None:
    bare = line_turtle("a", "s") + "source:s a ldn:Source .\n"
    assert certainty_of(bare) is None
    assert rated(bare, study("b")).studies == 1


@MODEL.states(
    "Where a line that may count beside these, or in their place, is of a source without a recorded design, any level is"
)
def test_an_unknown_design_beside_known_ones_leaves_any_level_possible() -> None:
    bare = line_turtle("z", "z", "refutes") + "source:z a ldn:Source ; ldn:participants 5000 .\n"
    trial = study("a", people=900, risk="highRisk")
    certainty = rated(trial, bare)
    assert (certainty.lower, certainty.upper, certainty.studies) == (1, 4, 1)
    assert certainty.sentence == "We cannot tell: of which design z is, nobody recorded, and it may count more."
    assert rated(study("a", indirect=("Population",)), bare).upper == 4
    aside = line_turtle("z", "z", "refutes", "indirect") + bare[bare.index("source:z a") :]
    assert rated(trial, aside) == rated(trial), "what is indirect does not count beside what is direct"
    empty = bare.replace("5000", "0")
    assert rated(trial, empty) == rated(trial)
    for design in (TRIAL, "cohort", "caseReport", "animal", "systematicReview", "narrativeReview"):
        filled = rated(trial, bare.replace("a ldn:Source ;", f"a ldn:Source ; ldn:studyDesign ldn:{design} ;"))
        assert 1 <= (filled.lower or 1) <= (filled.upper or 4) <= 4
        assert filled.without_design == ()


def test_a_line_that_leaves_open_what_its_result_measured_counts() -> None:
    certainty = rated(study("a", bearing="leavesOpen", i_squared="10"))
    assert certainty.measured
    assert certainty.points == "open"


@MODEL.states("It rests on direct evidence in people, where there is any")
def test_direct_evidence_goes_before_indirect_and_randomised_before_others() -> None:
    indirect, cohort = study("a", indirect=("Population",)), study("b", design="cohort")
    assert rated(indirect).start == (4, 4)
    assert rated(indirect, cohort).start == (2, 2)
    assert rated(study("c"), cohort).start == (4, 4)
    assert rated(study("c"), cohort).studies == 1
    assert rated(cohort, study("d", design="caseReport")).studies == 2


@MODEL.states(
    "Reports of one study count once, and a review only where no study that it reviews is there; a review of reviews"
)
def test_a_study_counts_once() -> None:
    one, same = study("a", people=40), study("b", people=30, source=" ; ldn:sameStudyAs source:a")
    assert (rated(one, same).studies, rated(one, same).people) == (1, 40)
    review = study(
        "c", design="systematicReview", people=90, source=f" ; ldn:reviewOf source:a ; ldn:reviewedDesign ldn:{TRIAL}"
    )
    assert (rated(one, review).studies, rated(one, review).people) == (1, 40)
    assert (rated(review).studies, rated(review).people) == (1, 90)
    other = review.replace("reviewOf source:a", "reviewOf source:x")
    assert rated(one, other).people == 130
    assert (
        rated(review, study("d", design="systematicReview", people=60, source=" ; ldn:sameStudyAs source:c")).studies
        == 1
    )


@MODEL.states("Where two reports of a study, or a study and a review of it, point otherwise, it points both ways.")
def test_a_report_or_review_that_points_otherwise_is_not_lost() -> None:
    one = study("a", people=40)
    same = study("b", people=30, bearing="refutes", source=" ; ldn:sameStudyAs source:a")
    review = study(
        "c", design="systematicReview", people=90, bearing="refutes", source=f" ; ldn:reviewOf source:a ; ldn:reviewedDesign ldn:{TRIAL}"
    )  # fmt: skip
    for other, name in ((same, "b"), (review, "c")):
        certainty = rated(one, other)
        assert (certainty.studies, certainty.people, certainty.points) == (1, 40, "both ways")
        assert step(certainty, "inconsistency") == (-1, -1)
        (domain,) = (d for d in certainty.domains if d.name == "inconsistency")
        assert domain.reason == f"a, {name} do not point in one direction"
        assert {t[2] for t in domain.because} >= {f"<{LDN.refutes}>", f"<{LDN.supports}>"}
    assert rated(one, same.replace("ldn:refutes", "ldn:confirms")).points == "for"


@pytest.mark.parametrize(("one", "other"), [("a", "z"), ("z", "a")])
def test_whichever_of_two_reports_says_so_a_review_counts_under_the_same_study(one: str, other: str) -> None:
    same = study(one, people=90 if one == "a" else 30, source=f" ; ldn:sameStudyAs source:{other}")
    told = study(other, people=30 if one == "a" else 90)
    review = study("r", design="systematicReview", bearing="refutes", source=" ; ldn:reviewOf source:a , source:m")
    certainty = rated(*sorted((same, told, study("m", people=50), review)))
    (domain,) = (d for d in certainty.domains if d.name == "inconsistency")
    assert domain.reason == "a, z, r, m do not point in one direction"


@MODEL.states("What one report of a study has, its risk of bias, its results and its intervals, counts for the study.")
def test_what_one_report_of_a_study_has_counts_for_the_study() -> None:
    judged = study("a", people=500, risk="highRisk", interval=("0.5", "2.0"))
    same = study("b", people=510, source=" ; ldn:sameStudyAs source:a")
    alone, both = rated(judged), rated(judged, same)
    assert step(both, "risk of bias") == step(alone, "risk of bias") == (-2, -1)
    assert step(both, "imprecision") == (-1, -1)
    assert (both.studies, both.people) == (1, 510)
    worse = study("b", people=510, risk="criticalRisk", source=" ; ldn:sameStudyAs source:a")
    assert step(rated(judged, worse), "risk of bias") == (-2, -2)


def test_the_randomised_report_of_a_study_stands_for_it() -> None:
    trial = study("a", people=500)
    extension = study("b", design="uncontrolledTrial", people=600, source=" ; ldn:sameStudyAs source:a")
    assert rated(trial, extension).start == (4, 4)
    assert rated(trial, extension).people == 500


@MODEL.states("covers what these review.")
@pytest.mark.parametrize("names", [("r", "u"), ("u", "r")])
@pytest.mark.parametrize("people", [(500, 900), (900, 500)])
def test_a_review_of_reviews_covers_what_they_review(names: tuple[str, str], people: tuple[int, int]) -> None:
    lower, upper = names
    kind = f" ; ldn:reviewedDesign ldn:{TRIAL}"
    trial = study("t", people=300)
    review = study(lower, design="systematicReview", people=people[0], source=f" ; ldn:reviewOf source:t{kind}")
    umbrella = study(upper, design="systematicReview", people=people[1], source=f" ; ldn:reviewOf source:{lower}{kind}")
    assert (rated(trial, review, umbrella).studies, rated(trial, review, umbrella).people) == (1, 300)
    assert rated(review, umbrella).studies == 1
    evidence = f"evidence:t , evidence:{lower} , evidence:{upper}"
    assert audit_of(claim_turtle(evidence=evidence), trial, review, umbrella).studies == 1


@MODEL.states(
    "A review of designs that nobody recorded, beside randomised studies, counts in the lower bound where it points otherwise."
)
def test_a_review_that_may_be_of_trials_is_not_lost_where_it_points_otherwise() -> None:
    review = study("b", design="systematicReview", bearing="refutes", people=900)
    certainty = rated(study("a", people=500), review)
    assert (certainty.studies, step(certainty, "inconsistency")) == (1, (-1, 0))
    (domain,) = (d for d in certainty.domains if d.name == "inconsistency")
    assert domain.reason == "b, of designs that nobody recorded, points otherwise"
    assert step(rated(study("a", people=500), review.replace("refutes", "supports")), "inconsistency") == (0, 0)


@MODEL.states("The I² is of the studies that count, and of reviews of them.")
def test_the_heterogeneity_of_what_does_not_count_does_not_count() -> None:
    cohorts = study(
        "b", design="systematicReview", people=900, i_squared="92", source=" ; ldn:reviewedDesign ldn:cohort"
    )
    assert step(rated(study("a", people=1000), cohorts), "inconsistency") == (0, 0)


def test_no_difference_is_told_as_such_only_where_the_interval_is_narrow() -> None:
    null = study("a", bearing="refutes", people=900, risk="lowRisk", line=" ; ldn:nullWithoutInterval true")
    assert rated(null).points == "not seen"
    assert "little or no difference" not in rated(null).sentence


@MODEL.states(
    "People are those of the result, else those analysed, else `ldn:participants`, else those randomised.",
    "`ldn:subgroup` is true where a result is of a part of the study's people alone:",
)
def test_people_are_counted_by_what_is_recorded_nearest_to_the_result() -> None:
    everything = " ; ldn:randomised 50 ; ldn:participants 45 ; ldn:analysed 40"
    used = study("a", interval=("1.1", "2"), source=everything).replace("ldn:estimate", "ldn:people 30 ; ldn:estimate")
    assert rated(used).people == 30
    assert rated(study("a", source=everything)).people == 40
    assert rated(study("a", source=" ; ldn:randomised 50 ; ldn:participants 45")).people == 45
    assert rated(study("a", source=" ; ldn:randomised 50")).people == 50
    of_some = study("a", interval=("1.1", "2"), source=everything).replace(
        "ldn:estimate", "ldn:subgroup true ; ldn:estimate"
    )
    assert rated(of_some).people is None
    assert rated(of_some.replace("ldn:subgroup", "ldn:people 12 ; ldn:subgroup")).people == 12
    assert step(rated(study("a", source=" ; ldn:randomised 50")), "imprecision") == (-2, -1)


# The steps --------------------------------------------------------------------------------------


@MODEL.states("| `start` |")
@pytest.mark.parametrize(
    ("design", "source", "start"),
    [
        (TRIAL, "", (4, 4)),
        ("crossoverTrial", "", (4, 4)),
        ("cohort", "", (2, 2)),
        ("caseReport", "", (2, 2)),
        ("systematicReview", "", (2, 4)),
        ("systematicReview", f" ; ldn:reviewedDesign ldn:{TRIAL}", (4, 4)),
        ("systematicReview", f" ; ldn:reviewedDesign ldn:{TRIAL} ; ldn:reviewedStudies 1", (4, 4)),
        ("systematicReview", " ; ldn:reviewedDesign ldn:caseSeries", (2, 2)),
    ],
)
def test_where_it_starts(design: str, source: str, start: tuple[int, int]) -> None:
    assert rated(study("a", design=design, source=source)).start == start


@MODEL.states(
    "| `risk of bias` |",
    "The risk of bias is that of the result used, else that of the study as a whole.",
)
@pytest.mark.parametrize(
    ("studies", "bounds"),
    [
        ([(40, "lowRisk")], (0, 0)),
        ([(40, "someConcerns")], (-1, 0)),
        ([(40, "highRisk")], (-2, -1)),
        ([(40, "criticalRisk")], (-2, -2)),
        ([(40, None)], (-2, 0)),
        ([(40, "notJudgeable")], (-2, 0)),
        ([(40, "lowRisk"), (60, "highRisk")], (-1, -1)),
        ([(60, "lowRisk"), (40, "highRisk")], (0, 0)),
        ([(50, "lowRisk"), (50, "highRisk")], (0, 0)),
        ([(60, "highRisk"), (40, "seriousRisk")], (-2, -1)),
        ([(40, "lowRisk"), (60, "criticalRisk")], (-2, -2)),
        ([(40, "lowRisk"), (60, "someConcerns")], (-1, 0)),
        ([(40, "lowRisk"), (60, None)], (-2, 0)),
        # a number that is missing may be any
        ([(40, "lowRisk"), (None, "highRisk")], (-1, 0)),
        ([(40, "lowRisk"), (None, "criticalRisk")], (-2, 0)),
        ([(40, "highRisk"), (None, "criticalRisk")], (-2, -1)),
    ],
)
def test_risk_of_bias_goes_by_the_share_of_people(
    studies: list[tuple[int | None, str | None]], bounds: tuple[int, int]
) -> None:
    turtle = [study(f"s{n}", people=people, risk=risk) for n, (people, risk) in enumerate(studies)]
    assert step(rated(*turtle), "risk of bias") == bounds


def test_the_risk_of_bias_of_a_review_is_unknown_for_its_studies() -> None:
    review = study(
        "a", design="systematicReview", people=40, risk="lowRisk", source=f" ; ldn:reviewedDesign ldn:{TRIAL}"
    )
    assert step(rated(review), "risk of bias") == (-2, 0)


def test_the_risk_of_bias_of_the_result_used_goes_before_that_of_another() -> None:
    turtle = study("a", people=40, interval=("1.1", "2.0"), source=" ; ldn:riskOfBias assessment:x , assessment:y")
    other = 'result:z a ldn:Result ; rdfs:label "another"@en .\n'
    risks = risk_turtle("x", "criticalRisk", more="; ldn:assessedResult result:z")
    used = risk_turtle("y", "lowRisk", more="; ldn:assessedResult result:a")
    assert step(rated(turtle, more=other + risks + used), "risk of bias") == (0, 0)
    unused = used.replace("result:a", "result:z")
    assert step(rated(turtle, more=other + risks + unused), "risk of bias") == (-2, 0)  # of neither is it known
    assert step(rated(turtle, more=other + risks + risk_turtle("y", "lowRisk")), "risk of bias") == (0, 0)


@MODEL.states("Of several assessments of the same the worst counts.")
def test_of_several_assessments_the_worst_counts() -> None:
    one = study("a", people=40, source=" ; ldn:riskOfBias assessment:x , assessment:y")
    for first, second in (("highRisk", "lowRisk"), ("lowRisk", "highRisk"), ("notJudgeable", "highRisk")):
        assert step(rated(one, more=risk_turtle("x", first) + risk_turtle("y", second)), "risk of bias") == (-2, -1)


@MODEL.states("That of a review, with whatever tool, is not that of the studies beneath it")
@pytest.mark.parametrize(("design", "tool"), [("systematicReview", "rob2"), (TRIAL, "robis")])
def test_an_assessment_with_a_tool_for_something_else_is_no_assessment(design: str, tool: str) -> None:
    one = study("a", design=design, people=40, source=" ; ldn:riskOfBias assessment:x")
    assert step(rated(one, more=risk_turtle("x", "lowRisk", tool)), "risk of bias") == (-2, 0)


@MODEL.states("| `inconsistency` |")
@pytest.mark.parametrize(
    ("studies", "bounds"),
    [
        ([study("a")], (0, 0)),
        ([study("a"), study("b")], (-1, 0)),
        ([study("a"), study("b", bearing="refutes")], (-1, -1)),
        ([study("a"), study("b", bearing="disputes", line=" ; ldn:nullWithoutInterval true")], (-1, -1)),
        ([study("a", interval=("1.1", "2")), study("b", interval=("1.2", "3"))], (0, 0)),
        ([study("a", interval=("1.1", "2")), study("b")], (-1, 0)),
        ([study("a", i_squared="75"), study("b")], (0, 0)),
        ([study("a", i_squared="75.1"), study("b")], (-1, -1)),
        ([study("a", design="systematicReview")], (-1, 0)),
        ([study("a", design="systematicReview", i_squared="20")], (0, 0)),
        ([study("a", design="systematicReview", source=f" ; ldn:reviewedDesign ldn:{TRIAL} ; ldn:reviewedStudies 1")], (0, 0)),
    ],
)  # fmt: skip
def test_inconsistency_goes_by_direction_and_heterogeneity(studies: list[str], bounds: tuple[int, int]) -> None:
    assert step(rated(*studies), "inconsistency") == bounds


@MODEL.states("| `indirectness` |")
@pytest.mark.parametrize(
    ("studies", "bounds"),
    [
        ([study("a", people=40)], (0, 0)),
        ([study("a", people=40, directness="unrated")], (-2, 0)),
        ([study("a", people=40, indirect=("Population",))], (-1, -1)),
        ([study("a", people=40, indirect=("Population", "Outcome", "Intervention"))], (-2, -2)),
        ([study("a", people=40, directness="indirect")], (-2, -1)),
        ([study("a", people=40, indirect=("Population",)), study("b", people=19, indirect=("Population", "Outcome"))], (-1, -1)),
        ([study("a", people=40, indirect=("Population",)), study("b", people=20, indirect=("Population", "Outcome"))], (-2, -2)),
        ([study("a", people=40, indirect=("Population",)), study("b", indirect=("Population", "Outcome"))], (-2, -1)),
    ],
)  # fmt: skip
def test_indirectness_goes_by_the_domains_of_the_lines_with_most_people(
    studies: list[str], bounds: tuple[int, int]
) -> None:
    assert step(rated(*studies), "indirectness") == bounds


@MODEL.states("| `imprecision` |")
@pytest.mark.parametrize(
    ("studies", "bounds"),
    [
        ([study("a", people=99, interval=("1.1", "2"))], (-2, -1)),
        ([study("a", people=100, interval=("1.1", "2"))], (-1, -1)),
        ([study("a", people=399, interval=("1.1", "2"))], (-1, -1)),
        ([study("a", people=400, interval=("1.1", "2"))], (0, 0)),
        ([study("a", people=400)], (-1, 0)),
        ([study("a", people=400, interval=("0.74", "1.26"))], (-1, -1)),
        ([study("a", people=400, interval=("0.75", "1.25"))], (-1, -1)),
        ([study("a", people=400, interval=("0.76", "1.26"))], (0, 0)),
        ([study("a", people=400, interval=("0.74", "1.24"))], (0, 0)),
        ([study("a", people=400, interval=("0.74", "1.26")).replace("ldn:measure ldn:riskRatio ; ", "")], (-1, 0)),
        ([study("a", people=400, interval=("-0.9", "1.3"), measure="meanDifference")], (0, 0)),
        ([study("a")], (-2, 0)),
        ([study("a", people=300), study("b", people=100)], (-1, 0)),
        ([study("a", people=500), study("b")], (-1, 0)),
    ],
)
def test_imprecision_goes_by_people_and_intervals(studies: list[str], bounds: tuple[int, int]) -> None:
    assert step(rated(*studies), "imprecision") == bounds


@MODEL.states("| `publication bias` |")
@pytest.mark.parametrize(("suspected", "bounds"), [("true", (-1, -1)), ("false", (0, 0)), (None, (-1, 0))])
def test_publication_bias_is_what_a_person_said_last(suspected: str | None, bounds: tuple[int, int]) -> None:
    node = f"assessment:p a ldn:PublicationBiasAssessment ; ldn:suspected {suspected} .\n"
    changes = {"ldn__publicationBias": "assessment:p", "more": node} if suspected else {}
    assert step(rated(study("a"), **changes), "publication bias") == bounds
    if suspected:
        before = "".join(
            f'assessment:{name} a ldn:PublicationBiasAssessment ; ldn:suspected {said} ; dcterms:created "{day}"^^xsd:date .\n'
            for name, said, day in (("o", "true" if suspected == "false" else "false", "2025-01-01"), ("p", suspected, "2026-01-01"))
        )  # fmt: skip
        both = rated(study("a"), ldn__publicationBias="assessment:o , assessment:p", more=before)
        assert step(both, "publication bias") == bounds


# The interval -----------------------------------------------------------------------------------


def test_it_stops_at_very_low_and_says_by_how_much_it_would_fall_below() -> None:
    bad = study("a", design="caseSeries", people=10, risk="criticalRisk")
    assert (rated(bad).lower, rated(bad).upper, rated(bad).overshoot) == (1, 1, 2)
    assert rated(study("a", people=500, risk="lowRisk")).overshoot == 0


@MODEL.states("Nothing is rated up.")
def test_nothing_is_rated_up() -> None:
    huge = study("a", design="cohort", people=100_000, risk="lowRisk", interval=("9.1", "12.2"))
    assert rated(huge).upper == 2


def test_its_words() -> None:
    sure = study("a", people=900, risk="lowRisk", interval=("1.1", "2"))
    told = {
        "ldn__publicationBias": "assessment:p",
        "more": "assessment:p a ldn:PublicationBiasAssessment ; ldn:suspected false .\n",
    }
    assert rated(sure, **told).words == "high certainty"
    assert rated(sure).words == "moderate to high certainty"
    assert rated(sure, **told).sentence == "It is so, as far as studies can show it."
    against = sure.replace("ldn:supports", "ldn:refutes")
    assert rated(against, **told).sentence == "It is not so, as far as studies can show it."
    few = study("a", people=10, risk="criticalRisk")
    assert rated(few).words == "very low certainty"
    assert rated(few).sentence == "We cannot tell from what there is."
    assert "At best: " in rated(sure).sentence
    both = rated(study("a", people=150, risk="lowRisk"), study("b", people=150, risk="lowRisk", bearing="refutes"))
    assert both.points == "both ways"


def rating(level: str, more: str = "", day: str = "2026-11-28", name: str = "r") -> str:
    return (
        f"assessment:{name} a ldn:CertaintyRating ; ldn:certainty ldn:{level}Certainty ; "
        f'prov:wasAttributedTo <urn:reader> ; dcterms:created "{day}"^^xsd:date {more} .\n'
    )


@MODEL.states("A named person may set a rating, `ldn:certaintyRating`:")
@pytest.mark.parametrize(
    ("level", "reason", "words"),
    [
        ("low", "", "low certainty"),
        ("moderate", "", "very low to low certainty"),
        ("moderate", '; rdfs:comment " "@en', "very low to low certainty"),
        (
            "moderate",
            '; rdfs:comment "the full text was read"@en',
            "moderate certainty (set by a person, computed: very low to low)",
        ),
    ],
)
def test_a_person_may_set_it_within_the_interval_or_with_a_reason(level: str, reason: str, words: str) -> None:
    one = study("a", people=150, risk="highRisk")
    certainty = rated(one, ldn__certaintyRating="assessment:r", more=rating(level, reason))
    assert (certainty.lower, certainty.upper) == (1, 2)
    assert certainty.words == words


def test_of_several_ratings_the_latest_counts() -> None:
    one, nodes = study("a", people=150, risk="highRisk"), rating("low") + rating("veryLow", day="2026-11-29", name="q")
    certainty = rated(one, ldn__certaintyRating="assessment:r , assessment:q", more=nodes)
    assert certainty.words == "very low certainty"
    assert [(rating.level, why) for rating, why in certainty.set_aside] == [(2, "a later one counts")]


@MODEL.states("of two of one day that differ neither counts", "What does not count is shown with the reason.")
def test_of_two_ratings_of_one_day_that_differ_neither_counts() -> None:
    one = study("a", people=150, risk="highRisk")
    nodes = rating("low") + rating("veryLow", name="q")
    certainty = rated(one, ldn__certaintyRating="assessment:r , assessment:q", more=nodes)
    assert (certainty.rating, certainty.words) == (None, "very low to low certainty")
    assert {why for _, why in certainty.set_aside} == {"another of the same day says otherwise"}
    same = rated(one, ldn__certaintyRating="assessment:r , assessment:q", more=nodes.replace("veryLow", "low"))
    assert same.words == "low certainty"


@MODEL.states("A rating is of all evidence: it does not count where some of it does not,")
def test_a_rating_is_of_all_evidence_that_was_there() -> None:
    later = study("b", people=150, risk="lowRisk").replace("2010", "2030")
    turtle = claim_turtle(evidence="evidence:a , evidence:b", ldn__certaintyRating="assessment:r")
    graph = (turtle, study("a", people=150, risk="highRisk"), later, rating("low"))
    (claim,) = claims_of(*graph)
    now, then = (audit_claims([claim], year).claims[0].certainty for year in (None, 2020))
    assert now is not None
    assert then is not None
    assert (now.rating is not None, then.rating) == (True, None)
    assert [why for _, why in then.set_aside] == ["it is of evidence that does not all count here"]


@MODEL.states("*no measurement among what counts* where some of the evidence does not, in an audit as of a year")
def test_what_does_not_count_is_not_unmeasured() -> None:
    (claim,) = claims_of(claim_turtle(evidence="evidence:a , evidence:s"), study("a", people=20), SEARCH)
    for some in (audit_claims([claim], 2000), audit_claims(without([claim], "a"))):
        certainty = some.claims[0].certainty
        assert certainty is not None
        assert certainty.words == "no measurement among what counts"


def test_indirect_evidence_alone_is_told_as_such() -> None:
    assert rated(study("a", indirect=("Population",))).sentence.startswith("By indirect evidence alone: ")
    assert "indirect" not in rated(study("a")).sentence


def test_a_rating_of_what_nobody_measured_is_shown_and_counts_for_nothing() -> None:
    certainty = rated(ldn__certaintyRating="assessment:r", more=rating("low"))
    assert (certainty.rating, certainty.best) == (None, None)
    assert [why for _, why in certainty.set_aside] == ["nothing is measured that it could be of"]


@MODEL.states("Of a claim that says what one study reported (`ldn:reportsOn`) it is of the effect,")
def test_what_is_said_of_a_report_is_of_the_effect() -> None:
    certainty = rated(study("a", people=20), ldn__reportsOn="source:a")
    assert certainty.sentence.startswith("Of the effect, and not of what was reported: ")


@MODEL.states("| `low-certainty` | Warning |")
@pytest.mark.parametrize(
    ("people", "risk", "changes", "raised"),
    [
        (40, "highRisk", {}, True),
        (40, "highRisk", {"ldn__wording": "ldn:proven"}, True),
        (40, "highRisk", {"ldn__wording": "ldn:hedged"}, False),
        (40, "highRisk", {"ldn__topic": "ldn:mechanism"}, False),
        (40, "highRisk", {"ldn__topic": "ldn:safety"}, True),
        (900, "lowRisk", {}, False),
        (900, "criticalRisk", {}, True),
    ],
)
def test_a_plain_claim_of_low_certainty_is_flagged(
    people: int, risk: str, changes: dict[str, str], raised: bool
) -> None:
    audited = audit_of(claim_turtle(evidence="evidence:a", **changes), study("a", people=people, risk=risk))
    assert ("low-certainty" in audited.flags) is raised
    unmeasured = audit_of(claim_turtle(), study("a"))
    assert "low-certainty" not in unmeasured.flags


def test_the_flag_gives_the_reason_of_the_person_who_set_the_certainty() -> None:
    set_low = rating("low", more='; rdfs:comment "They were few."@en')
    turtle = claim_turtle(evidence="evidence:a", ldn__certaintyRating="assessment:r"), study("a", people=900)
    finding = finding_of(audit_of(*turtle, set_low), "low-certainty")
    assert finding.message.endswith(" (set by urn:reader on 2026-11-28: They were few.)")
    assert "randomised" not in finding.message
    assert any("certaintyRating" in predicate for _, predicate, _ in finding.because)


# What becomes known only narrows it -------------------------------------------------------------

facts = st.fixed_dictionaries({
    "people": st.sampled_from([20, 150, 900]), "risk": st.sampled_from(["lowRisk", "someConcerns", "highRisk", "criticalRisk"]),
    "interval": st.sampled_from([("1.1", "2.0"), ("0.5", "2.0")]), "bearing": st.sampled_from(["supports", "refutes"]),
    "indirect": st.sampled_from([(), ("Population",), ("Population", "Outcome")]),
    "design": st.sampled_from([TRIAL, "crossoverTrial"]),
})  # fmt: skip
UNKNOWN = ("people", "risk", "interval")


@MODEL.states("The upper bound does not count against the evidence what nobody recorded")
@given(st.lists(facts, min_size=1, max_size=3), st.sampled_from(UNKNOWN), st.data())
def test_what_becomes_known_only_narrows_it(studies: list[dict[str, object]], field: str, data: st.DataObject) -> None:
    """Of studies with all known, some facts are taken away; then one is told again."""
    hidden = [{f: data.draw(st.booleans(), f) for f in UNKNOWN} for _ in studies]
    which = data.draw(st.integers(0, len(studies) - 1))
    hidden[which][field] = True

    def certainty(hide: list[dict[str, bool]]) -> Certainty:
        turtle = [
            study(f"s{n}", **{k: v for k, v in known.items() if not hide[n].get(k)})  # type: ignore[arg-type]
            for n, known in enumerate(studies)
        ]
        return rated(*turtle)

    before = certainty(hidden)
    hidden[which][field] = False
    after = certainty(hidden)
    assert before.lower is not None
    assert after.lower is not None
    assert before.upper is not None
    assert after.upper is not None
    assert before.lower <= after.lower <= after.upper <= before.upper


WORSE = {
    "lowRisk": "someConcerns",
    "someConcerns": "highRisk",
    "highRisk": "criticalRisk",
    "criticalRisk": "criticalRisk",
}


@given(st.lists(facts, min_size=1, max_size=3), st.integers(0, 2))
def test_a_worse_entry_never_raises_it(studies: list[dict[str, object]], which: int) -> None:
    def bounds(changed: list[dict[str, object]]) -> tuple[int, int]:
        certainty = rated(*(study(f"s{n}", **known) for n, known in enumerate(changed)))  # type: ignore[arg-type]
        assert certainty.lower is not None
        assert certainty.upper is not None
        return certainty.lower, certainty.upper

    which %= len(studies)
    worse = [dict(known) for known in studies]
    worse[which]["risk"] = WORSE[str(worse[which]["risk"])]
    assert all(after <= before for before, after in zip(bounds(studies), bounds(worse), strict=True))


# The shipped graph ------------------------------------------------------------------------------


def test_each_rating_by_hand_lies_in_its_interval(audit: Audit) -> None:
    set_by_hand = [c for c in audit.claims if c.claim.certainty_ratings]
    assert len(set_by_hand) >= 9
    for audited in set_by_hand:
        certainty = audited.certainty
        assert certainty is not None
        assert certainty.lower is not None
        assert certainty.upper is not None
        for by_hand in audited.claim.certainty_ratings:
            assert certainty.lower <= by_hand.level <= certainty.upper, audited.claim.id


def test_what_nobody_measured_in_the_shipped_graph(audit: Audit) -> None:
    unmeasured = {c.claim.id for c in audit.claims if c.certainty and not c.certainty.measured}
    assert {"C14", "C64", "C65"} <= unmeasured


def test_no_claim_of_efficacy_in_the_articles_diseases_is_above_low(audit: Audit) -> None:
    for audited in audit.claims:
        if audited.claim.topic == "efficacy" and audited.certainty:
            assert (audited.certainty.best or 0) <= 2, audited.claim.id


def test_each_step_rests_on_triples_of_the_graph(graph: object, audit: Audit) -> None:
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in graph.quads}  # type: ignore[attr-defined]
    domains: list[Domain] = [d for c in audit.claims if c.certainty for d in c.certainty.domains]
    assert domains
    for domain in domains:
        assert domain.reason
        assert set(domain.because) <= triples, domain


@MODEL.states("`ldn-graph claim ID` shows them, with what is missing for certainty to rise.")
def test_a_claim_says_how_sure_one_may_be_and_what_would_change_it() -> None:
    text = CliRunner().invoke(main, ["claim", "C79"]).stdout
    for words in (
        "very low certainty",
        "risk of bias",
        "publication bias",
        "to rise",
        "set by",
        "without          smith-2011",
    ):
        assert words in text
