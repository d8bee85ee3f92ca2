"""Parts of a query that are right by the grammar of SPARQL and can match nothing in this graph, or miss much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..model.vocab import DCTERMS, LDN, PREFIXES, RDFS, SKOS
from .absent_names import find_absent
from .date_doubts import find_compared_dates
from .tokens import Token, read_tokens

if TYPE_CHECKING:
    from ..model.graph import Graph

_CLOSED = {"rdfs": RDFS, "skos": SKOS, "dcterms": DCTERMS}


def find_doubtful(sparql: str, graph: Graph | None = None) -> tuple[str, ...]:
    """A remark for each part of a query that would match nothing or miss much, though it is right by the grammar.

    These are ``ldn:`` terms that the vocabulary does not have, terms of RDFS, SKOS and Dublin Core that are spelt
    much like one of theirs, prefixed names between < and >, variables of SELECT that are nowhere else, and comparisons
    of ``dcterms:issued``, which miss what is dated otherwise; and, of a ``graph`` that is at hand, what is named and
    stands in no triple of it (:mod:`~ldn_graph.sparql.absent_names`).
    """
    tokens = tuple(read_tokens(sparql))
    finders = (_doubtful_names, _doubtful_iris, _doubtful_variables, find_compared_dates)
    remarks = dict.fromkeys(remark for finder in finders for remark in finder(tokens))
    return (*remarks, *(() if graph is None else find_absent(graph, tokens)))


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
