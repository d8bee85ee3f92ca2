"""Comparisons of ``dcterms:issued`` in a query: a year, a month and a day are not compared with one another.

Each is of a datatype of its own. A FILTER leaves out in silence what it cannot compare, a cast what it cannot cast, and
a pattern finds no number where a date stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model.literals import DATES
from ..model.vocab import DCTERMS, PREFIXES, XSD
from .tokens import Token

_COMPARISONS = frozenset({"=", "!=", "<", ">", "<=", ">="})
_KEEPING = frozenset({"MIN", "MAX", "SAMPLE"})
"""Functions whose value is a date as recorded where they are given one."""
_CASTS = (XSD.names | {"dateTime", "double", "float", "int"}) - {"string"}
"""What a year, a month or a day cannot be cast to, or not each of them."""
_REMEDY = "use the year: ?source ldn:year ?y FILTER(?y >= 2010)"


def find_compared_dates(tokens: Sequence[Token]) -> Iterator[str]:
    """A remark for each variable with a value of ``dcterms:issued`` that is compared, cast, or that YEAR is taken of.

    And one for each number or text that stands in a pattern as such a value.
    """
    yield from _find_constants(tokens)
    yield from _find_inline_data(tokens)
    dates, casts = _variables_of_dates(tokens), _names_of(tokens, XSD.iri, _CASTS)
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
        elif after[:1] == [")"] and before[1:] == ["("] and tokens[first - 2].text in casts:
            yield (
                f"{tokens[first - 2].text}({token.text}) has no value for a year, a month or a day, as dcterms:issued "
                f"was recorded, and leaves it out in silence; {_REMEDY}"
            )
        elif _is_compared(before, after) or _is_in_list(tokens, first):
            yield (
                f"{token.text} is a year, a month or a day, as dcterms:issued was recorded, and a comparison leaves "
                f"out in silence what is of another datatype; {_REMEDY}"
            )


def _find_constants(tokens: Sequence[Token]) -> Iterator[str]:
    """A remark for each number, and each text of another datatype than dates have, among the values of a date."""
    dated = _names_of(tokens, XSD.iri, DATES)
    for predicate, value, datatype in _values(tokens):
        if value.kind == "number" or (value.kind == "string" and datatype not in dated):
            yield (
                f"{predicate} {value.text[:40]} matches nothing: a year, a month or a day is recorded, each with its "
                f"datatype; {_REMEDY}"
            )


def _find_inline_data(tokens: Sequence[Token]) -> Iterator[str]:
    """A remark for each date that VALUES gives a number or a text: ``VALUES ?issued { 2010 }``."""
    dates, dated = _variables_of_dates(tokens), _names_of(tokens, XSD.iri, DATES)
    for at, token in enumerate(tokens[:-2]):
        name = tokens[at + 1]
        if token.text.upper() != "VALUES" or name.kind != "variable" or name.text[1:] not in dates:
            continue
        for here in range(at + 3, len(tokens)):
            if tokens[here].text == "}":
                break
            typed = _texts(tokens, here + 1, here + 2) == ["^^"] and here + 2 < len(tokens)
            is_date = typed and tokens[here + 2].text in dated
            if tokens[here].kind == "number" or (tokens[here].kind == "string" and not is_date):
                yield (
                    f"VALUES {name.text} {{ {tokens[here].text[:40]} }} matches nothing: a year, a month or a day is "
                    f"recorded, each with its datatype; {_REMEDY}"
                )


def _values(tokens: Sequence[Token]) -> Iterator[tuple[str, Token, str]]:
    """What stands as values of ``dcterms:issued``: how that is written, each value, and its datatype or nothing."""
    names = _names_of(tokens, DCTERMS.iri, {"issued"})
    for before, token in enumerate(tokens):
        at = before + 1
        while token.text in names and at < len(tokens):
            datatype = _texts(tokens, at + 1, at + 2) == ["^^"]
            yield token.text, tokens[at], tokens[at + 2].text if datatype and at + 2 < len(tokens) else ""
            at += 3 if datatype else 1
            if _texts(tokens, at, at + 1) != [","]:
                break
            at += 1


def _variables_of_dates(tokens: Sequence[Token]) -> set[str]:
    """The variables that stand as values of ``dcterms:issued``, and those that BIND or SELECT gives their values."""
    found = {value.text[1:] for _, value, _ in _values(tokens) if value.kind == "variable"}
    for at, token in enumerate(tokens[:-1]):
        if token.text.upper() == "AS" and token.kind == "word" and tokens[at + 1].kind == "variable":
            given = next((n for n in range(at - 1, -1, -1) if tokens[n].text != ")"), None)
            if given is not None and tokens[given].text[1:] in found and tokens[given].kind == "variable":
                first, last = _around(tokens, given)
                if last == at - 1 and _texts(tokens, first - 1, first) == ["("]:
                    found.add(tokens[at + 1].text[1:])
    return found


def _names_of(tokens: Sequence[Token], base: str, names: Iterable[str]) -> set[str]:
    """How terms of a namespace are written here: in full, and with each prefix of it."""
    beginnings = [*_prefixes(tokens, base)]
    return {text for name in names for text in (f"<{base}{name}>", *(f"{prefix}{name}" for prefix in beginnings))}


def _prefixes(tokens: Sequence[Token], base: str) -> Iterator[str]:
    """The prefixes of a namespace here, each with its colon."""
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
