"""The values that the parameters of named questions can have in this graph, read when the server begins."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..model.graph import Graph
from ..model.vocab import PREFIXES, SCHEMES, STATUSES, shorten
from ..model.words import DESIGN_WORDS
from ..output.characters import printable
from ..sparql.names import KINDS
from ..sparql.questions import SCHEME_KINDS, list_questions
from .log import explain, log_end, log_message
from .nodes import read_nodes
from .renewal import Renewal
from .workers import BusyError, start_worker

if TYPE_CHECKING:
    import pyoxigraph as ox

MOST = 500
"""Of so many nodes of a kind all are offered beforehand; of more the catalogue finds those that are named so."""
_NONE = "no values are offered for the parameters of questions"
_LONGEST = 120.0  # seconds for reading
_WAIT = 2.0  # seconds that a request waits for them


class Value(NamedTuple):
    """A value that a parameter can have: what is sent for it, what it is called, and the CURIE or IRI of a node."""

    text: str
    words: str
    name: str = ""


class Values(NamedTuple):
    """The values of each kind of parameter, as far as they are few enough, and the prefixes of the graph."""

    by_kind: Mapping[str, Sequence[Value]]
    prefixes: Mapping[str, str]


NO_VALUES = Values({}, PREFIXES)


class ValueLists:
    """The :class:`Values` of the graph that is served; none while they are being read."""

    def __init__(self, open_graph: Callable[[], Graph]) -> None:
        self._open_graph = open_graph
        self.making = Renewal(self._make)
        self.values = NO_VALUES

    async def _make(self) -> None:
        self.values = NO_VALUES
        try:
            async with start_worker(lambda pipe: write_values(self._open_graph, pipe), _LONGEST) as worker:
                text = await worker.reader.read()
                log_end(_NONE, worker.wait())
                if text and worker.wait() == 0:
                    by_kind, prefixes = json.loads(text)
                    self.values = Values(
                        {kind: [Value(*value) for value in values] for kind, values in by_kind.items()}, prefixes
                    )
        except BusyError:
            log_message(f"{_NONE}: the system has no process left")

    async def wait(self) -> Values:
        """The values, for which a request waits a little."""
        await self.making.wait(_WAIT)
        return self.values


def write_values(open_graph: Callable[[], Graph], pipe: int) -> None:
    """Write the values of a graph as JSON."""
    import os

    os.nice(5)
    with open(pipe, "w", encoding="utf-8", errors="replace", closefd=False) as out:
        try:
            json.dump(read_values(open_graph()), out)
        except Exception as error:
            log_message(f"{_NONE}: {explain(error)}")


def read_values(graph: Graph) -> Values:
    """The values of all kinds that a named question asks for and that the graph decides."""
    kinds = sorted({p.kind for question in list_questions() for p in question.parameters})
    lists = {kind: _all_of_kind(graph, kind) for kind in kinds if kind in KINDS}
    if "year" in kinds:
        lists["year"] = [Value(year, "") for year in _years(graph)]
    return Values({kind: values for kind, values in lists.items() if 0 < len(values) <= MOST}, graph.prefixes.iris)


def choices(kind: str) -> Sequence[Value]:
    """The values of a closed kind of parameter; none for the other kinds, which take any text.

    >>> choices("design")[1]
    Value(text='randomisedControlledTrial', words='randomised controlled trial', name='')
    """
    names = STATUSES if kind == "status" else SCHEMES.get(SCHEME_KINDS.get(kind, ""), ())
    return [Value(name, DESIGN_WORDS.get(name, name) if kind == "design" else name) for name in names]


def _all_of_kind(graph: Graph, kind: str) -> list[Value]:
    """The values of a kind, in the order of what is sent for them; one more than :data:`MOST` where there are more."""
    import pyoxigraph as ox

    nodes: dict[ox.NamedNode, None] = {}
    for node, _ in graph.look_up("names-of-nodes", {"class": map(ox.NamedNode, KINDS[kind])}, may_cut=True):
        if isinstance(node, ox.NamedNode):
            nodes[node] = None
        if len(nodes) > MOST:
            break
    known = read_nodes(graph, nodes)
    labels = {node.value: known[node.value].label if node.value in known else "" for node in nodes}
    values = make_values(kind, labels, graph.prefixes.iris)
    return sorted(values, key=lambda each: (each.text.lower(), each.name))


def make_values(kind: str, labels: Mapping[str, str], prefixes: Mapping[str, str]) -> list[Value]:
    """The nodes of a kind as values; ``labels`` are what they are called, by their IRIs.

    What is sent is the label of an entity and the id of a claim or source, else the CURIE or IRI.
    """
    taken = Counter(labels.values())

    def value(iri: str) -> Value:
        label, name = labels[iri], shorten(iri, prefixes)
        words = printable(label)
        if kind in ("claim", "source"):
            return Value(name.removeprefix(f"{kind}:"), words, name)
        return Value(label if taken[label] == 1 and label else name, words, name)

    return [value(iri) for iri in labels]


def _years(graph: Graph) -> list[str]:
    import pyoxigraph as ox

    years = (year.value for (year,) in islice(graph.look_up("years"), MOST) if isinstance(year, ox.Literal))
    return sorted(years, reverse=True)
