"""What a summary of findings says: a row for each claim of efficacy or safety, from the audit, and nothing else."""

from __future__ import annotations

import pytest

from ldn_graph.audit.results import Audit
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.rdf.labels import read_labels
from ldn_graph.summaries.findings import NO_DESIGN, NOT_RATED, FindingsRow, body_lines, summarise_findings
from tests.conftest import claim_turtle, line_turtle, source_turtle
from tests.summaries.graphs import LUPUS, YOUNG, audit_of, small_graph, summary_of


def row_of(claim: str, graph: Graph, condition: str = LUPUS) -> FindingsRow:
    (row,) = (r for r in summary_of(graph, condition).rows if r.claim == claim)
    return row


def test_claims_of_efficacy_and_safety_have_rows_in_their_order_and_others_have_none() -> None:
    summary = summary_of(small_graph())
    assert [row.claim for row in summary.benefits] == ["C01", "C02"]
    assert [row.claim for row in summary.harms] == ["C03", None]
    assert summary.title == "Summary of findings: lupus"
    assert summary.subjects == ("low-dose naltrexone",)
    assert summary.judged_until == "2026-11-29"
    assert summary.articles == ("An article. 2023.",)
    assert summary.empty == ""


def test_a_narrower_condition_stands_before_the_outcome_and_has_a_summary_of_its_own() -> None:
    assert row_of("C03", small_graph()).name == "lupus in children: no harm"
    own = summary_of(small_graph(), YOUNG)
    assert [(row.claim, row.name) for row in own.rows] == [("C03", "no harm"), (None, "harms as s2 reports them")]
    assert own.condition == "lupus in children"


def test_the_outcome_is_the_object_with_its_direction_or_the_claim_where_that_is_a_condition() -> None:
    assert row_of("C01", small_graph("it helps")).outcome == "as claimed: it helps"
    assert row_of("C02", small_graph()).outcome == "flares, decreased"


def test_effects_are_as_printed_and_our_arithmetic_is_a_note() -> None:
    graph = small_graph()
    first, second, mouse = row_of("C01", graph).effects
    assert first.text == "risk ratio 0.84 (95 % interval 0.66 to 1.06); p 0.13 (4.5 mg; against placebo; 12 months)"
    assert second.words == "s1: pain: 88% v 40%; p 0.009"
    assert (first.counted, mouse.counted) == (True, False)
    assert "not counted" in mouse.words
    summary = summary_of(graph)
    assert "one in nine" not in row_of("C01", graph).effect
    assert [summary.notes[n - 1] for n in row_of("C01", graph).effect_notes] == [
        "our arithmetic, s1: about one in nine"
    ]


def test_studies_that_count_and_have_no_result_are_named() -> None:
    more = (
        "claim:C01 biolink:has_evidence evidence:e8 .\n",
        line_turtle("e8", "s8"),
        source_turtle("s8", "crossoverTrial"),
    )
    row = row_of("C01", small_graph("x", *more))
    assert row.without_result == ("s8",)
    assert row.effect_texts[-1] == "no result recorded of s8"
    assert row.studies == 2


def test_background_gives_no_effect() -> None:
    more = (
        line_turtle("e9", "s9", "givesBackground", "indirect", more="; ldn:usesResult result:s9-1"),
        source_turtle("s9", "randomisedControlledTrial", more="; ldn:result result:s9-1"),
        'result:s9-1 a ldn:Result ; rdfs:label "weight"@en ; ldn:finding "no change"@en .\n',
        "claim:C01 biolink:has_evidence evidence:e9 .\n",
    )
    assert [e.study for e in row_of("C01", small_graph("x", *more)).effects] == ["s1", "s1", "s3"]


def test_notes_give_each_domain_with_steps_and_reason_and_who_set_the_rating() -> None:
    graph = small_graph()
    summary, row = summary_of(graph), row_of("C01", graph)
    notes = [summary.notes[n - 1] for n in row.notes]
    (audited,) = (c for c in audit_of(graph).claims if c.claim.id == "C01")
    assert audited.certainty is not None
    for domain in audited.certainty.domains:
        assert any(note.startswith(f"{domain.name}, ") and note.endswith(domain.reason) for note in notes), domain.name
    assert notes[0] == "begins high"
    assert notes[-1] == "set by the second reader, 2026-11-29: one trial, well made (computed: very low to moderate)"
    assert (row.lower, row.upper, row.set_to, row.certainty) == (1, 3, 2, "low certainty")
    assert row.plain == "Claimed: claim C01. It may be so."


def test_the_same_note_has_one_number_and_all_numbers_are_used_in_the_order_of_reading() -> None:
    summary = summary_of(small_graph())
    used = [n for row in summary.rows for n in (*row.effect_notes, *row.notes)]
    assert list(dict.fromkeys(used)) == list(range(1, len(summary.notes) + 1))
    assert len(set(summary.notes)) == len(summary.notes)
    assert len(used) > len(summary.notes)


def test_nobody_has_measured_it_is_an_answer_of_its_own() -> None:
    row = row_of("C02", small_graph())
    assert (row.certainty, row.body, row.effect) == ("no measurement, no search recorded", "no study", "none measured")
    assert (row.lower, row.upper, row.notes) == (None, None, ())
    assert row.plain == "Claimed: claim C02. No measurement of this is recorded, and nobody recorded a search for one."
    assert row.status == "unchecked"


def test_what_has_no_design_is_not_said_to_be_unmeasured() -> None:
    more = (
        claim_turtle("C09", evidence="evidence:e9"),
        line_turtle("e9", "s9"),
        'source:s9 a ldn:Source ; dcterms:title "s9"@en .\n',
    )
    row = row_of("C09", small_graph("x", *more))
    assert (row.certainty, row.studies, row.body) == (NO_DESIGN, None, "not rated")


def test_harms_that_a_study_reports_have_a_row_with_its_name_those_of_mice_have_none() -> None:
    *_, row = summary_of(small_graph()).harms
    assert row.name == "harms as s2 reports them"
    assert sorted(row.reported) == ["no serious event: 0 of 12", "one rash"]
    assert (row.certainty, row.people, row.status) == (NOT_RATED, 12, "no claim")
    assert "mice lost weight" not in str(summary_of(small_graph()))


def test_the_studies_that_count_are_those_of_the_certainty(audit: Audit) -> None:
    measured = [c for c in audit.claims if c.certainty and c.certainty.measured]
    assert len(measured) > 20
    for audited in measured:
        assert audited.certainty is not None
        assert len(body_lines(audited)) == audited.certainty.studies, audited.claim.id


def test_only_what_was_published_by_a_year_counts() -> None:
    graph = small_graph()
    row = next(r for r in summary_of(graph, as_of=2009).rows if r.claim == "C01")
    assert (row.certainty, row.effects) == ("no measurement among what counts", ())
    assert summary_of(graph, as_of=2009).facts[-1] == ("as of", "the end of 2009")


@pytest.mark.parametrize("condition", [PREFIXES["entity"] + "asthma", "https://example.org/nothing"])
def test_a_condition_without_such_claims_says_so(condition: str) -> None:
    summary = summary_of(small_graph(), condition)
    assert summary.rows == summary.notes == summary.studies == ()
    assert summary.empty.startswith("no claim of efficacy or safety is made on ")


def test_without_labels_the_last_part_of_an_iri_stands() -> None:
    graph = small_graph()
    summary = summarise_findings(audit_of(graph), LUPUS)
    assert summary.condition == "lupus"
    assert any(note.startswith("set by reader, ") for note in summary.notes)
    assert read_labels(graph, [None, "https://example.org/unknown"]) == {"https://example.org/unknown": "unknown"}
    assert read_labels(graph, ["https://example.org/reader"]) == {"https://example.org/reader": "the second reader"}
    assert read_labels(graph, []) == {}


def test_every_figure_of_the_shipped_graph_is_printed_by_a_study(audit: Audit) -> None:
    """No computation of ours is an effect: each effect's text is made of what its result has as printed."""
    summaries = [summarise_findings(audit, PREFIXES["entity"] + name) for name in ("crohns-disease", "lupus")]
    effects = [effect for summary in summaries for row in summary.rows for effect in row.effects]
    assert len(effects) > 20
    computed = [effect for effect in effects if effect.arithmetic]
    assert computed
    for effect in computed:
        assert str(effect.arithmetic) not in effect.words


# Rows by outcome ---------------------------------------------------------------------------------------

BODIES = (
    'body:b1 a ldn:BodyOfEvidence ; rdfs:label "flares in a year"@en ; ldn:condition entity:lupus ; ldn:outcome entity:flares ; '
    "ldn:topic ldn:efficacy ; ldn:includesResult result:s1-1 .\n",
    'body:b2 a ldn:BodyOfEvidence ; rdfs:label "harm"@en ; ldn:condition entity:young-lupus ; ldn:outcome entity:harm ; '
    "ldn:topic ldn:safety ; biolink:has_evidence evidence:s9 .\n",
    'body:b3 a ldn:BodyOfEvidence ; rdfs:label "breath"@en ; ldn:condition entity:asthma ; ldn:outcome entity:harm ; '
    "ldn:topic ldn:efficacy .\n",
    'evidence:s9 a ldn:EvidenceSearch ; rdfs:comment "harms in children: none found"@en ; ldn:searchedIn "a database"@en .\n',
)  # fmt: skip


def test_an_outcome_has_a_row_before_those_of_the_claims() -> None:
    graph = small_graph("x", *BODIES)
    summary = summary_of(graph)
    assert [name for name, _ in summary.sections] == [
        "Benefits by outcome", "Harms by outcome", "Benefits claimed", "Harms claimed and reported",
    ]  # fmt: skip
    (flares,), (harm,) = summary.outcome_benefits, summary.outcome_harms
    assert (flares.claim, flares.name, flares.studies, flares.people) == (None, "flares in a year", 1, 120)
    assert [effect.study for effect in flares.effects] == ["s1"]
    assert flares.certainty == "very low to moderate certainty"
    assert (harm.name, harm.certainty) == ("lupus in children: harm", "nobody has measured this")
    assert summary.notes[harm.notes[-1] - 1] == "searched: harms in children: none found"
    assert [row.name for row in summary_of(graph, PREFIXES["entity"] + "asthma").rows] == ["breath"]
    first = 'body:a0 a ldn:BodyOfEvidence ; rdfs:label "pain"@en ; ldn:condition entity:young-lupus ; '
    narrower = first + "ldn:outcome entity:harm ; ldn:topic ldn:efficacy .\n"
    both = summary_of(small_graph("x", *BODIES, narrower)).outcome_benefits
    assert [row.name for row in both] == ["flares in a year", "lupus in children: pain"]


def test_an_outcome_is_of_what_was_published_by_the_year() -> None:
    summary = summary_of(small_graph("x", *BODIES), as_of=2009)
    assert [row.certainty for row in summary.outcome_benefits] == ["no measurement among what counts"]
