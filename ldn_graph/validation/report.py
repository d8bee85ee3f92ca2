"""Validation: is a graph written as the model says?

The rules of the model stand in two places. ``shapes.ttl`` says in SHACL core what each kind of node must have;
pySHACL checks that here. ``checks.py`` has what core cannot say, or only slowly. A value that breaks a rule of
both is reported by ``checks.py`` only, which knows more about it. :func:`validate_graph` puts the two together
and answers with a :class:`ValidationReport`, named as SHACL names it
(https://www.w3.org/TR/shacl/#validation-report): each result with its line and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model.display import to_html
from ..model.graph import Graph
from ..model.literals import XSD_IRI, comparable_datatype, is_number
from ..model.natural_order import natural_key
from ..model.vocab import LDN, OA, PREFIXES, RDFS, SCHEMES, SEVERITIES, local_id, shorten
from ..output.counts import count_words
from ..rdf.opening import open_graph
from ..resources import PACKAGE
from .checks import RULES
from .linked import Linked, Mistake, plain, show

if TYPE_CHECKING:
    import rdflib

    from ..rdf.index import Value

SHAPES = f"{PACKAGE}/shapes.ttl"

_SHACL = "http://www.w3.org/ns/shacl#"
_SHAPE = "https://w3id.org/ldn-graph/shapes#"
_COMPARED = frozenset({LDN.low, LDN.high, LDN.outOf, OA.start, OA.end})
"""Properties whose values shapes compare with one another."""


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One mistake: where it is, what is wrong, and what to do.

    ``focus_node``, ``result_path`` and ``value`` are CURIEs where a prefix is known; a blank node
    is named by the way to it, as ``claim:C17-passage/oa:hasSelector``. ``severity`` is one of
    SHACL's, ``source_shape`` a name of :func:`rule_names`. ``place`` is the file and the
    line where the node's block begins, or the file alone where lines are not known.
    """

    focus_node: str
    result_path: str | None
    value: str | None
    severity: str
    message: str
    remedy: str
    source_shape: str
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.focus_node}: {self.message}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All results, the worst first, then in the order of the files. Two runs give equal reports.

    ``claims``, ``lines`` and ``sources`` count what was looked at: a graph without claims conforms, and says nothing.
    """

    results: tuple[ValidationResult, ...]
    claims: int
    lines: int
    sources: int

    @property
    def conforms(self) -> bool:
        """There is no violation. Warnings are advice and do not count, as with pySHACL's ``allow_warnings``."""
        return not self.violations

    @property
    def violations(self) -> tuple[ValidationResult, ...]:
        """The results that say that something is missing or wrong; what is left is advice."""
        return tuple(r for r in self.results if r.severity == "Violation")

    def _repr_html_(self) -> str:
        return to_html(self)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        answer = "conforms" if self.conforms else "does not conform"
        printer.text(f"<ValidationReport: {answer}, {count_words(len(self.results), 'result')}>")


def validate_graph(graph: Graph, *, article: str | None = None) -> ValidationReport:
    """What is wrong with a graph, by the shapes of the model and by :data:`~ldn_graph.validation.checks.RULES`.

    Where the raw text of the article is given, passages that go beyond its end are told as well; whether they
    say what they said is for :func:`~ldn_graph.validation.passages.check_passages`. Nothing is raised for what a graph
    says; what is not RDF was refused when it was opened. A graph that conforms can be read by
    :func:`~ldn_graph.rdf.claim_reader.read_claims`. The report does not say whether a claim is true or supported: that
    is the audit.

    >>> from ldn_graph.rdf.opening import parse_turtle
    >>> graph = parse_turtle("@prefix ldn: <https://w3id.org/ldn-graph/vocab#> . <urn:x> ldn:readAs ldn:fulltext .")
    >>> validate_graph(graph).results[0].message
    'ldn:fulltext is not a term of the vocabulary'
    """
    said = Linked(graph, article)
    known = [mistake for rule in RULES.values() for mistake in rule(said)]
    told = {(m.node, m.path, m.value) for m in known}
    shaped = (m for m in _check_shapes(said) if (m.node, m.path, m.value) not in told)
    results = {_result(said, m) for m in (*known, *shaped)}
    counts = (len(said.typed(cls)) for cls in (LDN.Claim, LDN.EvidenceLine, LDN.Source))
    return ValidationReport(tuple(sorted(results, key=_order)), *counts)


def rule_names() -> tuple[str, ...]:
    """The names of all rules, sorted: the shapes that have a message, and the keys of RULES."""
    return tuple(sorted({*_shapes().texts, *RULES}))


def _result(said: Linked, mistake: Mistake) -> ValidationResult:
    path = mistake.shown_path or (shorten(mistake.path) if mistake.path else None)
    return ValidationResult(
        said.name(mistake.node),
        path,
        None if mistake.value is None else show(mistake.value),
        mistake.severity,
        mistake.problem,
        mistake.remedy,
        mistake.rule,
        said.place(mistake.node),
    )


def _order(result: ValidationResult) -> tuple[object, ...]:
    file, _, line = result.place.rpartition(":")
    place = (file, int(line)) if line.isdecimal() else (result.place, 0)
    what = (result.result_path or "", result.source_shape, result.value or "", result.message)
    return (SEVERITIES.index(result.severity), place, natural_key(result.focus_node), what)


# The shapes: SHACL core, by pySHACL ---------------------------------------------------------


class _Shapes(NamedTuple):
    graph: rdflib.Graph
    terms: frozenset[str]  # what the shapes speak of
    texts: Mapping[str, tuple[str, str]]  # name -> message, remedy
    paths: Mapping[str, str]  # name -> property path, as SPARQL writes it
    pointing: frozenset[str]  # names of those whose values are nodes


@cache
def _shapes() -> _Shapes:
    said = Linked(open_graph(SHAPES))
    texts, paths = {}, {}
    for iri in said.nodes:
        name = iri.removeprefix(_SHAPE)
        if messages := said.texts(iri, _SHACL + "message"):
            texts[name] = messages[0], said.texts(iri, _SHAPE + "remedy")[0]
        for path in said.targets(iri, _SHACL + "path"):
            paths[name] = _path_text(said, path)
    terms = {v for _, _, v in said.triples if isinstance(v, str)} | {RDFS.iri + "subClassOf"}
    pointing = frozenset(iri.removeprefix(_SHAPE) for iri in said.nodes if _asks_for_nodes(said, iri))
    return _Shapes(_as_rdflib(said), frozenset(terms), texts, paths, pointing)


def _asks_for_nodes(said: Linked, shape: str) -> bool:
    """No text can be a value of the shape's property."""
    if said.values(shape, _SHACL + "class"):
        return True
    kinds = said.targets(shape, _SHACL + "nodeKind")
    listed = (item for head in said.targets(shape, _SHACL + "in") for item in _list_items(said, head))
    return f"{_SHACL}IRI" in kinds or f"{_SHACL}BlankNodeOrIRI" in kinds or any(listed)


def _path_text(said: Linked, path: str) -> str:
    """A SHACL property path in SPARQL's notation: ``^a``, ``a|b``, ``a/b``."""
    if inverse := said.targets(path, _SHACL + "inversePath"):
        return "^" + _path_text(said, inverse[0])
    if alternatives := said.targets(path, _SHACL + "alternativePath"):
        return "|".join(_path_text(said, p) for p in _list_items(said, alternatives[0]))
    return "/".join(_path_text(said, p) for p in _list_items(said, path)) or shorten(path)


def _list_items(said: Linked, node: str) -> Iterator[str]:
    base = PREFIXES["rdf"]
    while items := said.targets(node, base + "first"):
        yield items[0]
        node = said.targets(node, base + "rest")[0]


def _as_rdflib(said: Linked, predicates: frozenset[str] | None = None) -> rdflib.Graph:
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

    graph = rdflib.Graph(bind_namespaces="none")
    for node, properties in said.nodes.items():
        subject = convert(node)
        for path, values in properties.items():
            if predicates is not None and path not in predicates:
                continue
            predicate = convert(path)
            for value in values:
                term = convert(value)
                if path in _COMPARED and isinstance(term, BNode):
                    term = Literal(plain(value))  # pySHACL stops at a blank node that it is to compare
                graph.add((subject, predicate, term))
    return graph


def _check_shapes(said: Linked) -> Iterator[Mistake]:
    import pyshacl
    from rdflib import BNode, Literal
    from rdflib.namespace import SH

    shapes = _shapes()
    data = _as_rdflib(said, shapes.terms)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes.graph, inference="none")
    for result in report.objects(None, SH.result):
        found = {str(p)[len(_SHACL) :]: o for p, o in report.predicate_objects(result)}
        name, node = found["sourceShape"].removeprefix(_SHAPE), str(found["focusNode"])
        if node not in said.nodes or name not in shapes.texts:
            continue  # nothing describes the node (a rule of its own); a shape that only leads to another
        path = str(found["resultPath"]) if "resultPath" in found else None
        value = found.get("value")
        is_text = isinstance(value, Literal)
        value = "[]" if isinstance(value, BNode) else value if value is None else str(value)
        shown_path = shapes.paths.get(name)
        message, remedy = shapes.texts[name]
        component = found["sourceConstraintComponent"][len(_SHACL) :].removesuffix("ConstraintComponent")
        if component.startswith("LessThan") and not _has_numbers(said, node):
            continue  # what cannot be compared is no matter of order, and told by another shape
        before = _what_was_found(component, shown_path, value, len(said.values(node, path or "")))
        if is_text and name in shapes.pointing:
            before, message = f'{shown_path} "{show(str(value))}": ', "a text where an IRI belongs"
            remedy = f"write ldn:{value}, without quotes" if value in SCHEMES.get(local_id(path or ""), ()) else remedy
        severity = found["resultSeverity"][len(_SHACL) :]
        yield Mistake(name, node, path, value, before + message, remedy, severity, shown_path)


def _has_numbers(said: Linked, node: str) -> bool:
    """What shapes compare at this node are numbers only."""
    values = (v for path in _COMPARED for v in said.values(node, path))
    return all(not isinstance(v, str) and is_number(v) for v in values)


def _what_was_found(component: str, path: str | None, value: str | None, count: int) -> str:
    if path is None or path[0] == "^" or "|" in path:
        return ""  # the message of such a shape says it all
    if component == "MinCount":
        return f"no {path}: "
    if component == "MaxCount":
        return f"{count or 'several'} values of {path}: "
    if component == "UniqueLang":
        return f"several values of {path} in one language: "
    return "" if value is None else f"{path} {show(value)}: "
