"""What people write in the columns whose cells hold a name of a closed list, and which name they mean.

A name may be written in any case, with or without blanks and hyphens. So may the words of :data:`SAME`, which mean just
that name, and those of :data:`NEAREST`, for which the model has no name of its own: they are taken for the nearest, and
that is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from .table_layout import CLOSED_LISTS

_KINDS = {
    "disease": "Condition", "disorder": "Condition", "medicine": "Drug", "medication": "Drug", "endpoint": "Outcome",
    "people": "Population", "patients": "Population", "biological process": "Mechanism", "pathway": "Mechanism",
}  # fmt: skip
_NEAREST_KINDS = {
    "gene": "Mechanism", "protein": "Mechanism", "biomarker": "Mechanism", "cell": "Mechanism",
    "symptom": "Condition", "sign": "Condition", "phenotype": "Condition",
    "supplement": "Drug", "vitamin": "Drug", "vaccine": "Drug", "food": "Drug", "nutrient": "Drug", "diet": "Practice",
    "device": "Practice", "test": "Practice", "procedure": "Practice", "surgery": "Practice",
    "intervention": "Practice", "behaviour": "Practice", "behavior": "Practice",
    "exposure": "Practice", "risk factor": "Practice", "environment": "Practice",
}  # fmt: skip
_YES_NO = {"y": "yes", "true": "yes", "n": "no", "false": "no"}
SAME: Mapping[str, Mapping[str, str]] = {
    "bearing": {
        "confirm": "confirms", "confirmed": "confirms", "support": "supports", "supported": "supports",
        "for": "supports",
        "qualify": "qualifies", "partly supports": "qualifies", "partially supports": "qualifies",
        "dispute": "disputes", "against": "disputes", "refute": "refutes", "open": "leavesOpen",
        "unclear": "leavesOpen", "inconclusive": "leavesOpen", "background": "givesBackground",
    },
    "subject_kind": _KINDS,
    "object_kind": _KINDS,
    "direction": {"increase": "increased", "increases": "increased", "decrease": "decreased", "decreases": "decreased"},
    "topic": {"treatment": "efficacy", "therapy": "efficacy", "prevention": "efficacy", "harm": "safety",
              "adverse effects": "safety", "dose": "dosing", "prevalence": "epidemiology", "incidence": "epidemiology"},
    "wording": {"hedge": "hedged", "cautious": "hedged", "certain": "proven", "plain": "asserted"},
    "indirectness": {"population": "otherPopulation", "species": "otherSpecies", "animals": "otherSpecies",
                     "intervention": "otherIntervention", "dose": "otherIntervention", "outcome": "otherOutcome"},
    "design": {
        "RCT": "randomisedControlledTrial", "randomized controlled trial": "randomisedControlledTrial",
        "randomised trial": "randomisedControlledTrial", "randomized trial": "randomisedControlledTrial",
        "randomised clinical trial": "randomisedControlledTrial",
        "randomized clinical trial": "randomisedControlledTrial",
        "randomised crossover trial": "crossoverTrial", "randomized crossover trial": "crossoverTrial",
        "meta-analysis": "systematicReview", "metaanalysis": "systematicReview",
        "systematic review and meta-analysis": "systematicReview",
        "cohort study": "cohort", "prospective cohort": "cohort", "retrospective cohort": "cohort",
        "case-control study": "caseControl", "cross-sectional study": "crossSectional", "survey": "crossSectional",
        "registry study": "registry", "open-label trial": "uncontrolledTrial", "single-arm trial": "uncontrolledTrial",
        "pilot trial": "uncontrolledTrial", "before-after study": "uncontrolledTrial",
        "animal study": "animal", "mouse study": "animal", "mice": "animal", "cell culture": "inVitro",
        "review": "narrativeReview", "opinion": "expertOpinion", "editorial": "expertOpinion",
        "trial registry": "trialRegistration", "label": "drugLabel", "statistics": "officialStatistics",
    },
    "read_as": {"full": "fullText", "paper": "fullText", "web": "webPage", "page": "webPage", "no": "notRead",
                "unread": "notRead"},
    "measure": {"RR": "riskRatio", "relative risk": "riskRatio", "OR": "oddsRatio", "HR": "hazardRatio",
                "MD": "meanDifference", "SMD": "standardisedMeanDifference",
                "standardized mean difference": "standardisedMeanDifference", "IRR": "incidenceRateRatio",
                "rate ratio": "incidenceRateRatio", "percentage": "proportion"},
    "risk_of_bias_tool": {"RoB 2.0": "rob2", "Cochrane RoB 2": "rob2", "ROBINS-I tool": "robinsI"},
    "risk_of_bias": {"low": "lowRisk", "some": "someConcerns", "moderate": "moderateRisk", "high": "highRisk",
                     "serious": "seriousRisk", "critical": "criticalRisk", "unclear": "unclearRisk"},
    "negated": _YES_NO, "cited": _YES_NO, "null_without_interval": _YES_NO,
}  # fmt: skip
"""For each column other words that mean just the same as a name."""
NEAREST: Mapping[str, Mapping[str, str]] = {
    "subject_kind": _NEAREST_KINDS,
    "object_kind": _NEAREST_KINDS,
    "topic": {"risk": "epidemiology", "causation": "epidemiology", "aetiology": "epidemiology",
              "etiology": "epidemiology", "prognosis": "epidemiology", "diagnosis": "practice",
              "screening": "practice"},
    "design": {"nested case-control": "caseControl", "nested case-control study": "caseControl",
               "Mendelian randomisation": "crossSectional",
               "Mendelian randomization": "crossSectional", "quasi-randomised trial": "uncontrolledTrial",
               "ecological": "crossSectional", "scoping review": "narrativeReview"},
}  # fmt: skip
"""For each column words for which there is no name, with the nearest, or the more careful, of the names."""


class Choice(NamedTuple):
    """What a cell means: a name of the column's closed list. ``nearest``: the list has no name for just that."""

    name: str
    nearest: bool = False


def choice_of(column: str, text: str) -> Choice | None:
    """The name of the column's closed list that a text means; None where it means none.

    >>> choice_of("design", "RCT"), choice_of("design", "nested case-control"), choice_of("design", "x")
    (Choice(name='randomisedControlledTrial', nearest=False), Choice(name='caseControl', nearest=True), None)
    """
    return _choices(column).get(_squeezed(text))


def nearest_word(column: str, text: str) -> str | None:
    """The name or word of the column that is written most like a text, as people write it; None where none is.

    >>> nearest_word("bearing", "suports")
    'supports'
    """
    words = {_squeezed(word): word for word in (*SAME.get(column, ()), *NEAREST.get(column, ()))}
    words |= {_squeezed(name): as_written(name) for name in CLOSED_LISTS[column]}
    near = get_close_matches(_squeezed(text), words, n=1)
    return words[near[0]] if near else None


def as_written(name: str) -> str:
    """A name of a closed list as people write it.

    >>> as_written("randomisedControlledTrial"), as_written("Drug"), as_written("robinsI")
    ('randomised controlled trial', 'drug', 'robins i')
    """
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", name).lower()


@cache
def _choices(column: str) -> Mapping[str, Choice]:
    return {
        **{_squeezed(word): Choice(name, nearest=True) for word, name in NEAREST.get(column, {}).items()},
        **{_squeezed(word): Choice(name) for word, name in SAME.get(column, {}).items()},
        **{_squeezed(name): Choice(name) for name in CLOSED_LISTS[column]},
    }


def _squeezed(text: str) -> str:
    return re.sub("[ _./\u2010-\u2015-]", "", text).lower()
