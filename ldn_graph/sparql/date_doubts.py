"""Comparisons of ``dcterms:issued`` in a query: a year, a month and a day are not compared with one another.

Each is of a datatype of its own, and a FILTER leaves out in silence what it cannot compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..model.vocab import DCTERMS, PREFIXES
from .tokens import Token

_COMPARISONS = frozenset({"=", "!=", "<", ">", "<=", ">="})
_KEEPING = frozenset({"MIN", "MAX", "SAMPLE"})
"""Functions whose value is a date as recorded where they are given one."""
_REMEDY = "use the year: ?source ldn:year ?y FILTER(?y >= 2010)"


def find_compared_dates(tokens: Sequence[Token]) -> Iterator[str]:
    """A remark for each variable with a value of ``dcterms:issued`` that is compared, or that YEAR is taken of."""
    dates = _variables_of_dates(tokens)
    for at, token in enumerate(tokens):
        if token.kind != "variable" or token.text[1:] not in dates:
            continue
        first, last = _around(tokens, at)
        before, after = _texts(tokens, first - 2, first), _texts(tokens, last + 1, last + 3)
        if before == ["YEAR", "("] and after[:1] == [")"]:
            yield (
                f"YEAR({token.text}) is defined for xsd:dateTime, and many engines have no value for a year, a month "
                f"or a day, as dcterms:issued was recorded; {_REMEDY}"
            )
        elif _is_compared(before, after) or _is_in_list(tokens, first):
            yield (
                f"{token.text} is a year, a month or a day, as dcterms:issued was recorded, and a comparison leaves "
                f"out in silence what is of another datatype; {_REMEDY}"
            )


def _variables_of_dates(tokens: Sequence[Token]) -> set[str]:
    """The variables that stand as values of ``dcterms:issued``, and those that BIND or SELECT gives their values."""
    names = {f"<{DCTERMS.issued}>", *(f"{prefix}issued" for prefix in _prefixes(tokens))}
    found: set[str] = set()
    for at, (token, after) in enumerate(pairwise(tokens)):
        if token.text in names and after.kind == "variable":
            found.add(after.text[1:])
            while _texts(tokens, at + 2, at + 3) == [","] and tokens[at + 3 : at + 4]:
                if tokens[at + 3].kind == "variable":
                    found.add(tokens[at + 3].text[1:])
                at += 2
    for at, token in enumerate(tokens[:-1]):
        if token.text.upper() == "AS" and token.kind == "word" and tokens[at + 1].kind == "variable":
            given = next((n for n in range(at - 1, -1, -1) if tokens[n].text != ")"), None)
            if given is not None and tokens[given].text[1:] in found and tokens[given].kind == "variable":
                first, last = _around(tokens, given)
                if last == at - 1 and _texts(tokens, first - 1, first) == ["("]:
                    found.add(tokens[at + 1].text[1:])
    return found


def _prefixes(tokens: Sequence[Token]) -> Iterator[str]:
    """The prefixes of Dublin Core's terms here, each with its colon."""
    base = DCTERMS.issued.removesuffix("issued")
    declared = {
        name.text: iri.text
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.text.upper() == "PREFIX"
    }
    for prefix, iri in {**{f"{p}:": f"<{i}>" for p, i in PREFIXES.items()}, **declared}.items():
        if iri == f"<{base}>":
            yield prefix


def _around(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The first and the last token of what has a variable's own value: parentheses around it, MIN, MAX and SAMPLE."""
    first = last = at
    while _texts(tokens, first - 1, first) == ["("] and _texts(tokens, last + 1, last + 2) == [")"]:
        caller = tokens[first - 2] if first >= 2 else None
        is_call = caller is not None and (caller.kind in ("name", "iri") or _is_function(caller))
        if is_call and caller is not None and caller.text.upper() not in _KEEPING:
            break
        first, last = first - (2 if is_call else 1), last + 1
    return first, last


def _is_function(token: Token) -> bool:
    return token.kind == "word" and token.text.upper() not in ("FILTER", "BIND", "HAVING", "SELECT", "BY", "IN", "AS")


def _is_compared(before: Sequence[str], after: Sequence[str]) -> bool:
    return (
        bool(_COMPARISONS.intersection((*before[-1:], *after[:1])) and before[-2:-1] != ["SEPARATOR"])
        or after[:1] == ["IN"]
        or after == ["NOT", "IN"]
    )


def _is_in_list(tokens: Sequence[Token], first: int) -> bool:
    """The value stands in the list of an IN."""
    depth = 0
    for at in range(first - 1, 0, -1):
        text = tokens[at].text
        if text in ("{", "}", ";", "."):
            return False
        depth += (text == ")") - (text == "(")
        if depth < 0:
            return tokens[at - 1].text.upper() == "IN"
    return False


def _texts(tokens: Sequence[Token], first: int, end: int) -> list[str]:
    return [token.text.upper() for token in tokens[max(first, 0) : max(end, 0)]]
