"""The audit of claims that no single machine holds: counted and written by Spark, with the rules of all engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

from ..audit.tables import CLAIM_COLUMNS, FINDING_COLUMNS
from ..model.vocab import FLAGS, shorten
from .column_audit import Asked
from .counting import summarise, with_flags, with_standings
from .session import Options, Session, read_rule

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from ..audit.results import Summary
    from .engines.spark import Spark

PARTS = ("claims", "findings")
"""The folders of Parquet that an audit is written to."""
_IN_FILES = tuple(column for column in FINDING_COLUMNS if column != "rule")  # which is in the name of the folder


class SparkAudit:
    """The audit of the claims of a session that Spark runs, and of it those that are asked for.

    What it counts and writes is what :class:`~ldn_graph.scale.column_audit.ColumnAudit` has. ``without`` are the keys
    of the sources that the session leaves out; ``tell`` is told what is computed next.
    """

    def __init__(
        self,
        session: Session,
        engine: Spark,
        options: Options,
        asked: Asked | None = None,
        without: Sequence[str] = (),
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._session, self._engine, self._tell = session.prepare(), engine, tell
        self._options, self._asked, self._without = options, asked or Asked(), tuple(sorted(without))
        self._selects_some = any(self._asked) or session.condition is not None
        self._rules = {flag: session.findings(flag) for flag in FLAGS}
        self._raise_flags()
        self._select()

    @cached_property
    def summary(self) -> Summary:
        """All that is counted; whether the sources still stand, where that is counted of so few claims elsewhere."""
        self._tell("counts")
        selected_from = self._session.count("all_claims") if self._selects_some else None
        summary = summarise(self._rows("claim_counts"), self._options, self._without, selected_from)
        summary = with_standings(summary, lambda: self._rows("source_standings"))
        return with_flags(summary, self._rows("flag_counts"))

    def write(self, folder: str) -> None:
        """Write the claims' rows and the findings as Parquet, into the folders :data:`PARTS` of this one.

        ``claims`` has the columns of :data:`~ldn_graph.audit.tables.CLAIM_COLUMNS`, ``findings`` those of
        :data:`~ldn_graph.audit.tables.FINDING_COLUMNS`, a folder for each ``rule``. There is a ``_SUCCESS`` in what is
        whole.
        """
        self._tell("claims")
        rows = self._session.ask("SELECT DISTINCT predicate FROM claims WHERE predicate IS NOT NULL").fetchall()
        curies = [(iri, shorten(iri)) for (iri,) in rows]
        self._engine.fill("predicate_curies", "predicate VARCHAR, curie VARCHAR", curies)
        first, end = self._session.ask("SELECT MIN(number), MAX(number) + 1 FROM asked_claims").fetchall()[0]
        shares = {"first": first or 0, "end": end or 0}
        claims = self._engine.frame(read_rule("rows/claim_rows"), shares)
        claims.select(*CLAIM_COLUMNS).write.parquet(f"{folder}/claims")
        for flag, findings in self._of_flags("rows/finding_rows", **shares):
            findings.select(*_IN_FILES).write.parquet(f"{folder}/findings/rule={flag}")
        self._engine.write_text(f"{folder}/findings/_SUCCESS", "")

    def _raise_flags(self) -> None:
        """Find which claims have which flags."""
        # named once it is kept: Spark 4.3 fails over the union of what is kept as it is (key not found, of constraints)
        parts = [
            self._engine.keep("raised_of_flag", rows).selectExpr("claim", f"'{flag}' AS flag", "grade")
            for flag, rows in self._of_flags("rows/raised")
        ]
        self._engine.keep("raised", reduce(lambda some, more: some.union(more), parts).repartition("claim"))

    def _of_flags(self, rule: str, **values: object) -> Iterator[tuple[str, DataFrame]]:
        """Each flag with the rows of a rule for its findings: one after another, since the plan of all takes Spark many
        minutes to make.
        """
        for flag in FLAGS:
            self._tell(flag)
            self._engine.view("found", self._rules[flag])
            yield flag, self._engine.frame(read_rule(rule), {**values, "flag": flag} if values else {})

    def _select(self) -> None:
        asked = self._asked
        if not self._selects_some:
            self._engine.view("asked_claims", "SELECT number, id FROM claims")
            return
        for table, column, names in (
            ("asked_statuses", "status", asked.statuses),
            ("asked_flags", "flag", asked.flags),
        ):
            self._engine.fill(table, f"{column} VARCHAR", [(name,) for name in names])
        self._engine.compute("asked_claims", read_rule("rows/asked_claims"))

    def _rows(self, rule: str) -> list[tuple[Any, ...]]:
        return self._session.ask(read_rule(f"rows/{rule}")).fetchall()
