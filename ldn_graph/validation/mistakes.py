"""A mistake that a rule or a shape finds in a graph, and how values are shown in messages."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..model.vocab import shorten
from ..rdf.index import Value

_Key = TypeVar("_Key", bound=Hashable)
_LONGEST_SHOWN = 80  # characters


class Mistake(NamedTuple):
    """A mistake before it is written out: ``node``, ``path`` and ``value`` as they stand in the graph.

    ``path`` is the property that the mistake is about, None where it is about the node as a whole.
    ``displayed_path`` is how a shape's path is written where it is more than one property, as ``ldn:low|ldn:high``.
    """

    rule: str
    node: str
    path: str | None
    value: str | None
    problem: str
    remedy: str
    severity: str = "Violation"
    displayed_path: str | None = None


def plain_text(value: Value) -> str:
    """A value as text: an IRI or a literal as it is, and ``[]`` for a blank node, whose name lasts for one run only."""
    if isinstance(value, str):
        return "[]" if value.startswith("_:") else value
    return value.value


def excerpt(value: str) -> str:
    """A value for messages: an IRI as a CURIE, on one line, cut to 80 characters."""
    text = " ".join(shorten(value).split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."


def find_repeated(keyed: Iterable[tuple[_Key, str]]) -> Iterator[tuple[_Key, str, str]]:
    """Each node whose key another node before it has: the key, the node, and the first that has it.

    >>> list(find_repeated([("a", "x"), ("b", "y"), ("a", "x"), ("a", "z")]))
    [('a', 'z', 'x')]
    """
    first: dict[_Key, str] = {}
    for key, node in keyed:
        other = first.setdefault(key, node)
        if other != node:
            yield key, node, other
