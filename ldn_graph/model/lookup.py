"""Which entity, source or term a person means by a name: a label, id, CURIE or IRI.

Here it is looked for among values; :mod:`~ldn_graph.sparql.names` asks a graph. What sources are told by besides, a DOI
or an address, :mod:`~ldn_graph.sources.finding` looks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..errors import UnknownNameError
from .claims import Entity, Source
from .vocab import PREFIXES, shorten

_NUMBERED = re.compile(r"[a-z]{0,3}[0-9]+")
"""Ids that are numbers, such as those of claims: C17."""
_SHORTEST = 3  # characters of a part that may stand for the whole


def find_iri(name: str, nodes: Iterable[Entity | Source], kind: str, listing: str) -> str:
    """The IRI of the one of these nodes that a person means by a name, whether in capitals or not.

    A CURIE is one of the prefixes of this project: the graph, which may have others, is not at hand. Raises
    :class:`~ldn_graph.errors.UnknownNameError` where there is none, with the nearest id or with the command
    ``listing`` that lists them, and where several have the name. ``kind`` stands in the message: *no kind 'name' in
    this graph*.
    """
    by_iri = {node.iri: node for node in nodes}
    iri = expand(name)
    if iri in by_iri:
        return iri
    lower = name.lower()
    matches = [node.iri for node in by_iri.values() if lower in _names(node)]
    if len(matches) > 1:
        raise UnknownNameError(f"{name!r} is the name of {', '.join(map(shorten, matches))}; write one of these")
    if matches:
        return matches[0]
    iris_by_id = {node.id: node.iri for node in by_iri.values()}
    match = _match(name, iris_by_id)
    if match is None:
        near = nearest_id(name, iris_by_id)
        hint = f"did you mean {near}?" if near else f"see: {listing}"
        raise UnknownNameError(f"no {kind} {name!r} in this graph; {hint}")
    return iris_by_id[match]


def _names(node: Entity | Source) -> Iterator[str]:
    yield node.id.lower()
    yield node.label.lower()
    if isinstance(node, Entity):
        yield from (name.lower() for name in node.other_labels)
    if isinstance(node, Source) and node.title:
        yield node.title.lower()


def find_concept(name: str, iris_by_name: Mapping[str, str], kind: str, words: Mapping[str, str] | None = None) -> str:
    """The name of a closed list that a person means, by the name, its CURIE or IRI, or by one of ``words``.

    ``words`` are other words, each with the name that it stands for. Raises
    :class:`~ldn_graph.errors.UnknownNameError` with the nearest name, or with the list.
    """
    names_by_word = {word.lower(): concept for word, concept in (words or {}).items()}
    match = _match(name, iris_by_name) or names_by_word.get(name.lower())
    if match is not None:
        return match
    near = nearest_id(name, iris_by_name) or nearest(name, names_by_word)
    hint = f"did you mean {near}?" if near else f"take one of {', '.join(iris_by_name)}"
    raise UnknownNameError(f"no {kind} {name!r}; {hint}", near=[near] if near else iris_by_name)


def _match(name: str, iris_by_id: Mapping[str, str]) -> str | None:
    """The id that the name is, or whose IRI or CURIE it is; in other capitals where none is otherwise."""
    expanded = expand(name)
    for ident, iri in iris_by_id.items():
        if name == ident or expanded == iri:
            return ident
    return next((ident for ident in iris_by_id if ident.lower() == name.lower()), None)


def expand(name: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """A CURIE of one of these prefixes as an IRI; all else as it is, without angle brackets around it.

    >>> expand("claim:C17"), expand("<urn:x>"), expand("lupus")
    ('https://w3id.org/ldn-graph/claim/C17', 'urn:x', 'lupus')
    """
    name = name.removeprefix("<").removesuffix(">")
    prefix, colon, rest = name.partition(":")
    is_curie = colon and prefix in prefixes and not rest.startswith("//")
    return prefixes[prefix] + rest if is_curie else name


def nearest_id(name: str, ids: Iterable[str]) -> str | None:
    """The id that is nearest to a name, as :func:`nearest` has it, whatever its capitals; None where none is near."""
    folded = {ident.lower(): ident for ident in ids}
    near = nearest(name, folded)
    return None if near is None else folded[near]


def nearest(name: str, texts: Iterable[str]) -> str | None:
    """The first of :func:`nearest_texts`; None where none is near."""
    return next(iter(nearest_texts(name, texts, 1)), None)


def nearest_texts(name: str, texts: Iterable[str], most: int) -> list[str]:
    """The nearest of texts in small letters: those that begin with the name or hold it, else that are spelt like it.

    A number is not taken for another that is spelt much like it (C49 for C99), but C05 is meant by C5 and by 5.
    """
    from difflib import get_close_matches

    name = name.lower()
    number = re.fullmatch(r"([a-z]{0,3})0*([0-9]+)", name)
    if number:
        same = [text for text in texts if re.fullmatch(rf"{number[1] or '[a-z]{0,3}'}0*{number[2]}", text)]
        if len(same) == 1:
            return same
    numbered = _NUMBERED.fullmatch(name)
    others = [text for text in texts if not (numbered and _NUMBERED.fullmatch(text))]
    holding = [text for text in others if len(name) >= _SHORTEST and name in text]
    near = sorted(holding, key=lambda text: (not text.startswith(name), len(text), text))
    return near[:most] or get_close_matches(name, others, n=most, cutoff=0.6)
