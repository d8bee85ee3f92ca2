"""TODO"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..model.claims import LABEL_LIMIT, Claim, Entity, EvidenceLine, EvidenceSearch, Passage, Quantity, Source, Text
from ..model.graph import Graph
from ..model.natural_order import natural_key
from ..model.vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DC,
    DCTERMS,
    DIRECTIONS,
    ENTITY_KINDS,
    FOAF,
    LDN,
    OA,
    PROV,
    RDF,
    RDFS,
    SKOS,
    VOID,
    local_id,
    shorten,
)
from .index import Index

if TYPE_CHECKING:
    import pyoxigraph as ox


def read_claims(graph: Graph) -> tuple[Claim, ...]:
    """All claims of a graph, sorted by id, numbers by value (C2 before C10).

    Raises :class:`~ldn_graph.errors.ModelError` where a claim or its evidence lacks
    what the model asks for, where a claim is its own evidence or where claims rest on
    one another in a circle, and :class:`~ldn_graph.errors.UnknownTermError` for an
    ``ldn:`` term that the vocabulary does not have. No claim at all is not an error here.
    """
    return ClaimReader(graph).claims()


def read_sources(graph: Graph) -> tuple[Source, ...]:
    """All sources of a graph, sorted by id, those included that no evidence line names."""
    reader = ClaimReader(graph)
    return tuple(sorted((reader.source(iri) for iri in reader.typed(LDN.Source)), key=lambda s: natural_key(s.id)))


class Contents(NamedTuple):
    """What the page needs of a graph: its claims; what their articles cite, for a claim or as a whole, sorted by id, as
    far as the graph describes it; the date of the data: ``dcterms:modified`` of its ``void:Dataset``, the latest of
    several, else None.
    """

    claims: tuple[Claim, ...]
    cited: tuple[Source, ...]
    modified: str | None


def read_contents(graph: Graph) -> Contents:
    """The claims, references and date of a graph, read once. Raises what :func:`read_claims` raises."""
    reader = ClaimReader(graph)
    claims = reader.claims()
    iris = {iri for claim in claims for iri in (*claim.cited, *(i for a in claim.articles for i in a.cites))}
    cited = (reader.source(iri) for iri in iris if LDN.Source in reader.types(iri))
    dates = (reader.text(iri, DCTERMS.modified) for iri in reader.typed(VOID.Dataset))
    return Contents(
        claims,
        tuple(sorted(cited, key=lambda source: natural_key(source.id))),
        max((date for date in dates if date), default=None),
    )


class ClaimReader(Index):
    """The reading of each kind of node of the model; sources and entities are read once."""

    def __init__(self, graph: Graph, quads: "Iterable[ox.Quad] | None" = None) -> None:
        super().__init__(graph, quads)
        self.sources: dict[str, Source] = {}
        self.entities: dict[str, Entity] = {}

    def claims(self) -> tuple[Claim, ...]:
        claims = tuple(
            sorted((self.claim(iri) for iri in self.typed(LDN.Claim)), key=lambda c: (natural_key(c.id), c.id, c.iri))
        )
        self.refuse_shared_ids(c.iri for c in claims)
        self.refuse_circles({c.iri: c.rests_on for c in claims if c.rests_on})
        return claims

    def label(self, iri: str) -> Text | None:
        label = self.literal(iri, RDFS.label)
        if label is not None and len(label) > LABEL_LIMIT:
            raise self.error(
                iri,
                f"a label of {len(label):,} characters, where {LABEL_LIMIT:,} is the most",
                "say it in one sentence and put the rest into rdfs:comment",
            )
        return label

    def entity(self, iri: str, referrer: str) -> Entity:
        known = self.entities.get(iri)
        if known:
            return known
        self.described(iri, referrer)
        types = self.types(iri)
        entity = Entity(
            iri,
            local_id(iri),
            self.label(iri) or local_id(iri),
            next((k for k in ENTITY_KINDS if LDN[k] in types), ""),
            tuple(
                m for p in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch") for m in self.iris(iri, SKOS[p])
            ),
            tuple(self.broader(iri)),
            self.texts(iri, SKOS.altLabel),
        )
        self.entities[iri] = entity
        return entity

    def broader(self, iri: str) -> Iterator[str]:
        seen, todo = {iri}, [iri]
        while todo:
            for above in self.iris(todo.pop(), SKOS.broader):
                if above not in seen:
                    seen.add(above)
                    yield above
                    if above in self.nodes:
                        todo.append(above)

    def quantity(self, iri: str, referrer: str) -> Quantity:
        self.described(iri, referrer)
        terms = self.values(iri, LDN.ofWhat)
        what = self.only(iri, LDN.ofWhat, tuple(t if isinstance(t, str) else Text(t) for t in terms))
        low, low_text = self.needed(iri, LDN.low, self.number(iri, LDN.low))
        high, high_text = self.needed(iri, LDN.high, self.number(iri, LDN.high))
        if low > high:
            raise self.error(iri, f"ldn:low {low} is above ldn:high {high}", "exchange them")
        out_of = self.number(iri, LDN.outOf)
        if out_of and out_of[0] <= 0:
            raise self.error(iri, f"ldn:outOf is {out_of[0]}", "give the number of cases, above 0")
        return Quantity(
            iri,
            self.needed(iri, LDN.ofWhat, what),
            low,
            high,
            low_text,
            high_text,
            out_of[0] if out_of else None,
            self.needed(iri, LDN.unit, self.text(iri, LDN.unit)),
            self.iri(iri, LDN.numerator),
            self.iri(iri, LDN.denominator),
        )

    def quantities(self, iri: str) -> tuple[Quantity, ...]:
        return tuple(self.quantity(q, iri) for q in self.iris(iri, LDN.quantity))

    def passage(self, iri: str, referrer: str) -> Passage:
        self.described(iri, referrer)
        selector = next((s for s in self.iris(iri, OA.hasSelector) if self.values(s, OA.start)), None)
        where = self.needed(iri, OA.hasSelector, selector)
        return Passage(
            iri,
            self.needed(iri, LDN.section, self.text(iri, LDN.section)),
            self.needed(iri, OA.start, self.whole(where, OA.start)),
            self.needed(iri, OA.end, self.whole(where, OA.end)),
            self.needed(iri, LDN.passageSha256, self.text(iri, LDN.passageSha256)),
        )

    def source(self, iri: str) -> Source:
        known = self.sources.get(iri)
        if known:
            return known
        issued = self.only(iri, DCTERMS.issued, self.texts(iri, DCTERMS.issued))
        if issued is not None and not re.match(r"\d{4}(-\d\d(-\d\d)?)?", issued):
            raise self.error(
                iri, f"dcterms:issued {issued[:80]!r} is no date", 'write "2008"^^xsd:gYear or a full xsd:date'
            )
        title = self.text(iri, DCTERMS.title)
        source = Source(
            iri,
            local_id(iri),
            self.label(iri) or title or local_id(iri),
            title,
            self.text(iri, DC.creator),
            issued,
            self.text(iri, DCTERMS.isPartOf),
            self.text(iri, BIBO.volume),
            self.text(iri, BIBO.issue),
            self.text(iri, BIBO.pages),
            self.text(iri, BIBO.doi),
            self.text(iri, BIBO.pmid),
            self.iri(iri, FOAF.page),
            self.concept(iri, "readAs"),
            self.concept(iri, "studyDesign"),
            self.whole(iri, LDN.participants),
            self.text(iri, LDN.studiedPopulation),
            self.text(iri, LDN.studiedIntervention),
            self.text(iri, LDN.studiedComparator),
            self.text(iri, LDN.studiedOutcome),
            self.text(iri, LDN.mainResult),
            self.text(iri, LDN.limitation),
            self.text(iri, RDFS.comment),
            self.iris(iri, LDN.reviewOf),
            self.iris(iri, LDN.sameStudyAs),
            self.iris(iri, CITO.cites),
        )
        self.sources[iri] = source
        return source

    def line(self, iri: str) -> EvidenceLine:
        source_iri = self.needed(iri, LDN.source, self.iri(iri, LDN.source))
        if LDN.Source not in self.types(self.described(source_iri, iri)):
            problem = f"its ldn:source {shorten(source_iri)} is not an ldn:Source"
            raise self.error(iri, problem, "name the source that the line is about, and type it ldn:Source")
        source = self.source(source_iri)
        own = self.concept(iri, "studyDesign")
        return EvidenceLine(
            iri,
            source,
            self.needed(iri, LDN.bearing, self.concept(iri, "bearing")),
            self.needed(iri, LDN.directness, self.concept(iri, "directness")),
            self.concepts(iri, "indirectness"),
            own or source.design,
            own is not None,
            self.text(iri, RDFS.comment),
            self.text(iri, LDN.finding),
            self.quantities(iri),
            tuple(self.quotations(iri)),
        )

    def quotations(self, iri: str) -> Iterator[Text]:
        for passage in self.iris(iri, LDN.foundAt):
            self.described(passage, iri)
            for selector in self.iris(passage, OA.hasSelector):
                yield from self.texts(self.described(selector, passage), OA.exact)

    def claim(self, iri: str) -> Claim:
        self.refuse_blank(iri)
        evidence = self.iris(iri, BIOLINK.has_evidence)
        lines, searches = [], []
        for node in evidence:
            if node == iri:
                raise self.error(
                    iri, "the claim is given as evidence for itself", "point biolink:has_evidence to an evidence line"
                )
            types = self.types(node)
            if LDN.EvidenceSearch in types:
                searches.append(
                    EvidenceSearch(
                        node,
                        self.text(node, RDFS.comment) or "",
                        self.text(node, LDN.searchedIn),
                        self.text(node, DCTERMS.created),
                    )
                )
            elif LDN.EvidenceLine in types:
                lines.append(self.line(node))
            else:
                raise self.error(
                    iri,
                    f"{shorten(node)} is neither an ldn:EvidenceLine nor an ldn:EvidenceSearch in this graph",
                    "describe it, or mend the IRI",
                )
        origins = sorted(self.iris(iri, PROV.wasDerivedFrom))
        for line in lines:
            if line.source.iri in origins:
                problem = f"the article that claims it, {shorten(line.source.iri)}, is given as its evidence"
                raise self.error(line.iri, problem, "name a source that is not the article itself")
        direction = self.text(iri, BIOLINK.object_direction_qualifier)
        if direction is not None and direction not in DIRECTIONS:
            raise self.error(iri, f"direction {direction[:80]!r}", f"take one of {', '.join(DIRECTIONS)}")
        negated = self.only(iri, BIOLINK.negated, self.texts(iri, BIOLINK.negated))
        if negated not in (None, "true", "false"):
            raise self.error(iri, f"biolink:negated {negated[:80]!r}", "write true or false, without quotes")
        context = self.iri(iri, BIOLINK.disease_context_qualifier)
        articles = tuple(self.source(o) for o in origins if o in self.nodes)
        return Claim(
            iri,
            local_id(iri),
            self.needed(iri, RDFS.label, self.label(iri)),
            self.entity(self.needed(iri, RDF.subject, self.iri(iri, RDF.subject)), iri),
            self.needed(iri, RDF.predicate, self.iri(iri, RDF.predicate)),
            self.entity(self.needed(iri, RDF.object, self.iri(iri, RDF.object)), iri),
            direction,
            self.entity(context, iri) if context else None,
            self.needed(iri, LDN.topic, self.concept(iri, "topic")),
            self.needed(iri, LDN.wording, self.concept(iri, "wording")),
            self.quantities(iri),
            articles[0] if articles else None,
            tuple(self.passage(p, iri) for p in self.iris(iri, LDN.statedAt)),
            self.texts(iri, LDN.namedSource),
            self.iris(iri, LDN.reportsOn),
            self.iris(iri, LDN.restsOn),
            self.iris(iri, CITO.citesAsEvidence),
            tuple(lines),
            tuple(searches),
            self.text(iri, RDFS.comment),
            articles[1:],
            negated == "true",
        )

    def refuse_blank(self, claim: str) -> None:
        """Raise where a claim has no IRI."""
        if claim.startswith("_:"):
            raise self.error(claim, "a claim without an IRI cannot be cited", "give it one, as claim:C01")

    # what holds between claims --------------------------------------------------------------

    def refuse_shared_ids(self, claims: Iterable[str]) -> None:
        """Raise where two of these claims have the same id; they come in the order of their ids."""
        before = ""
        for iri in claims:
            if local_id(iri) == local_id(before):
                problem = f"its id {local_id(iri)} is also that of <{before}>"
                raise self.error(iri, problem, "give one of them another last part")
            before = iri

    def refuse_circles(self, rests: Mapping[str, Iterable[str]]) -> None:
        """Raise where claims rest on one another in a circle; ``rests`` has for each claim those that it rests on."""
        if not rests:
            return
        from graphlib import CycleError, TopologicalSorter

        try:
            TopologicalSorter({claim: sorted(rests[claim]) for claim in sorted(rests)}).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            names = " -> ".join(local_id(i) for i in reversed(circle))
            raise self.error(
                circle[0], f"claims rest on one another in a circle: {names}", "take one ldn:restsOn away"
            ) from None
