"""Which properties of a node a table holds, by its columns, and when two values say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ..model.alike import fold, tidy
from ..model.vocab import BIBO, BIOLINK, DC, DCTERMS, ENTITY_CLASSES, FOAF, LDN, OA, PROV, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from ..rdf.index import Value

_RESULT = ("result", "measure", "estimate", "people", "effect")
SINGLE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    LDN.Claim: {
        RDFS.label: ("claim",),
        RDF.subject: ("subject",),
        RDF.predicate: ("predicate",),
        RDF.object: ("object",),
        BIOLINK.disease_context_qualifier: ("condition",),
        BIOLINK.object_direction_qualifier: ("direction",),
        BIOLINK.negated: ("negated",),
        LDN.topic: ("topic",),
        LDN.wording: ("wording",),
        LDN.restsOn: ("rests_on",),
    },
    LDN.EvidenceLine: {
        LDN.bearing: ("bearing",),
        LDN.directness: ("directness",),
        LDN.indirectness: ("indirectness",),
        LDN.finding: ("finding",),
        RDFS.comment: ("comment",),
        LDN.nullWithoutInterval: ("null_without_interval",),
        PROV.wasAttributedTo: ("judge",),
        DCTERMS.created: ("judged_on",),
    },
    LDN.Source: {
        DCTERMS.title: ("title",),
        DC.creator: ("authors",),
        DCTERMS.issued: ("year",),
        DCTERMS.isPartOf: ("journal",),
        BIBO.volume: ("volume",),
        BIBO.issue: ("issue",),
        BIBO.pages: ("pages",),
        BIBO.doi: ("doi",),
        BIBO.pmid: ("pmid",),
        FOAF.page: ("address",),
        LDN.readAs: ("read_as",),
        LDN.studyDesign: ("design",),
        LDN.participants: ("participants",),
    },
    LDN.Quantity: {
        LDN.ofWhat: ("number_of",),
        **dict.fromkeys((LDN.low, LDN.high, LDN.outOf, LDN.unit), ("stated", "found")),
    },
    LDN.Result: {
        RDFS.label: ("result",),
        LDN.outcome: ("object",),
        LDN.measure: ("measure",),
        LDN.estimate: ("estimate",),
        LDN.intervalLow: ("interval",),
        LDN.intervalHigh: ("interval",),
        LDN.people: ("people",),
        LDN.directionOfEffect: ("effect",),
    },
    LDN.RiskOfBiasAssessment: {
        LDN.riskOfBiasTool: ("risk_of_bias_tool",),
        LDN.riskOfBiasJudgement: ("risk_of_bias",),
    },
    LDN.EvidenceSearch: {
        RDFS.comment: ("search_for",),
        LDN.searchedIn: ("searched",),
        DCTERMS.created: ("search_date",),
    },
    OA.SpecificResource: {LDN.section: ("section",), LDN.passageSha256: ("said",)},
    OA.TextPositionSelector: {OA.start: ("said",), OA.end: ("said",)},
    OA.TextQuoteSelector: {OA.exact: ("quotation",)},
}
"""By the kind of a node, the properties whose values are the table's alone, with the columns that hold them."""
PARTS_OF_ROW: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    LDN.Claim: {LDN.quantity: ("stated",), LDN.statedAt: ("said",)},
    LDN.EvidenceLine: {LDN.quantity: ("found",), LDN.foundAt: ("quotation",), LDN.usesResult: _RESULT},
    LDN.Source: {LDN.riskOfBias: ("risk_of_bias",)},
}
"""By the kind of a node, the parts that a row has, each with its columns; where a row has none, the only one goes."""


OF_ENTITY: Mapping[str, str] = {
    RDF.type: "kind",
    SKOS.exactMatch: "id",
    SKOS.notation: "id",
    SKOS.altLabel: "other_names",
}
"""The properties of an entity that are added to, with the end of the columns that hold them."""


def takes_place(path: str, old: Value, new: Value) -> bool:
    """Whether a value comes for another of a property with several: a kind of entity, a number of one registry."""
    if path == RDF.type:
        return old in ENTITY_CLASSES
    if path != DCTERMS.identifier or isinstance(old, str) or isinstance(new, str):
        return False
    return old.value.partition(":")[0] == new.value.partition(":")[0]


def in_language(value: Value, language: str | None) -> Value:
    """A text that comes in the place of one of a language is of that language."""
    import pyoxigraph as ox

    if language is None or isinstance(value, str) or value.datatype.value != XSD.string:
        return value
    return ox.Literal(value.value, language=language)


def say_the_same(path: str, old: str, new: str) -> bool:
    """Whether two texts are of one value, the first as a graph has it and the second as a table."""
    if path == DCTERMS.issued:  # a table may know the year, where the graph has the day
        return old.startswith(new)
    if path == BIBO.doi:
        return old.lower() == new.lower()
    if path == DC.creator:
        return authors_in(old) == authors_in(new)
    if path in _NUMBERS:
        return _number(old) == _number(new)
    if path == SKOS.altLabel:
        return fold(old) == fold(new)
    return tidy(old) == tidy(new) or {old, new} == {"true", "1"}


def is_same(path: str, one: Value, other: Value) -> bool:
    """Whether two values of a property, the first as a graph has it and the second as a table, are one."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return say_the_same(path, one.value, other.value)


def said_once(path: str, values: Iterable[Value]) -> list[Value]:
    """The values without those that say the same as one before them."""
    once: list[Value] = []
    for value in values:
        if not any(is_same(path, one, value) for one in once):
            once.append(value)
    return once


_NUMBERS = frozenset(
    {LDN.low, LDN.high, LDN.outOf, LDN.participants, LDN.people, LDN.estimate, LDN.intervalLow, LDN.intervalHigh}
)


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def authors_in(text: str) -> list[str]:
    """The names in a text with semicolons between them."""
    return [tidy(name) for name in text.split(";") if name.strip()]
