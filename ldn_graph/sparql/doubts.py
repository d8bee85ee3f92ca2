"""Parts of a query that are right by the grammar of SPARQL and can match nothing in this graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..model.vocab import DCTERMS, LDN, PREFIXES, RDFS, SKOS
from .tokens import Token, read_tokens

_CLOSED = {"rdfs": RDFS, "skos": SKOS, "dcterms": DCTERMS}


def find_doubtful(sparql: str) -> tuple[str, ...]:
    """A remark for each part of a query that would match nothing, though it is right by the grammar.

    These are ``ldn:`` terms that the vocabulary does not have, terms of RDFS, SKOS and Dublin Core that are spelt
    much like one of theirs, prefixed names between < and >, variables of SELECT that are nowhere else, and dates of
    sources compared with a value: they are years, months or days, and those of another datatype would be lost.
    """
    tokens = tuple(read_tokens(sparql))
    return tuple(
        dict.fromkeys(
            (*_doubtful_names(tokens), *_doubtful_iris(tokens), *_doubtful_variables(tokens), *_doubtful_dates(tokens))
        )
    )


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
    defined = {after.text for token, after in pairwise(tokens) if token.text.upper() == "AS"}
    in_pattern = {token.text[1:] for token in tokens[opening:] if token.kind == "variable"}
    for token in tokens[words[0] : opening]:
        if token.kind == "variable" and token.text not in defined and token.text[1:] not in in_pattern:
            yield f"{token.text} has no values: it stands in SELECT and nowhere in the pattern"


_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


def _doubtful_dates(tokens: Sequence[Token]) -> Iterator[str]:
    """Variables of ``dcterms:issued`` that are compared with a number, a text or a date."""
    dates = {
        after.text[1:]
        for term, after in pairwise(tokens)
        if term.text in ("dcterms:issued", f"<{DCTERMS.issued}>") and after.kind == "variable"
    }
    padded = (*tokens, *(Token("end", "", 0),) * 3)
    for n, token in enumerate(tokens):
        if token.kind != "variable" or token.text[1:] not in dates:
            continue
        before, after, second = padded[n - 1], padded[n + 1], padded[n + 2]
        compared = after.text in _COMPARISONS and _is_value(second)
        compared |= before.text in _COMPARISONS and _is_value_before(tokens, n - 1)
        listed = after.text.upper() == "IN" or (after.text.upper() == "NOT" and second.text.upper() == "IN")
        taken_apart = before.text == "(" and after.text == ")" and n > 1 and tokens[n - 2].text.upper() == "YEAR"
        if compared or listed or taken_apart:
            yield (
                f"{token.text} is a year, a month or a day, and what is of another datatype is lost; compare "
                "the number ldn:year instead: ?source ldn:year ?year FILTER(?year >= 2010)"
            )


def _is_value(token: Token) -> bool:
    """It begins a value that is written out: a number, also with its sign, a text, or one that is cast."""
    return token.kind in ("number", "string") or token.text in ("+", "-") or token.text.startswith("xsd:")


def _is_value_before(tokens: Sequence[Token], sign: int) -> bool:
    """What ends before this sign is a value: a number, a text, or a text with its datatype."""
    last = tokens[sign - 1]
    return last.kind in ("number", "string") or (last.kind in ("name", "iri") and tokens[sign - 2].text == "^^")
