"""Faults of words: a query that is none, a prefix that nobody declared, a word of another language or misspelt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..model.vocab import BIBO, BIOLINK, DCTERMS, LDN, PREFIXES, RDFS, SKOS
from .grammar import AGGREGATES, ARITY, Fault
from .tokens import Token

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_QUERY_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_OTHER_LANGUAGES = {
    "AND": "&&", "OR": "||", "LIKE": 'CONTAINS(?text, "part") or REGEX(?text, "pattern")',
    "TOP": "LIMIT 10 at the end", "NULL": "!BOUND(?x)", "LOWER": "LCASE(?text)", "UPPER": "UCASE(?text)",
    "LENGTH": "STRLEN(?text)", "IFNULL": "COALESCE(?x, ?y)", "SUBSTRING": "SUBSTR(?text, 1, 5)",
}  # fmt: skip
"""Words of other query languages, with what is written for them in SPARQL."""
_OBO = PREFIXES["obo"]
_FIELD_PREFIXES = {
    **{name.lower(): f"{_OBO}{name}_" for name in ("CHEBI", "CL", "DOID", "GO", "HP", "MONDO", "UBERON")},
    "wd": "http://www.wikidata.org/entity/", "wdt": "http://www.wikidata.org/prop/direct/",
}  # fmt: skip
"""Prefixes of this field, in small letters, with the IRIs that RDF data have for them."""
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
KEYWORDS = AGGREGATES | frozenset(_WORDS.split())
"""The words of SPARQL 1.1 (and what Oxigraph takes of 1.2), in capitals."""


def find_wrong_query_form(tokens: Sequence[Token]) -> Fault | None:
    """The query is empty, an update, or none of the four query forms of SPARQL."""
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
    if first is tokens[0] and name not in _QUERY_FORMS and _nearest(name, _QUERY_FORMS) is None:
        return Fault(first.start, "no form of query begins here", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return None


def _update_fault(token: Token) -> Fault:
    """The query would change the graph."""
    remedy = "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered; a graph is changed in its files"
    return Fault(token.start, f"{token.text.upper()} changes a graph", remedy)


def find_undeclared_prefix(tokens: Sequence[Token], sparql: str, prefixes: Mapping[str, str]) -> Fault | None:
    """A name whose prefix is neither declared nor one of these, which need no declaration."""
    declared = {after.text.rstrip(":") for token, after in pairwise(tokens) if token.text.upper() == "PREFIX"}
    for token in tokens:
        if token.kind == "name":
            if re.match(r"https?:", token.text) and sparql[token.start :].split(":", 1)[1].startswith("//"):
                return Fault(token.start, "an IRI stands without its signs", "put it between < and >")
            prefix = token.text.partition(":")[0]
            if prefix not in declared and prefix not in prefixes:
                return Fault(token.start, f"the prefix {prefix}: is not declared", _prefix_remedy(prefix, prefixes))
    return None


def _prefix_remedy(prefix: str, prefixes: Mapping[str, str]) -> str:
    """How to declare a prefix, with its IRI where the field or rdflib has one; else the prefix like it."""
    iri = _FIELD_PREFIXES.get(prefix.lower()) or _well_known_prefixes().get(prefix)
    if iri:
        return f"begin the query with PREFIX {prefix}: <{iri}>"
    near = _nearest(prefix, [p for p in prefixes if p[:1] == prefix[:1]], cutoff=0.6)
    line = f"begin the query with PREFIX {prefix}: <...>"
    return f"did you mean {near}:? Else {line}" if near else line


def _well_known_prefixes() -> Mapping[str, str]:
    """The prefixes that rdflib binds by itself."""
    import rdflib

    return {prefix: str(iri) for prefix, iri in rdflib.Graph(bind_namespaces="rdflib").namespaces()}


def find_unknown_word(tokens: Sequence[Token], fault: Fault | None) -> Fault | None:
    """The word at the grammar's ``fault``, if it is no word of SPARQL.

    Where the grammar has no fault, it is the first word that stands as a function and is none: to the grammar, any word
    may be a function.
    """
    for token, after in pairwise([*tokens, Token("end", "", -1)]):
        if fault is None and token.kind == "word" and after.text == "(":
            if token.text.upper() not in KEYWORDS:
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
    if token.kind != "word" or name in KEYWORDS:
        return None
    if name in _UPDATES and not fault.variable:
        return _update_fault(token)
    term = _vocabulary_term(token.text) if fault.name else None
    near = _nearest(name, sorted(KEYWORDS)) if len(name) > 3 else None
    if name in _OTHER_LANGUAGES:
        remedy = f"write {_OTHER_LANGUAGES[name]}"
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


def _nearest(word: str, candidates: Sequence[str], cutoff: float = 0.7) -> str | None:
    """The candidate that is spelt most alike; ``cutoff`` as of :func:`difflib.get_close_matches`."""
    from difflib import get_close_matches

    near = get_close_matches(word[:40], candidates, n=1, cutoff=cutoff)
    return near[0] if near else None
