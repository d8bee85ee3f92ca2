"""Rules on studies: their numbers are possible, their risk of bias is judged in accord with what is recorded of them,
and evidence lines rest on results that are there.

None of them needs a judgement. That an assessment agrees with itself and with the register does not make it right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..model.literals import is_number, truth_of
from ..model.vocab import AGAINST, BIOLINK, DCTERMS, LDN, RDF, RISK_OF_BIAS_JUDGEMENTS, SKOS, local_id, shorten
from .checked_graph import CheckedGraph
from .mistakes import Mistake, plain_text


def find_impossible_intervals(graph: CheckedGraph) -> Iterator[Mistake]:
    """Intervals whose low end is above the high one, and estimates outside of theirs."""
    for node in graph.typed(LDN.Result):
        low, high = _number(graph, node, LDN.intervalLow), _number(graph, node, LDN.intervalHigh)
        estimate = _number(graph, node, LDN.estimate)
        if low is not None and high is not None and low > high:
            problem = f"ldn:intervalLow {low} is above ldn:intervalHigh {high}"
            yield Mistake("interval", node, LDN.intervalLow, str(low), problem, "exchange them, or mend one")
        elif estimate is not None and ((low is not None and estimate < low) or (high is not None and estimate > high)):
            ends = " to ".join("?" if end is None else str(end) for end in (low, high))
            problem = f"ldn:estimate {estimate} lies outside its interval, {ends}"
            remedy = "write estimate and interval as printed, both of one outcome and on one scale"
            yield Mistake("interval", node, LDN.estimate, str(estimate), problem, remedy)


def find_too_many_events(graph: CheckedGraph) -> Iterator[Mistake]:
    """Arms in which more people had the event than there were."""
    for node in graph.typed(LDN.Arm):
        events, people = _number(graph, node, LDN.events), _number(graph, node, LDN.people)
        if events is not None and people is not None and events > people:
            problem = f"ldn:events {events}, of {people} people"
            remedy = "count people with the event, not events, and never more than ldn:people"
            yield Mistake("too-many-events", node, LDN.events, str(events), problem, remedy)


def find_too_many_people(graph: CheckedGraph) -> Iterator[Mistake]:
    """Studies that analysed or kept more people than they randomised, and results or arms of more people than that.

    Of a crossover trial a result may count each person once for each treatment: that is advice, and no violation.
    """
    for source in graph.typed(LDN.Source):
        randomised = _number(graph, source, LDN.randomised)
        if randomised is None:
            continue
        crossover = LDN.crossoverTrial in graph.values(source, LDN.studyDesign)
        results = graph.targets(source, LDN.result)
        counted = [(source, LDN.analysed, False), (source, LDN.completed, False)]
        counted += [(result, LDN.people, crossover) for result in results]
        counted += [(arm, LDN.people, False) for result in results for arm in graph.targets(result, LDN.arm)]
        for node, path, twice in counted:
            people = _number(graph, node, path)
            if people is not None and people > randomised:
                problem = f"{shorten(path)} {people}, of {randomised} randomised in {graph.name(source)}"
                remedy = f"mend {shorten(path)} or ldn:randomised; who was not randomised is no part of the result"
                if twice:
                    remedy = "count each person once, though a crossover trial has each in both of its arms"
                severity = "Warning" if twice else "Violation"
                yield Mistake("too-many-people", node, path, str(people), problem, remedy, severity)


def find_shares_without_people(graph: CheckedGraph) -> Iterator[Mistake]:
    """Results that are a share and do not say of how many people."""
    for node in graph.typed(LDN.Result):
        if LDN.proportion not in graph.values(node, LDN.measure):
            continue
        if not any(graph.values(n, LDN.people) for n in (node, *graph.targets(node, LDN.arm))):
            problem = "ldn:measure ldn:proportion without ldn:people: a share of how many?"
            remedy = "add ldn:people to the result or its arm; where it is not known, write the share as ldn:finding"
            yield Mistake("share-without-people", node, LDN.measure, LDN.proportion, problem, remedy)


_LATE = {LDN.afterStart: "was registered after its start", LDN.afterCompletion: "was registered after its completion"}


def find_overlooked_reporting(graph: CheckedGraph) -> Iterator[Mistake]:
    """Low risk of selective reporting in studies that switched their outcome, or were registered late."""
    for source in graph.typed(LDN.Source):
        reasons = [words for late, words in _LATE.items() if late in graph.values(source, LDN.registrationTiming)]
        if _is_true(graph, source, LDN.outcomeSwitched):
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


def find_impossible_registrations(graph: CheckedGraph) -> Iterator[Mistake]:
    """Studies whose registration, start and completion lie otherwise than their timing says."""
    for source in graph.typed(LDN.Source):
        for timing in graph.targets(source, LDN.registrationTiming):
            if problem := _timing_problem(graph, source, timing):
                remedy = "mend the timing or the date; leave out what was not seen in the register"
                yield Mistake("registration-timing", source, LDN.registrationTiming, timing, problem, remedy)


_ORDERS = {
    LDN.beforeStart: ((LDN.startedOn, "after"), (LDN.completedOn, "after")),
    LDN.afterStart: ((LDN.startedOn, "before"), (LDN.completedOn, "after")),
    LDN.afterCompletion: ((LDN.startedOn, "before"), (LDN.completedOn, "before")),
}
"""For each timing, where the registration cannot lie."""


def _timing_problem(graph: CheckedGraph, source: str, timing: str) -> str | None:
    """Which date speaks against the timing; None where none does, as precisely as two dates are known."""
    registered = _date(graph, source, LDN.registeredOn)
    for path, impossible in _ORDERS.get(timing, ()):
        other = _date(graph, source, path)
        precision = min(len(registered), len(other))
        here, there = registered[:precision], other[:precision]
        order = "after" if here > there else "before"
        if here != there and order == impossible:
            return f"{shorten(timing)}, but ldn:registeredOn {registered} lies {order} {shorten(path)} {other}"
    return None


def _date(graph: CheckedGraph, source: str, path: str) -> str:
    """The first date of a property: a year, a month or a day; empty where there is none."""
    matches = (re.match(r"\d{4}(-\d\d(-\d\d)?)?", text, re.ASCII) for text in graph.texts(source, path))
    return next((match[0] for match in matches if match), "")


def find_other_years(graph: CheckedGraph) -> Iterator[Mistake]:
    """Sources whose year is not that of their date."""
    for source in graph.typed(LDN.Source):
        year, issued = _number(graph, source, LDN.year), _date(graph, source, DCTERMS.issued)
        if year is not None and 1000 <= year <= 9999 and issued and year != int(issued[:4]):  # others break a shape
            problem = f"ldn:year {year}, but dcterms:issued {issued}"
            remedy = "leave ldn:year out: it is filled in from dcterms:issued"
            yield Mistake("other-year", source, LDN.year, str(year), problem, remedy, "Warning")


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


def find_foreign_results(graph: CheckedGraph) -> Iterator[Mistake]:
    """Evidence lines that use a result of another source than theirs."""
    for line in graph.typed(LDN.EvidenceLine):
        results = [r for r in graph.targets(line, LDN.usesResult) if LDN.Result in graph.types(r)]
        for source in (s for s in graph.targets(line, LDN.source) if LDN.Source in graph.types(s)):
            own = graph.values(source, LDN.result)
            for result in (r for r in results if r not in own):
                problem = f"ldn:usesResult {graph.name(result)}: no result of {graph.name(source)}"
                remedy = "point it to a result of the line's source, or ldn:source to the study that found it"
                yield Mistake("foreign-result", line, LDN.usesResult, plain_text(result), problem, remedy)


def find_other_outcomes(graph: CheckedGraph) -> Iterator[Mistake]:
    """Evidence lines whose results are all of other outcomes than the claim, and that do not say so.

    A broader or narrower outcome is the claim's. A condition is no outcome: each result in it is of something else.
    """
    for claim in graph.typed(LDN.Claim):
        objects = graph.targets(claim, RDF.object)
        if not objects or any(LDN.Condition in graph.types(o) for o in objects):
            continue
        for line in graph.targets(claim, BIOLINK.has_evidence):
            results = graph.targets(line, LDN.usesResult)
            outcomes = [o for result in results for o in graph.targets(result, LDN.outcome)]
            marked = LDN.otherOutcome in graph.values(line, LDN.indirectness)
            if outcomes and not marked and not any(_in_one_line(graph, o, x) for o in objects for x in outcomes):
                problem = f"its result is of {graph.name(outcomes[0])}, which is not the object of {graph.name(claim)}"
                remedy = "add ldn:indirectness ldn:otherOutcome, or use a result of the claim's outcome"
                yield Mistake(
                    "other-outcome", line, LDN.usesResult, plain_text(outcomes[0]), problem, remedy, "Warning"
                )


def _in_one_line(graph: CheckedGraph, one: str, other: str) -> bool:
    """Whether two entities are the same, or the one is broader than the other, over any number of steps."""
    return one in _with_broader(graph, other) or other in _with_broader(graph, one)


def _with_broader(graph: CheckedGraph, entity: str) -> set[str]:
    """An entity with all that is broader; a circle ends where it began."""
    found = {entity}
    waiting = [entity]
    while waiting:
        broader = [b for b in graph.targets(waiting.pop(), SKOS.broader) if b not in found]
        found.update(broader)
        waiting += broader
    return found


_OF_FINDINGS = frozenset({LDN.mechanism, LDN.efficacy, LDN.safety})
"""The topics that take a finding to dispute; a plan alone can speak against what a claim says of practice."""


def find_empty_disputes(graph: CheckedGraph) -> Iterator[Mistake]:
    """Evidence lines against a claim whose source had nobody to find anything in, or is only a plan to look."""
    against = {LDN[name] for name in AGAINST}
    for claim in graph.typed(LDN.Claim):
        takes_finding = not _OF_FINDINGS.isdisjoint(graph.values(claim, LDN.topic))
        for line in graph.targets(claim, BIOLINK.has_evidence):
            for bearing in (b for b in graph.targets(line, LDN.bearing) if b in against):
                for source in graph.targets(line, LDN.source):
                    designs = graph.values(line, LDN.studyDesign) or graph.values(source, LDN.studyDesign)
                    if _number(graph, source, LDN.participants) == 0:
                        reason = "a study without participants found nothing, so the line counts as leavesOpen"
                    elif takes_finding and LDN.trialRegistration in designs:
                        reason = "a registration shows what was asked, and not what was found"
                    else:
                        continue
                    problem = f"{shorten(bearing)}, by {graph.name(source)}: {reason}"
                    remedy = "write ldn:bearing ldn:leavesOpen"
                    yield Mistake("empty-dispute", line, LDN.bearing, bearing, problem, remedy, "Warning")


def _number(graph: CheckedGraph, node: str, path: str) -> Decimal | None:
    """The first number that a property has; None where it has none that can be compared."""
    numbers = (v.value for v in graph.values(node, path) if not isinstance(v, str) and is_number(v))
    text = next(numbers, None)
    return None if text is None else Decimal(text)


def _is_true(graph: CheckedGraph, node: str, path: str) -> bool:
    """Whether a property is true."""
    return any(not isinstance(v, str) and truth_of(v) for v in graph.values(node, path))
