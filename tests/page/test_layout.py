"""In which order lanes lie: what they share keeps them together; and what stands at their ends in words."""

from __future__ import annotations

import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit, ClaimAudit
from ldn_graph.model.vocab import STATUSES
from ldn_graph.page.behind import behind_words, published_words
from ldn_graph.page.layout import arrange
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


def order_of(*claims: str) -> list[str]:
    """The claims from the top, as they were written."""
    ends = [str(node["id"]) for node in arrange(audit_of(*claims)).nodes if "label" not in node]
    return [claims[int(end[1:])] for end in ends]


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


def test_groups_are_numbered_from_the_top() -> None:
    audit = audit_of("d m1 c1", "d m2 c2", "p m3 c2", "d m4 c1")
    ends = {str(n["id"]): (n["band"], n["group"]) for n in arrange(audit).nodes if str(n["id"]).startswith("c")}
    assert ends == {"c0": (0, 0), "c3": (0, 0), "c1": (0, 1), "c2": (1, 2)}


# Ends -------------------------------------------------------------------------------------------


RETRACTED = (
    '; ldn:standing ldn:retracted ; ldn:standingAsOf "2026-06-10"^^xsd:date ; ldn:standingBy <https://example.org/list>'
)


def audited_of(*lines: str, as_of: int | None = None, sources: str = "", **changes: str) -> ClaimAudit:
    """A claim with lines as ``refutes cohort``, or ``supports animal indirect``; ``sources`` is said of each source."""
    pieces, names = [], []
    for n, (bearing, design, *directness) in enumerate(line.split() for line in lines):
        more = "; ldn:indirectness ldn:otherSpecies" if "indirect" in directness else ""
        pieces.append(line_turtle(f"e{n}", f"s{n}", bearing, *directness, more=more))
        pieces.append(source_turtle(f"s{n}", design, more=sources))
        names.append(f"evidence:e{n}")
    text = claim_turtle(evidence=" , ".join(names), rdf__subject="entity:d", rdf__object="entity:c", **changes)
    entities = 'entity:d a ldn:Drug ; rdfs:label "d"@en . entity:c a ldn:Condition ; rdfs:label "c"@en .\n'
    graph = parse_turtle(DECLARATIONS + entities + text + "".join(pieces))
    return audit_claims(read_claims(graph), as_of=as_of).claims[0]


def behind_of(*lines: str, as_of: int | None = None, sources: str = "", **changes: str) -> list[str]:
    """What stands behind such a claim."""
    return behind_words(audited_of(*lines, as_of=as_of, sources=sources, **changes))


def test_what_is_against_a_claim_without_support_is_told_with_its_studies() -> None:
    assert behind_of("refutes cohort") == ["no source supports it", "1 source speaks against it: cohort"]
    words = behind_of("refutes cohort", "disputes animal", "supports animal indirect", "disputes animal indirect")
    assert words[:2] == ["no source supports it directly", "2 sources speak against it: cohort, animal study"]
    assert words[2:] == ["1 only indirectly for it", "1 only indirectly against it"]


def test_what_is_indirect_keeps_its_side() -> None:
    lines = ("supports animal indirect", "disputes animal indirect", "refutes animal indirect")
    words = behind_of("supports cohort", "refutes animal", *lines)
    assert words[:2] == ["1 source supports it: cohort", "1 speaks against it: animal study"]
    assert words[2:] == ["1 only indirectly for it", "2 only indirectly against it"]
    assert behind_of("supports cohort") == ["1 source supports it: cohort"]


def test_what_says_nothing_either_way_is_counted_where_there_is_nothing_else() -> None:
    assert behind_of("givesBackground cohort", "leavesOpen animal") == [
        "no source supports it",
        "2 sources speak neither way",
    ]
    assert behind_of("givesBackground cohort", "refutes animal")[1:] == ["1 source speaks against it: animal study"]


def test_all_designs_are_named_the_best_first() -> None:
    words = behind_of("supports animal", "confirms systematicReview", "supports cohort", "supports cohort")
    assert words == ["4 sources support it: systematic review, cohort, animal study"]


def test_what_appeared_later_is_not_told_as_if_nobody_had_recorded_it() -> None:
    assert behind_of("supports cohort", as_of=2009) == ["no source of that time is recorded"]
    assert behind_of("givesBackground cohort", as_of=2009) == ["no source of that time is recorded"]
    assert behind_of("supports cohort", as_of=2010) == ["1 source supports it: cohort"]
    assert behind_of(as_of=2009) == ["no source that addresses it is recorded, and no search"]


def test_what_was_retracted_is_told_as_retracted() -> None:
    assert behind_of("supports cohort", sources=RETRACTED) == ["its one source was retracted"]
    assert behind_of("supports cohort", "refutes animal", sources=RETRACTED) == ["its 2 sources were retracted"]
    assert behind_of("supports cohort", as_of=2009, sources=RETRACTED) == ["no source of that time is recorded"]


@pytest.mark.parametrize(
    ("cited", "as_of", "said"),
    [
        ("source:s0", None, "the source that is cited for it was retracted"),
        ("source:s0 , source:s1", None, "the 2 sources that are cited for it were retracted"),
        ("source:s0", 2009, "the source that is cited for it was published later"),
        ("source:s9", None, "the source that is cited for it was not assessed"),
        (
            "source:s0 , source:s8 , source:s9",
            None,
            "of the 3 sources that are cited for it 1 was retracted, 2 were not assessed",
        ),
        ("", None, "no article is recorded for it"),
    ],
)
def test_as_published_it_is_said_why_nothing_counts(cited: str, as_of: int | None, said: str) -> None:
    audited = audited_of(
        "supports cohort", "supports animal", as_of=as_of, sources=RETRACTED, cito__citesAsEvidence=cited
    )
    assert published_words(audited.published) == [said]
    assert audited.published.reason == said


def test_a_source_with_two_lines_is_one_source() -> None:
    audited = audited_of("supports cohort", "supports cohort")
    first, second = audited.lines
    same = audited._replace(lines=(first, second._replace(source=first.source)))
    assert behind_words(audited) == ["2 sources support it: cohort"]
    assert behind_words(same) == ["1 source supports it: cohort"]
    aside = tuple(e._replace(directness="indirect", bearing="disputes") for e in same.lines)
    assert behind_words(same._replace(lines=(first, *aside)))[1:] == ["1 only indirectly against it"]


def test_what_nobody_judged_the_directness_of_says_so() -> None:
    assert behind_of("supports animal unrated") == ["1 source supports it: animal study, directness not judged"]
    assert behind_of("supports animal unrated", "supports cohort") == [
        "2 sources support it: cohort, animal study, directness not judged of 1"
    ]


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_is_in_words(audit: Audit, status: str) -> None:
    some: list[ClaimAudit] = [c for c in audit.claims if c.status == status]
    assert some
    for audited in some:
        words = behind_words(audited)
        assert words[0].startswith("no source ") is ("no-supporting-source" in audited.flags)
