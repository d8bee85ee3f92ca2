"""How a claim stands as published: by what the articles that make it cite for it, whatever else there is."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.claims import Claim, EvidenceLine

AS_PUBLISHED = ("cited", "document_only", "no_reference")
"""The ways in which a claim is published: a source is cited for it; its articles have references and tie none of them
to it; none is recorded of them.
"""

ABOUT_CITING = frozenset({"uncited", "named-not-cited"})
"""The flags that are about how the article cites, whatever is in the literature."""


def published_as(claim: Claim) -> str:
    """The one of :data:`AS_PUBLISHED` that a claim is.

    Of several articles that make it, one with references is enough for ``document_only``.
    """
    if claim.cited:
        return "cited"
    return "document_only" if any(article.cites for article in claim.articles) else "no_reference"


def cited_lines(claim: Claim, lines: Iterable[EvidenceLine]) -> tuple[EvidenceLine, ...]:
    """Those of the lines whose source the claim's articles cite for it."""
    return tuple(e for e in lines if e.source.iri in claim.cited) if claim.cited else ()
