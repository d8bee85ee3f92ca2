"""Validation: is a graph written as the model says, and do its passages stand in the article?

:func:`validate_graph` answers with a :class:`ValidationReport`, named as SHACL names it
(https://www.w3.org/TR/shacl/#validation-report). The rules stand in two places:

* ``shapes.ttl``, in SHACL core, run by pySHACL: what each kind of node must have;
* :data:`RULES` here, one small function each: what core cannot say, or only slowly. These are
  misspelt terms with the nearest right one, nodes that nothing describes, duplicates, circles,
  identifiers by their registries' patterns, and literals that are not of their datatype.

A value that breaks a rule of both is reported here only, where more is known about it.
:func:`check_passages` compares the offsets and digests of passages with the article's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from .claims import Claim, Passage, natural_key
from .errors import LdnGraphError
from .store import PACKAGE, Graph, open_graph
from .vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DC,
    DCTERMS,
    FOAF,
    LDN,
    OA,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SEVERITIES,
    SKOS,
    XSD,
    local_id,
    shorten,
)

if TYPE_CHECKING:
    import rdflib

SHAPES = PACKAGE / "shapes.ttl"

_SHACL = "http://www.w3.org/ns/shacl#"
_SHAPE = "https://w3id.org/ldn-graph/shapes#"
_SHOWN = 80  # characters of a value that are worth showing

_Term = ox.NamedNode | ox.BlankNode | ox.Literal


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
    """All results, the worst first, then in the order of the files. Two runs give equal reports."""

    results: tuple[ValidationResult, ...]

    @property
    def conforms(self) -> bool:
        """There is no violation. Warnings are advice and do not count, as with pySHACL's ``allow_warnings``."""
        return not self.violations

    @property
    def violations(self) -> tuple[ValidationResult, ...]:
        """The results that say that something is missing or wrong; what is left is advice."""
        return tuple(r for r in self.results if r.severity == "Violation")


def validate_graph(graph: Graph, *, article: str | None = None) -> ValidationReport:
    """What is wrong with a graph, by the shapes of the model and by :data:`RULES`.

    Where the raw text of the article is given, passages that go beyond its end are told as well; whether
    they say what they said is for :func:`check_passages`. Nothing is raised for what a graph says; what is
    not RDF was refused when it was opened. A graph that conforms can be read by
    :func:`~ldn_graph.claims.read_claims`. The report does not say whether a claim is true or supported:
    that is the audit.

    >>> from ldn_graph.store import parse_turtle
    >>> graph = parse_turtle("@prefix ldn: <https://w3id.org/ldn-graph/vocab#> . <urn:x> ldn:readAs ldn:fulltext .")
    >>> validate_graph(graph).results[0].message
    'ldn:fulltext is not a term of the vocabulary'
    """
    index = _Index(graph, article)
    known = [finding for rule in RULES.values() for finding in rule(index)]
    told = {(f.node, f.path, f.value) for f in known}
    shaped = (f for f in _check_shapes(index) if (f.node, f.path, f.value) not in told)
    results = {index.result(f) for f in (*known, *shaped)}
    return ValidationReport(tuple(sorted(results, key=_order)))


def rule_names() -> tuple[str, ...]:
    """The names of all rules, sorted: the shapes that have a message, and the keys of :data:`RULES`."""
    return tuple(sorted({*_shapes().texts, *RULES}))


def _order(result: ValidationResult) -> tuple[object, ...]:
    file, _, line = result.place.rpartition(":")
    place = (file, int(line)) if line.isdecimal() else (result.place, 0)
    what = (result.result_path or "", result.source_shape, result.value or "", result.message)
    return (SEVERITIES.index(result.severity), place, natural_key(result.focus_node), what)


# The graph as the rules see it --------------------------------------------------------------


class _Finding(NamedTuple):
    """A mistake before it is written out: ``node``, ``path`` and ``value`` as they stand in the graph."""

    rule: str
    node: str
    path: str | None
    value: str | None
    problem: str
    remedy: str
    severity: str = "Violation"
    shown_path: str | None = None


class _Index:
    """The triples by subject and predicate, in the order of the files; nodes as :func:`_key` writes them."""

    def __init__(self, graph: Graph, article: str | None = None) -> None:
        self.graph = graph
        self.article = article
        self.nodes: dict[str, dict[str, dict[_Term, None]]] = {}
        for quad in graph.quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
                continue  # RDF 1.2's triple terms say nothing that the model knows
            self.nodes.setdefault(_key(subject), {}).setdefault(quad.predicate.value, {})[value] = None

    @cached_property
    def triples(self) -> tuple[tuple[str, str, _Term], ...]:
        return tuple((n, p, v) for n, node in self.nodes.items() for p, values in node.items() for v in values)

    @cached_property
    def referrers(self) -> Mapping[str, tuple[str, str]]:
        """For each node that something points to, the first node that does, and how."""
        return {_key(v): (n, p) for n, p, v in reversed(self.triples) if not isinstance(v, ox.Literal)}

    def values(self, node: str, path: str) -> list[str]:
        return [_key(v) for v in self.nodes.get(node, {}).get(path, ())]

    def typed(self, cls: str) -> list[str]:
        return [n for n in self.nodes if cls in self.values(n, RDF.type)]

    def name(self, node: str) -> str:
        """A node's CURIE; for a blank node the way to it from the nearest node that has a name."""
        way: list[str] = []
        seen: set[str] = set()
        while node.startswith("_:") and node in self.referrers and node not in seen:
            seen.add(node)
            node, path = self.referrers[node]
            way.insert(0, shorten(path))
        return "/".join(["[]" if node.startswith("_:") else shorten(node), *way])

    def place(self, node: str) -> str:
        """Where the node's block begins, else the block of the nearest node that points to it."""
        seen: set[str] = set()
        while (place := self.graph.place(node)) == self.graph.name and node in self.referrers and node not in seen:
            seen.add(node)
            node = self.referrers[node][0]
        return place

    def result(self, finding: _Finding) -> ValidationResult:
        path = finding.shown_path or (shorten(finding.path) if finding.path else None)
        return ValidationResult(
            self.name(finding.node),
            path,
            None if finding.value is None else _show(finding.value),
            finding.severity,
            finding.problem,
            finding.remedy,
            finding.rule,
            self.place(finding.node),
        )


def _key(term: _Term) -> str:
    """An IRI or a text as it is; a blank node as ``_:b``, which no IRI can be."""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def _text(term: _Term) -> str:
    """A value as findings know it: blank nodes have no name that lasts."""
    return "[]" if isinstance(term, ox.BlankNode) else term.value


def _show(value: str) -> str:
    """A value for the reader: IRIs as CURIEs, long text cut."""
    text = " ".join(shorten(value).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


# The shapes: SHACL core, by pySHACL ---------------------------------------------------------


class _Shapes(NamedTuple):
    graph: rdflib.Graph
    terms: frozenset[str]  # what the shapes speak of
    texts: Mapping[str, tuple[str, str]]  # name -> message, remedy
    paths: Mapping[str, str]  # name -> property path, as SPARQL writes it


@cache
def _shapes() -> _Shapes:
    index = _Index(open_graph(SHAPES))
    texts, paths = {}, {}
    for iri in index.nodes:
        name = iri.removeprefix(_SHAPE)
        if messages := index.values(iri, _SHACL + "message"):
            texts[name] = messages[0], index.values(iri, _SHAPE + "remedy")[0]
        for path in index.values(iri, _SHACL + "path"):
            paths[name] = _path_text(index, path)
    terms = frozenset(v.value for _, _, v in index.triples) | {RDFS.iri + "subClassOf"}
    return _Shapes(_as_rdflib(index), terms, texts, paths)


def _path_text(index: _Index, path: str) -> str:
    """A SHACL property path in SPARQL's notation: ``^a``, ``a|b``, ``a/b``."""
    if inverse := index.values(path, _SHACL + "inversePath"):
        return "^" + _path_text(index, inverse[0])
    if alternatives := index.values(path, _SHACL + "alternativePath"):
        return "|".join(_path_text(index, p) for p in _list_items(index, alternatives[0]))
    return "/".join(_path_text(index, p) for p in _list_items(index, path)) or shorten(path)


def _list_items(index: _Index, node: str) -> Iterator[str]:
    base = PREFIXES["rdf"]
    while items := index.values(node, base + "first"):
        yield items[0]
        node = index.values(node, base + "rest")[0]


def _as_rdflib(index: _Index, predicates: frozenset[str] | None = None) -> rdflib.Graph:
    """A copy in rdflib's memory: pySHACL looks up four times as fast there as in Oxigraph through oxrdflib.

    Where ``predicates`` are given, of these only. Literals keep a datatype only where a shape compares
    or asks for it, and where they are of it: rdflib logs a traceback for each that is not.
    """
    import rdflib
    from rdflib import BNode, Literal, URIRef

    terms: dict[_Term, rdflib.term.Identifier] = {}

    def convert(term: _Term) -> rdflib.term.Identifier:
        if isinstance(term, ox.NamedNode):
            return URIRef(term.value)
        if isinstance(term, ox.BlankNode):
            return BNode(_key(term))
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = _datatype(term)
        return Literal(term.value, datatype=datatype and URIRef(XSD_IRI + datatype), normalize=False)

    graph = rdflib.Graph(bind_namespaces="none")
    for node, values in index.nodes.items():
        subject = BNode(node) if node.startswith("_:") else URIRef(node)
        for path, objects in values.items():
            if predicates is not None and path not in predicates:
                continue
            predicate = URIRef(path)
            for value in objects:
                term = terms.get(value)
                if term is None:
                    term = terms[value] = convert(value)
                if path in _COMPARED and isinstance(term, BNode):
                    term = Literal(_text(value))  # pySHACL stops at a blank node that it is to compare
                graph.add((subject, predicate, term))
    return graph


def _check_shapes(index: _Index) -> Iterator[_Finding]:
    import pyshacl
    from rdflib import BNode
    from rdflib.namespace import SH

    shapes = _shapes()
    data = _as_rdflib(index, shapes.terms)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes.graph, inference="none")
    for result in report.objects(None, SH.result):
        found = {str(p)[len(_SHACL) :]: o for p, o in report.predicate_objects(result)}
        name, node = found["sourceShape"].removeprefix(_SHAPE), str(found["focusNode"])
        if node not in index.nodes or name not in shapes.texts:
            continue  # nothing describes the node (a rule of its own); a shape that only leads to another
        path = str(found["resultPath"]) if "resultPath" in found else None
        value = found.get("value")
        value = "[]" if isinstance(value, BNode) else value if value is None else str(value)
        shown_path = shapes.paths.get(name)
        message, remedy = shapes.texts[name]
        component = found["sourceConstraintComponent"][len(_SHACL) :].removesuffix("ConstraintComponent")
        if component.startswith("LessThan") and not _has_numbers(index, node):
            continue  # what cannot be compared is no matter of order, and told by another shape
        count = len(index.nodes[node].get(path or "", ()))
        before = _what_was_found(component, shown_path, value, count)
        severity = found["resultSeverity"][len(_SHACL) :]
        yield _Finding(name, node, path, value, before + message, remedy, severity, shown_path)


def _has_numbers(index: _Index, node: str) -> bool:
    """What shapes compare at this node are numbers only."""
    values = [v for path in _COMPARED for v in index.nodes[node].get(path, ())]
    return all(isinstance(v, ox.Literal) and _datatype(v) in _NUMBERS for v in values)


def _datatype(term: ox.Literal) -> str | None:
    """The name of a literal's datatype, where shapes ask for it or compare by it and the literal is of it."""
    name = term.datatype.value.removeprefix(XSD_IRI)
    if name not in _TYPED or len(term.value) > _SHOWN or term.value.lstrip("+-") in ("INF", "NaN"):
        return None  # a number that Python does not read, or does not compare
    return name if _lexical_problem(term) is None else None


def _what_was_found(component: str, path: str | None, value: str | None, count: int) -> str:
    if path is None or path[0] == "^" or "|" in path:
        return ""  # the message of such a shape says it all
    if component == "MinCount":
        return f"no {path}: "
    if component == "MaxCount":
        return f"{count or 'several'} values of {path}: "
    if component == "UniqueLang":
        return f"several values of {path} in one language: "
    return "" if value is None else f"{path} {_show(value)}: "


# Rules beyond SHACL core --------------------------------------------------------------------


def _iris(index: _Index) -> Iterator[tuple[str, str, str | None, str]]:
    """Each use of an IRI as a predicate, value or datatype: node, path, value, the IRI."""
    for node, values in index.nodes.items():
        for path in values:
            yield node, path, None, path
    for node, path, term in index.triples:
        if isinstance(term, ox.NamedNode):
            yield node, path, term.value, term.value
        elif isinstance(term, ox.Literal) and term.language is None:
            yield node, path, term.value, term.datatype.value


def _find_unknown_terms(index: _Index) -> Iterator[_Finding]:
    """Terms of our own namespace that are in no closed vocabulary."""
    for node, path, value, iri in _iris(index):
        if iri.startswith(LDN.iri) and iri not in LDN and iri != LDN.iri:
            near = LDN.suggest(iri[len(LDN.iri) :])
            remedy = f"did you mean {near}?" if near else "ldn_graph/vocabulary.ttl lists the terms"
            yield _Finding("unknown-term", node, path, value, f"{shorten(iri)} is not a term of the vocabulary", remedy)


_PUBLISHED = {ns.iri: ns for ns in (BIBO, BIOLINK, CITO, DC, DCTERMS, FOAF, OA, PROV, RDF, RDFS, SKOS, XSD)}
_LIKE_OURS = frozenset({"bibo:issuer", "biolink:PhysiologicalProcess", "biolink:subject_direction_qualifier"})
"""Terms that exist, that rdflib does not list, and that look like a slip for one that is read here."""


def _find_misspelt_terms(index: _Index) -> Iterator[_Finding]:
    """Terms of published vocabularies that do not exist and are near to one that is read here."""
    nearest: dict[str, str | None] = {}
    for node, path, value, iri in _iris(index):
        if iri not in nearest:
            nearest[iri] = _nearest_term(iri)
        if near := nearest[iri]:
            problem = f"{shorten(iri)} is read by nothing here"
            yield _Finding("misspelt-term", node, path, value, problem, f"did you mean {near}?", "Warning")


def _nearest_term(iri: str) -> str | None:
    namespace = next((ns for base, ns in _PUBLISHED.items() if iri.startswith(base)), None)
    if namespace is None or iri in namespace or shorten(iri) in _LIKE_OURS:
        return None
    names = {name.lower(): name for name in sorted(namespace.names)}
    near = get_close_matches(iri[len(namespace.iri) :].lower(), list(names), n=1, cutoff=0.85)
    return f"{namespace.prefix}:{names[near[0]]}" if near and not _is_published(iri) else None


def _is_published(iri: str) -> bool:
    """The term is in one of the vocabularies that rdflib holds completely."""
    from rdflib import namespace as ns

    return any(iri in known for known in (ns.DC, ns.DCTERMS, ns.FOAF, ns.PROV, ns.RDF, ns.RDFS, ns.SKOS, ns.XSD))


_OWN = tuple(PREFIXES[p] for p in ("claim", "entity", "evidence", "quantity", "source"))
_READ = frozenset(
    {
        RDF.subject, RDF.object, BIOLINK.disease_context_qualifier, BIOLINK.has_evidence,
        LDN.source, LDN.statedAt, LDN.quantity, LDN.numerator, LDN.denominator,
    }
)  # fmt: skip
"""Properties of claims and evidence whose value must be described, whatever its namespace."""


def _find_dangling(index: _Index) -> Iterator[_Finding]:
    """Nodes that something points to and nothing describes."""
    for node, path, term in index.triples:
        if isinstance(term, ox.Literal) or _key(term) in index.nodes:
            continue
        if term.value.startswith(_OWN) or (path in _READ and _is_of_the_model(index, node)):
            near = _nearest_node(index, term.value) if isinstance(term, ox.NamedNode) else None
            remedy = f"did you mean {near}?" if near else "describe it, or mend the IRI"
            problem = f"{shorten(path)} {_show(_text(term))}: nothing in this graph describes it"
            yield _Finding("dangling", node, path, _text(term), problem, remedy)


def _is_of_the_model(index: _Index, node: str) -> bool:
    return any(t in LDN for t in index.values(node, RDF.type))


def _nearest_node(index: _Index, iri: str) -> str | None:
    base = iri.removesuffix(local_id(iri))
    names = [n.removeprefix(base) for n in index.nodes if n.startswith(base)]
    near = get_close_matches(local_id(iri), names, n=1, cutoff=0.8) if len(names) < 5000 else []
    return shorten(base + near[0]) if near else None


def _find_ill_typed(index: _Index) -> Iterator[_Finding]:
    """Literals whose text is not of their datatype: ``"12"^^xsd:date``."""
    problems: dict[_Term, str | None] = {}
    for node, path, term in index.triples:
        if not isinstance(term, ox.Literal):
            continue
        if term not in problems:
            problems[term] = _lexical_problem(term)
        if remedy := problems[term]:
            problem = f'{shorten(path)} "{_show(term.value)}": not of its datatype {shorten(term.datatype.value)}'
            yield _Finding("ill-typed", node, path, term.value, problem, remedy)


XSD_IRI = PREFIXES["xsd"]
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
"""For each datatype that is checked, its lexical form by https://www.w3.org/TR/xmlschema11-2/, and a remedy."""
_TYPED = frozenset(_LEXICAL) - {"dateTime", "gYear", "gYearMonth"}
"""The datatypes that shapes ask for or compare by."""
_NUMBERS = _TYPED - {"boolean", "date"}
_COMPARED = frozenset({LDN.low, LDN.high, LDN.outOf, OA.start, OA.end})
"""Properties whose values shapes compare with one another."""


def _lexical_problem(term: ox.Literal) -> str | None:
    """The remedy for a literal that is not of its datatype, or None."""
    name = term.datatype.value.removeprefix(XSD_IRI)
    if name not in _LEXICAL:
        return None
    pattern, remedy = _LEXICAL[name]
    if not re.fullmatch(pattern, term.value, re.ASCII):
        return remedy
    if name.startswith("date"):
        try:
            date.fromisoformat(term.value[:10])
        except ValueError:
            return remedy
    return None


_OBO = "http://purl.obolibrary.org/obo/"
_IDENTIFIERS_ORG = "https://identifiers.org/"
IDENTIFIERS: Mapping[str, tuple[str, str]] = {
    f"{_OBO}CHEBI_": ("chebi", r"\d{1,7}"),
    f"{_OBO}CL_": ("cl", r"\d{7}"),
    f"{_OBO}DOID_": ("doid", r"\d{1,7}"),
    f"{_OBO}GO_": ("go", r"\d{7}"),
    f"{_OBO}MONDO_": ("mondo", r"\d{7}"),
    "http://id.nlm.nih.gov/mesh/": ("mesh", r"[CDQ]\d{6}(\d{3})?"),
    "http://purl.bioontology.org/ontology/ATC/": ("atc", r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?"),
    "http://purl.bioontology.org/ontology/RXNORM/": ("rxnorm", r"\d{1,7}"),
    "http://purl.uniprot.org/uniprot/": (
        "uniprot",
        r"[OPQ]\d[A-Z0-9]{3}\d|[A-NR-Z]\d([A-Z][A-Z0-9]{2}\d){1,2}",
    ),
    "http://www.wikidata.org/entity/": ("wikidata", r"Q[1-9]\d*"),
    f"{_IDENTIFIERS_ORG}cas:": ("cas", r"\d{2,7}-\d\d-\d"),
    f"{_IDENTIFIERS_ORG}chembl.compound:": ("chembl.compound", r"CHEMBL\d+"),
    f"{_IDENTIFIERS_ORG}drugbank:": ("drugbank", r"DB\d{5}"),
    f"{_IDENTIFIERS_ORG}hgnc:": ("hgnc", r"\d{1,5}"),
    f"{_IDENTIFIERS_ORG}ncbigene:": ("ncbigene", r"\d+"),
    f"{_IDENTIFIERS_ORG}pubchem.compound:": ("pubchem.compound", r"\d+"),
    f"{_IDENTIFIERS_ORG}unii:": ("unii", r"[A-Z0-9]{10}"),
}
"""For each beginning of IRIs, the prefix in the Bioregistry (https://bioregistry.io) and the pattern of the rest."""
CURIES: Mapping[str, str] = {
    "pmc": r"PMC\d+",
    "clinicaltrials": r"NCT\d{8}",
    "euclinicaltrials": r"\d{4}-\d{6}-\d\d",
    "google.patent": r"[A-Z]{2,4}\d+([A-Z]\d?)?",
    "dailymed": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
}
"""For each prefix of the Bioregistry that ``dcterms:identifier`` takes here, the identifier's pattern."""
_MATCHES = frozenset(f"{SKOS.iri}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))


def _find_malformed_matches(index: _Index) -> Iterator[_Finding]:
    """Values of ``skos:exactMatch`` and its kin that cannot be identifiers of their ontology."""
    for node, path, term in index.triples:
        if path not in _MATCHES:
            continue
        if isinstance(term, ox.Literal):
            problem = f'{shorten(path)} "{_show(term.value)}": text, not an IRI'
            yield _Finding("match-identifier", node, path, term.value, problem, "write the IRI of the term")
        elif remedy := _identifier_problem(term.value):
            problem = f"{shorten(path)} {_show(term.value)}: no identifier of that ontology looks like this"
            yield _Finding("match-identifier", node, path, term.value, problem, remedy)


def _identifier_problem(iri: str) -> str | None:
    for base, (prefix, pattern) in IDENTIFIERS.items():
        if iri.startswith(base):
            fine = re.fullmatch(pattern, iri[len(base) :], re.ASCII)
            return None if fine else f"look it up: an identifier of {prefix} has the form {pattern}"
    if iri.startswith(_OBO) and not re.fullmatch(r"[A-Za-z]+_\d+", iri[len(_OBO) :], re.ASCII):
        return "write it as obo:CHEBI_7465: prefix, underscore, digits"
    return None


def _find_malformed_curies(index: _Index) -> Iterator[_Finding]:
    """Values of ``dcterms:identifier`` on sources that are no CURIE, or not of their registry's form."""
    for node in index.typed(LDN.Source):
        for value in index.values(node, DCTERMS.identifier):
            prefix, colon, rest = value.partition(":")
            if not colon:
                remedy = 'write prefix and identifier, as "pmc:PMC2783422"'
            elif prefix in CURIES and not re.fullmatch(CURIES[prefix], rest, re.ASCII):
                remedy = f"look it up: an identifier of {prefix} has the form {CURIES[prefix]}"
            else:
                continue
            problem = f'dcterms:identifier "{_show(value)}": no such identifier can exist'
            yield _Finding("curie", node, DCTERMS.identifier, value, problem, remedy)


def _find_duplicates(index: _Index) -> Iterator[_Finding]:
    """Sources that have the DOI (in whatever case) or the PubMed identifier of another."""
    for path in (BIBO.doi, BIBO.pmid):
        first: dict[str, str] = {}
        for node in index.nodes:
            for value in index.values(node, path):
                other = first.setdefault(value.lower(), node)
                if other != node:
                    problem = f"{shorten(path)} {_show(value)}: {index.name(other)} has it too"
                    remedy = "make one source of the two, or mend the identifier"
                    yield _Finding("duplicate-source", node, path, value, problem, remedy)


def _find_shared_ids(index: _Index) -> Iterator[_Finding]:
    """Claims whose IRIs end alike: commands and reports know a claim by that last part."""
    first: dict[str, str] = {}
    for node in index.typed(LDN.Claim):
        other = first.setdefault(local_id(node), node)
        if other != node:
            problem = f"its id {local_id(node)} is also that of {index.name(other)}"
            yield _Finding("shared-id", node, None, None, problem, "give one of them another last part")


def _find_own_evidence(index: _Index) -> Iterator[_Finding]:
    """Claims that are given as evidence for themselves."""
    for node in index.typed(LDN.Claim):
        if node in index.values(node, BIOLINK.has_evidence):
            problem = "the claim is given as evidence for itself"
            remedy = "point biolink:has_evidence to an evidence line"
            yield _Finding("own-evidence", node, BIOLINK.has_evidence, node, problem, remedy)


def _find_circles(index: _Index) -> Iterator[_Finding]:
    """Claims that rest on one another in a circle."""
    rests = {n: dict.fromkeys(index.values(n, LDN.restsOn)) for n in index.nodes if LDN.restsOn in index.nodes[n]}
    while True:
        try:
            TopologicalSorter(rests).prepare()
            return
        except CycleError as error:
            circle = list(reversed(error.args[1]))[:-1]
        start = circle.index(min(circle, key=natural_key))
        circle = circle[start:] + circle[: start + 1]
        names = " -> ".join(index.name(n) for n in circle)
        problem = f"claims rest on one another in a circle: {names}"
        yield _Finding("circle", circle[0], LDN.restsOn, circle[1], problem, "take one ldn:restsOn away")
        del rests[circle[0]][circle[1]]  # so that the next circle is found


def _find_mixed_units(index: _Index) -> Iterator[_Finding]:
    """Quantities of one thing, on one claim and its evidence, that cannot be compared for their units."""
    for claim in index.typed(LDN.Claim):
        first: dict[_Term, tuple[str, str]] = {}
        for owner in (claim, *index.values(claim, BIOLINK.has_evidence)):
            for node in index.values(owner, LDN.quantity):
                what = next(iter(index.nodes.get(node, {}).get(LDN.ofWhat, ())), None)
                unit = next(iter(index.values(node, LDN.unit)), None)
                if what is None or unit is None:
                    continue
                other, its_unit = first.setdefault(what, (node, unit))
                if unit != its_unit:
                    problem = f"ldn:unit {_show(unit)}: {index.name(other)}, of the same thing, has {_show(its_unit)}"
                    remedy = "give both in one unit, or say in ldn:ofWhat how they differ"
                    yield _Finding("mixed-units", node, LDN.unit, unit, problem, remedy)


def _find_beyond_text(index: _Index) -> Iterator[_Finding]:
    """Passages that end after the article does, where its text is known."""
    if index.article is None:
        return
    length = len(index.article)
    for node in index.nodes:
        for end in index.values(node, OA.end):
            if end.isdecimal() and (len(end) > 18 or int(end) > length):
                problem = f"oa:end {_show(end)} lies outside the text, which has {length:,} characters"
                remedy = "give the text that the offsets were taken from, or mark the passage anew"
                yield _Finding("beyond-text", node, OA.end, end, problem, remedy)


RULES: Mapping[str, Callable[[_Index], Iterator[_Finding]]] = {
    "unknown-term": _find_unknown_terms,
    "misspelt-term": _find_misspelt_terms,
    "dangling": _find_dangling,
    "ill-typed": _find_ill_typed,
    "match-identifier": _find_malformed_matches,
    "curie": _find_malformed_curies,
    "duplicate-source": _find_duplicates,
    "shared-id": _find_shared_ids,
    "own-evidence": _find_own_evidence,
    "circle": _find_circles,
    "mixed-units": _find_mixed_units,
    "beyond-text": _find_beyond_text,
}
"""The rules beyond SHACL core, by name."""


# The passages of the article ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PassageCheck:
    """One passage of one claim against the article's text.

    ``outcome`` is ``exact`` (the text from start to end has the digest), ``moved`` (that text stands
    elsewhere) or ``lost`` (it stands nowhere). ``found`` is where it stands, None where it is lost.
    ``message`` and ``remedy`` are empty for ``exact``.
    """

    claim: str
    passage: Passage
    outcome: str
    found: tuple[int, int] | None
    message: str
    remedy: str


def read_article(path: str | Path) -> str:
    """The raw text of an article, UTF-8, with its line ends as they are: offsets count every character.

    Raises :class:`~ldn_graph.errors.LdnGraphError` where the file cannot be read or is not UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LdnGraphError(f"{path}: {reason}; give the file with the text of the article") from None
    except UnicodeDecodeError as error:
        raise LdnGraphError(
            f"{path}: byte {error.start} is not UTF-8; save the article as UTF-8 text, line ends as they were"
        ) from None


def check_passages(claims: Iterable[Claim], text: str) -> tuple[PassageCheck, ...]:
    """Each passage of each claim, in their order, against the raw text of the article (:func:`read_article`).

    A passage is known by the SHA-256 (FIPS 180-4) of the UTF-8 bytes of ``text[start:end]``; nothing is
    normalised. One that is not where it was is looked for everywhere, by its length and digest; of several
    places the nearest counts. Nothing is raised: what cannot be found is ``lost``.
    """
    passages = [(claim, passage) for claim in claims for passage in claim.passages]
    astray = [p for _, p in passages if not 0 <= p.start < p.end or _digest(text[p.start : p.end]) != p.sha256]
    places = _find_digests(astray, text)
    return tuple(_passage_check(claim.id, p, places.get(p, (p.start, p.end)), len(text)) for claim, p in passages)


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _find_digests(passages: Iterable[Passage], text: str) -> dict[Passage, tuple[int, int] | None]:
    """Where each passage's digest is met, nearest to its old start; the text is gone through once for each length."""
    by_length: dict[int, dict[str, list[Passage]]] = {}
    for passage in passages:
        by_length.setdefault(passage.end - passage.start, {}).setdefault(passage.sha256, []).append(passage)
    found: dict[Passage, tuple[int, int] | None] = {}
    for length, wanted in by_length.items():
        found.update(dict.fromkeys((p for group in wanted.values() for p in group), None))
        for start in range(len(text) - length + 1) if length > 0 else ():
            for passage in wanted.get(_digest(text[start : start + length]), ()):
                best = found[passage]
                if best is None or abs(start - passage.start) < abs(best[0] - passage.start):
                    found[passage] = (start, start + length)
    return found


def _passage_check(claim: str, passage: Passage, found: tuple[int, int] | None, length: int) -> PassageCheck:
    stated = (passage.start, passage.end)
    where = f"{claim}: passage {passage.start}-{passage.end}"
    if found == stated:
        return PassageCheck(claim, passage, "exact", found, "", "")
    if found:
        message = f"{where} stands at {found[0]}-{found[1]} of this text"
        return PassageCheck(claim, passage, "moved", found, message, f"write oa:start {found[0]} and oa:end {found[1]}")
    if not 0 <= passage.start < passage.end:
        message = f"{where} ends before it starts"
    elif passage.end > length:
        message = f"{where} goes beyond the {length:,} characters of this text and is nowhere in it"
    else:
        message = f"{where} is nowhere in this text"
    remedy = "give the text that the offsets were taken from, line ends included, or mark the passage anew"
    return PassageCheck(claim, passage, "lost", None, message, remedy)
