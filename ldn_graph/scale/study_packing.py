"""Studies, results and judgements as JSON rows and back, for :mod:`~ldn_graph.scale.packing`.

A row has the fields in their order; decimals are texts. What is not recorded of a source or a line takes no room.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..model.claims import EvidenceLine
from ..model.judgements import CertaintyRating, Judgement, PublicationBias
from ..model.studies import NO_STUDY, Arm, DomainAssessment, Result, RiskOfBias, Study

Row = list[Any]

_DECIMALS = tuple(map(Result._fields.index, ("estimate", "low", "high", "i_squared")))
_ARMS, _RESULTS, _RISKS = Result._fields.index("arms"), *map(Study._fields.index, ("results", "risks_of_bias"))
_DOMAINS, _INDIRECTNESS = RiskOfBias._fields.index("domains"), Judgement._fields.index("indirectness")
_LINE_FIELDS = EvidenceLine._fields[EvidenceLine._fields.index("results") :]
_NOTHING = tuple(EvidenceLine._field_defaults[name] for name in _LINE_FIELDS)


def study_row(study: Study) -> Row | None:
    """What is recorded of a study; None where nothing is."""
    if study == NO_STUDY:
        return None
    row: Row = list(study)
    row[_RESULTS] = list(map(_result_row, study.results))
    return row


def read_study(row: Row | None) -> Study:
    """The study of :func:`study_row`."""
    if row is None:
        return NO_STUDY
    row = [tuple(value) if isinstance(value, list) else value for value in row]
    row[_RESULTS] = tuple(map(_read_result, row[_RESULTS]))
    row[_RISKS] = tuple(map(_read_risk, row[_RISKS]))
    return Study._make(row)


def line_row(line: EvidenceLine) -> Row:
    """The fields of an evidence line from ``results`` on; nothing where none of them is recorded."""
    _, *others = values = line[-len(_LINE_FIELDS) :]
    return [] if values == _NOTHING else [list(map(_result_row, line.results)), *others]


def read_line_fields(row: Row) -> dict[str, Any]:
    """The fields of :func:`line_row`, by name."""
    if not row:
        return {}
    fields = dict(zip(_LINE_FIELDS, row, strict=True))
    fields["results"] = tuple(map(_read_result, fields["results"]))
    fields["other_judgements"] = tuple(map(_read_judgement, fields["other_judgements"]))
    fields["quotation_roles"] = tuple(fields["quotation_roles"])
    return fields


def read_ratings(row: Row) -> tuple[CertaintyRating, ...]:
    """The ratings of certainty of a claim."""
    return tuple(CertaintyRating(*rating) for rating in row)


def read_publication_bias(row: Row) -> tuple[PublicationBias, ...]:
    """The assessments of publication bias of a claim."""
    return tuple(PublicationBias(*assessment) for assessment in row)


def _result_row(result: Result) -> Row:
    row: Row = list(result)
    for index in _DECIMALS:
        row[index] = None if row[index] is None else str(row[index])
    return row


def _read_result(row: Row) -> Result:
    row = list(row)
    for index in _DECIMALS:
        row[index] = None if row[index] is None else Decimal(row[index])
    row[_ARMS] = tuple(Arm(*arm) for arm in row[_ARMS])
    return Result._make(row)


def _read_risk(row: Row) -> RiskOfBias:
    row = list(row)
    row[_DOMAINS] = tuple(DomainAssessment(*domain) for domain in row[_DOMAINS])
    return RiskOfBias._make(row)


def _read_judgement(row: Row) -> Judgement:
    row = list(row)
    row[_INDIRECTNESS] = tuple(row[_INDIRECTNESS])
    return Judgement._make(row)
