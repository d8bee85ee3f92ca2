"""Asking the rules of :mod:`~ldn_graph.scale.rules` over tables of columns, with DuckDB, in bounded memory."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .columns.schema import TABLES
from .number_findings import number_findings
from .study_groups import regroup
from .vocabulary_tables import vocabulary_tables

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

RULES = os.path.join(os.path.dirname(__file__), "rules")
FACTS = (
    "source_facts", "line_facts", "told_lines", "measured_lines", "study_scopes", "review_chains", "covered_studies",
    "study_counts", "claim_facts", "deciding_lines", "decisive_lines", "study_reports", "review_turns",
    "review_places", "study_lines", "line_risks", "rated_studies", "grade_risk_of_bias", "grade_inconsistency",
    "grade_indirectness", "grade_imprecision", "grade_publication_bias", "measured_certainty", "unmeasured_certainty",
    "counted_ratings", "certainty", "low_certainties",
)  # fmt: skip
"""The relations that are computed once a session, in this order."""
LONGER = {"review_chains": "longer_review_chains", "review_places": "placed_reviews"}
"""Those that are computed in steps, each with the step: a rule that reads the relation, and makes it anew with more."""
VIEWS = {
    "line_triples": "line_facts",
    "status_pieces": "claim_facts",
    "status_triples": "claim_facts",
    "flag_lines": "decisive_lines",
    "flag_texts": "decisive_lines",
    "certainty_names": "low_certainties",
    "lowered_by_risk_of_bias": "low_certainties",
    "lowered_by_inconsistency": "low_certainties",
    "lowered_by_indirectness": "low_certainties",
    "lowered_by_imprecision": "low_certainties",
    "lowered_by_publication_bias": "low_certainties",
}
"""Those that are computed anew wherever they are read, each with the last of :data:`FACTS` that it reads."""
MEMORY = "1GB"
"""What DuckDB may take by default; what does not fit is put on disk."""


class Options(NamedTuple):
    """What is counted: as of a year, without these sources (numbers), with nulls as what disputes a claim."""

    as_of: int | None = None
    without: frozenset[int] = frozenset()
    nulls_dispute: bool = False


def read_rule(name: str) -> str:
    """The SQL of a relation, or of the findings of a flag as ``flags/overclaimed``."""
    with open(os.path.join(RULES, *f"{name}.sql".split("/")), encoding="utf-8") as file:
        return file.read()


class Session:
    """The rules over the tables of a graph, with some options.

    ``tables`` are Parquet files by the names of the tables, or Arrow tables. Not promised: that a session may be used
    by several threads at once.
    """

    def __init__(
        self, tables: Mapping[str, str | pa.Table], options: Options | None = None, *, memory: str = MEMORY
    ) -> None:
        import duckdb

        options = options or Options()
        spilled = tempfile.mkdtemp(prefix="ldn-graph-")  # else it would be in the current folder
        weakref.finalize(self, shutil.rmtree, spilled, ignore_errors=True)
        self.connection = duckdb.connect(
            config={"memory_limit": memory, "preserve_insertion_order": False, "temp_directory": spilled}
        )
        for table in TABLES:
            self._open(table.name, tables[table.name])
        for name, (columns, rows) in vocabulary_tables().items():
            self._table(name, columns, rows)
        self._table("options", "as_of BIGINT, nulls_dispute BOOLEAN", [(options.as_of, options.nulls_dispute)])
        self._table("removed", "source BIGINT", [(source,) for source in sorted(options.without)])
        self._table("studies", "source BIGINT, study BIGINT", self._regrouped() if options.without else ())
        self.connection.execute(read_rule("macros"))
        self._made: set[str] = set()

    def prepare(self, last: str = FACTS[-1]) -> Session:
        """Compute the relations of :data:`FACTS` up to this one, as far as that was not done."""
        for name in FACTS[: FACTS.index(last) + 1]:
            if name not in self._made:
                self._make(name)
                self._made.add(name)
        for name, read in VIEWS.items():
            if read in self._made:
                self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {read_rule(name)}")
        return self

    def findings(self, flag: str) -> str:
        """The SQL of a flag's findings, once :data:`FACTS` are prepared; what it needs beside them is computed here."""
        if flag == "number-mismatch" and "number_findings" not in self._made:
            self._open("number_findings", number_findings(_rows(self.ask(read_rule("compared_quantities")))))
            self._made.add("number_findings")
        return read_rule(f"flags/{flag}")

    def ask(self, sql: str) -> duckdb.DuckDBPyConnection:
        """The rows of a query over the relations that were prepared."""
        return self.connection.execute(sql)

    def _make(self, name: str) -> None:
        self.connection.execute(f"CREATE TABLE {name} AS {read_rule(name)}")
        if name in LONGER:
            self._lengthen(name, read_rule(LONGER[name]))

    def _lengthen(self, name: str, step: str) -> None:
        """Take the step of a relation again and again, until it adds nothing."""
        before, rows = 0, self._count(name)
        while rows > before:
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {step}")
            before, rows = rows, self._count(name)

    def _count(self, name: str) -> int:
        (rows,) = self.connection.execute(f"SELECT COUNT(*) FROM {name}").fetchall()[0]  # noqa: S608, our own names
        return int(rows)

    def _regrouped(self) -> list[tuple[int, int]]:
        """The sources that may no longer be one study with others, each with the one that stands for its study now."""
        self._make("weakened_groups")
        members = self.ask("SELECT source, iri FROM weakened_groups").fetchall()
        ties, keys = (self.ask(read_rule(name)).fetchall() for name in ("weakened_ties", "weakened_keys"))
        return [*regroup(members, ties, keys)]

    def _open(self, name: str, table: str | pa.Table) -> None:
        if isinstance(table, str):
            relation = self.connection.read_parquet(table)
            relation.create_view(name)
        else:
            self.connection.from_arrow(table).create_view(name)

    def _table(self, name: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        self.connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
        rows = list(rows)
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self.connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)  # noqa: S608, our own names


def _rows(answer: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, one by one."""
    while row := answer.fetchone():
        yield row
