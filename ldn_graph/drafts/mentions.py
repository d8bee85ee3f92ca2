"""Which entities of a graph a sentence names, by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..model.claims import Claim, Entity
from .words import Word, content, read_words, stems_of

WIDEST = 5
"""So many words may stand between the words of a name, as in *inflammatory and other cytokines are made*."""
_TRIED = 20  # places of a word from which the others of its name are looked for
_GENERAL = stems_of("function activity level amount production state population own")
"""Words of names without which the rest says enough."""

_PLURAL = re.compile(r"(?:['\u2019]?s)$")
_ALSO = {
    stems_of("world"): stems_of("worldwide global globally"),
    stems_of("united states"): stems_of("american americans"),
    stems_of("day"): stems_of("daily"),
    stems_of("deficiency"): stems_of("low lack insufficient shortage deficient"),
}
"""Words of names, and other words that say the same."""

_CONDITIONS = stems_of("disease condition illness disorder")
_POINTERS = stems_of("the this")

Name = frozenset[str]
"""The stems of a name, in whatever order; an abbreviation as it is written."""


class Mention(NamedTuple):
    """An entity that a sentence names, and the places of the words that name it."""

    entity: Entity
    places: frozenset[int]


class Names(NamedTuple):
    """The entities of claims by their IRIs, and the names of each; ``having`` are the IRIs whose names have a stem."""

    entities: Mapping[str, Entity]
    names: Mapping[str, tuple[Name, ...]]
    having: Mapping[str, frozenset[str]]


def names_of(claims: Iterable[Claim]) -> Names:
    """The entities that claims speak of, with all their names: labels, other labels, and the words of their ids."""
    entities = {e.iri: e for c in claims for e in (c.subject, c.object, c.context) if e}
    names = {iri: tuple(_names(entity)) for iri, entity in entities.items()}
    having: dict[str, set[str]] = {}
    for iri, forms in names.items():
        for stem in frozenset().union(*forms):
            having.setdefault(stem, set()).add(iri)
    return Names(entities, names, {stem: frozenset(iris) for stem, iris in having.items()})


def _names(entity: Entity) -> Iterable[Name]:
    for text in (entity.label, *entity.other_labels, entity.id.replace("-", " ").replace("_", " ")):
        if is_abbreviation(text):
            yield frozenset({text})
            continue
        stems = frozenset(word.stem for word in content(read_words(text)))
        specific = stems - _GENERAL or stems
        if len("".join(specific)) > 2:  # us, of us-population, is another word
            yield specific


def is_abbreviation(text: str) -> bool:
    """A name of up to six signs without blanks, most of them capitals, which means something else in small letters.

    So does one of two signs with a capital.

    >>> is_abbreviation("MS"), is_abbreviation("PPMS"), is_abbreviation("Mg"), is_abbreviation("lupus")
    (True, True, True, False)
    """
    capitals = sum(map(str.isupper, text))
    return (
        len(text) <= 6
        and not any(map(str.isspace, text))
        and (capitals * 2 > len(text) or capitals == len(text) - 1 == 1)
    )


def find_mentions(names: Names, words: Sequence[Word], carried: Iterable[Entity] = ()) -> tuple[Mention, ...]:
    """The entities that the words name; one whose words are all part of a longer name is not among them.

    A name may be completed by other names of an entity that stands beside it, or was spoken of before (``carried``):
    *relapses in MS* names relapses of multiple sclerosis.
    """
    places: dict[str, set[int]] = {}
    for n, word in enumerate(words):
        for form in {word.stem, word.text, _PLURAL.sub("", word.text)}:
            places.setdefault(form, set()).add(n)
    for also, forms in _ALSO.items():
        for form in forms & places.keys():
            for stem in also:
                places.setdefault(stem, set()).update(places[form])
    for mention in _found(names, places, frozenset()):
        for stem in frozenset().union(*names.names[mention.entity.iri]):
            if places.get(stem, set()).isdisjoint(mention.places):
                places.setdefault(stem, set()).update(mention.places)
    carried = tuple(carried)
    if len(carried) == 1 and (at := _pointed(words)):
        for stem in frozenset().union(*names.names[carried[0].iri]):
            places.setdefault(stem, set()).update(at)
    spoken_of = frozenset(stem for entity in carried for name in names.names[entity.iri] for stem in name)
    found = _found(names, places, spoken_of)
    together = [mention for mention in found if _stand_together(words, mention.places)]
    return tuple(
        mention
        for mention in found
        if not any(mention.places < other.places and other.entity.iri != mention.entity.iri for other in together)
    )


def _pointed(words: Sequence[Word]) -> set[int]:
    """The places of *the disease* and its like, which is the one that was spoken of."""
    return {n for n in range(1, len(words)) if words[n].stem in _CONDITIONS and words[n - 1].stem in _POINTERS}


def _stand_together(words: Sequence[Word], places: frozenset[int]) -> bool:
    """Whether nothing but common words stands between words."""
    between = words[min(places) : max(places) + 1]
    return len(list(content(between))) <= len(places)


def _found(names: Names, places: Mapping[str, set[int]], spoken_of: frozenset[str]) -> tuple[Mention, ...]:
    found = []
    for iri in sorted(frozenset().union(*(names.having.get(stem, ()) for stem in places))):
        at: frozenset[int] = frozenset()
        for name in names.names[iri]:
            own = [stem for stem in name if stem in places]
            missing = name.difference(own)
            if own and missing <= spoken_of and not (missing and set(own) <= spoken_of):
                near = _nearest([places[stem] for stem in own])
                if near and len(near) >= len(at):
                    at = near
        if at:
            found.append(Mention(names.entities[iri], at))
    return tuple(found)


def _nearest(places: Sequence[set[int]]) -> frozenset[int]:
    """One place of each word, near to each other; none where they stand too far apart."""
    best: frozenset[int] = frozenset()
    width = len(places) + WIDEST
    _, rarest = min((len(some), sorted(some)) for some in places)
    for anchor in rarest[:_TRIED]:
        near = frozenset(min(some, key=lambda at: (abs(at - anchor), at)) for some in places)
        if max(near) - min(near) < width:
            best, width = near, max(near) - min(near)
    return best
