"""One claim, or one source, with everything recorded about it, in words: for a terminal, and in parts for the page.

:mod:`~ldn_graph.audit.documents` has the same as JSON.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from ..model.claims import Claim, EvidenceLine, Source
from ..model.standing import NOT_LISTED
from ..model.vocab import local_id, shorten
from ..model.words import (
    CERTAINTY_WORDS,
    DESIGN_WORDS,
    INDIRECTNESS_WORDS,
    PUBLISHED_WORDS,
    QUOTATION_WORDS,
    READ_WORDS,
    SIDE_WORDS,
)
from ..output.characters import printable
from ..output.counts import count_words
from ..sources.standing.words import describe_standing
from .certainty import MISSING, Certainty
from .grade_domains import Domain
from .relations import find_relations
from .results import Audit, ClaimAudit
from .status import NEITHER_WAY, decisive_lines, level_words, side_of
from .study_words import Fact, describe_result, describe_risk, describe_setting, study_facts

HEADINGS: Mapping[str, str] = {side: words.heading for side, words in SIDE_WORDS.items()}
"""What stands above the evidence lines of each of :data:`~ldn_graph.audit.status.SIDES`, in the order of reading."""


def describe_line(line: EvidenceLine, topic: str | None) -> str:
    """What kind of evidence a line is: design, level, participants, year and directness, in words."""
    source = line.source
    parts = [
        DESIGN_WORDS.get(line.design or "", "design not recorded"),
        *([f"of {DESIGN_WORDS[line.level_design]}"] if line.level_design and line.level_design != line.design else []),
        level_words(line.level(topic)),
        *([count_words(source.participants, "participant")] if source.participants is not None else []),
        str(source.year) if source.year else "undated: counts in any year",
        describe_directness(line),
        *(["no interval: it disputes nothing"] if line.null_without_interval else []),
        *([describe_standing(source)] if source.standing and source.standing.name != NOT_LISTED else []),
        *(["no participants: it counts neither way"] if side_of(line) == "no-participants" else []),
    ]
    return ", ".join(parts)


def line_facts(line: EvidenceLine, topic: str | None) -> Iterator[Fact]:
    """What a line rests on, what other readers judged otherwise, and why one judgement was adopted.

    What speaks for itself has "" as label.
    """
    yield "", describe_line(line, topic)
    if line.finding:
        yield "found", line.finding
    for result in line.results:
        yield "result", describe_result(result)
    if line.risk_of_bias:
        yield "", describe_risk(line.risk_of_bias)
    for other in line.other_judgements:
        if (other.bearing, other.directness) != (line.bearing, line.directness):
            judge = local_id(other.judge) if other.judge else "another reader"
            yield "judged otherwise", f"{other.bearing}, {other.directness} ({judge})"
    if line.adopted_because:
        yield "adopted", line.adopted_because
    for quotation, role in line.quoted:
        yield describe_quoting(role), quotation


def describe_quoting(role: str | None) -> str:
    """*quoted*, with the role of the words in their source where it is recorded."""
    return f"quoted ({QUOTATION_WORDS[role]})" if role else "quoted"


def describe_directness(line: EvidenceLine) -> str:
    """Direct, indirect with GRADE's domains, or unrated, in words."""
    if line.directness == "unrated":
        return "directness not judged"
    if line.direct:
        return "direct"
    domains = ", ".join(INDIRECTNESS_WORDS[d] for d in line.indirectness)
    return f"indirect: {domains}" if domains else "indirect"


def describe_place(claim: Claim) -> tuple[str, ...]:
    """Where the claim stands, one text a passage."""
    return tuple(f"{p.section}, characters {p.start} to {p.end}" for p in claim.passages)


def audit_facts(audited: ClaimAudit) -> Iterator[Fact]:
    """The status of a claim and why, what the article cites for it, and the levels of its evidence."""
    yield "status", f"{audited.standing}: {audited.reason}"
    yield "published", f"{PUBLISHED_WORDS[audited.as_published]}; by that alone: {audited.status_as_published}"
    yield "levels", f"for: {audited.level_for}; against: {audited.level_against} (of direct evidence)"


def certainty_facts(certainty: Certainty) -> Iterator[Fact]:
    """How sure one may be, why in each domain, who set it where somebody did, and what is missing for it to rise."""
    of = f", {count_words(certainty.studies, 'study', 'studies')}" if certainty.measured else ""
    people = f", {count_words(certainty.people, 'person', 'people')}" if certainty.people is not None else ""
    words = f"{certainty.words}{of}{people}. " if certainty.measured else ""
    yield "certainty", words + certainty.sentence
    for domain in certainty.domains:
        yield domain.name, f"{describe_steps(domain)}: {domain.reason}"
    if certainty.overshoot:
        steps = count_words(certainty.overshoot, "step")
        yield "below", f"it would fall {steps} below very low: so much must be mended before it can rise"
    if certainty.rating:
        outside = "; it lies outside of that" if certainty.is_outside else ""
        yield "set by", f"{describe_setting(certainty.rating)} (computed: {certainty.computed}{outside})"
    for rating, why in certainty.set_aside:
        yield "rated, not used", f"{CERTAINTY_WORDS[rating.level]} by {describe_setting(rating)} ({why})"
    if certainty.unmeasured and MISSING[certainty.unmeasured]:
        yield "to rise", MISSING[certainty.unmeasured]
    missing = [f"record the study design of {certainty.undesigned}"] if certainty.without_design else []
    missing += [domain.missing for domain in certainty.domains if domain.missing]
    if missing:
        yield "to rise", "; ".join(missing)


def describe_steps(domain: Domain) -> str:
    """By how much a domain lowers certainty: ``-1``, ``0 to -2`` where it hangs on what is not recorded."""
    if domain.lower == domain.upper:
        return str(domain.upper)
    return f"{domain.upper} to {domain.lower}"


def change_facts(audited: ClaimAudit) -> Iterator[Fact]:
    """What would change the status: each line whose loss would."""
    for line, status in decisive_lines(audited.claim, audited.lines, audited.status):
        yield "without", f"{line.source.id}: {status}"


def claim_facts(claim: Claim) -> Iterator[Fact]:
    """What a claim says, how and where."""
    yield "worded as", f"{claim.wording} (topic: {claim.topic})"
    for place in describe_place(claim):
        yield "stated in", place
    yield "claims", ", ".join(filter(None, _said(claim)))
    for label, iris in (("reports on", claim.reports_on), ("rests on", claim.rests_on)):
        if iris:
            yield label, ", ".join(map(local_id, iris))
    if claim.also_from:
        yield (
            "made by",
            f"{len(claim.articles):,}: {', '.join(a.label for a in claim.articles[:3])}"
            + (f", and {len(claim.articles) - 3:,} more" if len(claim.articles) > 3 else ""),
        )
    if claim.comment:
        yield "note", claim.comment


def _said(claim: Claim) -> Iterator[str | None]:
    """What a claim says as a triple, and in which condition."""
    if relation := claim.relation:
        denied = "denied: " if claim.negated else ""
        yield f"{denied}{relation.subject.label} {shorten(relation.predicate)} {relation.object.label}"
    else:
        yield "its sentence, not stated as a triple"
    yield claim.direction
    yield f"in {claim.context.label}" if claim.context else None


def evidence_groups(audited: ClaimAudit) -> Iterator[tuple[str, tuple[EvidenceLine, ...]]]:
    """The lines by :data:`HEADINGS`; *for* and *against* come even where they have no lines."""
    for side, heading in HEADINGS.items():
        lines = audited.fallen if side == "retracted" else tuple(e for e in audited.lines if side_of(e) == side)
        if lines or side in ("for", "against"):
            yield heading, lines


def claim_text(audited: ClaimAudit, width: int | None) -> str:
    """The dossier of a claim for a terminal of this width (100 where it is None)."""
    claim = audited.claim
    page = _TextPage(width or 100)
    page.add("", f"{claim.id}  {claim.label}")
    page.add("", "")
    for label, text in (*audit_facts(audited), *claim_facts(claim)):
        page.add(f"{label:11}", text)
    if audited.certainty:
        page.add("", "")
        page.add("", "how sure one may be")
        for label, text in certainty_facts(audited.certainty):
            page.add(f"  {label:17}", text)
    page.add("", "")
    page.add("", "what would change the status")
    changes = tuple(change_facts(audited))
    for label, text in changes:
        page.add(f"  {label:17}", text)
    if not changes:
        page.add("  ", "the loss of no single line")
    for heading, lines in evidence_groups(audited):
        page.add("", "")
        page.add("", f"{heading} ({len(lines)})")
        for line in lines:
            page.add_line(line, claim.graded_topic)
    page.add("", "")
    page.add("", f"searches that found nothing ({len(claim.searches)})")
    for search in claim.searches:
        page.add("  - ", search.comment)
        page.add("    ", ", ".join(w for w in (search.searched_in, search.created) if w))
    page.add("", "")
    page.add("", f"flags ({len(audited.flags)})")
    for finding in audited.findings:
        page.add("  ", f"{finding.severity}  {finding.rule}: {finding.message}")
        page.add("      -> ", finding.remedy)
    return page.text()


def source_text(source: Source, audit: Audit, width: int | None, sources: Iterable[Source] = ()) -> str:
    """What a source is and what it says of which claims, for a terminal of this width (100 where it is None).

    ``sources`` are those of the graph, among which its relations are found.
    """
    page = _TextPage(width or 100)
    page.add("", source.label)
    page.add("", "")
    published = ", ".join(w for w in (source.creator, source.container, source.issued) if w)
    page.add("published     ", published or "undated: counts in any year")
    for label, address in (
        ("link          ", source.link),
        ("DOI           ", source.doi),
        ("PMID          ", source.pmid),
        ("identifiers   ", ", ".join(source.identifiers)),
    ):
        if address:
            page.add_whole(label, address)
    for label, value in (
        ("read as       ", READ_WORDS.get(source.read_as or "")),
        ("stands        ", describe_standing(source)),
        ("design        ", DESIGN_WORDS.get(source.design or "")),
        ("participants  ", source.participants),
        ("population    ", source.population),
        ("intervention  ", source.intervention),
        ("comparator    ", source.comparator),
        ("outcome       ", source.outcome),
        ("found         ", source.result),
        ("limits        ", source.limitation),
        ("note          ", source.comment),
        *((f"{label:14}", ", ".join(map(local_id, iris))) for label, iris in find_relations(source, sources).items()),
    ):
        if value is not None and value != "":
            page.add(label, str(value))
    for label, text in study_facts(source.study):
        page.add(f"{label:20}", text)
    bears = [(c, e) for c in audit.claims for e in (*c.lines, *c.fallen) if e.source.iri == source.iri]
    page.add("", "")
    page.add("", f"bears on {count_words(len({c.claim.id for c, _ in bears}), 'claim')}")
    for c, line in bears:
        fallen = "; retracted, and counts for nothing" if line in c.fallen else ""
        weight = describe_directness(line) + ("; counts neither way" if side_of(line) in NEITHER_WAY else "") + fallen
        page.add(f"  {line.bearing:16}", f"{c.claim.id}  {c.claim.label} ({c.standing}; {weight})")
        if line.comment:
            page.add("      ", line.comment)
    return page.text()


class _TextPage:
    """Lines of text, wrapped to a width, each under its label."""

    def __init__(self, width: int) -> None:
        self.width = max(width, 40)
        self.lines: list[str] = []

    def add(self, label: str, text: str) -> None:
        body = printable(text)
        wrapped = textwrap.wrap(body, self.width, initial_indent=label, subsequent_indent=" " * len(label)) or [
            label.rstrip()
        ]
        self.lines += wrapped

    def add_line(self, line: EvidenceLine, topic: str | None) -> None:
        self.add("  - ", f"{line.source.id} {line.bearing}: {line.comment or 'no reason recorded'}")
        for label, text in line_facts(line, topic):
            self.add(f"    {label}: " if label else "    ", text)
        if line.source.link:
            self.add_whole("    ", line.source.link)

    def add_whole(self, label: str, text: str) -> None:
        """An address, which a line break would spoil."""
        self.lines.append(label + printable(text))

    def text(self) -> str:
        return "".join(line.rstrip() + "\n" for line in self.lines)
