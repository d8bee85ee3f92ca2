"""How sure one may be of an effect: GRADE's certainty as an interval, computed from what is recorded.

The upper bound does not count what is unrecorded against the evidence; the lower bound counts it in full. So the data
may say *at most low*, and *at least very low*, and more never. Certainty is given for claims of efficacy and safety,
stands beside the status and is no part of it.

The five domains, the four levels and the start (randomised high, else low) are GRADE's: Cochrane Handbook, chapter 14
(https://training.cochrane.org/handbook/current/chapter-14); that study-level judgements are entered by people and the
rest is computed follows CINeMA (doi:10.1371/journal.pmed.1003082). Nothing is rated up. The limits of
:data:`FEWER_PEOPLE` and :data:`FEW_PEOPLE` are rules of thumb, the second of this project. Not promised: that the
rating is what a panel would give. It counts people and not the weights of a meta-analysis, a crossover trial's people
once, and it knows no least difference that matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..model.claims import Claim, EvidenceLine
from ..model.judgements import CertaintyRating
from ..model.studies import Arm
from ..model.vocab import AGAINST, DESIGNS, LDN
from ..model.words import CERTAINTY_WORDS, RISK_OF_BIAS_WORDS
from ..output.counts import count_words
from .studies import Studies
from .triples import Triple, count_triple, line_triples, make_triple

RATED_TOPICS = frozenset({"efficacy", "safety"})
"""The topics of the claims that have a certainty."""
FEWER_PEOPLE = 400
"""Fewer people than these lower imprecision by one: the usual rule of thumb."""
FEW_PEOPLE = 100
"""Fewer than these lower it by two: a rule of this project."""
WIDE = (0.75, 1.25)
"""An interval of a ratio that holds both is wide: GRADE guidelines 6
(https://www.jclinepi.com/article/S0895-4356(11)00206-X)."""
MUCH_HETEROGENEITY = 75
"""I² in per cent above which results are called inconsistent."""

RANDOMISED = 2
"""The level of evidence of the randomised designs."""

Bounds = tuple[int, int]
"""Steps down, the lower bound's before the upper's: (-2, 0) is nothing to two."""


class Domain(NamedTuple):
    """One of GRADE's five domains: by how many steps it lowers each bound (0 to -2), why, and by which triples.

    ``missing`` says what would narrow it or let it rise; "" where nothing would.
    """

    name: str
    lower: int
    upper: int
    reason: str
    missing: str
    because: tuple[Triple, ...]


class Certainty(NamedTuple):
    """How sure one may be of one claim. ``start`` are the bounds before the domains, None where nobody measured it.

    ``studies`` and ``people`` are of the studies that it rests on; ``people`` is None where no number is recorded.
    ``points`` says where their results point: ``for`` the claim, ``against``, ``no difference``, ``both ways`` or
    ``open``. ``lines`` stand for the studies, one each. ``rating`` is what a person set, where somebody did, by
    :func:`adopted_rating`.
    """

    start: Bounds | None
    domains: tuple[Domain, ...]
    studies: int
    people: int | None
    points: str
    lines: tuple[EvidenceLine, ...]
    rating: CertaintyRating | None

    @property
    def measured(self) -> bool:
        """Somebody measured it in people."""
        return self.start is not None

    @property
    def lower(self) -> int | None:
        """The lower bound, 1 very low to 4 high; None where nobody measured it."""
        return max(1, self.start[0] + sum(d.lower for d in self.domains)) if self.start else None

    @property
    def upper(self) -> int | None:
        """The upper bound, 1 very low to 4 high; None where nobody measured it."""
        return max(1, self.start[1] + sum(d.upper for d in self.domains)) if self.start else None

    @property
    def overshoot(self) -> int:
        """By how many steps the upper bound would fall below very low: so much must be mended before it can rise."""
        return max(0, 1 - self.start[1] - sum(d.upper for d in self.domains)) if self.start else 0

    @property
    def best(self) -> int | None:
        """The highest level that may be said: the rating that a person set, else the upper bound."""
        return self.rating.level if self.rating else self.upper

    @property
    def words(self) -> str:
        """It in a few words: ``very low certainty``, ``very low to low certainty``, ``nobody has measured this``."""
        if self.lower is None or self.upper is None:
            return "nobody has measured this"
        if self.rating:
            return f"{CERTAINTY_WORDS[self.rating.level]} certainty"
        return f"{self.computed} certainty"

    @property
    def computed(self) -> str:
        """The interval in words, whatever a person set: ``very low to low``; "" where nobody measured it."""
        return "" if self.lower is None or self.upper is None else span_words((self.lower, self.upper))

    @property
    def sentence(self) -> str:
        """What may be said of the claim, in plain words: where the bounds differ, at best and at worst."""
        if self.lower is None or self.upper is None:
            return "Nobody has measured this."
        if self.rating or self.lower == self.upper:
            return _SENTENCES[self.rating.level if self.rating else self.upper][self.points]
        best, worst = _SENTENCES[self.upper][self.points], _SENTENCES[self.lower][self.points]
        return f"At best: {best} At worst: {worst}"


_CANNOT_TELL = "We cannot tell from what there is."
_SENTENCES: Mapping[int, Mapping[str, str]] = {
    1: dict.fromkeys(("for", "against", "no difference", "both ways", "open"), _CANNOT_TELL),
    2: {
        "for": "It may be so.",
        "against": "It may not be so.",
        "no difference": "A difference was not seen, and cannot be excluded.",
        "both ways": "It may be so, and it may not: results differ.",
        "open": "What was measured leaves it open.",
    },
    3: {
        "for": "It is probably so.",
        "against": "It is probably not so.",
        "no difference": "There is probably little or no difference.",
        "both ways": "Results differ, and both are probably right of some.",
        "open": "What was measured leaves it open.",
    },
    4: {
        "for": "It is so, as far as studies can show it.",
        "against": "It is not so, as far as studies can show it.",
        "no difference": "There is little or no difference, as far as studies can show it.",
        "both ways": "Results differ, and both are right of some.",
        "open": "What was measured leaves it open.",
    },
}
"""By the level of certainty and by where the evidence points, what may be said: after the wordings of Cochrane's plain
language summaries (*may*, *probably*)."""


CERTAINTY_COUNTS = ("high", "moderate", "low", "very low", "nobody has measured")
"""What claims of efficacy and safety are counted by: the most that may be said of them."""


def span_words(bounds: Bounds) -> str:
    """Two levels of certainty in words, as one where they are the same: ``very low to low``, ``high``."""
    return " to ".join(dict.fromkeys(CERTAINTY_WORDS[level] for level in bounds))


def count_name(certainty: Certainty) -> str:
    """The one of :data:`CERTAINTY_COUNTS` under which a claim is counted."""
    return CERTAINTY_COUNTS[4 - certainty.best] if certainty.best else CERTAINTY_COUNTS[-1]


class _Body(NamedTuple):
    """One study behind a claim: the line that stands for it, and how many people it analysed, None unknown."""

    line: EvidenceLine
    people: int | None

    @property
    def direction(self) -> str | None:
        """``+`` in favour, ``0`` no difference seen, ``-`` against; None where it left that open."""
        if self.line.in_favour:
            return "+"
        if self.line.bearing in AGAINST:
            return "0" if self.line.null_without_interval else "-"
        return None

    @property
    def severity(self) -> int | None:
        """The risk of bias; None where nobody judged it, and of a review, whose own is not that of its studies."""
        risk = self.line.risk_of_bias
        return risk.severity if risk and risk.tool != "robis" else None


def rate_certainty(claim: Claim, lines: Iterable[EvidenceLine], studies: Studies) -> Certainty | None:
    """The certainty of a claim of efficacy or safety, by the lines that count of it; None for other topics.

    Of direct evidence in people where there is any, else of indirect evidence in people; and of randomised studies
    where there are any, else of the others. None, too, where evidence is recorded and the design of none of it: then
    nothing can be said, and nobody knows whether it was measured.
    """
    if claim.topic not in RATED_TOPICS:
        return None
    told = [e for e in lines if e.source.participants != 0 and _measures(e)]
    measured = [e for e in told if _in_people(e)]
    if not measured:
        return None if any(e.design is None for e in told) else Certainty(None, (), 0, None, "open", (), None)
    measured = [e for e in measured if e.direct] or measured
    gathered = _gather(measured, studies)
    body = tuple(entry for entry in gathered if _is_randomised(entry.line)) or gathered
    people = [study.people for study in body if study.people is not None]
    certainty = Certainty(
        start=_start(body),
        domains=(
            _risk_of_bias(body),
            _inconsistency(claim, body, measured),
            _indirectness(body),
            _imprecision(body),
            _publication_bias(claim),
        ),
        studies=len(body),
        people=sum(people) if people else None,
        points=_pointing(body),
        lines=tuple(entry.line for entry in body),
        rating=None,
    )
    return certainty._replace(rating=adopted_rating(claim, certainty))


def adopted_rating(claim: Claim, certainty: Certainty) -> CertaintyRating | None:
    """The rating that a person set and that counts: within the interval, or outside it with a reason; the latest."""
    lower, upper = certainty.lower, certainty.upper
    if lower is None or upper is None:
        return None
    ratings = [r for r in claim.certainty_ratings if lower <= r.level <= upper or r.comment]
    return max(ratings, key=lambda r: (r.created or "", r.iri), default=None)


def _measures(line: EvidenceLine) -> bool:
    """It is for or against the claim, or leaves it open with a result of it."""
    return line.in_favour or line.bearing in AGAINST or (line.bearing == "leavesOpen" and bool(line.results))


def _in_people(line: EvidenceLine) -> bool:
    """It is of a study in people, or of a systematic review that is not known to be of others."""
    design = DESIGNS.get(line.level_design or "")
    return design is not None and design.human and (design.primary or line.level_design == "systematicReview")


def _gather(lines: Iterable[EvidenceLine], studies: Studies) -> tuple[_Body, ...]:
    """One entry a study, by the line with the most people; a review only where no study beneath it is here."""
    by_study: dict[str, _Body] = {}
    reviews: list[_Body] = []
    for line in lines:
        entry = _Body(line, _people(line))
        if line.design == "systematicReview":
            reviews.append(entry)
            continue
        study = studies.study(line.source.iri)
        before = by_study.get(study)
        if before is None or _weight(entry) > _weight(before):
            by_study[study] = entry
    covered = set(by_study)
    body = list(by_study.values())
    for review in sorted(reviews, key=_weight, reverse=True):
        beneath = {studies.study(iri) for iri in review.line.source.review_of} | {studies.study(review.line.source.iri)}
        if not beneath & covered:
            body.append(review)
        covered |= beneath
    return tuple(sorted(body, key=lambda entry: entry.line.iri))


def _pointing(body: tuple[_Body, ...]) -> str:
    """Where the results of these studies point."""
    directions = {entry.direction for entry in body} - {None}
    if len(directions) > 1:
        return "both ways"
    return {"+": "for", "-": "against", "0": "no difference", "": "open"}[next(iter(directions), None) or ""]


def _weight(entry: _Body) -> tuple[int, str]:
    return entry.people or 0, entry.line.iri


def _people(line: EvidenceLine) -> int | None:
    """How many people stand behind a line: of the results that it uses, else of the study."""
    counts = [r.people if r.people is not None else _people_of_arms(r.arms) for r in line.results]
    of_results = max((count for count in counts if count is not None), default=None)
    study = line.source.study
    return next((n for n in (of_results, study.analysed, line.source.participants) if n is not None), None)


def _people_of_arms(arms: Iterable[Arm]) -> int | None:
    counts = [arm.people for arm in arms]
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def _is_randomised(line: EvidenceLine) -> bool:
    """It is of a randomised study, or of a review that is recorded to be of such studies."""
    design = line.level_design or ""
    if design == "systematicReview":
        return line.reviewed[0] is not None
    return DESIGNS[design].level == RANDOMISED


def _start(body: tuple[_Body, ...]) -> Bounds:
    """High where the studies are randomised, else low. A review of designs that nobody recorded may be either."""
    if all(_is_randomised(entry.line) for entry in body):
        return 4, 4
    return (2, 4) if any(entry.line.level_design == "systematicReview" for entry in body) else (2, 2)


def _names(body: Iterable[_Body]) -> str:
    return ", ".join(dict.fromkeys(entry.line.source.id for entry in body))


def _risk_of_bias(body: tuple[_Body, ...]) -> Domain:
    """By the share of people in studies of high or critical risk; where a number is missing, any share is possible."""
    severities = [entry.severity for entry in body]
    total = sum(entry.people or 0 for entry in body)
    if total and all(entry.people is not None for entry in body):

        def share(*wanted: int | None) -> float:
            return sum(e.people or 0 for e in body if e.severity in wanted) / total

        upper = -2 if share(3) > 0.5 else -1 if share(2, 3) > 0.5 else 0
        worst = share(3, None) > 0.5 or all(s is None or s >= 2 for s in severities)
        lower = -2 if worst else -1 if share(1, 2, 3, None) > 0.5 else 0
    else:
        best = min(0 if s is None else s for s in severities)
        upper = -2 if best == 3 else -1 if best == 2 else 0
        worst = any(s is None or s == 3 for s in severities) or all(s is None or s >= 2 for s in severities)
        lower = -2 if worst else -1 if any(severities) else 0
    unknown = [entry for entry in body if entry.severity is None]
    risks = [(entry, entry.line.risk_of_bias) for entry in body]
    judged = "; ".join(
        f"{entry.line.source.id}: {RISK_OF_BIAS_WORDS[risk.judgement]}"
        for entry, risk in risks
        if risk and entry.severity is not None
    )
    reason = "; ".join(part for part in (judged, f"not judged: {_names(unknown)}" if unknown else "") if part)
    bad = [entry for entry in body if (entry.severity or 0) >= 1]
    missing = (
        f"judge the risk of bias of {_names(unknown)}"
        if unknown
        else f"studies at low risk of bias, which {_names(bad)} {'is' if len(bad) == 1 else 'are'} not"
        if bad and upper
        else ""
    )
    because = [
        triple
        for entry, risk in risks
        if risk
        for triple in (
            make_triple(entry.line.source.iri, LDN.riskOfBias, risk.iri),
            make_triple(risk.iri, LDN.riskOfBiasJudgement, LDN[risk.judgement]),
        )
    ]
    return Domain("risk of bias", lower, upper, reason, missing, tuple(because))


def _inconsistency(claim: Claim, body: tuple[_Body, ...], lines: Sequence[EvidenceLine]) -> Domain:
    """Results in different directions, or I² above 75 per cent."""
    heterogeneity = max((r.i_squared for e in lines for r in e.results if r.i_squared is not None), default=None)
    directions = {entry.direction for entry in body}
    because = tuple(triple for entry in body for triple in line_triples(claim, entry.line)[1:3])
    if heterogeneity is not None and heterogeneity > MUCH_HETEROGENEITY:
        return Domain("inconsistency", -1, -1, f"I² is {heterogeneity} %", "find out why results differ", because)
    if len(directions - {None}) > 1:
        reason = f"{_names(body)} do not point in one direction"
        return Domain("inconsistency", -1, -1, reason, "find out why results differ", because)
    pooled = any(_pools(e) for e in lines)
    if len(body) == 1 and not pooled:
        return Domain("inconsistency", 0, 0, "one study", "", because)
    if heterogeneity is not None:
        return Domain("inconsistency", 0, 0, f"I² is {heterogeneity} %, one direction", "", because)
    if None not in directions and not pooled and all(_is_wide(entry) is not None for entry in body):
        return Domain("inconsistency", 0, 0, "one direction, with intervals", "", because)
    missing = f"record the intervals or I² of {_names(body)}"
    return Domain("inconsistency", -1, 0, "one direction, as far as recorded, without I²", missing, because)


def _pools(line: EvidenceLine) -> bool:
    """It is of a review of several studies, or of nobody knows how many."""
    return line.design == "systematicReview" and line.reviewed[1] != 1


def _indirectness(body: tuple[_Body, ...]) -> Domain:
    """The number of GRADE's domains marked on the lines that carry most of the people, two at most."""
    bounds = [_indirect_bounds(entry.line) for entry in body]
    if all(entry.people is not None for entry in body):
        most = max(entry.people or 0 for entry in body)
        carrying = [b for b, entry in zip(bounds, body, strict=True) if (entry.people or 0) * 2 >= most]
        lower, upper = min(b[0] for b in carrying), min(b[1] for b in carrying)
    else:
        lower, upper = min(b[0] for b in bounds), max(b[1] for b in bounds)
    indirect = [entry for entry in body if not entry.line.direct]
    unrated = [entry for entry in body if entry.line.directness == "unrated"]
    reason = f"indirect: {_names(indirect)}" if indirect else f"not judged: {_names(unrated)}" if unrated else "direct"
    missing = (
        "evidence on the same people, drug, dose and outcome"
        if indirect
        else f"judge the directness of {_names(unrated)}"
        if unrated
        else ""
    )
    because = [
        triple
        for entry in body
        for triple in (
            make_triple(entry.line.iri, LDN.directness, LDN[entry.line.directness]),
            *(make_triple(entry.line.iri, LDN.indirectness, LDN[name]) for name in entry.line.indirectness),
        )
    ]
    return Domain("indirectness", lower, upper, reason, missing, tuple(because))


def _indirect_bounds(line: EvidenceLine) -> Bounds:
    if line.directness == "unrated":
        return -2, 0
    if line.direct:
        return 0, 0
    return (-min(len(line.indirectness), 2),) * 2 if line.indirectness else (-2, -1)


def _is_wide(entry: _Body) -> bool | None:
    """Whether an interval is of a ratio and wide; None where none is recorded. That of a difference says nothing."""
    intervals = [(result.is_ratio, interval) for result in entry.line.results if (interval := result.interval)]
    if not intervals:
        return None
    return any(is_ratio and low < WIDE[0] and high > WIDE[1] for is_ratio, (low, high) in intervals)


def _imprecision(body: tuple[_Body, ...]) -> Domain:
    """By the number of people, and by intervals of ratios that hold a benefit and a harm that matter."""
    known = [entry.people for entry in body if entry.people is not None]
    total, complete = sum(known), len(known) == len(body)
    steps = -2 if total < FEW_PEOPLE else -1 if total < FEWER_PEOPLE else 0
    widths = [_is_wide(entry) for entry in body]
    upper = -1 if all(widths) or (complete and steps) else 0
    lower = min(steps, 0 if all(width is False for width in widths) else -1)
    people = count_words(total, "person", "people") if known else "nobody counted"
    more = "" if complete else f"; no number of people for {_names(e for e in body if e.people is None)}"
    wide = "; the interval holds both benefit and harm" if any(widths) else ""
    unknown = "; no interval" if None in widths else ""
    missing = []
    if steps and complete:
        missing.append(f"more people than {total:,}: {FEWER_PEOPLE} at least")
    if not complete:
        missing.append(f"record how many people {_names(e for e in body if e.people is None)} analysed")
    if None in widths:
        missing.append("record intervals")
    because = [triple for entry in body for triple in _people_triples(entry)]
    return Domain("imprecision", lower, upper, f"{people}{more}{wide}{unknown}", "; ".join(missing), tuple(because))


def _people_triples(entry: _Body) -> Iterable[Triple]:
    """Where the number of people stands."""
    line = entry.line
    for result in line.results:
        yield make_triple(line.iri, LDN.usesResult, result.iri)
        if result.people is not None:
            yield count_triple(result.iri, LDN.people, result.people)
    if line.source.study.analysed is not None:
        yield count_triple(line.source.iri, LDN.analysed, line.source.study.analysed)
    elif line.source.participants is not None:
        yield count_triple(line.source.iri, LDN.participants, line.source.participants)


def _publication_bias(claim: Claim) -> Domain:
    """Only what a person said: with fewer than ten trials there is no test of it."""
    assessments = claim.publication_bias
    because = tuple(make_triple(claim.iri, LDN.publicationBias, a.iri) for a in assessments)
    if not assessments:
        return Domain("publication bias", -1, 0, "not judged", "say whether results may have been kept back", ())
    suspected = next((a for a in assessments if a.suspected), None)
    if suspected:
        reason = f"suspected: {suspected.comment}" if suspected.comment else "suspected"
        return Domain("publication bias", -1, -1, reason, "results of the trials that have not reported", because)
    return Domain("publication bias", 0, 0, "not suspected", "", because)
