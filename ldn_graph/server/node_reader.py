"""Some nodes of a graph, read and audited for their pages without a look at the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..audit.audit import audit_claims
from ..audit.studies import Studies
from ..scale.fetching import FetchingReader
from ..sources.papers import identify
from ..sources.standing.shipped import shipped_list
from .catalogue_studies import related, reports

if TYPE_CHECKING:
    from ..audit.results import ClaimAudit
    from ..model.claims import Claim, Entity, Source
    from ..model.graph import Graph
    from ..scale.readers import ChunkReader
    from .catalogue import Catalogue


class NodeReader:
    """Reads nodes from an open graph. Which sources report one study the catalogue knows."""

    def __init__(self, graph: Graph, catalogue: Catalogue) -> None:
        self.graph = graph
        self.catalogue = catalogue

    def audit(self, iris: Sequence[str]) -> tuple[tuple[ClaimAudit, ...], tuple[Claim, ...]]:
        """The audit of the claims with these IRIs, as that of the whole graph has them, and the claims beside them
        that it takes."""
        chunk = self._reader().chunk(iris)
        lines = [line for claim in (*chunk.claims, *chunk.beside) for line in claim.lines]
        named = {iri for line in lines for iri in (line.source.iri, *line.source.review_of)}
        tied = reports(self.catalogue, sorted(named))
        studies = Studies(self._reader().some_sources(tied))
        return audit_claims(chunk.claims, studies=studies, beside=chunk.beside).claims, chunk.beside

    def entity(self, iri: str) -> Entity:
        """The entity with this IRI."""
        return next(self._reader().some_entities([iri]))

    def source(self, iri: str) -> tuple[Source, list[Source]]:
        """The source with this IRI, and those that say how they are related to it or share an identifier with it."""
        (source,) = self.sources([iri])
        return source, self.sources(related(self.catalogue, iri, identify(source).study))

    def sources(self, iris: Iterable[str]) -> list[Source]:
        """The sources with these IRIs."""
        return list(self._reader().some_sources(list(iris)))

    def prepare(self) -> None:
        """Do what every page needs, before a clock runs."""
        self.graph.prepare()
        shipped_list()

    def _reader(self) -> ChunkReader:
        """One that holds nothing yet."""
        return FetchingReader(self.graph)
