"""The words in which a reader is shown the terms of the closed vocabularies."""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from collections.abc import Mapping
from typing import NamedTuple

BEARING_WORDS: Mapping[str, str] = {
    "confirms": "confirms it",
    "supports": "supports it",
    "qualifies": "supports a weaker or narrower version",
    "disputes": "speaks against it",
    "refutes": "shows it to be wrong as stated",
    "leavesOpen": "asked the question and could not answer it",
    "givesBackground": "gives background",
}


class SideWords(NamedTuple):
    """What evidence on one side does for a claim: of one source and of several, of one line in full, as a heading."""

    one: str
    several: str
    line: str
    heading: str


SIDE_WORDS: Mapping[str, SideWords] = {
    "for": SideWords("supports it", "support it", "supports it", "for"),
    "narrower": SideWords(
        "supports a narrower version of it",
        "support a narrower version of it",
        "supports a narrower version of it",
        "for a narrower version",
    ),
    "weaker": SideWords(
        "found it and compared nobody",
        "found it and compared nobody",
        "found it and compared nobody",
        "for, by studies that compared nobody",
    ),
    "against": SideWords("speaks against it", "speak against it", "speaks against it", "against"),
    "no-difference": SideWords(
        "saw no difference",
        "saw no difference",
        "saw no difference, without an interval: it counts neither way",
        "no difference seen, without an interval: counts neither way",
    ),
    "no-participants": SideWords(
        "was without participants",
        "were without participants",
        "was without participants: it counts neither way",
        "without participants: counts neither way",
    ),
    "retracted": SideWords(
        "was retracted", "were retracted", "was retracted: it counts for nothing", "retracted: counts for nothing"
    ),
    "open": SideWords(
        "asked, and could not answer it", "asked, and could not answer it", "asked, and could not answer it", "open"
    ),
    "background": SideWords("gives background", "give background", "gives background", "background"),
}
"""The words for each of :data:`~ldn_graph.audit.status.SIDES`, in the order of reading."""

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

FLAG_WORDS: Mapping[str, tuple[str, str]] = {
    "no-supporting-source": ("no supporting source", "no source recorded here supports the claim directly"),
    "overclaimed": ("overclaimed", "it is worded more strongly than its evidence carries"),
    "misreported": ("misreported", "the study that it reports on found something else"),
    "number-mismatch": ("number does not agree", "its sources, or its parts, give another number"),
    "retracted-source": ("retracted source", "a source of it was retracted, and does not count"),
    "uncited": ("without a citation", "no source is recorded that the article cites for it"),
    "named-not-cited": ("named but not cited", "the article names who says so and gives no reference"),
    "indirect-only": ("only indirect support", "what is in favour is on other people, animals, doses or outcomes"),
    "indirect-against": (
        "indirect evidence against it",
        "it is on other people, animals, doses or outcomes, and disagrees",
    ),
    "secondary-only": ("no study of its own", "in favour are only reviews, books, opinions, labels or plans"),
    "argued-from-unsupported": ("argued from a weak claim", "what it is argued from is unsupported or overclaimed"),
    "low-certainty": ("worded too surely", "it is stated plainly or as proven, and certainty is low at best"),
    "rests-on-unread": ("source not read", "a source that decides the status was read by nobody here"),
    "expression-of-concern": ("doubted source", "the publisher of a source has expressed concern about it"),
    "background-quotation": ("only background quoted", "what is quoted of a source is not a result of its own"),
    "outcome-switched": ("outcome switched", "a deciding study published another primary outcome than it registered"),
    "registered-late": ("registered late", "a deciding study was registered after it began"),
    "readers-differ": ("readers differ", "by the judgement of another reader its status would be another"),
    "null-without-interval": (
        "no difference seen",
        "a study without an interval saw none: it disputes nothing",
    ),
    "one-line-decides": ("one source decides", "without one of its sources its status would be another"),
    "single-study": ("a single study", "one independent study is in favour"),
    "later-support-only": ("support came later", "what is in favour appeared after the article"),
    "not-searched": ("no search recorded", "it has sources, and nobody recorded a search for others"),
    "directness-unrated": ("directness not judged", "nobody judged how directly a source is about the claim"),
    "design-unknown": ("kind of study unknown", "nobody recorded what kind of study a source is"),
    "wording-unjudged": ("wording not judged", "nobody judged how strongly it is worded: it may be overclaimed"),
    "corrected-source": ("corrected source", "a source of it was corrected"),
    "standing-unknown": ("retraction unknown", "a source of it cannot be looked up in the list of retractions"),
}
"""Each flag as a reader is told of it: in two or three words, and what they mean."""
