"""The IRIs of all claims of a graph, however many, also from a server that cuts its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from ..errors import EndpointError
from ..output.counts import count_words

if TYPE_CHECKING:
    from ..model.graph import Graph


def list_claims(graph: Graph) -> Iterator[str]:
    """The IRI of each claim, once, as the engine finds them; in no order that is promised.

    A server is asked for all at once, and in pages only where it gives fewer rows than it counts claims: each page
    begins after the last IRI of the one before, so that none is skipped. All IRIs are then held in memory.
    Raises :class:`~ldn_graph.errors.EndpointError` where its pages do not make up what it counts either, as when
    claims are added meanwhile.
    """
    if not graph.access.cuts_answers:
        yield from _column(graph, "claims")
        return
    total = int(next(_column(graph, "count-claims")))
    listed = set()
    for iri in _column(graph, "claims"):
        listed.add(iri)
        yield iri
    if len(listed) < total:
        for iri in _pages(graph):
            if iri not in listed:
                listed.add(iri)
                yield iri
    if len(listed) != total:
        problem = f"{graph.name}: the server counts {count_words(total, 'claim')} and lists {len(listed):,}"
        raise EndpointError(f"{problem}; ask again when nothing is written to it, or load its data with ldn-graph load")


def _pages(graph: Graph) -> Iterator[str]:
    """The IRIs in pages, up to one that holds nothing new: a server may give fewer rows than a page asks for."""
    after = ""
    while True:
        page = list(_column(graph, "claims-after", after=[ox.Literal(after)]))
        yield from page
        if not page or page[-1] == after:
            return
        after = page[-1]


def _column(graph: Graph, lookup: str, **values: Iterable[ox.Literal]) -> Iterator[str]:
    """The texts of the first column, though the server may cut it."""
    for row in graph.look_up(lookup, values, may_cut=True):
        yield cast("ox.Literal", row[0]).value
