"""The audit of claims: for each its status, its flags, and the findings behind them.

A claim is judged by its own evidence lines but for three things, which are looked up over all claims
(:class:`~ldn_graph.audit.flags.Evidence`): how the claims stand that it rests on, the quantities that its ratios are
made of, and which sources report one study. The statuses come from :mod:`~ldn_graph.audit.status`, the flags from
:mod:`~ldn_graph.audit.flags`. Nothing here is advice.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model.claims import Claim
from .certainty import rate_certainty
from .flags import RULES, Case, Evidence, fallen_lines
from .published import cited_lines, published_as
from .results import Audit, ClaimAudit
from .status import best_level, deciding_lines, looked_into, rate_support
from .studies import Studies
from .triples import status_triples, write_line_triples
from .wording import is_overclaimed


def audit_claims(
    claims: Iterable[Claim],
    as_of: int | None = None,
    *,
    studies: Studies | None = None,
    beside: Iterable[Claim] = (),
    nulls_dispute: bool = False,
) -> Audit:
    """The status, flags and findings of every claim.

    With ``as_of``, a year, only sources published by the end of it count; a source
    without a date always counts. What was retracted does not count, or had not been by the end of that year
    (:meth:`~ldn_graph.model.claims.Source.counts`). What was searched and looked into counts as it
    stands today. Where the claims are only some of a graph's, ``studies`` says which sources
    are one study, and ``beside`` are the others that they rest on or are measured by. With ``nulls_dispute`` a
    difference that was not seen speaks against a claim even where no interval says how large it could have been.
    Nothing is raised for what the evidence says; no claims give an audit without claims.
    """
    claims, beside = tuple(claims), tuple(beside)
    if nulls_dispute:
        claims, beside = tuple(map(_count_nulls, claims)), tuple(map(_count_nulls, beside))
    evidence = _gather_evidence((*claims, *beside), as_of, studies)
    return Audit(tuple(_audit_claim(claim, evidence) for claim in claims), as_of, nulls_dispute=nulls_dispute)


def _gather_evidence(claims: tuple[Claim, ...], as_of: int | None, studies: Studies | None) -> Evidence:
    """What counts as of a year of the evidence of all claims."""
    lines = {c.iri: tuple(e for e in c.lines if e.source.counts(as_of)) for c in claims}
    studies = studies or Studies(e.source for c in claims for e in c.lines)
    stated = (q for c in claims for q in c.quantities)
    measured = (q for c in claims for e in lines[c.iri] for q in e.quantities)
    overclaimed = {c.iri: is_overclaimed(c, lines[c.iri], studies) for c in claims}
    return Evidence(
        lines=lines,
        statuses={
            c.iri: rate_support(lines[c.iri], c.graded_topic, looked_into=looked_into(c.lines, c.searches))
            for c in claims
        },
        overclaimed=frozenset(iri for iri, is_it in overclaimed.items() if is_it),
        not_judged=frozenset(iri for iri, is_it in overclaimed.items() if is_it is None),
        quantities={q.iri: q for q in (*stated, *measured)},
        studies=studies,
        as_of=as_of,
    )


def _audit_claim(claim: Claim, evidence: Evidence) -> ClaimAudit:
    lines, status, topic = evidence.lines[claim.iri], evidence.statuses[claim.iri], claim.graded_topic
    in_favour = tuple(e for e in lines if e.in_favour)
    line_triples = write_line_triples(claim)
    certainty = rate_certainty(claim, lines, evidence.studies)
    case = Case(
        claim=claim,
        lines=lines,
        in_favour=in_favour,
        status=status,
        because=status_triples(claim, lines, status, line_triples),
        line_triples=line_triples,
        evidence=evidence,
        certainty=certainty,
        deciding=deciding_lines(lines, status),
        fallen=fallen_lines(claim, evidence.as_of) if len(lines) < len(claim.lines) else (),
    )
    cited = cited_lines(claim, lines)
    return ClaimAudit(
        claim=claim,
        lines=lines,
        status=status,
        because=case.because,
        as_published=published_as(claim),
        status_as_published=rate_support(cited, topic, looked_into=looked_into(cited)),
        best_level_for=best_level((e for e in in_favour if e.direct), topic),
        best_level_as_stated=best_level((e for e in in_favour if e.direct and e.affirms), topic),
        best_level_against=best_level((e for e in lines if e.direct and e.against), topic),
        studies=evidence.studies.count(in_favour),
        studies_as_published=evidence.studies.count(e for e in cited if e.in_favour) if cited else 0,
        certainty=certainty,
        findings=tuple(finding for rule in RULES for finding in rule(case)),
        fallen=case.fallen,
    )


def _count_nulls(claim: Claim) -> Claim:
    """The claim with its nulls as what disputes it."""
    if not any(e.null_without_interval for e in claim.lines):
        return claim
    return claim._replace(lines=tuple(e._replace(null_without_interval=False) for e in claim.lines))
