"""The SQL of this package as Spark has it, without Spark."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_graph.scale.columns.sql_files import read_macros
from ldn_graph.scale.engines.spark_sql import SparkSql
from ldn_graph.scale.session import RULES

pytest.importorskip("sqlglot")
MACROS = sorted(Path(RULES).rglob("*macros.sql"))
QUERIES = sorted(set(Path(RULES).rglob("*.sql")) - set(MACROS))


@pytest.fixture(scope="module")
def spark_sql() -> SparkSql:
    sql = SparkSql()
    sql.define(read_macros())
    for path in MACROS:
        sql.define(path.read_text(encoding="utf-8"))
    return sql


@pytest.mark.parametrize("path", QUERIES, ids=[path.stem for path in QUERIES])
def test_every_rule_can_be_said_to_spark(spark_sql: SparkSql, path: Path) -> None:
    assert spark_sql.translate(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("written", "translated"),
    [
        ("SELECT twice(a + 1) FROM t", "SELECT ((a + 1) || (a + 1)) FROM t"),
        ("SELECT twice(twice(a)) FROM t", "SELECT ((((a) || (a))) || (((a) || (a)))) FROM t"),
        ("SELECT four(a) FROM t", "SELECT ((((a)) || ((a))) || (((a)) || ((a)))) FROM t"),
        ("SELECT t.a, twice(t.a) FROM t", "SELECT t.a, ((t.a) || (t.a)) FROM t"),
        ("SELECT format('{:,} of {}', a, b)", "SELECT (FORMAT_NUMBER(a, 0) || ' of ' || CAST(b AS STRING))"),
        ("SELECT arg_max(a, b) FROM t", "SELECT MAX_BY(a, CASE WHEN NOT a IS NULL THEN b END) FROM t"),
        ("SELECT a FROM t WHERE a >= $first", "SELECT a FROM t WHERE a >= :first"),
        ("SELECT a // b", "SELECT a DIV b"),
    ],
)
def test_what_spark_says_otherwise(written: str, translated: str) -> None:
    sql = SparkSql()
    sql.define(
        "CREATE OR REPLACE TEMP MACRO twice(a) AS a || a;\n"
        "-- A macro that calls another.\nCREATE TEMP MACRO four(b) AS\n    twice(b) || twice(b);\n"
    )
    assert sql.translate(written) == translated


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("SELECT list(a ORDER BY b) FROM t", "leaves out nulls"),
        ("SELECT regexp_replace(a, 'x', 'y') FROM t", "every match"),
        ("SELECT format('{:.2f}', a) FROM t", r"\{:.2f\}"),
    ],
)
def test_what_would_mean_another_thing_is_refused(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        SparkSql().translate(written)
