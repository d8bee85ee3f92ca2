"""The audit as rows, for CSV files; :mod:`~ldn_graph.audit.documents` has it as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.display import register_columns
from ..output.tables import Row
from .documents import claim_fields
from .results import Audit

if TYPE_CHECKING:
    from ..sparql.frames import Column
    from .results import ClaimAudit, Finding

CLAIM_COLUMNS = (
    "id", "iri", "label", "subject", "predicate", "object", "direction", "condition", "topic", "wording", "status",
    "certainty", "certainty_lower", "certainty_upper", "overclaimed", "as_published", "status_as_published",
    "best_level_for", "best_level_as_stated", "best_level_against", "independent_studies", "flags", "sources",
)  # fmt: skip
"""Those keys of :func:`~ldn_graph.audit.documents.claim_fields` that the table of claims has."""
CLAIM_COLUMN_KINDS = {
    **dict.fromkeys(CLAIM_COLUMNS, "string"),
    "overclaimed": "boolean",
    **dict.fromkeys(
        (
            "certainty_lower",
            "certainty_upper",
            "best_level_for",
            "best_level_as_stated",
            "best_level_against",
            "independent_studies",
        ),
        "int64",
    ),
}
"""The type of each of them in a data frame."""
FINDING_COLUMNS = ("severity", "rule", "claim", "message", "remedy", "because")


def claim_rows(audit: Audit) -> list[Row]:
    """One row a claim, as :data:`CLAIM_COLUMNS` names them; several values in a cell stand between spaces."""
    return [claim_row(audited) for audited in audit.claims]


def claim_row(audited: ClaimAudit) -> Row:
    """The row of one claim."""
    fields = claim_fields(audited)
    return tuple(map(_cell, map(fields.__getitem__, CLAIM_COLUMNS)))


def claim_columns(audit: Audit) -> list[Column]:
    """The table of claims by its columns, for data frames: truth is a truth there, a level a whole number."""
    entries = [claim_fields(audited) for audited in audit.claims]
    return [(name, kind, [_joined(entry[name]) for entry in entries]) for name, kind in CLAIM_COLUMN_KINDS.items()]


def _cell(value: object) -> object:
    """Several values between spaces, and truth as *true* and *false*, as JSON and the page have it."""
    return str(value).lower() if isinstance(value, bool) else _joined(value)


def _joined(value: object) -> object:
    return " ".join(value) if isinstance(value, list) else value


def finding_rows(audit: Audit) -> list[Row]:
    """One row a finding, as :data:`FINDING_COLUMNS` names them; ``because`` is N-Triples."""
    return [finding_row(finding) for finding in audit.findings]


def finding_row(finding: Finding) -> Row:
    """The row of one finding."""
    triples = " ".join(f"{' '.join(t)} ." for t in finding.because)
    return finding.severity, finding.rule, finding.claim, finding.message, finding.remedy, triples


register_columns(Audit, claim_columns)
