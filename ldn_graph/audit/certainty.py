"""How sure one may be of an effect: GRADE's certainty as an interval, computed from what is recorded.

The upper bound does not count what is unrecorded against the evidence; the lower bound counts it in full. So the data
may say *at most low*, and *at least very low*, and more never. Certainty is given for claims of efficacy and safety,
and for bodies of evidence on an outcome. It stands beside the status and is no part of it.

The four levels and the start (randomised high, else low) are GRADE's: Cochrane Handbook, chapter 14
(https://training.cochrane.org/handbook/current/chapter-14); the five domains are in
:mod:`~ldn_graph.audit.grade_domains`. That study-level judgements are entered by people and the rest is computed
follows CINeMA (doi:10.1371/journal.pmed.1003082). Nothing is rated up. Not promised: that the rating is what a panel
would give. It counts people and not the weights of a meta-analysis, a crossover trial's people once, and it knows no
least difference that matters.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from ..model.claims import Claim, EvidenceLine
from ..model.judgements import CertaintyRating, PublicationBias
from ..model.vocab import AGAINST, DESIGNS, IN_FAVOUR, LDN
from ..model.words import CERTAINTY_WORDS
from .grade_domains import Body, Bounds, Domain, day_of, is_wide, judge_domains
from .studies import Studies
from .study_evidence import StudyEvidence, gather_studies, is_of_people
from .triples import line_triples, make_triple

RATED_TOPICS = frozenset({"efficacy", "safety"})
"""The topics of the claims that have a certainty."""

NOBODY = "nobody has measured this"
"""No study in people is recorded that did, and somebody searched."""
NOT_SEEN = "not reported in what was read"
"""A study in people asked it, or may have, and no figure of it was seen."""
SECOND_HAND = "no study in people recorded"
"""A label, a review or an opinion says something of it, and no study in people is recorded that it could rest on."""
LEFT_OUT = "no measurement among what counts"
"""Some of the evidence does not count, as of a year or without a source: what does measured nothing."""
NOT_SEARCHED = "no measurement, no search recorded"
"""Nobody knows: no study in people is recorded that measured it, and no search."""


class Question(Protocol):
    """What certainty is of: a claim, or a body of evidence on an outcome."""

    @property
    def iri(self) -> str: ...

    @property
    def certainty_ratings(self) -> tuple[CertaintyRating, ...]: ...

    @property
    def publication_bias(self) -> tuple[PublicationBias, ...]: ...


class Certainty(NamedTuple):
    """How sure one may be of one claim, or of one outcome.

    ``start`` are the bounds before the domains, None where it is ``unmeasured``, which is then :data:`NOBODY`,
    :data:`NOT_SEEN`, :data:`SECOND_HAND`, :data:`LEFT_OUT` or :data:`NOT_SEARCHED`, else "". ``studies`` and ``people``
    are of the studies that it rests on; ``people`` is None where no number is recorded. ``points`` says where their
    results point: ``for`` the claim, ``against``, ``no difference``, ``not seen`` (no difference, and the interval is
    wide or not recorded), ``both ways``, ``open``, or ``unrecorded``. ``lines`` stand for the studies, one each.
    ``rating`` is what a person set and counts; ``set_aside`` are other ratings, each with the reason why it does not.
    ``of_report``: the claim says what one study reported, and certainty is of the effect. ``without_design`` are lines
    that may count beside these or in their place, since nobody recorded of which design they are: then anything between
    the lowest and the highest level is possible.
    """

    start: Bounds | None
    domains: tuple[Domain, ...]
    studies: int
    people: int | None
    points: str
    lines: tuple[EvidenceLine, ...]
    rating: CertaintyRating | None
    unmeasured: str = ""
    set_aside: tuple[tuple[CertaintyRating, str], ...] = ()
    of_report: bool = False
    without_design: tuple[EvidenceLine, ...] = ()

    @property
    def measured(self) -> bool:
        """Somebody measured it in people, and what they found was seen."""
        return self.start is not None

    @property
    def lower(self) -> int | None:
        """The lower bound, 1 very low to 4 high; None where it is unmeasured."""
        if self.without_design:
            return 1
        return max(1, self.start[0] + sum(d.lower for d in self.domains)) if self.start else None

    @property
    def upper(self) -> int | None:
        """The upper bound, 1 very low to 4 high; None where it is unmeasured."""
        if self.without_design:
            return 4
        return max(1, self.start[1] + sum(d.upper for d in self.domains)) if self.start else None

    @property
    def overshoot(self) -> int:
        """By how many steps the upper bound would fall below very low: so much must be mended before it can rise."""
        if self.start is None or self.without_design:
            return 0
        return max(0, 1 - self.start[1] - sum(d.upper for d in self.domains))

    @property
    def best(self) -> int | None:
        """The highest level that may be said: the rating that a person set, else the upper bound."""
        return self.rating.level if self.rating else self.upper

    @property
    def undesigned(self) -> str:
        """The ids of the sources of :attr:`without_design`."""
        return ", ".join(dict.fromkeys(line.source.id for line in self.without_design))

    @property
    def is_outside(self) -> bool:
        """A person set a level outside of the computed interval."""
        lower, upper = self.lower, self.upper
        return bool(self.rating and lower and upper and not lower <= self.rating.level <= upper)

    @property
    def words(self) -> str:
        """It in a few words: ``very low certainty``, ``very low to low certainty``, ``nobody has measured this``."""
        if self.unmeasured:
            return self.unmeasured
        if not self.rating:
            return f"{self.computed} certainty"
        outside = f" (set by a person, computed: {self.computed})" if self.is_outside else ""
        return f"{CERTAINTY_WORDS[self.rating.level]} certainty{outside}"

    @property
    def computed(self) -> str:
        """The interval in words, whatever a person set: ``very low to low``; "" where it is unmeasured."""
        return "" if self.lower is None or self.upper is None else span_words((self.lower, self.upper))

    @property
    def sentence(self) -> str:
        """What may be said of the claim, in plain words: where the bounds differ, at best and at worst."""
        sentence = self.said_by(self.said_at)
        if self.lines and not any(line.direct for line in self.lines):
            sentence = f"By indirect evidence alone: {sentence}"
        if self.without_design and not self.rating:
            sentence = f"We cannot tell: of which design {self.undesigned} is, nobody recorded, and it may count more."
        return f"Of the effect, and not of what was reported: {sentence}" if self.of_report else sentence

    def said_by(self, say: Callable[[int | None], str]) -> str:
        """What ``say`` has for the level: where the bounds differ, for the one at best and for the other at worst."""
        if self.rating or self.lower == self.upper:
            return say(self.best)
        return f"At best: {say(self.upper)} At worst: {say(self.lower)}"

    def said_at(self, level: int | None) -> str:
        """What may be said at a level, 1 to 4; None is the one of what is unmeasured."""
        return _SENTENCES[level][self.points] if level else _UNMEASURED_SENTENCES[self.unmeasured]


MISSING: Mapping[str, str] = {
    NOBODY: "a study in people that measures it",
    NOT_SEEN: "the figures of the study that asked it",
    SECOND_HAND: "record the studies that this rests on",
    LEFT_OUT: "",
    NOT_SEARCHED: "search for a study in people that measured it, and record where and when",
}
"""What is missing for there to be a certainty, by why there is none."""
_UNMEASURED_SENTENCES: Mapping[str, str] = {
    NOBODY: "Nobody has measured this, as far as was searched.",
    NOT_SEEN: "A study measured this, or may have; no figure of it was seen.",
    SECOND_HAND: "What says so is no study in people, and none is recorded.",
    LEFT_OUT: "Nothing that counts here measured this; other evidence is recorded.",
    NOT_SEARCHED: "No measurement of this is recorded, and nobody recorded a search for one.",
}
_CANNOT_TELL = "We cannot tell from what there is."
_NOT_EXCLUDED = "A difference was not seen, and cannot be excluded."
_AT_ANY_LEVEL = {
    "not seen": _NOT_EXCLUDED,
    "open": "What was measured leaves it open.",
    "unrecorded": "Where it points is not recorded.",
}
_SENTENCES: Mapping[int, Mapping[str, str]] = {
    1: dict.fromkeys(("for", "against", "no difference", "both ways", *_AT_ANY_LEVEL), _CANNOT_TELL),
    2: {
        "for": "It may be so.",
        "against": "It may not be so.",
        "no difference": _NOT_EXCLUDED,
        "both ways": "It may be so, and it may not: results differ.",
        **_AT_ANY_LEVEL,
    },
    3: {
        "for": "It is probably so.",
        "against": "It is probably not so.",
        "no difference": "There is probably little or no difference.",
        "both ways": "Results differ, and both are probably right of some.",
        **_AT_ANY_LEVEL,
    },
    4: {
        "for": "It is so, as far as studies can show it.",
        "against": "It is not so, as far as studies can show it.",
        "no difference": "There is little or no difference, as far as studies can show it.",
        "both ways": "Results differ, and both are right of some.",
        **_AT_ANY_LEVEL,
    },
}
"""By the level of certainty and by where the evidence points, what may be said: after the wordings of Cochrane's plain
language summaries (*may*, *probably*)."""


CERTAINTY_COUNTS = ("high", "moderate", "low", "very low", NOBODY, NOT_SEEN, SECOND_HAND, LEFT_OUT, NOT_SEARCHED)
"""What claims of efficacy and safety are counted by: the most that may be said of them."""


def span_words(bounds: Bounds) -> str:
    """Two levels of certainty in words, as one where they are the same: ``very low to low``, ``high``."""
    return " to ".join(dict.fromkeys(CERTAINTY_WORDS[level] for level in bounds))


def count_name(certainty: Certainty) -> str:
    """The one of :data:`CERTAINTY_COUNTS` under which a claim is counted."""
    return CERTAINTY_COUNTS[4 - certainty.best] if certainty.best else certainty.unmeasured


def rate_certainty(claim: Claim, lines: Sequence[EvidenceLine], studies: Studies) -> Certainty | None:
    """The certainty of a claim of efficacy or safety, by the lines that count of it; None for other topics.

    Of direct evidence in people where there is any, else of indirect evidence in people; and of randomised studies
    where there are any, else of the others. None, too, where evidence is recorded and the design of none of it: then
    nothing can be said, and nobody knows whether it was measured.
    """
    if claim.topic not in RATED_TOPICS:
        return None
    told = [e for e in lines if e.source.participants != 0 and _measures(e)]
    if evidence := [entry for e in told if (entry := _evidence(claim, e)).measures_people]:
        evidence = [e for e in evidence if e.line.direct] or evidence
        counted_are_direct = evidence[0].line.direct
        without_design = tuple(e for e in told if e.design is None and (e.direct or not counted_are_direct))
        return measure_certainty(
            claim, evidence, studies, complete=_is_complete(claim, lines), without_design=without_design
        )._replace(of_report=bool(claim.reports_on))
    if any(e.design is None for e in told):
        return None
    return unmeasured_certainty(claim, _why_unmeasured(claim, lines))


def measure_certainty(
    question: Question,
    measured: Sequence[StudyEvidence],
    studies: Studies,
    *,
    complete: bool,
    without_design: tuple[EvidenceLine, ...] = (),
) -> Certainty:
    """The certainty by what was measured, one entry a line or more.

    ``without_design`` are lines that may count as well, or in the place of these: nobody recorded of which design they
    are. ``complete``: all evidence that is recorded counts, so what a person set of all of it holds here.
    """
    gathered = gather_studies(measured, studies)
    randomised = tuple(entry for entry in gathered if entry.is_randomised)
    body = randomised or gathered
    aside = [entry for entry in gathered if entry.may_be_randomised] if randomised else []
    people = [entry.people for entry in body if entry.people is not None]
    certainty = Certainty(
        start=_start(body),
        domains=judge_domains(question.iri, body, aside, question.publication_bias),
        studies=len(body),
        people=sum(people) if people else None,
        points=_pointing(body),
        lines=tuple(entry.line for entry in body),
        rating=None,
        without_design=without_design,
    )
    return _with_ratings(certainty, question.certainty_ratings, complete=complete)


def unmeasured_certainty(question: Question, why: str) -> Certainty:
    """That of what nobody measured, or of which no figure was seen: ``why`` is one of the three constants."""
    aside = tuple((rating, "nothing is measured that it could be of") for rating in question.certainty_ratings)
    return Certainty(None, (), 0, None, "open", (), None, why, aside)


def _is_complete(claim: Claim, lines: Sequence[EvidenceLine]) -> bool:
    """All evidence lines that are recorded of the claim count."""
    return len(lines) == len(claim.lines) and not claim.incomplete


def _why_unmeasured(claim: Claim, lines: Sequence[EvidenceLine]) -> str:
    if any(e.direct and e.bearing == "leavesOpen" and e.source.participants != 0 and _is_primary(e) for e in lines):
        return NOT_SEEN
    if any(e.direct and (e.in_favour or e.against) and not DESIGNS[e.design].primary for e in lines if e.design):
        return SECOND_HAND
    if not _is_complete(claim, lines):
        return LEFT_OUT
    return NOBODY if claim.searches else NOT_SEARCHED


def _is_primary(line: EvidenceLine) -> bool:
    return is_of_people(line) and DESIGNS[line.design or ""].primary


def _with_ratings(certainty: Certainty, ratings: Iterable[CertaintyRating], *, complete: bool) -> Certainty:
    """With the rating that counts: within the interval, or outside it with a reason; the latest, if that is one."""
    lower, upper = certainty.lower or 1, certainty.upper or 1
    aside = []
    candidates = []
    for rating in ratings:
        if not complete:
            aside.append((rating, "it is of evidence that does not all count here"))
        elif lower <= rating.level <= upper or (rating.comment or "").strip():
            candidates.append(rating)
        else:
            aside.append((rating, "it lies outside of what is computed, and gives no reason"))
    day = max(map(day_of, candidates), default="")
    latest = sorted((r for r in candidates if day_of(r) == day), key=lambda r: r.iri)
    aside += [(rating, "a later one counts") for rating in candidates if rating not in latest]
    if len({rating.level for rating in latest}) > 1:
        aside += [(rating, "another of the same day says otherwise") for rating in latest]
        latest = []
    return certainty._replace(rating=next(iter(latest), None), set_aside=tuple(aside))


def _measures(line: EvidenceLine) -> bool:
    """It is for or against the claim, or leaves it open with a result of it whose figures were seen."""
    if line.bearing in AGAINST or line.bearing in IN_FAVOUR:
        return True
    return line.bearing == "leavesOpen" and any(not result.figures_not_seen for result in line.results)


def _evidence(claim: Claim, line: EvidenceLine) -> StudyEvidence:
    directness = (
        make_triple(line.iri, LDN.directness, LDN[line.directness]),
        *(make_triple(line.iri, LDN.indirectness, LDN[name]) for name in line.indirectness),
    )
    return StudyEvidence.of(line, line_triples(claim, line)[1:3], directness)


def _pointing(body: Body) -> str:
    """Where the results of these studies point."""
    directions = frozenset().union(*(entry.directions for entry in body))
    if len(directions) > 1:
        return "both ways"
    if directions == {"0"}:
        return "no difference" if all(is_wide(entry) is False for entry in body) else "not seen"
    return {"+": "for", "-": "against", "": "open"}[next(iter(directions), "")]


def _start(body: Body) -> Bounds:
    """High where the studies are randomised, else low. A review of designs that nobody recorded may be either."""
    if all(entry.is_randomised for entry in body):
        return 4, 4
    return (2, 4) if any(entry.line.level_design == "systematicReview" for entry in body) else (2, 2)
