"""A checked draft as JSON."""

from __future__ import annotations

from .checking import CheckedSentence, DraftReport, MatchedClaim
from .draft import DraftSentence
from .findings import DraftFinding

Document = dict[str, object]


def report_document(report: DraftReport, *, with_unmatched: bool = False) -> Document:
    """The report: the sentences that say a claim or in which something is wrong, and those that were not matched."""
    document: Document = {
        "draft": report.draft.name,
        "counts": {
            "sentences": len(report.sentences),
            "headings": report.headings,
            "matched": sum(1 for checked in report.sentences if checked.claims),
            "findings": len(report.findings),
            "unmatched": len(report.unmatched),
        },
        "passages_looked_for": not report.too_long,
        "sentences": [_sentence(checked) for checked in report.told],
    }
    if with_unmatched:
        document["unmatched"] = [{**_place(s.sentence), "named": list(s.named)} for s in report.unmatched]
    return document


def _place(sentence: DraftSentence) -> Document:
    return {
        "line": sentence.line,
        "column": sentence.column,
        "end_line": sentence.end_line,
        "end_column": sentence.end_column,
        "text": sentence.text,
    }


def _sentence(checked: CheckedSentence) -> Document:
    return {
        **_place(checked.sentence),
        "claims": [_claim(claim) for claim in checked.claims],
        "cited": [
            {"words": cited.words, "sources": [source.id for source in cited.sources]} for cited in checked.cited
        ],
        "findings": [_finding(finding) for finding in checked.findings],
    }


def _claim(claim: MatchedClaim) -> Document:
    match, audited = claim.match, claim.audited
    return {
        "id": match.claim.id,
        "iri": match.claim.iri,
        "label": match.claim.label,
        "status": audited.status,
        "verdict": audited.verdict,
        "certainty": audited.certainty.words if audited.certainty else None,
        "denied": match.denied,
        "wording": match.wording,
        "wording_told_by": match.told_by or None,
        "matched_by": list(match.words),
    }


def _finding(finding: DraftFinding) -> Document:
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "claim": finding.claim,
        "message": finding.message,
        "remedy": finding.remedy,
    }
