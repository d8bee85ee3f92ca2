"""``ldn-graph export``: a file holds the format that its ending names."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from ldn_graph.audit.audit import audit_claims
from ldn_graph.cli import main
from ldn_graph.network.formats import serialize_network
from ldn_graph.network.graph import build_network
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle

SMALL = claim_turtle(evidence="evidence:e0") + line_turtle("e0", "s0") + source_turtle("s0")


@pytest.fixture
def graph_file(tmp_path: Path) -> str:
    path = tmp_path / "graph.ttl"
    path.write_text(DECLARATIONS + ENTITIES + SMALL, encoding="utf-8")
    return str(path)


def network_of(graph_file: str) -> nx.MultiDiGraph[str]:
    return build_network(audit_claims(read_claims(open_graph(graph_file))))


def export(graph_file: str, *words: str) -> bytes:
    run = CliRunner().invoke(main, ["export", "-g", graph_file, *words])
    assert run.exit_code == 0, run.output
    return run.stdout_bytes


def is_of_format(data: bytes, format_name: str) -> bool:
    if format_name in ("graphml", "gexf"):
        return f"<{format_name}".encode() in data[:200]
    document = json.loads(data)
    return {"cyjs": "elements", "node-link": "nodes"}[format_name] in document


@pytest.mark.parametrize(
    ("ending", "format_name"), [("graphml", "graphml"), ("gexf", "gexf"), ("json", "node-link"), ("cyjs", "cyjs")]
)
def test_a_file_holds_the_format_that_its_ending_names(
    graph_file: str, tmp_path: Path, ending: str, format_name: str
) -> None:
    for name in (f"claims.{ending}", f"CLAIMS.{ending.upper()}", f"claims.{ending}.gz"):
        path = tmp_path / name
        export(graph_file, "-o", str(path))
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert is_of_format(data, format_name), name
        assert data == serialize_network(network_of(graph_file), format_name)
    assert export(graph_file, "--format", format_name) == data


def test_what_cytoscape_is_given_is_a_network_of_its_own(graph_file: str, tmp_path: Path) -> None:
    """By the key under which Cytoscape looks for nodes and edges, and read back by networkx."""
    path = tmp_path / "claims.cyjs"
    export(graph_file, "-o", str(path))
    document = json.loads(path.read_bytes())
    assert document["elements"].keys() == {"nodes", "edges"}
    network = network_of(graph_file)
    read = nx.cytoscape_graph(document)
    assert (read.number_of_nodes(), read.number_of_edges()) == (network.number_of_nodes(), network.number_of_edges())


def test_a_format_that_is_named_goes_before_an_ending(graph_file: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    export(graph_file, "-o", str(path), "--format", "cyjs")
    assert is_of_format(path.read_bytes(), "cyjs")


def test_a_network_has_no_place_for_an_article(graph_file: str) -> None:
    run = CliRunner().invoke(main, ["export", "-g", graph_file, "--format", "gexf", "--article", "none.txt"])
    assert (run.exit_code, "--article goes with export table" in run.stderr) == (2, True)
