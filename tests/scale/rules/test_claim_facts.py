"""How each claim stands, in SQL as by the rules in Python."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_graph.audit.results import Audit
from ldn_graph.audit.status import deciding_lines, decisive_lines, looked_into
from ldn_graph.audit.studies import Studies
from ldn_graph.audit.wording import is_overclaimed
from ldn_graph.scale.session import Session
from tests.scale.rules.graphs import Both


def told_by_python(audit: Audit) -> Iterator[tuple[object, ...]]:
    """What claim_facts has, with the claim's IRI in the place of its number."""
    studies = Studies(e.source for audited in audit for e in audited.claim.lines)
    for audited in audit:
        claim = audited.claim
        yield (
            claim.iri,
            claim.topic,
            claim.graded_topic,
            claim.wording,
            bool(claim.searches),
            looked_into(claim.lines, claim.searches),
            claim.checked,
            len(claim.lines),
            len(audited.lines),
            sum(e.in_favour for e in audited.lines),
            sum(e.in_favour and e.direct for e in audited.lines),
            looked_into(audited.lines),
            any(e.affirms and e.direct for e in audited.lines),
            claim.incomplete,
            audited.status,
            audited.as_published,
            audited.status_as_published,
            audited.best_level_for,
            audited.best_level_as_stated,
            audited.best_level_against,
            audited.studies,
            audited.studies_as_published,
            is_overclaimed(claim, audited.lines, studies),
        )


def told_by_sql(session: Session) -> list[tuple[object, ...]]:
    """The rows of claim_facts, in the order of the claims."""
    rows = session.ask(
        "SELECT c.iri, f.* FROM claim_facts AS f JOIN claims AS c ON c.number = f.claim ORDER BY f.claim"
    )
    return [(iri, *fields) for iri, _, *fields in rows.fetchall()]


def deciding_by_python(audit: Audit) -> list[tuple[str, str]]:
    return [(a.claim.iri, e.iri) for a in audit for e in deciding_lines(a.lines, a.status)]


def decisive_by_python(audit: Audit) -> list[tuple[str, str, str]]:
    return [(a.claim.iri, e.iri, s) for a in audit for e, s in decisive_lines(a.claim, a.lines, a.status)]


def lines_by_sql(session: Session, relation: str) -> list[tuple[str, ...]]:
    """The rows of a relation of lines, with IRIs in the place of numbers, in the order of the lines."""
    rows = session.ask(
        f"SELECT c.iri, l.iri, d.* EXCLUDE (claim, line) FROM {relation} AS d JOIN claims AS c ON c.number = d.claim "  # noqa: S608, our own names
        "JOIN lines AS l ON l.number = d.line ORDER BY l.number"
    )
    return rows.fetchall()


def test_every_claim_stands_as_python_has_it(all_both: tuple[Both, ...]) -> None:
    for audit, session in all_both:
        assert told_by_sql(session) == [*told_by_python(audit)]


def test_a_status_rests_on_the_lines_that_python_says(all_both: tuple[Both, ...]) -> None:
    for audit, session in all_both:
        assert lines_by_sql(session, "deciding_lines") == deciding_by_python(audit)
        assert lines_by_sql(session, "decisive_lines") == decisive_by_python(audit)


def test_a_status_rests_on_the_triples_that_python_says(all_both: tuple[Both, ...]) -> None:
    for audit, session in all_both:
        rows = session.ask("SELECT because FROM status_triples ORDER BY claim").fetchall()
        assert [because for (because,) in rows] == [" ".join(f"{' '.join(t)} ." for t in a.because) for a in audit]
