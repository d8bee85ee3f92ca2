# ruff: noqa: S608, queries are put together of constants alone; values are bound
"""Looking for names in the catalogue of a graph: for all words of a search, and for what a misspelt name may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ..model.alike import fold
from ..model.vocab import ENTITY_KINDS, LDN
from ..sources.identity import read_name_of_source
from ..sparql.names import KINDS
from .catalogue import Catalogue, Found, Node, band
from .catalogue_writer import BANDS

MOST_VALUES = 20
"""Of a parameter so many values are offered."""
MOST_FOUND = 500
"""Of so many nodes of each kind that a search finds one can page through the list."""
_RANKED = 5000  # matches that are put in order; more would take time that grows with them
_LOOKED_AT = 200  # nodes whose names are compared with a misspelt one, for each way to them
_COMPARED = 200  # characters of names that are compared: the time grows with their square
_LIKE = 0.6  # of a name that may be meant: difflib's ratio
_SAME_KIND = 0.2  # what a node of the kind that was asked for has the better of others
_SHORTEST = 3  # letters of a word that may be the beginning of another
_MOST_WORDS = 12  # of a misspelt name


def search(
    catalogue: Catalogue, text: str, kind: str, first: int, most: int, status: str = "", more: Sequence[str] = ()
) -> Found:
    """The nodes of a kind, of claims those of a status, that have all words of a text among their names; where ``more``
    are given, only those of which the catalogue says one of these.

    The last word may be the beginning of one, and an identifier may be written in any way. Nodes of that very name or
    id come first, then those that most claims speak of and those of few words, where there are at most 5,000; of more,
    as they come.
    """
    match = _match(text)
    if not match:
        return Found((), 0)
    source, values = "words", [match, *band(kind)]
    where = "words MATCH ? AND words.rowid BETWEEN ? AND ?"
    if status:
        source += " JOIN claim ON claim.n = words.rowid"
        where, values = f"{where} AND claim.status = ?", [*values, status]
    if more:
        source += " JOIN node ON node.n = words.rowid"
        where, values = f"{where} AND node.more IN ({', '.join('?' * len(more))})", [*values, *more]
    matching = f"SELECT words.rowid FROM {source} WHERE {where} LIMIT {_RANKED + 1}"
    numbers = [n for (n,) in catalogue.rows(matching, values)]
    total = len(numbers)
    if total <= _RANKED:  # SQLite's own rank takes time that grows with all that has one of the words
        order = "label = ? COLLATE NOCASE DESC, claims DESC, length(label), n"
        ranked = f"SELECT n FROM node WHERE n IN ({matching}) ORDER BY {order}"
        numbers = [n for (n,) in catalogue.rows(ranked, [*values, text])]
    of_name = [
        node
        for node in _of_name(catalogue, text, kind)
        if (not status or node.status == status) and (not more or node.more in more)
    ]
    numbers = list(dict.fromkeys([*(catalogue.number_of(kind, node.iri) for node in of_name), *numbers]))[:MOST_FOUND]
    return Found(catalogue.nodes(numbers[first : first + most]), max(total, len(numbers)), or_more=total > _RANKED)


def find_values(catalogue: Catalogue, kind: str, text: str) -> list[Node]:
    """At most 20 nodes that a parameter of a kind (:data:`~ldn_graph.sparql.names.KINDS`) may mean by a text, as
    :func:`search` finds them, or without a text the first that there are; none for kinds that are not of nodes."""
    classes = KINDS.get(kind, ())
    entities = tuple(each for each in ENTITY_KINDS if LDN[each] in classes)
    more = () if len(entities) == len(ENTITY_KINDS) else entities
    kinds = {"entity": bool(entities), "claim": LDN.Claim in classes, "source": LDN.Source in classes}
    found: list[Node] = []
    for each in (each for each, asked in kinds.items() if asked):
        said = more if each == "entity" else ()
        if text.strip():
            found.extend(search(catalogue, text, each, 0, MOST_VALUES, more=said).nodes)
        else:
            found.extend(_first(catalogue, each, MOST_VALUES, said))
    return found[:MOST_VALUES]


def _first(catalogue: Catalogue, kind: str, most: int, more: Sequence[str]) -> tuple[Node, ...]:
    """The first nodes of a kind as claims come upon them; where ``more`` are given, of which one of these is said."""
    said = f"AND more IN ({', '.join('?' * len(more))})" if more else ""
    rows = catalogue.rows(
        f"SELECT n FROM node WHERE n BETWEEN ? AND ? {said} ORDER BY n LIMIT ?", (*band(kind), *more, most)
    )
    return catalogue.nodes([n for (n,) in rows])


def find_near(catalogue: Catalogue, kind: str, name: str, most: int = 5) -> list[Node]:
    """The nodes whose id or label is most like a name, those of this kind first."""
    kinds = (kind, *(other for other in BANDS if other != kind))
    name = name[:_COMPARED]
    nodes = dict.fromkeys(node for each in kinds for node in _candidates(catalogue, each, name))
    lower = name.lower()

    def likeness(node: Node) -> float:
        several = (SequenceMatcher(None, lower, text[:_COMPARED].lower()).ratio() for text in (node.id, node.label))
        return max(several) + _SAME_KIND * (node.kind == kind)

    rated = [(likeness(node), node) for node in nodes]
    rated.sort(key=lambda pair: (-pair[0], -pair[1].claims, pair[1].id, pair[1].iri))
    return [node for rate, node in rated[:most] if rate > _LIKE]


def _of_name(catalogue: Catalogue, name: str, kind: str) -> tuple[Node, ...]:
    """The nodes with this very IRI or id, whatever its capitals."""
    rows = catalogue.rows(
        "SELECT n FROM node WHERE (iri = ? OR id = ? COLLATE NOCASE) AND +n BETWEEN ? AND ? LIMIT 20",
        (name, name, *band(kind)),
    )
    return catalogue.nodes([n for (n,) in rows])


def _candidates(catalogue: Catalogue, kind: str, name: str) -> Iterator[Node]:
    """The nodes of a kind with this id, with a word of the name, and with an id that begins as it does."""
    yield from _of_name(catalogue, name, kind)
    if words := re.findall(r"\w+", fold(name))[:_MOST_WORDS]:
        any_of = " OR ".join(_quoted(word, begins=len(word) >= _SHORTEST) for word in words)
        rows = catalogue.rows(
            f"SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT {_LOOKED_AT}",
            (any_of, *band(kind)),
        )
        yield from catalogue.nodes([n for (n,) in rows])
    begin = name[:2]
    rows = catalogue.rows(
        "SELECT n FROM node WHERE id BETWEEN ? COLLATE NOCASE AND ? COLLATE NOCASE AND +n BETWEEN ? AND ? "
        f"LIMIT {_LOOKED_AT}",
        (begin, f"{begin}\U0010ffff", *band(kind)),
    )
    yield from catalogue.nodes([n for (n,) in rows])


def _match(text: str) -> str:
    """A text as FTS5 is asked for it: all of its words, the last of which may be the beginning of one; an identifier of
    a source as it is recorded."""
    reference = read_name_of_source(text)
    identifier = reference.doi or reference.pmid
    words = [identifier] if identifier else fold(text).split()
    words = [word for word in words if re.search(r"\w", word)]
    return " ".join(_quoted(word, begins=n == len(words) and len(word) >= _SHORTEST) for n, word in enumerate(words, 1))


def _quoted(word: str, *, begins: bool) -> str:
    return '"' + word.replace('"', '""') + '"' + ("*" if begins else "")
