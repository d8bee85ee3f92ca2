"""What if a source were not there? Claims without it, and which sources hold up most of them.

Everything is computed by a real removal: the claims are read as if the source had no evidence line, and rated by the
same rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from ..model.claims import Claim, EvidenceLine, Source
from ..model.natural_order import natural_key
from ..sources.finding import find_paper
from ..sources.papers import group_papers
from .audit import audit_claims
from .results import ClaimAudit
from .status import NOT_SUPPORTED, looked_into, rate_support


class Keystone(NamedTuple):
    """What the loss of one source changes: ``fallen`` are the ids of claims that lose all direct support,
    ``changed`` those whose status changes otherwise. ``claims`` is how many it bears on. ``also`` are the other keys
    under which the same paper stands.
    """

    source: str
    label: str
    claims: int
    fallen: tuple[str, ...]
    changed: tuple[str, ...]
    also: tuple[str, ...] = ()


def without(claims: Iterable[Claim], sources: str | Iterable[str]) -> tuple[Claim, ...]:
    """The claims as if a source, or several, had been retracted: their evidence lines are gone.

    A source is named by its key, title, CURIE, IRI, or an identifier, and goes under all keys that its paper has. A
    name of none that has an evidence line here raises :class:`~ldn_graph.errors.UnknownNameError`. Other reports of
    the same study and reviews of it stay, and so does what the article cites: whether they fall with it is for a
    person to say.
    """
    claims = tuple(claims)
    by_iri = {e.source.iri: e.source for claim in claims for e in claim.lines}
    names = (sources,) if isinstance(sources, str) else sources
    kind, listing = "evidence line of the source", "ldn-graph keystones --all"
    papers = (find_paper(name, by_iri.values(), kind, listing) for name in names)
    return remove(claims, frozenset().union(*papers))


def remove(claims: Iterable[Claim], gone: Collection[str]) -> tuple[Claim, ...]:
    """The claims without the evidence lines of these sources, by IRI; a source without any changes nothing.

    A claim that loses a line is marked: what persons rated or searched for was all of its evidence.
    """
    return tuple(_without_lines(claim, tuple(e for e in claim.lines if e.source.iri not in gone)) for claim in claims)


def _without_lines(claim: Claim, left: tuple[EvidenceLine, ...]) -> Claim:
    return claim if len(left) == len(claim.lines) else claim._replace(lines=left, incomplete=True)


def keystone_sources(claims: Iterable[Claim], as_of: int | None = None) -> tuple[Keystone, ...]:
    """Every source that bears on a claim, with what its loss would change; the gravest loss first.

    One paper under several keys is one source, by the first of them.

    Ordered by the number of claims that fall, of claims that change, of claims, by key, and by IRI. Claims that fall
    together are those of one ``fallen``. The status of a claim follows from its own lines, so of each source only the
    claims that it bears on are looked at.
    """
    audit = audit_claims(claims, as_of)
    grouped = group_papers(e.source for audited in audit.claims for e in audited.claim.lines)
    papers = sorted((sorted(paper, key=_place) for paper in grouped), key=lambda paper: _place(paper[0]))
    number_of = {source.iri: number for number, paper in enumerate(papers) for source in paper}
    borne_on: list[list[ClaimAudit]] = [[] for _ in papers]
    for audited in audit.claims:
        for number in dict.fromkeys(number_of[e.source.iri] for e in audited.claim.lines):
            borne_on[number].append(audited)
    keystones = (_keystone(paper, some) for paper, some in zip(papers, borne_on, strict=True))
    return tuple(sorted(keystones, key=lambda k: (-len(k.fallen), -len(k.changed), -k.claims, k.source)))


def status_without(audited: ClaimAudit, gone: Collection[str]) -> str:
    """The status of a claim without the lines of these sources, by IRI."""
    lines, recorded = ([e for e in some if e.source.iri not in gone] for some in (audited.lines, audited.claim.lines))
    looked = looked_into(recorded, audited.claim.searches)
    return rate_support(lines, audited.claim.graded_topic, looked_into=looked)


def _place(source: Source) -> list[Any]:
    """Where a source stands among others: its key does not tell it from one of another namespace."""
    return natural_key(source.iri)


def _keystone(paper: Sequence[Source], borne_on: Sequence[ClaimAudit]) -> Keystone:
    """What the loss of a paper changes for the claims that it bears on."""
    source, *others = paper
    gone = {one.iri for one in paper}
    after = [(c, status) for c in borne_on if (status := status_without(c, gone)) != c.status]
    fallen = tuple(c.claim.id for c, status in after if status in NOT_SUPPORTED and c.status not in NOT_SUPPORTED)
    return Keystone(
        source=source.id,
        label=str(source.label),
        claims=len(borne_on),
        fallen=fallen,
        changed=tuple(c.claim.id for c, _ in after if c.claim.id not in fallen),
        also=tuple(other.id for other in others),
    )
