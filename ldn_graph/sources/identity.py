"""Which source a reference means: a PubMed identifier, DOI, PubMed Central identifier or address, however written.

>>> read_reference("https://pubmed.ncbi.nlm.nih.gov/15774254/").pmid
'15774254'
>>> read_reference("DOI:10.2217/fmb.10.125").doi
'10.2217/fmb.10.125'
>>> read_reference("https://en.wikipedia.org/wiki/Lupus").label
'Wikipedia: Lupus'
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from ..model.identifiers import CURIES, curie_remedy


class Reference(NamedTuple):
    """What a reference means. Two references to one thing have the same ``key``, however they were written.

    ``identifier`` is a CURIE such as ``pmc:PMC2783422``, ``page`` an http or https address.
    """

    key: str
    label: str
    doi: str | None = None
    pmid: str | None = None
    identifier: str | None = None
    page: str | None = None

    @property
    def resolvable(self) -> bool:
        """It has an identifier or an address; else it is mere text."""
        return bool(self.doi or self.pmid or self.identifier or self.page)


_PMID = re.compile(
    r"(?:pmid:?\s*|pubmed:\s*|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)"
    r"([1-9][0-9]{0,7})/?(?:[?#].*)?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)", re.IGNORECASE)
_PMC = re.compile(
    r"(?:pmc:|pmcid:\s*|https?://(?:www\.ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)/articles/)?"
    r"(PMC[0-9]+)/?(?:[?#].*)?",
    re.IGNORECASE,
)
_PAGE = re.compile(r"https?://[A-Za-z0-9.-]*[A-Za-z0-9](?::[0-9]{1,5})?(?:[/?#]\S*)?")
_WIKIPEDIA = re.compile(r"https?://[a-z-]+\.(?:m\.)?wikipedia\.org/wiki/([^?#]+)")
_DRUGBANK = re.compile(r"https?://(?:go\.|www\.)?drugbank\.(?:com|ca)/drugs/(DB[0-9]{5})/?(?:[?#].*)?")


def read_reference(text: str) -> Reference:
    """What the text refers to. Nothing is looked up, and nothing is raised."""
    text = text.strip()
    if match := _PMID.fullmatch(text):
        return Reference(f"pmid:{match[1]}", f"PubMed {match[1]}", pmid=match[1])
    if match := _DOI.fullmatch(text):
        doi = unquote(match[1]) if text.lower().startswith("http") else match[1]
        if not re.search(r"\s", doi):
            return Reference(f"doi:{doi.lower()}", f"doi:{doi}", doi=doi)
    if match := _PMC.fullmatch(text):
        name = match[1].upper()
        return Reference(f"pmc:{name}", f"PubMed Central {name}", identifier=f"pmc:{name}")
    prefix, colon, rest = text.partition(":")
    if colon and prefix.lower() in CURIES and curie_remedy(f"{prefix.lower()}:{rest}") is None:
        return Reference(f"{prefix.lower()}:{rest}", text, identifier=f"{prefix.lower()}:{rest}")
    if not _PAGE.fullmatch(text):
        return Reference(text, text)
    page = quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", text), safe="%:/?#@!$&'()*+,;=~", errors="replace")
    page = page.replace("#", "\0", 1).replace("#", "%23").replace("\0", "#")  # a fragment has no second beginning
    if match := _DRUGBANK.fullmatch(text):
        return Reference(f"drugbank:{match[1]}", f"DrugBank {match[1]}", page=page)
    if match := _WIKIPEDIA.fullmatch(text):
        return Reference(page, f"Wikipedia: {unquote(match[1], errors='replace').replace('_', ' ')}", page=page)
    return Reference(page, text, page=page)
