"""Queries as text: what is wrong with one, what one may not do, and values bound into it.

Queries are somebody's input. They are answered from the graph at hand and ask no other
host: ``SERVICE`` is refused unless it is allowed. The engine reads queries only, so
nothing can be changed. The grammar is that of SPARQL 1.1, https://www.w3.org/TR/sparql11-query/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .errors import QueryRefusedError, QuerySyntaxError
from .vocab import LDN, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.Literal

_EXCERPT = 200  # characters of an engine's message that are worth showing
_WIDTH = 100  # characters of a line of a query that are shown around a mistake


class Token(NamedTuple):
    """A word or sign of a query: what it is, its text, and where it begins, in characters from 0."""

    kind: str
    text: str
    start: int


_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w[\w.-]*)
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%-]|\\.)?(?:[\w:.%-]|\\.)*)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>[0-9.]+(?:[eE][+-]?[0-9]+)?)
    | (?P<sign>\^\^|\|\||&&|!=|<=|>=|[][{}().,;*+/|^?!=<>-])
    | (?P<strange>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def read_tokens(sparql: str) -> Iterator[Token]:
    """The words and signs of a query, without space and comments. What is none of them is of kind ``strange``.

    >>> [t.kind for t in read_tokens('SELECT ?x { ?x a "}" } # {')]
    ['word', 'variable', 'sign', 'variable', 'word', 'string', 'sign']
    """
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match[0], match.start())


# Values -----------------------------------------------------------------------------------------


def with_values(sparql: str, values: Mapping[str, Sequence[Term]]) -> str:
    """The query with a ``VALUES`` block for each of these variables, named without ``?``.

    The blocks stand at the beginning of the outermost group, so that every ``FILTER`` of that group sees
    them; a sub-SELECT does only where it projects the variable. The terms are written by the engine's own
    serializer. Raises :class:`~ldn_graph.errors.QuerySyntaxError` where the query has no such variable, or no
    group to put them in.

    >>> import pyoxigraph as ox
    >>> with_values("SELECT ?x { ?x a ?c }", {"c": [ox.NamedNode("urn:c")]})
    'SELECT ?x { VALUES ?c { <urn:c> } ?x a ?c }'
    """
    if not values:
        return sparql
    tokens = list(read_tokens(sparql))
    known = dict.fromkeys(t.text[1:] for t in tokens if t.kind == "variable")
    for name in values:
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise QuerySyntaxError(f"the query has no variable ?{name} to give a value to; {has}")
    blocks = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}" for name, terms in values.items())
    opening = _outermost_group(tokens)
    if opening is None:
        raise QuerySyntaxError("the query has no { } whose variables could be given a value; write its WHERE in full")
    inner = tokens[opening + 1].text.upper() if opening + 1 < len(tokens) else ""
    if inner == "SELECT":  # a group that is a sub-SELECT takes nothing beside it
        return f"{sparql.rstrip()}\n{blocks}"
    at = tokens[opening].start + 1
    return f"{sparql[:at]} {blocks}{sparql[at:]}"


def _outermost_group(tokens: Sequence[Token]) -> int | None:
    """The index of the brace that opens the group of the WHERE; None for a short CONSTRUCT and where there is none."""
    braces = parentheses = 0
    template = False
    for n, token in enumerate(tokens):
        if token.kind == "word" and token.text.upper() == "CONSTRUCT" and not braces:
            if n + 1 < len(tokens) and tokens[n + 1].text != "{":
                return None
            template = True
        elif token.text in ("(", ")") and not braces:
            parentheses += 1 if token.text == "(" else -1
        elif token.text == "{":
            if not braces and not parentheses and not template:
                return n
            braces += 1
        elif token.text == "}":
            braces -= 1
            template = template and braces > 0
    return None


# What a query may not do ------------------------------------------------------------------------


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
        raise QueryRefusedError(
            f"{problem}; take the clause out, load what it would fetch with --graph, or allow it with --allow-service"
        )


def find_unknown_terms(sparql: str) -> tuple[str, ...]:
    """A remark for each ``ldn:`` term of a query that the vocabulary does not have: it would match nothing."""
    names = dict.fromkeys(
        t.text[4:] for t in read_tokens(sparql) if t.kind == "name" and re.match(r"ldn:[A-Za-z]\w*$", t.text)
    )
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


# What is wrong with a query ---------------------------------------------------------------------


class _Fault(NamedTuple):
    start: int
    problem: str
    remedy: str


def explain_syntax_error(message: str, sparql: str) -> str:
    """What is wrong with a query, where, and the remedy; below it the line with a caret.

    ``message`` is Oxigraph's. It tells the furthest place that its parser came to, which is often past the
    mistake; so what can be told from the words of the query alone is looked for first: a prefix that nobody
    declared, a bracket that stays open, a word that SPARQL does not have.
    """
    tokens = list(read_tokens(sparql))
    fault = next((f for f in _find_faults(tokens, message) if f), None) or _engine_fault(message, sparql)
    before = sparql[: fault.start]
    line = before.count("\n") + 1
    column = fault.start - (before.rfind("\n") + 1)
    where = f"the query, line {line}, column {column + 1}: {fault.problem}; {fault.remedy}"
    text = (sparql.splitlines() or [""])[line - 1] if line <= len(sparql.splitlines()) else ""
    return f"{where}\n{_show_place(text, column)}"


def _show_place(text: str, column: int) -> str:
    """A line with a caret under the character at the column, cut to what is around it."""
    from unicodedata import east_asian_width

    start = max(0, column - _WIDTH // 2)
    text, column = text[start : start + _WIDTH], column - start
    shown = "".join(c if c.isprintable() else " " if c == "\t" else "\ufffd" for c in text)
    width = sum(2 if east_asian_width(c) in "WF" else 1 for c in shown[:column]) + max(0, column - len(shown))
    return f"    {shown}\n    {' ' * width}^"


_CLOSING = {"{": "}", "(": ")", "[": "]"}
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_KEYWORDS = frozenset(
    [
        "BASE",
        "PREFIX",
        "SELECT",
        "DISTINCT",
        "REDUCED",
        "AS",
        "CONSTRUCT",
        "DESCRIBE",
        "ASK",
        "FROM",
        "NAMED",
        "WHERE",
        "ORDER",
        "BY",
        "ASC",
        "DESC",
        "LIMIT",
        "OFFSET",
        "GROUP",
        "HAVING",
        "VALUES",
        "UNDEF",
        "OPTIONAL",
        "GRAPH",
        "UNION",
        "FILTER",
        "NOT",
        "EXISTS",
        "MINUS",
        "SERVICE",
        "SILENT",
        "BIND",
        "IN",
        "A",
        "TRUE",
        "FALSE",
        "LATERAL",
        "STR",
        "LANG",
        "LANGMATCHES",
        "DATATYPE",
        "BOUND",
        "IRI",
        "URI",
        "BNODE",
        "RAND",
        "ABS",
        "CEIL",
        "FLOOR",
        "ROUND",
        "CONCAT",
        "STRLEN",
        "UCASE",
        "LCASE",
        "ENCODE_FOR_URI",
        "CONTAINS",
        "STRSTARTS",
        "STRENDS",
        "STRBEFORE",
        "STRAFTER",
        "YEAR",
        "MONTH",
        "DAY",
        "HOURS",
        "MINUTES",
        "SECONDS",
        "TIMEZONE",
        "TZ",
        "NOW",
        "UUID",
        "STRUUID",
        "MD5",
        "SHA1",
        "SHA256",
        "SHA384",
        "SHA512",
        "COALESCE",
        "IF",
        "STRLANG",
        "STRDT",
        "SAMETERM",
        "ISIRI",
        "ISURI",
        "ISBLANK",
        "ISLITERAL",
        "ISNUMERIC",
        "REGEX",
        "SUBSTR",
        "REPLACE",
        "COUNT",
        "SUM",
        "MIN",
        "MAX",
        "AVG",
        "SAMPLE",
        "GROUP_CONCAT",
        "SEPARATOR",
        "TRIPLE",
        "SUBJECT",
        "PREDICATE",
        "OBJECT",
        "ISTRIPLE",
        "ADJUST",
        "VERSION",
        "LANGDIR",
        "HASLANG",
        "HASLANGDIR",
        "STRLANGDIR",
    ]
)
"""The words of SPARQL 1.1 (and what Oxigraph takes of 1.2), in capitals."""


def _find_faults(tokens: Sequence[Token], message: str) -> Iterator[_Fault | None]:
    """What can be told from the words of a query, the surest first."""
    yield _find_update(tokens)
    yield _find_open_text(tokens)
    yield _find_undeclared_prefix(tokens)
    yield _find_unknown_word(tokens)
    yield _find_unpaired(tokens)
    if "IRI parsing failed" in message:
        yield _find_relative_iri(tokens)
    if "variable that is unbound" in message:
        yield _Fault(
            next((t.start for t in tokens if t.text.upper() == "SELECT"), 0),
            "the SELECT names a variable that is neither grouped nor counted",
            "add it to GROUP BY, or take it through SAMPLE, MIN, MAX or GROUP_CONCAT",
        )


def _find_update(tokens: Sequence[Token]) -> _Fault | None:
    """The query is an update, or none of the four forms."""
    if not tokens:
        return _Fault(0, "there is nothing in it", "write one, as SELECT ?claim { ?claim a ldn:Claim }")
    words = [t for t in tokens if t.kind == "word" and t.text.upper() not in ("PREFIX", "BASE")]
    first = words[0] if words else tokens[0]
    name = first.text.upper()
    if name in _UPDATES:
        remedy = "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
        return _Fault(first.start, f"{name} changes a graph", f"{remedy}; read what is to be loaded with --graph")
    if name not in _FORMS and not _near_keyword(name):
        return _Fault(first.start, "no form of query begins here", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return None


def _find_open_text(tokens: Sequence[Token]) -> _Fault | None:
    """A quotation mark that stays open, or a sign that SPARQL does not have."""
    for token in tokens:
        if token.kind == "strange":
            if token.text in "\"'":
                return _Fault(token.start, f"the text after {token.text} does not end on its line", "close the quote")
            from unicodedata import name

            sign = f"{token.text} ({name(token.text, 'a control character').lower()})"
            remedy = (
                "write plain quotes \" or '" if token.text in "\u201c\u201d\u2018\u2019\u00ab\u00bb`" else "delete it"
            )
            return _Fault(token.start, f"the sign {sign} has no place in a query", remedy)
    return None


def _find_undeclared_prefix(tokens: Sequence[Token]) -> _Fault | None:
    """A name whose prefix is neither declared nor one of those that need no declaration."""
    declared = {after.text.rstrip(":") for token, after in pairwise(tokens) if token.text.upper() == "PREFIX"}
    for token in tokens:
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if prefix not in declared and prefix not in PREFIXES:
                return _Fault(token.start, f"the prefix {prefix}: is not declared", _prefix_remedy(prefix))
    return None


def _prefix_remedy(prefix: str) -> str:
    from difflib import get_close_matches

    well_known = _well_known_prefixes()
    if prefix in well_known:
        return f"begin the query with PREFIX {prefix}: <{well_known[prefix]}>"
    near = get_close_matches(prefix, [p for p in PREFIXES if p[:1] == prefix[:1]], n=1, cutoff=0.6)
    line = f"begin the query with PREFIX {prefix}: <...>"
    return f"did you mean {near[0]}:? Else {line}" if near else line


def _well_known_prefixes() -> Mapping[str, str]:
    """The prefixes that rdflib binds by itself."""
    import rdflib

    return {prefix: str(iri) for prefix, iri in rdflib.Graph(bind_namespaces="rdflib").namespaces()}


def _near_keyword(word: str) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(word.upper(), sorted(_KEYWORDS), n=1, cutoff=0.7)
    return near[0] if near else None


def _find_unknown_word(tokens: Sequence[Token]) -> _Fault | None:
    """A word that is no keyword: misspelt, or a variable without its mark."""
    for token in tokens:
        if token.kind == "word" and token.text.upper() not in _KEYWORDS:
            near = _near_keyword(token.text)
            remedy = f"did you mean {near}?" if near else f"a variable is written ?{token.text}, a text in quotes"
            return _Fault(token.start, f"{token.text} is no word of SPARQL", remedy)
    return None


def _find_unpaired(tokens: Sequence[Token]) -> _Fault | None:
    """A bracket that is never closed, or that closes nothing."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened:
                return _Fault(token.start, f"this {token.text} closes nothing", "delete it, or open what it closes")
            if _CLOSING[opened[-1].text] != token.text:
                wanted = _CLOSING[opened[-1].text]
                return _Fault(
                    token.start, f"{token.text} stands where {wanted} is due", f"close {opened[-1].text} first"
                )
            opened.pop()
    if opened:
        last = opened[-1]
        return _Fault(last.start, f"this {last.text} is never closed", f"add {_CLOSING[last.text]} where it ends")
    return None


def _find_relative_iri(tokens: Sequence[Token]) -> _Fault | None:
    if any(t.text.upper() == "BASE" for t in tokens):
        return None
    for token in tokens:
        if token.kind == "iri" and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", token.text):
            return _Fault(token.start, f"{token.text} is not a whole IRI", "write it in full, as <https://...>")
    return None


def _engine_fault(message: str, sparql: str) -> _Fault:
    """Where the engine's parser gave up, with the signs and words that it would have taken there."""
    position = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not position:
        return _Fault(0, " ".join(message.split())[:_EXCERPT], "mend it")
    line, column = int(position[1]), int(position[2])
    lines = sparql.splitlines(keepends=True)
    start = min(sum(map(len, lines[: line - 1])) + column - 1, len(sparql))
    told = re.findall(r'"((?:[^"\\]|\\.)+)"|\b([A-Z]{2,})\b', position[3])
    expected = list(dict.fromkeys(a or b for a, b in told if a not in ("{|", "~", "<<", "<<(", "%")))
    at_end = not sparql[start:].strip()
    found = "the query ends" if at_end else f"{sparql[start:].split()[0][:20]} stands"
    problem = f"{found} where something else is due"
    if expected:
        problem += f", such as {'  '.join(expected[:6])}"
    return _Fault(start, problem, "mend it there")
