# ruff: noqa: S608, queries are put together of constants alone; values are bound
"""Looking up in the catalogue of a graph: nodes by their IRIs, claims by what they are about, and how many there are.

:mod:`~ldn_graph.server.catalogue_writer` writes it. :mod:`~ldn_graph.server.catalogue_search` looks for names in
it, and :mod:`~ldn_graph.server.catalogue_studies` for sources that belong together.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..model.vocab import STATUSES
from .catalogue_writer import BANDS, BROADER, RESTS_ON

_WIDTH = 2**40  # of a band of numbers


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
        self.about: dict[str, str] = dict(self.rows("SELECT name, value FROM about"))

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
        rows = self.rows(
            f"SELECT tally.claims, {_COLUMNS} FROM tally JOIN node ON node.n = tally.condition "
            "LEFT JOIN claim USING (n) "
            "ORDER BY tally.claims DESC, node.label, node.n LIMIT ?",
            (most,),
        )
        return [(_node(row[1:]), row[0]) for row in rows]

    def count_conditions(self) -> int:
        """How many conditions a claim is made on."""
        return self.count("SELECT COUNT(*) FROM tally")

    def find(self, kind: str, iri: str) -> Node | None:
        """The node of a kind with this IRI."""
        return next(iter(self.nodes([self.number_of(kind, iri)])), None)

    def find_all(self, kind: str, iris: Iterable[str]) -> list[Node]:
        """The nodes of a kind with these IRIs, as far as there are any, in their order."""
        return [node for iri in dict.fromkeys(iris) if (node := self.find(kind, iri))]

    def claims_of(self, kind: str, iri: str, first: int, most: int, *, how: str = "", status: str = "") -> Found:
        """The claims that speak of a node, in the order of their ids; ``how`` they do, of an article or as evidence."""
        source, where = "FROM mention", "WHERE mention.node = ?"
        values: list[object] = [self.number_of(kind, iri)]
        if how:
            where, values = f"{where} AND mention.how = ?", [*values, how]
        if status:
            source += " JOIN claim ON claim.n = mention.claim"
            where, values = f"{where} AND claim.status = ?", [*values, status]
        total = self.count(f"SELECT COUNT(DISTINCT mention.claim) {source} {where}", values)
        rows = self.rows(
            f"SELECT DISTINCT mention.claim {source} {where} ORDER BY mention.claim LIMIT ? OFFSET ?",
            (*values, most, first),
        )
        return Found(self.nodes([n for (n,) in rows]), total)

    def claims_about(self, entities: Iterable[str], most: int) -> list[str]:
        """The IRIs of claims that speak of one of these entities, by their IRIs: those of the entity that the fewest
        claims speak of come first."""
        known = sorted(self.find_all("entity", entities), key=lambda node: (node.claims, node.iri))
        found = (claim.iri for node in known for claim in self.claims_of("entity", node.iri, 0, most).nodes)
        return list(dict.fromkeys(found))[:most]

    def count_statuses_of(self, iri: str) -> dict[str, int]:
        """How many of the claims that speak of an entity have each status, for statuses that some have."""
        rows = self.rows(
            "SELECT status, COUNT(DISTINCT claim.n) FROM mention JOIN claim ON claim.n = mention.claim "
            "WHERE mention.node = ? GROUP BY status",
            (self.number_of("entity", iri),),
        )
        counts = dict(rows)
        return {status: counts[status] for status in STATUSES if status in counts}

    def list_all(self, kind: str, first: int, most: int) -> Found:
        """The nodes of a kind: claims in the order of their ids, others as claims come upon them."""
        low = BANDS[kind] + first + 1  # their numbers have no gaps
        total = self.counts[kind]
        return Found(self.nodes(range(low, low + min(most, max(0, total - first)))), total)

    def list_claims(self, status: str, first: int, most: int) -> Found:
        """The claims of a status, in the order of their ids."""
        rows = self.rows("SELECT n FROM claim WHERE status = ? ORDER BY n LIMIT ? OFFSET ?", (status, most, first))
        return Found(self.nodes([n for (n,) in rows]), self.statuses[status])

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
        rows = self.rows(
            "SELECT one FROM tie WHERE other = ? AND relation = ? ORDER BY one LIMIT ?", (iri, relation, most)
        )
        return (one for (one,) in rows)

    def number_of(self, kind: str, iri: str) -> int:
        """The number of a node; -1 where there is none."""
        low, high = band(kind)
        row = self.rows("SELECT n FROM node WHERE iri = ? AND +n BETWEEN ? AND ?", (iri, low, high)).fetchone()
        return int(row[0]) if row else -1

    def nodes(self, numbers: Sequence[int]) -> tuple[Node, ...]:
        """The nodes with these numbers, in their order."""
        marks = ", ".join("?" * len(numbers))
        by_number = {row[0]: _node(row) for row in self.rows(f"{_NODES} WHERE node.n IN ({marks})", tuple(numbers))}
        return tuple(by_number[n] for n in numbers if n in by_number)

    def rows(self, query: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """The rows of a query of SQLite, whose tables are those of the writer."""
        return self._db.execute(query, values)

    def count(self, query: str, values: Sequence[object] = ()) -> int:
        """The one number that a query gives."""
        (number,) = self.rows(query, values).fetchone()
        return int(number)


def open_catalogue(path: str, made_from: str) -> Catalogue | None:
    """The catalogue in a file; None where there is none, or where it was made from something else."""
    with suppress(sqlite3.Error):
        catalogue = Catalogue(path)
        if catalogue.about.get("made_from") == made_from:
            return catalogue
        catalogue.close()
    return None


def band(kind: str) -> tuple[int, int]:
    """The lowest and the highest number that a node of a kind can have."""
    return BANDS[kind] + 1, BANDS[kind] + _WIDTH - 1


def _node(row: Sequence[object]) -> Node:
    number = int(str(row[0]))
    kind = max((k for k in BANDS if BANDS[k] < number), key=BANDS.__getitem__)
    _, iri, ident, label, more, claims, status, look = row
    return Node(kind, str(iri), str(ident), str(label), str(more), int(str(claims)), str(status or ""), str(look or ""))
