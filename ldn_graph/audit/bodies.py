"""How sure one may be of an outcome in a condition: GRADE's certainty of a body of evidence.

The same rules as for claims (:mod:`~ldn_graph.audit.certainty`), over the results that a curator put together. Nothing
here is advice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ..model.bodies import BodyOfEvidence
from ..model.claims import EvidenceLine, Source
from ..model.studies import Result
from ..model.vocab import DESIGNS, LDN
from .certainty import LEFT_OUT, NOBODY, NOT_SEARCHED, NOT_SEEN, Certainty, measure_certainty, unmeasured_certainty
from .studies import Studies
from .study_evidence import StudyEvidence
from .triples import make_triple

_DIRECTIONS: Mapping[str, str] = {"favoursIntervention": "+", "favoursComparator": "-", "noDifference": "0"}
_SENTENCES: Mapping[int, Mapping[str, str]] = {
    2: {"for": "It may be better with the intervention.", "against": "It may be worse with the intervention."},
    3: {
        "for": "It is probably better with the intervention.",
        "against": "It is probably worse with the intervention.",
    },
    4: {
        "for": "It is better with the intervention, as far as studies can show it.",
        "against": "It is worse with the intervention, as far as studies can show it.",
    },
}
"""What may be said of an outcome, by level and direction, where that is otherwise than of a claim."""


class RatedBody(NamedTuple):
    """A body of evidence with its certainty; ``results`` are those that count. None: no study design is recorded."""

    body: BodyOfEvidence
    results: tuple[tuple[Source, Result], ...]
    certainty: Certainty | None

    @property
    def sentence(self) -> str:
        """What may be said of the outcome, in plain words."""
        certainty = self.certainty
        if certainty is None:
            return "Nobody recorded the design of what was found."

        def say(level: int | None) -> str:
            return _SENTENCES.get(level or 0, {}).get(certainty.points) or certainty.said_at(level)

        return certainty.said_by(say)


def rate_bodies(bodies: Iterable[BodyOfEvidence], as_of: int | None = None) -> tuple[RatedBody, ...]:
    """Bodies of evidence with their certainty, by sources that stand; with ``as_of``, a year, as of the end of it."""
    return tuple(_rate(body, as_of) for body in bodies)


def _rate(body: BodyOfEvidence, as_of: int | None) -> RatedBody:
    results = tuple((source, result) for source, result in body.results if source.counts(as_of))
    seen = [(s, r) for s, r in results if not r.figures_not_seen and s.participants != 0]
    entries = list(_entries(body, seen))
    if measured := [entry for entry in entries if entry.measures_people]:
        studies = Studies(source for source, _ in results)
        certainty = measure_certainty(body, measured, studies, complete=len(results) == len(body.results))
        if certainty.points == "open":
            certainty = certainty._replace(points="unrecorded")
        return RatedBody(body, results, certainty)
    if any(entry.line.design is None for entry in entries):
        return RatedBody(body, results, None)
    not_seen = any(r.figures_not_seen and s.participants != 0 and _may_measure(s) for s, r in results)
    if not_seen:
        why = NOT_SEEN
    elif len(results) < len(body.results):
        why = LEFT_OUT
    else:
        why = NOBODY if body.searches else NOT_SEARCHED
    return RatedBody(body, results, unmeasured_certainty(body, why))


def _may_measure(source: Source) -> bool:
    """It is a study in people, or of a design that nobody recorded."""
    design = DESIGNS.get(source.design or "")
    return design is None or (design.human and design.primary)


def _entries(body: BodyOfEvidence, results: Sequence[tuple[Source, Result]]) -> Iterator[StudyEvidence]:
    """What each source gives, by design: its results put as one line on the question whether the outcome is better."""
    ordered = sorted(results, key=lambda pair: (pair[0].iri, pair[1].design or ""))
    because_direct = tuple(make_triple(body.iri, LDN.indirectness, LDN[name]) for name in body.indirectness)
    for _, group in groupby(ordered, key=lambda pair: (pair[0].iri, pair[1].design)):
        pairs = list(group)
        source, found = pairs[0][0], tuple(result for _, result in pairs)
        line = EvidenceLine(
            iri=found[0].iri,
            source=source,
            bearing="leavesOpen",
            directness="indirect" if body.indirectness else "direct",
            indirectness=body.indirectness,
            design=found[0].design or source.design,
            own_design=found[0].design is not None,
            comment=None,
            finding=None,
            quantities=(),
            results=found,
        )
        because = [make_triple(body.iri, LDN.includesResult, result.iri) for result in found]
        because += [make_triple(r.iri, LDN.directionOfEffect, LDN[r.direction]) for r in found if r.direction]
        directions = frozenset(_DIRECTIONS[result.direction] for result in found if result.direction)
        yield StudyEvidence.of(line, tuple(because), because_direct)._replace(directions=directions)
