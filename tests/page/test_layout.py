"""Where lanes lie: what they share keeps them together, and there is air between those that share nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.model.vocab import STATUSES
from ldn_graph.page.layout import ROW, arrange, end_words
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from tests.conftest import DECLARATIONS, claim_turtle, line_turtle, source_turtle

KINDS = {"d": "Drug", "p": "Population", "m": "Mechanism", "c": "Condition"}
"""The kind of an entity by the letter that its name begins with."""


def audit_of(*claims: str, more: str = "") -> Audit:
    """The audit of claims written as *subject mechanism condition*, of which one may be left out: ``-``."""
    pieces, names = [], set()
    for n, text in enumerate(claims, 1):
        subject, middle, condition = text.split()
        names |= {subject, middle, condition} - {"-"}
        changes = {
            "rdf__subject": f"entity:{subject}",
            "rdf__object": f"entity:{condition if middle == '-' else middle}",
        }
        if middle != "-" and condition != "-":
            changes["biolink__disease_context_qualifier"] = f"entity:{condition}"
        pieces.append(claim_turtle(f"C{n}", **changes))
    entities = (f'entity:{name} a ldn:{KINDS[name[0]]} ; rdfs:label "{name}"@en .\n' for name in sorted(names))
    return audit_claims(read_claims(parse_turtle(DECLARATIONS + "".join([*entities, *pieces, more]))))


def lanes_of(*claims: str) -> list[tuple[str, int]]:
    """The claims from the top, as they were written, each with its height."""
    audit = audit_of(*claims)
    ends = [node for node in arrange(audit).nodes if str(node["id"]).startswith("c")]
    ends.sort(key=lambda node: int(str(node["y"])))
    return [(claims[int(str(node["id"])[1:])], int(str(node["y"]))) for node in ends]


def order_of(*claims: str) -> list[str]:
    return [claim for claim, _ in lanes_of(*claims)]


def gaps_of(*claims: str) -> list[int]:
    """How much air there is above each lane but the first, besides the height of a row."""
    heights = [height for _, height in lanes_of(*claims)]
    return [below - above - ROW for above, below in pairwise(heights)]


# Order ------------------------------------------------------------------------------------------


def test_lanes_of_one_condition_lie_together() -> None:
    assert order_of("d m1 c1", "d m2 c2", "d m3 c1") == ["d m1 c1", "d m3 c1", "d m2 c2"]
    assert order_of("d m1 c1", "d - c2", "d m3 c1", "d m4 c2") == ["d m1 c1", "d m3 c1", "d - c2", "d m4 c2"]


def test_lanes_of_one_mechanism_lie_together_within_a_condition() -> None:
    assert order_of("d m1 c1", "d m2 c1", "d m1 c1") == ["d m1 c1", "d m1 c1", "d m2 c1"]


def test_a_lane_straight_to_its_condition_comes_before_those_through_a_mechanism() -> None:
    assert order_of("d m1 c1", "d - c1") == ["d - c1", "d m1 c1"]


def test_lanes_without_a_condition_come_last() -> None:
    assert order_of("d m1 -", "d m2 c1") == ["d m2 c1", "d m1 -"]


def test_conditions_that_share_a_mechanism_are_neighbours() -> None:
    """c3 has its first mechanism from c1, so it comes before c2."""
    assert order_of("d m1 c1", "d m2 c2", "d m1 c3") == ["d m1 c1", "d m1 c3", "d m2 c2"]


def test_lanes_of_one_subject_lie_together_and_those_of_most_claims_first() -> None:
    assert order_of("d1 m1 c1", "d2 m2 c2", "d2 m3 c2") == ["d2 m2 c2", "d2 m3 c2", "d1 m1 c1"]
    assert order_of("d1 m1 c1", "d2 m2 c2", "d1 m3 c3", "d2 m4 c4") == ["d1 m1 c1", "d1 m3 c3", "d2 m2 c2", "d2 m4 c4"]


@pytest.mark.parametrize("shared", ["m1 c9", "m9 c1"], ids=["mechanism", "condition"])
def test_subjects_that_share_a_mechanism_or_a_condition_are_neighbours(shared: str) -> None:
    """d3, which shares it with d1, comes before d2, which is as old."""
    claims = ["d1 m1 c1", "d1 m2 c1", "d2 m3 c3", f"d3 {shared}"]
    assert order_of(*claims) == ["d1 m1 c1", "d1 m2 c1", f"d3 {shared}", "d2 m3 c3"]


def test_drugs_come_before_all_other_subjects() -> None:
    assert order_of("p m1 c1", "p m2 c1", "d m3 c1") == ["d m3 c1", "p m1 c1", "p m2 c1"]


# Heights ----------------------------------------------------------------------------------------


def test_there_is_air_between_groups_and_more_between_bands() -> None:
    assert gaps_of("d m1 c1", "d m2 c1") == [0]
    (between_conditions,) = gaps_of("d m1 c1", "d m2 c2")
    (between_subjects,) = gaps_of("d1 m1 c1", "d2 m2 c1")
    (between_bands,) = gaps_of("d m1 c1", "p m2 c1")
    assert 0 < between_conditions == between_subjects < between_bands
    frame = arrange(audit_of("d m1 c1")).frame
    assert (between_conditions, between_bands) == (frame["newGroup"], frame["newBand"])
    assert gaps_of("d m1 c1", "d m2 c1", "d m3 c2", "p m4 c3", "p m5 c3") == [0, between_conditions, between_bands, 0]


def test_a_caption_has_room_above_the_first_lane_where_there_are_two_bands() -> None:
    ((_, alone),) = lanes_of("d m1 c1")
    (_, first), _ = lanes_of("d m1 c1", "p m2 c1")
    frame = arrange(audit_of("d m1 c1")).frame
    assert alone == int(str(frame["margin"])) + ROW // 2
    assert first == int(str(frame["newBand"])) + ROW // 2


def test_groups_are_numbered_from_the_top() -> None:
    audit = audit_of("d m1 c1", "d m2 c2", "p m3 c2", "d m4 c1")
    ends = {str(n["id"]): (n["band"], n["group"]) for n in arrange(audit).nodes if str(n["id"]).startswith("c")}
    assert ends == {"c0": (0, 0), "c3": (0, 0), "c1": (0, 1), "c2": (1, 2)}


# Ends -------------------------------------------------------------------------------------------


def ends_of(*lines: str, **changes: str) -> tuple[list[str], list[str]]:
    """The end of a claim with lines as ``refutes cohort``, or ``supports animal indirect``."""
    pieces, names = [], []
    for n, (bearing, design, *directness) in enumerate(line.split() for line in lines):
        more = "; ldn:indirectness ldn:otherSpecies" if directness else ""
        pieces += [line_turtle(f"e{n}", f"s{n}", bearing, *directness, more=more), source_turtle(f"s{n}", design)]
        names.append(f"evidence:e{n}")
    text = claim_turtle(evidence=" , ".join(names), rdf__subject="entity:d", rdf__object="entity:c", **changes)
    entities = 'entity:d a ldn:Drug ; rdfs:label "d"@en . entity:c a ldn:Condition ; rdfs:label "c"@en .\n'
    (audited,) = audit_claims(read_claims(parse_turtle(DECLARATIONS + entities + text + "".join(pieces)))).claims
    return end_words(audited)


def test_beside_a_stub_stands_what_is_against() -> None:
    stub = ["no supporting source: contradicted", "no supporting source"]
    assert ends_of("refutes cohort") == (stub, ["1 against"])
    assert ends_of("refutes cohort", "disputes animal") == (stub, ["2 against"])
    words, faint = ends_of("refutes cohort", "supports animal indirect", "disputes animal indirect")
    assert (words, faint) == (stub, ["1 against, 1 indirectly for, 1 indirectly against"])


def test_where_there_is_support_what_is_against_stands_in_the_end_itself() -> None:
    words, faint = ends_of("supports cohort", "refutes animal", "disputes animal indirect")
    assert (words[0], faint) == ("1 for: cohort · 1 against: animal study", ["1 indirectly against"])


def test_what_is_indirect_stands_beside_and_shorter_where_it_is_of_two_kinds() -> None:
    _, faint = ends_of(
        "supports cohort", "supports animal indirect", "disputes animal indirect", "refutes animal indirect"
    )
    assert faint == ["1 indirectly for, 2 indirectly against", "3 indirect"]
    assert ends_of("supports cohort")[1] == []


def test_an_end_names_the_best_designs_first_and_fewer_and_fewer() -> None:
    words, _ = ends_of("supports animal", "confirms systematicReview", "supports cohort", "supports cohort")
    assert words == [
        "4 for: systematic review, cohort, animal study",
        "4 for: systematic review, cohort …",
        "4 for: systematic review …",
        "4 for",
    ]


def test_a_denial_says_so_at_its_end() -> None:
    assert ends_of("supports cohort", biolink__negated="true")[0][0] == "denial · 1 for: cohort"
    assert ends_of(biolink__negated="true")[0][0] == "denial · no supporting source: unchecked"


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_is_in_words(audit: Audit, status: str) -> None:
    some: list[ClaimAudit] = [c for c in audit.claims if c.status == status]
    assert some
    for audited in some:
        words, _ = end_words(audited)
        assert words[0].startswith("no supporting source: ") is ("no-supporting-source" in audited.flags)
