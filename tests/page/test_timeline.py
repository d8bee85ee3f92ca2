"""The standings through the years are those of a full audit of every year."""

from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.audit.audit import audit_claims
from ldn_graph.model.claims import Claim
from ldn_graph.page.timeline import trace_standings


def years_of(claims: Iterable[Claim]) -> list[int]:
    found = {e.source.year for c in claims for e in c.lines if e.source.year is not None}
    return [min(found) - 1, *sorted(found)] if found else [2000]


def check(claims: tuple[Claim, ...]) -> None:
    standings = trace_standings(claims)
    assert list(standings) == [c.iri for c in claims]
    for year in years_of(claims):
        for audited in audit_claims(claims, as_of=year).claims:
            since = [s for s in standings[audited.claim.iri] if s.year is None or s.year <= year]
            assert since[-1].audited == audited, (year, audited.claim.id)
    for audited in audit_claims(claims).claims:
        assert standings[audited.claim.iri][-1].audited == audited


def test_every_year_of_the_shipped_graph(claims: tuple[Claim, ...]) -> None:
    check(claims)
    standings = trace_standings(claims)
    assert all(s[0].year is None for s in standings.values())
    assert any(len(s) > 3 for s in standings.values())


@given(st.integers(0, 10_000))
def test_every_year_where_claims_rest_on_one_another_and_lines_are_anywhere(
    claims: tuple[Claim, ...], seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311, no secret
    lines = [e for c in claims for e in c.lines]
    some = dice.sample(claims, 8)
    mixed = []
    for n, claim in enumerate(some):
        before = [c.iri for c in some[:n]]
        mixed.append(
            claim._replace(
                lines=tuple(dict.fromkeys(dice.sample(lines, dice.randrange(4)))),
                rests_on=tuple(dice.sample(before, min(len(before), dice.randrange(3)))),
            )
        )
    check(tuple(mixed))


def test_no_claims_and_no_dates(claims: tuple[Claim, ...]) -> None:
    assert trace_standings(()) == {}
    bare = tuple(c._replace(lines=()) for c in claims[:3])
    assert [len(s) for s in trace_standings(bare).values()] == [1, 1, 1]
