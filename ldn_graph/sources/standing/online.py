"""Whether papers still stand, asked of Crossref and Europe PMC one by one, when a user wants it.

Crossref's works have ``updated-by``: notices of publishers and of Retraction Watch
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/). Europe PMC's records have the kinds of a
publication and the notices that PubMed links to it (https://europepmc.org/RestfulWebService). What each has is put as
the list of today.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from ...errors import InputError
from ...model.standing import Notice, SourceStanding, in_order, name_after, which_counts
from ...output.dates import MONTHS
from ..http import fetch
from .shipped import CROSSREF, EUROPE_PMC

CROSSREF_API = "https://api.crossref.org/works/"
EUROPE_PMC_API = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
MOST = 500
"""The most papers that are asked for at a time; more are what lists are for."""

_CROSSREF_KINDS: Mapping[str, str] = {
    "retraction": "retraction",
    "withdrawal": "retraction",
    "removal": "retraction",
    "expression_of_concern": "concern",
    "reinstatement": "reinstatement",
    **dict.fromkeys(
        ("correction", "corrigendum", "erratum", "addendum", "clarification", "partial_retraction"), "correction"
    ),
}
_EUROPE_PMC_KINDS: Mapping[str, str] = {
    "retraction in": "retraction",
    "partial retraction in": "correction",
    "expression of concern in": "concern",
    "erratum in": "correction",
    "corrected and republished in": "correction",
    "retracted and republished in": "retraction",
}
_REFERENCE_DATE = re.compile(r"\b((?:19|20)[0-9]{2})(?: ([A-Z][a-z]{2})[a-z]*(?: ([0-9]{1,2}))?)?\b")
_MONTH_OF: Mapping[str, int] = {month[:3]: number for number, month in enumerate(MONTHS, 1)}


def ask_online(keys: Sequence[str], today: date | None = None) -> SourceStanding | None:
    """What Crossref and Europe PMC say today of the paper with these identifiers; None where neither knows it.

    Raises what :func:`~ldn_graph.sources.http.fetch` raises, and :class:`~ldn_graph.errors.InputError` where an answer
    is not of the form that is described there.
    """
    day = (today or date.today()).isoformat()
    found = None
    for key in keys:
        for origin, notices in _notices(key):
            said = SourceStanding(name_after(notices), day, origin, notices)
            found = which_counts(found, said) if found else said
    return found


def _notices(key: str) -> Iterator[tuple[str, tuple[Notice, ...]]]:
    """What each service that knows the paper has of it, with who says so."""
    kind, _, name = key.partition(":")
    if kind == "doi":
        address = CROSSREF_API + quote(name, safe="")
        work = _record(address)
        if work is not None:
            yield CROSSREF, in_order(_crossref_notices(_get(address, work, "message", dict)))
    query = {"doi": f'DOI:"{name}"', "pmid": f"EXT_ID:{name} AND SRC:MED", "pmc": f"PMCID:{name}"}[kind]
    wanted = {"query": query, "resultType": "core", "format": "json", "pageSize": "1"}
    address = f"{EUROPE_PMC_API}?{urlencode(wanted)}"
    answer = _record(address)
    if answer is not None:
        results = _get(address, _get(address, answer, "resultList", dict), "result", list)
        if results and isinstance(results[0], dict) and _is_of(results[0], kind, name):
            yield EUROPE_PMC, in_order(_europe_pmc_notices(results[0]))


def _is_of(record: Mapping[str, Any], kind: str, name: str) -> bool:
    """Whether a record is that of the paper, as a search may find another."""
    field = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid"}[kind]
    return str(record.get(field, "")).lower() == name.lower()


def _crossref_notices(work: Mapping[str, Any]) -> Iterator[Notice]:
    for update in work.get("updated-by") or ():
        if not isinstance(update, dict):
            continue
        kind = _CROSSREF_KINDS.get(re.sub(r"[ -]", "_", str(update.get("type", "")).lower()))
        if kind:
            yield Notice(kind, _date_of_parts(update.get("updated")), doi=str(update.get("DOI") or "") or None)


def _date_of_parts(updated: Any) -> str | None:
    """The date of ``{"date-parts": [[2010, 2, 6]]}``."""
    try:
        parts = [int(part) for part in updated["date-parts"][0]][:3]
        if not 1000 <= parts[0] <= 9999:
            return None
        date(*[*parts, 1, 1][:3])
    except (TypeError, ValueError, LookupError):
        return None
    return "-".join(f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False))


def _europe_pmc_notices(record: Mapping[str, Any]) -> Iterator[Notice]:
    notices = []
    for told in (record.get("commentCorrectionList") or {}).get("commentCorrection") or ():
        kind = _EUROPE_PMC_KINDS.get(str(told.get("type", "")).lower()) if isinstance(told, dict) else None
        if kind:
            notices.append(Notice(kind, _date_of_reference(str(told.get("reference") or ""))))
    yield from notices
    kinds = (record.get("pubTypeList") or {}).get("pubType") or ()
    is_retracted = any(str(kind).lower() == "retracted publication" for kind in kinds)
    if is_retracted and all(notice.kind != "retraction" for notice in notices):
        yield Notice("retraction")


def _date_of_reference(text: str) -> str | None:
    """The date in a reference such as ``Lancet. 2010 Feb 6;375(9713):445``."""
    found = _REFERENCE_DATE.search(text[:1000])
    if not found:
        return None
    year, month, day = found[1], _MONTH_OF.get(found[2] or ""), found[3]
    if not month:
        return year
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day and 0 < int(day) <= 31 else "")


def _record(address: str) -> dict[str, Any] | None:
    body = fetch(address)
    if body is None:
        return None
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise InputError(f"{address}: the answer is no JSON object; look at the address in a browser")
    return document


def _get(address: str, document: Mapping[str, Any], name: str, kind: type) -> Any:
    value = document.get(name)
    if not isinstance(value, kind):
        raise InputError(f"{address}: the answer has no {name!r} as is described; look at the address in a browser")
    return value
