"""Reading what is recorded of studies, and what readers judged, into values.

:class:`StudyReader` reads the nodes that stand between a source and an evidence line, results and assessments of the
risk of bias, and the judgements that named readers made. What is not recorded is None.
"""

from __future__ import annotations

from decimal import Decimal

from ..model.judgements import CertaintyRating, Judgement, PublicationBias
from ..model.literals import truth_of
from ..model.studies import NO_STUDY, Arm, DomainAssessment, Result, RiskOfBias, Study
from ..model.vocab import CERTAINTIES, DCTERMS, LDN, PROV, RDFS, shorten
from .index import Index

_OF_STUDIES = frozenset(
    LDN[name]
    for name in (
        "registrationTiming", "registeredOn", "startedOn", "completedOn", "registeredPrimaryOutcome",
        "publishedPrimaryOutcome", "outcomeSwitched", "randomised", "analysed", "completed", "funding",
        "conflictOfInterest", "harm", "mayOverlap", "result", "riskOfBias", "reviewedDesign", "reviewedStudies",
    )
)  # fmt: skip
"""The properties of a source that a :class:`~ldn_graph.model.studies.Study` is read from."""


class StudyReader(Index):
    """Reads studies, their results and assessments, and judgements. Each may raise as :class:`Index` says.

    Results, which a study and the lines that use it share, are read once.
    """

    results: dict[str, Result]

    def study(self, iri: str) -> Study:
        """What is recorded of a source as a study."""
        if _OF_STUDIES.isdisjoint(self.nodes[iri]):
            return NO_STUDY  # nearly all sources of large graphs
        return Study(
            registration_timing=self.concept(iri, "registrationTiming"),
            registered_on=self.text(iri, LDN.registeredOn),
            started_on=self.text(iri, LDN.startedOn),
            completed_on=self.text(iri, LDN.completedOn),
            registered_outcome=self.text(iri, LDN.registeredPrimaryOutcome),
            published_outcome=self.text(iri, LDN.publishedPrimaryOutcome),
            outcome_switched=self.flag(iri, LDN.outcomeSwitched),
            randomised=self.whole(iri, LDN.randomised),
            analysed=self.whole(iri, LDN.analysed),
            completed=self.whole(iri, LDN.completed),
            funding=tuple(map(str, self.texts_in_one_language(iri, LDN.funding))),
            conflicts=tuple(map(str, self.texts_in_one_language(iri, LDN.conflictOfInterest))),
            harms=tuple(map(str, self.texts_in_one_language(iri, LDN.harm))),
            may_overlap=self.iris(iri, LDN.mayOverlap),
            results=self.each(iri, LDN.result, self.result),
            risks_of_bias=self.each(iri, LDN.riskOfBias, self.risk_of_bias),
            reviewed_design=self.design(iri, LDN.reviewedDesign),
            reviewed_studies=self.whole(iri, LDN.reviewedStudies),
        )

    def result(self, iri: str, referrer: str) -> Result:
        """What ``referrer``, a study, found of one outcome, or what an evidence line uses."""
        if read_before := self.results.get(iri):
            return read_before
        self.described(iri, referrer)
        result = self.results[iri] = Result(
            iri=iri,
            label=self.needed(iri, RDFS.label, self.text(iri, RDFS.label)),
            outcome=self.iri(iri, LDN.outcome),
            dose=self.text(iri, LDN.dose),
            comparator=self.text(iri, LDN.comparator),
            time_point=self.text(iri, LDN.timePoint),
            finding=self.text(iri, LDN.finding),
            measure=self.concept(iri, "measure"),
            estimate=self.decimal(iri, LDN.estimate),
            low=self.decimal(iri, LDN.intervalLow),
            high=self.decimal(iri, LDN.intervalHigh),
            p_value=self.text(iri, LDN.pValue),
            people=self.whole(iri, LDN.people),
            i_squared=self.decimal(iri, LDN.iSquared),
            arms=self.each(iri, LDN.arm, self.arm),
            our_computation=self.text(iri, LDN.ourComputation),
            direction=self.concept(iri, "directionOfEffect"),
            figures_not_seen=self.flag(iri, LDN.figuresNotSeen),
            design=self.concept(iri, "studyDesign"),
            subgroup=self.flag(iri, LDN.subgroup),
        )
        return result

    def arm(self, iri: str, referrer: str) -> Arm:
        """One group of the result ``referrer``."""
        self.described(iri, referrer)
        return Arm(
            iri=iri,
            label=self.needed(iri, RDFS.label, self.text(iri, RDFS.label)),
            events=self.whole(iri, LDN.events),
            people=self.whole(iri, LDN.people),
        )

    def risk_of_bias(self, iri: str, referrer: str) -> RiskOfBias:
        """The risk of bias of the study ``referrer``."""
        self.described(iri, referrer)
        return RiskOfBias(
            iri=iri,
            tool=self.needed(iri, LDN.riskOfBiasTool, self.concept(iri, "riskOfBiasTool")),
            judgement=self.needed(iri, LDN.riskOfBiasJudgement, self.concept(iri, "riskOfBiasJudgement")),
            result=self.iri(iri, LDN.assessedResult),
            domains=self.each(iri, LDN.domainAssessment, self.domain),
            judge=self.iri(iri, PROV.wasAttributedTo),
            created=self.text(iri, DCTERMS.created),
            comment=self.text(iri, RDFS.comment),
        )

    def domain(self, iri: str, referrer: str) -> DomainAssessment:
        """How one domain was judged in the assessment ``referrer``."""
        self.described(iri, referrer)
        return DomainAssessment(
            iri=iri,
            domain=self.needed(iri, LDN.riskOfBiasDomain, self.concept(iri, "riskOfBiasDomain")),
            judgement=self.needed(iri, LDN.riskOfBiasJudgement, self.concept(iri, "riskOfBiasJudgement")),
            comment=self.text(iri, RDFS.comment),
        )

    def judgement(self, iri: str, referrer: str) -> Judgement:
        """How another reader judged the evidence line ``referrer``."""
        self.described(iri, referrer)
        return Judgement(
            iri=iri,
            bearing=self.needed(iri, LDN.bearing, self.concept(iri, "bearing")),
            directness=self.needed(iri, LDN.directness, self.concept(iri, "directness")),
            indirectness=self.concepts(iri, "indirectness"),
            comment=self.text(iri, RDFS.comment),
            judge=self.iri(iri, PROV.wasAttributedTo),
            created=self.text(iri, DCTERMS.created),
        )

    def certainty_rating(self, iri: str, referrer: str) -> CertaintyRating:
        """The certainty that a person set for the claim ``referrer``."""
        self.described(iri, referrer)
        name = self.needed(iri, LDN.certainty, self.concept(iri, "certainty"))
        return CertaintyRating(
            iri=iri,
            level=CERTAINTIES.index(name) + 1,
            judge=self.iri(iri, PROV.wasAttributedTo),
            created=self.text(iri, DCTERMS.created),
            comment=self.text(iri, RDFS.comment),
        )

    def publication_bias(self, iri: str, referrer: str) -> PublicationBias:
        """Whether a person suspects that results on the claim ``referrer`` were kept back."""
        self.described(iri, referrer)
        self.needed(iri, LDN.suspected, self.nodes[iri].get(LDN.suspected))
        return PublicationBias(
            iri=iri,
            suspected=self.flag(iri, LDN.suspected),
            judge=self.iri(iri, PROV.wasAttributedTo),
            created=self.text(iri, DCTERMS.created),
            comment=self.text(iri, RDFS.comment),
        )

    # values ---------------------------------------------------------------------------------

    def decimal(self, iri: str, predicate: str) -> Decimal | None:
        """The one decimal number, or None where there is none."""
        number = self.number(iri, predicate)
        return None if number is None else number[0]

    def flag(self, iri: str, predicate: str) -> bool:
        """Whether a property is true; it is not where it is absent."""
        value = self.only(iri, predicate, tuple(self.values(iri, predicate)))
        if value is None:
            return False
        truth = None if isinstance(value, str) else truth_of(value)
        if truth is None:
            shown = self.call(value) if isinstance(value, str) else repr(value.value[:80])
            raise self.error(iri, f"{shorten(predicate)} {shown}", "write true or false, without quotes")
        return truth

    def design(self, iri: str, predicate: str) -> str | None:
        """The study design that a property other than ``ldn:studyDesign`` names, or None where there is none."""
        return self.only(iri, predicate, self.concepts_of(iri, predicate, "studyDesign"))
