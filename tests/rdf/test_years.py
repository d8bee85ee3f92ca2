"""The year of a source as a number: filled in for what queries see, and dates that are compared are doubted aloud."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ldn_graph.cli import main
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PREFIXES
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import open_graph, open_store, parse_turtle
from ldn_graph.sparql.doubts import find_doubtful
from tests.audit.test_model_rules import MODEL
from tests.conftest import DECLARATIONS

ASKED = "SELECT ?source ?year { ?source ldn:year ?year } ORDER BY ?source"
DATED = """
source:day a ldn:Source ; dcterms:issued "2010-03-02"^^xsd:date .
source:month a ldn:Source ; dcterms:issued "2011-03"^^xsd:gYearMonth .
source:year a ldn:Source ; dcterms:issued "2012"^^xsd:gYear .
source:own a ldn:Source ; dcterms:issued "2013"^^xsd:gYear ; ldn:year 1999 .
source:undated a ldn:Source .
source:odd a ldn:Source ; dcterms:issued "in spring 2014" , "20145" .
<urn:dataset> dcterms:issued "2017"^^xsd:gYear .
"""
YEARS = {"day": 2010, "month": 2011, "own": 1999, "year": 2012}


def years_of(graph: Graph) -> dict[str, int]:
    rows = graph.query(ASKED)
    return {row["source"].value.rpartition("/")[2]: int(row["year"].value) for row in rows}  # type: ignore[index,union-attr]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "dated.ttl"
    file.write_text(DECLARATIONS + DATED, encoding="utf-8")
    return file


@MODEL.states(
    "So each source that has a date gets `ldn:year`, a whole number",
    "It is compared as `?source ldn:year ?year FILTER(?year >= 2010)`.",
    "A source that states it keeps what it states.",
    "nor for a source without a date.",
)
def test_each_dated_source_has_its_year_wherever_it_is_asked(path: Path, tmp_path: Path) -> None:
    load_files([path], tmp_path / "db")
    for graph in (open_graph(path), open_store(path), open_graph(tmp_path / "db"), parse_turtle(path.read_text())):
        assert years_of(graph) == YEARS
        later = graph.query("SELECT ?s { ?s ldn:year ?year FILTER(?year >= 2012) }")
        assert len(list(later)) == 1  # type: ignore[arg-type]
    declared = f"PREFIX ldn: <{PREFIXES['ldn']}> {ASKED}"
    assert len(list(open_graph(path).as_rdflib().query(declared))) == len(YEARS)


@MODEL.states("The file is not changed, and what reads claims does not use it.")
def test_the_statements_of_a_file_stay_as_they_are(path: Path) -> None:
    before = path.read_bytes()
    graph = open_graph(path)
    assert years_of(graph) == YEARS
    stated = [q for q in graph.quads if q.predicate.value.endswith("#year")]
    assert [q.object.value for q in stated] == ["1999"]  # type: ignore[union-attr]
    assert path.read_bytes() == before


def test_the_shipped_sources_have_the_years_of_their_dates(graph: Graph) -> None:
    assert years_of(graph) == {s.id: s.year for s in read_sources(graph) if s.year}


@MODEL.states(
    "Sources are dated as they were confirmed, by a year, a month or a day",
    "loses the others in silence.",
    "A query that compares `dcterms:issued` with a value is answered, and doubted aloud.",
)
@pytest.mark.parametrize(
    ("condition", "doubted"),
    [
        ('FILTER(?i >= "2010"^^xsd:gYear)', True),
        ("FILTER(?i >= 2010)", True),
        ("FILTER(2010 < ?i)", True),
        ('FILTER("2010-01-01"^^xsd:date <= ?i)', True),
        ('FILTER("2010-01-01"^^<http://www.w3.org/2001/XMLSchema#date> <= ?i)', True),
        ('FILTER(?i = "2010")', True),
        ('FILTER(?i != xsd:date("2010-01-01"))', True),
        ("FILTER(?i > -1)", True),
        ('FILTER(?i IN ("2010", "2011"))', True),
        ('FILTER(?i NOT IN ("2010"))', True),
        ("FILTER(YEAR(?i) = 2010)", True),
        ("BIND(year(?i) AS ?y)", True),
        ('FILTER(SUBSTR(STR(?i), 1, 4) >= "2010")', False),
        ("FILTER(xsd:integer(SUBSTR(STR(?i), 1, 4)) >= 2010)", False),
        ("FILTER(BOUND(?i))", False),
        ("?s ldn:year ?y FILTER(?y >= 2010)", False),
        ("?s ldn:participants ?n FILTER(?n >= 40)", False),
        ("?t dcterms:issued ?i", False),
    ],
)
@pytest.mark.parametrize("term", ["dcterms:issued", "<http://purl.org/dc/terms/issued>"])
def test_dates_that_are_compared_are_doubted(term: str, condition: str, doubted: bool) -> None:
    remarks = find_doubtful(f"SELECT ?s {{ ?s {term} ?i . {condition} }} ORDER BY ?i")
    assert any("ldn:year" in remark for remark in remarks) is doubted


def test_the_doubt_is_told_and_the_query_answered() -> None:
    query = 'SELECT ?s { ?s dcterms:issued ?i FILTER(?i >= "2010"^^xsd:gYear) }'
    run = CliRunner().invoke(main, ["query", query, "--format", "csv"])
    assert run.exit_code == 0
    assert "compare the number ldn:year instead" in run.stderr
    assert len(run.stdout.splitlines()) > 20
