"""What a name means where it could mean several things."""

from __future__ import annotations

import pytest

from ldn_graph.errors import UnknownNameError
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sparql.names import find_node
from tests.conftest import DECLARATIONS

DOI, PMID = "10.1000/Ab1", "18728058"
SOURCES = f"""
source:b a ldn:Source ; bibo:doi "{DOI}" ; bibo:pmid "{PMID}" .
source:a a ldn:Source ; rdfs:label "{DOI}" , "{PMID}" .
source:c a ldn:Source ; dcterms:title "{DOI}"@en ; rdfs:label "{PMID}"@en .
"""


def graph_of(turtle: str) -> Graph:
    return parse_turtle(DECLARATIONS + turtle)


def key_of(graph: Graph, name: str, kind: str = "source") -> str:
    return find_node(graph, name, kind, "the list").removeprefix(PREFIXES["source"]).removeprefix(PREFIXES["entity"])


@pytest.mark.parametrize("name", [DOI, f"doi:{DOI}", f"https://doi.org/{DOI}", PMID, f"PMID: {PMID}"])
def test_an_identifier_goes_before_a_label(name: str) -> None:
    """Two sources are called what is the DOI and the PMID of a third; that one is meant."""
    assert key_of(graph_of(SOURCES), name) == "b"


def test_a_label_that_is_nobodys_identifier_is_a_label() -> None:
    without = SOURCES.replace(f'bibo:doi "{DOI}" ; bibo:pmid "{PMID}"', 'dcterms:title "b"@en')
    with pytest.raises(UnknownNameError, match="is the name of source:a, source:c; write one of these"):
        find_node(graph_of(without), PMID, "source", "the list")


def test_a_label_goes_before_an_id_and_what_is_exact_before_what_is_not() -> None:
    graph = graph_of("""
        entity:lupus a ldn:Condition ; rdfs:label "Lupus erythematosus"@en .
        entity:x a ldn:Condition ; rdfs:label "lupus"@en .
        entity:y a ldn:Condition ; rdfs:label "LUPUS"@en .
    """)
    assert key_of(graph, "lupus", "condition") == "x"
    assert key_of(graph, "LUPUS", "condition") == "y"
    assert key_of(graph, "entity:lupus", "condition") == "lupus"
    assert key_of(graph, "lupus ERYTHEMATOSUS", "condition") == "lupus"
    with pytest.raises(UnknownNameError, match="is the name of entity:x, entity:y"):
        find_node(graph, "Lupus", "condition", "the list")


def test_a_name_of_another_kind_says_what_it_is() -> None:
    graph = graph_of('entity:ldn a ldn:Drug ; rdfs:label "naltrexone"@en .')
    with pytest.raises(
        UnknownNameError, match=r"no condition 'ldn' in this graph, where it is a ldn:Drug; see: the list"
    ):
        find_node(graph, "ldn", "condition", "the list")
