"""The graph of a folder: its RDF files as they are, and its tables as the claims that they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from ..importers.spreadsheets import read_cells
from ..importers.table import import_cells
from ..importers.table_layout import read_rows
from ..importers.writer import write_imported
from ..output.remarks import Remarks
from ..rdf.documents import Document, read_documents
from ..validation.passages import read_article
from .settings import ARTICLE_KEY, Settings

TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
"""What the files of tables end in."""


def read_project(settings: Settings) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The documents of a folder's graph, of the current folder, and what is to be told of its tables.

    What a table has under *said* is found in the text of the article, which is meant where no other is named; a table
    without a row is passed over. Raises
    what :func:`~ldn_graph.rdf.documents.read_documents` and :func:`~ldn_graph.importers.table.import_cells` raise.
    """
    texts = dict.fromkeys(("", ARTICLE_KEY), read_article(settings.article)) if settings.article else {}
    documents: list[Document] = []
    told: list[str] = []
    for path in settings.graph:
        if path.lower().endswith(TABLES):
            documents += _read_table(path, settings.namespace, texts, told)
        else:
            documents += read_documents(path)
    return tuple(documents), tuple(told)


def _read_table(path: str, namespace: str, articles: Mapping[str, str], told: list[str]) -> Iterator[Document]:
    import io

    cells = read_cells(path)
    rows = list(read_rows(path, cells, Remarks()))
    if not rows:
        told.append(f"{path}: no claims yet; write a row for each claim and source")
        return
    imported = import_cells(path, cells, namespace, articles)
    told += (f"{path}: {remark}" for remark in imported.remarks)
    stream = io.BytesIO()
    write_imported(imported, stream, "ntriples", namespace)
    first = {row.cells.get("claim", ""): row.number for row in reversed(rows)}
    places = {claim.iri: first[claim.label] for claim in imported.claims if claim.label in first}
    yield Document(path, stream.getvalue(), ox.RdfFormat.N_TRIPLES, places)
