"""What is wrong with a sentence, given the claim that it says: one small function a rule.

Whether a wording is too strong and whether a number agrees is judged by the audit's own rules, as if the claim were
worded as the sentence is, or stated its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ..audit.audit import audit_claims
from ..audit.quantities import compare, describe_comparison, describe_quantity
from ..audit.results import Audit, ClaimAudit
from ..model.claims import Claim, Quantity, Source
from ..model.words import WORDING_WORDS
from ..sources.papers import group_papers
from .citations import CitedSource
from .matching import Match
from .strength import word_of_dispute
from .words import Word

KINDS: Mapping[str, tuple[str, str]] = {
    "too-strong": ("Violation", "The wording is stronger than the evidence."),
    "number": ("Violation", "The number is not the one that was found."),
    "support-lost": ("Violation", "What supported the claim was retracted."),
    "cited-retracted": ("Violation", "A source that is cited was retracted."),
    "cited-against": ("Violation", "A source that is cited speaks against the claim."),
    "denied": ("Warning", "The evidence supports what the sentence denies."),
    "dispute": ("Warning", "That sources speak against the claim is not mentioned."),
    "cited-elsewhere": ("Warning", "A source that is cited is not recorded for the claim."),
}
"""The kinds of findings, the gravest first, each with its severity and what it says."""
_TOO_STRONG = ("overclaimed", "no-supporting-source", "low-certainty")
"""The audit's rules by which a wording is too strong, the gravest first."""


class DraftFinding(NamedTuple):
    """What is wrong with a sentence; ``claim`` is the id of the claim that it says, None where it is of none."""

    kind: str
    severity: str
    claim: str | None
    message: str
    remedy: str


class Evidence(NamedTuple):
    """What the claims of a graph stand on: their audit, and the same with each claim in another wording, by its IRI.

    ``as_of`` is the year of the audit, or None.
    """

    audits: Mapping[str, ClaimAudit]
    worded: Callable[[str], Mapping[str, ClaimAudit]]
    quantities: Mapping[str, Quantity]
    as_of: int | None


def evidence_of(audit: Audit) -> Evidence:
    """What findings are told by. A wording is audited when the first sentence has it."""
    claims = [audited.claim for audited in audit.claims]

    @cache
    def worded(wording: str) -> Mapping[str, ClaimAudit]:
        return _by_iri(audit_claims([claim._replace(wording=wording) for claim in claims], audit.as_of))

    found = (q for audited in audit.claims for line in audited.lines for q in line.quantities)
    stated = (q for claim in claims for q in claim.quantities)
    return Evidence(_by_iri(audit), worded, {q.iri: q for q in (*stated, *found)}, audit.as_of)


def _by_iri(audit: Audit) -> Mapping[str, ClaimAudit]:
    return {audited.claim.iri: audited for audited in audit.claims}


def find_faults(
    matches: Sequence[Match], cited: Sequence[CitedSource], near: Sequence[Word], evidence: Evidence
) -> tuple[DraftFinding, ...]:
    """What is wrong with a sentence, the gravest first.

    Each kind is told once, of the nearest claim that it holds of; of claims that are quoted it is told of each.

    ``matches`` are the claims that it says, the nearest first, ``cited`` what it cites, and ``near`` its words with
    those of the sentences beside it in its paragraph, where a dispute may be mentioned.
    """
    found = [f for match in matches for rule in _RULES for f in rule(match, near, evidence)]
    found += [f for citation in cited for f in _of_citation(citation, matches, evidence)]
    several = any(match.quoted for match in matches)
    first: dict[tuple[str, ...], DraftFinding] = {}
    for finding in found:
        about = finding.message if finding.kind.startswith("cited") else finding.claim if several else ""
        first.setdefault((finding.kind, about or ""), finding)
    order = list(KINDS)
    return tuple(sorted(first.values(), key=lambda f: order.index(f.kind)))


def _finding(kind: str, claim: Claim | None, message: str, remedy: str) -> DraftFinding:
    return DraftFinding(kind, KINDS[kind][0], claim.id if claim else None, message, remedy)


def _too_strong(match: Match, near: Sequence[Word], evidence: Evidence) -> Iterator[DraftFinding]:  # noqa: ARG001
    """Said plainly or as proven, and the audit would flag the claim if it were worded so."""
    if match.denied or match.wording == "hedged":
        return
    audited = evidence.worded(match.wording)[match.claim.iri]
    by_rule = {finding.rule: finding for finding in audited.findings}
    rule = next((rule for rule in _TOO_STRONG if rule in by_rule), None)
    if rule:
        message = by_rule[rule].message
        if rule == "no-supporting-source":
            message = f"{WORDING_WORDS[match.wording]}, and {message}"
        yield _finding("too-strong", match.claim, message, by_rule[rule].remedy)


def _number(match: Match, near: Sequence[Word], evidence: Evidence) -> Iterator[DraftFinding]:
    """None of the sentence's numbers in the unit of a quantity agrees with what was found of it.

    What is left open, and said to be disputed, is no such statement.
    """
    if match.wording == "hedged" and word_of_dispute(near):
        return
    lines = evidence.audits[match.claim.iri].lines
    by_iri = {quantity.iri: quantity for quantity in match.claim.quantities}
    for iri, numbers in match.numbers:
        if match.denied or any(number.bounded for number in numbers):
            continue
        compared = [compare(number.as_stated(by_iri[iri]), lines, evidence.quantities) for number in numbers]
        if all(comparison.mismatch for comparison in compared):
            said = describe_quantity(compared[0].stated)
            message = f"it says {said} ({numbers[0].words}); {describe_comparison(compared[0])}"
            yield _finding("number", match.claim, message, "correct the number, or say whose estimate it is")


def _support_lost(match: Match, near: Sequence[Word], evidence: Evidence) -> Iterator[DraftFinding]:  # noqa: ARG001
    """The claim would have another status if sources that were retracted counted."""
    for finding in evidence.audits[match.claim.iri].findings:
        if finding.rule == "retracted-source" and finding.severity == "Violation" and not match.denied:
            yield _finding("support-lost", match.claim, finding.message, finding.remedy)


def _denied(match: Match, near: Sequence[Word], evidence: Evidence) -> Iterator[DraftFinding]:  # noqa: ARG001
    """The sentence denies, and leaves nothing open, what sources support and none disputes."""
    audited = evidence.audits[match.claim.iri]
    if match.denied and match.wording != "hedged" and audited.status == "supported":
        message = f"it says the contrary of a claim that is supported: {match.claim.label}"
        yield _finding("denied", match.claim, message, "say what the sources found, or record those against it")


def _dispute(match: Match, near: Sequence[Word], evidence: Evidence) -> Iterator[DraftFinding]:
    """The claim is contested or contradicted, and no word near says so.

    It is for information alone where the sentence leaves the matter open.
    """
    audited = evidence.audits[match.claim.iri]
    against = [line for line in audited.lines if line.direct and line.against]
    if audited.status in ("contested", "contradicted") and not match.denied and not word_of_dispute(near):
        names = tuple(dict.fromkeys(line.source.id for line in against))
        verb = "speaks" if len(names) == 1 else "speak"
        message = f"{audited.verdict}: {', '.join(names)} {verb} directly against it"
        found = _finding("dispute", match.claim, message, "mention what speaks against it")
        yield found._replace(severity="Info") if match.wording == "hedged" else found


_RULES = (_too_strong, _number, _support_lost, _denied, _dispute)


def _of_citation(cited: CitedSource, matches: Sequence[Match], evidence: Evidence) -> Iterator[DraftFinding]:
    """A source that is cited was retracted, speaks against what it is cited for, or is not recorded for it.

    What is cited may be one of several papers, of one author and year. What holds of some of them alone is a Warning,
    which names them.
    """
    papers = tuple(group_papers(cited.sources))
    fallen = [p for p in papers if any(s.standing and not s.standing.stands(evidence.as_of) for s in p)]
    if fallen or (cited.retracted and not papers):
        message = _said_of(cited, fallen, papers, "was retracted")
        found = _finding("cited-retracted", None, message, "say so, or cite what stands")
        yield found._replace(severity="Warning") if len(fallen) < len(papers) else found
        return
    said = [match.claim for match in matches if not match.denied]
    iris = {source.iri for source in cited.sources}
    lines = [(c, line) for c in said for line in evidence.audits[c.iri].lines if line.source.iri in iris]
    against = [(claim, line) for claim, line in lines if line.against]
    if against and not any(line.in_favour for _, line in lines):
        claim, line = against[0]
        opposing = {one.source.iri for _, one in against}
        some = [paper for paper in papers if not opposing.isdisjoint(source.iri for source in paper)]
        message = _said_of(cited, some, papers, f"{line.bearing} it" + (f": {line.comment}" if line.comment else ""))
        remedy = "cite what supports the sentence, or say what this source found"
        found = _finding("cited-against", claim, message, remedy)
        yield found._replace(severity="Warning") if len(some) < len(papers) else found
    elif said and not lines:
        where = "is recorded, and not for this claim"
        if not papers:
            where = "is not in the graph"
        elif not any(source.was_published(evidence.as_of) for source in cited.sources):
            where = f"was not published by {evidence.as_of}"
        remedy = "record how it bears on the claim, or cite another"
        yield _finding("cited-elsewhere", said[0], f"{cited.words} {where}", remedy)


def _said_of(cited: CitedSource, some: Sequence[Sequence[Source]], papers: Sequence[object], what: str) -> str:
    """What holds of some of the papers that a citation may be, with their names where they are not all."""
    names = " and ".join(", ".join(source.id for source in paper) for paper in some)
    if len(some) < len(papers):
        return f"{cited.words} may be {names}, which {what}"
    return f"{cited.words} ({names}) {what}" if names else f"{cited.words} {what}"
