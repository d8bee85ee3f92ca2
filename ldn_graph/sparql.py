"""Queries as text: their words, what one may not do, and values bound into it.

Queries are somebody's input. They are answered from the graph at hand and ask no other
host: ``SERVICE`` is refused unless it is allowed. The engine reads queries only, so
nothing can be changed. The grammar is that of SPARQL 1.1, https://www.w3.org/TR/sparql11-query/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .errors import QueryRefusedError, QuerySyntaxError
from .vocab import DCTERMS, LDN, PREFIXES, RDFS, SKOS

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.Literal

_DEEPEST = 200  # brackets inside one another; the engine's own stack ends at some 700
_LONGEST = 1000  # operators in a row, each of which may be one step deeper
_OPERATORS = frozenset(("!", "+", "-", "*", "/", "|", "||", "&&", "^", "OPTIONAL", "UNION", "MINUS", "BIND", "LATERAL"))
_GLUED = re.compile(r"service(silent)?", re.IGNORECASE)  # the engine needs no space around the word


_CLOSED = {"rdfs": RDFS, "skos": SKOS, "dcterms": DCTERMS}


class Token(NamedTuple):
    """A word or sign of a query: what it is, its text, and where it begins, in characters from 0."""

    kind: str
    text: str
    start: int


_TOKEN = re.compile(
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
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match[0], match.start())


@cache
def read_lookup(name: str) -> str:
    """A query of this package's own, a file in ``lookups/``; what it says is bound is to be given values."""
    return (Path(__file__).parent / "lookups" / f"{name}.rq").read_text(encoding="utf-8")


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


def with_prefixes(sparql: str) -> str:
    """The query with the prefixes of :data:`~ldn_graph.vocab.PREFIXES` declared that it uses and does not declare.

    They stand before its first word, in its first line, so that a server counts the lines as they were written.

    >>> with_prefixes("ASK { ?x a ldn:Claim }")
    'PREFIX ldn: <https://w3id.org/ldn-graph/vocab#> ASK { ?x a ldn:Claim }'
    """
    tokens = list(read_tokens(sparql))
    declared = {after.text[:-1] for token, after in pairwise(tokens) if token.text.upper() == "PREFIX"}
    used = dict.fromkeys(token.text.partition(":")[0] for token in tokens if token.kind == "name")
    missing = (prefix for prefix in used if prefix in PREFIXES and prefix not in declared)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + sparql


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


def refuse_deep(sparql: str) -> None:
    """Raise :class:`~ldn_graph.errors.QueryRefusedError` where a query is so deep that the engine, which goes
    down step by step, would end the whole process."""
    said = sparql.upper()
    if sum(map(said.count, "{([")) <= _DEEPEST and sum(map(said.count, _OPERATORS)) <= _LONGEST:
        return  # wherever they stand, and without a look at each word
    depth = operators = 0
    for token in read_tokens(sparql):
        depth += (token.text in ("{", "(", "[")) - (token.text in ("}", ")", "]"))
        operators += token.text.upper() in _OPERATORS
        if depth > _DEEPEST:
            raise QueryRefusedError(f"the query has more than {_DEEPEST} brackets in one another; ask in fewer steps")
        if operators > _LONGEST:
            problem = f"the query has more than {_LONGEST:,} signs and words that join"
            raise QueryRefusedError(f"{problem}, as || and UNION; list the values in VALUES or IN")


def find_service(sparql: str) -> bool | None:
    """Whether a query holds a ``SERVICE`` clause; None where the query cannot be read, and nobody knows.

    Where a word or a name has it at all (``SERVICE:x`` may be a clause, ``service:x`` a name), it is looked for
    by parsing, with rdflib. Comments are taken out first: to rdflib a carriage return ends none, to the engine
    it does.
    """
    if "\\" not in sparql and "service" not in sparql.lower():  # nor can an escape write it
        return False
    text = _decode_escapes(_without_comments(sparql))
    if not any(map(_may_be_service, read_tokens(text))):
        return False
    from rdflib.plugins.sparql.parser import parseQuery

    declarations = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    try:
        parsed = parseQuery(declarations + text)
    except Exception:  # pyparsing's own, and more
        return None
    words = {t.text.upper() for t in read_tokens(text) if t.kind == "word"}
    return "SERVICE" in words or _holds(parsed, "ServiceGraphPattern")


def without_service(sparql: str) -> str:
    """The query with ``GRAPH`` for ``SERVICE``, of the same length, so that it can be checked and asks no host.

    The grammar takes the same behind both. In a name, which ``{`` does not follow, the word is only spoilt.
    """
    parts, at = [], 0
    for token, after in pairwise([*read_tokens(sparql), Token("end", "", len(sparql))]):
        text = token.text
        if text.upper() == "SILENT":
            text = " " * len(text)
        elif _may_be_service(token):
            clause = token.kind == "word" or after.text == "{"
            text = _GLUED.sub(_as_graph, text) if clause else _GLUED.sub(_spoilt, text)
        parts += [sparql[at : token.start], text]
        at = token.start + len(text)
    return "".join([*parts, sparql[at:]])


def _as_graph(match: re.Match[str]) -> str:
    return "GRAPH".ljust(len(match[0]))


def _spoilt(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _may_be_service(token: Token) -> bool:
    return token.kind not in ("string", "iri", "variable", "language") and "service" in token.text.lower()


def find_doubtful(sparql: str) -> tuple[str, ...]:
    """A remark for each part of a query that would match nothing, though it is right by the grammar.

    These are ``ldn:`` terms that the vocabulary does not have, terms of RDFS, SKOS and Dublin Core that are spelt
    much like one of theirs, prefixed names between < and >, and variables of SELECT that are nowhere else.
    """
    tokens = tuple(read_tokens(sparql))
    return tuple(dict.fromkeys((*_doubtful_names(tokens), *_doubtful_iris(tokens), *_doubtful_variables(tokens))))


def _doubtful_names(tokens: Sequence[Token]) -> Iterator[str]:
    from difflib import get_close_matches

    for token in tokens:
        prefix, _, name = token.text.partition(":")
        if token.kind != "name" or not re.fullmatch(r"[A-Za-z]\w*", name):
            continue
        if prefix == "ldn" and name not in LDN.names:
            near = LDN.suggest(name)
            yield f"ldn:{name} is not a term of the vocabulary" + (f"; did you mean {near}?" if near else "")
        elif prefix in _CLOSED and name not in _CLOSED[prefix].names:
            close = get_close_matches(name, sorted(_CLOSED[prefix].names), n=1, cutoff=0.8)
            if close:
                yield f"{token.text} is not used here; did you mean {prefix}:{close[0]}?"


def _doubtful_iris(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind == "iri" and token.text[1:].partition(":")[0] in PREFIXES:
            yield f"{token.text} is no IRI of this graph; write {token.text[1:-1]}, without < and >"


def _doubtful_variables(tokens: Sequence[Token]) -> Iterator[str]:
    """Variables that the outermost SELECT names and nothing gives a value to."""
    words = [n for n, token in enumerate(tokens) if token.kind == "word" and token.text.upper() == "SELECT"]
    opening = next((n for n, token in enumerate(tokens) if token.text == "{"), None)
    if not words or opening is None or words[0] > opening:
        return
    made = {after.text for token, after in pairwise(tokens) if token.text.upper() == "AS"}
    known = {token.text[1:] for token in tokens[opening:] if token.kind == "variable"}
    for token in tokens[words[0] : opening]:
        if token.kind == "variable" and token.text not in made and token.text[1:] not in known:
            yield f"{token.text} has no values: it stands in SELECT and nowhere in the pattern"


def _without_comments(sparql: str) -> str:
    """The query with a space for every comment."""
    return _TOKEN.sub(lambda match: " " if match[0].startswith("#") else match[0], sparql)


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
