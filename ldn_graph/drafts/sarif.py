"""The findings of a draft in SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from ..version import __version__
from .checking import CheckedSentence, DraftReport
from .draft import DraftSentence
from .findings import KINDS, DraftFinding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}

Document = dict[str, object]


def sarif_document(report: DraftReport) -> Document:
    """One run with a rule for each kind of finding, and a result for each finding; columns count characters."""
    rules = [
        {
            "id": kind,
            "shortDescription": {"text": words},
            "defaultConfiguration": {"level": LEVELS[severity]},
        }
        for kind, (severity, words) in KINDS.items()
    ]
    driver = {"name": "ldn-graph", "version": __version__, "rules": rules}
    uri = _uri(report.draft.name)
    results = [_result(uri, checked, finding) for checked, finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _uri(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _result(uri: str, checked: CheckedSentence, finding: DraftFinding) -> Document:
    of = f"{finding.claim}: " if finding.claim else ""
    location = {"artifactLocation": {"uri": uri}, "region": _region(checked.sentence)}
    return {
        "ruleId": finding.kind,
        "ruleIndex": list(KINDS).index(finding.kind),
        "level": LEVELS[finding.severity],
        "message": {"text": f"{of}{finding.message}; {finding.remedy}"},
        "locations": [{"physicalLocation": location}],
    }


def _region(sentence: DraftSentence) -> Document:
    return {
        "startLine": sentence.line,
        "startColumn": sentence.column,
        "endLine": sentence.end_line,
        "endColumn": sentence.end_column,
        "snippet": {"text": sentence.text},
    }
