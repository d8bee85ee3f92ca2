"""What is recorded of a study besides its bibliography: registration, outcomes, people, results, risk of bias.

All of it is optional. What was not confirmed is None or empty, and nothing is guessed: unknown is no value, and
``notJudgeable`` is one. ``docs/model.md`` has the terms.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from decimal import Decimal
from typing import NamedTuple

from .vocab import RATIOS, RISK_OF_BIAS_JUDGEMENTS


class Arm(NamedTuple):
    """One group of a result: how many of its ``people`` had the event."""

    iri: str
    label: str
    events: int | None
    people: int | None


class Result(NamedTuple):
    """What a study found of one outcome. ``label`` names the outcome as the study has it.

    ``outcome`` is the IRI of an entity. ``measure`` is one of :data:`~ldn_graph.model.vocab.MEASURES`; ``low`` to
    ``high`` is the 95 % interval as it was printed, in the unit of the measure. ``p_value`` is a text such as
    ``<0.01``, ``i_squared`` in per cent. ``our_computation`` is arithmetic of the curators and no finding of the study.
    ``direction`` is one of :data:`~ldn_graph.model.vocab.EFFECT_DIRECTIONS`. ``figures_not_seen``: the study asked it,
    or may have, and what it found is in nothing that was read. ``design`` is its own where it is not the study's, as of
    what one arm of a trial did. ``subgroup``: it is of a part of the study's people alone.
    """

    iri: str
    label: str
    outcome: str | None
    dose: str | None
    comparator: str | None
    time_point: str | None
    finding: str | None
    measure: str | None
    estimate: Decimal | None
    low: Decimal | None
    high: Decimal | None
    p_value: str | None
    people: int | None
    i_squared: Decimal | None
    arms: tuple[Arm, ...]
    our_computation: str | None
    direction: str | None = None
    figures_not_seen: bool = False
    design: str | None = None
    subgroup: bool = False

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The interval, None where either of its ends is not recorded."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def is_ratio(self) -> bool:
        """Its estimate is a ratio, which is 1 where nothing differs."""
        return self.measure in RATIOS


class DomainAssessment(NamedTuple):
    """How one domain of a study was judged. ``domain`` and ``judgement`` are names of the closed schemes."""

    iri: str
    domain: str
    judgement: str
    comment: str | None


class RiskOfBias(NamedTuple):
    """The risk of bias of a study, judged with a tool for one result, or for the study as a whole.

    ``judgement`` is the overall one, of :data:`~ldn_graph.model.vocab.RISK_OF_BIAS_JUDGEMENTS`. ``result`` is the IRI
    of the result that it was judged for.
    """

    iri: str
    tool: str
    judgement: str
    result: str | None
    domains: tuple[DomainAssessment, ...]
    judge: str | None
    created: str | None
    comment: str | None

    @property
    def severity(self) -> int | None:
        """How bad it is: 0 low, 1 some concerns, 2 high, 3 critical; None where that could not be judged."""
        return RISK_OF_BIAS_JUDGEMENTS[self.judgement]


class Study(NamedTuple):
    """What is recorded of a source as a study; numbers are people, dates a year, a month or a day as recorded.

    ``reviewed_design`` and ``reviewed_studies`` are of a review: the best design of what it includes, and how many
    studies of that design. ``may_overlap`` are IRIs of sources that may have counted the same people.
    """

    registration_timing: str | None = None
    registered_on: str | None = None
    started_on: str | None = None
    completed_on: str | None = None
    registered_outcome: str | None = None
    published_outcome: str | None = None
    outcome_switched: bool = False
    randomised: int | None = None
    analysed: int | None = None
    completed: int | None = None
    funding: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    may_overlap: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    risks_of_bias: tuple[RiskOfBias, ...] = ()
    reviewed_design: str | None = None
    reviewed_studies: int | None = None

    @property
    def registered_late(self) -> bool:
        """It was registered after its start, when data may have been seen."""
        return self.registration_timing in ("afterStart", "afterCompletion")


NO_STUDY = Study()
"""Of a source about which nothing of this is recorded."""
