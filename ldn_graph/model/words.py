"""The words in which a reader is shown the terms of the closed vocabularies."""

from __future__ import annotations

from collections.abc import Mapping

BEARING_WORDS: Mapping[str, str] = {
    "confirms": "confirms it",
    "supports": "supports it",
    "qualifies": "supports a weaker or narrower version",
    "disputes": "speaks against it",
    "refutes": "shows it to be wrong as stated",
    "leavesOpen": "asked the question and could not answer it",
    "givesBackground": "gives background",
}

WORDING_WORDS: Mapping[str, str] = {
    "proven": "stated as proven",
    "asserted": "stated plainly",
    "hedged": "stated with caution",
    "unjudged": "nobody judged how strongly it is stated",
}

QUOTATION_WORDS: Mapping[str, str] = {
    "ownResult": "own result",
    "backgroundStatement": "background",
    "methodStatement": "method",
    "speculation": "speculation",
}

INDIRECTNESS_WORDS: Mapping[str, str] = {
    "otherPopulation": "another population or disease",
    "otherSpecies": "animals or cells",
    "otherIntervention": "another drug or dose",
    "otherOutcome": "another outcome",
}

DESIGN_WORDS: Mapping[str, str] = {
    "systematicReview": "systematic review",
    "randomisedControlledTrial": "randomised controlled trial",
    "crossoverTrial": "crossover trial",
    "cohort": "cohort",
    "registry": "registry study",
    "uncontrolledTrial": "uncontrolled trial",
    "caseControl": "case-control study",
    "crossSectional": "cross-sectional study",
    "caseSeries": "case series",
    "caseReport": "case report",
    "animal": "animal study",
    "inVitro": "laboratory study",
    "narrativeReview": "narrative review",
    "expertOpinion": "opinion",
    "trialRegistration": "trial registration",
    "officialStatistics": "official statistics",
    "drugLabel": "drug label",
}

SHORT_DESIGN_WORDS: Mapping[str, str] = {
    **DESIGN_WORDS,
    "randomisedControlledTrial": "RCT",
    "narrativeReview": "review",
}
"""The words for designs where there is little room."""

READ_WORDS: Mapping[str, str] = {
    "fullText": "full text",
    "abstract": "abstract",
    "webPage": "web page",
    "notRead": "not read",
}

PUBLISHED_WORDS: Mapping[str, str] = {
    "cited": "the article cites a source for it",
    "document_only": "the article has references and ties none to it",
    "no_reference": "no reference of the article is recorded",
}

CERTAINTY_WORDS: Mapping[int, str] = {1: "very low", 2: "low", 3: "moderate", 4: "high"}
"""GRADE's levels of certainty, by their number."""

RISK_OF_BIAS_WORDS: Mapping[str, str] = {
    "lowRisk": "low risk of bias",
    "someConcerns": "some concerns",
    "moderateRisk": "moderate risk of bias",
    "highRisk": "high risk of bias",
    "seriousRisk": "serious risk of bias",
    "criticalRisk": "critical risk of bias",
    "unclearRisk": "unclear risk of bias",
    "notJudgeable": "not judgeable from what was read",
}

RISK_OF_BIAS_TOOL_WORDS: Mapping[str, str] = {"rob2": "RoB 2", "robinsI": "ROBINS-I", "robis": "ROBIS"}

RISK_OF_BIAS_DOMAIN_WORDS: Mapping[str, str] = {
    "randomisationProcess": "randomisation",
    "periodAndCarryover": "period and carry-over",
    "deviationsFromInterventions": "deviations from the interventions",
    "missingOutcomeData": "missing outcome data",
    "outcomeMeasurement": "measurement of the outcome",
    "selectiveReporting": "selective reporting",
}

REGISTRATION_WORDS: Mapping[str, str] = {
    "beforeStart": "registered before the start",
    "afterStart": "registered after the start",
    "afterCompletion": "registered after completion",
}

MEASURE_WORDS: Mapping[str, str] = {
    "riskRatio": "risk ratio",
    "oddsRatio": "odds ratio",
    "hazardRatio": "hazard ratio",
    "incidenceRateRatio": "incidence rate ratio",
    "meanDifference": "mean difference",
    "standardisedMeanDifference": "standardised mean difference",
    "proportion": "proportion",
}
