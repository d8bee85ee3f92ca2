"""The description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Mapping

from ..sparql.formats import FORMATS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_VOID = "http://rdfs.org/ns/void#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_FORMATS = "http://www.w3.org/ns/formats/"


def describe_service(endpoint: str, counts: Mapping[str, int] | None, format_name: str) -> bytes:
    """The description in a format of RDF; ``endpoint`` is its IRI, ``counts`` as far as they are known."""
    import pyoxigraph as ox

    from ..sparql.writing import serialize_graph

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    service, dataset, graph = (ox.BlankNode(name) for name in ("service", "dataset", "graph"))
    a = ox.NamedNode(f"{_RDF}type")
    triples = [
        ox.Triple(service, a, sd("Service")),
        ox.Triple(service, sd("endpoint"), ox.NamedNode(endpoint)),
        ox.Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        *(
            ox.Triple(service, sd("resultFormat"), ox.NamedNode(_FORMATS + row.w3c_name))
            for row in FORMATS.values()
            if row.w3c_name
        ),
        ox.Triple(service, sd("defaultDataset"), dataset),
        ox.Triple(dataset, a, sd("Dataset")),
        ox.Triple(dataset, sd("defaultGraph"), graph),
        ox.Triple(graph, a, sd("Graph")),
    ]
    if counts:
        number = ox.Literal(str(counts["statements"]), datatype=ox.NamedNode(f"{_XSD}integer"))
        triples.append(ox.Triple(graph, ox.NamedNode(f"{_VOID}triples"), number))
    return serialize_graph(triples, format_name)
