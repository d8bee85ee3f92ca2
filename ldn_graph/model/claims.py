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

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from .display import to_html
from .vocab import AFFIRMING, AGAINST, DESIGNS, IN_FAVOUR

if TYPE_CHECKING:
    import pyoxigraph as ox

LABEL_LIMIT = 2000
"""The longest label, in characters: a claim is one sentence."""


class Text(str):
    """The text of a literal, which remembers its language and datatype."""

    __slots__ = ("literal",)
    literal: ox.Literal
    """The literal itself."""

    def __new__(cls, literal: ox.Literal) -> Text:
        text = super().__new__(cls, literal.value)
        text.literal = literal
        return text

    def __reduce__(self) -> tuple[type[Text], tuple[ox.Literal]]:
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

    ``issued`` is a year, a year and month, or a date, as recorded. ``design`` is a name
    of :data:`~ldn_graph.model.vocab.DESIGNS`. ``review_of``, ``same_study_as`` and ``cites`` are IRIs.
    """

    iri: str
    id: str
    label: str
    title: str | None
    creator: str | None
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

    @property
    def year(self) -> int | None:
        """The year of publication, or None where it was not confirmed."""
        return int(self.issued[:4]) if self.issued else None

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

    ``quotations`` are the words of the source that it rests on, where they are recorded.
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

    @property
    def in_favour(self) -> bool:
        """It confirms, supports or qualifies the claim."""
        return self.bearing in IN_FAVOUR

    @property
    def affirms(self) -> bool:
        """It confirms or supports the claim as it is stated."""
        return self.bearing in AFFIRMING

    @property
    def against(self) -> bool:
        """It disputes or refutes the claim."""
        return self.bearing in AGAINST

    @property
    def direct(self) -> bool:
        """It is not recorded as indirect; directness that nobody rated counts as direct."""
        return self.directness != "indirect"

    def level(self, topic: str) -> int | None:
        """The level of evidence, 1 to 5, for a claim of this topic; None where the design gives none."""
        return DESIGNS[self.design].level_for(topic) if self.design else None


class EvidenceSearch(NamedTuple):
    """A search that was made for a claim and found nothing there: what for, where, when."""

    iri: str
    comment: str
    searched_in: str | None
    created: str | None


class Claim(NamedTuple):
    """What an article claims, and all evidence lines and searches recorded for it.

    ``cited`` are IRIs of sources that the article itself cites for this claim;
    ``rests_on`` are IRIs of claims. ``condition`` is where the claim holds: its
    disease context, else its object or subject where that is a condition.
    ``article`` is where it comes from, None where the graph describes no such thing; a claim that several make has
    the first by IRI there, and the others in ``also_from``. ``negated`` says that the claim denies the relation.
    """

    iri: str
    id: str
    label: Text
    subject: Entity
    predicate: str
    object: Entity
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

    @property
    def articles(self) -> tuple[Source, ...]:
        """All that make the claim, as far as the graph describes them."""
        return (self.article, *self.also_from) if self.article else self.also_from

    @property
    def condition(self) -> Entity | None:
        """Where the claim holds, or None."""
        if self.context:
            return self.context
        return next((e for e in (self.object, self.subject) if e.kind == "Condition"), None)

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
