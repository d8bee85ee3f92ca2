"""Queries as words and signs, by the grammar of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A word or sign of a query: what it is, its text, and where it begins, in characters from 0."""

    kind: str
    text: str
    start: int


TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''
          |"(?!"")(?:[^"\\\n\r]|\\.)*"|'(?!'')(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w[\w.-]*)
    | (?P<name>(?:[^\W\d_][\w.-]{0,99})?:(?:[\w:%-]|\\.)?(?:[\w:.%-]|\\.)*)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>(?:[0-9]+(?:\.[0-9]+|\.(?=[0-9]*[eE]))?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<sign>\^\^|\|\||&&|!=|<=|>=|[][{}().,;*+/|^?!=<>-])
    | (?P<strange>"{3}.*|'{3}.*|["'][^\n\r]*|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def read_tokens(sparql: str) -> Iterator[Token]:
    """The words and signs of a query, without space and comments. What is none of them is of kind ``strange``.

    >>> [t.kind for t in read_tokens('SELECT ?x { ?x a "}" } # {')]
    ['word', 'variable', 'sign', 'variable', 'word', 'string', 'sign']
    """
    for match in TOKEN.finditer(sparql):
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match[0], match.start())
