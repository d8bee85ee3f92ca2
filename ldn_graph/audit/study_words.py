"""Studies, their results and their risk of bias in words, for the dossiers and the page."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.judgements import CertaintyRating
from ..model.studies import Arm, Result, RiskOfBias, Study
from ..model.vocab import local_id
from ..model.words import (
    DESIGN_WORDS,
    MEASURE_WORDS,
    REGISTRATION_WORDS,
    RISK_OF_BIAS_DOMAIN_WORDS,
    RISK_OF_BIAS_TOOL_WORDS,
    RISK_OF_BIAS_WORDS,
)
from ..output.counts import count_words

Fact = tuple[str, str]
"""A label of a word or two, and the text that belongs to it."""


def describe_setting(rating: CertaintyRating) -> str:
    """Who set a certainty, when and why: ``second-dossier on 2026-11-28: no interval seen``."""
    who = local_id(rating.judge) if rating.judge else "nobody named"
    day = f" on {rating.created}" if rating.created else ""
    return f"{who}{day}: {rating.comment or 'no reason is recorded'}"


def describe_result(result: Result) -> str:
    """What a study found of one outcome, in words; arithmetic of the curators is called that."""
    parts = [result.finding] if result.finding else []
    if result.estimate is not None:
        parts.append(f"{MEASURE_WORDS.get(result.measure or '', 'estimate')} {result.estimate}")
    parts += [interval_words(result)] if result.low is not None or result.high is not None else []
    parts += [f"{arm.label}: {events_words(arm)}" for arm in result.arms]
    parts += [f"p {result.p_value}"] if result.p_value else []
    parts += [count_words(result.people, "person", "people")] if result.people is not None else []
    parts += [f"I² {result.i_squared} %"] if result.i_squared is not None else []
    parts += [text for text in (result.dose, result.comparator and f"against {result.comparator}") if text]
    parts += [result.time_point] if result.time_point else []
    computed = f" (our arithmetic: {result.our_computation})" if result.our_computation else ""
    return f"{result.label}: {'; '.join(parts) or 'nothing printed'}{computed}"


def interval_words(result: Result) -> str:
    """``95 % interval 1.28 to 6.14``; ``?`` for an end that is not recorded, ``no interval seen`` without either."""
    if result.low is None and result.high is None:
        return "no interval seen"
    low, high = ("?" if end is None else end for end in (result.low, result.high))
    return f"95 % interval {low} to {high}"


def events_words(arm: Arm) -> str:
    """``15 of 18``; ``?`` where the number of events is not recorded."""
    events = "?" if arm.events is None else f"{arm.events:,}"
    return events if arm.people is None else f"{events} of {arm.people:,}"


def describe_risk(risk: RiskOfBias) -> str:
    """The risk of bias of a study, overall and in the domains that are worse than low."""
    worse = [
        f"{RISK_OF_BIAS_DOMAIN_WORDS[d.domain]}: {RISK_OF_BIAS_WORDS[d.judgement]}"
        for d in risk.domains
        if d.judgement != "lowRisk"
    ]
    return f"{RISK_OF_BIAS_WORDS[risk.judgement]} ({RISK_OF_BIAS_TOOL_WORDS[risk.tool]})" + (
        f"; {'; '.join(worse)}" if worse else ""
    )


def study_facts(study: Study) -> Iterator[Fact]:
    """What is recorded of a source as a study."""
    numbers = [
        f"{number:,} {word}"
        for number, word in (
            (study.randomised, "randomised"),
            (study.analysed, "analysed"),
            (study.completed, "completed"),
        )
        if number is not None
    ]
    if numbers:
        yield "people", ", ".join(numbers)
    dates = [
        f"{word} {date}"
        for word, date in (
            ("registered", study.registered_on),
            ("started", study.started_on),
            ("completed", study.completed_on),
        )
        if date
    ]
    timing = REGISTRATION_WORDS.get(study.registration_timing or "")
    if dates or timing:
        yield "registration", "; ".join([*([timing] if timing else []), *dates])
    for label, outcome in (
        ("registered outcome", study.registered_outcome),
        ("published outcome", study.published_outcome),
    ):
        if outcome:
            yield label, outcome
    if study.outcome_switched:
        yield "switched", "the published primary outcome is not the registered one"
    for label, texts in (
        ("funding", study.funding),
        ("conflicts", study.conflicts),
        ("harms", study.harms),
    ):
        for text in texts:
            yield label, text
    if study.reviewed_design:
        number = "" if study.reviewed_studies is None else f"{study.reviewed_studies:,}, "
        yield "includes", f"{number}at best: {DESIGN_WORDS[study.reviewed_design]}"
    if study.may_overlap:
        yield "may overlap", ", ".join(map(local_id, study.may_overlap))
    for risk in study.risks_of_bias:
        of = next((f"of {result.label}: " for result in study.results if result.iri == risk.result), "")
        yield "risk of bias", of + describe_risk(risk)
    for result in study.results:
        yield "result", describe_result(result)
