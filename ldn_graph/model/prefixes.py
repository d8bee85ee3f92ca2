"""The prefixes of a graph: those of this project, and those that the graph's own files declare.

A file may give ``claim:``, ``source:`` and the others of :data:`OWN` to a namespace of its own, and add prefixes of its
own. The vocabularies (``ldn:``, ``rdfs:`` and so on) mean the same in every graph, since named questions use them.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .vocab import PREFIXES

OWN = ("assessment", "body", "claim", "entity", "evidence", "quantity", "result", "source")
"""The prefixes of what a graph speaks of, which each graph may have for its own."""


class Prefixes(NamedTuple):
    """Prefixes with their IRIs, and in words what two files, or a file and this project, mean differently by one."""

    iris: Mapping[str, str] = PREFIXES
    clashes: tuple[str, ...] = ()


def join_prefixes(declared: Iterable[tuple[str, Mapping[str, str]]]) -> Prefixes:
    """The prefixes of a graph whose files, given by their names, declare these.

    What two files declare differently counts as the first has it.

    >>> joined = join_prefixes([("mine.ttl", {"claim": "urn:x:"}), ("yours.ttl", {"claim": "urn:y:"})])
    >>> joined.iris["claim"], joined.iris["source"]
    ('urn:x:', 'https://w3id.org/ldn-graph/source/')
    >>> joined.clashes
    ('claim: is <urn:x:> here, as in mine.ttl; in yours.ttl it is <urn:y:>: write those IRIs in full',)
    """
    iris = dict(PREFIXES)
    places = {prefix: "every graph" for prefix in PREFIXES if prefix not in OWN}
    clashes: dict[str, None] = {}
    for name, prefixes in declared:
        for prefix, iri in prefixes.items():
            place = places.setdefault(prefix, name)
            if place == name:
                iris[prefix] = iri
            elif iris[prefix] != iri:
                meant = f"{prefix}: is <{iris[prefix]}> here, as in {place}"
                clashes[f"{meant}; in {name} it is <{iri}>: write those IRIs in full"] = None
    return Prefixes(iris, tuple(clashes))
