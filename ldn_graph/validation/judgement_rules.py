"""Rules on what readers judged: the risk of bias of studies, evidence lines, and how sure one may be of a claim.

None of them needs a judgement. That an assessment agrees with itself, with its tool and with the register does not make
it right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..audit.bodies import rate_bodies
from ..audit.certainty import Certainty, Question, rate_certainty
from ..audit.studies import Studies
from ..errors import LdnGraphError
from ..model.vocab import CERTAINTIES, DCTERMS, DESIGNS, LDN, PROV, RISK_OF_BIAS_JUDGEMENTS, TOPICS, local_id, shorten
from ..rdf.contents import read_contents
from .checked_graph import CheckedGraph
from .mistakes import Mistake, find_repeated, plain_text

_LATE = {LDN.afterStart: "was registered after its start", LDN.afterCompletion: "was registered after its completion"}


def find_overlooked_reporting(graph: CheckedGraph) -> Iterator[Mistake]:
    """Low risk of selective reporting in studies that switched their outcome, or were registered late."""
    for source in graph.typed(LDN.Source):
        reasons = [words for late, words in _LATE.items() if late in graph.values(source, LDN.registrationTiming)]
        if graph.is_true(source, LDN.outcomeSwitched):
            reasons.append("switched its primary outcome")
        if not reasons:
            continue
        for assessment in graph.targets(source, LDN.riskOfBias):
            for domain in graph.targets(assessment, LDN.domainAssessment):
                judged_low = LDN.lowRisk in graph.values(domain, LDN.riskOfBiasJudgement)
                if judged_low and LDN.selectiveReporting in graph.values(domain, LDN.riskOfBiasDomain):
                    problem = f"low risk of selective reporting, though {graph.name(source)} {' and '.join(reasons)}"
                    remedy = "write ldn:someConcerns or worse, or mend what is recorded of the registration"
                    yield Mistake("selective-reporting", domain, LDN.riskOfBiasJudgement, LDN.lowRisk, problem, remedy)


def find_lenient_assessments(graph: CheckedGraph) -> Iterator[Mistake]:
    """Assessments that are better overall than in their worst domain."""
    for node in graph.typed(LDN.RiskOfBiasAssessment):
        domains = {
            (severity, domain): judgement
            for domain in graph.targets(node, LDN.domainAssessment)
            for judgement, severity in _severities(graph, domain)
        }
        if not domains:
            continue
        worst, domain = max(domains, key=lambda key: key[0])
        for overall, severity in _severities(graph, node):
            if severity < worst:
                judged = shorten(domains[worst, domain])
                problem = f"{shorten(overall)} overall, better than {graph.name(domain)}, which has {judged}"
                remedy = "no result is better than its worst domain: mend the overall judgement or the domain's"
                yield Mistake("overall-risk", node, LDN.riskOfBiasJudgement, overall, problem, remedy)


def _severities(graph: CheckedGraph, node: str) -> Iterator[tuple[str, int]]:
    """The judgements of an assessment or a domain, each with how bad it is; those that do not say are left out."""
    for judgement in graph.targets(node, LDN.riskOfBiasJudgement):
        severity = RISK_OF_BIAS_JUDGEMENTS.get(local_id(judgement))
        if severity is not None:
            yield judgement, severity


_ANSWERS: Mapping[str, frozenset[str]] = {
    LDN.rob2: frozenset({LDN.lowRisk, LDN.someConcerns, LDN.highRisk, LDN.notJudgeable}),
    LDN.robinsI: frozenset({LDN.lowRisk, LDN.moderateRisk, LDN.seriousRisk, LDN.criticalRisk, LDN.notJudgeable}),
    LDN.robis: frozenset({LDN.lowRisk, LDN.highRisk, LDN.unclearRisk, LDN.notJudgeable}),
}
"""The judgements that each tool has, with the one for what nobody could judge."""


def find_answers_of_other_tools(graph: CheckedGraph) -> Iterator[Mistake]:
    """Assessments and domains judged in the words of another tool, and domains of RoB 2 under another tool."""
    for node in graph.typed(LDN.RiskOfBiasAssessment):
        tool, *more = [t for t in graph.targets(node, LDN.riskOfBiasTool) if t in _ANSWERS] or [""]
        if more or not tool:
            continue  # no tool, or two, is a mistake of a shape
        domains = graph.targets(node, LDN.domainAssessment)
        for judged in (node, *domains):
            for judgement in graph.targets(judged, LDN.riskOfBiasJudgement):
                if local_id(judgement) in RISK_OF_BIAS_JUDGEMENTS and judgement not in _ANSWERS[tool]:
                    answers = sorted((shorten(a) for a in _ANSWERS[tool]), key=_by_severity)
                    problem = f"{shorten(judgement)} is no judgement of {shorten(tool)}"
                    remedy = f"write one of {', '.join(answers)}, or name the tool that was used"
                    yield Mistake("tool-fit", judged, LDN.riskOfBiasJudgement, judgement, problem, remedy)
        for domain in domains if tool != LDN.rob2 else ():
            problem = (
                f"ldn:domainAssessment {graph.name(domain)}: the domains are those of ldn:rob2, not of {shorten(tool)}"
            )
            remedy = "keep the overall judgement alone, or write ldn:riskOfBiasTool ldn:rob2 where that was used"
            yield Mistake("tool-fit", node, LDN.domainAssessment, plain_text(domain), problem, remedy)


def _by_severity(judgement: str) -> int:
    """Where a judgement stands in :data:`~ldn_graph.model.vocab.RISK_OF_BIAS_JUDGEMENTS`."""
    return list(RISK_OF_BIAS_JUDGEMENTS).index(judgement.removeprefix("ldn:"))


_RANDOMISED = frozenset({"randomisedControlledTrial", "crossoverTrial"})
_REVIEWS = frozenset({"systematicReview", "narrativeReview"})
_UNFIT: Mapping[str, tuple[frozenset[str], str]] = {
    LDN.rob2: (frozenset(DESIGNS) - _RANDOMISED, "for randomised trials"),
    LDN.robinsI: (_RANDOMISED | _REVIEWS, "for studies that were not randomised"),
    LDN.robis: (frozenset(name for name, design in DESIGNS.items() if design.primary), "for reviews"),
}
"""For each tool, the designs that it is not made for, and what it is made for."""


def find_tools_for_other_designs(graph: CheckedGraph) -> Iterator[Mistake]:
    """Assessments with a tool that is made for studies of another kind."""
    for source in graph.typed(LDN.Source):
        for assessment in graph.targets(source, LDN.riskOfBias):
            tool, *more = [t for t in graph.targets(assessment, LDN.riskOfBiasTool) if t in _UNFIT] or [""]
            if tool and not more:
                unfit, purpose = _UNFIT[tool]
                for design in (d for d in graph.targets(source, LDN.studyDesign) if local_id(d) in unfit):
                    problem = f"{shorten(tool)} is {purpose}, and {graph.name(source)} is a {shorten(design)}"
                    remedy = "name the tool that was used, or mend ldn:studyDesign"
                    yield Mistake("tool-design", assessment, LDN.riskOfBiasTool, tool, problem, remedy, "Warning")


def find_repeated_assessments(graph: CheckedGraph) -> Iterator[Mistake]:
    """Studies, or results, whose risk of bias was judged twice with one tool."""
    for source in graph.typed(LDN.Source):
        assessments = [
            ((tool, what), node)
            for node in graph.targets(source, LDN.riskOfBias)
            for tool in graph.targets(node, LDN.riskOfBiasTool)
            for what in graph.targets(node, LDN.assessedResult) or [source]
        ]
        for (tool, what), node, other in find_repeated(assessments):
            problem = f"{shorten(tool)} of {graph.name(what)}, as {graph.name(other)} is: the worst counts"
            remedy = "keep the one that was agreed on"
            yield Mistake("two-assessments", node, LDN.riskOfBiasTool, tool, problem, remedy, "Warning")


def find_readers_of_two_minds(graph: CheckedGraph) -> Iterator[Mistake]:
    """Two judgements of one line by one reader on one day that differ: which is the latest cannot be told."""
    for line in graph.typed(LDN.EvidenceLine):
        judgements = [
            ((reader, day), node)
            for node in graph.targets(line, LDN.otherJudgement)
            for reader in graph.targets(node, PROV.wasAttributedTo)
            for day in _days(graph, node)
        ]
        for (reader, day), node, other in find_repeated(judgements):
            if _judged(graph, other) != _judged(graph, node):
                problem = f"{graph.name(reader)} judged otherwise on the same day, in {graph.name(other)}"
                remedy = "keep the judgement that the reader came to, or mend dcterms:created"
                yield Mistake("two-minds", node, DCTERMS.created, day, problem, remedy)


def _judged(graph: CheckedGraph, node: str) -> tuple[frozenset[str], ...]:
    """Bearing, directness and indirectness of a judgement."""
    return tuple(frozenset(graph.targets(node, path)) for path in (LDN.bearing, LDN.directness, LDN.indirectness))


def find_rival_ratings(graph: CheckedGraph) -> Iterator[Mistake]:
    """Two ratings of one claim or body of evidence on one day, of different certainty: which counts cannot be told."""
    for claim in (*graph.typed(LDN.Claim), *graph.typed(LDN.BodyOfEvidence)):
        ratings = [(day, node) for node in graph.targets(claim, LDN.certaintyRating) for day in _days(graph, node)]
        for day, node, other in find_repeated(ratings):
            if set(graph.targets(other, LDN.certainty)) != set(graph.targets(node, LDN.certainty)):
                problem = f"of another certainty than {graph.name(other)}, which is of the same day: which counts?"
                remedy = "keep the one that was agreed on, or mend dcterms:created"
                yield Mistake("rival-ratings", node, DCTERMS.created, day, problem, remedy)


def find_ratings_outside(graph: CheckedGraph) -> Iterator[Mistake]:
    """Ratings outside of the interval that is computed from what is recorded; of graphs that can be read as a whole.

    They count where they give a reason, so this is advice.
    """
    if not any(LDN.certaintyRating in properties for properties in graph.nodes.values()):
        return
    try:
        contents = read_contents(graph.graph)
    except LdnGraphError:
        return  # the mistake is told by a rule of its own
    studies = Studies(line.source for claim in contents.claims for line in claim.lines)
    claims = [claim for claim in contents.claims if claim.certainty_ratings]
    rated: list[tuple[Question, Certainty | None]] = [
        (c, rate_certainty(c, [e for e in c.lines if e.source.counts()], studies)) for c in claims
    ]
    rated += [(b.body, b.certainty) for b in rate_bodies(contents.bodies)]
    for question, certainty in rated:
        lower, upper = (certainty.lower, certainty.upper) if certainty else (None, None)
        if certainty is None or lower is None or upper is None:
            continue
        for rating in question.certainty_ratings:
            if not lower <= rating.level <= upper:
                level = f"ldn:{CERTAINTIES[rating.level - 1]}"
                problem = f"{level} of {graph.name(question.iri)} lies outside of the computed {certainty.computed}"
                remedy = "record what the rating knows and the graph does not, or say in rdfs:comment why it differs"
                yield Mistake("certainty-outside", rating.iri, LDN.certainty, level, problem, remedy, "Warning")


_RATED = frozenset({LDN.efficacy, LDN.safety})
"""The topics of the claims that certainty is given for."""


def find_ratings_that_are_not_shown(graph: CheckedGraph) -> Iterator[Mistake]:
    """Ratings of claims that are neither of efficacy nor of safety."""
    for claim in graph.typed(LDN.Claim):
        topics = [topic for topic in graph.targets(claim, LDN.topic) if local_id(topic) in TOPICS]
        if topics and _RATED.isdisjoint(topics):
            for rating in graph.targets(claim, LDN.certaintyRating):
                problem = f"a rating of certainty, and the claim is of {_names(topics)}: it is shown nowhere"
                remedy = "take it away, or write ldn:topic ldn:efficacy or ldn:safety"
                rule, value = "rating-not-shown", plain_text(rating)
                yield Mistake(rule, claim, LDN.certaintyRating, value, problem, remedy, "Warning")


def _names(terms: Iterable[str]) -> str:
    return " and ".join(map(shorten, terms))


def _days(graph: CheckedGraph, node: str) -> list[str]:
    """The days on which something was judged, without a time zone."""
    return [text[:10] for text in graph.texts(node, DCTERMS.created)]
