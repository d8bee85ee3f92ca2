"""Rules on studies: their numbers are possible, and evidence lines rest on results that are there.

None of them needs a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.vocab import AGAINST, BIOLINK, DCTERMS, IN_FAVOUR, LDN, RATIOS, RDF, SKOS, shorten
from .checked_graph import CheckedGraph
from .mistakes import Mistake, find_repeated, plain_text


def find_impossible_intervals(graph: CheckedGraph) -> Iterator[Mistake]:
    """Intervals whose low end is above the high one, and estimates outside of theirs."""
    for node in graph.typed(LDN.Result):
        low, high = graph.number(node, LDN.intervalLow), graph.number(node, LDN.intervalHigh)
        estimate = graph.number(node, LDN.estimate)
        if low is not None and high is not None and low > high:
            problem = f"ldn:intervalLow {low} is above ldn:intervalHigh {high}"
            yield Mistake("interval", node, LDN.intervalLow, str(low), problem, "exchange them, or mend one")
        elif estimate is not None and ((low is not None and estimate < low) or (high is not None and estimate > high)):
            ends = " to ".join("?" if end is None else str(end) for end in (low, high))
            problem = f"ldn:estimate {estimate} lies outside its interval, {ends}"
            remedy = "write estimate and interval as printed, both of one outcome and on one scale"
            yield Mistake("interval", node, LDN.estimate, str(estimate), problem, remedy)


def find_ratios_of_nothing(graph: CheckedGraph) -> Iterator[Mistake]:
    """Ratios of 0 or less, and their intervals: no ratio of risks, odds or hazards is."""
    ratios = {LDN[name] for name in RATIOS}
    for node in graph.typed(LDN.Result):
        for measure in (m for m in graph.targets(node, LDN.measure) if m in ratios):
            for path in (LDN.estimate, LDN.intervalLow, LDN.intervalHigh):
                number = graph.number(node, path)
                if number is not None and number <= 0:
                    problem = f"{shorten(path)} {number}, of {shorten(measure)}: a ratio is above 0"
                    remedy = "mend the number, or name the measure that it is of, as ldn:meanDifference"
                    yield Mistake("ratio-above-0", node, path, str(number), problem, remedy)


def find_too_many_events(graph: CheckedGraph) -> Iterator[Mistake]:
    """Arms in which more people had the event than there were."""
    for node in graph.typed(LDN.Arm):
        events, people = graph.number(node, LDN.events), graph.number(node, LDN.people)
        if events is not None and people is not None and events > people:
            problem = f"ldn:events {events}, of {people} people"
            remedy = "count people with the event, not events, and never more than ldn:people"
            yield Mistake("too-many-events", node, LDN.events, str(events), problem, remedy)


def find_too_many_people(graph: CheckedGraph) -> Iterator[Mistake]:
    """Studies that analysed or kept more people than they randomised, and results or arms of more people than that.

    Of a crossover trial a result may count each person once for each treatment: that is advice, and no violation. So
    it is where nobody knows how many were randomised, and a result has more people than the study.
    """
    for source in graph.typed(LDN.Source):
        randomised = graph.number(source, LDN.randomised)
        if randomised is None:
            yield from _more_people_than_the_study(graph, source)
            continue
        twice = LDN.crossoverTrial in graph.values(source, LDN.studyDesign)
        counted = [(source, LDN.participants, True), (source, LDN.analysed, False), (source, LDN.completed, False)]
        counted += [(n, LDN.people, twice and LDN.Arm not in graph.types(n)) for n in _groups(graph, source)]
        for node, path, advice in counted:
            people = graph.number(node, path)
            if people is not None and people > randomised:
                problem = f"{shorten(path)} {people}, of {randomised} randomised in {graph.name(source)}"
                remedy = f"mend {shorten(path)} or ldn:randomised; who was not randomised is no part of the result"
                if advice and node != source:
                    remedy = "count each person once, though a crossover trial has each in both of its arms"
                severity = "Warning" if advice else "Violation"
                yield Mistake("too-many-people", node, path, str(people), problem, remedy, severity)


def _more_people_than_the_study(graph: CheckedGraph, source: str) -> Iterator[Mistake]:
    """The results and arms with more people than were in the study, or were analysed, whichever is more."""
    known = [number for path in (LDN.participants, LDN.analysed) if (number := graph.number(source, path)) is not None]
    for node in _groups(graph, source) if known else ():
        people = graph.number(node, LDN.people)
        if people is not None and people > max(known):
            problem = f"ldn:people {people}, of {max(known)} in {graph.name(source)}"
            remedy = "mend ldn:people, or the ldn:participants or ldn:analysed of the study"
            yield Mistake("too-many-people", node, LDN.people, str(people), problem, remedy, "Warning")


def _groups(graph: CheckedGraph, source: str) -> list[str]:
    """The results of a study, and their arms."""
    results = graph.targets(source, LDN.result)
    return [*results, *(arm for result in results for arm in graph.targets(result, LDN.arm))]


def find_shares_without_people(graph: CheckedGraph) -> Iterator[Mistake]:
    """Results that are a share and do not say of how many people."""
    for node in graph.typed(LDN.Result):
        if LDN.proportion not in graph.values(node, LDN.measure):
            continue
        if not any(graph.values(n, LDN.people) for n in (node, *graph.targets(node, LDN.arm))):
            problem = "ldn:measure ldn:proportion without ldn:people: a share of how many?"
            remedy = "add ldn:people to the result or its arm; where it is not known, write the share as ldn:finding"
            yield Mistake("share-without-people", node, LDN.measure, LDN.proportion, problem, remedy)


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
        year, issued = graph.number(source, LDN.year), _date(graph, source, DCTERMS.issued)
        if year is not None and 1000 <= year <= 9999 and issued and year != int(issued[:4]):  # others break a shape
            problem = f"ldn:year {year}, but dcterms:issued {issued}"
            remedy = "leave ldn:year out: it is filled in from dcterms:issued"
            yield Mistake("other-year", source, LDN.year, str(year), problem, remedy, "Warning")


def find_empty_reviews(graph: CheckedGraph) -> Iterator[Mistake]:
    """Evidence lines in favour or against by a review that includes no study; the line's own number goes first."""
    decided = {LDN[name] for name in IN_FAVOUR | AGAINST}
    for line in graph.typed(LDN.EvidenceLine):
        for source in graph.targets(line, LDN.source):
            node = line if graph.values(line, LDN.reviewedDesign) else source
            for bearing in (b for b in graph.targets(line, LDN.bearing) if b in decided):
                if graph.number(node, LDN.reviewedStudies) == 0:
                    problem = (
                        f"{shorten(bearing)}, by {graph.name(source)}, a review of no study (ldn:reviewedStudies 0)"
                    )
                    remedy = "write ldn:bearing ldn:leavesOpen, or mend ldn:reviewedStudies"
                    yield Mistake("empty-review", line, LDN.bearing, bearing, problem, remedy, "Warning")


def find_nulls_beside_intervals(graph: CheckedGraph) -> Iterator[Mistake]:
    """Lines that are marked as a null without an interval, and use a result that has one."""
    for line in graph.typed(LDN.EvidenceLine):
        if not graph.is_true(line, LDN.nullWithoutInterval) or len(graph.values(line, LDN.nullWithoutInterval)) > 1:
            continue  # two values are a mistake of a shape
        for result in graph.targets(line, LDN.usesResult):
            if all(graph.values(result, path) for path in (LDN.intervalLow, LDN.intervalHigh)):
                problem = f"ldn:nullWithoutInterval true, and {graph.name(result)} has an interval"
                remedy = "take ldn:nullWithoutInterval away, or point ldn:usesResult to the result that has none"
                yield Mistake("null-beside-interval", line, LDN.nullWithoutInterval, "true", problem, remedy)


def find_shared_results(graph: CheckedGraph) -> Iterator[Mistake]:
    """Results that two sources have: which of them found it cannot be told."""
    found = [(result, source) for source in graph.typed(LDN.Source) for result in graph.targets(source, LDN.result)]
    for result, source, other in find_repeated(found):
        problem = f"ldn:result {graph.name(result)}: {graph.name(other)} has it too"
        remedy = "let the source that found it have it; two reports of a study are tied by ldn:sameStudyAs"
        yield Mistake("shared-result", source, LDN.result, plain_text(result), problem, remedy)


def find_studies_of_nobody(graph: CheckedGraph) -> Iterator[Mistake]:
    """Studies that randomised or analysed nobody and do not say so where statuses look, in their participants."""
    for source in graph.typed(LDN.Source):
        for path in (LDN.randomised, LDN.analysed):
            if graph.number(source, path) == 0 and graph.number(source, LDN.participants) != 0:
                problem = f"{shorten(path)} 0, and ldn:participants is not 0: its lines count for or against a claim"
                remedy = "write ldn:participants 0 where nobody took part"
                yield Mistake("nobody-took-part", source, path, "0", problem, remedy, "Warning")


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
    """Lines whose results are all of other outcomes than the claim, and bodies of evidence with a result of another.

    None is told where that is said. A broader or narrower outcome is the claim's. A condition is no outcome: each
    result in it is of something else.
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
                yield Mistake("other-outcome", line, LDN.usesResult, plain_text(outcomes[0]), problem, remedy)
    for body in graph.typed(LDN.BodyOfEvidence):
        if LDN.otherOutcome in graph.values(body, LDN.indirectness):
            continue
        for meant in graph.targets(body, LDN.outcome):
            for result in graph.targets(body, LDN.includesResult):
                for outcome in (o for o in graph.targets(result, LDN.outcome) if not _in_one_line(graph, o, meant)):
                    problem = f"{graph.name(result)} is of {graph.name(outcome)}, which is not {graph.name(meant)}"
                    remedy = "leave the result out, or add ldn:indirectness ldn:otherOutcome to the body of evidence"
                    yield Mistake("other-outcome", body, LDN.includesResult, plain_text(result), problem, remedy)


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
    """Lines for or against a claim whose source had nobody to find anything in, or against it by a plan alone."""
    against = {LDN[name] for name in AGAINST}
    decided = against | {LDN[name] for name in IN_FAVOUR}
    for claim in graph.typed(LDN.Claim):
        takes_finding = not _OF_FINDINGS.isdisjoint(graph.values(claim, LDN.topic))
        for line in graph.targets(claim, BIOLINK.has_evidence):
            for bearing in (b for b in graph.targets(line, LDN.bearing) if b in decided):
                for source in graph.targets(line, LDN.source):
                    designs = graph.values(line, LDN.studyDesign) or graph.values(source, LDN.studyDesign)
                    if graph.number(source, LDN.participants) == 0:
                        reason = "a study without participants found nothing, so the line counts as leavesOpen"
                    elif bearing in against and takes_finding and LDN.trialRegistration in designs:
                        reason = "a registration shows what was asked, and not what was found"
                    else:
                        continue
                    problem = f"{shorten(bearing)}, by {graph.name(source)}: {reason}"
                    remedy = "write ldn:bearing ldn:leavesOpen"
                    yield Mistake("empty-dispute", line, LDN.bearing, bearing, problem, remedy, "Warning")
