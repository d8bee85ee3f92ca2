"""A server that answers as QLever does, of a graph that Oxigraph answers for it.

What is QLever's: how a query must come, the order of members and ``meta`` behind the rows, numbers as 64-bit integers called
``xsd:int`` and as doubles called ``xsd:decimal``, names of blank nodes, N-Triples for a CONSTRUCT, and errors. Its own rules
for what a query means are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from urllib.parse import parse_qs

import pyoxigraph as ox

from tests.loopback import Answer, Asked, answering

XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = {XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")}
_FRACTION = {XSD + name for name in ("decimal", "double", "float")}


@contextmanager
def qlever_server(graph: ox.Store) -> Iterator[tuple[str, list[Asked]]]:
    """The address of the server, without a slash at its end, and what it was asked, which grows."""
    with answering(lambda asked: _answer(graph, asked)) as (url, asked):
        yield url, asked


def _answer(graph: ox.Store, asked: Asked) -> Answer:
    if "?" in asked.path:
        said = b"URL-encoded POST requests must not contain query parameters in the URL."
        return Answer(said, 400, {"Content-Type": "text/plain"})
    query = parse_qs(asked.body.decode())["query"][0]
    try:
        found = graph.query(query)
    except SyntaxError as error:
        return _error(query, f"Invalid SPARQL query: {error}")
    if isinstance(found, ox.QueryTriples):
        return Answer(_serialized(found), 200, {"Content-Type": "application/n-triples"})
    body: dict[str, object] = {"boolean": bool(found), "head": {}}
    if isinstance(found, ox.QuerySolutions):
        names, numbers = [v.value for v in found.variables], count()
        blanks: dict[str, str] = {}

        def binding(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> dict[str, str]:
            if isinstance(term, ox.NamedNode):
                return {"value": term.value, "type": "uri"}
            if isinstance(term, ox.BlankNode):
                return {"value": blanks.setdefault(term.value, f"bn{next(numbers)}"), "type": "bnode"}
            return _literal(term)

        rows = [
            {name: binding(term) for name, term in zip(names, row, strict=True) if term is not None} for row in found
        ]
        meta = {"query-time-ms": 1, "result-size-total": len(rows)}
        body = {"head": {"vars": names}, "results": {"bindings": rows}, "meta": meta}
    kind = {"Content-Type": "application/sparql-results+json"}
    return Answer(json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode(), 200, kind)


def _literal(term: ox.Literal) -> dict[str, str]:
    datatype, value = term.datatype.value, term.value
    if term.language:
        return {"value": value, "type": "literal", "xml:lang": term.language}
    if datatype == XSD + "string":
        return {"value": value, "type": "literal"}
    if datatype in _WHOLE:
        value, datatype = str(int(value)), XSD + "int"
    elif datatype in _FRACTION:
        number = float(value)
        value, datatype = f"{number:.1f}" if number.is_integer() else f"{number:.13g}", XSD + "decimal"
    return {"value": value, "type": "literal", "datatype": datatype}


def _serialized(found: ox.QueryTriples) -> bytes:
    written = found.serialize(format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(written, bytes)
    return written


def _error(query: str, exception: str) -> Answer:
    body = {
        "exception": exception,
        "query": query,
        "resultsize": 0,
        "status": "ERROR",
        "time": {"computeResult": 1, "total": 1},
    }
    return Answer(json.dumps(body, indent=4).encode(), 400, {"Content-Type": "application/json"})
