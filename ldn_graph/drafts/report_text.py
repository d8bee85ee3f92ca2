"""A checked draft as text for reading: each sentence that says a claim, why, how the claim stands, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..output.characters import cut, printable
from ..output.counts import count_words
from .checking import CheckedSentence, DraftReport
from .findings import KINDS

_SHOWN = 300
"""So many characters of a sentence are shown."""


def report_lines(report: DraftReport, *, with_unmatched: bool = False) -> Iterator[str]:
    """The lines of a report: its sentences in their order, where something is to be told of them."""
    name = printable(report.draft.name)
    for checked in report.sentences:
        if not (checked.claims or checked.findings or (with_unmatched and checked.unmatched)):
            continue
        sentence = checked.sentence
        yield f"{name}:{sentence.line}:{sentence.column}: {cut(printable(sentence.text), _SHOWN)}\n"
        yield from _told(checked)
        yield "\n"


def _told(checked: CheckedSentence) -> Iterator[str]:
    for claim in checked.claims:
        match = claim.match
        verb = "denies" if match.denied else "says"
        told_by = f" ({printable(match.told_by)})" if match.told_by else ""
        yield f"  {verb} {match.claim.id}, {match.wording}{told_by}: {printable(match.claim.label)}\n"
        yield f"    {claim.standing}; matched by {printable('; '.join(match.words))}\n"
    if checked.unmatched:
        yield f"  unmatched: it names {printable(', '.join(checked.named))}, and no claim was found that it says\n"
    for finding in checked.findings:
        claim_id = f" {finding.claim}" if finding.claim else ""
        yield f"  {finding.severity.upper()} {finding.kind}{claim_id}: {printable(finding.message)}; {finding.remedy}\n"


def counts_line(report: DraftReport) -> str:
    """How many sentences there are, how many say a claim, what was found, and what was not checked or not matched."""
    saying = sum(1 for checked in report.sentences if checked.claims)
    claims = len({claim.match.claim.iri for checked in report.sentences for claim in checked.claims})
    kinds = Counter(finding.kind for _, finding in report.findings)
    found = ", ".join(f"{kinds[kind]:,} {kind}" for kind in KINDS if kinds[kind])
    unmatched = len(report.unmatched)
    headings = f" {count_words(report.headings, 'heading')} not checked;" if report.headings else ""
    return (
        f"{count_words(len(report.sentences), 'sentence')}, of which {saying:,} say {count_words(claims, 'claim')}; "
        f"{count_words(sum(kinds.values()), 'finding')}{f': {found}' if found else ''};{headings} "
        f"{unmatched:,} of the others name several entities of the graph and match no claim"
        + (" (--unmatched lists them)" if unmatched else "")
        + ("; passages were not looked for, since the draft is too long: give it in parts" if report.too_long else "")
    )
