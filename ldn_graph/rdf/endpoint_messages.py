"""What a server says of an error, as a person reads it, and what helps.

Servers have no common form for it: QLever, Neptune and Stardog send JSON, Blazegraph the query and a trace of Java,
Fuseki, GraphDB and Virtuoso a text, and what stands before them a page of HTML.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence

from ..errors import EXCERPT
from ..output.characters import printable

_MEMBER = re.compile(r'"(?:exception|detailedMessage|message)"\s*:\s*"((?:[^"\\]|\\.)*)')
"""The message in JSON that may be cut off: of QLever, of Neptune, of Stardog and gateways."""
_QLEVER_AMONG_ROWS = "The error message was:"
_BEGUN = re.compile(rf"!!!!>>#|SPARQL-QUERY:|{_MEMBER.pattern}")
"""Where the message of QLever or Blazegraph begins in triples or XML, or that of JSON in the place of rows."""
_RAISED = re.compile(r"^(?:[a-z][\w$]*\.)+[A-Z]\w*(?:Exception|Error)\b.*", re.MULTILINE)
_PACKAGE = re.compile(r"\b(?:[a-z][\w$]*\.)+(?=[A-Z]\w*(?:Exception|Error)\b)")
_WRAPPED = re.compile(r"^(?:\w+Exception: )+(?=\w+(?:Exception|Error)\b)")
_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^<>]*>", re.DOTALL | re.IGNORECASE)

_LIMITS = (
    (
        re.compile(r"timed? ?out|time-out|time ?limit|execution time|deadline|too long", re.IGNORECASE),
        "it takes longer than this server allows: ask for less, or have its time limit raised",
    ),
    (
        re.compile(
            r"tried to allocate|(?:out ?of|lack of|not enough|insufficient) ?memory|memory ?limit|dictionary is full",
            re.IGNORECASE,
        ),
        "this server has not the memory for it: ask for less, or have its memory limit raised",
    ),
)


def message(said: bytes, *, hide: Sequence[str] = ()) -> str:
    """The beginning of a server's message in one line, without tags, packages of Java and control characters.

    ``hide`` are words that are not shown.
    """
    text = said.decode("utf-8", "replace")
    member = _MEMBER.search(text)
    raised = _RAISED.search(text) if "\tat " in text or text.startswith("SPARQL-QUERY:") else None
    if member:
        text = _unescape(member[1])
    elif raised:
        text = raised[0]
    elif text.lstrip().startswith("<"):
        text = html.unescape(_TAG.sub(" ", text))
    text = _WRAPPED.sub("", _PACKAGE.sub("", text.rpartition(_QLEVER_AMONG_ROWS)[2]))
    for secret in hide:
        text = text.replace(secret, "***")
    return one_line(text).removesuffix(".")


def one_line(text: str) -> str:
    """The beginning of a text in one line, without control characters."""
    return printable(" ".join(text.split()))[:EXCERPT].strip()


def message_within(said: bytes, *, hide: Sequence[str] = ()) -> str | None:
    """The message of an error that stands where a result should, or behind the beginning of one; None if none does."""
    text = said.decode("utf-8", "replace")
    begun = _BEGUN.search(text)
    return message(text[begun.start() :].encode(), hide=hide) if begun else None


def limit_remedy(words: str) -> str | None:
    """What helps where a message tells of a limit of the server; None where it tells of none."""
    return next((remedy for limit, remedy in _LIMITS if limit.search(words)), None)


def _unescape(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
