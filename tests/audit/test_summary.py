"""What an audit counts: claims by status, as published and by flag, each claim once; and two parts put together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.published import AS_PUBLISHED
from ldn_graph.audit.results import Audit
from ldn_graph.model.vocab import FLAGS, STATUSES
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

SEARCHED = "evidence:search"
SEARCH = 'evidence:search a ldn:EvidenceSearch ; rdfs:comment "none found"@en .\n'
PMID = '; bibo:pmid "99999991"'
"""Of no paper: so far it has not been given."""
SOURCES = (
    source_turtle("s1", more=PMID)
    + source_turtle("s2", "animal", more=PMID.replace("1", "2"))
    + line_turtle("e1", "s1")
    + line_turtle("e2", "s2", "refutes")
)
THREE = (
    claim_turtle("C1", evidence="evidence:e1", cito__citesAsEvidence="source:s1", ldn__topic="ldn:mechanism"),
    claim_turtle("C2", evidence=f"evidence:e1 , evidence:e2 , {SEARCHED}", ldn__topic="ldn:mechanism"),
    claim_turtle("C3"),
)


def audit_of(*claims: str, as_of: int | None = None) -> Audit:
    return audit_claims(read_claims(parse_turtle(DECLARATIONS + ENTITIES + SOURCES + SEARCH + "".join(claims))), as_of)


def nonzero(counts: object) -> dict[str, int]:
    return {name: n for name, n in counts.items() if n}  # type: ignore[attr-defined]


def test_claims_are_counted_by_status_and_as_published() -> None:
    audit = audit_of(*THREE)
    assert nonzero(audit.count_statuses()) == {"supported": 1, "contested": 1, "unchecked": 1}
    assert nonzero(audit.count_as_published()) == {"cited": 1, "no_reference": 2}
    assert (tuple(audit.count_statuses()), tuple(audit.count_as_published())) == (STATUSES, AS_PUBLISHED)
    assert audit.checked == 2


def test_a_claim_with_two_findings_of_a_flag_counts_once() -> None:
    quantities = "".join(
        f'quantity:{name} a ldn:Quantity ; ldn:ofWhat "{what}"@en ; ldn:low {n} ; ldn:high {n} ; ldn:unit "1" .\n'
        for name, what, n in (("a", "x", 1), ("b", "y", 1), ("fa", "x", 9), ("fb", "y", 9))
    )
    line = line_turtle("e9", "s1", more="; ldn:quantity quantity:fa , quantity:fb")
    audit = audit_of(claim_turtle("C1", line + quantities, "evidence:e9", ldn__quantity="quantity:a , quantity:b"))
    assert [f.rule for f in audit.findings].count("number-mismatch") == 2
    assert audit.claims[0].flags.count("number-mismatch") == 1
    assert audit.count_flags()["number-mismatch"] == 1


def test_flags_are_counted_and_stand_in_the_order_of_the_vocabulary() -> None:
    audit = audit_of(*THREE)
    assert tuple(audit.count_flags()) == tuple(FLAGS)
    assert nonzero(audit.count_flags()) == {
        "no-supporting-source": 1, "uncited": 2, "one-line-decides": 2, "single-study": 2, "not-searched": 1,
    }  # fmt: skip
    for audited in audit.claims:
        assert list(audited.flags) == sorted(audited.flags, key=list(FLAGS).index)


def test_findings_come_by_rule_the_gravest_first_and_then_by_claim() -> None:
    found = [(f.rule, f.claim) for f in audit_of(*THREE).findings]
    assert found == [
        ("no-supporting-source", "C3"), ("uncited", "C2"), ("uncited", "C3"), ("one-line-decides", "C1"),
        ("one-line-decides", "C2"), ("single-study", "C1"), ("single-study", "C2"), ("not-searched", "C1"),
    ]  # fmt: skip


def test_a_summary_says_all_of_it() -> None:
    audit = replace(audit_of(*THREE, as_of=2015), selected_from=7, without=("x",))
    summary = audit.summary
    assert (summary.claims, summary.checked, summary.as_of) == (3, 2, 2015)
    assert (summary.selected_from, summary.without) == (7, ("x",))
    assert summary.status == audit.count_statuses()
    assert summary.as_published == audit.count_as_published()
    assert summary.flags == audit.count_flags()


@pytest.mark.parametrize(
    ("claims", "worst"),
    [
        ((), None),
        ((THREE[2],), "Violation"),
        ((claim_turtle("C1", evidence="evidence:e1"),), "Warning"),
        ((THREE[0],), "Info"),
        ((claim_turtle("C1", cito__citesAsEvidence="source:s1", ldn__topic="ldn:mechanism", evidence=f"evidence:e1 , evidence:e3 , {SEARCHED}", more=source_turtle("s3", more=PMID.replace("1", "3")) + line_turtle("e3", "s3")),), None),
    ],
)  # fmt: skip
def test_the_worst_is_the_gravest_severity(claims: tuple[str, ...], worst: str | None) -> None:
    audit = audit_of(*claims)
    assert audit.worst() == audit.summary.worst() == worst


def test_the_parts_of_an_audit_add_up_to_the_whole() -> None:
    whole = audit_of(*THREE)
    first, rest = replace(whole, claims=whole.claims[:1]), replace(whole, claims=whole.claims[1:])
    parts = first.summary_of_part, rest.summary_of_part
    assert parts[0].plus(parts[1]) == parts[1].plus(parts[0]) == whole.summary_of_part
    assert parts[0] != whole.summary_of_part
    assert whole.summary.standings is not None, "which sources there are behind all claims"
    assert whole.summary.standings.sources == 2
