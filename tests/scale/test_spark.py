"""The rules on Spark give the rows that DuckDB gives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
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
    assert_alike(both, f"SELECT * FROM {name}")


@pytest.mark.parametrize("flag", FLAGS)
def test_the_findings_of_each_flag_are_alike(both: Both, flag: str) -> None:
    both.duckdb.prepare()
    both.spark.prepare()
    sql = both.duckdb.findings(flag)
    assert both.spark.findings(flag) == sql
    assert_alike(both, sql)


def test_claims_stand_alike_with_every_option(spark_session: SparkSession, graph: Graph) -> None:
    tables = columns_of(graph)
    some = frozenset(sorted(set(tables["lines"]["source"].to_pylist()))[::3])
    for options in (Options(as_of=2010), Options(2015, some, True)):
        engine = Spark(spark_session)
        told = Both(Session(tables, options), Session(tables, options, engine=engine), engine)
        for name in ("claim_facts", "certainty"):
            told.duckdb.prepare(name)
            told.spark.prepare(name)
            assert_alike(told, f"SELECT * FROM {name}")
