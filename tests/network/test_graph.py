"""The network: every edge carries its claim, and a chain never borrows the evidence of another claim."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import networkx as nx
from hypothesis import given

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.model.graph import Graph
from ldn_graph.network.formats import serialize_network
from ldn_graph.network.graph import build_network, chains, steps_of
from ldn_graph.network.hops import read_hops
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from tests.audit.test_status import random_graphs
from tests.conftest import SENTENCE_ONLY, claim_turtle, line_turtle, source_turtle

BASE = "https://w3id.org/ldn-graph/"


def test_chains_give_back_each_claim_with_its_own_evidence(audit: Audit) -> None:
    by_claim = {c.claim: c for c in chains(build_network(audit))}
    assert list(by_claim) == [c.claim.id for c in audit.claims]
    for audited in audit.claims:
        chain = by_claim[audited.claim.id]
        assert chain.steps == tuple(e.iri for e in steps_of(audited.claim))
        assert sorted(link.source for link in chain.evidence) == sorted(e.source.id for e in audited.lines)
        assert chain.status == audited.status


def test_c20_and_c28_run_as_the_model_says(audit: Audit) -> None:
    network = build_network(audit)
    (c20,) = chains(network, claim="C20")
    assert [s.rpartition("/")[2] for s in c20.steps] == ["low-dose-naltrexone", "th1-th2-balance", "lupus"]
    assert "sacerdote-2000-blood" in {link.source for link in c20.evidence}
    (c28,) = chains(network, claim="C28")
    assert [s.rpartition("/")[2] for s in c28.steps] == ["low-dose-naltrexone", "mucosal-healing", "crohns-disease"]
    assert {(link.source, link.bearing) for link in c28.evidence} >= {
        ("smith-2011", "supports"),
        ("parker-2018", "qualifies"),
    }


def test_the_lupus_of_c20_does_not_lead_to_the_sources_of_c16(audit: Audit) -> None:
    network = build_network(audit)
    lupus = f"{BASE}entity/lupus"
    sources = {chain.claim: {link.source for link in chain.evidence} for chain in chains(network, through=lupus)}
    assert "elsegood-2016" in sources["C16"]
    assert "elsegood-2016" not in sources["C20"]
    assert network.has_edge(lupus, f"{BASE}source/elsegood-2016")  # the network has the edge; the chain of C20 has not


def test_beside_the_status_stand_certainty_and_overclaimed(turtle: Callable[..., Graph]) -> None:
    one = line_turtle("e1", "s") + source_turtle("s", "caseReport", more="; ldn:participants 1")
    graph = turtle(
        claim_turtle("C01", one, "evidence:e1", ldn__wording="ldn:proven"),
        claim_turtle("C02", ldn__topic="ldn:mechanism"),
        claim_turtle("C03", ldn__wording="ldn:hedged"),
    )
    network = build_network(audit_claims(read_claims(graph)))
    said = {
        data["claim"]: (data["status"], data.get("certainty"), data["overclaimed"])
        for _, _, data in network.edges(data=True)
    }
    assert said == {
        "C01": ("supported", "very low certainty", "yes"),
        "C02": ("unchecked", None, "no"),
        "C03": ("unchecked", "no measurement, no search recorded", "no"),
    }
    for _, _, data in network.edges(data=True):
        assert (data["status"], data.get("certainty"), data["overclaimed"]) == said[data["claim"]], "on every edge"
    for chain in chains(network):
        assert (chain.status, chain.certainty, "yes" if chain.overclaimed else "no") == said[chain.claim]


def test_a_claim_that_is_a_sentence_only_is_a_node_itself(turtle: Callable[..., Graph]) -> None:
    """It leads to its condition and its sources, and has a chain though nothing hangs on it."""
    in_lupus = {**SENTENCE_ONLY, "biolink__disease_context_qualifier": "entity:lupus"}
    graph = turtle(
        claim_turtle("C01", line_turtle("e1", "s") + source_turtle("s"), "evidence:e1", **SENTENCE_ONLY),
        claim_turtle("C02", line_turtle("e2", "s"), "evidence:e2", **in_lupus),
        claim_turtle("C03", **SENTENCE_ONLY),
    )
    audit = audit_claims(read_claims(graph))
    network = build_network(audit)
    c1, c2, c3, lupus, source = (
        BASE + name for name in ("claim/C01", "claim/C02", "claim/C03", "entity/lupus", "source/s")
    )
    assert {n: data["kind"] for n, data in network.nodes(data=True)} == {
        c1: "claim", c2: "claim", c3: "claim", lupus: "condition", source: "source",
    }  # fmt: skip
    assert {
        (start, end, key, data["predicate"], data["step"])
        for start, end, key, data in network.edges(keys=True, data=True)
    } == {
        (c1, source, "C01/e1", "biolink:has_evidence", 1),
        (c2, lupus, "C02/1", "biolink:disease_context_qualifier", 1),
        (lupus, source, "C02/e2", "biolink:has_evidence", 2),
    }
    assert {chain.claim: chain.steps for chain in chains(network)} == {"C01": (c1,), "C02": (c2, lupus), "C03": (c3,)}
    assert [chain.status for chain in chains(network)] == [a.status for a in audit.claims]
    assert [chain.claim for chain in chains(network, claim="C03")] == ["C03"]
    assert read_hops(audit) == ()


def test_chains_by_source(audit: Audit) -> None:
    network = build_network(audit)
    expected = [c.claim.id for c in audit.claims if any(e.source.id == "smith-2011" for e in c.lines)]
    assert [chain.claim for chain in chains(network, source="smith-2011")] == expected


@given(random_graphs())
def test_no_chain_of_a_random_graph_mixes_claims(text: str) -> None:
    audit = audit_claims(read_claims(parse_turtle(text)))
    own = {c.claim.id: {e.source.id for e in c.lines} for c in audit.claims}
    found = list(chains(build_network(audit)))
    assert {chain.claim for chain in found} == own.keys() != set()
    for chain in found:
        assert {link.source for link in chain.evidence} == own[chain.claim]


def test_a_claim_about_itself_and_a_shared_line_are_no_trouble(turtle: Callable[..., Graph]) -> None:
    pieces = line_turtle("e0", "s0") + source_turtle("s0")
    graph = turtle(
        claim_turtle("C01", evidence="evidence:e0", more=pieces, rdf__subject="entity:lupus"),
        claim_turtle("C02", evidence="evidence:e0", biolink__disease_context_qualifier="entity:lupus"),
    )
    both = list(chains(build_network(audit_claims(read_claims(graph)))))
    assert [len(c.steps) for c in both] == [2, 2]
    assert [len(c.evidence) for c in both] == [1, 1]


def test_a_claim_on_the_condition_that_it_is_made_in_has_no_mechanism_step(turtle: Callable[..., Graph]) -> None:
    graph = turtle(claim_turtle("C01"), claim_turtle("C02", biolink__disease_context_qualifier="entity:lupus"))
    network = build_network(audit_claims(read_claims(graph)))
    ways = [(start, end, key) for start, end, key in network.edges(keys=True)]
    ldn, lupus = f"{BASE}entity/ldn", f"{BASE}entity/lupus"
    assert sorted(ways) == [(ldn, lupus, "C01/1"), (ldn, lupus, "C02/1")]
    assert nx.number_of_selfloops(network) == 0
    assert {chain.steps for chain in chains(network)} == {(ldn, lupus)}


def test_a_degree_of_the_network_says_what_has_no_evidence(audit: Audit) -> None:
    """Another route to *unchecked*: the claims without a single edge to a source."""
    network = build_network(audit)
    with_evidence = {data["claim"] for _, _, data in network.edges(data=True) if "line" in data}
    bare = {c.claim.id for c in audit.claims} - with_evidence
    assert bare == {c.claim.id for c in audit.claims if not c.claim.lines}


def test_graphml_is_read_back_the_same(audit: Audit) -> None:
    network = build_network(audit)
    data = serialize_network(network, "graphml")
    assert data == serialize_network(build_network(audit), "graphml")
    read = nx.read_graphml(BytesIO(data), force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    assert sorted(read.edges(keys=True)) == sorted(network.edges(keys=True))
    kinds = {data["kind"] for _, data in read.nodes(data=True)}
    assert kinds == {"drug", "mechanism", "condition", "outcome", "population", "practice", "source"}
