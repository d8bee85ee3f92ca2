"""The years of sources: what queries compare, and nobody's files say."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import LDN
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import open_graph, open_store
from ldn_graph.sparql.doubts import find_doubtful
from ldn_graph.validation.report import validate_graph
from tests.audit.test_model_rules import MODEL
from tests.conftest import DECLARATIONS

SOURCES = """
source:year a ldn:Source ; dcterms:issued "2008"^^xsd:gYear .
source:month a ldn:Source ; dcterms:issued "2009-10"^^xsd:gYearMonth .
source:day a ldn:Source ; dcterms:issued "2010-01-31"^^xsd:date .
source:text a ldn:Source ; dcterms:issued "2011" .
source:stated a ldn:Source ; dcterms:issued "2012"^^xsd:gYear ; ldn:year 2013 .
source:only-stated a ldn:Source ; ldn:year 2014 .
source:undated a ldn:Source .
source:twice a ldn:Source ; dcterms:issued "2015"^^xsd:gYear , "2016"^^xsd:gYear .
source:wrong a ldn:Source ; dcterms:issued "soon" , "12345" .
source:other dcterms:issued "2008"^^xsd:gYear .
"""
YEARS = {"year": 2008, "month": 2009, "day": 2010, "text": 2011, "stated": 2013, "only-stated": 2014}
BLANK = '[] a ldn:Source ; dcterms:issued "2017"^^xsd:gYear .\n'


def years_of(graph: Graph) -> dict[str, int]:
    rows = graph.query("SELECT ?source ?y { ?source ldn:year ?y FILTER(!isBlank(?source)) }")
    return {row[0].value.rpartition("/")[2]: int(row[1].value) for row in rows}  # type: ignore[union-attr]


def graphs_of(folder: Path, turtle: str = SOURCES) -> dict[str, Graph]:
    """The same graph, opened in each way."""
    for name, more in (("plain", ""), ("blank", BLANK)):
        (folder / f"{name}.ttl").write_text(DECLARATIONS + turtle + more, encoding="utf-8")
    load_files([folder / "plain.ttl"], folder / "db")
    return {
        "file": open_graph(folder / "plain.ttl"),
        "store": open_store(folder / "plain.ttl"),
        "blank": open_store(folder / "blank.ttl"),
        "database": open_graph(folder / "db"),
    }


@MODEL.states(
    "Each source that has a date has its year as a number too, `ldn:year`:", "`?source ldn:year ?y FILTER(?y >= 2010)`."
)
@pytest.mark.parametrize("kind", ["file", "store", "blank", "database"])
def test_each_graph_that_is_opened_has_the_years(tmp_path: Path, kind: str) -> None:
    graph = graphs_of(tmp_path)[kind]
    assert years_of(graph) == YEARS
    later = {str(row[0]) for row in graph.query("SELECT ?s { ?s ldn:year ?y FILTER(?y >= 2010 && ?y < 2014) }")}  # type: ignore[union-attr]
    assert {name.rpartition("/")[2].strip(">") for name in later} == {"day", "text", "stated"} or kind == "blank"
    found = graph.as_rdflib().query(f"SELECT ?y {{ ?s <{LDN.year}> ?y FILTER(?y = 2009) }}")
    assert len(list(found)) == 1, "rdflib compares it too"


def test_a_source_without_an_iri_has_its_year(tmp_path: Path) -> None:
    assert graphs_of(tmp_path)["blank"].query("ASK { ?s ldn:year 2017 FILTER(isBlank(?s)) }")


@MODEL.states(
    "It is filled in wherever a file or a database of `ldn-graph load` is asked", "A year that the file states stays."
)
def test_files_stay_as_they_were_written(tmp_path: Path) -> None:
    for kind, graph in graphs_of(tmp_path).items():
        stated = {q.subject.value.rpartition("/")[2] for q in graph.quads if q.predicate.value == LDN.year}  # type: ignore[union-attr]
        assert stated == {"stated", "only-stated"}, kind
    assert len(graphs_of(tmp_path)["database"].quads) == len(set(graphs_of(tmp_path)["file"].quads))


def test_validation_and_audit_see_what_was_written(tmp_path: Path) -> None:
    turtle = (
        'source:good a ldn:Source ; rdfs:label "a"@en ; ldn:readAs ldn:abstract ; dcterms:issued "2008"^^xsd:gYear .'
    )
    graph = graphs_of(tmp_path, turtle)["database"]
    assert validate_graph(graph).results == validate_graph(graphs_of(tmp_path, turtle)["file"]).results


@MODEL.states("`ldn-graph export` and `validate` see what was written.")
def test_nothing_that_nobody_wrote_is_exported(tmp_path: Path) -> None:
    load_files([Path(open_graph().name)], tmp_path / "db")
    for ending in ("graphml", "gexf", "cyjs"):
        written = [tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"]
        for file, place in zip(written, ([], ["--store", str(tmp_path / "db")]), strict=True):
            run = CliRunner().invoke(main, ["export", "-o", str(file), *place])
            assert run.exit_code == 0, run.output
            assert "vocab#year" not in file.read_text(encoding="utf-8")


@MODEL.states("A source without a date, or with dates of different years, has none", "so a comparison leaves it out.")
def test_what_has_no_year_is_left_out(tmp_path: Path) -> None:
    graph = graphs_of(tmp_path)["file"]
    assert not {"undated", "twice", "wrong", "other"} & years_of(graph).keys()


def test_the_shipped_graph_has_a_year_for_each_date() -> None:
    graph = open_graph()
    sources = {s.iri.rpartition("/")[2]: s.year for s in read_sources(graph) if s.year}
    assert sources
    assert {name: year for name, year in years_of(graph).items() if name in sources} == sources
    assert all(
        q.object.datatype.value.endswith("#integer")
        for q in graph.store.quads_for_pattern(None, ox.NamedNode(LDN.year), None)  # type: ignore[attr-defined]
    )


DATED = "?s dcterms:issued ?i"


@MODEL.states(
    "A query that compares `dcterms:issued` itself is warned of:",
    "So is one that casts it, `xsd:integer(?issued)`, or has a number or a text as its value, `dcterms:issued 2010`.",
    "`BIND(xsd:integer(SUBSTR(STR(?issued), 1, 4)) AS ?y)`",
)
@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?s {{ {DATED} FILTER(?i >= 2010) }}",
        f'SELECT ?s {{ {DATED} FILTER(?i >= "2010"^^xsd:gYear) }}',
        f'SELECT ?s {{ {DATED} FILTER("2010-01-01"^^xsd:date < ?i) }}',
        f'SELECT ?s {{ {DATED} FILTER(?i > "2010" && ?i != "2011") }}',
        f"SELECT ?s {{ {DATED} FILTER(((?i)) = 2010) }}",
        f"SELECT ?s {{ {DATED} FILTER(?i IN (2010, 2011)) }}",
        f"SELECT ?s {{ {DATED} FILTER(?i NOT IN (2010)) }}",
        f"SELECT ?s {{ {DATED} FILTER(2010 IN (1, ?i)) }}",
        f"SELECT ?s {{ {DATED} FILTER(YEAR(?i) >= 2010) }}",
        f"SELECT (YEAR(?i) AS ?y) {{ {DATED} }}",
        f"SELECT ?s {{ {DATED} FILTER(xsd:integer(?i) >= 2010) }}",
        f"SELECT ?s {{ {DATED} FILTER(xsd:double(?i) >= 2010) }}",
        f"SELECT ?s {{ {DATED} BIND(xsd:gYear((?i)) AS ?y) FILTER(?y >= 2010) }}",
        f"SELECT ?s {{ {DATED} FILTER(<http://www.w3.org/2001/XMLSchema#decimal>(?i) >= 2010) }}",
        f"PREFIX x: <http://www.w3.org/2001/XMLSchema#> SELECT ?s {{ {DATED} FILTER(2010 < x:integer(?i)) }}",
        "SELECT ?s { ?s dcterms:issued 2010 }",
        "SELECT ?s { ?s a ldn:Source ; dcterms:issued 2010 ; ldn:year ?y }",
        'SELECT ?s { ?s dcterms:issued "2010" }',
        'SELECT ?s { ?s dcterms:issued "2010"@en . }',
        'SELECT ?s { ?s dcterms:issued "2010"^^xsd:integer }',
        'SELECT ?s { ?s dcterms:issued "2010"^^xsd:gYear , 2011 }',
        f"SELECT ?s {{ {DATED} BIND(?i AS ?when) FILTER(?when > 2010) }}",
        f"SELECT ?s (MAX(?i) AS ?m) {{ {DATED} }} GROUP BY ?s HAVING(MAX(?i) > 2010)",
        "SELECT ?s { ?s a ldn:Source ; dcterms:issued ?j , ?i . FILTER($i > 2010) }",
        "SELECT ?l { ?l ldn:source/dcterms:issued ?i FILTER(2010 < ?i) }",
        "SELECT ?s { ?s <http://purl.org/dc/terms/issued> ?i FILTER(?i > 2010) }",
        "PREFIX dct: <http://purl.org/dc/terms/> SELECT ?s { ?s dct:issued ?i FILTER(?i > 2010) }",
    ],
)
def test_a_compared_date_is_doubted_with_the_remedy(query: str) -> None:
    open_graph().query(query)
    (remark,) = find_doubtful(query)
    assert "use the year: ?source ldn:year ?y FILTER(?y >= 2010)" in remark


@MODEL.states("To sort by it, or to read it as text with `STR`, is fine.")
@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?s {{ {DATED} }} ORDER BY ?i",
        f"SELECT ?s {{ {DATED} }} ORDER BY DESC(?i)",
        f'SELECT ?s {{ {DATED} FILTER(STR(?i) >= "2010") }}',
        f"SELECT ?s {{ {DATED} BIND(xsd:integer(SUBSTR(STR(?i), 1, 4)) AS ?y) FILTER(?y >= 2010) }}",
        f'SELECT ?s {{ {DATED} FILTER(STRSTARTS(STR(?i), "20") && BOUND(?i) = true) }}',
        f'SELECT ?s (GROUP_CONCAT(STR(?i) ; SEPARATOR = ", ") AS ?all) {{ {DATED} }} GROUP BY ?s',
        f"SELECT ?s {{ {DATED} ; ldn:year ?y FILTER(?y >= 2010) }}",
        f"SELECT ?s {{ {DATED} FILTER(xsd:string(?i) >= '2010') }}",
        f"SELECT ?s {{ {DATED} ; ldn:participants ?p FILTER(xsd:integer(?p) >= 2010) }}",
        'SELECT ?s { ?s dcterms:issued "2010"^^xsd:gYear , "2010-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> }',
        "SELECT ?s { ?s ldn:participants ?i FILTER(?i > 2010) }",
        "SELECT ?s { ?s ldn:year 2010 ; dcterms:issued ?i }",
    ],
)
def test_a_date_that_is_sorted_or_read_as_text_is_not_doubted(query: str) -> None:
    open_graph().query(query)
    assert find_doubtful(query) == ()


@MODEL.states(
    "What a query builds from the graph, and what `graph.as_rdflib()` writes out, has the filled-in years in it.",
    "A database that was loaded before there were years",
)
def test_what_is_built_from_the_graph_has_the_years(tmp_path: Path) -> None:
    graph = graphs_of(tmp_path)["file"]
    built = graph.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert sum(t.predicate.value == LDN.year for t in built) == len(YEARS)  # type: ignore[union-attr]
    assert LDN.year in graph.as_rdflib().serialize(format="nt")
    ox.Store(str(tmp_path / "old")).extend(graph.quads)
    assert years_of(open_graph(tmp_path / "old")).keys() == {"stated", "only-stated"}
