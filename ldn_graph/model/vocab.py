"""The closed vocabularies: every term that a claim graph of this project may use.

A misspelt term fails when the module is imported, not when a query quietly
returns nothing: ``LDN.suports`` raises :class:`~ldn_graph.errors.UnknownTermError`.
The definitions, sources and close matches stand in ``ldn_graph/vocabulary.ttl``;
a test holds the two together.

Sources
-------
* Study designs and levels: OCEBM Levels of Evidence Working Group, "The Oxford
  2011 Levels of Evidence", row "Does this intervention help?".
* Directness: GRADE guidelines 8, rating the quality of evidence: indirectness
  (doi:10.1016/j.jclinepi.2011.04.014).
* Severities: SHACL, https://www.w3.org/TR/shacl/#severity.
* Predicates: the Biolink Model, release 4.4.6.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

import sys
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..errors import UnknownTermError

BIOLINK_RELEASE = "4.4.6"

PREFIXES: dict[str, str] = {
    "assessment": "https://w3id.org/ldn-graph/assessment/",
    "bibo": "http://purl.org/ontology/bibo/",
    "biolink": "https://w3id.org/biolink/vocab/",
    "body": "https://w3id.org/ldn-graph/body/",
    "cito": "http://purl.org/spar/cito/",
    "claim": "https://w3id.org/ldn-graph/claim/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eco": "http://purl.obolibrary.org/obo/ECO_",
    "entity": "https://w3id.org/ldn-graph/entity/",
    "evidence": "https://w3id.org/ldn-graph/evidence/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ldn": "https://w3id.org/ldn-graph/vocab#",
    "oa": "http://www.w3.org/ns/oa#",
    "obo": "http://purl.obolibrary.org/obo/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "quantity": "https://w3id.org/ldn-graph/quantity/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "result": "https://w3id.org/ldn-graph/result/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "source": "https://w3id.org/ldn-graph/source/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that queries may use without declaring them."""


class Namespace:
    """A closed set of IRIs that share a beginning: ``LDN.supports`` is a string.

    >>> LDN.supports
    'https://w3id.org/ldn-graph/vocab#supports'
    >>> LDN.suports
    Traceback (most recent call last):
    ...
    ldn_graph.errors.UnknownTermError: ldn:suports is not a term of the vocabulary; did you mean ldn:supports?
    """

    def __init__(self, prefix: str, names: Iterable[str]) -> None:
        self.prefix = prefix
        self.iri = PREFIXES[prefix]
        self.names = frozenset(names)
        for name in self.names:
            setattr(self, name, sys.intern(self.iri + name))  # to look one up compares no characters then

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):  # what copy, pickle and doctest probe for
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> str:
        if name not in self.names:
            raise UnknownTermError(f"{self.prefix}:{name}", suggestion=self.suggest(name))
        iri: str = self.__dict__[name]
        return iri

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and iri.startswith(self.iri) and iri[len(self.iri) :] in self.names

    def suggest(self, name: str) -> str | None:
        """The nearest term as a CURIE, or None where nothing is near."""
        from difflib import get_close_matches

        near = get_close_matches(name, sorted(self.names), n=1, cutoff=0.6)
        return f"{self.prefix}:{near[0]}" if near else None


# The schemes: what may stand as the value of a property -------------------------------------

BEARINGS = ("confirms", "supports", "qualifies", "disputes", "refutes", "leavesOpen", "givesBackground")
"""How a source bears on a claim, from most in favour to none."""
AFFIRMING = frozenset({"confirms", "supports"})
IN_FAVOUR = frozenset({"confirms", "supports", "qualifies"})
AGAINST = frozenset({"disputes", "refutes"})

DIRECTNESS = ("direct", "indirect", "unrated")
INDIRECTNESS = ("otherPopulation", "otherSpecies", "otherIntervention", "otherOutcome")
WORDINGS = ("proven", "asserted", "hedged", "unjudged")
TOPICS = ("mechanism", "efficacy", "safety", "dosing", "practice", "epidemiology", "background")
READ_AS = ("fullText", "abstract", "webPage", "notRead")
QUOTATION_ROLES = ("ownResult", "backgroundStatement", "methodStatement", "speculation")
"""What a quotation is in its source: only the first is what the source found."""
REGISTRATION_TIMINGS = ("beforeStart", "afterStart", "afterCompletion")
"""When a study was registered: a trial that was registered late can have chosen its outcome after seeing data."""
MEASURES = (
    "riskRatio", "oddsRatio", "hazardRatio", "meanDifference", "standardisedMeanDifference", "proportion",
    "incidenceRateRatio",
)  # fmt: skip
"""What an estimate is of. The ratios are those of :data:`RATIOS`."""
RATIOS = frozenset({"riskRatio", "oddsRatio", "hazardRatio", "incidenceRateRatio"})
EFFECT_DIRECTIONS = ("favoursIntervention", "favoursComparator", "noDifference")
"""Where a result points, whatever its size: Cochrane Handbook, chapter 12."""
RISK_OF_BIAS_TOOLS = ("rob2", "robinsI", "robis")
RISK_OF_BIAS_DOMAINS = (
    "randomisationProcess", "periodAndCarryover", "deviationsFromInterventions", "missingOutcomeData",
    "outcomeMeasurement", "selectiveReporting",
)  # fmt: skip
"""The domains of RoB 2, with that of its variant for crossover trials."""
RISK_OF_BIAS_JUDGEMENTS: dict[str, int | None] = {
    "lowRisk": 0,
    "someConcerns": 1,
    "moderateRisk": 1,
    "highRisk": 2,
    "seriousRisk": 2,
    "criticalRisk": 3,
    "unclearRisk": None,
    "notJudgeable": None,
}
"""The answers of RoB 2, ROBINS-I and ROBIS, each with how bad it is, 0 to 3; None where it does not say."""
CERTAINTIES = ("veryLowCertainty", "lowCertainty", "moderateCertainty", "highCertainty")
"""GRADE's four levels of certainty, the lowest first."""
STANDINGS = ("retracted", "expressionOfConcern", "corrected", "reinstated", "notListed")
"""How a source stands by a list of retractions, the gravest first."""
NOTICE_KINDS = ("retraction", "concern", "correction", "reinstatement")
"""What a notice about a paper says: the natures of the Retraction Watch database."""
DIRECTIONS = ("increased", "decreased")
"""The two values of ``biolink:object_direction_qualifier`` that claims here use."""

ENTITY_KINDS = ("Drug", "Mechanism", "Condition", "Outcome", "Population", "Practice")


class Design(NamedTuple):
    """A study design: its level, the topics it answers, and what it is.

    ``level`` is 1 (best) to 5. ``topics`` is empty where the level holds for every
    topic; otherwise the design has a level only for those. ``controlled`` says that
    a comparison group is part of the design's definition.
    """

    level: int
    human: bool
    primary: bool
    controlled: bool
    topics: frozenset[str] = frozenset()

    def level_for(self, topic: str) -> int | None:
        """The level (1 best, 5 worst), or None where the design cannot answer the topic."""
        return self.level if not self.topics or topic in self.topics else None


DESIGNS: dict[str, Design] = {
    "systematicReview": Design(1, human=True, primary=False, controlled=False),
    "randomisedControlledTrial": Design(2, human=True, primary=True, controlled=True),
    "crossoverTrial": Design(2, human=True, primary=True, controlled=True),
    "cohort": Design(3, human=True, primary=True, controlled=True),
    "registry": Design(3, human=True, primary=True, controlled=False),
    "uncontrolledTrial": Design(4, human=True, primary=True, controlled=False),
    "caseControl": Design(4, human=True, primary=True, controlled=True),
    "crossSectional": Design(4, human=True, primary=True, controlled=False),
    "caseSeries": Design(4, human=True, primary=True, controlled=False),
    "caseReport": Design(4, human=True, primary=True, controlled=False),
    "animal": Design(5, human=False, primary=True, controlled=False),
    "inVitro": Design(5, human=False, primary=True, controlled=False),
    "narrativeReview": Design(5, human=False, primary=False, controlled=False),
    "expertOpinion": Design(5, human=False, primary=False, controlled=False),
    "trialRegistration": Design(5, human=True, primary=False, controlled=False),
    "officialStatistics": Design(1, human=True, primary=True, controlled=False, topics=frozenset({"epidemiology"})),
    "drugLabel": Design(1, human=True, primary=False, controlled=False, topics=frozenset({"dosing"})),
}

SCHEMES: dict[str, tuple[str, ...]] = {
    "bearing": BEARINGS,
    "directness": DIRECTNESS,
    "indirectness": INDIRECTNESS,
    "wording": WORDINGS,
    "topic": TOPICS,
    "readAs": READ_AS,
    "studyDesign": tuple(DESIGNS),
    "quotationRole": QUOTATION_ROLES,
    "registrationTiming": REGISTRATION_TIMINGS,
    "measure": MEASURES,
    "directionOfEffect": EFFECT_DIRECTIONS,
    "riskOfBiasTool": RISK_OF_BIAS_TOOLS,
    "riskOfBiasDomain": RISK_OF_BIAS_DOMAINS,
    "riskOfBiasJudgement": tuple(RISK_OF_BIAS_JUDGEMENTS),
    "certainty": CERTAINTIES,
    "standing": STANDINGS,
    "noticeKind": NOTICE_KINDS,
}
"""Each property whose value is a concept of a closed scheme, with the concepts' names."""

# What the audit computes; never written in a graph ---------------------------------------------

STATUSES = (
    "supported",
    "partly-supported",
    "contested",
    "indirectly-supported",
    "unsupported",
    "contradicted",
    "unchecked",
)
"""The statuses of a claim, in the order in which they are shown."""

SEVERITIES = ("Violation", "Warning", "Info")
"""SHACL's severities, the gravest first."""

FLAGS: dict[str, str] = {
    "no-supporting-source": "Violation",
    "overclaimed": "Violation",
    "misreported": "Violation",
    "number-mismatch": "Violation",
    "retracted-source": "Violation",
    "uncited": "Warning",
    "named-not-cited": "Warning",
    "indirect-only": "Warning",
    "indirect-against": "Warning",
    "secondary-only": "Warning",
    "argued-from-unsupported": "Warning",
    "low-certainty": "Warning",
    "rests-on-unread": "Warning",
    "expression-of-concern": "Warning",
    "background-quotation": "Warning",
    "outcome-switched": "Warning",
    "registered-late": "Warning",
    "readers-differ": "Warning",
    "null-without-interval": "Info",
    "one-line-decides": "Info",
    "single-study": "Info",
    "later-support-only": "Info",
    "not-searched": "Info",
    "directness-unrated": "Info",
    "design-unknown": "Info",
    "wording-unjudged": "Info",
    "corrected-source": "Info",
    "standing-unknown": "Info",
}
"""Every flag with its severity, the gravest first; ``retracted-source`` is a Warning where it changes nothing."""

# The names of the ldn: namespace ---------------------------------------------------------------

CLASSES = (
    "Claim", "EvidenceLine", "EvidenceSearch", "Source", "Record", "Quantity", "Judgement", "Result", "Arm",
    "Notice",
    "RiskOfBiasAssessment", "DomainAssessment", "CertaintyRating", "PublicationBiasAssessment", "BodyOfEvidence",
    *ENTITY_KINDS,
)  # fmt: skip

PROPERTIES = (
    *SCHEMES,
    # on claims
    "quantity", "statedAt", "section", "passageSha256", "namedSource", "reportsOn", "restsOn",
    # on evidence
    "source", "finding", "foundAt", "searchedIn", "usesResult", "nullWithoutInterval", "otherJudgement",
    "adoptedBecause",
    # on sources
    "participants", "studiedPopulation", "studiedIntervention", "studiedComparator", "studiedOutcome",
    "mainResult", "limitation", "reviewOf", "sameStudyAs", "mayOverlap", "protocolOf", "correctionOf", "year",
    "identity",
    # on whether sources stand
    "standingAsOf", "standingBy", "notice",
    # on studies
    "registeredOn", "startedOn", "completedOn", "registeredPrimaryOutcome", "publishedPrimaryOutcome",
    "outcomeSwitched", "randomised", "analysed", "completed", "funding", "conflictOfInterest", "harm", "result",
    "riskOfBias",
    # on reviews, and on evidence lines of reviews
    "reviewedDesign", "reviewedStudies",
    # on results
    "outcome", "dose", "comparator", "timePoint", "estimate", "intervalLow", "intervalHigh", "pValue", "people",
    "iSquared", "arm", "events", "ourComputation", "figuresNotSeen", "subgroup",
    # on bodies of evidence, beside those of results and of claims
    "condition", "includesResult",
    # on assessments of risk of bias, and of claims
    "assessedResult", "domainAssessment", "certaintyRating", "publicationBias", "suspected",
    # on quantities
    "ofWhat", "low", "high", "outOf", "unit", "numerator", "denominator",
    # on study designs
    "level", "human", "primary", "controlled", "answersTopic",
)  # fmt: skip

PREDICATES = (
    "affectsPopulation",
    "leadingCauseOf",
    "dosedRelativeTo",
    "hasDailyDose",
    "canStartWithout",
    "timeToEffect",
    "combinableWith",
    "advisedAgainstWith",
    "adviceChangedOn",
)
"""Predicates between entities, where Biolink has none."""

PREDICATES_WITHOUT_LEVEL = ("dosedRelativeTo", "hasDailyDose", "advisedAgainstWith", "adviceChangedOn")
"""They say arithmetic, a convention or a report of advice, which no study design answers better than another."""

SIGNED_PREDICATES: dict[str, int] = {
    "biolink:ameliorates_condition": -1,
    "biolink:causes": 1,
    "biolink:exacerbates_condition": 1,
    "biolink:negatively_correlated_with": -1,
    "biolink:positively_correlated_with": 1,
    "biolink:predisposes_to_condition": 1,
    "biolink:preventative_for_condition": -1,
    "biolink:promotes_condition": 1,
    "biolink:treats": -1,
}
"""Predicates whose definition in the Biolink Model says a direction: 1 for more of the object, -1 for less of it
(for a condition: acting against it)."""

SCHEME_NAMES = tuple(f"{name[0].upper()}{name[1:]}Scheme" for name in SCHEMES)

LDN = Namespace(
    "ldn",
    (*CLASSES, *PROPERTIES, *PREDICATES, *SCHEME_NAMES, *(c for names in SCHEMES.values() for c in names)),
)
BIOLINK = Namespace(
    "biolink",
    (
        "Association", "affects", "treats", "applied_to_treat", "studied_to_treat", "causes", "contraindicated_in",
        "contributes_to", "has_adverse_event",
        "has_phenotype", "subclass_of",
        "has_evidence", "disease_context_qualifier", "object_direction_qualifier", "negated",
        "BiologicalProcess", "Cell", "Disease", "Gene", "SmallMolecule",
    ),
)  # fmt: skip
CITO = Namespace("cito", ("cites", "citesAsEvidence", "retracts"))
DCTERMS = Namespace(
    "dcterms",
    (
        "title",
        "type",
        "subject",
        "issued",
        "isPartOf",
        "isVersionOf",
        "created",
        "creator",
        "license",
        "modified",
        "description",
        "source",
        "identifier",
        "publisher",
        "conformsTo",
    ),
)
DC = Namespace("dc", ("creator",))
PUBLICATION_TYPES = (
    "JournalArticle", "Preprint", "Book", "BookChapter", "ClinicalGuideline", "ClinicalTrialDesign", "ConferencePaper",
    "Dataset", "Editorial", "Letter", "NewsItem", "PatentDocument", "ReportDocument", "Thesis", "WebPage",
)  # fmt: skip
"""The classes of FaBiO that say what kind of publication a source is, the first of several for what has more."""
FABIO = Namespace("fabio", PUBLICATION_TYPES)
BIBO = Namespace("bibo", ("volume", "issue", "pages", "doi", "pmid"))
FOAF = Namespace(
    "foaf",
    (
        "page", "name", "familyName", "givenName", "lastName", "firstName", "Group", "Organization", "Person",
    ),
)  # fmt: skip
OA = Namespace(
    "oa",
    (
        "SpecificResource",
        "TextPositionSelector",
        "TextQuoteSelector",
        "hasSource",
        "hasSelector",
        "start",
        "end",
        "exact",
    ),
)
PROV = Namespace("prov", ("wasDerivedFrom", "wasAttributedTo", "Agent"))
RDF = Namespace("rdf", ("type", "subject", "predicate", "object", "Seq", "first", "rest", "nil"))
RDFS = Namespace("rdfs", ("label", "comment", "isDefinedBy", "seeAlso"))
SKOS = Namespace(
    "skos",
    (
        "exactMatch",
        "closeMatch",
        "broadMatch",
        "narrowMatch",
        "relatedMatch",
        "broader",
        "related",
        "altLabel",
        "notation",
        "prefLabel",
        "definition",
        "inScheme",
    ),
)
VOID = Namespace("void", ("Dataset",))
XSD = Namespace("xsd", ("date", "gYear", "gYearMonth", "decimal", "integer", "string", "boolean"))
REPORT_TIES = (LDN.sameStudyAs, DCTERMS.isVersionOf, LDN.protocolOf, LDN.correctionOf)
"""The properties that say that a source reports the study of another."""
ENTITY_CLASSES = tuple(LDN[kind] for kind in ENTITY_KINDS)
"""The classes of entities, as IRIs."""
TRIPLE = (RDF.subject, RDF.predicate, RDF.object)
"""What a claim has all of, or none where it is a sentence only."""
OF_A_TRIPLE = (*TRIPLE, BIOLINK.object_direction_qualifier, BIOLINK.negated)
"""The same with what is said of a triple, and of no sentence."""


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """The IRI as a CURIE where one of these prefixes is of it, else unchanged.

    >>> shorten("https://w3id.org/ldn-graph/claim/C17")
    'claim:C17'
    >>> shorten("https://example.org/C1", {"ex": "https://example.org/"})
    'ex:C1'
    """
    best = max(
        (p for p, base in prefixes.items() if base and iri.startswith(base) and not iri.startswith("//", len(base))),
        key=lambda p: len(prefixes[p]),
        default=None,
    )
    return iri if best is None else f"{best}:{iri[len(prefixes[best]) :]}"


def local_id(iri: str) -> str:
    """The last part of an IRI: ``C17`` of ``.../claim/C17``.

    >>> local_id("https://w3id.org/ldn-graph/claim/C17")
    'C17'
    """
    return iri.rstrip("/#").rpartition("#" if "#" in iri else "/")[2] or iri
