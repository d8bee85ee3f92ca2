"""A draft beside an audit: each sentence that says what a claim says, how that claim stands, and what is wrong.

Matching is by plain rules (:mod:`~ldn_graph.drafts.matching`). Not promised: that all sentences that say a claim are
found; what names entities of the graph and was not found is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..audit.results import Audit, ClaimAudit
from ..model.vocab import SEVERITIES
from .citations import CitedSource, citations_in, index_sources
from .draft import Draft, DraftSentence
from .findings import DraftFinding, evidence_of, find_faults
from .matching import (
    Context,
    Match,
    Matcher,
    ReadSentence,
    context_after,
    find_claims,
    prepare,
    read_sentence,
    unmatched,
)
from .passages import LONGEST_DRAFT, find_passages


class MatchedClaim(NamedTuple):
    """A claim that a sentence says, as it was matched, and how it stands in the literature."""

    match: Match
    audited: ClaimAudit

    @property
    def standing(self) -> str:
        """Its status with levels, and its certainty, in words."""
        certainty = self.audited.certainty.words if self.audited.certainty else ""
        return ", ".join(filter(None, (self.audited.verdict, certainty)))


class CheckedSentence(NamedTuple):
    """A sentence of a draft, the claims that it says (the nearest first), what it cites, and what is wrong.

    ``unmatched``: it names two or more entities of the graph, and no claim was found that it says; ``named`` are their
    labels.
    """

    sentence: DraftSentence
    claims: tuple[MatchedClaim, ...]
    cited: tuple[CitedSource, ...]
    findings: tuple[DraftFinding, ...]
    unmatched: bool
    named: tuple[str, ...]


class DraftReport(NamedTuple):
    """A draft that was checked, sentence by sentence.

    ``too_long``: for its length the passages of claims were not looked for in it.
    """

    draft: Draft
    sentences: tuple[CheckedSentence, ...]
    too_long: bool

    @property
    def headings(self) -> int:
        """How many headings there are, which are not checked."""
        return sum(1 for sentence in self.draft.sentences if sentence.kind == "heading")

    @property
    def told(self) -> tuple[CheckedSentence, ...]:
        """The sentences that say a claim, or that something is wrong with."""
        return tuple(s for s in self.sentences if s.claims or s.findings)

    @property
    def unmatched(self) -> tuple[CheckedSentence, ...]:
        """The sentences that name entities of the graph and were not matched to a claim."""
        return tuple(s for s in self.sentences if s.unmatched)

    @property
    def findings(self) -> tuple[tuple[CheckedSentence, DraftFinding], ...]:
        """All that is wrong, in the order of the draft."""
        return tuple((s, finding) for s in self.sentences for finding in s.findings)

    def worst(self) -> str | None:
        """The gravest severity among the findings, or None where there is none."""
        found = {finding.severity for _, finding in self.findings}
        return next((severity for severity in SEVERITIES if severity in found), None)


def check_draft(draft: Draft, audit: Audit) -> DraftReport:
    """Each sentence of a draft beside the claims of an audit.

    What has the words of a claim's own passage says that claim, whatever the rules find; in a draft of more than
    :data:`~ldn_graph.drafts.passages.LONGEST_DRAFT` characters these are not looked for. Headings are not checked, and
    lists of references only for what was retracted.
    """
    claims = [audited.claim for audited in audit.claims]
    matcher, evidence = prepare(claims), evidence_of(audit)
    sources = index_sources(s for claim in claims for s in (*(line.source for line in claim.lines), *claim.articles))
    too_long = len(draft.text) > LONGEST_DRAFT and any(claim.passages for claim in claims)
    passages = {} if too_long else find_passages(claims, draft.text)
    checked = []
    reads = tuple(_read(matcher, draft.sentences))
    for n, (sentence, read) in enumerate(zip(draft.sentences, reads, strict=True)):
        if sentence.kind == "heading":
            continue
        is_text = sentence.kind != "reference"
        quoted = [c for place, some in sorted(passages.items()) if sentence.start <= place < sentence.end for c in some]
        matches = find_claims(matcher, read, quoted) if is_text else ()
        cited = citations_in(sentence.text, sources)
        near = [word for at in _beside(draft.sentences, n) for word in reads[at].words]
        checked.append(
            CheckedSentence(
                sentence,
                tuple(MatchedClaim(match, evidence.audits[match.claim.iri]) for match in matches),
                cited,
                find_faults(matches, cited, near, evidence),
                is_text and unmatched(read, matches),
                tuple(entity.label for entity in read.named),
            )
        )
    return DraftReport(draft, tuple(checked), too_long)


def _read(matcher: Matcher, sentences: Sequence[DraftSentence]) -> Iterator[ReadSentence]:
    """The sentences with what is carried over to each: of title and heading, what leads to a list, what is before."""
    title = before = matcher.start
    heading = lead = None
    for n, sentence in enumerate(sentences):
        if sentence.kind in ("item", "rest"):
            words = (lead.words if lead else ()) if sentence.kind == "item" else None
            yield read_sentence(matcher, sentence.text, before, words)
            continue  # what items say is carried nowhere: each goes on with what leads to the list
        if sentence.kind == "heading":
            before = Context(None, title.conditions)
        elif n and sentences[n - 1].paragraph != sentence.paragraph:
            before = Context(None, (context_after(matcher, heading) if heading else title).conditions)
        lead = read_sentence(matcher, sentence.text, before)
        yield lead
        before = context_after(matcher, lead)
        if sentence.kind == "heading":
            heading = lead
            title = title if n else before


def _beside(sentences: Sequence[DraftSentence], n: int) -> Iterator[int]:
    """The numbers of a sentence and of those before and behind it in its paragraph."""
    for at in (n - 1, n, n + 1):
        if 0 <= at < len(sentences) and sentences[at].paragraph == sentences[n].paragraph:
            yield at
