"""What the loss of each source would change, over columns: the answer of :mod:`~ldn_graph.audit.whatif`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..audit.whatif import Keystone
from ..sources.papers import Groups
from .session import parts_of, read_rule

if TYPE_CHECKING:
    from .session import Session


def keystones_of(session: Session) -> Iterator[Keystone]:
    """Every source that bears on a claim, with what its loss would change; the gravest loss first.

    One paper under several keys is one source, by the first of them. Equal to
    :func:`~ldn_graph.audit.whatif.keystone_sources` of the claims as values.
    """
    session.prepare("source_facts")
    session.engine.view("line_facts", read_rule("line_facts"))  # computed, most of the time would go into its texts
    session.make("line_weights")
    session.engine.fill("tied_papers", "source BIGINT, paper BIGINT", _tied_papers(session))
    session.make("papers")
    for source, label, claims, fallen, changed, also in session.rows(read_rule("keystones")):
        others = tuple(also.split(", ")) if also else ()
        yield Keystone(source, label, claims, parts_of(fallen), parts_of(changed), others)


def _tied_papers(session: Session) -> Iterator[tuple[int, int]]:
    """Each source that shares an identifier of a paper with another, with the first of those that are that paper."""
    keys: dict[int, list[str]] = {}
    for source, key in session.ask(read_rule("shared_papers")).fetchall():
        keys.setdefault(source, []).append(key)
    groups = Groups()
    groups.join_by_keys((str(source), some) for source, some in keys.items())
    first: dict[str, int] = {}
    for source in keys:  # in the order of their numbers
        yield source, first.setdefault(groups.first(str(source)), source)
