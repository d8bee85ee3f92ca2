"""A summary of findings: for each outcome in a condition, and each claim on it, what was measured, and how sure one is.

After the tables of Cochrane reviews (Cochrane Handbook, chapter 14,
https://training.cochrane.org/handbook/current/chapter-14): a row for each outcome that a curator put the results of
together, and one for each claim of efficacy or safety. All of it comes from the audit; the formats are in the modules
beside this one. Nothing here is advice. Not promised: that these are all outcomes that matter to patients.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from ..audit.bodies import RatedBody
from ..audit.certainty import Certainty, Question, span_words
from ..audit.dossier import describe_steps
from ..audit.results import Audit, ClaimAudit
from ..audit.study_words import events_words, interval_words
from ..model.claims import Claim, EvidenceLine, Source, conditions_of
from ..model.display import to_html
from ..model.judgements import CertaintyRating
from ..model.studies import Result
from ..model.vocab import DESIGNS, local_id
from ..model.words import CERTAINTY_WORDS, MEASURE_WORDS
from ..output.counts import count_words
from ..sources.citation import cite_source

NOT_RATED = "not rated"
"""The certainty of what a study reports of harms beside its results: nobody claims it, so nothing is computed."""
NO_DESIGN = "not judged: no study design is recorded"
"""The certainty where there is evidence, and nobody recorded of which design."""

HOW_TO_READ: tuple[str, ...] = (
    "This is no systematic review, and no advice. It holds what somebody recorded of the claims of an article, and of "
    "the sources that were found for them; what was read of a source, and where was searched, stands with the data.",
    "By outcome, there is a row for each that somebody put the results of together; and there is one for each claim of "
    "efficacy or safety on the condition. What matters most to patients nobody recorded. A name in front of an outcome "
    "is that of a narrower condition.",
    "Effects are as the studies printed them. What we computed ourselves stands in notes called our arithmetic.",
    "Certainty is GRADE's, computed from what is recorded, as an interval: its upper end does not count against the "
    "evidence what is unrecorded, its lower end counts it in full. The notes say by how many steps each domain lowers "
    "both. It begins high where a study is randomised, else low, and is never rated up.",
    "A review counts as one study, and not beside a study that it is recorded to review; reviews may overlap all the "
    "same, where nobody recorded what they review.",
    "“Nobody has measured this” is not “no effect”, and it is less than very low certainty. Where no search is "
    "recorded, or a study may have measured it and no figure was seen, that is said instead.",
    "The status says whether sources recorded here say what is claimed; it does not say how sure one may be.",
)
"""What a reader needs to know, a paragraph each."""


class Effect(NamedTuple):
    """What one study printed of a result that a claim rests on.

    ``counted`` says whether the study is among those that the certainty is of; a report of the same study, a review of
    it, and what is indirect where there is direct evidence, are not. ``arithmetic`` is the curators' own.
    """

    study: str
    outcome: str
    text: str
    counted: bool
    arithmetic: str | None

    @property
    def words(self) -> str:
        """The study, the outcome as it has it, and what it printed, in one text."""
        beside = "" if self.counted else " (not counted beside the others)"
        return f"{self.study}{beside}: {self.outcome}: {self.text}"


class FindingsRow(NamedTuple):
    """One row. ``claim`` is the id of a claim, or None where it is an outcome, or what a study reports of harms.

    ``population`` is the label of the condition where that is a narrower one. ``people`` is None where no number is
    recorded; ``studies`` is None where nothing was rated, 0 where nobody measured it. ``without_result`` are the ids of
    studies that are counted and of which no result is recorded. ``certainty`` is in words, the
    levels are 1, very low, to 4, high, and None where there are none. ``notes`` are numbers of
    :attr:`SummaryOfFindings.notes`, ``effect_notes`` those that belong to the effect.
    """

    claim: str | None
    label: str
    outcome: str
    population: str | None
    studies: int | None
    people: int | None
    effects: tuple[Effect, ...]
    without_result: tuple[str, ...]
    reported: tuple[str, ...]
    certainty: str
    lower: int | None
    upper: int | None
    set_to: int | None
    status: str
    plain: str
    notes: tuple[int, ...]
    effect_notes: tuple[int, ...]

    @property
    def name(self) -> str:
        """The outcome, with the population before it where that is a narrower one."""
        return f"{self.population}: {self.outcome}" if self.population else self.outcome

    @property
    def body(self) -> str:
        """How many studies and people, in words."""
        if self.studies is None:
            return "not rated"
        if not self.studies:
            return "no study"
        people = "people not recorded" if self.people is None else count_words(self.people, "person", "people")
        return f"{count_words(self.studies, 'study', 'studies')}, {people}"

    @property
    def effect(self) -> str:
        """All effects in one text."""
        return "; ".join(self.effect_texts)

    @property
    def effect_texts(self) -> tuple[str, ...]:
        """What each study printed, one text a result; that there is none where there is none."""
        without = f"no result recorded of {', '.join(self.without_result)}" if self.without_result else None
        texts = (*(effect.words for effect in self.effects), *((without,) if without else ()), *self.reported)
        return texts or ("none measured" if self.studies == 0 else "no result recorded",)


class SummaryOfFindings(NamedTuple):
    """A summary of findings on one condition: rows on ``benefits`` and on ``harms``, with notes.

    ``outcome_benefits`` and ``outcome_harms`` are rows by outcome, the others are by claim. ``subjects`` are labels of
    what the claims are about, ``articles`` citations of where they come from. ``as_of`` is a year where the audit is of
    one. ``judged_until`` is the day of the newest judgement or search on these claims, as recorded, or None. Note n
    stands at ``notes[n - 1]``. ``studies`` has the id and the citation of each that the rows name.
    """

    condition: str
    condition_id: str
    subjects: tuple[str, ...]
    articles: tuple[str, ...]
    as_of: int | None
    judged_until: str | None
    outcome_benefits: tuple[FindingsRow, ...]
    outcome_harms: tuple[FindingsRow, ...]
    benefits: tuple[FindingsRow, ...]
    harms: tuple[FindingsRow, ...]
    notes: tuple[str, ...]
    studies: tuple[tuple[str, str], ...]

    def _repr_html_(self) -> str:
        return to_html(self)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(f"<SummaryOfFindings on {self.condition}: {count_words(len(self.rows), 'row')}>")

    @property
    def title(self) -> str:
        """What it is a summary of."""
        return f"Summary of findings: {self.condition}"

    @property
    def rows(self) -> tuple[FindingsRow, ...]:
        """All rows."""
        return (*self.outcome_benefits, *self.outcome_harms, *self.benefits, *self.harms)

    @property
    def sections(self) -> tuple[tuple[str, tuple[FindingsRow, ...]], ...]:
        """The headings with their rows, those without rows left out."""
        named = (
            ("Benefits by outcome", self.outcome_benefits),
            ("Harms by outcome", self.outcome_harms),
            ("Benefits claimed", self.benefits),
            ("Harms claimed and reported", self.harms),
        )
        return tuple((name, rows) for name, rows in named if rows)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What it is about and where it comes from, as labels with their texts."""
        as_of = [("as of", f"the end of {self.as_of}")] if self.as_of else []
        of_claims = (
            ("claims about", ", ".join(self.subjects) or "nothing named"),
            ("claims of", " ".join(self.articles) or "no article is recorded"),
        )
        return (
            *(
                of_claims
                if any(row.claim for row in self.rows)
                else (("claims", "none of efficacy or safety is made on it"),)
            ),
            ("judged until", self.judged_until or "no date is recorded"),
            *as_of,
        )

    @property
    def empty(self) -> str:
        """What is said where there is no row, else ""."""
        return (
            "" if self.rows else f"no claim of efficacy or safety is made on {self.condition}, and no outcome recorded"
        )


def summarise_findings(
    audit: Audit, condition: str, labels: Mapping[str, str] | None = None, bodies: Iterable[RatedBody] = ()
) -> SummaryOfFindings:
    """The summary of findings on a condition, an IRI, by the claims on it and on narrower ones.

    ``bodies`` are bodies of evidence (:func:`~ldn_graph.audit.bodies.rate_bodies`), which give the rows by outcome;
    those on other conditions are passed over. ``labels`` say by IRI what the condition is called, and those who judged
    (:func:`~ldn_graph.rdf.labels.read_labels`); where there is none the last part of the IRI stands. A condition on
    which no such claim is made gives a summary without rows.
    """
    on_it = [c for c in audit.claims if condition in conditions_of(c.claim)]
    outcomes = [b for b in bodies if condition in b.body.conditions]
    outcomes.sort(key=lambda b: b.body.condition.iri != condition)  # those of narrower conditions come last
    benefits = [c for c in on_it if c.claim.topic == "efficacy"]
    harms = [c for c in on_it if c.claim.topic == "safety"]
    rated = (*benefits, *harms)
    labels, notes = labels or {}, _Notes()
    by_outcome = {b.body.iri: _outcome_row(b, condition, labels, notes) for b in outcomes}
    rows = {c.claim.iri: _claim_row(c, condition, labels, notes) for c in rated}
    reported = tuple(_harm_row(source) for source in _sources(rated, outcomes) if source.study.harms)
    named = {source.id: source for c in rated for source in _named(c)}
    named |= {source.id: source for b in outcomes for source, _ in b.results}
    return SummaryOfFindings(
        condition=labels.get(condition) or _label(on_it, outcomes, condition),
        condition_id=local_id(condition),
        subjects=tuple(dict.fromkeys(str(c.claim.subject.label) for c in rated if c.claim.subject)),
        articles=tuple(dict.fromkeys(cite_source(article) for c in on_it for article in c.claim.articles)),
        as_of=audit.as_of,
        judged_until=max((*(d for c in on_it for d in _dates(c.claim)), *_rated_on(outcomes)), default=None),
        outcome_benefits=tuple(by_outcome[b.body.iri] for b in outcomes if b.body.topic == "efficacy"),
        outcome_harms=tuple(by_outcome[b.body.iri] for b in outcomes if b.body.topic == "safety"),
        benefits=tuple(rows[c.claim.iri] for c in benefits),
        harms=(*(rows[c.claim.iri] for c in harms), *reported),
        notes=tuple(notes.texts),
        studies=tuple((ident, cite_source(named[ident])) for ident in sorted(named)),
    )


class _Notes:
    """Notes by their numbers; the same text has one number."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts) + 1)

    def of_arithmetic(self, effects: Iterable[Effect]) -> tuple[int, ...]:
        """The notes of what we computed ourselves, each once."""
        texts = (f"our arithmetic, {e.study}: {e.arithmetic}" for e in effects if e.arithmetic)
        return tuple(dict.fromkeys(map(self.number, texts)))


def _label(claims: Sequence[ClaimAudit], outcomes: Sequence[RatedBody], condition: str) -> str:
    """What the condition is called: of one that only narrower ones lead to, the last part of its IRI."""
    own = (*(c.claim.condition for c in claims), *(b.body.condition for b in outcomes))
    return next((str(e.label) for e in own if e is not None and e.iri == condition), local_id(condition))


def _claim_row(audited: ClaimAudit, condition: str, labels: Mapping[str, str], notes: _Notes) -> FindingsRow:
    claim, certainty = audited.claim, audited.certainty
    effects = tuple(_effects(audited))
    where = claim.condition
    sentence = certainty.sentence if certainty else "Nobody recorded the design of what was found."
    return FindingsRow(
        claim=claim.id,
        label=str(claim.label),
        outcome=describe_outcome(claim),
        population=str(where.label) if where and where.iri != condition else None,
        effects=effects,
        without_result=tuple(dict.fromkeys(e.source.id for e in body_lines(audited) if not e.results)),
        reported=(),
        **_certainty_fields(certainty),
        status=", ".join(filter(None, (audited.verdict, audited.overclaim))),
        plain=f"Claimed: {str(claim.label).rstrip('.')}. {sentence}",
        effect_notes=notes.of_arithmetic(effects),
        notes=tuple(notes.number(text) for text in _reasons(certainty, labels)) if certainty else (),
    )


class _CertaintyFields(TypedDict):
    """Those fields of a row that its certainty gives."""

    studies: int | None
    people: int | None
    certainty: str
    lower: int | None
    upper: int | None
    set_to: int | None


def _certainty_fields(certainty: Certainty | None) -> _CertaintyFields:
    if certainty is None:
        return {"studies": None, "people": None, "certainty": NO_DESIGN, "lower": None, "upper": None, "set_to": None}
    return {
        "studies": certainty.studies,
        "people": certainty.people,
        "certainty": certainty.words,
        "lower": certainty.lower,
        "upper": certainty.upper,
        "set_to": certainty.rating.level if certainty.rating else None,
    }


def _outcome_row(rated: RatedBody, condition: str, labels: Mapping[str, str], notes: _Notes) -> FindingsRow:
    body, certainty = rated.body, rated.certainty
    counted = {line.source.iri for line in certainty.lines} if certainty else set()
    effects = tuple(
        _effect(source, result, counted=source.iri in counted)
        for source, result in sorted(rated.results, key=lambda pair: (pair[0].iri not in counted, pair[0].id))
    )
    reasons = list(_reasons(certainty, labels)) if certainty else []
    if certainty and certainty.unmeasured:
        reasons += [f"searched: {search.comment}" for search in body.searches if search.comment]
    return FindingsRow(
        claim=None,
        label=str(body.label),
        outcome=str(body.label),
        population=str(body.condition.label) if body.condition.iri != condition else None,
        effects=effects,
        without_result=(),
        reported=(),
        **_certainty_fields(certainty),
        status="an outcome, no claim",
        plain=" ".join(filter(None, (rated.sentence, body.comment))),
        effect_notes=notes.of_arithmetic(effects),
        notes=tuple(notes.number(text) for text in reasons),
    )


def describe_outcome(claim: Claim) -> str:
    """The outcome that a claim is about: its object and direction.

    The whole claim where the object is a condition, or where it is a sentence only.
    """
    target = claim.object
    if target is None or target.kind == "Condition":
        return f"as claimed: {claim.label}"
    denied = "no " if claim.negated else ""
    return f"{denied}{target.label}, {claim.direction}" if claim.direction else f"{denied}{target.label}"


def _reasons(certainty: Certainty, labels: Mapping[str, str]) -> Iterable[str]:
    """Why certainty is what it is: where it begins, each domain with its steps, what a person set."""
    if certainty.start:
        yield f"begins {span_words(certainty.start)}"
    for domain in certainty.domains:
        yield f"{domain.name}, {describe_steps(domain)}: {domain.reason}"
    if certainty.overshoot:
        yield f"it would fall {count_words(certainty.overshoot, 'step')} below very low"

    def told(rating: CertaintyRating) -> str:
        who = labels.get(rating.judge, local_id(rating.judge)) if rating.judge else "nobody named"
        return f"{', '.join(filter(None, (who, rating.created)))}: {rating.comment or 'no reason is recorded'}"

    if rating := certainty.rating:
        outside = "; it lies outside of that" if certainty.is_outside else ""
        yield f"set by {told(rating)} (computed: {certainty.computed}{outside})"
    for other, why in certainty.set_aside:
        yield f"rated {CERTAINTY_WORDS[other.level]} by {told(other)} (not used: {why})"


def body_lines(audited: ClaimAudit) -> tuple[EvidenceLine, ...]:
    """The evidence lines that stand for the studies which the certainty of a claim is of, one a study."""
    return audited.certainty.lines if audited.certainty else ()


def _effects(audited: ClaimAudit) -> Iterable[Effect]:
    """What the results printed that the lines of a claim use, each once, the studies that are counted first.

    What only gives background is left out: it is of another question.
    """
    counted = {e.iri for e in body_lines(audited)}
    seen: set[str] = set()
    lines = [e for e in audited.lines if e.bearing != "givesBackground" or e.iri in counted]
    for line in sorted(lines, key=lambda e: (e.iri not in counted, e.source.id)):
        for result in line.results:
            if result.iri not in seen:
                seen.add(result.iri)
                yield _effect(line.source, result, counted=line.iri in counted)


def _effect(source: Source, result: Result, *, counted: bool) -> Effect:
    return Effect(source.id, result.label, describe_effect(result), counted, result.our_computation)


def describe_effect(result: Result) -> str:
    """What was printed of a result, in words, without the outcome and without what was computed by us."""
    parts = []
    if result.estimate is not None:
        measure = MEASURE_WORDS.get(result.measure or "", "estimate")
        parts.append(f"{measure} {result.estimate} ({interval_words(result)})")
    elif result.low is not None or result.high is not None:
        parts.append(interval_words(result))
    if result.finding:
        parts.append(result.finding.rstrip("."))
    parts += [f"{arm.label}: {events_words(arm)}" for arm in result.arms if arm.events is not None]
    if result.p_value and not any(f"p {result.p_value}" in part for part in parts):
        parts.append(f"p {result.p_value}")
    if result.i_squared is not None:
        parts.append(f"I² {result.i_squared} %")
    if not parts:
        parts.append("no figure seen" if result.figures_not_seen else "nothing printed")
    comparator = f"against {result.comparator}" if result.comparator else None
    how = "; ".join(filter(None, (result.dose, comparator, result.time_point)))
    return "; ".join(parts) + (f" ({how})" if how else "")


def _sources(claims: Iterable[ClaimAudit], outcomes: Iterable[RatedBody]) -> list[Source]:
    """The studies in people that bear on the rows directly, whether certainty is of them or not, each once, by id."""
    sources = {
        e.source.iri: e.source
        for c in claims
        for e in c.lines
        if e.direct and e.bearing != "givesBackground" and _is_of_people(e.source)
    }
    direct = [b for b in outcomes if not b.body.indirectness]
    sources |= {source.iri: source for b in direct for source, _ in b.results if _is_of_people(source)}
    return sorted(sources.values(), key=lambda source: source.id)


def _is_of_people(source: Source) -> bool:
    """It is of people, as far as its design is recorded."""
    return source.design is None or DESIGNS[source.design].human


def _named(audited: ClaimAudit) -> Iterable[Source]:
    """The sources that the row of a claim names, in its effects and notes."""
    counted = {e.iri for e in body_lines(audited)}
    return (e.source for e in audited.lines if e.iri in counted or (e.results and e.bearing != "givesBackground"))


def _harm_row(source: Source) -> FindingsRow:
    """What a study reports of harms beside the results that claims are judged by."""
    people = next((n for n in (source.study.analysed, source.participants) if n is not None), None)
    return FindingsRow(
        claim=None,
        label=f"harms as {source.id} reports them",
        outcome=f"harms as {source.id} reports them",
        population=None,
        studies=1,
        people=people,
        effects=(),
        without_result=(),
        reported=tuple(source.study.harms),
        certainty=NOT_RATED,
        lower=None,
        upper=None,
        set_to=None,
        status="no claim",
        plain="What the study says of harms; how sure one may be of it was not rated.",
        notes=(),
        effect_notes=(),
    )


def judges_of(rated: Iterable[Question]) -> Iterable[str]:
    """The IRIs of those who set a rating of certainty of claims or bodies of evidence."""
    return (rating.judge for question in rated for rating in question.certainty_ratings if rating.judge)


def _rated_on(outcomes: Iterable[RatedBody]) -> Iterable[str]:
    """The days on which somebody rated outcomes or searched for them."""
    bodies = [b.body for b in outcomes]
    dated = [search.created for body in bodies for search in body.searches]
    dated += [rating.created for body in bodies for rating in body.certainty_ratings]
    dated += [assessment.created for body in bodies for assessment in body.publication_bias]
    return (date[:10] for date in dated if date)


def _dates(claim: Claim) -> Iterable[str]:
    """The days on which somebody judged or searched, as far as they are recorded."""
    dated: list[str | None] = [search.created for search in claim.searches]
    dated += [rating.created for rating in claim.certainty_ratings]
    dated += [assessment.created for assessment in claim.publication_bias]
    for line in claim.lines:
        dated += [line.created, *(other.created for other in line.other_judgements)]
        dated += [risk.created for risk in line.source.study.risks_of_bias]
    return (date[:10] for date in dated if date)
