"""What the loss of each source would change, and what conditions share, over columns.

The same answers as :mod:`~ldn_graph.audit.whatif` and :mod:`~ldn_graph.network.shared` give of claims as values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..audit.whatif import Keystone
from ..network.shared import SharedMechanisms
from ..sources.papers import Groups
from .session import Session, read_rule

_AT_ONCE = 10_000  # rows


class KeystoneCounts(NamedTuple):
    """How many sources bear on a claim, one paper counted once."""

    bearing: int


def keystones_of(session: Session) -> Iterator[Keystone]:
    """Every source that bears on a claim, with what its loss would change; the gravest loss first."""
    session.prepare("claim_facts")
    session.table("papers", "source BIGINT, paper BIGINT", _papers(session))
    rows = session.ask(read_rule("keystones"))
    while some := rows.fetchmany(_AT_ONCE):
        for source, label, claims, fallen, changed, also in some:
            others = tuple(also.split(", ")) if also else ()
            yield Keystone(source, label, claims, tuple(fallen.split()), tuple(changed.split()), others)


def _papers(session: Session) -> Iterator[tuple[int, int]]:
    """For each source that bears on a claim the first of those that are the same paper."""
    bearing = [number for (number,) in session.ask(read_rule("bearing_sources")).fetchall()]
    groups = Groups()
    keyed: dict[int, list[str]] = {}
    for source, key in session.ask(read_rule("shared_papers")).fetchall():
        keyed.setdefault(source, []).append(key)
    groups.join_by_keys((str(source), keys) for source, keys in keyed.items())
    first: dict[str, int] = {}
    for number in bearing:  # in their order, so the first of a paper comes first
        name = groups.first(str(number)) if number in keyed else str(number)
        yield number, first.setdefault(name, number)
