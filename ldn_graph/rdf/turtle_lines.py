"""On which line of a Turtle or TriG file the block of a node begins.

The parser says where a mistake is, and nothing of where a triple came from; so this
reads the text once more, by Turtle's own tokens (https://www.w3.org/TR/turtle/) and no
more of its grammar than tells one statement from the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_TOKEN = (
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*\''''
    r"""|<[^<>"{}|^`\\\s]*>|\#[^\n]*|\n|@?[^\s<>"'#;,\[\](){}]+|[;,\[\](){}]"""
)


def subject_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each statement's subject with its line (from 1), where the subject is an IRI."""
    prefixes: dict[str, str] = {}
    line, start = 1, 1
    words: list[str] = []
    for match in re.finditer(_TOKEN, text, re.DOTALL):
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
        line += token.count("\n")
        if words and words[0].lower() in ("@prefix", "prefix") and len(words) == 3:
            prefixes[words[1]] = words[2][1:-1]
            words = []
        elif ends:
            if words:
                iri = _expand(words[0], prefixes)
                if iri:
                    yield iri, start
            words = []


def _expand(token: str, prefixes: Mapping[str, str]) -> str | None:
    if token.startswith("<"):
        return token[1:-1]
    prefix, colon, rest = token.partition(":")
    base = prefixes.get(prefix + ":")
    return base + rest.replace("\\", "") if colon and base is not None else None
