"""The graph of a folder: its RDF files as they are, and its tables as the claims that they say."""

from __future__ import annotations

from collections.abc import Mapping

from ..importers.spreadsheets import read_cells
from ..importers.table import import_cells
from ..importers.table_layout import read_rows
from ..output.remarks import Remarks
from ..rdf.documents import Document, read_documents
from ..validation.passages import read_article
from .joining import join_table
from .settings import Settings

TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
"""What the files of tables end in."""


def read_project(settings: Settings) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The documents of a folder's graph, of the current folder, RDF first, and what is to be told of its tables.

    What a table has under *said* is found in the text of the article; a table without a row is passed over. Raises
    what :func:`~ldn_graph.rdf.documents.read_documents` and :func:`~ldn_graph.importers.table.import_cells` raise.
    """
    texts = {"": read_article(settings.article)} if settings.article else {}
    tables = [path for path in settings.graph if path.lower().endswith(TABLES)]
    documents = tuple(d for path in settings.graph if path not in tables for d in read_documents(path))
    told: list[str] = []
    for path in tables:
        documents = _with_table(documents, path, settings.namespace, texts, told)
    return documents, tuple(told)


def _with_table(
    documents: tuple[Document, ...], path: str, namespace: str, articles: Mapping[str, str], told: list[str]
) -> tuple[Document, ...]:
    cells = read_cells(path)
    rows = list(read_rows(path, cells, Remarks()))
    if not rows:
        told.append(f"{path}: no claims yet; write a row for each claim and source")
        return documents
    imported = import_cells(path, cells, namespace, articles)
    joined, remarks = join_table(path, imported, documents)
    told += (f"{path}: {remark}" for remark in (*imported.remarks, *remarks))
    return joined
