"""A graph whose files have namespaces of their own: its names, its CURIEs, and what a query names in vain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.cli import main
from ldn_graph.errors import QueryRefusedError, UnknownNameError
from ldn_graph.model.lookup import expand
from ldn_graph.model.prefixes import OWN, join_prefixes
from ldn_graph.model.vocab import PREFIXES, shorten
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.sparql.doubts import find_doubtful
from ldn_graph.sparql.names import find_node
from ldn_graph.sparql.questions import ask

MINE = """\
@prefix claim: <https://example.org/tea/claim/> .
@prefix source: <https://example.org/tea/source/> .
@prefix tea: <https://example.org/tea/> .
@prefix biolink: <https://w3id.org/biolink/vocab/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ldn: <https://w3id.org/ldn-graph/vocab#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
tea:green a ldn:Drug ; rdfs:label "green tea"@en .
claim:C1 a ldn:Claim ; rdfs:label "Green tea helps"@en ; rdf:subject tea:green ; rdf:predicate biolink:affects .
source:smith-2010 a ldn:Source ; dcterms:title "Green tea, a trial" .
"""
ABOUT_C1 = "SELECT ?value { claim:C1 rdf:subject ?value }"


def ldn(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="ldn-graph")


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.ttl"
    path.write_text(MINE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("kept", ["file", "database"])
def test_a_prefix_means_what_the_files_of_the_graph_say(mine: str, tmp_path: Path, kept: str) -> None:
    where = ("--graph", mine)
    if kept == "database":
        where = ("--store", str(tmp_path / "db"))
        assert ldn("load", mine, *where).exit_code == 0
    table = ldn("query", ABOUT_C1, *where)
    assert table.stdout.split() == ["value", "---------", "tea:green"]
    assert table.stderr == ""
    rows = json.loads(ldn("query", ABOUT_C1, "--format", "json", *where).stdout)["results"]["bindings"]
    assert [row["value"]["value"] for row in rows] == ["https://example.org/tea/green"]
    turtle = ldn("query", "DESCRIBE claim:C1", *where).stdout
    assert "@prefix claim: <https://example.org/tea/claim/> ." in turtle
    assert parse_turtle(turtle).place("https://example.org/tea/claim/C1") != "<text>"


def test_what_stands_in_the_place_of_the_prefixes_of_a_database_does_no_harm(mine: str, tmp_path: Path) -> None:
    where = ("--store", str(tmp_path / "db"))
    assert ldn("load", mine, *where).exit_code == 0
    (kept,) = (tmp_path / "db").glob("*.json")
    for text in ("[", "[1]", '{"claim": 1, "x": "no IRI", "y": "urn:y:"}'):
        kept.write_text(text, encoding="utf-8")
        assert ldn("query", "ASK { ?x a ldn:Claim }", *where).stdout == "true\n"


def test_names_are_ids_and_curies_of_the_graphs_own_namespaces() -> None:
    graph = parse_turtle(MINE)
    for name in ("C1", "c1", "claim:C1", "https://example.org/tea/claim/C1"):
        assert find_node(graph, name, "claim", "-") == "https://example.org/tea/claim/C1"
    assert find_node(graph, "tea:green", "entity", "-") == "https://example.org/tea/green"
    with pytest.raises(UnknownNameError, match="did you mean C1"):
        find_node(graph, "C01", "claim", "-")
    rows = ask(graph, "SELECT ?c { ?c a ldn:Claim }", c="claim:C1")
    assert not isinstance(rows, bool)
    assert rows.dicts(curie=True) == [{"c": "claim:C1"}]


def test_one_id_in_two_namespaces_is_told_and_each_can_be_reached() -> None:
    graph = parse_turtle(MINE + '<https://w3id.org/ldn-graph/claim/C1> a ldn:Claim ; rdfs:label "Another"@en .\n')
    with pytest.raises(UnknownNameError, match=r"'C1' is the name of claim:C1, https://w3id\.org/ldn-graph/claim/C1;"):
        find_node(graph, "C1", "claim", "-")
    other = parse_turtle(MINE + "<urn:x/C1> a ldn:Claim .\n<urn:y/C2> a ldn:Claim .\n<urn:z/C2> a ldn:Claim .\n")
    with pytest.raises(UnknownNameError, match="'C2' is the name of urn:y/C2, urn:z/C2; write one of these"):
        find_node(other, "C2", "claim", "-")
    for iri in ("https://w3id.org/ldn-graph/claim/C1", "https://example.org/tea/claim/C1"):
        assert find_node(graph, iri, "claim", "-") == iri
    assert find_node(graph, "claim:C1", "claim", "-") == "https://example.org/tea/claim/C1"


@pytest.mark.parametrize(
    ("pattern", "doubt"),
    [
        ("claim:C1 ?p ?o", None),
        ("?s rdf:subject tea:green ; skos:altLabel ?name", None),
        ("?s rdf:subject tea:greem", "tea:greem, which is <https://example.org/tea/greem> here, is in no triple of this "
         "graph; did you mean tea:green?"),
        ("source:smith-201 ?p ?o", "did you mean source:smith-2010?"),
        ("claim:C9 ?p ?o.", "claim:C9, which is <https://example.org/tea/claim/C9> here, is in no triple of this graph"),
        ("evidence:C1 ?p ?o", "<https://w3id.org/ldn-graph/evidence/C1> here, is in no triple of this graph; did you "
         "mean claim:C1?"),
        ("?s biolink:afects ?o", "is in no triple of this graph; did you mean biolink:affects?"),
        ("VALUES ?s { <https://example.org/C1> } ?s ?p ?o", "<https://example.org/C1> is in no triple of this graph; "
         "did you mean claim:C1?"),
    ],
)  # fmt: skip
def test_what_a_query_names_and_no_triple_has_is_doubted(pattern: str, doubt: str | None) -> None:
    remarks = find_doubtful(f"SELECT * {{ {pattern} }}", parse_turtle(MINE))
    assert len(remarks) == (doubt is not None)
    assert (doubt or "") in "".join(remarks)


def test_prefixes_of_the_query_come_first_and_no_other_iri_is_doubted() -> None:
    graph = parse_turtle(MINE)
    query = "BASE <https://example.org/tea/> PREFIX claim: <claim/> SELECT * FROM <urn:other> { claim:C1 ?p <green> }"
    assert find_doubtful(query, graph) == ()
    assert "no triple" in find_doubtful("PREFIX claim: <urn:x:> ASK { claim:C1 ?p ?o }", graph)[0]


def test_a_doubt_is_told_by_the_command(mine: str) -> None:
    run = ldn("query", "SELECT * { claim:C99 ?p ?o }", "--graph", mine)
    assert run.exit_code == 0
    assert "Warning: claim:C99, which is <https://example.org/tea/claim/C99> here, is in no triple" in run.stderr


def test_a_clash_of_prefixes_is_told_and_the_first_file_counts(mine: str, tmp_path: Path) -> None:
    yours = tmp_path / "yours.ttl"
    yours.write_text("@prefix claim: <urn:yours:> .\nclaim:C2 a claim:Thing .\n", encoding="utf-8")
    clash = f"in {yours} it is <urn:yours:>: write those IRIs in full"
    for words in (("query", ABOUT_C1), ("validate",)):
        run = ldn(*words, "-g", mine, "-g", str(yours))
        assert f"Warning: claim: is <https://example.org/tea/claim/> here, as in {mine}; {clash}" in run.stderr
    assert clash in ldn("load", mine, str(yours), "--store", str(tmp_path / "db")).stderr


def test_a_vocabulary_means_the_same_in_every_graph() -> None:
    joined = join_prefixes([("mine.ttl", {"ldn": "urn:other:", "rdfs": PREFIXES["rdfs"], "mine": "urn:mine:"})])
    assert joined.iris == {**PREFIXES, "mine": "urn:mine:"}
    assert joined.clashes == (
        f"ldn: is <{PREFIXES['ldn']}> here, as in every graph; in mine.ttl it is <urn:other:>: write those IRIs in full",
    )
    assert set(OWN) < set(PREFIXES)


@given(
    st.dictionaries(
        st.sampled_from(("a", "b", "claim", "")), st.sampled_from(("urn:", "urn:x:", "https://example.org/"))
    ),
    st.sampled_from(("urn:", "urn:x:", "https://example.org/", PREFIXES["claim"])),
    st.text("xy/:#", max_size=5),
)
def test_a_curie_leads_back_to_its_iri(declared: dict[str, str], base: str, rest: str) -> None:
    prefixes = join_prefixes([("mine.ttl", declared)]).iris
    assert expand(shorten(base + rest, prefixes), prefixes) == base + rest


def test_a_service_clause_with_a_prefix_of_the_graph_is_refused_as_any() -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE asks another host"):
        parse_turtle(MINE).query("ASK { SERVICE tea:server { ?s ?p ?o } }")


def test_a_query_of_the_shipped_graph_may_name_what_it_has() -> None:
    assert find_doubtful("SELECT * { claim:C17 ?p ?o . ?s skos:exactMatch ?m }", open_graph()) == ()
