"""The network in other programs' formats, read back by their own readers."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.errors import OutputError
from ldn_graph.network.formats import NETWORK_FORMATS, serialize_network
from ldn_graph.network.graph import build_network
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from tests.conftest import DECLARATIONS, claim_turtle, line_turtle, source_turtle

HOSTILE = '"<script>alert(1)</script> & \\u0001\\u001b[2J \\u202E]]> \\n naïve 🙂"@en'


@pytest.fixture(scope="module")
def network(audit: Audit) -> nx.MultiDiGraph[str]:
    return build_network(audit)


@pytest.fixture(scope="module")
def hostile() -> nx.MultiDiGraph[str]:
    text = f"entity:ldn a ldn:Drug ; rdfs:label {HOSTILE} . entity:lupus a ldn:Condition ; rdfs:label {HOSTILE} .\n"
    claim = claim_turtle("C01", line_turtle("e", "s") + source_turtle("s"), "evidence:e", rdfs__label=HOSTILE)
    return build_network(audit_claims(read_claims(parse_turtle(DECLARATIONS + text + claim))))


def read_back(data: bytes, form: str) -> nx.MultiDiGraph[str]:
    if form == "graphml":
        return nx.read_graphml(io.BytesIO(data), force_multigraph=True)  # type: ignore[no-any-return]
    if form == "gexf":
        return nx.read_gexf(io.BytesIO(data))  # type: ignore[no-any-return]
    if form == "node-link":
        return nx.node_link_graph(json.loads(data), edges="edges")  # type: ignore[no-any-return]
    return nx.cytoscape_graph(json.loads(data))  # type: ignore[no-any-return]


def content(network: nx.MultiDiGraph[str]) -> tuple[dict[str, dict[str, object]], list[tuple[object, ...]]]:
    """Nodes and edges with what we said of them, whatever a format adds."""
    names = ("label", "local_id", "kind", "year", "design")
    said = (
        "claim",
        "step",
        "status",
        "certainty",
        "overclaimed",
        "predicate",
        "bearing",
        "directness",
        "line",
        "level",
    )
    nodes = {n: {k: v[k] for k in names if k in v} for n, v in network.nodes(data=True)}
    edges = [(a, b, *(v.get(k) for k in said)) for a, b, v in network.edges(data=True)]
    return nodes, sorted(edges, key=str)


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_networkx_reads_it_back_the_same(network: nx.MultiDiGraph[str], form: str) -> None:
    nodes, edges = content(network)
    read_nodes, read_edges = content(read_back(serialize_network(network, form), form))
    assert read_edges == edges
    assert read_nodes == nodes


def test_cytoscape_finds_the_fields_that_it_shows(network: nx.MultiDiGraph[str]) -> None:
    """Those that its CytoscapejsMapper reads: names of the network, the nodes and the edges, and texts as ids."""
    document = json.loads(serialize_network(network, "cyjs"))
    assert document["data"] == {"name": "claims and their evidence"}
    nodes = {node["data"]["id"]: node["data"] for node in document["elements"]["nodes"]}
    edges = {edge["data"]["id"]: edge["data"] for edge in document["elements"]["edges"]}
    assert (len(nodes), len(edges)) == (network.number_of_nodes(), network.number_of_edges())
    assert not nodes.keys() & edges.keys()
    for iri, node in nodes.items():
        assert node["name"] == network.nodes[iri]["label"] != iri
    for edge in edges.values():
        said = network.edges[edge["source"], edge["target"], edge["key"]]
        assert edge["interaction"] == said["predicate"]
        assert edge["name"] == f"{nodes[edge['source']]['name']} ({said['predicate']}) {nodes[edge['target']]['name']}"
    for said in (document["data"], *nodes.values(), *edges.values()):
        assert {type(value) for value in said.values()} <= {str, int}, "what is no text or number makes no column"


def test_igraph_reads_the_graphml(network: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    file = tmp_path / "network.graphml"
    file.write_bytes(serialize_network(network, "graphml"))
    read = igraph.Graph.Read_GraphML(str(file))
    assert (read.vcount(), read.ecount()) == (network.number_of_nodes(), network.number_of_edges())
    assert sorted(read.es["claim"]) == sorted(data["claim"] for _, _, data in network.edges(data=True))
    assert sorted(read.vs["label"]) == sorted(data["label"] for _, data in network.nodes(data=True))


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_a_hostile_label_stays_a_label(hostile: nx.MultiDiGraph[str], form: str) -> None:
    read = read_back(serialize_network(hostile, form), form)
    labels = {str(v["label"]) for _, v in read.nodes(data=True)}
    assert any(label.startswith("<script>alert(1)</script> & \ufffd\ufffd[2J") for label in labels), labels
    assert read.number_of_edges() == hostile.number_of_edges()


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_a_file_holds_what_its_ending_says_with_the_same_bytes_in_every_run(
    network: nx.MultiDiGraph[str], tmp_path: Path, form: str
) -> None:
    name = f"claims.{'json' if form == 'node-link' else form}"
    command = [sys.executable, "-m", "ldn_graph", "export", "-o", name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / name).read_bytes() == serialize_network(network, form) != b""


def test_an_unknown_format_is_refused(network: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(OutputError, match="take one of graphml"):
        serialize_network(network, "dot")
    done = subprocess.run([sys.executable, "-m", "ldn_graph", "export"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "say in which format" in done.stderr
