"""RDF files: read from a path or standard input, unpacked, parsed, and a parser's complaints explained."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from ..errors import EXCERPT, GraphNotFoundError, GraphSyntaxError
from ..model.vocab import PREFIXES
from ..output.files import GZIP, unpacked

if TYPE_CHECKING:
    from pathlib import Path

_REMEDY = "check the path, or leave --graph out for the shipped graph"


@dataclass(frozen=True)
class Document:
    """One RDF file as read: its name as the user gave it, its bytes, its format.

    Of a table that was made into RDF, ``rows`` has the row of each IRI of which one is known, as a spreadsheet counts;
    of a file whose bytes are not those on disk, the line of each there.
    """

    name: str
    data: bytes
    format: ox.RdfFormat
    rows: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that are declared before its first statement, with their IRIs."""
        return declared_prefixes(self.data, self.format)

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """``rows``; where there are none, for each IRI that begins a statement in Turtle or TriG the first line where
        it does (from 1)."""
        if self.rows or self.format not in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
            return self.rows
        from .turtle_lines import subject_lines

        return dict(reversed(list(subject_lines(self.data.decode("utf-8", "replace")))))


def declared_prefixes(data: bytes | IO[bytes], rdf_format: ox.RdfFormat) -> Mapping[str, str]:
    """The prefixes that are declared before the first statement of a file; none where it cannot be parsed so far."""
    reader = ox.parse(data, format=rdf_format)
    with suppress(*PARSER_ERRORS, EOFError):
        next(iter(reader), None)
    return reader.prefixes


def read_documents(path: str | Path) -> Iterator[Document]:
    """The RDF files that a path of :func:`~ldn_graph.rdf.opening.open_graph` stands for, unpacked if compressed."""
    path = str(path)
    if path == "-":
        if sys.stdin is None:
            raise GraphNotFoundError("standard input is closed; give a file with --graph")
        yield make_document("<stdin>", sys.stdin.buffer.read())
        return
    for name, data in read_files(path):
        yield make_document(name, data)


def read_files(path: str, remedy: str = _REMEDY) -> Iterator[tuple[str, bytes]]:
    """The file of a path, or the RDF files of a folder, each by its name and with its bytes as they are."""
    for file in files_in(path) if os.path.isdir(path) else (path,):
        try:
            with open(file, "rb") as stream:
                data = stream.read()
        except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
            raise unreadable(file, error, remedy) from None
        yield file, data


def without_mark(data: bytes) -> bytes:
    """The bytes of a text in UTF-8 without the mark of byte order that some editors begin it with."""
    return data.removeprefix(b"\xef\xbb\xbf")


def make_document(name: str, data: bytes) -> Document:
    """A document by the name and the bytes of a file, unpacked if compressed."""
    rdf_format = format_of(name)
    return Document(name, without_mark(unpack(name, data)), rdf_format)


def unpack(name: str, data: bytes) -> bytes:
    """The bytes of a file, unpacked if compressed."""
    if not data.startswith(GZIP):
        return data
    try:
        return unpacked(data)
    except OSError:
        raise GraphNotFoundError(f"{name}: gzip cannot unpack it, it may be cut off; fetch it again") from None


def is_table(name: str) -> bool:
    """Whether a file is a table by its ending, with or without ``.gz`` after it."""
    from ..sparql.formats import TABLE_ENDINGS

    return name.lower().removesuffix(".gz").endswith(TABLE_ENDINGS)


def format_of(name: str) -> ox.RdfFormat:
    """The RDF format that a file's ending names, with or without ``.gz`` after it; Turtle where it names none.

    Raises :class:`~ldn_graph.errors.GraphNotFoundError` for a table, which by itself says neither where its IRIs begin
    nor in which article its words are.
    """
    if is_table(name):
        remedy = "give the folder whose ldn-graph.toml names it, or first: ldn-graph import table FILE -o claims.ttl"
        raise GraphNotFoundError(f"{name}: a table, and no RDF; {remedy}")
    base, ending = os.path.splitext(name)
    if ending.lower() == ".gz":
        ending = os.path.splitext(base)[1]
    return ox.RdfFormat.from_extension(ending[1:].lower()) or ox.RdfFormat.TURTLE


def files_in(folder: str) -> list[str]:
    """The RDF files in a folder and below it, sorted; a folder that cannot be read is an error, not an omission."""

    from ..sparql.formats import RDF_ENDINGS

    def refuse(error: OSError) -> None:
        raise GraphNotFoundError(f"{error.filename}: {_reason(error)}; make it readable, or name the files one by one")

    files = sorted(
        os.path.join(below, name)
        for below, _, names in os.walk(folder, onerror=refuse)
        for name in names
        if name.lower().removesuffix(".gz").endswith(RDF_ENDINGS)
    )
    if not files:
        raise GraphNotFoundError(f"{folder}: no RDF file in this folder; RDF files end in {', '.join(RDF_ENDINGS)}")
    return files


def unreadable(file: str, error: Exception, remedy: str = _REMEDY) -> GraphNotFoundError:
    """The error for a file that cannot be read."""
    return GraphNotFoundError(f"{file}: {_reason(error)}; {remedy}")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def refuse_binary(document: Document) -> None:
    """Raise :class:`~ldn_graph.errors.GraphSyntaxError` for a file that is no text in UTF-8."""
    data = document.data
    if b"\0" in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise GraphSyntaxError(
            document.name, 1, "not a text file in UTF-8", "save it as UTF-8 text, or give the RDF file that was meant"
        )


def parse_documents(documents: Iterable[Document]) -> tuple[ox.Quad, ...]:
    """All statements of some files, in their order."""
    return tuple(chain.from_iterable(map(parse_document, documents)))


def parse_document(document: Document) -> Iterator[ox.Quad]:
    """The statements of a file. Raises :class:`~ldn_graph.errors.GraphSyntaxError`."""
    refuse_binary(document)
    data = document.data
    try:
        # labels of blank nodes belong to one file: two files may both use _:x
        yield from ox.parse(data, format=document.format, rename_blank_nodes=True)
    except PARSER_ERRORS as error:
        raise explain_parser_error(document.name, error, data) from None


PARSER_ERRORS = (SyntaxError, MemoryError, ValueError, OSError)
"""What the engine's parser raises."""


def explain_parser_error(name: str, error: BaseException, data: bytes) -> GraphSyntaxError:
    """The error for a file that a parser refused: what it complained of, on which line where it says, what to do.

    ``data`` is the file's content, or its beginning.
    """
    if isinstance(error, SyntaxError):
        line = error.lineno
        problem = " ".join(str(error.msg).split())
        problem = re.sub(
            r"^Parser error (?:at|between) line \d+ (?:between )?columns? (\d+)[^:]*: ", r"column \1: ", problem
        )
        return GraphSyntaxError(name, line, problem[:EXCERPT], _syntax_remedy(problem, data, line))
    if isinstance(error, MemoryError):
        problem = "a word longer than any IRI or text can be"
        return GraphSyntaxError(name, None, problem, "this is not RDF; give the file that was meant")
    return GraphSyntaxError(name, None, str(error)[:EXCERPT], "mend the file")


_FOREIGN = {
    b"<!doctype html": "this is a web page, not RDF; give the RDF file itself",
    b"<html": "this is a web page, not RDF; give the RDF file itself",
    b"<?xml": "this looks like XML; RDF/XML is read from a file that ends in .rdf",
    b"<rdf:rdf": "this looks like RDF/XML, which is read from a file that ends in .rdf",
    b"{": "this looks like JSON; JSON-LD is read from a file that ends in .jsonld",
}
"""The beginnings of files that are often given for Turtle, each with the remedy."""


def _prefix_remedy(prefix: str) -> str:
    """What to do about a prefix that is not declared."""
    from difflib import get_close_matches

    if prefix in PREFIXES:
        return f"add a line: @prefix {prefix}: <{PREFIXES[prefix]}> ."
    near = [f"{name}:" for name in get_close_matches(prefix, PREFIXES)]
    meant = f"write {' or '.join(near)} if that is meant, else " if near else ""
    return f"{meant}add a line: @prefix {prefix}: <...> . with its namespace"


def _opens_text(problem: str, data: bytes, line: int | None) -> bool:
    """Whether a quotation mark stands where the parser began to read what does not end."""
    column = re.match(r"column (\d+): ", problem)
    if line is None or column is None:
        return False
    text = data.decode("utf-8", "replace").split("\n")[line - 1 :][:1]
    return bool(text) and text[0][int(column[1]) - 1 :][:1] in ('"', "'")


def _syntax_remedy(problem: str, data: bytes, line: int | None) -> str:
    start = data[:200].lstrip().lower()
    for beginning, remedy in _FOREIGN.items():
        if start.startswith(beginning):
            return remedy
    undeclared = re.search(r"The prefix (\S*): has not been declared", problem)
    if undeclared:
        return _prefix_remedy(undeclared[1])
    if "absolute IRI" in problem:
        return "write the IRI in full, or declare a @base"
    if "A dot is expected" in problem:
        return "end what stands before it with ; where the same subject goes on, else with a full stop"
    if problem.endswith("Unexpected end"):
        return "the last statement does not end: put a full stop behind it"
    if "end of file" in problem and _opens_text(problem, data, line):
        return "a text begins there and does not end: put the quotation mark behind it"
    if "end of file" in problem:
        return "the file seems cut off: add what is missing, or fetch it again"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = data.count(b"\n", 0, error.start) + 1
        return f"line {at} is not UTF-8: save the file as UTF-8"
    return "mend that line" if line else "mend the file"
