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

LISTINGS: Mapping[str, str] = {
    **dict.fromkeys(KINDS, "ldn-graph query entities"),
    "condition": "ldn-graph query conditions",
    "claim": "ldn-graph claims",
    "source": "ldn-graph query busiest-sources",
}
"""For each kind, the command that lists what there is of it."""

_IDENTIFIER = re.compile(
    r"^(doi:\s*|pmid:?\s*|(https?://)?(dx\.)?doi\.org/|(https?://)?pubmed\.ncbi\.nlm\.nih\.gov/)", re.IGNORECASE
)
"""What may stand before a DOI or a PMID."""
_NUMBERED = re.compile(r"[a-z]{0,3}[0-9]+")
_SHORTEST = 3  # characters of a part by which a whole may be found
_LABELS = frozenset({RDFS.label, DCTERMS.title, SKOS.prefLabel, SKOS.altLabel})
_IDENTIFIERS = frozenset({BIBO.doi, BIBO.pmid})


def find_node(graph: Graph, name: str, kind: str, listing: str) -> str:
    """The IRI of the node of this kind (:data:`KINDS`) that a person means by a name.

    Labels and ids are compared without regard to case. Raises
    :class:`~ldn_graph.errors.UnknownNameError` where there is none, with what the name is instead, with the
    nearest, or with the command that lists them, and where a label is that of several.
    """
    typed = _typed(graph, KINDS[kind])
    bare = bare_identifier(name)
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
    found = _match(name, known)
    if found is not None:
        return known[found]
    said = kind.replace("_", " ")
    other = _described(graph, name)
    if other:
        raise UnknownNameError(f"no {said} {name!r} in this graph, where it is {other}; see: {listing}")
    label = _nearest(name, labels)
    if label is not None:
        ids = ", ".join(local_id(iri) for iri in labels[label])
        raise UnknownNameError(
            f"no {said} {name!r} in this graph; did you mean {label}{'' if ids == label else f' ({ids})'}?"
        )
    near = _nearest_id(name, known)
    hint = f"did you mean {near}?" if near else f"see: {listing}"
    raise UnknownNameError(f"no {said} {name!r} in this graph; {hint}")


def bare_identifier(name: str) -> str:
    """A DOI or PMID in small letters, without what stands before it.

    >>> bare_identifier("https://doi.org/10.1/AB"), bare_identifier("PMID: 18728058")
    ('10.1/ab', '18728058')
    """
    return _IDENTIFIER.sub("", name).rstrip("/").lower()


def find_name(name: str, known: Mapping[str, str], kind: str, listing: str) -> str:
    """The id that a name means; ``known`` are IRIs by id, and a name is an id, a CURIE or an IRI.

    Raises :class:`~ldn_graph.errors.UnknownNameError` with the nearest id, or with the
    command that lists them.
    """
    found = _match(name, known)
    if found is not None:
        return found
    near = _nearest_id(name, known)
    hint = f"did you mean {near}?" if near else f"see: {listing}"
    raise UnknownNameError(f"no {kind} {name!r} in this graph; {hint}")


def find_concept(name: str, known: Mapping[str, str], kind: str, words: Mapping[str, str] | None = None) -> str:
    """The name of a closed list that is meant, by itself or by ``words``, each with the name that it stands for.

    Raises :class:`~ldn_graph.errors.UnknownNameError` with the nearest or with the list.
    """
    said = {word.lower(): concept for word, concept in (words or {}).items()}
    found = _match(name, known) or said.get(name.lower())
    if found is not None:
        return found
    near = _nearest_id(name, known) or _nearest(name, said)
    hint = f"did you mean {near}?" if near else f"take one of {', '.join(known)}"
    raise UnknownNameError(f"no {kind} {name!r}; {hint}")


def _match(name: str, known: Mapping[str, str]) -> str | None:
    """The id that is the name, or whose IRI it is; without regard to case where none is otherwise."""
    expanded = expand(name)
    for ident, iri in known.items():
        if name == ident or expanded == iri:
            return ident
    return next((ident for ident in known if ident.lower() == name.lower()), None)


def _described(graph: Graph, name: str) -> str | None:
    """What a node is that a name means, by its IRI or id: as ``a ldn:Drug``; None where there is no such node."""
    iri = expand(name)
    types: dict[str, list[str]] = {}
    for quad in graph.quads:
        node = getattr(quad.subject, "value", "")
        if node == iri or local_id(node) == name:
            found = types.setdefault(node, [])
            if quad.predicate.value == RDF.type:
                found.append(shorten(getattr(quad.object, "value", "")))
    if not types:
        return None
    node = iri if iri in types else next(iter(types))
    kinds = [t for t in types[node] if t.startswith("ldn:")] or types[node]
    return f"a {kinds[0]}" if kinds else "of no class"


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


def _nearest_id(name: str, known: Iterable[str]) -> str | None:
    folded = {ident.lower(): ident for ident in known}
    near = _nearest(name, folded)
    return None if near is None else folded[near]


def _nearest(name: str, known: Iterable[str]) -> str | None:
    """The nearest of texts in small letters: one that begins with the name, holds it, or is spelt much like it.

    An id that is a number is no near miss of another, as C49 is none of C99, but C05 is meant by C5 and by 5.
    """
    from difflib import get_close_matches

    name = name.lower()
    number = re.fullmatch(r"([a-z]{0,3})0*([0-9]+)", name)
    if number:
        same = [t for t in known if re.fullmatch(rf"{number[1] or '[a-z]{0,3}'}0*{number[2]}", t)]
        if len(same) == 1:
            return same[0]
    numbered = _NUMBERED.fullmatch(name)
    other = [text for text in known if not (numbered and _NUMBERED.fullmatch(text))]
    holding = [text for text in other if len(name) >= _SHORTEST and name in text]
    near = sorted(holding, key=lambda text: (not text.startswith(name), len(text), text))
    near = near or get_close_matches(name, other, n=1, cutoff=0.6)
    return near[0] if near else None
