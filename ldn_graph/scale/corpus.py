"""The claims of a graph a few at a time, each with all that the audit needs of it: of a million as of ten.

Of a graph in memory they are read from its statements. From a database or a server, only what some claims need is
fetched (:mod:`~ldn_graph.scale.fetching`); what is then held in memory are the IRIs of the claims, which premises they
rest on, and the sources that report a study anew. Of a database whose claims are kept
(:mod:`~ldn_graph.scale.cache`), they are taken from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..audit.audit import audit_claims
from ..audit.results import ClaimAudit
from ..audit.studies import Studies
from ..errors import GraphError, GraphNotFoundError
from ..model.claims import Chunk, Claim, Source, conditions_of
from ..model.graph import Graph
from ..model.natural_order import natural_text
from ..model.vocab import BIOLINK, LDN, local_id
from ..rdf.claim_reader import ClaimReader
from .fetching import PartReader

if TYPE_CHECKING:
    from .cache import Keeper, KeptClaims

CHUNK = 1000
"""So many claims are read at a time."""


class Corpus:
    """The claims of a graph, in the order of their ids, in chunks. ``len`` is how many claims there are.

    Raises, when made or when a chunk is read, what :func:`~ldn_graph.rdf.claim_reader.read_claims` raises, and
    :class:`~ldn_graph.errors.GraphNotFoundError` where there is no claim at all. Not promised: what
    :class:`~ldn_graph.scale.fetching.PartReader` does not promise.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._kept: KeptClaims | None = None
        self._iris: list[str] = []
        self._reader = _WholeReader(graph) if graph.access.in_memory else PartReader(graph)
        if folder := graph.access.folder:
            from .cache import open_kept

            self._kept = open_kept(folder)
            if self._kept:
                return
        graph.read_ahead()
        self._iris = sorted(self._reader.claim_iris(), key=_place)
        self._reader.refuse_shared_ids(self._iris)
        self._reader.refuse_circles(self._reader.premises())
        if not self._iris:
            raise GraphNotFoundError(f"{graph.name}: no ldn:Claim in it; see docs/model.md for how a claim is written")

    def reopened(self) -> Corpus:
        """The same for another process: with the database, or what is kept of it, opened anew."""
        folder = self.graph.access.folder
        if folder is None:
            return self
        other = copy(self)
        if self._kept:
            from .cache import open_kept

            other._kept = open_kept(folder)
            if not other._kept or (other._kept.size, other._kept.parts) != (self._kept.size, self._kept.parts):
                raise GraphError(f"{self.graph.name}: the database was changed meanwhile; ask again")
        else:
            other.graph = self.graph.reopened()
            other._reader = PartReader(other.graph)
        return other

    def __len__(self) -> int:
        return self._kept.size if self._kept else len(self._iris)

    @property
    def parts(self) -> int:
        """How many chunks there are."""
        return self._kept.parts if self._kept else -(-len(self._iris) // CHUNK)

    def read(self, part: int) -> Chunk:
        """A chunk, counted from 0."""
        if self._kept:
            return self._kept.read(part)
        return self._reader.chunk(self._iris[part * CHUNK : (part + 1) * CHUNK])

    def keeper(self) -> Keeper | None:
        """What takes all chunks to keep them with the database; None where nothing is to be kept."""
        access = self.graph.access
        if access.folder is None or access.state is None or self._kept or self.parts < 2:
            return None
        from .cache import Keeper

        return Keeper(access.folder, access.state, len(self), self.parts)

    def bears(self, source: str) -> bool:
        """Whether a source, by its IRI, has an evidence line of a claim."""
        return self._reader.bears(source)

    def has_claims_on(self, condition: str) -> bool:
        """Whether a claim is made on a condition, by its IRI, or on a narrower one."""
        return self._reader.has_claims_on(condition)

    def read_studies(self, gone: Iterable[str] = ()) -> Studies:
        """Which sources report the same study, as those say that bear on claims, ``gone`` aside."""
        return Studies(self._reader.repeated_studies(gone))


class Part(NamedTuple):
    """Some claims, with what their audit needs besides (:func:`~ldn_graph.audit.audit.audit_claims`)."""

    claims: tuple[Claim, ...]
    beside: tuple[Claim, ...]
    studies: Studies


def read_part(graph: Graph, iris: Sequence[str]) -> Part:
    """The claims with these IRIs, without a look at the others but for those that they need.

    Raises what :func:`~ldn_graph.rdf.claim_reader.read_claims` raises for these.
    """
    reader = PartReader(graph)
    chunks = [reader.chunk(iris[first : first + CHUNK]) for first in range(0, len(iris), CHUNK)]
    wanted = frozenset(iris)
    beside = {c.iri: c for chunk in chunks for c in chunk.beside if c.iri not in wanted}
    claims = tuple(c for chunk in chunks for c in chunk.claims)
    return Part(claims, tuple(beside.values()), Studies(reader.repeated_studies()))


def stream_audit(graph: Graph, as_of: int | None = None) -> Iterator[ClaimAudit]:
    """The audit of each claim, in the order of their ids, equal to those of
    :func:`~ldn_graph.audit.audit.audit_claims` for all claims; few are in memory at a time, where the graph is not.

    The claims of a database are kept with it when all have been read. Raises what :class:`Corpus` raises.

    >>> from ldn_graph import open_graph
    >>> sum(audited.status == "supported" for audited in stream_audit(open_graph()))
    5
    """
    corpus = Corpus(graph)
    studies = corpus.read_studies()
    with corpus.keeper() or nullcontext() as keeper:
        for number in range(corpus.parts):
            chunk = corpus.read(number)
            if keeper:
                keeper.take(keeper.pack(chunk))
            yield from audit_claims(chunk.claims, as_of, studies=studies, beside=chunk.beside).claims


def _place(iri: str) -> tuple[str, str, str]:
    ident = local_id(iri)
    return natural_text(ident), ident, iri


class _WholeReader(ClaimReader):
    """Reads claims from all that a graph in memory says."""

    def chunk(self, iris: Sequence[str]) -> Chunk:
        """The claims with these IRIs, and those that their audit has to know besides."""
        claims = tuple(self.claim(iri) for iri in iris)
        beside = dict.fromkeys(p for c in claims for p in c.rests_on if LDN.Claim in self.types(p))
        for claim in claims:
            for quantity in (*claim.quantities, *(q for line in claim.lines for q in line.quantities)):
                for part in (quantity.numerator, quantity.denominator):
                    beside.update(dict.fromkeys(self._owners.get(part, ()) if part else ()))
        wanted = frozenset(iris)
        return Chunk(claims, tuple(self.claim(iri) for iri in beside if iri not in wanted))

    def claim_iris(self) -> list[str]:
        """The IRIs of all claims. Raises where one has none."""
        for iri in self._claims:
            self.refuse_blank(iri)
        return self._claims

    def premises(self) -> dict[str, tuple[str, ...]]:
        """For each claim that rests on others which."""
        return {iri: rests for iri in self._claims if (rests := self.iris(iri, LDN.restsOn))}

    def bears(self, source: str) -> bool:
        """Whether a source has an evidence line of a claim."""
        return source in self._bearing

    def has_claims_on(self, condition: str) -> bool:
        """Whether a claim is made on a condition or on a narrower one."""
        return any(condition in conditions_of(self.claim(iri)) for iri in self._claims)

    def repeated_studies(self, gone: Iterable[str] = ()) -> Iterator[Source]:
        """The sources that report the same study as another and bear on a claim, ``gone`` aside."""
        repeated = [iri for iri, said in self.nodes.items() if LDN.sameStudyAs in said]
        kept = self._bearing - {*gone} if repeated else frozenset()
        return (self.source(iri) for iri in repeated if iri in kept)

    @cached_property
    def _claims(self) -> list[str]:
        return self.typed(LDN.Claim)

    @cached_property
    def _bearing(self) -> frozenset[object]:
        """The sources of all evidence lines of claims."""
        lines = (line for iri in self._claims for line in self.iris(iri, BIOLINK.has_evidence))
        return frozenset(source for line in lines for source in self.values(line, LDN.source))

    @cached_property
    def _owners(self) -> dict[str, list[str]]:
        """For each quantity the claims that state it or have a line on which it was found."""
        owners: dict[str, list[str]] = {}
        for claim in self._claims:
            for node in (claim, *self.iris(claim, BIOLINK.has_evidence)):
                for quantity in self.values(node, LDN.quantity):
                    owners.setdefault(str(quantity), []).append(claim)
        return owners
