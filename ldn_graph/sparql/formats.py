"""The one table of formats: what each is called, what it can hold, and how files, HTTP and the engine name it.

The command line offers formats by it, a file's ending chooses one by it, the server negotiates and describes itself by
it, and what reads RDF knows the names of files by it. Formats of networks are in
:mod:`~ldn_graph.network.formats`. Nothing heavy is imported before the engine is asked.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pyoxigraph as ox

Content = Literal["rows", "answer", "graph"]
"""What a query gives: the rows of a SELECT, the answer of an ASK, the graph of a CONSTRUCT or DESCRIBE."""


class Format(NamedTuple):
    """A format of files and of HTTP.

    ``words`` is what a reader knows it by. ``holds`` is what of a query can be written in it: nothing where it is only
    read, or has no place for rows.
    ``endings`` are those of its files, with their dot, and ``media_types`` those by which a client may ask for it; of
    both the first is what is written.
    ``engine_name`` is the attribute of pyoxigraph's ``RdfFormat`` or, for rows and answers, ``QueryResultsFormat``;
    ``w3c_name`` the name of a format of the W3C in http://www.w3.org/ns/formats/. In one that ``shortens``, an IRI
    may stand as a CURIE: the W3C's JSON, XML and TSV hold IRIs by definition. One that is ``binary`` is not for a
    terminal, and may need a ``library``.
    """

    name: str
    holds: tuple[Content, ...]
    endings: tuple[str, ...]
    media_types: tuple[str, ...] = ()
    engine_name: str = ""
    w3c_name: str = ""
    shortens: bool = False
    binary: bool = False
    words: str = ""
    library: str = ""

    @property
    def is_rdf(self) -> bool:
        """Whether a graph can be read from it."""
        return bool(self.engine_name) and "rows" not in self.holds


_BOTH: tuple[Content, ...] = ("rows", "answer")
_ROWS: tuple[Content, ...] = ("rows",)
_GRAPH: tuple[Content, ...] = ("graph",)

FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        Format("table", _BOTH, (".txt",), ("text/plain",), shortens=True, words="plain text"),
        Format(
            "json", _BOTH, (".json", ".srj"), ("application/sparql-results+json", "application/json"),
            "JSON", "SPARQL_Results_JSON", words="JSON",
        ),
        Format(
            "xml", _BOTH, (".xml", ".srx"), ("application/sparql-results+xml", "application/xml", "text/xml"),
            "XML", "SPARQL_Results_XML", words="XML",
        ),
        Format("csv", _BOTH, (".csv",), ("text/csv",), "CSV", "SPARQL_Results_CSV", shortens=True, words="CSV"),
        Format("tsv", _BOTH, (".tsv",), ("text/tab-separated-values",), "TSV", "SPARQL_Results_TSV", words="TSV"),
        Format("markdown", _ROWS, (".md",), ("text/markdown",), shortens=True, words="Markdown"),
        Format("html", _ROWS, (".html",), ("text/html",), shortens=True, words="HTML"),
        Format(
            "xlsx", _ROWS, (".xlsx",), ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
            shortens=True, binary=True, words="Excel", library="xlsxwriter",
        ),
        Format(
            "parquet", _ROWS, (".parquet",), ("application/vnd.apache.parquet",),
            shortens=True, binary=True, words="Parquet", library="pyarrow",
        ),
        Format(
            "arrow", _ROWS, (".arrow",), ("application/vnd.apache.arrow.file",),
            shortens=True, binary=True, words="Arrow", library="pyarrow",
        ),
        Format(
            "turtle", _GRAPH, (".ttl",), ("text/turtle", "application/x-turtle"), "TURTLE", "Turtle",
            words="Turtle",
        ),
        Format(
            "ntriples", _GRAPH, (".nt",), ("application/n-triples", "text/plain"), "N_TRIPLES", "N-Triples",
            words="N-Triples",
        ),
        Format(
            "rdfxml", _GRAPH, (".rdf",), ("application/rdf+xml", "application/xml", "text/xml"), "RDF_XML", "RDF_XML",
            words="RDF/XML",
        ),
        Format(
            "jsonld", _GRAPH, (".jsonld",), ("application/ld+json", "application/json"), "JSON_LD", "JSON-LD",
            words="JSON-LD",
        ),
        Format("trig", _GRAPH, (".trig",), ("application/trig",), "TRIG", "TriG", words="TriG"),
        Format("docx", (), (".docx",), binary=True),
        Format("nquads", (), (".nq",), engine_name="N_QUADS"),
    )
}  # fmt: skip
"""All formats, by their names on the command line. Where a client of the server takes several as gladly, it gets the
first."""


def _names(content: Content) -> tuple[str, ...]:
    return tuple(name for name, row in FORMATS.items() if content in row.holds)


ROW_FORMATS = _names("rows")
ANSWER_FORMATS = _names("answer")
GRAPH_FORMATS = _names("graph")
WRITTEN = (*ROW_FORMATS, *GRAPH_FORMATS)
"""What a query's result can be written in."""
W3C_ROW_FORMATS = tuple(name for name in ROW_FORMATS if FORMATS[name].w3c_name)
"""The formats of rows that are recommendations of the W3C, and that the engine writes by itself."""
SHORTENING = tuple(name for name, row in FORMATS.items() if row.shortens)
"""Formats in which an IRI may be shortened."""
RDF_ENDINGS = tuple(ending for row in FORMATS.values() if row.is_rdf for ending in row.endings)
"""What the names of RDF files end in; ``.gz`` may follow."""
TABLE_ENDINGS = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
"""What the files of tables of claims end in, which are no RDF; ``.gz`` may follow."""

REFERENCE_FORMATS: Mapping[str, str] = {
    "text": ".txt", "markdown": ".md", "html": ".html", "bibtex": ".bib", "ris": ".ris", "csl-json": ".json",
}  # fmt: skip
"""The formats of lists of references, with the endings of their files. Other commands make a table of ``.txt``, and
documents of their own of ``.json``."""

DRAFT_FORMATS: Mapping[str, str] = {"text": ".txt", "json": ".json", "sarif": ".sarif", "junit": ".xml"}
"""The formats of what was found in a draft, with the endings of their files."""


def ending_of(path: str) -> str:
    """The ending that tells the format of a file, in small letters and with its dot: what stands before ``.gz``.

    >>> ending_of("claims.TTL.gz"), ending_of("claims")
    ('.ttl', '')
    """
    return os.path.splitext(path.lower().removesuffix(".gz"))[1]


def format_by_ending(path: str, names: Collection[str] = WRITTEN) -> str | None:
    """The name of the one of these formats that the file's ending stands for; None where it stands for none.

    >>> format_by_ending("lupus.csv.gz"), format_by_ending("lupus.csv", ["turtle"])
    ('csv', None)
    """
    ending = ending_of(path)
    return next((name for name in names if ending in FORMATS[name].endings), None)


def endings_of(names: Collection[str]) -> tuple[str, ...]:
    """The endings that files of these formats may have."""
    return tuple(ending for name in names for ending in FORMATS[name].endings)


def accept_header(*names: str) -> str:
    """What a client sends as ``Accept`` that takes these formats, the first most gladly.

    >>> accept_header("json", "xml")
    'application/sparql-results+json, application/sparql-results+xml;q=0.9'
    """
    types = (FORMATS[name].media_types[0] for name in names)
    return ", ".join(f"{kind};q={1 - n / 10:.1f}" if n else kind for n, kind in enumerate(types))


def results_format(name: str) -> ox.QueryResultsFormat:
    """The engine's format for rows and answers."""
    import pyoxigraph as ox

    engine_format: ox.QueryResultsFormat = getattr(ox.QueryResultsFormat, FORMATS[name].engine_name)
    return engine_format


def rdf_format(name: str) -> ox.RdfFormat:
    """The engine's format for graphs."""
    import pyoxigraph as ox

    engine_format: ox.RdfFormat = getattr(ox.RdfFormat, FORMATS[name].engine_name)
    return engine_format
