"""The status rule: total, independent of order, monotone; and the same by two routes that share no code."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.status import explain_status, rate_support
from ldn_graph.audit.studies import Studies
from ldn_graph.model.claims import EvidenceLine, Source
from ldn_graph.model.graph import Graph
from ldn_graph.model.studies import NO_STUDY
from ldn_graph.model.vocab import (
    BEARINGS,
    DESIGNS,
    DIRECTNESS,
    IN_FAVOUR,
    NOTICE_KINDS,
    STANDINGS,
    STATUSES,
    TOPICS,
    WORDINGS,
)
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.resources import PACKAGE
from tests.conftest import DECLARATIONS, ENTITIES, SENTENCE_ONLY, claim_turtle, line_turtle, source_turtle

ORDER = {
    "contradicted": 0, "unchecked": 1, "unsupported": 1, "indirectly-supported": 2,
    "contested": 3, "partly-supported": 4, "supported": 5,
}  # fmt: skip


def make_source(name: str = "a", design: str | None = "cohort", **links: tuple[str, ...]) -> Source:
    blank = dict.fromkeys(field for field in Source._fields if field not in Source._field_defaults)
    return Source(**{
        **blank, "iri": f"urn:{name}", "id": name, "label": name, "design": design,
        "review_of": (), "same_study_as": (), "cites": (), "study": NO_STUDY, **links,
    })  # type: ignore[arg-type]  # fmt: skip


def make_line(bearing: str, directness: str, design: str | None, source: Source | None = None) -> EvidenceLine:
    return EvidenceLine("urn:line", source or make_source(), bearing, directness, (), design, False, None, None, ())


kinds = st.tuples(st.sampled_from(BEARINGS), st.sampled_from(DIRECTNESS), st.sampled_from([None, *DESIGNS]))
line_lists = st.lists(kinds.map(lambda k: make_line(*k)), max_size=6)
topics = st.sampled_from(TOPICS)


@given(line_lists, topics, st.booleans())
def test_the_rule_is_total(lines: list[EvidenceLine], topic: str, looked: bool) -> None:
    assert rate_support(lines, topic, looked_into=looked) in STATUSES


@given(line_lists, topics, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(
    lines: list[EvidenceLine], topic: str, looked: bool, random: object
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rate_support(shuffled, topic, looked_into=looked) == rate_support(lines, topic, looked_into=looked)


@given(line_lists, topics, st.booleans(), kinds.filter(lambda k: k[0] in IN_FAVOUR))
def test_a_line_in_favour_never_makes_a_claim_less_supported(
    lines: list[EvidenceLine], topic: str, looked: bool, more: tuple[str, str, str | None]
) -> None:
    before = rate_support(lines, topic, looked_into=looked)
    after = rate_support([*lines, make_line(*more)], topic, looked_into=True)
    assert ORDER[after] >= ORDER[before]


def test_all_pairs_of_lines_have_the_status_of_the_table() -> None:
    """The table of the model, written again as the table's own rows, against every pair of lines."""
    for kind, other in product(product(BEARINGS, DIRECTNESS, ("systematicReview", "animal", None)), repeat=2):
        lines = [make_line(*kind), make_line(*other)]
        direct = [b for b, d, _ in (kind, other) if d != "indirect"]
        yes = any(b in ("confirms", "supports") for b in direct)
        narrow = "qualifies" in direct
        no = any(b in ("disputes", "refutes") for b in direct)
        status = rate_support(lines, "efficacy", looked_into=True)
        expected = {
            (True, False): "supported",
            (True, True): "contested",
            (False, True): "contested" if narrow else "contradicted",
        }.get((yes, no), "partly-supported" if narrow else None)
        assert status == expected or (expected is None and status in ("indirectly-supported", "unsupported"))


@pytest.mark.parametrize(
    ("design_for", "design_against", "status"),
    [
        ("animal", None, "indirectly-supported"),
        ("animal", "inVitro", "unsupported"),
        ("cohort", "inVitro", "indirectly-supported"),
        (None, None, "indirectly-supported"),
        ("animal", "crossoverTrial", "unsupported"),
        ("crossoverTrial", "animal", "indirectly-supported"),
        (None, "animal", "unsupported"),
    ],
)
def test_indirect_support_falls_to_indirect_evidence_as_good(
    design_for: str | None, design_against: str | None, status: str
) -> None:
    lines = [make_line("qualifies", "indirect", design_for)]
    lines += [make_line("disputes", "indirect", design_against)] if design_against else []
    assert rate_support(lines, "efficacy", looked_into=True) == status


@pytest.mark.parametrize(
    ("topic", "design", "level"),
    [("epidemiology", "officialStatistics", 1), ("efficacy", "officialStatistics", None), ("dosing", "drugLabel", 1),
     ("practice", "drugLabel", None), ("mechanism", "systematicReview", 1), ("safety", "caseReport", 4)],
)  # fmt: skip
def test_a_design_has_a_level_only_for_questions_it_can_answer(topic: str, design: str, level: int | None) -> None:
    assert make_line("supports", "direct", design).level(topic) == level


def test_the_reason_says_where_indirect_support_was_outweighed() -> None:
    favour, against = make_line("qualifies", "indirect", "animal"), make_line("disputes", "indirect", "cohort")
    assert explain_status("unsupported", [against]) == "no source recorded here supports this claim"
    no_search = "; sources that address it were assessed, no search for others is recorded"
    for lines in ([against], [favour, against]):
        searched, not_searched = (explain_status("unsupported", lines, searched=s) for s in (True, False))
        assert not_searched == searched + no_search
    assert explain_status("unsupported", [], searched=False) == "no source recorded here supports this claim"
    assert "outweighs the indirect evidence for it" in explain_status("unsupported", [favour, against])


def test_a_review_and_the_trial_that_it_reviews_count_once() -> None:
    trial = make_source("trial", "randomisedControlledTrial")
    report = make_source("report", "expertOpinion", same_study_as=("urn:trial",))
    second = make_source("second", "cohort", same_study_as=("urn:trial",))
    review = make_source("review", "systematicReview", review_of=("urn:trial", "urn:other"))
    other_review = make_source("review2", "systematicReview", review_of=("urn:other",))
    free = make_source("free", "caseReport")

    def count(*sources: Source) -> int:
        return Studies((trial, report, second, review, other_review, free)).count(
            make_line("supports", "direct", s.design, s) for s in sources
        )

    assert count(trial, review) == 1
    assert count(trial, second) == 1
    assert count(trial, free, review) == 2
    assert count(review) == 1
    assert count(review, other_review) == 1
    assert count(report) == 0
    assert count() == 0


def sparql_statuses(graph: Graph) -> dict[str, str]:
    text = Path(PACKAGE, "queries", "claim-status.rq").read_text(encoding="utf-8")
    return {row["claim"].value: row["status"].value for row in graph.query(text)}  # type: ignore[index,union-attr]


def test_python_and_sparql_agree_on_the_shipped_graph(graph: Graph) -> None:
    by_rule = {c.claim.iri: c.status for c in audit_claims(read_claims(graph)).claims}
    assert by_rule == sparql_statuses(graph)
    assert set(by_rule.values()) == set(STATUSES)


reviewed = st.sampled_from([
    "", "", "; ldn:reviewedDesign ldn:caseReport", "; ldn:reviewedDesign ldn:crossoverTrial",
    "; ldn:reviewedDesign ldn:randomisedControlledTrial ; ldn:reviewedStudies 1",
    "; ldn:reviewedDesign ldn:cohort ; ldn:reviewedStudies 3", "; ldn:reviewedStudies 1",
])  # fmt: skip
people = st.sampled_from(["", "; ldn:participants 0", "; ldn:participants 40"])
null = st.sampled_from(["", "; ldn:nullWithoutInterval true", "; ldn:nullWithoutInterval false"])
predicates = st.sampled_from(["biolink:treats", "ldn:hasDailyDose", "ldn:adviceChangedOn", "ldn:combinableWith"])
triples = predicates.map(lambda predicate: {"rdf__predicate": predicate})
sentences = st.sampled_from(["", "entity:lupus"]).map(  # claims that are a sentence only, in a condition or in none
    lambda condition: {**SENTENCE_ONLY, "biolink__disease_context_qualifier": condition}
)


@st.composite
def standings(draw: st.DrawFn, source: str) -> str:
    """Whether a source still stands, in one of three cases, with up to three notices that may contradict it."""
    if draw(st.integers(0, 2)) > 0:
        return ""
    said = f"source:{source} ldn:standing ldn:{draw(st.sampled_from(STANDINGS))} ; "
    pieces = [said + 'ldn:standingAsOf "2026-06-10"^^xsd:date ; ldn:standingBy <https://example.org/list> .\n']
    for n, (kind, year) in enumerate(draw(st.lists(notices, max_size=3))):
        dated = f' ; dcterms:issued "{year}"^^xsd:gYear' if year else ""
        notice = f"<https://example.org/{source}-{n}>"
        pieces.append(
            f"source:{source} ldn:notice {notice} . {notice} a ldn:Notice ; ldn:noticeKind ldn:{kind}{dated} .\n"
        )
    return "".join(pieces)


notices = st.tuples(st.sampled_from(NOTICE_KINDS), st.none() | st.integers(2000, 2006))


@st.composite
def random_graphs(draw: st.DrawFn) -> str:
    """Up to four claims of both sorts over up to four sources, with lines and searches drawn at random."""
    designs = draw(st.lists(st.sampled_from([None, *DESIGNS]), min_size=1, max_size=4))
    pieces = [
        source_turtle(f"s{n}", design, str(2000 + n), draw(reviewed) + draw(people))
        if design
        else f"source:s{n} a ldn:Source .\n"
        for n, design in enumerate(designs)
    ]
    pieces += [draw(standings(f"s{n}")) for n in range(len(designs))]
    for n in range(draw(st.integers(1, 4))):
        names = []
        for m, (bearing, directness, own) in enumerate(draw(st.lists(kinds, max_size=5))):
            names.append(f"evidence:C{n}-{m}")
            more = (f"; ldn:studyDesign ldn:{own}" if own else "") + draw(reviewed) + draw(null)
            source = f"s{draw(st.integers(0, len(designs) - 1))}"
            pieces.append(line_turtle(f"C{n}-{m}", source, bearing, directness, more))
        if draw(st.booleans()):
            names.append(f"evidence:C{n}-search")
            pieces.append(f'evidence:C{n}-search a ldn:EvidenceSearch ; rdfs:comment "none found"@en .\n')
        pieces.append(
            claim_turtle(
                f"C{n}",
                evidence=" , ".join(names),
                ldn__topic=f"ldn:{draw(topics)}",
                ldn__wording=f"ldn:{draw(st.sampled_from(WORDINGS))}",
                **draw(triples | sentences),
            )
        )
    return DECLARATIONS + ENTITIES + "".join(pieces)


@given(random_graphs())
def test_python_and_sparql_agree_on_random_graphs(text: str) -> None:
    graph = parse_turtle(text)
    audit = audit_claims(read_claims(graph))
    assert {c.claim.iri: c.status for c in audit.claims} == sparql_statuses(graph)
    question = Path(PACKAGE, "queries", "overclaimed-claims.rq").read_text(encoding="utf-8")
    overclaimed = {row["claim"].value for row in graph.query(question)}  # type: ignore[index,union-attr]
    assert overclaimed == {c.claim.iri for c in audit.claims if "overclaimed" in c.flags}


def test_what_nothing_direct_stands_behind_is_what_the_portable_query_finds(graph: Graph) -> None:
    text = Path(PACKAGE, "queries", "unsupported-claims.rq").read_text(encoding="utf-8")
    unsupported = [row["claim"].value for row in graph.query(text)]  # type: ignore[index,union-attr]
    flagged = {c.claim.iri for c in audit_claims(read_claims(graph)).claims if "no-supporting-source" in c.flags}
    assert set(unsupported) == flagged
    assert len(unsupported) == len(flagged)
