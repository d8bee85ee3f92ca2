"""The summaries of findings that the page shows: one for each condition, in rows that stand once."""

from __future__ import annotations

from collections.abc import Iterable

from ..audit.bodies import rate_bodies
from ..audit.results import Audit
from ..model.bodies import BodyOfEvidence
from ..model.vocab import local_id
from ..summaries.findings import HOW_TO_READ, FindingsRow, summarise_findings
from .layout import Record

MOST = 300
"""Of more claims the page has no summaries; ``ldn-graph summary`` writes each."""


def describe_summaries(audit: Audit, bodies: Iterable[BodyOfEvidence] = ()) -> Record:
    """The rows, each once, and for each condition by its id its rows under their headings.

    A row has the texts of its notes, which the page numbers as it shows them: a row of a narrower condition stands in
    the summary of a broader one, too, with the name of the narrower one before it.
    """
    if len(audit.claims) > MOST:
        return {"rows": [], "on": {}, "how": []}
    rated = rate_bodies(bodies, audit.as_of)
    conditions = [a.claim.condition for a in audit.claims if a.claim.condition] + [b.body.condition for b in rated]
    labels = {condition.iri: str(condition.label) for condition in conditions}
    broader = {iri for condition in conditions for iri in condition.broader}
    for iri in broader - labels.keys():
        labels[iri] = local_id(iri).replace("-", " ")
    rows: dict[str, tuple[int, Record]] = {}
    on: Record = {}
    for iri in sorted(labels):
        summary = summarise_findings(audit, iri, labels, rated)
        sections = []
        for heading, some in summary.sections:
            places = []
            for row in some:
                record = _row(row, summary.notes)
                place, _ = rows.setdefault(str(record), (len(rows), record))
                places.append([place, row.population or ""])
            sections.append([heading, places])
        if sections:
            on[local_id(iri)] = sections
    return {"rows": [record for _, record in rows.values()], "on": on, "how": list(HOW_TO_READ)}


def _row(row: FindingsRow, notes: tuple[str, ...]) -> Record:
    return {
        "claim": row.claim,
        "outcome": row.outcome,
        "body": row.body,
        "effects": list(row.effect_texts),
        "effectNotes": [notes[n - 1] for n in row.effect_notes],
        "certainty": row.certainty,
        "notes": [notes[n - 1] for n in row.notes],
        "status": row.status.replace("-", " "),
        "plain": row.plain,
    }
