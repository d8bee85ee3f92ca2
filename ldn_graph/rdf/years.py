"""The years of sources, ``ldn:year``, which queries can compare: filled in where a graph is asked, never in its files.

``dcterms:issued`` is a year, a month or a day, and SPARQL compares none of these with another, nor with a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from ..model.vocab import DCTERMS, LDN, RDF, XSD

_ISSUED, _YEAR, _TYPE = (ox.NamedNode(iri) for iri in (DCTERMS.issued, LDN.year, RDF.type))
_SOURCE, _INTEGER = ox.NamedNode(LDN.Source), ox.NamedNode(XSD.integer)
Node = ox.NamedNode | ox.BlankNode | ox.Triple

READ = frozenset({DCTERMS.issued, LDN.year})
"""The properties by which the year of a source is known."""


def missing_year(source: Node, about: Iterable[ox.Quad]) -> ox.Quad | None:
    """The year of a source, of the statements about it; None where it states one, or has no date.

    A source with dates of different years has none: which would be right, nobody knows.
    """
    dates = []
    for quad in about:
        predicate = quad.predicate
        if predicate == _ISSUED:
            dates.append(quad.object)
        elif predicate == _YEAR:
            return None
    year = _year_of(dates)
    return ox.Quad(source, _YEAR, ox.Literal(year, datatype=_INTEGER)) if year else None


def is_computed(store: ox.Store, quad: ox.Quad) -> bool:
    """Whether a statement of ``ldn:year`` says what would be filled in."""
    year = _year_of(q.object for q in store.quads_for_pattern(quad.subject, _ISSUED, None))
    is_source = ox.Quad(quad.subject, _TYPE, _SOURCE) in store
    return is_source and year is not None and quad.object == ox.Literal(year, datatype=_INTEGER)


def _year_of(dates: Iterable[object]) -> str | None:
    """The year of dates, as a number is written; None where there is none, or several."""
    years = set()
    for date in dates:
        found = isinstance(date, ox.Literal) and re.match(r"([0-9]{4})(?![0-9])", date.value)
        if found:
            years.add(str(int(found[1])))
    return years.pop() if len(years) == 1 else None
