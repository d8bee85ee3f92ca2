"""SPARQL results as the W3C recommendations define them, as tables, and as values.

Rows leave as SPARQL 1.1 Query Results JSON, XML, CSV and TSV, an answer (ASK) as JSON and XML; in CSV and
TSV, for which the W3C defines none, it is the bare word. Graphs (CONSTRUCT, DESCRIBE) are written as
Turtle, N-Triples, TriG, RDF/XML or JSON-LD, their triples sorted. Rows are written as they come, so that a
million of them take no more memory than a thousand; the triples of a graph are sorted in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from ..errors import QueryResultError
from ..model.literals import to_python
from ..model.vocab import PREFIXES
from ..output.counts import count_words
from ..output.tables import csv_lines, fitted_lines, html_document, html_table, markdown_lines, text_lines
from .explain import engine_failures
from .row_limits import CountedRows, refuse_longer

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import pyoxigraph as ox

    from ..model.literals import Term

    Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

W3C_FORMATS = ("json", "xml", "csv", "tsv")
ROW_FORMATS = ("table", *W3C_FORMATS, "markdown", "html", "xlsx", "parquet", "arrow")
ANSWER_FORMATS = ("table", *W3C_FORMATS)
GRAPH_FORMATS = ("turtle", "ntriples", "trig", "rdfxml", "jsonld")
FORMATS = (*ROW_FORMATS, *GRAPH_FORMATS)
SHORTENED = ("table", "markdown", "html", "csv", "xlsx", "parquet", "arrow")
"""Formats in which an IRI may be shortened; JSON, XML and TSV of the W3C hold IRIs by definition."""
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r")
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_NO_XML = re.compile(b"[" + re.escape(_CONTROLS) + b"]|" + b"|".join(_NO_CHARACTERS))
_SHOWN = 100  # rows that are shown in a notebook


@dataclass(frozen=True, slots=True)
class Results:
    """The solutions of a SELECT: ``rows`` of RDF terms (pyoxigraph's; None where unbound), one for each variable.

    As values of Python, in :meth:`dicts` and in data frames: an IRI is its text, or a CURIE if asked for;
    a whole number an int, another number a float, a boolean a bool, all else the text of the literal. The
    terms, with datatype and language, are in ``rows``. Numbers, dates and booleans are as the engine writes
    them, not as a file does: 1.50 is 1.5, and 007 is 7.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, object]]:
        return iter(self.dicts())

    def dicts(self, *, curie: bool = False) -> list[dict[str, object]]:
        """A dict for each row, with a value for every variable; None where it is unbound."""
        return [dict(zip(self.variables, (to_python(t, curie=curie) for t in row), strict=True)) for row in self.rows]

    def to_pandas(self, *, curie: bool = False) -> pd.DataFrame:
        """The rows as a pandas data frame, with pandas' own types that can be missing. Needs the extra ``pandas``."""
        from .frames import to_pandas

        return to_pandas(self.variables, self.rows, curie=curie)

    def to_polars(self, *, curie: bool = False) -> pl.DataFrame:
        """The rows as a polars data frame. Needs the extra ``polars``."""
        from .frames import to_polars

        return to_polars(self.variables, self.rows, curie=curie)

    def to_arrow(self, *, curie: bool = False) -> pa.Table:
        """The rows as an Arrow table. Needs the extra ``arrow``."""
        from .frames import to_arrow

        return to_arrow(self.variables, self.rows, curie=curie)

    def _repr_html_(self) -> str:
        rows = ([to_python(t, curie=True) for t in row] for row in self.rows[:_SHOWN])
        more = f"<p>{count_words(len(self) - _SHOWN, 'more row')}</p>\n" if len(self) > _SHOWN else ""
        return html_table(self.variables, rows) + more

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(f"<Results: {count_words(len(self), 'row')} of {', '.join(self.variables)}>")


def read_results(solutions: ox.QuerySolutions) -> Results:
    """All solutions of a SELECT as a value."""
    names = tuple(v.value for v in solutions.variables)
    with engine_failures():
        return Results(names, tuple(tuple(s[n] for n in range(len(names))) for s in solutions))


class Written(NamedTuple):
    """What was written: the answer of an ASK, and how many rows of a table for people; None where it was neither."""

    answer: bool | None = None
    rows: int | None = None


def write_result(
    result: Result,
    format_name: str | None,
    out: IO[bytes],
    *,
    curie: bool | None = None,
    spreadsheet_safe: bool | None = None,
    width: int | None = None,
    limit: int | None = None,
) -> Written:
    """Write a query's result to a binary stream, a row at a time.

    ``format_name`` None is a table for rows and answers, Turtle for graphs. ``curie`` shortens IRIs (by default in
    a table, in Markdown and HTML); ``spreadsheet_safe`` marks texts that a spreadsheet would take for
    formulas (always in xlsx; by default not in CSV and TSV, where the W3C says what a cell holds); ``width`` is
    that of a terminal, where a table that does not fit becomes a block of lines for each row; ``limit`` is how many
    rows in a format of the W3C, or triples, there may be. Raises
    :class:`~ldn_graph.errors.QueryResultError` where the format cannot hold the result, or not so,
    :class:`~ldn_graph.errors.QueryTooLongError` past the limit, when rows up to it may be written, and
    :class:`~ldn_graph.errors.QueryFailedError` where the engine cannot go on.
    """
    import pyoxigraph as ox

    if curie and format_name is not None and format_name not in SHORTENED:
        raise QueryResultError(
            f"{format_name} holds whole IRIs; leave --curie out, or take one of {', '.join(SHORTENED)}"
        )
    if isinstance(result, ox.QueryBoolean):
        _write_answer(result, format_name or "table", out)
        return Written(answer=bool(result))
    with engine_failures():
        if isinstance(result, ox.QueryTriples):
            out.write(serialize_graph(refuse_longer(result, limit), format_name or "turtle"))
            return Written()
        if format_name in W3C_FORMATS and limit is not None:
            out = cast("IO[bytes]", CountedRows(out, format_name, limit))
        if format_name not in (None, "table"):
            _write_rows(result, format_name, out, curie=curie, spreadsheet_safe=spreadsheet_safe)
            return Written()
        return Written(rows=_write_table(result, out, curie=curie is not False, width=width))


def _write_table(solutions: ox.QuerySolutions, out: IO[bytes], *, curie: bool, width: int | None) -> int:
    count = 0

    def counted() -> Iterator[list[object]]:
        nonlocal count
        for count, row in enumerate(cells(solutions, curie=curie), start=1):  # noqa: B007
            yield row

    names = [v.value for v in solutions.variables]
    for line in text_lines(names, counted()) if width is None else fitted_lines(names, counted(), width):
        out.write(line.encode("utf-8", "replace"))
    return count


def _write_answer(answer: ox.QueryBoolean, format_name: str, out: IO[bytes]) -> None:
    if format_name not in ANSWER_FORMATS:
        raise QueryResultError(
            f"{format_name} cannot hold the answer of an ASK; take one of {', '.join(ANSWER_FORMATS)}"
        )
    if format_name in ("table", "csv", "tsv"):
        out.write(b"true\n" if answer else b"false\n")
    else:
        out.write((answer.serialize(format=_w3c(format_name)) or b"") + b"\n")


def _write_rows(
    solutions: ox.QuerySolutions, format_name: str, out: IO[bytes], *, curie: bool | None, spreadsheet_safe: bool | None
) -> None:
    if format_name not in ROW_FORMATS:
        raise QueryResultError(f"{format_name} cannot hold the rows of a SELECT; take one of {', '.join(ROW_FORMATS)}")
    if format_name in W3C_FORMATS and not curie and not spreadsheet_safe:
        written = _XmlLines(out) if format_name == "xml" else _Lines(out)
        solutions.serialize(cast("IO[bytes]", written), format=_w3c(format_name))
        if not written.last.endswith(b"\n"):
            out.write(b"\n")
        return
    if format_name in ("json", "xml", "tsv"):
        raise QueryResultError(f"{format_name} has no form that is safe in a spreadsheet; take csv or xlsx")
    names = [v.value for v in solutions.variables]
    if format_name in ("xlsx", "parquet", "arrow"):
        from .frames import write_arrow, write_xlsx

        if format_name == "xlsx":
            rows = ([to_python(s[n], curie=curie or False) for n in range(len(names))] for s in solutions)
            write_xlsx(names, rows, out)
        else:
            write_arrow(solutions, format_name, out, curie=curie or False)
        return
    texts = cells(solutions, curie=format_name != "csv" if curie is None else curie)
    if format_name == "csv":
        lines = csv_lines(names, texts, spreadsheet_safe=spreadsheet_safe or False)
    else:
        lines = {"markdown": markdown_lines, "html": html_document}[format_name](names, texts)
    for line in lines:
        out.write(line.encode("utf-8", "replace"))


def cells(solutions: ox.QuerySolutions, *, curie: bool) -> Iterator[list[object]]:
    """The rows of a SELECT with a cell for each term, its text; a number is none, so that no formula is seen in it."""
    width = range(len(solutions.variables))
    return ([_cell(s[n], curie=curie) for n in width] for s in solutions)


def _cell(term: Term | None, *, curie: bool) -> object:
    value = to_python(term, curie=curie)
    if term is None or isinstance(value, str):
        return value
    return _Written(getattr(term, "value", ""))


@dataclass(frozen=True, slots=True)
class _Written:
    """A number or boolean as the engine writes it: 1.50 in a file is 1.5 here."""

    text: str

    def __str__(self) -> str:
        return self.text


class _Lines:
    """A stream that passes all on and remembers the last two bytes, since not all W3C writers end their last line."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out
        self.last = b""

    def write(self, data: bytes) -> int:
        self.out.write(data)
        self.last = (self.last + data[-2:])[-2:]
        return len(data)

    def flush(self) -> None:
        self.out.flush()


class _XmlLines(_Lines):
    """The same for XML, where the engine writes each character as it is."""

    def write(self, data: bytes) -> int:
        super().write(_as_xml(data, self.last))
        return len(data)


def _as_xml(data: bytes, before: bytes = b"") -> bytes:
    """What XML 1.0 can hold (https://www.w3.org/TR/xml/#charsets), a carriage return so that a parser keeps it."""
    joined = before + data
    # striking bytes out is much faster than a search, which is left for what is refused
    if len(joined.translate(None, _CONTROLS)) == len(joined) and not any(sign in joined for sign in _NO_CHARACTERS):
        return data.replace(b"\r", b"&#13;")
    if found := _NO_XML.search(joined):
        code = ord(found[0].decode())
        raise QueryResultError(f"XML cannot hold the character U+{code:04X}, which a value has; take another format")
    return data.replace(b"\r", b"&#13;")


def _w3c(format_name: str) -> ox.QueryResultsFormat:
    import pyoxigraph as ox

    return {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }[format_name]


def serialize_graph(triples: Iterable[ox.Triple], format_name: str) -> bytes:
    """Triples in one of :data:`GRAPH_FORMATS`, sorted, without repetition."""
    import pyoxigraph as ox

    known = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "trig": ox.RdfFormat.TRIG,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    if format_name not in known:
        raise QueryResultError(f"{format_name} cannot hold a graph; take one of {', '.join(GRAPH_FORMATS)}")
    ordered = ordered_triples(triples)
    used = {n: i for n, i in PREFIXES.items() if any(i in str(t) for t in ordered)}
    prefixed = format_name in ("turtle", "trig", "rdfxml")
    data = ox.serialize(ordered, format=known[format_name], prefixes=used if prefixed else None) or b""
    return _as_xml(data) if format_name == "rdfxml" else data


def ordered_triples(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The triples of a CONSTRUCT or DESCRIBE without repetition, their blank nodes named by RDFC-1.0, in one order."""
    import pyoxigraph as ox

    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((q.triple for q in dataset), key=str)
