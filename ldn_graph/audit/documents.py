"""The audit, a claim and a source as JSON documents, for other programs.

:func:`audit_document` has an entry for each claim, :func:`claim_document` everything about one: its evidence line by
line, searches, findings. A claim has one shape wherever it leaves as data (``docs/json.md``): :func:`claim_fields`. The
audit, the dossier of a claim, the table of claims and the page take their keys from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.studies import NO_STUDY
from ..model.vocab import local_id, shorten
from ..sources.standing.shipped import standing_name
from ..sources.standing.words import standing_fields
from .status import decisive_lines, side_of
from .study_documents import certainty_fields, judgement_fields, study_fields

if TYPE_CHECKING:
    from ..model.claims import EvidenceLine, EvidenceSearch, Passage, Source
    from .results import Audit, ClaimAudit, Finding, Summary
    from .triples import Triple

Document = dict[str, object]
"""Keys and values as the ``json`` module writes them."""
CLAIM_KEYS = (
    "id", "iri", "label", "subject", "predicate", "object", "direction", "negated", "condition", "topic", "wording",
    "articles", "status", "certainty", "certainty_lower", "certainty_upper", "overclaimed", "as_published",
    "status_as_published", "flags", "best_level_for", "best_level_as_stated", "best_level_against",
    "independent_studies", "sources",
)  # fmt: skip
"""What :func:`claim_fields` has, in its order."""
AUDIT_KEYS = (
    "id", "iri", "label", "condition", "topic", "wording", "status", "certainty", "certainty_lower",
    "certainty_upper", "overclaimed", "as_published", "status_as_published", "flags", "best_level_for",
    "best_level_as_stated", "best_level_against", "independent_studies", "sources",
)  # fmt: skip
"""Those of them that a claim in the audit has; ``because`` comes last."""


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
        "nulls_dispute": summary.nulls_dispute,
        "selected_from": summary.selected_from,
        "status": summary.status,
        "as_published": summary.as_published,
        "certainty": summary.certainty,
        "flags": summary.flags,
    }


def claim_fields(audited: ClaimAudit) -> Document:
    """One claim as data: :data:`CLAIM_KEYS` with their values, as ``docs/json.md`` says what each means.

    Entities, articles and sources are named by their ids, the predicate by its CURIE. Subject, predicate and object
    are None where the claim is a sentence only.
    """
    claim = audited.claim
    relation = claim.relation
    return {
        "id": claim.id,
        "iri": claim.iri,
        "label": claim.label,
        "subject": relation.subject.id if relation else None,
        "predicate": _curie(relation.predicate) if relation else None,
        "object": relation.object.id if relation else None,
        "direction": claim.direction,
        "negated": claim.negated,
        "condition": claim.condition.id if claim.condition else None,
        "topic": claim.topic,
        "wording": claim.wording,
        "articles": [article.id for article in claim.articles],
        "status": audited.status,
        "certainty": audited.certainty.words if audited.certainty else None,
        "certainty_lower": audited.certainty.lower if audited.certainty else None,
        "certainty_upper": audited.certainty.upper if audited.certainty else None,
        "overclaimed": audited.overclaimed,
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


def claim_entry(audited: ClaimAudit) -> Document:
    """One claim in that document."""
    fields = claim_fields(audited)
    return {**{key: fields[key] for key in AUDIT_KEYS}, "because": list_triples(audited.because)}


def finding_entry(finding: Finding) -> Document:
    """One finding in that document."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "claim": finding.claim,
        "message": finding.message,
        "remedy": finding.remedy,
        "because": list_triples(finding.because),
    }


def claim_document(audited: ClaimAudit) -> Document:
    """The dossier of a claim as a JSON document: what the audit has of it, and all that is recorded.

    What a key names by an id, the key with ``_iri`` behind it names by its IRI.
    """
    claim = audited.claim
    return {
        **claim_fields(audited),
        "because": list_triples(audited.because),
        "subject_iri": claim.subject.iri if claim.subject else None,
        "predicate_iri": claim.predicate,
        "object_iri": claim.object.iri if claim.object else None,
        "condition_iri": claim.condition.iri if claim.condition else None,
        "article_iris": [article.iri for article in claim.articles],
        "stated_at": [passage_fields(p) for p in claim.passages],
        "how_sure": certainty_fields(audited.certainty) if audited.certainty else None,
        "would_change": [
            {"line": line.iri, "source": line.source.id, "status": status}
            for line, status in decisive_lines(claim, audited.lines, audited.status)
        ],
        "evidence": [_evidence_fields(e, audited) for e in audited.lines],
        "retracted": [_evidence_fields(e, audited) for e in audited.fallen],
        "searches": [search_fields(s) for s in claim.searches],
        "findings": [finding_entry(f) for f in audited.findings],
    }


def _evidence_fields(line: EvidenceLine, audited: ClaimAudit) -> Document:
    return {**line_fields(line, audited.claim.graded_topic), "source": _source_fields(line.source)}


def passage_fields(passage: Passage) -> Document:
    """Where a claim stands in the article, as data."""
    return {"section": passage.section, "start": passage.start, "end": passage.end, "sha256": passage.sha256}


def line_fields(line: EvidenceLine, topic: str | None) -> Document:
    """An evidence line of a claim of this topic as data, without its source."""
    return {
        "iri": line.iri,
        "bearing": line.bearing,
        "side": side_of(line),
        "directness": line.directness,
        "indirectness": list(line.indirectness),
        "level": line.level(topic),
        "design": line.design,
        "comment": line.comment,
        "finding": line.finding,
        "quotations": list(line.quotations),
        "quotation_roles": [role for _, role in line.quoted],
        **judgement_fields(line),
    }


def search_fields(search: EvidenceSearch) -> Document:
    """A search that found nothing, as data."""
    return {"comment": search.comment, "searched_in": search.searched_in, "created": search.created}


def source_document(source: Source, audit: Audit, sources: Iterable[Source] = ()) -> Document:
    """A source and what it says of which claims; ``sources`` are those of the graph, with its relations to them."""
    from .relations import find_relations

    return {
        **_source_fields(source),
        "identifiers": list(source.identifiers),
        "relations": {label: list(map(local_id, iris)) for label, iris in find_relations(source, sources).items()},
        "bears_on": [
            {
                "claim": audited.claim.id,
                "bearing": line.bearing,
                "directness": line.directness,
                "comment": line.comment,
                "finding": line.finding,
            }
            for audited in audit.claims
            for line in (*audited.lines, *audited.fallen)
            if line.source.iri == source.iri
        ],
    }


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
        "study": study_fields(source.study) if source.study != NO_STUDY else None,
        "standing": standing_fields(standing_name(source), source.standing),
    }


def list_triples(triples: Iterable[Triple]) -> list[list[str]]:
    """Triples as JSON has them: each a list of three texts, as N-Triples writes them."""
    return [list(t) for t in triples]
