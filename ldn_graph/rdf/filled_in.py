"""What is filled in where a graph is asked, and in none of its files: the years of sources, and their identity."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ..model.vocab import LDN, RDF
from . import identities, years

Node = ox.NamedNode | ox.BlankNode | ox.Triple

_YEAR, _IDENTITY = LDN.year, LDN.identity
_TYPE, _SOURCE = ox.NamedNode(RDF.type), ox.NamedNode(LDN.Source)
_READ = tuple(ox.NamedNode(iri) for iri in sorted(years.READ | identities.READ))


def missing_statements(store: ox.Store) -> Iterator[ox.Quad]:
    """What a store lacks of it, one statement after another; what it is made of is kept meanwhile.

    That is read property by property: most of what a store says of a source is none of it.
    """
    about: dict[Node, list[ox.Quad]] = {quad.subject: [] for quad in store.quads_for_pattern(None, _TYPE, _SOURCE)}
    for predicate in _READ:
        for quad in store.quads_for_pattern(None, predicate, None):
            if (known := about.get(quad.subject)) is not None:
                known.append(quad)
    for source, quads in about.items():
        if year := years.missing_year(source, quads):
            yield year
        yield from identities.missing_identity(source, quads)


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
