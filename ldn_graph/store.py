"""Opening graphs: the only module that parses RDF or asks the engine here; :mod:`~ldn_graph.endpoint` asks servers.

:func:`open_graph` reads Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD (by
the file's ending; Turtle from standard input) with Oxigraph's parser, which tells
the line of a mistake. Named graphs are read as one. A :class:`Graph` never changes;
its SPARQL store and its rdflib view are built when first asked for.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from .errors import EndpointError, GraphNotFoundError, GraphSyntaxError, QueryRefusedError, QuerySyntaxError
from .files import GZIP, unpacked
from .vocab import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

    from .endpoint import Endpoint

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What may stand in a row."""

PACKAGE = os.path.dirname(os.path.abspath(__file__))
"""The folder of this package, with its data files."""

SHIPPED = next(
    (
        p
        for p in (os.path.join(folder, "data", "triples.ttl") for folder in (PACKAGE, os.path.dirname(PACKAGE)))
        if os.path.isfile(p)
    ),
    "data/triples.ttl",
)
"""The graph that ships with the package: inside it when installed, beside it in a checkout."""

ENDINGS = (".ttl", ".trig", ".nt", ".nq", ".rdf", ".jsonld")
"""What the names of RDF files end in, in a folder that is read as a graph; ``.gz`` may follow."""

_LONGEST_OPENING = 600  # seconds
_EXCERPT = 200  # characters of a parser's message that are worth showing


@dataclass(frozen=True)
class Document:
    """One RDF file as read: its name as the user gave it, its bytes, its format."""

    name: str
    data: bytes
    format: ox.RdfFormat

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that are declared before its first statement, with their IRIs."""
        reader = ox.parse(self.data, format=self.format)
        next(iter(reader), None)
        return reader.prefixes

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """For each IRI that begins a statement in Turtle or TriG, the first line where it does (from 1)."""
        if self.format not in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
            return {}
        from .places import subject_lines

        return dict(reversed(list(subject_lines(self.data.decode("utf-8", "replace")))))


@dataclass(frozen=True)
class Graph:
    """RDF statements in memory, in the order of the files; one may stand twice.

    ``quads`` are as pyoxigraph parses them: the names of their graphs count for
    nothing. ``documents`` are the files they came from.
    """

    quads: tuple[ox.Quad, ...]
    documents: tuple[Document, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """The names of the files, as the user gave them."""
        return ", ".join(d.name for d in self.documents)

    @cached_property
    def store(self) -> ox.Store:
        """The triples in an Oxigraph store, for SPARQL. Not to be changed."""
        store = ox.Store()
        store.extend(_number_blank_nodes(self.quads))
        return store

    def as_rdflib(self) -> rdflib.Graph:
        """The same triples as an ``rdflib.Graph``, over the same store and without a copy."""
        import rdflib
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        return rdflib.Graph(store=OxigraphStore(store=self.store), identifier=DATASET_DEFAULT_GRAPH_ID)

    def place(self, iri: str) -> str:
        """Where the block of an IRI begins: ``file:line``, or the file's name where no line is known."""
        for document in self.documents:
            if iri in document.lines:
                return f"{document.name}:{document.lines[iri]}"
        return self.name

    def query(
        self, sparql: str, *, allow_service: bool = False
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The result of a SPARQL 1.1 query; the prefixes of :data:`~ldn_graph.vocab.PREFIXES` are declared.

        Solutions are found while they are read, and take as long as they take:
        :func:`~ldn_graph.limits.run_limited` stops what takes too long. Raises
        :class:`~ldn_graph.errors.QuerySyntaxError` where the query cannot be parsed, and
        :class:`~ldn_graph.errors.QueryRefusedError` where it would ask another host
        (``SERVICE``) and this is not allowed, or is too deep for the engine.
        """
        from .mistakes import engine_failures, explain_syntax_error
        from .sparql import refuse_deep

        refuse_deep(sparql)
        with engine_failures():
            try:
                if not allow_service:
                    _refuse_service(sparql)
                return self._answer(sparql)
            except SyntaxError as error:
                declared = {prefix: iri for d in self.documents for prefix, iri in d.prefixes.items()}
                raise QuerySyntaxError(explain_syntax_error(str(error), sparql, declared)) from None

    def look_up(
        self,
        lookup: str,
        values: Mapping[str, Iterable[ox.NamedNode | ox.Literal]] = MappingProxyType({}),
        *,
        may_cut: bool = False,
    ) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a query of ``lookups/`` with these values bound, while the engine finds them; no rows where a
        variable has no value to take.

        Raises what :func:`~ldn_graph.mistakes.engine_failures` raises. That a server cut its answer is an
        :class:`~ldn_graph.errors.EndpointError`, unless it ``may_cut`` it.
        """
        from .mistakes import engine_failures
        from .sparql import read_lookup, with_values

        bound = {variable: list(terms) for variable, terms in values.items()}
        if all(bound.values()):
            with engine_failures():
                yield from map(tuple, self._rows(with_values(read_lookup(lookup), bound), may_cut=may_cut))

    def _answer(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self.store.query(sparql, prefixes=PREFIXES)

    def _rows(self, sparql: str, *, may_cut: bool) -> ox.QuerySolutions:  # noqa: ARG002, a store cuts nothing
        return cast("ox.QuerySolutions", self.store.query(sparql))

    def prepare(self) -> None:
        """Build what every query needs, before a clock runs or a process is forked."""
        _ = self.store


class _OpenedGraph(Graph):
    """A graph that is not made of its statements, and so equal to itself alone."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


class LoadedGraph(_OpenedGraph):
    """The graph of some files for SPARQL: they went straight into the store, in half of the time.

    ``quads`` are read from the files a second time when they are first asked for.
    """

    def __init__(self, store: ox.Store, documents: tuple[Document, ...]) -> None:
        self.__dict__.update(store=store, documents=documents)

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """As those of a :class:`Graph`."""
        return _quads(self.documents)


def _refuse_service(sparql: str) -> None:
    """Raise where a query holds a ``SERVICE`` clause, or has the word and cannot be shown to hold none.

    The engine asks the host while it reads an ASK, so a query is not given to it before. But one that cannot
    be read for a mistake of its own is told that, by a ``SyntaxError``: the engine reads it without the word.
    """
    from .sparql import find_service, without_service

    found = find_service(sparql)
    if found is None:
        ox.Store().query(without_service(sparql), prefixes=PREFIXES)
    if found is not False:
        raise QueryRefusedError(
            "SERVICE asks another host, and queries here are answered from the graph alone; take the clause out, "
            "load what it would fetch with --graph, or allow it with --allow-service"
        )


class StoredGraph(_OpenedGraph):
    """The graph in an Oxigraph database on disk (``ldn-graph load``), open to read, by several processes at once.

    Queries are answered where the data is. Whatever asks for ``quads`` has them all read into memory. No lines are
    known. Raises :class:`~ldn_graph.errors.GraphNotFoundError` where the database cannot be opened.
    """

    def __init__(self, folder: str) -> None:
        try:
            state = read_state(folder)  # first: where the database is exchanged in between, this is no longer its state
            store = ox.Store.read_only(folder)
        except (OSError, ValueError, RuntimeError) as error:
            remedy = "load it anew with: ldn-graph load FILES --store DIR"
            raise GraphNotFoundError(f"{folder}: {' '.join(str(error).split())[:_EXCERPT]}; {remedy}") from None
        self.__dict__.update(folder=folder, state=state, store=store, documents=())

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.__dict__["folder"])

    @property
    def state(self) -> str:
        """What :func:`read_state` gave before the database was opened."""
        return str(self.__dict__["state"])

    @cached_property
    def quads(self) -> tuple[ox.Quad, ...]:
        """All of them, in the order of the database."""
        return tuple(self.store)

    def read_ahead(self) -> None:
        """Have the system read the files in their order, for whoever is going to ask for most of what is in them.

        Asked for here and there, a disk gives a fraction of what it gives in order. Nothing is done where the files
        would take more than half of the memory that is free, and on systems that take no such advice.
        """
        files = [entry for entry in os.scandir(self.name) if entry.name.endswith(".sst")]
        if not hasattr(os, "posix_fadvise") or 2 * sum(f.stat().st_size for f in files) > _free_memory():
            return
        for file in files:
            with open(file.path, "rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_WILLNEED)


class EndpointGraph(_OpenedGraph):
    """The graph behind a SPARQL server at a URL: it is asked, and never read as a whole.

    A query is first read here, so that its mistakes are told as those of any other, and then sent
    (:class:`~ldn_graph.endpoint.Endpoint`). Whatever asks for ``quads`` or ``store`` raises
    :class:`~ldn_graph.errors.EndpointError`. No lines are known. What counts as the graph is what the server takes
    for its default graph; the query of the URL may name another (``?default-graph-uri=...``).
    """

    def __init__(self, url: str) -> None:
        from .endpoint import Endpoint

        self.__dict__.update(endpoint=Endpoint(url), documents=())

    @property
    def name(self) -> str:
        """The URL, without its query."""
        return self.endpoint.name

    @property
    def endpoint(self) -> Endpoint:
        """The server."""
        endpoint: Endpoint = self.__dict__["endpoint"]
        return endpoint

    @property
    def quads(self) -> tuple[ox.Quad, ...]:
        """Not to be had."""
        raise EndpointError(
            f"{self.name}: this needs the whole graph in memory, and a server is only asked; "
            "fetch its data as files, and give them with --graph or --store"
        )

    @property
    def store(self) -> ox.Store:
        """Not to be had."""
        _ = self.quads
        raise AssertionError

    def prepare(self) -> None:
        """There is nothing to prepare."""

    def _answer(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        from .sparql import with_prefixes, without_service

        # the engine answers an ASK at once, and would ask the hosts of its SERVICE clauses
        form = ox.Store().query(without_service(sparql), prefixes=PREFIXES)
        asked = with_prefixes(sparql)
        if isinstance(form, ox.QuerySolutions):
            return self.endpoint.select(asked)
        return self.endpoint.ask(asked) if isinstance(form, ox.QueryBoolean) else self.endpoint.construct(asked)

    def _rows(self, sparql: str, *, may_cut: bool) -> ox.QuerySolutions:
        return self.endpoint.select(sparql, may_cut=may_cut, whole=not may_cut)


def _free_memory() -> int:
    """In bytes; what the system could free at once is not counted."""
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def is_database(path: str) -> bool:
    """Whether a folder is an Oxigraph database, by the two files that each has."""
    return all(os.path.isfile(os.path.join(path, name)) for name in ("CURRENT", "IDENTITY"))


def read_state(folder: str) -> str:
    """A digest of which database is in a folder and of the names and sizes of its files, of which those with data are
    written once: it is another after whatever was written. Raises ``OSError`` where there is none."""
    import hashlib

    digest = hashlib.sha256()
    for name in ("IDENTITY", "CURRENT"):
        with open(os.path.join(folder, name), "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if re.fullmatch(r"MANIFEST-.*|.*\.(sst|log)", entry.name):
            digest.update(f"{entry.name} {entry.stat().st_size}\n".encode())
    return digest.hexdigest()


def is_address(path: str) -> bool:
    """Whether this is a URL, and no file."""
    return path.lower().startswith(("http://", "https://"))


def open_graph(*paths: str | Path) -> Graph:
    """The graph in the given files and folders; the one that ships with the package where none is given.

    ``-`` is standard input, read as Turtle. Files may be compressed with gzip. A folder stands for the RDF files in
    it, by name, folders below it included; a folder that is an Oxigraph database is opened as it is
    (:class:`StoredGraph`). A URL is that of a SPARQL server, which is asked query by query
    (:class:`EndpointGraph`). Raises :class:`~ldn_graph.errors.GraphNotFoundError` where there is nothing to read,
    :class:`~ldn_graph.errors.GraphSyntaxError` where a file cannot be parsed, and
    :class:`~ldn_graph.errors.EndpointError` for a URL that cannot be that of a server.

    >>> graph = open_graph()
    >>> graph.place("https://w3id.org/ldn-graph/claim/C01").rpartition("/")[2].split(":")[0]
    'triples.ttl'
    """
    return _opened(*paths) or _parsed(_documents(*paths))


def open_store(*paths: str | Path) -> Graph:
    """The same graph for who only asks in SPARQL: sooner there where it is files. Raises what :func:`open_graph` does.

    What has blank nodes, or may have named graphs, takes as long as there, since these get names of their own.
    """
    if opened := _opened(*paths):
        return opened
    documents = _documents(*paths)
    store = ox.Store()
    for document in documents:
        _refuse_binary(document)
        if document.format not in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES):
            break
        try:
            store.load(document.data, format=document.format)
        except PARSER_ERRORS as error:
            raise explain_parser_error(document.name, error, document.data) from None
    else:
        if next(iter(store), None) is None:
            raise _no_triples(documents)
        if not (any(map(_may_have_blank_nodes, documents)) and store.query(_BLANK)):
            return LoadedGraph(store, documents)
    return _parsed(documents)


_BLANK = "ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }"


def _may_have_blank_nodes(document: Document) -> bool:
    return any(mark in document.data for mark in (b"_:", b"[", b"("))


def _opened(*paths: str | Path) -> Graph | None:
    """The server or the database that the paths name; None where they are files."""
    if addresses := [str(path) for path in paths if is_address(str(path))]:
        if len(paths) > 1:
            raise GraphNotFoundError("a SPARQL server is asked alone; give its URL, or files")
        return EndpointGraph(addresses[0])
    databases = [str(path) for path in paths if is_database(str(path))]
    if databases and len(paths) > 1:
        raise GraphNotFoundError(
            f"{databases[0]}: a database, which is opened alone; load the other files into it with ldn-graph load"
        )
    return StoredGraph(databases[0]) if databases else None


def _documents(*paths: str | Path) -> tuple[Document, ...]:
    return tuple(d for path in paths or (SHIPPED,) for d in read_documents(path))


def _parsed(documents: tuple[Document, ...]) -> Graph:
    quads = _quads(documents)
    if not quads:
        raise _no_triples(documents)
    return Graph(quads, documents)


def _quads(documents: Iterable[Document]) -> tuple[ox.Quad, ...]:
    return tuple(q for d in documents for q in _parse(d))


def _no_triples(documents: Iterable[Document]) -> GraphNotFoundError:
    names = ", ".join(d.name for d in documents)
    return GraphNotFoundError(
        f"{names}: no triples in it; give a file with claims, see docs/model.md for how they are written"
    )


def reopener(*paths: str | Path) -> Callable[[], Graph]:
    """What opens the graph of :func:`open_graph` in each fork of this process, in little time.

    Files are read here, once, and forks share them. A database is opened in each fork, where its engine starts
    threads of its own, which a fork would not take along; here it is only tried. Raises what :func:`open_graph` raises.
    """
    if len(paths) == 1 and is_database(str(paths[0])):
        from .limits import run_limited

        folder = os.path.abspath(paths[0])
        run_limited(lambda: StoredGraph(folder).name, _LONGEST_OPENING)
        return lambda: StoredGraph(folder)
    graph = open_store(*paths)
    _ = graph.store
    return lambda: graph


def parse_turtle(text: str, name: str = "<text>") -> Graph:
    """The graph that a piece of Turtle describes; ``name`` stands in messages. For tests and notebooks."""
    document = Document(name, text.encode("utf-8"), ox.RdfFormat.TURTLE)
    return Graph(tuple(_parse(document)), (document,))


def read_documents(path: str | Path) -> Iterator[Document]:
    """The RDF files that a path stands for, as :func:`open_graph` says; what is compressed is unpacked."""
    path = str(path)
    if path == "-":
        if sys.stdin is None:
            raise GraphNotFoundError("standard input is closed; give a file with --graph")
        yield _document("<stdin>", sys.stdin.buffer.read())
        return
    for file in files_in(path) if os.path.isdir(path) else (path,):
        try:
            with open(file, "rb") as stream:
                data = stream.read()
        except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
            raise unreadable(file, error) from None
        yield _document(file, data)


def _document(name: str, data: bytes) -> Document:
    if data.startswith(GZIP):
        try:
            data = unpacked(data)
        except OSError:
            raise GraphNotFoundError(f"{name}: gzip cannot unpack it, it may be cut off; fetch it again") from None
    return Document(name, data.removeprefix(b"\xef\xbb\xbf"), format_of(name))


def format_of(name: str) -> ox.RdfFormat:
    """The RDF format that a file's ending names, with or without ``.gz`` after it; Turtle where it names none."""
    base, ending = os.path.splitext(name)
    if ending.lower() == ".gz":
        ending = os.path.splitext(base)[1]
    return ox.RdfFormat.from_extension(ending[1:].lower()) or ox.RdfFormat.TURTLE


def files_in(folder: str) -> list[str]:
    """The RDF files in a folder and below it, sorted; a folder that cannot be read is an error, not an omission."""

    def refuse(error: OSError) -> None:
        raise GraphNotFoundError(f"{error.filename}: {_reason(error)}; make it readable, or name the files one by one")

    found = sorted(
        os.path.join(below, name)
        for below, _, names in os.walk(folder, onerror=refuse)
        for name in names
        if name.lower().removesuffix(".gz").endswith(ENDINGS)
    )
    if not found:
        raise GraphNotFoundError(f"{folder}: no RDF file in this folder; RDF files end in {', '.join(ENDINGS)}")
    return found


def unreadable(file: str, error: Exception) -> GraphNotFoundError:
    """What is said of a file that cannot be read."""
    remedy = "check the path, or leave --graph out for the shipped graph"
    return GraphNotFoundError(f"{file}: {_reason(error)}; {remedy}")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _refuse_binary(document: Document) -> None:
    data = document.data
    if b"\0" in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise GraphSyntaxError(
            document.name, 1, "not a text file in UTF-8", "save it as UTF-8 text, or give the RDF file that was meant"
        )


def _parse(document: Document) -> Iterator[ox.Quad]:
    _refuse_binary(document)
    data = document.data
    try:
        # labels of blank nodes belong to one file: two files may both use _:x
        yield from ox.parse(data, format=document.format, rename_blank_nodes=True)
    except PARSER_ERRORS as error:
        raise explain_parser_error(document.name, error, data) from None


PARSER_ERRORS = (SyntaxError, MemoryError, ValueError, OSError)
"""What the engine's parser raises."""


def explain_parser_error(name: str, error: BaseException, data: bytes) -> GraphSyntaxError:
    """What a parser complained of in a file, with the line where it tells one, and what to do; ``data`` is the file's
    content, or how it begins."""
    if isinstance(error, SyntaxError):
        line = error.lineno
        problem = " ".join(str(error.msg).split())
        problem = re.sub(r"^Parser error at line \d+ (?:between )?columns? (\d+)[^:]*: ", r"column \1: ", problem)
        return GraphSyntaxError(name, line, problem[:_EXCERPT], _syntax_remedy(problem, data, line))
    if isinstance(error, MemoryError):
        problem = "a word longer than any IRI or text can be"
        return GraphSyntaxError(name, None, problem, "this is not RDF; give the file that was meant")
    return GraphSyntaxError(name, None, str(error)[:_EXCERPT], "mend the file")


def _number_blank_nodes(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Quads of the default graph, with the parser's random names of blank nodes as b0, b1, ...

    So the same file gives the same bytes, whatever is asked of it.
    """
    names: dict[str, ox.BlankNode] = {}

    def renamed(node: ox.BlankNode) -> ox.BlankNode:
        return names.setdefault(node.value, ox.BlankNode(f"b{len(names)}"))

    for quad in quads:
        subject, obj = quad.subject, quad.object
        if type(subject) is ox.BlankNode or type(obj) is ox.BlankNode:
            subject = renamed(subject) if type(subject) is ox.BlankNode else subject
            obj = renamed(obj) if type(obj) is ox.BlankNode else obj
        yield ox.Quad(subject, quad.predicate, obj)


_FOREIGN = {
    b"<!doctype html": "this is a web page, not RDF; give the RDF file itself",
    b"<html": "this is a web page, not RDF; give the RDF file itself",
    b"<?xml": "this looks like XML; RDF/XML is read from a file that ends in .rdf",
    b"<rdf:rdf": "this looks like RDF/XML, which is read from a file that ends in .rdf",
    b"{": "this looks like JSON; JSON-LD is read from a file that ends in .jsonld",
}
"""How files begin that are often given for Turtle, and the remedy."""


def _syntax_remedy(problem: str, data: bytes, line: int | None) -> str:
    start = data[:200].lstrip().lower()
    for beginning, kind in _FOREIGN.items():
        if start.startswith(beginning):
            return kind
    undeclared = re.search(r"The prefix (\S*): has not been declared", problem)
    if undeclared:
        known = PREFIXES.get(undeclared[1])
        return f"add a line: @prefix {undeclared[1]}: <{known or '...'}> ."
    if "absolute IRI" in problem:
        return "write the IRI in full, or declare a @base"
    if "end of file" in problem:
        return "the file seems cut off: add what is missing, or fetch it again"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = data.count(b"\n", 0, error.start) + 1
        return f"line {at} is not UTF-8: save the file as UTF-8"
    return "mend that line" if line else "mend the file"
