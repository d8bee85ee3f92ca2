"""The audit of very many claims by the rules in SQL: counted, listed and written without a value of Python for each.

What it counts and writes is what :func:`~ldn_graph.audit.audit.audit_claims` and the tables and documents made of that
have, to the byte. Text is made for some claims at a time, so that memory does not grow with their number: the relations
that have rows of each claim are narrowed to those before a rule is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ..audit.triples import split_triples
from ..model.vocab import FLAGS, shorten
from .counting import summarise, with_flags, with_standings
from .csv_lines import csv_lines
from .session import Options, Session, parts_of, read_rule
from .text_stream import texts_in_order

if TYPE_CHECKING:
    import duckdb

    from ..audit.documents import Document
    from ..audit.results import Summary

AT_ONCE = 100_000
"""Text is made for so many findings or claims at a time."""
NARROWED = {
    "line_facts": "claim",
    "deciding_lines": "claim",
    "decisive_lines": "claim",
    "origins": "claim",
    "citations": "claim",
    "named_sources": "claim",
    "searches": "claim",
    "reports": "claim",
    "raised": "claim",
    "flag_lines": "claim",
}
"""The relations that are narrowed to some claims, with the column that names the claim. Of other claims, rules read
only what is in none of these."""
TOGETHER = frozenset(
    {
        "no-supporting-source", "overclaimed", "uncited", "indirect-only", "indirect-against", "secondary-only",
        "one-line-decides", "single-study", "not-searched", "directness-unrated", "design-unknown",
    }
)  # fmt: skip
"""The flags that ``rows/raised_together`` raises, without the relations that their texts need."""
SHOWN = ("id", "status", "certainty", "overclaimed", "level_for", "level_against", "label")
"""What is shown of a claim for reading."""
_FETCHED = 10_000  # rows at a time
_SHARES = 100  # into which the claims are cut at most


class Asked(NamedTuple):
    """Which of the claims of a session are asked for: all, where nothing is given."""

    statuses: Sequence[str] = ()
    flags: Sequence[str] = ()


class Block(NamedTuple):
    """Findings that say the same of ``findings`` claims; ``claims`` are the ids of the first of them."""

    message: str
    remedy: str
    claims: Sequence[str]
    findings: int


class ColumnAudit:
    """The audit of the claims of a session, and of it those that are asked for.

    ``without`` are the keys of the sources that the session leaves out. Not promised: that two answers may be read at
    the same time.
    """

    def __init__(
        self, session: Session, options: Options, asked: Asked | None = None, without: Sequence[str] = ()
    ) -> None:
        self._session, self._options, self._without = session.prepare(), options, tuple(sorted(without))
        self._asked = asked or Asked()
        self._selects_some = any(self._asked) or session.condition is not None
        self._narrowed = False
        self._rules: dict[str, str] = {}
        self._run("CREATE TABLE raised (claim BIGINT, flag VARCHAR, grade BIGINT)")
        self._run(read_rule("rows/csv_macros"))
        if self._asked.flags:
            self._raise_flags()
        self._select()

    @cached_property
    def summary(self) -> Summary:
        """All that is counted; whether the sources still stand, where that is counted of so few claims elsewhere."""
        self._raise_flags()
        self._widen()
        return with_flags(self.summary_without_flags, self._rows("flag_counts"))

    @cached_property
    def summary_without_flags(self) -> Summary:
        """The same without flags, which take longer to count than all else: as if there were none."""
        total = self._session.count("all_claims")
        selected_from = total if self._selects_some else None
        summary = summarise(self._rows("claim_counts"), self._options, self._without, selected_from)
        return with_standings(summary, lambda: self._rows("source_standings"))

    def finding_lines(self) -> Iterator[memoryview]:
        """The lines of all findings as CSV, the gravest rule first, then by claim. A piece is of use until the next."""
        from ..audit.tables import FINDING_COLUMNS

        rows, order = read_rule("rows/finding_rows"), ("number", "place")
        lines = csv_lines(rows, FINDING_COLUMNS, order, plain=("severity", "rule"), triples=("because",))
        for flag, first, end in self._shares_of_findings():
            yield texts_in_order(self._relation(lines, flag=flag, first=first, end=end))

    def finding_rows(self) -> Iterator[tuple[str, ...]]:
        """All findings in that order, as :data:`~ldn_graph.audit.tables.FINDING_COLUMNS` names their values."""
        from ..audit.tables import FINDING_COLUMNS

        for flag, first, end in self._shares_of_findings():
            yield from self._each(
                read_rule("rows/finding_rows"), FINDING_COLUMNS, ("number", "place"), flag=flag, first=first, end=end
            )

    def claim_lines(self) -> Iterator[memoryview]:
        """The lines of all claims as CSV, in their order."""
        from ..audit.tables import CLAIM_COLUMNS

        lines = csv_lines(read_rule("rows/claim_rows"), CLAIM_COLUMNS, ("number",), blank=True)
        self._raise_flags()
        self._curies()
        for first, end in self._shares(self.summary_without_flags.claims):
            self._narrow(first, end)
            yield texts_in_order(self._relation(lines, first=first, end=end))

    def shown_claims(self) -> Iterator[tuple[str, ...]]:
        """For reading: id, status, certainty, whether it is overclaimed, the levels for and against, and the claim."""
        self._widen()
        self._run(f"CREATE OR REPLACE TEMP VIEW levels_in_words AS {read_rule('rows/levels_in_words')}")
        for first, end in self._shares(self.summary_without_flags.claims):
            self._narrow(first, end)
            yield from self._each(read_rule("rows/shown_claims"), SHOWN, ("number",), first=first, end=end)

    def finding_entries(self) -> Iterator[Document]:
        """All findings in that order, as :func:`~ldn_graph.audit.documents.finding_entry` has them."""
        for severity, rule, claim, message, remedy, because in self.finding_rows():
            yield {
                "rule": rule,
                "severity": severity,
                "claim": claim,
                "message": message,
                "remedy": remedy,
                "because": split_triples(because),
            }

    def claim_entries(self) -> Iterator[Document]:
        """All claims in their order, as :func:`~ldn_graph.audit.documents.claim_entry` has them."""
        from ..audit.documents import AUDIT_KEYS

        self._raise_flags()
        self._curies()
        rows = f"SELECT r.*, b.because FROM ({read_rule('rows/claim_rows')}) AS r JOIN status_triples AS b ON b.claim = r.number"  # noqa: E501, S608
        for first, end in self._shares(self.summary_without_flags.claims):
            self._narrow(first, end)
            for *values, because in self._each(rows, (*AUDIT_KEYS, "because"), ("number",), first=first, end=end):
                entry: Document = dict(zip(AUDIT_KEYS, values, strict=True))
                several = {name: list(parts_of(str(entry[name]))) for name in ("flags", "sources")}
                yield {**entry, **several, "because": split_triples(because)}

    def blocks(self, flag: str, named: int, shown: int) -> tuple[list[Block], int]:
        """The findings of a flag that say the same together, those first whose first finding is. Of each so many claims
        are ``named``, and of very many blocks so many ``shown``; and how many findings are in the others.
        """
        self._raise_flags()
        self._narrow(self._cuts[0], self._cuts[-1])
        self._ask_findings_of(flag)
        self._run(f"CREATE OR REPLACE TEMP TABLE told_findings AS {read_rule('rows/told_findings')}")
        rows = self._rows("finding_blocks", named=named, shown=shown)
        findings = self._session.count("told_findings")
        blocks = [Block(message, remedy, claims.split(" "), number) for message, remedy, claims, number in rows]
        return blocks, findings - sum(block.findings for block in blocks)

    def _raise_flags(self) -> None:
        """Find which claims have which flags, where that was not done."""
        if self._rules:
            return
        self._widen()
        self._rules = {flag: self._session.findings(flag) for flag in FLAGS}
        raised = f"INSERT INTO raised SELECT claim, $flag, grade FROM ({read_rule('rows/raised')})"  # noqa: S608
        for flag in FLAGS:
            if flag not in TOGETHER:
                self._ask_findings_of(flag)
                self._run(raised, flag=flag)
        self._run(f"INSERT INTO raised SELECT claim, flag, grade FROM ({read_rule('rows/raised_together')})")  # noqa: S608

    def _select(self) -> None:
        asked = self._asked
        if not self._selects_some:
            # a table, since a view would read the file anew for each flag and share
            self._run("CREATE OR REPLACE TEMP TABLE asked_claims AS SELECT number, id FROM claims")
            return
        for table, column, names in (
            ("asked_statuses", "status", asked.statuses),
            ("asked_flags", "flag", asked.flags),
        ):
            self._run(f"CREATE OR REPLACE TEMP TABLE {table} ({column} VARCHAR)")
            for name in names:
                self._run(f"INSERT INTO {table} VALUES ($name)", name=name)  # noqa: S608, our own names
        self._run(f"CREATE OR REPLACE TEMP TABLE asked_claims AS {read_rule('rows/asked_claims')}")

    def _shares_of_findings(self) -> Iterator[tuple[str, int, int]]:
        """Each flag with the first number of some claims and of those behind them; it is that flag's findings that can
        be asked for then.
        """
        for flag, claims in self.summary.flags.items():
            for first, end in self._shares(claims):
                self._narrow(first, end)
                self._ask_findings_of(flag)
                yield flag, first, end

    def _shares(self, rows: int) -> Iterator[tuple[int, int]]:
        """The numbers of all claims cut into shares that have, in all, so many rows."""
        if not rows:
            return
        cuts = self._cuts
        number = min(len(cuts) - 1, -(-rows // AT_ONCE))
        ends = [cuts[len(cuts[1:]) * share // number] for share in range(number + 1)]
        yield from pairwise(ends)

    @cached_property
    def _cuts(self) -> list[int]:
        """Numbers that cut the claims asked for into alike many: the first, then those that end a share."""
        self._widen()
        rows = self._rows("claim_shares", shares=_SHARES)
        return [first for first, _ in rows] + [rows[-1][1]] if rows else [0, 0]

    def _narrow(self, first: int, end: int) -> None:
        """Let rules see only these of the claims that are asked for."""
        asked = "AND claim IN (SELECT number FROM asked_claims)" if self._selects_some else ""
        for name, claim in NARROWED.items():
            self._run(
                f"CREATE OR REPLACE TEMP VIEW {name} AS "  # noqa: S608, our own names and numbers
                f"SELECT * FROM memory.main.{name} WHERE {claim} >= {first:d} AND {claim} < {end:d} {asked}"
            )
        self._narrowed = True

    def _widen(self) -> None:
        """Let rules see all claims again."""
        if self._narrowed:
            for name in NARROWED:
                self._run(f"DROP VIEW IF EXISTS temp.main.{name}")
        self._narrowed = False

    def _curies(self) -> None:
        rows = self._session.ask("SELECT DISTINCT predicate FROM claims WHERE predicate IS NOT NULL").fetchall()
        self._run("CREATE OR REPLACE TEMP TABLE predicate_curies (predicate VARCHAR, curie VARCHAR)")
        for (iri,) in rows:
            self._run("INSERT INTO predicate_curies VALUES ($iri, $curie)", iri=iri, curie=shorten(iri))

    def _ask_findings_of(self, flag: str) -> None:
        self._run(f"CREATE OR REPLACE TEMP VIEW found AS {self._rules[flag]}")

    def _each(
        self, rows: str, columns: Sequence[str], order: Sequence[str], **values: object
    ) -> Iterator[tuple[Any, ...]]:
        """These columns of the rows of a query in their order, few of them in memory at a time."""
        answer = self._run(f"SELECT {', '.join(columns)} FROM ({rows}) ORDER BY {', '.join(order)}", **values)  # noqa: S608
        while some := answer.fetchmany(_FETCHED):
            yield from some

    def _rows(self, rule: str, **values: object) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._run(read_rule(f"rows/{rule}"), **values).fetchall()
        return rows

    def _relation(self, sql: str, **values: object) -> duckdb.DuckDBPyRelation:
        return self._session.connection.sql(sql, params=values)

    def _run(self, sql: str, **values: object) -> duckdb.DuckDBPyConnection:
        return self._session.connection.execute(sql, values or None)
