"""The flags: one small function a rule, with the triples that each finding rests on.

Each rule is given in words in its docstring, as ``docs/model.md`` has it. Flags do not
change a status, and nothing here is advice.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from ..model.claims import Claim, EvidenceLine, Quantity, Source
from ..model.vocab import AGAINST, BIOLINK, CITO, DCTERMS, DESIGNS, FLAGS, LDN, PROV, local_id, shorten
from ..model.words import DESIGN_WORDS, INDIRECTNESS_WORDS, WORDING_WORDS
from ..output.counts import count_words
from ..sources.standing.shipped import UNKNOWN, keys_of, standing_name
from .certainty import Certainty
from .published import published_as
from .quantities import compare, describe_comparison, describe_quantity
from .results import Finding
from .status import NOT_SUPPORTED, decisive_lines, explain_status, looked_into, rate_support
from .studies import Studies
from .study_words import describe_setting
from .triples import (
    LineTriples,
    Triple,
    claim_triple,
    judgement_triples,
    make_triple,
    quantity_triples,
    select_line_triples,
    true_triple,
)
from .wording import NEEDED, describe_direct_evidence

LOW = 2
"""The certainty, of 1 to 4, at and below which a plain wording says more than one may be sure of."""


class Evidence(NamedTuple):
    """What counts of the evidence of all claims together: what a rule looks up of other claims than its own.

    ``lines`` that count, ``statuses`` and ``quantities``, stated or measured, are by IRI; ``overclaimed`` are IRIs of
    claims, and ``not_judged`` of those of which nobody can tell whether they are. ``as_of`` is a year or None.
    """

    lines: Mapping[str, tuple[EvidenceLine, ...]]
    statuses: Mapping[str, str]
    overclaimed: frozenset[str]
    not_judged: frozenset[str]
    quantities: Mapping[str, Quantity]
    studies: Studies
    as_of: int | None


class Case(NamedTuple):
    """One claim before the rules: its lines that count, those of them in favour, its status and the triples of that.

    ``deciding`` are the lines that the status rests on, and ``fallen`` those of sources that were retracted.
    ``line_triples`` are those of all its lines; ``evidence`` is what counts for all claims.
    """

    claim: Claim
    lines: tuple[EvidenceLine, ...]
    in_favour: tuple[EvidenceLine, ...]
    status: str
    because: tuple[Triple, ...]
    line_triples: LineTriples
    evidence: Evidence
    certainty: Certainty | None
    deciding: tuple[EvidenceLine, ...]
    fallen: tuple[EvidenceLine, ...]

    def status_if(self, change: Callable[[EvidenceLine], EvidenceLine | None]) -> str:
        """The status that the claim would have if each line were as ``change`` makes it; None takes it away."""
        lines = [other for e in self.lines if (other := change(e)) is not None]
        all_count = len(self.lines) == len(self.claim.lines)  # as mostly
        recorded = lines if all_count else [other for e in self.claim.lines if (other := change(e)) is not None]
        looked = looked_into(recorded, self.claim.searches)
        return rate_support(lines, self.claim.graded_topic, looked_into=looked)

    def finding(
        self, rule: str, message: str, remedy: str, because: Iterable[Triple], severity: str | None = None
    ) -> Finding:
        """A finding of a rule on this claim; each triple once. Its severity is that of the rule, unless it is given."""
        return Finding(
            rule=rule,
            severity=severity or FLAGS[rule],
            claim=self.claim.id,
            message=message,
            remedy=remedy,
            because=tuple(dict.fromkeys(because)),
        )

    def triples_of(self, lines: Iterable[EvidenceLine], *, design: bool = False) -> Iterator[Triple]:
        """The triples of some of the claim's lines, with or without those of their designs."""
        return select_line_triples(self.line_triples, lines, design=design)


def _names(sources: Iterable[Source]) -> str:
    return ", ".join(dict.fromkeys(s.id for s in sources))


def _no_supporting_source(case: Case) -> Iterator[Finding]:
    """The status is unchecked, unsupported, contradicted or indirectly-supported."""
    if case.status in NOT_SUPPORTED:
        remedy = {
            "unchecked": "search for evidence and record what is found, a search that finds nothing included",
            "unsupported": "search on, and record a source that supports the claim; else withdraw the claim",
            "contradicted": "correct the claim by the sources against it",
            "indirectly-supported": "look for direct evidence, or say of whom or what the evidence is",
        }[case.status]
        words = explain_status(case.status, case.lines, searched=bool(case.claim.searches))
        yield case.finding("no-supporting-source", f"{case.status}: {words}", remedy, case.because)


def _overclaimed(case: Case) -> Iterator[Finding]:
    """The wording is stronger than the best evidence; see :func:`~ldn_graph.audit.wording.is_overclaimed`."""
    claim = case.claim
    if claim.iri not in case.evidence.overclaimed:
        return
    direct = [e for e in case.lines if e.direct and (e.in_favour or e.against)]
    evidence = describe_direct_evidence(claim, direct, case.evidence.studies)
    yield case.finding(
        "overclaimed",
        f"{WORDING_WORDS[claim.wording]}, but {evidence}; {NEEDED[claim.wording]}",
        "weaken the wording, or record the evidence that carries it",
        (make_triple(claim.iri, LDN.wording, LDN[claim.wording]), *case.triples_of(direct, design=True)),
    )


def _misreported(case: Case) -> Iterator[Finding]:
    """The source that the claim reports on disputes or refutes it."""
    claim = case.claim
    wrong = [e for e in case.lines if e.against and e.source.iri in claim.reports_on]
    if wrong:
        yield case.finding(
            "misreported",
            f"the study recorded as the one that it reports on says otherwise: {_names(e.source for e in wrong)}",
            "report what the study found",
            (
                *(make_triple(claim.iri, LDN.reportsOn, e.source.iri) for e in wrong),
                *case.triples_of(wrong),
            ),
        )


def number_mismatch(case: Case) -> Iterator[Finding]:
    """A quantity of the claim does not agree with what was found.

    It fires when a comparable quantity on a line against does not agree, when a ratio does
    not agree with the one recomputed from its parts, or when there are comparable quantities
    and none agrees. Comparable are quantities of the same thing in the same unit.
    """
    for stated in case.claim.quantities:
        comparison = compare(stated, case.lines, case.evidence.quantities)
        if comparison.mismatch:
            number, differing = describe_quantity(stated), comparison.differing
            yield case.finding(
                "number-mismatch",
                f"the claim states {number} ({shorten(stated.of_what)}); {describe_comparison(comparison)}",
                "correct the number, or say whose estimate it is",
                (
                    make_triple(case.claim.iri, LDN.quantity, stated.iri),
                    *quantity_triples(stated),
                    *(triple for line, measured in differing for triple in _measured_triples(line, measured)),
                    *(triple for part in comparison.parts for triple in quantity_triples(part)),
                    *case.triples_of(line for line, _ in differing),
                ),
            )


def _measured_triples(line: EvidenceLine, measured: Quantity) -> Iterator[Triple]:
    """That a line has a quantity, and the quantity."""
    yield make_triple(line.iri, LDN.quantity, measured.iri)
    yield from quantity_triples(measured)


def _retracted_source(case: Case) -> Iterator[Finding]:
    """A line is of a source that does not stand: it does not count.

    A Violation where the status would be another if it counted, else a Warning.
    """
    fallen = case.fallen
    if fallen:
        looked = looked_into(case.claim.lines, case.claim.searches)
        other = rate_support((*case.lines, *fallen), case.claim.graded_topic, looked_into=looked)
        would = f"were it counted, the status would be {other}" if other != case.status else "it changes nothing"
        yield case.finding(
            "retracted-source",
            f"retracted, so it does not count: {_how_they_stand(fallen)}; {would}",
            "say that it was retracted, and cite what stands",
            (*case.triples_of(fallen), *_standing_triples(fallen)),
            severity=None if other != case.status else "Warning",
        )


def fallen_lines(claim: Claim, as_of: int | None) -> tuple[EvidenceLine, ...]:
    """The lines of a claim whose sources were retracted, of those that were published by the end of a year."""
    return tuple(e for e in claim.lines if e.source.was_published(as_of) and not e.source.counts(as_of))


def _how_they_stand(lines: Iterable[EvidenceLine]) -> str:
    """The sources of lines, each with how it stands."""
    from ..sources.standing.words import describe_standing

    return "; ".join(dict.fromkeys(f"{e.source.id}, {describe_standing(e.source)}" for e in lines))


def _standing_triples(lines: Iterable[EvidenceLine]) -> Iterator[Triple]:
    """What the graph states of whether the sources of lines stand; what only a list says is in no graph."""
    for source in (e.source for e in lines):
        if source.standing and source.standing.in_graph:
            yield make_triple(source.iri, LDN.standing, LDN[source.standing.name])


def _uncited(case: Case) -> Iterator[Finding]:
    """As published: no source is recorded that the article cites for the claim."""
    claim, published = case.claim, published_as(case.claim)
    if published == "cited":
        return
    articles = claim.articles
    references = [(article.iri, iri) for article in articles for iri in article.cites]
    one, several = "the article", f"the {count_words(len(articles), 'article')} that make it"
    remedy = "cite a source beside the claim"
    if published == "document_only":
        ties = f"{several} tie none of their" if len(articles) > 1 else f"{one} ties none of its"
        message = f"{ties} references ({len({iri for _, iri in references})}) to this claim"
    elif articles:
        message = f"no reference of {several if len(articles) > 1 else one} is recorded"
        remedy = f"record what is cited for it (in a table, the column cited); where nothing is, {remedy}"
    else:
        message = "no article is recorded for this claim"
    origins = [make_triple(claim.iri, PROV.wasDerivedFrom, article.iri) for article in articles]
    cites = [make_triple(article, CITO.cites, iri) for article, iri in references]
    because = (*(origins or [claim_triple(claim)]), *cites)
    yield case.finding("uncited", message, remedy, because)


def _named_not_cited(case: Case) -> Iterator[Finding]:
    """The article names somebody and gives no reference."""
    claim = case.claim
    if claim.named_sources and not claim.cited:
        yield case.finding(
            "named-not-cited",
            f"the article names {'; '.join(claim.named_sources)} and gives no reference",
            "give the reference",
            (make_triple(claim.iri, LDN.namedSource, name) for name in claim.named_sources),
        )


def _indirect_only(case: Case) -> Iterator[Finding]:
    """Something is in favour, and all of it is indirect."""
    if case.in_favour and not any(e.direct for e in case.in_favour):
        domains = dict.fromkeys(d for e in case.in_favour for d in e.indirectness)
        words = ", ".join(INDIRECTNESS_WORDS[d] for d in domains) or "no domain is given"
        yield case.finding(
            "indirect-only",
            f"what is in favour is indirect ({words}): {_names(e.source for e in case.in_favour)}",
            "look for evidence on the same people, drug, dose and outcome",
            case.triples_of(case.in_favour),
        )


def _indirect_against(case: Case) -> Iterator[Finding]:
    """Indirect evidence speaks against the claim."""
    against = [e for e in case.lines if e.against and not e.direct]
    if against:
        yield case.finding(
            "indirect-against",
            f"indirect evidence speaks against it: {_names(e.source for e in against)}",
            "mention it, or record direct evidence that settles the matter",
            case.triples_of(against),
        )


def _secondary_only(case: Case) -> Iterator[Finding]:
    """What is in favour are reviews, books, opinion, labels or plans, and no primary study.

    It does not fire where a source has no design recorded: it may be a study.
    """
    designs = [e.design for e in case.in_favour]
    if designs and all(d and not DESIGNS[d].primary for d in designs):
        named = ", ".join(f"{e.source.id} ({DESIGN_WORDS[e.design or '']})" for e in case.in_favour)
        yield case.finding(
            "secondary-only",
            f"no primary study is in favour, only: {named}",
            "record the studies beneath them",
            case.triples_of(case.in_favour, design=True),
        )


def _argued_from_unsupported(case: Case) -> Iterator[Finding]:
    """It rests on a claim that has no-supporting-source or overclaimed."""
    reasons = {}
    for premise in case.claim.rests_on:
        status = case.evidence.statuses.get(premise, "")
        weaknesses = [status] if status in NOT_SUPPORTED else []
        weaknesses += ["overclaimed"] if premise in case.evidence.overclaimed else []
        if weaknesses:
            reasons[premise] = f"{local_id(premise)} ({', '.join(weaknesses)})"
    if reasons:
        yield case.finding(
            "argued-from-unsupported",
            f"argued from a claim that does not stand by itself: {', '.join(reasons.values())}",
            "support the premise first, or make the claim without it",
            (make_triple(case.claim.iri, LDN.restsOn, premise) for premise in reasons),
        )


def _low_certainty(case: Case) -> Iterator[Finding]:
    """A plain or proven claim of efficacy or safety, and its certainty is at most low."""
    certainty, wording = case.certainty, case.claim.wording
    if certainty is None or wording not in NEEDED or certainty.best is None or certainty.best > LOW:
        return
    rating, lowered = certainty.rating, [d for d in certainty.domains if d.upper]
    if rating:  # what a person set rests on that person's reason
        reasons = f"set by {describe_setting(rating)}"
        because = [make_triple(case.claim.iri, LDN.certaintyRating, rating.iri)]
    else:
        reasons = "; ".join(f"{d.name}: {d.reason}" for d in lowered) or "no randomised study"
        because = [triple for domain in lowered for triple in domain.because]
    yield case.finding(
        "low-certainty",
        f"{WORDING_WORDS[wording]}, with {certainty.words} ({reasons})",
        "say how sure one may be: may, or we cannot tell",
        (
            make_triple(case.claim.iri, LDN.wording, LDN[wording]),
            *because,
        ),
    )


def _rests_on_unread(case: Case) -> Iterator[Finding]:
    """A line that decides the status is of a source that nobody read."""
    unread = [e for e in case.deciding if e.source.read_as == "notRead"]
    if unread:
        yield case.finding(
            "rests-on-unread",
            f"the status rests on what nobody read: {_names(e.source for e in unread)}",
            "read it, or take the line away",
            (
                *case.triples_of(unread),
                *(make_triple(e.source.iri, LDN.readAs, LDN.notRead) for e in unread),
            ),
        )


def _expression_of_concern(case: Case) -> Iterator[Finding]:
    """A line that counts is of a source whose publisher doubts it."""
    yield from _noticed(
        case, "expressionOfConcern", "expression-of-concern", "its publisher doubts it, and it counts all the same",
        "read the notice, and say so where you cite it",
    )  # fmt: skip


def _corrected_source(case: Case) -> Iterator[Finding]:
    """A line that counts is of a source that was corrected."""
    yield from _noticed(
        case,
        "corrected",
        "corrected-source",
        "it was corrected",
        "read the correction, and whether it touches the line",
    )


def _noticed(case: Case, standing: str, rule: str, message: str, remedy: str) -> Iterator[Finding]:
    as_of = case.evidence.as_of
    lines = [e for e in case.lines if e.source.standing and e.source.standing.named(as_of) == standing]
    if lines:
        because = (*case.triples_of(lines), *_standing_triples(lines))
        yield case.finding(rule, f"{message}: {_how_they_stand(lines)}", remedy, because)


def _standing_unknown(case: Case) -> Iterator[Finding]:
    """A line that is more than background is of a source that the list of retractions could not have."""
    sources = {e.source.iri: e.source for e in case.lines if e.bearing != "givesBackground"}
    unknown = [source for source in sources.values() if standing_name(source) == UNKNOWN]
    if unknown:
        doi_alone = [source for source in unknown if keys_of(source)]
        parts = (("no identifier", [s for s in unknown if s not in doi_alone]), ("a DOI alone", doi_alone))
        named = "; ".join(f"{what}: {_names(some)}" for what, some in parts if some)
        of = count_words(len(sources), "source")
        yield case.finding(
            "standing-unknown",
            f"{len(unknown):,} of {of} cannot be looked up in the list of retractions: {named}",
            "record its PMID, or look it up: ldn-graph standing",
            case.triples_of(e for e in case.lines if e.source in unknown),
        )


def _background_quotation(case: Case) -> Iterator[Finding]:
    """What is quoted of a line for or against is only what its source says of others: that is no finding of its own."""
    quoted = [e for e in case.lines if (e.in_favour or e.against) and e.quotes_background_alone]
    if quoted:
        yield case.finding(
            "background-quotation",
            f"what is quoted is background in its source, not what it found: {_names(e.source for e in quoted)}",
            "quote what the source itself found, or record the study that it speaks of",
            case.triples_of(quoted),
        )


def _outcome_switched(case: Case) -> Iterator[Finding]:
    """The status rests on a study whose published primary outcome is not the registered one."""
    switched = [e for e in case.deciding if e.in_favour and e.source.study.outcome_switched]
    if switched:
        yield case.finding(
            "outcome-switched",
            f"the published primary outcome is not the registered one: {_names(e.source for e in switched)}",
            "say what was registered, and what it showed",
            (*case.triples_of(switched), *(true_triple(e.source.iri, LDN.outcomeSwitched) for e in switched)),
        )


def _registered_late(case: Case) -> Iterator[Finding]:
    """The status rests on a study that was registered after its start."""
    late = [e for e in case.deciding if e.in_favour and e.source.study.registered_late]
    if late:
        yield case.finding(
            "registered-late",
            f"registered after the start: {_names(e.source for e in late)}",
            "bear in mind that its outcome can have been chosen after data were seen",
            (
                *case.triples_of(late),
                *(
                    make_triple(e.source.iri, LDN.registrationTiming, LDN[e.source.study.registration_timing or ""])
                    for e in late
                ),
            ),
        )


def _readers_differ(case: Case) -> Iterator[Finding]:
    """With another reader's judgements in the place of those adopted the status would be another.

    One reader at a time, all who have no IRI as one; of several judgements of one reader on a line the latest.
    """
    readers = {reader for e in case.lines if e.other_judgements for reader in e.latest_judgements}
    for reader in sorted(readers, key=lambda iri: (iri is None, iri or "")):
        other = case.status_if(partial(EvidenceLine.as_judged_by, reader=reader))
        if other != case.status:
            differing = [e for e in case.lines if e.as_judged_by(reader) != e]
            name = local_id(reader) if reader else "not named"
            yield case.finding(
                "readers-differ",
                f"{other} by another reader ({name}), who judged otherwise: {_names(e.source for e in differing)}",
                "read both judgements and the source, and say why one is adopted",
                (
                    *case.triples_of(differing),
                    *(t for e in differing for t in judgement_triples(e, e.latest_judgements[reader])),
                ),
            )


def _null_without_interval(case: Case) -> Iterator[Finding]:
    """A direct line disputes it by a difference that was not seen, and nobody knows how large it could have been."""
    nulls = [e for e in case.lines if e.direct and e.null_without_interval and e.bearing in AGAINST]
    if nulls:
        other = case.status_if(lambda e: e._replace(null_without_interval=False))
        would = f"were it counted, the status would be {other}" if other != case.status else "it changes nothing"
        yield case.finding(
            "null-without-interval",
            f"no difference was seen, without an interval, so it disputes nothing: "
            f"{_names(e.source for e in nulls)}; {would}",
            "record the interval of the difference",
            (*case.triples_of(nulls), *(true_triple(e.iri, LDN.nullWithoutInterval) for e in nulls)),
        )


def _one_line_decides(case: Case) -> Iterator[Finding]:
    """The status would be another without one line."""
    changes = decisive_lines(case.claim, case.lines, case.status)
    if changes:
        named = ", ".join(f"{e.source.id} ({status} without it)" for e, status in changes)
        yield case.finding(
            "one-line-decides",
            f"the loss of one line changes the status: {named}",
            "look for evidence that does not hang on it",
            case.triples_of(e for e, _ in changes),
        )


def _single_study(case: Case) -> Iterator[Finding]:
    """One independent study is in favour; a review and the trial that it reviews count once."""
    if case.evidence.studies.count(case.in_favour) == 1:
        studies = [e for e in case.in_favour if _is_study(e)]
        others = {e.source.id: DESIGN_WORDS.get(e.design or "", "design not recorded") for e in case.in_favour}
        for e in studies:
            others.pop(e.source.id, None)
        once = " (reports or reviews of one study)" if len({e.source.iri for e in studies}) > 1 else ""
        beside = ", ".join(f"{source} ({design})" for source, design in others.items())
        yield case.finding(
            "single-study",
            f"one independent study is in favour: {_names(e.source for e in studies)}{once}"
            + (f"; beside it, and counted as no study: {beside}" if beside else ""),
            "look for a second study that is independent of it",
            case.triples_of(case.in_favour, design=True),
        )


def _is_study(line: EvidenceLine) -> bool:
    """What :meth:`~ldn_graph.audit.studies.Studies.count` counts: a primary study or a systematic review."""
    return line.design is not None and (DESIGNS[line.design].primary or line.design == "systematicReview")


def _later_support_only(case: Case) -> Iterator[Finding]:
    """Everything in favour was published after the article.

    A source of the article's year counts as later unless its date says otherwise. A source
    without a date counts as known at any time. Of several articles that make the claim the
    last counts, and none where one has no date.
    """
    articles = [a for a in case.claim.articles if a.issued]
    if not case.in_favour or not articles or len(articles) < len(case.claim.articles):
        return
    article, sources = max(articles, key=lambda a: a.issued or ""), [e.source for e in case.in_favour]
    if article.issued and all(s.issued and _is_later(s.issued, article.issued) for s in sources):
        yield case.finding(
            "later-support-only",
            f"everything in favour appeared after the article: {_names(sources)}",
            "the article cannot have rested on it: say what it rested on",
            (
                make_triple(article.iri, DCTERMS.issued, article.issued),
                *(make_triple(s.iri, DCTERMS.issued, s.issued) for s in sources if s.issued),
                *case.triples_of(case.in_favour),
            ),
        )


def _is_later(issued: str, article: str) -> bool:
    """Later, or in the same year by dates too coarse to say that it is not. Dates as YYYY, YYYY-MM or YYYY-MM-DD."""
    issued, article = issued[:10], article[:10]
    shared = min(len(issued), len(article))
    return issued[:shared] > article[:shared] or (issued[:shared] == article[:shared] and shared < 10)


def _not_searched(case: Case) -> Iterator[Finding]:
    """There are lines, but nobody recorded a search."""
    if case.lines and not case.claim.searches:
        yield case.finding(
            "not-searched",
            "sources are recorded, a search for others is not",
            "search, and record where and when",
            (make_triple(case.claim.iri, BIOLINK.has_evidence, e.iri) for e in case.lines),
        )


def _directness_unrated(case: Case) -> Iterator[Finding]:
    """Lines whose directness nobody judged count as direct here."""
    unrated = [e for e in case.lines if e.directness == "unrated"]
    if unrated:
        yield case.finding(
            "directness-unrated",
            f"directness not judged, so these count as direct: {_names(e.source for e in unrated)}",
            "read them, and set ldn:directness (in a table, the column directness)",
            case.triples_of(unrated),
        )


def _design_unknown(case: Case) -> Iterator[Finding]:
    """A line that is more than background is of a source whose design is not recorded."""
    unknown = [e for e in case.lines if e.design is None and e.bearing != "givesBackground"]
    if unknown:
        by_design = case.claim.iri in case.evidence.not_judged and case.claim.wording != "unjudged"
        not_judged = "; whether it is overclaimed was not judged" if by_design else ""
        yield case.finding(
            "design-unknown",
            f"no study design is recorded, so these have no level: {_names(e.source for e in unknown)}{not_judged}",
            "record ldn:studyDesign (in a table, the column design)",
            case.triples_of(unknown),
        )


def _wording_unjudged(case: Case) -> Iterator[Finding]:
    """Nobody judged how strongly the claim is stated."""
    claim = case.claim
    if claim.wording == "unjudged":
        yield case.finding(
            "wording-unjudged",
            "nobody judged how strongly it is stated, so whether it is overclaimed was not judged",
            "read where it is made, and set ldn:wording (in a table, the column wording)",
            (make_triple(claim.iri, LDN.wording, LDN.unjudged),),
        )


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    _no_supporting_source,
    _overclaimed,
    _misreported,
    number_mismatch,
    _retracted_source,
    _uncited,
    _named_not_cited,
    _indirect_only,
    _indirect_against,
    _secondary_only,
    _argued_from_unsupported,
    _low_certainty,
    _rests_on_unread,
    _expression_of_concern,
    _background_quotation,
    _outcome_switched,
    _registered_late,
    _readers_differ,
    _null_without_interval,
    _one_line_decides,
    _single_study,
    _later_support_only,
    _not_searched,
    _directness_unrated,
    _design_unknown,
    _wording_unjudged,
    _corrected_source,
    _standing_unknown,
)
"""One rule for each of :data:`FLAGS`, in their order."""
