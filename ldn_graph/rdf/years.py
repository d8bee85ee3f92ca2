"""The year of each source as a number, which every engine compares.

Sources are dated by year, month or day, and a comparison of these in SPARQL loses all that are of another datatype, in
silence. So ``ldn:year`` is filled in for what queries see: the store of a graph that was opened, or a database when it
is loaded. The statements of the files are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from ..model.vocab import DCTERMS, LDN, RDF

_ISSUED, _YEAR, _TYPE, _SOURCE = map(ox.NamedNode, (DCTERMS.issued, LDN.year, RDF.type, LDN.Source))


def fill_in_years(store: ox.Store) -> None:
    """State the year of each source of a store, of those that have a date and do not state it themselves.

    Few are in memory at a time. A date that does not begin with a year of four digits gives none, and a source with
    several dates, which the model does not have, has the year of each.
    """
    store.bulk_extend(_years(store))


def _years(store: ox.Store) -> Iterator[ox.Quad]:
    some_state_it = _has(store, None, _YEAR, None)
    for dated in store.quads_for_pattern(None, _ISSUED, None):
        source, date = dated.subject, dated.object
        if type(date) is not ox.Literal or not re.match(r"[0-9]{4}(?![0-9])", date.value):
            continue
        if _has(store, source, _TYPE, _SOURCE) and not (some_state_it and _has(store, source, _YEAR, None)):
            yield ox.Quad(source, _YEAR, ox.Literal(int(date.value[:4])))


def _has(
    store: ox.Store,
    subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
    term: ox.NamedNode,
    obj: ox.NamedNode | None,
) -> bool:
    return next(store.quads_for_pattern(subject, term, obj), None) is not None
