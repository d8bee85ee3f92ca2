"""The rules on Spark give the rows that DuckDB gives."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from benchmarks.corpora import blocks
from ldn_graph.audit.tables import CLAIM_COLUMNS, FINDING_COLUMNS
from ldn_graph.cli import main
from ldn_graph.errors import EngineError, LdnGraphError
from ldn_graph.model.graph import Graph
from ldn_graph.model.vocab import FLAGS
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.scale.column_audit import Asked, ColumnAudit
from ldn_graph.scale.columns.pinned import pinned_tables
from ldn_graph.scale.columns.spark_making import make_on_spark
from ldn_graph.scale.columns.state import read_manifest
from ldn_graph.scale.engines.duckdb_engine import DuckDB
from ldn_graph.scale.engines.engine import Engine
from ldn_graph.scale.engines.spark import Spark
from ldn_graph.scale.engines.spark_session import has_java, open_spark
from ldn_graph.scale.named_columns import find_condition, find_paper
from ldn_graph.scale.session import FACTS, Options, Session
from ldn_graph.scale.spark_audit import SparkAudit
from tests.scale.columns.of_values import columns_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")  # it starts once, and takes all processors
CLAIMS = 10_000


class Both(NamedTuple):
    """The same on DuckDB and on Spark."""

    duckdb: Session
    spark: Session
    engine: Spark


@pytest.fixture(scope="module")
def spark_session() -> Iterator[SparkSession]:
    try:
        import pyspark  # noqa: F401

        there = has_java()
    except ImportError:
        there = False
    if not there:
        left_out = "the rules on Spark are left out: they need PySpark (pip install -e '.[spark]') and Java 17"
        pytest.fail(left_out) if os.environ.get("CI") else pytest.skip(left_out)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
        )  # quick to start, and it ends soon
        with open_spark("local[2]") as session:
            yield session


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The columns of made-up claims, as files."""
    folder = tmp_path_factory.mktemp("columns")
    tables = columns_of(parse_turtle("".join(blocks(CLAIMS)), "corpus.ttl"))
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    return {name: str(folder / f"{name}.parquet") for name in tables}


@pytest.fixture(scope="module")
def both(spark_session: SparkSession, columns: dict[str, str]) -> Both:
    engine = Spark(spark_session)
    return Both(Session(columns), Session(columns, engine=engine), engine)


def assert_alike(both: Both, sql: str) -> list[tuple[object, ...]]:
    """The rows of both, which have no order."""
    rows, others = (sorted(session.ask(sql).fetchall(), key=repr) for session in (both.duckdb, both.spark))
    assert others == rows
    return rows


@pytest.mark.parametrize("name", FACTS)
def test_each_relation_is_alike(both: Both, name: str) -> None:
    both.duckdb.prepare(name)
    both.spark.prepare(name)
    assert_alike(both, f"SELECT * FROM {name}")  # noqa: S608


class Audits(NamedTuple):
    """The same audit by DuckDB and by Spark."""

    duckdb: ColumnAudit
    spark: SparkAudit


@pytest.fixture(scope="module")
def audits(both: Both) -> Audits:
    return Audits(ColumnAudit(both.duckdb, Options()), SparkAudit(both.spark, both.engine, Options()))


def test_what_is_counted_is_alike(audits: Audits) -> None:
    assert audits.spark.summary == audits.duckdb.summary
    assert audits.spark.summary.claims == CLAIMS
    assert sum(claims > 0 for claims in audits.spark.summary.flags.values()) > len(FLAGS) // 2


def test_claims_and_findings_are_written_as_duckdb_has_them(audits: Audits, tmp_path: Path) -> None:
    audits.spark.write(str(tmp_path))
    claims = pq.read_table(tmp_path / "claims")
    assert tuple(claims.column_names) == CLAIM_COLUMNS
    rows = [tuple(map(_cell, row.values())) for row in claims.to_pylist()]
    lines = b"".join(audits.duckdb.claim_lines()).decode().splitlines(keepends=True)
    assert sorted(rows) == sorted(map(tuple, csv.reader(lines)))
    findings = pq.read_table(tmp_path / "findings").select(FINDING_COLUMNS)
    found = sorted(zip(*(column.cast("string").to_pylist() for column in findings.columns), strict=True))
    assert found == sorted(audits.duckdb.finding_rows())
    written = {path.name for path in (tmp_path / "findings").glob("[!.]*")}
    assert written == {"_SUCCESS", *(f"rule={flag}" for flag in FLAGS)}


def _cell(value: object) -> str:
    """A value as CSV has it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_some_claims_are_audited_alike_with_all_options(spark_session: SparkSession, graph: Graph) -> None:
    tables = columns_of(graph)
    some = frozenset(sorted(set(tables["lines"]["source"].to_pylist()))[::3])
    options, engine = Options(2015, some, True), Spark(spark_session)
    for name in ("claims", "entities", "entity_names", "broader"):
        engine.open(name, tables[name])
    lupus = find_condition(engine, "lupus")
    duckdb = Session(tables, options, condition=lupus)
    told = Both(duckdb, Session(tables, options, condition=lupus, engine=engine), engine)
    asked = Asked(("unsupported", "unchecked", "indirectly-supported"), ("overclaimed", "low-certainty"))
    expected, audit = ColumnAudit(told.duckdb, options, asked), SparkAudit(told.spark, engine, options, asked)
    assert_alike(told, "SELECT * FROM claim_facts")
    assert_alike(told, "SELECT * FROM certainty")
    assert audit.summary == expected.summary
    assert 0 < audit.summary.claims < (audit.summary.selected_from or 0)


EXPRESSIONS = (
    "a, 7 // 2, -7 // 2, a / 2, a % 3, sum(a) OVER () // 3",
    "a, b || 'x', concat(b, 'x', NULL), coalesce(b, 'none'), nullif(b, 'x'), lpad(b, 3, '0'), split_part(b, ' ', -1)",
    "a, b < 'z', b > 'a', b IS DISTINCT FROM 'x', b LIKE '\\_:%' ESCAPE '\\', rtrim(b, 'x')",
    "a, row_number() OVER (ORDER BY b, a), row_number() OVER (ORDER BY b DESC, a), max(b) OVER (PARTITION BY c)",
    "a, format('{:,} of {}', a * 1000, b), CAST(a AS VARCHAR), try_cast(b AS BIGINT), CAST('1.50' AS DECIMAL(38, 6)) * 2",
)
GROUPED = (
    "string_agg(b, ', ' ORDER BY b, a), string_agg(b, '') FILTER (WHERE a > 9), string_agg(DISTINCT b, ',' ORDER BY b)",
    "count(*), count(b), count(DISTINCT b), bool_or(a > 2), min(b), arg_max(b, a), arg_min(b, a), sum(a) // 2",
)
ODD = pa.table(
    {"a": [1, 2, 3, 4, 5], "b": ["x", None, "y z", "\u00c9x", "_:x"], "c": ["p", "p", "q", None, None]},
)


@pytest.mark.parametrize(
    "sql",
    [
        *(f"SELECT {some} FROM odd ORDER BY a" for some in EXPRESSIONS),  # noqa: S608
        *(f"SELECT c, {some} FROM odd GROUP BY c ORDER BY c" for some in GROUPED),  # noqa: S608
    ],
)
def test_expressions_mean_the_same(spark_session: SparkSession, sql: str) -> None:
    engines: tuple[Engine, ...] = (DuckDB(), Spark(spark_session))
    answers = []
    for engine in engines:
        engine.open("odd", ODD)
        answers.append(engine.ask(sql).fetchall())
    assert answers[0] == answers[1]


def test_a_relation_is_made_of_itself_step_by_step(spark_session: SparkSession) -> None:
    engine = Spark(spark_session)
    engine.compute("grown", "SELECT 1 AS n")
    for _ in range(5):
        engine.compute("grown", "SELECT n FROM grown UNION SELECT n + 1 FROM grown")
    rows = engine.ask("SELECT n FROM grown ORDER BY n")
    assert rows.fetchone() == (1,)
    assert rows.fetchall() == [(n,) for n in range(2, 7)]
    assert rows.fetchone() is None


def test_names_are_looked_up(spark_session: SparkSession, graph: Graph) -> None:
    engine = Spark(spark_session)
    for name, table in columns_of(graph).items():
        engine.open(name, table)
    iri = find_condition(engine, "lupus")
    assert {find_condition(engine, name) for name in (iri, "entity:lupus", "Lupus")} == {iri}
    ((_, key),) = find_paper(engine, "18728058")
    assert key == "gironi-2008"
    for find in (find_condition, find_paper):
        with pytest.raises(LdnGraphError, match="'nothing'"):
            find(engine, "nothing")


def test_a_question_that_spark_cannot_answer_is_told_without_its_stack(spark_session: SparkSession) -> None:
    from ldn_graph.scale.engines.spark_session import told

    with pytest.raises(Exception, match="nowhere") as caught:
        Spark(spark_session).ask("SELECT a FROM nowhere")
    error = told(caught.value)
    assert isinstance(error, EngineError)
    assert "nowhere" in str(error)
    assert "org.apache" not in str(error)


def test_what_java_can_no_longer_say_is_told_by_its_name() -> None:
    from ldn_graph.scale.engines.spark_session import told

    class GoneError(Exception):
        def __str__(self) -> str:
            raise ConnectionRefusedError

    assert "GoneError" in str(told(GoneError()))


def test_columns_are_made_of_n_triples(spark_session: SparkSession, tmp_path: Path) -> None:
    quads = ox.parse("".join(blocks(500)), format=ox.RdfFormat.TURTLE)
    text = ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.N_TRIPLES).decode()
    half = text.index("\n", len(text) // 2) + 1
    (tmp_path / "claims").mkdir()
    for name, part in (("1.nt", text[:half]), ("2.nt", f"# the second half\n{text[half:]}")):
        (tmp_path / "claims" / name).write_text(part, encoding="utf-8")
    folder = str(tmp_path / "columns")
    made = make_on_spark(Spark(spark_session), [str(tmp_path / "claims")], folder)
    assert not made.faults
    tables = columns_of(parse_turtle("".join(blocks(500)), "corpus.ttl"))
    for name, table in tables.items():
        assert made.rows[name] == table.num_rows
        read = pq.read_table(f"{folder}/{name}.parquet").to_pylist()
        assert sorted(map(repr, read)) == sorted(map(repr, table.to_pylist())), name
    manifest = read_manifest(folder)
    assert manifest is not None
    assert manifest.rows == made.rows
    with pinned_tables(folder) as files:  # DuckDB reads them, too
        session = Session(files).prepare("claim_facts")
    assert session.ask("SELECT COUNT(*) FROM claim_facts").fetchall() == [(500,)]


def test_faults_of_n_triples_are_told_and_no_table_is_written(spark_session: SparkSession, tmp_path: Path) -> None:
    claim = "<https://w3id.org/ldn-graph/claim/C1>"
    (tmp_path / "claims.nt").write_text(
        f"{claim} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/ldn-graph/vocab#Claim> .\n",
        encoding="utf-8",
    )
    made = make_on_spark(Spark(spark_session), [str(tmp_path / "claims.nt")], str(tmp_path / "columns"))
    assert made.faults
    assert not made.rows
    assert [path.name for path in (tmp_path / "columns").glob("[!.]*")] == ["manifest.json"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "mars"], "no master of Spark"),
        (["--engine", "local[2]"], "--columns PATH"),
        (["--engine", "local[2]", "--columns", "c", "--format", "csv"], "writes Parquet"),
    ],
)
def test_what_cannot_be_asked_of_an_engine(words: list[str], said: str) -> None:
    run = CliRunner().invoke(main, ["audit", *words])
    assert run.exit_code == 2
    assert said in run.output


def test_without_pyspark_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    run = CliRunner().invoke(main, ["audit", "--engine", "local[2]", "--columns", "c"])
    assert run.exit_code == 2
    assert "pyspark is not installed" in run.output
    assert "[spark]" in run.output


def test_without_java_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    run = CliRunner().invoke(main, ["audit", "--engine", "local[2]", "--columns", str(tmp_path)])
    assert run.exit_code == 2
    assert "Java 17" in run.output
    assert "apt install" in run.output
