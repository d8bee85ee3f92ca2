"""What a person writes for a node of a graph: its label, local id, CURIE or IRI; a DOI or PMID for a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .errors import UnknownNameError
from .vocab import BIBO, DCTERMS, ENTITY_KINDS, LDN, PREFIXES, RDF, RDFS, SKOS, local_id, shorten

if TYPE_CHECKING:
    from .store import Graph

KINDS: Mapping[str, tuple[str, ...]] = {
    **{kind.lower(): (LDN[kind],) for kind in ENTITY_KINDS},
    "entity": tuple(LDN[kind] for kind in ENTITY_KINDS),
    "mechanism_or_outcome": (LDN.Mechanism, LDN.Outcome),
    "claim": (LDN.Claim,),
    "source": (LDN.Source,),
    "node": (*(LDN[kind] for kind in ENTITY_KINDS), LDN.Claim, LDN.Source),
}
"""What may be meant by a name, and the classes of it; ``node`` is any of them."""

_IDENTIFIER = re.compile(
    r"^(doi:|pmid:|https?://(dx\.)?doi\.org/|https?://pubmed\.ncbi\.nlm\.nih\.gov/)", re.IGNORECASE
)
"""What may stand before a DOI or a PMID."""
_LABELS = frozenset({RDFS.label, DCTERMS.title, SKOS.prefLabel})
_IDENTIFIERS = frozenset({BIBO.doi, BIBO.pmid})


def find_node(graph: Graph, name: str, kind: str, listing: str) -> str:
    """The IRI of the node of this kind (:data:`KINDS`) that a person means by a name.

    Labels and ids are compared without regard to case. Raises
    :class:`~ldn_graph.errors.UnknownNameError` where there is none, with the nearest or with the
    command that lists them, and where a label is that of several.
    """
    typed = _typed(graph, KINDS[kind])
    bare = _IDENTIFIER.sub("", name).rstrip("/").lower()
    labels: dict[str, dict[str, None]] = {}
    for quad in graph.quads:
        node, predicate = getattr(quad.subject, "value", ""), quad.predicate.value
        if node in typed and predicate in _LABELS:
            labels.setdefault(quad.object.value.lower(), {})[node] = None  # type: ignore[union-attr]
        elif node in typed and predicate in _IDENTIFIERS and quad.object.value.lower() == bare:  # type: ignore[union-attr]
            return node
    same = labels.get(name.lower(), {})
    if len(same) > 1:
        raise UnknownNameError(f"{name!r} is the label of {', '.join(map(shorten, same))}; write one of these")
    if same:
        return next(iter(same))
    known = {local_id(iri): iri for iri in typed}
    try:
        return known[find_name(name, known, kind, listing)]
    except UnknownNameError:
        near = _nearest(name, labels)
        if near is None:
            raise
        found = ", ".join(local_id(iri) for iri in labels[near])
        raise UnknownNameError(f"no {kind} {name!r} in this graph; did you mean {near} ({found})?") from None


def find_name(name: str, known: Mapping[str, str], kind: str, listing: str) -> str:
    """The id that a name means; ``known`` are IRIs by id, and a name is an id, a CURIE or an IRI.

    Raises :class:`~ldn_graph.errors.UnknownNameError` with the nearest id, or with the
    command that lists them.
    """
    expanded = expand(name)
    for ident, iri in known.items():
        if name == ident or expanded == iri:
            return ident
    folded = {ident.lower(): ident for ident in known}
    if name.lower() in folded:
        return folded[name.lower()]
    near = _nearest(name, folded)
    hint = f"did you mean {folded[near]}?" if near else f"see: {listing}"
    raise UnknownNameError(f"no {kind} {name!r} in this graph; {hint}")


def expand(name: str) -> str:
    """A CURIE of a known prefix as an IRI; all else as it is, without angle brackets around it.

    >>> expand("claim:C17"), expand("<urn:x>"), expand("lupus")
    ('https://w3id.org/ldn-graph/claim/C17', 'urn:x', 'lupus')
    """
    name = name.removeprefix("<").removesuffix(">")
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else name


def _typed(graph: Graph, classes: Iterable[str]) -> dict[str, None]:
    """The IRIs of nodes of these classes, in the order of the graph."""
    import pyoxigraph as ox

    wanted = frozenset(classes)
    return {
        quad.subject.value: None
        for quad in graph.quads
        if quad.predicate.value == RDF.type
        and type(quad.subject) is ox.NamedNode
        and getattr(quad.object, "value", "") in wanted
    }


def _nearest(name: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return near[0] if near else None
