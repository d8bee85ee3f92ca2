"""A Turtle file of the user, to which sources are added; see :mod:`~ldn_graph.rdf.turtle_editing` for how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..errors import GraphNotFoundError, OutputError
from ..model.vocab import PREFIXES
from ..output.files import GZIP
from ..sources.record import Record
from .documents import Document, format_of, parse_document, unreadable, without_mark
from .graphs import FileGraph
from .source_adding import Plan, plan_additions
from .turtle_editing import with_additions

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class SourceFile:
    """A Turtle file as it was read: its bytes, and its graph, which is None where the file is new or has no triple."""

    path: Path
    data: bytes
    graph: FileGraph | None

    @property
    def document(self) -> Document:
        """The file as one of a graph."""
        return Document(str(self.path), without_mark(self.data), ox.RdfFormat.TURTLE)

    def with_records(self, records: Iterable[Record]) -> tuple[Plan, bytes]:
        """What is to be added for these records, and the bytes of the file with it.

        IRIs of new sources begin as the file's own prefix ``source:`` says. Raises what
        :func:`~ldn_graph.rdf.source_adding.plan_additions` raises, and
        :func:`~ldn_graph.rdf.turtle_editing.with_additions`.
        """
        declared = self.graph.documents[0].prefixes if self.graph else {}
        plan = plan_additions(self.graph, records, declared.get("source", PREFIXES["source"]))
        return plan, with_additions(str(self.path), self.data, plan.additions) if plan.additions else self.data

    def refuse_changed(self) -> None:
        """Raise :class:`~ldn_graph.errors.OutputError` where the file is another than was read."""
        if (self.path.read_bytes() if self.path.exists() else b"") != self.data:
            raise OutputError(f"{self.path}: it was changed meanwhile; nothing was written, run the command once more")


def read_source_file(path: Path) -> SourceFile:
    """The file; one that does not exist is empty.

    Raises :class:`~ldn_graph.errors.GraphNotFoundError` where it cannot be read or is no Turtle, and
    :class:`~ldn_graph.errors.GraphSyntaxError` where it cannot be parsed.
    """
    if format_of(path.name) != ox.RdfFormat.TURTLE or path.name.lower().endswith(".gz"):
        raise GraphNotFoundError(
            f"{path}: only files of Turtle that are not compressed can be edited; give a .ttl file"
        )
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise unreadable(str(path), error, "give your file of Turtle") from None
    if data.startswith(GZIP):
        raise GraphNotFoundError(f"{path}: it is compressed; unpack it, and give the unpacked file")
    file = SourceFile(path, data, None)
    quads = tuple(parse_document(file.document))
    return replace(file, graph=FileGraph(quads, (file.document,))) if quads else file
