"""Judgements that a named reader made, with day and reason: of an evidence line, of certainty, of publication bias."""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from typing import NamedTuple


class Judgement(NamedTuple):
    """How another reader judged an evidence line. ``judge`` is an IRI."""

    iri: str
    bearing: str
    directness: str
    indirectness: tuple[str, ...]
    comment: str | None
    judge: str | None
    created: str | None


class CertaintyRating(NamedTuple):
    """A rating that a person set. ``level`` is 1, very low, to 4, high."""

    iri: str
    level: int
    judge: str | None
    created: str | None
    comment: str | None


class PublicationBias(NamedTuple):
    """Whether a person suspects that results were kept back."""

    iri: str
    suspected: bool
    judge: str | None
    created: str | None
    comment: str | None
