"""Judgements that a named reader made, with day and reason: of an evidence line, of certainty, of publication bias."""

from __future__ import annotations

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
