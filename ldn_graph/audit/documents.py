"""The audit, a claim and a source as JSON documents, for other programs.

:func:`audit_document` has an entry for each claim, :func:`claim_document` everything about one: its evidence line by
line, searches, findings. Keys of one name mean the same in both, but for ``condition``, which is an id in an entry and
an IRI in the document of one claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .tables import source_ids

if TYPE_CHECKING:
    from ..model.claims import EvidenceLine, Source
    from .results import Audit, ClaimAudit, Finding, Summary
    from .triples import Triple

Document = dict[str, object]
"""Keys and values as the ``json`` module writes them."""


def audit_document(audit: Audit) -> Document:
    """The audit as the JSON document that ``audit.schema.json`` describes."""
    return {
        "summary": summary_entry(audit.summary),
        "claims": [claim_entry(audited) for audited in audit.claims],
        "findings": [finding_entry(finding) for finding in audit.findings],
    }


def summary_entry(summary: Summary) -> Document:
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


def claim_entry(audited: ClaimAudit) -> Document:
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
        "sources": source_ids(audited),
        "because": _triples(audited.because),
    }


def finding_entry(finding: Finding) -> Document:
    """One finding in that document."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "claim": finding.claim,
        "message": finding.message,
        "remedy": finding.remedy,
        "because": _triples(finding.because),
    }


def claim_document(audited: ClaimAudit) -> Document:
    """Everything about one claim."""
    claim = audited.claim
    return {
        "id": claim.id,
        "iri": claim.iri,
        "label": claim.label,
        "subject": claim.subject.iri,
        "predicate": claim.predicate,
        "object": claim.object.iri,
        "direction": claim.direction,
        "negated": claim.negated,
        "condition": claim.condition.iri if claim.condition else None,
        "articles": [article.iri for article in claim.articles],
        "topic": claim.topic,
        "wording": claim.wording,
        "stated_at": [
            {"section": p.section, "start": p.start, "end": p.end, "sha256": p.sha256} for p in claim.passages
        ],
        "status": audited.status,
        "as_published": audited.as_published,
        "status_as_published": audited.status_as_published,
        "best_level_for": audited.best_level_for,
        "best_level_as_stated": audited.best_level_as_stated,
        "best_level_against": audited.best_level_against,
        "independent_studies": audited.studies,
        "evidence": [_line_fields(line, claim.topic) for line in audited.lines],
        "searches": [
            {"comment": s.comment, "searched_in": s.searched_in, "created": s.created} for s in claim.searches
        ],
        "flags": list(audited.flags),
        "findings": [_finding_fields(finding) for finding in audited.findings],
    }


def source_document(source: Source, audit: Audit) -> Document:
    """A source and what it says of which claims."""
    return {
        **_source_fields(source),
        "bears_on": [
            {
                "claim": audited.claim.id,
                "bearing": line.bearing,
                "directness": line.directness,
                "comment": line.comment,
                "finding": line.finding,
            }
            for audited in audit.claims
            for line in audited.lines
            if line.source.iri == source.iri
        ],
    }


def _line_fields(line: EvidenceLine, topic: str) -> Document:
    return {
        "iri": line.iri,
        "bearing": line.bearing,
        "directness": line.directness,
        "indirectness": list(line.indirectness),
        "level": line.level(topic),
        "design": line.design,
        "comment": line.comment,
        "finding": line.finding,
        "quotations": list(line.quotations),
        "source": _source_fields(line.source),
    }


def _finding_fields(finding: Finding) -> Document:
    entry = finding_entry(finding)
    del entry["claim"]  # the document is about one
    return entry


def _source_fields(source: Source) -> Document:
    return {
        "id": source.id,
        "iri": source.iri,
        "title": source.title,
        "creator": source.creator,
        "issued": source.issued,
        "container": source.container,
        "doi": source.doi,
        "pmid": source.pmid,
        "link": source.link,
        "read_as": source.read_as,
        "design": source.design,
        "participants": source.participants,
        "population": source.population,
        "intervention": source.intervention,
        "comparator": source.comparator,
        "outcome": source.outcome,
        "result": source.result,
        "limitation": source.limitation,
    }


def _triples(triples: Iterable[Triple]) -> list[list[str]]:
    return [list(t) for t in triples]
