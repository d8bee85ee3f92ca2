"""The shapes of the model (``shapes.ttl``, in SHACL core), checked by pySHACL.

pySHACL answers with a graph of results. Each becomes a :class:`~ldn_graph.validation.mistakes.Mistake`, with the
message and the remedy of its shape, and before these what stands in the graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.literals import XSD_IRI, comparable_datatype, is_number
from ..model.vocab import DC, LDN, OA, RDF, RDFS, SCHEMES, local_id, shorten
from ..rdf.authors import list_items
from ..rdf.opening import open_graph
from ..resources import PACKAGE
from .checked_graph import CheckedGraph
from .mistakes import Mistake, excerpt, plain_text
from .text_rules import READ_ONCE

if TYPE_CHECKING:
    import rdflib

    from ..rdf.index import Value

SHAPES = f"{PACKAGE}/shapes.ttl"

_SHACL = "http://www.w3.org/ns/shacl#"
_SHAPE = "https://w3id.org/ldn-graph/shapes#"
_COMPARED = frozenset(
    {LDN.low, LDN.high, LDN.outOf, OA.start, OA.end, LDN.estimate, LDN.intervalLow, LDN.intervalHigh, LDN.iSquared}
)
"""Properties whose values shapes compare, with one another or with a bound."""


class _Shapes(NamedTuple):
    """The shapes by their names, which are the last parts of their IRIs."""

    graph: rdflib.Graph
    terms: frozenset[str]  # what the shapes mention; nothing else of a graph need be copied for them
    texts: Mapping[str, tuple[str, str]]  # message and remedy
    paths: Mapping[str, str]  # the property path, as SPARQL writes it
    classed: frozenset[str]  # properties of which a shape asks what has them for its class
    pointing: frozenset[str]  # the names of shapes whose values are nodes and never text
    single: frozenset[str]  # properties of which a node has one value, and of texts one in each language


def shape_names() -> frozenset[str]:
    """The names of the shapes that have a message."""
    return frozenset(_shapes().texts)


def classed_properties() -> frozenset[str]:
    """The properties that decide what a node is: a shape says which class it has to have."""
    return _shapes().classed


def properties_of_one_value() -> frozenset[str]:
    """The properties of which a node has one value: by the shapes, by what is read once, and a source's authors.

    Of texts a node may have one in each language.
    """
    return _shapes().single | READ_ONCE | {DC.creator}


def check_shapes(graph: CheckedGraph) -> Iterator[Mistake]:
    """What breaks a shape."""
    import pyshacl
    from rdflib.namespace import SH

    shapes = _shapes()
    data = _as_rdflib(graph, shapes.terms)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes.graph, inference="none")
    for result in report.objects(None, SH.result):
        properties = {str(p)[len(_SHACL) :]: o for p, o in report.predicate_objects(result)}
        if mistake := _mistake(graph, shapes, properties):
            yield mistake


def _mistake(graph: CheckedGraph, shapes: _Shapes, result: Mapping[str, Any]) -> Mistake | None:
    """One result of pySHACL, by the local names of its properties; None where it tells nothing of its own."""
    from rdflib import BNode, Literal

    name, node = result["sourceShape"].removeprefix(_SHAPE), str(result["focusNode"])
    if node not in graph.nodes or name not in shapes.texts:
        return None  # a node that nothing describes, which the rule "dangling" tells; a shape that leads to another
    path = str(result["resultPath"]) if "resultPath" in result else None
    term = result.get("value")
    value = "[]" if isinstance(term, BNode) else None if term is None else str(term)
    displayed_path = shapes.paths.get(name)
    message, remedy = shapes.texts[name]
    component = result["sourceConstraintComponent"][len(_SHACL) :].removesuffix("ConstraintComponent")
    if component.startswith("LessThan") and not _has_only_numbers(graph, node):
        return None  # what cannot be compared is out of no order; the rule "datatype" tells what is no number
    before = _what_stands_there(component, displayed_path, value, len(graph.values(node, path or "")))
    if isinstance(term, Literal) and name in shapes.pointing:
        before, message = f'{displayed_path} "{excerpt(str(value))}": ', "a text where an IRI belongs"
        remedy = f"write ldn:{value}, without quotes" if value in SCHEMES.get(local_id(path or ""), ()) else remedy
    severity = result["resultSeverity"][len(_SHACL) :]
    return Mistake(name, node, path, value, before + message, remedy, severity, displayed_path)


def _has_only_numbers(graph: CheckedGraph, node: str) -> bool:
    """Whether all that shapes compare at this node are numbers."""
    values = (v for path in _COMPARED for v in graph.values(node, path))
    return all(not isinstance(v, str) and is_number(v) for v in values)


def _what_stands_there(component: str, path: str | None, value: str | None, count: int) -> str:
    """The beginning of a message: the property with its value or its number of values."""
    if path is None or path[0] == "^" or "|" in path:
        return ""  # the message of such a shape says it all
    if component == "MinCount":
        return f"no {path}: "
    if component == "MaxCount":
        return f"{count or 'several'} values of {path}: "
    if component == "UniqueLang":
        return f"several values of {path} in one language: "
    return "" if value is None else f"{path} {excerpt(value)}: "


@cache
def _shapes() -> _Shapes:
    import pyoxigraph as ox

    shapes = CheckedGraph(open_graph(SHAPES))
    texts, paths = {}, {}
    for iri in shapes.nodes:
        name = iri.removeprefix(_SHAPE)
        if messages := shapes.texts(iri, _SHACL + "message"):
            texts[name] = messages[0], shapes.texts(iri, _SHAPE + "remedy")[0]
        for path in shapes.targets(iri, _SHACL + "path"):
            paths[name] = _path_text(shapes, path)
    terms = {v for _, _, v in shapes.triples if isinstance(v, str)} | {RDFS.iri + "subClassOf"}
    classing = (iri for iri in shapes.nodes if RDF.type in shapes.targets(iri, _SHACL + "path"))
    classed = frozenset(p for iri in classing for p in shapes.targets(iri, _SHACL + "targetSubjectsOf"))
    pointing = frozenset(iri.removeprefix(_SHAPE) for iri in shapes.nodes if _asks_for_nodes(shapes, iri))
    limited = (node for node, said in shapes.nodes.items() if ox.Literal(1) in said.get(_SHACL + "maxCount", ()))
    single = frozenset(p for node in limited for p in shapes.targets(node, _SHACL + "path") if not p.startswith("_:"))
    return _Shapes(_as_rdflib(shapes), frozenset(terms), texts, paths, classed, pointing, single)


def _asks_for_nodes(shapes: CheckedGraph, shape: str) -> bool:
    """Whether no text can be a value of the shape's property."""
    if shapes.values(shape, _SHACL + "class"):
        return True
    kinds = shapes.targets(shape, _SHACL + "nodeKind")
    listed = (item for head in shapes.targets(shape, _SHACL + "in") for item in _list_items(shapes, head))
    return f"{_SHACL}IRI" in kinds or f"{_SHACL}BlankNodeOrIRI" in kinds or any(listed)


def _path_text(shapes: CheckedGraph, path: str) -> str:
    """A SHACL property path in SPARQL's notation: ``^a``, ``a|b``, ``a/b``."""
    if inverse := shapes.targets(path, _SHACL + "inversePath"):
        return "^" + _path_text(shapes, inverse[0])
    if alternatives := shapes.targets(path, _SHACL + "alternativePath"):
        return "|".join(_path_text(shapes, p) for p in _list_items(shapes, alternatives[0]))
    return "/".join(_path_text(shapes, p) for p in _list_items(shapes, path)) or shorten(path)


def _list_items(shapes: CheckedGraph, node: str) -> list[str]:
    """The nodes in a list; none for what is no list."""
    return [item for item in list_items(shapes, node) if isinstance(item, str)]


def _as_rdflib(checked: CheckedGraph, predicates: frozenset[str] | None = None) -> rdflib.Graph:
    """A copy in rdflib's memory: pySHACL looks up four times as fast there as in Oxigraph through oxrdflib.

    Where ``predicates`` are given, of these only. Literals keep a datatype only where a shape compares
    or asks for it, and where they are of it: rdflib logs a traceback for each that is not.
    """
    import rdflib
    from rdflib import BNode, Literal, URIRef

    @cache  # one object for each term: rdflib compares the same object at once
    def convert(value: Value) -> rdflib.term.Identifier:
        if isinstance(value, str):
            return BNode(value) if value.startswith("_:") else URIRef(value)
        if value.language:
            return Literal(value.value, lang=value.language)
        datatype = comparable_datatype(value)
        return Literal(value.value, datatype=datatype and URIRef(XSD_IRI + datatype), normalize=False)

    copy = rdflib.Graph(bind_namespaces="none")
    for node, properties in checked.nodes.items():
        subject = convert(node)
        for path, values in properties.items():
            if predicates is not None and path not in predicates:
                continue
            predicate = convert(path)
            for value in values:
                term = convert(value)
                if path in _COMPARED and isinstance(term, BNode):
                    term = Literal(plain_text(value))  # pySHACL stops at a blank node that it is to compare
                copy.add((subject, predicate, term))
    return copy
