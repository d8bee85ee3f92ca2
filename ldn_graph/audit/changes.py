"""Two versions of a graph compared: what differs in them, and what that does to the audit."""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..model.claims import Claim, Source
from ..model.natural_order import natural_key
from .audit import audit_claims
from .differences import (
    Difference,
    FieldChange,
    Names,
    difference,
    pair_claims,
    pair_lines,
    pair_searches,
    pair_sources,
    renamed,
)
from .effects import ClaimChange, Versions
from .results import Audit, ClaimAudit

Progress = Callable[[Iterable[tuple[ClaimAudit, ClaimAudit]]], Iterable[tuple[ClaimAudit, ClaimAudit]]]
"""What hands things on one by one, and may show how far it is."""

KINDS = ("claim", "line", "search", "source")
"""The kinds of things that are compared, in the order in which they are told."""


class Version(NamedTuple):
    """One version of a graph: its claims, and all sources that it describes."""

    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]


class Changes(NamedTuple):
    """What changed from one version of a graph to another.

    ``claims`` are those whose status, certainty or flags changed, lost support first; ``differences`` are all that is
    gone, new, renamed or otherwise described, by kind. ``old`` and ``new`` are the audits of both. ``renamed`` has the
    old IRIs of what was renamed, each with the new one.
    """

    claims: tuple[ClaimChange, ...]
    differences: tuple[Difference, ...]
    old: Audit
    new: Audit
    renamed: Names

    @property
    def lost_support(self) -> tuple[ClaimChange, ...]:
        """The claims that lost direct support, or the indirect support that was all they had."""
        return tuple(change for change in self.claims if change.lost_support)

    @property
    def statuses_changed(self) -> tuple[ClaimChange, ...]:
        """The claims of another status."""
        return tuple(change for change in self.claims if change.status_changed)


def compare_versions(old: Version, new: Version, progress: Progress = iter) -> Changes:
    """What changed from one version to the other, both audited as of today.

    ``progress`` may watch the claims that are in both while they are compared, one by one.
    """
    was, now = audit_claims(old.claims), audit_claims(new.claims)
    claims, sources = pair_claims(old.claims, new.claims), pair_sources(_all_sources(old), _all_sources(new))
    names = {**renamed(sources), **renamed(claims)}
    before, after = ({c.claim.iri: c for c in audit.claims} for audit in (was, now))
    versions = Versions(was, now, sources, names)
    both = [(before[a.iri], after[b.iri]) for a, b in claims if a and b]
    changes = [change for a, b in progress(both) if (change := versions.explain(a, b))]
    found = [
        *(_of_claim(a and before[a.iri], b and after[b.iri], names) for a, b in claims),
        *(one for a, b in claims for one in _of_evidence(a, b, names)),
        *(difference("source", a, b, None, names) for a, b in sources),
    ]
    return Changes(
        claims=tuple(sorted(changes, key=lambda c: (not c.lost_support, not c.status_changed))),
        differences=tuple(sorted((one for one in found if one), key=_order)),
        old=was,
        new=now,
        renamed=names,
    )


def _all_sources(version: Version) -> tuple[Source, ...]:
    """The sources that a version describes, those included that stand on a line alone."""
    of_lines = (line.source for claim in version.claims for line in claim.lines)
    return tuple({source.iri: source for source in (*version.sources, *of_lines)}.values())


def _of_claim(was: ClaimAudit | None, now: ClaimAudit | None, names: Names) -> Difference | None:
    """How a claim differs; of one that is gone or new also the status."""
    found = difference("claim", was and was.claim, now and now.claim, None, names)
    if found is None or (was and now):
        return found
    return found._replace(fields=(FieldChange("status", was.status if was else "", now.status if now else ""),))


def _of_evidence(old: Claim | None, new: Claim | None, names: Names) -> Iterator[Difference | None]:
    """How the lines and searches of a claim differ; all are gone or new with it."""
    one = new or old
    if one is None:
        return
    was, now = (claim or one._replace(lines=(), searches=()) for claim in (old, new))
    for line, other_line in pair_lines(was, now, names):
        yield difference("line", line, other_line, one.id, names)
    for search, other_search in pair_searches(was, now):
        yield difference("search", search, other_search, one.id, names)


def _order(one: Difference) -> tuple[object, ...]:
    """By kind, then what is gone before what is new before what changed, then by claim and name."""
    how = ("gone", "new", "renamed", "changed").index(one.how)
    return KINDS.index(one.kind), how, natural_key(one.claim or ""), natural_key(one.about or one.id), one.id
