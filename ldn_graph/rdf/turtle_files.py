"""The Turtle files of a graph that is edited in place: all of them are written, or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from ..errors import GraphNotFoundError
from ..output.files import write_files
from .documents import files_in
from .graphs import FileGraph
from .index import Value
from .node_editing import Edits, Placed
from .source_file import SourceFile, read_source_file, source_file_of
from .turtle_changes import layout_of, with_changes, with_renamed
from .turtle_triples import Layout


@dataclass(frozen=True)
class TurtleFiles:
    """The files as they were read, and the graph that they are together."""

    files: tuple[SourceFile, ...]
    graph: FileGraph

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        """The layout of each file. Raises what :func:`~ldn_graph.rdf.turtle_changes.layout_of` raises."""
        return tuple(layout_of(str(file.path), file.data) for file in self.files)

    @cached_property
    def triples(self) -> tuple[Placed, ...]:
        """All triples with their places. Raises what ``layouts`` raises."""
        return tuple(
            Placed(n, number, str(_value(n, triple.subject)), triple.predicate.value, _value(n, triple.object))
            for n, layout in enumerate(self.layouts)
            for number, triple in enumerate(layout.triples)
        )

    def edited(self, edits: Edits) -> Iterator[tuple[SourceFile, bytes]]:
        """The files that change, each with its new bytes.

        Raises :class:`~ldn_graph.errors.OutputError` where one is written in a way that cannot be edited.
        """
        for n, (file, layout) in enumerate(zip(self.files, self.layouts, strict=True)):
            name, data = str(file.path), file.data
            removed = {number for of, number in edits.removed if of == n}
            added = [triple for of, triple in edits.added if of == n]
            if removed or added:
                data = with_changes(name, data, layout, removed, added)
                layout = layout_of(name, data) if edits.names else layout
            if any(iri in edits.names for _, _, iri, _ in layout.iris):
                data = with_renamed(name, data, layout, edits.names)
            if data != file.data:
                yield file, data

    def with_bytes(self, edited: Iterable[tuple[SourceFile, bytes]]) -> TurtleFiles:
        """The files as they will be when those that were edited are written.

        Raises :class:`~ldn_graph.errors.GraphSyntaxError` where one could not be parsed.
        """
        new = {file.path: data for file, data in edited}
        return _together([source_file_of(f.path, new[f.path]) if f.path in new else f for f in self.files])


def _value(file: int, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value:
    """The term as an index has it; a blank node is called by its file, too."""
    if isinstance(term, ox.BlankNode):
        return f"_:{file}.{term.value}"
    return term.value if isinstance(term, ox.NamedNode) else cast("ox.Literal", term)


def read_turtle_files(paths: Sequence[str]) -> TurtleFiles:
    """The files, and those in folders that are named; there may be no triple in them.

    Raises :class:`~ldn_graph.errors.GraphNotFoundError` where one is not there, is no Turtle or is compressed, and
    :class:`~ldn_graph.errors.GraphSyntaxError` where one cannot be parsed.
    """
    names = [name for path in paths for name in (files_in(path) if os.path.isdir(path) else [path])]
    for name in names:
        if not os.path.exists(name):
            raise GraphNotFoundError(f"{name}: no such file; check the path")
    return _together([read_source_file(Path(name)) for name in dict.fromkeys(names)])


def _together(files: Sequence[SourceFile]) -> TurtleFiles:
    quads = tuple(quad for file in files if file.graph for quad in file.graph.quads)
    return TurtleFiles(tuple(files), FileGraph(quads, tuple(file.document for file in files)))


def write_turtle_files(edited: Iterable[tuple[SourceFile, bytes]]) -> None:
    """Write all of these files or none. Raises :class:`~ldn_graph.errors.OutputError`."""
    contents = list(edited)
    for file, _ in contents:
        file.refuse_changed()
    write_files({file.path: data for file, data in contents})
