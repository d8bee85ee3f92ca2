"""KGX: tables and JSON Lines give the same claims, and what could not be carried over is told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.errors import ImportFormatError
from ldn_graph.importers.iris import DEFAULT_NAMESPACE
from ldn_graph.importers.kgx import import_kgx
from ldn_graph.importers.kgx_files import File
from ldn_graph.importers.texts import LONGEST_LABEL
from ldn_graph.importers.values import Imported
from ldn_graph.importers.writer import write_imported
from ldn_graph.model.claims import Claim
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import BIOLINK, DCTERMS, shorten
from ldn_graph.network.hops import read_hops
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.validation.report import validate_graph

NODES = [
    {"id": "CHEBI:7465", "category": ["biolink:SmallMolecule", "biolink:NamedThing"], "name": "naltrexone",
     "synonym": ["Revia"], "xref": ["DB:DB00704"]},
    {"id": "MONDO:0005011", "category": ["biolink:Disease"], "name": "Crohn disease"},
    {"id": "GO:0006954", "category": ["biolink:BiologicalProcess"], "name": "inflammation"},
]  # fmt: skip
EDGES = [
    {"id": "e1", "subject": "CHEBI:7465", "predicate": "biolink:treats", "object": "MONDO:0005011",
     "publications": ["PMID:21380937", "doi:10.1177/1352458508095828"], "primary_knowledge_source": "infores:ctd",
     "knowledge_level": "prediction", "agent_type": "manual_agent", "has_evidence": ["ECO:0000305"]},
    {"id": "e2", "subject": "CHEBI:7465", "predicate": "biolink:treats", "object": "MONDO:0005011",
     "publications": ["PMID:1"], "primary_knowledge_source": "infores:semmeddb", "negated": "false"},
    {"id": "e3", "subject": "CHEBI:7465", "predicate": "biolink:treats", "object": "MONDO:0005011",
     "primary_knowledge_source": "infores:semmeddb", "negated": "true"},
    {"id": "e4", "subject": "CHEBI:7465", "predicate": "biolink:affects", "object": "GO:0006954",
     "primary_knowledge_source": "infores:ctd", "object_aspect_qualifier": "activity",
     "object_direction_qualifier": "downregulated", "disease_context_qualifier": "MONDO:0005011"},
    {"id": "e5", "subject": "CHEBI:7465", "predicate": "biolink:affects", "object": "GO:0006954",
     "primary_knowledge_source": "infores:ctd"},
]  # fmt: skip


def table(rows: list[dict[str, object]]) -> str:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[row.get(c, "") for c in columns] for row in rows]
    lines = ["\t".join("|".join(c) if isinstance(c, list) else str(c) for c in line) for line in cells]
    return "\n".join(["\t".join(columns), *lines]) + "\n"


def json_lines(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def read(nodes: str, edges: str) -> Imported:
    return import_kgx(File("n", io.StringIO(nodes)), File("e", io.StringIO(edges)), DEFAULT_NAMESPACE, lambda _: None)


def graph_of(imported: Imported) -> Graph:
    out = io.BytesIO()
    write_imported(imported, out, "turtle", DEFAULT_NAMESPACE)
    return parse_turtle(out.getvalue().decode())


def claims_of(imported: Imported) -> dict[str, Claim]:
    return {c.label: c for c in read_claims(graph_of(imported))}


WHOLE = read(table(NODES), table(EDGES))


def test_both_forms_say_the_same() -> None:
    assert read(json_lines(NODES), json_lines(EDGES))[:3] == WHOLE[:3]
    boolean = [{**e, "negated": e["negated"] == "true"} if "negated" in e else e for e in EDGES]
    assert read(json_lines(NODES), json_lines(boolean))[:3] == WHOLE[:3]
    assert read(table(NODES).replace("\n", "\r\n"), table(EDGES)) == WHOLE


def test_edges_that_say_the_same_are_one_claim_with_several_origins() -> None:
    claim = claims_of(WHOLE)["naltrexone treats Crohn disease"]
    assert [a.id for a in claim.articles] == ["infores_ctd", "infores_semmeddb"]
    assert [iri.removeprefix(DEFAULT_NAMESPACE) for iri in claim.cited] == [
        "source/doi-10-1177-1352458508095828__16d36de83fa8", "source/pmid_1", "source/pmid_21380937",
    ]  # fmt: skip
    assert claim.wording == "hedged"  # one of its origins predicts it, the other does not say
    assert claim.topic == "efficacy"
    assert (claim.subject.kind, claim.object.kind) == ("Drug", "Condition")
    assert claim.subject.other_labels == ("Revia",)
    assert claim.subject.matches == (
        "http://purl.obolibrary.org/obo/CHEBI_7465",
        "https://identifiers.org/drugbank:DB00704",
    )
    assert audit_claims([claim]).claims[0].as_published == "cited"


@pytest.mark.parametrize(
    ("level", "wording"),
    [
        ("prediction", "hedged"),
        ("statistical_association", "hedged"),
        ("knowledge_assertion", "asserted"),
        ("not_provided", "unjudged"),
        ("", "unjudged"),
    ],
)
def test_the_wording_follows_from_the_level_of_knowledge(level: str, wording: str) -> None:
    edge = {**EDGES[0], "knowledge_level": level}
    claim = claims_of(read(table(NODES), table([edge])))["naltrexone treats Crohn disease"]
    assert claim.wording == wording


def test_a_negated_edge_is_a_claim_of_its_own_that_denies() -> None:
    claims = claims_of(WHOLE)
    denied = claims["it is not so that naltrexone treats Crohn disease"]
    assert denied.negated
    assert denied.iri != claims["naltrexone treats Crohn disease"].iri
    assert denied.id not in {hop.claim for hop in read_hops(audit_claims(claims.values()))}


def test_qualifiers_are_part_of_what_is_claimed() -> None:
    claims = claims_of(WHOLE)
    qualified = claims["naltrexone decreases activity of inflammation, in Crohn disease"]
    plain = claims["naltrexone affects inflammation"]
    assert (qualified.direction, plain.direction) == ("decreased", None)
    assert qualified.context == claims["naltrexone treats Crohn disease"].object
    assert qualified.iri != plain.iri
    said = {
        shorten(q.predicate.value): q.object.value for q in graph_of(WHOLE).quads if q.subject.value == qualified.iri
    }
    assert said["biolink:object_aspect_qualifier"] == "activity"


def test_notes_of_an_edge_are_kept() -> None:
    claim = claims_of(WHOLE)["naltrexone treats Crohn disease"]
    notes = {(q.predicate.value, q.object.value) for q in graph_of(WHOLE).quads if q.subject.value == claim.iri}
    assert {
        (DCTERMS.type, "ECO:0000305"), (DCTERMS.identifier, "e1"), (DCTERMS.identifier, "e2"),
        (BIOLINK.iri + "knowledge_level", "prediction"), (BIOLINK.iri + "agent_type", "manual_agent"),
    } <= notes  # fmt: skip


def test_the_result_conforms() -> None:
    report = validate_graph(graph_of(WHOLE))
    assert [str(r) for r in report.results] == []
    assert WHOLE.remarks == ("1 direction taken for the broader one of Biolink: e:5 downregulated",)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"object": "MONDO:9"}, "1 edge left out to nodes that are not in the file of nodes: e:6 MONDO:9"),
        ({"object": ""}, "1 edge left out without subject, predicate or object: e:6"),
        ({"negated": "perhaps"}, "1 edge left out whose negated is neither true nor false: e:6 perhaps"),
        ({"p_value": "0.1"}, "1 value of edges left out, of the column p_value: 0.1"),
        ({"id": "e1"}, "1 edge whose id another has, kept: e:6 e1"),
        ({"predicate": "mine:does"}, "1 predicate of an edge outside of Biolink, kept under a new IRI: e:6 mine:does"),
        ({"publications": ["a book"]}, "1 reference without PMID, DOI or address, kept as text: a book"),
        ({"disease_context_qualifier": "MONDO:9"}, "1 condition missing in the file of nodes, kept by its id: e:6 MONDO:9"),
        ({"object_direction_qualifier": "sideways"}, "1 direction left out that Biolink does not have: e:6 sideways"),
        ({"object": ["GO:0006954", "x"]}, "1 further value left out where one is expected, of the column object: e:6"),
    ],
)  # fmt: skip
def test_what_is_left_out_of_an_edge_is_told(change: dict[str, object], told: str) -> None:
    imported = read(json_lines(NODES), json_lines([*EDGES, {**EDGES[4], "id": "e6", **change}]))
    assert told in imported.remarks
    assert len(imported.claims) in (4, 5)


def test_what_is_left_out_of_nodes_is_told() -> None:
    nodes = [
        *NODES, {"id": "X:1", "name": "unused"}, {"id": "GO:0006954", "name": "twice"}, {"name": "none"},
        {"id": "Y:1", "iri": "x", "name": {"deep": 1}},
    ]  # fmt: skip
    nodes[1] = {**NODES[1], "xref": ["odd:1"], "category": ["biolink:Disease", "a thing"]}
    remarks = read(json_lines(nodes), json_lines(EDGES)).remarks
    assert set(remarks) == {
        "1 node left out whose id another has: n:5 GO:0006954",
        "1 node left out without an id: n:6",
        "1 value left out, neither text nor number: n:7 name",
        "1 value of nodes left out, of the column iri: x",
        "2 nodes left out that no edge leads to: X:1, Y:1",
        "1 further identifier of a node left out, of no known prefix: odd:1",
        "1 category of a node left out that can be no class of Biolink: MONDO:0005011",
        "1 direction taken for the broader one of Biolink: e:4 downregulated",
    }


@pytest.mark.parametrize(
    ("nodes", "edges", "problem"),
    [
        ("", table(EDGES), "n: it is empty; give a KGX file"),
        ("name\nx\n", table(EDGES), "n:1: no column id (it has name); give a KGX table, nodes before edges, or JSON Lines"),
        (table(EDGES), table(NODES), "e:1: no column subject, predicate, object (it has id, category, name"),
        ("id\tid\n", table(EDGES), "n:1: a column that stands there twice"),
        (table(NODES), '{"subject": "a"\n', "e:1: Expecting ',' delimiter; each line of JSON Lines is one whole object"),
        (table(NODES), "{}\n" + "[" * 100_000, "e:2: nested too deeply"),
        (table(NODES), '{}\n{"subject": ' + "9" * 5000 + "}", "e:2: "),
        (table(NODES), table(EDGES).splitlines()[0], "no claim could be read"),
        (table(NODES), "{}\n[1]\n", "1 line left out that cannot be read as a JSON object: e:2"),
    ],
)  # fmt: skip
def test_what_is_no_kgx_is_told_with_its_line(nodes: str, edges: str, problem: str) -> None:
    with pytest.raises(ImportFormatError) as raised:
        read(nodes, edges)
    assert problem in str(raised.value)


def test_a_knowledge_source_that_an_edge_cites_is_a_record_still() -> None:
    graph = graph_of(read(json_lines(NODES), json_lines([{**EDGES[0], "publications": ["infores:ctd"]}])))
    assert validate_graph(graph).conforms


def test_a_row_with_too_many_cells_is_told() -> None:
    remarks = read(table(NODES), table(EDGES) + "\t" * 40 + "x\n").remarks
    assert "1 row left out with more cells than the table has columns: e:7" in remarks


_CELLS = st.text(max_size=8) | st.sampled_from(["CHEBI:7465", "biolink:treats", "PMID:1", "true", "https://a.b/[x]"])


@given(
    st.lists(st.dictionaries(st.sampled_from([*EDGES[0], "negated", "object_aspect_qualifier"]), _CELLS), max_size=3)
)
def test_any_edge_is_read_or_told(edges: list[dict[str, object]]) -> None:
    imported = read(json_lines(NODES), json_lines([*EDGES, *edges]))
    graph = graph_of(imported)
    assert len(read_claims(graph)) == len(imported.claims) >= 4
    assert validate_graph(graph).conforms


def test_the_command(tmp_path: Path) -> None:
    nodes, edges, out = tmp_path / "n.tsv", tmp_path / "e.tsv", tmp_path / "o.ttl"
    nodes.write_text("\ufeff" + table(NODES), encoding="utf-8")
    edges.write_text(table(EDGES), encoding="utf-8")
    result = CliRunner().invoke(main, ["import", "kgx", str(nodes), str(edges), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "4 claims, 1 of them from several origins; 0 evidence lines, 5 sources, 3 entities" in result.stderr
    assert CliRunner().invoke(main, ["audit", "-g", str(out), "--fail-on", "never"]).exit_code == 0
    edges.write_bytes(b"subject\tpredicate\tobject\n\xff\n")
    result = CliRunner().invoke(main, ["import", "kgx", str(nodes), str(edges), "-o", str(out)])
    assert result.exit_code == 2
    assert "not UTF-8; save the file as UTF-8 text" in result.stderr


def test_labels_beyond_the_limit_of_the_model_are_cut() -> None:
    nodes = [{**NODES[0], "name": "x" * 3000}, *NODES[1:]]
    imported = read(json_lines(nodes), json_lines(EDGES[:1]))
    labels = [thing.label for things in imported[:3] for thing in things]
    assert max(map(len, labels)) == LONGEST_LABEL
    assert any(remark.startswith("1 label cut to the first 1,900 characters: xxx") for remark in imported.remarks)
