"""DuckDB as the engine: in this process, in bounded memory."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ...output.temporary import make_temporary
from .memory import memory_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_ARRAY_BITS = 24
"""An array has two to this power of counts at most, as for the pairs of 4,000 things: some 150 MB a thread."""
_ARRAY_THREADS = 2


@contextmanager
def counting_in_arrays(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """For a while rows are counted by small whole numbers in an array, in a third of the time of a hash table.

    Each thread has an array of its own, beside the memory that DuckDB may take; so there are few threads. Where the
    numbers are too large, it is a hash table as elsewhere.
    """
    (threads,) = connection.execute("SELECT current_setting('threads')").fetchall()[0]
    connection.execute(f"SET perfect_ht_threshold = {_ARRAY_BITS}")
    connection.execute(f"SET threads = {min(threads, _ARRAY_THREADS)}")
    try:
        yield
    finally:
        connection.execute("RESET perfect_ht_threshold")
        connection.execute(f"SET threads = {threads:d}")


class DuckDB:
    """The :class:`~ldn_graph.scale.engines.engine.Engine` for one machine; a path is a file or a pattern of files.

    It takes as much memory as :func:`~ldn_graph.scale.engines.memory.memory_of` says.

    What is computed is in its database ``memory``, in the schema ``main``: a temporary view may stand before it.
    """

    def __init__(self) -> None:
        import duckdb

        spilled, remove = make_temporary("ldn-graph-engine-")  # else it would be in the current folder
        weakref.finalize(self, remove)
        self.connection = duckdb.connect(config={"preserve_insertion_order": False, "temp_directory": spilled})
        self.allow(memory_of())
        # it would draw a bar on standard output where Python is asked interactively
        self.connection.execute("SET enable_progress_bar = false")

    def allow(self, memory: int) -> None:
        """Let it take so many bytes; what does not fit is put on disk."""
        self.connection.execute(f"SET memory_limit = '{memory:d}B'")

    def open(self, name: str, table: str | pa.Table) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.open`."""
        if isinstance(table, str):
            self.connection.read_parquet(table).create_view(name)
        else:
            self.connection.from_arrow(table).create_view(name)

    def fill(self, name: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.fill`."""
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
        rows = list(rows)
        if rows:  # in one statement: one for each row takes as long as the rules of a small graph
            row = f"({', '.join('?' * len(rows[0]))})"
            values = [value for row_values in rows for value in row_values]
            self.connection.execute(f"INSERT INTO {name} VALUES {', '.join([row] * len(rows))}", values)  # noqa: S608

    def define(self, macros: str) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.define`."""
        self.connection.execute(macros)

    def compute(self, name: str, sql: str) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.compute`."""
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")

    def view(self, name: str, sql: str) -> None:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.view`."""
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {sql}")

    def ask(self, sql: str) -> duckdb.DuckDBPyConnection:
        """See :meth:`~ldn_graph.scale.engines.engine.Engine.ask`."""
        return self.connection.execute(sql)
