"""Where in a Turtle file each triple stands: the places of its terms, and how lists and brackets hold one another.

The places come of Turtle's own tokens and as much of its grammar as tells subject, predicate and object
(https://www.w3.org/TR/turtle/). What a term means the parser says: each is given to it alone, behind the prefixes that
are in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..model.vocab import RDF
from .turtle_lines import TOKEN, statements

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Node(NamedTuple):
    """A term from ``start`` to ``stop``; ``triple`` is the number of the triple whose object it is, -1 of a subject.

    What stands in square brackets has ``properties``, a list in round ones ``items``.
    """

    start: int
    stop: int
    triple: int
    properties: tuple[Property, ...] = ()
    items: tuple[Node, ...] = ()


class Property(NamedTuple):
    """A predicate from ``start`` to ``stop`` with its objects."""

    start: int
    stop: int
    objects: tuple[Node, ...]


class Block(NamedTuple):
    """A subject with its properties. ``first`` is the number of its first triple, ``stop`` the place behind it all."""

    subject: Node
    properties: tuple[Property, ...]
    first: int
    stop: int
    prefixes: Mapping[str, str]


class Layout(NamedTuple):
    """The triples of a text. ``iris`` are places of IRIs, each with its IRI and the number of the block."""

    blocks: tuple[Block, ...]
    triples: tuple[ox.Triple, ...]
    iris: tuple[tuple[int, int, str, int], ...]


def read_layout(text: str) -> Layout:
    """The triples of a Turtle text, which has no byte order mark, with their places.

    Raises ``ValueError`` or ``SyntaxError`` where the text is none, or is written in a way that is not understood here.
    """
    blocks: list[Block] = []
    shapes: list[_Shape] = []
    words: list[str] = []  # each term as a triple of its own, with the declarations between them
    leaves: list[tuple[int, int, int]] = []
    begin = 0
    for statement in statements(text):
        if statement.declaration:
            words.append(text[begin : statement.stop])
        else:
            parser = _Parser(text, begin, statement.stop + 1, len(shapes))
            subject, properties = parser.block()
            words += [f"\n<x:s> <x:p> {text[start:stop]} ." for start, stop in parser.leaves]
            leaves += [(start, stop, len(blocks)) for start, stop in parser.leaves]
            blocks.append(Block(subject, properties, len(shapes), statement.stop + 1, statement.prefixes))
            shapes += parser.shapes
        begin = statement.stop if statement.declaration else statement.stop + 1
    if re.sub(TOKEN, _comment_or_nothing, text[begin:], flags=re.DOTALL).strip():
        raise ValueError("something stands behind the last full stop")
    terms = [_own(quad.object) for quad in ox.parse("".join(words).encode(), format=ox.RdfFormat.TURTLE)]
    meant = {start: term for (start, _, _), term in zip(leaves, terms, strict=True)}
    iris = tuple(
        (start, stop, term.value, block)
        for (start, stop, block), term in zip(leaves, terms, strict=True)
        if isinstance(term, ox.NamedNode)
    )
    return Layout(tuple(blocks), tuple(_triple(shape, meant) for shape in shapes), iris)


def _comment_or_nothing(match: re.Match[str]) -> str:
    return "" if match[0][0] in "#\n" else match[0]


def _own(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """The term; a blank node's label begins with another letter than what is given to brackets."""
    if isinstance(term, ox.Triple):
        raise ValueError("a triple term, which is not understood here")
    return ox.BlankNode(f"l{term.value}") if isinstance(term, ox.BlankNode) else term


_Reference = int | ox.NamedNode | ox.BlankNode
"""A term by its place, where the text has it; else what brackets stand for."""
_Shape = tuple[_Reference, _Reference, _Reference]
_TYPE, _FIRST, _REST, _NIL = (ox.NamedNode(iri) for iri in (RDF.type, RDF.first, RDF.rest, RDF.nil))


def _triple(shape: _Shape, meant: Mapping[int, Term]) -> ox.Triple:
    subject, predicate, value = (meant[part] if isinstance(part, int) else part for part in shape)
    if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
        raise ValueError("a text where a node belongs")
    return ox.Triple(subject, predicate, value)


class _Token(NamedTuple):
    text: str
    start: int
    stop: int


_END = _Token("", -1, -1)


def _tokens(text: str, start: int, stop: int) -> Iterator[_Token]:
    for match in re.compile(TOKEN, re.DOTALL).finditer(text, start, stop):
        word = match[0]
        if word[0] in "#\n":
            continue
        if word[-1] == "." and word[0] not in "\"'<":
            if len(word) > 1:
                yield _Token(word[:-1], match.start(), match.end() - 1)
            yield _Token(".", match.end() - 1, match.end())
        else:
            yield _Token(word, match.start(), match.end())


class _Parser:
    """Reads the tokens of a statement; ``shapes`` are its triples, ``leaves`` the places of terms without brackets."""

    def __init__(self, text: str, start: int, stop: int, triples_before: int) -> None:
        self.tokens: Sequence[_Token] = (*_tokens(text, start, stop), _END)
        self.at = 0
        self.before = triples_before
        self.shapes: list[_Shape] = []
        self.leaves: list[tuple[int, int]] = []

    def next_is(self, *words: str) -> bool:
        return self.tokens[self.at].text in words

    def take(self, *words: str) -> _Token:
        """The next token, which is one of these words, or a term."""
        token = self.tokens[self.at]
        if token.text not in words and (words or token.text in _NO_TERMS):
            raise ValueError(f"{token.text or 'an end'} where {' or '.join(words) or 'a term'} belongs")
        self.at += 1
        return token

    def block(self) -> tuple[Node, tuple[Property, ...]]:
        reference = self.reference()
        subject = self.node(-1)
        properties = self.properties(reference)
        self.take(".")
        return subject, properties

    def properties(self, subject: _Reference) -> tuple[Property, ...]:
        found = []
        while not self.next_is(".", "]"):
            if self.next_is(";"):
                self.take(";")
                continue
            verb = self.take()
            predicate = _TYPE if verb.text == "a" else verb.start
            if verb.text != "a":
                self.leaves.append((verb.start, verb.stop))
            objects = [self.object(subject, predicate)]
            while self.next_is(","):
                self.take(",")
                objects.append(self.object(subject, predicate))
            found.append(Property(verb.start, verb.stop, tuple(objects)))
        return tuple(found)

    def object(self, subject: _Reference, predicate: _Reference) -> Node:
        number = self.before + len(self.shapes)
        self.shapes.append((subject, predicate, self.reference()))
        return self.node(number)

    def reference(self) -> _Reference:
        """What the next node is called in triples."""
        start = self.tokens[self.at].start
        if self.next_is("["):
            return ox.BlankNode(f"b{start}")
        if self.next_is("("):
            return _NIL if self.tokens[self.at + 1].text == ")" else ox.BlankNode(f"c{start}")
        return start

    def node(self, triple: int) -> Node:
        reference = self.reference()
        start = self.tokens[self.at].start
        if self.next_is("["):
            self.take("[")
            properties = self.properties(reference)
            return Node(start, self.take("]").stop, triple, properties=properties)
        if self.next_is("("):
            items = self.items(reference)
            return Node(start, self.take(")").stop, triple, items=items)
        text, _, stop = self.take()
        if text[0] in "\"'" and self.tokens[self.at].text[:1] in ("@", "^"):
            tag = self.take()
            stop = self.take().stop if tag.text == "^^" else tag.stop
        self.leaves.append((start, stop))
        return Node(start, stop, triple)

    def items(self, cell: _Reference) -> tuple[Node, ...]:
        self.take("(")
        items: list[Node] = []
        while not self.next_is(")"):
            if items:
                following = ox.BlankNode(f"r{self.tokens[self.at].start}")
                self.shapes.append((cell, _REST, following))
                cell = following
            items.append(self.object(cell, _FIRST))
        if items:
            self.shapes.append((cell, _REST, _NIL))
        return tuple(items)


_NO_TERMS = frozenset(("", ";", ",", ".", "]", ")", "{", "}"))
