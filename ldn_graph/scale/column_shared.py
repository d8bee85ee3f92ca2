"""What conditions share, over columns: the answer of :mod:`~ldn_graph.network.shared`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .engines.duckdb_engine import counting_in_arrays
from .session import parts_of, read_rule

if TYPE_CHECKING:
    from .session import Session

ALL = 2**62
"""More pairs than there can be."""
AT_ONCE = 50_000
"""The ids of so many pairs are put together at a time."""


def count_pairs(session: Session) -> int:
    """How many pairs of conditions share a mechanism or outcome on which claims are made."""
    for name in ("entity_places", "made_on", "joined"):
        session.make(name)
    with counting_in_arrays(session.connection):
        session.make("shared_pairs")
    return session.count("shared_pairs")


Pair = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""Two conditions by their ids, what they share, and the claims on it, as SharedMechanisms has them."""


def first_pairs(session: Session, most: int = ALL) -> Iterator[Pair]:
    """So many of the pairs of :func:`count_pairs`, which comes before, at most; most shared first.

    All of them are equal to :func:`~ldn_graph.network.shared.shared_mechanisms` of the claims as values.
    """
    session.engine.fill("shown", "most BIGINT", [(most,)])
    session.make("first_pairs")
    for after in range(0, session.count("first_pairs"), AT_ONCE):
        session.engine.fill("next_places", "after BIGINT, last BIGINT", [(after, after + AT_ONCE)])
        for condition, other, mechanisms, claims in session.rows(read_rule("shared")):
            yield condition, other, parts_of(mechanisms), parts_of(claims)
