"""A body of evidence: all results that a curator holds to be of one outcome in one condition.

What GRADE rates together (Cochrane Handbook, chapter 14, https://training.cochrane.org/handbook/current/chapter-14).
Without a result it says that nobody measured the outcome, as far as its searches went.
"""

from __future__ import annotations

from typing import NamedTuple

from .claims import Entity, EvidenceSearch, Source, Text
from .judgements import CertaintyRating, PublicationBias
from .studies import Result


class BodyOfEvidence(NamedTuple):
    """One outcome in one condition. ``topic`` is ``efficacy`` or ``safety``.

    ``results`` come with the source that found them. ``indirectness`` are GRADE's domains in which all of them differ
    from the condition, drug, dose or outcome meant; none where they are direct.
    """

    iri: str
    id: str
    label: Text
    condition: Entity
    outcome: Entity
    topic: str
    indirectness: tuple[str, ...]
    results: tuple[tuple[Source, Result], ...]
    searches: tuple[EvidenceSearch, ...]
    certainty_ratings: tuple[CertaintyRating, ...]
    publication_bias: tuple[PublicationBias, ...]
    comment: str | None

    @property
    def conditions(self) -> tuple[str, ...]:
        """The IRIs of its condition and of the broader ones."""
        return (self.condition.iri, *self.condition.broader)
