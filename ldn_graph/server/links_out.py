"""Where links of a page lead that leave this server: what is behind the identifiers of sources and entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..model.identifiers import write_identifier

if TYPE_CHECKING:
    from ..model.claims import Entity, Source

Link = tuple[str, str]
"""What a link says, and its http or https address; "" where there is none."""

_RESOLVER = "https://bioregistry.io/"
"""Resolves the CURIEs of ``dcterms:identifier``, whose prefixes are those of the Bioregistry."""


def doi_address(doi: str) -> str:
    """Where a DOI leads to."""
    return f"https://doi.org/{quote(doi, safe='/')}"


def pmid_address(pmid: str) -> str:
    """Where a number of PubMed leads to."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{quote(pmid, safe='')}/"


def trial_address(number: str) -> str:
    """Where the number of a trial at ClinicalTrials.gov leads to."""
    return f"https://clinicaltrials.gov/study/{quote(number, safe='')}"


def source_links(source: Source) -> Iterator[Link]:
    """The DOI, the number of PubMed, other identifiers and the address of a source."""
    if source.doi:
        yield f"doi:{source.doi}", doi_address(source.doi)
    if source.pmid:
        yield f"PMID {source.pmid}", pmid_address(source.pmid)
    for identifier in source.identifiers:
        yield identifier, _behind(identifier)
    if source.page and _is_web(source.page):
        yield "web page", source.page


def _behind(identifier: str) -> str:
    """The address that an identifier of a source stands for."""
    prefix, _, number = identifier.partition(":")
    if prefix == "clinicaltrials":
        return trial_address(number)
    return f"{_RESOLVER}{quote(identifier, safe=':/')}"


def entity_links(entity: Entity) -> Iterator[Link]:
    """The terms of ontologies that an entity is matched with."""
    for iri in entity.matches:
        yield write_identifier(iri), iri if _is_web(iri) else ""


def _is_web(address: str) -> bool:
    return re.match("https?://[^/]", address) is not None
