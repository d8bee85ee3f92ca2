"""What a query may not do: ask another host, or be too deep for the engine.

Queries are somebody's input. They are answered from the graph at hand and ask no other host: ``SERVICE`` is refused
unless it is allowed. The engine reads queries only, so nothing can be changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from ..errors import QueryRefusedError
from ..model.vocab import PREFIXES
from .tokens import TOKEN, Token, read_tokens

_DEEPEST = 200  # brackets inside one another; the engine's own stack ends at some 700
_LONGEST = 1000  # operators in a row, each of which may be one step deeper
_OPERATORS = frozenset(("!", "+", "-", "*", "/", "|", "||", "&&", "^", "OPTIONAL", "UNION", "MINUS", "BIND", "LATERAL"))
_SERVICE_WORD = re.compile(r"service(silent)?", re.IGNORECASE)  # the engine needs no space around the word


def refuse_deep(sparql: str) -> None:
    """Raise :class:`~ldn_graph.errors.QueryRefusedError` where a query is nested too deep for the engine.

    Its parser calls itself for each level, and where its stack overflows the whole process ends without an exception.
    """
    capitals = sparql.upper()
    if sum(map(capitals.count, "{([")) <= _DEEPEST and sum(map(capitals.count, _OPERATORS)) <= _LONGEST:
        return  # too few of them wherever they stand: nearly every query passes without being read word by word
    depth = operators = 0
    for token in read_tokens(sparql):
        depth += (token.text in ("{", "(", "[")) - (token.text in ("}", ")", "]"))
        operators += token.text.upper() in _OPERATORS
        if depth > _DEEPEST:
            raise QueryRefusedError(f"the query has more than {_DEEPEST} brackets in one another; ask in fewer steps")
        if operators > _LONGEST:
            problem = f"the query has more than {_LONGEST:,} signs and words that join"
            raise QueryRefusedError(f"{problem}, as || and UNION; list the values in VALUES or IN")


def find_service(sparql: str, prefixes: Mapping[str, str] = PREFIXES) -> bool | None:
    """Whether a query holds a ``SERVICE`` clause; None where the query cannot be parsed, so that it may hold one.
    ``prefixes`` are those that it need not declare.

    Only where a word or a name holds the text at all it is parsed, with rdflib, since words alone do not decide it:
    ``SERVICE:x`` may be a clause, ``service:x`` a name. Comments are taken out first, because the two parsers differ
    on them: a carriage return ends a comment for the engine and not for rdflib.
    """
    if "\\" not in sparql and "service" not in sparql.lower():  # without a backslash no escape can write the word
        return False
    text = _decode_escapes(_without_comments(sparql))
    if not any(map(_may_be_service, read_tokens(text))):
        return False
    from rdflib.plugins.sparql.parser import parseQuery

    declarations = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items())
    try:
        parsed = parseQuery(declarations + text)
    except Exception:  # pyparsing's own, and more
        return None
    words = {t.text.upper() for t in read_tokens(text) if t.kind == "word"}
    return "SERVICE" in words or _holds(parsed, "ServiceGraphPattern")


def without_service(sparql: str) -> str:
    """The query with ``GRAPH`` for ``SERVICE``, of the same length, so that it can be checked and asks no host.

    The grammar lets the same follow both words. Where ``service`` is part of a name, which no ``{`` follows, it is
    replaced by other letters.
    """
    parts, at = [], 0
    for token, after in pairwise([*read_tokens(sparql), Token("end", "", len(sparql))]):
        text = token.text
        if text.upper() == "SILENT":
            text = " " * len(text)
        elif _may_be_service(token):
            clause = token.kind == "word" or after.text == "{"
            text = _SERVICE_WORD.sub(_as_graph, text) if clause else _SERVICE_WORD.sub(_as_other_letters, text)
        parts += [sparql[at : token.start], text]
        at = token.start + len(text)
    return "".join([*parts, sparql[at:]])


def _as_graph(match: re.Match[str]) -> str:
    return "GRAPH".ljust(len(match[0]))


def _as_other_letters(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _may_be_service(token: Token) -> bool:
    return token.kind not in ("string", "iri", "variable", "language") and "service" in token.text.lower()


def _without_comments(sparql: str) -> str:
    """The query with a space for every comment."""
    return TOKEN.sub(lambda match: " " if match[0].startswith("#") else match[0], sparql)


def _decode_escapes(sparql: str) -> str:
    """The text with its codepoint escapes read, as SPARQL reads them before all else (section 19.2)."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", character, sparql)


def _holds(node: object, name: str) -> bool:
    """Whether rdflib's parse of a query has a part of this name, at any depth."""
    todo = [node]
    while todo:
        part = todo.pop()
        if getattr(part, "name", None) == name:
            return True
        if isinstance(part, dict):
            todo.extend(part.values())
        elif isinstance(part, (list, tuple)) or type(part).__name__ in ("ParseResults", "plist"):
            todo.extend(part)  # type: ignore[arg-type]
    return False
