"""The values that the parameters of named questions can have in this graph, read once, when the server begins."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..model.graph import Graph
from ..model.vocab import PREFIXES, SCHEMES, STATUSES, local_id, shorten
from ..model.words import DESIGN_WORDS
from ..output.characters import printable
from ..sparql.names import KINDS
from ..sparql.questions import SCHEME_KINDS, list_questions
from .log import log_message
from .nodes import read_nodes
from .workers import BusyError, Workers, start_worker

if TYPE_CHECKING:
    import pyoxigraph as ox

MOST = 500
"""Of so many nodes of a kind all are offered beforehand; of more those that hold what is typed."""
FOUND = 20
"""How many of these are offered."""
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
        self._ready = asyncio.Event()
        self.values = NO_VALUES

    async def make(self) -> None:
        """Read them in a child process, once for all requests."""
        try:
            async with start_worker(lambda pipe: write_values(self._open_graph, read_values, pipe), _LONGEST) as worker:
                text = await worker.reader.read()
                if text and worker.wait() == 0:
                    by_kind, prefixes = json.loads(text)
                    self.values = Values(
                        {kind: [Value(*value) for value in values] for kind, values in by_kind.items()}, prefixes
                    )
        except BusyError:
            log_message("no values are offered for the parameters of questions: the system has no process left")
        finally:
            self._ready.set()

    async def find(self, workers: Workers, kind: str, text: str) -> list[Value]:
        """Those of a kind that hold a text (:func:`find_values`); none where that takes too long, or all are busy."""

        def work(pipe: int) -> None:
            write_values(self._open_graph, lambda graph: find_values(graph, kind, text), pipe)

        try:
            async with workers.start(work) as worker, asyncio.timeout(workers.seconds):
                found = await worker.reader.read()
                return [Value(*value) for value in json.loads(found)] if found and worker.wait() == 0 else []
        except (BusyError, TimeoutError):
            return []

    async def wait(self) -> Values:
        """The values, for which a request waits a little."""
        try:
            async with asyncio.timeout(_WAIT):
                await self._ready.wait()
        except TimeoutError:
            pass
        return self.values


def write_values(open_graph: Callable[[], Graph], read: Callable[[Graph], object], pipe: int) -> None:
    """Write as JSON what is read of a graph."""
    import os

    from ..errors import LdnGraphError

    os.nice(5)
    with open(pipe, "w", encoding="utf-8", errors="replace", closefd=False) as out:
        try:
            json.dump(read(open_graph()), out)
        except LdnGraphError as error:
            log_message(f"no values are offered for the parameters of questions: {error}")


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


def find_values(graph: Graph, kind: str, text: str) -> list[Value]:
    """At most :data:`FOUND` values of a kind of parameter whose names or ids hold a text, whatever its capitals.

    So many of the first 20,000 names that the engine gives; none for kinds that are not of nodes.
    """
    folded = text.strip().lower()
    if kind not in KINDS or not folded:
        return []
    named = _named_nodes(graph, kind)
    holding = (node for node, name in named if folded in name.lower() or folded in local_id(node.value).lower())
    return _values_of(graph, kind, _first(holding, FOUND))


def _all_of_kind(graph: Graph, kind: str) -> list[Value]:
    """The values of a kind; one more than :data:`MOST` where there are more."""
    return _values_of(graph, kind, _first((node for node, _ in _named_nodes(graph, kind)), MOST + 1))


def _named_nodes(graph: Graph, kind: str) -> Iterator[tuple[ox.NamedNode, str]]:
    """The nodes of a kind, each with what it is called, as often as it is called something."""
    import pyoxigraph as ox

    for node, name in graph.look_up("names-of-nodes", {"class": map(ox.NamedNode, KINDS[kind])}, may_cut=True):
        if isinstance(node, ox.NamedNode):
            yield node, name.value if isinstance(name, ox.Literal) else ""


def _first(nodes: Iterable[ox.NamedNode], most: int) -> list[ox.NamedNode]:
    """The first so many nodes, each once."""
    found: dict[ox.NamedNode, None] = {}
    for node in nodes:
        found[node] = None
        if len(found) == most:
            break
    return list(found)


def _values_of(graph: Graph, kind: str, nodes: Sequence[ox.NamedNode]) -> list[Value]:
    """Nodes of a kind as values, in the order of what is sent for them.

    That is the label of an entity and the id of a claim or source, or the CURIE or IRI where that is not enough.
    """
    labels = {iri: node.label for iri, node in read_nodes(graph, nodes).items()}
    taken = Counter(labels.values())

    def value(iri: str) -> Value:
        label, name = labels.get(iri, ""), shorten(iri, graph.prefixes.iris)
        words = printable(label)
        if kind in ("claim", "source"):
            return Value(name.removeprefix(f"{kind}:"), words, name)
        return Value(label if taken[label] == 1 and label else name, words, name)

    return sorted((value(node.value) for node in nodes), key=lambda each: (each.text.lower(), each.name))


def _years(graph: Graph) -> list[str]:
    import pyoxigraph as ox

    years = (year.value for (year,) in islice(graph.look_up("years"), MOST) if isinstance(year, ox.Literal))
    return sorted(years, reverse=True)
