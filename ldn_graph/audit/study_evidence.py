"""The studies behind a question, each once: by the line that stands for it, with its people and where it points.

Reports of one study count once, by the line with the most people; a review counts only where no study that it reviews
is there. Where another report of a study, or a review of it, points otherwise, the study points both ways.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Iterable
from typing import NamedTuple

from ..model.claims import EvidenceLine
from ..model.studies import Arm, Result, RiskOfBias
from ..model.vocab import AGAINST, DESIGNS, LDN
from .studies import Studies
from .triples import Triple

RANDOMISED = 2
"""The level of evidence of the randomised designs."""


class StudyEvidence(NamedTuple):
    """One study behind a question, by ``line``. ``people`` is how many it analysed, None unknown.

    ``directions`` are ``+`` in favour, ``0`` no difference seen, ``-`` against; none where it left that open or nobody
    recorded it. ``reports`` are lines of other reports of the study, ``reviews`` those of reviews of it. ``because``
    are the triples of how it bears on the question, ``because_direct`` those of its directness.
    """

    line: EvidenceLine
    people: int | None
    directions: frozenset[str]
    because: tuple[Triple, ...]
    because_direct: tuple[Triple, ...]
    reports: tuple[EvidenceLine, ...] = ()
    reviews: tuple[EvidenceLine, ...] = ()

    @classmethod
    def of(cls, line: EvidenceLine, because: tuple[Triple, ...], because_direct: tuple[Triple, ...]) -> "StudyEvidence":
        """That of one line."""
        direction = _direction(line)
        return cls(line, _people(line), frozenset({direction} if direction else ()), because, because_direct)

    @property
    def results(self) -> tuple[Result, ...]:
        """What it found, in all reports of it."""
        return tuple(result for line in (self.line, *self.reports) for result in line.results)

    @property
    def risk(self) -> RiskOfBias | None:
        """How its risk of bias was judged, the worst in all reports of it; None where nobody judged it.

        None too of a review, whose own risk is not that of its studies, and where a tool for reviews was used.
        """
        if self.line.design == "systematicReview":
            return None
        risks = [risk for line in (self.line, *self.reports) if (risk := line.risk_of_bias)]
        judged = [risk for risk in risks if risk.tool != "robis" and risk.severity is not None]
        return max(judged, key=lambda risk: (risk.severity or 0, risk.iri), default=None)

    @property
    def measures_people(self) -> bool:
        """It is of a study in people, and not of a result that nobody is in."""
        return is_of_people(self.line) and self.people != 0

    @property
    def severity(self) -> int | None:
        """How bad that is; None unknown."""
        return self.risk.severity if self.risk else None

    @property
    def is_randomised(self) -> bool:
        """It is a randomised study, or a review that is recorded to be of such studies."""
        design = self.line.level_design or ""
        if design == "systematicReview":
            return DESIGNS[self.line.reviewed[0] or design].level == RANDOMISED
        return DESIGNS[design].level == RANDOMISED

    @property
    def may_be_randomised(self) -> bool:
        """It is a review of designs that nobody recorded."""
        return self.line.level_design == "systematicReview" and not self.is_randomised

    @property
    def pooling(self) -> tuple[EvidenceLine, ...]:
        """The lines among it of reviews of several studies, or of nobody knows how many."""
        lines = (self.line, *self.reviews)
        return tuple(e for e in lines if e.design == "systematicReview" and e.reviewed[1] != 1)

    @property
    def weight(self) -> tuple[bool, int, str]:
        """What it is chosen by: whether it is randomised, its people, then its IRI."""
        return self.is_randomised, self.people or 0, self.line.iri

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of all sources that point where it does, its own first."""
        return tuple(dict.fromkeys(e.source.id for e in (self.line, *self.reports, *self.reviews)))

    def reported_by(self, other: "StudyEvidence") -> "StudyEvidence":
        """The study with another report of it: it points where both do."""
        return self._pointing_with(other)._replace(reports=(*self.reports, other.line, *other.reports))

    def reviewed_by(self, review: "StudyEvidence") -> "StudyEvidence":
        """The study with a review of it: it points where both do."""
        return self._pointing_with(review)._replace(reviews=(*self.reviews, review.line))

    def _pointing_with(self, other: "StudyEvidence") -> "StudyEvidence":
        because = (*self.because, *other.because) if other.directions - self.directions else self.because
        return self._replace(directions=self.directions | other.directions, because=because)


def is_of_people(line: EvidenceLine) -> bool:
    """It is of a study in people, or of a systematic review that is not known to be of others, or of none."""
    design = DESIGNS.get(line.level_design or "")
    return design is not None and design.human and (design.primary or line.level_design == "systematicReview")


def gather_studies(evidence: Iterable[StudyEvidence], studies: Studies) -> tuple[StudyEvidence, ...]:
    """One entry a study, in the order of the IRIs of their lines."""
    by_study: dict[str, StudyEvidence] = {}
    reviews: list[StudyEvidence] = []
    for entry in evidence:
        if entry.line.design == "systematicReview":
            reviews.append(entry)
            continue
        study = studies.study(entry.line.source.iri)
        before = by_study.get(study)
        if before is None:
            by_study[study] = entry
        else:
            more, less = (entry, before) if entry.weight > before.weight else (before, entry)
            by_study[study] = more.reported_by(less)
    beside = {review.line.source.iri: review.line.source for review in reviews}
    beneath: dict[str, str] = {study: study for study in by_study}
    """For each study, and each that a review covers, the entry under which it counts."""
    for review in sorted(reviews, key=lambda entry: entry.weight, reverse=True):
        source = review.line.source
        covered = studies.beneath(source, beside)
        found = {beneath[study] for study in covered & beneath.keys()}
        counted = min(found, key=lambda study: by_study[study].line.iri, default=None)
        if counted is None:
            counted = source.iri
            by_study[counted] = review
        else:
            by_study[counted] = by_study[counted].reviewed_by(review)
        for study in covered:
            beneath.setdefault(study, counted)
    return tuple(sorted(by_study.values(), key=lambda entry: entry.line.iri))


def _direction(line: EvidenceLine) -> str | None:
    if line.in_favour:
        return "+"
    if line.bearing in AGAINST:
        return "0" if line.null_without_interval else "-"
    return None


def _people(line: EvidenceLine) -> int | None:
    """How many people stand behind a line: of the results that it uses, else of the study as far as that is known."""
    counts = [r.people if r.people is not None else _people_of_arms(r.arms) for r in line.results]
    of_results = max((count for count in counts if count is not None), default=None)
    if of_results is not None:
        return of_results
    if line.results and all(result.subgroup for result in line.results):
        return None  # a part of the study's people, nobody knows how many
    recorded = people_of_study(line)
    return recorded[1] if recorded else None


def people_of_study(line: EvidenceLine) -> tuple[str, int] | None:
    """How many people were in the study, by what is recorded nearest to its results, with the property that says so."""
    study = line.source.study
    recorded = (
        (LDN.analysed, study.analysed),
        (LDN.participants, line.source.participants),
        (LDN.randomised, study.randomised),
    )
    return next(((path, number) for path, number in recorded if number is not None), None)


def _people_of_arms(arms: Iterable[Arm]) -> int | None:
    counts = [arm.people for arm in arms]
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None
