"""Making the tables of columns from statements: by SQL, a file a table, and by Python where its own rules decide.

What the reader of claims would refuse, or what the columns cannot hold exactly, is a *fault*: the tables are not
written then, and whoever wants the claims reads them by Python, which says what is wrong. Faults may be found where the
reader finds none; the other way round it is a mistake of this module.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import EXCERPT, OutputError
from ..engines.interruption import is_interruption
from ..engines.memory import VARIABLE, memory_of
from .functions import register
from .odd_sources import OddSources
from .schema import TABLES
from .sql_files import make_table, names_of, read_sql
from .vocabulary import CONCEPTS, KINDS, PROPERTIES, PUBLICATIONS, READINGS, TERMS

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyoxigraph as ox

_VIEWS = frozenset({"said", "next_sources"})
"""The steps that are not kept as tables: nearly all that is in another, and what changes."""
_MOST_FAULTS = 10
ROW_GROUP = 20_480  # rows of a table that are read together


class Made(NamedTuple):
    """What was made: how many rows each table has, or why there are no tables: nodes, and what is wrong with each."""

    rows: Mapping[str, int]
    faults: tuple[tuple[str, str], ...]


def make_tables(quads: Iterable[ox.Quad], folder: str, threads: int = 2) -> Made:
    """Write the tables of these statements, of the default graph, into a folder: a file ``<table>.parquet`` each.

    Raises what reading the statements raises, and :class:`~ldn_graph.errors.OutputError` where DuckDB or Arrow fail,
    as on a full disk or with too little memory. Tables take no more than
    :func:`~ldn_graph.scale.engines.memory.memory_of` says; what is more is on the disk meanwhile.
    """
    import duckdb
    import pyarrow as pa

    from .triples import batches

    spilled = os.path.join(folder, ".spilled")
    settings: dict[str, Any] = {
        "memory_limit": f"{memory_of()}B",
        "threads": threads,
        "temp_directory": spilled,
        "preserve_insertion_order": False,  # statements are numbered
    }
    raised: list[BaseException] = []
    try:
        with closing(duckdb.connect(config=settings)) as connection:
            connection.execute("SET enable_progress_bar = false")  # it would be on standard output
            register(connection)
            making = Making(connection)
            # the statements come in a stream: unless told, DuckDB takes them for few, and keeps all to join properties
            connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
            making.prepare(batches(quads, raised))
            connection.execute("RESET disabled_optimizers")
            making.run()
            faults = making.faults()
            return Made({} if faults else making.write(folder), faults)
    except (duckdb.Error, pa.ArrowException, RuntimeError) as error:
        cause = raised[0] if raised else error
        if raised and not isinstance(cause, pa.ArrowException):
            raise cause from None
        if is_interruption(error):
            raise KeyboardInterrupt from None
        if not isinstance(cause, (duckdb.Error, pa.ArrowException)):
            raise
        raise OutputError(f"{folder}: {_problem(cause)}") from None
    finally:
        shutil.rmtree(spilled, ignore_errors=True)


def _problem(error: BaseException) -> str:
    """What an engine complained of while it made columns, and what to do."""
    import duckdb

    text = " ".join(str(error).split())
    if os.strerror(errno.ENOSPC) in text:
        return "the disk is full; make room on it, or take another"
    if isinstance(error, (duckdb.OutOfMemoryException, MemoryError)):
        return f"memory, and the disk in its place, do not suffice; make room on the disk, or set {VARIABLE}, as to 4GB"
    return f"{text[:EXCERPT]}; make sure that the folder can be written to, and stays meanwhile"


class Making:
    """The steps over a connection: the rows of all tables, and the faults."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._odd = OddSources(connection)

    def prepare(self, triples: pa.RecordBatchReader) -> None:
        """What the vocabulary says, and the statements."""
        for name, columns, rows in (
            ("properties", "nt t name t how t bit n", PROPERTIES),
            ("readings", "kind t property t", READINGS),
            ("concepts", "property t name t place n", CONCEPTS),
            ("kinds", "name t place n", KINDS),
            ("publications", "iri t name t place n", PUBLICATIONS),
            ("terms", "name t", ((term,) for term in TERMS)),
        ):
            make_table(self._connection, name, columns, rows)
        self._connection.register("triples", triples)
        self._steps("statements")
        self._connection.unregister("triples")

    def run(self) -> None:
        """All that tables and faults are made of."""
        self._steps("nodes", "repeated", "unread", "said", "edges", "texts", "concepts_said")
        self._steps("claim_facts", "evidence", "claim_lines", "line_facts", "search_facts", "entity_facts")
        self._steps("candidates", "identified")
        self._odd.keys()
        self._steps("papers", "ties", "bearing", "found_sources", "next_sources")
        while self._found_more_sources():
            pass
        self._steps("source_facts", "result_facts", "arm_facts", "source_risks", "risk_facts", "domain_facts")
        self._steps("judgement_facts", "rating_facts", "owned_quantities", "quantity_facts", "claim_passages")
        self._steps("passage_facts", "line_quotes", "reached")
        self._odd.standings()
        self._odd.creators()
        self._odd.text_lists()
        self._odd.studies()
        self._odd.above()

    def faults(self) -> tuple[tuple[str, str], ...]:
        """The first faults, each with its node."""
        self._odd.refuse_circles()
        self._odd.refuse_exchanged()
        faults = list(self._odd.faults)
        for name in names_of("faults"):
            faults += self._connection.execute(read_sql("faults", name)).fetchmany(_MOST_FAULTS)
        return tuple(faults[:_MOST_FAULTS])

    def write(self, folder: str) -> dict[str, int]:
        """Write all tables, and give the number of rows of each."""
        rows = {}
        for table in TABLES:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            order = ", ".join(f'"{name}" NULLS FIRST' for name in table.order)
            file = os.path.join(folder, f"{table.name}.parquet").replace("'", "''")
            written = self._connection.execute(
                f"COPY (SELECT {columns} FROM ({read_sql('tables', table.name)}) ORDER BY {order}) TO '{file}' "  # noqa: S608
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
            ).fetchone()
            rows[table.name] = int(written[0]) if written else 0
        return rows

    def _steps(self, *names: str) -> None:
        for name in names:
            kind = "VIEW" if name in _VIEWS else "TABLE"
            self._connection.execute(f'CREATE {kind} "{name}" AS {read_sql("steps", name)}')

    def _found_more_sources(self) -> bool:
        """Find the sources that are tied to those that were found before; whether there were any."""
        found = self._connection.execute("INSERT INTO found_sources SELECT node FROM next_sources").fetchone()
        return bool(found and found[0])
