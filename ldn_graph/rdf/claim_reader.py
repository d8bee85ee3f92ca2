"""Reading claims, sources and entities of a graph into the values of :mod:`~ldn_graph.model.claims`.

Each method of :class:`ClaimReader` reads one kind of node, by the properties that ``docs/model.md`` gives it. What
cannot be read as the model says is an error with the place in the file; what holds between claims, that no two have
one id and none rests on itself, is looked at when all of them are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..model.claims import (
    LABEL_LIMIT,
    Claim,
    Entity,
    EvidenceLine,
    EvidenceSearch,
    Passage,
    Quantity,
    Relation,
    Source,
    Text,
)
from ..model.graph import Graph
from ..model.natural_order import natural_key
from ..model.studies import Result
from ..model.vocab import (
    BIBO,
    BIOLINK,
    CITO,
    DCTERMS,
    DIRECTIONS,
    ENTITY_KINDS,
    FABIO,
    FOAF,
    LDN,
    OA,
    OF_A_TRIPLE,
    PROV,
    PUBLICATION_TYPES,
    RDFS,
    SKOS,
    TRIPLE,
    local_id,
    shorten,
)
from ..output.counts import count_words
from .authors import read_creators
from .standing_reader import StandingReader

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


_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
"""The properties that tie an entity to a term of an ontology, the nearest first."""
_PUBLICATION_TYPES = {FABIO[name]: name for name in PUBLICATION_TYPES}


class ClaimReader(StandingReader):
    """Reads each kind of node of the model. Sources and entities, which claims share, are read once.

    ``quads`` are part of the graph, where not all of it is to be read.
    """

    def __init__(self, graph: Graph, quads: Iterable[ox.Quad] | None = None) -> None:
        super().__init__(graph, quads)
        self.identities = {}
        self.sources: dict[str, Source] = {}
        self.entities: dict[str, Entity] = {}
        self.results: dict[str, Result] = {}

    def claims(self) -> tuple[Claim, ...]:
        """All claims, sorted by id."""
        claims = tuple(
            sorted((self.claim(iri) for iri in self.typed(LDN.Claim)), key=lambda c: (natural_key(c.id), c.id, c.iri))
        )
        self.refuse_shared_ids(c.iri for c in claims)
        self.refuse_circles({c.iri: c.rests_on for c in claims if c.rests_on})
        return claims

    def label(self, iri: str) -> Text | None:
        """What a node is called, in at most :data:`~ldn_graph.model.claims.LABEL_LIMIT` characters."""
        label = self.literal(iri, RDFS.label)
        if label is not None and len(label) > LABEL_LIMIT:
            raise self.error(
                iri,
                f"a label of {count_words(len(label), 'character')}, where {LABEL_LIMIT:,} is the most",
                "say it in one sentence and put the rest into rdfs:comment",
            )
        return label

    def entity(self, iri: str, referrer: str) -> Entity:
        """A drug, condition or other thing that a claim is about, as ``referrer`` names it."""
        if read_before := self.entities.get(iri):
            return read_before
        self.described(iri, referrer)
        types = self.types(iri)
        entity = Entity(
            iri=iri,
            id=local_id(iri),
            label=self.label(iri) or local_id(iri),
            kind=next((k for k in ENTITY_KINDS if LDN[k] in types), ""),
            matches=tuple(match for path in _MATCHES for match in self.iris(iri, path)),
            broader=tuple(self.broader(iri)),
            other_labels=self.texts(iri, SKOS.altLabel),
        )
        self.entities[iri] = entity
        return entity

    def broader(self, iri: str) -> Iterator[str]:
        """The broader nodes of a node and theirs, each once, those included that the graph does not describe."""
        seen, todo = {iri}, [iri]
        while todo:
            for above in self.iris(todo.pop(), SKOS.broader):
                if above not in seen:
                    seen.add(above)
                    yield above
                    if above in self.nodes:
                        todo.append(above)

    def quantity(self, iri: str, referrer: str) -> Quantity:
        """A number that ``referrer``, a claim or an evidence line, states."""
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
            iri=iri,
            of_what=self.needed(iri, LDN.ofWhat, what),
            low=low,
            high=high,
            low_text=low_text,
            high_text=high_text,
            out_of=out_of[0] if out_of else None,
            unit=self.needed(iri, LDN.unit, self.text(iri, LDN.unit)),
            numerator=self.iri(iri, LDN.numerator),
            denominator=self.iri(iri, LDN.denominator),
        )

    def quantities(self, iri: str) -> tuple[Quantity, ...]:
        """The numbers that a claim or an evidence line states."""
        return self.each(iri, LDN.quantity, self.quantity)

    def passage(self, iri: str, referrer: str) -> Passage:
        """Where the article says what the claim ``referrer`` claims."""
        self.described(iri, referrer)
        selector = next((s for s in self.iris(iri, OA.hasSelector) if self.values(s, OA.start)), None)
        where = self.needed(iri, OA.hasSelector, selector)
        return Passage(
            iri=iri,
            section=self.needed(iri, LDN.section, self.text(iri, LDN.section)),
            start=self.needed(iri, OA.start, self.whole(where, OA.start)),
            end=self.needed(iri, OA.end, self.whole(where, OA.end)),
            sha256=self.needed(iri, LDN.passageSha256, self.text(iri, LDN.passageSha256)),
        )

    def source(self, iri: str) -> Source:
        """A study, review, page or book."""
        if read_before := self.sources.get(iri):
            return read_before
        issued = self.only(iri, DCTERMS.issued, self.texts(iri, DCTERMS.issued))
        if issued is not None and not re.match(r"\d{4}(-\d\d(-\d\d)?)?", issued):
            raise self.error(
                iri, f"dcterms:issued {issued[:80]!r} is no date", 'write "2008"^^xsd:gYear or a full xsd:date'
            )
        title, types = self.text(iri, DCTERMS.title), self.types(iri)
        source = Source(
            iri=iri,
            id=local_id(iri),
            label=self.label(iri) or title or local_id(iri),
            title=title,
            authors=read_creators(self, iri),
            issued=issued,
            container=self.text(iri, DCTERMS.isPartOf),
            volume=self.text(iri, BIBO.volume),
            issue=self.text(iri, BIBO.issue),
            pages=self.text(iri, BIBO.pages),
            doi=self.text(iri, BIBO.doi),
            pmid=self.text(iri, BIBO.pmid),
            page=self.iri(iri, FOAF.page),
            read_as=self.concept(iri, "readAs"),
            design=self.concept(iri, "studyDesign"),
            participants=self.whole(iri, LDN.participants),
            population=self.text(iri, LDN.studiedPopulation),
            intervention=self.text(iri, LDN.studiedIntervention),
            comparator=self.text(iri, LDN.studiedComparator),
            outcome=self.text(iri, LDN.studiedOutcome),
            result=self.text(iri, LDN.mainResult),
            limitation=self.text(iri, LDN.limitation),
            comment=self.text(iri, RDFS.comment),
            review_of=self.iris(iri, LDN.reviewOf),
            same_study_as=self.iris(iri, LDN.sameStudyAs),
            cites=self.iris(iri, CITO.cites),
            study=self.study(iri),
            identifiers=tuple(sorted(map(str.__str__, self.texts(iri, DCTERMS.identifier)))),
            publication_type=next((name for cls, name in _PUBLICATION_TYPES.items() if cls in types), None),
            publisher=self.text(iri, DCTERMS.publisher),
            standing=self.standing(iri),
            version_of=self.iris(iri, DCTERMS.isVersionOf),
            protocol_of=self.iris(iri, LDN.protocolOf),
            correction_of=self.iris(iri, LDN.correctionOf),
        )
        self.sources[iri] = source
        return source

    def line(self, iri: str) -> EvidenceLine:
        """How one source bears on one claim."""
        source_iri = self.needed(iri, LDN.source, self.iri(iri, LDN.source))
        if LDN.Source not in self.types(self.described(source_iri, iri)):
            problem = f"its ldn:source {self.call(source_iri)} is not an ldn:Source"
            raise self.error(iri, problem, "name the source that the line is about, and type it ldn:Source")
        source = self.source(source_iri)
        own_design = self.concept(iri, "studyDesign")
        quoted = tuple(self.quotations(iri))
        return EvidenceLine(
            iri=iri,
            source=source,
            bearing=self.needed(iri, LDN.bearing, self.concept(iri, "bearing")),
            directness=self.needed(iri, LDN.directness, self.concept(iri, "directness")),
            indirectness=self.concepts(iri, "indirectness"),
            design=own_design or source.design,
            own_design=own_design is not None,
            comment=self.text(iri, RDFS.comment),
            finding=self.text(iri, LDN.finding),
            quantities=self.quantities(iri),
            quotations=tuple([words for words, _ in quoted]),
            results=self.each(iri, LDN.usesResult, self.result),
            null_without_interval=self.flag(iri, LDN.nullWithoutInterval),
            judge=self.iri(iri, PROV.wasAttributedTo),
            created=self.text(iri, DCTERMS.created),
            other_judgements=self.each(iri, LDN.otherJudgement, self.judgement),
            adopted_because=self.text(iri, LDN.adoptedBecause),
            reviewed_design=self.design(iri, LDN.reviewedDesign),
            reviewed_studies=self.whole(iri, LDN.reviewedStudies),
            quotation_roles=tuple([role for _, role in quoted]),
        )

    def search(self, iri: str) -> EvidenceSearch:
        """A search that was made for a claim and found nothing."""
        return EvidenceSearch(
            iri=iri,
            comment=self.text(iri, RDFS.comment) or "",
            searched_in=self.text(iri, LDN.searchedIn),
            created=self.text(iri, DCTERMS.created),
        )

    def quotations(self, iri: str) -> Iterator[tuple[Text, str | None]]:
        """The words of the source that an evidence line rests on, and what they are there."""
        for passage in self.iris(iri, LDN.foundAt):
            role = self.concept(self.described(passage, iri), "quotationRole")
            for selector in self.iris(passage, OA.hasSelector):
                for words in self.texts(self.described(selector, passage), OA.exact):
                    yield words, role

    def claim(self, iri: str) -> Claim:
        """A claim with all evidence for and against it."""
        self.refuse_blank(iri)
        lines, searches = self.evidence(iri)
        origins = sorted(self.iris(iri, PROV.wasDerivedFrom))
        for line in lines:
            if line.source.iri in origins:
                problem = f"the article that claims it, {self.call(line.source.iri)}, is given as its evidence"
                raise self.error(line.iri, problem, "name a source that is not the article itself")
        relation = self.relation(iri)
        subject, predicate, object_ = relation or (None, None, None)
        direction, negated = self.direction(iri), self.flag(iri, BIOLINK.negated)
        context = self.iri(iri, BIOLINK.disease_context_qualifier)
        articles = tuple(self.source(origin) for origin in origins if origin in self.nodes)
        return Claim(
            iri=iri,
            id=local_id(iri),
            label=self.needed(iri, RDFS.label, self.label(iri)),
            subject=subject,
            predicate=predicate,
            object=object_,
            direction=direction,
            context=self.entity(context, iri) if context else None,
            topic=self.needed(iri, LDN.topic, self.concept(iri, "topic")),
            wording=self.needed(iri, LDN.wording, self.concept(iri, "wording")),
            quantities=self.quantities(iri),
            article=articles[0] if articles else None,
            passages=self.each(iri, LDN.statedAt, self.passage),
            named_sources=self.texts(iri, LDN.namedSource),
            reports_on=self.iris(iri, LDN.reportsOn),
            rests_on=self.iris(iri, LDN.restsOn),
            cited=self.iris(iri, CITO.citesAsEvidence),
            lines=lines,
            searches=searches,
            comment=self.text(iri, RDFS.comment),
            also_from=articles[1:],
            negated=negated,
            certainty_ratings=self.each(iri, LDN.certaintyRating, self.certainty_rating),
            publication_bias=self.each(iri, LDN.publicationBias, self.publication_bias),
        )

    def relation(self, claim: str) -> Relation | None:
        """What a claim says as a triple; None where it has no part of one, and is a sentence only."""
        said = [path for path in OF_A_TRIPLE if self.values(claim, path)]
        if not said:
            return None
        subject, predicate, object_ = (self.iri(claim, path) for path in TRIPLE)
        if subject is None or predicate is None or object_ is None:
            missing = next(path for path in TRIPLE if path not in said)
            remedy = "add it, or take away what there is: a claim may be a sentence only"
            raise self.error(claim, f"{shorten(said[0])}, but no {shorten(missing)}", remedy)
        return Relation(self.entity(subject, claim), predicate, self.entity(object_, claim))

    def evidence(self, claim: str) -> tuple[tuple[EvidenceLine, ...], tuple[EvidenceSearch, ...]]:
        """The evidence lines of a claim, and the searches that were made for it."""
        lines, searches = [], []
        for node in self.iris(claim, BIOLINK.has_evidence):
            if node == claim:
                problem = "the claim is given as evidence for itself"
                raise self.error(claim, problem, "point biolink:has_evidence to an evidence line")
            types = self.types(node)
            if LDN.EvidenceSearch in types:
                searches.append(self.search(node))
            elif LDN.EvidenceLine in types:
                lines.append(self.line(node))
            else:
                kinds = "neither an ldn:EvidenceLine nor an ldn:EvidenceSearch"
                problem = f"{self.call(node)} is {kinds} in this graph"
                raise self.error(claim, problem, "describe it, or mend the IRI")
        return tuple(lines), tuple(searches)

    def direction(self, claim: str) -> str | None:
        """One of :data:`~ldn_graph.model.vocab.DIRECTIONS`: which way the subject moves the object; None unstated."""
        direction = self.text(claim, BIOLINK.object_direction_qualifier)
        if direction is not None and direction not in DIRECTIONS:
            raise self.error(claim, f"direction {direction[:80]!r}", f"take one of {', '.join(DIRECTIONS)}")
        return direction

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
