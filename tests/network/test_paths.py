"""Paths through claims: all of them, in their order, each with the support that the audit gives its hops."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from itertools import islice, pairwise, permutations

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.cli import main
from ldn_graph.errors import UnknownNameError
from ldn_graph.model.natural_order import natural_key
from ldn_graph.model.vocab import BIOLINK, BIOLINK_RELEASE, SIGNED_PREDICATES, STATUSES
from ldn_graph.network.graph import build_network
from ldn_graph.network.hops import STATUS_RANK, Hop
from ldn_graph.network.paths import SupportedPath, find_paths
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.sparql.questions import ask
from tests.conftest import DECLARATIONS, claim_turtle, line_turtle, source_turtle

BASE = "https://w3id.org/ldn-graph/entity/"
KINDS = ("supports", "qualifies", "disputes", "givesBackground")


@st.composite
def networks(draw: st.DrawFn) -> str:
    """Up to nine claims between five entities, some in a context, some with sources, some with a direction.

    Five more claims name each entity and lead nowhere.
    """
    pieces = [f'entity:e{n} a ldn:Condition ; rdfs:label "e{n}"@en .\n' for n in range(5)]
    pieces += [source_turtle(f"s{n}") for n in range(3)]
    pieces += [hop(f"N{n}", n, n) for n in range(5)]
    nodes = st.integers(0, 4)
    bearings = st.dictionaries(st.integers(0, 2), st.sampled_from(KINDS), max_size=2)
    for n in range(1, draw(st.integers(1, 9)) + 1):
        lines = {f"C{n}-s{s}": (f"s{s}", bearing) for s, bearing in draw(bearings).items()}
        changes = {"rdf__subject": f"entity:e{draw(nodes)}", "rdf__object": f"entity:e{draw(nodes)}"}
        if draw(st.booleans()):
            changes["biolink__disease_context_qualifier"] = f"entity:e{draw(nodes)}"
        if direction := draw(st.sampled_from(["", '"increased"', '"decreased"'])):
            changes["biolink__object_direction_qualifier"] = direction
        changes["rdf__predicate"] = draw(st.sampled_from(["biolink:affects", "biolink:treats", "biolink:causes"]))
        more = "".join(line_turtle(name, *line) for name, line in lines.items())
        pieces.append(claim_turtle(f"C{n}", more, ", ".join(f"evidence:{name}" for name in lines), **changes))
    return DECLARATIONS + "".join(pieces)


def hops_by_hand(audit: Audit) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(f"{BASE}e{n}" for n in range(5))
    for c in audit.claims:
        subject, object_, context = c.claim.subject.iri, c.claim.object.iri, c.claim.context
        graph.add_edge(subject, object_, key=f"{c.claim.id} object")
        if context and context.iri != object_:
            graph.add_edge(subject, context.iri, key=f"{c.claim.id} through")
            if subject != object_:
                graph.add_edge(object_, context.iri, key=f"{c.claim.id} condition")
    return graph


def count_by_hand(audit: Audit, hops: tuple[Hop, ...]) -> int:
    """The sources in favour of any hop; those of these graphs are independent studies."""
    claims = {h.claim for h in hops}
    return len({e.source.iri for c in audit.claims if c.claim.id in claims for e in c.lines if e.in_favour})


@settings(max_examples=150)
@given(networks(), st.integers(1, 5))
def test_all_simple_paths_are_found_the_best_supported_first(text: str, longest: int) -> None:
    audit = audit_claims(read_claims(parse_turtle(text)))
    paths = list(find_paths(audit, f"{BASE}e0", f"{BASE}e1", longest=longest))
    edges = nx.all_simple_edge_paths(hops_by_hand(audit), f"{BASE}e0", f"{BASE}e1", cutoff=longest)
    ways = [tuple((start, key.split()[0], end) for start, end, key in way) for way in edges]
    expected = {way for way in ways if len({claim for _, claim, _ in way}) == len(way)}
    assert {tuple((h.start, h.claim, h.end) for h in p.hops) for p in paths} == expected
    assert len(paths) == len(expected)
    keys = [
        (
            STATUS_RANK[p.status], len(p.hops), -count_by_hand(audit, p.hops),
            [(natural_key(h.claim), h.through is not None) for h in p.hops],
        )
        for p in paths
    ]  # fmt: skip
    assert keys == sorted(keys)
    by_id = {c.claim.id: c for c in audit.claims}
    for path in paths:
        assert path.steps == (path.hops[0].start, *(h.end for h in path.hops))
        assert len(set(path.steps)) == len(path.steps)
        assert all(a.end == b.start for a, b in pairwise(path.hops))
        assert [h.status for h in path.hops] == [by_id[h.claim].status for h in path.hops]
        assert [h.studies for h in path.hops] == [by_id[h.claim].studies for h in path.hops]
        assert set(path.bare) == {h.claim for h in path.hops if "no-supporting-source" in by_id[h.claim].flags}
        assert set(path.unsourced) == {h.claim for h in path.hops if not by_id[h.claim].lines}
        assert path.studies == count_by_hand(audit, path.hops), "a study behind two hops counts once"
        _check_sign(path)


@settings(max_examples=50)
@given(networks())
def test_no_path_is_lost_where_few_may_wait(text: str) -> None:
    audit = audit_claims(read_claims(parse_turtle(text)))
    paths = list(find_paths(audit, "e0", "e1"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ldn_graph.network.paths.MOST_WAITING", 1)
        fewer = list(find_paths(audit, "e0", "e1"))
    assert sorted(fewer, key=str) == sorted(paths, key=str)
    assert [(p.status, len(p.hops)) for p in fewer] == [(p.status, len(p.hops)) for p in paths]


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


def test_a_mechanism_leads_to_the_condition_that_a_claim_on_it_is_made_in(audit: Audit) -> None:
    (path, *_) = find_paths(audit, "mucosal-healing", "crohns-disease")
    (only,) = path.hops
    assert (only.claim, only.through, only.predicate) == ("C28", None, BIOLINK.disease_context_qualifier)
    assert (path.sign, path.status) == (None, next(c.status for c in audit.claims if c.claim.id == "C28"))
    assert build_network(audit).has_edge(only.start, only.end, key="C28/2")


def test_no_path_uses_a_claim_twice() -> None:
    claim = hop("C1", 0, 1, biolink__disease_context_qualifier="entity:e2")
    pieces = [f'entity:e{n} a ldn:Condition ; rdfs:label "e{n}"@en .\n' for n in range(3)]
    audit = audit_claims(read_claims(parse_turtle(DECLARATIONS + "".join([*pieces, claim]))))
    assert [len(p.hops) for p in find_paths(audit, "e0", "e2")] == [1]


def test_of_paths_that_are_equal_otherwise_that_with_more_independent_studies_comes_first() -> None:
    """C1 and C2 rest on one study, C3 and C4 on two, so both paths have hops with one study each."""
    lines = "".join(line_turtle(f"l{n}", f"s{max(n, 2)}") for n in (1, 2, 3, 4)) + "".join(
        map(source_turtle, ("s2", "s3", "s4"))
    )
    ways = ((0, 1), (1, 2), (0, 3), (3, 2))
    claims = [hop(f"C{n}", *way, evidence=f"evidence:l{n}") for n, way in enumerate(ways, 1)]
    pieces = [f'entity:e{n} a ldn:Condition ; rdfs:label "e{n}"@en .\n' for n in range(4)]
    audit = audit_claims(read_claims(parse_turtle(DECLARATIONS + "".join([*pieces, *claims, lines]))))
    paths = [(tuple(h.claim for h in p.hops), p.studies) for p in find_paths(audit, "e0", "e2")]
    assert paths == [(("C3", "C4"), 2), (("C1", "C2"), 1)]


def dense(entities: int) -> Audit:
    """Claims between any two entities, all well supported, but for those on the last one, which nothing supports."""
    pieces = [f'entity:e{n} a ldn:Condition ; rdfs:label "e{n}"@en .\n' for n in range(entities)]
    pieces += [source_turtle("s"), line_turtle("l", "s")]
    for start, end in permutations(range(entities), 2):
        pieces.append(hop(f"C{start}-{end}", start, end, evidence="" if end == entities - 1 else "evidence:l"))
    return audit_claims(read_claims(parse_turtle(DECLARATIONS + "".join(pieces))))


def test_the_first_paths_come_without_the_others_where_the_last_hop_is_the_weakest() -> None:
    audit = dense(40)
    tracemalloc.start()
    try:
        paths = list(islice(find_paths(audit, "e0", "e39", longest=8), 50))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [(p.status, len(p.hops)) for p in paths] == [("unchecked", 1)] + [("unchecked", 2)] * 38 + [
        ("unchecked", 3)
    ] * 11
    assert peak < 20_000_000, "ways of eight hops over forty entities are more than a hundred thousand million"


def test_a_dense_side_from_which_there_is_no_other_way_back_is_not_searched() -> None:
    pieces = [f'entity:e{n} a ldn:Condition ; rdfs:label "e{n}"@en .\n' for n in range(30)]
    pieces += [hop("C0", 0, 1), hop("C1", 1, 2)]
    pieces += [hop(f"S{a}-{b}", a, b) for a, b in permutations((1, *range(3, 30)), 2)]
    audit = audit_claims(read_claims(parse_turtle(DECLARATIONS + "".join(pieces))))
    assert [len(p.hops) for p in find_paths(audit, "e0", "e2", longest=9)] == [2]


def test_the_shipped_graph_leads_from_ldn_to_crohns_disease(audit: Audit) -> None:
    paths = list(find_paths(audit, f"{BASE}low-dose-naltrexone", f"{BASE}crohns-disease"))
    assert paths[0].hops[0].claim == "C28"
    assert paths[0].status == "supported"
    assert {h.claim for p in paths for h in p.hops} >= {"C26", "C27", "C28", "C40"}
    assert list(islice(find_paths(audit, f"{BASE}low-dose-naltrexone", f"{BASE}crohns-disease"), 2)) == paths[:2]


def test_no_way_gives_nothing(audit: Audit) -> None:
    lupus = f"{BASE}lupus"
    for source, target in ((lupus, f"{BASE}low-dose-naltrexone"), (lupus, lupus)):
        assert list(find_paths(audit, source, target)) == []


@pytest.mark.parametrize(
    "name", ["crohns-disease", "Crohns-Disease", "crohn's DISEASE", "entity:crohns-disease", f"<{BASE}crohns-disease>"]
)
def test_an_entity_has_many_names(audit: Audit, name: str) -> None:
    expected = list(find_paths(audit, f"{BASE}low-dose-naltrexone", f"{BASE}crohns-disease"))
    assert list(find_paths(audit, "low-dose naltrexone", name)) == expected != []


@pytest.mark.parametrize(
    ("name", "remedy"), [("lupsu", "did you mean lupus?"), ("urn:x", "see: ldn-graph query chains")]
)
def test_an_unknown_entity_is_refused_when_it_is_asked_for(audit: Audit, name: str, remedy: str) -> None:
    for names in ((name, "lupus"), ("lupus", name)):
        with pytest.raises(UnknownNameError, match=f"no claim on the entity {name!r} in this graph; ") as error:
            find_paths(audit, *names)
        assert str(error.value).endswith(remedy)


def test_a_label_of_two_entities_is_not_guessed_at() -> None:
    pieces = ['entity:a a ldn:Drug ; rdfs:label "Same"@en . entity:b a ldn:Drug ; rdfs:label "same"@en .\n']
    pieces += [claim_turtle("C1", rdf__subject="entity:a", rdf__object="entity:b")]
    audit = audit_claims(read_claims(parse_turtle(DECLARATIONS + "".join(pieces))))
    assert len(list(find_paths(audit, "a", "b"))) == 1
    with pytest.raises(UnknownNameError, match="'same' is the name of entity:a, entity:b; write one of these"):
        find_paths(audit, "same", "b")


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
    code, table, remarks = run("Low-dose naltrexone", "crohns-disease", "--limit", "2")
    assert code == 0
    assert len(table.splitlines()) == 4
    assert "low-dose-naltrexone -C28-> mucosal-healing -> crohns-disease" in table
    assert "there are more: --limit" in remarks
    assert table.splitlines()[0].split("  ")[0] == "weakest hop"
    documents = json.loads(run("low-dose-naltrexone", "crohns-disease", "--format", "json")[1])
    assert documents[0]["hops"][0]["claim"] == "C28"


def test_a_table_names_the_claims_without_any_source_as_json_does() -> None:
    words = ("low-dose-naltrexone", "crohns-disease", "--limit", "100")
    documents = json.loads(run(*words, "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv")[1])))
    assert [row["no source"] for row in rows] == [" ".join(d["unsourced"]) for d in documents]
    assert any(row["no source"] for row in rows)
    assert "| no source |" in run(*words, "--format", "markdown")[1]


@pytest.mark.parametrize(
    ("words", "code", "remark"),
    [
        (
            ("lupus", "low-dose-naltrexone"),
            1,
            "no path of 4 hops or fewer leads from lupus to low-dose-naltrexone; paths follow claims from subject to object",
        ),
        (
            ("crohns-disease", "mucosal-healing"),
            1,
            "4 lead the other way: ldn-graph paths mucosal-healing crohns-disease",
        ),
        (("lupus", "low-dose-naltrexone", "--limit", "2"), 1, "more than 2 lead the other way"),
        (("crohns-disease", "lupus"), 1, "try more hops: --longest"),
        (("lupus", "Lupus"), 2, "are the same entity; give two"),
        (("low-dose-naltrexon", "lupus"), 2, "did you mean low-dose naltrexone (low-dose-naltrexone)?"),
        (("C17", "lupus"), 2, "no entity 'C17'"),
        (("", "lupus"), 2, "it is empty"),
    ],
)
def test_what_cannot_be_asked_is_told(words: tuple[str, ...], code: int, remark: str) -> None:
    exit_code, out, remarks = run(*words)
    assert (exit_code, out) == (code, "")
    assert remark in remarks


@pytest.mark.parametrize(("source", "target"), [("LDN", "ppms"), ("ldn", "PPMS"), ("low-dose naltrexone", "PPMS")])
def test_what_an_entity_is_also_called_names_it(audit: Audit, source: str, target: str) -> None:
    assert [path.steps for path in find_paths(audit, source, target)] == [
        path.steps for path in find_paths(audit, "low-dose-naltrexone", "primary-progressive-ms")
    ]
    assert ask(open_graph(), "claims-for-condition", condition=target) == ask(
        open_graph(), "claims-for-condition", condition="primary-progressive-ms"
    )
