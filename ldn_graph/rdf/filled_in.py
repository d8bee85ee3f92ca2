"""What is filled in where a graph is asked, and in none of its files: the years of sources, and their identity."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ..model.vocab import LDN, RDF
from . import identities, years

_YEAR, _IDENTITY = LDN.year, LDN.identity
_TYPE, _SOURCE = ox.NamedNode(RDF.type), ox.NamedNode(LDN.Source)


def missing_statements(store: ox.Store) -> Iterator[ox.Quad]:
    """What a store lacks of it; one statement after another, none is kept."""
    for typed in store.quads_for_pattern(None, _TYPE, _SOURCE):
        source = typed.subject
        about = list(store.quads_for_pattern(source, None, None))
        if year := years.missing_year(source, about):
            yield year
        yield from identities.missing_identity(source, about)


def without_filled_in(store: ox.Store) -> Iterator[ox.Quad]:
    """The statements of a store that :func:`missing_statements` were added to, without these.

    What a source states itself is left out too where it is what would be filled in, since nothing tells it from that.
    """
    for quad in store:
        predicate = quad.predicate.value
        if predicate == _YEAR and years.is_computed(store, quad):
            continue
        if predicate == _IDENTITY and identities.is_computed(store, quad):
            continue
        yield quad
