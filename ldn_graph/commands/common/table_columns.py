"""What is to be written into a table where a rule names a property: the column that holds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ...importers.table_properties import PARTS_OF_ROW, SINGLE
from ...model.lookup import expand
from ...model.vocab import LDN, RDF
from ...rdf.documents import is_table

if TYPE_CHECKING:
    from ...model.graph import Graph
    from ...validation.report import ValidationReport, ValidationResult

_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    kind: {**columns, **PARTS_OF_ROW.get(kind, {}), LDN.studyDesign: ("design",)} for kind, columns in SINGLE.items()
}
"""By the kind of a node, the columns of its properties."""


def with_columns(graph: Graph, report: ValidationReport) -> ValidationReport:
    """The report, in which a remedy names the column where the place of a mistake is a row of a table."""
    return replace(report, results=tuple(_with_column(graph, result) for result in report.results))


def _with_column(graph: Graph, result: ValidationResult) -> ValidationResult:
    if not is_table(result.place.rpartition(":")[0]):
        return result
    prefixes = graph.prefixes.iris
    columns: dict[str, tuple[str, ...]] = {}
    for quad in graph.describe([expand(result.focus_node, prefixes)]):
        if quad.predicate.value == RDF.type:
            columns.update(_COLUMNS.get(str(quad.object).strip("<>"), {}))
    if result.source_shape == "entity-class":
        columns |= {RDF.subject: ("subject_kind",), RDF.object: ("object_kind",)}
    words = (*re.findall(r"[a-z]+:\w+", result.remedy), result.result_path or "")
    word = next((word for word in words if expand(word, prefixes) in columns), None)
    if word is None:
        return result
    told = f"(column {' or '.join(columns[expand(word, prefixes)])})"
    named = result.remedy.replace(word, f"{word} {told}", 1)
    return replace(result, remedy=named if word in result.remedy else f"{result.remedy} {told}")
