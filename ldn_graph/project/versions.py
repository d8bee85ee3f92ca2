"""Versions of a graph to compare: as it is, or as a revision of git has it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import GraphNotFoundError
from ..rdf.documents import make_document
from ..rdf.opening import is_address, open_documents, open_graph
from ..rdf.revisions import REMEDY, read_revision, within
from .documents import FolderGraph, read_paths, read_project
from .settings import FILE, Settings, parse_settings

if TYPE_CHECKING:
    from ..model.graph import Graph


def open_version(name: str) -> tuple[Graph, tuple[str, ...]]:
    """The graph in a file or a folder, in a database, on standard input (``-``), or in a revision of git; and what is
    to be told of its tables.

    A folder that has settings is read as they say, which for a revision are those that it has itself. A file that has
    the name of a revision is taken first. Raises what :func:`~ldn_graph.rdf.opening.open_graph`,
    :func:`~ldn_graph.rdf.revisions.read_revision` and :func:`~ldn_graph.project.documents.read_project` raise.
    """
    if name == "-" or is_address(name) or os.path.exists(name):
        given, told = read_paths([name])
        return open_graph(*given), told
    if ":" not in name:
        raise GraphNotFoundError(f"{name}: no such file or folder; {REMEDY}")
    graph = _read_revision(name)
    return open_documents(graph.documents), graph.told


def _read_revision(name: str) -> FolderGraph:
    settings = _settings_of(name)
    if settings is None:
        return FolderGraph(tuple(make_document(*file) for file in read_revision(name)), ())
    return read_project(settings, name, read_revision, within)


def _settings_of(name: str) -> Settings | None:
    """The settings of a folder of a revision; None where it has none, or is no folder."""
    try:
        ((file, data),) = read_revision(within(name, FILE))
    except GraphNotFoundError:
        return None
    return parse_settings(file, data)
