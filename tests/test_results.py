"""What leaves the package: SPARQL results by the W3C's formats, read back; tables; files whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit import Audit
from ldn_graph.audit_tables import CLAIM_COLUMNS, FINDING_COLUMNS, audit_document, claim_rows, finding_rows
from ldn_graph.errors import OutputError, QueryResultError
from ldn_graph.files import write_file
from ldn_graph.results import serialize_result
from ldn_graph.store import PACKAGE, Graph, parse_turtle
from ldn_graph.tables import csv_table, json_text, markdown_table, printable, text_table

SELECT = "SELECT ?claim ?label ?nothing { ?claim a ldn:Claim ; rdfs:label ?label } ORDER BY ?claim"


@pytest.mark.parametrize(
    ("form", "known"),
    [("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML), ("tsv", ox.QueryResultsFormat.TSV)],
)
def test_rows_are_read_back_the_same(graph: Graph, form: str, known: ox.QueryResultsFormat) -> None:
    data = serialize_result(graph.query(SELECT), form)
    read = ox.parse_query_results(data, format=known)
    expected = graph.query(SELECT)
    assert [v.value for v in read.variables] == ["claim", "label", "nothing"]  # type: ignore[union-attr]
    assert [[r[n] for n in range(3)] for r in read] == [[r[n] for n in range(3)] for r in expected]  # type: ignore[union-attr]
    assert data == serialize_result(graph.query(SELECT), form)


def test_csv_is_as_the_recommendation_says(graph: Graph) -> None:
    rows = list(csv.reader(io.StringIO(serialize_result(graph.query(SELECT), "csv").decode(), newline="")))
    assert rows[0] == ["claim", "label", "nothing"]
    assert rows[1][0] == "https://w3id.org/ldn-graph/claim/C01"
    assert len(rows) == 1 + sum(1 for _ in graph.query(SELECT))  # type: ignore[union-attr]


def test_rdflib_reads_the_json(graph: Graph) -> None:
    from rdflib.query import Result

    result = Result.parse(io.BytesIO(serialize_result(graph.query(SELECT), "json")), format="json")
    assert len(result) == sum(1 for _ in graph.query(SELECT))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("form", "said"), [("json", b'{"head":{},"boolean":true}\n'), ("table", b"true\n"), ("csv", b"true\n")]
)
def test_an_ask_has_an_answer_in_every_format(graph: Graph, form: str, said: bytes) -> None:
    assert serialize_result(graph.query("ASK { ?c a ldn:Claim }"), form) == said


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_graphs_are_read_back_the_same(graph: Graph, form: str) -> None:
    query = "CONSTRUCT { ?c rdfs:label ?l ; ldn:statedAt [ ldn:section ?l ] } { ?c a ldn:Claim ; rdfs:label ?l }"
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    data = serialize_result(graph.query(query), form)
    read, expected = (
        ox.Dataset(ox.parse(data, format=formats[form])),
        ox.Dataset(
            ox.Quad(t.subject, t.predicate, t.object)
            for t in graph.query(query)  # type: ignore[union-attr]
        ),
    )
    for dataset in (read, expected):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert read == expected
    assert data == serialize_result(graph.query(query), form), "the same bytes again"


def test_describe_gives_the_node(graph: Graph) -> None:
    text = serialize_result(graph.query("DESCRIBE claim:C17"), None).decode()
    assert "claim:C17 a ldn:Claim" in text or "ldn:Claim" in text


def test_a_format_that_cannot_hold_a_result_is_refused(graph: Graph) -> None:
    with pytest.raises(QueryResultError, match="take one of table, json"):
        serialize_result(graph.query(SELECT), "turtle")
    with pytest.raises(QueryResultError, match="take one of turtle"):
        serialize_result(graph.query("DESCRIBE claim:C17"), "csv")


def test_a_label_cannot_steer_the_terminal() -> None:
    graph = parse_turtle('<http://a/s> <http://a/p> "\\u001b[2J\\u202Egnp.exe\\nsecond line" .')
    table = serialize_result(graph.query("SELECT ?o { ?s ?p ?o }"), "table").decode()
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert len(table.splitlines()) == 3


@given(st.text())
def test_printable_text_is_one_line_without_controls(text: str) -> None:
    shown = printable(text)
    assert "\n" not in shown
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)


@given(st.lists(st.tuples(st.text(max_size=9), st.integers(), st.text(max_size=99)), max_size=5))
def test_csv_is_read_back_the_same(rows: list[tuple[str, int, str]]) -> None:
    text = csv_table(("a", "b", "c"), rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["a", "b", "c"], *([str(v) for v in row] for row in rows)]


def test_a_markdown_cell_holds_no_markup() -> None:
    assert markdown_table(["x"], [["a|b<script>[c](d)"]]) == "| x |\n| --- |\n| a\\|b\\<script\\>\\[c\\](d) |\n"


def test_a_wide_table_wraps_its_last_column() -> None:
    lines = text_table(["id", "claim"], [["C1", "word " * 40]], width=60).splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[3].startswith("    word")


def test_the_audit_is_what_its_schema_says(audit: Audit) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(Path(PACKAGE, "audit.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    document = json.loads(json_text(audit_document(audit)))
    Draft202012Validator(schema).validate(document)
    assert document["summary"]["claims"] == len(document["claims"]) == sum(document["summary"]["status"].values())
    assert sum(document["summary"]["as_published"].values()) == document["summary"]["claims"]
    for flag, count in document["summary"]["flags"].items():
        assert count == len({f["claim"] for f in document["findings"] if f["rule"] == flag})
        assert count == sum(flag in c["flags"] for c in document["claims"])


def test_the_schema_names_the_vocabulary() -> None:
    from ldn_graph.vocab import FLAGS, SEVERITIES, STATUSES, TOPICS, WORDINGS

    defs = json.loads(Path(PACKAGE, "audit.schema.json").read_text(encoding="utf-8"))["$defs"]
    assert defs["status"]["enum"] == list(STATUSES)
    assert defs["flag"]["enum"] == list(FLAGS)
    assert defs["finding"]["properties"]["severity"]["enum"] == list(SEVERITIES)
    assert defs["claim"]["properties"]["topic"]["enum"] == list(TOPICS)
    assert defs["claim"]["properties"]["wording"]["enum"] == list(WORDINGS)


def test_rows_have_the_columns_that_are_named(audit: Audit) -> None:
    assert {len(row) for row in claim_rows(audit)} == {len(CLAIM_COLUMNS)}
    assert {len(row) for row in finding_rows(audit)} == {len(FINDING_COLUMNS)}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"old")

    def interrupt(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["x.json"]
    monkeypatch.undo()
    write_file(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["", "missing/x.json"])
def test_a_file_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="give another file with -o"):
        write_file(tmp_path / name if name else tmp_path, b"x")
