"""Which sources belong together, by the catalogue of a graph: those related to one, and those that report one study.

A claim's independent studies hang on what any source of the graph says of which reports are of one study. To read all
that say so would take longer than the claim, so they are followed from the sources of the claim alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .catalogue import Catalogue
from .catalogue_writer import EVIDENCE

_OF_ONE_STUDY = frozenset({"same study as", "preprint of", "protocol of", "correction of"})
"""The relations by which :class:`~ldn_graph.audit.studies.Studies` takes reports for those of one study."""


def related(catalogue: Catalogue, source: str, keys: Iterable[str]) -> list[str]:
    """The IRIs of sources that say how they are related to a source, or share one of these identifiers."""
    found = {iri for (iri,) in catalogue.rows("SELECT one FROM tie WHERE other = ?", (source,))}
    for key in keys:
        found.update(iri for (iri,) in catalogue.rows("SELECT iri FROM key WHERE key = ?", (key,)))
    return sorted(found - {source})


def reports(catalogue: Catalogue, sources: Iterable[str]) -> list[str]:
    """The IRIs of the sources that tell which reports are of one study with one of these, directly or through others.

    They are the sources of evidence of any claim: what others say counts for nothing.
    """
    seen: set[str] = set()
    waiting = list(sources)
    while waiting:
        source = waiting.pop()
        if source not in seen:
            seen.add(source)
            waiting += _same_study(catalogue, source)
    return sorted(iri for iri in seen if _bears(catalogue, iri) and any(_same_study(catalogue, iri)))


def _same_study(catalogue: Catalogue, source: str) -> Iterator[str]:
    """The sources that are of one study with a source, as one of the two says, or by an identifier of both."""
    own = _bears(catalogue, source)
    for relation, other in catalogue.rows("SELECT relation, other FROM tie WHERE one = ?", (source,)):
        if relation in _OF_ONE_STUDY and own:
            yield other
    for relation, one in catalogue.rows("SELECT relation, one FROM tie WHERE other = ?", (source,)):
        if relation in _OF_ONE_STUDY and _bears(catalogue, one):
            yield one
    shared = "SELECT b.iri FROM key a JOIN key b USING (key) WHERE a.iri = ? AND b.iri <> a.iri"
    for (iri,) in catalogue.rows(shared, (source,)) if own else ():
        if _bears(catalogue, iri):
            yield iri


def _bears(catalogue: Catalogue, source: str) -> bool:
    """Whether a source is the evidence of a claim."""
    number = catalogue.number_of("source", source)
    row = catalogue.rows("SELECT 1 FROM mention WHERE node = ? AND how = ? LIMIT 1", (number, EVIDENCE))
    return row.fetchone() is not None
