"""The audit as rows and as a JSON document, for CSV files and other programs.

A claim has one shape wherever it leaves as data (``docs/json.md``): :func:`claim_fields`. The audit, the dossier of a
claim, the table of claims and the page take their keys from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.vocab import shorten
from ..output.tables import Row

if TYPE_CHECKING:
    from .audit import Audit, ClaimAudit, Summary
    from .flags import Finding, Triple

CLAIM_KEYS = (
    "id", "iri", "label", "subject", "predicate", "object", "direction", "negated", "condition", "topic", "wording",
    "articles", "status", "as_published", "status_as_published", "flags", "best_level_for", "best_level_as_stated",
    "best_level_against", "independent_studies", "sources",
)  # fmt: skip
"""What :func:`claim_fields` has, in its order."""
AUDIT_KEYS = (
    "id", "iri", "label", "condition", "topic", "wording", "status", "as_published", "status_as_published", "flags",
    "best_level_for", "best_level_as_stated", "best_level_against", "independent_studies", "sources",
)  # fmt: skip
"""Those of them that a claim in the audit has; ``because`` comes last."""
CLAIM_COLUMNS = (
    "id", "iri", "label", "subject", "predicate", "object", "direction", "condition", "topic", "wording", "status",
    "as_published", "status_as_published", "best_level_for", "best_level_as_stated",
    "best_level_against", "independent_studies", "flags", "sources",
)  # fmt: skip
"""Those of them that the table of claims has."""
FINDING_COLUMNS = ("severity", "rule", "claim", "message", "remedy", "because")


def claim_rows(audit: Audit) -> list[Row]:
    """One row a claim, as :data:`CLAIM_COLUMNS` names them; several values in a cell stand between spaces."""
    return [claim_row(audited) for audited in audit.claims]


def claim_row(audited: ClaimAudit) -> Row:
    """The row of one claim."""
    fields = claim_fields(audited)
    return tuple(" ".join(v) if isinstance(v, list) else v for v in map(fields.__getitem__, CLAIM_COLUMNS))


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


def claim_fields(audited: ClaimAudit) -> dict[str, object]:
    """One claim as data: :data:`CLAIM_KEYS` with their values, as ``docs/json.md`` says what each means.

    Entities, articles and sources are named by their ids, the predicate by its CURIE.
    """
    claim = audited.claim
    return {
        "id": claim.id,
        "iri": claim.iri,
        "label": claim.label,
        "subject": claim.subject.id,
        "predicate": _curie(claim.predicate),
        "object": claim.object.id,
        "direction": claim.direction,
        "negated": claim.negated,
        "condition": claim.condition.id if claim.condition else None,
        "topic": claim.topic,
        "wording": claim.wording,
        "articles": [article.id for article in claim.articles],
        "status": audited.status,
        "as_published": audited.as_published,
        "status_as_published": audited.status_as_published,
        "flags": list(audited.flags),
        "best_level_for": audited.best_level_for,
        "best_level_as_stated": audited.best_level_as_stated,
        "best_level_against": audited.best_level_against,
        "independent_studies": audited.studies,
        "sources": list(dict.fromkeys(line.source.id for line in audited.lines)),
    }


_curie = lru_cache(maxsize=1000)(shorten)  # a graph has few predicates


def claim_entry(audited: ClaimAudit) -> dict[str, object]:
    """One claim in that document."""
    fields = claim_fields(audited)
    return {**{key: fields[key] for key in AUDIT_KEYS}, "because": list_triples(audited.because)}


def finding_entry(finding: Finding) -> dict[str, object]:
    """One finding in that document."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "claim": finding.claim,
        "message": finding.message,
        "remedy": finding.remedy,
        "because": list_triples(finding.because),
    }


def list_triples(triples: Iterable[Triple]) -> list[list[str]]:
    """Triples as JSON has them: each a list of three texts, as N-Triples writes them."""
    return [list(t) for t in triples]
