"""What a person writes for an entity, a source or a term: label, id, CURIE or IRI; a DOI or PMID for a source.

:mod:`~ldn_graph.sparql.names` asks the same of a graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..errors import UnknownNameError
from .claims import Entity, Source
from .vocab import PREFIXES, shorten

_IDENTIFIER = re.compile(
    r"^(doi:\s*|pmid:?\s*|(https?://)?(dx\.)?doi\.org/|(https?://)?pubmed\.ncbi\.nlm\.nih\.gov/)", re.IGNORECASE
)
"""What may stand before a DOI or a PMID."""
_NUMBERED = re.compile(r"[a-z]{0,3}[0-9]+")
_SHORTEST = 3  # characters of a part by which a whole may be found


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


def bare_identifier(name: str) -> str:
    """A DOI or PMID in small letters, without what stands before it.

    >>> bare_identifier("https://doi.org/10.1/AB"), bare_identifier("PMID: 18728058")
    ('10.1/ab', '18728058')
    """
    return without_prefix(name).lower()


def without_prefix(name: str) -> str:
    """A DOI or PMID without what stands before it; any other name as it is, without a slash at its end."""
    return _IDENTIFIER.sub("", name).rstrip("/")


def find_name(name: str, known: Mapping[str, str], kind: str, listing: str) -> str:
    """The id that a name means; ``known`` are IRIs by id, and a name is an id, a CURIE or an IRI.

    Raises :class:`~ldn_graph.errors.UnknownNameError` with the nearest id, or with the
    command that lists them.
    """
    found = _match(name, known)
    if found is not None:
        return found
    near = nearest_id(name, known)
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
    near = nearest_id(name, known) or nearest(name, said)
    hint = f"did you mean {near}?" if near else f"take one of {', '.join(known)}"
    raise UnknownNameError(f"no {kind} {name!r}; {hint}")


def _match(name: str, known: Mapping[str, str]) -> str | None:
    """The id that is the name, or whose IRI it is; without regard to case where none is otherwise."""
    expanded = expand(name)
    for ident, iri in known.items():
        if name == ident or expanded == iri:
            return ident
    return next((ident for ident in known if ident.lower() == name.lower()), None)


def expand(name: str) -> str:
    """A CURIE of a known prefix as an IRI; all else as it is, without angle brackets around it.

    >>> expand("claim:C17"), expand("<urn:x>"), expand("lupus")
    ('https://w3id.org/ldn-graph/claim/C17', 'urn:x', 'lupus')
    """
    name = name.removeprefix("<").removesuffix(">")
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else name


def nearest_id(name: str, known: Iterable[str]) -> str | None:
    folded = {ident.lower(): ident for ident in known}
    near = nearest(name, folded)
    return None if near is None else folded[near]


def nearest(name: str, known: Iterable[str]) -> str | None:
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
