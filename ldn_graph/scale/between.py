"""Which claims may lie on a way between two entities, found where the data is, from both ends at once.

So that paths can be looked for in a graph that is too large to be read: what is fetched of a claim here is what it
leads from and to (:mod:`~ldn_graph.network.hops`), and only the claims that are left are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

import pyoxigraph as ox

if TYPE_CHECKING:
    from ..model.graph import Graph

SEEN = 100_000
"""So many hops are fetched at most."""
READ = 20_000
"""So many claims are left to be read at most."""
_ASKED = 200  # entities that the engine is asked for at a time

_AWAY = ("hops-from-subject", "hops-from-object")
_BACK = ("hops-to-object", "hops-to-condition")


class Reach(NamedTuple):
    """The IRIs of all claims on ways of at most ``longest`` hops, sorted; others may be among them."""

    claims: tuple[str, ...]
    longest: int


class _Step(NamedTuple):
    """A claim leads from one entity to another."""

    claim: str
    start: str
    end: str


def read_reach(graph: Graph, source: str, target: str, longest: int) -> Reach:
    """The claims on ways from one entity to another, by IRI, of at most so many hops.

    Fewer hops, as ``longest`` says, where more would lead through more than :data:`SEEN` hops or :data:`READ`
    claims; no claims with 0 hops where already one hop does. Claims that deny are not left out.
    """
    steps: list[_Step] = []
    away, back = {source}, {target}
    front, rear = {source}, {target}
    covered = 0
    while covered < longest:
        asked = (_AWAY, front) if covered % 2 == 0 else (_BACK, rear)
        found = list(islice(_steps(graph, *asked), SEEN - len(steps) + 1))
        steps += found
        if len(steps) > SEEN:
            break
        if covered % 2 == 0:
            front = {step.end for step in found} - away
            away |= front
        else:
            rear = {step.start for step in found} - back
            back |= rear
        covered += 1
    while covered:
        claims = _between(steps, source, target, covered)
        if len(claims) <= READ:
            return Reach(claims, covered)
        covered -= 1
    return Reach((), 0)


def _between(steps: Iterable[_Step], source: str, target: str, longest: int) -> tuple[str, ...]:
    """The claims of steps on ways of at most so many."""
    forwards: dict[str, list[str]] = {}
    backwards: dict[str, list[str]] = {}
    for step in steps:
        forwards.setdefault(step.start, []).append(step.end)
        backwards.setdefault(step.end, []).append(step.start)
    before, after = _distances(forwards, source), _distances(backwards, target)
    never = longest + 1
    return tuple(
        sorted({s.claim for s in steps if before.get(s.start, never) + 1 + after.get(s.end, never) <= longest})
    )


def _distances(leads: Mapping[str, Iterable[str]], start: str) -> dict[str, int]:
    found = {start: 0}
    front = [start]
    while front:
        further = []
        for node in front:
            for end in leads.get(node, ()):
                if end not in found:
                    found[end] = found[node] + 1
                    further.append(end)
        front = further
    return found


def _steps(graph: Graph, lookups: Iterable[str], entities: Iterable[str]) -> Iterator[_Step]:
    """The steps from or to entities."""
    known = [ox.NamedNode(iri) for iri in sorted(entities)]
    for lookup in lookups:
        for first in range(0, len(known), _ASKED):
            for row in graph.look_up(lookup, {"entity": known[first : first + _ASKED]}):
                if all(isinstance(term, ox.NamedNode) for term in row):
                    yield _Step(*(term.value for term in cast("tuple[ox.NamedNode, ...]", row)))
