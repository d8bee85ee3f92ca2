"""The graph of a folder: its RDF files as they are, and its tables as the claims that they say."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ..importers.inputs import read_whole
from ..importers.table import import_table
from ..importers.table_layout import read_rows
from ..importers.writer import write_imported
from ..rdf.documents import Document, read_documents
from .settings import Settings

TABLES = (".csv", ".tsv")
"""What the files of tables end in."""


def read_project(settings: Settings) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The documents of a folder's graph, of the current folder, and what is to be told of its tables.

    A table without a row is passed over. Raises what :func:`~ldn_graph.rdf.documents.read_documents` and
    :func:`~ldn_graph.importers.table.import_table` raise.
    """
    documents: list[Document] = []
    told: list[str] = []
    for path in settings.graph:
        if path.lower().endswith(TABLES):
            documents += _read_table(path, settings.namespace, told)
        else:
            documents += read_documents(path)
    return tuple(documents), tuple(told)


def _read_table(path: str, namespace: str, told: list[str]) -> Iterator[Document]:
    import io

    text = read_whole(path)
    if next(iter(read_rows(path, text)), None) is None:
        told.append(f"{path}: no claims yet; write a row for each claim and source")
        return
    imported = import_table(path, text, namespace)
    told += (f"{path}: {remark}" for remark in imported.remarks)
    stream = io.BytesIO()
    write_imported(imported, stream, "ntriples", namespace)
    yield Document(path, stream.getvalue(), ox.RdfFormat.N_TRIPLES)
