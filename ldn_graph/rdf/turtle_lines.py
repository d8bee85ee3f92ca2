"""Where in a Turtle or TriG file the statements stand: on which line each begins, and where it ends.

The parser says where a mistake is, and nothing of where a triple came from; so this
reads the text once more, by Turtle's own tokens (https://www.w3.org/TR/turtle/) and no
more of its grammar than tells one statement from the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

TOKEN = (
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*\''''
    r"""|<[^<>"{}|^`\\\s]*>|\#[^\n]*|\n|@?[^\s<>"'#;,\[\](){}]+|[;,\[\](){}]"""
)
"""A word of Turtle, a comment, or the end of a line, with flag DOTALL; the full stop behind a word is part of it."""


class Statement(NamedTuple):
    """A subject with its properties, up to the full stop, or a declaration, which has no subject.

    ``subject`` is an IRI, "" where it is none. ``line`` is that of the subject, from 1. ``last`` is the place in the
    text behind the last word, ``stop`` that of the full stop, or, of a declaration, the place behind all of it.
    ``open`` says that the last word is a semicolon. ``prefixes`` are those in force behind it.
    """

    subject: str
    line: int
    last: int
    stop: int
    open: bool
    declaration: bool
    prefixes: Mapping[str, str]


def subject_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each statement's subject with its line (from 1), where the subject is an IRI."""
    return ((statement.subject, statement.line) for statement in statements(text) if statement.subject)


def statements(text: str) -> Iterator[Statement]:
    """The statements of a file in their order, and its declarations of prefixes and bases."""
    prefixes: dict[str, str] = {}
    base = ""
    line, start, last = 1, 1, 0
    words: list[str] = []
    declared = final = ""
    for match in re.finditer(TOKEN, text, re.DOTALL):
        token = match[0]
        if token[0] == "#":
            continue
        if token == "\n":
            line += 1
            continue
        ends = token[-1] == "." and token[0] not in "\"'<"
        token = token[:-1] if ends else token
        if token and token not in "{}":
            if not words:
                start = line
            if len(words) < 3:
                words.append(token)
            final, last = token, match.end() - ends
        line += token.count("\n")
        declared = words[0].lower().lstrip("@") if words else declared
        if declared == "prefix" and len(words) == 3:
            prefixes = {**prefixes, words[1]: urljoin(base, words[2][1:-1]) if base else words[2][1:-1]}
        elif declared == "base" and len(words) == 2:
            base = urljoin(base, words[1][1:-1])
        elif ends:
            if words:
                subject = _expand(words[0], prefixes, base) or ""
                yield Statement(subject, start, last, match.end() - 1, final == ";", False, prefixes)
            elif declared in ("prefix", "base"):  # the full stop behind one that begins with @
                yield Statement("", start, match.end(), match.end(), False, True, prefixes)
            words, declared = [], ""
            continue
        else:
            continue
        yield Statement("", start, match.end(), match.end(), False, True, prefixes)
        words = []


def _expand(token: str, prefixes: Mapping[str, str], base: str) -> str | None:
    if token.startswith("<"):
        return urljoin(base, token[1:-1]) if base else token[1:-1]
    prefix, colon, rest = token.partition(":")
    start = prefixes.get(prefix + ":")
    return start + rest.replace("\\", "") if colon and start is not None else None
