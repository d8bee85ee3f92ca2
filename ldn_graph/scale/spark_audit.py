"""The audit of claims that no single machine holds: counted and written by Spark, with the rules of all engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..audit.certainty import CERTAINTY_COUNTS
from ..audit.published import AS_PUBLISHED
from ..audit.results import Summary
from ..model.vocab import FLAGS, SEVERITIES, STATUSES, shorten
from .column_audit import Asked
from .session import Options, Session, read_rule

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from .engines.spark import Spark

PARTS = ("claims", "findings")
"""The folders of Parquet that an audit is written to."""


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
        self._rules = {flag: session.findings(flag) for flag in FLAGS}
        tell("flags")
        self._keep("raised", self._of_flags("rows/raised", "claim", "grade"))
        self._select()

    @cached_property
    def summary(self) -> Summary:
        """All that is counted; sources that still stand are not."""
        self._tell("counts")
        counts = self._session.ask(read_rule("rows/claim_counts")).fetchall()
        flags = {
            flag: (claims, grade) for flag, claims, grade in self._session.ask(read_rule("rows/flag_counts")).fetchall()
        }

        def sums(names: Sequence[str], column: int) -> dict[str, int]:
            return {name: sum(row[-1] for row in counts if row[column] == name) for name in names}

        return Summary(
            claims=sum(row[-1] for row in counts),
            checked=sum(row[-1] for row in counts if row[3]),
            as_of=self._options.as_of,
            without=self._without,
            nulls_dispute=self._options.nulls_dispute,
            selected_from=self._count("claims") if self._asked.selects_some else None,
            status=sums(STATUSES, 0),
            as_published=sums(AS_PUBLISHED, 1),
            certainty=sums(CERTAINTY_COUNTS, 2),
            flags={flag: flags[flag][0] if flag in flags else 0 for flag in FLAGS},
            severities={flag: SEVERITIES[flags[flag][1]] for flag in FLAGS if flag in flags},
            standings=None,
        )

    def write(self, folder: str) -> None:
        """Write the claims' rows and the findings as Parquet, into the folders :data:`PARTS` of this one.

        ``claims`` has the columns of :data:`~ldn_graph.audit.tables.CLAIM_COLUMNS`, ``findings`` those of
        :data:`~ldn_graph.audit.tables.FINDING_COLUMNS`, a folder for each ``rule``. Spark puts ``_SUCCESS`` into what
        is whole.
        """
        self._tell("claims")
        rows = self._session.ask("SELECT DISTINCT predicate FROM claims WHERE predicate IS NOT NULL").fetchall()
        curies = [(iri, shorten(iri)) for (iri,) in rows]
        self._engine.fill("predicate_curies", "predicate VARCHAR, curie VARCHAR", curies)
        first, end = self._session.ask("SELECT MIN(number), MAX(number) + 1 FROM asked_claims").fetchall()[0]
        shares = {"first": first or 0, "end": end or 0}
        self._engine.frame(read_rule("rows/claim_rows"), shares).write.parquet(f"{folder}/claims")
        self._tell("findings")
        findings = self._of_flags("rows/finding_rows", "severity", "claim", "message", "remedy", "because", **shares)
        findings.write.partitionBy("rule").parquet(f"{folder}/findings")

    def _of_flags(self, rule: str, *columns: str, **values: object) -> DataFrame:
        """The rows of a rule for the findings of each flag, with the flag as ``flag`` or ``rule``."""
        frames = []
        for flag in FLAGS:
            self._engine.view("found", self._rules[flag])
            named = "rule" if values else "flag"
            rows = self._engine.frame(read_rule(rule), {**values, "flag": flag} if values else {}).select(*columns)
            frames.append(rows.selectExpr(f"'{flag}' AS {named}", "*"))
        joined = frames[0]
        for frame in frames[1:]:
            joined = joined.unionByName(frame)
        return joined

    def _select(self) -> None:
        asked = self._asked
        if not asked.selects_some:
            self._engine.view("asked_claims", "SELECT number, id FROM claims")
            return
        for table, column, names in (
            ("asked_statuses", "status", asked.statuses),
            ("asked_flags", "flag", asked.flags),
            ("asked_conditions", "iri", [asked.condition] if asked.condition else []),
        ):
            self._engine.fill(table, f"{column} VARCHAR", [(name,) for name in names])
        self._engine.compute("asked_claims", read_rule("rows/asked_claims"))

    def _keep(self, name: str, frame: DataFrame) -> None:
        self._engine.keep(name, frame)

    def _count(self, name: str) -> int:
        return int(self._session.ask(f"SELECT COUNT(*) FROM {name}").fetchall()[0][0])  # noqa: S608, our own names
