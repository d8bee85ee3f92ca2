"""What is wrong with a query that an engine refused: where, why, and what to do; below it the line with a caret.

And what an engine says that could not answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from ..errors import EXCERPT, EndpointError, QueryFailedError
from ..model.vocab import BIBO, BIOLINK, DCTERMS, LDN, PREFIXES, RDFS, SKOS
from ..output.tables import printable
from .grammar import AGGREGATES, ARITY, Fault, find_fault, find_prologue_fault
from .tokens import Token, read_tokens

if TYPE_CHECKING:
    from collections.abc import Container

_WIDTH = 100  # characters of a line of a query that are shown around a mistake
_LONGEST = 100_000  # characters of a query that are looked through for what is wrong
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_SAID = {
    "AND": "&&", "OR": "||", "LIKE": 'CONTAINS(?text, "part") or REGEX(?text, "pattern")',
    "TOP": "LIMIT 10 at the end", "NULL": "!BOUND(?x)", "LOWER": "LCASE(?text)", "UPPER": "UCASE(?text)",
    "LENGTH": "STRLEN(?text)", "IFNULL": "COALESCE(?x, ?y)", "SUBSTRING": "SUBSTR(?text, 1, 5)",
}  # fmt: skip
"""Words of other languages, and how SPARQL says them."""
_OBO = PREFIXES["obo"]
_FIELD = {
    **{name.lower(): f"{_OBO}{name}_" for name in ("CHEBI", "CL", "DOID", "GO", "HP", "MONDO", "UBERON")},
    "wd": "http://www.wikidata.org/entity/", "wdt": "http://www.wikidata.org/prop/direct/",
}  # fmt: skip
"""Prefixes of this field, in small letters, with the IRIs that RDF data have for them."""
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_WORDS = """
    A ABS ADJUST AS ASC ASK BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS DATATYPE DAY DESC
    DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP HASLANG HASLANGDIR HAVING HOURS IF IN
    IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT MD5 MINUS
    MINUTES MONTH NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX REPLACE ROUND
    SAMETERM SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS
    STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI UUID
    VALUES VERSION WHERE YEAR
    """
_FUNCTIONS = "its functions are listed in section 17.4 of https://www.w3.org/TR/sparql11-query/"
_KEYWORDS = AGGREGATES | frozenset(_WORDS.split())
"""The words of SPARQL 1.1 (and what Oxigraph takes of 1.2), in capitals."""


@contextmanager
def engine_failures() -> Iterator[None]:
    """What goes wrong while solutions are found, as :class:`~ldn_graph.errors.QueryFailedError`.

    An ``OSError`` without a number is the engine's, of a host that ``SERVICE`` asks; one with a number is the
    system's, as of an output that is full, and passes. A ``SyntaxError`` is of rows that a server sends
    (:class:`~ldn_graph.errors.EndpointError`), and so is a ``MemoryError`` that names a limit of their parser.
    """
    try:
        yield
    except (SyntaxError, MemoryError) as error:
        if isinstance(error, MemoryError) and not error.args:
            raise
        problem = f"the server's answer cannot be read: {_excerpt(error)}"
        raise EndpointError(
            f"{problem}; it is no SPARQL result from there on: ask again, or leave that part out"
        ) from None
    except RuntimeError as error:
        raise QueryFailedError(f"the query cannot be answered: {_excerpt(error)}; mend that part of it") from None
    except OSError as error:
        if error.errno is not None:
            raise
        remedy = "check its address and whether it answers SPARQL, or write SERVICE SILENT to go on without it"
        raise QueryFailedError(f"another host did not answer: {_excerpt(error)}; {remedy}") from None


def _excerpt(error: Exception) -> str:
    return printable(error)[:EXCERPT]


def explain_syntax_error(message: str, sparql: str, prefixes: Mapping[str, str]) -> str:
    """What is wrong with a query, where, and the remedy; below it the line with a caret.

    ``message`` is Oxigraph's. It tells the furthest place that its parser came to, which is often past the
    mistake; so what can be told from the query itself is looked for first: a prefix that nobody declared, a
    text that ends too early, and the place where it leaves the grammar. ``prefixes`` are what the files of the
    graph declare: they are where the remedy for an undeclared prefix is looked for first.
    """
    tokens = list(read_tokens(sparql[:_LONGEST]))
    fault = next((f for f in _find_faults(tokens, message, sparql, prefixes) if f), None) or _engine_fault(
        message, sparql
    )
    before = sparql[: fault.start]
    line = before.count("\n")
    column = fault.start - (before.rfind("\n") + 1)
    where = f"the query, line {line + 1}, column {column + 1}: {fault.problem}; {fault.remedy}"
    return f"{printable(where)}\n{_show_place(sparql.split(chr(10))[line].rstrip(chr(13)), column)}"


def _show_place(text: str, column: int) -> str:
    """A line with a caret under the character at the column, cut to what is around it."""
    start = max(0, column - _WIDTH // 2)
    cut = start + _WIDTH < len(text)
    text, column = text[start : start + _WIDTH], column - start
    if start:
        text = f"…{text[1:]}"
    text += "…" * cut
    shown = "".join(c if c.isprintable() else " " if c == "\t" else "\ufffd" for c in text)
    width = sum(map(_columns, shown[:column])) + max(0, column - len(shown))
    return f"    {shown}\n    {' ' * width}^"


def _columns(character: str) -> int:
    """How wide a terminal shows a character."""
    from unicodedata import combining, east_asian_width

    return 0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1


def _find_faults(
    tokens: Sequence[Token], message: str, sparql: str, prefixes: Mapping[str, str]
) -> Iterator[Fault | None]:
    """What can be told from the words of a query, the surest first."""
    end = len(sparql.rstrip()) if len(sparql) <= _LONGEST else len(sparql)
    yield _find_form(tokens)
    yield _find_open_text(tokens)
    yield find_prologue_fault(tokens, end)
    yield _find_undeclared_prefix(tokens, sparql, prefixes)
    fault = find_fault(tokens, end) if len(sparql) <= _LONGEST else None
    yield _find_unknown_word(tokens, fault)
    if fault is None or fault.start >= end or sparql[fault.start] in _CLOSING.values():
        yield _find_unpaired(tokens)
    yield fault
    if "IRI parsing failed" in message:
        yield _find_relative_iri(tokens)
    if "overrides an existing variable" in message:
        yield _find_taken_name(tokens)
    if "variable that is unbound" in message:
        yield _find_ungrouped(tokens)
    if "SELECT * is not authorized with GROUP BY" in message:
        yield _find_grouped_star(tokens)
    if "Duplicated variable name in SELECT" in message:
        yield _find_named_twice(tokens)
    yield _find_spaced_call(tokens)


def _find_form(tokens: Sequence[Token]) -> Fault | None:
    """The query is an update, or none of the four forms."""
    if not tokens:
        return Fault(0, "there is nothing in it", "write one, as SELECT ?claim { ?claim a ldn:Claim }")
    if tokens[0].text.upper() in ("PREFIX", "BASE", "VERSION"):
        words = [t for t in tokens if t.kind == "word" and t.text.upper() not in ("PREFIX", "BASE", "VERSION")]
        first = words[0] if words else tokens[0]
    else:
        first = tokens[0]
    name = first.text.upper()
    if name in _UPDATES:
        return _update_fault(first)
    if first is tokens[0] and name not in _FORMS and _nearest(name, _FORMS) is None:
        return Fault(first.start, "no form of query begins here", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return None


def _update_fault(token: Token) -> Fault:
    remedy = "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered; read what is to be loaded with --graph"
    return Fault(token.start, f"{token.text.upper()} changes a graph", remedy)


def _find_open_text(tokens: Sequence[Token]) -> Fault | None:
    """A quotation mark or an IRI that stays open, or a sign that SPARQL does not have."""
    for token, after in pairwise([*tokens, Token("end", "", -1)]):
        if _ends_in_apostrophe(token, after):
            text = f"{token.text[1:-1][-40:]}'{after.text[:40]}"
            remedy = f'put a text that holds an apostrophe into double quotes, as "{text}"'
            return Fault(token.start, f"the text {token.text[-42:]} ends at an apostrophe", remedy)
        if token.text == "<" and after.kind == "name" and re.match(r"https?:|urn:", after.text):
            return Fault(
                token.start, "an IRI is never closed, or holds a space", "close it with >; write a space as %20"
            )
        if token.kind == "strange":
            return _strange_fault(token)
    return None


def _ends_in_apostrophe(token: Token, after: Token) -> bool:
    """A text in single quotes with a letter right behind it, as 'Crohn's."""
    joined = token.kind == "string" and token.text[0] == "'" and after.start == token.start + len(token.text)
    return joined and after.kind == "word" and after.text.upper() not in _KEYWORDS


def _strange_fault(token: Token) -> Fault:
    from unicodedata import name

    sign = token.text[0]
    if token.text.startswith(('"""', "'''")):
        return Fault(token.start, f"the text after {token.text[:3]} never ends", f"close it with {token.text[:3]}")
    if sign in "\"'":
        remedy = "close the quote" + ("; a text with an apostrophe stands in double quotes" if sign == "'" else "")
        return Fault(token.start, f"the text after {sign} does not end on its line", remedy)
    if sign in "\u201c\u201d\u2018\u2019\u00ab\u00bb`":
        remedy = "write plain quotes \" or '"
    else:
        remedy = "write a plain space" if sign.isspace() else "delete it"
    shown = f"{sign} " if sign.isprintable() else ""
    called = name(sign, f"U+{ord(sign):04X}").lower() if ord(sign) > 127 or sign.isprintable() else f"U+{ord(sign):04X}"
    return Fault(token.start, f"the sign {shown}({called}) has no place in a query", remedy)


def _find_undeclared_prefix(tokens: Sequence[Token], sparql: str, prefixes: Mapping[str, str]) -> Fault | None:
    """A name whose prefix is neither declared nor one of those that need no declaration."""
    declared = {after.text.rstrip(":") for token, after in pairwise(tokens) if token.text.upper() == "PREFIX"}
    for token in tokens:
        if token.kind == "name":
            if re.match(r"https?:", token.text) and sparql[token.start :].split(":", 1)[1].startswith("//"):
                return Fault(token.start, "an IRI stands without its signs", "put it between < and >")
            prefix = token.text.partition(":")[0]
            if prefix not in declared and prefix not in PREFIXES:
                return Fault(token.start, f"the prefix {prefix}: is not declared", _prefix_remedy(prefix, prefixes))
    return None


def _prefix_remedy(prefix: str, prefixes: Mapping[str, str]) -> str:
    iri = prefixes.get(prefix) or _FIELD.get(prefix.lower()) or _well_known_prefixes().get(prefix)
    if iri:
        return f"begin the query with PREFIX {prefix}: <{iri}>"
    near = _nearest(prefix, [p for p in PREFIXES if p[:1] == prefix[:1]], cutoff=0.6)
    line = f"begin the query with PREFIX {prefix}: <...>"
    return f"did you mean {near}:? Else {line}" if near else line


def _well_known_prefixes() -> Mapping[str, str]:
    """The prefixes that rdflib binds by itself."""
    import rdflib

    return {prefix: str(iri) for prefix, iri in rdflib.Graph(bind_namespaces="rdflib").namespaces()}


def _nearest(word: str, known: Sequence[str], cutoff: float = 0.7) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(word[:40], known, n=1, cutoff=cutoff)
    return near[0] if near else None


def _find_unknown_word(tokens: Sequence[Token], fault: Fault | None) -> Fault | None:
    """What is known of the word where the grammar was left; where it was not, of the first that is no function."""
    for token, after in pairwise([*tokens, Token("end", "", -1)]):
        if fault is None and token.kind == "word" and after.text == "(":
            if token.text.upper() not in _KEYWORDS:
                return _word_fault(token, Fault(token.start, "", _FUNCTIONS))
        elif fault is not None and token.start == fault.start:
            if token.text == ";" and after.text.upper() in _UPDATES:
                return _update_fault(after)
            return _word_fault(token, fault._replace(remedy=_FUNCTIONS) if after.text == "(" else fault)
    return None


def _word_fault(token: Token, fault: Fault) -> Fault | None:
    """A word that is no keyword: of another language, misspelt, or a variable or term without its mark."""
    name = token.text.upper()
    if token.kind == "word" and name in ARITY and fault.problem.endswith("stands where ) is due"):
        values = ", ".join(("?a", "?b", "?c")[: ARITY[name][0]])
        return Fault(token.start, f"{name} stands between its values", f"write {name}({values})")
    if token.kind != "word" or name in _KEYWORDS:
        return None
    if name in _UPDATES and not fault.variable:
        return _update_fault(token)
    term = _vocabulary_term(token.text) if fault.name else None
    near = _nearest(name, sorted(_KEYWORDS)) if len(name) > 3 else None
    if name in _SAID:
        remedy = f"write {_SAID[name]}"
    elif term or near:
        remedy = f"did you mean {term or near}?"
    elif fault.remedy == _FUNCTIONS:
        remedy = _FUNCTIONS
    elif fault.variable:
        remedy = f"a variable is written ?{token.text[:40]}" + (", a text in quotes" if fault.name else "")
    else:
        return None
    return Fault(token.start, f"{token.text[:40]} is no word of SPARQL", remedy)


def _vocabulary_term(name: str) -> str | None:
    """The term of the vocabularies that is written without its prefix."""
    return next((f"{v.prefix}:{name}" for v in (LDN, RDFS, DCTERMS, SKOS, BIBO, BIOLINK) if name in v.names), None)


def _find_unpaired(tokens: Sequence[Token]) -> Fault | None:
    """A bracket that is never closed, or that closes nothing."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened:
                return Fault(token.start, f"this {token.text} closes nothing", "delete it, or open what it closes")
            if _CLOSING[opened[-1].text] != token.text:
                wanted = _CLOSING[opened[-1].text]
                return Fault(
                    token.start, f"{token.text} stands where {wanted} is due", f"close {opened[-1].text} first"
                )
            opened.pop()
    if opened:
        last = opened[-1]
        return Fault(last.start, f"this {last.text} is never closed", f"add {_CLOSING[last.text]} where it ends")
    return None


def _find_relative_iri(tokens: Sequence[Token]) -> Fault | None:
    if any(t.text.upper() == "BASE" for t in tokens):
        return None
    for token in tokens:
        if token.kind == "iri" and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", token.text):
            return Fault(token.start, f"{token.text[:80]} is not a whole IRI", "write it in full, as <https://...>")
    return None


def _find_taken_name(tokens: Sequence[Token]) -> Fault | None:
    """The variable that a SELECT makes anew although it is there already."""
    for token, after in pairwise(tokens):
        if token.text.upper() == "AS" and sum(t.text == after.text for t in tokens) > 1:
            return Fault(after.start, f"{after.text} has a value already", "give what SELECT makes another name")
    return None


def _find_ungrouped(tokens: Sequence[Token]) -> Fault | None:
    """The first variable of a SELECT that is neither grouped nor taken through an aggregate."""
    grouped = _variables_after(tokens, "GROUP")
    remedy = "add it to GROUP BY, or take it through SAMPLE, MIN, MAX or GROUP_CONCAT"
    depth = 0
    selects = next((n for n, t in enumerate(tokens) if t.text.upper() == "SELECT"), 0)
    for token in tokens[selects:]:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "{":
            break
        if token.kind == "variable" and not depth and token.text not in grouped:
            return Fault(token.start, f"{token.text} is neither grouped nor counted", remedy)
    return Fault(tokens[selects].start, "the SELECT names a variable that is neither grouped nor counted", remedy)


def _find_grouped_star(tokens: Sequence[Token]) -> Fault | None:
    """The * of a SELECT that groups."""
    for token, after in pairwise(tokens):
        if token.text.upper() == "SELECT" and after.text == "*":
            remedy = "name what is grouped by, and take the rest through COUNT, SAMPLE or another"
            return Fault(after.start, "SELECT * cannot stand beside GROUP BY or a count", remedy)
    return None


def _find_named_twice(tokens: Sequence[Token]) -> Fault | None:
    """The variable that a SELECT names for a second time."""
    seen: set[str] = set()
    depth = 0
    for before, token in pairwise(tokens):
        depth += (token.text == "(") - (token.text == ")")
        if token.text.upper() == "SELECT" or token.text == "{":
            seen, depth = set(), 0
        elif token.kind == "variable" and (not depth or before.text.upper() == "AS"):
            if token.text in seen:
                return Fault(token.start, f"SELECT names {token.text} twice", "name each variable once")
            seen.add(token.text)
    return None


def _find_spaced_call(tokens: Sequence[Token]) -> Fault | None:
    """What SPARQL allows and Oxigraph does not: a space behind the name of a function of any number of values."""
    for token, after in pairwise(tokens):
        name = token.text
        if name.upper() in ("COALESCE", "CONCAT") and after.text == "(" and after.start > token.start + len(name):
            return Fault(token.start, f"the engine takes no space between {name} and its (", f"write {name}(")
    return None


def _variables_after(tokens: Sequence[Token], word: str) -> Container[str]:
    first = next((n for n, t in enumerate(tokens) if t.text.upper() == word), len(tokens))
    return {t.text for t in tokens[first:] if t.kind == "variable"}


def _engine_fault(message: str, sparql: str) -> Fault:
    """Where the engine's parser gave up, which is the mistake or past it."""
    position = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not position:
        return Fault(0, " ".join(message.split())[:EXCERPT], "mend it")
    line, column = int(position[1]), int(position[2])  # of characters, in lines that end in \n
    start = min(sum(len(text) + 1 for text in sparql.split("\n")[: line - 1]) + column - 1, len(sparql))
    rest = sparql[start:].split()
    found = f"{rest[0][:20]} stands" if rest else "the query ends"
    return Fault(start, f"{found} where something else is due", "look at it, and at what stands before it")
