"""The audit as rows, for CSV files; :mod:`~ldn_graph.audit.documents` has it as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.vocab import shorten
from ..output.tables import Row

if TYPE_CHECKING:
    from .results import Audit, ClaimAudit, Finding

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
        " ".join(audited.flags), " ".join(source_ids(audited)),
    )  # fmt: skip


def finding_rows(audit: Audit) -> list[Row]:
    """One row a finding, as :data:`FINDING_COLUMNS` names them; ``because`` is N-Triples."""
    return [finding_row(finding) for finding in audit.findings]


def finding_row(finding: Finding) -> Row:
    """The row of one finding."""
    triples = " ".join(f"{' '.join(t)} ." for t in finding.because)
    return finding.severity, finding.rule, finding.claim, finding.message, finding.remedy, triples


def source_ids(audited: ClaimAudit) -> list[str]:
    """The ids of the sources whose lines counted, each once."""
    return list(dict.fromkeys(line.source.id for line in audited.lines))
