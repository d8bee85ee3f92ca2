"""The years of sources, ``ldn:year``, which queries can compare: filled in where a graph is asked, never in its files.

``dcterms:issued`` is a year, a month or a day, and SPARQL compares none of these with another, nor with a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from ..model.vocab import DCTERMS, LDN, RDF, XSD

_ISSUED, _YEAR, _TYPE = (ox.NamedNode(iri) for iri in (DCTERMS.issued, LDN.year, RDF.type))
_SOURCE, _INTEGER = ox.NamedNode(LDN.Source), ox.NamedNode(XSD.integer)


def missing_years(store: ox.Store) -> Iterator[ox.Quad]:
    """The year of each source in a store that has a date and states no year; one after another, none is kept.

    A source with dates of different years has none: which would be right, nobody knows.
    """
    any_stated = _has(store, None)  # seldom, and then no source is looked up a second time
    for quad in store.quads_for_pattern(None, _TYPE, _SOURCE):
        source = quad.subject
        year = _year_issued(store, source)
        if year and not (any_stated and _has(store, source)):
            yield ox.Quad(source, _YEAR, ox.Literal(year, datatype=_INTEGER))


def _has(store: ox.Store, source: ox.NamedNode | ox.BlankNode | ox.Triple | None) -> bool:
    """Whether a source, or any, has a year."""
    return next(store.quads_for_pattern(source, _YEAR, None), None) is not None


def is_computed(store: ox.Store, quad: ox.Quad) -> bool:
    """Whether a statement of ``ldn:year`` says what would be filled in."""
    year = _year_issued(store, quad.subject)
    is_source = ox.Quad(quad.subject, _TYPE, _SOURCE) in store
    return is_source and year is not None and quad.object == ox.Literal(year, datatype=_INTEGER)


def _year_issued(store: ox.Store, source: ox.NamedNode | ox.BlankNode | ox.Triple) -> str | None:
    """The year in which a source was issued, as a number is written; None where there is none, or several."""
    years = set()
    for quad in store.quads_for_pattern(source, _ISSUED, None):
        found = isinstance(quad.object, ox.Literal) and re.match(r"([0-9]{4})(?![0-9])", quad.object.value)
        if found:
            years.add(str(int(found[1])))
    return years.pop() if len(years) == 1 else None
