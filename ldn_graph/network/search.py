"""The search for ways from one entity to another, in a fixed order, the first without the others.

Through 30,000 claims on 200 entities lead more ways of four hops than can be listed. So they are not all looked for
and then sorted: the search takes its steps in the order that is wanted, and before each step knows whether any way
goes on from there. What it must know is worked out beforehand, for all nodes at once:

1. **Status.** Ways are ordered by their weakest hop first, so there is one :class:`WaySearch` for each status. That of
   *contested* may pass hops that are contested or better, and one of them must be contested: a way without one was
   found by the search of a better status.
2. **Length.** Then the ways with the fewest hops come first. How many hops a node is away from the target at least
   says where to begin, and which nodes lead there at all.
3. **Studies.** Then the ways with most studies come first, counted hop by hop. Which totals are possible from a node,
   with so many hops left, is held as the bits of a whole number: ``0b1010`` says that ways on have 1 study or 3. A
   hop with 2 studies before them makes it ``0b1010 << 2``, which is ``0b101000``, 3 or 5; where several hops lead on,
   ``|`` joins what each makes possible. So the totals of all ways, however many, are known after one shift and one
   ``|`` for each hop of the network.
4. **The ways themselves.** For each total, the greatest first, hops are followed in depth, but only those after which
   the rest of the total is possible.

An example, with the studies of each hop::

        C1, supported, 2        C2, contested, 1
    a --------------------> b --------------------> d
    a --------------------> c --------------------> d
        C3, supported, 1        C4, supported, 1

>>> from ldn_graph.network.hops import STATUS_RANK, Hop
>>> def hop(claim, start, end, status, studies):
...     return Hop(claim, start, None, end, "biolink:affects", None, status, studies, sources=studies)
>>> hops = [hop("C1", "a", "b", "supported", 2), hop("C2", "b", "d", "contested", 1),
...         hop("C3", "a", "c", "supported", 1), hop("C4", "c", "d", "supported", 1)]
>>> search = WaySearch(hops, STATUS_RANK["contested"], "a", "d", longest=4)
>>> [(total, [hop.claim for hop in way]) for total, way in search.ways(2)]
[(3, ['C1', 'C2'])]

Seen from *b*, one hop before *d*, the only total is 1, so its bits are ``0b10``. From *c* a way leads on, but none with
a contested hop; from *a* one with 2 + 1 studies:

>>> [bin(search.totals[left][False].get(node, 0)) for left, node in ((1, "b"), (1, "c"), (2, "a"))]
['0b10', '0b0', '0b1000']

**What the totals do not know.** A way passes no node twice. The totals do not heed that: they would have to be worked
out for every set of nodes passed before, of which there are as many as ways. So no way is missed, but some steps lead
nowhere. The worst case is cut off by *gates*. Where *x1*, *x2*, ... lead to one another and to *b*, and only *b*
leads to *d*, each way from an *x* to *d* goes through the gate *b*. A way that has passed *b* is not led on to an *x*,
among which it would otherwise try every order before it ran out of hops.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from .hops import Hop

if TYPE_CHECKING:
    import networkx as nx

Way = tuple[Hop, ...]
"""Hops that follow one another."""

Totals = tuple[dict[str, int], dict[str, int]]
"""For each node, the totals of studies that ways from it to the target can have, as bits of a number.

The first, ``[False]``, of ways with a hop of the searched rank among them; the second, ``[True]``, of all: what is
possible once a hop of that rank has been passed.
"""


class WaySearch:
    """The ways from ``source`` to ``target`` whose weakest hop has exactly this ``rank``, in their order.

    ``hops`` are those of all claims, in the order in which hops from one node are to be followed. ``shortest`` is how
    many hops a way over hops of this rank or a better one has at least, ``longest`` + 1 where there is none;
    ``totals[left]`` is what ways of ``left`` hops to the target make possible.
    """

    def __init__(self, hops: Iterable[Hop], rank: int, source: str, target: str, longest: int) -> None:
        import networkx as nx

        self.rank, self.source = rank, source
        # No way comes back to where it began, or leaves where it ends.
        usable = [hop for hop in hops if hop.rank <= rank and hop.end != source and hop.start != target]
        reverse: nx.DiGraph[str] = nx.DiGraph()
        reverse.add_nodes_from((source, target))
        reverse.add_edges_from((hop.end, hop.start) for hop in usable)
        distances: Mapping[str, int] = nx.single_source_shortest_path_length(reverse, target, cutoff=longest)
        self.shortest = distances.get(source, longest + 1)
        self.hops_from: dict[str, list[Hop]] = {}
        self.gates: dict[str, frozenset[str]] = {}
        if self.shortest <= longest:
            self.gates = find_gates(reverse.subgraph(distances), target)
            for hop in usable:
                if hop.end in distances:
                    self.hops_from.setdefault(hop.start, []).append(hop)
        # At the target, with no hop left, the total is 0, if a hop of this rank has been passed.
        self.totals: list[Totals] = [({}, {target: 1})]

    def ways(self, length: int) -> Iterator[tuple[int, Way]]:
        """The ways of so many hops, each after the total of its hops' studies: the greatest total first, then in the
        order of the hops. A study behind two hops is in the total twice.
        """
        while len(self.totals) <= length:
            self.totals.append(self._totals_of_one_hop_more())
        possible = self.totals[length][False].get(self.source, 0)
        for total in reversed(range(possible.bit_length())):
            if possible >> total & 1:
                for way in self._extend((), length, total, rank_passed=False):
                    yield total, way

    def _totals_of_one_hop_more(self) -> Totals:
        """What is possible with one hop more than the longest totals so far."""
        nearer = self.totals[-1]
        further: Totals = ({}, {})
        for start, hops in self.hops_from.items():
            for rank_passed in (False, True):
                totals = 0
                for hop in hops:
                    totals |= nearer[rank_passed or hop.rank == self.rank].get(hop.end, 0) << hop.studies
                if totals:
                    further[rank_passed][start] = totals
        return further

    def _extend(self, way: Way, left: int, total: int, *, rank_passed: bool) -> Iterator[Way]:
        """The ways that begin with ``way`` and go on for ``left`` hops, whose studies add up to ``total``.

        ``rank_passed``: a hop of the searched rank is in ``way`` already.
        """
        if not left:
            yield way
            return
        node = way[-1].end if way else self.source
        passed, claims = {hop.start for hop in way} | {node}, {hop.claim for hop in way}
        nearer = self.totals[left - 1]
        for hop in self.hops_from.get(node, ()):
            if hop.end in passed or hop.claim in claims or hop.studies > total:
                continue
            passed_then, rest = rank_passed or hop.rank == self.rank, total - hop.studies
            possible = nearer[passed_then].get(hop.end, 0) >> rest & 1
            if possible and passed.isdisjoint(self.gates[hop.end]):
                yield from self._extend((*way, hop), left - 1, rest, rank_passed=passed_then)


def find_gates(reverse: nx.DiGraph[str], target: str) -> dict[str, frozenset[str]]:
    """For each node the nodes that every way from it to the target goes through, the target among them, itself not.

    ``reverse`` has an edge from the end of each hop to its start, so that all nodes are reached from the target. There
    a gate is called a dominator; networkx names the nearest of each node, whose own gates are the others.

    >>> import networkx as nx
    >>> gates = find_gates(nx.DiGraph([("d", "b"), ("b", "x1"), ("b", "x2"), ("x1", "x2"), ("x2", "x1")]), "d")
    >>> sorted(gates["x1"]), sorted(gates["b"])
    (['b', 'd'], ['d'])
    """
    import networkx as nx

    nearest = {node: gate for node, gate in nx.immediate_dominators(reverse, target).items() if node != target}
    gates: dict[str, frozenset[str]] = {target: frozenset()}
    for node in nearest:
        chain = []  # from the node up to the first whose gates are there; without recursion, since it may be long
        while node not in gates:
            chain.append(node)
            node = nearest[node]
        for below in reversed(chain):
            gates[below] = gates[nearest[below]] | {nearest[below]}
    return gates
