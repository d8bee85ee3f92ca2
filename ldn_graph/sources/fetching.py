"""Records fetched by identifiers: a DOI from Crossref, a PMID from NCBI, a trial's number from ClinicalTrials.gov.

Nothing is fetched that was not named. One request is made for each DOI and each trial, and one for up to 100 PMIDs;
:mod:`~ldn_graph.sources.http` says within which bounds, and how to say who asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from ..errors import InputError
from ..output.remarks import Remarks
from .http import fetch
from .identity import Reference
from .readers.clinical_trials import read_registration
from .readers.csl_json import read_csl_json
from .readers.pubmed_xml import read_pubmed_xml
from .record import Record


class Servers(NamedTuple):
    """Where each kind of record is fetched."""

    crossref: str = "https://api.crossref.org"
    ncbi: str = "https://eutils.ncbi.nlm.nih.gov"
    clinical_trials: str = "https://clinicaltrials.gov"


AT_ONCE = 100
"""How many PMIDs are asked for in one request."""
_TRIAL = "clinicaltrials:"


def can_be_fetched(reference: Reference) -> bool:
    """Whether a reference has an identifier of a kind that is fetched."""
    return bool(reference.doi or reference.pmid or (reference.identifier or "").startswith(_TRIAL))


def fetch_records(references: Iterable[Reference], remarks: Remarks, servers: Servers = Servers()) -> Iterator[Record]:  # noqa: B008
    """The records of these references, of which each can be fetched; what a server does not have is counted.

    Raises what :func:`~ldn_graph.sources.http.fetch` raises, and :class:`~ldn_graph.errors.ImportFormatError` for an
    answer of another form.
    """
    asked = list(dict.fromkeys(references))
    pmids = [reference.pmid for reference in asked if reference.pmid]
    for some in (pmids[start : start + AT_ONCE] for start in range(0, len(pmids), AT_ONCE)):
        yield from _of_pubmed(some, remarks, servers.ncbi)
    for reference in asked:
        if reference.doi:
            url = f"{servers.crossref}/works/{quote(reference.doi, safe='')}"
            if (text := _text(url)) is None:
                remarks.add("identifier", "that Crossref does not have", reference.doi)
            else:
                yield from read_csl_json(url, text, remarks)
        elif (reference.identifier or "").startswith(_TRIAL):
            number = str(reference.identifier).removeprefix(_TRIAL)
            url = f"{servers.clinical_trials}/api/v2/studies/{number}"
            if (text := _text(url)) is None:
                remarks.add("identifier", "that ClinicalTrials.gov does not have", number)
            else:
                yield from read_registration(url, text, remarks)


def _of_pubmed(pmids: list[str], remarks: Remarks, server: str) -> Iterator[Record]:
    url = f"{server}/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&tool=ldn-graph&id={','.join(pmids)}"
    text = _text(url, "application/xml") or "<PubmedArticleSet/>"
    records = list(read_pubmed_xml(url, text, remarks))
    yield from records
    for pmid in {*pmids} - {record.pmid for record in records}:
        remarks.add("identifier", "that PubMed does not have", pmid)


def _text(url: str, accept: str = "application/json") -> str | None:
    body = fetch(url, accept)
    try:
        return None if body is None else body.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{url}: the answer is no text in UTF-8; look at the address in a browser") from None
