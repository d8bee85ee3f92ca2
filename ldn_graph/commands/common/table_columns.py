"""What is to be written into a table where a rule names a property: the column that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ...importers.table_properties import PARTS_OF_ROW, SINGLE
from ...model.lookup import expand
from ...model.vocab import LDN, RDF
from ...project.documents import TABLES

if TYPE_CHECKING:
    from ...model.graph import Graph
    from ...validation.report import ValidationReport, ValidationResult

_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    **SINGLE,
    LDN.Claim: {**SINGLE[LDN.Claim], LDN.statedAt: ("said",), LDN.quantity: ("stated",)},
    LDN.EvidenceLine: {**SINGLE[LDN.EvidenceLine], **PARTS_OF_ROW, LDN.studyDesign: ("design",)},
}
"""By the kind of a node, the columns of its properties."""


def with_columns(graph: Graph, report: ValidationReport) -> ValidationReport:
    """The report, in which a remedy names the column where the place of what is missing or wrong is a row of a table."""
    return replace(report, results=tuple(_with_column(graph, result) for result in report.results))


def _with_column(graph: Graph, result: ValidationResult) -> ValidationResult:
    if not result.result_path or not result.place.rpartition(":")[0].lower().endswith(TABLES):
        return result
    prefixes, path = graph.prefixes.iris, result.result_path
    quads = graph.describe([expand(result.focus_node, prefixes)])
    kinds = [str(quad.object.value) for quad in quads if quad.predicate.value == RDF.type]
    columns = next(filter(None, (_COLUMNS.get(kind, {}).get(expand(path, prefixes)) for kind in kinds)), None)
    if columns is None:
        return result
    told = f"(column {' or '.join(columns)})"
    named = result.remedy.replace(path, f"{path} {told}", 1)
    return replace(result, remedy=named if named != result.remedy else f"{result.remedy} {told}")
