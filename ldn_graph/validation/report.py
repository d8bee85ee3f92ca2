"""Validation: is a graph written as the model says?

The rules of the model stand in two places. ``shapes.ttl`` says in SHACL core what each kind of node must have, and
:mod:`~ldn_graph.validation.shapes` has pySHACL check it. :data:`~ldn_graph.validation.rules.RULES` are functions for
what core cannot say, or only slowly. :func:`validate_graph` puts the two together and answers with a
:class:`ValidationReport`, named as SHACL names it (https://www.w3.org/TR/shacl/#validation-report): each result with
its line and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model.display import to_html
from ..model.graph import Graph
from ..model.natural_order import natural_key
from ..model.vocab import LDN, SEVERITIES, shorten
from ..output.counts import count_words
from .checked_graph import CheckedGraph
from .mistakes import Mistake, excerpt
from .rules import RULES
from .shapes import check_shapes, shape_names


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
        results = count_words(len(self.results), "result")
        printer.text(f"<ValidationReport: {answer}, {results}>")


def validate_graph(graph: Graph, *, article: str | None = None) -> ValidationReport:
    """What is wrong with a graph, by the shapes of the model and by :data:`~ldn_graph.validation.rules.RULES`.

    ``article`` is the raw text of the article: with it, passages that go beyond its end are results too. Whether a
    passage still has its text is for :func:`~ldn_graph.validation.passages.check_passages`. Nothing is raised for what
    a graph says; what is not RDF was refused when it was opened. A graph that conforms can be read by
    :func:`~ldn_graph.rdf.claim_reader.read_claims`. The report does not say whether a claim is true or supported: that
    is the audit.

    >>> from ldn_graph.rdf.opening import parse_turtle
    >>> graph = parse_turtle("@prefix ldn: <https://w3id.org/ldn-graph/vocab#> . <urn:x> ldn:readAs ldn:fulltext .")
    >>> validate_graph(graph).results[0].message
    'ldn:fulltext is not a term of the vocabulary'
    """
    checked = CheckedGraph(graph, article)
    by_rules = [mistake for rule in RULES.values() for mistake in rule(checked)]
    reported = {(m.node, m.path, m.value) for m in by_rules}  # by a rule, which says more of it than a shape can
    by_shapes = (m for m in check_shapes(checked) if (m.node, m.path, m.value) not in reported)
    results = {_result(checked, m) for m in (*by_rules, *by_shapes)}
    claims, lines, sources = (len(checked.typed(cls)) for cls in (LDN.Claim, LDN.EvidenceLine, LDN.Source))
    return ValidationReport(tuple(sorted(results, key=_order)), claims=claims, lines=lines, sources=sources)


def rule_names() -> tuple[str, ...]:
    """The names of all rules, sorted: the shapes that have a message, and the keys of RULES."""
    return tuple(sorted({*shape_names(), *RULES}))


def _result(graph: CheckedGraph, mistake: Mistake) -> ValidationResult:
    return ValidationResult(
        focus_node=graph.name(mistake.node),
        result_path=mistake.displayed_path or (shorten(mistake.path) if mistake.path else None),
        value=None if mistake.value is None else excerpt(mistake.value),
        severity=mistake.severity,
        message=mistake.problem,
        remedy=mistake.remedy,
        source_shape=mistake.rule,
        place=graph.place(mistake.node),
    )


def _order(result: ValidationResult) -> tuple[object, ...]:
    """The worst first, then by file and line, then by what tells results of one line apart."""
    file, _, line = result.place.rpartition(":")
    place = (file, int(line)) if line.isdecimal() else (result.place, 0)
    what = (result.result_path or "", result.source_shape, result.value or "", result.message)
    return (SEVERITIES.index(result.severity), place, natural_key(result.focus_node), what)
