"""Which of some sources a person means by a name: an identifier or address, however written, a key, title or IRI.

Here it is looked for among values; :mod:`~ldn_graph.sparql.names` asks a graph.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import UnknownNameError
from ..model.claims import Source
from ..model.lookup import find_iri
from .identity import read_name_of_source
from .papers import group_papers, identify


def keys_meant(name: str) -> tuple[str, ...]:
    """The keys of the identifiers that a name may be, the likeliest first; a bare number may be one of PubMed.

    >>> keys_meant("10.1000/AB"), keys_meant("18728058"), keys_meant("smith-2007")
    (('doi:10.1000/ab',), ('pmid:18728058',), ())
    """
    reference = read_name_of_source(name)
    return (reference.key,) if reference.resolvable else ()


def find_paper(name: str, sources: Iterable[Source], kind: str, listing: str) -> frozenset[str]:
    """The IRIs of all sources that are the one paper that a person means.

    Raises :class:`~ldn_graph.errors.UnknownNameError` as :func:`~ldn_graph.model.lookup.find_iri` does, and with what
    is in doubt about the name.
    """
    papers = list(group_papers(sources))
    keys = {*keys_meant(name)}
    for paper in papers:
        if any(keys & {*identify(source).paper} for source in paper):
            return frozenset(source.iri for source in paper)
    everything = [source for paper in papers for source in paper]
    of_trial = [source for source in everything if keys & {*identify(source).trial}]
    of_trial = [source for source in of_trial if source.id.lower() == name.lower()] or of_trial
    if len(of_trial) == 1:
        iri = of_trial[0].iri
    elif of_trial:
        ids = ", ".join(source.id for source in of_trial)
        raise UnknownNameError(f"{name!r} is the number of a trial that {ids} report; write one of these")
    else:
        iri = find_iri(name, everything, kind, listing)
    return next(frozenset(s.iri for s in paper) for paper in papers if any(s.iri == iri for s in paper))
