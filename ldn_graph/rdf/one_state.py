"""A database that is read while it is changed, or while another takes its place: what is read is of one state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import DatabaseChangedError
from ..model.graph import Graph
from .database_state import read_state


def refuse_changed(graph: Graph) -> None:
    """Raise :class:`~ldn_graph.errors.DatabaseChangedError` where the graph is in a database whose state is another
    now than when it was opened.
    """
    access = graph.access
    if access.folder is None or access.state is None:
        return
    try:
        now = read_state(access.folder)
    except OSError:  # there is none at the moment
        now = ""
    if now != access.state:
        raise DatabaseChangedError(graph.name)


@contextmanager
def in_one_state(graph: Graph) -> Iterator[None]:
    """What is read of the graph in this context is of one state, that in which it was opened, or the context ends as
    :func:`refuse_changed` does, also in the place of what went wrong in it for that reason.
    """
    try:
        yield
    except Exception:
        refuse_changed(graph)
        raise
    refuse_changed(graph)
