"""What reads some of a graph's claims at a time, and how that is done for a graph in memory.

:mod:`~ldn_graph.scale.fetching` does it for databases and servers.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.claims import Chunk, Entity, Source, conditions_of
from ..model.vocab import BIOLINK, LDN, REPORT_TIES
from ..rdf.claim_reader import ClaimReader

if TYPE_CHECKING:
    from ..model.bodies import BodyOfEvidence


class ChunkReader(ClaimReader, ABC):
    """Reads some claims of a graph with all that their audit needs, and answers what concerns all of its claims."""

    @abstractmethod
    def chunk(self, iris: Sequence[str]) -> Chunk:
        """The claims with these IRIs, and beside them those that their audit has to know: which they rest on, and whose
        quantities their ratios are made of.
        """

    @abstractmethod
    def claim_iris(self) -> Iterable[str]:
        """The IRIs of all claims, in no order that is promised. Raises where a claim has none."""

    @abstractmethod
    def premises(self) -> Mapping[str, tuple[str, ...]]:
        """For each claim that rests on others the IRIs of these."""

    @abstractmethod
    def bears(self, source: str) -> bool:
        """Whether a source, by its IRI, has an evidence line of a claim."""

    @abstractmethod
    def has_claims_on(self, condition: str) -> bool:
        """Whether a claim is made on a condition, by its IRI, or on a narrower one."""

    @abstractmethod
    def bodies_on(self, condition: str) -> tuple[BodyOfEvidence, ...]:
        """The bodies of evidence on a condition, by its IRI, and on narrower ones, sorted by id."""

    @abstractmethod
    def repeated_studies(self, gone: Iterable[str] = ()) -> Iterator[Source]:
        """The sources that are said to report the study of another, or share an identifier with one, and bear on a
        claim, without those ``gone`` (IRIs).
        """

    def same_paper(self, source: str) -> frozenset[str]:
        """The IRIs of all sources that are one paper with a source, itself included, also by way of others."""
        return frozenset(self.records_of_paper(source))

    @abstractmethod
    def some_sources(self, iris: Sequence[str]) -> Iterator[Source]:
        """The sources with these IRIs."""

    @abstractmethod
    def some_entities(self, iris: Sequence[str]) -> Iterator[Entity]:
        """The entities with these IRIs."""

    @abstractmethod
    def reopened(self) -> ChunkReader:
        """One for a forked process, which must not use a database that was opened before the fork."""


class MemoryReader(ChunkReader):
    """Reads claims from the statements of a graph that is in memory."""

    def chunk(self, iris: Sequence[str]) -> Chunk:
        claims = tuple(self.claim(iri) for iri in iris)
        beside = dict.fromkeys(p for c in claims for p in c.rests_on if LDN.Claim in self.types(p))
        for claim in claims:
            for quantity in (*claim.quantities, *(q for line in claim.lines for q in line.quantities)):
                for part in (quantity.numerator, quantity.denominator):
                    beside.update(dict.fromkeys(self._owners.get(part, ()) if part else ()))
        wanted = frozenset(iris)
        return Chunk(claims, tuple(self.claim(iri) for iri in beside if iri not in wanted))

    def claim_iris(self) -> list[str]:
        for iri in self._claims:
            self.refuse_blank(iri)
        return self._claims

    def premises(self) -> dict[str, tuple[str, ...]]:
        return {iri: rests for iri in self._claims if (rests := self.iris(iri, LDN.restsOn))}

    def bears(self, source: str) -> bool:
        return source in self._bearing

    def has_claims_on(self, condition: str) -> bool:
        return any(condition in conditions_of(self.claim(iri)) for iri in self._claims)

    def bodies_on(self, condition: str) -> tuple[BodyOfEvidence, ...]:
        from ..rdf.body_reader import bodies_of

        bodies = bodies_of(self, self.typed(LDN.BodyOfEvidence))
        return tuple(b for b in bodies if condition in b.conditions)

    def repeated_studies(self, gone: Iterable[str] = ()) -> Iterator[Source]:
        tied = (iri for iri, properties in self.nodes.items() if not properties.keys().isdisjoint(REPORT_TIES))
        shared = (iri for owners in self.records_by_key.values() if len(owners) > 1 for iri in owners)
        repeated = dict.fromkeys((*tied, *shared))
        bearing = self._bearing - {*gone} if repeated else frozenset()
        return (self.source(iri) for iri in repeated if iri in bearing)

    def some_sources(self, iris: Sequence[str]) -> Iterator[Source]:
        return map(self.source, iris)

    def some_entities(self, iris: Sequence[str]) -> Iterator[Entity]:
        return (self.entity(iri, iri) for iri in iris)

    def reopened(self) -> MemoryReader:
        """This one: a fork has its own copy of what is in memory."""
        return self

    @cached_property
    def _claims(self) -> list[str]:
        return self.typed(LDN.Claim)

    def _evidence(self, claim: str) -> Iterator[str]:
        """What a claim has as evidence, in the order of the files: to sort it costs more than to look at it."""
        return (node for node in self.values(claim, BIOLINK.has_evidence) if isinstance(node, str))

    @cached_property
    def _bearing(self) -> frozenset[object]:
        """The sources of all evidence lines of claims."""
        lines = (line for iri in self._claims for line in self._evidence(iri))
        return frozenset(source for line in lines for source in self.values(line, LDN.source))

    @cached_property
    def _owners(self) -> dict[str, list[str]]:
        """For each quantity the claims that state it or have a line on which it was measured."""
        owners: dict[str, list[str]] = {}
        for claim in self._claims:
            for node in (claim, *self._evidence(claim)):
                for quantity in self.values(node, LDN.quantity):
                    owners.setdefault(str(quantity), []).append(claim)
        return owners
