"""What a person writes for an entity or a source of claims that were read: label, id, CURIE or IRI; DOI or PMID.

:mod:`~ldn_graph.names` asks the same of a graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .claims import Entity, Source
from .errors import UnknownNameError
from .names import bare_identifier, expand, find_name
from .vocab import shorten


def find_known(name: str, nodes: Iterable[Entity | Source], kind: str, listing: str) -> str:
    """The IRI of the one of these nodes that a person means by a name, whether in capitals or not.

    Raises :class:`~ldn_graph.errors.UnknownNameError` where there is none, with the nearest id or with the command
    that lists them, and where several have the name. ``kind`` stands in the message: *no kind 'name' in this graph*.
    """
    known = {node.iri: node for node in nodes}
    iri = expand(name)
    if iri in known:
        return iri
    lower, bare = name.lower(), bare_identifier(name)
    found = [node.iri for node in known.values() if lower in _names(node) or bare in _identifiers(node)]
    if len(found) > 1:
        raise UnknownNameError(f"{name!r} is the name of {', '.join(map(shorten, found))}; write one of these")
    if found:
        return found[0]
    ids = {node.id: node.iri for node in known.values()}
    return ids[find_name(name, ids, kind, listing)]


def _names(node: Entity | Source) -> Iterator[str]:
    yield node.id.lower()
    yield node.label.lower()
    if isinstance(node, Entity):
        yield from (name.lower() for name in node.other_labels)
    if isinstance(node, Source) and node.title:
        yield node.title.lower()


def _identifiers(node: Entity | Source) -> tuple[str, ...]:
    return tuple(i.lower() for i in (node.doi, node.pmid) if i) if isinstance(node, Source) else ()
