"""Making the tables of columns on Spark, from N-Triples that no machine holds alone, with the SQL of `making`."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ...resources import PACKAGE
from .functions import FUNCTIONS
from .making import Made, Making
from .schema import TABLES
from .sql_files import read_macros, read_sql
from .state import MANIFEST, made_from

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from ..engines.engine import Rows
    from ..engines.spark import Spark

TRIPLES = "n BIGINT, s STRING, p STRING, o STRING"
"""The columns of statements: their number, and their terms as N-Triples writes them."""
_BLANK = "SELECT node FROM statements WHERE node LIKE '\\_:%' ESCAPE '\\' LIMIT 1"


def make_on_spark(engine: Spark, paths: Sequence[str], folder: str) -> Made:
    """Write the tables of the N-Triples under these paths, as Spark reads them: a folder ``<table>.parquet`` each.

    Where there are faults no table is written, but what they are. Blank nodes keep the names that they have in the
    file; several files with blank nodes are a fault, since nothing says whether the same name is the same node.
    """
    with _shipped_package(engine):
        return _made(engine, paths, folder)


def _made(engine: Spark, paths: Sequence[str], folder: str) -> Made:
    engine.define(read_macros())
    for name, function in FUNCTIONS.items():
        engine.session.udf.register(name, _of_texts(function), "string")
    lines = engine.session.read.text(list(paths))
    numbered = lines.selectExpr("monotonically_increasing_id() AS n", "value")
    connection = _Connection(engine)
    making = _OnSpark(connection, engine)
    making.prepare(numbered.mapInArrow(_parse, TRIPLES))
    faults: tuple[tuple[str, str], ...] = ()
    if len(lines.inputFiles()) > 1 and (blank := engine.ask(_BLANK).fetchone()):
        faults = ((str(blank[0]), "blank nodes in several files: nothing says which of the same name are the same"),)
    if not faults:
        making.run()
        faults = making.faults()
    rows = {} if faults else making.write(folder)
    about = {"claims": rows.get("claims", 0), "made_from": made_from(""), "rows": rows, "faults": faults}
    engine.write_text(f"{folder}/{MANIFEST}", json.dumps(about, ensure_ascii=False, indent=1) + "\n")
    return Made(rows, faults)


class _OnSpark(Making):
    def __init__(self, connection: Any, engine: Spark) -> None:
        super().__init__(connection)
        self._engine = engine

    def write(self, folder: str) -> dict[str, int]:
        rows = {}
        for table in TABLES:
            path = f"{folder}/{table.name}.parquet"
            frame = self._engine.frame(read_sql("tables", table.name)).select([c.name for c in table.columns])
            frame.sort(list(table.order)).write.parquet(path, compression="zstd")
            rows[table.name] = self._engine.session.read.parquet(path).count()
        return rows


class _Connection:
    """What the making asks of a connection of DuckDB, answered by Spark."""

    def __init__(self, engine: Spark, rows: Rows | None = None) -> None:
        self._engine, self._rows = engine, rows

    def cursor(self) -> _Connection:
        return self

    def register(self, name: str, table: DataFrame | pa.Table) -> None:
        if hasattr(table, "createOrReplaceTempView"):
            table.createOrReplaceTempView(name)
        else:
            self._engine.open(name, table)

    def unregister(self, name: str) -> None:
        self._engine.session.catalog.dropTempView(name)

    def execute(self, sql: str) -> _Connection:
        """``CREATE TABLE`` and ``VIEW``, ``INSERT``, which answers how many rows there are more, and queries."""
        from sqlglot import exp, parse_one

        statement = parse_one(sql, read="duckdb")
        if isinstance(statement, exp.Create):
            make = self._engine.view if statement.kind == "VIEW" else self._engine.compute
            make(statement.this.name, statement.expression.sql("duckdb"))
            return self
        if isinstance(statement, exp.Insert):
            name, more = statement.this.name, statement.expression.sql("duckdb")
            count = f"SELECT COUNT(*) FROM ({more}) AS more"  # noqa: S608, our own
            (added,) = self._engine.ask(count).fetchall()
            self._engine.compute(name, f"SELECT * FROM {name} UNION ALL {more}")  # noqa: S608, our own
            return _Connection(self._engine, _Known([added]))
        return _Connection(self._engine, self._engine.ask(sql))

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows.fetchone() if self._rows else None

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        while len(rows) < size and (row := self.fetchone()) is not None:
            rows.append(row)
        return rows

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._rows.fetchall() if self._rows else []


class _Known:
    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows = iter(rows)

    def fetchone(self) -> tuple[Any, ...] | None:
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self._rows)


def _parse(lines: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The statements of numbered lines of N-Triples, by the parser that reads all other graphs."""
    import pyarrow as pa
    import pyoxigraph as ox

    for batch in lines:
        if not batch.num_rows:
            continue
        first = batch["n"][0].as_py()
        text = "\n".join(batch["value"].to_pylist()) + "\n"
        quads = ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES)
        terms = [(str(q.subject), str(q.predicate), str(q.object)) for q in quads]
        numbers = range(first, first + len(terms))
        columns = [pa.array(column, pa.string()) for column in zip(*terms, strict=True)] or [
            pa.array([], pa.string())
        ] * 3
        yield pa.record_batch([pa.array(numbers, pa.int64()), *columns], names=["n", "s", "p", "o"])


def _of_texts(function: Callable[..., str]) -> Callable[..., str | None]:
    return lambda *texts: None if None in texts else function(*texts)


@contextmanager
def _shipped_package(engine: Spark) -> Iterator[None]:
    """Send this package to the machines that compute: they need Python with pyoxigraph and pyarrow, and not this."""
    context = engine.session.sparkContext
    if str(context.master).startswith("local"):  # they are this one
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        place, name = os.path.split(PACKAGE)
        context.addPyFile(shutil.make_archive(os.path.join(folder, name), "zip", place, name))
        yield
