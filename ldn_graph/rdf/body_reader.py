"""Reading bodies of evidence into the values of :mod:`~ldn_graph.model.bodies`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model.bodies import BodyOfEvidence
from ..model.graph import Graph
from ..model.natural_order import natural_key
from ..model.studies import Result
from ..model.vocab import LDN, RDFS, local_id
from .claim_reader import ClaimReader


def read_bodies(graph: Graph) -> tuple[BodyOfEvidence, ...]:
    """All bodies of evidence of a graph, sorted by id; most graphs have none.

    Raises :class:`~ldn_graph.errors.ModelError` where one lacks what the model asks for.
    """
    reader = ClaimReader(graph)
    return bodies_of(reader, reader.typed(LDN.BodyOfEvidence))


def bodies_of(reader: ClaimReader, iris: Iterable[str]) -> tuple[BodyOfEvidence, ...]:
    """The bodies of evidence with these IRIs, sorted by id, from what this reader has of the graph."""
    finders: dict[str, list[str]] = {}
    for source, properties in reader.nodes.items():
        if LDN.result in properties:
            for result in reader.iris(source, LDN.result):
                finders.setdefault(result, []).append(source)
    return tuple(sorted((_body(reader, iri, finders) for iri in iris), key=lambda body: natural_key(body.id)))


def _body(reader: ClaimReader, iri: str, finders: Mapping[str, Sequence[str]]) -> BodyOfEvidence:
    condition = reader.needed(iri, LDN.condition, reader.iri(iri, LDN.condition))
    outcome = reader.needed(iri, LDN.outcome, reader.iri(iri, LDN.outcome))
    results = []
    for result in reader.iris(iri, LDN.includesResult):
        value: Result = reader.result(result, iri)
        sources = finders.get(result, ())
        if len(sources) != 1:
            number = f"{len(sources):,} sources have this result" if sources else "no source has this result"
            remedy = "let ldn:result of the one source that found it point to it, and of no other"
            raise reader.error(iri, f"ldn:includesResult {reader.call(result)}: {number}", remedy)
        results.append((reader.source(sources[0]), value))
    _, searches = reader.evidence(iri)
    return BodyOfEvidence(
        iri=iri,
        id=local_id(iri),
        label=reader.needed(iri, RDFS.label, reader.label(iri)),
        condition=reader.entity(condition, iri),
        outcome=reader.entity(outcome, iri),
        topic=reader.needed(iri, LDN.topic, reader.concept(iri, "topic")),
        indirectness=reader.concepts(iri, "indirectness"),
        results=tuple(results),
        searches=searches,
        certainty_ratings=reader.each(iri, LDN.certaintyRating, reader.certainty_rating),
        publication_bias=reader.each(iri, LDN.publicationBias, reader.publication_bias),
        comment=reader.text(iri, RDFS.comment),
    )
