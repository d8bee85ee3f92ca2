"""The audit as rows and as a JSON document, for CSV files and other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .tables import Row
from .vocab import shorten

if TYPE_CHECKING:
    from .audit import Audit, ClaimAudit
    from .flags import Triple

CLAIM_COLUMNS = (
    "id", "iri", "label", "subject", "predicate", "object", "direction", "condition", "topic", "wording", "status",
    "as_published", "status_as_published", "best_level_for", "best_level_as_stated",
    "best_level_against", "studies", "flags", "sources",
)  # fmt: skip
FINDING_COLUMNS = ("severity", "rule", "claim", "message", "remedy", "because")


def claim_rows(audit: Audit) -> list[Row]:
    """One row a claim, as :data:`CLAIM_COLUMNS` names them; several values in a cell stand between spaces."""
    return [
        (
            c.claim.id, c.claim.iri, c.claim.label, c.claim.subject.id, shorten(c.claim.predicate), c.claim.object.id,
            c.claim.direction, c.claim.condition.id if c.claim.condition else None, c.claim.topic, c.claim.wording,
            c.status, c.as_published, c.status_as_published, c.best_level_for,
            c.best_level_as_stated, c.best_level_against, c.studies,
            " ".join(c.flags), " ".join(_source_ids(c)),
        )
        for c in audit.claims
    ]  # fmt: skip


def finding_rows(audit: Audit) -> list[Row]:
    """One row a finding, as :data:`FINDING_COLUMNS` names them; ``because`` is N-Triples."""
    return [
        (f.severity, f.rule, f.claim, f.message, f.remedy, " ".join(f"{' '.join(t)} ." for t in f.because))
        for f in audit.findings
    ]


def audit_document(audit: Audit) -> dict[str, object]:
    """The audit as the JSON document that ``audit.schema.json`` describes."""
    return {
        "summary": {
            "claims": len(audit.claims),
            "checked": audit.checked,
            "as_of": audit.as_of,
            "without": list(audit.without),
            "selected_from": audit.selected_from,
            "status": audit.count_statuses(),
            "as_published": audit.count_as_published(),
            "flags": audit.count_flags(),
        },
        "claims": [
            {
                "id": c.claim.id,
                "iri": c.claim.iri,
                "label": c.claim.label,
                "condition": c.claim.condition.id if c.claim.condition else None,
                "topic": c.claim.topic,
                "wording": c.claim.wording,
                "status": c.status,
                "as_published": c.as_published,
                "status_as_published": c.status_as_published,
                "flags": list(c.flags),
                "best_level_for": c.best_level_for,
                "best_level_as_stated": c.best_level_as_stated,
                "best_level_against": c.best_level_against,
                "independent_studies": c.studies,
                "sources": _source_ids(c),
                "because": _triples(c.because),
            }
            for c in audit.claims
        ],
        "findings": [
            {
                "rule": f.rule,
                "severity": f.severity,
                "claim": f.claim,
                "message": f.message,
                "remedy": f.remedy,
                "because": _triples(f.because),
            }
            for f in audit.findings
        ],
    }


def _triples(triples: Iterable[Triple]) -> list[list[str]]:
    return [list(t) for t in triples]


def _source_ids(audited: ClaimAudit) -> list[str]:
    return list(dict.fromkeys(line.source.id for line in audited.lines))
