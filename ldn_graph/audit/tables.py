"""The audit as rows and as a JSON document, for CSV files and other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..model.vocab import shorten
from ..output.tables import Row

if TYPE_CHECKING:
    from .results import Audit, ClaimAudit, Finding, Summary
    from .triples import Triple

CLAIM_COLUMNS = (
    "id", "iri", "label", "subject", "predicate", "object", "direction", "condition", "topic", "wording", "status",
    "as_published", "status_as_published", "best_level_for", "best_level_as_stated",
    "best_level_against", "studies", "flags", "sources",
)  # fmt: skip
FINDING_COLUMNS = ("severity", "rule", "claim", "message", "remedy", "because")


def claim_rows(audit: Audit) -> list[Row]:
    """One row a claim, as :data:`CLAIM_COLUMNS` names them; several values in a cell stand between spaces."""
    return [claim_row(audited) for audited in audit.claims]


def claim_row(audited: ClaimAudit) -> Row:
    """The row of one claim."""
    claim = audited.claim
    return (
        claim.id, claim.iri, claim.label, claim.subject.id, shorten(claim.predicate), claim.object.id,
        claim.direction, claim.condition.id if claim.condition else None, claim.topic, claim.wording,
        audited.status, audited.as_published, audited.status_as_published, audited.best_level_for,
        audited.best_level_as_stated, audited.best_level_against, audited.studies,
        " ".join(audited.flags), " ".join(_source_ids(audited)),
    )  # fmt: skip


def finding_rows(audit: Audit) -> list[Row]:
    """One row a finding, as :data:`FINDING_COLUMNS` names them; ``because`` is N-Triples."""
    return [finding_row(finding) for finding in audit.findings]


def finding_row(finding: Finding) -> Row:
    """The row of one finding."""
    triples = " ".join(f"{' '.join(t)} ." for t in finding.because)
    return finding.severity, finding.rule, finding.claim, finding.message, finding.remedy, triples


def audit_document(audit: Audit) -> dict[str, object]:
    """The audit as the JSON document that ``audit.schema.json`` describes."""
    return {
        "summary": summary_entry(audit.summary),
        "claims": [claim_entry(audited) for audited in audit.claims],
        "findings": [finding_entry(finding) for finding in audit.findings],
    }


def summary_entry(summary: Summary) -> dict[str, object]:
    """The summary in that document."""
    return {
        "claims": summary.claims,
        "checked": summary.checked,
        "as_of": summary.as_of,
        "without": list(summary.without),
        "selected_from": summary.selected_from,
        "status": summary.status,
        "as_published": summary.as_published,
        "flags": summary.flags,
    }


def claim_entry(audited: ClaimAudit) -> dict[str, object]:
    """One claim in that document."""
    claim = audited.claim
    return {
        "id": claim.id,
        "iri": claim.iri,
        "label": claim.label,
        "condition": claim.condition.id if claim.condition else None,
        "topic": claim.topic,
        "wording": claim.wording,
        "status": audited.status,
        "as_published": audited.as_published,
        "status_as_published": audited.status_as_published,
        "flags": list(audited.flags),
        "best_level_for": audited.best_level_for,
        "best_level_as_stated": audited.best_level_as_stated,
        "best_level_against": audited.best_level_against,
        "independent_studies": audited.studies,
        "sources": _source_ids(audited),
        "because": _triples(audited.because),
    }


def finding_entry(finding: Finding) -> dict[str, object]:
    """One finding in that document."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "claim": finding.claim,
        "message": finding.message,
        "remedy": finding.remedy,
        "because": _triples(finding.because),
    }


def _triples(triples: Iterable[Triple]) -> list[list[str]]:
    return [list(t) for t in triples]


def _source_ids(audited: ClaimAudit) -> list[str]:
    return list(dict.fromkeys(line.source.id for line in audited.lines))
