"""Literals: whether a text is one of its datatype, and whether it can be compared.

XML Schema says which texts each datatype has (https://www.w3.org/TR/xmlschema11-2/). Parsers of RDF let
``"12"^^xsd:date`` pass; :func:`lexical_remedy` does not. Not every number of XML Schema can be put into an order:
``INF``, ``NaN`` and numbers of a thousand digits cannot, so :func:`comparable_datatype` leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from datetime import date
from typing import TYPE_CHECKING

from .vocab import PREFIXES, shorten

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

XSD_IRI = PREFIXES["xsd"]

LONGEST_NUMBER = 40
"""So many digits may stand before and after the point of a number that is read."""
_DIGITS = rf"[0-9]{{1,{LONGEST_NUMBER}}}"
_READABLE = re.compile(rf"[+-]?({_DIGITS}(\.({_DIGITS})?)?|\.{_DIGITS})")
_TRUTHS: Mapping[str, bool] = {"true": True, "1": True, "false": False, "0": False}
_LONGEST = 80  # characters of a number that Python still reads at once
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_INTEGER = (r"[+-]?\d+", "write a whole number, as 40")
_DOUBLE = (r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN", "write a number, as 4.5")
_LEXICAL: Mapping[str, tuple[str, str]] = {
    "date": (rf"\d{{4}}-\d\d-\d\d{_ZONE}", 'write a day as "2008-09-30"^^xsd:date, a year alone as "2008"^^xsd:gYear'),
    "dateTime": (rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?{_ZONE}", 'write "2008-09-30T12:00:00Z"^^xsd:dateTime'),
    "gYear": (rf"-?\d{{4,}}{_ZONE}", 'write a year as "2008"^^xsd:gYear'),
    "gYearMonth": (rf"-?\d{{4,}}-(0[1-9]|1[0-2]){_ZONE}", 'write a month as "2008-09"^^xsd:gYearMonth'),
    "boolean": ("true|false|0|1", "write true or false"),
    "decimal": (r"[+-]?(\d+(\.\d*)?|\.\d+)", "write a decimal number, as 4.5"),
    "double": _DOUBLE,
    "float": _DOUBLE,
    "integer": _INTEGER,
    "int": _INTEGER,
    "long": _INTEGER,
    "short": _INTEGER,
    "nonNegativeInteger": (r"\+?\d+|-0+", "write a whole number from 0, as 40"),
    "positiveInteger": (r"\+?0*[1-9]\d*", "write a whole number above 0, as 40"),
}
"""For each datatype that is checked, the pattern of its texts, and a remedy."""
_COMPARABLE = frozenset(_LEXICAL) - {"dateTime", "gYear", "gYearMonth"}
"""The datatypes that shapes ask for or compare by."""
_NUMBERS = _COMPARABLE - {"boolean", "date"}


INTEGERS = frozenset({"integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger"})
DECIMALS = INTEGERS | {"decimal"}
DATES = frozenset({"gYear", "gYearMonth", "date"})


def has_datatype(literal: ox.Literal, names: Container[str]) -> bool:
    """The literal's datatype is one of these of XML Schema.

    >>> import pyoxigraph as ox
    >>> has_datatype(ox.Literal("4.5e0", datatype=ox.NamedNode(XSD_IRI + "double")), DECIMALS)
    False
    """
    datatype = literal.datatype.value
    return datatype.startswith(XSD_IRI) and datatype[len(XSD_IRI) :] in names


def lexical_remedy(literal: ox.Literal) -> str | None:
    """What to write instead of a literal that is not of its datatype; None where it is.

    >>> import pyoxigraph as ox
    >>> lexical_remedy(ox.Literal("4,5", datatype=ox.NamedNode(XSD_IRI + "decimal")))
    'write a decimal number, as 4.5'
    """
    name = literal.datatype.value.removeprefix(XSD_IRI)
    if name not in _LEXICAL:
        return None
    text = literal.value
    pattern, remedy = _LEXICAL[name]
    if not re.fullmatch(pattern, text, re.ASCII):
        return remedy
    if name.startswith("date"):
        try:
            date.fromisoformat(text[:10])
        except ValueError:
            return remedy
    return None


def comparable_datatype(literal: ox.Literal) -> str | None:
    """The local name of the literal's datatype, where shapes use it and the literal can be compared; else None."""
    name = literal.datatype.value.removeprefix(XSD_IRI)
    if name not in _COMPARABLE:
        return None
    text = literal.value
    if len(text) > _LONGEST or text.lstrip("+-") in ("INF", "NaN"):
        return None
    return name if lexical_remedy(literal) is None else None


def is_number(literal: ox.Literal) -> bool:
    """It is a number that can be compared."""
    return comparable_datatype(literal) in _NUMBERS


def is_readable_number(text: str) -> bool:
    """It is a decimal number as XML Schema writes one, of at most :data:`LONGEST_NUMBER` digits on each side.

    >>> is_readable_number("4."), is_readable_number(".5"), is_readable_number("."), is_readable_number("9" * 41)
    (True, True, False, False)
    """
    return _READABLE.fullmatch(text) is not None


def truth_of(literal: ox.Literal) -> bool | None:
    """The value of an ``xsd:boolean``, which each has two texts for; None where the literal is none.

    >>> import pyoxigraph as ox
    >>> truth_of(ox.Literal("1", datatype=ox.NamedNode(XSD_IRI + "boolean"))), truth_of(ox.Literal("true"))
    (True, None)
    """
    return _TRUTHS.get(literal.value) if literal.datatype.value == XSD_IRI + "boolean" else None


def date_datatype(text: str) -> str:
    """The datatype of a date by the length of its text: a year, a month or a day.

    >>> date_datatype("2008-09").rpartition("#")[2]
    'gYearMonth'
    """
    return XSD_IRI + {4: "gYear", 7: "gYearMonth"}.get(len(text), "date")


def to_python(term: Term | None, prefixes: Mapping[str, str] | None = None) -> object:
    """An RDF term as a value of Python: an IRI as text (a CURIE by these prefixes), a number, a boolean, else the text.

    Whole numbers are int, others float. A literal that is not of its datatype stays text; None stays None.
    """
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return term.value if prefixes is None else shorten(term.value, prefixes)
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term)
    if is_number(term):
        return int(term.value) if has_datatype(term, INTEGERS) else float(term.value)
    truth = truth_of(term)
    return term.value if truth is None else truth
