"""Lines that dispute nothing, levels of reviews, and the flags that say what a status rests on."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.documents import line_fields
from ldn_graph.audit.dossier import claim_text, describe_line, evidence_groups, line_facts
from ldn_graph.audit.results import ClaimAudit
from ldn_graph.audit.status import SIDES, decisive_lines, side_of
from ldn_graph.cli import main
from ldn_graph.model.vocab import PREDICATES, PREDICATES_WITHOUT_LEVEL
from tests.audit.test_model_rules import MODEL, SEARCH, audit_lines, audit_of, claims_of, finding_of
from tests.conftest import claim_turtle, line_turtle, source_turtle

NULL = "; ldn:nullWithoutInterval true"
TRIAL = "randomisedControlledTrial"


def audit_two(first: str, second: str, *, more: str = "", **changes: str) -> ClaimAudit:
    """A claim with the lines ``evidence:a`` and ``evidence:b``, each given with its source in Turtle."""
    return audit_of(claim_turtle(evidence="evidence:a , evidence:b", **changes), first, second, more)


def audit_one(bearing: str, line: str = "", source: str = "", design: str = TRIAL, **changes: str) -> ClaimAudit:
    """A claim with one direct line."""
    turtle = line_turtle("a", "s", bearing, "direct", line), source_turtle("s", design, more=source)
    return audit_of(claim_turtle(evidence="evidence:a", **changes), *turtle)


# Levels -----------------------------------------------------------------------------------------


@MODEL.states(
    "A systematic review is of no better level than what it includes, where that is recorded:",
    "`ldn:reviewedDesign` is the best design among the studies that it includes",
    "A review of several randomised studies has level 1, and one of a single randomised study level 2.",
)
@pytest.mark.parametrize(
    ("line", "source", "level"),
    [
        ("", "", 1),
        ("", f"; ldn:reviewedDesign ldn:{TRIAL}", 1),
        ("", f"; ldn:reviewedDesign ldn:{TRIAL} ; ldn:reviewedStudies 7", 1),
        ("", f"; ldn:reviewedDesign ldn:{TRIAL} ; ldn:reviewedStudies 1", 2),
        ("", "; ldn:reviewedDesign ldn:crossoverTrial ; ldn:reviewedStudies 2", 1),
        ("", "; ldn:reviewedDesign ldn:cohort ; ldn:reviewedStudies 9", 3),
        ("", "; ldn:reviewedDesign ldn:caseReport", 4),
        ("", "; ldn:reviewedStudies 1", 1),
        # what a claim is about is a part of the review: the line goes before the source
        (f"; ldn:reviewedDesign ldn:{TRIAL} ; ldn:reviewedStudies 1", f"; ldn:reviewedDesign ldn:{TRIAL} ; ldn:reviewedStudies 2", 2),
        ("; ldn:reviewedDesign ldn:caseSeries", f"; ldn:reviewedDesign ldn:{TRIAL}", 4),
        (f"; ldn:reviewedDesign ldn:{TRIAL}", f"; ldn:reviewedDesign ldn:{TRIAL} ; ldn:reviewedStudies 1", 1),
    ],
)  # fmt: skip
def test_a_review_is_of_no_better_level_than_what_it_includes(line: str, source: str, level: int) -> None:
    assert audit_one("supports", line, source, "systematicReview").best_level_for == level


def test_what_is_recorded_of_reviews_counts_for_no_other_design() -> None:
    assert audit_one("supports", source="; ldn:reviewedDesign ldn:caseReport", design="cohort").best_level_for == 3


@MODEL.states("states arithmetic, a convention or reported advice: no line of it has a level.")
def test_some_predicates_have_no_levels_and_are_never_overclaimed() -> None:
    assert set(PREDICATES_WITHOUT_LEVEL) <= set(PREDICATES)
    for name in PREDICATES:
        changes = {"rdf__predicate": f"ldn:{name}", "ldn__wording": "ldn:proven"}
        audited = audit_one("supports", design="cohort", **changes)
        without = name in PREDICATES_WITHOUT_LEVEL
        assert (audited.best_level_for is None) is without, name
        assert ("overclaimed" in audited.flags) is not without, name
        better = audit_of(
            claim_turtle(evidence="evidence:a , evidence:b", **changes),
            line_turtle("a", "s", "supports", "indirect", "; ldn:indirectness ldn:otherOutcome"),
            line_turtle("b", "t", "disputes", "indirect", "; ldn:indirectness ldn:otherOutcome"),
            source_turtle("s", TRIAL),
            source_turtle("t", "animal"),
        )
        assert better.status == ("unsupported" if without else "indirectly-supported"), "all rank alike"


# What disputes nothing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bearing", "line", "source", "design", "side", "heading"),
    [
        ("confirms", "", "", TRIAL, "for", "for"),
        ("supports", "", "", "caseSeries", "for", "for"),
        ("qualifies", "", "", TRIAL, "narrower", "for a narrower version"),
        ("qualifies", "", "", "narrativeReview", "narrower", "for a narrower version"),
        ("qualifies", "", "", "caseSeries", "weaker", "for, by studies that compared nobody"),
        ("disputes", "", "", TRIAL, "against", "against"),
        ("refutes", NULL, "", TRIAL, "no-difference", "no difference seen, without an interval: counts neither way"),
        ("disputes", "", "; ldn:participants 0", TRIAL, "no-participants", "without participants: counts neither way"),
        ("supports", "", "; ldn:participants 0", TRIAL, "no-participants", "without participants: counts neither way"),
        ("leavesOpen", "", "; ldn:participants 0", TRIAL, "open", "open"),
        ("givesBackground", "", "", TRIAL, "background", "background"),
    ],
)
def test_a_line_stands_in_the_dossier_under_what_it_counts_as(
    bearing: str, line: str, source: str, design: str, side: str, heading: str
) -> None:
    audited = audit_one(bearing, line, source, design)
    assert side_of(audited.lines[0]) == side
    groups = {name: len(lines) for name, lines in evidence_groups(audited)}
    assert {name for name, number in groups.items() if number} == {heading}
    assert {"for", "against"} <= set(groups), "that there is nothing is said too"
    assert f"\n{heading} (1)\n" in claim_text(audited, 120)
    neither = side in ("no-difference", "no-participants")
    assert neither is (
        ("disputes nothing" in (said := describe_line(audited.lines[0], "efficacy"))) or "neither" in said
    )


def test_with_nulls_counted_a_null_stands_against() -> None:
    turtle = line_turtle("a", "s", "disputes", "direct", NULL), source_turtle("s", TRIAL)
    claims = claims_of(claim_turtle(evidence="evidence:a"), *turtle)
    sides = [side_of(audit_claims(claims, nulls_dispute=counted).claims[0].lines[0]) for counted in (False, True)]
    assert sides == ["no-difference", "against"]
    assert set(sides) <= set(SIDES)


@MODEL.states(
    "A line against that has `ldn:nullWithoutInterval true`",
    "Neither does one of a source with `ldn:participants 0`, a trial that never ran.",
    "Both leave the claim open, and show that somebody looked.",
)
@pytest.mark.parametrize(
    ("line", "source", "counts"),
    [
        ("", "", True),
        (NULL, "", False),
        ("; ldn:nullWithoutInterval false", "", True),
        ("", "; ldn:participants 0", False),
        ("", "; ldn:participants 1", True),
    ],
)
@pytest.mark.parametrize("bearing", ["disputes", "refutes"])
def test_a_null_without_an_interval_and_a_trial_without_people_dispute_nothing(
    bearing: str, line: str, source: str, counts: bool
) -> None:
    alone = audit_one(bearing, line, source, ldn__reportsOn="source:s")
    assert alone.status == ("contradicted" if counts else "unsupported")
    assert ("misreported" in alone.flags) is counts
    assert (alone.best_level_against is not None) is counts
    beside = audit_two(
        line_turtle("a", "s", bearing, "direct", line) + source_turtle("s", TRIAL, more=source),
        line_turtle("b", "t") + source_turtle("t"),
    )
    assert beside.status == ("contested" if counts else "supported")


@MODEL.states("With `ldn-graph audit --nulls-dispute` the first kind counts as against.")
def test_nulls_dispute_where_that_is_asked_for(tmp_path: object) -> None:
    claims = claims_of(
        claim_turtle("C1", evidence="evidence:a"),
        claim_turtle("C2", evidence="evidence:b"),
        line_turtle("a", "s", "disputes", "direct", NULL),
        line_turtle("b", "t", "disputes"),
        source_turtle("s"),
        source_turtle("t", more="; ldn:participants 0"),
    )
    assert [c.status for c in audit_claims(claims).claims] == ["unsupported", "unsupported"]
    assert [c.status for c in audit_claims(claims, nulls_dispute=True).claims] == ["contradicted", "unsupported"]
    plain = CliRunner().invoke(main, ["audit"]).stdout
    counted = CliRunner().invoke(main, ["audit", "--nulls-dispute"]).stdout
    assert "nulls without an interval counted as against" in counted
    assert plain.splitlines()[0] in counted.splitlines()[0]
    assert plain != counted


# Flags ------------------------------------------------------------------------------------------


@MODEL.states("| `rests-on-unread` | Warning |")
@pytest.mark.parametrize(
    ("bearing", "read", "raised"),
    [
        ("supports", "notRead", True),
        ("qualifies", "notRead", True),
        ("refutes", "notRead", True),
        ("supports", "abstract", False),
        ("leavesOpen", "notRead", False),
        ("givesBackground", "notRead", False),
    ],
)
def test_a_status_that_rests_on_what_nobody_read_is_flagged(bearing: str, read: str, raised: bool) -> None:
    assert ("rests-on-unread" in audit_one(bearing, source=f"; ldn:readAs ldn:{read}").flags) is raised


@MODEL.states(
    "| `background-quotation` | Warning |",
    "What the quoted words are in their source may be said on the passage",
    "`ldn:ownResult`, `ldn:backgroundStatement` (what was known,",
    "Background carries no finding of the source",
)
@pytest.mark.parametrize(
    ("bearing", "roles", "raised"),
    [
        ("supports", ["backgroundStatement"], True),
        ("qualifies", ["backgroundStatement", "backgroundStatement"], True),
        ("refutes", ["backgroundStatement"], True),
        ("supports", ["backgroundStatement", "ownResult"], False),
        ("supports", ["backgroundStatement", ""], False),
        ("supports", ["methodStatement"], False),
        ("supports", ["speculation"], False),
        ("supports", [], False),
        ("givesBackground", ["backgroundStatement"], False),
        ("leavesOpen", ["backgroundStatement"], False),
    ],
)
def test_a_line_for_or_against_that_quotes_background_alone_is_flagged(
    bearing: str, roles: list[str], raised: bool
) -> None:
    passages = ", ".join(
        f"[ a oa:SpecificResource {f'; ldn:quotationRole ldn:{role}' if role else ''} ; "
        f'oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "some quoted words" ] ]'
        for role in roles
    )
    audited = audit_one(bearing, f"; ldn:foundAt {passages}" if roles else "")
    assert ("background-quotation" in audited.flags) is raised
    assert [role or "" for _, role in audited.lines[0].quoted] == sorted(roles, key=lambda r: (r == "", r)) or len(
        audited.lines[0].quoted
    ) == len(roles)
    fields = line_fields(audited.lines[0], "efficacy")
    assert sorted(fields["quotation_roles"], key=str) == sorted([role or None for role in roles], key=str)
    said = [label for label, _ in line_facts(audited.lines[0], "efficacy")]
    assert ("quoted (background)" in said) is ("backgroundStatement" in roles)


def test_a_line_that_does_not_decide_may_be_unread() -> None:
    audited = audit_two(
        line_turtle("a", "s", "qualifies") + source_turtle("s", more="; ldn:readAs ldn:notRead"),
        line_turtle("b", "t", "supports") + source_turtle("t"),
    )
    assert audited.status == "supported"
    assert "rests-on-unread" not in audited.flags
    indirect = "; ldn:indirectness ldn:otherOutcome"
    weighed = audit_two(
        line_turtle("a", "s", "qualifies", "indirect", indirect) + source_turtle("s", "animal"),
        line_turtle("b", "t", "disputes", "indirect", indirect) + source_turtle("t", more="; ldn:readAs ldn:notRead"),
    )
    assert weighed.status == "unsupported"
    assert "rests-on-unread" in weighed.flags, "what outweighs the rest decides"


@MODEL.states("| `outcome-switched` | Warning |", "| `registered-late` | Warning |")
@pytest.mark.parametrize(
    ("bearing", "source", "flags"),
    [
        ("supports", "; ldn:outcomeSwitched true", {"outcome-switched"}),
        ("supports", "; ldn:outcomeSwitched false", set()),
        ("refutes", "; ldn:outcomeSwitched true", set()),
        ("supports", "; ldn:registrationTiming ldn:afterStart", {"registered-late"}),
        ("qualifies", "; ldn:registrationTiming ldn:afterCompletion", {"registered-late"}),
        ("supports", "; ldn:registrationTiming ldn:beforeStart", set()),
        ("refutes", "; ldn:registrationTiming ldn:afterStart", set()),
        ("givesBackground", "; ldn:registrationTiming ldn:afterStart ; ldn:outcomeSwitched true", set()),
    ],
)
def test_studies_that_switched_their_outcome_or_registered_late_are_flagged(
    bearing: str, source: str, flags: set[str]
) -> None:
    assert {"outcome-switched", "registered-late"} & {*audit_one(bearing, source=source).flags} == flags


def other_judgement(bearing: str, directness: str = "direct") -> str:
    return (
        f"assessment:other a ldn:Judgement ; ldn:bearing ldn:{bearing} ; ldn:directness ldn:{directness} ; "
        'prov:wasAttributedTo <urn:reader> ; dcterms:created "2026-11-28"^^xsd:date .\n'
    )


@MODEL.states("| `readers-differ` | Warning |")
@pytest.mark.parametrize(
    ("bearing", "other", "directness", "raised"),
    [
        ("supports", "qualifies", "direct", "partly-supported"),
        ("supports", "confirms", "direct", None),
        ("supports", "supports", "indirect", "indirectly-supported"),
        ("leavesOpen", "refutes", "direct", "contradicted"),
        ("leavesOpen", "givesBackground", "direct", "unchecked"),
    ],
)
def test_a_status_that_another_reader_would_change_is_flagged(
    bearing: str, other: str, directness: str, raised: str | None
) -> None:
    turtle = (
        line_turtle("a", "s", bearing, more="; ldn:otherJudgement assessment:other"),
        source_turtle("s"),
        other_judgement(other, directness),
    )
    audited = audit_of(claim_turtle(evidence="evidence:a"), *turtle)
    assert ("readers-differ" in audited.flags) is bool(raised)
    if raised:
        finding = finding_of(audited, "readers-differ")
        assert finding.message.startswith(f"{raised} by another reader (urn:reader), who judged otherwise: s")
        assert any("assessment/other" in triple[0] for triple in finding.because)


def readers_differ(*judged: tuple[str, str, str, str]) -> list[str]:
    """What is said of two lines in favour, ``a`` and ``b``: each line, reader, bearing and day of a judgement."""
    others: dict[str, str] = {"a": "", "b": ""}
    turtle = ""
    for n, (line, reader, bearing, day) in enumerate(judged):
        others[line] += f"; ldn:otherJudgement assessment:j{n} "
        who = f"; prov:wasAttributedTo <https://example.org/{reader}>" if reader else ""
        turtle += (
            f"assessment:j{n} a ldn:Judgement ; ldn:bearing ldn:{bearing} ; ldn:directness ldn:direct {who} ; "
            f'dcterms:created "{day}"^^xsd:date .\n'
        )
    lines = "".join(
        line_turtle(e, f"s-{e}", "supports", more=more) + source_turtle(f"s-{e}") for e, more in others.items()
    )
    audited = audit_of(claim_turtle(evidence="evidence:a , evidence:b"), lines, turtle)
    return [f.message.partition(":")[0] for f in audited.findings if f.rule == "readers-differ"]


def test_one_reader_at_a_time_is_put_in_the_place_of_the_adopted_one() -> None:
    day, later = "2026-11-27", "2026-11-28"
    against = [(line, "reader", "refutes", day) for line in "ab"]
    assert readers_differ(*against) == ["contradicted by another reader (reader), who judged otherwise"]
    assert readers_differ(("a", "one", "leavesOpen", day), ("b", "two", "leavesOpen", day)) == []
    assert readers_differ(
        ("a", "two", "supports", day), ("a", "one", "refutes", day), ("b", "two", "supports", day)
    ) == ["contested by another reader (one), who judged otherwise"]
    each = [("a", "one", "refutes", day), ("b", "", "refutes", day), ("b", "two", "refutes", day)]
    assert [message.split(", ")[0] for message in readers_differ(*each)] == [
        "contested by another reader (one)",
        "contested by another reader (two)",
        "contested by another reader (not named)",
    ]
    for before, after, told in (("refutes", "supports", 0), ("supports", "refutes", 1)):
        assert len(readers_differ(("a", "one", after, later), ("a", "one", before, day))) == told


@MODEL.states("| `null-without-interval` | Info |")
def test_a_null_without_an_interval_says_what_it_would_change() -> None:
    assert finding_of(audit_one("disputes", NULL), "null-without-interval").message.endswith("would be contradicted")
    beside = audit_two(
        line_turtle("a", "s", "disputes", "direct", NULL) + source_turtle("s"),
        line_turtle("b", "t", "refutes") + source_turtle("t"),
    )
    assert finding_of(beside, "null-without-interval").message.endswith("it changes nothing")
    for bearing, more in (("supports", NULL), ("disputes", "")):
        assert "null-without-interval" not in audit_one(bearing, more).flags
    indirect = line_turtle("a", "s", "disputes", "indirect", NULL + "; ldn:indirectness ldn:otherOutcome")
    assert (
        "null-without-interval" not in audit_of(claim_turtle(evidence="evidence:a"), indirect, source_turtle("s")).flags
    )


@MODEL.states("| `one-line-decides` | Info |")
@pytest.mark.parametrize(
    ("lines", "without"),
    [
        (["supports"], ["unchecked"]),
        (["supports", "supports"], []),
        (["supports", "qualifies"], ["partly-supported"]),
        (["supports", "refutes"], ["contradicted", "supported"]),
        (["supports", "supports", "refutes"], ["supported"]),
        (["supports", "qualifies", "refutes", "disputes"], []),
        ([("supports", "indirect", "cohort"), ("refutes", "indirect", "animal")], ["unsupported"]),
        (["leavesOpen"], ["unchecked"]),
        (["leavesOpen", "leavesOpen"], []),
        (["givesBackground"], []),
        ([], []),
    ],
)
def test_each_line_whose_loss_changes_the_status_is_named(
    lines: list[str | tuple[str, ...]], without: list[str]
) -> None:
    audited = audit_lines(*lines)
    assert sorted(status for _, status in decisive_lines(audited.claim, audited.lines, audited.status)) == without
    assert ("one-line-decides" in audited.flags) is bool(without)


def test_what_decides_is_found_by_taking_each_line_away() -> None:
    """The same by a second route: audits of the claim without each of its lines."""
    bearings = [
        "supports",
        "qualifies",
        "refutes",
        "leavesOpen",
        ("supports", "indirect"),
        ("refutes", "indirect", "animal"),
    ]
    for lines in ([one, two, three] for one in bearings for two in bearings for three in bearings):
        audited = audit_lines(*lines)
        named = {e.iri: status for e, status in decisive_lines(audited.claim, audited.lines, audited.status)}
        changed = {}
        for line in audited.claim.lines:
            rest = tuple(e for e in audited.claim.lines if e is not line)
            (again,) = audit_claims([audited.claim._replace(lines=rest)]).claims
            if again.status != audited.status:
                changed[line.iri] = again.status
        assert named == changed, lines


@MODEL.states("| `design-unknown` | Info |")
def test_a_source_without_a_design_is_not_overclaimed_but_unknown() -> None:
    bare = "source:s a ldn:Source .\n"
    for bearing, wording, unknown, overclaimed in (
        ("supports", "asserted", True, False),
        ("supports", "proven", True, False),
        ("qualifies", "asserted", True, False),
        ("qualifies", "proven", True, True),
        ("refutes", "asserted", True, True),
        ("givesBackground", "asserted", False, False),
        ("leavesOpen", "hedged", True, False),
        ("supports", "unjudged", True, False),
        ("refutes", "unjudged", True, False),
    ):
        turtle = (
            claim_turtle(evidence="evidence:a", ldn__wording=f"ldn:{wording}"),
            line_turtle("a", "s", bearing),
            bare,
        )
        audited = audit_of(*turtle)
        assert ("design-unknown" in audited.flags, "overclaimed" in audited.flags) == (unknown, overclaimed), turtle
        if unknown:
            not_judged = "was not judged" in finding_of(audited, "design-unknown").message
            assert not_judged is (
                bearing in ("supports", "qualifies") and not overclaimed and wording not in ("hedged", "unjudged")
            ), "of an unjudged wording that is said by its own flag"
    strong = audit_two(line_turtle("a", "s") + bare, line_turtle("b", "t") + source_turtle("t"), more=SEARCH)
    assert "overclaimed" not in strong.flags
    assert "not judged" not in finding_of(strong, "design-unknown").message
