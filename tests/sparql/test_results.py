"""What leaves the package: SPARQL results by the W3C's formats, read back; tables; files whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit.documents import audit_document
from ldn_graph.audit.results import Audit
from ldn_graph.audit.tables import CLAIM_COLUMNS, FINDING_COLUMNS, claim_rows, finding_rows
from ldn_graph.errors import OutputError, QueryResultError
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import PREFIXES, RDF
from ldn_graph.output.characters import printable
from ldn_graph.output.files import write_file
from ldn_graph.output.tables import csv_line, csv_table, json_text, markdown_table, text_table
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.resources import PACKAGE
from ldn_graph.sparql.formats import ROW_FORMATS
from ldn_graph.sparql.results import read_results
from ldn_graph.sparql.writing import write_result
from tests.conftest import claim_turtle

SELECT = "SELECT ?claim ?label ?nothing { ?claim a ldn:Claim ; rdfs:label ?label } ORDER BY ?claim"


def written(result: object, format_name: str | None, **options: bool) -> bytes:
    out = io.BytesIO()
    write_result(result, format_name, out, **options)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    ("format_name", "engine_format"),
    [("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML), ("tsv", ox.QueryResultsFormat.TSV)],
)
def test_rows_are_read_back_the_same(graph: Graph, format_name: str, engine_format: ox.QueryResultsFormat) -> None:
    data = written(graph.query(SELECT), format_name)
    read = ox.parse_query_results(data, format=engine_format)
    expected = graph.query(SELECT)
    assert [v.value for v in read.variables] == ["claim", "label", "nothing"]  # type: ignore[union-attr]
    assert [[r[n] for n in range(3)] for r in read] == [[r[n] for n in range(3)] for r in expected]  # type: ignore[union-attr]
    assert data == written(graph.query(SELECT), format_name)


def test_csv_is_as_the_recommendation_says(graph: Graph) -> None:
    rows = list(csv.reader(io.StringIO(written(graph.query(SELECT), "csv").decode(), newline="")))
    assert rows[0] == ["claim", "label", "nothing"]
    assert rows[1][0] == "https://w3id.org/ldn-graph/claim/C01"
    assert len(rows) == 1 + sum(1 for _ in graph.query(SELECT))  # type: ignore[union-attr]


def test_rdflib_reads_the_json(graph: Graph) -> None:
    from rdflib.query import Result

    result = Result.parse(io.BytesIO(written(graph.query(SELECT), "json")), format="json")
    assert len(result) == sum(1 for _ in graph.query(SELECT))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("format_name", "expected"), [("json", b'{"head":{},"boolean":true}\n'), ("table", b"true\n"), ("csv", b"true\n")]
)
def test_an_ask_has_an_answer_in_every_format(graph: Graph, format_name: str, expected: bytes) -> None:
    assert written(graph.query("ASK { ?c a ldn:Claim }"), format_name) == expected


@pytest.mark.parametrize("format_name", ["turtle", "ntriples", "trig", "rdfxml", "jsonld"])
def test_graphs_are_read_back_the_same(graph: Graph, format_name: str) -> None:
    query = "CONSTRUCT { ?c rdfs:label ?l ; ldn:statedAt [ ldn:section ?l ] } { ?c a ldn:Claim ; rdfs:label ?l }"
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "trig": ox.RdfFormat.TRIG,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    data = written(graph.query(query), format_name)
    read, expected = (
        ox.Dataset(ox.parse(data, format=formats[format_name])),
        ox.Dataset(
            ox.Quad(t.subject, t.predicate, t.object)
            for t in graph.query(query)  # type: ignore[union-attr]
        ),
    )
    for dataset in (read, expected):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert read == expected
    assert data == written(graph.query(query), format_name), "the same bytes again"


def test_describe_gives_the_node(graph: Graph) -> None:
    text = written(graph.query("DESCRIBE claim:C17"), None).decode()
    (described,) = {q.subject.value for q in parse_turtle(text).quads if q.predicate.value == RDF.type}  # type: ignore[union-attr]
    assert described == f"{PREFIXES['claim']}C17"


def test_a_format_that_cannot_hold_a_result_is_refused(graph: Graph) -> None:
    with pytest.raises(QueryResultError, match="take one of table, json"):
        written(graph.query(SELECT), "turtle")
    with pytest.raises(QueryResultError, match="take one of turtle"):
        written(graph.query("DESCRIBE claim:C17"), "csv")


def test_a_label_cannot_steer_the_terminal() -> None:
    graph = parse_turtle('<http://a/s> <http://a/p> "\\u001b[2J\\u202Egnp.exe\\nsecond line" .')
    table = written(graph.query("SELECT ?o { ?s ?p ?o }"), "table").decode()
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
    text = csv_table(("a", "b", "c"), rows, spreadsheet_safe=False)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["a", "b", "c"], *([str(v) for v in row] for row in rows)]


@given(st.lists(st.text(',;"\r\n a=') | st.text() | st.integers() | st.floats() | st.none(), max_size=4))
def test_csv_is_what_the_standard_library_writes(row: list[str | float | None]) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(row)
    assert csv_line(row, spreadsheet_safe=False) == out.getvalue()


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
    from ldn_graph.model.vocab import FLAGS, SEVERITIES, STATUSES, TOPICS, WORDINGS

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


# As values, frames and sheets -------------------------------------------------------------------

MIXED = """SELECT ?iri ?n ?x ?yes ?text ?mixed ?none { VALUES (?iri ?n ?x ?yes ?text ?mixed ?none) {
  (claim:C17 1 1.5 true "a" 1 UNDEF) (claim:C18 -2 2 false "b"@en "one" UNDEF) (UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF)
} }"""


def test_rows_become_values_and_frames_of_the_same(graph: Graph) -> None:
    results = read_results(graph.query(MIXED))  # type: ignore[arg-type]
    iri = "https://w3id.org/ldn-graph/claim/"
    expected = [
        {"iri": iri + "C17", "n": 1, "x": 1.5, "yes": True, "text": "a", "mixed": 1, "none": None},
        {"iri": iri + "C18", "n": -2, "x": 2, "yes": False, "text": "b", "mixed": "one", "none": None},
        dict.fromkeys(["iri", "n", "x", "yes", "text", "mixed", "none"]),
    ]
    assert list(results) == results.dicts() == expected
    assert results.dicts(curie=True)[0]["iri"] == "claim:C17"
    assert len(results) == 3
    expected[0]["mixed"] = "1"  # a column has one type
    frame = results.to_pandas()
    assert [str(t) for t in frame.dtypes] == ["string", "Int64", "Float64", "boolean", "string", "string", "string"]
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == expected
    assert results.to_polars().to_dicts() == expected
    assert results.to_arrow().to_pylist() == expected


def test_numbers_leave_by_their_value_and_the_audit_reads_them_as_written(turtle: Callable[..., Graph]) -> None:
    """What the engine does, pinned: docs/questions.md says so."""
    graph = turtle(
        claim_turtle(ldn__quantity="quantity:a"),
        'quantity:a a ldn:Quantity ; ldn:ofWhat "dose"@en ; ldn:unit "mg/d" ; ldn:low 1.50 ; ldn:high "007"^^xsd:integer .',
    )
    for format_name in ("csv", "tsv", "json", "table", "markdown"):
        data = written(graph.query("SELECT ?low ?high { ?q ldn:low ?low ; ldn:high ?high }"), format_name).decode()
        assert re.search(r"\b1\.5\b", data), format_name
        assert re.search(r"\b7\b", data), format_name
    (claim,) = read_claims(graph)
    assert [(q.low_text, q.high_text) for q in claim.quantities] == [("1.50", "007")]


def test_no_rows_become_frames_with_their_columns(graph: Graph) -> None:
    results = read_results(graph.query("SELECT ?a ?b { ?a <urn:nothing> ?b }"))  # type: ignore[arg-type]
    assert (
        list(results.to_pandas().columns)
        == results.to_polars().columns
        == results.to_arrow().column_names
        == ["a", "b"]
    )
    for format_name in ROW_FORMATS:
        data = written(graph.query("SELECT ?a ?b { ?a <urn:nothing> ?b }"), format_name)
        names = (
            re.findall(rb"(?<![\w<])\??([ab])(?!\w)", data)
            if format_name not in ("xlsx", "parquet", "arrow")
            else [b"a", b"b"]
        )
        assert (names[:2], bool(data)) == ([b"a", b"b"], True), format_name


@pytest.mark.parametrize("format_name", ["parquet", "arrow"])
def test_parquet_and_arrow_are_read_back_the_same(graph: Graph, format_name: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = written(graph.query(MIXED), format_name)
    table = pq.read_table(pa.BufferReader(data)) if format_name == "parquet" else pa.ipc.open_file(data).read_all()
    assert table == read_results(graph.query(MIXED)).to_arrow()  # type: ignore[arg-type]
    assert data == written(graph.query(MIXED), format_name), "the same bytes again"


FORMULAS = st.sampled_from(
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "a;=1", "a; +1", "\uff1d1", '=HYPERLINK("http://a")']
)


def _with_label(label: str) -> Graph:
    return parse_turtle(f"<http://a/s> <http://a/p> {ox.Literal(label)} .")


@given(FORMULAS | st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_no_cell_of_a_sheet_is_a_formula(label: str) -> None:
    import openpyxl

    graph = _with_label(label)
    book = openpyxl.load_workbook(io.BytesIO(written(graph.query("SELECT ?o { ?s ?p ?o }"), "xlsx")))
    cell = book.active["A2"]
    assert cell.data_type in ("s", "n")
    assert cell.hyperlink is None
    assert (cell.value or "") == label or "_x" in str(cell.value) or not label.isprintable()


@given(FORMULAS | st.text(max_size=20).filter(lambda s: s.isprintable()))
def test_safe_csv_begins_no_cell_as_a_formula_and_plain_csv_is_the_w3cs(label: str) -> None:
    graph = _with_label(label)
    query = "SELECT ?o (-5 AS ?n) { ?s ?p ?o }"
    safe = list(csv.reader(io.StringIO(written(graph.query(query), "csv", spreadsheet_safe=True).decode(), newline="")))
    cells = re.split(r"[;\t\r\n]", safe[1][0])
    assert not [c for c in cells if c.lstrip(" ").startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))]
    assert safe[1][0].replace("'", "") == label.replace("'", ""), "nothing else is changed"
    assert safe[1][1] == "-5", "a number is no formula"
    plain = list(csv.reader(io.StringIO(written(graph.query(query), "csv").decode(), newline="")))
    assert plain[1] == [label, "-5"]
    assert csv_table(["x"], [[label]]).splitlines()[1].lstrip('" ')[:1] not in tuple("=+-@")


def test_what_a_sheet_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QueryResultError, match="a text of 40,000 characters"):
        written(_with_label("x" * 40_000).query("SELECT ?o { ?s ?p ?o }"), "xlsx")
    monkeypatch.setattr("ldn_graph.output.workbook.XLSX_ROWS", 2)
    with pytest.raises(QueryResultError, match="take csv or parquet"):
        written(_with_label("x").query("SELECT ?n { VALUES ?n { 1 2 } }"), "xlsx")


@pytest.mark.parametrize("format_name", ["json", "xml", "tsv"])
def test_formats_of_whole_iris_do_not_shorten_them(graph: Graph, format_name: str) -> None:
    with pytest.raises(QueryResultError, match="holds whole IRIs"):
        written(graph.query(SELECT), format_name, curie=True)
    assert b"claim:C01" in written(graph.query(SELECT), "csv", curie=True)


@pytest.mark.parametrize("format_name", ["markdown", "html", "xlsx", "parquet"])
def test_an_answer_is_no_table(graph: Graph, format_name: str) -> None:
    with pytest.raises(QueryResultError, match="take one of table, json, xml, csv, tsv"):
        written(graph.query("ASK {}"), format_name)


@given(st.text(max_size=30))
def test_html_of_any_label_is_text(label: str) -> None:
    from html.parser import HTMLParser

    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: set[str] = set()

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.tags.add(tag)

    parser = Tags()
    for text in (label, f"<script>{label}", f"javascript:{label}", f'https://a/"onclick={label}'):
        results = read_results(_with_label(text).query("SELECT ?o { ?s ?p ?o }")) if _is_text(text) else None  # type: ignore[arg-type]
        parser.feed(results._repr_html_() if results else "")
    assert parser.tags <= {"table", "thead", "tbody", "tr", "th", "td", "a"}


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def test_a_notebook_shows_a_hundred_rows_and_says_how_many_more(graph: Graph) -> None:
    results = read_results(graph.query("SELECT ?s { ?s a ldn:EvidenceLine }"))  # type: ignore[arg-type]
    shown = results._repr_html_()
    assert shown.count("<tr>") == 101
    assert "<p>267 more rows</p>" in shown
