"""Values in XML, as a parser of XML reads them: what is between the tags is what stands in the graph."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree

import pyoxigraph as ox
import pytest

from ldn_graph.errors import QueryResultError
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.sparql.writing import write_result

TEXTS = ["a\rb", "a\r\nb", "\r", "a\nb", "a\tb", "a]]>b", "<&>\"'", " a ", "naïve 🙂", "&#13;"]


def graph_of(text: str) -> Graph:
    return parse_turtle(f"<http://a/s> <http://a/p> {ox.Literal(text)} .")


def written(graph: Graph, query: str, format_name: str) -> bytes:
    out = io.BytesIO()
    write_result(graph.query(query), format_name, out)
    return out.getvalue()


def texts_of(document: bytes, tag: str) -> list[str | None]:
    return [node.text for node in ElementTree.fromstring(document).iter(tag)]  # noqa: S314, our own


@pytest.mark.parametrize("text", TEXTS)
def test_a_value_in_rows_is_read_as_it_stands(text: str) -> None:
    """A parser of XML takes a bare carriage return for the end of a line, so that it has to be written out."""
    document = written(graph_of(text), "SELECT ?o { ?s ?p ?o }", "xml")
    assert texts_of(document, "{http://www.w3.org/2005/sparql-results#}literal") == [text]


@pytest.mark.parametrize("text", TEXTS)
def test_a_value_in_a_graph_is_read_as_it_stands(text: str) -> None:
    document = written(graph_of(text), "CONSTRUCT WHERE { ?s ?p ?o }", "rdfxml")
    assert texts_of(document, "{http://a/}p") == [text]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\x1f", "\ufffe", "\uffff"])
@pytest.mark.parametrize(
    ("query", "format_name"), [("SELECT ?o { ?s ?p ?o }", "xml"), ("CONSTRUCT WHERE { ?s ?p ?o }", "rdfxml")]
)
def test_what_xml_cannot_hold_is_refused_by_its_code(sign: str, query: str, format_name: str) -> None:
    with pytest.raises(QueryResultError, match=rf"XML cannot hold the character U\+{ord(sign):04X}"):
        written(graph_of(f"a{sign}b"), query, format_name)


def test_signs_next_to_those_are_kept() -> None:
    text = "\ufffd\ufffc\ufeff\ufdd0" * 50
    document = written(graph_of(text), "SELECT ?o { ?s ?p ?o }", "xml")
    assert texts_of(document, "{http://www.w3.org/2005/sparql-results#}literal") == [text]
