"""A graph as Python reads it and as the rules in SQL have it, with each of the options: the two routes of these tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit, Finding
from ldn_graph.audit.tables import finding_row
from ldn_graph.audit.whatif import remove
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.scale.session import Options, Session, read_rule
from tests.scale.columns.of_values import columns_of


class Both(NamedTuple):
    """The audit of a graph by the rules in Python, and a session of those in SQL."""

    audit: Audit
    session: Session


ALL = (
    (Options(), False),
    (Options(as_of=2010), False),
    (Options(nulls_dispute=True), False),
    (Options(), True),
    (Options(as_of=2010), True),
)
"""The options that graphs are asked with, and whether every third source that bears on a claim is left out."""


def both(graph: Graph, asked: Iterable[tuple[Options, bool]] = ALL) -> Iterator[Both]:
    """The two with each of the options."""
    tables, claims = columns_of(graph), read_claims(graph)
    iris = dict(zip(tables["sources"]["number"].to_pylist(), tables["sources"]["iri"].to_pylist(), strict=True))
    some = frozenset(sorted(set(tables["lines"]["source"].to_pylist()))[::3])
    for options, without_some in asked:
        chosen = options._replace(without=some) if without_some else options
        left = remove(claims, {iris[number] for number in chosen.without if number in iris})
        audit = audit_claims(left, chosen.as_of, nulls_dispute=chosen.nulls_dispute)
        yield Both(audit, Session(tables, chosen).prepare())


def findings_by_python(audit: Audit, flag: str) -> list[tuple[object, ...]]:
    """The findings of a flag: IRI of the claim, place among those of the claim, and what is said."""
    rows: list[tuple[object, ...]] = []
    for audited in audit:
        findings = [f for f in audited.findings if f.rule == flag]
        rows += ((audited.claim.iri, place, *_said(finding)) for place, finding in enumerate(findings))
    return rows


def _said(finding: Finding) -> tuple[object, ...]:
    severity, _, _, message, remedy, because = finding_row(finding)
    return severity, message, remedy, because


def findings_by_sql(session: Session, flag: str) -> list[tuple[object, ...]]:
    """The same, as the rule in SQL has them."""
    found = read_rule(f"flags/{flag}")
    rows = session.ask(f"""
        SELECT c.iri, f.place, f.severity, f.message, f.remedy, f.because
        FROM ({found}) AS f JOIN claims AS c ON c.number = f.claim ORDER BY c.number, f.place
    """)  # noqa: S608, our own rules
    return rows.fetchall()
