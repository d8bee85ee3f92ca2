"""A table beside the RDF files of its folder: what it says of a source or an entity that they have is said of that one.

A source is the same by an identifier, or by its key but for blanks, hyphens and capitals; an entity by an identifier,
or by one of its names where nothing says that it is of another kind. All else that the table names is new.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from ..errors import ImportFormatError
from ..importers.node_matching import identifiers_of, is_entity, names_of, papers_of
from ..importers.table_layout import MISTAKES_SHOWN
from ..importers.table_properties import SINGLE, say_the_same
from ..importers.table_words import as_written
from ..importers.writer import described_nodes
from ..model.alike import fold
from ..model.lookup import nearest_id
from ..model.vocab import BIBO, DC, DCTERMS, ENTITY_CLASSES, FOAF, LDN, RDF, RDFS, SKOS, local_id, shorten
from ..output.remarks import Remarks
from ..rdf.authors import items_of_list
from ..rdf.documents import Document, parse_document, parse_documents
from ..rdf.graphs import FileGraph
from ..rdf.index import Statements, Value, Values, main_language
from ..sources.folding import fold as fold_title
from ..sources.identity import read_reference
from ..sources.journals import name_of_journal, why_one_journal
from ..sources.names import first_author, split_authors
from ..sources.readers.dates import read_pages

if TYPE_CHECKING:
    from ..importers.values import Imported

    Properties = Mapping[str, Values]
    Nodes = Mapping[str, Properties]


def join_table(
    name: str, imported: Imported, documents: Sequence[Document]
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The documents with what a table says as one more of them, and what is to be told.

    ``ldn:notRead`` in a document gives way to how much the table says was read of a source. Raises
    :class:`~ldn_graph.errors.ImportFormatError` with all that the table says otherwise of what has one value.
    """
    graph = FileGraph(parse_documents(documents), tuple(documents))
    nodes, remarks = Statements(graph).nodes, Remarks()
    table = described_nodes(imported)
    called = _same_nodes(nodes, table)
    read: set[str] = set()
    triples: list[ox.Triple] = []
    mistakes: list[tuple[int, str]] = []
    for node, properties in table.items():
        one = called.get(node, node)
        beside = _beside(nodes.get(one, {}), _renamed(properties, called), nodes)
        triples += (ox.Triple(ox.NamedNode(one), ox.NamedNode(path), _term(value)) for path, value in beside.said)
        row = imported.rows.get(node, 0)
        mistakes += ((row, _mistake(row, each, graph.place(one))) for each in beside.disagreements)
        if beside.was_read:
            read.add(one)
    if mistakes:
        shown = [text for _, text in sorted(mistakes)]
        more = [f"... and {len(shown) - MISTAKES_SHOWN:,} more"] if len(shown) > MISTAKES_SHOWN else []
        raise ImportFormatError("\n".join([f"{name}: it is not read", *shown[:MISTAKES_SHOWN], *more]))
    _tell(nodes, table, called, remarks)
    places = {called.get(node, node): row for node, row in imported.rows.items()}
    data = _bytes(triples, ox.RdfFormat.N_TRIPLES, {})
    others = tuple(_without_not_read(document, read) for document in documents)
    return (*others, Document(name, data, ox.RdfFormat.N_TRIPLES, places)), tuple(remarks.lines())


def _renamed(properties: Properties, called: Mapping[str, str]) -> Properties:
    return {
        path: {called.get(value, value) if isinstance(value, str) else value: None for value in values}
        for path, values in properties.items()
    }


def _term(value: Value) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(value) if isinstance(value, str) else value


def _same_nodes(graph: Nodes, table: Nodes) -> dict[str, str]:
    """For sources and entities of a table, those of the graph that they are under another IRI, where it is clear."""
    called: dict[str, str] = {}
    ways: tuple[tuple[Callable[[Properties], bool], Callable[[str, Properties], Iterable[str]]], ...] = (
        (_is_source, papers_of),
        (_is_source, _keys),
        (is_entity, identifiers_of),
        (is_entity, names_of),
    )
    for is_kind, keys_of in ways:
        by_key: dict[str, dict[str, None]] = {}
        for node, properties in graph.items():
            if is_kind(properties):
                for key in keys_of(node, properties):
                    by_key.setdefault(key, {})[node] = None
        for node, properties in table.items():
            if node in graph or node in called or not is_kind(properties):
                continue
            found = {one: None for key in keys_of(node, properties) for one in by_key.get(key, ())}
            if keys_of is names_of:
                found = {one: None for one in found if not _of_other_kind(graph[one], properties)}
            if len(found) == 1:
                (called[node],) = found
    return called


def _is_source(properties: Properties) -> bool:
    types = properties.get(RDF.type, ())
    return LDN.Source in types and LDN.Record not in types


def _kinds(properties: Properties) -> set[str]:
    return {str(kind) for kind in properties.get(RDF.type, ()) if kind in ENTITY_CLASSES}


def _of_other_kind(one: Properties, other: Properties) -> bool:
    return bool(_kinds(one) and _kinds(other)) and _kinds(one).isdisjoint(_kinds(other))


def _keys(node: str, properties: Properties) -> Iterator[str]:  # noqa: ARG001
    """The key of a source without what people write differently; one that was made of a text has a digest behind it."""
    if not node.startswith("_:") and (key := re.sub(r"[\W_]+", "", fold(_id(node)))):
        yield key


def _id(node: str) -> str:
    return re.sub("__[0-9a-f]{12}$", "", local_id(node))


class _Disagreement(NamedTuple):
    """What a table says otherwise: the columns that may hold it, its value, and that of the graph."""

    columns: tuple[str, ...]
    theirs: Value
    ours: Value


class _Beside(NamedTuple):
    """What a table adds to a node; ``was_read``: it is a source that the graph says nobody read, and the table does
    not.
    """

    said: tuple[tuple[str, Value], ...]
    disagreements: tuple[_Disagreement, ...]
    was_read: bool


def _beside(known: Properties, properties: Properties, graph: Nodes) -> _Beside:
    """What a table says of a node beside what the graph says of it, which stays as it is written there."""
    single = {
        path: columns
        for kind in properties.get(RDF.type, ())
        for path, columns in SINGLE.get(str(kind), {}).items()
        if path not in _OF_SEVERAL
    }
    said: list[tuple[str, Value]] = []
    disagreements: list[_Disagreement] = []
    was_read = False
    for path, values in properties.items():
        for value in values:
            ours = [one for one in known.get(path, ()) if _is_rival(one, value)]
            if path == RDFS.label and known and _is_source(properties):
                said += [(path, value)] if not known.keys() & {RDFS.label, DCTERMS.title} else []
            elif path == RDFS.label and known and path not in single:
                said += [(SKOS.altLabel, value)] if {*names_of("", known)}.isdisjoint(_folded(value)) else []
            elif path == RDF.type and value in ENTITY_CLASSES and (kinds := _kinds(known)):
                disagreements += [] if value in kinds else [_Disagreement(_KIND, value, min(kinds))]
            elif path == LDN.readAs and ours == [LDN.notRead] and value != LDN.notRead:
                said.append((path, value))
                was_read = True
            elif path not in single or not ours:
                said.append((path, value))
            elif not any(_same(path, one, value, graph) for one in ours):
                disagreements.append(_Disagreement(single[path], value, ours[0]))
    return _Beside(tuple(said), tuple(disagreements), was_read)


_OF_SEVERAL = frozenset({LDN.restsOn, LDN.indirectness})
"""Properties that the table alone has, of which a node may have several values."""
_KIND = ("subject_kind", "object_kind")
_KNOWN_BY = (DCTERMS.title, DCTERMS.identifier, BIBO.doi, BIBO.pmid, FOAF.page)
"""What a source can be found by."""


def _folded(value: Value) -> tuple[str, ...]:
    return (fold(value if isinstance(value, str) else value.value),)


def _is_rival(one: Value, other: Value) -> bool:
    """Whether one value stands in the place of the other; texts of two languages do not."""
    if isinstance(one, str) or isinstance(other, str):
        return True
    return main_language(one) == main_language(other)


def _same(path: str, ours: Value, theirs: Value, graph: Nodes) -> bool:
    """Whether a table means the value that the graph has, as one that says it in full or in short."""
    if isinstance(theirs, str):
        return ours == theirs or (path == FOAF.page and read_reference(str(ours)).key == read_reference(theirs).key)
    if isinstance(ours, str):  # a journal that is described, or a list of authors
        return path != DC.creator or _first(_authors(ours, graph)) == _first(split_authors(theirs.value))
    mean_the_same = _WORDINGS.get(path, partial(say_the_same, path))
    return mean_the_same(ours.value, theirs.value)


def _first(authors: Iterable[str]) -> str:
    return fold_title(first_author(authors))


def _authors(node: str, graph: Nodes) -> Iterator[str]:
    """The names in a list of authors."""
    return (value.value for value in items_of_list(graph, node) if not isinstance(value, str))


_WORDINGS: Mapping[str, Callable[[str, str], bool]] = {
    DCTERMS.title: lambda one, other: fold_title(one) == fold_title(other),
    DCTERMS.issued: lambda one, other: one.startswith(other) or other.startswith(one),
    DC.creator: lambda one, other: _first(split_authors(one)) == _first(split_authors(other)),
    DCTERMS.isPartOf: lambda one, other: (
        name_of_journal(one) == name_of_journal(other) or bool(why_one_journal(one, other))
    ),
    BIBO.pages: lambda one, other: read_pages(one) == read_pages(other),
}
"""For what is written in several ways, whether two texts are of one value."""


def _mistake(row: int, told: _Disagreement, place: str) -> str:
    problem = f"{_written(told.theirs)}, where {place} has {_written(told.ours)} of the same"
    where = f"row {row}, " if row else ""
    return f"{where}column {' or '.join(told.columns)}: {problem}; make them the same, or leave this empty"


def _written(value: Value) -> str:
    if isinstance(value, str):
        return as_written(local_id(value)) if value in LDN else shorten(value)
    return value.value[:80]


def _tell(graph: Nodes, table: Nodes, called: Mapping[str, str], remarks: Remarks) -> None:
    """Tell which sources the graph calls otherwise, and which nobody could find, with those perhaps meant."""
    ids = [local_id(node) for node, properties in graph.items() if _is_source(properties)]
    for node, properties in table.items():
        if not _is_source(properties):
            continue
        if node in called:
            label = next(iter(properties.get(RDFS.label, ())), _id(node))
            detail = "written otherwise in the files beside the table, taken for that source"
            remarks.add("key", detail, f"{_written(label)} is {local_id(called[node])}")
        elif node not in graph and properties.keys().isdisjoint(_KNOWN_BY):
            near = nearest_id(_id(node), ids)
            detail = "of a source without title or identifier"
            remarks.add("key", detail, f"{_id(node)} (did you mean {near}?)" if near else _id(node))


def _without_not_read(document: Document, sources: set[str]) -> Document:
    """A document that does not say of these sources that nobody read them; places are those in its file."""
    quads = list(parse_document(document)) if sources else []
    kept = [
        quad
        for quad in quads
        if not (
            isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value in sources
            and (quad.predicate.value, quad.object) == (LDN.readAs, ox.NamedNode(LDN.notRead))
        )
    ]
    if len(kept) == len(quads):
        return document
    data = _bytes(kept, ox.RdfFormat.TRIG, document.prefixes)
    return Document(document.name, data, ox.RdfFormat.TRIG, document.lines)


def _bytes(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], rdf_format: ox.RdfFormat, prefixes: Mapping[str, str]
) -> bytes:
    stream = io.BytesIO()
    ox.serialize(statements, stream, format=rdf_format, prefixes=dict(prefixes))
    return stream.getvalue()
