# ruff: noqa: S608, queries are put together of constants alone; values are bound
"""Looking up in the catalogue of a graph: nodes by any of their names, claims by what they are about.

:mod:`~ldn_graph.server.catalogue_writer` writes it. What is asked for here takes milliseconds among a million claims.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from ..model.vocab import STATUSES
from ..sources.identity import read_name_of_source
from .catalogue_writer import BANDS, BROADER, EVIDENCE, RESTS_ON

MOST_FOUND = 500
"""Of so many nodes of each kind that a search finds one can page through the list."""
_RANKED = 5000  # matches that are put in order; more would take time that grows with them
_WIDTH = 2**40  # of a band of numbers
_NEAR = 200  # nodes that are looked at for a name much like theirs
_SHORTEST = 3  # letters of a word that may be the beginning of another
_MOST_WORDS = 12  # of a search


class Node(NamedTuple):
    """What the catalogue says of a node: ``more`` is the standing of a claim, the kind of an entity, or the year and
    design of a source; ``claims`` is how many claims are about it; ``status`` and ``look`` are of a claim alone."""

    kind: str
    iri: str
    id: str
    label: str
    more: str
    claims: int
    status: str = ""
    look: str = ""


class Found(NamedTuple):
    """Some of the nodes that were asked for, and how many there are; ``or_more`` where they were not counted on."""

    nodes: tuple[Node, ...]
    total: int
    or_more: bool = False


_COLUMNS = "node.n, node.iri, node.id, node.label, node.more, node.claims, claim.status, claim.look"
_NODES = f"SELECT {_COLUMNS} FROM node LEFT JOIN claim USING (n)"


class Catalogue:
    """The catalogue in a file, open to read. Raises ``sqlite3.Error`` where it is none."""

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        self.about: dict[str, str] = dict(self._db.execute("SELECT name, value FROM about"))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def counts(self) -> dict[str, int]:
        """How many claims, entities and sources there are."""
        return dict(json.loads(self.about["counts"]))

    @property
    def statuses(self) -> dict[str, int]:
        """How many claims have each status."""
        return dict(json.loads(self.about["statuses"]))

    def conditions(self, most: int) -> list[tuple[Node, int]]:
        """The conditions with the most claims, each with how many are made on it."""
        rows = self._db.execute(
            f"SELECT tally.claims, {_COLUMNS} FROM tally JOIN node ON node.n = tally.condition "
            "LEFT JOIN claim USING (n) "
            "ORDER BY tally.claims DESC, node.label, node.n LIMIT ?",
            (most,),
        )
        return [(_node(row[1:]), row[0]) for row in rows]

    def count_conditions(self) -> int:
        """How many conditions a claim is made on."""
        return self._number("SELECT COUNT(*) FROM tally")

    def find(self, kind: str, iri: str) -> Node | None:
        """The node of a kind with this IRI."""
        low, high = _band(kind)
        rows = self._nodes(f"{_NODES} WHERE node.iri = ? AND node.n BETWEEN ? AND ?", (iri, low, high))
        return next(rows, None)

    def find_all(self, kind: str, iris: Iterable[str]) -> list[Node]:
        """The nodes of a kind with these IRIs, as far as there are any, in their order."""
        return [node for iri in dict.fromkeys(iris) if (node := self.find(kind, iri))]

    def search(self, text: str, kind: str, first: int, most: int, status: str = "") -> Found:
        """The nodes of a kind, of claims those of a status, that have all words of a text among their names.

        Nodes of that very name or id come first, then those that the words say most of, up to :data:`_RANKED` of them.
        """
        match = _match(text)
        if not match:
            return Found((), 0)
        low, high = _band(kind)
        of_status = " JOIN claim ON claim.n = words.rowid" if status else ""
        where = "words MATCH ? AND words.rowid BETWEEN ? AND ?" + (" AND claim.status = ?" if status else "")
        values = (match, low, high, *([status] if status else []))
        total = self._number(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM words{of_status} WHERE {where} LIMIT {_RANKED + 1})", values
        )
        order = "" if total > _RANKED else " ORDER BY words.rank"
        rows = self._db.execute(
            f"SELECT words.rowid FROM words{of_status} WHERE {where}{order} LIMIT {MOST_FOUND}", values
        )
        numbers = [n for (n,) in rows]
        exact = self._exact(text, kind, status)
        nodes = dict.fromkeys([*exact, *numbers])
        some = list(nodes)[first : first + most]
        return Found(self._of(some), max(total, len(nodes)), or_more=total > _RANKED)

    def _exact(self, text: str, kind: str, status: str) -> list[int]:
        """The nodes with this very IRI or id."""
        low, high = _band(kind)
        name = text.strip()
        rows = self._db.execute(
            "SELECT n FROM node WHERE (iri = :name OR id = :name COLLATE NOCASE) AND n BETWEEN :low AND :high LIMIT 20",
            {"name": name, "low": low, "high": high},
        )
        numbers = [n for (n,) in rows]
        if status:
            numbers = [n for n in numbers if any(node.status == status for node in self._of([n]))]
        return numbers

    def near(self, kind: str, name: str, most: int = 5) -> list[Node]:
        """The nodes whose id or label is most like a name, those of this kind first."""
        tokens = re.findall(r"\w+", name)[:_MOST_WORDS]
        numbers: dict[int, None] = {}
        for band in (kind, *(other for other in BANDS if other != kind)):
            low, high = _band(band)
            rows = self._db.execute(
                "SELECT n FROM node WHERE id = ? COLLATE NOCASE AND n BETWEEN ? AND ? LIMIT 5", (name, low, high)
            )
            numbers |= dict.fromkeys(n for (n,) in rows)
            if tokens:
                any_of = " OR ".join(_quoted(token, begins=len(token) >= _SHORTEST) for token in tokens)
                rows = self._db.execute(
                    f"SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT {_NEAR}",
                    (any_of, low, high),
                )
                numbers |= dict.fromkeys(n for (n,) in rows)
            low_id, high_id = name[:2], f"{name[:2]}\U0010ffff"
            rows = self._db.execute(
                "SELECT n FROM node WHERE id BETWEEN ? COLLATE NOCASE AND ? COLLATE NOCASE AND n BETWEEN ? AND ? "
                f"LIMIT {_NEAR}",
                (low_id, high_id, low, high),
            )
            numbers |= dict.fromkeys(n for (n,) in rows)
        lower = name.lower()

        def likeness(node: Node) -> float:
            several = (node.id.lower(), node.label.lower())
            return max(SequenceMatcher(None, lower, each[:200]).ratio() for each in several)

        rated = [(likeness(node) + 0.2 * (node.kind == kind), node) for node in self._of(list(numbers))]
        rated.sort(key=lambda pair: (-pair[0], -pair[1].claims, pair[1].id, pair[1].iri))
        return [node for rate, node in rated[:most] if rate > 0.6]

    def claims_of(self, kind: str, iri: str, first: int, most: int, *, how: str = "", status: str = "") -> Found:
        """The claims that speak of a node, in the order of their ids; ``how`` they do, of an article or as evidence."""
        number = self._number_of(kind, iri)
        where = "mention.node = ?" + (" AND mention.how = ?" if how else "") + (" AND status = ?" if status else "")
        values = (number, *([how] if how else []), *([status] if status else []))
        source = (
            f"FROM mention JOIN claim ON claim.n = mention.claim WHERE {where}"
            if status
            else (f"FROM mention WHERE {where}")
        )
        total = self._number(f"SELECT COUNT(DISTINCT mention.claim) {source}", values)
        rows = self._db.execute(
            f"SELECT DISTINCT mention.claim {source} ORDER BY mention.claim LIMIT ? OFFSET ?", (*values, most, first)
        )
        return Found(self._of([n for (n,) in rows]), total)

    def count_statuses_of(self, iri: str) -> dict[str, int]:
        """How many of the claims that speak of an entity have each status, for statuses that some have."""
        rows = self._db.execute(
            "SELECT status, COUNT(DISTINCT claim.n) FROM mention JOIN claim ON claim.n = mention.claim "
            "WHERE mention.node = ? GROUP BY status",
            (self._number_of("entity", iri),),
        )
        counts = dict(rows)
        return {status: counts[status] for status in STATUSES if status in counts}

    def list_all(self, kind: str, first: int, most: int) -> Found:
        """The nodes of a kind: claims in the order of their ids, others as claims come upon them."""
        low = BANDS[kind] + first + 1  # their numbers have no gaps
        total = self.counts[kind]
        return Found(self._of(range(low, low + min(most, max(0, total - first)))), total)

    def list_claims(self, status: str, first: int, most: int) -> Found:
        """The claims of a status, in the order of their ids."""
        rows = self._db.execute(
            "SELECT n FROM claim WHERE status = ? ORDER BY n LIMIT ? OFFSET ?", (status, most, first)
        )
        return Found(self._of([n for (n,) in rows]), self.statuses[status])

    def list_conditions(self, first: int, most: int) -> Found:
        """The conditions, those with the most claims first; ``claims`` are those made on it."""
        rows = self.conditions(first + most)[first:]
        return Found(tuple(node._replace(claims=claims) for node, claims in rows), self.count_conditions())

    def resting_on(self, claim: str, most: int) -> list[Node]:
        """The claims that rest on a claim, by its IRI."""
        return self.find_all("claim", self._tied_to(claim, RESTS_ON, most))

    def beneath(self, entity: str, most: int) -> list[Node]:
        """The narrower entities of an entity, by its IRI."""
        return self.find_all("entity", self._tied_to(entity, BROADER, most))

    def _tied_to(self, iri: str, relation: str, most: int) -> Iterator[str]:
        rows = self._db.execute(
            "SELECT one FROM tie WHERE other = ? AND relation = ? ORDER BY one LIMIT ?", (iri, relation, most)
        )
        return (one for (one,) in rows)

    def related(self, source: str, keys: Iterable[str]) -> list[str]:
        """The IRIs of sources that say how they are related to a source, or share one of its identifiers."""
        rows = self._db.execute("SELECT one FROM tie WHERE other = ?", (source,))
        found = {iri for (iri,) in rows}
        for key in keys:
            found.update(iri for (iri,) in self._db.execute("SELECT iri FROM key WHERE key = ?", (key,)))
        return sorted(found - {source})

    def reports(self, sources: Iterable[str]) -> list[str]:
        """The IRIs of the sources of evidence that say, directly or through others, that they report the study of one
        of these, or share an identifier with it; these themselves included where there are others."""
        seen: set[str] = set()
        waiting = list(sources)
        while waiting:
            source = waiting.pop()
            if source not in seen:
                seen.add(source)
                waiting += [other for other in self._same_study(source) if other not in seen]
        return sorted(iri for iri in seen if self._is_tied(iri) and self._bears(iri))

    def _same_study(self, source: str) -> Iterator[str]:
        own = self._bears(source)
        for one, relation, other in self._db.execute(
            "SELECT one, relation, other FROM tie WHERE one = :iri UNION SELECT one, relation, other FROM tie "
            "WHERE other = :iri",
            {"iri": source},
        ):
            if relation in _OF_ONE_STUDY and (own if one == source else self._bears(one)):
                yield other if one == source else one
        if own:
            for (iri,) in self._db.execute(
                "SELECT b.iri FROM key a JOIN key b USING (key) WHERE a.iri = ? AND b.iri <> a.iri", (source,)
            ):
                if self._bears(iri):
                    yield iri

    def _is_tied(self, source: str) -> bool:
        return next(self._same_study(source), None) is not None

    def _bears(self, source: str) -> bool:
        """Whether a source is the evidence of a claim."""
        number = self._number_of("source", source)
        row = self._db.execute("SELECT 1 FROM mention WHERE node = ? AND how = ? LIMIT 1", (number, EVIDENCE))
        return row.fetchone() is not None

    def neighbours(self, kind: str, iri: str, most: int) -> Found:
        """The claims around a node: those that speak of an entity; of a claim itself, those about the same entities."""
        if kind == "entity":
            return self.claims_of("entity", iri, 0, most)
        number = self._number_of("claim", iri)
        entities = [
            n
            for (n,) in self._db.execute(
                "SELECT mention.node FROM mention JOIN node ON node.n = mention.node "
                "WHERE mention.claim = ? AND mention.node < ? ORDER BY node.claims",
                (number, BANDS["source"]),
            )
        ]
        numbers = {number: None}
        for entity in entities:  # the rarest first: what is said of it is nearest
            rows = self._db.execute(
                "SELECT DISTINCT claim FROM mention WHERE node = ? ORDER BY claim LIMIT ?", (entity, most)
            )
            numbers |= dict.fromkeys(n for (n,) in rows)
        return Found(self._of(list(numbers)[:most]), len(numbers), or_more=len(numbers) > most)

    def _number_of(self, kind: str, iri: str) -> int:
        """The number of a node; -1 where there is none."""
        low, high = _band(kind)
        row = self._db.execute("SELECT n FROM node WHERE iri = ? AND n BETWEEN ? AND ?", (iri, low, high)).fetchone()
        return int(row[0]) if row else -1

    def _of(self, numbers: Sequence[int]) -> tuple[Node, ...]:
        """The nodes with these numbers, in their order."""
        marks = ", ".join("?" * len(numbers))
        by_number = {
            row[0]: _node(row) for row in self._db.execute(f"{_NODES} WHERE node.n IN ({marks})", tuple(numbers))
        }
        return tuple(by_number[n] for n in numbers if n in by_number)

    def _nodes(self, query: str, values: Sequence[object]) -> Iterator[Node]:
        return map(_node, self._db.execute(query, values))

    def _number(self, query: str, values: Sequence[object] = ()) -> int:
        (number,) = self._db.execute(query, values).fetchone()
        return int(number)


_OF_ONE_STUDY = frozenset({"same study as", "preprint of", "protocol of", "correction of"})


def open_catalogue(path: str, made_from: str) -> Catalogue | None:
    """The catalogue in a file; None where there is none, or where it was made from something else."""
    with suppress(sqlite3.Error):
        catalogue = Catalogue(path)
        if catalogue.about.get("made_from") == made_from:
            return catalogue
        catalogue.close()
    return None


def _band(kind: str) -> tuple[int, int]:
    return BANDS[kind] + 1, BANDS[kind] + _WIDTH - 1


def _node(row: Sequence[object]) -> Node:
    number = int(str(row[0]))
    kind = max((k for k in BANDS if BANDS[k] < number), key=BANDS.__getitem__)
    _, iri, ident, label, more, claims, status, look = row
    return Node(kind, str(iri), str(ident), str(label), str(more), int(str(claims)), str(status or ""), str(look or ""))


def _match(text: str) -> str:
    """A text as FTS5 is asked for it: all of its words, the last of which may be the beginning of one; an identifier of
    a source as it is recorded."""
    reference = read_name_of_source(text.strip())
    named = reference.doi or reference.pmid or ""
    words = [named] if named else text.split()[:_MOST_WORDS]
    words = [word for word in words if re.search(r"\w", word)]
    return " ".join(_quoted(word, begins=n == len(words) and len(word) >= _SHORTEST) for n, word in enumerate(words, 1))


def _quoted(word: str, *, begins: bool) -> str:
    return '"' + word.replace('"', '""') + '"' + ("*" if begins else "")
