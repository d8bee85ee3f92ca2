"""Queries as text: what is wrong with one, and what one may not do.

Queries are somebody's input. They are answered from the graph at hand and ask no other
host: ``SERVICE`` is refused. The engine reads queries only, so nothing can be changed.
"""

from __future__ import annotations

import re

from .errors import QueryRefusedError
from .vocab import LDN, PREFIXES

_EXCERPT = 200  # characters of an engine's message that are worth showing
_UPDATE = re.compile(r"\b(insert|delete|load|clear|drop|create|add|move|copy)\b", re.IGNORECASE)


def refuse_service(sparql: str) -> None:
    """Raise :class:`~ldn_graph.errors.QueryRefusedError` where a query holds a ``SERVICE`` clause.

    The word alone is no reason: where the text has it at all, it is looked for by parsing, with rdflib.
    A text that has the word and cannot be parsed so is refused too, since nothing shows it to be harmless.
    """
    text = _decode_escapes(sparql)
    if "service" not in text.lower():
        return
    from rdflib.plugins.sparql.parser import parseQuery

    declarations = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    try:
        parsed = parseQuery(declarations + text)
    except Exception as error:  # pyparsing's own, and more
        problem = "a query with the word SERVICE that cannot be read through"
        raise QueryRefusedError(f"{problem}: {' '.join(str(error).split())[:_EXCERPT]}; mend it there") from None
    if _holds(parsed, "ServiceGraphPattern"):
        problem = "SERVICE asks another host, and queries here are answered from the graph alone"
        raise QueryRefusedError(f"{problem}; take the clause out, or load what it would fetch with --graph")


def explain_syntax_error(message: str, sparql: str) -> str:
    """One line: what is wrong with a query, where, and the remedy. ``message`` is Oxigraph's."""
    position = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not position:
        return f"the query: {' '.join(message.split())[:_EXCERPT]}; mend it"
    line, column, expected = int(position[1]), int(position[2]), " ".join(position[3].split())
    where = f"the query, line {line}, column {column}"
    if "Prefix not found" in expected:
        lines = sparql.splitlines()
        text = lines[line - 1] if line <= len(lines) else ""
        names = re.findall(r"([A-Za-z][\w-]*):", text[: column - 1] + text[column - 1 :].split(" ")[0])
        name = names[-1] if names else "?"
        return f"{where}: the prefix {name}: is not declared; begin the query with PREFIX {name}: <...>"
    if "CONSTRUCT" in expected:
        update = _UPDATE.search(sparql)
        found = f"{update[0].upper()} changes a graph" if update else "no form of query begins here"
        return f"{where}: {found}; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
    return f"{where}: {expected[:_EXCERPT]}; mend the query there"


def find_unknown_terms(sparql: str) -> tuple[str, ...]:
    """A remark for each ``ldn:`` term of a query that the vocabulary does not have: it would match nothing."""
    text = re.sub(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*$', " ", sparql, flags=re.MULTILINE)
    names = dict.fromkeys(re.findall(r"\bldn:([A-Za-z]\w*)", text))
    remarks = []
    for name in names:
        if name not in LDN.names:
            near = LDN.suggest(name)
            remarks.append(f"ldn:{name} is not a term of the vocabulary" + (f"; did you mean {near}?" if near else ""))
    return tuple(remarks)


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
