"""Studies, results, judgements and certainty as JSON, for :mod:`~ldn_graph.audit.documents`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..model.vocab import local_id

if TYPE_CHECKING:
    from ..model.claims import EvidenceLine
    from ..model.judgements import Judgement
    from ..model.studies import Result, RiskOfBias, Study
    from .certainty import Certainty

Document = dict[str, object]


def certainty_fields(certainty: Certainty) -> Document:
    """How sure one may be, with the reason in each domain; levels are 1, very low, to 4, high."""
    return {
        "words": certainty.words,
        "unmeasured": certainty.unmeasured or None,
        "lower": certainty.lower,
        "upper": certainty.upper,
        "sentence": certainty.sentence,
        "studies": certainty.studies,
        "people": certainty.people,
        "overshoot": certainty.overshoot,
        "domains": [
            {
                "domain": domain.name,
                "lower": domain.lower,
                "upper": domain.upper,
                "reason": domain.reason,
                "missing": domain.missing,
                "because": [list(triple) for triple in domain.because],
            }
            for domain in certainty.domains
        ],
        "set_to": certainty.rating.level if certainty.rating else None,
        "set_by": certainty.rating.judge if certainty.rating else None,
        "set_because": certainty.rating.comment if certainty.rating else None,
        "set_aside": [
            {"level": r.level, "by": r.judge, "created": r.created, "because": r.comment, "why_not": why}
            for r, why in certainty.set_aside
        ],
    }


def judgement_fields(line: EvidenceLine) -> Document:
    """Who judged a line, when, what other readers thought, and why one judgement was adopted."""
    return {
        "judge": line.judge,
        "created": line.created,
        "null_without_interval": line.null_without_interval,
        "results": [result_fields(result) for result in line.results],
        "risk_of_bias": risk_of_bias_fields(line.risk_of_bias) if line.risk_of_bias else None,
        "other_judgements": [_judgement(other) for other in line.other_judgements],
        "adopted_because": line.adopted_because,
    }


def _judgement(judgement: Judgement) -> Document:
    return {
        "bearing": judgement.bearing,
        "directness": judgement.directness,
        "indirectness": list(judgement.indirectness),
        "comment": judgement.comment,
        "judge": judgement.judge,
        "created": judgement.created,
    }


def result_fields(result: Result) -> Document:
    """What a study found of one outcome; numbers as texts, as they were recorded."""
    return {
        "iri": result.iri,
        "outcome": result.label,
        "dose": result.dose,
        "comparator": result.comparator,
        "time_point": result.time_point,
        "finding": result.finding,
        "measure": result.measure,
        "estimate": _decimal(result.estimate),
        "interval_low": _decimal(result.low),
        "interval_high": _decimal(result.high),
        "p_value": result.p_value,
        "people": result.people,
        "i_squared": _decimal(result.i_squared),
        "arms": [{"label": arm.label, "events": arm.events, "people": arm.people} for arm in result.arms],
        "our_computation": result.our_computation,
        "direction_of_effect": result.direction,
        "figures_not_seen": result.figures_not_seen,
        "design": result.design,
        "subgroup": result.subgroup,
    }


def risk_of_bias_fields(risk: RiskOfBias) -> Document:
    """The risk of bias of a study, overall and by domain."""
    return {
        "iri": risk.iri,
        "tool": risk.tool,
        "judgement": risk.judgement,
        "result": risk.result,
        "judge": risk.judge,
        "created": risk.created,
        "comment": risk.comment,
        "domains": [
            {"domain": domain.domain, "judgement": domain.judgement, "comment": domain.comment}
            for domain in risk.domains
        ],
    }


def study_fields(study: Study) -> Document:
    """What is recorded of a source as a study."""
    return {
        "registration_timing": study.registration_timing,
        "registered_on": study.registered_on,
        "started_on": study.started_on,
        "completed_on": study.completed_on,
        "registered_primary_outcome": study.registered_outcome,
        "published_primary_outcome": study.published_outcome,
        "outcome_switched": study.outcome_switched,
        "randomised": study.randomised,
        "analysed": study.analysed,
        "completed": study.completed,
        "funding": list(study.funding),
        "conflicts_of_interest": list(study.conflicts),
        "harms": list(study.harms),
        "may_overlap": [local_id(iri) for iri in study.may_overlap],
        "reviewed_design": study.reviewed_design,
        "reviewed_studies": study.reviewed_studies,
        "results": [result_fields(result) for result in study.results],
        "risk_of_bias": [risk_of_bias_fields(risk) for risk in study.risks_of_bias],
    }


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
