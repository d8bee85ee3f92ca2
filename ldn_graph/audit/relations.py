"""How a source is related to others: one paper under several keys, reports of one study, versions, reviews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.claims import Source
from ..sources.papers import identify


def stated_relations(source: Source) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the graph says of it: the relation in words, and the IRIs of the others."""
    yield "reviews", source.review_of
    yield "same study as", source.same_study_as
    yield "preprint of", source.version_of
    yield "protocol of", source.protocol_of
    yield "correction of", source.correction_of


_FROM_THE_OTHER = {
    "reviews": "reviewed by",
    "same study as": "same study as",
    "preprint of": "preprint",
    "protocol of": "protocol",
    "correction of": "correction",
}
"""What a relation is called from its other end."""


def find_relations(source: Source, sources: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """All relations of a source to those of a graph, from either end: in words, with the IRIs of the others.

    ``same paper as`` are those with an identifier of the same paper, ``same trial as`` those with the number of the
    same trial. Relations without any are left out.
    """
    found: dict[str, dict[str, None]] = {label: dict.fromkeys(iris) for label, iris in stated_relations(source)}
    own = identify(source)
    for other in sources:
        if other.iri == source.iri:
            continue
        for label, iris in stated_relations(other):
            if source.iri in iris:
                found.setdefault(_FROM_THE_OTHER[label], {})[other.iri] = None
        identity = identify(other)
        for label, mine, its in (("paper", own.paper, identity.paper), ("trial", own.trial, identity.trial)):
            if not {*mine}.isdisjoint(its):
                found.setdefault(f"same {label} as", {})[other.iri] = None
    return {label: tuple(iris) for label, iris in found.items() if iris}
