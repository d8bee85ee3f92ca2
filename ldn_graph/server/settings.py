"""How the server answers, as its operator wants it."""

from __future__ import annotations

from dataclasses import dataclass

PATIENCE = 5
"""Seconds that a query waits for its turn, while as many as there may be at once are being answered."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``timeout`` is the time limit of a query in seconds, ``limit`` the most rows or triples of an answer (None: any
    number), ``at_once`` how many queries are answered at the same time; ``hosts`` are the names that the server goes by
    (none: any), and ``cors_origin`` is the origin whose pages may read answers (None: of no other site). ``article`` is
    the raw text that the page shows where its claims are of one article."""

    timeout: float
    limit: int | None
    at_once: int
    hosts: tuple[str, ...] = ()
    cors_origin: str | None = None
    article: str | None = None
