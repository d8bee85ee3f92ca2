"""All that the page needs of a graph, read once."""

from __future__ import annotations

from typing import NamedTuple

from ..model.bodies import BodyOfEvidence
from ..model.claims import Claim, Source
from ..model.graph import Graph
from ..model.natural_order import natural_key
from ..model.vocab import DCTERMS, LDN, VOID
from .body_reader import bodies_of
from .claim_reader import ClaimReader


class Contents(NamedTuple):
    """What the page needs of a graph.

    ``bodies`` are its bodies of evidence. ``cited`` are the sources that articles cite, for a claim or as a whole,
    sorted by id, as far as the graph describes them. ``modified`` is the date of the data: ``dcterms:modified`` of its
    ``void:Dataset``, the latest of several, or None.
    """

    claims: tuple[Claim, ...]
    bodies: tuple[BodyOfEvidence, ...]
    cited: tuple[Source, ...]
    modified: str | None


def read_contents(graph: Graph) -> Contents:
    """All of that. Raises what :func:`~ldn_graph.rdf.claim_reader.read_claims` raises."""
    reader = ClaimReader(graph)
    claims = reader.claims()
    iris = {iri for claim in claims for iri in (*claim.cited, *(i for a in claim.articles for i in a.cites))}
    cited = (reader.source(iri) for iri in iris if LDN.Source in reader.types(iri))
    dates = (str(date) for iri in reader.typed(VOID.Dataset) for date in reader.texts(iri, DCTERMS.modified))
    return Contents(
        claims,
        bodies_of(reader, reader.typed(LDN.BodyOfEvidence)),
        tuple(sorted(cited, key=lambda source: natural_key(source.id))),
        max(dates, default=None),
    )
