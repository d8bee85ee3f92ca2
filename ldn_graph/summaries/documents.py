"""A summary of findings as a JSON document."""

from __future__ import annotations

from .findings import HOW_TO_READ, FindingsRow, SummaryOfFindings

Document = dict[str, object]


def summary_document(summary: SummaryOfFindings) -> Document:
    """The summary; notes are named by their numbers, the first is 1."""
    return {
        "title": summary.title,
        "condition": summary.condition_id,
        "claims_about": list(summary.subjects),
        "articles": list(summary.articles),
        "as_of": summary.as_of,
        "judged_until": summary.judged_until,
        "outcome_benefits": [_row(row) for row in summary.outcome_benefits],
        "outcome_harms": [_row(row) for row in summary.outcome_harms],
        "benefits": [_row(row) for row in summary.benefits],
        "harms": [_row(row) for row in summary.harms],
        "notes": [{"number": n, "text": text} for n, text in enumerate(summary.notes, start=1)],
        "studies": [{"id": ident, "citation": citation} for ident, citation in summary.studies],
        "how_to_read": list(HOW_TO_READ),
    }


def _row(row: FindingsRow) -> Document:
    return {
        "claim": row.claim,
        "label": row.label,
        "outcome": row.outcome,
        "population": row.population,
        "studies": row.studies,
        "people": row.people,
        "effects": [
            {
                "study": effect.study,
                "outcome": effect.outcome,
                "text": effect.text,
                "counted": effect.counted,
                "our_arithmetic": effect.arithmetic,
            }
            for effect in row.effects
        ],
        "without_result": list(row.without_result),
        "reported": list(row.reported),
        "certainty": row.certainty,
        "certainty_lower": row.lower,
        "certainty_upper": row.upper,
        "certainty_set_to": row.set_to,
        "certainty_notes": list(row.notes),
        "effect_notes": list(row.effect_notes),
        "status": row.status,
        "in_plain_words": row.plain,
    }
