"""The graph in a database on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from ..errors import EXCERPT, DatabaseChangedError, GraphNotFoundError
from ..model.graph import Access
from ..model.prefixes import Prefixes, join_prefixes
from .database_state import is_database, read_prefixes, read_state
from .filled_in import without_filled_in
from .graphs import StoreGraph

_TRIES = 3  # to open it in a state that it is still in when it is open


@dataclass(frozen=True, eq=False)
class StoredGraph(StoreGraph):
    """The graph in an Oxigraph database on disk (``ldn-graph load``), open to read, by several processes at once.

    Queries are answered where the data is. ``quads`` are read into memory when they are asked for. No lines are
    known. ``state`` is what :func:`~ldn_graph.rdf.database_state.read_state` gave before ``store`` was opened.
    """

    folder: str
    state: str = field(repr=False)
    store: ox.Store = field(repr=False)

    @property
    def name(self) -> str:
        """The folder."""
        return self.folder

    @cached_property
    def prefixes(self) -> Prefixes:
        """Those of the files that were loaded."""
        return join_prefixes([(self.folder, read_prefixes(self.folder))])

    @property
    def access(self) -> Access:
        return Access(in_memory=False, folder=self.folder, state=self.state)

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """All of them, in the order of the database, without what was filled in."""
        return tuple(without_filled_in(self.store))

    def reopened(self) -> StoredGraph:
        """The database opened anew. Raises :class:`~ldn_graph.errors.DatabaseChangedError` where it was changed."""
        again = open_database(self.folder)
        if again.state != self.state:
            raise DatabaseChangedError(self.name)
        return again

    def read_ahead(self) -> None:
        """Have the system read the files from beginning to end: a disk reads them so many times faster than in pieces.

        Nothing is done where the files would take more than half of the memory that is free, and on systems that
        cannot be asked for it.
        """
        files = [entry for entry in os.scandir(self.folder) if entry.name.endswith(".sst")]
        if not hasattr(os, "posix_fadvise") or 2 * sum(f.stat().st_size for f in files) > _free_memory():
            return
        for file in files:
            with open(file.path, "rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_WILLNEED)


def open_database(folder: str) -> StoredGraph:
    """The graph in the database of this folder; where another takes its place meanwhile, the graph in that.

    Raises :class:`~ldn_graph.errors.GraphNotFoundError` where it cannot be opened, and
    :class:`~ldn_graph.errors.DatabaseChangedError` where that was so for others taking its place again and again.
    """
    opened = None
    for _ in range(_TRIES):
        # the state first: where the database is exchanged before it is opened, it has another state by then
        before, problem = _state_now(folder), ""
        try:
            opened = StoredGraph(folder, before, ox.Store.read_only(folder))
        except (OSError, ValueError, RuntimeError) as error:
            problem = " ".join(str(error).split())[:EXCERPT]
        if _state_now(folder) != before:
            continue
        if opened is None or problem:
            raise GraphNotFoundError(f"{folder}: {problem}; load it anew with: ldn-graph load FILES --store DIR")
        return opened
    if opened is None:
        raise DatabaseChangedError(folder)
    return opened  # a program writes to it; whoever asks for one state of it is told later


def _state_now(folder: str) -> str:
    """The state of the database in a folder; "" where there is none."""
    try:
        return read_state(folder) if is_database(folder) else ""
    except OSError:
        return ""


def _free_memory() -> int:
    """In bytes; what the system could free at once is not counted."""
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
