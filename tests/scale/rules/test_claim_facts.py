"""How each claim stands, in SQL as by the rules in Python."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_graph.audit.results import Audit
from ldn_graph.audit.status import deciding_lines, looked_into
from ldn_graph.audit.studies import Studies
from ldn_graph.audit.wording import is_overclaimed
from ldn_graph.model.graph import Graph
from ldn_graph.scale.session import Session
from tests.scale.rules.graphs import both


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


def assert_alike(graph: Graph) -> None:
    """Claims and the lines that decide on them are the same both ways, with all options."""
    for audit, session in both(graph):
        session.prepare("deciding_lines")
        assert told_by_sql(session) == [*told_by_python(audit)]
        deciding = session.ask(
            "SELECT c.iri, l.iri FROM deciding_lines AS d JOIN claims AS c ON c.number = d.claim "
            "JOIN lines AS l ON l.number = d.line ORDER BY l.number"
        )
        assert deciding.fetchall() == [(a.claim.iri, e.iri) for a in audit for e in deciding_lines(a.lines, a.status)]


def test_every_claim_of_the_graph_stands_as_python_has_it(graph: Graph) -> None:
    assert_alike(graph)


def test_many_claims_stand_as_python_has_them(corpus: Graph) -> None:
    assert_alike(corpus)
