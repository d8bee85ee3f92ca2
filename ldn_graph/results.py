"""SPARQL results as the W3C recommendations define them, and as tables.

Rows and answers leave as SPARQL 1.1 Query Results JSON, XML, and CSV and TSV. Graphs
(CONSTRUCT, DESCRIBE) are written as Turtle, N-Triples, RDF/XML or JSON-LD, their triples
sorted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .errors import QueryResultError
from .tables import text_table
from .vocab import PREFIXES, shorten

if TYPE_CHECKING:
    import pyoxigraph as ox

RESULT_FORMATS = ("table", "json", "xml", "csv", "tsv")
GRAPH_FORMATS = ("turtle", "ntriples", "rdfxml", "jsonld")


def serialize_result(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: str | None) -> bytes:
    """A query's result as bytes; ``form`` None is a table for rows and answers, Turtle for graphs.

    Raises :class:`~ldn_graph.errors.QueryResultError` where the format cannot hold the result.
    """
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        return _serialize_graph(result, form or "turtle")
    if (form or "table") == "table":
        if isinstance(result, ox.QueryBoolean):
            return b"true\n" if result else b"false\n"
        names = [v.value for v in result.variables]
        rows = [[_term(solution[n]) for n in range(len(names))] for solution in result]
        return text_table(names, rows).encode()
    known = {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }
    if form not in known:
        raise QueryResultError(
            f"{form} cannot hold the result of a SELECT or ASK; take one of {', '.join(RESULT_FORMATS)}"
        )
    data = result.serialize(format=known[form]) or b""
    return data if data.endswith(b"\n") else data + b"\n"


def _serialize_graph(triples: Iterable[ox.Triple], form: str) -> bytes:
    import pyoxigraph as ox

    known = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    if form not in known:
        raise QueryResultError(f"{form} cannot hold a graph; take one of {', '.join(GRAPH_FORMATS)}")
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    ordered = sorted((q.triple for q in dataset), key=str)
    used = {n: i for n, i in PREFIXES.items() if any(i in str(t) for t in ordered)}
    return ox.serialize(ordered, format=known[form], prefixes=used if form in ("turtle", "rdfxml") else None) or b""


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    import pyoxigraph as ox

    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
