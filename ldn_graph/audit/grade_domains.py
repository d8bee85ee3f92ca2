"""GRADE's five domains: by how many steps each lowers certainty, why, by which triples, and what would mend it.

Each gives two steps: the upper bound's does not count against the evidence what is unrecorded, the lower bound's counts
it in full. The domains are those of the Cochrane Handbook, chapter 14
(https://training.cochrane.org/handbook/current/chapter-14). The limits of :data:`FEWER_PEOPLE` and :data:`FEW_PEOPLE`
are rules of thumb, the second of this project.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model.judgements import CertaintyRating, PublicationBias
from ..model.vocab import LDN
from ..model.words import RISK_OF_BIAS_WORDS
from ..output.counts import count_words
from .study_evidence import StudyEvidence, people_of_study
from .triples import Triple, count_triple, make_triple

FEWER_PEOPLE = 400
"""Fewer people than these lower imprecision by one: the usual rule of thumb."""
FEW_PEOPLE = 100
"""Fewer than these lower it by two: a rule of this project."""
WIDE = (0.75, 1.25)
"""An interval of a ratio that holds both is wide: GRADE guidelines 6
(https://www.jclinepi.com/article/S0895-4356(11)00206-X)."""
MUCH_HETEROGENEITY = 75
"""I² in per cent above which results are called inconsistent."""

Bounds = tuple[int, int]
"""The lower bound's before the upper's: steps down, (-2, 0) is nothing to two; or levels."""
Body = tuple[StudyEvidence, ...]
"""The studies that certainty is of; at least one."""


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


def judge_domains(
    question: str, body: Body, aside: Sequence[StudyEvidence], publication_bias: Sequence[PublicationBias]
) -> tuple[Domain, ...]:
    """All five, of a question by its IRI. ``aside`` are reviews that may belong to the body: of unrecorded designs."""
    return (
        _risk_of_bias(body),
        _inconsistency(body, aside),
        _indirectness(body),
        _imprecision(body),
        _publication_bias(question, publication_bias),
    )


def _names(body: Iterable[StudyEvidence]) -> str:
    return ", ".join(dict.fromkeys(entry.line.source.id for entry in body))


def _risk_of_bias(body: Body) -> Domain:
    """By the share of people in studies of high or critical risk; where a number is missing, any share is possible."""
    judged_risks = [entry.risk for entry in body]
    severities = [risk.severity if risk else None for risk in judged_risks]
    total = sum(entry.people or 0 for entry in body)
    if total and all(entry.people is not None for entry in body):

        def share(*wanted: int | None) -> float:
            return sum(e.people or 0 for e, s in zip(body, severities, strict=True) if s in wanted) / total

        upper = -2 if share(3) > 0.5 else -1 if share(2, 3) > 0.5 else 0
        worst = share(3, None) > 0.5 or all(s is None or s >= 2 for s in severities)
        lower = -2 if worst else -1 if share(1, 2, 3, None) > 0.5 else 0
    else:
        best = min(0 if s is None else s for s in severities)
        upper = -2 if best == 3 else -1 if best == 2 else 0
        worst = any(s is None or s == 3 for s in severities) or all(s is None or s >= 2 for s in severities)
        lower = -2 if worst else -1 if any(severities) else 0
    unknown = [entry for entry, severity in zip(body, severities, strict=True) if severity is None]
    risks = [(entry, risk) for entry, risk in zip(body, judged_risks, strict=True) if risk]
    judged = "; ".join(f"{entry.line.source.id}: {RISK_OF_BIAS_WORDS[risk.judgement]}" for entry, risk in risks)
    reason = "; ".join(part for part in (judged, f"not judged: {_names(unknown)}" if unknown else "") if part)
    bad = [entry for entry, severity in zip(body, severities, strict=True) if severity]
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
        for triple in (
            *(
                make_triple(line.source.iri, LDN.riskOfBias, risk.iri)
                for line in (entry.line, *entry.reports)
                if risk in line.source.study.risks_of_bias
            ),
            make_triple(risk.iri, LDN.riskOfBiasJudgement, LDN[risk.judgement]),
        )
    ]
    return Domain("risk of bias", lower, upper, reason, missing, tuple(because))


def _inconsistency(body: Body, aside: Sequence[StudyEvidence]) -> Domain:
    """Results in different directions, or I² above 75 per cent, that of a review included whose studies are here."""
    lines = [line for entry in body for line in (entry.line, *entry.reports, *entry.reviews)]
    known = [result.i_squared for line in lines for result in line.results if result.i_squared is not None]
    heterogeneity = max(known, default=None)
    because = tuple(triple for entry in body for triple in entry.because)
    if heterogeneity is not None and heterogeneity > MUCH_HETEROGENEITY:
        return Domain("inconsistency", -1, -1, f"I² is {heterogeneity} %", "find out why results differ", because)
    directions = frozenset().union(*(entry.directions for entry in body))
    if len(directions) > 1:
        names = dict.fromkeys(name for entry in body for name in entry.names)
        how = "points in more than one direction" if len(names) == 1 else "do not point in one direction"
        reason = f"{', '.join(names)} {how}"
        return Domain("inconsistency", -1, -1, reason, "find out why results differ", because)
    contrary = [entry for entry in aside if entry.directions - directions]
    if contrary and directions:
        reason = f"{_names(contrary)}, of designs that nobody recorded, points otherwise"
        because = (*because, *(triple for entry in contrary for triple in entry.because))
        return Domain("inconsistency", -1, 0, reason, f"record what {_names(contrary)} includes", because)
    pooling = [line for entry in body for line in entry.pooling]
    if len(body) == 1 and not pooling:
        return Domain("inconsistency", 0, 0, "one study", "", because)
    if heterogeneity is not None:
        return Domain("inconsistency", 0, 0, f"I² is {heterogeneity} %, one direction", "", because)
    bare = [entry for entry in body if is_wide(entry) is None or not entry.directions]
    if not pooling and not bare:
        return Domain("inconsistency", 0, 0, "one direction, with intervals", "", because)
    advice = [f"the intervals of {_names(bare)}"] if bare else []
    advice += [f"the I² of {', '.join(dict.fromkeys(line.source.id for line in pooling))}"] if pooling else []
    reason = "one direction, as far as recorded, without I²"
    return Domain("inconsistency", -1, 0, reason, f"record {' or '.join(advice)}", because)


def _indirectness(body: Body) -> Domain:
    """The number of GRADE's domains marked on the lines that carry most of the people, two at most."""
    bounds = [_indirect_bounds(entry) for entry in body]
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
    because = dict.fromkeys(triple for entry in body for triple in entry.because_direct)
    return Domain("indirectness", lower, upper, reason, missing, tuple(because))


def _indirect_bounds(entry: StudyEvidence) -> Bounds:
    line = entry.line
    if line.directness == "unrated":
        return -2, 0
    if line.direct:
        return 0, 0
    return (-min(len(line.indirectness), 2),) * 2 if line.indirectness else (-2, -1)


def is_wide(entry: StudyEvidence) -> bool | None:
    """Whether each interval is of a ratio and wide; None where none is recorded, or not of what it is.

    That of a difference says nothing: which difference matters is not recorded.
    """
    intervals = [(result, interval) for result in entry.results if (interval := result.interval)]
    if not intervals or any(result.measure is None for result, _ in intervals):
        return None
    return all(result.is_ratio and low <= WIDE[0] and high >= WIDE[1] for result, (low, high) in intervals)


def _imprecision(body: Body) -> Domain:
    """By the number of people, and by intervals of ratios that hold a benefit and a harm that matter."""
    known = [entry.people for entry in body if entry.people is not None]
    total, complete = sum(known), len(known) == len(body)
    steps = -2 if total < FEW_PEOPLE else -1 if total < FEWER_PEOPLE else 0
    widths = [is_wide(entry) for entry in body]
    upper = -1 if all(widths) or (complete and steps) else 0
    lower = min(steps, 0 if all(width is False for width in widths) else -1)
    people = count_words(total, "person", "people") if known else "nobody counted"
    uncounted = _names(e for e in body if e.people is None)
    more = "" if complete else f"; no number of people for {uncounted}"
    wide = "; the interval holds both benefit and harm" if any(widths) else ""
    unknown = "; no interval" if None in widths else ""
    missing = []
    if steps and complete:
        missing.append(f"more people than {total:,}: {FEWER_PEOPLE} at least")
    if not complete:
        missing.append(f"record how many people {uncounted} analysed")
    if None in widths:
        missing.append("record intervals")
    because = [triple for entry in body for triple in _people_triples(entry)]
    return Domain("imprecision", lower, upper, f"{people}{more}{wide}{unknown}", "; ".join(missing), tuple(because))


def _people_triples(entry: StudyEvidence) -> Iterator[Triple]:
    """Where the number of people stands."""
    line = entry.line
    counts = [count_triple(r.iri, LDN.people, r.people) for r in line.results if r.people is not None]
    yield from counts
    if not counts and entry.people is not None and (recorded := people_of_study(line)):
        yield count_triple(line.source.iri, *recorded)


def day_of(judged: PublicationBias | CertaintyRating) -> str:
    """The day on which somebody judged, without a time zone; "" where it is not recorded, which is before any."""
    return (judged.created or "")[:10]


def _publication_bias(question: str, assessments: Sequence[PublicationBias]) -> Domain:
    """Only what a person said, the latest of several: with fewer than ten trials there is no test of it."""
    if not assessments:
        return Domain("publication bias", -1, 0, "not judged", "say whether results may have been kept back", ())
    latest = max(map(day_of, assessments))
    said = [a for a in assessments if day_of(a) == latest]
    because = tuple(make_triple(question, LDN.publicationBias, a.iri) for a in said)
    suspected = next((a for a in said if a.suspected), None)
    if suspected:
        reason = f"suspected: {suspected.comment}" if suspected.comment else "suspected"
        return Domain("publication bias", -1, -1, reason, "results of the trials that have not reported", because)
    return Domain("publication bias", 0, 0, "not suspected", "", because)
