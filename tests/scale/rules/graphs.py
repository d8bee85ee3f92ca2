"""A graph as Python reads it and as the rules in SQL have it, with each of the options: the two routes of these tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.audit.whatif import remove
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.scale.session import Options, Session
from tests.scale.columns.of_values import columns_of


class Both(NamedTuple):
    """The audit of a graph by the rules in Python, and a session of those in SQL."""

    audit: Audit
    session: Session


def both(graph: Graph, options: Iterable[Options] | None = None) -> Iterator[Both]:
    """The two with these options, else with all of them: as of a year, without every third source, nulls as disputes."""
    tables, claims = columns_of(graph), read_claims(graph)
    iris = dict(zip(tables["sources"]["number"].to_pylist(), tables["sources"]["iri"].to_pylist(), strict=True))
    bearing = sorted(set(tables["lines"]["source"].to_pylist()))
    some = frozenset(bearing[::3])
    for chosen in options or (
        Options(),
        Options(as_of=2010),
        Options(without=some),
        Options(as_of=2015, without=some, nulls_dispute=True),
    ):
        left = remove(claims, {iris[number] for number in chosen.without})
        audit = audit_claims(left, chosen.as_of, nulls_dispute=chosen.nulls_dispute)
        yield Both(audit, Session(tables, chosen))
