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
    around = _claims_around(reader, iri) if kind == "claim" else catalogue.claims_about([iri], MOST_CLAIMS)
    if not around:
        return None
    audited, beside = reader.audit(around)
    articles = {article.iri: article for a in audited for article in a.claim.articles}.values()
    cited = {iri for a in audited for iri in a.claim.cited} | {iri for article in articles for iri in article.cites}
    audit = replace(Audit(audited), selected_from=catalogue.counts["claim"])
    return render_page(
        audit,
        claims=[*(a.claim for a in audited), *beside],
        cited=reader.sources(node.iri for node in catalogue.find_all("source", sorted(cited))),
        query_form="/query",
    )


def _claims_around(reader: NodeReader, iri: str) -> list[str]:
    """The IRIs of a claim, of its premises, of those that rest on it, and of those about the same entities."""
    if reader.catalogue.find("claim", iri) is None:
        return []
    ((audited,), _) = reader.audit([iri])
    claim, catalogue = audited.claim, reader.catalogue
    premises = (node.iri for node in catalogue.find_all("claim", claim.rests_on))
    resting = (node.iri for node in catalogue.resting_on(iri, MOST_CLAIMS))
    about = catalogue.claims_about((entity.iri for entity in claim.entities), MOST_CLAIMS)
    return list(dict.fromkeys([iri, *premises, *resting, *about]))[:MOST_CLAIMS]
