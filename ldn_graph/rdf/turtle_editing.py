"""Adding statements to a Turtle file that somebody wrote by hand: all that stands there stays, byte for byte.

Properties of a subject go to the end of its first statement, subjects that are not there to the end of the file, and
prefixes that are missing behind the last one. What comes out is parsed before anything is written: it has to be the old
graph with the additions, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..errors import OutputError
from ..model.vocab import PREFIXES, RDF, XSD
from .documents import without_mark
from .turtle_lines import Statement, statements

Object = ox.NamedNode | ox.Literal
INDENT = "    "


class Addition(NamedTuple):
    """Properties of a subject, each with its value, none of which the file has."""

    subject: str
    properties: tuple[tuple[str, Object], ...]


def with_additions(name: str, data: bytes, additions: Sequence[Addition]) -> bytes:
    """The bytes of a Turtle file with the additions in it; ``name`` stands in messages.

    Raises :class:`~ldn_graph.errors.OutputError` where the result would not be the old graph with the additions.
    """
    mark, text = split_mark(data.decode("utf-8"))
    added = "".join([mark, _edited(text, additions)]).encode("utf-8")
    if problem := _problem(data, added, additions):
        remedy = "nothing was written; mend that place, or add them by hand"
        raise OutputError(f"{name}: the additions cannot be put into it as it is written: {problem}; {remedy}")
    return added


def split_mark(text: str) -> tuple[str, str]:
    """The byte order mark of a text, which is "" where it has none, and the rest."""
    return ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)


def _edited(text: str, additions: Sequence[Addition]) -> str:
    newline = "\r\n" if "\r\n" in text[:10_000] else "\n"
    layout = list(statements(text))
    first: dict[str, Statement] = {}
    for statement in layout:
        first.setdefault(statement.subject, statement)
    declared = {prefix: base for statement in layout for prefix, base in statement.prefixes.items()}
    missing = _missing_prefixes(additions, declared)
    header = _end_of_header(layout)
    inserted = [(header, "".join(_declarations(missing, newline, at_top=header == 0)))]
    end = "" if text.endswith("\n") or not text else newline
    for addition in additions:
        place = first.get(addition.subject)
        prefixes = {**missing, **(place or layout[-1]).prefixes} if layout else missing
        lines = _lines(addition.properties, prefixes)
        if place:
            inserted += _within(text, place, lines, newline)
        else:
            inserted.append(
                (
                    len(text),
                    f"{end}{newline}{iri_in_turtle(addition.subject, prefixes)} {_joined(lines, newline)} .{newline}",
                )
            )
            end = ""
    return "".join(_pieces(text, sorted(inserted, key=lambda pair: pair[0])))


def _pieces(text: str, inserted: Iterable[tuple[int, str]]) -> Iterator[str]:
    """The text with what is inserted at each place."""
    before = 0
    for place, words in inserted:
        yield text[before:place]
        yield words
        before = place
    yield text[before:]


def _end_of_header(layout: Iterable[Statement]) -> int:
    """The place behind the last declaration that stands before all statements; 0 where there is none."""
    end = 0
    for statement in layout:
        if not statement.declaration:
            break
        end = statement.stop
    return end


def _joined(lines: Iterable[str], newline: str) -> str:
    return f" ;{newline}{INDENT}".join(lines)


def _within(text: str, place: Statement, lines: list[str], newline: str) -> Iterator[tuple[int, str]]:
    """What is put into a statement, and where. A comment before its full stop stays with what it stands behind."""
    more = _joined(lines, newline)
    semicolon = "" if place.open else " ;"
    if "#" not in text[place.last : place.stop]:
        yield place.last, f"{semicolon}{newline}{INDENT}{more}"
        return
    yield place.last, semicolon
    yield text.rindex("\n", place.last, place.stop) + 1, f"{INDENT}{more}{newline}"


def _lines(properties: Iterable[tuple[str, Object]], prefixes: Mapping[str, str]) -> list[str]:
    """Each property with all its values, as Turtle writes them."""
    values: dict[str, list[str]] = {}
    for predicate, value in properties:
        values.setdefault(predicate, []).append(term_in_turtle(value, prefixes))
    names = {predicate: "a" if predicate == RDF.type else iri_in_turtle(predicate, prefixes) for predicate in values}
    return [f"{names[predicate]} {' , '.join(several)}" for predicate, several in values.items()]


def term_in_turtle(value: Object, prefixes: Mapping[str, str]) -> str:
    """A value as it is written behind these prefixes."""
    if isinstance(value, ox.NamedNode):
        return iri_in_turtle(value.value, prefixes)
    if _datatype(value):
        return f"{ox.Literal(value.value)}^^{iri_in_turtle(value.datatype.value, prefixes)}"
    return str(value)


def _datatype(value: ox.Literal) -> str:
    """The datatype that is written out; "" for a plain text and one of a language."""
    return "" if value.language or value.datatype.value == XSD.string else value.datatype.value


def iri_in_turtle(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI by the prefix that has most of it, or in full."""
    bases = ((base, prefix) for prefix, base in prefixes.items() if base and iri.startswith(base))
    base, prefix = max(bases, key=lambda pair: len(pair[0]), default=("", ""))
    local = iri[len(base) :]
    return f"{prefix}{local}" if base and re.fullmatch("[A-Za-z0-9_][A-Za-z0-9_-]*", local) else str(ox.NamedNode(iri))


def _missing_prefixes(additions: Iterable[Addition], declared: Mapping[str, str]) -> dict[str, str]:
    """The prefixes of this project that the additions use and the file neither has nor uses otherwise."""
    used = {iri for addition in additions for iri in _iris(addition)}
    return {
        f"{prefix}:": base
        for prefix, base in PREFIXES.items()
        if f"{prefix}:" not in declared and base not in declared.values() and any(iri.startswith(base) for iri in used)
    }


def _iris(addition: Addition) -> Iterator[str]:
    yield addition.subject
    for predicate, value in addition.properties:
        if predicate != RDF.type:
            yield predicate
        if isinstance(value, ox.NamedNode):
            yield value.value
        else:
            yield _datatype(value)


def _declarations(prefixes: Mapping[str, str], newline: str, *, at_top: bool) -> Iterator[str]:
    for prefix, base in prefixes.items():
        line = f"@prefix {prefix} <{base}> ."
        yield f"{line}{newline}" if at_top else f"{newline}{line}"


def _problem(old: bytes, new: bytes, additions: Iterable[Addition]) -> str | None:
    """Why the new file does not have the statements of the old one, in their order, with the additions among them."""
    wanted = {
        (f"<{addition.subject}>", f"<{predicate}>", str(value))
        for addition in additions
        for predicate, value in addition.properties
    }
    try:
        found = list(_numbered(new))
    except SyntaxError as error:
        return " ".join(str(error.msg).split())[:200]
    if not wanted.issubset(found):
        return "some of them would be read as something else"
    if [triple for triple in found if triple not in wanted] != list(_numbered(old)):
        return "what stands there already would be read as something else"
    return None


def _numbered(data: bytes) -> Iterator[tuple[str, str, str]]:
    """The triples of a Turtle file, with its blank nodes numbered as they come."""
    numbers: dict[str, str] = {}

    def term(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        return numbers.setdefault(value.value, f"_:{len(numbers)}") if isinstance(value, ox.BlankNode) else str(value)

    for quad in ox.parse(without_mark(data), format=ox.RdfFormat.TURTLE):
        yield term(quad.subject), term(quad.predicate), term(quad.object)
