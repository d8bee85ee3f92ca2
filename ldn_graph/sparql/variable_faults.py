"""Faults of variables: right by the grammar, and refused by the engine for what else is done with the variable."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from .grammar import Fault
from .tokens import Token


def find_taken_name(tokens: Sequence[Token]) -> Fault | None:
    """The variable that a SELECT makes anew although it is there already."""
    for token, after in pairwise(tokens):
        if token.text.upper() == "AS" and sum(t.text == after.text for t in tokens) > 1:
            return Fault(after.start, f"{after.text} has a value already", "give what SELECT makes another name")
    return None


def find_ungrouped(tokens: Sequence[Token]) -> Fault | None:
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


def find_grouped_star(tokens: Sequence[Token]) -> Fault | None:
    """The * of a SELECT that groups."""
    for token, after in pairwise(tokens):
        if token.text.upper() == "SELECT" and after.text == "*":
            remedy = "name what is grouped by, and take the rest through COUNT, SAMPLE or another"
            return Fault(after.start, "SELECT * cannot stand beside GROUP BY or a count", remedy)
    return None


def find_named_twice(tokens: Sequence[Token]) -> Fault | None:
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


def _variables_after(tokens: Sequence[Token], word: str) -> Container[str]:
    first = next((n for n, t in enumerate(tokens) if t.text.upper() == word), len(tokens))
    return {t.text for t in tokens[first:] if t.kind == "variable"}
