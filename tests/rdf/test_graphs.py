"""Opening graphs: every format, standard input, folders, and every kind of bad input with its place and remedy."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.errors import GraphNotFoundError, GraphSyntaxError, LdnGraphError, QuerySyntaxError
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.graphs import LoadedGraph
from ldn_graph.rdf.opening import open_graph, open_store, parse_turtle
from ldn_graph.resources import SHIPPED

TURTLE = "@prefix a: <http://a/> .\n\na:s a:p a:o .\n"


@pytest.mark.parametrize(
    ("ending", "form"),
    [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("trig", ox.RdfFormat.TRIG), ("nq", ox.RdfFormat.N_QUADS),
     ("rdf", ox.RdfFormat.RDF_XML), ("jsonld", ox.RdfFormat.JSON_LD)],
)  # fmt: skip
def test_each_format_gives_the_same_triples(tmp_path: Path, ending: str, form: ox.RdfFormat) -> None:
    quads = parse_turtle(TURTLE).quads
    data = ox.serialize([q.triple for q in quads], format=form)
    assert data is not None
    path = tmp_path / f"graph.{ending}"
    path.write_bytes(data)
    assert {q.triple for q in open_graph(path).quads} == {q.triple for q in quads}


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "bom.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + TURTLE.encode())
    assert len(open_graph(path).quads) == 1


def test_a_folder_stands_for_the_rdf_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.ttl").write_text(TURTLE)
    (tmp_path / "b" / "c.nt").write_text("<http://a/s> <http://a/p> <http://a/q> .\n")
    (tmp_path / "notes.txt").write_text("not RDF")
    assert len(open_graph(tmp_path).quads) == 2


def test_a_blank_node_belongs_to_its_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.nt").write_text(f'_:x <http://a/p> "{name}" .\n')
    assert len({str(quad.subject) for quad in open_graph(tmp_path).quads}) == 2
    assert len({str(quad.subject) for quad in open_graph(tmp_path).store}) == 2


def test_named_graphs_are_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "g.trig"
    path.write_text("<http://g> { <http://a/s> <http://a/p> <http://a/o> }")
    assert bool(open_graph(path).query("ASK { <http://a/s> ?p ?o }"))


def test_blank_nodes_have_the_same_names_each_time() -> None:
    text = "@prefix a: <http://a/> . a:s a:p [ a:q [ a:r 1 ] ] , [] ."
    assert {str(q) for q in parse_turtle(text).store} == {str(q) for q in parse_turtle(text).store}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no triples in it"),
        (b"# only a comment\n", "no triples in it"),
        (TURTLE.encode() + b'a:s a:p "cut', "x.ttl:4: column 9: Unexpected end of file; a text begins there and does not end"),
        (TURTLE.encode() + b'a:s a:p "cut .\n', "x.ttl:4: column 9: Unexpected end of file; a text begins there and does not end"),
        (TURTLE.encode() + b"a:s a:p <cut", "x.ttl:4: column 9: Unexpected end of file; the file seems cut off"),
        (TURTLE.encode() + b"a:s a:p a:o ;", "x.ttl:4"),
        (TURTLE.encode() + b"a:s a:p a:o\n", "x.ttl:5: column 1: Unexpected end; the last statement does not end: put a full stop"),
        (TURTLE.encode() + b"a:s a:p a:o\n  a:q a:o .", "x.ttl:5: column 3: A dot is expected at the end of statements; end what stands "
         "before it with ; where the same subject goes on"),
        (TURTLE.encode() + b"a:s rdfs:label a:o .", "x.ttl:4: column 5: The prefix rdfs: has not been declared; add a line: "
         "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."),
        (TURTLE.encode() + b"a:s zz:label a:o .", "; add a line: @prefix zz: <...> . with its namespace"),
        (TURTLE.encode() + b"a:s dctrms:title a:o .", "; write dcterms: or dcat: if that is meant, else add a line: @prefix dctrms: <...> ."),
        (b"<s> <p> <o> .", "x.ttl:1: column 1: No scheme found in an absolute IRI; write the IRI in full, or declare a @base"),
        (TURTLE.encode() + 'a:s a:p "caf\xe9" .'.encode("latin-1"), "x.ttl:4"),
        (TURTLE.encode("utf-16"), "x.ttl:1: not a text file in UTF-8; save it as UTF-8"),
        (bytes(range(256)) * 40, "x.ttl:1: not a text file in UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 500, "x.ttl:1"),
        (b"<html><body>404 Not Found</body></html>", "x.ttl:1"),
        (b"word " * 100_000, "x.ttl:1: "),
    ],
)  # fmt: skip
def test_bad_input_says_where_what_and_what_to_do(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.ttl"
    path.write_bytes(data)
    with pytest.raises(LdnGraphError) as caught:
        open_graph(path)
    message = str(caught.value)
    assert said in message
    assert len(message) < 600
    assert ";" in message, "a remedy follows"


@pytest.mark.parametrize("name", ["missing.ttl", "missing/x.ttl"])
def test_a_missing_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(GraphNotFoundError, match=r"No such file or directory; check the path"):
        open_graph(tmp_path / name)


def test_a_folder_without_rdf(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFoundError, match="no RDF file in this folder"):
        open_graph(tmp_path)


def test_a_large_file_of_junk_ends_at_once(tmp_path: Path) -> None:
    path = tmp_path / "junk.ttl"
    path.write_bytes(b"junk and more junk, no triple at all \n" * 2_750_000)  # 100 MB
    with pytest.raises(GraphSyntaxError, match=r"junk\.ttl:1"):
        open_graph(path)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_parser_raise_anything_else(data: bytes) -> None:
    from ldn_graph.rdf.documents import Document, parse_document

    with contextlib.suppress(LdnGraphError):
        list(parse_document(Document("x", data, ox.RdfFormat.TURTLE)))


def test_standard_input_is_turtle() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "ldn_graph", "query", "-g", "-", "SELECT ?s { ?s ?p ?o }", "--format", "csv"],
        input=TURTLE.encode(), capture_output=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, b"s\r\nhttp://a/s\r\n")


# Places -----------------------------------------------------------------------------------------


def test_every_named_subject_of_the_shipped_graph_has_its_line(graph: Graph) -> None:
    text = Path(SHIPPED).read_text(encoding="utf-8").splitlines()
    (document,) = graph.documents
    subjects = {q.subject.value for q in graph.quads if isinstance(q.subject, ox.NamedNode)}
    assert set(document.lines) == subjects
    for iri, line in document.lines.items():
        assert iri.rpartition("/")[2] in text[line - 1], (iri, line)


def test_lines_are_right_among_strings_comments_and_lists() -> None:
    text = '''PREFIX a: <http://a/>
# a:comment a:is a:no a:subject .
a:one a:p """a
long . "string"
# with no comment""" ; a:q 'it''s . ' , [ a:r ( a:x 1.5 a:y ) ] .
   <http://a/two> a:p a:o, a:o2 ;
   a:q 4.5 . a:three a:p "#" .
a:one a:again 1 .
'''.replace("''s", "\\'s")
    lines = parse_turtle(text).documents[0].lines
    assert dict(lines) == {"http://a/one": 3, "http://a/two": 6, "http://a/three": 7}


def test_a_place_that_is_not_known_is_the_name_of_the_file() -> None:
    assert parse_turtle(TURTLE, "g.ttl").place("http://a/elsewhere") == "g.ttl"
    assert parse_turtle(TURTLE, "g.ttl").place("http://a/s") == "g.ttl:3"


# Queries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * WHERE { ?s a ?c ", "the query, line 1, column"),
        ("SELECT ?x WHERE {\n ?s foo:bar ?o }", "the prefix foo: is not declared; begin the query with PREFIX foo:"),
        ("DELETE WHERE { ?s ?p ?o }", "the query, line 1"),
        ("", "the query, line 1"),
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_parsed(graph: Graph, query: str, said: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        graph.query(query)
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 3, "one line, and the place below it"


def test_the_rdflib_view_has_the_same_triples(graph: Graph) -> None:
    assert sum(1 for _ in graph.as_rdflib()) == len(graph.store)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("files", "straight"),
    [
        ({"a.ttl": TURTLE}, True),
        ({"a.ttl": TURTLE, "b.nt": '<http://a/s> <http://a/p> "[no (blank) _:node" .\n'}, True),
        ({"a.ttl": TURTLE + "a:s a:p [ a:q ( 1 2 ) ] ."}, False),
        ({"a.nt": "_:x <http://a/p> _:y .\n", "b.nt": "_:x <http://a/p> _:z .\n"}, False),
        ({"a.ttl": TURTLE, "g.trig": "<http://g> { <http://a/s> <http://a/p> <http://a/o> , <http://a/n> }"}, False),
    ],
)
def test_a_graph_for_sparql_alone_is_the_same(tmp_path: Path, files: dict[str, str], straight: bool) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    graph, loaded = open_graph(tmp_path), open_store(tmp_path)
    assert isinstance(loaded, LoadedGraph) == straight
    assert (
        {str(q) for q in loaded.store} == {str(q) for q in graph.store} == {str(q) for q in open_store(tmp_path).store}
    )
    assert len(loaded.quads) == len(graph.quads)
    assert loaded.documents == graph.documents
    if straight:
        assert loaded.quads == graph.quads


@pytest.mark.parametrize(
    "text", ["", "# nothing", "<http://a/s> <http://a/p>", "a:s a:p a:o .", "\0", "<!doctype html>", '<x> <y> "z" .']
)
def test_a_graph_for_sparql_alone_fails_as_any_other(tmp_path: Path, text: str) -> None:
    file = tmp_path / "wrong.ttl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LdnGraphError) as expected:
        open_graph(file)
    with pytest.raises(type(expected.value)) as found:
        open_store(file)
    assert str(found.value) == str(expected.value)
