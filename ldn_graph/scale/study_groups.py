"""Which sources report one study once some are left out: what ties others together may have gone with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..sources.papers import Groups


def regroup(
    members: Iterable[tuple[int, str]], ties: Iterable[tuple[str, str]], keys: Iterable[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    """For each of the ``members``, sources by number and IRI, the number of the one that stands for its study.

    ``ties`` are pairs of IRIs of one study, ``keys`` are IRIs with an identifier: what is left of both.
    """
    numbers = {iri: number for number, iri in members}
    groups = Groups()
    for iri, other in ties:
        groups.join(iri, other)
    groups.join_by_keys((iri, (key,)) for iri, key in keys)
    for iri, number in numbers.items():
        yield number, numbers.get(groups.first(iri), number)
