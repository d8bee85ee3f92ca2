"""The claims around a node, drawn as the page of the audit."""

from __future__ import annotations

from dataclasses import replace

from ..audit.results import Audit
from ..page.render import render_page
from .node_reader import NodeReader

MOST_CLAIMS = 300
"""How many claims are drawn at most: so many can be looked over."""


def draw_neighbourhood(reader: NodeReader, kind: str, iri: str) -> str | None:
    """The page of the claims that speak of an entity, or of those that speak of the same entities as a claim.

    Of more than :data:`MOST_CLAIMS` the first by their ids; of a claim those about its rarest entity come first. None
    where no claim does.
    """
    catalogue = reader.catalogue
    found = catalogue.neighbours(kind, iri, MOST_CLAIMS)
    if not found.nodes:
        return None
    audited, beside = reader.audit([node.iri for node in found.nodes])
    cited = {iri for a in audited for iri in (*a.claim.cited, *(i for s in a.claim.articles for i in s.cites))}
    audit = replace(Audit(audited), selected_from=catalogue.counts["claim"])
    return render_page(
        audit,
        claims=[*(a.claim for a in audited), *beside],
        cited=reader.sources(node.iri for node in catalogue.find_all("source", sorted(cited))),
        query_form="/query",
    )
