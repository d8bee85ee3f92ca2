"""Columns made by SQL are those of Python's values, row for row; what Python refuses has a fault and no tables."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
import sqlglot
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.cli import main
from ldn_graph.errors import LdnGraphError, OutputError
from ldn_graph.model.graph import Graph
from ldn_graph.model.natural_order import natural_key
from ldn_graph.rdf.claim_reader import ClaimReader, read_claims
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.scale.columns import making, triples, writing
from ldn_graph.scale.columns.functions import order_key, unescaped, written
from ldn_graph.scale.columns.making import Made, make_tables
from ldn_graph.scale.columns.schema import TABLES
from ldn_graph.scale.columns.sql_files import names_of, read_sql
from ldn_graph.scale.columns.state import FOLDER, open_columns, open_exported, read_manifest
from ldn_graph.scale.columns.triples import read_quads
from ldn_graph.scale.columns.vocabulary import READINGS
from ldn_graph.scale.columns.writing import ColumnsBeside, renew_columns
from tests.conftest import DECLARATIONS, ENTITIES, ROOT, claim_turtle, line_turtle, source_turtle
from tests.rdf import test_claim_reader
from tests.scale.columns.odd_graphs import changed, whole
from tests.scale.columns.of_values import columns_of

Turtle = Callable[..., Graph]
PARTS = ("steps", "asked", "faults", "tables")


def ldn(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], prog_name="ldn-graph")


def made(graph: Graph, folder: Path) -> Made:
    folder.mkdir(exist_ok=True)
    return make_tables(read_quads(graph.quads), str(folder))


def tables_in(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {table.name: pq.read_table(folder / f"{table.name}.parquet").to_pylist() for table in TABLES}


def rows_of(graph: Graph) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in columns_of(graph).items()}


# the tables ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "open_it",
    [open_graph, lambda: open_graph(ROOT / "examples" / "vitamin-d-ms" / "claims.ttl"), whole],
    ids=["shipped", "example", "every kind of node"],
)
def test_the_tables_are_those_of_values(tmp_path: Path, open_it: Callable[[], Graph]) -> None:
    graph = open_it()
    assert made(graph, tmp_path).faults == ()
    assert tables_in(tmp_path) == rows_of(graph)


def test_every_column_has_a_value_in_these_graphs() -> None:
    filled = {
        (name, column)
        for graph in (open_graph(), whole())
        for name, rows in rows_of(graph).items()
        for row in rows
        for column, value in row.items()
        if value not in (None, [])
    }
    assert {(table.name, column.name) for table in TABLES for column in table.columns} - filled == set()


def test_types_and_order_are_those_of_the_schema(tmp_path: Path) -> None:
    made(whole(), tmp_path)
    types = {"VARCHAR": "string", "VARCHAR[]": "list", "BIGINT": "int64", "BOOLEAN": "bool"}
    for table in TABLES:
        written_table = pq.read_table(tmp_path / f"{table.name}.parquet")
        found = [(field.name, re.split("<", str(field.type))[0]) for field in written_table.schema]
        assert found == [(column.name, types[column.type]) for column in table.columns]
        keys = [[(row[k] is not None, row[k]) for k in table.order] for row in written_table.to_pylist()]
        assert keys == sorted(keys)


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_tables_or_faults(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Of a graph that Python reads the same rows; of one that it refuses a fault."""
    graph, folder = changed(seed), tmp_path_factory.mktemp("odd")
    found = made(graph, folder)
    try:
        expected = rows_of(graph)
    except LdnGraphError:
        expected = None
    if found.faults:  # allowed where Python finds none; the tests below tell where it should not be
        assert not list(folder.iterdir())
    else:
        assert tables_in(folder) == expected


@pytest.mark.parametrize(
    "more",
    [
        claim_turtle("C2", rdfs__label='"b"@de , "a"@fr , "c"') + claim_turtle("C10", rdfs__label='"b"@de , "a"@fr'),
        claim_turtle("C2", line_turtle("L10", "s") + line_turtle("L2", "s") + source_turtle("s"), "evidence:L10 , evidence:L2"),
        claim_turtle("C2") + claim_turtle("C2"),
        claim_turtle("C2", prov__wasDerivedFrom="source:z , source:article , <urn:b> , source:a1") + source_turtle("z") + source_turtle("a1"),
        claim_turtle("C2", rdfs__label='"tab\\t, quote\\", backslash\\\\, \\U0001F600 and \\u0007"@en'),
        claim_turtle("C2", rdf__subject="<urn:thing#x>") + '<urn:thing#x> rdfs:label "" ; skos:altLabel "y" , "y"@en , "x"@ar--rtl .',
        "claim:C2 a ldn:Claim ; ldn:topic ldn:safety ; ldn:wording ldn:hedged ; rdfs:label 'no triple' .",
        claim_turtle("C2", "<urn:s> dcterms:title 'of no class' .", cito__citesAsEvidence="<urn:s>"),
        claim_turtle("C2", line_turtle("a", "s") + source_turtle("s", issued="", more='; dcterms:title <urn:no-text> , "t"@en'), "evidence:a"),
        claim_turtle("C2", line_turtle("a", "s") + source_turtle("s", more='; dc:creator "B; A" , "C"@en ; bibo:doi "10.5555/A" , "10.5555/b"@en'), "evidence:a"),
        claim_turtle("C2", "entity:lupus skos:broader [ skos:broader entity:lupus , <urn:up> ] ."),
        "<urn:other> ldn:low 1 , 2 ; ldn:bearing ldn:supports ; dcterms:issued 'soon' .",
    ],
)  # fmt: skip
def test_what_is_odd_and_right_is_in_the_tables(tmp_path: Path, turtle: Turtle, more: str) -> None:
    graph = turtle(claim_turtle("C1"), more)
    assert made(graph, tmp_path).faults == ()
    assert tables_in(tmp_path) == rows_of(graph)


def test_the_order_of_statements_does_not_matter(tmp_path: Path) -> None:
    quads = [ox.Quad(_named(q.subject), q.predicate, _named(q.object)) for q in whole().quads]
    for name, some in (("a", quads), ("b", [*reversed(quads)])):
        (tmp_path / name).mkdir()
        assert make_tables(read_quads(some), str(tmp_path / name)).faults == ()
    assert tables_in(tmp_path / "a") == tables_in(tmp_path / "b")


def _named(term: Any) -> Any:
    """A blank node as an IRI: their names are by the order of statements."""
    return ox.NamedNode(f"urn:blank:{term.value}") if isinstance(term, ox.BlankNode) else term


# faults -------------------------------------------------------------------------------------


def _cases(test: Any) -> Iterable[tuple[Any, ...]]:
    """The cases that another test is given."""
    return next(mark.args[1] for mark in test.pytestmark if mark.name == "parametrize")


REFUSED = [
    *((changes, more) for changes, more, _ in _cases(test_claim_reader.test_what_cannot_be_read_is_an_error_with_place_and_remedy)),
    *((changes, "") for changes, _ in _cases(test_claim_reader.test_a_misspelt_term_is_an_error_with_a_suggestion)),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "more"), REFUSED)
def test_what_the_reader_refuses_has_a_fault(
    tmp_path: Path, turtle: Turtle, changes: dict[str, str], more: str
) -> None:
    graph = turtle(claim_turtle(more=more, **changes))
    with pytest.raises(LdnGraphError):
        read_claims(graph)
    assert made(graph, tmp_path).faults
    assert not list(tmp_path.iterdir())


LINE = line_turtle("e", "s")
FAULTS: dict[str, tuple[str, ...]] = {
    "claims_refused": (
        "[] a ldn:Claim ; rdfs:label 'x' ; ldn:topic ldn:safety ; ldn:wording ldn:hedged .",
        claim_turtle("C1").replace("claim:C1 a", "<urn:x/C1> a") + claim_turtle("C1"),
        claim_turtle("C1", biolink__object_direction_qualifier='"sideways"'),
        claim_turtle("C1", biolink__has_evidence="claim:C1"),
        claim_turtle("C1", biolink__has_evidence="entity:ldn"),
        claim_turtle("C1", LINE + source_turtle("s"), "evidence:e", prov__wasDerivedFrom="source:s"),
    ),
    "long_labels": (
        claim_turtle("C1", rdfs__label=f'"{"x" * 2001}"'),
        claim_turtle("C1", f'<urn:x> rdfs:label "{"é" * 2001}"@en .', rdf__subject="<urn:x>"),
        claim_turtle("C1", f'source:article rdfs:label "{"x" * 2001}" .'),
    ),
    "missing": (
        claim_turtle("C1", rdfs__label=""),
        claim_turtle("C1", rdf__object=""),
        claim_turtle("C1", rdf__subject="", rdf__predicate="", rdf__object="", biolink__negated="false"),
        claim_turtle("C1", "evidence:e a ldn:EvidenceLine ; ldn:source source:article ; ldn:directness ldn:direct .", "evidence:e"),
        claim_turtle("C1", 'quantity:q ldn:low 1 ; ldn:high 2 ; ldn:unit "1" .', ldn__quantity="quantity:q"),
        claim_turtle("C1", "claim:p ldn:section 's' ; ldn:passageSha256 'ab' ; oa:hasSelector [ oa:end 1 ] .", ldn__statedAt="claim:p"),
        claim_turtle("C1", "claim:p ldn:section 's' ; ldn:passageSha256 'ab' ; oa:hasSelector [ oa:start 1 ] .", ldn__statedAt="claim:p"),
        claim_turtle("C1", "claim:p ldn:section 's' ; oa:hasSelector [ oa:start 1 ; oa:end 2 ] .", ldn__statedAt="claim:p"),
        claim_turtle("C1", ldn__publicationBias="[ rdfs:comment 'x' ]"),
        claim_turtle("C1", ldn__certaintyRating="[ rdfs:comment 'x' ]"),
        claim_turtle("C1", "source:article ldn:result [ ldn:people 3 ] ."),
        claim_turtle("C1", "source:article ldn:result [ rdfs:label 'x' ; ldn:arm [ ldn:people 3 ] ] ."),
        claim_turtle("C1", "source:article ldn:riskOfBias [ ldn:riskOfBiasTool ldn:rob2 ] ."),
        claim_turtle("C1", "source:article ldn:riskOfBias [ ldn:riskOfBiasTool ldn:rob2 ; ldn:riskOfBiasJudgement ldn:lowRisk ; ldn:domainAssessment [ rdfs:comment 'x' ] ] ."),
    ),
    "no_concept": (
        claim_turtle("C1", ldn__topic="ldn:supports"),
        claim_turtle("C1", ldn__topic="<urn:safety>"),
        claim_turtle("C1", LINE + source_turtle("s", "lowRisk"), "evidence:e"),
        claim_turtle("C1", LINE + "evidence:e ldn:indirectness ldn:direct ." + source_turtle("s"), "evidence:e"),
    ),
    "no_number": (
        claim_turtle("C1", LINE + source_turtle("s", more="; ldn:participants 1.5"), "evidence:e"),
        claim_turtle("C1", LINE + source_turtle("s", more="; ldn:participants -1"), "evidence:e"),
        claim_turtle("C1", LINE + source_turtle("s", more=f"; ldn:participants {'9' * 20}"), "evidence:e"),
        claim_turtle("C1", biolink__negated='"true"'),
        claim_turtle("C1", biolink__negated='"yes"^^xsd:boolean'),
        claim_turtle("C1", ldn__quantity='[ ldn:ofWhat "x" ; ldn:low "4\\n" ; ldn:high 5 ; ldn:unit "1" ]'),
    ),
    "quantities_refused": (
        claim_turtle("C1", ldn__quantity='[ ldn:ofWhat "x" ; ldn:low 4 ; ldn:high 5 ; ldn:unit "1" ; ldn:outOf 0.0 ]'),
    ),
    "several_values": (
        claim_turtle("C1", ldn__wording="ldn:proven , ldn:hedged"),
        claim_turtle("C1", rdf__subject="entity:ldn , entity:lupus"),
        claim_turtle("C1", biolink__negated='true , "1"^^xsd:boolean'),
        claim_turtle("C1", rdfs__label='"5" , 5'),
        claim_turtle("C1", LINE + source_turtle("s", more='; dcterms:issued "2011"^^xsd:gYear'), "evidence:e"),
        claim_turtle("C1", ldn__quantity='[ ldn:ofWhat "x" , "y" ; ldn:low 4 ; ldn:high 5 ; ldn:unit "1" ]'),
    ),
    "sources_refused": (
        claim_turtle("C1", "source:article dcterms:issued 'soon'@en ; dcterms:title 'x' .").replace("x", "y"),
        claim_turtle("C1", LINE + source_turtle("s", issued="", more="; dcterms:issued 'soon'"), "evidence:e"),
        claim_turtle("C1", LINE + source_turtle("s", more="; dcterms:isPartOf ''"), "evidence:e"),
        claim_turtle("C1", "<urn:s> bibo:pmid '77' . " + source_turtle("s", more="; bibo:pmid '77'"), cito__citesAsEvidence="<urn:s>"),
    ),
    "undescribed": (
        claim_turtle("C1", rdf__subject="entity:nobody"),
        claim_turtle("C1", biolink__disease_context_qualifier="entity:nobody"),
        claim_turtle("C1", ldn__quantity="quantity:none"),
        claim_turtle("C1", LINE, "evidence:e"),
        claim_turtle("C1", LINE + "source:s dcterms:title 'no source' .", "evidence:e"),
        claim_turtle("C1", LINE + source_turtle("s") + "evidence:e ldn:foundAt [ oa:hasSelector <urn:none> ] .", "evidence:e"),
    ),
    "unknown_terms": (
        claim_turtle("C1", ldn__wordng="ldn:hedged"),
        claim_turtle("C1") + "<urn:a> <urn:b> ldn:nothing .",
        claim_turtle("C1") + "<urn:a> ldn:bearing <https://w3id.org/ldn-graph/vocab#a:b> .",
    ),
    "unreadable_lines": (),
    "wrong_kind": (
        claim_turtle("C1", rdf__object='"text"'),
        claim_turtle("C1", ldn__restsOn='"text"'),
        claim_turtle("C1", ldn__namedSource="<urn:name>"),
        claim_turtle("C1", biolink__negated="<urn:true>"),
        claim_turtle("C1") + "source:lonely a ldn:Source ; foaf:page 'http://example.org' ; bibo:doi '10.5555/x' .",
        claim_turtle("C1") + "entity:ldn skos:broader entity:up . entity:up skos:broader 'a text' .",
    ),
}  # fmt: skip
"""For each file of ``sql/making/faults`` graphs that it has a row of."""


@pytest.mark.parametrize("name", names_of("faults"))
def test_each_fault_is_found_by_its_file_alone(
    name: str, tmp_path: Path, turtle: Turtle, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(FAULTS) == set(names_of("faults"))
    monkeypatch.setattr(making, "names_of", lambda part: [name])
    for more in FAULTS[name]:
        assert made(turtle(more), tmp_path).faults, more


def test_iris_with_blanks_are_no_statements(tmp_path: Path) -> None:
    """No parser of ours gives them, a database of other programs might."""
    import duckdb

    for s, p, o in (("<urn:a", "b>", "<urn:p> <urn:c>"), ("<urn:a>", "<urn:p", "q> <urn:c>"), ("<urn:a>", "<urn:p>", "<urn:c d>")):  # fmt: skip
        connection = duckdb.connect()
        run = making.Making(connection)
        making.register(connection)
        run.prepare(pa.RecordBatchReader.from_batches(
            (batch := pa.record_batch({"n": [0], "s": [s], "p": [p], "o": [o]})).schema, [batch]
        ))  # fmt: skip
        assert connection.execute(read_sql("faults", "unreadable_lines")).fetchall()


@pytest.mark.parametrize(
    "more",
    [
        "".join(claim_turtle(f"C{n}", ldn__restsOn=f"claim:C{(n + 1) % 3}") for n in range(3)),
        claim_turtle("C1", ldn__quantity=f'[ ldn:ofWhat "x" ; ldn:low 1{"0" * 30}.2 ; ldn:high 1{"0" * 30}.1 ; ldn:unit "1" ]'),
        claim_turtle("C1", "source:article ldn:standing ldn:retracted ."),
        claim_turtle("C1", "source:article ldn:standing ldn:retracted ; ldn:standingBy <urn:x> ; ldn:standingAsOf 'then' ."),
    ],
    ids=["a circle", "exchanged by a hair", "a standing of no day", "a standing of no real day"],
)  # fmt: skip
def test_faults_that_python_finds(tmp_path: Path, turtle: Turtle, more: str) -> None:
    with pytest.raises(LdnGraphError):
        columns_of(turtle(more))
    assert made(turtle(more), tmp_path).faults


def test_equal_bounds_in_different_writing_are_no_fault(tmp_path: Path, turtle: Turtle) -> None:
    graph = turtle(claim_turtle("C1", ldn__quantity='[ ldn:ofWhat "x" ; ldn:low 5.0 ; ldn:high 5 ; ldn:unit "1" ]'))
    assert made(graph, tmp_path).faults == ()


def test_readings_name_every_property_that_the_reader_asks_for() -> None:
    """Who teaches the reader a property is told here that the columns do not know it."""
    asked: set[str] = set()

    class Watched(dict[str, Any]):
        def get(self, key: str, default: Any = None) -> Any:
            asked.add(key)
            return super().get(key, default)

        def __contains__(self, key: object) -> bool:
            asked.add(str(key))
            return super().__contains__(key)

    reader = ClaimReader(whole())
    reader.nodes = {node: Watched(said) for node, said in reader.nodes.items()}
    reader.claims()
    from ldn_graph.model.vocab import PREFIXES, RDF

    known = {PREFIXES[name.partition(":")[0]] + name.partition(":")[2] for _, name in READINGS}
    assert {iri for iri in asked if iri.startswith("http")} - known - {RDF.type} == set()


# SQL ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_the_sql_says_what_a_row_is_and_can_be_written_for_spark(part: str) -> None:
    for name in names_of(part):
        text = read_sql(part, name)
        assert text.startswith("-- A row is "), name
        (spark,) = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
        assert spark


def test_no_file_of_sql_is_left_over() -> None:
    code = "".join(
        (ROOT / "ldn_graph" / "scale" / "columns" / f"{name}.py").read_text(encoding="utf-8")
        for name in ("making", "odd_sources")
    )
    for part in ("steps", "asked"):
        assert [name for name in names_of(part) if f'"{name}"' not in code] == []
    assert names_of("tables") == sorted(table.name for table in TABLES)


@given(st.text(st.characters(exclude_categories=("Cs",))), st.sampled_from(["", "@en", "^^<urn:t>"]))
def test_literals_are_written_and_read_as_the_engine_does(text: str, suffix: str) -> None:
    by_engine = str(ox.Literal(text)) + suffix
    assert written(text, suffix) == by_engine
    assert unescaped(by_engine[1 : len(by_engine) - len(suffix) - 1]) == text


@given(st.lists(st.text("C109/é-#", max_size=9), max_size=5))
def test_natural_order_is_that_of_bytes_too(iris: list[str]) -> None:
    expected = sorted(iris, key=natural_key)
    assert [natural_key(iri) for iri in sorted(iris, key=lambda iri: order_key(iri).encode())] == [
        *map(natural_key, expected)
    ]


# beside a database --------------------------------------------------------------------------


def load(folder: Path, *files: Path) -> list[str]:
    told: list[str] = []
    load_files(files, folder, beside=ColumnsBeside(told.append))
    return told


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "one.ttl"
    path.write_text(DECLARATIONS + ENTITIES + claim_turtle("C1"), encoding="utf-8")
    return path


def test_load_puts_columns_into_the_database(tmp_path: Path, file: Path) -> None:
    (tmp_path / "more").mkdir()
    packed = tmp_path / "more" / "two.ttl.gz"
    packed.write_bytes(gzip.compress((DECLARATIONS + claim_turtle("C2", "_:x ldn:low 1 .")).encode()))
    named = tmp_path / "three.trig"
    named.write_text(DECLARATIONS + "<urn:graph> { " + claim_turtle("C3") + " }", encoding="utf-8")
    assert load(tmp_path / "db", file, tmp_path / "more", named) == []
    columns = open_columns(str(tmp_path / "db"))
    assert columns is not None
    assert (columns.claims, columns.folder) == (3, str(tmp_path / "db" / FOLDER))
    expected = rows_of(open_graph(file, packed, named))
    assert tables_in(tmp_path / "db" / FOLDER) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["db", "more", "one.ttl", "three.trig"]


def test_the_command_writes_them_also_of_a_pipe(tmp_path: Path, file: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "ldn_graph", "load", "/dev/stdin", "--store", str(tmp_path / "db")],
        input=file.read_bytes(), capture_output=True, check=True,
    )  # fmt: skip
    assert b"without columns" not in run.stderr
    assert open_columns(str(tmp_path / "db"))
    assert tables_in(tmp_path / "db" / FOLDER)["claims"] == rows_of(open_graph(file))["claims"]


def test_a_database_that_is_written_to_has_columns_of_another_state(tmp_path: Path, file: Path) -> None:
    db = str(tmp_path / "db")
    load(tmp_path / "db", file)
    store = ox.Store(db)
    store.extend(parse_turtle(DECLARATIONS + claim_turtle("C2")).quads)
    store.flush()
    del store
    assert open_columns(db) is None
    told: list[str] = []
    columns = renew_columns(open_graph(db), told.append)
    assert columns is not None
    assert columns.claims == 2
    assert told == ["columns are made anew: the database was changed"]
    assert renew_columns(open_graph(db), told.append) == columns
    assert len(told) == 1
    assert sorted(p.name for p in Path(db).iterdir() if "columns" in p.name) == [FOLDER]


def test_columns_of_another_edition_count_for_nothing(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path / "db", file)
    monkeypatch.setattr("ldn_graph.scale.columns.state._edition", lambda: "a newer list of retractions")
    assert open_columns(str(tmp_path / "db")) is None
    told: list[str] = []
    assert renew_columns(open_graph(tmp_path / "db"), told.append)
    assert told == ["columns are made anew: another edition of this package wrote them"]


def test_a_database_that_may_not_be_written_to_has_its_columns_not_made_anew(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path / "db", file)
    monkeypatch.setattr("ldn_graph.scale.columns.state._edition", lambda: "a newer list of retractions")
    monkeypatch.setattr("ldn_graph.scale.columns.writing.os.access", lambda *_: False)
    told: list[str] = []
    assert renew_columns(open_graph(tmp_path / "db"), told.append) is None
    assert [words.rpartition(": ")[2] for words in told] == ["the folder of the database cannot be written to"]


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"made_from": 1, "rows": {"claims": "x"}, "faults": []}'])
def test_a_damaged_manifest_is_no_error(tmp_path: Path, file: Path, damage: str) -> None:
    load(tmp_path / "db", file)
    (tmp_path / "db" / FOLDER / "manifest.json").write_text(damage)
    assert open_columns(str(tmp_path / "db")) is None


def test_a_graph_with_a_mistake_is_loaded_and_has_no_tables(tmp_path: Path, file: Path) -> None:
    file.write_text(DECLARATIONS + ENTITIES + claim_turtle("C1", ldn__topic=""), encoding="utf-8")
    (told,) = load(tmp_path / "db", file)
    assert told.startswith("without columns, ")
    assert told.endswith(": claim:C1: no ldn:topic")
    assert open_columns(str(tmp_path / "db")) is None
    manifest = read_manifest(str(tmp_path / "db" / FOLDER))
    assert manifest is not None
    assert manifest.faults == (("https://w3id.org/ldn-graph/claim/C1", "no ldn:topic"),)
    assert [path.name for path in (tmp_path / "db" / FOLDER).iterdir()] == ["manifest.json"]
    told: list[str] = []
    assert renew_columns(open_graph(tmp_path / "db"), told.append) is None
    assert told == [], "they are not made again and again"


def test_without_duckdb_a_line_says_what_is_missing(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    (told,) = load(tmp_path / "db", file)
    assert told.startswith("without columns, which make audits of many claims quick: duckdb is not installed; ")
    assert "[columns]" in told
    assert open_columns(str(tmp_path / "db")) is None
    assert len(read_claims(open_graph(tmp_path / "db"))) == 1


def test_a_process_that_ends_before_its_time_leaves_a_whole_database(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_engine_runs", lambda: False)
    monkeypatch.setattr(writing, "_made", lambda *_: os._exit(3))
    (told,) = load(tmp_path / "db", file)
    assert told.startswith("without columns: the process that makes them was ended from outside; ")
    assert len(read_claims(open_graph(tmp_path / "db"))) == 1


FAILURES = [
    (duckdb.IOException("Could not write: No space left on device"), "the disk is full; make room on it"),
    (duckdb.OutOfMemoryException("failed to offload"), "memory, and the disk in its place, do not suffice; make room"),
    (duckdb.FatalException("Failed to write\n block"), "Failed to write block; make sure that the folder"),
    (pa.ArrowInvalid("offset overflow"), "offset overflow; make sure that the folder"),
]


@pytest.mark.parametrize("child", [False, True])
@pytest.mark.parametrize(("error", "words"), FAILURES)
def test_an_engine_that_fails_leaves_a_whole_database(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str, child: bool
) -> None:
    def fail(_: making.Making) -> None:
        raise error

    monkeypatch.setattr(writing, "_engine_runs", lambda: not child)
    monkeypatch.setattr(making.Making, "run", fail)
    (told,) = load(tmp_path / "db", file)
    assert words in told
    assert "\n" not in told
    assert len(read_claims(open_graph(tmp_path / "db"))) == 1
    assert not (tmp_path / "db" / FOLDER).exists()
    with pytest.raises(OutputError, match=words):
        writing.export_columns(open_graph(file), str(tmp_path / "columns"))
    assert not (tmp_path / "columns").exists()


def test_a_batch_that_arrow_refuses_is_an_error_of_ours(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise pa.ArrowInvalid("too long a text")

    monkeypatch.setattr(triples, "_one_text", refuse)
    with pytest.raises(OutputError, match="too long a text"):
        made(open_graph(file), tmp_path / "columns")


def test_files_that_change_meanwhile_give_no_columns(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touch(name: str, read: int, size: int) -> None:
        os.utime(file, ns=(1, 1))

    monkeypatch.setattr(writing, "_engine_runs", lambda: False)
    monkeypatch.setattr(writing, "_made", lambda *_: making.Made({}, ()))
    told: list[str] = []
    load_files([file], tmp_path / "db", touch, ColumnsBeside(told.append))
    assert told == ["without columns: the files were changed meanwhile; load again where there is more room or memory"]


def test_a_file_that_cannot_be_parsed_leaves_nothing_behind(tmp_path: Path, file: Path) -> None:
    file.write_text("<urn:a> <urn:b> oops .")
    with pytest.raises(LdnGraphError, match=r"one\.ttl:1"):
        load(tmp_path / "db", file)
    assert [path.name for path in tmp_path.iterdir()] == ["one.ttl"]


# exported -----------------------------------------------------------------------------------


def test_columns_are_exported_of_any_graph(tmp_path: Path, file: Path) -> None:
    load_files([file], tmp_path / "db")
    for options in (["-g", file], ["--store", tmp_path / "db"]):
        run = ldn("export", "columns", *options, "-o", tmp_path / "columns")
        assert run.exit_code == 0, run.output
        assert run.stderr.splitlines()[-1] == "1 claim, 4 tables with rows"
        assert tables_in(tmp_path / "columns") == rows_of(open_graph(file))
        opened = open_exported(str(tmp_path / "columns"))
        assert opened is not None
        assert opened.claims == 1
    assert {path.name for path in tmp_path.iterdir()} == {"one.ttl", "db", "columns"}


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, file: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    run = ldn("export", "columns", "-g", file, "-o", tmp_path / "mine")
    assert run.exit_code == 2
    assert "holds something that is no columns; give another with -o" in run.stderr
    assert ldn("export", "columns", "-g", file, "-o", file).exit_code == 2
    assert ldn("export", "columns", "-g", file, "-o", tmp_path / "columns").exit_code == 0
    (tmp_path / "columns" / "notes.txt").write_text("mine")
    assert ldn("export", "columns", "-g", file, "-o", tmp_path / "columns").exit_code == 2
    assert (tmp_path / "columns" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "columns are a folder; say which with -o"),
        (["-o", "x", "--condition", "lupus"], "columns have all claims"),
        (["-o", "x", "--format", "csv"], "--format csv is none of columns"),
        (["-o", "x", "--article", "a.txt"], "--article goes with export table"),
    ],
)
def test_options_that_say_nothing_of_columns_are_refused(words: list[str], said: str) -> None:
    run = ldn("export", "columns", *words)
    assert run.exit_code == 2
    assert said in run.stderr


def test_a_mistake_is_told_as_the_reader_tells_it(tmp_path: Path, file: Path) -> None:
    file.write_text(DECLARATIONS + ENTITIES + claim_turtle("C1", ldn__topic=""), encoding="utf-8")
    run = ldn("export", "columns", "-g", file, "-o", tmp_path / "columns")
    assert run.exit_code == 2
    assert "claim:C1: no ldn:topic; add one: claim:C1 ldn:topic ... ." in run.stderr
    file.write_text(DECLARATIONS + ENTITIES + claim_turtle("C1", rdfs__label='"5" , 5'), encoding="utf-8")
    run = ldn("export", "columns", "-g", file, "-o", tmp_path / "columns")
    assert run.exit_code == 2
    assert "one.ttl:" in run.stderr
    assert "claim:C1: several values of rdfs:label; columns cannot hold that as it is written" in run.stderr
    file.write_text("<urn:a> <urn:b> <urn:c> .")
    run = ldn("export", "columns", "-g", file, "-o", tmp_path / "columns")
    assert run.exit_code == 2
    assert "no ldn:Claim in it" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["one.ttl"]
