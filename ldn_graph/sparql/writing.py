"""A query's result written to a stream: rows and answers by the W3C's recommendations or as tables, graphs as RDF.

Rows leave as SPARQL 1.1 Query Results JSON, XML, CSV and TSV, an answer (ASK) as JSON and XML; in CSV and
TSV, for which the W3C defines none, it is the bare word. Graphs (CONSTRUCT, DESCRIBE) are written as
Turtle, N-Triples, TriG, RDF/XML or JSON-LD, their triples sorted. Rows are written as they come, so that a
million of them take no more memory than a thousand; the triples of a graph are sorted in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from ..errors import QueryResultError
from ..model.literals import to_python
from ..model.vocab import PREFIXES
from ..output.characters import CONTROLS, NONCHARACTERS, SURROGATES
from ..output.tables import csv_lines, fitted_lines, html_document, markdown_lines, text_lines
from .failures import engine_failures
from .formats import (
    ANSWER_FORMATS,
    FORMATS,
    GRAPH_FORMATS,
    ROW_FORMATS,
    SHORTENING,
    W3C_ROW_FORMATS,
    rdf_format,
    results_format,
)
from .row_limits import CountedRows, refuse_longer

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..model.graph import Result
    from ..model.literals import Term

NOT_IN_XML = re.compile(f"[{CONTROLS}{SURROGATES}{NONCHARACTERS}]")
"""What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""
_CONTROLS = bytes(code for code in range(128) if NOT_IN_XML.match(chr(code)))
_NONCHARACTERS = tuple(sign.encode() for sign in NONCHARACTERS)
_NOT_XML = re.compile(b"[" + re.escape(_CONTROLS) + b"]|" + b"|".join(_NONCHARACTERS))
"""What XML cannot hold, as bytes of UTF-8, where there are no surrogates."""


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
    prefixes: Mapping[str, str] = PREFIXES,
) -> Written:
    """Write a query's result to a binary stream, a row at a time.

    ``format_name`` None is a table for rows and answers, Turtle for graphs. ``curie`` shortens IRIs (by default in
    a table, in Markdown and HTML); ``spreadsheet_safe`` marks texts that a spreadsheet would take for
    formulas (always in xlsx; by default not in CSV and TSV, where the W3C says what a cell holds); ``width`` is
    that of a terminal, where a table that does not fit becomes a block of lines for each row; ``limit`` is how many
    rows in a format of the W3C, or triples, there may be; ``prefixes`` are those of CURIEs and of Turtle. Raises
    :class:`~ldn_graph.errors.QueryResultError` where the format cannot hold the result, or not so,
    :class:`~ldn_graph.errors.QueryTooLongError` past the limit, when rows up to it may be written, and
    :class:`~ldn_graph.errors.QueryFailedError` where the engine cannot go on.
    """
    import pyoxigraph as ox

    if curie and format_name is not None and format_name not in SHORTENING:
        raise QueryResultError(
            f"{format_name} holds whole IRIs; leave --curie out, or take one of {', '.join(SHORTENING)}"
        )
    if isinstance(result, ox.QueryBoolean):
        _write_answer(result, format_name or "table", out)
        return Written(answer=bool(result))
    with engine_failures():
        if isinstance(result, ox.QueryTriples):
            out.write(serialize_graph(refuse_longer(result, limit), format_name or "turtle", prefixes))
            return Written()
        if format_name not in (None, "table"):
            shortened = format_name in ("markdown", "html") if curie is None else curie
            shortening = prefixes if shortened else None
            _write_rows(result, format_name, out, shortening, limit, spreadsheet_safe=spreadsheet_safe)
            return Written()
        return Written(rows=_write_table(result, out, None if curie is False else prefixes, limit, width=width))


def _write_table(
    solutions: ox.QuerySolutions,
    out: IO[bytes],
    prefixes: Mapping[str, str] | None,
    limit: int | None,
    *,
    width: int | None,
) -> int:
    """Write a table for people; how many rows it has."""
    count = 0

    def counted() -> Iterator[list[object]]:
        nonlocal count
        for count, row in enumerate(refuse_longer(cells(solutions, prefixes), limit, "rows"), 1):  # noqa: B007
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
        out.write((answer.serialize(format=results_format(format_name)) or b"") + b"\n")


def _write_rows(
    solutions: ox.QuerySolutions,
    format_name: str,
    out: IO[bytes],
    prefixes: Mapping[str, str] | None,
    limit: int | None,
    *,
    spreadsheet_safe: bool | None,
) -> None:
    if format_name not in ROW_FORMATS:
        raise QueryResultError(f"{format_name} cannot hold the rows of a SELECT; take one of {', '.join(ROW_FORMATS)}")
    if format_name in W3C_ROW_FORMATS and prefixes is None and not spreadsheet_safe:
        if limit is not None:
            out = cast("IO[bytes]", CountedRows(out, format_name, limit))
        stream = _XmlStream(out) if format_name == "xml" else _LastBytesStream(out)
        solutions.serialize(cast("IO[bytes]", stream), format=results_format(format_name))
        if not stream.last.endswith(b"\n"):
            out.write(b"\n")
        return
    if format_name not in SHORTENING:  # it holds texts as they are, too
        raise QueryResultError(f"{format_name} has no form that is safe in a spreadsheet; take csv or xlsx")
    names = [v.value for v in solutions.variables]
    if FORMATS[format_name].binary:
        from .frames import write_arrow, write_xlsx

        if format_name == "xlsx":
            rows = ([to_python(s[n], prefixes) for n in range(len(names))] for s in solutions)
            write_xlsx(names, refuse_longer(rows, limit, "rows"), out)
        else:
            write_arrow(solutions, format_name, out, prefixes, limit)
        return
    texts = refuse_longer(cells(solutions, prefixes), limit, "rows")
    if format_name == "csv":
        lines = csv_lines(names, texts, spreadsheet_safe=spreadsheet_safe or False)
    else:
        lines = {"markdown": markdown_lines, "html": html_document}[format_name](names, texts)
    for line in lines:
        out.write(line.encode("utf-8", "replace"))


def cells(solutions: ox.QuerySolutions, prefixes: Mapping[str, str] | None) -> Iterator[list[object]]:
    """The rows of a SELECT as they are shown: a text for each term, a number or boolean as the engine writes it, None
    where a variable is unbound."""
    width = range(len(solutions.variables))
    return ([_cell(s[n], prefixes) for n in width] for s in solutions)


def _cell(term: Term | None, prefixes: Mapping[str, str] | None) -> object:
    value = to_python(term, prefixes)
    if term is None or isinstance(value, str):
        return value
    return _NumberText(getattr(term, "value", ""))


@dataclass(frozen=True, slots=True)
class _NumberText:
    """A number or boolean as the engine writes it: 1.50 in a file is 1.5 here. It is no ``str``, so that no minus sign
    is taken for the beginning of a formula."""

    text: str

    def __str__(self) -> str:
        return self.text


class _LastBytesStream:
    """A stream that passes all on and remembers the last two bytes: whether the last line was ended, which not every
    writer of the engine does, and what a character that is cut between two pieces begins with."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out
        self.last = b""

    def write(self, data: bytes) -> int:
        self.out.write(data)
        self.last = (self.last + data[-2:])[-2:]
        return len(data)

    def flush(self) -> None:
        self.out.flush()


class _XmlStream(_LastBytesStream):
    """The same for XML: the engine writes every character as it is, also those that XML cannot hold."""

    def write(self, data: bytes) -> int:
        super().write(_escape_xml(data, self.last))
        return len(data)


def _escape_xml(data: bytes, before: bytes = b"") -> bytes:
    """The bytes as XML 1.0 (https://www.w3.org/TR/xml/#charsets) can hold them; ``before`` are the two bytes before.

    A carriage return is written as a reference, since a parser reads a bare one as the end of a line. Raises
    :class:`~ldn_graph.errors.QueryResultError` for a character that XML does not have.
    """
    joined = before + data
    # a search is slow: it is left for data that is refused
    if len(joined.translate(None, _CONTROLS)) == len(joined) and not any(sign in joined for sign in _NONCHARACTERS):
        return data.replace(b"\r", b"&#13;")
    if character := _NOT_XML.search(joined):
        code = ord(character[0].decode())
        raise QueryResultError(f"XML cannot hold the character U+{code:04X}, which a value has; take another format")
    return data.replace(b"\r", b"&#13;")


def serialize_graph(triples: Iterable[ox.Triple], format_name: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Triples in a format that can hold a graph, sorted, without repetition."""
    import pyoxigraph as ox

    if format_name not in GRAPH_FORMATS:
        raise QueryResultError(f"{format_name} cannot hold a graph; take one of {', '.join(GRAPH_FORMATS)}")
    ordered = ordered_triples(triples)
    used = {prefix: iri for prefix, iri in prefixes.items() if any(iri in str(t) for t in ordered)}
    prefixed = format_name in ("turtle", "trig", "rdfxml")
    data = ox.serialize(ordered, format=rdf_format(format_name), prefixes=used if prefixed else None) or b""
    return _escape_xml(data) if format_name == "rdfxml" else data


def ordered_triples(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The triples of a CONSTRUCT or DESCRIBE without repetition, their blank nodes named by RDFC-1.0, in one order."""
    import pyoxigraph as ox

    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((q.triple for q in dataset), key=str)
