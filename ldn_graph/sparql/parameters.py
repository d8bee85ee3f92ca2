"""The values that a program gives to a parameter: texts, whole numbers and RDF terms, one or several.

Terms may be those of pyoxigraph or of rdflib, numbers those of numpy, and several values a list, a set, or a
column of a data frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import TYPE_CHECKING, Any

from ..errors import UnknownNameError

if TYPE_CHECKING:
    from .binding import Term

_REMEDY = "give a text, a whole number, an RDF term, or a list of these"


def read_values(name: str, value: object) -> tuple[str | Term, ...] | None:
    """The values of the parameter ``name``, as texts and pyoxigraph's terms; None for None, which leaves it out.

    Raises :class:`~ldn_graph.errors.UnknownNameError` for an object that is no value, and for a list that is empty.

    >>> read_values("year", 2010), read_values("claim", ["C17", "C18"]), read_values("claim", None)
    (('2010',), ('C17', 'C18'), None)
    """
    if value is None:
        return None
    one = _read_value(value)
    if one is not None:
        return (one,)
    if not isinstance(value, Iterable) or isinstance(value, (bytes, bytearray, Mapping)):
        raise UnknownNameError(f"{name}={value!r:.80} is no value; {_REMEDY}")
    values = []
    for each in value:
        one = _read_value(each)
        if one is None:
            raise UnknownNameError(f"{name}: {each!r:.80} is no value; {_REMEDY}")
        values.append(one)
    if not values:
        raise UnknownNameError(f"{name} is an empty list, which nothing can match; leave it out to mean any")
    return tuple(values)


def _read_value(value: object) -> str | Term | None:
    import pyoxigraph as ox

    if isinstance(value, (ox.NamedNode, ox.Literal)):
        return value
    if type(value).__module__ == "rdflib.term":
        return _read_rdflib(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Integral) and not isinstance(value, bool):
        return str(int(value))
    return None


def _read_rdflib(term: Any) -> Term | None:
    import pyoxigraph as ox

    kind = type(term).__name__
    if kind == "URIRef":
        return ox.NamedNode(str(term))
    if kind != "Literal":
        return None
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
