"""Spark as the engine: on the processors of this machine or on a cluster that others keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...output.extras import import_extra
from ..columns.schema import NUMBER, TEXT, TRUTH
from .spark_sql import SparkSql

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession


class SparkRows:
    """The rows of a query that Spark answers, fetched part by part."""

    def __init__(self, frame: DataFrame) -> None:
        self._rows: Iterator[tuple[Any, ...]] = map(tuple, frame.toLocalIterator())

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or None where there is none."""
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that were not fetched yet."""
        return list(self._rows)


class Spark:
    """The :class:`~ldn_graph.scale.engines.engine.Engine` for many machines.

    A table's path goes to Spark as it is: a file or folder, or an address such as ``hdfs://`` or ``s3a://`` that the
    session can read. ``tell`` is told the name of each relation before it is computed.
    """

    def __init__(self, session: SparkSession, tell: Callable[[str], None] = lambda _: None) -> None:
        self._tell = tell
        self.session = session.newSession()  # with views of its own over the same machines
        self.sql = SparkSql()

    def open(self, name: str, table: str | pa.Table) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.open`."""
        frame = self.session.read.parquet(table) if isinstance(table, str) else self.session.createDataFrame(table)
        frame.createOrReplaceTempView(name)

    def fill(self, name: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.fill`."""
        arrow = import_extra("pyarrow", "spark")
        types = {TEXT: arrow.string(), NUMBER: arrow.int64(), TRUTH: arrow.bool_()}
        fields = [arrow.field(column.split()[0], types[column.split()[1]]) for column in columns.split(",")]
        values = [dict(zip([field.name for field in fields], row, strict=True)) for row in rows]
        self.open(name, arrow.Table.from_pylist(values, schema=arrow.schema(fields)))

    def define(self, macros: str) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.define`."""
        self.sql.define(macros)

    def compute(self, name: str, sql: str) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.compute`, and :meth:`keep`."""
        self._tell(name)
        self.keep(name, self.frame(sql))

    def keep(self, name: str, frame: DataFrame) -> DataFrame:
        """Compute these rows now, and give them a name; what is returned is read where they are kept.

        The machines that computed them keep them, and a job fails with one of these; the folder of
        ``spark.checkpoint.dir`` does where that is set, and then it does not.
        """
        # without its plan: Spark takes minutes for plans that hold all steps before
        lasting = self.session.sparkContext.getCheckpointDir() is not None
        kept = frame.checkpoint() if lasting else frame.localCheckpoint()
        kept.createOrReplaceTempView(name)
        return kept

    def view(self, name: str, sql: str) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.view`."""
        # by its text: a view of a frame would go on reading relations that were replaced since
        self.session.sql(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {self.sql.translate(sql)}")

    def ask(self, sql: str) -> SparkRows:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.ask`."""
        return SparkRows(self.frame(sql))

    def frame(self, sql: str, values: Mapping[str, object] | None = None) -> DataFrame:
        """The answer to a query as Spark's own; ``values`` are bound to the names in it, as ``$first``."""
        return self.session.sql(self.sql.translate(sql), args=dict(values or {}))

    def exists(self, path: str) -> bool:
        """Whether there is something under this path, wherever that is."""
        place, system = self._place(path)
        return bool(system.exists(place))

    def read_text(self, path: str) -> str:
        """The text of a small file, wherever its path is."""
        (row,) = self.session.read.text(path, wholetext=True).collect()
        return str(row[0])

    def write_text(self, path: str, text: str) -> None:
        """Write a small file, wherever its path is; one that is there is replaced."""
        place, system = self._place(path)
        stream = system.create(place, True)
        try:
            stream.write(bytearray(text.encode()))
        finally:
            stream.close()

    def _place(self, path: str) -> tuple[Any, Any]:
        """A path and its file system, as Hadoop has them."""
        jvm: Any = self.session.sparkContext._jvm
        place = jvm.org.apache.hadoop.fs.Path(path)
        return place, place.getFileSystem(self.session._jsparkSession.sessionState().newHadoopConf())
