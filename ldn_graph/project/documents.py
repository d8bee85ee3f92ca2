"""The graph of a folder: its RDF files as they are, and its tables as the claims that they say."""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

import os
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ..errors import EmptyTableError, GraphNotFoundError
from ..rdf.documents import Document, is_table, make_document, read_files, unpack
from .settings import ARTICLE_KEY, FILE, Settings, read_settings

ReadFiles = Callable[[str], Iterable[tuple[str, bytes]]]
"""Gives the files that a path of the settings stands for, each by its name and with its bytes."""


class FolderGraph(NamedTuple):
    """The documents of a folder's graph, and what is to be told of its tables."""

    documents: tuple[Document, ...]
    told: tuple[str, ...]


def read_paths(paths: Iterable[str]) -> tuple[tuple[str | Document, ...], tuple[str, ...]]:
    """What :func:`~ldn_graph.rdf.opening.open_graph` is to be given for these paths, and what is to be told.

    A folder that has settings stands for what they name; other paths stay what they are. Where there are none, the
    current folder is meant if it has settings. Raises what :func:`read_project` raises.
    """
    found: list[str | Document] = []
    told: list[str] = []
    for path in tuple(paths) or ("",):
        settings = settings_at(path)
        if settings is None:
            found += [path] if path else []
        else:
            graph = read_project(settings, path, lambda file: read_files(file, f"mend {FILE}, which names it"))
            found += graph.documents
            told += graph.told
    return tuple(found), tuple(told)


def settings_at(path: str) -> Settings | None:
    """The settings of the folder at a path, "" for the current one; None where it has none, or is no folder."""
    return read_settings(path) if not path or os.path.isdir(path) else None


def read_project(
    settings: Settings, folder: str, read: ReadFiles, join: Callable[[str, str], str] = os.path.join
) -> FolderGraph:
    """The graph of a folder that has settings, its tables last; ``join`` makes the name of a file in it.

    What a table has under *said* is found in the text of the article, which is meant where no other is named; a table
    without a row is passed over. Raises what :func:`~ldn_graph.rdf.documents.read_documents` and
    :func:`~ldn_graph.importers.table.import_cells` raise, and :class:`~ldn_graph.errors.GraphNotFoundError` where there
    are tables alone, and no row in them.
    """
    texts: dict[str, str] = {}
    if settings.article is not None:
        from ..validation.passages import article_text

        for name, data in read(join(folder, settings.article)):
            texts = dict.fromkeys(("", ARTICLE_KEY), article_text(name, data))
    files = [(name, data, path) for path in settings.graph for name, data in read(join(folder, path))]
    documents = tuple(make_document(name, data) for name, data, _ in files if not is_table(name))
    told: list[str] = []
    for name, data, path in files:
        if is_table(name):
            documents = _with_table(documents, name, data, path, settings.namespace, texts, told)
    if not documents:
        raise GraphNotFoundError("; ".join(told))
    return FolderGraph(documents, tuple(told))


def _with_table(
    documents: tuple[Document, ...],
    name: str,
    data: bytes,
    path: str,
    namespace: str,
    articles: Mapping[str, str],
    told: list[str],
) -> tuple[Document, ...]:
    # imported where there is a table: what reads one takes a quarter of the time of an audit of few claims
    from ..importers.spreadsheets import cells_of
    from ..importers.table import import_cells
    from .joining import join_table

    try:
        cells = cells_of(name, unpack(name, data))
        imported = import_cells(name, cells.rows, namespace, articles, called=path, workbook=cells.workbook)
    except EmptyTableError:
        told.append(f"{name}: no claims yet; write a row for each claim and source")
        return documents
    joined, remarks = join_table(name, imported, documents)
    told += (f"{name}: {remark}" for remark in (*imported.remarks, *remarks))
    return joined
