"""Paths through claims: all of them, in their order, each with the support that the audit gives its hops."""

from __future__ import annotations

import json
from itertools import islice, pairwise

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit import Audit, audit_claims
from ldn_graph.claims import natural_key, read_claims
from ldn_graph.cli import main
from ldn_graph.paths import STATUS_RANK, SupportedPath, find_paths
from ldn_graph.store import parse_turtle
from ldn_graph.vocab import BIOLINK_RELEASE, SIGNED_PREDICATES, STATUSES
from tests.conftest import DECLARATIONS, claim_turtle, line_turtle, source_turtle

BASE = "https://w3id.org/ldn-graph/entity/"
KINDS = (None, "supports", "qualifies", "disputes", "givesBackground")


@st.composite
def networks(draw: st.DrawFn) -> str:
    """Up to nine claims between five entities, some in a context, some with a source, some with a direction."""
    pieces = [f'entity:e{n} a ldn:Condition ; rdfs:label "e{n}"@en .\n' for n in range(5)]
    pieces += [source_turtle(f"s{n}") for n in range(3)]
    nodes = st.integers(0, 4)
    for n in range(1, draw(st.integers(1, 9)) + 1):
        bearing = draw(st.sampled_from(KINDS))
        changes = {"rdf__subject": f"entity:e{draw(nodes)}", "rdf__object": f"entity:e{draw(nodes)}"}
        if draw(st.booleans()):
            changes["biolink__disease_context_qualifier"] = f"entity:e{draw(nodes)}"
        if direction := draw(st.sampled_from(["", '"increased"', '"decreased"'])):
            changes["biolink__object_direction_qualifier"] = direction
        changes["rdf__predicate"] = draw(st.sampled_from(["biolink:affects", "biolink:treats", "biolink:causes"]))
        more = line_turtle(f"C{n}", f"s{draw(st.integers(0, 2))}", bearing) if bearing else ""
        pieces.append(claim_turtle(f"C{n}", more, f"evidence:C{n}" if bearing else "", **changes))
    return DECLARATIONS + "".join(pieces)


def hops_by_hand(audit: Audit) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(f"{BASE}e{n}" for n in range(5))
    for c in audit.claims:
        for n, end in enumerate(e for e in (c.claim.object, c.claim.context) if e):
            if n == 0 or end.iri != c.claim.object.iri:
                graph.add_edge(c.claim.subject.iri, end.iri, key=f"{c.claim.id} {n}")
    return graph


@settings(max_examples=150)
@given(networks(), st.integers(1, 5))
def test_all_simple_paths_are_found_the_best_supported_first(text: str, longest: int) -> None:
    audit = audit_claims(read_claims(parse_turtle(text)))
    found = list(find_paths(audit, f"{BASE}e0", f"{BASE}e1", longest=longest))
    edges = nx.all_simple_edge_paths(hops_by_hand(audit), f"{BASE}e0", f"{BASE}e1", cutoff=longest)
    expected = {tuple((start, key.split()[0], end) for start, end, key in way) for way in edges}
    assert {tuple((h.start, h.claim, h.end) for h in p.hops) for p in found} == expected
    keys = [(STATUS_RANK[p.status], len(p.hops), [natural_key(h.claim) for h in p.hops]) for p in found]
    assert keys == sorted(keys)
    by_id = {c.claim.id: c for c in audit.claims}
    for path in found:
        assert path.steps == (path.hops[0].start, *(h.end for h in path.hops))
        assert len(set(path.steps)) == len(path.steps)
        assert all(a.end == b.start for a, b in pairwise(path.hops))
        assert [h.status for h in path.hops] == [by_id[h.claim].status for h in path.hops]
        assert [h.studies for h in path.hops] == [by_id[h.claim].studies for h in path.hops]
        assert set(path.bare) == {h.claim for h in path.hops if "no-supporting-source" in by_id[h.claim].flags}
        assert set(path.unsourced) == {h.claim for h in path.hops if not by_id[h.claim].lines}
        favour = {e.source.iri for h in path.hops for e in by_id[h.claim].lines if e.in_favour}
        assert path.studies == len(favour), "a study behind two hops counts once"
        _check_sign(path)


def _check_sign(path: SupportedPath) -> None:
    if any(h.sign is None for h in path.hops):
        assert path.sign is None
    else:
        assert path.sign == (-1) ** sum(h.sign == -1 for h in path.hops)


def path_of(*claims: str, target: str = "e2") -> SupportedPath:
    pieces = [f'entity:e{n} a ldn:Condition ; rdfs:label "e{n}"@en .\n' for n in range(5)]
    audit = audit_claims(read_claims(parse_turtle(DECLARATIONS + "".join([*pieces, *claims]))))
    return next(find_paths(audit, f"{BASE}e0", f"{BASE}{target}"))


def hop(name: str, start: int, end: int, **changes: str) -> str:
    return claim_turtle(name, rdf__subject=f"entity:e{start}", rdf__object=f"entity:e{end}", **changes)


@pytest.mark.parametrize(
    ("first", "second", "sign"),
    [
        ({"rdf__predicate": "biolink:causes"}, {"rdf__predicate": "biolink:causes"}, 1),
        ({"rdf__predicate": "biolink:treats"}, {"rdf__predicate": "biolink:causes"}, -1),
        ({"biolink__object_direction_qualifier": '"decreased"'}, {"rdf__predicate": "biolink:treats"}, 1),
        ({"rdf__predicate": "biolink:affects"}, {"rdf__predicate": "biolink:treats"}, None),
        ({"rdf__predicate": "biolink:causes", "biolink__object_direction_qualifier": '"decreased"'},
         {"rdf__predicate": "biolink:causes"}, -1),
    ],
)  # fmt: skip
def test_signs_are_multiplied_along_the_way(first: dict[str, str], second: dict[str, str], sign: int | None) -> None:
    assert path_of(hop("C1", 0, 1, **first), hop("C2", 1, 2, **second)).sign == sign


def test_a_direction_is_about_the_object_and_says_nothing_of_the_condition() -> None:
    claim = hop(
        "C1", 0, 1, biolink__object_direction_qualifier='"decreased"', biolink__disease_context_qualifier="entity:e2"
    )
    path = path_of(claim)
    assert (path.sign, path.hops[0].through, len(path.hops)) == (None, f"{BASE}e1", 1)
    assert path_of(claim, target="e1").sign == -1


def test_the_shipped_graph_leads_from_ldn_to_crohns_disease(audit: Audit) -> None:
    paths = list(find_paths(audit, f"{BASE}low-dose-naltrexone", f"{BASE}crohns-disease"))
    assert paths[0].hops[0].claim == "C40"
    assert paths[0].status == "supported"
    assert {h.claim for p in paths for h in p.hops} >= {"C26", "C27", "C28", "C40"}
    assert list(islice(find_paths(audit, f"{BASE}low-dose-naltrexone", f"{BASE}crohns-disease"), 2)) == paths[:2]


def test_no_way_gives_nothing(audit: Audit) -> None:
    lupus = f"{BASE}lupus"
    for source, target in ((lupus, f"{BASE}low-dose-naltrexone"), (lupus, lupus), ("urn:x", lupus), (lupus, "urn:x")):
        assert list(find_paths(audit, source, target)) == []


def test_every_status_has_its_rank_and_every_signed_predicate_is_of_biolink() -> None:
    assert set(STATUS_RANK) == set(STATUSES)
    yaml = pytest.importorskip("yaml")
    from importlib.resources import files

    text = (files("biolink_model") / "schema" / "biolink_model.yaml").read_text(encoding="utf-8")
    model = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert model["version"] == BIOLINK_RELEASE
    for name in SIGNED_PREDICATES:
        assert model["slots"][name.removeprefix("biolink:").replace("_", " ")]["description"]


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["paths", *words])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_says_how_many_and_whether_there_are_more() -> None:
    code, table, said = run("Low-dose naltrexone", "crohns-disease", "--limit", "2")
    assert code == 0
    assert len(table.splitlines()) == 4
    assert "low-dose-naltrexone -C40-> crohns-disease" in table
    assert "there are more: --limit" in said
    documents = json.loads(run("low-dose-naltrexone", "crohns-disease", "--format", "json")[1])
    assert documents[0]["hops"][0]["claim"] == "C40"


@pytest.mark.parametrize(
    ("words", "code", "remark"),
    [
        (("lupus", "low-dose-naltrexone"), 1, "no path of 4 hops or fewer leads from lupus"),
        (("lupus", "Lupus"), 2, "are the same entity; give two"),
        (("low-dose-naltrexon", "lupus"), 2, "did you mean low-dose naltrexone (low-dose-naltrexone)?"),
        (("C17", "lupus"), 2, "no entity 'C17'"),
        (("", "lupus"), 2, "it is empty"),
    ],
)
def test_what_cannot_be_asked_is_told(words: tuple[str, ...], code: int, remark: str) -> None:
    found, out, said = run(*words)
    assert (found, out) == (code, "")
    assert remark in said
