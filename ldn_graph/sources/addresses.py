"""What an address leads to: an identifier, where the address of a registry or publisher has one in it, else a page.

>>> identifier_in("https://europepmc.org/article/MED/18728058")
('pubmed', '18728058')
>>> normal_address("http://www.example.org:80/a%7eb/?utm_source=x&id=7#top")
'https://example.org/a~b?id=7'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

Named = tuple[str, str]
"""A prefix of the Bioregistry, and the identifier as the address has it."""

_ADDRESS = r"https?://[A-Za-z0-9.-]*[A-Za-z0-9](:[0-9]{1,5})?([/?#]\S*)?"
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|s_cid|wt\.mc_id|"
    r"cmpid|__twitter_impression",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, and nothing of the page."""
_KEPT_PATH = "%/:@!$&'()*+,;=~"
_KEPT_QUERY = f"{_KEPT_PATH}?"


class Address(NamedTuple):
    """An address in parts: the host in small letters, without ``www.``; ``segments`` and ``path`` are decoded."""

    host: str
    path: str
    query: tuple[tuple[str, str], ...]
    fragment: str

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(segment for segment in self.path.split("/") if segment)


def is_address(text: str) -> bool:
    """Whether this is an http or https address that can be written as an IRI (:func:`iri_of`)."""
    return re.fullmatch(_ADDRESS, text, re.IGNORECASE | re.ASCII) is not None


def with_scheme(text: str) -> str | None:
    """The address that a text without ``https://`` means, by a host that is known here; else None."""
    host = re.split("[/?#]", text, maxsplit=1)[0].lower()
    return f"https://{text}" if "." in host and _bare(host) in _HOSTS and len(host) < len(text) else None


def identifier_in(address: str) -> Named | None:
    """The identifier that an address has in it, where that is sure: by its host, or by the way of publishers.

    None for any other address. Whether it can be one of its registry is not looked at.
    """
    split = _split(address)
    if split is None:
        return None
    parts = Address(
        _bare(split.hostname or ""),
        unquote(split.path, errors="replace"),
        tuple(parse_qsl(split.query, errors="replace", max_num_fields=100)) if split.query.count("&") < 100 else (),
        unquote(split.fragment, errors="replace"),
    )
    read = _HOSTS.get(parts.host)
    if read is _doi_path and address.endswith(";2-#"):  # a check character that a browser takes for another thing
        return "doi", f"{parts.path.lstrip('/')}#"
    return (read(parts) if read else None) or _publishers_doi(parts)


def holds_doi(address: str) -> bool:
    """Whether something like a DOI stands in an address."""
    return re.search(r"[/=]10\.[0-9]{4,9}/[^/\s]", unquote(address, errors="replace")) is not None


def normal_address(address: str) -> str:
    """The address in one form, as RFC 3986 (6.2.2, 6.2.3) has it, and without what identifies no page.

    That is the scheme (https for both), ``www.``, a slash at the end, parameters by which readers are tracked, and a
    fragment, unless it may be the way to a page within an application.
    """
    split = _split(address)
    if split is None:
        return address
    host = (split.hostname or "").removeprefix("www.")
    port = f":{split.port}" if split.port not in (None, 80, 443) else ""
    parameters = [p for p in split.query.split("&") if p and not _TRACKING.fullmatch(p.partition("=")[0])]
    query = f"?{_encoded('&'.join(parameters), _KEPT_QUERY)}" if parameters else ""
    leads_on = split.fragment.startswith(("!", "/"))
    fragment = f"#{_encoded(split.fragment, _KEPT_QUERY)}" if leads_on else ""
    return f"https://{host}{port}{_encoded(split.path, _KEPT_PATH).rstrip('/')}{query}{fragment}"


def iri_of(address: str) -> str:
    """The address as an IRI can be written: as it is, with what it may not hold percent-encoded."""
    page = quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", address), safe="%:/?#@!$&'()*+,;=~", errors="replace")
    return page.replace("#", "\0", 1).replace("#", "%23").replace("\0", "#")  # a fragment has no second beginning


def _split(address: str) -> SplitResult | None:
    try:
        split = urlsplit(address)
        _ = split.port
    except ValueError:
        return None
    return split


def _encoded(text: str, kept: str) -> str:
    """A part of an address with each octet written in one way: plain where it may be, else in capitals."""

    def octet(match: re.Match[str]) -> str:
        sign = chr(int(match[1], 16))
        return sign if re.match("[A-Za-z0-9._~-]", sign) else f"%{match[1].upper()}"

    whole = re.sub("%(?![0-9A-Fa-f]{2})", "%25", text)
    return re.sub("%([0-9A-Fa-f]{2})", octet, quote(whole, safe=kept, errors="replace"))


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.").removeprefix("m.").removeprefix("dx.")


def _first(pattern: str, texts: Iterator[str] | tuple[str, ...]) -> str | None:
    """The first of the texts that has this pattern as a whole."""
    return next((text for text in texts if re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)), None)


def _after(parts: Address, *words: str) -> str | None:
    """The segment behind one of these words, which are in small letters."""
    segments = parts.segments
    return next((after for word, after in pairwise(segments) if word.lower() in words), None)


# One function for the addresses of a host -----------------------------------------------------------------------------


def _doi_path(parts: Address) -> Named | None:
    return ("doi", parts.path.lstrip("/")) if parts.path.strip("/") else None


def _pubmed(parts: Address) -> Named | None:
    """``/N``, ``/pubmed/N``, ``/?term=N``; of NCBI also what is in PubMed Central."""
    digits = "[0-9]+"
    if article := _first(r"PMC[0-9]+(\.[0-9]+)?", parts.segments):
        return "pmc", article
    if not parts.host.startswith("ncbi.") or "pubmed" in (s.lower() for s in parts.segments):
        behind = tuple(s for s in parts.segments if s.lower() not in ("pubmed", "m"))
        if number := _first(digits, behind[:1]):
            return "pubmed", number
        terms = (re.sub(r"\[(?:uid|pmid)\]$", "", v.strip(), flags=re.I) for k, v in parts.query if k.lower() == "term")
        if number := _first(digits, terms):
            return "pubmed", number
    if number := _first(digits, tuple(filter(None, [_after(parts, "pmid")]))):
        return "pubmed", number
    return None


def _europe_pmc(parts: Address) -> Named | None:
    if (number := _after(parts, "med")) and number.isdecimal():
        return "pubmed", number
    article = _first(r"PMC[0-9]+", parts.segments) or _after(parts, "pmc")
    return ("pmc", article if article.lower().startswith("pmc") else f"PMC{article}") if article else None


def _trial(prefix: str, pattern: str) -> Callable[[Address], Named | None]:
    """Where a trial's number is any part of the address, of this pattern."""

    def read(parts: Address) -> Named | None:
        values = (value.rpartition(":")[2].strip() for _, value in parts.query)
        words = (*parts.segments, *values, *re.split("[/?]", parts.fragment))
        number = _first(pattern, words)
        return (prefix, number) if number else None

    return read


def _any_trial(parts: Address) -> Named | None:
    """A portal of several registries: whose number it is can be told by the number."""
    number = next((value.strip() for key, value in parts.query if key.lower() == "trialid"), None)
    return ("trial", number) if number else None


def _anzctr(parts: Address) -> Named | None:
    number = next((value for key, value in parts.query if key.upper() == "ACTRN"), None) or _after(parts, "trial")
    if number is None:
        return None
    return "anzctr", number if number.upper().startswith("ACTRN") else f"ACTRN{number}"


def _patent(parts: Address) -> Named | None:
    number = _after(parts, "patent", "patents")
    return ("google.patent", number) if number and re.match("[A-Za-z]{2}[0-9]", number) else None


def _arxiv(parts: Address) -> Named | None:
    segments = parts.segments
    if len(segments) < 2 or segments[0].lower() not in ("abs", "pdf", "html"):
        return None
    return "arxiv", re.sub(r"\.pdf$", "", "/".join(segments[1:]), flags=re.IGNORECASE)


def _dailymed(parts: Address) -> Named | None:
    return next((("dailymed", value) for key, value in parts.query if key.lower() == "setid"), None)


def _resolver(parts: Address) -> Named | None:
    """identifiers.org/PREFIX:ID and /PREFIX/ID, as several resolvers have it."""
    named = re.fullmatch(r"/?([A-Za-z][A-Za-z0-9.]*)[:/](.+)", parts.path)
    return (named[1], named[2]) if named else None


def _isbn(parts: Address) -> Named | None:
    number = _after(parts, "isbn")
    return ("isbn", number) if number else None


_HOSTS: Mapping[str, Callable[[Address], Named | None]] = {
    "doi.org": _doi_path,
    "pubmed.ncbi.nlm.nih.gov": _pubmed,
    "pmc.ncbi.nlm.nih.gov": _pubmed,
    "ncbi.nlm.nih.gov": _pubmed,
    "europepmc.org": _europe_pmc,
    "arxiv.org": _arxiv,
    "export.arxiv.org": _arxiv,
    "dailymed.nlm.nih.gov": _dailymed,
    "patents.google.com": _patent,
    "google.com": _patent,
    "identifiers.org": _resolver,
    "bioregistry.io": _resolver,
    "n2t.net": _resolver,
    "worldcat.org": _isbn,
    "clinicaltrials.gov": _trial("clinicaltrials", r"NCT[0-9]{8}"),
    "classic.clinicaltrials.gov": _trial("clinicaltrials", r"NCT[0-9]{8}"),
    "clinicaltrialsregister.eu": _trial("euclinicaltrials", r"[0-9]{4}-[0-9]{6}-[0-9]{2}"),
    "euclinicaltrials.eu": _trial("ctis", r"[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}"),
    "isrctn.com": _trial("isrctn", r"ISRCTN[0-9]{8}"),
    "controlled-trials.com": _trial("isrctn", r"ISRCTN[0-9]{8}"),
    "drks.de": _trial("drks", r"DRKS[0-9]{8}"),
    "jrct.niph.go.jp": _trial("jrct", r"jRCTs?[0-9]+"),
    "jrct.mhlw.go.jp": _trial("jrct", r"jRCTs?[0-9]+"),
    "thaiclinicaltrials.org": _trial("tctr", r"TCTR[0-9]+"),
    "ensaiosclinicos.gov.br": _trial("rebec", r"RBR-[a-z0-9]+"),
    "anzctr.org.au": _anzctr,
    "trialsearch.who.int": _any_trial,
}
"""What reads the addresses of a host, without ``www.``, ``m.`` and ``dx.``."""

_DOI = r"10\.[0-9]{4,9}/[^/\s?#]+"


@cache
def _publishers() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of patterns, of a host and of a path, or path and query, that has a DOI and nothing else behind a mark."""
    ways = (
        (r".*", rf"/doi(?:/(?:abs|full|pdf|epdf|epub|pdfplus|pdfdirect|book|figure|reader))?/({_DOI})/?"),
        (r"link\.springer\.com", rf"/(?:article|chapter|book|content/pdf|referenceworkentry)/({_DOI}?)(?:\.pdf)?"),
        (r"journals\.plos\.org", rf"/[a-z]+/article(?:/\w+)?\?id=({_DOI})"),
        (r"frontiersin\.org", rf"(?:/journals/[a-z-]+)?/articles/({_DOI})(?:/(?:full|abstract|pdf))?"),
        (r"(?:bio|med)rxiv\.org", rf"/content/(?:early/[0-9/]+)?({_DOI}?)(?:v[0-9]+)?(?:\.full|\.abstract)?(?:\.pdf)?"),
    )  # fmt: skip
    return tuple((re.compile(host), re.compile(way, re.ASCII)) for host, way in ways)


def _publishers_doi(parts: Address) -> Named | None:
    """The DOI that publishers' addresses have in them, as ``/doi/full/10.1056/NEJMoa1``."""
    if "/10." not in parts.path and not any(value.startswith("10.") for _, value in parts.query):
        return None
    identified = "".join(f"?id={value}" for key, value in parts.query if key == "id")
    for host, way in _publishers():
        if host.fullmatch(parts.host) and (match := way.fullmatch(parts.path + identified)):
            return "doi", match[1]
    return None
