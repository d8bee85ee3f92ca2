"""Claims, evidence lines, evidence searches and sources: the values that a graph is read into.

One claim and one evidence line look like this (``docs/model.md`` has the whole model)::

    claim:C17 a ldn:Claim ; rdfs:label "39 of 40 people improved"@en ;
        rdf:subject entity:low-dose-naltrexone ; rdf:predicate biolink:treats ;
        rdf:object entity:primary-progressive-ms ;
        ldn:topic ldn:efficacy ; ldn:wording ldn:asserted ;
        biolink:has_evidence evidence:C17-gironi-2008 .
    evidence:C17-gironi-2008 a ldn:EvidenceLine ; ldn:source source:gironi-2008 ;
        ldn:bearing ldn:refutes ; ldn:directness ldn:direct .

Concepts of the closed schemes stand here by their local names (``"refutes"``), entities and sources as values.
:mod:`~ldn_graph.rdf.claim_reader` reads them, and fails closed: what cannot be read as the model says is an error
with the place in the file, never a claim that is quietly left out.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from .display import to_html
from .judgements import CertaintyRating, Judgement, PublicationBias
from .standing import SourceStanding
from .studies import NO_STUDY, Result, RiskOfBias, Study
from .vocab import AFFIRMING, AGAINST, DESIGNS, IN_FAVOUR, LDN, PREDICATES_WITHOUT_LEVEL

if TYPE_CHECKING:
    import pyoxigraph as ox

LABEL_LIMIT = 2000
"""The longest label, in characters: a claim is one sentence."""


_WITHOUT_LEVEL = frozenset(LDN[name] for name in PREDICATES_WITHOUT_LEVEL)


class Text(str):
    """The text of a literal, which remembers its language and datatype."""

    __slots__ = ("literal",)
    literal: "ox.Literal"
    """The literal itself."""

    def __new__(cls, literal: "ox.Literal") -> "Text":
        text = str.__new__(cls, literal.value)
        text.literal = literal
        return text

    def __reduce__(self) -> "tuple[type[Text], tuple[ox.Literal]]":
        return Text, (self.literal,)

    @property
    def nt(self) -> str:
        """The literal as N-Triples writes it."""
        return str(self.literal)


class Entity(NamedTuple):
    """A drug, mechanism, condition, outcome, population or practice.

    ``kind`` is one of :data:`~ldn_graph.model.vocab.ENTITY_KINDS`, or "" where the graph
    gives none of them. ``matches`` are IRIs of terms in ontologies, ``broader`` those of broader nodes, all the way
    up; ``other_labels`` are other names of it, such as an abbreviation (LDN).
    """

    iri: str
    id: str
    label: str
    kind: str
    matches: tuple[str, ...]
    broader: tuple[str, ...]
    other_labels: tuple[str, ...] = ()


class Quantity(NamedTuple):
    """A number that was stated or measured: ``low`` to ``high``, of ``out_of`` where it counts cases.

    ``of_what`` is a text, or the IRI of what was measured. ``unit`` is UCUM. ``numerator`` and
    ``denominator`` are IRIs of the quantities that a ratio must equal.
    """

    iri: str
    of_what: Text | str
    low: Decimal
    high: Decimal
    low_text: Text
    high_text: Text
    out_of: Decimal | None
    unit: str
    numerator: str | None
    denominator: str | None


class Passage(NamedTuple):
    """Where the article says it: ``text[start:end]`` of the raw text, in characters; SHA-256 in lower-case hex."""

    iri: str
    section: str
    start: int
    end: int
    sha256: str


class Source(NamedTuple):
    """A study, review, page or book. What was not confirmed is None; nothing is guessed.

    ``authors`` are names as written, in their order (:mod:`~ldn_graph.sources.names` reads them), ``identifiers`` are
    CURIEs such as ``pmc:PMC3381945``, and ``publication_type`` is the name of a class of FaBiO such as ``Patent``.
    ``issued`` is a year, a year and month, or a date, as recorded. ``design`` is a name
    of :data:`~ldn_graph.model.vocab.DESIGNS`. ``review_of``, ``same_study_as`` and ``cites`` are IRIs, and so are
    ``version_of`` (the article of a preprint), ``protocol_of`` and ``correction_of``. ``study`` is what is recorded of
    it as a study. ``standing`` is what the graph, or the list that ships with the package, says of whether it still
    stands, or of another record of the same paper; None where neither has it.
    """

    iri: str
    id: str
    label: str
    title: str | None
    authors: tuple[str, ...]
    issued: Text | None
    container: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    pmid: str | None
    page: str | None
    read_as: str | None
    design: str | None
    participants: int | None
    population: str | None
    intervention: str | None
    comparator: str | None
    outcome: str | None
    result: str | None
    limitation: str | None
    comment: str | None
    review_of: tuple[str, ...]
    same_study_as: tuple[str, ...]
    cites: tuple[str, ...]
    study: Study = NO_STUDY
    identifiers: tuple[str, ...] = ()
    publication_type: str | None = None
    publisher: str | None = None
    standing: SourceStanding | None = None
    version_of: tuple[str, ...] = ()
    protocol_of: tuple[str, ...] = ()
    correction_of: tuple[str, ...] = ()

    @property
    def reports_with(self) -> tuple[str, ...]:
        """The IRIs of sources that it is said to be of one study with."""
        return (*self.same_study_as, *self.version_of, *self.protocol_of, *self.correction_of)

    @property
    def creator(self) -> str | None:
        """The authors in one text, as the graph has it: semicolons between them; None where none is recorded."""
        return "; ".join(self.authors) or None

    @property
    def year(self) -> int | None:
        """The year of publication, or None where it was not confirmed."""
        return int(self.issued[:4]) if self.issued else None

    def was_published(self, as_of: int | None) -> bool:
        """Whether it was published by the end of a year, where one is given. What has no date was known in any year."""
        return as_of is None or self.year is None or self.year <= as_of

    def counts(self, as_of: int | None = None) -> bool:
        """Whether it counts, as of a year where one is given: it was published by then, and is not retracted."""
        return self.was_published(as_of) and (self.standing is None or self.standing.stands(as_of))

    @property
    def link(self) -> str | None:
        """An https or http address for the reader: the DOI, else PubMed, else a page. Percent-encoded."""
        if self.doi:
            from urllib.parse import quote

            return "https://doi.org/" + quote(self.doi, safe="/")
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.page if self.page and self.page.startswith(("https://", "http://")) else None


class EvidenceLine(NamedTuple):
    """How one source bears on one claim. ``design`` is the line's own where it has one, else the source's.

    ``quotations`` are the words of the source that it rests on, where they are recorded; ``quotation_roles`` has what
    each of them is in its source, a name of :data:`~ldn_graph.model.vocab.QUOTATION_ROLES` or None. ``results`` are
    those of the source's results that it uses. ``null_without_interval``: a difference was looked for and not seen, and
    how large it could have been is not known. ``other_judgements`` are those of other readers, ``judge`` is the IRI of
    the one whose judgement stands here. ``reviewed_design`` and ``reviewed_studies`` are the line's own where it has
    them.
    """

    iri: str
    source: Source
    bearing: str
    directness: str
    indirectness: tuple[str, ...]
    design: str | None
    own_design: bool
    comment: str | None
    finding: str | None
    quantities: tuple[Quantity, ...]
    quotations: tuple[Text, ...] = ()
    results: tuple[Result, ...] = ()
    null_without_interval: bool = False
    judge: str | None = None
    created: str | None = None
    other_judgements: tuple[Judgement, ...] = ()
    adopted_because: str | None = None
    reviewed_design: str | None = None
    reviewed_studies: int | None = None
    quotation_roles: tuple[str | None, ...] = ()

    @property
    def quoted(self) -> tuple[tuple[Text, str | None], ...]:
        """Each quotation with its role; None where no role is recorded."""
        roles = self.quotation_roles or (None,) * len(self.quotations)
        return tuple(zip(self.quotations, roles, strict=True))

    @property
    def quotes_background_alone(self) -> bool:
        """It is quoted, and only with what the source says of what was known or others found."""
        return bool(self.quotations) and all(role == "backgroundStatement" for _, role in self.quoted)

    @property
    def in_favour(self) -> bool:
        """It confirms, supports or qualifies the claim, and somebody took part in it."""
        return self.bearing in IN_FAVOUR and not self.is_empty

    @property
    def affirms(self) -> bool:
        """It confirms or supports the claim as it is stated, and somebody took part in it."""
        return self.bearing in AFFIRMING and not self.is_empty

    @property
    def against(self) -> bool:
        """It disputes or refutes the claim, and has what that takes: see :attr:`counts_neither_way`."""
        return self.bearing in AGAINST and not self.counts_neither_way

    @property
    def counts_neither_way(self) -> bool:
        """A null without an interval, or a study in which nobody took part, that is recorded as for or against."""
        if self.is_empty:
            return self.bearing in IN_FAVOUR or self.bearing in AGAINST
        return self.null_without_interval and self.bearing in AGAINST

    @property
    def is_empty(self) -> bool:
        """It is of a study in which nobody took part, so nothing was found."""
        return self.source.participants == 0

    @property
    def direct(self) -> bool:
        """It is not recorded as indirect; directness that nobody rated counts as direct."""
        return self.directness != "indirect"

    @property
    def reviewed(self) -> tuple[str | None, int | None]:
        """What a review includes: the best design, and how many studies of it; the line's own where it has a design."""
        study = self.source.study
        own, number = self.reviewed_design, self.reviewed_studies
        return (own, number) if own else (study.reviewed_design, study.reviewed_studies)

    @property
    def level_design(self) -> str | None:
        """The design that gives the level: of a review no better than what it includes, where that is recorded.

        A review of randomised trials is level 1 where it includes more than one of them.
        """
        if self.design != "systematicReview":
            return self.design
        included, number = self.reviewed
        if number == 0:
            return None  # a review of nothing
        if included is None or (DESIGNS[included].level == 2 and number != 1):
            return self.design
        return included

    def level(self, topic: str | None) -> int | None:
        """The level of evidence, 1 to 5, for a claim of this topic; None where the design gives none.

        ``topic`` is that of :attr:`Claim.graded_topic`: None for a claim that no design answers better than another.
        """
        design = self.level_design
        return DESIGNS[design].level_for(topic) if design and topic else None

    @property
    def latest_judgements(self) -> dict[str | None, Judgement]:
        """The other judgements by the IRI of their reader, the latest of several; None is who has none."""
        ordered = sorted(self.other_judgements, key=lambda judgement: (judgement.created or "", judgement.iri))
        return {judgement.judge: judgement for judgement in ordered}

    def as_judged_by(self, reader: str | None) -> "EvidenceLine":
        """The line with that reader's judgement in the place of what was adopted; itself where there is none."""
        other = self.latest_judgements.get(reader) if self.other_judgements else None
        if other is None:
            return self
        return self._replace(bearing=other.bearing, directness=other.directness, indirectness=other.indirectness)

    @property
    def risk_of_bias(self) -> RiskOfBias | None:
        """That of a result which the line uses, else that of the study as a whole, else None; of several the worst."""
        risks = self.source.study.risks_of_bias
        used = {result.iri for result in self.results}
        candidates = [risk for risk in risks if risk.result in used] or [risk for risk in risks if risk.result is None]
        return max(candidates, key=lambda r: (-1 if r.severity is None else r.severity, r.iri), default=None)


class EvidenceSearch(NamedTuple):
    """A search that was made for a claim and found nothing there: what for, where, when."""

    iri: str
    comment: str
    searched_in: str | None
    created: str | None


class Relation(NamedTuple):
    """What a claim says as a triple; ``predicate`` is an IRI."""

    subject: Entity
    predicate: str
    object: Entity


class Claim(NamedTuple):
    """What an article claims, and all evidence lines and searches recorded for it.

    A claim may be a sentence only, its ``label``: then ``subject``, ``predicate`` and ``object`` are None together
    (:attr:`relation`), and it has no ``direction`` and is not ``negated``.
    ``cited`` are IRIs of sources that the article itself cites for this claim; ``rests_on`` are IRIs of claims.
    ``condition`` is where the claim holds: its disease context, else its object or subject where that is a condition.
    ``article`` is where it comes from, None where the graph describes no such thing; a claim that several make has the
    first by IRI there, and the others in ``also_from``. ``negated`` says that the claim denies the relation.
    ``incomplete``: lines were taken away, as if their sources had been retracted.
    """

    iri: str
    id: str
    label: Text
    subject: Entity | None
    predicate: str | None
    object: Entity | None
    direction: str | None
    context: Entity | None
    topic: str
    wording: str
    quantities: tuple[Quantity, ...]
    article: Source | None
    passages: tuple[Passage, ...]
    named_sources: tuple[Text, ...]
    reports_on: tuple[str, ...]
    rests_on: tuple[str, ...]
    cited: tuple[str, ...]
    lines: tuple[EvidenceLine, ...]
    searches: tuple[EvidenceSearch, ...]
    comment: str | None
    also_from: tuple[Source, ...] = ()
    negated: bool = False
    certainty_ratings: tuple[CertaintyRating, ...] = ()
    publication_bias: tuple[PublicationBias, ...] = ()
    incomplete: bool = False

    @property
    def relation(self) -> Relation | None:
        """What it says as a triple; None where it is a sentence only."""
        if self.subject is None or self.predicate is None or self.object is None:
            return None
        return Relation(self.subject, self.predicate, self.object)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Its subject, its object and its disease context, as far as it has them."""
        return tuple([e for e in (self.subject, self.object, self.context) if e])

    @property
    def graded_topic(self) -> str | None:
        """The topic by which evidence has a level; None for a claim of arithmetic, a convention or reported advice."""
        return None if self.predicate in _WITHOUT_LEVEL else self.topic

    @property
    def articles(self) -> tuple[Source, ...]:
        """All that make the claim, as far as the graph describes them."""
        return (self.article, *self.also_from) if self.article else self.also_from

    @property
    def condition(self) -> Entity | None:
        """Where the claim holds, or None."""
        if self.context:
            return self.context
        return next((e for e in (self.object, self.subject) if e and e.kind == "Condition"), None)

    @property
    def checked(self) -> bool:
        """Somebody recorded an evidence line or a search for it."""
        return bool(self.lines or self.searches)

    def _repr_html_(self) -> str:
        return to_html(self)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(f"<Claim {self.id!r}>")


class Chunk(NamedTuple):
    """Some claims of a graph, in the order of their ids; ``beside`` are others that are needed to audit them."""

    claims: tuple[Claim, ...]
    beside: tuple[Claim, ...]


def conditions_of(claim: Claim) -> tuple[str, ...]:
    """The IRIs of a claim's condition and of the broader ones."""
    condition = claim.condition
    return (condition.iri, *condition.broader) if condition else ()
