"""Asking the rules of :mod:`~ldn_graph.scale.rules` over tables of columns, with DuckDB or another engine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .columns.schema import TABLES
from .columns.sql_files import read_macros
from .engines.duckdb_engine import DuckDB
from .engines.memory import memory_of
from .number_findings import number_findings
from .study_groups import regroup
from .vocabulary_tables import vocabulary_tables

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from .engines.engine import Engine, Rows

RULES = os.path.join(os.path.dirname(__file__), "rules")
FACTS = (
    "source_facts", "line_facts", "told_lines", "measured_lines", "study_scopes", "review_chains", "covered_studies",
    "study_counts", "claim_facts", "deciding_lines", "decisive_lines", "study_reports", "review_turns",
    "review_places", "study_lines", "line_risks", "rated_studies", "grade_risk_of_bias", "grade_inconsistency",
    "grade_indirectness", "grade_imprecision", "grade_publication_bias", "measured_certainty", "unmeasured_certainty",
    "counted_ratings", "certainty", "low_certainties", "flag_lines",
)  # fmt: skip
"""The relations that are computed once a session, in this order."""
LONGER = {"review_chains": "longer_review_chains", "review_places": "placed_reviews"}
"""Those that are computed in steps, each with the step: a rule that reads the relation, and makes it anew with more."""
VIEWS = {
    "line_triples": "line_facts",
    "noticed_sources": "line_facts",
    "status_pieces": "claim_facts",
    "status_triples": "claim_facts",
    "flag_texts": "flag_lines",
    "certainty_names": "low_certainties",
    "lowered_by_risk_of_bias": "low_certainties",
    "lowered_by_inconsistency": "low_certainties",
    "lowered_by_indirectness": "low_certainties",
    "lowered_by_imprecision": "low_certainties",
    "lowered_by_publication_bias": "low_certainties",
}
"""Those that are computed anew wherever they are read, each with the last of :data:`FACTS` that it reads."""


class Options(NamedTuple):
    """What is counted: as of a year, without these sources (numbers), with nulls as what disputes a claim."""

    as_of: int | None = None
    without: frozenset[int] = frozenset()
    nulls_dispute: bool = False


def read_rule(name: str) -> str:
    """The SQL of a relation, or of the findings of a flag as ``flags/overclaimed``."""
    with open(os.path.join(RULES, *f"{name}.sql".split("/")), encoding="utf-8") as file:
        return file.read()


def parts_of(text: str) -> tuple[str, ...]:
    """Several ids that a rule gives in one text, with a plain blank between any two, which no IRI has.

    >>> parts_of("C1 C2"), parts_of("")
    (('C1', 'C2'), ())
    """
    return tuple(text.split(" ")) if text else ()


class Session:
    """The rules over the tables of a graph, with some options.

    ``tables`` are Parquet files by the names of the tables, or Arrow tables. With the IRI of a ``condition`` the rules
    see the claims on it or on a narrower one, and those that these are judged by; of each of the former they say what
    they say of it among all claims. ``engine`` runs the rules; where none is given, DuckDB in as much memory as so
    many claims need (:func:`~ldn_graph.scale.engines.memory.memory_of`). Not promised: that a session may be used by
    several threads at once.
    """

    def __init__(
        self,
        tables: Mapping[str, str | pa.Table],
        options: Options | None = None,
        *,
        condition: str | None = None,
        engine: Engine | None = None,
    ) -> None:
        options = options or Options()
        self.engine, self.condition = engine or DuckDB(), condition
        for table in TABLES:
            self.engine.open("all_claims" if table.name == "claims" else table.name, tables[table.name])
        if isinstance(self.engine, DuckDB):
            self.engine.allow(memory_of(self.count("all_claims")))
        for name, (columns, rows) in vocabulary_tables().items():
            self.engine.fill(name, columns, rows)
        self.engine.fill("options", "as_of BIGINT, nulls_dispute BOOLEAN", [(options.as_of, options.nulls_dispute)])
        self.engine.fill("removed", "source BIGINT", [(source,) for source in sorted(options.without)])
        self.engine.define(read_macros())
        self.engine.define(read_rule("macros"))
        self._see_claims()
        self.engine.fill("studies", "source BIGINT, study BIGINT", self._regrouped() if options.without else ())
        self._made: set[str] = set()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection of DuckDB, for what only that can do. Raises ``TypeError`` where it is not the engine."""
        if not isinstance(self.engine, DuckDB):
            raise TypeError("another engine than DuckDB runs the rules of this session")
        return self.engine.connection

    def prepare(self, last: str = FACTS[-1]) -> Session:
        """Compute the relations of :data:`FACTS` up to this one, as far as that was not done."""
        for name in FACTS[: FACTS.index(last) + 1]:
            if name not in self._made:
                self.make(name)
                self._made.add(name)
        for name, read in VIEWS.items():
            if read in self._made:
                self.engine.view(name, read_rule(name))
        return self

    def findings(self, flag: str) -> str:
        """The SQL of a flag's findings, once :data:`FACTS` are prepared; what it needs beside them is computed here."""
        if flag == "number-mismatch" and "number_findings" not in self._made:
            self.engine.open("number_findings", number_findings(self.rows(read_rule("compared_quantities"))))
            self._made.add("number_findings")
        return read_rule(f"flags/{flag}")

    def ask(self, sql: str) -> Rows:
        """The rows of a query over the relations that were prepared."""
        return self.engine.ask(sql)

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The same, one by one."""
        answer = self.ask(sql)
        while row := answer.fetchone():
            yield row

    def make(self, name: str) -> None:
        """Compute the relation of a rule, whose relations were computed before."""
        self.engine.compute(name, read_rule(name))
        if name in LONGER:
            self._lengthen(name, read_rule(LONGER[name]))

    def _lengthen(self, name: str, step: str) -> None:
        """Take the step of a relation again and again, until it adds nothing."""
        before, rows = 0, self.count(name)
        while rows > before:
            self.engine.compute(name, step)
            before, rows = rows, self.count(name)

    def count(self, name: str) -> int:
        """How many rows a relation has."""
        (rows,) = self.ask(f"SELECT COUNT(*) FROM {name}").fetchall()[0]  # noqa: S608, our own names
        return int(rows)

    def _see_claims(self) -> None:
        self.engine.fill("asked_conditions", "iri VARCHAR", [(self.condition,)] if self.condition else [])
        self.engine.view("asked_entities", read_rule("asked_entities"))
        if self.condition:
            self.engine.compute("claims", read_rule("claims_on_condition"))
        else:
            self.engine.view("claims", "SELECT * FROM all_claims")

    def _regrouped(self) -> list[tuple[int, int]]:
        """The sources that may no longer be one study with others, each with the one that stands for its study now."""
        self.make("weakened_groups")
        members = self.ask("SELECT source, iri FROM weakened_groups").fetchall()
        ties, keys = (self.ask(read_rule(name)).fetchall() for name in ("weakened_ties", "weakened_keys"))
        return [*regroup(members, ties, keys)]
