"""How the standing of each claim changed with the years: the audit as of the end of every year that changes one.

A claim's audit as of a year follows from its own lines and from what it is argued from
and computed from; so only claims with a source of that year, and claims that look at
them, are audited anew. The result is the same as a full audit of every year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..audit.audit import audit_claims
from ..audit.results import ClaimAudit
from ..audit.studies import Studies
from ..model.claims import Claim, Source


class Standing(NamedTuple):
    """What the audit says of a claim from the end of ``year`` on; None: before the first dated source."""

    year: int | None
    audited: ClaimAudit


def trace_standings(claims: Iterable[Claim]) -> dict[str, tuple[Standing, ...]]:
    """For each claim's IRI its standings, the earliest first, each another than the one before.

    The first one has only sources without a date, which count in any year; the last is that of the audit
    without a year.
    """
    claims = tuple(claims)
    by_iri = {claim.iri: claim for claim in claims}
    looked_at = _looked_at(claims)
    looking: dict[str, set[str]] = {}
    for iri, others in looked_at.items():
        for other in others:
            looking.setdefault(other, set()).add(iri)
    studies = Studies(e.source for c in claims for e in c.lines)
    touched: dict[int, set[str]] = {}
    for claim in claims:
        for source in {line.source.iri: line.source for line in claim.lines}.values():
            for year in years_of(source):
                touched.setdefault(year, set()).update((claim.iri, *looking.get(claim.iri, ())))
    earliest = min(touched, default=1) - 1
    standings = {a.claim.iri: [Standing(None, a)] for a in audit_claims(claims, as_of=earliest, studies=studies).claims}
    for year in sorted(touched):
        needed = touched[year].union(*(looked_at.get(iri, ()) for iri in touched[year]))
        some = (by_iri[iri] for iri in sorted(needed))
        for audited in audit_claims(some, as_of=year, studies=studies).claims:
            history = standings[audited.claim.iri]
            if audited.claim.iri in touched[year] and audited != history[-1].audited:
                history.append(Standing(year, audited))
    return {iri: tuple(several) for iri, several in standings.items()}


def years_of(source: Source) -> tuple[int, ...]:
    """The years in which a source changes what counts: of its publication, and of each notice of a retraction."""
    noticed = (notice.date for notice in source.standing.notices) if source.standing else ()
    return tuple(filter(None, (source.year, *(int(day[:4]) for day in noticed if day))))


def _looked_at(claims: Iterable[Claim]) -> Mapping[str, set[str]]:
    """For each claim the others that its flags depend on: what it rests on, and whose quantities its ratios are of."""
    claims = tuple(claims)
    iris = {claim.iri for claim in claims}
    owners = {
        q.iri: claim.iri
        for claim in claims
        for q in (*claim.quantities, *(q for e in claim.lines for q in e.quantities))
    }
    linked: dict[str, set[str]] = {}
    for claim in claims:
        parts = {part for q in claim.quantities for part in (q.numerator, q.denominator) if part}
        others = {*claim.rests_on, *(owners[p] for p in parts if p in owners)}
        others = {iri for iri in others if iri in iris and iri != claim.iri}
        if others:
            linked[claim.iri] = others
    return linked
